// A reader with the page open: everything that the newsroom does reaches it in place.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Reader } from "./reader.ts";
import { PAGE, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

test("a post, its revision, its withdrawal, a pin, the head of the page and the end, without a reload", async () => {
  const slug = "storm-tide";
  await stet.open(slug, { headline: "Storm tide nears the coast", key_points: [{ text: "Ferries stay in port" }] });
  const ferries = await stet.publish(slug, "Ferries stay in port");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.isFollowing("live");
  await reader.mark();
  assert.deepEqual(await reader.headlines(), ["Ferries stay in port"]);

  const bridge = await stet.publish(slug, "The old bridge is closed");
  await reader.has(bridge.seq);
  assert.deepEqual(await reader.headlines(), ["The old bridge is closed", "Ferries stay in port"]);
  await reader.reads("#announcer", "1 new update");
  await reader.assertUpToDate();

  const text = "The bridge was closed at noon, not at eleven as first written.";
  await stet.revise(slug, bridge, {
    body: "The old bridge has been closed since noon.",
    notice: { kind: "correction", text },
  });
  await reader.has(await stet.seq(slug));
  const changed = reader.page.locator(`#post-${bridge.id}[data-changed]`);
  await changed.waitFor();
  assert.match((await changed.textContent()) ?? "", /since noon/);
  assert.ok((await changed.textContent())?.includes(text), "the notice is in the post");
  assert.match((await changed.textContent()) ?? "", /updated|corrected/i);
  await reader.assertUpToDate();

  await stet.amend(slug, { pinned: ferries.id });
  await reader.page.locator(`#pinned #post-${ferries.id}`).waitFor();
  assert.deepEqual(await reader.headlines(), ["The old bridge is closed"]);
  await reader.assertUpToDate();
  await stet.amend(slug, { pinned: bridge.id });
  await reader.page.locator(`#pinned #post-${bridge.id}`).waitFor();
  assert.deepEqual(await reader.headlines(), ["Ferries stay in port"]);
  await reader.assertUpToDate();
  await stet.amend(slug, { pinned: null });
  await reader.page.locator(`#posts #post-${bridge.id}`).waitFor();
  assert.deepEqual(await reader.headlines(), ["The old bridge is closed", "Ferries stay in port"]);
  assert.equal(await reader.page.locator("#pinned").isVisible(), false);
  await reader.assertUpToDate();

  await stet.withdraw(slug, bridge, "The closure was announced for another bridge.");
  await reader.has(await stet.seq(slug));
  const note = reader.page.locator(`#post-${bridge.id}`);
  assert.match((await note.textContent()) ?? "", /withdrawn[\s\S]*another bridge/);
  assert.ok((await note.locator("time[datetime]").count()) > 0, "the note is dated");
  assert.doesNotMatch((await note.textContent()) ?? "", /since noon/);
  await reader.assertUpToDate();

  await stet.amend(slug, {
    headline: "Storm tide reaches the coast",
    standfirst: "Two harbours are closed.",
    key_points: [{ text: "Both harbours are closed" }, { text: "Trains still run" }],
  });
  await reader.reads("#headline", "Storm tide reaches the coast");
  await reader.has(await stet.seq(slug));
  assert.match((await reader.text("#key-points")) ?? "", /Both harbours are closed.*Trains still run/);
  assert.match(await reader.page.title(), /^Storm tide reaches the coast/);
  await reader.assertUpToDate();

  await stet.amend(slug, { status: "ended" });
  await reader.isFollowing("stopped");
  await reader.page.waitForFunction(() => /ended/i.test(document.getElementById("announcer")?.textContent ?? ""));
  assert.match((await reader.text("#status")) ?? "", /ended/i);
  await reader.assertUpToDate();

  assert.ok(await reader.isMarked(), "the page was never loaded anew");
  await reader.leave();
});

test("a reader who comes back after the end sees what was corrected since", async () => {
  const slug = "after-the-end";
  await stet.open(slug);
  const post = await stet.publish(slug, "Nine boats are missing");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await stet.amend(slug, { status: "ended" });
  await reader.isFollowing("stopped");
  await stet.revise(slug, post, { headline: "Seven boats are missing" });
  await reader.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await reader.has(await stet.seq(slug));
  assert.deepEqual(await reader.headlines(), ["Seven boats are missing"]);
  await reader.isFollowing("stopped");
  await reader.leave();
});

test("the focus and what is selected stay while the post around them changes", async () => {
  const slug = "focus";
  await stet.open(slug);
  const body = "See [the map](https://example.org/map) first.\n\nThe water rises.";
  const post = await stet.publish(slug, "Water levels", body);
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  const link = reader.page.locator(`#post-${post.id} a[href="https://example.org/map"]`);
  await link.focus();
  await stet.revise(slug, post, { body: `${body.replace("rises", "rises fast")}\n\nIt is still raining.` });
  await reader.has(await stet.seq(slug));
  assert.ok(await link.evaluate((element) => element === document.activeElement), "the link has the focus");
  await stet.publish(slug, "Another post");
  await reader.has(await stet.seq(slug));
  assert.ok(await link.evaluate((element) => element === document.activeElement), "and a new post does not take it");
  await reader.assertUpToDate();
  await reader.leave();
});

test("another language or time zone renders the page anew, without a reload", async () => {
  const slug = "settings";
  await stet.open(slug, { time_zone: "UTC" });
  await stet.publishMany(slug, 3, "Post");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.mark();
  await stet.amend(slug, { time_zone: "Asia/Tokyo", language: "fr" });
  await reader.has(await stet.seq(slug));
  assert.equal(await reader.page.evaluate(() => document.documentElement.lang), "fr");
  await reader.assertUpToDate();
  assert.ok(await reader.isMarked());
  await reader.leave();
});

test("a key point leads to its post within the page, once the post is there", async () => {
  const slug = "key-points";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 12, "Post");
  const [first, middle] = [posts[0], posts[6]];
  assert.ok(first && middle);
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.isFollowing("live");
  await reader.scrollTo(`#post-${middle.id}`);
  const news = await stet.publish(slug, "New");
  await stet.amend(slug, {
    key_points: [{ text: "The news", post: news.id }, { text: "How it began", post: first.id }, { text: "No post" }],
  });
  await reader.has(await stet.seq(slug));
  const links = (): Promise<(string | null)[]> =>
    reader.page.locator("#key-points a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(await links(), [`/live/${slug}/post/${news.id}`, `#post-${first.id}`]);
  await reader.page.locator("#updates > button").click();
  assert.deepEqual(await links(), [`#post-${news.id}`, `#post-${first.id}`]);
  await reader.assertUpToDate();
  await reader.leave();
});

test("an older page changes in place and sends for new posts to the first page", async () => {
  const slug = "older";
  await stet.open(slug);
  // For an older page of two.
  const posts = [...(await stet.publishMany(slug, PAGE + 1, "Post")), await stet.publish(slug, "The last post")];
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  // A click would bring the older posts here.
  await reader.page.goto(await reader.page.locator("#older a").evaluate((link) => (link as HTMLAnchorElement).href));
  await reader.isFollowing("live");
  const [first, second] = posts;
  const last = posts.at(-1);
  assert.ok(first && second && last);
  assert.deepEqual(await reader.headlines(), ["Post 2", "Post 1"]);

  await stet.revise(slug, first, { headline: "Post one" });
  await stet.withdraw(slug, second, "It was a mistake.");
  await stet.amend(slug, { pinned: last.id, key_points: [{ text: "The last", post: last.id }] });
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  await stet.amend(slug, { pinned: null });
  await stet.publish(slug, "New 1");
  await stet.publish(slug, "New 2");
  await reader.has(await stet.seq(slug));
  assert.equal((await reader.headlines()).at(-1), "Post one");
  assert.equal((await reader.headlines()).includes("New 2"), false);
  await reader.assertUpToDate();
  assert.match(await reader.page.title(), /^\(2\) /);
  await reader.page.locator("#updates a", { hasText: "2 new updates" }).click();
  await reader.page.waitForURL((url) => url.search === "");
  assert.deepEqual((await reader.headlines()).slice(0, 2), ["New 2", "New 1"]);
  await reader.leave();
});

test("the reader's local time stands beside the coverage's where they differ", async () => {
  const slug = "zones";
  await stet.open(slug, { time_zone: "Asia/Tokyo" });
  const post = await stet.publish(slug, "High water");
  const time = `#post-${post.id} time[datetime]`;
  const away = await Reader.open(browser, `${stet.url}/live/${slug}`, { timezoneId: "Europe/London" });
  assert.match((await away.page.locator(time).first().getAttribute("title")) ?? "", /\(Europe\/London\)$/);
  await away.leave();
});
