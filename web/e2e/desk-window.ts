// A window at the desk: one member's browser, in which nothing may go wrong unseen.

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Content } from "../desk/editor/content.ts";
import { AXE } from "./axe.ts";
import type { Stet } from "./stet.ts";

/** What the members of these tests sign in with. */
export const PASSWORD = "a long enough sentence";

/**
 * What a browser says when it is cut off, or its server does not answer; and where the server knew of that before the
 * page did: who was there is gone, and an upload stands elsewhere than the page thought.
 */
export const CUT_OFF = /net::ERR_|\b404 .*\/desk\/presence$|\b409 .*\/media\/uploads\//;

/** What a browser says of a question about a draft that was asked while it went out, after which it is one no more. */
export const GONE = /status of 404.*\/(drafts\/|presence$|reminders$)/;

/** How long a member waits for anything, in milliseconds. */
const PATIENCE = 30_000;

export class DeskWindow {
  readonly page: Page;
  /** What the browser complained of. */
  private readonly complaints: string[] = [];
  private expected: RegExp[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => this.complaints.push(error.stack ?? error.message));
  }

  /** Opens a window somewhere at the desk, for nobody yet. */
  static async at(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<DeskWindow> {
    const context = await browser.newContext({ timezoneId: "Europe/London", locale: "en-GB", ...options });
    const member = new DeskWindow(await context.newPage());
    await member.page.goto(url);
    return member;
  }

  /** Follows a one-time link, and is at the desk. */
  static async follow(
    browser: Browser,
    link: string,
    given: { name?: string; email?: string } = {},
    options: BrowserContextOptions = {},
  ): Promise<DeskWindow> {
    const member = await DeskWindow.at(browser, link, options);
    const { page } = member;
    if (given.email) await page.getByLabel("E-mail").fill(given.email);
    if (given.name) await page.getByLabel("Your name").fill(given.name);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Come in" }).click();
    await page.getByRole("heading", { name: "Coverages", level: 1 }).waitFor();
    return member;
  }

  /** Signs in with the password that every member of these tests has. */
  static async signIn(browser: Browser, url: string, email: string): Promise<DeskWindow> {
    const member = await DeskWindow.at(browser, `${url}/desk/`);
    const { page } = member;
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { name: "Coverages", level: 1 }).waitFor();
    return member;
  }

  /** Opens an empty window for the member of a session, in a browser context that they may have had before. */
  static async of(context: BrowserContext, stet: Stet, cookie: string): Promise<DeskWindow> {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: stet.url }]);
    return new DeskWindow(await context.newPage());
  }

  /** Goes to an address of the desk. */
  async go(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
    await this.page.locator("h1").first().waitFor();
  }

  /** Opens a draft, and waits until it can be written in. */
  async open(stet: Stet, slug: string, draft: string): Promise<void> {
    await this.page.goto(`${stet.url}/desk/c/${slug}/draft/${draft}`);
    await this.page.locator(".ProseMirror").waitFor();
  }

  /** Puts the caret at the end of the headline. */
  async toHeadline(): Promise<void> {
    await this.page.locator(".ProseMirror [data-headline]").click();
    await this.page.keyboard.press("End");
  }

  /** Types, key by key. */
  async type(words: string, delay = 5): Promise<void> {
    await this.page.keyboard.type(words, { delay });
  }

  /** Waits until the document has these words, not counting the names at carets. */
  async reads(words: string): Promise<void> {
    await this.page.waitForFunction((wanted) => {
      const shown = document.querySelector(".ProseMirror")?.cloneNode(true) as HTMLElement | undefined;
      for (const caret of shown?.querySelectorAll(".editor-caret") ?? []) caret.remove();
      return shown?.textContent?.includes(wanted);
    }, words);
  }

  /** Waits until this browser's journal has so many steps; tells how long that took, in milliseconds. */
  async isJournalled(steps: number): Promise<number> {
    return this.page.evaluate(async (wanted) => {
      const start = performance.now();
      // Each member has a journal of their own in a browser.
      const name = (await indexedDB.databases()).find((one) => one.name?.startsWith("stet-desk-"))?.name ?? "";
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("no journal"));
      });
      const count = (): Promise<number> =>
        new Promise((resolve) => {
          const request = database.transaction("steps").objectStore("steps").count();
          request.onsuccess = () => resolve(request.result);
        });
      while ((await count()) < wanted);
      database.close();
      return performance.now() - start;
    }, steps);
  }

  /** Waits until the desk says that the words are there: "saved", "offline"… */
  async isSaid(status: string): Promise<void> {
    await this.page.locator(`[data-status="${status}"]`).waitFor();
  }

  /** Says of a complaint that it is meant to come. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** What axe objects to: the rule, and the elements. It comes in past the page's policy, which lets no script in. */
  async faults(): Promise<string[]> {
    // A colour half-way between two is nobody's choice.
    await this.page.evaluate(async () => {
      const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
      await Promise.all(ending.map(({ finished }) => finished.catch(() => {})));
    });
    const line = await this.page.context().newCDPSession(this.page);
    const run = async (expression: string): Promise<unknown> => {
      const { result, exceptionDetails } = await line.send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      assert.equal(exceptionDetails, undefined);
      return result.value;
    };
    if (!(await run("'axe' in window"))) await run(AXE);
    // What has passed is not asked for, since to tell of all of it takes a third of the time.
    const found = await run(
      "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))",
    );
    await line.detach();
    return found as string[];
  }

  /** How far the page is wider than the window, in CSS pixels. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Closes the window, and fails if the browser complained: of an error, or of the page's policy. */
  async leave(): Promise<void> {
    await this.page.context().close();
    const unexpected = this.complaints.filter((complaint) => !this.expected.some((one) => one.test(complaint)));
    assert.deepEqual(unexpected, [], "the browser's console is clean");
  }
}

/** What the server has of a draft. */
async function savedContent(stet: Stet, slug: string, draft: string): Promise<Content> {
  return ((await stet.ask("GET", `/coverages/${slug}/drafts/${draft}`)) as { content: Content }).content;
}

/** The headline that the server has for a draft. */
export async function savedHeadline(stet: Stet, slug: string, draft: string): Promise<string> {
  return (await savedContent(stet, slug, draft)).headline ?? "";
}

/** Waits until the server has what is wanted; resolves with what it has. */
export async function isSaved(stet: Stet, slug: string, draft: string, wanted: (headline: string) => boolean): Promise<string> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const headline = await savedHeadline(stet, slug, draft).catch(() => "");
    if (wanted(headline)) return headline;
    assert.ok(Date.now() < end, `the server has “${headline}”`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until a part of what the server has of a draft is as wanted. */
export async function isContent<T>(stet: Stet, slug: string, draft: string, part: (content: Content) => T, wanted: T): Promise<void> {
  const end = Date.now() + PATIENCE / 3;
  for (;;) {
    const has = part(await savedContent(stet, slug, draft));
    if (isDeepStrictEqual(has, wanted)) return;
    if (Date.now() > end) assert.deepEqual(has, wanted);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
