// Where the others are, shown in the text: a caret with the name, and what is selected.

import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { DraftSession, Other } from "../index.ts";
import { el } from "./element.ts";

/** How many colours the style sheet has for carets. */
const COLOURS = 6;

/** Shows the carets of a session. */
export function others(session: DraftSession): Plugin {
  return new Plugin({
    props: {
      decorations: (state) => {
        const decorations = session.present.flatMap((other) => (other.selection ? shown(other, other.selection) : []));
        return DecorationSet.create(state.doc, decorations);
      },
    },
    view: (view) => {
      const end = session.on("present", () => view.dispatch(view.state.tr.setMeta("addToHistory", false)));
      return { destroy: end };
    },
  });
}

function shown(other: Other, { anchor, head }: { anchor: number; head: number }): Decoration[] {
  const colour = `other-${colourOf(other.member.id)}`;
  const key = `${other.connection} ${other.member.name}`;
  const caret = Decoration.widget(head, () => caretOf(other.member.name, colour), { key, side: 10, ignoreSelection: true });
  const selected = anchor === head ? [] : [Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), { class: `editor-selected ${colour}` })];
  return [caret, ...selected];
}

/** The name stands beside the caret, since a colour alone tells nothing to many. */
function caretOf(name: string, colour: string): HTMLElement {
  return el("span", { class: `editor-caret ${colour}`, "aria-hidden": "true" }, el("span", { class: "editor-caret-name", dir: "auto" }, name));
}

/** A member has the same colour everywhere. */
function colourOf(member: string): number {
  let sum = 0;
  for (const char of member) sum = (sum * 31 + char.charCodeAt(0)) % 9_973;
  return sum % COLOURS;
}
