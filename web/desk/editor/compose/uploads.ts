// Files that are dropped, pasted or chosen: each is seen on its way at the place where it will stand.
//
// What is on its way is no part of the document, so nobody else waits for it, and taking back what
// was written meanwhile leaves it alone. Once it has come it is put in, as a step like any other.

import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Hooks, Stored } from "../index.ts";
import { schema } from "../schema.ts";
import { el } from "./element.ts";
import { type Sending, sending } from "./sending.ts";
import { insertStored } from "./stored.ts";

/** Files that were chosen together; the pictures among them become one gallery. */
interface Batch {
  readonly key: string;
  readonly element: HTMLElement;
  readonly underWay: Set<Sending>;
}

/** The batches, and where each will stand. */
type Places = ReadonlyMap<Batch, number>;

const key = new PluginKey<Places>("uploads");
let last = 0;

/** Takes in files that are dropped on the text or pasted into it, and shows what is on its way. */
export function uploads(hooks: Hooks): Plugin<Places> {
  return new Plugin<Places>({
    key,
    state: {
      init: () => new Map(),
      apply: (transaction, places) => {
        const news = transaction.getMeta(key) as { batch: Batch; pos: number | null } | undefined;
        if (!news && (places.size === 0 || !transaction.docChanged)) return places;
        const next = new Map([...places].map(([batch, pos]) => [batch, transaction.mapping.map(pos)]));
        if (news?.pos === null) next.delete(news.batch);
        else if (news) next.set(news.batch, news.pos);
        return next;
      },
    },
    props: {
      decorations: (state) => {
        const places = key.getState(state);
        if (!places?.size) return null;
        const shown = [...places].map(([batch, pos]) => Decoration.widget(pos, batch.element, { key: batch.key, side: -1, ignoreSelection: true, stopEvent: () => true }));
        return DecorationSet.create(state.doc, shown);
      },
      handlePaste: (view, event) => {
        // Word and spreadsheets put a picture of the words beside the words.
        if (event.clipboardData?.getData("text/plain").trim()) return false;
        return addFiles(view, hooks, filesOf(event.clipboardData), placeAfterCaret(view.state));
      },
      handleDrop: (view, event, _slice, isMoved) => {
        if (isMoved || view.dragging) return false;
        const there = view.posAtCoords({ left: event.clientX, top: event.clientY });
        return addFiles(view, hooks, filesOf(event.dataTransfer), there ? placeBeside(view, there, event.clientY) : view.state.doc.content.size);
      },
    },
    view: (view) => ({
      destroy: () => {
        for (const batch of key.getState(view.state)?.keys() ?? []) for (const one of batch.underWay) one.leave();
      },
    }),
  });
}

/** Sends files, to stand at a place. Whether there were any. */
export function addFiles(view: EditorView, hooks: Hooks, files: readonly File[], pos: number): boolean {
  const pictures = files.filter(({ type }) => !type.startsWith("video/"));
  // A film takes its time; the pictures that came along do not wait for it.
  const batches = [pictures, ...files.filter((file) => !pictures.includes(file)).map((film) => [film])];
  for (const batch of batches) if (batch.length > 0) begin(view, hooks, batch, pos);
  return files.length > 0;
}

/** Lets one choose files, or take a picture, to stand at a place. */
export function chooseFiles(view: EditorView, hooks: Hooks, from: "files" | "camera", pos = placeAfterCaret(view.state)): void {
  askFiles(from === "camera" ? { accept: "image/*", capture: "environment" } : { accept: "image/*,video/mp4,video/webm", multiple: true }, (files) => {
    if (!view.isDestroyed) addFiles(view, hooks, files, Math.min(pos, view.state.doc.content.size));
  });
}

/** Opens the browser's own way of choosing files. */
export function askFiles(given: Readonly<Record<string, string | boolean>>, chosen: (files: readonly File[]) => void): void {
  const input = el("input", { type: "file", hidden: true, ...given });
  input.addEventListener("change", () => {
    chosen([...(input.files ?? [])]);
    input.remove();
  });
  input.addEventListener("cancel", () => input.remove());
  // Some browsers open nothing for an input that is nowhere on the page.
  document.body.append(input);
  input.click();
}

/** The place behind the block in which the caret is. */
export function placeAfterCaret({ doc, selection }: EditorState): number {
  const { $to } = selection;
  return Math.max($to.depth > 0 ? $to.after(1) : selection.to, doc.firstChild!.nodeSize);
}

/** The files of a paste or a drop. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])];
}

/** The place between blocks that is nearest to where something was dropped: in a gallery, between its pictures. */
function placeBeside(view: EditorView, { pos, inside }: { pos: number; inside: number }, y: number): number {
  const { doc } = view.state;
  const $pos = doc.resolve(inside >= 0 && doc.nodeAt(inside)?.isAtom ? inside : pos);
  if ($pos.depth === 0 && !$pos.nodeAfter) return $pos.pos;
  const isInGallery = $pos.depth === 1 && $pos.parent.type === schema.nodes.gallery;
  const start = isInGallery || $pos.depth === 0 ? $pos.pos : $pos.before(1);
  const node = doc.nodeAt(start);
  const dom = view.nodeDOM(start);
  if (!node || !(dom instanceof HTMLElement)) return start;
  const { top, bottom } = dom.getBoundingClientRect();
  return y < (top + bottom) / 2 ? start : start + node.nodeSize;
}

function begin(view: EditorView, hooks: Hooks, files: readonly File[], pos: number): void {
  const element = el("div", { class: "editor-sending", role: "group", "aria-label": hooks.text("editor-sending-group"), contenteditable: "false" });
  const batch: Batch = { key: `uploads ${++last}`, element, underWay: new Set() };
  const come: (Stored | null)[] = files.map(() => null);
  /** Those that may still come by themselves. */
  const awaited = new Set<number>(files.keys());

  /** Puts in what has come once nothing more is awaited; what is stuck stays in sight. */
  function settle(): void {
    const place = view.isDestroyed ? undefined : key.getState(view.state)?.get(batch);
    if (awaited.size > 0 || place === undefined) return;
    for (const there of element.querySelectorAll('[data-state="come"]')) there.remove();
    const media = come.filter((one) => one !== null);
    come.fill(null);
    const isOver = batch.underWay.size === 0;
    if (media.length === 0 && !isOver) return;
    const transaction = media.length > 0 ? insertStored(view.state, place, media) : view.state.tr.setMeta("addToHistory", false);
    view.dispatch(isOver ? transaction.setMeta(key, { batch, pos: null }) : transaction);
  }

  files.forEach((file, index) => {
    const one: Sending = sending(file, hooks, {
      come: (medium) => {
        come[index] = medium;
        one.element.dataset.state = "come";
        end();
      },
      gone: () => {
        one.element.remove();
        end();
      },
      stuck: () => {
        awaited.delete(index);
        settle();
      },
    });
    const end = (): void => {
      batch.underWay.delete(one);
      awaited.delete(index);
      settle();
    };
    batch.underWay.add(one);
    element.append(one.element);
  });
  view.dispatch(view.state.tr.setMeta("addToHistory", false).setMeta(key, { batch, pos }));
}
