// Readers look for posts, on the front page, in a coverage and in all of them: with a keyboard alone, without a script,
// in every width, scheme and direction.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { assertIsWell } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let arabic: Stet;
/** A post far down in its coverage. */
let sought: Published;

before(async () => {
  [browser, stet, arabic] = await Promise.all([startBrowser(), Stet.start(), Stet.start({ STET_LANGUAGE: "ar" })]);
  await stet.open("coast", { headline: "A long day on the coast", standfirst: "The ferries stay in port." });
  sought = await stet.publish("coast", "Zelenskyy visits the café of the port", "The president spoke **for an hour** about ferries & grain.\n\n今晚没有船从港口开出。");
  await stet.publishMany("coast", 80, "Report");
  await stet.open("asifa", { language: "ar", time_zone: "Asia/Riyadh", headline: "العاصفة تبلغ الساحل" });
  await stet.publish("asifa", "أُغلق الميناء", "لا تُبحر أي سفينة من الميناء الليلة، قالت سلطة الميناء.");
  await stet.open("flood", { headline: "The flood", standfirst: "It has gone." });
  await stet.publish("flood", "Water falls", "The port opens again.");
  await stet.amend("flood", { status: "ended" });
  await arabic.open("asifa", { language: "ar", time_zone: "Asia/Riyadh", headline: "العاصفة تبلغ الساحل" });
  for (const number of [1, 2, 3]) {
    await arabic.publish("asifa", `أُغلق الميناء ${number}`, "لا تُبحر أي سفينة من الميناء الليلة، قالت سلطة الميناء.");
  }
  await arabic.open("ended", { language: "en", headline: "The flood" });
  await arabic.publish("ended", "Water falls at the quay", "قالت سلطة الميناء ذلك.");
  await arabic.amend("ended", { status: "ended" });
});

after(async () => {
  await browser?.close();
  await Promise.all([stet?.stop(), arabic?.stop()]);
});

const found = (page: Page): Promise<string[]> => page.locator(".found h2").allTextContents();

test("with the keyboard alone, from a coverage to a post in its place", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/coast`, { viewport: { width: 360, height: 740 } });
  const { page } = reader;
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Search this coverage");
  // These are keys of the page elsewhere.
  await page.keyboard.type("jk? zelensky cafe");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press("Home");
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await page.locator(".found").waitFor();
  assert.deepEqual(await found(page), ["Zelenskyy visits the café of the port"]);
  assert.deepEqual(await page.locator(".found mark").allTextContents(), ["Zelenskyy", "café"]);
  assert.match((await page.locator(".said").first().textContent()) ?? "", /words that begin so/);
  await page.locator(".found h2 a").focus();
  await page.keyboard.press("Enter");
  await page.locator(`#post-${sought.id}`).waitFor();
  const top = await reader.topOf(`#post-${sought.id}`);
  assert.ok(top >= 0 && top < 740, `the post is in sight, at ${top}`);
  await reader.leave();
});

test("without a script, from the front page through all that is found", async () => {
  const reader = await Reader.open(browser, `${stet.url}/`, { javaScriptEnabled: false });
  const { page } = reader;
  await page.getByRole("searchbox").fill("船");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?*");
  assert.deepEqual(await found(page), ["Zelenskyy visits the café of the port"]);
  assert.deepEqual(await page.locator(".found mark").allTextContents(), ["船"]);
  await page.getByRole("searchbox").fill("港口");
  await page.getByRole("button", { name: "Search" }).click();
  assert.deepEqual(await found(page), ["Zelenskyy visits the café of the port"]);

  await page.goto(`${stet.url}/search?q=report`);
  const all = await found(page);
  while (await page.locator("#older a").count()) {
    await page.locator("#older a").click();
    all.push(...(await found(page)));
  }
  assert.deepEqual(all, Array.from({ length: 80 }, (_, at) => `Report ${80 - at}`));
  await page.locator(".newest a").click();
  assert.equal((await found(page))[0], "Report 80");

  await page.goto(`${stet.url}/live/flood/search?q=zelenskyy`);
  assert.deepEqual(await found(page), []);
  assert.equal(await page.locator(".help li").count(), 3);
  await page.getByRole("link", { name: "Search all coverages" }).click();
  assert.deepEqual(await found(page), ["Zelenskyy visits the café of the port"]);
  await reader.leave();
});

test("what is withdrawn is not found any more", async () => {
  const gone = await stet.publish("coast", "A rumour", "Something unheard-of.");
  const reader = await Reader.open(browser, `${stet.url}/search?q=unheard-of`, { javaScriptEnabled: false });
  assert.deepEqual(await found(reader.page), ["A rumour"]);
  await stet.withdraw("coast", gone, "Nobody confirmed it.");
  await reader.page.reload();
  assert.deepEqual(await found(reader.page), []);
  await reader.leave();
});

/** The pages that are looked at: of an English newsroom, and of an Arabic one. */
const PAGES = {
  front: ["/", "/"],
  coverage: ["/live/coast", "/live/asifa"],
  found: ["/search?q=port", "/search?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1"],
  within: ["/live/coast/search?q=report", "/live/asifa/search?q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1"],
  nothing: ["/live/coast/search?q=submarine", "/live/asifa/search?q=%D8%BA%D9%88%D8%A7%D8%B5%D8%A9"],
} as const;

const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

for (const [name, colorScheme, direction, width] of combinations(NAMES, SCHEMES, ["ltr", "rtl"], [240, 360, 1280])) {
  test(`nothing is wrong with the page “${name}”, ${colorScheme}, ${direction} and ${width} pixels wide`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const [english, rightToLeft] = PAGES[name];
    await page.goto(direction === "ltr" ? `${stet.url}${english}` : `${arabic.url}${rightToLeft}`);
    await assertIsWell(page, direction);
    await keepPicture(page, `search-${name}-${width}-${colorScheme}-${direction}`);
    await context.close();
  });
}
