// Readers choose, go through long coverages, share, and lead themselves by keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
/** A coverage of three pages. */
let long: readonly Published[];

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open("long", { headline: "A long day on the coast" });
  long = await stet.publishMany("long", 150, "Report");
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

const kind = async (slug: string, headline: string, fields: object): Promise<Published> =>
  (await stet.ask("POST", `/coverages/${slug}/posts`, { headline, body: `${headline}.`, ...fields })) as Published;

test("without a script, order and choice are links away, on every page", async () => {
  await kind("long", "A turning point", { key_event: true });
  const reader = await Reader.open(browser, `${stet.url}/live/long`, { javaScriptEnabled: false });
  const { page } = reader;
  await page.getByRole("link", { name: "Oldest first" }).click();
  assert.equal((await reader.headlines())[0], "Report 1");
  await page.locator("#newer a").click();
  assert.equal((await reader.headlines())[0], "Report 41");
  await page.getByRole("link", { name: "Key events" }).click();
  assert.deepEqual(await reader.headlines(), ["A turning point"]);
  assert.equal(new URL(page.url()).search, "?order=oldest&only=key-events");
  await page.getByRole("link", { name: "All posts" }).click();
  assert.equal((await reader.headlines())[0], "Report 1");
  await page.goto(`${stet.url}/live/long?label=Nobody`);
  await page.locator("#nothing a").click();
  assert.equal((await reader.headlines())[0], "A turning point");
  await reader.leave();
});

test("on a phone, what was chosen is in view, with the ways to choose otherwise above it", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const reader = await Reader.open(browser, `${stet.url}/live/long`, { javaScriptEnabled, viewport: { width: 360, height: 740 } });
    const { page } = reader;
    for (const name of ["Oldest first", "Key events", "Newest first"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.waitForURL("**#choice");
      const way = page.getByRole("link", { name, exact: true });
      await way.and(page.locator("[aria-current]")).waitFor();
      const tops = await page.locator("#choice, #posts > article >> nth=0").evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
      assert.ok(tops.length > 0 && tops.every((top) => top >= 0 && top < 740), `${name}: ${tops}`);
    }
    await reader.leave();
  }
});

test("a new post that was not chosen neither appears nor waits", async () => {
  const slug = "chosen";
  await stet.open(slug);
  const plain = await stet.publish(slug, "Plain");
  await kind(slug, "Turn 1", { key_event: true });
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}?only=key-events`);
  await reader.isFollowing("live");
  await stet.publish(slug, "Plain again");
  const turn = await kind(slug, "Turn 2", { key_event: true });
  await reader.has(turn.seq);
  assert.deepEqual(await reader.headlines(), ["Turn 2", "Turn 1"]);
  await reader.reads("#announcer", "1 new update");
  await stet.revise(slug, plain, { key_event: true });
  await reader.has(await stet.seq(slug));
  assert.deepEqual(await reader.headlines(), ["Turn 2", "Turn 1", "Plain"]);
  await reader.assertUpToDate();
  await reader.leave();
});

test("oldest first, new posts come at the end, and a button leads down to them", async () => {
  const slug = "upwards";
  await stet.open(slug);
  await stet.publishMany(slug, 20, "Report");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}?order=oldest`);
  await reader.isFollowing("live");
  const place = await reader.topOf("#posts > article");
  const next = await stet.publish(slug, "Report 21");
  await reader.has(next.seq);
  await reader.reads("#updates > button", "1 new update");
  assert.equal((await reader.headlines()).at(-1), "Report 20");
  assert.equal(await reader.topOf("#posts > article"), place);
  await reader.page.locator("#updates > button").click();
  assert.deepEqual((await reader.headlines()).slice(-2), ["Report 20", "Report 21"]);
  assert.equal(await reader.page.evaluate(() => document.activeElement?.id), `post-${next.id}`);
  // Whoever is at the end follows live from there.
  const last = await stet.publish(slug, "Report 22");
  await reader.has(last.seq);
  assert.equal((await reader.headlines()).at(-1), "Report 22");
  await reader.leave();
});

test("oldest first, in a coverage of several pages, new posts are a link away", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/long?order=oldest`);
  await reader.isFollowing("live");
  const next = await stet.publish("long", "Far away");
  await reader.has(next.seq);
  await reader.page.locator("#updates a", { hasText: "1 new update" }).click();
  await reader.page.waitForURL(new RegExp(`post=${next.id}#post-${next.id}$`));
  assert.equal((await reader.headlines()).at(-1), "Far away");
  await reader.leave();
});

