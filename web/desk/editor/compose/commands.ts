// What a member can do to the body.

import { chainCommands, createParagraphNear, liftEmptyBlock, setBlockType, splitBlock, toggleMark, wrapIn } from "prosemirror-commands";
import type { Attrs, MarkType, Node, NodeType, ResolvedPos } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from "prosemirror-state";
import { schema } from "../schema.ts";

const { nodes, marks } = schema;

/** A mark, on or off. */
export const toggle = (mark: MarkType): Command => toggleMark(mark);
export const toParagraph: Command = setBlockType(nodes.paragraph!);
export const toHeading = (level: 2 | 3): Command => setBlockType(nodes.heading!, { level });

/** Makes a list of the paragraphs, another kind of list of a list, or paragraphs again. */
export const toggleList = (type: NodeType): Command => (state, dispatch, view) => {
  const list = around(state.selection.$from, (node) => node.type === nodes.bullet_list || node.type === nodes.ordered_list);
  if (!list) return wrapInList(type)(state, dispatch);
  if (list.node.type === type) return liftListItem(nodes.list_item!)(state, dispatch, view);
  dispatch?.(state.tr.setNodeMarkup(list.pos, type));
  return true;
};

/** Makes a quote of the paragraphs, or paragraphs of a quote. */
export const toggleQuote: Command = (state, dispatch) => {
  const quote = around(state.selection.$from, (node) => node.type === nodes.blockquote);
  if (!quote) return wrapIn(nodes.blockquote!)(state, dispatch);
  dispatch?.(state.tr.replaceWith(quote.pos, quote.pos + quote.node.nodeSize, quote.node.content));
  return true;
};

/** How long a lead-in may be, in characters. */
const LONGEST_LEAD_IN = 200;

/** Makes the beginning of a paragraph, as far as the selection goes or up to its first colon, its lead-in; or text again. */
export const toggleLeadIn: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const { parent } = $from;
  if (parent.type !== nodes.paragraph || !$from.sameParent($to)) return false;
  const start = $from.start();
  if (parent.attrs.lead_in) return dropLeadIn(state, dispatch);
  const text = parent.textBetween(0, parent.content.size, null, "\ufffc");
  const end = state.selection.empty ? text.indexOf(":") + 1 : $to.parentOffset;
  const words = text.slice(0, end).trim();
  if (words === "" || words.length > LONGEST_LEAD_IN || words.includes("\ufffc")) return false;
  const space = text.slice(end).length - text.slice(end).trimStart().length;
  dispatch?.(state.tr.delete(start, start + end + space).setNodeAttribute(start - 1, "lead_in", words).scrollIntoView());
  return true;
};

/** At the beginning of a paragraph with a lead-in, Backspace makes it text again, to be altered. */
export const openLeadIn: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !$from.parent.attrs.lead_in) return false;
  return dropLeadIn(state, dispatch);
};

function dropLeadIn(state: EditorState, dispatch?: Parameters<Command>[1]): boolean {
  const start = state.selection.$from.start();
  const words = `${state.selection.$from.parent.attrs.lead_in as string} `;
  if (!dispatch) return true;
  const transaction = state.tr.setNodeAttribute(start - 1, "lead_in", null).insert(start, schema.text(words, [marks.strong!.create()]));
  dispatch(transaction.setSelection(TextSelection.create(transaction.doc, start + words.trimEnd().length)).scrollIntoView());
  return true;
}

/** Puts a block after the one in which the caret is, or in its place if that is empty. */
export const insertBlock = (node: Node): Command => (state, dispatch) => {
  const { $from } = state.selection;
  if (!dispatch) return true;
  const transaction = state.tr;
  const empty = $from.depth === 1 && $from.parent.type === nodes.paragraph && $from.parent.content.size === 0 && !$from.parent.attrs.lead_in;
  const at = empty ? $from.before(1) : $from.depth > 0 ? $from.after(1) : state.selection.to;
  transaction.replaceWith(at, empty ? $from.after(1) : at, node);
  if (!transaction.doc.resolve(at + node.nodeSize).nodeAfter) transaction.insert(at + node.nodeSize, nodes.paragraph!.create());
  transaction.setSelection(node.isAtom ? NodeSelection.create(transaction.doc, at) : Selection.near(transaction.doc.resolve(at + 1)));
  dispatch(transaction.scrollIntoView());
  return true;
};

/** From the headline, Enter goes on in the body; what stood behind the caret goes along. */
const leaveHeadline: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type !== nodes.headline) return false;
  if (!dispatch) return true;
  const end = $from.after(1);
  const rest = $to.sameParent($from) ? $from.parent.content.cut($to.parentOffset) : null;
  const first = state.doc.maybeChild(1);
  const transaction = state.tr;
  if (rest?.size || first?.type !== nodes.paragraph) transaction.insert(end, nodes.paragraph!.create(null, rest));
  if ($to.sameParent($from)) transaction.delete($from.pos, end - 1);
  dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(transaction.mapping.map(end, -1)))).scrollIntoView());
  return true;
};

/** At the beginning of the body, Backspace goes to the headline, and takes an empty paragraph with it. */
export const enterHeadline: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0 || $from.index(0) !== 1) return false;
  if (!dispatch) return true;
  const transaction = state.tr;
  if ($from.parent.content.size === 0 && state.doc.childCount > 2) transaction.delete($from.before(1), $from.after(1));
  dispatch(transaction.setSelection(TextSelection.create(transaction.doc, state.doc.firstChild!.nodeSize - 1)).scrollIntoView());
  return true;
};

export const enter: Command = chainCommands(leaveHeadline, splitListItem(nodes.list_item!), createParagraphNear, liftEmptyBlock, splitBlock);
export const deeper: Command = sinkListItem(nodes.list_item!);
export const shallower: Command = liftListItem(nodes.list_item!);

/** A line break inside a paragraph; a headline has none. */
export const lineBreak: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type === nodes.headline) return true;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break!.create()).scrollIntoView());
  return true;
};

/** Whether a mark is on, at the caret or in the selection. */
export function isMarked(state: EditorState, mark: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark);
}

/** Whether the caret is in such a block. */
export function isIn(state: EditorState, type: NodeType, attrs: Attrs = {}): boolean {
  const fits = (node: Node): boolean => node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
  return !!around(state.selection.$from, fits);
}

/** The innermost block around a place that fits. */
export function around($pos: ResolvedPos, fits: (node: Node) => boolean): { node: Node; pos: number; depth: number } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (fits(node)) return { node, pos: $pos.before(depth), depth };
  }
  return null;
}
