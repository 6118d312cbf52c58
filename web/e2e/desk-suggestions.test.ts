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
