// What one does in the composer beside writing: its tools, its fields, its dialogs, all by keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import type { BodyNode, Content } from "../desk/editor/content.ts";
import { EMPTY } from "../desk/editor/empty.ts";
import { newId } from "../desk/editor/id.ts";
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
  const first = { headline: "Ferry in the harbour", body: "It lies there.", label: "Now", byline: "Mara Lindqvist", dateline: "Marrow Bay" };
  await stet.ask("POST", `/coverages/${SLUG}/posts`, first);
  await stet.ask("POST", `/coverages/${SLUG}/posts`, { ...first, headline: "Gauge", label: "Analysis", byline: "Noor Haddad", dateline: "Low Quay" });
  ada = await DeskWindow.of(await browser.newContext(), stet, await stet.member("Ada", "editor", SLUG));
  ({ page } = ada);
});

after(async () => {
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
});

/** Opens a new draft with this content, the caret at the end of its body; returns its id. */
async function write(content: Content = EMPTY): Promise<string> {
  const id = newId();
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id, content });
  await ada.open(stet, SLUG, id);
  await page.locator(".ProseMirror > :last-child").click();
  await page.keyboard.press("Control+End");
  return id;
}

const button = (name: string, within: Page | Locator = page): Locator => within.getByRole("button", { name, exact: true });
const toolbar = (): Locator => page.getByRole("toolbar", { name: "Formatting" });
const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? null);

/** From wherever the caret is, by keyboard alone, to a tool, which is used. */
async function use(tool: string): Promise<void> {
  await page.keyboard.press("Alt+F10");
  for (let n = 0; (await focused()) !== tool; n++) {
    assert.ok(n < 40, `${tool} is among the tools`);
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Enter");
}

/** The table as the server has it, a row a line: headers in brackets. */
function tableIn({ body }: Content): string[] {
  const table = body.doc.content.find(({ type }) => type === "table");
  const cell = ({ type, content }: BodyNode): string => {
    const words = (content ?? []).map(({ text }) => text).join("");
    return type === "table_header" ? `[${words}]` : words;
  };
  return (table?.content ?? []).map((row) => (row.content ?? []).map(cell).join("|"));
}

test("a table is put in, filled and altered by keyboard", async () => {
  const draft = await write();
  const has = (...rows: string[]): Promise<void> => isContent(stet, SLUG, draft, (content) => tableIn(content), rows);
  await use("Insert");
  for (let n = 0; (await focused()) !== "Table"; n++) {
    assert.ok(n < 20);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  for (const words of ["Gauge", "Level", "Bay", "3.1", "Quay", "2.8"]) {
    await page.keyboard.type(words);
    if (words !== "2.8") await page.keyboard.press("Tab");
  }
  await has("[Gauge]|[Level]", "Bay|3.1", "Quay|2.8");

  await use("Add row");
  await page.keyboard.type("below");
  await has("[Gauge]|[Level]", "Bay|3.1", "Quay|2.8", "|below");
  await use("Add column");
  await page.keyboard.type("beside");
  await has("[Gauge]|[Level]|[]", "Bay|3.1|", "Quay|2.8|", "|below|beside");
  await use("Delete row");
  await has("[Gauge]|[Level]|[]", "Bay|3.1|", "Quay|2.8|");
  await page.keyboard.type("x");
  await has("[Gauge]|[Level]|[]", "Bay|3.1|", "Quay|2.8|x");
  await use("Delete column");
  await has("[Gauge]|[Level]", "Bay|3.1", "Quay|2.8");
  await use("Header row");
  await has("Gauge|Level", "Bay|3.1", "Quay|2.8");
  await use("Header row");
  await has("[Gauge]|[Level]", "Bay|3.1", "Quay|2.8");
  // What is undone is undone as one.
  await page.keyboard.press("Control+z");
  await has("Gauge|Level", "Bay|3.1", "Quay|2.8");
  await use("Delete table");
  await has();
  // The tools of the table went, and the toolbar can be reached all the same.
  await page.keyboard.press("Shift+Tab");
  assert.ok(await toolbar().evaluate((bar) => bar.contains(document.activeElement)), "Shift+Tab leads to the tools");
});

test("the toolbar is one stop for Tab, and the arrows go round in it", async () => {
  await write();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "Insert");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Undo");
  await page.keyboard.press("End");
  assert.equal(await focused(), "Special characters");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Insert");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Home");
  for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Bold");
  assert.equal(await toolbar().locator('[tabindex="0"]').count(), 1);
  // Tab leads into the document, and back to the tool at which one was.
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Post");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "Bold");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "Post");
  await use("Bold");
  await page.keyboard.type("loud");
  await page.locator(".ProseMirror strong", { hasText: "loud" }).waitFor();
  await page.keyboard.press("Alt+F10");
  await toolbar().getByRole("button", { name: "Bold", exact: true, pressed: true }).waitFor();
});

