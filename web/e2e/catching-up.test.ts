// A reader who comes back: told how long it has been, what has changed since, and where to go on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { readChanges } from "../reader/frame.ts";
import { enter, type Ledger } from "../reader/news.ts";
import { readSince } from "../reader/since.ts";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { PAGE, type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** Opens a page that somebody else has in the same browser, on the same device. */
async function visit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("#connection[data-mode='live']").waitFor({ state: "attached" });
  return page;
}

/** What became of posts after the visit: one of each kind. */
async function muchHappens(slug: string, posts: readonly Published[]): Promise<Published[]> {
  const [first, second, third, fourth, fifth] = posts;
  assert.ok(first && second && third && fourth && fifth);
  await stet.revise(slug, first, { headline: "Nine boats, not seven", notice: { kind: "correction", text: "There are nine." } });
  await stet.revise(slug, second, { body: "It is at noon.", notice: { kind: "clarification", text: "Noon here." } });
  await stet.revise(slug, third, { body: "It is raining." });
  await stet.withdraw(slug, fourth, "It was about another harbour.");
  await stet.ask("POST", `/coverages/${slug}/posts/${fifth.id}/placement`, { before: first.id });
  return [await stet.publish(slug, "The tide turns"), await stet.publish(slug, "The bridge opens again")];
}

/** The list as lines: "New The tide turns". */
async function listed(page: Page): Promise<string[]> {
  const lines = await page.locator("#since li").allTextContents();
  return lines.map((line) => line.replace(/\s+/g, " ").trim());
}

const EXPECTED = [
  "New The bridge opens again",
  "New The tide turns",
  "Updated Post 3",
  "Clarified Post 2",
  "Corrected Nine boats, not seven",
  "Moved Post 5",
];

for (const width of [360, 1280]) {
  test(`on return the page says how long it has been, lists what changed and leads there, ${width} pixels wide`, async () => {
    const slug = `return-${width}`;
    const url = `${stet.url}/live/${slug}`;
    await stet.open(slug, { headline: "Storm tide", time_zone: "Europe/London" });
    const posts = await stet.publishMany(slug, 30, "Post");
    const context = await browser.newContext({ viewport: { width, height: 780 } });
    const first = await visit(context, url);
    assert.equal(await first.locator("#since").count(), 0, "who comes for the first time has missed nothing");
    await first.close();
    const [unread] = await muchHappens(slug, posts);

    const page = await context.newPage();
    await page.addInitScript(() => {
      const shifts: string[] = [];
      type Shift = PerformanceEntry & { sources: { node: Element | null; previousRect: DOMRect; currentRect: DOMRect }[] };
      const describe = (entry: PerformanceEntry): string =>
        (entry as Shift).sources
          .map(({ node, previousRect, currentRect }) => `${node?.id || node?.className}: ${previousRect.y} → ${currentRect.y}`)
          .join(", ");
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(describe(entry));
      }).observe({ type: "layout-shift", buffered: true });
      Object.assign(window, { shifts });
    });
    await page.goto(url);
    await page.locator("#since").waitFor();
    // They come back within the minute.
    assert.equal((await page.locator("#since h2").textContent())?.trim(), "Since you last looked");
    assert.match((await page.locator(".counts").textContent()) ?? "", /New 2 *Withdrawn 1 *Corrected 1 *Clarified 1 *Updated 1 *Moved 1/);
    const lines = await listed(page);
    assert.deepEqual(lines.filter((line) => !line.startsWith("Withdrawn")), EXPECTED);
    assert.equal(lines.filter((line) => /^Withdrawn Update, \d\d:\d\d/.test(line)).length, 1, "its words are gone");
    await keepPicture(page, `return-${width}`);
    assert.deepEqual(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts), [], "nothing moved");

    const marks = await page.locator("#posts .when > .news").allTextContents();
    assert.deepEqual(marks.sort(), ["Clarified", "Corrected", "Moved", "New", "New", "Updated", "Withdrawn"]);
    await page.locator(".first-unread a").click();
    assert.equal(new URL(page.url()).hash, `#post-${unread?.id}`);
    const top = await page.locator(`#post-${unread?.id}`).evaluate((post) => post.getBoundingClientRect().top);
    assert.ok(top > -1 && top < 400, `the first unread post is in view, not at ${top}`);
    await page.getByRole("button", { name: "Close" }).click();
    assert.equal(await page.locator("#since").count(), 0);
    await page.reload();
    await page.locator("#connection[data-mode='live']").waitFor({ state: "attached" });
    assert.equal(await page.locator("#since").count(), 0, "what was shown is no news any more");
    await context.close();
  });
}

