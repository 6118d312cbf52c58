// What the line tells, taken in.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Present, Summary } from "../api/shapes.ts";
import { type Known, people, take, withAnswer, withDraft, withPost } from "../state/events.ts";

const ada = { id: "a", name: "Ada" };
const ben = { id: "b", name: "Ben" };
const present = (connection: string, member = ada, draft: string | null = null): Present => ({ connection, member, draft, selection: null });
const draft = (id: string, version: number, updated_at: string): Summary =>
  ({ id, version, updated_at, status: "draft", may: [] }) as unknown as Summary;
const known: Known = { seq: 4, present: [present("1")], drafts: [draft("x", 3, "2026-01-01T10:00:00Z")] };

test("after hello everything is asked for, since the line may have been away", () => {
  const { known: now, ask } = take(known, "hello", { connection: "9", seq: 7, present: [present("2", ben)] });
  assert.equal(now.seq, 7);
  assert.deepEqual(now.present.map(({ connection }) => connection), ["2"]);
  assert.deepEqual(ask, [{ what: "all", seq: 7 }]);
});

test("somebody moves, and goes", () => {
  const moved = take(known, "present", present("1", ada, "x")).known;
  assert.deepEqual(moved.present, [present("1", ada, "x")]);
  assert.deepEqual(take(moved, "gone", { connection: "1" }).known.present, []);
});

test("a change is asked for once, and one that is known is not", () => {
  const first = take(known, "change", { seq: 5, verb: "publish", post: "p" });
  assert.deepEqual(first.ask, [{ what: "post", id: "p" }, { what: "coverage" }]);
  assert.deepEqual(take(first.known, "change", { seq: 5, verb: "publish", post: "p" }).ask, []);
  assert.deepEqual(take(known, "change", { seq: 6, verb: "amend", post: null }).ask, [{ what: "coverage" }]);
});

test("a draft comes to the top when it is touched, and an older version changes nothing", () => {
  const two = withDraft(known.drafts, draft("y", 1, "2026-01-01T09:00:00Z"));
  assert.deepEqual(two.map(({ id }) => id), ["x", "y"]);
  const touched = take({ ...known, drafts: two }, "draft", draft("y", 2, "2026-01-01T11:00:00Z")).known;
  assert.deepEqual(touched.drafts.map(({ id }) => id), ["y", "x"]);
  assert.equal(withDraft(touched.drafts, draft("y", 1, "2026-01-01T12:00:00Z"))[0]?.version, 2);
  assert.deepEqual(take(touched, "draft-gone", { id: "y" }).known.drafts.map(({ id }) => id), ["x"]);
});

test("suggestions are told of, and asked for", () => {
  assert.deepEqual(take(known, "suggestions", {}), { known, ask: [{ what: "suggestions" }] });
});

test("what is not known changes nothing", () => {
  assert.deepEqual(take(known, "weather", { rain: true }), { known, ask: [] });
});

test("one avatar a member, and where they write counts most", () => {
  const all = [present("1", ben), present("2", ada), present("3", ada, "x")];
  assert.deepEqual(people(all).map(({ connection }) => connection), ["3", "1"]);
});

test("a post that is known stays where it is, and is not set back by an answer that was overtaken", () => {
  const posts = [{ id: "p", seq: 3 }, { id: "q", seq: 2 }];
  assert.deepEqual(withPost(posts, { id: "q", seq: 5 }), [{ id: "p", seq: 3 }, { id: "q", seq: 5 }]);
  assert.deepEqual(withPost(posts, { id: "p", seq: 1 }), posts);
  assert.deepEqual(withPost(posts, { id: "r", seq: 6 })[0], { id: "r", seq: 6 });
});

test("an answer that was overtaken by the line takes no draft away, and brings none back", () => {
  const [x, y, z] = [draft("x", 3, "2026-01-01T10:00:00Z"), draft("y", 1, "2026-01-01T09:00:00Z"), draft("z", 1, "2026-01-01T12:00:00Z")];
  const before = [x, y];
  // While the answer was on its way, y went, x was written on, and z was made.
  const written = draft("x", 4, "2026-01-01T11:00:00Z");
  assert.deepEqual(withAnswer([x, y], before, [z, written]), [z, written]);
  // What was not told of is as the answer has it.
  assert.deepEqual(withAnswer([z, x], before, before), [z, x]);
  assert.deepEqual(withAnswer([z, x], [], []), [z, x]);
});
