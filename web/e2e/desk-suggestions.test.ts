// What a watched feed has that is new is suggested to the desk, becomes a draft there, or is put aside.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow } from "./desk-window.ts";
import { FeedSite } from "./feed.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let site: FeedSite;
let stet: Stet;
/** Who manages the coverage. */
let ada: DeskWindow;
/** Who writes for it, on a phone in the dark. */
let ben: DeskWindow;

before(async () => {
  const items = [
    { title: "Harbour closed", text: "No ship goes in or out until noon." },
    { title: "Ferries wait", text: "Two ferries wait in the roads." },
    { title: "Lock jammed", text: "The northern lock does not open." },
  ];
  [browser, site] = await Promise.all([startBrowser(), FeedSite.start("Port of the coast", items)]);
  stet = await Stet.start({ STET_ALSO_REACH: site.address });
  await stet.open(SLUG, { headline: "Storm tide reaches the coast" });
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
  const phone = await browser.newContext({ viewport: { width: 360, height: 720 }, colorScheme: "dark" });
  ben = await DeskWindow.of(phone, stet, await stet.member("Ben", "reporter", SLUG));
});

after(async () => {
  await ada?.leave();
  await ben?.leave();
  await browser?.close();
  await stet?.stop();
  await site?.stop();
});

const button = (name: string, within: Page | Locator): Locator => within.getByRole("button", { name, exact: true });
const suggestions = ({ page }: DeskWindow): Locator => page.locator("details.suggestions");
const count = (of: DeskWindow, number: number): Locator => suggestions(of).locator("summary .count").getByText(`${number}`, { exact: true });

test("a feed is watched from the coverage's settings, and its news is at everybody's desk at once", async () => {
  await ben.page.goto(`${stet.url}/desk/c/${SLUG}`);
  await button("Drafts", ben.page).click();
  await ben.page.getByText("No drafts.").waitFor();
  await ben.page.locator(".line.live").waitFor();
  assert.equal(await suggestions(ben).count(), 0);

  const { page } = ada;
  await ada.go(`/desk/c/${SLUG}/manage`);
  const feeds = page.getByRole("region", { name: "Watched feeds" });
  ada.expect(/status of 422.*\/feeds/);
  await feeds.getByLabel("Address of an RSS, Atom or JSON feed").fill(`http://${site.address}/`);
  await page.keyboard.press("Enter");
  await feeds.getByRole("alert").getByText("What stands there is no feed").waitFor();
  assert.deepEqual(await ada.faults(), []);
  await feeds.getByLabel("Address of an RSS, Atom or JSON feed").fill(`http://${site.address}/feed`);
  await page.keyboard.press("Enter");
  await feeds.getByRole("listitem").getByText("Port of the coast").waitFor();
  await feeds.getByText(`http://${site.address}/feed`).waitFor();
  assert.equal(await feeds.getByRole("alert").count(), 0);

  await count(ben, 3).waitFor();
});

test("a suggestion says what it is, whence and when, and leads to where it stands", async () => {
  const { page } = ben;
  await suggestions(ben).locator("summary").focus();
  await page.keyboard.press("Enter");
  const one = suggestions(ben).getByRole("listitem").filter({ hasText: "Harbour closed" });
  await one.getByText("No ship goes in or out until noon.").waitFor();
  await one.getByText("Port of the coast").waitFor();
  await one.locator("time").waitFor();
  const link = one.getByRole("link", { name: "Harbour closed" });
  assert.equal(await link.getAttribute("href"), `http://${site.address}/0`);
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.match((await link.getAttribute("rel")) ?? "", /noopener/);
  assert.deepEqual(await ben.faults(), []);
  assert.equal(await ben.overflow(), 0);
});

test("one is put aside for everybody, and the keyboard goes on at the next", async () => {
  await ada.page.getByRole("link", { name: "To the coverage" }).click();
  await count(ada, 3).waitFor();
  const first = suggestions(ben).locator("[data-dismiss]").first();
  const title = (await suggestions(ben).getByRole("link").first().innerText()).trim();
  await first.focus();
  await ben.page.keyboard.press("Enter");
  await count(ben, 2).waitFor();
  await suggestions(ben).getByText(title).waitFor({ state: "detached" });
  await ben.page.locator("[data-dismiss]:focus").waitFor();
  await count(ada, 2).waitFor();
});

