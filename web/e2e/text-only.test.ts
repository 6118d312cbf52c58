// Pages in words alone: what they load, what they tell, how they lead on and are kept up to date.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { uploadPicture } from "./picture.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let picture: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  picture = await uploadPicture(stet, browser);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** One of each kind of block that has something to see. */
function seen(): object[] {
  const image = { type: "image", attrs: { media: picture, alt: "The quay under water", caption: "High water at noon.", credit: "Ann Ash", width: 480, height: 320, renditions: true } };
  const cell = (type: string, text: string): object => ({ type, content: [{ type: "text", text }] });
  const row = (...cells: object[]): object => ({ type: "table_row", content: cells });
  const table = { type: "table", content: [row(cell("table_header", "Quay"), cell("table_header", "Metres")), row(cell("table_header", "North"), cell("table_cell", "3.1"))] };
  return [
    image,
    { type: "gallery", content: [image, image] },
    { type: "comparison", attrs: { before: "Monday", after: "Tuesday", caption: null }, content: [image, image] },
    { type: "video", attrs: { title: "The tide comes in", media: picture, poster: picture, duration: 75, caption: "Filmed from the pier.", source: "Port office" } },
    { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=abc", provider: "YouTube", title: "The wall", picture, picture_alt: "A wall" } },
    { type: "related", attrs: { title: "How walls are built", url: "https://example.org/walls", image: picture, alt: "A builder" } },
    { type: "chart", attrs: { kind: "bar", title: "Water levels" }, content: [table] },
    { type: "map", attrs: { title: "Where it is" }, content: [{ type: "map_place", attrs: { name: "Kyiv", latitude: 50.45, longitude: 30.52, kind: "city" } }] },
  ];
}

/** Tells of every picture and film that the page asks for. */
function watch(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (["image", "media"].includes(request.resourceType()) && !request.url().includes("/assets/icon")) asked.push(request.url());
  });
  return asked;
}

test("it loads no picture, tells what there is to see, and stays so while posts come, change and go", async () => {
  await stet.open("words", { headline: "Storm tide" });
  await stet.publish("words", "Before");
  const reader = await Reader.open(browser, `${stet.url}/text/live/words`);
  const { page } = reader;
  const asked = watch(page);
  await page.reload();
  await reader.isFollowing("live");
  const post = (await stet.ask("POST", "/coverages/words/posts", { headline: "All there is to see", label: "Now", body: seen() })) as { id: string; seq: number };
  await reader.has(post.seq);
  await page.getByRole("heading", { name: "All there is to see" }).waitFor();
  const words = (await reader.text(`#post-${post.id}`)) ?? "";
  for (const told of ["The quay under water", "High water at noon.", "Ann Ash", "Monday", "The tide comes in", "1:15", "Port office", "A wall", "How walls are built", "Metres", "3.1", "Kyiv"]) {
    assert.ok(words.includes(told), told);
  }
  assert.equal(await page.locator("main :is(img, video, svg, iframe, .player, .slider)").count(), 0);
  await reader.assertUpToDate();
  await stet.revise("words", post, { body: [...seen(), ...seen()], notice: { kind: "correction", text: "There is more." } });
  await stet.amend("words", { key_points: [{ text: "There is much to see", post: post.id }], lead: { kind: "image", media: picture, alt: "The sea", caption: "At dawn." } });
  await reader.has(await stet.seq("words"));
  await page.locator(`#post-${post.id}`).getByText("There is more.").waitFor();
  await reader.assertUpToDate();
  await stet.withdraw("words", post, "It was another quay.");
  await reader.has(await stet.seq("words"));
  await reader.assertUpToDate();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await reader.settles();
  assert.deepEqual(asked, []);
  await reader.leave();
});

test("every way on leads to words again, and one to the pictures", async () => {
  await stet.open("ways", { headline: "A long day" });
  await stet.ask("POST", "/coverages/ways/posts", { headline: "With a label", label: "Now", body: "One." });
  await stet.publishMany("ways", 3, "Post");
  for (const javaScriptEnabled of [true, false]) {
    const reader = await Reader.open(browser, `${stet.url}/live/ways`, { javaScriptEnabled });
    const { page } = reader;
    const at = (): string => page.url().slice(stet.url.length);
    await page.getByRole("link", { name: "Text only" }).click();
    await page.waitForURL("**/text/live/ways");
    await page.getByRole("link", { name: "Oldest first" }).click();
    await page.waitForURL("**/text/live/ways?order=oldest#choice");
    await page.getByRole("link", { name: "Now", exact: true }).click();
    await page.waitForURL("**/text/live/ways?order=oldest&label=Now#choice");
    await page.locator("#posts h3 a").click();
    await page.waitForURL("**/text/live/ways/post/*");
    await page.getByRole("link", { name: "Read it among the others" }).click();
    await page.waitForURL("**/text/live/ways?post=*");
    await page.getByRole("link", { name: "All live coverage" }).click();
    await page.waitForURL("**/text");
    await page.getByRole("link", { name: "A long day" }).click();
    await page.waitForURL("**/text/live/ways");
    await page.getByRole("link", { name: "Oldest first" }).click();
    await page.waitForURL("**/text/live/ways?order=oldest#choice");
    await page.getByRole("link", { name: "With pictures" }).click();
    await page.waitForURL("**/live/ways?order=oldest");
    assert.equal(at(), "/live/ways?order=oldest");
    await reader.leave();
  }
});

test("a label is offered to choose by once the first post has it", async () => {
  await stet.open("labels");
  await stet.publish("labels", "Without one");
  for (const path of ["/live/labels?order=oldest", "/text/live/labels"]) {
    const label = path.startsWith("/text") ? "Analysis" : "Now";
    const reader = await Reader.open(browser, `${stet.url}${path}`);
    const { page } = reader;
    assert.equal(await page.locator("#choice bdi", { hasText: label }).count(), 0);
    await stet.ask("POST", "/coverages/labels/posts", { headline: `${label} one`, label, body: "One." });
    const { seq } = (await stet.ask("POST", "/coverages/labels/posts", { headline: `${label} two`, label, body: "Two." })) as { seq: number };
    await reader.has(seq);
    const way = page.locator("#choice").getByRole("link", { name: label, exact: true });
    await way.waitFor();
    assert.equal(await way.count(), 1);
    assert.deepEqual(await axeFaults(page), []);
    await way.click();
    await page.waitForURL(`**${path.split("?")[0]}?*label=${label}#choice`);
    assert.equal(await page.locator("#posts > article").count(), 2);
    assert.equal(new URL(page.url()).searchParams.get("order"), path.includes("oldest") ? "oldest" : null);
    await reader.leave();
  }
});

for (const [width, language, colorScheme] of combinations([360, 1280], ["en", "ar"], SCHEMES)) {
  test(`at ${width} pixels, ${language}, ${colorScheme}, it reads well`, async () => {
    const slug = `look-${width}-${language}-${colorScheme}`;
    await stet.open(slug, { language, lead: { kind: "image", media: picture, alt: "The sea", caption: "At dawn." } });
    await stet.ask("POST", `/coverages/${slug}/posts`, { headline: "All there is to see", body: seen() });
    const viewport = { width, height: 800 };
    const reader = await Reader.open(browser, `${stet.url}/text/live/${slug}`, { viewport, colorScheme });
    assert.equal(await overflow(reader.page), 0);
    assert.deepEqual(await axeFaults(reader.page), []);
    await keepPicture(reader.page, `text-${slug}`, { fullPage: true });
    await reader.leave();
  });
}