test("more posts come in place, the focus goes to the first of them, and the way back finds them again", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/long`);
  const { page } = reader;
  await reader.isFollowing("live");
  await reader.mark();
  const count = async (): Promise<number> => page.locator("#posts > article").count();
  assert.equal(await count(), 40);
  await page.locator("#older a").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("#posts > article").length === 80);
  const first = await page.locator("#posts > article").nth(40).getAttribute("id");
  assert.equal(await page.evaluate(() => document.activeElement?.id), first);
  assert.ok(await reader.isMarked());
  // What was loaded changes with the rest.
  const deep = long[90];
  assert.ok(deep);
  await stet.revise("long", deep, { headline: "Report 91, corrected" });
  await reader.has(await stet.seq("long"));
  await page.locator(`#post-${deep.id} h3`, { hasText: "corrected" }).waitFor();

  // The first time it is far off, and drawn only then.
  for (const _ of [1, 2, 3]) {
    await reader.scrollTo(`#post-${deep.id}`);
    await reader.settles();
  }
  const place = await reader.topOf(`#post-${deep.id}`);
  // What was kept after an earlier one of these would lead elsewhere.
  await page.waitForFunction(() => {
    const { id = "", top = 0 } = (history.state?.place ?? {}) as { id?: string; top?: number };
    return Math.abs((document.getElementById(id)?.getBoundingClientRect().top ?? Number.NaN) - top) < 1;
  });
  // As where a browser keeps no page for going back.
  await page.goto(`${stet.url}/live/long/post/${deep.id}`);
  await page.goBack();
  await page.waitForFunction((id) => document.getElementById(`post-${id}`), deep.id);
  await page.waitForFunction(
    ([id = "", top]) => Math.abs((document.getElementById(id)?.getBoundingClientRect().top ?? 0) - Number(top)) < 2,
    [`post-${deep.id}`, String(place)],
  );
  while (await page.locator("#older a").isVisible()) {
    const before = await count();
    await page.locator("#older a").click();
    await page.waitForFunction((number) => document.querySelectorAll("#posts > article").length > number, before);
  }
  const orders = await page.locator("#posts > article").evaluateAll((all) => all.map((post) => (post as HTMLElement).dataset.order ?? ""));
  assert.deepEqual(orders, orders.toSorted().reverse());
  await reader.leave();
});

test("a link to a post lands on it, among those around it", async () => {
  const post = long[40];
  assert.ok(post);
  const reader = await Reader.open(browser, `${stet.url}/live/long?post=${post.id}#post-${post.id}`);
  await reader.settles();
  const top = await reader.topOf(`#post-${post.id}`);
  assert.ok(top >= 0 && top < 120, `${top}`);
  const headlines = await reader.headlines();
  const at = headlines.indexOf("Report 41");
  assert.deepEqual([headlines[at - 1], headlines[at + 1]], ["Report 42", "Report 40"]);
  await reader.page.locator(".newest a", { hasText: "Newer posts" }).waitFor();
  await reader.leave();
});

test("days have headings as soon as there are two of them", async () => {
  const slug = "days";
  await stet.open(slug, { time_zone: "Europe/Kyiv" });
  const posts = await stet.publishMany(slug, 2, "Report");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.isFollowing("live");
  assert.equal(await reader.page.locator(".day").count(), 0);
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await stet.ask("POST", `/coverages/${slug}/posts/${posts[0]?.id}/placement`, { shown_at: yesterday });
  await reader.has(await stet.seq(slug));
  await reader.page.locator(".day").nth(1).waitFor();
  const shown = await reader.page.locator("#posts > *").evaluateAll((all) => all.map((child) => child.outerHTML));
  const days = shown.filter((html) => html.startsWith("<h2"));
  assert.equal(days.length, 2);
  const fresh = await Reader.open(browser, `${stet.url}/live/${slug}`, { javaScriptEnabled: false });
  assert.deepEqual(await fresh.page.locator("#posts > h2").evaluateAll((all) => all.map((h) => h.outerHTML)), days);
  await fresh.leave();
  await reader.leave();
});

