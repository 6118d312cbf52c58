// A coverage of another server is followed from the desk: two real servers, and one between them who may lie.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { LANGUAGES } from "../desk/language.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { DeskWindow } from "./desk-window.ts";
import { FrontServer } from "./front-server.ts";
import { freePort } from "./port.ts";
import { hurry } from "./reader.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
/** What the source is reached by. */
let front: FrontServer;
let source: Stet;
let stet: Stet;
let ada: DeskWindow;
let page: Page;

before(async () => {
  browser = await startBrowser();
  const port = await freePort();
  front = await FrontServer.before(`http://127.0.0.1:${port}`);
  source = await Stet.start({ STET_PUBLIC_URL: front.url }, `127.0.0.1:${port}`);
  stet = await Stet.start({ STET_ALSO_REACH: new URL(front.url).host });
  await source.open("storm", { headline: "Storm tide reaches the coast" });
  await source.publishMany("storm", 3, "Post");
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
  ({ page } = ada);
  // The screen looks again every ten seconds.
  await hurry(page.context(), 10_000);
  await page.reload();
});

after(async () => {
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
  await source?.stop();
  await front?.close();
});

const button = (name: string, within: Page | Locator = page): Locator => within.getByRole("button", { name, exact: true });
const dialog = (): Locator => page.getByRole("dialog");
const card = (slug: string): Locator => page.getByRole("article", { name: slug });
const address = (): Locator => dialog().getByLabel("Address of the coverage");
const name = (): Locator => dialog().getByLabel("Name in its address here");

/** Waits until a card says that so many changes were verified. */
async function hasVerified(slug: string, count: number): Promise<void> {
  await card(slug).locator("dl > div", { hasText: new RegExp(`^Changes verified\\s*${count}$`) }).waitFor();
}

/** Has the source be slow to answer at a path. Gives what lets it answer. */
function hold(path: string): () => void {
  let goOn = (): void => {};
  front.waits.set(path, new Promise((resolve) => { goOn = resolve; }));
  return () => goOn();
}

/** Waits until it has the focus. */
async function hasFocus(element: Locator): Promise<void> {
  await element.and(page.locator(":focus")).waitFor();
}

test("an owner has a coverage of another server followed, and its posts arrive", async () => {
  await page.getByRole("link", { name: "Followed", exact: true }).click();
  await page.getByText("No coverage of another server is followed yet.").waitFor();
  await button("Follow a coverage").click();
  await hasFocus(address());
  await address().fill(`${front.url}/live/storm`);
  await dialog().getByText(`${new URL(stet.url).host}/live/storm`).waitFor();

  // A source may take its time.
  const goOn = hold("/live/storm/log/key");
  await page.keyboard.press("Enter");
  await button("Asking the source…", dialog()).waitFor();
  await dialog().getByRole("status").getByText("That may take half a minute.").waitFor();
  assert.deepEqual(await ada.faults(), []);
  goOn();
  await dialog().waitFor({ state: "detached" });
  await page.getByText("“storm” is followed.").waitFor();
  await hasFocus(button("Follow a coverage"));

  // The card sees to the rest by itself.
  await card("storm").getByText("Followed", { exact: true }).waitFor();
  await hasVerified("storm", await source.seq("storm"));
  await source.publish("storm", "The ferry sails");
  await hasVerified("storm", await source.seq("storm"));
  await card("storm").getByRole("link", { name: "Readers’ page" }).and(page.locator('[href="/live/storm"]')).waitFor();
  await card("storm").getByRole("link", { name: `${front.url}/live/storm` }).waitFor();
  await card("storm").getByText(new URL(front.url).host, { exact: true }).waitFor();
  await card("storm").getByRole("link", { name: "storm", exact: true }).click();
  await page.getByText("The ferry sails").first().waitFor();
  await page.getByText(`This coverage is followed from ${new URL(front.url).host}`).waitFor();
  await page.goBack();
});

