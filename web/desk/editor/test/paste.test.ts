import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { pasting, withoutLooks } from "../compose/paste.ts";
import { written } from "./written.ts";

for (const source of ["word", "docs", "web"]) {
  test(`what is pasted from ${source} becomes blocks of the body`, () => {
    const file = (ending: string): string => readFileSync(new URL(`clipboard/${source}.${ending}`, import.meta.url), "utf8");
    const { document } = parseHTML("<html><body></body></html>");
    // As the editor does it: into an element of its own, where what is no content of one falls away.
    document.body.innerHTML = withoutLooks(file("html")).replace(/<\/?(html|head|body|meta)\b[^>]*>/g, "");
    const { content } = pasting.parseSlice(document.body as unknown as HTMLElement);
    content.forEach((node) => void node.check());
    assert.equal(content.content.map((node) => written(node)).join("\n"), file("txt").trimEnd());
  });
}
