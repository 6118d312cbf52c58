// The reader's place in the browser's history.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

async function open(slug: string, deviceScaleFactor = 1): Promise<{ reader: Reader; posts: Published[] }> {
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 40, "Post");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor,
  });
  await reader.isFollowing("live");
  return { reader, posts };
}

/** Fails unless the element is where it was, but for the part of a pixel by which browsers cannot scroll. */
async function isAt(reader: Reader, selector: string, place: number): Promise<void> {
  await reader.page.waitForFunction(
    ([css, top]) => Math.abs((document.querySelector(css)?.getBoundingClientRect().top ?? 9_999) - top) < 1,
    [selector, place] as const,
  );
}

for (const zoom of [1, 1.5]) {
  test(`a reload leads to the post that was read, though others have come, at a density of ${zoom}`, async () => {
    const slug = `reload-${zoom * 10}`;
    const { reader, posts } = await open(slug, zoom);
    const read = `#post-${posts[17]?.id}`;
    await reader.scrollTo(read, 33);
    const place = await reader.topOf(read);
    await stet.publishMany(slug, 5, "New");
    await reader.has(await stet.seq(slug));
    await reader.page.reload();
    await reader.isFollowing("live");
    assert.equal((await reader.headlines())[0], "New 5");
    await isAt(reader, read, place);
    await reader.leave();
  });
}

test("going back leads to where the reader was, from another page and within the page", async () => {
  const { reader, posts } = await open("back");
  const { page } = reader;
  const [low, high] = [`#post-${posts[9]?.id}`, `#post-${posts[33]?.id}`];
  await reader.scrollTo(high, 50);
  const place = await reader.topOf(high);
  await page.locator(`${high} h3 a`).click();
  await page.waitForURL(/\/post\//);
  await page.goBack();
  await isAt(reader, high, place);
  await page.evaluate((id) => {
    const link = document.createElement("a");
    link.href = id;
    document.body.append(link);
    link.click();
  }, low);
  await page.waitForFunction((css) => (document.querySelector(css)?.getBoundingClientRect().top ?? 9_999) < 200, low);
  await reader.isFollowing("live");
  await page.goBack();
  await isAt(reader, high, place);
  await page.goForward();
  await page.waitForFunction((css) => Math.abs((document.querySelector(css)?.getBoundingClientRect().top ?? 9_999)) < 200, low);
  await reader.leave();
});
