import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import type { Node } from "prosemirror-model";
import { pasting, withoutLooks } from "../compose/paste.ts";

/** The blocks as lines, so that one can read them. */
function written(node: Node, indent = ""): string {
  const name = [node.type.name, node.attrs.level ?? (node.attrs.start > 1 ? node.attrs.start : null)].filter(Boolean).join(" ");
  if (!node.isTextblock) return [indent + name, ...node.children.map((child) => written(child, `${indent}  `))].join("\n");
  let marks = "";
  let text = "";
  node.forEach((piece) => {
    const now = piece.marks.map((mark) => (mark.attrs.href ? `link ${mark.attrs.href as string}` : mark.type.name)).join(" ");
    if (now !== marks && piece.isText) text += `[${now}]`;
    if (piece.isText) marks = now;
    text += piece.isText ? piece.text : "⏎";
  });
  return `${indent}${name}: ${text}`;
}

for (const source of ["word", "docs", "web"]) {
  test(`what is pasted from ${source} becomes blocks of the body`, () => {
    const file = (ending: string): string => readFileSync(new URL(`clipboard/${source}.${ending}`, import.meta.url), "utf8");
    const { document } = parseHTML("<html><body></body></html>");
    // As the editor does it: into an element of its own, where what is no content of one falls away.
    document.body.innerHTML = withoutLooks(file("html")).replace(/<\/?(html|head|body|meta)\b[^>]*>/g, "");
    const { content } = pasting.parseSlice(document.body as unknown as HTMLElement);
    content.forEach((node) => void node.check());
    assert.equal(content.content.map((node) => written(node)).join("\n"), file("txt").trimEnd());
  });
}
