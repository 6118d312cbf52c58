import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { overflow } from "./conditions.ts";

/** What axe found in a page; each fault is the rule and its elements. */
export interface Found {
  /** What it objects to. */
  readonly faults: readonly string[];
  /** What it cannot tell, and nobody has looked at. */
  readonly doubts: readonly string[];
}

/** What axe cannot tell by itself, and what can be said of it after a look. */
interface Reviewed {
  readonly rule: string;
  /** Of which elements it is said, as a selector. */
  readonly of: string;
  /** What lies over them, as a selector. */
  readonly below?: string;
  readonly why: string;
}

const REVIEWED: readonly Reviewed[] = [
  { rule: "color-contrast", of: ".side-name", why: "It lies over a picture and has a ground of its own; its contrast is computed in access.test.ts." },
  { rule: "color-contrast", of: ".plot text", why: "axe does not see through SVG; the contrast to what lies below is computed in access.test.ts." },
  { rule: "color-contrast", of: "#since li *", why: "What is scrolled out of the list is hidden by it; its contrast is computed in access.test.ts." },
  { rule: "color-contrast", of: "*", below: "#updates > *", why: "The button for new posts lies over it until the reader scrolls on." },
  { rule: "target-size", of: "*", below: ".elsewhere", why: "The line about what was corrected out of sight lies over it until it is put away, or the reader scrolls on." },
  { rule: "video-caption", of: "video", why: "The film has no sound. Whether a newsroom's films have captions, no page can know." },
];

/** What axe objects to in a reader's page: the rule, and the elements. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  return (await lookWithAxe(page)).faults;
}

/** Fails unless a page is written in that direction, axe finds no fault in it, and nothing runs out of the window. */
export async function assertIsWell(page: Page, direction: "ltr" | "rtl"): Promise<void> {
  assert.equal(await page.evaluate(() => document.documentElement.dir), direction);
  assert.deepEqual(await axeFaults(page), []);
  assert.equal(await overflow(page), 0, "nothing is wider than the window");
}

/** axe itself, as a script. */
export const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Has axe look at a page: at WCAG 2.2, levels A and AA, and at good practice. */
export async function lookWithAxe(page: Page): Promise<Found> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (reviewed) => {
    // The one rule of WCAG 2.2 is off by itself. What has passed is not asked for, since to tell of all of it takes a third of the time.
    const options: axe.RunOptions = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations", "incomplete"] };
    const { violations, incomplete } = await (window as unknown as { axe: typeof axe }).axe.run(options);
    const say = ({ id, nodes }: axe.Result): string => `${id}: ${nodes.map((node) => node.html).join(" | ")}`;
    const isOpen = (rule: string, { target }: axe.NodeResult, reviewed: readonly Reviewed[]): boolean => {
      const element = document.querySelector(String(target[0]));
      if (!element) return true;
      const box = element.getBoundingClientRect();
      const liesBelow = (over: Element): boolean => {
        const { top, right, bottom, left } = over.getBoundingClientRect();
        return box.top < bottom && box.bottom > top && box.left < right && box.right > left;
      };
      const isMeant = ({ of, below }: Reviewed): boolean =>
        element.matches(of) && (below === undefined || [...document.querySelectorAll(below)].some(liesBelow));
      return !reviewed.some((one) => one.rule === rule && isMeant(one));
    };
    const open = (found: readonly axe.Result[], reviewed: readonly Reviewed[]): string[] =>
      found
        .map((one) => ({ ...one, nodes: one.nodes.filter((node) => isOpen(one.id, node, reviewed)) }))
        .filter(({ nodes }) => nodes.length > 0)
        .map(say);
    // What lies below something for a while is no fault of its own.
    return { faults: open(violations, reviewed.filter(({ below }) => below !== undefined)), doubts: open(incomplete, reviewed) };
  }, REVIEWED);
}
