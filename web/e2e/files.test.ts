// Pages in files, opened from the disk: on a phone, in the dark, without a script and without a network.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { lookWithAxe } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow } from "./conditions.ts";
import { uploadPicture } from "./picture.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let folder: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  folder = await mkdtemp(join(tmpdir(), "stet-files-"));
  const picture = await uploadPicture(stet, browser);
  await stet.open("storm", { headline: "Storm tide on the coast", key_points: [{ text: "The barrier is closed" }] });
  const image = { type: "image", attrs: { media: picture, alt: "The quay under water", caption: "High water at noon.", credit: "Ann Ash", width: 480, height: 320, renditions: true } };
  const post = (await stet.ask("POST", "/coverages/storm/posts", { headline: "The quay is under water", label: "Now", key_event: true, body: [image] })) as { id: string; seq: number };
  await stet.revise("storm", post, { body: [image, image], notice: { kind: "correction", text: "It is the north quay." } });
  for (let number = 0; number < 45; number++) await stet.publish("storm", `Post ${number}`);
  await stet.export("storm", "--static", join(folder, "site"));
});

after(async () => {
  await browser?.close();
  await stet?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** What pages asked for that is no file of the site. */
const elsewhere: string[] = [];

/** Opens a page of the site. */
async function open(path: string, settings: Parameters<Browser["newContext"]>[0]): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...settings });
  const page = await context.newPage();
  const top = pathToFileURL(join(folder, "site")).href;
  page.on("request", (request) => {
    if (!request.url().startsWith(top)) elsewhere.push(request.url());
  });
  await page.goto(`${top}/${path}`);
  return page;
}

const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark" } as const;

test("a coverage is read from the disk, and leads on to its posts, histories and languages", async () => {
  const page = await open("index.html", PHONE);
  await page.getByRole("link", { name: "Storm tide on the coast" }).click();
  assert.equal(await page.locator("#posts article").count(), 46);
  const picture = page.locator("article img").first();
  await picture.scrollIntoViewIfNeeded();
  await keepPicture(page, "files-360-dark");
  await page.getByRole("link", { name: "Deutsch" }).click();
  await page.getByRole("heading", { name: "Alle Beiträge" }).or(page.locator("#posts-title[lang], #posts-title [lang=de]")).first().waitFor();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("link", { name: "The quay is under water" }).first().click();
  assert.match(page.url(), /\/live\/storm\/post\/[0-9a-f-]+\.html$/);
  await page.locator("a.revised").click();
  assert.match(page.url(), /\/history\.html$/);
  await page.getByText("It is the north quay.").first().waitFor();
  assert.deepEqual(elsewhere, []);
  await page.context().close();
});

const DESKTOP = { viewport: { width: 1280, height: 900 }, colorScheme: "light" } as const;
const PATHS = ["index.html", "live/storm/index.html", "live/storm/index.ar.html", "live/storm/history.html", "live/storm/corrections.html"] as const;

for (const [path, settings] of combinations(PATHS, [PHONE, DESKTOP])) {
  const { viewport, colorScheme } = settings;
  test(`${path} is accessible, and no wider than the screen, ${colorScheme}, of ${viewport.width} pixels`, async () => {
    // axe is a script itself; the pages have none.
    const page = await open(path, { ...settings, javaScriptEnabled: true });
    assert.equal(await page.locator("script").count(), 0);
    const width = await overflow(page);
    assert.ok(width <= 0, `it is ${width} pixels too wide`);
    const { faults } = await lookWithAxe(page);
    assert.deepEqual(faults, []);
    await keepPicture(page, `files-${path.replace(/\W+/g, "-")}-${viewport.width}-${colorScheme}`);
    await page.context().close();
    assert.deepEqual(elsewhere, []);
  });
}
