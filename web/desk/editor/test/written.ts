import type { Node } from "prosemirror-model";

/** The blocks as lines, so that one can read them. */
export function written(node: Node, indent = ""): string {
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
