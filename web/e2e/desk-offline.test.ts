// The desk without a network: it opens, shows what was last seen, and keeps what is written.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow } from "./desk-window.ts";
import { Stet } from "./stet.ts";

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("a draft that is written without a network is in the list, and on the server once there is one", async () => {
  const stet = await Stet.start();
  await stet.open("storm-tide", { headline: "Storm tide reaches the coast" });
  await stet.publish("storm-tide", "Last train");
  const desk = await DeskWindow.follow(browser, await stet.ownersLink());
  const { page } = desk;
  desk.expect(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  // What the worker saw from its start on can be read later.
  await desk.go("/desk/c/storm-tide");
  await page.locator("article", { hasText: "Last train" }).waitFor();
  await desk.go("/desk/");
  await page.getByRole("link", { name: "Storm tide reaches the coast" }).waitFor();

  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("link", { name: "Storm tide reaches the coast" }).click();
  await page.locator("article", { hasText: "Last train" }).waitFor();
  await page.locator("#new-post").click();
  await page.locator(".composer .ProseMirror").waitFor();
  await page.keyboard.type("Written on the causeway");
  await page.locator(".composer").getByText("Kept on this device").waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.locator(".local").getByText("Written on the causeway").waitFor();

  await page.context().setOffline(false);
  await page.locator("li.draft", { hasText: "Written on the causeway" }).waitFor();
  const { drafts } = (await stet.ask("GET", "/coverages/storm-tide/drafts")) as { drafts: { headline: string }[] };
  assert.deepEqual(drafts.map(({ headline }) => headline), ["Written on the causeway"]);
  await desk.leave();
  await stet.stop();
});
