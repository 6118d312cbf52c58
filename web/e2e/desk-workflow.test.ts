// A draft's way to readers and back: by the clock, by several hands, with what colleagues say to it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow, GONE } from "./desk-window.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let ada: DeskWindow;
let page: Page;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  ada = await DeskWindow.follow(browser, await stet.ownersLink(), { name: "Ada Osei" });
  ({ page } = ada);
  // Notes and carets of a draft are asked for while it goes out, after which it is a draft no more.
  ada.expect(GONE);
});

after(async () => {
  await ada?.leave();
  await browser?.close();
  await stet?.stop();
});

const paragraph = (text: string): object => ({ type: "paragraph", content: [{ type: "text", text }] });
const contentOf = (headline: string, ...words: string[]): object => ({ headline, body: { v: 1, doc: { type: "doc", content: words.map(paragraph) } } });

/** A coverage with a draft, which is open. */
async function write(slug: string, headline: string, ...words: string[]): Promise<string> {
  await stet.open(slug, { time_zone: "Europe/Berlin" });
  const { id } = (await stet.ask("POST", `/coverages/${slug}/drafts`, { content: contentOf(headline, ...words) })) as { id: string };
  await ada.go(`/desk/c/${slug}/draft/${id}`);
  await page.locator(".composer .ProseMirror").waitFor();
  return id;
}

const draftOf = async (slug: string, id: string): Promise<{ publish_at: string | null; embargo_until: string | null }> =>
  (await stet.ask("GET", `/coverages/${slug}/drafts/${id}`)) as { publish_at: string | null; embargo_until: string | null };
const postsOf = async (slug: string): Promise<{ headline: string; text: string; label: string | null; key_event: boolean; withdrawn: object | null }[]> =>
  ((await (await fetch(`${stet.url}/live/${slug}.json`)).json()) as { posts: [] }).posts;
const button = (name: string, within: Page | Locator = page): Locator => within.getByRole("button", { name, exact: true });
const dialog = (): Locator => page.getByRole("dialog");

