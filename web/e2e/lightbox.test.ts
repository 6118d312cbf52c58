// Pictures seen large: by keyboard, pointer and finger, while the page under them changes, and without a script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { uploadPicture } from "./picture.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let picture: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  picture = await uploadPicture(stet, browser);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

const image = (alt: string): object => ({
  type: "image",
  attrs: { media: picture, alt, caption: `${alt}, at noon.`, credit: "Ann Ash", width: 480, height: 320, renditions: true },
});
const words = (text: string): object => ({ type: "paragraph", content: [{ type: "text", text }] });
const gallery = (): object[] => [words("Three pictures."), { type: "gallery", content: [image("The quay"), image("The pier")] }, image("The wall")];

/** A coverage whose newest post holds three pictures, opened. */
async function open(slug: string, options: BrowserContextOptions = {}, fields: object = {}): Promise<{ reader: Reader; post: Published }> {
  await stet.open(slug, fields);
  await stet.publishMany(slug, 8, "Post");
  const post = (await stet.ask("POST", `/coverages/${slug}/posts`, { headline: "Pictures", body: gallery() })) as Published;
  return { reader: await Reader.open(browser, `${stet.url}/live/${slug}`, options), post };
}

/** What is seen large: its caption, and where it is among how many. */
async function seen(page: Page): Promise<string> {
  return page.locator("#lightbox").evaluate((dialog) => {
    const [said = "", at = ""] = ["figcaption .prose", "p"].map((part) => dialog.querySelector(part)?.firstChild?.textContent ?? "");
    const number = dialog.querySelector("p")?.firstChild?.textContent ?? at;
    return `${said} ${number}`;
  });
}

test("it opens by key, is led through by arrows, and gives the focus back", async () => {
  const { reader } = await open("keys");
  const { page } = reader;
  const scripts: string[] = [];
  page.on("request", (request) => request.url().includes("lightbox") && scripts.push(request.url()));
  const dialog = page.locator("#lightbox");
  assert.equal(await dialog.isVisible(), false);
  await page.getByRole("link", { name: "The pier" }).focus();
  const top = await reader.topOf("article a.large");
  await page.keyboard.press("Enter");
  await dialog.waitFor();
  assert.equal(scripts.length, 1, "it is loaded once it is asked for");
  assert.equal(await seen(page), "The pier, at noon. 2 / 3");
  assert.equal(await dialog.getByRole("status").textContent(), "2 / 3: The pier");
  await page.waitForFunction(() => {
    const shown = document.querySelector<HTMLImageElement>("#lightbox img");
    return shown?.complete && shown.naturalWidth > 0 && shown.clientWidth > 300;
  });
  await page.keyboard.press("ArrowRight");
  assert.equal(await seen(page), "The wall, at noon. 3 / 3");
  assert.equal(await dialog.getByRole("button", { name: "Next picture" }).isVisible(), false);
  await page.keyboard.press("ArrowRight");
  assert.equal(await seen(page), "The wall, at noon. 3 / 3");
  await page.keyboard.press("Home");
  assert.equal(await seen(page), "The quay, at noon. 1 / 3");
  // The keys of the page under it mean nothing here.
  await page.keyboard.press("j");
  await dialog.getByRole("button", { name: "Next picture" }).click();
  assert.equal(await seen(page), "The pier, at noon. 2 / 3");
  await page.keyboard.press("End");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("#lightbox") !== null), true, "the focus stays within");
  await page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.querySelector("img")?.getAttribute("alt")), "The pier");
  assert.equal(await reader.topOf("article a.large"), top);
  await reader.leave();
});

test("what happens under it neither closes it nor moves the place; a withdrawal closes it", async () => {
  const { reader, post } = await open("under");
  const { page } = reader;
  await page.getByRole("link", { name: "The wall" }).click();
  await page.locator("#lightbox[open]").waitFor();
  const wall = `#post-${post.id} .body > figure.picture`;
  const top = await reader.topOf(wall);
  await stet.publishMany("under", 3, "Meanwhile");
  await stet.revise("under", post, { body: [words("Words before."), ...gallery(), words("Words after.")], notice: { kind: "correction", text: "There was more." } });
  await stet.amend("under", { headline: "Under way" });
  await reader.has(await stet.seq("under"));
  assert.equal(await seen(page), "The wall, at noon. 3 / 3");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await seen(page), "The pier, at noon. 2 / 3");
  assert.ok(Math.abs((await reader.topOf(wall)) - top) < 1);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("article")?.id), `post-${post.id}`);
  await page.getByRole("button", { name: "3 new updates" }).waitFor();

  await page.getByRole("link", { name: "The quay" }).click();
  await page.locator("#lightbox[open]").waitFor();
  await stet.withdraw("under", post, "It was another quay.");
  await page.locator("#lightbox[open]").waitFor({ state: "detached" });
  await reader.has(await stet.seq("under"));
  assert.equal(await page.locator("#lightbox img").count(), 0);
  await reader.leave();
});

