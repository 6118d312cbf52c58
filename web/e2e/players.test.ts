// Cards on the reader's page: nothing of another site is loaded before a reader asks for it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { AXE } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
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

const PLAYER = "https://www.youtube-nocookie.com/embed/abc?autoplay=1";
/** One address of each site that has a player. */
const ADDRESSES = [
  "https://www.youtube.com/watch?v=abc",
  "https://x.com/port/status/1767912345678901248",
  "https://vimeo.com/76979871",
  "https://www.instagram.com/p/Cabc/",
  "https://www.facebook.com/port/posts/1",
  "https://www.tiktok.com/@port/video/7016181462140628225",
  "https://t.me/port/123",
  "https://www.threads.net/@port/post/Cabc",
  "https://www.reddit.com/r/harbours/comments/1abc/the_wall/",
  "https://soundcloud.com/port/storm",
  "https://open.spotify.com/episode/4rOo",
  "https://datawrapper.dwcdn.net/0CCGv/",
  "https://public.flourish.studio/visualisation/123/",
  "https://www.openstreetmap.org/#map=15/52.5163/13.3777",
  "https://www.google.com/maps/@52.5,13.4,15z",
];

const card = (url: string, title: string): object => ({ type: "embed", attrs: { url, provider: "Elsewhere", title, byline: "Port Office", text: "The wall holds.", posted_at: "2024-03-13T13:55:24Z" } });
const words = (text: string): object => ({ type: "paragraph", content: [{ type: "text", text }] });

async function publishCards(slug: string, urls: readonly string[]): Promise<Published> {
  const body = urls.map((url, n) => card(url, `Card ${n}`));
  return (await stet.ask("POST", `/coverages/${slug}/posts`, { headline: "From elsewhere", body })) as Published;
}

/** What a page asks of whom, apart from the server; every other site answers with a page that says so. */
async function watch(page: Page): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== stet.url && protocol.startsWith("http")) asked.push(request.url());
  });
  await page.context().route((url) => url.origin !== stet.url, (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Player</title><p>A player" }),
  );
  return asked;
}

test("before a click nothing of another site is loaded, after it one player is, in a frame that can do little", async () => {
  await stet.open("players");
  await publishCards("players", ADDRESSES);
  const context = await browser.newContext();
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  const asked = await watch(page);
  await page.goto(`${stet.url}/live/players`);
  await page.locator("#connection[data-mode=live]").waitFor({ state: "attached" });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.waitForLoadState("load");
  assert.equal(await page.locator(".player > button").count(), ADDRESSES.length);
  assert.deepEqual(asked, []);

  const first = page.locator(".player").first();
  await first.getByRole("button", { name: "Load it from YouTube" }).focus();
  await page.keyboard.press("Enter");
  await page.frameLocator(".player iframe").getByText("A player").waitFor();
  assert.deepEqual(asked, [PLAYER]);
  const frame = first.locator("iframe");
  assert.equal(await frame.getAttribute("sandbox"), "allow-scripts allow-same-origin allow-presentation allow-popups");
  assert.equal(await frame.getAttribute("title"), "Elsewhere: Card 0");
  assert.equal(await frame.getAttribute("referrerpolicy"), "strict-origin");
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "IFRAME");
  assert.equal(await first.locator("button").isVisible(), false);

  // Every other player is at a host that the page's policy lets in.
  for (let n = 1; n < ADDRESSES.length; n++) {
    // By key: a browser on a busy machine may hand a click to the frame that was there a moment ago.
    await page.locator(".player").nth(n).locator("button").press("Enter");
    await page.locator(".player").nth(n).locator("iframe").contentFrame().getByText("A player").waitFor();
  }
  assert.equal(asked.length, ADDRESSES.length, asked.join("\n"));
  assert.deepEqual(refused, []);
  await context.close();
});

test("the page's policy lets no other frame in", async () => {
  const { headers } = await fetch(`${stet.url}/live/players`);
  const policy = headers.get("content-security-policy") ?? "";
  const frames = /frame-src ([^;]*)/.exec(policy)?.[1]?.split(" ") ?? [];
  assert.ok(frames.length > 10 && frames.every((host) => /^https:\/\/[a-z0-9.-]+$/.test(host)), policy);
  assert.match(policy, /default-src 'none'.*img-src 'self'/);
});

test("a card that comes by stream has its player, and a player goes on while its post is revised", async () => {
  await stet.open("stream");
  const reader = await Reader.open(browser, `${stet.url}/live/stream`);
  const { page } = reader;
  const asked = await watch(page);
  const post = await publishCards("stream", ADDRESSES.slice(0, 2));
  await reader.has(post.seq);
  await page.getByRole("button", { name: "Load it from YouTube" }).click();
  await page.frameLocator(".player iframe").getByText("A player").waitFor();
  await page.locator(".player iframe").evaluate((frame) => Object.assign(frame, { marked: true }));
  await stet.revise("stream", post, { body: [words("Words before."), card(ADDRESSES[0]!, "Another title"), words("Words after.")] });
  await reader.has(await stet.seq("stream"));
  await page.getByText("Another title").waitFor();
  assert.equal(await page.locator(".player iframe").evaluate((frame) => "marked" in frame), true, "it is the same frame");
  assert.deepEqual(asked, [PLAYER]);
  // Once its card is of something else, the player is gone.
  await stet.revise("stream", post, { body: [card(ADDRESSES[2]!, "A third title")] });
  await reader.has(await stet.seq("stream"));
  await page.getByText("A third title").waitFor();
  assert.equal(await page.locator(".player iframe").count(), 0);
  await page.getByRole("button", { name: "Load it from Vimeo" }).waitFor();
  await reader.assertUpToDate();
  await reader.leave();
});

test("without its script the page has the links, and no button that does nothing", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/players`, { javaScriptEnabled: false });
  assert.equal(await reader.page.getByRole("link", { name: "View the original" }).count(), ADDRESSES.length);
  assert.equal(await reader.page.locator(".player").first().isVisible(), false);
  await reader.leave();
});

for (const [width, language, colorScheme] of combinations([360, 1280], ["en", "ar"], SCHEMES)) {
  test(`at ${width} pixels, ${language}, ${colorScheme}, axe finds no fault in cards`, async () => {
    const slug = `look-${width}-${language}-${colorScheme}`;
    await stet.open(slug, { language });
    await publishCards(slug, ADDRESSES.slice(0, 3));
    const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width, height: 800 }, colorScheme });
    await watch(reader.page);
    await reader.page.locator(".player > button").nth(1).click();
    await reader.page.locator(".player iframe").contentFrame().getByText("A player").waitFor();
    await reader.page.evaluate(AXE);
    const faults = await reader.page.evaluate(async () => {
      // What is in the frame is not ours.
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { iframes: false, resultTypes: ["violations"] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    });
    assert.deepEqual(faults, []);
    assert.equal(await overflow(reader.page), 0);
    await keepPicture(reader.page, `cards-${slug}`, { fullPage: true });
    await reader.leave();
  });
}
