// Members at the desk, each in a browser of their own, and what can be asked about a draft.

import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Content } from "../desk/editor/content.ts";
import type { Stet } from "./stet.ts";

/** How long a member waits for anything, in milliseconds. */
const PATIENCE = 30_000;

/** A member with a window of the desk open. */
export class Member {
  readonly page: Page;
  /** What went wrong in the page that nobody expected. */
  readonly faults: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("console", (message) => {
      // A connection that is cut or refused is what many of these tests are about.
      const network = /^Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(message.text());
      if (message.type() === "error" && !network) this.faults.push(message.text());
    });
  }

  /** Signs in, in a browser context of their own. */
  static async arrive(browser: Browser, stet: Stet, cookie: string): Promise<Member> {
    return Member.in(await browser.newContext(), stet, cookie);
  }

  /** Signs in, in this context. */
  static async in(context: BrowserContext, stet: Stet, cookie: string): Promise<Member> {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: stet.url }]);
    return new Member(await context.newPage());
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

  /** Closes the window; fails if anything went wrong in it. */
  async leave(): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.faults, [], "nothing went wrong in the page");
  }
}

/** The headline that the server has for a draft. */
export async function savedHeadline(stet: Stet, slug: string, draft: string): Promise<string> {
  const { content } = (await stet.ask("GET", `/coverages/${slug}/drafts/${draft}`)) as { content: Content };
  return content.headline ?? "";
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
