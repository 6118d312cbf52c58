// The desk without a network: it opens, shows what was last seen, and keeps what is written.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { keepPicture } from "./conditions.ts";
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

test("words that this desk cannot read are shown, copied, and removed only once that was asked", async () => {
  const stet = await Stet.start();
  await stet.open("storm-tide", { headline: "Storm tide reaches the coast" });
  const desk = await DeskWindow.follow(browser, await stet.ownersLink(), {}, { permissions: ["clipboard-read", "clipboard-write"] });
  const { page } = desk;
  await desk.go("/desk/c/storm-tide");
  await page.getByText("No drafts.").waitFor();
  // The journal is opened once the posts are on the screen.
  await page.waitForFunction(async () => (await indexedDB.databases()).some(({ name }) => name?.startsWith("stet-desk-")));
  // What another version of the desk left in this browser.
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.startsWith("stet-desk-"))?.name ?? "";
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const confirmed = { type: "doc", content: [{ type: "hologram", content: [{ type: "text", text: "The causeway is under water." }] }] };
    const entry = { client: "from-another-version", draft: "01890a5d-ac96-774b-bcce-b302099a8057", coverage: "storm-tide", version: 1, confirmed, unborn: { content: {} }, conflict: null, at: 1 };
    const transaction = database.transaction("entries", "readwrite");
    transaction.objectStore("entries").put(entry);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  });
  await page.reload();
  const drafts = (): Locator => page.locator("nav.panes").getByRole("button", { name: "Drafts" });
  const left = page.getByLabel("Words kept on this device");
  await left.waitFor();
  assert.equal(await left.inputValue(), "The causeway is under water.");
  for (const [width, colorScheme] of [[1440, "light"], [360, "dark"]] as const) {
    await page.setViewportSize({ width, height: 780 });
    await page.emulateMedia({ colorScheme });
    if (width === 360) await drafts().click();
    await left.scrollIntoViewIfNeeded();
    await keepPicture(page, `desk-unreadable-${width}-${colorScheme}`);
    assert.deepEqual(await desk.faults(), []);
    assert.equal(await desk.overflow(), 0);
  }
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "The causeway is under water.");

  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await dialog.getByRole("heading", { name: "Remove these words?" }).waitFor();
  await keepPicture(page, "desk-unreadable-removing-360-dark");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.reload();
  await left.waitFor({ state: "attached" });
  await drafts().click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await left.waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("No drafts.").waitFor({ state: "attached" });
  assert.equal(await left.count(), 0);
  await desk.leave();
  await stet.stop();
});