test("one becomes a draft, which is open at once", async () => {
  const { page } = ben;
  const title = (await suggestions(ben).getByRole("link").first().innerText()).trim();
  await button(`Make a draft of “${title}”`, page).click();
  await page.locator(".composer .ProseMirror").getByText(title).first().waitFor();
  assert.match(page.url(), /\/draft\//);
  await count(ada, 1).waitFor();
  await ada.page.locator("li.draft").getByText(title).first().waitFor();
  assert.deepEqual(await ada.faults(), []);
});

/** Has the feed read now, and waits until that was answered. */
async function readNow(): Promise<void> {
  const { page } = ada;
  await Promise.all([page.waitForResponse(/\/feeds\/[^/]+\/read$/), button("Have “Port of the coast” read now", page).click()]);
}

test("what comes into the feed later is suggested once, however often it is read and edited", async () => {
  await ben.go(`/desk/c/${SLUG}`);
  await button("Drafts", ben.page).click();
  await count(ben, 1).waitFor();
  await suggestions(ben).locator("summary").click();
  const titled = (title: string): Locator => suggestions(ben).getByRole("link", { name: `${title} (opens in a new tab)`, exact: true });

  await ada.go(`/desk/c/${SLUG}/manage`);
  site.publish({ title: "Pier lost", text: "The pier has lost its head." });
  await readNow();
  await ada.page.getByText("It was read.").waitFor();
  await count(ben, 2).waitFor();
  await titled("Pier lost").waitFor();

  // What is told of the next item shows that nothing was told of the edited one.
  site.edit("Pier lost", { title: "Pier lost at high water", text: "The pier has lost its head and its lamp." });
  await readNow();
  site.publish({ title: "Bridge shut", text: "Nobody drives over the bridge." });
  await readNow();
  await titled("Bridge shut").waitFor();
  await count(ben, 3).waitFor();
  assert.equal(await suggestions(ben).getByRole("link").filter({ hasText: "Pier lost" }).count(), 1);

  // What was put aside does not come back by being edited.
  await button("Put aside “Pier lost”", ben.page).click();
  await count(ben, 2).waitFor();
  site.edit("Pier lost at high water", { title: "Pier lost", text: "The pier stands." });
  await readNow();
  site.publish({ title: "Sand wanted", text: "The fire brigade asks for sand." });
  await readNow();
  await titled("Sand wanted").waitFor();
  await count(ben, 3).waitFor();
  assert.equal(await titled("Pier lost").count(), 0);
});

test("a feed that breaks is said at every desk, with why and the way out, until it is whole again", async () => {
  stet.expect(/a feed could not be read/);
  const feeds = ada.page.getByRole("region", { name: "Watched feeds" });
  for (const [answer, told] of [["gone", "The site answered 404 Not Found."], ["page", "What stands there is no feed"], ["endless", "What the site sends is too large."]] as const) {
    site.answer = answer;
    await readNow();
    await feeds.getByText(told).waitFor();
    await ada.page.getByText("It could not be read.").waitFor();
    await feeds.getByText("If it has moved, remove it and watch its new address.").waitFor();
  }
  assert.deepEqual(await ada.faults(), []);
  await suggestions(ben).getByText("1 feed not read").waitFor();
  await suggestions(ben).getByText("“Port of the coast” is not read at the moment. What the site sends is too large.").waitFor();
  await suggestions(ben).getByText("Who manages the coverage can see to it.").waitFor();
  await count(ben, 3).waitFor();
  assert.deepEqual(await ben.faults(), []);
  assert.equal(await ben.overflow(), 0);

  await ada.page.getByRole("link", { name: "To the coverage" }).click();
  await suggestions(ada).getByText("1 feed not read").click();
  await suggestions(ada).getByRole("link", { name: "See to it under Manage" }).click();
  site.answer = "feed";
  await readNow();
  await ada.page.getByText("It was read.").waitFor();
  await feeds.getByText("Not read the last time.").waitFor({ state: "detached" });
  await suggestions(ben).getByText("1 feed not read").waitFor({ state: "detached" });
});

test("once the feed is watched no longer, its suggestions are gone", async () => {
  const { page } = ada;
  await ada.go(`/desk/c/${SLUG}/manage`);
  await button("Remove “Port of the coast”", page).click();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await button("Remove “Port of the coast”", page).click();
  await button("Remove", page.getByRole("dialog")).click();
  await page.getByText("Removed.").waitFor();
  await page.getByRole("region", { name: "Watched feeds" }).getByRole("listitem").waitFor({ state: "detached" });
  await suggestions(ben).waitFor({ state: "detached" });
});
