// Others hear of what is published, and a chat's messages come in: made, watched and ended at the desk.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow } from "./desk-window.ts";
import { Listener, type Sent } from "./listener.ts";
import { hurry } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm-tide";
let browser: Browser;
let listener: Listener;
let stet: Stet;
let ada: DeskWindow;
let page: Page;

before(async () => {
  [browser, listener] = await Promise.all([startBrowser(), Listener.start()]);
  stet = await Stet.start({ STET_ALSO_REACH: listener.address });
  await stet.open(SLUG, { headline: "Storm tide reaches the coast" });
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
  await listener?.stop();
});

const button = (name: string, within: Page | Locator = page): Locator => within.getByRole("button", { name, exact: true });
const dialog = (): Locator => page.getByRole("dialog");
const card = (): Locator => page.getByRole("article");

async function choose(name: string): Promise<void> {
  await button("More for “The archive”").click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** Whether a message was signed with that secret, reckoned as the desk tells it. */
function isSigned({ headers, body }: Sent, secret: string): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  return headers["webhook-signature"] === `v1,${signed.digest("base64")}`;
}

test("an owner makes a webhook, tests it, and what is published is sent to it, signed with the secret that was shown once", async () => {
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByText("No webhook yet.").waitFor();
  await button("New webhook").click();
  await dialog().getByLabel("What it is for").fill("The archive");
  await dialog().getByLabel("Address").fill(`http://${listener.address}/hook`);
  await dialog().getByLabel("Changes of").selectOption("Storm tide reaches the coast");
  await dialog().getByLabel("Only these:").check();
  await button("Make it", dialog()).and(page.locator(":disabled")).waitFor();
  await dialog().getByLabel("Post published").check();
  await dialog().getByLabel("Post withdrawn").check();
  await button("Make it", dialog()).click();
  const secret = await dialog().getByLabel("Secret", { exact: true }).inputValue();
  await dialog().getByRole("link", { name: "standardwebhooks.com" }).waitFor();
  await button("Done", dialog()).click();
  await card().getByText("Running").waitFor();
  await card().getByText("Storm tide reaches the coast · Post published, Post withdrawn").waitFor();
  assert.ok(!(await page.content()).includes(secret));

  await button("Test “The archive”").click();
  await card().getByText("A test message was sent, and the answer was 204.").waitFor();
  const post = await stet.publish(SLUG, "Harbour closed");
  await stet.amend(SLUG, { standfirst: "Nobody asked for this." });
  await stet.withdraw(SLUG, post, "It is open.");
  await listener.hasTaken(3);
  assert.deepEqual(listener.sent.map(({ type }) => type), ["ping", "post.published", "post.withdrawn"]);
  assert.ok(listener.sent.every((sent) => isSigned(sent, secret)));

  await button("What “The archive” was sent").click();
  const rows = dialog().locator("tbody tr");
  await rows.nth(1).waitFor();
  assert.match((await rows.nth(1).textContent()) ?? "", new RegExp(`post\\.published.*${SLUG}.*${post.seq}.*1.*Taken.*204`, "s"));
  await button("Close", dialog()).first().click();
});

test("a webhook is changed, gets another secret, and is sent again what it had", async () => {
  await choose("Edit");
  await dialog().getByLabel("Changes of").selectOption("All coverages");
  await dialog().getByLabel("Every kind").check();
  await button("Save", dialog()).click();
  await card().getByText("All coverages · every kind of change").waitFor();

  await choose("New secret…");
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await choose("New secret…");
  await button("Make it", dialog()).click();
  const secret = await dialog().getByLabel("Secret", { exact: true }).inputValue();
  await button("Done", dialog()).click();

  const before = listener.sent.length;
  await choose("Send again…");
  await dialog().getByLabel("Changes of").selectOption("Storm tide reaches the coast");
  ada.expect(/status of 422.*\/resume/);
  await dialog().getByLabel("After seq").fill("900");
  await button("Go on from there", dialog()).click();
  await dialog().getByRole("alert").waitFor();
  await dialog().getByLabel("After seq").fill("1");
  await button("Go on from there", dialog()).click();
  await dialog().waitFor({ state: "detached" });
  await listener.hasTaken(before + 3);
  const again = listener.sent.slice(before);
  assert.deepEqual(again.map(({ type }) => type), ["post.published", "standfirst.changed", "post.withdrawn"]);
  assert.ok(again.every((sent) => isSigned(sent, secret)));
  assert.equal(again[0]?.headers["webhook-id"], listener.sent[1]?.headers["webhook-id"]);
});