for (const [field, list, typed, chosen] of [
  ["Label", ["Now", "Analysis"], "an", "Analysis"],
  ["Byline", ["Mara Lindqvist", "Noor Haddad"], "noor", "Noor Haddad"],
  ["Dateline", ["Marrow Bay", "Low Quay"], "quay", "Low Quay"],
] as const) {
  test(`the ${field.toLowerCase()} is completed by keyboard, and takes anything else`, async () => {
    const draft = await write();
    const has = (value: string | null): Promise<void> => isContent(stet, SLUG, draft, (content) => content[field.toLowerCase() as "label"] ?? null, value);
    const input = page.getByRole("combobox", { name: field, exact: true });
    if (field !== "Label") await page.getByText("Dateline, byline, contributors").press("Enter");
    await input.focus();
    await page.keyboard.press("ArrowDown");
    const options = page.getByRole("option");
    await options.first().waitFor();
    // What has been used here comes before what the gazetteer has.
    assert.deepEqual(new Set((await options.allTextContents()).slice(0, list.length)), new Set(list));
    await page.keyboard.press("Escape");
    await options.first().waitFor({ state: "detached" });

    await page.keyboard.type(typed);
    await page.getByRole("option", { name: chosen }).waitFor();
    // What the gazetteer has for the first letters is there until it has answered for all of them.
    await options.nth(1).waitFor({ state: "detached" });
    assert.equal(await options.count(), 1);
    await page.keyboard.press("ArrowDown");
    assert.equal(await input.getAttribute("aria-activedescendant"), await options.getAttribute("id"));
    assert.equal(await options.getAttribute("aria-selected"), "true");
    await page.keyboard.press("Enter");
    assert.equal(await input.inputValue(), chosen);
    assert.equal(await input.getAttribute("aria-expanded"), "false");
    await has(chosen);

    await page.keyboard.press("Control+a");
    await page.keyboard.type("Something else");
    await has("Something else");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await has(null);
  });
}

test("words are linked, led elsewhere and freed again by keyboard", async () => {
  const draft = await write();
  const links = ({ body }: Content): unknown[] =>
    body.doc.content.flatMap(({ content }) => (content ?? []).flatMap(({ text, marks }) => (marks ?? []).map(({ attrs }) => [text, attrs?.href])));
  const has = (...wanted: [string, string][]): Promise<void> => isContent(stet, SLUG, draft, links, wanted);
  const dialog = page.getByRole("dialog", { name: "Link" });
  const address = dialog.getByRole("combobox", { name: "Address" });
  await page.keyboard.type("See the gauge");
  for (let n = 0; n < "gauge".length; n++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Control+k");
  await address.waitFor();
  // What is none is said, and nothing is lost.
  await page.keyboard.type("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("This is no address").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("example.org/gauge");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await has(["gauge", "https://example.org/gauge"]);

  // With the caret anywhere in it, all of it is altered; an earlier post is found by its words.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+k");
  await address.waitFor();
  assert.equal(await address.inputValue(), "https://example.org/gauge");
  await page.keyboard.type("ferry");
  await dialog.getByRole("option", { name: "Ferry in the harbour" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const found = await address.inputValue();
  assert.match(found, new RegExp(`/live/${SLUG}/post/`));
  await page.keyboard.press("Enter");
  await has(["gauge", found]);

  // Escape closes the list, then the dialog, and the caret is where it was.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("ferry");
  await dialog.getByRole("option").waitFor();
  await page.keyboard.press("Escape");
  await dialog.getByRole("option").waitFor({ state: "detached" });
  assert.ok(await dialog.isVisible());
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await focused(), "Post");
  await page.keyboard.press("Control+k");
  await button("Remove link", dialog).press("Enter");
  await has();
  await page.keyboard.type("!");
  await page.locator(".ProseMirror", { hasText: "ga!uge" }).waitFor();
});