test("the key that has to sign is there to be held against what the source says of itself", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await card("storm").getByText("Pinned key").click();
  await button("Copy", card("storm")).click();
  const { host } = new URL(front.url);
  const keys = await (await fetch(`${front.url}/live/storm/log/key`)).text();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(`${host}/live/storm+`) && keys.includes(copied), copied);
  assert.equal(await card("storm").locator("code").textContent(), copied);
});

test("what is wrong with an address or a name is told at its field", async () => {
  ada.expect(/status of 4(22|09).*\/followings/);
  await stet.open("ferries");
  await source.open("ferries");
  await source.publish("ferries", "All boats in port");
  await button("Follow a coverage").click();
  for (const [wrong, told] of [["/", "is no coverage's address"], ["/live/none", "The source has no such coverage"]] as const) {
    await address().fill(front.url + wrong);
    await button("Follow it", dialog()).click();
    await dialog().getByRole("alert").getByText(told).waitFor();
    await hasFocus(address().and(page.locator("[aria-invalid=true]")));
    assert.match((await address().getAttribute("aria-describedby")) ?? "", /fault/);
    assert.equal(await name().getAttribute("aria-invalid"), null);
  }
  assert.deepEqual(await ada.faults(), []);

  // Who does not wait for the answer has nothing to do with it.
  const answered = page.waitForResponse((response) => response.url().endsWith("/followings") && response.status() === 422);
  const held = hold("/live/none/log/key");
  await button("Follow it", dialog()).click();
  await button("Asking the source…", dialog()).waitFor();
  await button("Cancel", dialog()).click();
  await hasFocus(button("Follow a coverage"));
  await page.keyboard.press("Enter");
  held();
  await answered;

  await address().fill(`${front.url}/live/ferries`);
  await button("Follow it", dialog()).click();
  await dialog().getByRole("alert").getByText("There is a coverage of that name here already.").waitFor();
  await dialog().getByRole("alert").getByText("Choose another name").waitFor();
  await hasFocus(name().and(page.locator("[aria-invalid=true]")));
  await keepPicture(page, "desk-follow-refused");
  assert.equal(await address().getAttribute("aria-invalid"), null);
  await page.keyboard.type("ferries-there");
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await hasVerified("ferries-there", await source.seq("ferries"));
});

test("while nothing comes of a source, its card says why and since when", async () => {
  stet.expect(/nothing comes of a followed coverage/);
  front.answers.set("/live/storm/log/checkpoint", { status: 503, body: "" });
  await source.publish("storm", "The quay floods");
  await card("storm").getByText("Nothing has come since").waitFor();
  await card("storm").getByText("The source is busy.").waitFor();
  await card("storm").locator("time").nth(1).waitFor();
  assert.equal(await button("Go on", card("storm")).count(), 0);
  // It sees by itself that it comes again, too.
  front.answers.clear();
  await hasVerified("storm", await source.seq("storm"));
  assert.equal(await card("storm").getByText("Nothing has come since").count(), 0);
});

test("a source that lies is not followed further, and the card says so", async () => {
  stet.expect(/not gone on with/);
  const stretch = `/live/storm/log/changes?after=${await source.seq("storm")}`;
  front.answers.set("/live/storm/log/checkpoint", { status: 503, body: "" });
  await source.publish("storm", "The bridge stands");
  const told = await (await fetch(front.url + stretch)).text();
  front.answers.set(stretch, { status: 200, body: told.replaceAll("The bridge stands", "The bridge falls") });
  front.answers.delete("/live/storm/log/checkpoint");
  await card("storm").getByText("Stopped", { exact: true }).waitFor();
  await card("storm").getByText("Stopped since").waitFor();
  await card("storm").getByText("The source tells something else than it signed").waitFor();
  const shown = await (await fetch(`${stet.url}/live/storm`)).text();
  assert.ok(shown.includes("The quay floods") && !shown.includes("The bridge"), "what was verified stands");
});

