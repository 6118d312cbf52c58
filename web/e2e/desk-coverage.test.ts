// A coverage at the desk: two members write it, and a reader has it open.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow, GONE } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let stet: Stet;
let ada: DeskWindow;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

beforeEach(async () => {
  stet = await Stet.start();
  await stet.open(SLUG, { headline: "Storm tide reaches the coast", time_zone: "Europe/London" });
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
  ada.expect(GONE);
  await ada.go(`/desk/c/${SLUG}`);
});

afterEach(async () => {
  await ada.leave();
  await stet.stop();
});

/** Somebody else at the coverage. */
async function join(name: string, role: string): Promise<DeskWindow> {
  const link = await stet.invite(`${name.toLowerCase()}@example.org`, role, [{ slug: SLUG, role }]);
  const member = await DeskWindow.follow(browser, link, { name });
  member.expect(GONE);
  await member.go(`/desk/c/${SLUG}`);
  return member;
}

test("a post is written and published by keyboard alone, and is at once on the desk of another and on the page", async () => {
  const ben = await join("Ben", "editor");
  const { page } = ada;
  await page.locator("#new-post").waitFor();
  await page.keyboard.press("n");
  await page.locator(".composer .ProseMirror").waitFor();
  await page.keyboard.type("Second harbour closes");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The gauge read 3.1 metres at noon.");
  await page.keyboard.press("Control+Enter");
  await page.locator("article", { hasText: "Second harbour closes" }).waitFor();
  await ben.page.locator("article", { hasText: "The gauge read 3.1 metres at noon." }).waitFor();
  const reader = await fetch(`${stet.url}/live/${SLUG}`);
  assert.match(await reader.text(), /The gauge read 3\.1 metres at noon\./);
  await ben.leave();
});

test("what is typed before the composer is there is in it, all of it and in order", async () => {
  const bea = await DeskWindow.follow(browser, await stet.invite("bea@example.org", "editor", [{ slug: SLUG, role: "editor" }]), { name: "Bea" }, { serviceWorkers: "block" });
  const { page } = bea;
  // A busy machine: the composer is on its way for as long as one types.
  let bring = (): void => {};
  const brought = new Promise<void>((resolve) => (bring = resolve));
  await page.route(/\/Composer-[^/]*\.js$/, async (route) => {
    await brought;
    await route.continue();
  });
  await bea.go(`/desk/c/${SLUG}`);
  await page.locator("#new-post").waitFor();
  await page.keyboard.press("n");
  await page.keyboard.type("Jack keeps Ed’s boat");
  await page.keyboard.press("Enter");
  await page.keyboard.type("No ferry runs");
  assert.equal(await page.locator(".composer").count(), 0, "it was not there yet");
  bring();
  await page.locator(".composer .ProseMirror").getByText("No ferry runs").waitFor();
  await page.keyboard.type(" until six.");
  await page.locator(".composer .ProseMirror > p").getByText("No ferry runs until six.", { exact: true }).waitFor();
  assert.equal(await page.locator(".composer [data-headline]").textContent(), "Jack keeps Ed’s boat");
  await bea.leave();
});

test("who wrote a headline alone is told what is missing", async () => {
  const { page } = ada;
  ada.expect(/status of 422/);
  await page.locator("#new-post").click();
  await page.locator(".composer .ProseMirror").waitFor();
  await page.keyboard.type("Second harbour closes");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText("There are no words under the headline.").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("At noon.");
  await page.keyboard.press("Control+Enter");
  await page.locator("article", { hasText: "At noon." }).waitFor();
});

