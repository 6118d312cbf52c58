// What a revision changes, by word.

import { diffWordsWithSpace } from "diff";
import type { BodyNode, Content } from "./editor/content.ts";

/** A stretch of words that is kept, new, or gone. */
export interface Stretch {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** A field or the body, with what changes in it. */
export interface FieldDiff {
  readonly field: "headline" | "label" | "key_event" | "byline" | "contributors" | "dateline" | "body";
  readonly stretches: readonly Stretch[];
}

/** The fields that differ between two contents; none if they say the same. */
export function differences(before: Content, after: Content): FieldDiff[] {
  const fields: [FieldDiff["field"], string, string][] = [
    ["label", before.label ?? "", after.label ?? ""],
    ["headline", before.headline ?? "", after.headline ?? ""],
    ["key_event", before.key_event ? "✓" : "", after.key_event ? "✓" : ""],
    ["body", wordsOf(before), wordsOf(after)],
    ["byline", before.byline ?? "", after.byline ?? ""],
    ["contributors", names(before), names(after)],
    ["dateline", before.dateline ?? "", after.dateline ?? ""],
  ];
  return fields
    .filter(([, one, other]) => one !== other)
    .map(([field, one, other]) => ({ field, stretches: stretches(one, other) }));
}

/** One text made into the other. */
export function stretches(before: string, after: string): Stretch[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

/** What a body says, a line for each of its paragraphs. A picture or card counts by its attributes. */
export function wordsOf(content: Content): string {
  return (content.body.doc.content ?? []).map(linesOf).join("\n").trim();
}

const INLINE = new Set(["text", "hard_break"]);

function linesOf(node: BodyNode): string {
  if (node.type === "text") return node.text ?? "";
  if (node.type === "hard_break") return "\n";
  const children = node.content ?? [];
  const inside = children.map(linesOf).join(children.every(({ type }) => INLINE.has(type)) ? "" : "\n");
  if (children.length > 0) return inside;
  const attrs = Object.values(node.attrs ?? {}).filter((value) => typeof value === "string" && value !== "");
  return attrs.join(" · ");
}

function names(content: Content): string {
  return (content.contributors ?? []).map(({ name }) => name).join(", ");
}
