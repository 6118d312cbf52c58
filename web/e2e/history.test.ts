// Readers look back: from a corrected post to what was changed, and from any page to all corrections, without a script,
// in every width, scheme and direction.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { assertIsWell } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let arabic: Stet;
let english: Published;
let right: Published;

const table = "| Ferry | Leaves |\n|---|---|\n| North | 7:00 |\n\n";

before(async () => {
  [browser, stet, arabic] = await Promise.all([startBrowser(), Stet.start(), Stet.start({ STET_LANGUAGE: "ar" })]);
  await stet.open("coast", { headline: "A long day on the coast", standfirst: "The ferries stay in port." });
  english = await stet.publish("coast", "The port closes", "Two boats are out, the harbour office says.\n\nNobody else is at sea.");
  await stet.revise("coast", english, { body: `Two boats are still out, the harbour office says.\n\nNobody else is at sea.\n\n${table}` });
  await stet.revise("coast", english, {
    headline: "The port closes at seven",
    body: `Three boats are still out, the harbour office says.\n\nNobody else is at [sea](https://example.org/an-address-that-is-longer-than-a-narrow-screen-is-wide/and-goes-on).\n\n${table.replace("7:00", "8:00")}`,
    notice: { kind: "correction", text: "An earlier version gave two boats. There are three." },
  });
  await stet.amend("coast", { pinned: english.id, standfirst: "The ferries stay in port until seven.", key_points: [{ text: "The port is closed." }] });
  const gone = await stet.publish("coast", "A rumour", "Something unheard-of.");
  await stet.withdraw("coast", gone, "Nobody confirmed it.");
  await arabic.open("asifa", { language: "ar", time_zone: "Asia/Riyadh", headline: "العاصفة تبلغ الساحل" });
  right = await arabic.publish("asifa", "أُغلق الميناء", "لا تُبحر أي سفينة من الميناء الليلة، قالت سلطة الميناء.");
  await arabic.revise("asifa", right, { body: "لا تُبحر أي سفينة من المطار الليلة، قالت سلطة الميناء.", notice: { kind: "correction", text: "كان الخبر عن الميناء." } });
  await arabic.amend("asifa", { headline: "العاصفة تعبر الساحل", status: "paused" });
});

after(async () => {
  await browser?.close();
  await Promise.all([stet?.stop(), arabic?.stop()]);
});

test("without a script, from a corrected post to what was changed, and to all corrections", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/coast`, { javaScriptEnabled: false });
  const { page } = reader;
  await page.locator(`#post-${english.id} a.revised`).first().click();
  await page.waitForURL("**/history");
  const kinds = await page.locator(".found h2").allTextContents();
  assert.deepEqual(
    kinds.map((kind) => kind.replace(/ \d.*/, "")),
    ["Put on top", "Correction", "Revised without a notice", "Published"],
  );
  const correction = page.locator(".found > li").nth(1);
  // As who listens hears it.
  assert.match((await correction.textContent()) ?? "", /\[removed: Two\]\[added: Three\] boats are still out/);
  assert.match((await correction.textContent()) ?? "", /An earlier version gave two boats/);
  // Two looks that are no colour.
  const lines = await correction.locator("del, ins").evaluateAll((all) => all.map((it) => getComputedStyle(it).textDecorationLine));
  assert.ok(lines.includes("line-through") && lines.includes("underline"), `${lines}`);
  await correction.locator("h2 a").click();
  assert.equal(new URL(page.url()).hash, `#${await correction.getAttribute("id")}`);

  await page.getByRole("link", { name: "All corrections" }).click();
  assert.deepEqual(await page.locator(".found h2").allTextContents(), ["Withdrawn", "Correction"]);
  await page.locator(".found .meta a").nth(2).click();
  await page.locator(`${new URL(page.url()).hash}`).waitFor();
  await page.getByRole("link", { name: "History of this coverage" }).click();
  assert.match((await page.locator(".found > li").nth(1).textContent()) ?? "", /ferries stay in port\[added: until seven\]|\[added:  until seven\]/);
  await reader.leave();
});

test("an open page that is told of a correction leads to what was changed", async () => {
  const other = await stet.publish("coast", "The road", "It is closed.");
  const reader = await Reader.open(browser, `${stet.url}/live/coast`);
  const { page } = reader;
  await page.locator("#connection[data-mode=live]").waitFor({ state: "attached" });
  await page.locator(`#post-${other.id}`).waitFor({ state: "attached" });
  await stet.revise("coast", other, { body: "It is open.", notice: { kind: "update", text: "It opened." } });
  await page.locator(`#post-${other.id} a.revised`).waitFor({ state: "attached" });
  await page.locator(`#post-${other.id} a.revised`).click();
  assert.deepEqual(await page.locator(".found ins").allTextContents(), ["[added: open]"]);
  await reader.leave();
});

/** The pages that are looked at: of an English newsroom, and of an Arabic one. */
const PAGES = {
  post: () => [`/live/coast/post/${english.id}/history`, `/live/asifa/post/${right.id}/history`],
  head: () => ["/live/coast/history", "/live/asifa/history"],
  coverage: () => ["/live/coast/corrections", "/live/asifa/corrections"],
  site: () => ["/corrections", "/corrections"],
  front: () => ["/", "/"],
} as const;
const NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

for (const [name, colorScheme, direction, width] of combinations(NAMES, SCHEMES, ["ltr", "rtl"], [240, 360, 1280])) {
  test(`nothing is wrong with the page “${name}”, ${colorScheme}, ${direction} and ${width} pixels wide`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const [path, rightToLeft] = PAGES[name]();
    await page.goto(direction === "ltr" ? `${stet.url}${path}` : `${arabic.url}${rightToLeft}`);
    await assertIsWell(page, direction);
    await keepPicture(page, `history-${name}-${width}-${colorScheme}-${direction}`, { fullPage: true });
    await context.close();
  });
}