test("that the server cannot be reached is said for as long as it is so", async () => {
  const { id } = (await stet.ask("POST", `/coverages/${SLUG}/drafts`, { content: { headline: "Tonight" } })) as { id: string };
  const { page } = ada;
  ada.expect(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
  const said = page.locator(".composer").getByText("The server cannot be reached.").first();
  await page.locator("#new-post").click();
  await page.locator(".composer .ProseMirror").waitFor();
  await page.keyboard.type("Second harbour closes");
  await ada.isSaid("saved");
  await page.context().setOffline(true);
  await page.keyboard.type(" at noon");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await said.waitFor();
  await page.context().setOffline(false);
  await said.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  // One that this browser has nothing of is opened once there is a network.
  await page.locator(`[data-draft="${id}"]`).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Tonight" }).click();
  await said.waitFor();
  await page.context().setOffline(false);
  await page.locator(".composer [data-headline]").getByText("Tonight").waitFor();
  assert.equal(await said.count(), 0);
});

test("a chart stands once in the list of posts, in its colours", async () => {
  const cell = (type: string, text: string): object => ({ type, content: [{ type: "text", text }] });
  const row = (type: string, ...texts: string[]): object => ({ type: "table_row", content: texts.map((text, n) => cell(n === 0 ? "table_header" : type, text)) });
  const chart = { type: "chart", attrs: { kind: "bar", title: "Ferries by day", unit: "Number" }, content: [{ type: "table", content: [row("table_header", "Day", "North", "South"), row("table_cell", "Monday", "4", "6")] }] };
  await stet.ask("POST", `/coverages/${SLUG}/posts`, { headline: "The count", body: [chart] });
  const { page } = ada;
  const card = page.locator("article", { hasText: "The count" });
  await card.locator(".plot").first().waitFor({ state: "attached" });
  for (const [width, colorScheme, colours] of [
    [1440, "light", ["rgb(10, 76, 134)", "rgb(184, 67, 13)"]],
    [360, "dark", ["rgb(147, 197, 248)", "rgb(255, 160, 110)"]],
  ] as const) {
    await page.setViewportSize({ width, height: 780 });
    await page.emulateMedia({ colorScheme });
    if (width === 360) await page.getByRole("button", { name: "Posts", exact: true }).click();
    await card.scrollIntoViewIfNeeded();
    await card.locator(".plot:visible").waitFor();
    assert.equal(await card.locator(".plot:visible").count(), 1);
    const drawn = await card.locator(".plot:visible").evaluate((plot) => ["s0", "s1"].map((series) => getComputedStyle(plot.querySelector(`.${series} .bar`)!).fill));
    assert.deepEqual(drawn, colours, `${width} ${colorScheme}`);
    assert.equal(await ada.overflow(), 0);
    assert.deepEqual(await ada.faults(), []);
  }
});

test("an end asks about posts that are scheduled, and what is embedded elsewhere is there to be copied", async () => {
  const { id } = (await stet.ask("POST", `/coverages/${SLUG}/posts`, { headline: "Tomorrow", body: "A forecast.", publish_at: "2998-03-25T12:00:00Z" })) as { id: string };
  await ada.go(`/desk/c/${SLUG}/manage`);
  const { page } = ada;
  const dialog = page.getByRole("dialog");
  const part = page.locator("form", { hasText: "A word to readers about it" });
  const end = async (): Promise<void> => {
    await part.getByLabel("Ended").check();
    await part.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("1 post is scheduled for later.").waitFor();
  };
  const status = async (): Promise<string> => ((await stet.ask("GET", `/coverages/${SLUG}`)) as { status: string }).status;
  await end();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await status(), "live");
  await end();
  await dialog.getByRole("button", { name: "End it" }).click();
  await page.getByText("Saved.").waitFor();
  assert.equal(await status(), "ended");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const frame = page.getByLabel("A frame of one height (HTML)");
  assert.match(await frame.inputValue(), new RegExp(`^<iframe src="${stet.url}/live/${SLUG}/embed" title="Storm tide reaches the coast"`));
  await page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await page.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await frame.inputValue());

  // Whoever has it open sees that it waits in vain.
  await ada.open(stet, SLUG, id);
  await page.locator(".composer").getByText("This coverage has ended; it takes no new posts").waitFor();
});

test("a correction takes three actions, shows what changes, and tells readers", async () => {
  await stet.publish(SLUG, "Last train", "It leaves at seven.");
  const { page } = ada;
  const card = page.locator("article", { hasText: "Last train" });
  // One: take it up.
  await card.getByRole("button", { name: "Edit “Last train”" }).click();
  const words = page.locator(".composer .ProseMirror");
  await words.getByText("It leaves at seven.").click();
  await page.keyboard.press("End");
  for (const _letter of "seven.") await page.keyboard.press("Backspace");
  await page.keyboard.type("six.");
  // Two: look at what changes.
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  assert.match((await dialog.locator("del").textContent()) ?? "", /seven/);
  assert.match((await dialog.locator("ins").textContent()) ?? "", /six/);
  // Three: say so.
  await page.keyboard.type("The train leaves at six, not at seven.");
  await dialog.getByRole("button", { name: "Publish as correction" }).click();
  await card.getByText("The train leaves at six, not at seven.").waitFor();
  const { posts } = (await (await fetch(`${stet.url}/live/${SLUG}.json`)).json()) as {
    posts: { text: string; notices: { kind: string; text: string }[] }[];
  };
  assert.match(posts[0]?.text ?? "", /It leaves at six\./);
  assert.deepEqual(posts[0]?.notices.map(({ kind }) => kind), ["correction"]);
});

