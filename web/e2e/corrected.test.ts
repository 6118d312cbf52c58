// Who reads elsewhere on the page when something is corrected that the device had shown is told so.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { keepPicture } from "./conditions.ts";
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

/** A coverage of so many posts, and somebody who reads the last of those on the page. */
async function far(slug: string, number: number, width = 1280): Promise<{ reader: Reader; page: Page; posts: Published[] }> {
  await stet.open(slug, { headline: "Storm tide" });
  const posts = await stet.publishMany(slug, number, "Post");
  const later = /\/assets\/later-/;
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width, height: 800 } });
  const { page } = reader;
  // What watches comes once nothing else is to do.
  await page.waitForFunction((source) => performance.getEntriesByType("resource").some(({ name }) => new RegExp(source).test(name)), later.source);
  await page.locator("#posts > article").last().scrollIntoViewIfNeeded();
  return { reader, page, posts };
}

const corrected = (text: string) => ({ kind: "correction", text });

for (const width of [360, 1280]) {
  test(`a line says what was corrected out of sight, and leads there, ${width} pixels wide`, async () => {
    const { reader, page, posts } = await far(`away-${width}`, 30, width);
    const newest = posts.at(-1) as Published;
    await stet.revise(`away-${width}`, newest, { headline: "Nine boats, not seven, as the harbour office now says", notice: corrected("There are nine.") });
    const line = page.locator(".elsewhere");
    await line.waitFor();
    assert.equal(await line.getByRole("link").textContent(), "Correction: Nine boats, not seven, as the harbour office now says");
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await keepPicture(page, `corrected-${width}`);
    await line.getByRole("link").click();
    await line.waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).hash, `#post-${newest.id}`);
    await reader.leave();
  });
}

test("a line may be put away, and goes when the post is scrolled to", async () => {
  const { reader, page, posts } = await far("put-away", 30);
  const [newest, other] = [posts.at(-1) as Published, posts.at(-2) as Published];
  await stet.revise("put-away", newest, { body: "Put right.", notice: corrected("It was not so.") });
  await page.locator(".elsewhere").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator(".elsewhere").count(), 0);
  await stet.revise("put-away", other, { body: "Put right.", notice: { kind: "clarification", text: "It was not clear." } });
  await page.locator(".elsewhere").waitFor();
  await page.locator(`#post-${other.id}`).scrollIntoViewIfNeeded();
  await page.locator(".elsewhere").waitFor({ state: "detached" });
  await reader.leave();
});

test("a withdrawal out of sight is told without the words", async () => {
  const { reader, page, posts } = await far("withdrawn", 30);
  const newest = posts.at(-1) as Published;
  await stet.withdraw("withdrawn", newest, "Nobody confirmed it.");
  const line = page.locator(".elsewhere a");
  await line.waitFor();
  assert.match((await line.textContent()) ?? "", /^Withdrawn: \d\d:\d\d$/);
  assert.equal(await line.getAttribute("href"), `#post-${newest.id}`);
  await reader.leave();
});

test("what is corrected beyond the page is told as well, and leads to its own page", async () => {
  const { reader, page, posts } = await far("beyond", 60);
  const oldest = posts[0] as Published;
  assert.equal(await page.locator(`#post-${oldest.id}`).count(), 0);
  await stet.revise("beyond", oldest, { body: "Put right.", notice: corrected("It was not so.") });
  const line = page.locator(".elsewhere a");
  await line.waitFor();
  assert.ok((await line.getAttribute("href"))?.endsWith(`/live/beyond/post/${oldest.id}`));
  await reader.leave();
});

test("what is in view, or only updated, is not told a second time", async () => {
  const { reader, page, posts } = await far("in-view", 10);
  const [first, newest] = [posts[0] as Published, posts.at(-1) as Published];
  await stet.revise("in-view", newest, { body: "More.", notice: { kind: "update", text: "More is known." } });
  await stet.revise("in-view", first, { body: "Put right.", notice: corrected("It was not so.") });
  await page.locator(`#post-${first.id} .notice`).waitFor();
  assert.equal(await page.locator(".elsewhere").count(), 0);
  await reader.leave();
});
