// Pages without a network: what was seen last can be read, says so, and catches up.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { FrontServer } from "./front-server.ts";
import { uploadPicture } from "./picture.ts";
import { Proxy } from "./proxy.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";

let browser: Browser;
let stet: Stet;
let picture: string;
/** What can alter the settings before a restart. */
const settings: Record<string, string> = {};

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start(settings)]);
  picture = await uploadPicture(stet, browser);
  await stet.open(SLUG, { headline: "Storm tide reaches the coast" });
  await stet.publishMany(SLUG, 12, "Post");
  const attrs = { media: picture, alt: "The quay under water", width: 480, height: 320, renditions: true };
  await stet.ask("POST", `/coverages/${SLUG}/posts`, { headline: "A picture from the quay", body: [{ type: "image", attrs }] });
  await stet.open("rusum", { headline: "العاصفة تصل إلى الساحل", language: "ar" });
  await stet.publish("rusum", "إغلاق المرفأ", "أغلقت السلطات المرفأ.");
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** Waits until the worker is at work and keeps this page. */
async function keeps(page: Page, url = page.url(), text = ""): Promise<void> {
  await page.evaluate(
    async ([wanted = "", words = ""]) => {
      const isKept = async (): Promise<boolean> => {
        if (!navigator.serviceWorker.controller) return false;
        const kept = await (await caches.open("reader-1-pages")).match(wanted);
        return kept !== undefined && (await kept.text()).includes(words);
      };
      while (!(await isKept())) await new Promise(requestAnimationFrame);
    },
    [url, text],
  );
}

/** Waits until there is no worker any more, nor what it kept. */
async function keepsNothing(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isGone = async (): Promise<boolean> =>
      (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0;
    while (!(await isGone())) await new Promise(requestAnimationFrame);
  });
}

/** All that the worker keeps, as paths. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("reader-"));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map(({ url }) => new URL(url).pathname + new URL(url).search);
  });
}

/** As if the reader went to another tab. */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    delete (document as { visibilityState?: string }).visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  });
}

test("a coverage that was seen can be read without a network, says so, and catches up by itself", async () => {
  const proxy = await Proxy.before(stet.url);
  const context = await browser.newContext();
  const reader = await Reader.openIn(context, `${proxy.url}/live/${SLUG}`);
  const { page } = reader;
  await page.locator(".picture img").scrollIntoViewIfNeeded();
  await keeps(page);
  await page.evaluate(() => scrollTo(0, 0));
  // What comes while the page is open is kept when the reader looks away.
  const more = await stet.publish(SLUG, "The sea wall holds");
  await reader.has(more.seq);
  await lookAway(page);
  await keeps(page, page.url(), "The sea wall holds");

  proxy.cut();
  const missed = await stet.publish(SLUG, "Nobody on the train heard this");
  await page.reload();
  await page.locator("#saved").waitFor();
  assert.match((await reader.text("#saved")) ?? "", /^No connection\. This page was saved at \d?\d:\d\d.*Try again$/);
  await page.getByRole("heading", { name: "The sea wall holds" }).waitFor();
  await page.getByRole("heading", { name: "A picture from the quay" }).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => (document.querySelector<HTMLImageElement>(".picture img")?.naturalWidth ?? 0) > 0);
  // The link is not part of what is announced.
  await page.waitForFunction(() => /^No connection\. This page was saved at \d?\d:\d\d.*\.$/.test(document.getElementById("announcer")?.textContent ?? ""));
  await reader.isFollowing("offline");
  assert.deepEqual(await axeFaults(page), []);
  await page.evaluate(() => scrollTo(0, 0));
  for (const [width, colorScheme] of combinations([360, 1280], SCHEMES)) {
    await page.setViewportSize({ width, height: 760 });
    await page.emulateMedia({ colorScheme });
    assert.equal(await overflow(page), 0);
    await keepPicture(page, `offline-copy-${width}-${colorScheme}`);
  }

  proxy.mend();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await reader.has(missed.seq);
  await page.locator("#saved").waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Nobody on the train heard this" }).waitFor();
  await reader.assertUpToDate();
  await reader.leave();
  await proxy.close();
});

test("while the network answers, it is the network's page that is shown, and streams and changes are left alone", async () => {
  const context = await browser.newContext();
  const reader = await Reader.openIn(context, `${stet.url}/live/${SLUG}`);
  const { page } = reader;
  await keeps(page);
  await stet.amend(SLUG, { headline: "Storm tide is at the coast" });
  await reader.has(await stet.seq(SLUG));
  const workers: string[] = [];
  context.on("response", (response) => {
    if (response.fromServiceWorker()) workers.push(new URL(response.url()).pathname);
  });
  await page.reload();
  await page.getByRole("heading", { name: "Storm tide is at the coast", level: 1 }).waitFor();
  assert.equal(await page.locator("#saved").isVisible(), false);
  await reader.isFollowing("live");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  assert.deepEqual(workers.filter((path) => /stream|changes|since/.test(path)), []);
  assert.ok(workers.includes(`/live/${SLUG}`), workers.join(" "));
  await reader.leave();
});

