// Nothing that was typed is lost, whatever dies, and everything is where it should be soon.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { newId } from "../desk/editor/id.ts";
import { chromiumPath, startBrowser } from "./browser.ts";
import { looksAtEverything } from "./conditions.ts";
import { CUT_OFF, DeskWindow, GONE, isSaved, savedHeadline } from "./desk-window.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
/** How often a post is written and timed. */
const ROUNDS = looksAtEverything() ? 5 : 3;
let stet: Stet;
let browser: Browser;
let ada: string;
let ben: string;

before(async () => {
  stet = await Stet.start();
  browser = await startBrowser();
  await stet.open(SLUG);
  [ada, ben] = [await stet.member("Ada", "editor", SLUG), await stet.member("Ben", "reporter", SLUG)];
});

after(async () => {
  await browser.close();
  await stet.stop();
});

/** A member's window; that it is cut off, its server killed, or another first, is what these tests are about. */
async function windowOf(cookie: string, context?: BrowserContext): Promise<DeskWindow> {
  const member = await DeskWindow.of(context ?? (await browser.newContext()), stet, cookie);
  member.expect(CUT_OFF);
  member.expect(/status of 409.*\/steps/);
  return member;
}

/** Makes a draft with this headline; it returns its id. */
async function aDraft(headline = ""): Promise<string> {
  const id = newId();
  const content = { ...(headline ? { headline } : {}), body: { v: 1, doc: { type: "doc", content: [{ type: "paragraph" }] } } };
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id, content });
  return id;
}

