// Coming in, and who is at the desk.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskWindow, PASSWORD } from "./desk-window.ts";
import { Stet } from "./stet.ts";

let browser: Browser;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

test("the link that a new server prints makes the owner, who signs out and in again", async () => {
  const stet = await Stet.startEmpty();
  const owner = await DeskWindow.follow(browser, stet.welcome, { name: "Ada Osei", email: "ada@example.org" });
  const { page } = owner;
  assert.equal(new URL(page.url()).hash, "", "the token has left the address bar");
  await page.getByRole("link", { name: "You, Ada Osei" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();

  owner.expect(/status of 401/);
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("something else altogether");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { name: "Coverages", level: 1 }).waitFor();

  // The link is used up.
  const second = await DeskWindow.at(browser, stet.welcome);
  second.expect(/status of 4\d\d/);
  await second.page.getByRole("alert").waitFor();
  await second.leave();
  await owner.leave();
  await stet.stop();
});

test("an owner invites a reporter, who comes in and sees the coverage that is theirs", async () => {
  const stet = await Stet.start();
  await stet.open("storm-tide", { headline: "Storm tide reaches the coast" });
  await stet.open("budget", { headline: "The budget" });
  const owner = await DeskWindow.follow(browser, await stet.ownersLink());
  await owner.go("/desk/members");
  await owner.page.getByRole("button", { name: "Invite" }).click();
  const dialog = owner.page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill("ben@example.org");
  await dialog.getByLabel("Storm tide reaches the coast").check();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByLabel("Link").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await owner.page.getByText("ben@example.org").waitFor();

  const ben = await DeskWindow.follow(browser, link, { name: "Ben Lindqvist" });
  await ben.page.getByRole("link", { name: "Storm tide reaches the coast" }).waitFor();
  assert.equal(await ben.page.getByRole("link", { name: "The budget" }).count(), 0);
  assert.equal(await ben.page.getByRole("link", { name: "Members" }).count(), 0);

  // What an owner changes of a member holds at once.
  await owner.page.reload();
  await owner.page.getByLabel("Role of Ben Lindqvist").selectOption("viewer");
  await owner.page.getByText("Saved.").waitFor();
  await ben.leave();
  await owner.leave();
  await stet.stop();
});

test("one sees where one is signed in, ends it there, and makes a token that is shown once", async () => {
  const stet = await Stet.start();
  const here = await DeskWindow.follow(browser, await stet.ownersLink());
  const there = await DeskWindow.signIn(browser, stet.url, "owner@example.org");
  const { page } = here;
  await here.go("/desk/me");
  await page.getByRole("button", { name: "Sign out there" }).first().click();
  await page.getByText("Saved.").waitFor();

  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill("Wire import");
  await dialog.getByRole("button", { name: "Make it" }).click();
  const token = await dialog.getByLabel("Token", { exact: true }).inputValue();
  const asked = await fetch(`${stet.url}/api/v1/coverages`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(asked.status, 200);
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByText("Wire import").waitFor();
  assert.ok(!(await page.content()).includes(token));

  // A token is revoked once that was asked.
  const isTaken = async (): Promise<boolean> => (await fetch(`${stet.url}/api/v1/coverages`, { headers: { authorization: `Bearer ${token}` } })).ok;
  const revoke = page.getByRole("listitem").filter({ hasText: "Wire import" }).getByRole("button", { name: "Revoke" });
  await revoke.click();
  await dialog.getByRole("heading", { name: "Revoke “Wire import”?" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(await isTaken());
  await revoke.click();
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await revoke.waitFor({ state: "detached" });
  assert.ok(!(await isTaken()));

  there.expect(/status of 401/);
  await there.page.reload();
  await there.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await there.leave();
  await here.leave();
  await stet.stop();
});

test("a member who is locked out gets back in by a link that an owner makes", async () => {
  const stet = await Stet.start();
  await stet.open("storm-tide");
  await stet.member("Ben", "reporter", "storm-tide");
  const owner = await DeskWindow.follow(browser, await stet.ownersLink());
  await owner.go("/desk/members");
  await owner.page.getByRole("button", { name: "More for “Ben”" }).click();
  await owner.page.getByRole("menuitem", { name: "Recovery link" }).click();
  const link = await owner.page.getByRole("dialog").getByLabel("Link").inputValue();
  const ben = await DeskWindow.follow(browser, link);
  await ben.page.getByRole("link", { name: "Coverage storm-tide" }).waitFor();
  await ben.leave();
  // The password that they chose with it is theirs from now on.
  const again = await DeskWindow.signIn(browser, stet.url, "ben@example.org");
  await again.leave();
  await owner.leave();
  await stet.stop();
});

test("who comes back from a sign-in elsewhere that came to nothing is told why, once", async () => {
  const stet = await Stet.start();
  for (const [code, sentence] of [
    ["not_a_member", "Nobody here has the e-mail address that you signed in with."],
    ["something_new", "The sign-in did not succeed."],
  ] as const) {
    const out = await DeskWindow.at(browser, `${stet.url}/desk/sign-in#fault=${code}`);
    await out.page.getByRole("alert").getByText(sentence).waitFor();
    assert.equal(new URL(out.page.url()).hash, "");
    await out.page.reload();
    await out.page.getByRole("heading", { name: "Sign in" }).waitFor();
    assert.equal(await out.page.getByRole("alert").count(), 0);
    await out.leave();
  }
  await stet.stop();
});
