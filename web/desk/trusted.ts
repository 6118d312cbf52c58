// The page takes HTML and scripts' addresses only through a policy with a name (Trusted Types). This is ours,
// and these are all the places that use it: icons that were built in, words that the server rendered, the worker.

interface Rules {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Rules): Rules;
}

const asItIs: Rules = { createHTML: (html) => html, createScriptURL: (address) => address };
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
/** Browsers without Trusted Types take plain strings. */
const policy = factory?.createPolicy("stet", asItIs) ?? asItIs;

/** HTML that was built in, or that the server rendered and so made safe. Nothing that was typed may come here. */
export function ownHtml(html: string): string {
  return policy.createHTML(html);
}

/** The address of a script of ours. */
export function ownScript(address: string): string {
  return policy.createScriptURL(address);
}
