// A reader with a page open, and what can be asked about it.

import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** How long a reader waits for anything, in milliseconds. */
const PATIENCE = 60_000;

/** What a page shows, apart from what the script adds to it for the reader. */
export interface Shown {
  /** The parts around the posts: their HTML by id. */
  readonly parts: Readonly<Record<string, string>>;
  /** The posts from the top, the pinned one first. */
  readonly posts: readonly { id: string; place: string; order: string; seq: string; html: string }[];
}

/** Has waits of pages that are opened from now on pass ten times as fast, those of at least so many milliseconds. */
export async function hurry(context: BrowserContext, least: number): Promise<void> {
  await context.addInitScript((least) => {
    const wait = window.setTimeout.bind(window) as (call: TimerHandler, milliseconds?: number, ...given: unknown[]) => number;
    const hurried = (call: TimerHandler, milliseconds = 0, ...given: unknown[]): number =>
      wait(call, milliseconds < least ? milliseconds : milliseconds / 10, ...given);
    Object.assign(window, { setTimeout: hurried });
  }, least);
}

/** A reader. */
export class Reader {
  readonly page: Page;
  /** What went wrong in the page that nobody expected. */
  private readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => this.faults.push(String(error)));
    page.on("console", (message) => {
      // A connection that is cut or refused is what many of these tests are about.
      const network = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !network) this.faults.push(message.text());
    });
  }

  /** Opens the page; with its script it then waits until that is at work. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({ timezoneId: "Europe/London", ...options });
    if (options.javaScriptEnabled !== false) return Reader.openIn(context, url);
    const reader = new Reader(await context.newPage());
    await reader.page.goto(url);
    return reader;
  }

  /** Opens the page on a device that may have been used before. */
  static async openIn(context: BrowserContext, url: string): Promise<Reader> {
    const reader = new Reader(await context.newPage());
    await reader.page.goto(url);
    await reader.isFollowed();
    return reader;
  }

  /** Opens the page with a clock that also runs ahead when the test says so. */
  static async openWithClock(browser: Browser, url: string): Promise<Reader> {
    const reader = new Reader(await (await browser.newContext()).newPage());
    await reader.page.clock.install();
    await reader.page.goto(url);
    await reader.isFollowed();
    return reader;
  }

  /** Opens the page where its waits pass quickly: until it asks, and tries again. */
  static async openHurried(browser: Browser, url: string): Promise<Reader> {
    const context = await browser.newContext({ timezoneId: "Europe/London" });
    await hurry(context, 3_000);
    return Reader.openIn(context, url);
  }

  /** Closes the page; fails if anything went wrong in it. */
  async leave(): Promise<void> {
    await this.page.context().close();
    assert.deepEqual(this.faults, [], "nothing went wrong in the page");
  }

  private async isFollowed(): Promise<void> {
    await this.page.locator("#connection[data-mode]").waitFor({ state: "attached" });
  }

  /** Waits until the page has every change up to this one. */
  async has(seq: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => Number(document.getElementById("coverage")?.dataset.seq) >= wanted,
      seq,
    );
  }

  /** Waits until the page is kept up to date in this way: "live", "polling", "stopped"… */
  async isFollowing(mode: string): Promise<void> {
    await this.page.locator(`#connection[data-mode="${mode}"]`).waitFor({ state: "attached" });
  }

  /** Waits until the element has exactly this text. */
  async reads(selector: string, text: string): Promise<void> {
    await this.page.waitForFunction(
      ([css = "", wanted]) => document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() === wanted,
      [selector, text],
    );
  }

  /** The text of the element; null if there is none. */
  async text(selector: string): Promise<string | null> {
    return this.page.evaluate(
      (css) => document.querySelector(css)?.textContent?.replace(/\s+/g, " ").trim() ?? null,
      selector,
    );
  }

  /** The headlines in #posts from the top. */
  async headlines(): Promise<string[]> {
    const headlines = await this.page.locator("#posts > article > header h3").allTextContents();
    return headlines.map((headline) => headline.replace(/\s+/g, " ").trim());
  }

  /** How far below the top of the view the element begins, in CSS pixels. */
  async topOf(selector: string): Promise<number> {
    return this.page.evaluate(
      (css) => document.querySelector(css)?.getBoundingClientRect().top ?? Number.NaN,
      selector,
    );
  }

  /** Scrolls so that the element begins this far below the top of the view. */
  async scrollTo(selector: string, below = 40): Promise<void> {
    await this.page.evaluate(
      ([css, distance]) => {
        const top = document.querySelector(css)?.getBoundingClientRect().top ?? 0;
        window.scrollBy({ top: Math.round(top) - distance, behavior: "instant" });
      },
      [selector, below] as const,
    );
  }

  /** Waits for two pictures, so that the browser has had its chance to scroll by itself. */
  async settles(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let pictures = 0; pictures < 3; pictures++) await new Promise(requestAnimationFrame);
      // What was pushed down glides to where it stands; a glide that another took the place of is of no interest.
      await Promise.allSettled((document.getElementById("posts")?.getAnimations() ?? []).map(({ finished }) => finished));
    });
  }

  /** Marks the document, to find out later whether it is still the same. */
  async mark(): Promise<void> {
    await this.page.evaluate(() => Object.assign(window, { marked: true }));
  }

  /** Whether the document is the one that was marked: it was not loaded anew. */
  async isMarked(): Promise<boolean> {
    return this.page.evaluate(() => "marked" in window);
  }

  /** What the page shows, and what the same address shows to somebody who opens it now. */
  async shownAndFresh(): Promise<{ shown: Shown; fresh: Shown }> {
    const [shown, answer] = await Promise.all([
      this.page.evaluate(() => document.documentElement.outerHTML),
      this.page.context().request.get(this.page.url()),
    ]);
    // The reader's page lets nobody else make documents of strings.
    const bare = await this.page.context().newPage();
    const both = await bare.evaluate(([shown = "", fresh = ""]) => {
      const read = (page: Document): Shown => {
        for (const time of page.querySelectorAll("time")) time.removeAttribute("title");
        for (const ago of page.querySelectorAll("time[datetime*=T] + .ago")) ago.textContent = "";
        for (const mark of page.querySelectorAll(".marked > .news")) {
          mark.parentElement?.setAttribute("class", "when");
          mark.remove();
        }
        for (const list of page.querySelectorAll("details")) list.removeAttribute("open");
        for (const article of page.querySelectorAll("article")) {
          article.removeAttribute("data-changed");
          article.removeAttribute("tabindex");
          article.removeAttribute("data-later");
        }
        const lists = ["key-points", "key-events", "corrections", "go-deeper"];
        const ids = ["headline", "standfirst", "status", "lead", "count", ...lists];
        return {
          parts: Object.fromEntries(ids.map((id) => [id, page.getElementById(id)?.outerHTML ?? ""])),
          posts: [...page.querySelectorAll<HTMLElement>("#pinned article, #posts > article")].map((post) => ({
            id: post.id,
            place: post.closest("#pinned, #posts")?.id ?? "",
            order: post.dataset.order ?? "",
            seq: post.dataset.seq ?? "",
            html: post.outerHTML,
          })),
        };
      };
      const parse = (html: string): Document => new DOMParser().parseFromString(html, "text/html");
      return { shown: read(parse(shown)), fresh: read(parse(fresh)) };
    }, [shown, await answer.text()]);
    await bare.close();
    return both;
  }

  /**
   * Fails unless the page shows what somebody sees who opens it now: the same posts with the same
   * text, each once and in order, and the same parts around them.
   */
  async assertUpToDate(): Promise<void> {
    const { shown, fresh } = await this.shownAndFresh();
    assert.deepEqual(shown.parts, fresh.parts);
    assert.deepEqual(shown.posts, fresh.posts);
    assertInOrder(shown);
  }
}

/** Fails unless every post is there once, and the newest is first. */
export function assertInOrder({ posts }: Shown): void {
  const ids = posts.map((post) => post.id);
  assert.equal(new Set(ids).size, ids.length, "each post is there once");
  const orders = posts.filter((post) => post.place === "posts").map((post) => post.order);
  assert.deepEqual(orders, [...orders].sort().reverse(), "the newest is first");
}
