// A reader checks a record in the browser: by the button alone, at a server that tells the truth and at one that lies.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { assertIsWell } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { hurry, Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let arabic: Stet;

before(async () => {
  [browser, stet, arabic] = await Promise.all([startBrowser(), Stet.start(), Stet.start({ STET_LANGUAGE: "ar" })]);
  await stet.open("coast", { headline: "A long day on the coast" });
  await stet.publish("coast", "The port closes", "Two boats are out.");
  await stet.publishMany("coast", 300, "Post");
  await arabic.open("asifa", { language: "ar", time_zone: "Asia/Riyadh", headline: "العاصفة تبلغ الساحل" });
});

after(async () => {
  await browser?.close();
  await Promise.all([stet?.stop(), arabic?.stop()]);
});

/** Presses the button, and gives what is found: the kinds of the lines, and their words. */
async function check(page: Page): Promise<{ kinds: string[]; words: string }> {
  await page.getByRole("button", { name: "Check now" }).click();
  const lines = page.locator("#found > li:not(.checking)");
  await lines.first().waitFor();
  return { kinds: await lines.evaluateAll((all) => all.map((line) => line.className)), words: (await lines.allTextContents()).join("\n") };
}

test("the page says in ten sentences what a check is, also without a script", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/coast`, { javaScriptEnabled: false });
  const { page } = reader;
  await page.getByRole("link", { name: "Check the record" }).click();
  await page.waitForURL("**/live/coast/proof");
  assert.equal(await page.locator(".proof ol > li").count(), 10);
  assert.equal(await page.getByRole("button").count(), 0);
  assert.match((await page.locator("pre").first().textContent()) ?? "", /\/live\/coast\n\d+\n/);
  await reader.leave();
});

test("the browser reads the record, and notices at the next check what became of it", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stet.url}/live/coast/proof`);
  const first = await check(page);
  assert.deepEqual(first.kinds, ["holds", "order", "fits", "signer", "first"], first.words);
  assert.match(first.words, /without a gap 302\n.*fingerprint 302\nSigned by the key \S+\/live\/coast\+[0-9a-f]{8}\+/);
  const gone = await stet.publish("coast", "A rumour", "Unheard-of things.");
  await stet.withdraw("coast", gone, "Nobody confirmed it.");
  await page.reload();
  const second = await check(page);
  assert.deepEqual(second.kinds, ["holds", "order", "fits", "signer", "withheld", "kept", "first"], second.words);
  assert.match(second.words, /without a gap 304\n.*fingerprint 303\n/);
  // Another record, which has all that this one had but for one word, would be found out.
  await page.evaluate(() => {
    for (const [name, value] of Object.entries(localStorage)) {
      if (name.startsWith("stet-record ")) localStorage.setItem(name, JSON.stringify({ ...JSON.parse(value), root: "00".repeat(32) }));
    }
  });
  const third = await check(page);
  assert.deepEqual(third.kinds, ["broken", "rewritten"], third.words);
  await context.close();
});

const lies: readonly [string, string, (body: string) => string, string[]][] = [
  ["a letter that was altered", "changes", (body) => body.replace("Two boats", "Ten boats"), ["broken", "altered"]],
  ["a kind that was altered", "changes", (body) => body.replace('"kind":"post_published"', '"kind":"post_invented"'), ["broken", "other"]],
  ["a change that was left out", "changes", (body) => body.split("\n").toSpliced(1, 1).join("\n"), ["broken", "gap"]],
  ["a checkpoint of another size", "checkpoint", (body) => body.replace(/\n\d+\n/, "\n7\n"), ["broken", "unsaid"]],
  ["a checkpoint that is none", "checkpoint", () => "nonsense", ["broken", "unsaid"]],
  ["another key", "key", (body) => body.replace(/\+[0-9a-f]{8}\+/, "+00000000+"), ["broken", "unsaid"]],
];

for (const [what, name, lie, kinds] of lies) {
  test(`the browser finds ${what}`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route(`**/live/coast/log/${name}*`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: lie(await response.text()) });
    });
    await page.goto(`${stet.url}/live/coast/proof`);
    const found = await check(page);
    assert.deepEqual(found.kinds, kinds, found.words);
    await context.close();
  });
}

test("what a cache kept for a moment is no reason to accuse anybody", async () => {
  const context = await browser.newContext();
  await hurry(context, 3_000);
  const page = await context.newPage();
  const older = await (await fetch(`${stet.url}/live/coast/log/checkpoint`)).text();
  await stet.publish("coast", "The port is open", "Both boats are in.");
  await page.goto(`${stet.url}/live/coast/proof`);
  const first = await check(page);
  assert.deepEqual(first.kinds.slice(-1), ["first"], first.words);
  // Once each, the checkpoint is the one of before, and the last changes are not there yet.
  await page.route("**/live/coast/log/checkpoint", (route) => route.fulfill({ body: older }), { times: 1 });
  await page.route("**/live/coast/log/changes?after=*", (route) => route.fulfill({ body: "" }), { times: 1 });
  const second = await check(page);
  assert.deepEqual(second.kinds.slice(-2), ["kept", "first"], second.words);
  // One that stays older is another matter.
  await page.route("**/live/coast/log/checkpoint", (route) => route.fulfill({ body: older }));
  assert.deepEqual((await check(page)).kinds, ["broken", "rewritten"]);
  await context.close();
});

test("the browser takes no other record for this one", async () => {
  await stet.open("other", { headline: "Another day" });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/live/coast/log/**", async (route) => {
    await route.fulfill({ response: await route.fetch({ url: route.request().url().replace("/coast/", "/other/") }) });
  });
  await page.goto(`${stet.url}/live/coast/proof`);
  const found = await check(page);
  assert.deepEqual(found.kinds, ["broken", "unsaid"], found.words);
  await context.close();
});

test("where the server cannot be asked, that is said", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${stet.url}/live/coast/proof`);
  await page.route("**/log/changes*", (route) => route.abort());
  const found = await check(page);
  assert.deepEqual(found.kinds, ["unknown"], found.words);
  await context.close();
});

for (const [width, direction, colorScheme] of combinations([240, 360, 1280], ["ltr", "rtl"], SCHEMES)) {
  test(`nothing is wrong with the page, ${direction}, ${colorScheme} and ${width} pixels wide`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    await page.goto(direction === "ltr" ? `${stet.url}/live/coast/proof` : `${arabic.url}/live/asifa/proof`);
    await page.locator("#check button").click();
    await page.locator("#found > .first").waitFor();
    await assertIsWell(page, direction);
    await keepPicture(page, `proof-${width}-${direction}-${colorScheme}`, { fullPage: true });
    await context.close();
  });
}
