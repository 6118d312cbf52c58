// From what the journal kept back to a document.

import type { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import type { Start } from "./collab.ts";
import { type Content, contentOf, docOf } from "./content.ts";
import type { Kept } from "./journal.ts";
import { schema } from "./schema.ts";

/** Where joint editing goes on from what was kept; fails if this editor cannot read it. */
export function startOf({ entry, steps }: Kept): Start {
  return {
    client: entry.client,
    version: entry.version,
    confirmed: schema.nodeFromJSON(entry.confirmed),
    own: steps.map((step) => Step.fromJSON(schema, step)),
    conflict: entry.conflict,
  };
}

/** What the draft said last; fails if this editor cannot read it. */
export function lastContent(kept: Kept): Content {
  const { confirmed, own } = startOf(kept);
  let doc: Node = confirmed;
  for (const step of own) {
    const { doc: next, failed } = step.apply(doc);
    if (!next) throw new RangeError(failed ?? "the step does not fit");
    doc = next;
  }
  return contentOf(doc);
}

/** Whether this editor can read it: it may have been kept by one of another version. */
export function isReadable(kept: Kept): boolean {
  try {
    lastContent(kept);
    const { conflict } = kept.entry;
    if (conflict) [conflict.mine, conflict.theirs].forEach(docOf);
    return true;
  } catch {
    return false;
  }
}

/** All words in it, as far as they can be found by whoever cannot read it: what the draft said, then what was typed. */
export function wordsIn({ entry, steps }: Kept): string {
  const typed = steps.map((step) => linesIn(step).join("\n")).join("");
  const parts = [linesIn(entry.conflict?.mine ?? null).join("\n"), linesIn(entry.confirmed).join("\n"), typed];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The lines of text in any JSON: those that stand side by side in one list are one line. */
function linesIn(json: unknown): string[] {
  if (Array.isArray(json)) {
    const texts = json.map(textOf);
    return texts.some((text) => text !== null) ? [texts.map((text) => text ?? " ").join("")] : json.flatMap(linesIn);
  }
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(linesIn) : [];
}

function textOf(json: unknown): string | null {
  const text = typeof json === "object" && json !== null && "text" in json ? json.text : null;
  return typeof text === "string" ? text : null;
}