for (const [width, colorScheme] of combinations([360, 1280], SCHEMES)) {
  test(`axe finds no fault when much has changed, ${width} pixels, ${colorScheme}`, async () => {
    const slug = `axe-${width}-${colorScheme}`;
    const url = `${stet.url}/live/${slug}`;
    await stet.open(slug, { headline: "Storm tide", key_points: [{ text: "Both harbours are closed" }] });
    const posts = await stet.publishMany(slug, 8, "Post");
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    await (await visit(context, url)).close();
    await muchHappens(slug, posts);
    for (const post of posts.slice(5)) await stet.revise(slug, post, { key_event: true });
    const page = await visit(context, url);
    await page.locator("#since").waitFor();
    await page.locator("details").evaluateAll((all) => all.map((details) => details.toggleAttribute("open", true)));
    await keepPicture(page, `return-open-${width}-${colorScheme}`);
    assert.deepEqual(await axeFaults(page), []);
    await page.getByRole("button", { name: "Close" }).click();
    await keepPicture(page, `brief-${width}-${colorScheme}`, { fullPage: true });
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await context.close();
  });
}

test("without its script the page tells the same when asked with a position", async () => {
  const slug = "no-script";
  const url = `${stet.url}/live/${slug}`;
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 8, "Post");
  const reader = await Reader.open(browser, url, { javaScriptEnabled: false });
  await muchHappens(slug, posts);
  await reader.page.getByRole("link", { name: "Show what has changed since this page was loaded" }).click();
  await reader.page.waitForURL(/\?since=\d+$/);
  const lines = await listed(reader.page);
  assert.deepEqual(lines.filter((line) => !line.startsWith("Withdrawn")), EXPECTED);
  await keepPicture(reader.page, "return-no-script");
  await reader.page.locator(".first-unread a").click();
  assert.equal((await reader.headlines()).length, 9);
  await reader.leave();
});

test("where storage is refused the page is as for somebody who comes for the first time", async () => {
  const slug = "refused";
  await stet.open(slug);
  await stet.publishMany(slug, 3, "Post");
  const context = await browser.newContext();
  await context.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("refused", "SecurityError");
      },
    }),
  );
  const faults: string[] = [];
  context.on("weberror", (error) => faults.push(String(error.error())));
  for (let times = 0; times < 2; times++) {
    const page = await visit(context, `${stet.url}/live/${slug}`);
    await stet.publish(slug, `New ${times}`);
    await page.getByText(`New ${times}, in a sentence.`).waitFor();
    assert.equal(await page.locator("#since").count(), 0);
    await page.close();
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test("posts that still waited when the reader left are unread on return", async () => {
  const slug = "waited";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 30, "Post");
  const context = await browser.newContext();
  const page = await visit(context, `${stet.url}/live/${slug}`);
  await page.locator(`#post-${posts[10]?.id}`).scrollIntoViewIfNeeded();
  await stet.publish(slug, "It waits");
  await page.locator("#updates > button:not([hidden])").waitFor();
  await page.close();
  const again = await visit(context, `${stet.url}/live/${slug}`);
  await again.locator("#since").waitFor();
  assert.deepEqual(await listed(again), ["New It waits"]);
  await context.close();
});

test("whoever comes back to an open page is told what happened meanwhile", async () => {
  const slug = "away";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, 30, "Post");
  const reader = await Reader.openWithClock(browser, `${stet.url}/live/${slug}`);
  const { page } = reader;
  await reader.isFollowing("live");
  await reader.scrollTo(`#post-${posts[12]?.id}`);
  const look = (state: string): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await look("hidden");
  const [unread] = await muchHappens(slug, posts);
  await reader.has(await stet.seq(slug));
  await page.clock.fastForward("02:10:00");
  const place = await reader.topOf(`#post-${posts[12]?.id}`);
  await look("visible");
  await page.locator("#since").waitFor();
  assert.match((await page.locator("#since h2").textContent()) ?? "", /2 hours ago/);
  assert.equal((await listed(page)).length, 7);
  assert.equal(await reader.topOf(`#post-${posts[12]?.id}`), place, "what is being read has not moved");
  // The first unread post still waits; the link shows it.
  await page.locator(".first-unread a").click();
  assert.ok(await page.evaluate((id) => document.activeElement?.id === `post-${id}`, unread?.id));
  assert.equal(await page.locator("#updates > button").isVisible(), false);
  await reader.leave();
});