test("only what everybody may read is kept: nothing of the desk, the API or a member, no stream, no changes", async () => {
  const context = await browser.newContext({ extraHTTPHeaders: stet.bearer });
  const reader = await Reader.openIn(context, `${stet.url}/live/${SLUG}`);
  const { page } = reader;
  await keeps(page);
  // A picture that only members see, shown to one on a page of readers.
  const secret = await uploadPicture(stet, browser);
  await page.evaluate(async (id) => {
    await fetch("/api/v1/coverages");
    await fetch("/live/storm-tide/changes?after=0");
    const image = new Image();
    image.src = `/media/${id}/320.jpg`;
    await image.decode();
  }, secret);
  await page.goto(`${stet.url}/live/${SLUG}.json`);
  await page.goto(`${stet.url}/desk/`);
  await page.goto(`${stet.url}/live/${SLUG}?since=3`);
  await page.goto(`${stet.url}/`);
  await keeps(page);
  const paths = await kept(page);
  const allowed = /^\/(assets\/|media\/|offline$|$|live\/storm-tide$)/;
  assert.deepEqual(paths.filter((path) => !allowed.test(path)), []);
  assert.deepEqual(paths.filter((path) => path.includes(secret)), []);
  await reader.leave();
});

test("a page that was never seen says what is kept on the device, and leads there", async () => {
  const proxy = await Proxy.before(stet.url);
  const context = await browser.newContext();
  const reader = await Reader.openIn(context, `${proxy.url}/live/rusum`);
  const { page } = reader;
  await keeps(page);
  await page.goto(`${proxy.url}/live/${SLUG}`);
  await keeps(page);
  proxy.cut();
  await page.goto(`${proxy.url}/live/never-seen`);
  await page.getByRole("heading", { name: "This page is not saved on this device" }).waitFor();
  for (const [width, colorScheme] of combinations([360, 1280], SCHEMES)) {
    await page.setViewportSize({ width, height: 760 });
    await page.emulateMedia({ colorScheme });
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axeFaults(page), []);
    await keepPicture(page, `offline-none-${width}-${colorScheme}`);
  }
  await page.setViewportSize({ width: 360, height: 760 });
  await page.getByRole("link", { name: "العاصفة تصل إلى الساحل" }).click();
  await page.locator("#saved").waitFor();
  assert.match((await reader.text("#saved")) ?? "", /^لا يوجد اتصال\. حُفظت هذه الصفحة في \d?\d:\d\d/);
  assert.deepEqual(await axeFaults(page), []);
  await keepPicture(page, "offline-copy-rtl-360");
  await page.goBack();
  proxy.mend();
  await page.getByRole("link", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "There is no such coverage here" }).waitFor();
  await reader.leave();
  await proxy.close();
});

test("a server that cannot be reached behind its proxy is no better than none", async () => {
  const front = await FrontServer.before(stet.url);
  const reader = await Reader.openIn(await browser.newContext(), `${front.url}/live/${SLUG}`);
  const { page } = reader;
  await keeps(page);
  front.answers.set(`/live/${SLUG}`, { status: 503, body: "" });
  await page.reload();
  await page.locator("#saved").waitFor();
  front.answers.delete(`/live/${SLUG}`);
  await page.reload();
  await page.locator("#posts article").first().waitFor();
  assert.equal(await page.locator("#saved").isVisible(), false);
  await reader.leave();
  await front.close();
});

test("what an earlier worker kept in another form is deleted, and what is the desk's is not", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stet.url}/offline`);
  await page.evaluate(async () => void (await Promise.all(["reader-0-pages", "desk-seen"].map((name) => caches.open(name)))));
  await page.goto(`${stet.url}/live/${SLUG}`);
  await keeps(page);
  const names = await page.evaluate(() => caches.keys());
  assert.ok(!names.includes("reader-0-pages") && names.includes("desk-seen"), names.join(" "));
  await context.close();
});

for (const [what, answer] of [
  ["is gone", { status: 404, body: "" }],
  ["is empty", { status: 200, body: "" }],
] as const) {
  test(`where the worker ${what} on the server, it goes from the device, and so does what it kept`, async () => {
    const front = await FrontServer.before(stet.url);
    const reader = await Reader.openIn(await browser.newContext(), `${front.url}/live/${SLUG}`);
    const { page } = reader;
    await keeps(page);
    front.answers.set("/worker.js", answer);
    // In a new life: this one has asked already. A browser ends a worker that has nothing to do.
    const session = await page.context().newCDPSession(page);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    // A page that does not ask for a worker, as of an older Stet.
    await page.goto(`${front.url}/live/${SLUG}/post/none`);
    await keepsNothing(page);
    await reader.leave();
    await front.close();
  });
}

test("where the newsroom switches it off, the worker goes at the next visit", async () => {
  const reader = await Reader.openIn(await browser.newContext(), `${stet.url}/live/${SLUG}`);
  const { page } = reader;
  await keeps(page);
  await stet.kill();
  settings.STET_KEEP_OFFLINE = "off";
  await stet.restart();
  await page.goto(`${stet.url}/live/${SLUG}`);
  await keepsNothing(page);
  delete settings.STET_KEEP_OFFLINE;
  await stet.kill();
  await stet.restart();
  await reader.leave();
});
