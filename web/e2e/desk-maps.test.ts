// Places are put on a map by their names, by coordinates, and by keyboard alone.

import { deepEqual, equal } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { Content } from "../desk/editor/content.ts";
import { newId } from "../desk/editor/id.ts";
import { startBrowser } from "./browser.ts";
import { keepPicture } from "./conditions.ts";
import { DeskWindow, isContent } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
const CONTENT: Content = { headline: "Where it is", body: { v: 1, doc: { type: "doc", content: [{ type: "map" }] } } } as unknown as Content;

let browser: Browser;
let stet: Stet;
let ada: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG);
  ada = await stet.member("Ada", "editor", SLUG);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A window in which a draft with an empty map is open, and the draft's id. */
async function withMap(options: { width: number; colorScheme: "light" | "dark" }): Promise<{ desk: DeskWindow; page: Page; draft: string }> {
  const draft = newId();
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id: draft, content: CONTENT });
  const { width, colorScheme } = options;
  const desk = await DeskWindow.of(await browser.newContext({ viewport: { width, height: 800 }, colorScheme }), stet, ada);
  await desk.open(stet, SLUG, draft);
  return { desk, page: desk.page, draft };
}

/** What the map holds, as the server has it. */
const onMap = ({ body }: Content): unknown[] =>
  (body.doc.content.find(({ type }) => type === "map")?.content ?? []).map(({ type, attrs }) => {
    const { name, latitude, longitude, kind, code } = attrs as Record<string, unknown>;
    return type === "map_area" ? [name, code] : [name, latitude, longitude, kind];
  });

for (const [width, colorScheme] of [
  [1280, "light"],
  [360, "dark"],
] as const) {
  test(`a city, a country and coordinates come onto a map by keyboard: ${width} pixels, ${colorScheme}`, async () => {
    const { desk, page, draft } = await withMap({ width, colorScheme });
    const dialog = page.getByRole("dialog", { name: "Add a place" });
    const ask = async (words: string): Promise<void> => {
      await page.getByRole("button", { name: "Add a place" }).focus();
      await page.keyboard.press("Enter");
      await dialog.getByRole("combobox", { name: "Name, or latitude and longitude" }).waitFor();
      await page.keyboard.type(words);
    };

    await ask("lodz");
    await dialog.getByRole("option", { name: /^Łódź\s*Poland/ }).waitFor();
    await keepPicture(page, `desk-map-place-${width}-${colorScheme}`);
    deepEqual(await desk.faults(), []);
    equal(await desk.overflow(), 0);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const lodz = ["Łódź", 51.771, 19.474, "city"];
    await isContent(stet, SLUG, draft, onMap, [lodz]);

    await ask("ukrai");
    await dialog.getByRole("option", { name: /^Ukraine\s*Country/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await isContent(stet, SLUG, draft, onMap, [lodz, ["Ukraine", "UKR"]]);

    // What is neither chosen nor coordinates is told, and the words stay.
    const answered = page.waitForResponse((answer) => answer.url().includes("q=zzzz"));
    await ask("zzzz");
    await page.keyboard.press("Enter");
    await answered;
    await dialog.getByRole("alert").filter({ hasText: "Choose a place from the list" }).waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("-33.45, 151.2");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    // Places come before areas.
    await isContent(stet, SLUG, draft, onMap, [lodz, ["Place", -33.45, 151.2, "dot"], ["Ukraine", "UKR"]]);

    // One who thinks better of it is where they were, and nothing is on the map.
    await ask("kyiv");
    await dialog.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "textbox");
    await isContent(stet, SLUG, draft, (content) => onMap(content).length, 3);
    await desk.leave();
  });
}
