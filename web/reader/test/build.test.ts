import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** What the reader's script may weigh on the wire, in bytes. */
const CEILING = 12 * 1024;

test("the reader's script is one small module", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const built = await build({ root, logLevel: "silent", build: { write: false } });
  assert.ok("output" in built, "one build gives one output");
  const chunks = built.output.flatMap((file) => (file.type === "chunk" ? [file] : []));
  assert.deepEqual(
    chunks.map((chunk) => chunk.facadeModuleId?.slice(root.length)),
    ["reader/main.ts"],
  );
  const [script] = chunks;
  const weight = brotliCompressSync(script?.code ?? "").length;
  assert.ok(weight <= CEILING, `${weight} bytes of ${CEILING}`);
});
