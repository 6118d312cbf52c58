import assert from "node:assert/strict";
import { test } from "node:test";
import { languageFor, zoneFor } from "../locale.ts";
import { Texts } from "../texts.ts";
import { Clock } from "../time.ts";

// The reader is in London, wherever these tests run.
process.env.TZ = "Europe/London";

// Well-formed tags, which the server takes.
const languages: readonly (readonly [tag: string, used: string])[] = [
  ["de-AT", "de-AT"],
  ["zh-Hant-TW", "zh-Hant-TW"],
  ["ar-EG", "ar-EG-u-nu-latn"],
  ["zh-yue", "zh"],
  ["zh-cmn-Hans", "zh"],
  ["sgn-BE-FR", "sgn"],
  ["en-GB-oed", "en"],
  ["x-foo", "en"],
  ["i-klingon", "en"],
  ["", "en"],
];

/** An element with the one text that every plural form falls back to. */
const words = { getAttribute: (name: string) => (name === "data-new-other" ? "{n} new updates" : null) } as unknown as Element;

for (const [tag, used] of languages) {
  test(`a page in “${tag}” is told as one in ${used}`, () => {
    assert.equal(languageFor(tag), used);
    assert.equal(new Texts(words, tag).newPosts(12), "12 new updates");
    assert.notEqual(titleOf("2022-02-17T09:00:00Z", tag, "Asia/Tokyo"), null);
  });
}

test("a time zone that is newer than the browser is none that it knows", () => {
  assert.equal(zoneFor("Asia/Tokyo"), "Asia/Tokyo");
  assert.equal(zoneFor("Mars/Olympus_Mons"), undefined);
  assert.equal(zoneFor(undefined), undefined);
});

test("where the coverage's zone is not known, every time is told in the reader's", () => {
  assert.equal(titleOf("2022-02-17T09:00:00Z", "en", "Europe/London"), null);
  assert.notEqual(titleOf("2022-02-17T09:00:00Z", "en", "Mars/Olympus_Mons"), null);
});

/** What a time is on the reader's clock; null where the coverage's shows the same. */
function titleOf(datetime: string, language: string, zone: string): string | null {
  return new Clock(language, zone).local(new Date(datetime));
}
