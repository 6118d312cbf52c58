// An owner takes a post out of the record, with a warning before it, and a reader's open page shows what stands in its place.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { lookWithAxe } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { DeskWindow } from "./desk-window.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let stet: Stet;
let ada: DeskWindow;
let page: Page;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG, { headline: "Storm tide reaches the coast" });
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
  ({ page } = ada);
});

after(async () => {
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
});

test("an owner redacts a post by keyboard, and it goes from a page that is open", async () => {
  await stet.publish(SLUG, "Who saw it");
  await stet.publish(SLUG, "The barrier holds");
  await ada.go(`/desk/c/${SLUG}`);
  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`);
  await reader.page.getByText("Who saw it").first().waitFor();

  await page.getByRole("button", { name: "More for “Who saw it”" }).press("Enter");
  await page.getByRole("menuitem", { name: "Redact", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Its words go for good").waitFor();
  assert.equal(await dialog.getByText("Who saw it").count(), 1, "it says which post is meant");
  assert.deepEqual((await lookWithAxe(page)).faults, []);
  // Without a ground, and without a yes, nothing happens.
  await dialog.getByRole("button", { name: "Redact" }).press("Enter");
  await dialog.getByLabel("It puts somebody in danger").check();
  await dialog.getByRole("button", { name: "Redact" }).press("Enter");
  assert.equal(await dialog.count(), 1);
  await dialog.getByLabel("I understand that nobody can bring it back.").press("Space");
  await dialog.getByRole("button", { name: "Redact" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  const card = page.locator("article", { hasText: "Taken out of the record:" });
  await card.getByText("It puts somebody in danger").waitFor();

  await reader.page.getByText("Its words were removed from the record for somebody’s safety.").waitFor();
  assert.equal(await reader.page.getByText("Who saw it").count(), 0);
  assert.equal(await reader.page.getByText("The barrier holds").first().count(), 1);
  await reader.leave();
});

test("an editor is not offered it", async () => {
  await stet.publish(SLUG, "The harbour closes");
  const ben = await DeskWindow.of(await browser.newContext(), stet, await stet.member("Ben", "editor", SLUG));
  await ben.page.goto(`${stet.url}/desk/c/${SLUG}`);
  await ben.page.getByRole("button", { name: "More for “The harbour closes”" }).click();
  await ben.page.getByRole("menuitem", { name: "Withdraw" }).waitFor();
  assert.equal(await ben.page.getByRole("menuitem", { name: "Redact", exact: true }).count(), 0);
  await ben.leave();
});
