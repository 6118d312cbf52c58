import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { Clock } from "../time.ts";

// The reader is in London, wherever these tests run.
process.env.TZ = "Europe/London";

const NOW = Date.parse("2026-03-02T12:00:00Z");

const ages: readonly (readonly [at: string, said: string])[] = [
  ["2026-03-02T12:00:00Z", "now"],
  ["2026-03-02T11:59:01Z", "now"],
  ["2026-03-02T11:59:00Z", "1 minute ago"],
  ["2026-03-02T11:00:01Z", "59 minutes ago"],
  ["2026-03-02T11:00:00Z", "1 hour ago"],
  ["2026-03-01T12:00:01Z", "23 hours ago"],
  // A device whose clock is slow.
  ["2026-03-02T12:07:00Z", "now"],
];

for (const [at, said] of ages) {
  test(`${at} is ${said}`, () => {
    assert.equal(new Clock("en", "Europe/Kyiv").ago(new Date(at), NOW), said);
  });
}

test("in the language of the page", () => {
  const at = new Date("2026-03-02T11:57:00Z");
  assert.equal(new Clock("de", undefined).ago(at, NOW), "vor 3 Minuten");
  assert.equal(new Clock("uk", undefined).ago(at, NOW), "3 хвилини тому");
  assert.match(new Clock("ar", undefined).ago(at, NOW), /دقائق/);
});

test("after a day it is the hour on the reader's clock, where that is another", () => {
  const at = new Date("2026-02-20T09:30:00Z");
  assert.equal(new Clock("en-GB", "Europe/Kyiv").ago(at, NOW), "09:30 GMT");
  assert.equal(new Clock("en-GB", "Africa/Abidjan").ago(at, NOW), "");
});

// Clocks in Kyiv and in London change at the same moment, and those of New York weeks apart from them.
const nights: readonly (readonly [at: string, zone: string, mine: string | null])[] = [
  ["2026-03-29T00:59:00Z", "Europe/Kyiv", "29 Mar 2026, 00:59 (Europe/London)"],
  ["2026-03-29T01:00:00Z", "Europe/Kyiv", "29 Mar 2026, 02:00 (Europe/London)"],
  ["2026-10-25T00:30:00Z", "Europe/Kyiv", "25 Oct 2026, 01:30 (Europe/London)"],
  ["2026-10-25T01:30:00Z", "Europe/Kyiv", "25 Oct 2026, 01:30 (Europe/London)"],
  ["2026-03-08T07:00:00Z", "America/New_York", "8 Mar 2026, 07:00 (Europe/London)"],
  // Iceland keeps one time all year: it is London's until the clocks are set forward.
  ["2026-03-29T00:59:00Z", "Atlantic/Reykjavik", null],
  ["2026-03-29T01:00:00Z", "Atlantic/Reykjavik", "29 Mar 2026, 02:00 (Europe/London)"],
];

for (const [at, zone, mine] of nights) {
  test(`${at} in ${zone} is ${mine ?? "the same"} for the reader`, () => {
    assert.equal(new Clock("en-GB", zone).local(new Date(at)), mine);
  });
}

test("times tick where they stand, and a post of which no clock time is known is left alone", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: NOW });
  const { document } = parseHTML(
    '<p><time datetime="2026-03-02T11:59:30Z">11:59</time> <span class="ago"></span></p>' +
      '<p><time datetime="2026-03-02">2 Mar</time> <span class="ago">time not known</span></p>',
  );
  const clock = new Clock("en", "Europe/London");
  clock.show(document);
  const said = (): (string | null)[] => [...document.querySelectorAll(".ago")].map((element) => element.textContent);
  assert.deepEqual(said(), ["now", "time not known"]);
  t.mock.timers.tick(60_000);
  clock.tick(document);
  assert.deepEqual(said(), ["1 minute ago", "time not known"]);
});
