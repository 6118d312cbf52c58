// Every text that the desk asks for is there, in every language, and none is left over.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { chosen, choose, isolated, type Language, LANGUAGES, locale, negotiate } from "../language.ts";

const DESK = fileURLToPath(new URL("..", import.meta.url));
const names = readdirSync(DESK, { recursive: true, encoding: "utf8" }).filter((name) => !name.includes("test/"));
const read = (name: string): string => readFileSync(DESK + name, "utf8");
const sources = names.filter((name) => /\.(ts|svelte)$/.test(name)).map(read);
const languages = Object.keys(LANGUAGES) as Language[];

const textOf = (language: string): string => ["", "editor."].map((part) => read(`locales/${part}${language}.ftl`)).join("\n");
type Messages = ReadonlyMap<string, FluentResource["body"][number]>;
const messagesOf = (language: string): Messages => new Map(new FluentResource(textOf(language)).body.map((message) => [message.id, message]));
const english = messagesOf("en");
const ids = [...english.keys()];

/** Ids that are written out: `t("sign-in")`, and in tables as `text: "role-owner"`. */
const whole = new Set(sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1])));
/** Beginnings of ids: `` t(`role-${role}`) ``. */
const beginnings = new Set(sources.flatMap((source) => [...source.matchAll(/\bt\(\s*`([^$`]+)\$\{/g)].map((found) => found[1] ?? "")));
/** Ids that are chosen first and looked up later stand as plain strings. */
const strings = new Set(sources.flatMap((source) => [...source.matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].map((found) => found[1])));

test("every text that is asked for is there", () => {
  assert.deepEqual([...whole].filter((id) => !english.has(id ?? "")), []);
  assert.deepEqual([...beginnings].filter((beginning) => !ids.some((id) => id.startsWith(beginning))), []);
});

test("no text is left over", () => {
  const used = (id: string): boolean =>
    whole.has(id) || strings.has(id) || [...beginnings].some((beginning) => id.startsWith(beginning));
  assert.deepEqual(ids.filter((id) => !used(id)), []);
});

test("there are files of these languages and of no others", () => {
  const expected = languages.flatMap((language) => [`locales/${language}.ftl`, `locales/editor.${language}.ftl`]);
  assert.deepEqual(names.filter((name) => name.endsWith(".ftl")).sort(), expected.sort());
});

/** The variables of a message: Fluent has parsed it, and each stands as `{type: "var", name}`. */
function variables(part: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(part)) for (const one of part) variables(one, found);
  else if (typeof part === "object" && part !== null) {
    const { type, name } = part as { type?: unknown; name?: unknown };
    if (type === "var" && typeof name === "string") found.add(name);
    for (const one of Object.values(part)) variables(one, found);
  }
  return found;
}

/** The keys of every choice in a message, with what is chosen by. */
function choices(part: unknown, found: { by: string; keys: string[] }[] = []): { by: string; keys: string[] }[] {
  if (Array.isArray(part)) for (const one of part) choices(one, found);
  else if (typeof part === "object" && part !== null) {
    const { type, selector, variants } = part as { type?: unknown; selector?: { name?: string }; variants?: { key: { type: string; value: unknown } }[] };
    if (type === "select") found.push({ by: selector?.name ?? "", keys: (variants ?? []).filter(({ key }) => key.type === "str").map(({ key }) => String(key.value)) });
    for (const one of Object.values(part)) choices(one, found);
  }
  return found;
}

for (const language of languages) {
  const messages = messagesOf(language);

  test(`${language}: the same texts as in English, each once and with the same variables`, () => {
    assert.deepEqual([...messages.keys()].sort(), [...ids].sort());
    for (const [id, message] of english) assert.deepEqual(variables(messages.get(id)), variables(message), id);
    const written = textOf(language).split("\n").filter((line) => /^[a-z]/.test(line)).length;
    assert.equal(messages.size, written, "a line that cannot be read is skipped in silence");
  });

  test(`${language}: what counts has a form for each of the language's plural categories`, () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    let counted = 0;
    for (const [id, message] of messages) {
      for (const { keys } of choices(message.value)) {
        counted += 1;
        // English says by 0 and by all others where it need not tell one from several.
        const wanted = keys.length === 1 && language === "en" ? ["other"] : [...pluralCategories];
        assert.deepEqual(keys.sort(), wanted.sort(), id);
      }
    }
    assert.ok(counted > 10, "there are texts that count");
  });

  test(`${language}: every text can be said`, () => {
    const bundle = new FluentBundle(locale(language), { useIsolating: false });
    assert.deepEqual(bundle.addResource(new FluentResource(textOf(language))), []);
    for (const message of messages.values()) {
      for (const number of [0, 1, 2, 3, 11, 21, 100]) {
        const errors: Error[] = [];
        const args = Object.fromEntries([...variables(message)].map((name) => [name, number] as [string, FluentVariable]));
        const said = bundle.formatPattern(message.value ?? "", args, errors);
        assert.deepEqual(errors, [], message.id);
        assert.doesNotMatch(said, /[\u0660-\u0669]|\{/, message.id);
      }
    }
  });
}

