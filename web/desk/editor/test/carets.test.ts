import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "prosemirror-state";
import { Carets, told } from "../carets.ts";
import { docOf, EMPTY } from "../content.ts";

const state = EditorState.create({ doc: docOf({ ...EMPTY, headline: "abcdef" }) });
const insert = (at: number, text: string) => state.tr.insertText(text, at).steps;
const ben = (at: number, version: number) => ({ connection: "b", member: { id: "1", name: "Ben" }, draft: "d", selection: { anchor: at, head: at, version } });

test("a caret moves with the words around it", () => {
  const carets = new Carets("d", 0);
  carets.set(ben(4, 0));
  assert.equal(carets.places("me", [], 99)[0]?.selection?.head, 4);
  assert.equal(carets.places("me", insert(2, "xx"), 99)[0]?.selection?.head, 6, "by what is not sent yet");
  carets.confirmed(insert(1, "yyy"), 1);
  assert.equal(carets.places("me", [], 99)[0]?.selection?.head, 7, "by what came since");
  carets.set(ben(4, 1));
  assert.equal(carets.places("me", [], 99)[0]?.selection?.head, 4, "told anew");
  assert.equal(carets.places("me", [], 2)[0]?.selection?.head, 2, "never beyond the end");
});

test("only others in the same draft are shown", () => {
  const carets = new Carets("d", 0);
  assert.equal(carets.set({ ...ben(1, 0), draft: "other" }), false);
  carets.set(ben(1, 0));
  assert.deepEqual(carets.places("b", [], 9), []);
  assert.equal(carets.set({ ...ben(1, 0), draft: null }), true, "somebody left the draft");
  assert.deepEqual(carets.places("me", [], 9), []);
});

test("a place is told in the document that the server has", () => {
  assert.deepEqual(told({ anchor: 8, head: 2 }, insert(3, "xxx"), 7), { anchor: 5, head: 2, version: 7 });
});