test("a finger turns it, and the page behind it closes it", async () => {
  const { reader } = await open("fingers", { hasTouch: true, viewport: { width: 390, height: 800 } });
  const { page } = reader;
  await page.getByRole("link", { name: "The quay" }).tap();
  await page.locator("#lightbox[open]").waitFor();
  const session = await page.context().newCDPSession(page);
  const swipe = async (from: number, to: number): Promise<void> => {
    // It comes to rest before it leaves: as long as what it threw still flies, a browser takes no tap.
    const begun = Date.now() / 1000 - 1;
    const touch = (type: string, at: number, x?: number): Promise<unknown> =>
      session.send("Input.dispatchTouchEvent", { type: type as "touchStart", timestamp: begun + at, touchPoints: x === undefined ? [] : [{ x, y: 400 }] });
    await touch("touchStart", 0, from);
    for (let part = 1; part <= 4; part++) await touch("touchMove", part / 20, from + ((to - from) * part) / 4);
    await touch("touchMove", 0.6, to);
    await touch("touchEnd", 0.8);
  };
  await swipe(300, 90);
  assert.equal(await seen(page), "The pier, at noon. 2 / 3");
  await swipe(90, 300);
  assert.equal(await seen(page), "The quay, at noon. 1 / 3");
  await page.getByRole("button", { name: "Close" }).tap();
  await page.locator("#lightbox[open]").waitFor({ state: "detached" });
  await reader.leave();
});

test("without its script, and where it is meant to open elsewhere, the link leads to the large file", async () => {
  const { reader, post } = await open("plain", { javaScriptEnabled: false });
  await reader.page.getByRole("link", { name: "The quay" }).click();
  await reader.page.waitForURL(`**/media/${picture}/480.jpg`);
  await reader.leave();
  // On a post's own page it opens too.
  const alone = await browser.newPage();
  await alone.goto(`${stet.url}/live/plain/post/${post.id}`);
  await alone.getByRole("link", { name: "The quay" }).click();
  await alone.locator("#lightbox[open]").waitFor();
  await alone.keyboard.press("Escape");
  const [tab] = await Promise.all([alone.context().waitForEvent("page"), alone.getByRole("link", { name: "The quay" }).click({ modifiers: ["Control"] })]);
  await tab.waitForURL(`**/media/${picture}/480.jpg`);
  assert.equal(await alone.locator("#lightbox").isVisible(), false);
  await alone.close();
});

test("who asks for less motion sees none", async () => {
  const { reader } = await open("still", { reducedMotion: "reduce" });
  await reader.page.getByRole("link", { name: "The quay" }).click();
  await reader.page.locator("#lightbox[open]").waitFor();
  assert.equal(await reader.page.locator("#lightbox figure").evaluate((figure) => figure.getAnimations().length), 0);
  await reader.leave();
});

for (const [width, language, colorScheme] of combinations([360, 1280], ["en", "ar"], SCHEMES)) {
  test(`at ${width} pixels, ${language}, ${colorScheme}, axe finds no fault in it`, async () => {
    const { reader } = await open(`look-${width}-${language}-${colorScheme}`, { viewport: { width, height: 740 }, colorScheme }, { language });
    const { page } = reader;
    await page.getByRole("link", { name: "The pier" }).click();
    await page.locator("#lightbox[open]").waitFor();
    await page.waitForFunction(() => document.querySelector("#lightbox figure")?.getAnimations().length === 0);
    assert.deepEqual(await axeFaults(page), []);
    await keepPicture(page, `lightbox-${width}-${language}-${colorScheme}`);
    if (language === "ar") {
      await page.keyboard.press("ArrowLeft");
      assert.match(await seen(page), /3 \/ 3$/, "what is next lies to the left");
    }
    await reader.leave();
  });
}
