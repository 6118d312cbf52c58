import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { firstRead, rememberFirst } from "../first.ts";
import { instant, localTime } from "../moment.ts";
import { parseHTML } from "linkedom";

test("a clock elsewhere shows what a field for local times takes", () => {
  const at = Date.parse("2022-02-17T10:43:07Z");
  assert.equal(localTime(at, "Europe/Kyiv"), "2022-02-17T12:43:07");
  assert.equal(localTime(at, "Asia/Kathmandu"), "2022-02-17T16:28:07");
  assert.equal(localTime(at, "Nowhere/At_All"), "2022-02-17T10:43:07");
});

test("what a clock shows is found again, also beside the hours that clocks leave out", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "UTC", "Asia/Kathmandu"]) {
    for (const text of ["2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T05:00:00Z", "2026-07-01T12:00:00Z"]) {
      const at = Date.parse(text);
      assert.equal(instant(localTime(at, zone), zone), at, `${zone} ${text}`);
    }
  }
  assert.ok(Number.isNaN(instant("", "UTC")));
});

/** A device that keeps what it is given, or refuses to. */
function device(refuses: boolean): void {
  const kept = new Map<string, string>();
  const refuse = (): never => {
    throw new DOMException("refused", "SecurityError");
  };
  const localStorage = {
    getItem: (key: string) => (refuses ? refuse() : (kept.get(key) ?? null)),
    setItem: (key: string, value: string) => (refuses ? refuse() : void kept.set(key, value)),
  };
  Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });
}

/** Opens a page of a coverage; gives where it leads as the first that was read, if it does. */
function open(slug: string, seq: number, stream = "/stream"): string | null {
  const { document } = parseHTML(
    `<main id="coverage" data-slug="${slug}" data-seq="${seq}"${stream ? ` data-stream="${stream}"` : ""}></main>` +
      `<a class="moments" href="/live/${slug}/at" data-first="As it stood">Time machine</a>`,
  );
  Object.defineProperty(globalThis, "document", { value: document, configurable: true });
  rememberFirst();
  return document.querySelector(".first-read")?.getAttribute("href") ?? null;
}

beforeEach(() => device(false));

test("the first page that a device shows of a coverage is kept, and later ones lead to it", () => {
  assert.equal(open("tides", 7), null);
  assert.equal(open("tides", 7), null, "it is this one");
  assert.equal(open("storm", 9), null);
  assert.equal(open("tides", 12), "/live/tides/at/7");
  assert.equal(open("tides", 13), "/live/tides/at/7");
  assert.equal(firstRead("storm"), 9);
});

test("a page of then is not kept", () => {
  open("tides", 3, "");
  assert.equal(firstRead("tides"), null);
});

test("a hundred coverages are kept, and the one first seen goes first", () => {
  for (let n = 0; n <= 100; n++) open(`coverage-${n}`, 1);
  assert.equal(firstRead("coverage-0"), null);
  assert.equal(firstRead("coverage-1"), 1);
});

test("where nothing can be kept, or something else was, nothing is shown", () => {
  device(true);
  assert.equal(open("tides", 7), null);
  assert.equal(open("tides", 8), null);
  for (const kept of ["nonsense", "{}", '[["tides"]]', '[["tides",-1]]', '[["tides","7"]]', "[null]"]) {
    Object.defineProperty(globalThis, "localStorage", { value: { getItem: () => kept, setItem: () => undefined }, configurable: true });
    assert.equal(open("tides", 9), null, kept);
  }
});