test("a contributor submits, an editor sends it back with a note, and then approves it", async () => {
  const cleo = await join("Cleo", "contributor");
  await cleo.page.locator("#new-post").waitFor();
  await cleo.page.keyboard.press("n");
  await cleo.page.locator(".composer .ProseMirror").waitFor();
  await cleo.page.keyboard.type("Forecast for the night");
  await cleo.page.keyboard.press("Enter");
  await cleo.page.keyboard.type("Wind from the north.");
  await cleo.page.getByRole("button", { name: "Submit" }).click();
  await cleo.page.locator(".composer").getByText("Submitted").waitFor();

  const { page } = ada;
  await page.getByRole("tab", { name: "In review" }).click();
  await page.getByRole("tabpanel", { name: "In review" }).getByRole("button", { name: "Forecast for the night" }).click();
  await page.getByRole("button", { name: "Request changes" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("How strong?");
  await page.getByRole("dialog").getByRole("button", { name: "Request changes" }).click();
  await cleo.page.locator(".composer").getByText("Changes requested").waitFor();
  await cleo.page.getByText("How strong?").waitFor();
  await cleo.page.getByRole("button", { name: "Submit" }).click();
  await page.locator(".composer").getByRole("button", { name: "Approve" }).click();
  await cleo.page.locator(".composer").getByText("Approved").waitFor();
  await cleo.leave();
});

test("a post is pinned, marked, moved, and withdrawn with a reason", async () => {
  await stet.publish(SLUG, "First post");
  await stet.publish(SLUG, "Second post");
  const { page } = ada;
  const first = page.locator("article", { hasText: "First post" });
  const choose = async (name: string): Promise<void> => {
    await first.getByRole("button", { name: "More for “First post”" }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  await choose("Pin on top");
  await first.getByText("Pinned").waitFor();
  await choose("Key event");
  await first.locator(".flag", { hasText: "Key event" }).waitFor();
  await choose("Time and place");
  const placement = page.getByRole("dialog");
  await placement.getByLabel("Over another post").check();
  await placement.getByLabel("Post", { exact: true }).selectOption({ label: "Second post" });
  await placement.getByRole("button", { name: "Save" }).click();
  await page.waitForFunction(() => /First/.test(document.querySelector(".posts article")?.textContent ?? ""));
  await choose("Withdraw");
  await page.getByRole("dialog").getByRole("textbox").fill("It was about another harbour.");
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await page.getByText("It was about another harbour.").waitFor();
});

test("key points are put in order by keyboard", async () => {
  await stet.amend(SLUG, { key_points: [{ text: "Trains run until six" }, { text: "Both harbours are closed" }] });
  await ada.go(`/desk/c/${SLUG}/manage`);
  const { page } = ada;
  await page.getByRole("button", { name: "Move “Both harbours are closed” up" }).press("Enter");
  const part = page.locator("form", { hasText: "What one needs to know" });
  await part.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Saved.").waitFor();
  const { key_points } = (await stet.ask("GET", `/coverages/${SLUG}`)) as { key_points: { text: string }[] };
  assert.deepEqual(key_points.map(({ text }) => text), ["Both harbours are closed", "Trains run until six"]);
});

test("of two who manage a coverage, neither undoes unseen what the other did", async () => {
  await stet.amend(SLUG, { key_points: [{ text: "Trains run until six" }] });
  const ben = await join("Ben", "editor");
  await Promise.all([ada.go(`/desk/c/${SLUG}/manage`), ben.go(`/desk/c/${SLUG}/manage`)]);
  const words = (desk: DeskWindow) => desk.page.locator("form", { hasText: "Headline and standfirst" });
  const save = async (desk: DeskWindow): Promise<void> => words(desk).getByRole("button", { name: "Save" }).click();
  const coverage = async () => (await stet.ask("GET", `/coverages/${SLUG}`)) as { headline: string; standfirst: string };
  await words(ada).getByLabel("Headline", { exact: true }).fill("Storm tide is here");
  await save(ada);
  await ada.page.getByText("Saved.").waitFor();
  // What he did not touch is not sent.
  await words(ben).getByLabel("Standfirst").fill("Ferries wait.");
  await save(ben);
  await ben.page.getByText("Saved.").waitFor();
  assert.deepEqual(await coverage().then(({ headline, standfirst }) => [headline, standfirst]), ["Storm tide is here", "Ferries wait."]);
  // What both touched is told to who comes second, and theirs once they have seen the other's.
  await words(ben).getByLabel("Headline", { exact: true }).fill("The tide has come");
  await save(ben);
  await words(ben).getByRole("alert").getByText("Storm tide is here").waitFor();
  assert.equal((await coverage()).headline, "Storm tide is here");
  await save(ben);
  await words(ben).getByRole("alert").waitFor({ state: "detached" });
  assert.equal((await coverage()).headline, "The tide has come");
  await ben.leave();
});
