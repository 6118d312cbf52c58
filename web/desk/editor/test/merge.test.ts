import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EditorState } from "prosemirror-state";
import { docOf } from "../content.ts";
import { become, merge } from "../merge.ts";
import { schema } from "../schema.ts";
import { aDoc } from "./documents.ts";

const doc = (text: string, label: string | null = null): ReturnType<typeof docOf> => {
  const content = text === "" ? [] : text.split(" ").map((word) => ({ type: "paragraph", content: [{ type: "text", text: word }] }));
  return docOf({ ...(label ? { label } : {}), body: { v: 1, doc: { type: "doc", content } } });
};

function check(base: string, mine: string, theirs: string, expected: string | null): void {
  const merged = merge(doc(base), doc(mine), doc(theirs));
  assert.equal(merged && merged.children.slice(1).map((block) => block.textContent).join(" "), expected);
}

test("each side's blocks are kept", () => {
  check("a b c", "a B c", "a b c", "a B c");
  check("a b c", "a b c", "A b c", "A b c");
  check("a b c", "a B c", "A b c", "A B c");
  check("a b c", "a b c d", "z a b c", "z a b c d");
  check("a b c", "a c", "a b c d", "a c d");
  check("a", "a mine", "a theirs", "a theirs mine");
  check("a b", "x y", "x y", "x y");
  check("", "mine", "", "mine");
});

test("the same block changed twice cannot be merged", () => {
  check("a b c", "a B c", "a β c", null);
  check("a b c", "a c", "a β c", null);
});

test("fields are merged one by one", () => {
  assert.equal(merge(doc("a"), doc("a", "Now"), doc("b"))?.attrs.label, "Now");
  assert.equal(merge(doc("a"), doc("a", "Now"), doc("a", "Later")), null);
});

test("one document becomes another, whatever they are", () => {
  fc.assert(
    fc.property(aDoc, aDoc, (from, to) => {
      const state = EditorState.create({ doc: from, schema });
      const { doc: became } = become(state.tr, to);
      became.check();
      assert.ok(became.eq(to), `${became}\n${to}`);
    }),
    { numRuns: 300 },
  );
});