test("what the script makes of frames is what the server answers, for any position", async () => {
  const slug = "any-position";
  await stet.open(slug);
  const posts: Published[] = await stet.publishMany(slug, 6, "Post");
  const gone = new Set<string>();
  const pick = (): fc.Arbitrary<number> => fc.nat(30);
  const steps = fc.sample(fc.tuple(fc.nat(9), pick(), pick()), { numRuns: 90, seed: 20_260_301 });
  for (const [kind, which, where] of steps) {
    const standing = posts.filter(({ id }) => !gone.has(id));
    const post = standing[which % standing.length];
    const other = standing[where % standing.length];
    assert.ok(post && other);
    const place = (target: object): Promise<unknown> => stet.ask("POST", `/coverages/${slug}/posts/${post.id}/placement`, target);
    if (kind < 2) posts.push(await stet.publish(slug, `Post ${posts.length + 1}`));
    else if (kind < 3 && standing.length > 3) {
      gone.add(post.id);
      await stet.withdraw(slug, post, "It was a mistake.");
    } else if (kind < 5) {
      const notice = ["correction", "clarification", "update"][where % 3];
      await stet.revise(slug, post, { body: `Put right ${which} ${where}.`, notice: { kind: notice, text: "It was not so." } });
    } else if (kind < 6) await stet.revise(slug, post, { body: `Otherwise ${which} ${where} ${posts.length}.` });
    else if (kind < 8) {
      if (post !== other) await place({ before: other.id });
    } else if (kind < 9) await place({ shown_at: null });
    else await stet.amend(slug, { pinned: post.id });
  }
  const head = await stet.seq(slug);
  for (let after = 0; after <= head; after++) {
    const [changes, since] = await Promise.all(
      ["changes", "since"].map(async (name) => (await fetch(`${stet.url}/live/${slug}/${name}?after=${after}`)).text()),
    );
    const told = readSince(since ?? "");
    const ledger: Ledger = new Map();
    let frames = readChanges(changes ?? "");
    for (let at = after; frames; ) {
      for (const frame of frames.frames) {
        enter(ledger, frame);
        at = frame.seq;
      }
      frames = frames.more ? readChanges(await (await fetch(`${stet.url}/live/${slug}/changes?after=${at}`)).text()) : null;
    }
    const plain = (news: Ledger): [string, string][] => [...news].map(([post, it]): [string, string] => [post, it.news]).sort();
    assert.ok(told);
    assert.deepEqual(plain(ledger), plain(told.news), `after ${after} of ${head}`);
  }
});

test("key events and corrections are listed whole on every page, and change with it", async () => {
  const slug = "lists";
  await stet.open(slug);
  const posts = await stet.publishMany(slug, PAGE + 1, "Post");
  const [first, second] = posts;
  const last = posts.at(-1);
  assert.ok(first && second && last);
  for (const post of [first, last]) await stet.revise(slug, post, { key_event: true });
  const url = `${stet.url}/live/${slug}`;
  const newest = await Reader.open(browser, url, { viewport: { width: 360, height: 700 } });
  const older = await Reader.open(browser, `${url}?before=${second.id}`);
  for (const reader of [newest, older]) await reader.isFollowing("live");
  const targets = async ({ page }: Reader, list: string): Promise<(string | null)[]> =>
    page.locator(`${list} a`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const away = (post: Published): string => `/live/${slug}/post/${post.id}`;
  const here = (post: Published): string => `#post-${post.id}`;
  assert.deepEqual(await targets(newest, "#key-events"), [here(last), away(first)]);
  assert.deepEqual(await targets(older, "#key-events"), [away(last), here(first)]);
  assert.equal(await newest.page.locator(".to-corrections").isVisible(), false);

  await stet.revise(slug, first, { headline: "The first", notice: { kind: "correction", text: "It was the first." } });
  await stet.revise(slug, last, { notice: { kind: "clarification", text: "Of all." }, body: "The last of all." });
  await stet.revise(slug, last, { notice: { kind: "update", text: "And more." }, body: "The last of all, and more." });
  const fresh = await stet.publish(slug, "Fresh");
  await stet.revise(slug, fresh, { key_event: true });
  for (const reader of [newest, older]) {
    await reader.has(await stet.seq(slug));
    await sameParts(reader);
  }
  assert.deepEqual(await targets(newest, "#key-events"), [here(fresh), here(last), away(first)]);
  assert.deepEqual(await targets(newest, "#corrections"), [here(last), away(first)]);
  await newest.reads("#corrections .number", "2");

  // One click from the top.
  await newest.page.evaluate(() => window.scrollTo(0, 0));
  await newest.page.locator(".to-corrections").click();
  assert.ok(await newest.page.getByText("It was the first.").first().isVisible());
  await stet.withdraw(slug, last, "It was not the last.");
  await newest.has(await stet.seq(slug));
  assert.deepEqual(await targets(newest, "#corrections"), [away(first)]);
  assert.ok(await newest.page.getByText("It was the first.").first().isVisible(), "the list is still open");
  await sameParts(newest);
  await stet.withdraw(slug, first, "Nor was it the first.");
  await newest.has(await stet.seq(slug));
  assert.equal(await newest.page.locator("#corrections").isVisible(), false);
  for (const reader of [newest, older]) await reader.leave();
});

/** Fails unless the parts around the posts are as somebody sees them who opens the page now. */
async function sameParts(reader: Reader): Promise<void> {
  const { shown, fresh } = await reader.shownAndFresh();
  assert.deepEqual(shown.parts, fresh.parts);
}
