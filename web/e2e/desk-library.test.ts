// What the newsroom writes once and uses often: a template begins a post, and a background block is renewed wherever it stands.

import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow, GONE } from "./desk-window.ts";
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
  ada.expect(GONE);
});

after(async () => {
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
});

const button = (name: string, within: Page | Locator = page): Locator => within.getByRole("button", { name, exact: true });

test("a background block is written in the library, put into a post, and revised for a reader whose page is open", async () => {
  await ada.go("/desk/library");
  await button("New background block").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("[data-headline]").click();
  await page.keyboard.type("The barrier");
  await page.keyboard.press("Enter");
  await page.keyboard.type("It was built in 1984.");
  await button("Save", dialog).click();
  await page.getByRole("heading", { name: "The barrier" }).waitFor();

  await ada.go(`/desk/c/${SLUG}`);
  await page.locator("#new-post").click();
  await page.locator(".composer .ProseMirror").waitFor();
  await page.keyboard.type("Barrier closed");
  await page.keyboard.press("Enter");
  await page.keyboard.type("At noon.");
  await button("Insert").click();
  await page.getByRole("menuitem", { name: "Background" }).click();
  await button("The barrier", dialog).click();
  await page.locator(".composer .ProseMirror").getByText("It was built in 1984.").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("article", { hasText: "It was built in 1984." }).waitFor();

  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`);
  await reader.page.getByText("It was built in 1984.").waitFor();
  await ada.go("/desk/library");
  await button("Edit “The barrier”").click();
  await dialog.getByText("Saving renews it in the post that holds it.").waitFor();
  await dialog.locator(".ProseMirror").getByText("It was built in 1984.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" It was raised in 2019.");
  await button("Save", dialog).click();
  await page.getByText("Saved; 1 post is being revised.").waitFor();
  await reader.page.getByText("It was built in 1984. It was raised in 2019.").waitFor();
  await reader.leave();
});

test("a template that is written in the library begins a post", async () => {
  await ada.go("/desk/library");
  await button("New template").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Gauge");
  await dialog.locator("[data-headline]").click();
  await page.keyboard.type("Gauge at the hour");
  await button("Save", dialog).click();
  await page.getByRole("heading", { name: "Gauge" }).waitFor();
  await ada.go(`/desk/c/${SLUG}`);
  await button("Gauge").click();
  await page.locator(".composer [data-headline]", { hasText: "Gauge at the hour" }).waitFor();
});

test("what is removed from the library is asked about first, and a background block says which posts hold it", async () => {
  await ada.go("/desk/library");
  const dialog = page.getByRole("dialog");
  await button("Remove “The barrier”").click();
  await dialog.getByText("The post that holds it keeps its words").waitFor();
  // Whoever presses Enter too soon, or Escape, has removed nothing.
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await button("Remove “Gauge”").click();
  await dialog.getByRole("heading", { name: "Remove “Gauge”?" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { name: "The barrier" }).waitFor();

  await button("Remove “The barrier”").click();
  await button("Remove", dialog).click();
  await page.getByText("Removed.").waitFor();
  await page.getByRole("heading", { name: "The barrier", exact: true }).waitFor({ state: "detached" });
  await button("Remove “Gauge”").click();
  await button("Remove", dialog).click();
  await page.getByRole("heading", { name: "Gauge", exact: true }).waitFor({ state: "detached" });
  await ada.go(`/desk/c/${SLUG}`);
  await page.locator("article", { hasText: "It was built in 1984." }).waitFor();
});
