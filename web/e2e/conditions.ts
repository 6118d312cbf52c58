// The conditions under which readers' pages are looked at.

import type { BrowserContextOptions, Page } from "playwright-core";
import type { Kind } from "./full-coverage.ts";

export interface Condition {
  readonly name: string;
  readonly options: BrowserContextOptions;
}

const DESKTOP = { width: 1280, height: 800 };

export const LIGHT: Condition = { name: "light", options: { viewport: DESKTOP, colorScheme: "light" } };
export const DARK: Condition = { name: "dark", options: { viewport: DESKTOP, colorScheme: "dark" } };
/** 1280 by 1024 pixels, enlarged four times. */
export const ENLARGED: Condition = { name: "at 400 per cent", options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } };
export const NARROW: Condition = { name: "240 pixels wide", options: { viewport: { width: 240, height: 320 } } };
export const CONDITIONS: readonly Condition[] = [LIGHT, DARK, ENLARGED, NARROW];

/** Opens a kind of page, and waits for its script if it follows the coverage. */
export async function open(page: Page, url: string, { path, isLive }: Kind): Promise<void> {
  await page.goto(url + path);
  if (isLive) await page.locator("#connection[data-mode='live']").waitFor({ state: "attached" });
}

/** How far the page is wider than the window, in CSS pixels. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
