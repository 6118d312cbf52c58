// A published post is taken up again: what is typed at once is what was typed, and what goes out is what was shown.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { looksAtEverything } from "./conditions.ts";
import { DeskWindow, GONE } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
const TIMES = looksAtEverything() ? 5 : 3;
let browser: Browser;
let stet: Stet;
let ada: DeskWindow;

before(async () => {
  browser = await startBrowser();
  stet = await Stet.start();
  await stet.open(SLUG, { headline: "Storm tide reaches the coast", time_zone: "Europe/London" });
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
});

after(async () => {
  await ada.leave();
  await browser.close();
  await stet.stop();
});

/** Clicks and presses keys without waiting for the page in between, as a quick hand does on a slow day. */
async function atOnce(page: Page, x: number, y: number, keys: readonly string[]): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const mouse = { x, y, button: "left", clickCount: 1 } as const;
  const sent: Promise<unknown>[] = [
    line.send("Input.dispatchMouseEvent", { ...mouse, type: "mousePressed" }),
    line.send("Input.dispatchMouseEvent", { ...mouse, type: "mouseReleased" }),
  ];
  for (const key of keys) {
    const code = { End: 35, Backspace: 8 }[key];
    const pressed = code ? { key, code: key, windowsVirtualKeyCode: code } : { key, text: key };
    sent.push(line.send("Input.dispatchKeyEvent", { ...pressed, type: code ? "rawKeyDown" : "keyDown" }));
    sent.push(line.send("Input.dispatchKeyEvent", { key, ...(code ? { windowsVirtualKeyCode: code } : {}), type: "keyUp" }));
  }
  await Promise.all(sent);
  await line.detach();
}

test(`Backspaces and letters right after a revision was opened all count, ${TIMES} times over`, async () => {
  const { page } = ada;
  const read: string[] = [];
  for (let n = 0; n < TIMES; n++) {
    const headline = `Last train ${n}`;
    await stet.publish(SLUG, headline, "It leaves at seven.");
    await ada.go(`/desk/c/${SLUG}`);
    // By a key: a list that is still filling moves away under a pointer, which then opens another post.
    await page.getByRole("button", { name: `Edit “${headline}”` }).press("Enter");
    const words = page.locator(".composer .ProseMirror");
    const place = await words.getByText("It leaves at seven.").boundingBox();
    assert.ok(place);
    await atOnce(page, place.x + 40, place.y + place.height / 2, ["End", ...Array<string>(6).fill("Backspace"), ..."six."]);
    read.push((await words.locator("p").textContent()) ?? "");
    await page.getByRole("button", { name: "Close" }).click();
  }
  assert.deepEqual(read, Array<string>(TIMES).fill("It leaves at six."));
});

test("words that another writes while the difference is shown do not go out unseen", async () => {
  const { page } = ada;
  const { id } = await stet.publish(SLUG, "Ferries", "They wait outside.");
  await ada.go(`/desk/c/${SLUG}`);
  await page.getByRole("button", { name: "Edit “Ferries”" }).click();
  const draft = await page.locator(".composer").getAttribute("data-draft");
  const ben = await DeskWindow.follow(browser, await stet.invite("ben@example.org", "editor", [{ slug: SLUG, role: "editor" }]), { name: "Ben" });
  await ben.go(`/desk/c/${SLUG}/draft/${draft}`);

  await page.locator(".composer .ProseMirror").getByText("They wait outside.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" All of them.");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator("ins").first().waitFor();
  await ben.page.locator(".composer .ProseMirror").getByText("All of them.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type(" For hours.");
  await ben.page.locator('[data-status="saved"]').waitFor();
  await page.locator(".composer .ProseMirror").getByText("For hours.").waitFor();

  ada.expect(/status of 409.*\/publish/);
  await dialog.getByRole("textbox").fill("All of them wait.");
  await dialog.getByRole("button", { name: "Publish as correction" }).press("Enter");
  await dialog.getByText("Somebody else has written in this draft since the difference was shown.").waitFor();
  assert.match((await dialog.locator("ins").allTextContents()).join(" "), /For hours\./);
  const { posts } = (await (await fetch(`${stet.url}/live/${SLUG}.json`)).json()) as { posts: { id: string; text: string }[] };
  assert.doesNotMatch(posts.find((post) => post.id === id)?.text ?? "", /All of them/, "nothing went out yet");

  await dialog.getByRole("button", { name: "Publish as correction" }).press("Enter");
  await page.locator("article", { hasText: "They wait outside. All of them. For hours." }).waitFor();
  ben.expect(GONE);
  ada.expect(GONE);
  await ben.leave();
});