test("j and k lead from post to post, ? says so, and all three can be switched off", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/long`);
  const { page } = reader;
  const focused = async (): Promise<number> =>
    page.evaluate(() => [...document.querySelectorAll("#posts > article")].findIndex((post) => post === document.activeElement));
  await page.keyboard.press("j");
  assert.equal(await focused(), 0);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(), 2);
  await page.keyboard.press("k");
  assert.equal(await focused(), 1);
  const top = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0);
  assert.ok(top > 40 && top < 120, `below the button for new posts: ${top}`);
  await page.keyboard.press("Control+j");
  assert.equal(await focused(), 1);

  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await dialog.waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.keyboard.press("j");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  // The browser says that it closed after it did; then the focus goes back where it was.
  await page.waitForFunction(() => [...document.querySelectorAll("#posts > article")].findIndex((post) => post === document.activeElement) === 1);

  await page.locator("#show-keys").click();
  await dialog.getByLabel("Use these keys").uncheck();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await reader.isFollowing("live");
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  assert.equal(await focused(), -1);
  assert.equal(await dialog.isVisible(), false);
  await reader.leave();
});

test("the address of a post is copied, and said to be", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/long`, { permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = reader;
  const newest = page.locator("#posts > article").first();
  const id = ((await newest.getAttribute("id")) ?? "").slice("post-".length);
  await newest.locator(".share").click();
  await reader.reads("#announcer", "Link copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${stet.url}/live/long/post/${id}`);
  // On its own page as well.
  await page.goto(`${stet.url}/live/long/post/${long[0]?.id}`);
  await page.locator(".share").click();
  await reader.reads("#announcer", "Link copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${stet.url}/live/long/post/${long[0]?.id}`);
  await reader.leave();
});

test("where the device shares, it is asked to", async () => {
  const context = await browser.newContext();
  // This Chromium has nothing to share with; what a device offers is called as it would be there.
  await context.addInitScript(() => {
    navigator.share = async (data) => void Object.assign(window, { shared: data });
  });
  const page = await context.newPage();
  await page.goto(`${stet.url}/live/long/post/${long[0]?.id}`);
  await page.locator(".share").click();
  const shared = await page.waitForFunction(() => (window as unknown as { shared?: unknown }).shared);
  assert.deepEqual(await shared.jsonValue(), { title: "Report 1", url: `${stet.url}/live/long/post/${long[0]?.id}` });
  await context.close();
});

test("an ended page asks once and is quiet; it leads to the coverages before and after", async () => {
  await stet.open("day-1", { headline: "The first day" });
  await stet.open("day-2", { headline: "The second day" });
  await stet.publish("day-1", "The last word");
  await stet.amend("day-1", { status: "ended", successor: "day-2" });
  const asked: string[] = [];
  const reader = await Reader.openWithClock(browser, `${stet.url}/live/day-1`);
  reader.page.on("request", (request) => {
    if (request.url().includes("/live/")) asked.push(request.url());
  });
  await reader.isFollowing("stopped");
  await reader.page.clock.runFor(4 * 60 * 60 * 1000);
  const later = asked.length;
  assert.ok(later <= 4, asked.join(" "));
  await reader.page.clock.runFor(24 * 60 * 60 * 1000);
  assert.equal(asked.length, later, "nothing is asked any more");
  await reader.page.getByRole("link", { name: "After this The second day" }).click();
  await reader.page.getByRole("link", { name: "Before this The first day" }).waitFor();
  await reader.leave();
});

test("times say how long ago it was, and nothing moves when they change", async () => {
  const slug = "ticking";
  await stet.open(slug);
  const post = await stet.publish(slug, "High water");
  const reader = await Reader.openWithClock(browser, `${stet.url}/live/${slug}`);
  await reader.reads(`#post-${post.id} .ago`, "now");
  await reader.isFollowing("live");
  await reader.settles();
  await reader.page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  await reader.page.clock.runFor(3 * 60_000);
  await reader.reads(`#post-${post.id} .ago`, "3 minutes ago");
  await reader.settles();
  assert.equal(await reader.text("#announcer"), "");
  const shifts = await reader.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  assert.deepEqual(shifts, []);
  await reader.leave();
});

for (const [width, colorScheme] of combinations([360, 1280], SCHEMES)) {
  test(`a chosen page of two days at ${width} pixels, ${colorScheme}: axe finds no fault, nothing runs out`, async () => {
    const viewport = { width, height: 800 };
    const reader = await Reader.open(browser, `${stet.url}/live/days?order=oldest`, { viewport, colorScheme });
    await reader.isFollowing("live");
    assert.deepEqual(await axeFaults(reader.page), []);
    assert.equal(await overflow(reader.page), 0);
    await keepPicture(reader.page, `order-${width}-${colorScheme}`, { fullPage: true });
    await reader.leave();
  });
}
