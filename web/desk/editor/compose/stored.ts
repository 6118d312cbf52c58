// Blocks of what is stored, and where they go: pure functions of the document.

import { closeHistory } from "prosemirror-history";
import type { Attrs, Node } from "prosemirror-model";
import { type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import type { Stored } from "../index.ts";
import { schema } from "../schema.ts";

const { nodes } = schema;

/** The widths in which a picture is stored beside its own (docs/api.md). */
const WIDTHS = [320, 480, 640, 960, 1280, 1920, 2560];
/** How wide a picture is shown here, in pixels of the picture. */
export const SHOWN_WIDTH = 960;
/** The most characters, as the server has it. */
const LONGEST = { alt: 2_000, caption: 1_000, credit: 300, title: 300 } as const;

/** The block of a picture or film. */
export function blockOfStored(medium: Stored): Node {
  const type = medium.kind === "film" ? nodes.video! : nodes.image!;
  const empty = medium.kind === "film" ? { title: "" } : {};
  return type.create({ ...empty, ...filledIn(type.create(empty), "media", medium) });
}

/** The attributes of a block that are other ones once a medium is put into it. */
export function filledIn({ attrs, type }: Node, attr: string, medium: Stored): Attrs {
  if (type === nodes.image) {
    // What was said of another picture is not true of this one.
    const before = attrs.media === null ? attrs : { alt: "", caption: null, credit: null };
    return {
      media: medium.id,
      width: medium.width,
      height: medium.height,
      renditions: medium.width === null ? null : true,
      focus: onGrid(medium.focus),
      alt: (before.alt as string) || cut(medium.alt, LONGEST.alt) || "",
      caption: before.caption ?? cut(medium.caption, LONGEST.caption),
      credit: before.credit ?? cut(medium.credit, LONGEST.credit),
    };
  }
  if (type === nodes.video && attr === "media") {
    const title = medium.caption?.split("\n")[0] || medium.filename.replace(/\.[^.]*$/, "");
    return {
      media: medium.id,
      poster: medium.poster,
      duration: medium.duration === null ? null : Math.max(1, Math.round(medium.duration)),
      title: (attrs.title as string) || cut(title, LONGEST.title) || "",
      caption: attrs.caption ?? cut(medium.caption, LONGEST.caption),
      source: attrs.source ?? cut(medium.source ?? medium.credit, LONGEST.credit),
    };
  }
  if (type === nodes.related) return { image: medium.id, alt: attrs.alt ?? cut(medium.alt, 1_000), credit: attrs.credit ?? cut(medium.credit, LONGEST.credit) };
  return { [attr]: medium.id };
}

function cut(text: string | null, longest: number): string | null {
  return text === null ? null : [...text].slice(0, longest).join("");
}

/** Where a picture can be seen, at the width that is wanted if it is stored in several. */
export function addressOf({ media, width, renditions }: Attrs, wanted: number): string {
  const address = `/media/${media as string}`;
  if (!renditions || typeof width !== "number") return address;
  const own = Math.min(width, WIDTHS.at(-1)!);
  return `${address}/${WIDTHS.find((one) => one >= wanted && one < own) ?? own}.webp`;
}

/** What stays in sight, from 0 to 1000 across and down; the middle where nothing is said. */
export function focusOf(focus: string | null): readonly [x: number, y: number] {
  const [x = 500, y = 500] = (focus ?? "").split(" ").filter(Boolean).map(Number);
  return [x, y].every((part) => part >= 0 && part <= 1000) ? [x, y] : [500, 500];
}

/** Pages know a place every so many per mille along each side. */
const GRID = 50;

/** A place as pages know it, kept inside the picture. */
export function placeAt(x: number, y: number): string {
  const part = (value: number): number => Math.min(1000, Math.max(0, Math.round(value / GRID) * GRID));
  return `${part(x)} ${part(y)}`;
}

/** A place one step on, by an arrow key; null for any other. */
export function placeAfter(focus: string | null, key: string): string | null {
  const [x, y] = focusOf(focus);
  const way = { ArrowLeft: [-GRID, 0], ArrowRight: [GRID, 0], ArrowUp: [0, -GRID], ArrowDown: [0, GRID] }[key];
  return way ? placeAt(x + way[0]!, y + way[1]!) : null;
}

function onGrid(focus: string | null): string | null {
  return focus === null ? null : placeAt(...focusOf(focus));
}

/** Puts pictures and films in at a place, as one step that can be taken back: several pictures become a gallery. */
export function insertStored(state: EditorState, pos: number, media: readonly Stored[]): Transaction {
  const transaction = closeHistory(state.tr);
  const pictures = media.filter(({ kind }) => kind === "image").map(blockOfStored);
  const films = media.filter(({ kind }) => kind === "film").map(blockOfStored);
  const $pos = state.doc.resolve(Math.min(Math.max(pos, state.doc.firstChild!.nodeSize), state.doc.content.size));
  if ($pos.parent.type === nodes.gallery && films.length === 0) return transaction.insert($pos.pos, pictures);
  const blocks = [...(pictures.length > 1 ? [nodes.gallery!.create(null, pictures)] : pictures), ...films];
  const at = $pos.depth === 0 ? $pos.pos : $pos.after(1);
  const before = state.doc.resolve(at).nodeBefore;
  const isEmpty = before !== null && before.type === nodes.paragraph && before.content.size === 0 && !before.attrs.lead_in;
  const from = isEmpty ? at - before.nodeSize : at;
  const { selection } = state;
  const caretWasThere = selection.from > from && selection.to < at;
  transaction.replaceWith(from, at, blocks);
  const end = from + blocks.reduce((size, { nodeSize }) => size + nodeSize, 0);
  // One writes on below it.
  if (!transaction.doc.resolve(end).nodeAfter) transaction.insert(end, nodes.paragraph!.create());
  if (caretWasThere) transaction.setSelection(TextSelection.near(transaction.doc.resolve(end)));
  return transaction;
}

/** The place of a block of a gallery among the others, and how many there are; null outside one. */
export function placeInGallery(doc: Node, pos: number): { index: number; count: number } | null {
  const $pos = doc.resolve(pos);
  return $pos.parent.type === nodes.gallery ? { index: $pos.index(), count: $pos.parent.childCount } : null;
}

/** Moves a picture of a gallery before the one that it stands behind, or behind the one before which it stands. */
export function movePicture(state: EditorState, pos: number, way: "earlier" | "later"): { transaction: Transaction; pos: number } | null {
  const place = placeInGallery(state.doc, pos);
  const node = state.doc.nodeAt(pos);
  if (!place || !node || place.index === (way === "earlier" ? 0 : place.count - 1)) return null;
  const $pos = state.doc.resolve(pos);
  const to = way === "earlier" ? pos - $pos.nodeBefore!.nodeSize : pos + state.doc.resolve(pos + node.nodeSize).nodeAfter!.nodeSize;
  return { transaction: state.tr.delete(pos, pos + node.nodeSize).insert(to, node), pos: to };
}
