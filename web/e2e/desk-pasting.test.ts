// What is pasted from elsewhere becomes blocks of the body, in a page whose policy takes no foreign style.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { docOf } from "../desk/editor/content.ts";
import { EMPTY } from "../desk/editor/empty.ts";
import { newId } from "../desk/editor/id.ts";
import { written } from "../desk/editor/test/written.ts";
import { startBrowser } from "./browser.ts";
import { DeskWindow, isContent } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let stet: Stet;
let ada: DeskWindow;
let page: Page;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG);
  ada = await DeskWindow.of(await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] }), stet, await stet.member("Ada", "editor", SLUG));
  ({ page } = ada);
});

after(async () => {
  // A style or a picture that the policy had to refuse would be in the browser's console.
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
});

const clipboard = (name: string): Promise<string> => readFile(new URL(`../desk/editor/test/clipboard/${name}`, import.meta.url), "utf8");

/** Opens a new draft, the caret in its empty body. */
async function write(): Promise<string> {
  const id = newId();
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id, content: EMPTY });
  await ada.open(stet, SLUG, id);
  await page.locator(".ProseMirror > p").click();
  return id;
}

/** Waits until the server has these blocks, as lines that one can read. */
async function hasBlocks(draft: string, lines: string): Promise<void> {
  const blocks = (content: Parameters<typeof docOf>[0]): string[] => docOf(content).children.slice(1).map((node) => written(node)).join("\n").split("\n");
  await isContent(stet, SLUG, draft, blocks, lines.trimEnd().split("\n"));
}

for (const source of ["word", "docs", "web"]) {
  test(`what is pasted from ${source} is cleaned, and the page's policy has nothing to refuse`, async () => {
    const draft = await write();
    await page.evaluate((html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, await clipboard(`${source}.html`));
    await hasBlocks(draft, await clipboard(`${source}.txt`));
  });
}

test("what is copied from another page with the keys is pasted with the keys", async () => {
  const draft = await write();
  const other = await page.context().newPage();
  await other.setContent('<h2>Gauges</h2><p style="color: red">The <b>bay</b> is at <a href="https://example.org/bay?utm_source=x">3.1</a>.</p><ul><li>Quay</li></ul>');
  await other.keyboard.press("Control+a");
  await other.keyboard.press("Control+c");
  await other.close();
  await page.bringToFront();
  await page.keyboard.press("Control+v");
  await hasBlocks(draft, "heading 2: Gauges\nparagraph: The [strong]bay[] is at [link https://example.org/bay]3.1[].\nbullet_list\n  list_item\n    paragraph: Quay");

  // An address on selected words makes them a link.
  await page.keyboard.press("Shift+Home");
  await page.evaluate(() => navigator.clipboard.writeText("https://example.org/quay"));
  await page.keyboard.press("Control+v");
  await page.locator('.ProseMirror a[href="https://example.org/quay"]', { hasText: "Quay" }).waitFor();
  assert.equal(await page.locator(".ProseMirror [style]").count(), 0);
});

test("cells of a spreadsheet fill a chart's table, and are taken back as one", async () => {
  const id = newId();
  const row = (type: string, ...words: string[]): object => ({ type: "table_row", content: words.map((text) => ({ type, content: [{ type: "text", text }] })) });
  const table = { type: "table", content: [row("table_header", "Time", "Level"), row("table_cell", "?", "?")] };
  const content = { headline: "The gauge", body: { v: 1, doc: { type: "doc", content: [{ type: "chart", attrs: { kind: "line" }, content: [table] }] } } };
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id, content });
  await ada.open(stet, SLUG, id);
  await page.locator(".ProseMirror td").first().click();

  // What a sheet puts on the clipboard: the cells with tabs between them, and a table with its looks.
  const other = await page.context().newPage();
  await other.goto(stet.url);
  await other.evaluate(async () => {
    const cells = [["14:00", "2.1"], ["15:00", "2.4"], ["16:00", "3.0"]];
    const html = `<table style="color: red">${cells.map((line) => `<tr>${line.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
    const text = cells.map((line) => line.join("\t")).join("\n");
    const blob = (words: string, type: string): Blob => new Blob([words], { type });
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") })]);
  });
  await other.close();
  await page.bringToFront();
  await page.keyboard.press("Control+v");
  const head = "chart\n  table\n    table_row\n      table_header: Time\n      table_header: Level\n";
  const line = (...cells: string[]): string => `    table_row\n${cells.map((cell) => `      table_cell: ${cell}\n`).join("")}`;
  await hasBlocks(id, head + line("14:00", "2.1") + line("15:00", "2.4") + line("16:00", "3.0"));
  await page.keyboard.press("Control+z");
  await hasBlocks(id, head + line("?", "?"));
});
