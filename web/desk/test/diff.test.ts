// What a revision changes, as it is shown before it goes out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, stretches, wordsOf } from "../diff.ts";
import type { BodyNode, Content } from "../editor/content.ts";

const text = (words: string): BodyNode => ({ type: "text", text: words });
const paragraph = (...content: BodyNode[]): BodyNode => ({ type: "paragraph", content });
const says = (headline: string, ...content: BodyNode[]): Content => ({ headline, body: { v: 1, doc: { type: "doc", content } } });

test("one word goes and another comes", () => {
  assert.deepEqual(stretches("The train leaves at seven.", "The train leaves at six."), [
    { kind: "same", text: "The train leaves at " },
    { kind: "removed", text: "seven" },
    { kind: "added", text: "six" },
    { kind: "same", text: "." },
  ]);
});

test("nothing is lost: what is kept and gone is the one text, what is kept and new the other", () => {
  const [before, after] = ["High water at noon.\nAll is well.", "Water at one, and high.\nAll is very well."];
  const parts = stretches(before, after);
  const join = (gone: string): string => parts.filter(({ kind }) => kind !== gone).map((part) => part.text).join("");
  assert.equal(join("added"), before);
  assert.equal(join("removed"), after);
});

test("only fields that differ are told", () => {
  const before = says("Water", paragraph(text("It is high.")));
  const after = { ...says("Water", paragraph(text("It is low."))), key_event: true };
  assert.deepEqual(differences(before, after).map(({ field }) => field), ["key_event", "body"]);
  assert.deepEqual(differences(before, before), []);
});

test("a list, a break and a picture have words too", () => {
  const list = { type: "bullet_list", content: [{ type: "list_item", content: [paragraph(text("One"))] }, { type: "list_item", content: [paragraph(text("Two"))] }] };
  const picture = { type: "image", attrs: { media: "0190", alt: "A quay", width: 3 } };
  const content = says("x", paragraph(text("A"), { type: "hard_break" }, text("B")), list, picture);
  assert.equal(wordsOf(content), "A\nB\nOne\nTwo\n0190 · A quay");
});
