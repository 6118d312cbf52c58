// A window at the desk: one member's browser, in which nothing may go wrong unseen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** What the members of these tests sign in with. */
export const PASSWORD = "a long enough sentence";

export class DeskWindow {
  readonly page: Page;
  /** What the browser complained of. */
  private readonly complaints: string[] = [];
  private expected: RegExp[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => this.complaints.push(error.stack ?? error.message));
  }

  /** Opens a window somewhere at the desk, for nobody yet. */
  static async at(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<DeskWindow> {
    const context = await browser.newContext({ timezoneId: "Europe/London", locale: "en-GB", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const member = new DeskWindow(page);
    await page.goto(url);
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

  /** Goes to an address of the desk. */
  async go(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
    await this.page.locator("h1").first().waitFor();
  }

  /** Says of a complaint that it is meant to come. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** What axe objects to: the rule, and the elements. It comes in past the page's policy, which lets no script in. */
  async faults(): Promise<string[]> {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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
    await run(axe);
    const found = await run(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))",
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
