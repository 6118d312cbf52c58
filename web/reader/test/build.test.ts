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

test("the reader's script is one small module", async () => {
  const built = await build({ root, logLevel: "silent", build: { write: false } });
  assert.ok("output" in built, "one build gives one output");
  const chunks = built.output.flatMap((file) => (file.type === "chunk" ? [file] : []));
  assert.deepEqual(
    chunks.map((chunk) => chunk.facadeModuleId?.slice(root.length)),
    ["reader/main.ts"],
  );
  const [script] = chunks;
  const weight = brotliCompressSync(script?.code ?? "").length;
  assert.ok(weight <= SCRIPT, `${weight} bytes of ${SCRIPT}`);
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
