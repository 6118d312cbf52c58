// Every text that the desk asks for is there, and none is left over.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { FluentResource } from "@fluent/bundle";

const DESK = fileURLToPath(new URL("..", import.meta.url));
const sources = readdirSync(DESK, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes("test/"))
  .map((name) => readFileSync(DESK + name, "utf8"));
const ftl = ["en", "editor.en"].map((name) => readFileSync(`${DESK}locales/${name}.ftl`, "utf8")).join("\n");
const ids = new FluentResource(ftl).body.map((message) => message.id);

/** Ids that are written out: `t("sign-in")`, and in tables as `text: "role-owner"`. */
const whole = new Set(sources.flatMap((source) => [...source.matchAll(/\bt\(\s*"([^"]+)"/g)].map((found) => found[1])));
/** Beginnings of ids: `` t(`role-${role}`) ``. */
const beginnings = new Set(sources.flatMap((source) => [...source.matchAll(/\bt\(\s*`([^$`]+)\$\{/g)].map((found) => found[1] ?? "")));
/** Ids that are chosen first and looked up later stand as plain strings. */
const strings = new Set(sources.flatMap((source) => [...source.matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].map((found) => found[1])));

test("every text that is asked for is there", () => {
  assert.deepEqual([...whole].filter((id) => !ids.includes(id ?? "")), []);
  assert.deepEqual([...beginnings].filter((beginning) => !ids.some((id) => id.startsWith(beginning))), []);
});

test("no text is left over", () => {
  const used = (id: string): boolean =>
    whole.has(id) || strings.has(id) || [...beginnings].some((beginning) => id.startsWith(beginning));
  assert.deepEqual(ids.filter((id) => !used(id)), []);
});

test("no text is there twice, and every line of the file is one", () => {
  assert.deepEqual(ids.filter((id, place) => ids.indexOf(id) !== place), []);
  const written = ftl.split("\n").filter((line) => /^[a-z]/.test(line)).length;
  assert.equal(ids.length, written, "a line that cannot be read is skipped in silence");
});
