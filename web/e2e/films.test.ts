// Films as readers have them: a poster and a length, and nothing of the film before it is asked for.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { upload, uploadPicture } from "./picture.ts";
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

test("a film has a poster and its length, and is loaded once a reader asks for it, by keyboard too", async () => {
  const poster = await uploadPicture(stet, browser);
  const bytes = await readFile(new URL("../../crates/server/tests/films/h264.mp4", import.meta.url));
  const media = await upload(stet, "tide.mp4", "video/mp4", bytes);
  await stet.open("film");
  const film = { type: "video", attrs: { title: "The tide comes in", media, poster, duration: 75, caption: "From the pier.", source: "Port office" } };
  await stet.ask("POST", "/coverages/film/posts", { headline: "A film", body: [film] });

  const context = await browser.newContext();
  const asked: string[] = [];
  context.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const reader = await Reader.openIn(context, `${stet.url}/live/film`);
  const { page } = reader;
  const video = page.locator("figure.film video");
  await video.scrollIntoViewIfNeeded();
  await reader.isFollowing("live");
  assert.ok(asked.includes(`/media/${poster}`), "the poster is there");
  assert.ok(!asked.includes(`/media/${media}`), "nothing of the film is");
  assert.equal(await video.evaluate((element: HTMLVideoElement) => element.preload), "none");
  assert.match((await reader.text("figure.film figcaption")) ?? "", /^Video The tide comes in 1:15 From the pier\. Port office$/);
  assert.equal(await page.getByLabel("The tide comes in").count(), 1, "it has a name");

  const loaded = page.waitForRequest((request) => request.url().endsWith(`/media/${media}`));
  await video.focus();
  await page.keyboard.press("Space");
  await loaded;
  await reader.leave();
});
