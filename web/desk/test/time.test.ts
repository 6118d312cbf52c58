// Times in the coverage's zone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { from, instantIn, localValue, say } from "../time.ts";

test("a time is said in its zone, with the day where it is not today", () => {
  const now = new Date("2026-06-10T12:00:00Z");
  assert.match(say("2026-06-10T10:05:00Z", "Asia/Tokyo", "both", now), /^19:05/);
  assert.match(say("2026-06-09T10:05:00Z", "Asia/Tokyo", "both", now), /^9 Jun 2026, 19:05/);
});

test("how far off a time is, is said in the largest unit that fits", () => {
  const now = new Date("2026-06-10T12:00:00Z");
  for (const [at, said] of [
    ["11:59:00", "now"], ["12:00:05", "in 5 seconds"], ["12:01:00", "in 1 minute"], ["12:05:10", "in 5 minutes"], ["14:00:00", "in 2 hours"], ["22:00:00", "in 10 hours"],
  ] as const) assert.equal(from(`2026-06-10T${at}Z`, now), said);
});

test("a field's value and the instant are the same time, also across a change of clocks", () => {
  for (const instant of ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z", "2026-10-25T03:00:00.000Z", "2026-07-01T22:59:00.000Z"]) {
    for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"]) {
      assert.equal(instantIn(localValue(instant, zone), zone), instant, `${instant} ${zone}`);
    }
  }
});

test("a time that the clocks skip becomes one that there is", () => {
  const instant = instantIn("2026-03-29T02:30", "Europe/Berlin");
  assert.match(localValue(instant, "Europe/Berlin"), /T0[13]:30$/);
});
