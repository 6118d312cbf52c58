// Which steps a draft can take, and in which column it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { DraftRight, DraftStatus, Summary } from "../api/shapes.ts";
import { localOnly, sorted } from "../coverage/columns.ts";
import { rightsHere, steps } from "../coverage/workflow.ts";
import { EMPTY } from "../editor/content.ts";

const of = (status: DraftStatus, rights: DraftRight[]): string[] => steps({ status, may: rights });

test("an editor publishes, a contributor submits", () => {
  const ofEditor: DraftRight[] = ["edit", "submit", "publish", "schedule", "delete"];
  assert.deepEqual(of("draft", ofEditor), ["publish", "schedule", "embargo", "share", "delete"]);
  assert.deepEqual(of("draft", ["edit", "submit", "delete"]), ["submit", "embargo", "share", "delete"]);
});

test("what waits can be approved, sent back, or taken back", () => {
  const ofEditor: DraftRight[] = ["edit", "approve", "return", "recall", "publish", "schedule", "delete"];
  const offered = ["publish", "recall", "approve", "return", "schedule", "embargo", "share", "delete"];
  assert.deepEqual(of("submitted", ofEditor), offered);
  assert.deepEqual(of("submitted", ["edit", "recall", "delete"]), ["recall", "embargo", "share", "delete"]);
});

test("what was approved can still be sent back, and what is scheduled be taken off the schedule by its author", () => {
  assert.ok(of("approved", ["edit", "return", "recall", "publish", "schedule", "delete"]).includes("return"));
  assert.deepEqual(of("scheduled", ["edit", "unschedule", "delete"]), ["unschedule", "embargo", "share", "delete"]);
  assert.ok(!of("scheduled", ["edit", "return", "publish", "schedule", "unschedule", "delete"]).includes("schedule"));
});

test("a draft that has just begun is published by whoever may publish their own", () => {
  assert.deepEqual(rightsHere((permission) => permission === "draft"), ["edit", "submit", "delete"]);
  assert.ok(rightsHere(() => true).includes("publish"));
  assert.deepEqual(rightsHere(() => false), []);
});

test("the submitted who waits longest stands first, and so does the scheduled that goes out next", () => {
  const draft = (id: string, status: DraftStatus, updated_at: string, publish_at: string | null = null): Summary =>
    ({ id, status, updated_at, publish_at }) as unknown as Summary;
  const columns = sorted([
    draft("new", "submitted", "2026-01-01T12:00:00Z"),
    draft("old", "approved", "2026-01-01T08:00:00Z"),
    draft("later", "scheduled", "2026-01-01T07:00:00Z", "2026-01-03T00:00:00Z"),
    draft("next", "scheduled", "2026-01-01T07:00:00Z", "2026-01-02T00:00:00Z"),
    draft("back", "changes_requested", "2026-01-01T07:00:00Z"),
  ]);
  const ids = Object.fromEntries(Object.entries(columns).map(([column, drafts]) => [column, drafts.map(({ id }) => id)]));
  assert.deepEqual(ids, { draft: ["back"], submitted: ["old", "new"], scheduled: ["next", "later"] });
});

test("a draft that the server does not know is listed as being here", () => {
  const unsent = [
    { draft: "x", coverage: "storm", content: EMPTY, at: 0 },
    { draft: "y", coverage: "storm", content: EMPTY, at: 0 },
    { draft: "z", coverage: "other", content: EMPTY, at: 0 },
  ];
  assert.deepEqual(localOnly(unsent, "storm", [{ id: "y" } as Summary]).map(({ draft }) => draft), ["x"]);
});
