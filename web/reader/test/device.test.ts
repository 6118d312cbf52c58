import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepLook, lastLook } from "../device.ts";
import type { Order } from "../frame.ts";
import { ago, readSince, shownUpTo } from "../since.ts";

/** A device's storage, as large as it has to be. */
function storage(refuses: "nothing" | "everything" = "nothing"): Pick<Storage, "getItem" | "setItem"> {
  const kept = new Map<string, string>();
  const refuse = (): never => {
    throw new DOMException("refused", "SecurityError");
  };
  return {
    getItem: (key) => (refuses === "everything" ? refuse() : (kept.get(key) ?? null)),
    setItem: (key, value) => (refuses === "everything" ? refuse() : void kept.set(key, value)),
  };
}

function use(localStorage: Pick<Storage, "getItem" | "setItem">): void {
  Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });
}

beforeEach(() => use(storage()));

test("what was never looked at is not known", () => assert.equal(lastLook("tides"), null));

test("where a coverage was read up to, when, and that it is paused, are kept apart from each other", () => {
  keepLook("tides", { seq: 7 }, 100);
  keepLook("storm", { seq: 9 }, 200);
  keepLook("tides", { paused: true }, 300);
  keepLook("tides", { seq: 8 }, 400);
  assert.deepEqual(lastLook("tides"), { seq: 8, at: 400, paused: true });
  assert.deepEqual(lastLook("storm"), { seq: 9, at: 200, paused: false });
});

test("fifty coverages are kept, and the one not looked at for longest goes", () => {
  for (let n = 0; n < 50; n++) keepLook(`${n}`, { seq: 1 }, n);
  keepLook("0", { seq: 2 }, 60);
  keepLook("new", { seq: 1 }, 61);
  assert.equal(lastLook("1"), null);
  assert.deepEqual(["0", "2", "49", "new"].map((slug) => lastLook(slug)?.seq), [2, 1, 1, 1]);
});

test("where storage is refused nothing is kept and nothing fails", () => {
  use(storage("everything"));
  keepLook("tides", { seq: 7 }, 100);
  assert.equal(lastLook("tides"), null);
});

for (const text of ["{", "7", "null", '{"tides":3}', '{"tides":{"seq":"7","at":1}}', '{"tides":{"seq":1.5,"at":1}}']) {
  test(`what somebody else has put there is passed over: ${text}`, () => {
    localStorage.setItem("stet-looks", text);
    assert.equal(lastLook("tides"), null);
    keepLook("tides", { seq: 7 }, 100);
    assert.equal(lastLook("tides")?.seq, 7);
  });
}

test("a position from which everything was shown is before the first post that waits", () => {
  const waits = (seq: number): { order: Order } => ({ order: `0005d8a1b2c3d4e5-${seq.toString(16).padStart(16, "0")}` as Order });
  assert.equal(shownUpTo(40, []), 40);
  assert.equal(shownUpTo(40, [waits(38), waits(31)]), 30);
  assert.equal(shownUpTo(40, [waits(1)]), 0);
});

test("how long ago", () => {
  assert.equal(ago(59_999, "en"), "", "seconds tell nobody anything");
  assert.equal(ago(130 * 60_000, "en"), "2 hours ago");
  assert.equal(ago(90_000, "de"), "vor 1 Minute");
  assert.equal(ago(-5, "en"), "");
  assert.equal(ago(3 * 86_400_000, "i-klingon"), "3 days ago");
});

test("an answer about a position that the server does not know is none", () => {
  assert.equal(readSince('{"resync":true,"posts":[],"html":null}'), null);
  assert.equal(readSince("<!doctype html>"), null);
});
