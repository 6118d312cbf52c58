// What is pasted from Word, Google Docs and web pages, made into what a body may hold.
//
// The schema takes only what it knows, so nothing foreign gets in. Here is put right what would
// otherwise lose its structure: lists that Word writes as paragraphs, what wraps all of a copied
// document, blocks inside cells, items and quotes, links that lead through a tracker.

import { DOMParser, type ParseOptions, type Slice } from "prosemirror-model";
import { schema } from "../schema.ts";

/**
 * Takes the looks out of HTML before it is parsed: the page's policy would refuse them with a fault
 * each. What they mean is read from where they are kept.
 */
export function withoutLooks(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/i, " data-style="));
}

/** Reads what is pasted. What comes from this editor is read as it stands. */
class Pasting extends DOMParser {
  override parseSlice(root: HTMLElement, options?: ParseOptions): Slice {
    if (!root.querySelector("[data-pm-slice]")) clean(root);
    return super.parseSlice(root, options);
  }
}

const { rules } = DOMParser.fromSchema(schema);

/** The parser for the clipboard. */
export const pasting: DOMParser = new Pasting(schema, rules);

/** Cleans what was copied, in place. */
function clean(root: HTMLElement): void {
  dropComments(root);
  for (const element of all(root, "style, script, title, meta, link, xml, template, noscript, button, input, select, textarea, svg, iframe, object")) element.remove();
  for (const element of all(root, "*")) if (isHidden(element)) element.remove();
  unwrapDocument(root);
  meanings(root);
  listsOfWord(root);
  nestLists(root);
  for (const link of all(root, "a[href]")) link.setAttribute("href", straightened(link.getAttribute("href") ?? ""));
  for (const br of all(root, "br")) if (isBetweenBlocks(br)) br.remove();
  for (const pre of all(root, "pre")) breakLines(pre);
  for (const cell of all(root, "td, th")) inLine(cell);
  for (const item of all(root, "li, blockquote")) paragraphsOnly(item);
  // Bold inside a heading is its look, not its meaning.
  for (const heading of all(root, "h1, h2, h3, h4, h5, h6")) for (const bold of all(heading, "b, strong")) unwrap(bold);
  for (const block of all(root, "p, h1, h2, h3, h4, h5, h6, li, div")) if (isBlank(block)) block.remove();
  for (const list of all(root, "ul, ol")) if (!list.querySelector("li")) list.remove();
}

const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, section, article, header, footer, figure, address, dl, dt, dd, hr, center";

function all(root: Element, selector: string): Element[] {
  return [...root.querySelectorAll(selector)];
}

function make(near: Element, name: string): Element {
  return near.ownerDocument.createElement(name);
}

function styleOf(element: Element): string {
  return (element.getAttribute("data-style") ?? "").replace(/\s+/g, " ");
}

function isHidden(element: Element): boolean {
  return /display: ?none|mso-hide: ?all|visibility: ?hidden/i.test(styleOf(element)) || element.getAttribute("aria-hidden") === "true";
}

function isBlank(element: Element): boolean {
  return (element.textContent ?? "").replace(/[\s\u00a0\u200b\ufeff]/g, "") === "" && !element.querySelector("hr, table, img");
}

/** A break beside a block is the look of a gap. */
function isBetweenBlocks(br: Element): boolean {
  if (br.classList.contains("Apple-interchange-newline")) return true;
  return [br.previousElementSibling, br.nextElementSibling].some((beside) => beside?.matches(BLOCKS));
}