test("every keystroke is on the server within a second", async () => {
  const member = await windowOf(ada);
  const draft = await aDraft();
  await member.open(stet, SLUG, draft);
  await member.toHeadline();
  const words = "The harbour is closed until further notice, the port says.";
  const typed: number[] = [];
  const saved: number[] = [];
  let isTyping = true;
  const watch = (async () => {
    while (isTyping || saved.length < words.length) {
      const { length } = await savedHeadline(stet, SLUG, draft);
      while (saved.length < length) saved.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  for (const char of words) {
    typed.push(performance.now());
    await member.type(char, 0);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  isTyping = false;
  await watch;
  const waits = saved.map((at, index) => at - typed[index]!).sort((a, b) => a - b);
  console.log(`keystroke → server: median ${waits[waits.length >> 1]!.toFixed(0)} ms, longest ${waits.at(-1)!.toFixed(0)} ms`);
  assert.ok(waits.at(-1)! <= 1_000, `${waits.at(-1)} ms`);
  await member.leave();
});

test("a tab that is killed offline loses nothing", async () => {
  const context = await browser.newContext();
  const member = await windowOf(ada, context);
  const draft = await aDraft("Before, ");
  await member.open(stet, SLUG, draft);
  await member.toHeadline();
  const devtools = await context.newCDPSession(member.page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await member.type("and after the crash");
  const crashed = member.page.waitForEvent("crash");
  // A tab that dies answers nothing.
  void devtools.send("Page.crash").catch(() => {});
  await crashed;
  assert.equal(await savedHeadline(stet, SLUG, draft), "Before, ");

  const again = await windowOf(ada, context);
  await again.open(stet, SLUG, draft);
  await again.reads("Before, and after the crash");
  await isSaved(stet, SLUG, draft, (headline) => headline === "Before, and after the crash");
  await again.leave();
});

test("a handover and a note that were not sent are there again after a tab was killed", async () => {
  const context = await browser.newContext();
  const member = await windowOf(ada, context);
  const draft = await aDraft("With a note");
  await member.open(stet, SLUG, draft);
  const note = member.page.getByRole("textbox", { name: "Write a note; @ mentions somebody" });
  await note.pressSequentially("Is the figure from the port?");
  await member.page.goto(`${stet.url}/desk/c/${SLUG}`);
  await member.page.getByRole("button", { name: "Edit the handover note" }).click();
  await member.page.getByRole("textbox", { name: "Handover" }).pressSequentially("The port calls back at nine.");
  const devtools = await context.newCDPSession(member.page);
  const crashed = member.page.waitForEvent("crash");
  void devtools.send("Page.crash").catch(() => {});
  await crashed;

  const again = await windowOf(ada, context);
  await again.page.goto(`${stet.url}/desk/c/${SLUG}`);
  const handover = again.page.getByRole("textbox", { name: "Handover" });
  await handover.waitFor();
  assert.equal(await handover.inputValue(), "The port calls back at nine.");
  await again.page.getByRole("button", { name: "Save", exact: true }).click();
  await again.page.getByText("The port calls back at nine.").waitFor();
  await again.open(stet, SLUG, draft);
  const kept = again.page.getByRole("textbox", { name: "Write a note; @ mentions somebody" });
  await kept.waitFor();
  await again.page.waitForFunction((text) => (document.querySelector("#note") as HTMLTextAreaElement).value === text, "Is the figure from the port?");
  // What was sent or given up does not come back.
  await kept.fill("");
  await again.page.goto(`${stet.url}/desk/c/${SLUG}`);
  await again.page.getByText("The port calls back at nine.").waitFor();
  assert.equal(await again.page.getByRole("textbox", { name: "Handover" }).count(), 0);
  await again.leave();
});

/** A browser of its own, which can be killed as a whole. */
async function ownBrowser(profile: string): Promise<{ browser: Browser; process: ChildProcess }> {
  const process = spawn(
    chromiumPath(),
    ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  for await (const line of createInterface({ input: process.stderr! })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return { browser: await chromium.connectOverCDP(address), process };
  }
  throw new Error("the browser did not start");
}

test("a browser that is killed loses nothing", async () => {
  const profile = await mkdtemp(join(tmpdir(), "stet-profile-"));
  const draft = await aDraft("Before, ");
  const first = await ownBrowser(profile);
  const [context] = first.browser.contexts();
  const member = await windowOf(ada, context!);
  await member.open(stet, SLUG, draft);
  await member.toHeadline();
  await context!.setOffline(true);
  await member.type("and after the kill");
  console.log(`keystroke → journal: ${(await member.isJournalled("and after the kill".length)).toFixed(0)} ms at most`);
  const ended = once(first.process, "exit");
  // The group, since a browser is many processes.
  process.kill(-first.process.pid!, "SIGKILL");
  await ended;

  const second = await ownBrowser(profile);
  const again = await windowOf(ada, second.browser.contexts()[0]!);
  await again.open(stet, SLUG, draft);
  await again.reads("Before, and after the kill");
  await isSaved(stet, SLUG, draft, (headline) => headline === "Before, and after the kill");
  const gone = once(second.process, "exit");
  process.kill(-second.process.pid!, "SIGKILL");
  await gone;
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

test("a server that is killed loses nothing, and what was typed meanwhile reaches it", async () => {
  const member = await windowOf(ada);
  const draft = await aDraft();
  await member.open(stet, SLUG, draft);
  await member.toHeadline();
  await member.type("one ");
  await isSaved(stet, SLUG, draft, (headline) => headline === "one ");
  await member.type("two ");
  await stet.kill();
  await member.type("three");
  await member.isSaid("offline");
  await stet.restart();
  await isSaved(stet, SLUG, draft, (headline) => headline === "one two three");
  await member.isSaid("saved");
  await member.leave();
});

test("after half an hour offline the words are merged with what came meanwhile", async () => {
  const context = await browser.newContext();
  const member = await windowOf(ada, context);
  await member.page.clock.install();
  const draft = await aDraft("Middle");
  await member.open(stet, SLUG, draft);
  await member.toHeadline();
  await context.setOffline(true);
  for (const words of [" and", " an", " end"]) {
    await member.type(words);
    await member.page.clock.fastForward("10:00");
  }
  const other = await windowOf(ben);
  await other.open(stet, SLUG, draft);
  await other.toHeadline();
  await other.page.keyboard.press("Home");
  await other.type("A beginning, ");
  await isSaved(stet, SLUG, draft, (headline) => headline === "A beginning, Middle");
  await member.isSaid("offline");

  await context.setOffline(false);
  await member.reads("A beginning, Middle and an end");
  await other.reads("A beginning, Middle and an end");
  await isSaved(stet, SLUG, draft, (headline) => headline === "A beginning, Middle and an end");
  await other.leave();
  await member.leave();
});

test("two write in one draft, and see each other's names and carets", async () => {
  const draft = await aDraft();
  const [left, right] = [await windowOf(ada), await windowOf(ben)];
  await left.open(stet, SLUG, draft);
  await right.open(stet, SLUG, draft);
  await left.toHeadline();
  await left.type("Hers.");
  await right.reads("Hers.");
  await right.toHeadline();
  await right.page.keyboard.press("End");
  await Promise.all([left.type(" She goes on and on.", 30), right.type(" He does too.", 30)]);
  await left.page.locator(".editor-caret-name", { hasText: "Ben" }).waitFor();
  await right.page.locator(".editor-caret-name", { hasText: "Ada" }).waitFor();
  const saved = await isSaved(stet, SLUG, draft, (headline) => headline.length === "Hers. She goes on and on. He does too.".length);
  await left.reads(saved);
  await right.reads(saved);
  assert.equal([...saved].sort().join(""), [..."Hers. She goes on and on. He does too."].sort().join(""));
  await left.leave();
  await right.leave();
});

test("from the last keystroke to an open reader's page it takes a second at most", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`);
  const member = await windowOf(ada);
  // Notes and carets of a draft are asked for while it goes out, after which it is a draft no more.
  member.expect(GONE);
  const waits: number[] = [];
  for (let n = 0; n < ROUNDS; n++) {
    const draft = await aDraft();
    await member.open(stet, SLUG, draft);
    await member.toHeadline();
    await member.type(`Bridge ${n} opens`);
    await member.page.keyboard.press("Enter");
    const shown = reader.page.waitForFunction((words) => document.getElementById("posts")?.textContent?.includes(words), `It opens ${n}.`);
    await member.type(`It opens ${n}`);
    const start = performance.now();
    await member.type(".", 0);
    await member.page.keyboard.press("Control+Enter");
    await shown;
    waits.push(performance.now() - start);
  }
  console.log(`last keystroke → reader: ${waits.map((wait) => wait.toFixed(0)).join(", ")} ms`);
  assert.ok(Math.max(...waits) <= 1_000, String(waits));
  await member.leave();
  await reader.leave();
});
