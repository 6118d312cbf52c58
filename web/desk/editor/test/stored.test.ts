// Pictures and films as blocks: what is filled in, where they go, how they are cut and put in order.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Node } from "prosemirror-model";
import { EditorState, TextSelection } from "prosemirror-state";
import { addressOf, blockOfStored, filledIn, focusOf, insertStored, movePicture, placeAfter, placeAt } from "../compose/stored.ts";
import type { Stored } from "../index.ts";
import { schema } from "../schema.ts";

const { nodes } = schema;

const PICTURE: Stored = {
  id: "0190a000-0000-7000-8000-000000000001",
  kind: "image",
  filename: "quay.jpg",
  width: 1600,
  height: 900,
  duration: null,
  poster: null,
  alt: "A flooded quay",
  caption: "The quay at noon",
  credit: "Mara Lindqvist",
  source: null,
  focus: "333 512",
};
const FILM: Stored = { ...PICTURE, id: "0190a000-0000-7000-8000-000000000002", kind: "film", filename: "tide.mp4", caption: null, duration: 12.4, poster: PICTURE.id };
const other = (n: number): Stored => ({ ...PICTURE, id: `0190a000-0000-7000-8000-00000000010${n}` });

const paragraph = (words = ""): Node => nodes.paragraph!.create(null, words ? schema.text(words) : null);
function stateOf(...blocks: Node[]): EditorState {
  return EditorState.create({ doc: nodes.doc!.create(null, [nodes.headline!.create(), ...blocks]) });
}
/** The blocks of a body: their kinds, and how many parts a gallery has. */
const shape = ({ doc }: EditorState): string[] => doc.children.slice(1).map(({ type, childCount }) => (type === nodes.gallery ? `gallery ${childCount}` : type.name));

test("what is known of a picture is filled in, and its focus is one that pages know", () => {
  assert.deepEqual({ ...blockOfStored(PICTURE).attrs }, {
    media: PICTURE.id,
    alt: "A flooded quay",
    caption: "The quay at noon",
    credit: "Mara Lindqvist",
    width: 1600,
    height: 900,
    focus: "350 500",
    shape: null,
    renditions: true,
  });
});

test("what was written before a picture came stays, and what was said of another one does not", () => {
  const written = nodes.image!.create({ alt: "Written first", credit: "Noor Haddad" });
  assert.equal(filledIn(written, "media", PICTURE).alt, "Written first");
  assert.equal(filledIn(written, "media", PICTURE).credit, "Noor Haddad");
  const replaced = filledIn(blockOfStored(other(1)), "media", { ...PICTURE, alt: null, credit: null });
  assert.deepEqual([replaced.alt, replaced.credit], ["", null]);
});

test("a film has a title, its poster and whole seconds", () => {
  const { attrs } = blockOfStored(FILM);
  assert.deepEqual([attrs.title, attrs.media, attrs.poster, attrs.duration, attrs.source], ["tide", FILM.id, PICTURE.id, 12, "Mara Lindqvist"]);
});

test("a picture is shown at the width that is wanted, as far as it is stored", () => {
  const { attrs } = blockOfStored(PICTURE);
  assert.equal(addressOf(attrs, 960), `/media/${PICTURE.id}/960.webp`);
  assert.equal(addressOf(attrs, 320), `/media/${PICTURE.id}/320.webp`);
  assert.equal(addressOf(attrs, 2560), `/media/${PICTURE.id}/1600.webp`);
  assert.equal(addressOf({ ...attrs, width: 200 }, 960), `/media/${PICTURE.id}/200.webp`);
  assert.equal(addressOf({ ...attrs, width: 9000 }, 9000), `/media/${PICTURE.id}/2560.webp`);
  assert.equal(addressOf({ ...attrs, renditions: null }, 960), `/media/${PICTURE.id}`);
});

test("one picture is a picture, several are a gallery, and films follow", () => {
  const state = stateOf(paragraph("Words"));
  const end = state.doc.content.size;
  assert.deepEqual(shape(state.apply(insertStored(state, end, [PICTURE]))), ["paragraph", "image", "paragraph"]);
  assert.deepEqual(shape(state.apply(insertStored(state, end, [PICTURE, FILM, other(1)]))), ["paragraph", "gallery 2", "video", "paragraph"]);
});

test("an empty paragraph makes place, the caret goes on below, and elsewhere it stays", () => {
  const empty = stateOf(paragraph());
  const inIt = empty.apply(empty.tr.setSelection(TextSelection.create(empty.doc, 3)));
  const put = inIt.apply(insertStored(inIt, inIt.doc.content.size, [PICTURE]));
  assert.deepEqual(shape(put), ["image", "paragraph"]);
  assert.equal(put.selection.$from.parent.type, nodes.paragraph);
  const two = stateOf(paragraph("Words"), paragraph());
  const inFirst = two.apply(two.tr.setSelection(TextSelection.create(two.doc, 5)));
  assert.equal(inFirst.apply(insertStored(inFirst, two.doc.content.size, [PICTURE])).selection.from, 5);
});

test("nothing is put into the headline, and a place inside a block is behind it", () => {
  const state = stateOf(paragraph("Words"));
  assert.deepEqual(shape(state.apply(insertStored(state, 0, [PICTURE]))), ["image", "paragraph"]);
  assert.deepEqual(shape(state.apply(insertStored(state, 5, [PICTURE]))), ["paragraph", "image", "paragraph"]);
});

test("a gallery takes more pictures at a place between its own, and a film goes behind it", () => {
  const state = stateOf(nodes.gallery!.create(null, [blockOfStored(PICTURE), blockOfStored(other(1))]));
  const between = 4;
  const more = state.apply(insertStored(state, between, [other(2)]));
  assert.deepEqual(more.doc.child(1).children.map(({ attrs }) => attrs.media), [PICTURE.id, other(2).id, other(1).id]);
  assert.deepEqual(shape(state.apply(insertStored(state, between, [FILM]))), ["gallery 2", "video", "paragraph"]);
});

test("a picture of a gallery is moved among the others, and no further", () => {
  const state = stateOf(nodes.gallery!.create(null, [other(1), other(2), other(3)].map(blockOfStored)));
  const order = (after: EditorState): unknown[] => after.doc.child(1).children.map(({ attrs }) => (attrs.media as string).at(-1));
  const moved = movePicture(state, 3, "later");
  assert.ok(moved);
  assert.deepEqual(order(state.apply(moved.transaction)), ["2", "1", "3"]);
  assert.equal(state.apply(moved.transaction).doc.nodeAt(moved.pos)?.attrs.media, other(1).id);
  assert.deepEqual(order(state.apply(movePicture(state, 5, "earlier")!.transaction)), ["1", "3", "2"]);
  assert.equal(movePicture(state, 3, "earlier"), null);
  assert.equal(movePicture(state, 5, "later"), null);
});

test("what stays in sight moves by steps that pages know, inside the picture", () => {
  assert.equal(placeAt(-40, 1234), "0 1000");
  assert.equal(placeAt(524, 526), "500 550");
  assert.deepEqual(focusOf(null), [500, 500]);
  assert.deepEqual(focusOf("7000 3"), [500, 500]);
  assert.equal(placeAfter(null, "ArrowLeft"), "450 500");
  assert.equal(placeAfter("0 1000", "ArrowDown"), "0 1000");
  assert.equal(placeAfter("0 1000", "Enter"), null);
});