for (const language of languages.filter((one) => one !== "en")) {
  test(`${language}: what is said is not in English`, () => {
    const same = [...messagesOf(language)].filter(([id, message]) => {
      const value = english.get(id)?.value;
      return typeof value === "string" && value === message.value && /[a-z]{4}/.test(value);
    });
    // Words that the languages have in common; of a whole sentence there is none.
    const sentences = same.filter(([, message]) => /[a-z]+ [a-z]+/.test(String(message.value)));
    assert.deepEqual(sentences.map(([id]) => id), []);
    if (/uk|ru|ar/.test(language)) assert.deepEqual(same.map(([id]) => id), []);
  });
}

test("no text stands in a component itself", () => {
  const found: string[] = [];
  // Names of products and addresses are the same in every language.
  const proper = /^(n|\/live\/|Stet|Slack|Mattermost|Telegram|https:\/\/|standardwebhooks\.com|webhook-id\.webhook-timestamp\.body)$/;
  for (const name of names.filter((one) => one.endsWith(".svelte"))) {
    const markup = read(name).replace(/<(script|style)[^]*?<\/\1>/g, "").replace(/<!--[^]*?-->/g, "");
    const plain = withoutBraces(markup);
    for (const [, text = ""] of plain.matchAll(/>([^<>]+)</g)) judge(name, text);
    for (const [, text = ""] of plain.matchAll(/\s(?:aria-label|title|alt|placeholder|aria-description)="([^"]*)"/g)) judge(name, text);
  }
  assert.deepEqual(found, []);

  function judge(name: string, text: string): void {
    const words = text.replace(/&[a-z]+;/g, "").trim();
    if (/\p{Letter}/u.test(words) && !proper.test(words)) found.push(`${name}: ${words}`);
  }
});

/** Markup without what stands in braces, which is code; tags in such code are left out along with it. */
function withoutBraces(markup: string): string {
  let depth = 0;
  let plain = "";
  for (const sign of markup) {
    if (sign === "{") depth += 1;
    else if (sign === "}") depth -= 1;
    else if (depth === 0) plain += sign;
  }
  return plain;
}

test("the desk speaks the first language that the browser asks for and that there is", () => {
  const table: readonly (readonly [readonly string[], Language])[] = [
    [["de-AT", "en"], "de"],
    [["pt-BR", "es-419"], "es"],
    [["AR-eg"], "ar"],
    [["uk-UA", "ru"], "uk"],
    [["zh-Hant-TW"], "en"],
    [["constructor", "toString"], "en"],
    [[], "en"],
  ];
  for (const [wanted, language] of table) assert.equal(negotiate(wanted), language, wanted.join());
});

test("what was chosen on the device is kept there, and what is no language is not taken", () => {
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) },
  });
  assert.equal(chosen(), null);
  choose("fr");
  assert.equal(chosen(), "fr");
  choose(null);
  assert.equal(chosen(), null);
  kept.set("stet-language", "constructor");
  assert.equal(chosen(), null);
});

test("what is of the other direction is set apart, and nothing else", () => {
  const apart = (text: string): string => `\u2068${text}\u2069`;
  assert.equal(isolated("Ann Reeve", "en"), "Ann Reeve");
  assert.equal(isolated("יעל", "en"), apart("יעל"));
  assert.equal(isolated("Kabul: كابل", "de"), apart("Kabul: كابل"));
  assert.equal(isolated("Ann Reeve", "ar"), apart("Ann Reeve"));
  assert.equal(isolated("ليلى", "ar"), "ليلى");
  assert.equal(isolated("12:30", "ar"), "12:30");
});
