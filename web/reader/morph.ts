// Turns one element into another and leaves alone what is the same in both.
//
// So a reader keeps the focus, a selection or a playing video inside an article when another
// part of it changes, and what stays put can serve as a mark for the reader's place.

import { asSent, isLoaded } from "./player.ts";

/** Attributes that the script or the reader gives to elements; no HTML from the server takes them away. */
const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(["tabindex", "data-changed", "data-later", "style", "open"]);

/** Makes `old` equal to `wanted`, whose nodes it takes over; both are elements of the same name. */
export function morph(old: Element, wanted: Element): void {
  // What plays goes on playing while the words around it change.
  if (isLoaded(old) && old.getAttribute("data-player") === wanted.getAttribute("data-player")) return;
  morphAttributes(old, wanted);
  const mine = [...old.childNodes];
  const theirs = [...wanted.childNodes];

  let start = 0;
  while (start < mine.length && start < theirs.length && equal(mine[start], theirs[start])) start++;
  let mineEnd = mine.length;
  let theirsEnd = theirs.length;
  while (mineEnd > start && theirsEnd > start && equal(mine[mineEnd - 1], theirs[theirsEnd - 1])) {
    mineEnd--;
    theirsEnd--;
  }

  const after = mine[mineEnd] ?? null;
  const leaving = mine.slice(start, mineEnd);
  const coming = theirs.slice(start, theirsEnd);
  for (let child = coming.shift(); child; child = coming.shift()) {
    const stays = child instanceof Element ? leaving.findIndex((node) => equal(node, child)) : -1;
    for (const node of leaving.splice(0, Math.max(stays, 0))) node.remove();
    const [candidate] = leaving;
    if (stays >= 0 || (candidate && become(candidate, child, coming))) leaving.shift();
    else old.insertBefore(child, candidate ?? after);
  }
  for (const child of leaving) child.remove();
}

/** Turns one node into the other, unless they are of different kinds or it is wanted as it is. */
function become(node: Node, wanted: Node, later: readonly Node[]): boolean {
  if (node instanceof Text && wanted instanceof Text) {
    node.data = wanted.data;
    return true;
  }
  if (!(node instanceof Element) || !(wanted instanceof Element)) return false;
  if (node.tagName !== wanted.tagName || node.id !== wanted.id) return false;
  if (later.some((other) => equal(node, other))) return false;
  morph(node, wanted);
  return true;
}

function morphAttributes(old: Element, wanted: Element): void {
  for (const { name } of [...old.attributes]) {
    if (!wanted.hasAttribute(name) && !OWN_ATTRIBUTES.has(name)) old.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function equal(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && asSent(a).isEqualNode(b);
}