test("what a webhook did not take is sent again, and its card says when, and what was answered", async () => {
  stet.expect(/webhook did not take/);
  listener.status = 503;
  const before = listener.sent.length;
  const post = await stet.publish(SLUG, "The lock is stuck");
  // The card sees to it by itself.
  await card().getByText("Trying again").waitFor();
  await card().getByText(/A change is sent again (in \d+ seconds?|now)\./).waitFor();
  await card().getByText("It answered 503 Service Unavailable.").waitFor();
  await card().getByText(new RegExp(`post\\.published, seq ${post.seq} of ${SLUG}, was sent (once|\\d times) and not taken`)).waitFor();
  assert.equal(await card().getByText("Running").count(), 0);
  assert.deepEqual(await ada.faults(), []);

  // Nobody has to wait for the next try, and one that fails again does not look like a success.
  const tries = listener.sent.length;
  await button("Have “The archive” try now").click();
  await listener.hasTaken(tries + 1);
  await card().getByText("Trying again").waitFor();
  listener.status = 204;
  await button("Have “The archive” try now").click();
  await card().getByText("Running").waitFor();
  assert.equal(await card().getByText("Trying again").count(), 0);
  const sent = listener.sent.slice(before);
  assert.ok(sent.length >= 3, `${sent.length}`);
  assert.ok(sent.every(({ type, headers }) => type === "post.published" && headers["webhook-id"] === sent[0]?.headers["webhook-id"]));
});

test("a webhook that was stopped says why, and goes on where it stands", async () => {
  stet.expect(/webhook is stopped/);
  listener.status = 410;
  const before = listener.sent.length;
  await stet.publish(SLUG, "Trains stand still");
  await listener.hasTaken(before + 1);
  await card().getByText("Stopped since").waitFor();
  await card().getByText("It answered 410 Gone.").waitFor();
  assert.deepEqual(await ada.faults(), []);
  await button("Test “The archive”").click();
  await card().getByText("A test message was sent, and did not arrive well. It answered 410 Gone.").waitFor();

  listener.status = 200;
  await button("Have “The archive” go on").click();
  await card().getByText("Running").waitFor();
  await listener.hasTaken(before + 3);
  assert.equal(listener.sent.at(-1)?.type, "post.published");
  await button("What “The archive” was sent").click();
  await dialog().locator("tbody tr").first().getByText("Taken").waitFor();
  await button("Close", dialog()).first().click();
});

test("a webhook is deleted once that was asked", async () => {
  await choose("Delete");
  await dialog().getByRole("heading", { name: "Delete “The archive”?" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await choose("Delete");
  await button("Delete", dialog()).click();
  await page.getByText("No webhook yet.").waitFor();
});

test("what a chat sends to an inlet is a draft at once, with a note of who wrote it, until the inlet is deleted", async () => {
  await ada.go(`/desk/c/${SLUG}/manage`);
  await button("New inlet").click();
  await dialog().getByLabel("Name").fill("#storm");
  await button("Make it", dialog()).click();
  const address = await dialog().getByLabel("Address", { exact: true }).inputValue();
  for (const chat of ["Slack", "Mattermost", "Telegram"]) await dialog().getByText(chat, { exact: true }).waitFor();
  assert.ok((await dialog().getByLabel("For Telegram").inputValue()).includes(address));
  assert.deepEqual(await ada.faults(), []);
  await button("Done", dialog()).click();
  await page.getByText("Made by Ada Osei").waitFor();
  assert.ok(!(await page.content()).includes(address));

  const say = (text: string): Promise<Response> =>
    fetch(address, { method: "POST", body: new URLSearchParams({ text, user_name: "kim", trigger_id: text }) });
  await page.getByRole("link", { name: "To the coverage" }).click();
  const drafts = page.getByRole("complementary", { name: "Drafts" });
  await drafts.getByText("No drafts.").waitFor();
  assert.equal((await say("The lock is jammed.")).status, 200);
  await drafts.getByText("The lock is jammed.").first().waitFor();
  await drafts.locator("li.draft").getByRole("button").first().click();
  await page.locator(".composer .ProseMirror").getByText("The lock is jammed.").waitFor();
  await page.getByRole("region", { name: "Notes" }).getByText("#storm · kim").waitFor();

  await ada.go(`/desk/c/${SLUG}/manage`);
  await button("Delete “#storm”").click();
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await button("Delete “#storm”").click();
  await button("Delete", dialog()).click();
  await page.getByText("Removed.").waitFor();
  await page.getByText("Made by Ada Osei").waitFor({ state: "detached" });
  assert.equal((await say("Too late.")).status, 404);
});
