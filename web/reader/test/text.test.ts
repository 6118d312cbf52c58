import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { toText } from "../text.ts";

/** A page as the server renders it: its tests keep one in each form, of the same coverage. */
async function golden(name: string): Promise<Document> {
  const html = await readFile(new URL(`../../../crates/render/tests/it/golden/${name}`, import.meta.url), "utf8");
  return parseHTML(html).document as unknown as Document;
}

test("what is made of the whole form is what the server says in words", async () => {
  const [whole, text] = [await golden("page.html"), await golden("page-text.html")];
  Object.defineProperty(globalThis, "document", { value: text, configurable: true });
  const parts = "article, #lead, #key-points, #status, #series, #key-events";
  toText(whole.body as HTMLElement);
  const [made, wanted] = [whole, text].map((page) => [...page.querySelectorAll(parts)]);
  assert.ok(made && wanted && made.length > 8);
  // This parser writes the attribute first that was set last.
  const read = (part: Element): string => part.outerHTML.replace(/<a href="([^"]*)" class="flag">/g, '<a class="flag" href="$1">');
  assert.deepEqual(made.map(read), wanted.map(read));
});
