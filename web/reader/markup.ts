// The one place where text becomes markup.
//
// The server is the only producer of that text and has sanitised whatever came from outside.
// The pages take HTML from nowhere but this policy (Trusted Types); browsers that have none of
// that take plain strings.

interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}
const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
const policy = factory?.createPolicy("stet", { createHTML: (html) => html, createScriptURL: (address) => address });

/** Reads HTML, a whole page or a part of one, into a document of its own; nothing in it runs. */
export function parseDocument(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
}

/** What is made of elements before they are part of the page. */
let shape: (parts: HTMLElement) => void = () => {};

/** Has all that is read from now on brought into another form. */
export function bringInto(form: (parts: HTMLElement) => void): void {
  shape = form;
}

/** The address of a script of ours. */
export function ownScript(address: string): string {
  return policy?.createScriptURL(address) ?? address;
}

/** Reads the HTML of one element, ready to be put into the page; null if there is no element. */
export function parseElement(html: string): HTMLElement | null {
  return parseElements(html)[0] ?? null;
}

/** Reads the HTML of elements that follow each other. */
export function parseElements(html: string): HTMLElement[] {
  const { body } = parseDocument(html);
  shape(body);
  // An element of another document is inert: its copy loads images like any other of the page.
  return [...body.children].flatMap((element) =>
    element instanceof HTMLElement ? [document.importNode(element, true)] : [],
  );
}
