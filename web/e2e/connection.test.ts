// The connection is lost, blocked or far behind, and the page comes out right all the same.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Proxy } from "./proxy.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let proxy: Proxy;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  proxy = await Proxy.before(stet.url);
});

after(async () => {
  await browser?.close();
  await proxy?.close();
  await stet?.stop();
});

test("what was missed while the connection was cut comes without gap or duplicate", async () => {
  const slug = "cut";
  await stet.open(slug);
  const [first, second] = await stet.publishMany(slug, 3, "Before");
  assert.ok(first && second);
  const reader = await Reader.open(browser, `${proxy.url}/live/${slug}`);
  await reader.isFollowing("live");
  await reader.mark();

  proxy.cut();
  await reader.page.locator('#connection:not([data-mode="live"])').waitFor({ state: "attached" });
  await stet.publish(slug, "Missed 1");
  await stet.revise(slug, first, { headline: "Before 1, revised" });
  const third = await stet.publish(slug, "Missed 2");
  await stet.withdraw(slug, second, "It was a mistake.");
  await stet.amend(slug, { pinned: third.id });
  proxy.mend();

  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  await reader.isFollowing("live");
  await stet.publish(slug, "After");
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  assert.ok(await reader.isMarked());
  await reader.leave();
});

test("a blocked stream gives way to polling, and comes back once it is allowed", async () => {
  const slug = "blocked";
  await stet.open(slug);
  await stet.publish(slug, "Before");
  proxy.refuseStreams();
  const reader = await Reader.openWithClock(browser, `${proxy.url}/live/${slug}`);
  await reader.isFollowing("polling");
  await stet.publish(slug, "While the stream is blocked");
  const asked = proxy.nextRequest(/\/changes\?after=/);
  await reader.page.clock.runFor(7_000);
  await asked;
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();

  proxy.allowStreams();
  const opened = proxy.nextRequest(/\/stream\?after=/);
  await reader.page.clock.runFor(40_000);
  await opened;
  await reader.isFollowing("live");
  await stet.publish(slug, "By the stream");
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  await reader.leave();
});

test("a stream that is cut again and again gives way to polling", async () => {
  const slug = "cut-streams";
  await stet.open(slug);
  await stet.publish(slug, "Before");
  const reader = await Reader.openHurried(browser, `${proxy.url}/live/${slug}`);
  await reader.isFollowing("live");
  proxy.refuseStreams();
  await reader.isFollowing("polling");
  await stet.publish(slug, "While the stream is blocked");
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  proxy.allowStreams();
  await reader.leave();
});

test("a server that is killed and started again is found again, without a gap", async () => {
  const slug = "killed";
  await stet.open(slug);
  await stet.publish(slug, "Before");
  const reader = await Reader.open(browser, `${proxy.url}/live/${slug}`);
  await reader.isFollowing("live");
  await reader.mark();
  await stet.kill();
  await reader.page.locator('#connection:not([data-mode="live"])').waitFor({ state: "attached" });
  await stet.restart();
  await stet.publish(slug, "After 1");
  await stet.publish(slug, "After 2");
  await reader.has(await stet.seq(slug));
  await reader.assertUpToDate();
  await reader.isFollowing("live");
  assert.ok(await reader.isMarked());
  await reader.leave();
});

test("a reader who is far behind gets the page anew, keeps the place and has no hole in it", async () => {
  const slug = "far-behind";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 40, "Before");
  const [first, second, middle] = [posts[0], posts[1], posts[20]];
  assert.ok(first && second && middle);
  const reader = await Reader.openHurried(browser, `${proxy.url}/live/${slug}`);
  await reader.isFollowing("live");
  await reader.mark();
  const reading = `#post-${middle.id}`;
  await reader.scrollTo(reading);
  const place = await reader.topOf(reading);

  const behind = await stet.seq(slug);
  proxy.cut();
  await reader.page.locator('#connection:not([data-mode="live"])').waitFor({ state: "attached" });
  await stet.publishMany(slug, 70, "Missed");
  await stet.withdraw(slug, first, "It was a mistake.");
  await stet.amend(slug, { headline: "Far ahead" });
  for (let n = 0; !(await stet.isOutOfReach(slug, behind)); n++) {
    assert.ok(n < 40, "the server gives frames that old no more");
    // Long ones, since the server keeps only so many bytes of them.
    const revisions = Array.from({ length: 10 }, (_, m) => `${"The water rises. ".repeat(2_000)} ${n}.${m}`);
    await Promise.all(revisions.map((body) => stet.revise(slug, second, { body })));
  }
  const resynced = proxy.nextRequest(/^\/live\/far-behind$/);
  proxy.mend();
  await resynced;
  await reader.has(await stet.seq(slug));
  assert.equal(await reader.topOf(reading), place, "what is being read has not moved");
  await reader.page.locator("#updates > button", { hasText: "70 new updates" }).click();
  const { shown } = await reader.shownAndFresh();
  const seen = await reader.headlines();
  const missed = Array.from({ length: 70 }, (_, n) => `Missed ${70 - n}`);
  assert.deepEqual(seen.slice(0, 70), missed);
  assert.equal(shown.posts.length, 110);
  await reader.reads("#headline", "Far ahead");
  await stet.publish(slug, "After");
  await reader.has(await stet.seq(slug));
  assert.ok(await reader.isMarked());
  await reader.leave();
});