test("the screen fits and axe finds no fault, however it is looked at", async () => {
  await source.open("late");
  front.answers.set("/live/late/log/changes?after=0", { status: 503, body: "" });
  await stet.ask("POST", "/followings", { source: `${front.url}/live/late` });
  const done = await stet.ask("POST", "/followings", { source: `${front.url}/live/ferries`, slug: "ferries-of-old" });
  assert.ok(done);
  await hasVerified("ferries-of-old", await source.seq("ferries"));
  await stet.ask("DELETE", "/followings/ferries-of-old");
  await card("ferries-of-old").getByText("Followed no more").waitFor();
  await card("late").getByText("The source is busy.").waitFor();

  const speak = async (language: string): Promise<void> => {
    await page.evaluate((one) => localStorage.setItem("stet-language", one), language);
    await page.reload();
    await page.getByRole("article").nth(3).waitFor();
  };
  for (const [language, width, colorScheme] of combinations(Object.keys(LANGUAGES), [360, 960, 1280], SCHEMES)) {
    const how = `${language}, ${width} pixels, ${colorScheme}`;
    await speak(language);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const key of await page.locator("details").all()) await key.evaluate((one) => ((one as HTMLDetailsElement).open = true));
    await keepPicture(page, `desk-followings-${language}-${width}-${colorScheme}`, { fullPage: true });
    assert.equal(await ada.overflow(), 0, how);
    assert.deepEqual(await ada.faults(), [], how);
    await page.locator(".title button").click();
    await keepPicture(page, `desk-follow-${language}-${width}-${colorScheme}`);
    assert.deepEqual(await ada.faults(), [], `${how}, dialog`);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "light" });
  await speak("en");
});

test("one that has stopped goes on, once what its source tells holds", async () => {
  front.answers.clear();
  await button("Go on", card("storm")).focus();
  await page.keyboard.press("Enter");
  await page.getByText("“storm” is followed again").waitFor();
  await card("storm").getByText("Followed", { exact: true }).waitFor();
  await hasFocus(card("storm").getByRole("heading"));
  await hasVerified("storm", await source.seq("storm"));
  assert.ok((await (await fetch(`${stet.url}/live/storm`)).text()).includes("The bridge stands"));
});

test("one is followed no more once that was asked, and is an ordinary coverage then", async () => {
  await button("Follow no more", card("ferries-there")).click();
  await dialog().getByText("What came stays, as an ordinary coverage of this server").waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await hasFocus(button("Follow no more", card("ferries-there")));
  await page.keyboard.press("Enter");
  await button("Follow no more", dialog()).click();
  await dialog().waitFor({ state: "detached" });
  await card("ferries-there").getByText("Followed no more").waitFor();
  await hasFocus(card("ferries-there").getByRole("heading"));
  assert.equal(await button("Follow no more", card("ferries-there")).count(), 0);
  await stet.publish("ferries-there", "Written here");

  // Of one of which nothing came, nothing stays.
  front.answers.set("/live/empty/log/changes?after=0", { status: 503, body: "" });
  await source.open("empty");
  await button("Follow a coverage").click();
  await address().fill(`${front.url}/live/empty`);
  await page.keyboard.press("Enter");
  await card("empty").getByText("not yet").waitFor();
  assert.equal(await card("empty").getByRole("link", { name: "Readers’ page" }).count(), 0);
  await button("Follow no more", card("empty")).click();
  await dialog().getByText("nothing of it stays here").waitFor();
  await button("Follow no more", dialog()).click();
  await card("empty").waitFor({ state: "detached" });
  await hasFocus(page.getByRole("heading", { name: "Followed coverages" }));
});

test("an editor has no such screen", async () => {
  const link = await stet.invite("ben@example.org", "editor", [{ slug: "storm", role: "editor" }]);
  const ben = await DeskWindow.follow(browser, link, { name: "Ben Lindqvist" });
  const asked: string[] = [];
  ben.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const path of ["/desk/", "/desk/me"]) {
    await ben.go(path);
    await ben.page.getByRole("link", { name: "Library" }).first().waitFor();
    assert.equal(await ben.page.locator('a[href="/desk/followings"]').count(), 0, path);
  }
  await ben.go("/desk/followings");
  await ben.page.getByRole("heading", { name: "Nothing here" }).waitFor();
  assert.deepEqual(asked.filter((path) => path.includes("followings") && path !== "/desk/followings"), []);
  await ben.leave();
});
