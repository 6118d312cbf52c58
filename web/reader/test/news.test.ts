import assert from "node:assert/strict";
import { test } from "node:test";
import type { Frame } from "../frame.ts";
import { enter, type Ledger } from "../news.ts";
import { insert, nothing, pin, place, revise, unpin, withdraw } from "./coverage.ts";

/** What the frames come to: "p2 new, p1 corrected". */
function told(...frames: Frame[]): string {
  const ledger: Ledger = new Map();
  for (const frame of frames) enter(ledger, frame);
  return [...ledger].map(([post, { news }]) => `${post} ${news}`).join(", ");
}

const cases: readonly [string, Frame[], string][] = [
  ["nothing of note", [nothing(11), pin(12, "p1"), unpin(13, "p1")], ""],
  ["a new post", [insert(11, "p4")], "p4 new"],
  ["a new post that was corrected is new", [insert(11, "p4"), revise(12, "p4", "", "correction")], "p4 new"],
  ["a new post that was moved is new", [insert(11, "p4"), place(12, "p4", "p2")], "p4 new"],
  ["what came and went is nothing", [insert(11, "p4"), withdraw(12, "p4")], ""],
  ["what was revised and went is withdrawn", [revise(11, "p1", ""), withdraw(12, "p1")], "p1 withdrawn"],
  ["a correction outranks what came before", [revise(11, "p1", "", "clarification"), revise(12, "p1", "", "correction")], "p1 corrected"],
  ["and what comes after", [revise(11, "p1", "", "correction"), revise(12, "p1", "", "update")], "p1 corrected"],
  ["a clarification outranks a revision", [revise(11, "p1", ""), revise(12, "p1", "", "clarification")], "p1 clarified"],
  ["a revision outranks a move", [place(11, "p1", "p3"), revise(12, "p1", "")], "p1 revised"],
  ["a move does not outrank a revision", [revise(11, "p1", ""), place(12, "p1", "p3")], "p1 revised"],
  ["a move", [place(11, "p1", "p3")], "p1 moved"],
  ["a move there and back is none", [place(11, "p1", "p3"), place(12, "p1", "p1")], ""],
  ["a move to the same place is none", [place(11, "p1", "p1")], ""],
];

for (const [name, frames, news] of cases) test(name, () => assert.equal(told(...frames), news));
