// The composer with every kind of block in it: what axe finds, light and dark, and in a language that runs from right to left.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newId } from "../desk/editor/id.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { DeskWindow } from "./desk-window.ts";
import { everyBlock, type Words } from "./every-block.ts";
import { Stet } from "./stet.ts";

const ENGLISH: Words = { sentence: "Both basins are closed until the tide has turned.", name: "Marrow Bay" };
const ARABIC: Words = { sentence: "أُغلق الحوضان إلى أن ينحسر المد.", name: "خليج مارو" };

let browser: Browser;
let stet: Stet;
let ada: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open("en", { headline: "Storm tide" });
  ada = await stet.member("Ada", "editor", "en");
  await stet.open("ar", { headline: "مد العاصفة", language: "ar" });
  const { members } = (await stet.ask("GET", "/members")) as { members: { id: string; name: string }[] };
  await stet.ask("PUT", `/coverages/ar/members/${members.find(({ name }) => name === "Ada")?.id}`, { role: "editor" });
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

for (const [[slug, words], colorScheme, width] of combinations([["en", ENGLISH], ["ar", ARABIC]], SCHEMES, [1440, 360])) {
  test(`axe finds no fault in a draft of every kind of block: ${slug}, ${colorScheme}, ${width} pixels`, async () => {
    const id = newId();
    await stet.ask("POST", `/coverages/${slug}/drafts`, { id, content: everyBlock(words) });
    const desk = await DeskWindow.of(await browser.newContext({ viewport: { width, height: 900 }, colorScheme }), stet, ada);
    await desk.open(stet, slug, id);
    const { page } = desk;
    await page.getByRole("group", { name: /^Background/ }).waitFor();
    await page.locator(".ProseMirror td").first().click();
    await page.getByRole("button", { name: "Add row" }).waitFor();
    await keepPicture(page, `desk-blocks-${slug}-${width}-${colorScheme}`, { fullPage: true });
    assert.deepEqual(await desk.faults(), []);
    assert.equal(await desk.overflow(), 0);
    // The tools stay in sight under the head of the coverage, however far down one writes.
    const [head, tools] = [await page.locator("header.head").boundingBox(), await page.getByRole("toolbar").boundingBox()];
    assert.ok(head && tools && tools.y >= head.y + head.height - 1, `the tools begin at ${tools?.y}, the head ends at ${(head?.y ?? 0) + (head?.height ?? 0)}`);
    // Each runs the way of its words, whatever way the desk runs.
    for (const part of ["[data-headline]", "h3", "td", ".editor-block-fields textarea", "blockquote", "ul"]) {
      const way = await page.locator(`.ProseMirror ${part}`).first().evaluate((element) => getComputedStyle(element).direction);
      assert.equal(way, slug === "ar" ? "rtl" : "ltr", part);
    }
    await desk.leave();
  });
}
