// A reader who comes back: Chromium takes the page as what is new in it (RFC 9842).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** Does something that loads a page, and gives how many bytes of its body came, and in which coding. */
async function loaded(page: Page, load: () => Promise<unknown>): Promise<{ status: number; coding: string; bytes: number }> {
  const [response] = await Promise.all([
    page.waitForResponse((r) => r.request().isNavigationRequest()),
    load(),
  ]);
  await response.finished();
  const { responseBodySize } = await response.request().sizes();
  return { status: response.status(), coding: (await response.allHeaders())["content-encoding"] ?? "", bytes: responseBodySize };
}

test("a reload after one change brings less than a kilobyte, and the page is whole", async () => {
  await stet.open("storm");
  await stet.publishMany("storm", 60, "Report");
  const page = await browser.newPage();
  const dictionary = page.waitForResponse((r) => r.url().includes("/dictionary/"));
  const first = await loaded(page, () => page.goto(`${stet.url}/live/storm`));
  assert.equal(first.coding, "br");
  await (await dictionary).finished();
  await stet.publishMany("storm", 1, "The newest");
  // The browser stores a dictionary when it has time: until then it is sent the whole page.
  let again = await loaded(page, () => page.reload());
  for (let visits = 0; again.coding !== "dcz" && visits < 20; visits++) again = await loaded(page, () => page.reload());
  assert.equal(again.coding, "dcz");
  assert.ok(again.bytes < 1_000, `${again.bytes} bytes`);
  assert.match((await page.locator("#posts > article").first().textContent()) ?? "", /The newest/);
  assert.equal(await page.locator("#posts > article").count(), 40);
  console.log(`# the page: ${first.bytes} bytes; a reload after one change: ${again.bytes} bytes`);
  await page.close();
});
