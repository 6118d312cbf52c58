// The words of the reader's pages, in every language that is shipped. What Unicode's CLDR says
// of plurals and dates comes from Intl, which nobody here has written.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { Texts } from "../texts.ts";

const FOLDER = new URL("../../../crates/render/locales/", import.meta.url);
const LANGUAGES = readdirSync(FOLDER).map((name) => name.replace(".ftl", ""));

/** The English pages write dates as in Britain. */
const tagOf = (language: string): string => (language === "en" ? "en-GB" : language);

function sayer(language: string): (id: string, args?: Record<string, FluentVariable>) => string {
  const bundle = new FluentBundle(language, { useIsolating: false });
  assert.deepEqual(bundle.addResource(new FluentResource(readFileSync(new URL(`${language}.ftl`, FOLDER), "utf8"))), []);
  return (id, args) => {
    const pattern = bundle.getMessage(id)?.value;
    assert.ok(pattern, `${language} has ${id}`);
    return bundle.formatPattern(pattern, args);
  };
}

/** The script's words as the server writes them into a page in that language. */
function texts(language: string): Texts {
  const say = sayer(language);
  const forms = ["zero", "one", "two", "few", "many", "other"].map(
    (form) => [`data-new-${form}`, say("new-updates", { count: form, number: "{n}" })] as const,
  );
  const attributes = new Map<string, string>(forms);
  const element = { getAttribute: (name: string) => attributes.get(name) ?? null };
  return new Texts(element as unknown as Element, language);
}

test("seven languages are shipped", () => {
  assert.deepEqual(LANGUAGES.toSorted(), ["ar", "de", "en", "es", "fr", "ru", "uk"]);
});

for (const language of LANGUAGES) {
  test(`${language}: dates are written as the CLDR has them, in every month`, () => {
    const say = sayer(language);
    const cldr = new Intl.DateTimeFormat(tagOf(language), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    for (let month = 1; month <= 12; month++) {
      for (const day of [1, 17]) {
        const expected = cldr.format(new Date(Date.UTC(2022, month - 1, day)));
        assert.equal(say("date", { day: String(day), month, year: "2022" }), expected);
      }
    }
  });

  test(`${language}: what counts has a form for each of the language's plural categories`, () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const source = readFileSync(new URL(`${language}.ftl`, FOLDER), "utf8");
    const selectors = [...source.matchAll(/\$count ->\n((?: {5,}.*\n)+?) {4}\}/g)];
    assert.ok(selectors.length >= 2, "there are messages that count");
    for (const [, variants = ""] of selectors) {
      const forms = [...variants.matchAll(/\[([a-z]+)\]/g)].map(([, form]) => form);
      assert.deepEqual(forms.toSorted(), pluralCategories.toSorted());
    }
  });
}

const SAID: Readonly<Record<string, readonly string[]>> = {
  en: ["1 new update", "2 new updates", "3 new updates", "5 new updates", "11 new updates", "21 new updates", "100 new updates"],
  de: ["1 neuer Beitrag", "2 neue Beiträge", "3 neue Beiträge", "5 neue Beiträge", "11 neue Beiträge", "21 neue Beiträge", "100 neue Beiträge"],
  fr: ["1 nouvelle publication", ...[2, 3, 5, 11, 21, 100].map((n) => `${n} nouvelles publications`)],
  es: ["1 publicación nueva", ...[2, 3, 5, 11, 21, 100].map((n) => `${n} publicaciones nuevas`)],
  uk: ["1 новий допис", "2 нові дописи", "3 нові дописи", "5 нових дописів", "11 нових дописів", "21 новий допис", "100 нових дописів"],
  ru: ["1 новая запись", "2 новые записи", "3 новые записи", "5 новых записей", "11 новых записей", "21 новая запись", "100 новых записей"],
  ar: ["تحديث جديد واحد", "تحديثان جديدان", "3 تحديثات جديدة", "5 تحديثات جديدة", "11 تحديثًا جديدًا", "21 تحديثًا جديدًا", "100 تحديث جديد"],
};

for (const [language, said] of Object.entries(SAID)) {
  test(`${language}: the button counts new posts as the language does`, () => {
    const words = texts(language);
    assert.deepEqual([1, 2, 3, 5, 11, 21, 100].map((number) => words.newPosts(number)), said);
  });
}

test("English words in a page of another language count as English does", () => {
  const attributes = new Map([["lang", "en"], ["data-new-one", "{n} new update"], ["data-new-other", "{n} new updates"]]);
  const element = { getAttribute: (name: string) => attributes.get(name) ?? null } as unknown as Element;
  assert.equal(new Texts(element, "zh").newPosts(1), "1 new update");
});
