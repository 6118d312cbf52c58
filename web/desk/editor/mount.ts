// The composer on a page: fields, tools and the document, all of one session.

import "./editor.css";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { type Command, Plugin, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import type { DraftSession, Editor, Hooks } from "./index.ts";
import { schema } from "./schema.ts";
import { blockViews } from "./compose/blocks.ts";
import { caretFirst } from "./compose/caret.ts";
import { cards } from "./compose/cards.ts";
import { pasteCells } from "./compose/cells.ts";
import { isMarked } from "./compose/commands.ts";
import { askLink, linkTarget } from "./compose/dialog.ts";
import { directionOf } from "./compose/direction.ts";
import { el } from "./compose/element.ts";
import { placeholders } from "./compose/empty.ts";
import { fields } from "./compose/fields.ts";
import { others } from "./compose/others.ts";
import { pasting, withoutLooks } from "./compose/paste.ts";
import { toolbar } from "./compose/toolbar.ts";
import { typing } from "./compose/typing.ts";
import { addFiles, filesOf, uploads } from "./compose/uploads.ts";

const { nodes, marks } = schema;

/** Puts the composer of a session into an element. */
export function mountEditor(element: HTMLElement, session: DraftSession, hooks: Hooks): Editor {
  const { text: t } = hooks;
  const publish: Command = (_state, dispatch) => {
    if (dispatch) hooks.publish();
    return true;
  };
  const link: Command = (state, dispatch) => {
    if (!marks.link || state.selection.$from.parent.type === nodes.headline) return false;
    if (state.selection.empty && !isMarked(state, marks.link)) return false;
    if (dispatch) editLink(view, hooks);
    return true;
  };

  const toTools: Command = (_state, dispatch) => {
    if (dispatch) tools.focus();
    return true;
  };

  const unuse = session.use([
    caretFirst(),
    ...(hooks.card ? [cards(hooks)] : []),
    ...typing(hooks.language, { publish, link, toTools }),
    uploads(hooks),
    others(session),
    placeholders(t("editor-headline-here"), t("editor-body-here")),
    dropCursor({ class: "editor-drop", color: false }),
    gapCursor(),
    new Plugin({ props: { handlePaste: pasteCells } }),
    new Plugin({ props: { handlePaste: pasteLink, handleClick: addParagraphBelow } }),
  ]);

  const place = el("div", { class: "editor-document" });
  const view: EditorView = new EditorView(place, {
    state: session.state,
    nodeViews: blockViews(hooks),
    dispatchTransaction: (transaction) => session.dispatch(transaction),
    transformPastedHTML: withoutLooks,
    clipboardParser: pasting,
    attributes: {
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": t("editor-post"),
      lang: hooks.language,
      dir: directionOf(hooks.language),
      spellcheck: "true",
    },
  });
  const form = fields(session, hooks);
  const tools = toolbar(view, hooks, link);
  const composer = el("div", { class: "editor-root" }, form.above, tools.element, place, form.below);
  element.append(composer);
  const publishFromFields = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    hooks.publish();
  };
  composer.addEventListener("keydown", publishFromFields);
  // A file that misses the text would make the browser leave the desk and show the file.
  const isOfFiles = (event: DragEvent): boolean => !event.defaultPrevented && !!event.dataTransfer?.types.includes("Files");
  composer.addEventListener("dragover", (event) => isOfFiles(event) && event.preventDefault());
  composer.addEventListener("drop", (event) => {
    if (!isOfFiles(event)) return;
    event.preventDefault();
    addFiles(view, hooks, filesOf(event.dataTransfer), view.state.doc.content.size);
  });

  // The letter comes first: what is around it is brought up to date after it was painted.
  let due = 0;
  const around = (): void => {
    due = 0;
    form.update();
    tools.update();
  };
  const end = session.on("state", (state) => {
    view.updateState(state);
    due ||= requestAnimationFrame(() => setTimeout(around));
  });
  return {
    focus: (to) => {
      const { doc, tr } = view.state;
      const $end = to === "headline" ? doc.resolve(doc.firstChild!.nodeSize - 1) : doc.resolve(doc.content.size);
      view.dispatch(tr.setSelection(TextSelection.near($end, -1)).scrollIntoView());
      view.focus();
    },
    type: (words) => {
      const [first = "", ...lines] = words.split("\n");
      if (first) view.dispatch(view.state.tr.insertText(first));
      if (lines.length === 0) return;
      const { doc } = view.state;
      // Where the Enter key leads to from the headline: above whatever is written below it.
      const paragraphs = lines.map((line) => nodes.paragraph!.create(null, line ? schema.text(line) : null));
      const at = doc.firstChild!.nodeSize;
      const isFree = doc.childCount === 2 && doc.child(1).type === nodes.paragraph && doc.child(1).content.size === 0;
      const transaction = view.state.tr.replaceWith(at, isFree ? doc.content.size : at, paragraphs);
      const end = paragraphs.reduce((sum, { nodeSize }) => sum + nodeSize, at);
      view.dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(end), -1)).scrollIntoView());
    },
    destroy: () => {
      end();
      cancelAnimationFrame(due);
      view.destroy();
      unuse();
      composer.remove();
    },
  };
}

/** Asks for the target of the link that is selected, or in which the caret is. */
function editLink(view: EditorView, hooks: Hooks): void {
  const { link } = marks as { link: NonNullable<(typeof marks)["link"]> };
  const { state } = view;
  const range = state.selection.empty ? linkAround(view) : state.selection;
  const found = link.isInSet(state.doc.resolve(range.from).nodeAfter?.marks ?? []);
  askLink(hooks, (found?.attrs.href as string | undefined) ?? "", () => view.focus(), (href) => {
    const { from, to } = state.selection.empty ? linkAround(view) : view.state.selection;
    const transaction = view.state.tr.removeMark(from, to, link);
    view.dispatch(href === null ? transaction : transaction.addMark(from, to, link.create({ href })));
  });
}

/** The whole link in which the caret is. */
function linkAround(view: EditorView): { from: number; to: number } {
  const { $from } = view.state.selection;
  const { parent } = $from;
  const mark = marks.link!.isInSet($from.marks());
  let [from, to] = [$from.pos, $from.pos];
  parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    const end = start + node.nodeSize;
    if (mark?.isInSet(node.marks) && start <= $from.pos && end >= $from.pos) [from, to] = [Math.min(from, start), Math.max(to, end)];
  });
  return { from, to };
}

/** An address that is pasted onto words makes them a link. */
function pasteLink(view: EditorView, event: ClipboardEvent): boolean {
  const { empty, from, to, $from } = view.state.selection;
  const words = event.clipboardData?.getData("text/plain").trim() ?? "";
  if (empty || $from.parent.type === nodes.headline || !/^(https?:\/\/|mailto:)\S+$/i.test(words)) return false;
  const href = linkTarget(words);
  if (href === null) return false;
  view.dispatch(view.state.tr.addMark(from, to, marks.link!.create({ href })));
  return true;
}

/** A click below a last block that is no paragraph begins one. */
function addParagraphBelow(view: EditorView, _pos: number, event: MouseEvent): boolean {
  const last = view.state.doc.lastChild;
  if (event.target !== view.dom || last?.type === nodes.paragraph) return false;
  const bottom = view.dom.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  if (event.clientY < bottom) return false;
  const end = view.state.doc.content.size;
  const transaction = view.state.tr.insert(end, nodes.paragraph!.create());
  view.dispatch(transaction.setSelection(TextSelection.near(transaction.doc.resolve(end + 1))).scrollIntoView());
  return true;
}
