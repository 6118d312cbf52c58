// What the keys do, and what typed signs become.

import { baseKeymap, chainCommands } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Command, Plugin } from "prosemirror-state";
import { schema } from "../schema.ts";
import * as commands from "./commands.ts";
import { nextCell, previousCell } from "./table.ts";
import { typographyRules } from "./typography.ts";

const { nodes, marks } = schema;

/** Commands that need more than the document. */
export interface Asked {
  readonly publish: Command;
  readonly link: Command;
  readonly toTools: Command;
}

/** The keys and the rules, for a language. */
export function typing(language: string, asked: Asked): Plugin[] {
  const backspace = chainCommands(undoInputRule, commands.openLeadIn, commands.enterHeadline);
  return [
    inputRules({ rules: [...markdownRules(), ...typographyRules(language)] }),
    keymap({
      "Mod-Enter": asked.publish,
      "Mod-k": asked.link,
      // In a table or a list, Shift+Tab has another meaning.
      "Alt-F10": asked.toTools,
      "Mod-z": chainCommands(undoInputRule, undo),
      "Shift-Mod-z": redo,
      "Mod-y": redo,
      "Mod-b": commands.toggle(marks.strong!),
      "Mod-i": commands.toggle(marks.em!),
      "Mod-e": commands.toggle(marks.code!),
      "Shift-Mod-x": commands.toggle(marks.strike!),
      "Mod-,": commands.toggle(marks.sub!),
      "Mod-.": commands.toggle(marks.sup!),
      "Mod-Alt-0": commands.toParagraph,
      "Mod-Alt-2": commands.toHeading(2),
      "Mod-Alt-3": commands.toHeading(3),
      "Shift-Mod-7": commands.toggleList(nodes.ordered_list!),
      "Shift-Mod-8": commands.toggleList(nodes.bullet_list!),
      "Shift-Mod-9": commands.toggleQuote,
      "Shift-Mod-l": commands.toggleLeadIn,
      Enter: commands.enter,
      "Shift-Enter": commands.lineBreak,
      Backspace: backspace,
      "Mod-Backspace": commands.openLeadIn,
      // Outside a list or table Tab leaves the editor, so that nobody is held in it.
      Tab: chainCommands(nextCell, commands.deeper),
      "Shift-Tab": chainCommands(previousCell, commands.shallower),
    }),
    keymap(baseKeymap),
  ];
}

/** Signs that make a block when they are typed at its beginning. */
function markdownRules(): InputRule[] {
  return [
    textblockTypeInputRule(/^(#{2,3})\s$/, nodes.heading!, (match) => ({ level: match[1]!.length })),
    wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list!),
    wrappingInputRule(
      /^(\d{1,6})\.\s$/,
      nodes.ordered_list!,
      (match) => ({ start: Math.max(1, Number(match[1])) }),
      (match, node) => node.childCount + (node.attrs.start as number) === Number(match[1]),
    ),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote!),
    new InputRule(/^---$/, (state, _match, start, end) => {
      const $start = state.doc.resolve(start);
      if ($start.depth !== 1 || $start.parent.type !== nodes.paragraph) return null;
      return state.tr.delete(start, end).insert($start.before(), nodes.horizontal_rule!.create());
    }),
  ];
}
