// What the desk weighs, and what it may not hold.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { build } from "vite";
import { LANGUAGES } from "../language.ts";
import { PAGE } from "../state/page.ts";

/** What the first load may weigh on the wire, in bytes: the page, its styles and all that runs before one can write. */
const CEILING = 250 * 1024;

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = await build({
  root,
  configFile: `${root}vite.desk.config.ts`,
  logLevel: "silent",
  build: { write: false },
});
assert.ok("output" in built, "one build gives one output");
const files = new Map(built.output.map((file) => [file.fileName, file]));

/** A file and all that it cannot start without, but not what it loads when asked. */
function needed(name: string, found = new Set<string>()): Set<string> {
  const file = files.get(name);
  if (found.has(name) || !file) return found;
  found.add(name);
  if (file.type === "chunk") {
    for (const further of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) needed(further, found);
  }
  return found;
}

test("the first load is light", () => {
  const entry = built.output.find((file) => file.type === "chunk" && file.name === "desk");
  assert.ok(entry);
  const first = [...needed(entry.fileName), "desk.html"];
  // The editor comes in a file of its own as soon as a coverage is opened; one cannot write without it.
  const editor = built.output.find((file) => file.type === "chunk" && file.name === "Composer");
  if (editor) for (const name of needed(editor.fileName)) if (!first.includes(name)) first.push(name);
  // And the words of one language: of the heaviest.
  const size = (name: string): number => {
    const file = files.get(name);
    assert.ok(file?.type === "chunk");
    return brotliCompressSync(file.code).length;
  };
  const words = [...files.keys()].filter((name) => /^assets\/words-.*\.js$/.test(name)).sort((a, b) => size(b) - size(a));
  assert.equal(words.length, Object.keys(LANGUAGES).length, words.join(", "));
  assert.ok(!words.some((name) => first.includes(name)), "no language is loaded but the one that is spoken");
  first.push(...words.slice(0, 1));
  const weights = first.map((name) => {
    const file = files.get(name);
    assert.ok(file);
    return brotliCompressSync(file.type === "chunk" ? file.code : file.source).length;
  });
  const weight = weights.reduce((sum, one) => sum + one, 0);
  assert.ok(weight <= CEILING, `${weight} bytes of ${CEILING}: ${first.map((name, n) => `${name} ${weights[n]}`).join(", ")}`);
});

/** One of the pages that the server sends. */
function pageOf(name: string): string {
  const page = files.get(name);
  assert.ok(page?.type === "asset", name);
  return String(page.source);
}

for (const name of ["desk.html", "coverage.html"]) test(`${name} runs no script that stands in it, and has no style that stands in it`, () => {
  const html = pageOf(name);
  for (const [, attributes, content] of html.matchAll(/<script([^>]*)>([^<]*)</g)) {
    assert.match(attributes ?? "", / src="\/desk\/assets\//);
    assert.equal(content, "");
  }
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/);
});

test("a coverage's page has fetched and asked at once what its screen needs, and others have not", () => {
  const screen = built.output.find((file) => file.type === "chunk" && file.name === "Coverage");
  assert.ok(screen);
  for (const name of needed(screen.fileName)) assert.ok(pageOf("coverage.html").includes(`"/desk/${name}"`), name);
  assert.ok(!pageOf("desk.html").includes(screen.fileName));
  const asked = [...pageOf("coverage.html").matchAll(/href="(\/api\/v1\/[^"]*)"/g)].map(([, path]) => path);
  const coverage = "/api/v1/coverages/{slug}";
  assert.deepEqual(asked, [coverage, `${coverage}/posts?limit=${PAGE}`, `${coverage}/members`, "/api/v1/auth"]);
  assert.ok(!pageOf("desk.html").includes("/coverages"));
});

test("the worker keeps every file that the desk needs", () => {
  const worker = files.get("worker.js");
  assert.ok(worker?.type === "chunk");
  assert.deepEqual(worker.imports, [], "it stands alone");
  for (const name of needed("desk.html")) if (name.startsWith("assets/")) assert.ok(worker.code.includes(name), name);
  assert.doesNotMatch(worker.code, /__SHELL__/);
});

test("what is served compressed is the same as what is served plain", () => {
  const compressed = [...files.values()].filter((file) => file.fileName.endsWith(".br"));
  assert.ok(compressed.length > 0);
  for (const file of compressed) {
    const plain = files.get(file.fileName.slice(0, -3));
    assert.ok(plain && file.type === "asset");
    const text = Buffer.from(plain.type === "chunk" ? plain.code : plain.source).toString();
    assert.ok(brotliDecompressSync(file.source as Uint8Array).toString() === text, file.fileName);
  }
});
