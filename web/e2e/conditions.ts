// The conditions under which pages are looked at, in which combinations, and what is looked at in each.

import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Kind } from "./full-coverage.ts";

/** One value of each condition. */
type Combination<Conditions extends readonly (readonly unknown[])[]> = { [Place in keyof Conditions]: Conditions[Place][number] };

/** Whether everything is looked at, as by `make audit`, or a sample, as by `make test`. */
export function looksAtEverything(): boolean {
  return process.env.STET_EVERY === "1";
}

/**
 * In which combinations of conditions something is looked at, each condition given as its values.
 *
 * Where everything is looked at, it is all of them. Otherwise it is as few as have every value of every
 * condition at least once: the first of each, the second of each, and so on, beginning anew where there
 * are no more. A condition that begins anew is shifted by its place, so that it is not always the same
 * two values that meet.
 */
export function combinations<const Conditions extends readonly (readonly unknown[])[]>(...conditions: Conditions): Combination<Conditions>[] {
  if (looksAtEverything()) {
    const all = conditions.reduce<unknown[][]>((begun, values) => begun.flatMap((one) => values.map((value) => [...one, value])), [[]]);
    return all as Combination<Conditions>[];
  }
  const most = Math.max(...conditions.map(({ length }) => length));
  const sample = Array.from({ length: most }, (_, row) =>
    conditions.map((values, place) => values[(row + Math.floor(row / values.length) * place) % values.length]),
  );
  return sample as Combination<Conditions>[];
}

/** Keeps a picture of what is seen in `artifacts/`, for people to judge; only where everything is looked at, since no test does. */
export async function keepPicture(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  if (!looksAtEverything()) return;
  await page.screenshot({ ...options, path: fileURLToPath(new URL(`artifacts/${name}.png`, import.meta.url)) });
}

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

export const SCHEMES = ["light", "dark"] as const;

/** Opens a kind of page, and waits for its script if it follows the coverage. */
export async function open(page: Page, url: string, { path, isLive }: Kind): Promise<void> {
  await page.goto(url + path);
  if (isLive) await page.locator("#connection[data-mode='live']").waitFor({ state: "attached" });
}

/** How far the page is wider than the window, in CSS pixels. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
