// From what the journal kept back to a document.

import type { Node } from "prosemirror-model";
import { Step } from "prosemirror-transform";
import type { Start } from "./collab.ts";
import { type Content, contentOf } from "./content.ts";
import type { Kept } from "./journal.ts";
import { schema } from "./schema.ts";

/** Where joint editing goes on from what was kept. */
export function startOf({ entry, steps }: Kept): Start {
  return {
    client: entry.client,
    version: entry.version,
    confirmed: schema.nodeFromJSON(entry.confirmed),
    own: steps.map((step) => Step.fromJSON(schema, step)),
    conflict: entry.conflict,
  };
}

/** What the draft said last. */
export function lastContent(kept: Kept): Content {
  const { confirmed, own } = startOf(kept);
  let doc: Node = confirmed;
  for (const step of own) doc = step.apply(doc).doc ?? doc;
  return contentOf(doc);
}
