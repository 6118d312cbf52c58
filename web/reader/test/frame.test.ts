import assert from "node:assert/strict";
import { test } from "node:test";
import { parseChanges, parseFrame, readChanges, readFrame } from "../frame.ts";

const post = { post: "7c", order: "05d8-000b", html: "<article>" };
const article = post;

const changes: readonly { name: string; json: object; change: object }[] = [
  { name: "insert", json: { verb: "insert", ...post }, change: { verb: "insert", article } },
  { name: "revise", json: { verb: "revise", ...post, notice: null }, change: { verb: "revise", article, notice: null } },
  {
    name: "revise with a notice",
    json: { verb: "revise", ...post, notice: { kind: "correction", text: "Not so.", at: "" } },
    change: { verb: "revise", article, notice: "correction" },
  },
  { name: "withdraw", json: { verb: "withdraw", ...post }, change: { verb: "withdraw", article } },
  { name: "unpin", json: { verb: "unpin", ...post }, change: { verb: "unpin", article } },
  { name: "place", json: { verb: "place", ...post }, change: { verb: "place", article, from: null } },
  {
    name: "place with where the post stood",
    json: { verb: "place", ...post, from: "05d7-000b" },
    change: { verb: "place", article, from: "05d7-000b" },
  },
  { name: "pin", json: { verb: "pin", ...post }, change: { verb: "pin", article, unpinned: null } },
  {
    name: "pin in the stead of another",
    json: { verb: "pin", ...post, unpinned: { ...post, post: "8d" } },
    change: { verb: "pin", article, unpinned: { ...article, post: "8d" } },
  },
  {
    name: "headline",
    json: { verb: "headline", target: "headline", html: "<h1>", text: "Tides" },
    change: { verb: "section", target: "headline", html: "<h1>", title: "Tides" },
  },
  {
    name: "key points",
    json: { verb: "key_points", target: "key-points", html: "<section>", text: "not a headline" },
    change: { verb: "section", target: "key-points", html: "<section>", title: null },
  },
  { name: "settings", json: { verb: "settings" }, change: { verb: "reload" } },
  { name: "none", json: { verb: "none" }, change: { verb: "none" } },
  { name: "a verb of a later version", json: { verb: "sing", html: "<p>" }, change: { verb: "none" } },
  { name: "no verb", json: {}, change: { verb: "none" } },
  { name: "insert without its article", json: { verb: "insert", post: "7c" }, change: { verb: "reload" } },
  { name: "pin with half of another", json: { verb: "pin", ...post, unpinned: {} }, change: { verb: "reload" } },
  { name: "a part without its target", json: { verb: "lead", html: "<p>" }, change: { verb: "reload" } },
];

for (const { name, json, change } of changes) {
  test(`reads ${name}`, () => {
    const frame = parseFrame({ seq: 12, status: "live", count: 3, count_text: "3 posts", ...json });
    assert.deepEqual(frame, { seq: 12, change, status: "live", countText: "3 posts", lists: [] });
  });
}

test("reads what stands of a post in the lists on top", () => {
  const lists = { "key-events": "<li>", corrections: "", other: 7 };
  assert.deepEqual(parseFrame({ seq: 12, verb: "insert", ...post, lists })?.lists, [
    { target: "key-events", post: "7c", html: "<li>" },
    { target: "corrections", post: "7c", html: "" },
  ]);
});

for (const json of [null, 7, "frame", [], {}, { seq: "12" }, { seq: 0 }, { seq: 1.5 }, { seq: -3 }]) {
  test(`${JSON.stringify(json)} is no frame`, () => assert.equal(parseFrame(json), null));
}

test("data that is no JSON is no frame", () => assert.equal(readFrame("{"), null));

test("reads what /changes answers", () => {
  const json = { slug: "tides", after: 11, seq: 14, next: 12, more: true, resync: false, status: "live" };
  assert.deepEqual(parseChanges({ ...json, frames: [{ seq: 12, verb: "none", status: "live" }] }), {
    frames: [{ seq: 12, change: { verb: "none" }, status: "live", countText: null, lists: [] }],
    more: true,
    resync: false,
    status: "live",
  });
});

test("a page that a network puts before every other is no answer", () => {
  assert.equal(readChanges("<!doctype html><title>Log in</title>"), null);
});

test("an answer with something among its frames that is none is no answer", () => {
  assert.equal(parseChanges({ frames: [{ seq: 12, verb: "none" }, { verb: "insert" }] }), null);
});