/** Chooses from the menu of what is open or of a post. */
async function choose(menu: Locator, name: string): Promise<void> {
  await menu.click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

test("a time that the clocks skip or show twice is asked about, for going out by itself and for an embargo", async () => {
  const id = await write("clocks", "When the clocks change", "At night.");
  ada.expect(/status of (409|422)/);
  await button("Schedule").click();
  await dialog().getByLabel("Goes out at").fill("2998-03-25T02:30");
  await button("Schedule", dialog()).click();
  await dialog().getByRole("alert").waitFor();
  await dialog().getByRole("button", { name: "2998-03-25T01:30:00+01:00" }).waitFor();
  await dialog().getByRole("button", { name: "2998-03-25T03:30:00+02:00" }).click();
  await dialog().waitFor({ state: "detached" });
  assert.equal(Date.parse((await draftOf("clocks", id)).publish_at ?? ""), Date.parse("2998-03-25T01:30:00Z"));
  await page.getByRole("tab", { name: "Scheduled" }).click();
  await page.getByRole("tabpanel", { name: "Scheduled" }).getByText("25 Mar 2998").waitFor();
  await button("Do not publish by itself").click();
  await button("Schedule").waitFor();

  const more = button("More", page.locator(".composer"));
  await choose(more, "Embargo");
  await dialog().getByLabel("Not before").fill("2998-10-28T02:30");
  await button("Set embargo", dialog()).click();
  await dialog().getByRole("button", { name: "2998-10-28T02:30:00+01:00" }).click();
  await dialog().waitFor({ state: "detached" });
  assert.equal(Date.parse((await draftOf("clocks", id)).embargo_until ?? ""), Date.parse("2998-10-28T01:30:00Z"));
  await button("Publish").click();
  await page.locator(".composer").getByRole("alert").waitFor();
  assert.deepEqual(await postsOf("clocks"), []);
  await choose(more, "Embargo");
  await button("Lift the embargo", dialog()).click();
  await dialog().waitFor({ state: "detached" });
  await button("Publish").click();
  await page.locator("article", { hasText: "At night." }).waitFor();
});

test("who revises a post that was revised meanwhile sees that change, and takes it along", async () => {
  await stet.open("merge");
  const post = await stet.publish("merge", "Last train", "It leaves at seven.\n\nThe bridge is open.");
  await ada.go("/desk/c/merge");
  await button("Edit “Last train”").click();
  await page.locator(".composer .ProseMirror").getByText("The bridge is open.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" So is the tunnel.");
  await stet.revise("merge", post, { body: "It leaves at six.\n\nThe bridge is open." });
  ada.expect(/status of 409/);
  await page.keyboard.press("Control+Enter");
  await dialog().getByLabel("Nothing").check();
  await button("Publish without a note", dialog()).click();
  await dialog().getByText("Somebody else has revised this post meanwhile.").waitFor();
  await dialog().getByText("Their change is taken in.").waitFor();
  assert.doesNotMatch((await dialog().locator("ins, del").allTextContents()).join(), /six|seven/, "only one's own change is left to publish");
  await button("Publish without a note", dialog()).click();
  await dialog().waitFor({ state: "detached" });
  const text = (await postsOf("merge"))[0]?.text ?? "";
  assert.match(text, /It leaves at six\.\s+The bridge is open\. So is the tunnel\./);
});

test("two revisions of the same words are both shown, and none goes out before somebody has looked", async () => {
  await stet.open("clash");
  const post = await stet.publish("clash", "Last train", "It leaves at seven.");
  await ada.go("/desk/c/clash");
  await button("Edit “Last train”").click();
  await page.locator(".composer .ProseMirror").getByText("It leaves at seven.").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("It leaves at eight.");
  await stet.revise("clash", post, { body: "It leaves at six." });
  ada.expect(/status of 409/);
  await page.keyboard.press("Control+Enter");
  await dialog().getByLabel("Nothing").check();
  await button("Publish without a note", dialog()).click();
  await dialog().getByText("Somebody else has revised this post meanwhile.").waitFor();
  // Theirs is what mine is compared with: both stand there.
  assert.match((await dialog().locator("del").allTextContents()).join(" "), /six/);
  assert.match((await dialog().locator("ins").allTextContents()).join(" "), /eight/);
  assert.match((await postsOf("clash"))[0]?.text ?? "", /It leaves at six\./, "theirs is what readers have");
  await button("Cancel", dialog()).click();
  await page.locator(".composer .ProseMirror").getByText("It leaves at eight.").waitFor();
});

test("a handover note that somebody else has changed meanwhile is shown before it is written over", async () => {
  await stet.open("shift");
  const ben = await stet.member("Ben", "editor", "shift");
  await ada.go("/desk/c/shift");
  await button("Edit the handover note").click();
  const note = page.getByLabel("Handover", { exact: true });
  await note.fill("Call the port at six.");
  const put = await fetch(`${stet.url}/api/v1/coverages/shift/handover`, {
    method: "PUT",
    headers: { cookie: ben, origin: stet.url, "content-type": "application/json" },
    body: JSON.stringify({ text: "The port has called.", version: 0 }),
  });
  assert.equal(put.status, 200);
  await page.getByText("Ben has changed it meanwhile to:").waitFor();
  await page.getByText("The port has called.").waitFor();
  await button("Save").and(page.locator(":disabled")).waitFor();
  await button("I have taken that in").click();
  await button("Save").click();
  await page.getByText("Handover note saved.").waitFor();
  assert.equal(((await stet.ask("GET", "/coverages/shift/handover")) as { text: string }).text, "Call the port at six.");
});

test("several posts are labelled, marked and withdrawn at once, and several drafts thrown away", async () => {
  const id = await write("bulk", "A draft too many", "Of no use.");
  await stet.publishMany("bulk", 3, "Post");
  await ada.go("/desk/c/bulk");
  const posts = page.getByRole("region", { name: "Posts" });
  await button("Select", posts).click();
  for (const n of [1, 2]) await posts.getByLabel(`Choose “Post ${n}”`).check();
  await button("Set label", posts).click();
  await dialog().getByRole("textbox").fill("Harbour");
  await button("Save", dialog()).click();
  await page.getByText("Done for 2.").waitFor();
  await posts.locator(".label", { hasText: "Harbour" }).nth(1).waitFor();
  assert.deepEqual((await postsOf("bulk")).map(({ headline, label }) => [headline, label]), [["Post 3", null], ["Post 2", "Harbour"], ["Post 1", "Harbour"]]);

  if (!(await posts.getByLabel("Choose “Post 3”").isVisible())) await button("Select", posts).click();
  await posts.getByLabel("Choose “Post 3”").check();
  await posts.getByRole("group").getByRole("button", { name: "Withdraw" }).click();
  await dialog().getByRole("textbox").fill("Filed twice.");
  await button("Withdraw", dialog()).click();
  await posts.getByText("Filed twice.").first().waitFor();

  const drafts = page.getByRole("complementary", { name: "Drafts" });
  await button("Select", drafts).click();
  await drafts.getByLabel("Choose “A draft too many”").check();
  await button("Delete", drafts).click();
  await drafts.locator(`[data-draft="${id}"]`).waitFor({ state: "detached" });
});

test("several submitted drafts are approved at once, and what cannot be stays selected", async () => {
  await stet.open("approval");
  const ids: string[] = [];
  for (const name of ["First", "Second", "Third"]) {
    const { id } = (await stet.ask("POST", "/coverages/approval/drafts", { content: contentOf(`${name} for the night`, "Wind from the north.") })) as { id: string };
    ids.push(id);
    await stet.ask("POST", `/coverages/approval/drafts/${id}/submit`, {});
  }
  await ada.go("/desk/c/approval");
  const drafts = page.getByRole("complementary", { name: "Drafts" });
  await page.getByRole("tab", { name: "In review" }).click();
  await button("Select", drafts).click();
  for (const name of ["First", "Second"]) await drafts.getByLabel(`Choose “${name} for the night”`).check();
  await drafts.getByText("2 selected").waitFor();
  await button("Approve", drafts).click();
  await page.getByText("Done for 2.").waitFor();
  await drafts.getByText("Approved").nth(1).waitFor();
  const statuses = await Promise.all(ids.map(async (id) => ((await stet.ask("GET", `/coverages/approval/drafts/${id}`)) as { status: string }).status));
  assert.deepEqual(statuses, ["approved", "approved", "submitted"]);

  // One that is approved already cannot be once more.
  for (const name of ["First", "Third"]) await drafts.getByLabel(`Choose “${name} for the night”`).check();
  await button("Approve", drafts).click();
  await page.getByText("Done for 1; 1 could not be done and stay selected.").waitFor();
  await drafts.getByText("1 selected").waitFor();
  assert.ok(await drafts.getByLabel("Choose “First for the night”").isChecked());
});

test("of several drafts those are approved that were not written on since they were selected", async () => {
  await stet.open("consent");
  const made: string[] = [];
  for (const headline of ["Ferry leaves", "Ferry waits"]) {
    const { id } = (await stet.ask("POST", "/coverages/consent/drafts", { content: contentOf(headline, "At noon.") })) as { id: string };
    await stet.ask("POST", `/coverages/consent/drafts/${id}/submit`, {});
    made.push(id);
  }
  const [left, kept] = made as [string, string];
  await ada.go("/desk/c/consent");
  const drafts = page.getByRole("complementary", { name: "Drafts" });
  await drafts.getByRole("tab", { name: "In review" }).click();
  await button("Select", drafts).click();
  for (const headline of ["Ferry leaves", "Ferry waits"]) await drafts.getByLabel(`Choose “${headline}”`).check();
  await stet.ask("PATCH", `/coverages/consent/posts/${left}`, { headline: "Ferry sinks" });
  await drafts.getByRole("button", { name: "Ferry sinks" }).waitFor();
  await drafts.getByRole("group").getByRole("button", { name: "Approve" }).click();
  await page.getByText("Done for 1. 1 draft was written on since you selected it. Read it before you select it again.").waitFor();
  const statusOf = async (id: string): Promise<string> => ((await stet.ask("GET", `/coverages/consent/drafts/${id}`)) as { status: string }).status;
  assert.deepEqual([await statusOf(left), await statusOf(kept)], ["submitted", "approved"]);
  assert.equal(await drafts.getByLabel("Choose “Ferry sinks”").isChecked(), false);
});

test("a post is unpublished into a draft, which is thrown away, restored and published again", async () => {
  await stet.open("back");
  await stet.publish("back", "Too early", "It has not begun.");
  await ada.go("/desk/c/back");
  await choose(button("More for “Too early”"), "Unpublish");
  await dialog().getByRole("textbox").fill("It went out too early.");
  await button("Unpublish", dialog()).click();
  await page.locator(".composer .ProseMirror").getByText("It has not begun.").waitFor();
  assert.ok((await postsOf("back")).every(({ withdrawn }) => withdrawn), "readers have it no more");

  await choose(button("More", page.locator(".composer")), "Delete");
  await page.getByText("Deleted. It can be restored from the trash.").waitFor();
  await page.getByRole("link", { name: "Trash" }).click();
  await button("Restore").click();
  await page.locator(".composer .ProseMirror").getByText("It has not begun.").waitFor();
  await button("Publish").click();
  await page.locator("article", { hasText: "It has not begun." }).waitFor();
});

test("a contributor sees a draft once it is shared, and a colleague hears that they were mentioned", async () => {
  const id = await write("together", "Night shift", "Who stays?");
  const cleo = await DeskWindow.follow(browser, await stet.invite("cleo@example.org", "contributor", [{ slug: "together", role: "contributor" }]), { name: "Cleo Marsh" });
  await cleo.go("/desk/c/together");
  await cleo.page.getByText("No drafts.").waitFor();
  await ada.go(`/desk/c/together/draft/${id}`);
  await choose(button("More", page.locator(".composer")), "Share with…");
  await button("Share", dialog()).click();
  await page.getByText("Shared with Cleo Marsh.").waitFor();
  await button("Close", dialog()).click();
  await cleo.page.getByRole("button", { name: "Night shift" }).click();
  await cleo.page.locator(".composer .ProseMirror").getByText("Who stays?").waitFor();
  await cleo.go("/desk/");

  await page.getByLabel("Write a note").click();
  await page.keyboard.type("@Cl");
  await page.getByRole("option", { name: "Cleo Marsh" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("can you?");
  await button("Add note").click();
  await page.locator(".mention", { hasText: "@Cleo Marsh" }).waitFor();
  await cleo.go("/desk/mentions");
  await cleo.page.getByText("@Cleo Marsh can you?").waitFor();
  await cleo.page.getByRole("link", { name: "Night shift" }).click();
  await cleo.page.locator(".composer .ProseMirror").getByText("Who stays?").waitFor();
  // And the other way round, an owner, who has no place here.
  await cleo.page.getByLabel("Write a note").click();
  await cleo.page.keyboard.type("@Ada");
  await cleo.page.getByRole("option", { name: "Ada Osei" }).click();
  await cleo.page.keyboard.type("I can.");
  await button("Add note", cleo.page).click();
  await page.getByText("Cleo Marsh mentioned you.").waitFor();
  await cleo.leave();
});

test("a near-duplicate is pointed out, leads to the earlier post, and can be put aside", async () => {
  const words = "The harbour master has closed both basins until the tide of the evening has gone down again.";
  await stet.open("reminders");
  const first = await stet.publish("reminders", "Harbour closed", words);
  // So many that the first is not in the list.
  await stet.publishMany("reminders", 60, "Other");
  const { id } = (await stet.ask("POST", "/coverages/reminders/drafts", { content: contentOf("Harbour closed", words) })) as { id: string };
  await ada.go(`/desk/c/reminders/draft/${id}`);
  const section = page.getByRole("region", { name: "Before it goes out" });
  await section.getByText("Close to an earlier post: Harbour closed").waitFor();
  assert.equal(await page.locator(`[data-post="${first.id}"]`).count(), 0);
  const opened = page.waitForEvent("popup");
  await section.getByRole("link", { name: "Earlier post" }).first().click();
  const earlier = await opened;
  await earlier.getByText(words).first().waitFor();
  await earlier.close();
  while (await section.count()) await button("Put aside", section).first().click();
  await button("Publish").click();
  await page.locator("article", { hasText: words }).first().waitFor();
});

test("another figure, another spelling and a dead link are pointed out; each can be put aside, and none stands in the way", async () => {
  await stet.open("slips");
  await stet.publish("slips", "The count", "Washington says 120,000 Russian troops stand near the border, with tanks and guns.");
  await stet.publish("slips", "In Kyiv", "President Volodymyr Zelensky spoke in Kharkiv of the ceasefire on Monday.");
  const text = (words: string, href?: string): object => ({ type: "text", text: words, ...(href ? { marks: [{ type: "link", attrs: { href } }] } : {}) });
  const content = [text("Officials in Washington now speak of 150,000 troops near the border. A call with Volodymyr Zelenskiy is planned. "), text("More", "http://nowhere.invalid/page"), text(".")];
  const body = { v: 1, doc: { type: "doc", content: [{ type: "paragraph", content }] } };
  const { id } = (await stet.ask("POST", "/coverages/slips/drafts", { content: { headline: "New count", body } })) as { id: string };
  await ada.go(`/desk/c/slips/draft/${id}`);
  const section = page.getByRole("region", { name: "Before it goes out" });
  const told = (words: string | RegExp): Locator => section.getByRole("listitem").filter({ hasText: words });
  await told(/“150,000 troops near the” here, “120,000 Russian troops stand” before/).waitFor();
  await told("“Volodymyr Zelenskiy” here, “Volodymyr Zelensky” before").waitFor();
  await told(/Link to http:\/\/nowhere\.invalid\/page: The site does not answer/).waitFor();
  // What is put aside stays aside when one writes on, and what is not is no obstacle.
  await button("Put aside", told("Zelenskiy")).click();
  await page.locator(".ProseMirror > p").click();
  await page.keyboard.press("Control+End");
  const again = page.waitForResponse((answer) => answer.url().endsWith("/reminders"));
  await page.keyboard.type(" They say.");
  await again;
  await told("150,000").waitFor();
  assert.equal(await told("Zelenskiy").count(), 0);
  await button("Publish").click();
  await page.locator("article", { hasText: "They say." }).waitFor();
});
