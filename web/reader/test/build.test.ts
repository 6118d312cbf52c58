import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** What the reader's script and style may weigh on the wire, in bytes. */
const SCRIPT = 12 * 1024;
const STYLE = 8 * 1024;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is loaded on demand: at a click, in the text form, or once nothing else is to do. */
const ON_DEMAND = ["later", "lightbox", "moment", "share", "text"].map((name) => `reader/${name}.ts`);

test("the reader's script is one small module, with few parts that are loaded on demand, and a worker that needs nothing else", async () => {
  const built = [await build({ root, logLevel: "silent", build: { write: false } })].flat()[0];
  assert.ok(built && "output" in built, "one build gives one output");
  const chunks = built.output.flatMap((file) => (file.type === "chunk" ? [file] : []));
  const named = new Map(chunks.map((chunk) => [chunk.facadeModuleId?.slice(root.length) ?? chunk.fileName, chunk]));
  assert.deepEqual([...named.keys()].sort(), [...ON_DEMAND, "reader/main.ts", "reader/proof.ts", "reader/worker.ts"].sort());
  const script = named.get("reader/main.ts");
  const weight = brotliCompressSync(script?.code ?? "").length;
  assert.ok(weight <= SCRIPT, `${weight} bytes of ${SCRIPT}`);
  for (const part of ON_DEMAND) assert.ok(named.get(part)?.isDynamicEntry, part);

  // It needs the network in any case, and is loaded by its own page alone.
  const proof = named.get("reader/proof.ts");
  assert.deepEqual([proof?.imports, proof?.dynamicImports], [[], []]);

  const worker = named.get("reader/worker.ts");
  assert.deepEqual([worker?.fileName, worker?.imports, worker?.dynamicImports], ["worker.js", [], []]);
  // A page of then is not kept, nor is what it alone needs.
  for (const { fileName } of chunks) {
    if (fileName !== "worker.js" && !/proof-|moment-/.test(fileName)) assert.ok(worker?.code.includes(`"/${fileName}"`), `the worker keeps ${fileName}`);
  }
  assert.doesNotMatch(worker?.code ?? "", /__FILES__|\bexport\b/);
});

for (const theme of ["standard", "contrast", "evening"]) {
  test(`the reader's style is small in the theme ${theme}`, async () => {
    const own = theme === "standard" ? "" : await readFile(`${root}reader/themes/${theme}.css`, "utf8");
    // As it is served: all of it, without comments. A server's test holds what is sent to the same.
    const sheet = (await readFile(`${root}reader/page.css`, "utf8")) + own;
    const weight = brotliCompressSync(sheet.replace(/\/\*[^]*?\*\/\s*/g, "")).length;
    assert.ok(weight <= STYLE, `${weight} bytes of ${STYLE}`);
  });
}