function dropComments(node: Node): void {
  for (const child of [...node.childNodes]) {
    // 8 is a comment; Word puts whole instructions into them.
    if (child.nodeType === 8) child.parentNode?.removeChild(child);
    else dropComments(child);
  }
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Google Docs wraps all in a <b> with this id; Word puts empty <o:p> everywhere. */
function unwrapDocument(root: Element): void {
  for (const element of all(root, '[id^="docs-internal-guid"]')) unwrap(element);
  for (const element of all(root, "*")) if (element.localName.includes(":")) unwrap(element);
  for (const element of all(root, "font, center")) unwrap(element);
}

/** What a look means, and the element that says so. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/(^|[; ])font-weight: ?(bold|bolder|[6-9]00)/i, "strong"],
  [/(^|[; ])font-style: ?italic/i, "em"],
  [/text-decoration(-line)?: ?[^;]*line-through/i, "s"],
  [/vertical-align: ?sub/i, "sub"],
  [/vertical-align: ?super/i, "sup"],
];

/** What is bold, slanted or struck out by its looks alone becomes so by its elements. */
function meanings(root: Element): void {
  for (const element of all(root, "b, strong, i, em")) {
    const isPlain = /^(b|strong)$/.test(element.localName) ? /(^|[; ])font-weight: ?(normal|400)/i : /(^|[; ])font-style: ?normal/i;
    if (isPlain.test(styleOf(element))) unwrap(element);
  }
  for (const element of all(root, "span, a, td, th, p, li, font, s, u, em, i, b, strong")) {
    for (const [look, name] of MEANINGS) {
      if (!look.test(styleOf(element)) || element.localName === name) continue;
      if (element.querySelector(BLOCKS)) continue;
      const meaning = make(element, name);
      meaning.append(...element.childNodes);
      element.append(meaning);
    }
  }
}

/** Word writes an item of a list as a paragraph with its level in the style, and its bullet as text. */
function listsOfWord(root: Element): void {
  let open: { list: Element; level: number }[] = [];
  let previous: Element | null = null;
  for (const paragraph of all(root, "p, h1, h2, h3, h4, h5, h6")) {
    const level = Number(/mso-list: ?\w+ level(\d+)/i.exec(styleOf(paragraph))?.[1] ?? 0);
    if (level === 0) {
      open = [];
      continue;
    }
    if (previous && paragraph.previousElementSibling !== previous) open = [];
    const marker = takeMarker(paragraph);
    const kind = /^[\s\u00a0]*(\d+|[a-z]{1,4})[.)]/i.test(marker) ? "ol" : "ul";
    while (open.length > 0 && open.at(-1)!.level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1)!.list.localName !== kind) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = make(root, kind);
      const start = Number.parseInt(marker.trim(), 10);
      if (kind === "ol" && start > 1) list.setAttribute("start", String(start));
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level });
    }
    const item = make(root, "li");
    item.append(...paragraph.childNodes);
    open.at(-1)!.list.append(item);
    paragraph.remove();
    previous = open[0]!.list;
  }
}

/** Takes the bullet or number out of a paragraph of Word, and returns it. */
function takeMarker(paragraph: Element): string {
  const marker = all(paragraph, "[data-style]").find((element) => /mso-list: ?ignore/i.test(styleOf(element)));
  marker?.remove();
  if (marker) return marker.textContent ?? "";
  // Word for the web and Outlook leave the marker as plain text.
  const first = paragraph.firstChild;
  const text = first?.textContent ?? "";
  const found = /^[\s\u00a0]*([·•o§–-]|\d+[.)])[\s\u00a0]+/.exec(text);
  if (found && first) first.textContent = text.slice(found[0].length);
  return found?.[1] ?? "";
}

/** Google Docs puts a list that belongs to an item beside the item. */
function nestLists(root: Element): void {
  for (const list of all(root, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
    else unwrap(list);
  }
}

/** The address behind a tracker, without what only tells where a reader came from. */
function straightened(href: string): string {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return href;
  }
  const inside = url.searchParams.get("q") ?? url.searchParams.get("url");
  const isTracker = /(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url";
  const isSafelink = url.hostname.endsWith(".safelinks.protection.outlook.com");
  if (inside && (isTracker || isSafelink) && /^https?:/i.test(inside)) return straightened(inside);
  const traced = [...url.searchParams.keys()].filter((key) => /^utm_|^(fbclid|gclid|mc_cid|mc_eid|igshid)$/.test(key));
  for (const key of traced) url.searchParams.delete(key);
  return traced.length > 0 ? url.href : href;
}

function breakLines(pre: Element): void {
  const lines = (pre.textContent ?? "").replace(/\n$/, "").split("\n");
  const paragraph = make(pre, "p");
  lines.forEach((line, index) => paragraph.append(...(index > 0 ? [make(pre, "br")] : []), line));
  pre.replaceWith(paragraph);
}

/** A cell holds running text: its blocks become lines. */
function inLine(cell: Element): void {
  for (const block of all(cell, BLOCKS)) {
    if (isBlank(block)) {
      block.remove();
      continue;
    }
    if (block.nextSibling && (block.nextSibling.textContent ?? "").trim() !== "") block.after(make(cell, "br"));
    unwrap(block);
  }
}

/** An item and a quote hold paragraphs; other blocks of text in them become such. */
function paragraphsOnly(holder: Element): void {
  const isQuote = holder.localName === "blockquote";
  for (const block of all(holder, "h1, h2, h3, h4, h5, h6, dt, dd, address")) {
    const paragraph = make(holder, "p");
    paragraph.append(...block.childNodes);
    block.replaceWith(paragraph);
  }
  for (const block of all(holder, isQuote ? "blockquote, ul, ol, table, tbody, thead, tr" : "blockquote, table, tbody, thead, tr")) unwrap(block);
  for (const item of isQuote ? all(holder, "li, td, th, footer") : all(holder, "td, th")) {
    const paragraph = make(holder, "p");
    paragraph.append(...item.childNodes);
    item.replaceWith(paragraph);
  }
}
