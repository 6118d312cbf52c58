// The loader that typescript.mjs registers: turns a .ts file into JavaScript as it is imported.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** What was made of each file is kept, since the compiler takes longer to load than many a test to run. */
const KEPT = new URL("node_modules/.cache/typescript/", import.meta.url);

/** This file: what it would make otherwise is made anew. A new compiler comes with new `node_modules`. */
const own = readFile(new URL(import.meta.url), "utf8");

/** Strips the types of a `.ts` file and leaves every other file to Node. */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const text = await readFile(fileName, "utf8");
  const kept = new URL(`${createHash("sha256").update(await own).update(url).update(text).digest("hex")}.js`, KEPT);
  const source = await readFile(kept, "utf8").catch(() => make(fileName, text, kept));
  return { format: "module", source, shortCircuit: true };
}

/** Strips the types, and keeps the outcome. */
async function make(fileName, text, kept) {
  const { default: ts } = await import("typescript");
  const { outputText } = ts.transpileModule(text, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  await mkdir(KEPT, { recursive: true });
  // Whole or not at all, since another process may be reading.
  const unfinished = new URL(`${kept.href}.${process.pid}`);
  await writeFile(unfinished, outputText);
  await rename(unfinished, kept);
  return outputText;
}
