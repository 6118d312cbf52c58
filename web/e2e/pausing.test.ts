// A reader who wants the page to stand still (WCAG 2.2, 2.2.2), and what is said to those who do not see it change.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Reader } from "./reader.ts";
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

test("a paused page stands still, over a reload too, and goes on from where it was", async () => {
  const slug = "paused";
  await stet.open(slug);
  const [post] = await stet.publishMany(slug, 3, "Post");
  assert.ok(post);
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  const { page } = reader;
  await reader.isFollowing("live");
  await page.getByRole("button", { name: "Pause updates" }).click();
  await reader.isFollowing("paused");
  await reader.reads("#connection", "Updates are paused");
  await reader.reads("#announcer", "Updates are paused");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await stet.publish(slug, "While it was paused");
  await stet.revise(slug, post, { headline: "Revised meanwhile" });
  const watched = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await watched.has(await stet.seq(slug));
  // Whatever wakes other pages leaves this one alone.
  await page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("online"));
  });
  await reader.settles();
  assert.deepEqual(await reader.headlines(), ["Post 3", "Post 2", "Post 1"]);
  assert.deepEqual(asked, [], "nothing was asked for");
  await watched.leave();

  await page.getByRole("button", { name: "Resume updates" }).click();
  await reader.has(await stet.seq(slug));
  assert.deepEqual(await reader.headlines(), ["While it was paused", "Post 3", "Post 2", "Revised meanwhile"]);
  await reader.assertUpToDate();

  await page.getByRole("button", { name: "Pause updates" }).click();
  await page.reload();
  await reader.isFollowing("paused");
  await stet.publish(slug, "Once more");
  await page.getByRole("button", { name: "Resume updates" }).click();
  await reader.has(await stet.seq(slug));
  assert.equal((await reader.headlines())[0], "Once more");
  await reader.leave();
});

test("what changes in a burst is said in one go, and takes no focus", async () => {
  const slug = "burst";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 30, "Post");
  const [first, second, third, read] = [posts[25], posts[24], posts[23], posts[12]];
  assert.ok(first && second && third && read);
  const reader = await Reader.openWithClock(browser, `${stet.url}/live/${slug}`);
  const { page } = reader;
  // A line that has not opened yet is given up when an hour passes at once, and tried again when no clock goes any more.
  await reader.isFollowing("live");
  await reader.scrollTo(`#post-${read.id}`);
  await page.locator(`#post-${read.id} h3 a`).focus();
  await page.evaluate(() => {
    const said: string[] = [];
    const region = document.getElementById("announcer");
    new MutationObserver(() => said.push(region?.textContent ?? "")).observe(region ?? document, { childList: true });
    Object.assign(window, { said });
  });
  const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await stet.publish(slug, "New 1");
  await stet.revise(slug, first, { body: "Not so.", notice: { kind: "correction", text: "It was otherwise." } });
  await stet.revise(slug, second, { body: "One." });
  await stet.revise(slug, third, { body: "Two." });
  await stet.publish(slug, "New 2");
  await reader.has(await stet.seq(slug));
  assert.deepEqual(await said(), []);
  await page.clock.runFor(1_500);
  const sentence = "2 new updates. Corrected: Post 26. Updated: 2";
  await reader.reads("#announcer", sentence);
  assert.deepEqual(await said(), [sentence]);
  assert.ok(await page.locator(`#post-${read.id} h3 a`).evaluate((link) => link === document.activeElement));
  await reader.leave();
});
