import assert from "node:assert/strict";
import { test } from "node:test";
import type { Post } from "../api/shapes.ts";
import { drawnOf, grouped } from "../coverage/groups.ts";

const posts = (number: number): Post[] => Array.from({ length: number }, (_, n) => ({ id: String(number - n) }) as Post);

test("posts are grouped from the oldest, so that a new one changes the first group only", () => {
  assert.deepEqual(grouped([]), []);
  assert.deepEqual(grouped(posts(60)).flat(), posts(60));
  assert.deepEqual(grouped(posts(60)).map((group) => group.length), [15, 15, 15, 15]);
  assert.deepEqual(grouped(posts(52)).slice(1), grouped(posts(51)).slice(1));
  assert.deepEqual(grouped(posts(51)).map((group) => group.length), [6, 15, 15, 15]);
});

test("posts are drawn from the top, in the groups that they stay in", () => {
  const groups = grouped(posts(20));
  assert.deepEqual(drawnOf(groups, 4).map((group) => group.length), [4, 0]);
  assert.deepEqual(drawnOf(groups, 8).map((group) => group.length), [5, 3]);
  assert.deepEqual(drawnOf(groups, Infinity), groups);
});
