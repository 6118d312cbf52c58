// What the page looks like, to eyes and to assistive technology, with and without its script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

const SLUG = "storm-tide";

let browser: Browser;
let stet: Stet;
let url: string;
/** A post in the middle of the page. */
let inView: Published;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  url = `${stet.url}/live/${SLUG}`;
  await fill();
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A coverage with a bit of everything. */
async function fill(): Promise<void> {
  await stet.open(SLUG, {
    headline: "Storm tide reaches the coast",
    standfirst: "Two harbours are closed and the last train has left the island.",
    time_zone: "Europe/London",
  });
  const posts = await stet.publishMany(SLUG, 24, "Post");
  const [first, second, third, middle] = [posts[0], posts[1], posts[2], posts[12]];
  assert.ok(first && second && third && middle);
  inView = middle;
  await stet.publish(
    SLUG,
    "Water levels at noon",
    [
      "**Some background:** the gauges have stood here [since 1911](https://example.org/gauges).",
      "- Marrow Bay: 3.1 metres\n- Low Quay: 2.8 metres",
      "> Stay away from the sea wall.",
      "| Gauge | Level |\n| --- | ---: |\n| Marrow Bay | 3.1 m |\n| Low Quay | 2.8 m |",
      "AVeryLongWordThatNothingCanBreak".repeat(8),
    ].join("\n\n"),
  );
  await stet.revise(SLUG, first, { body: "It is **high** water.", notice: { kind: "correction", text: "Not low." } });
  await stet.withdraw(SLUG, second, "It was about another harbour.");
  await stet.amend(SLUG, {
    pinned: third.id,
    key_points: [{ text: "Both harbours are closed", post: third.id }, { text: "Trains run until six" }],
  });
}

test("without its script the page has everything", async () => {
  const reader = await Reader.open(browser, url, { javaScriptEnabled: false });
  const { page } = reader;
  for (const text of ["Storm tide reaches the coast", "Two harbours are closed", "Trains run until six"]) {
    await page.getByText(text).first().waitFor();
  }
  assert.equal(await page.locator("article").count(), 25);
  assert.equal(await page.locator("#pinned article").count(), 1);
  assert.match((await page.locator("#posts").textContent()) ?? "", /withdrawn/i);
  assert.match((await page.locator("#posts").textContent()) ?? "", /Not low\./);
  // What only the script can do is not there to disappoint.
  assert.equal(await page.locator("#updates > button").isVisible(), false);
  assert.equal(await page.locator("#connection").isVisible(), false);
  await reader.leave();
});

for (const [width, colorScheme] of combinations([360, 1280], SCHEMES)) {
  test(`at ${width} pixels, ${colorScheme}, nothing runs out of the page`, async () => {
    const viewport = { width, height: width === 360 ? 740 : 800 };
    const reader = await Reader.open(browser, url, { viewport, colorScheme });
    await keepPicture(reader.page, `${width}-${colorScheme}`, { fullPage: true });
    assert.equal(await overflow(reader.page), 0);
    await reader.leave();
  });

  test(`at ${width} pixels, ${colorScheme}, axe finds no fault`, async () => {
    const viewport = { width, height: 800 };
    const reader = await Reader.open(browser, url, { viewport, colorScheme });
    await reader.isFollowing("live");
    assert.deepEqual(await axeFaults(reader.page), []);

    // And once more with posts that wait, and one that was just changed.
    await reader.scrollTo("#posts > article:nth-of-type(12)");
    const post = await stet.publish(SLUG, "One more");
    await stet.revise(SLUG, inView, { body: `Seen at ${width} pixels, ${colorScheme}.` });
    await reader.has(await stet.seq(SLUG));
    await reader.page.locator("#updates > button").waitFor();
    await reader.page.locator(`#post-${inView.id}[data-changed]`).waitFor();
    await keepPicture(reader.page, `${width}-${colorScheme}-waiting`);
    assert.deepEqual(await axeFaults(reader.page), []);
    await reader.leave();
    await stet.withdraw(SLUG, post, "Only a test.");
  });
}
