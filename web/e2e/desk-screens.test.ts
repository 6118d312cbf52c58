// Every screen of the desk, on a phone and on a desktop, light and dark: what axe finds, and whether it fits.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { DeskWindow } from "./desk-window.ts";
import { Listener } from "./listener.ts";
import { type Published, Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let stet: Stet;
let listener: Listener;
/** The window that every screen is opened in. */
let desk: DeskWindow;

before(async () => {
  [browser, listener] = await Promise.all([startBrowser(), Listener.start()]);
  stet = await Stet.start({ STET_ALSO_REACH: listener.address });
  await fill();
  desk = await DeskWindow.follow(browser, await stet.ownersLink());
});

after(async () => {
  await desk?.leave();
  await browser?.close();
  await stet?.stop();
  await listener?.stop();
});

/** A coverage with a bit of everything, and drafts of it. */
async function fill(): Promise<void> {
  await stet.open(SLUG, { headline: "Storm tide reaches the coast", standfirst: "Two harbours are closed." });
  const [first, second] = (await stet.publishMany(SLUG, 6, "Post")) as [Published, Published];
  await stet.revise(SLUG, first, { body: "High water.", notice: { kind: "correction", text: "Not low." } });
  await stet.withdraw(SLUG, second, "It was about another harbour.");
  await stet.amend(SLUG, { key_points: [{ text: "Both harbours are closed", post: first.id }], pinned: first.id });
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { content: { headline: "Brigades on the way", body: { v: 1, doc: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Crews come." }] }] } } } });
  await stet.invite("ben@example.org", "reporter", [{ slug: SLUG, role: "reporter" }]);
  await stet.ask("POST", `/coverages/${SLUG}/inlets`, { name: "#storm" });
  await tell();
}

/** Two webhooks: one takes everything, and one is gone. */
async function tell(): Promise<void> {
  const url = (path: string): string => `http://${listener.address}/${path}`;
  stet.expect(/webhook (did not take|is stopped)/);
  listener.status = 410;
  await stet.ask("POST", "/webhooks", { name: "The board in the hall", url: url(`board/${"long/".repeat(20)}`), coverage: SLUG, kinds: ["post_published", "post_revised", "post_withdrawn", "post_pinned"] });
  await stet.publish(SLUG, "Told to none");
  await listener.hasTaken(1);
  listener.status = 204;
  await stet.ask("POST", "/webhooks", { name: "The archive", url: url("archive") });
  await stet.publish(SLUG, "Told");
  await listener.hasTaken(2);
}

/** What is opened, and what shows that it is there. */
const SCREENS: readonly (readonly [string, string, (page: Page) => Promise<unknown>])[] = [
  ["coverages", "/desk/", (page) => page.getByText("Storm tide").first().waitFor()],
  ["new coverage", "/desk/", (page) => page.getByRole("button", { name: "New coverage" }).click()],
  ["coverage", `/desk/c/${SLUG}`, (page) => page.locator("#new-post").waitFor()],
  ["composer", `/desk/c/${SLUG}`, (page) => compose(page)],
  ["withdrawing", `/desk/c/${SLUG}`, (page) => withdraw(page)],
  ["manage", `/desk/c/${SLUG}/manage`, (page) => page.getByText("Members of this coverage").waitFor()],
  ["trash", `/desk/c/${SLUG}/trash`, (page) => page.getByText("The trash is empty.").waitFor()],
  ["search", "/desk/search", (page) => find(page)],
  ["mentions", "/desk/mentions", (page) => page.getByText("Nobody has mentioned you yet.").waitFor()],
  ["library", "/desk/library", (page) => page.getByRole("heading", { name: "Explainer" }).waitFor()],
  ["members", "/desk/members", (page) => page.getByText("ben@example.org").waitFor()],
  ["webhooks", "/desk/webhooks", (page) => page.getByText("Stopped since").first().waitFor()],
  ["new webhook", "/desk/webhooks", (page) => makeWebhook(page)],
  ["deliveries", "/desk/webhooks", (page) => look(page)],
  ["followings", "/desk/followings", (page) => page.getByText("No coverage of another server is followed yet.").waitFor()],
  ["new following", "/desk/followings", (page) => page.getByRole("button", { name: "Follow a coverage" }).click()],
  ["inlet", `/desk/c/${SLUG}/manage`, (page) => makeInlet(page)],
  ["log", "/desk/audit", (page) => page.locator("tbody tr").first().waitFor()],
  ["me", "/desk/me", (page) => page.getByText("This one").waitFor()],
  ["keyboard", "/desk/me", (page) => page.keyboard.press("?")],
];

async function compose(page: Page): Promise<void> {
  await page.locator("#new-post").waitFor();
  await page.keyboard.press("n");
  await page.locator(".composer .ProseMirror").waitFor();
}

async function withdraw(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More for “Post 6”" }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
}

async function find(page: Page): Promise<void> {
  await page.getByLabel("Words").fill("sentence");
  await page.getByRole("status").getByText(/found/).waitFor();
}

async function makeWebhook(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New webhook" }).click();
  await page.getByLabel("Only these:").check();
  await page.getByLabel("Post published").check();
}

async function look(page: Page): Promise<void> {
  await page.getByRole("button", { name: "What “The board in the hall” was sent" }).click();
  await page.getByText("Not taken").first().waitFor();
}

async function makeInlet(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New inlet" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Tips");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByLabel("For Telegram").waitFor();
}

for (const [[name, path, arrive], [width, height], colorScheme] of combinations(SCREENS, [[360, 780], [1440, 900]], SCHEMES)) {
  test(`at ${width} pixels, ${colorScheme}, the screen “${name}” fits and axe finds no fault`, async () => {
    const { page } = desk;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await desk.go(path);
    await arrive(page);
    await keepPicture(page, `desk-${name.replace(" ", "-")}-${width}-${colorScheme}`);
    assert.deepEqual(await desk.faults(), []);
    assert.equal(await desk.overflow(), 0);
  });
}

/** The ways in: where they are, and what shows that they are there. */
const DOORS = [
  ["for members", async () => `${stet.url}/desk/`, "Sign in"],
  ["by a link", () => stet.ownersLink(), "Come in"],
] as const;

for (const [[name, link, way], colorScheme] of combinations(DOORS, SCHEMES)) {
  test(`the door ${name} is in order, too, ${colorScheme}`, async () => {
    const out = await DeskWindow.at(browser, await link(), { viewport: { width: 360, height: 780 }, colorScheme });
    await out.page.getByRole("button", { name: way, exact: true }).waitFor();
    assert.deepEqual(await out.faults(), []);
    await out.leave();
  });
}
