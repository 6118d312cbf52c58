// What stands where nothing has been written yet.

import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { schema } from "../schema.ts";

/** Says in an empty headline, and in a body of one empty paragraph, what goes there. */
export function placeholders(headline: string, body: string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) => {
        const shown: Decoration[] = [];
        const say = (from: number, to: number, words: string): void =>
          void shown.push(Decoration.node(from, to, { class: "editor-empty", "data-placeholder": words }));
        const [first, second] = doc.children;
        if (first?.content.size === 0) say(0, first.nodeSize, headline);
        if (doc.childCount === 2 && second?.type === schema.nodes.paragraph && second?.content.size === 0 && !second.attrs.lead_in) {
          say(first!.nodeSize, first!.nodeSize + second.nodeSize, body);
        }
        return DecorationSet.create(doc, shown);
      },
    },
  });
}
