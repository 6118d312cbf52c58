// Readers who see, print or steer the page in a way of their own: with the colours of their system, on
// paper, without motion, by keyboard alone.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { combinations, ENLARGED, keepPicture, LIGHT, open, overflow } from "./conditions.ts";
import { FullCoverage, type Kind, TELLINGS } from "./full-coverage.ts";

const ARTIFACTS = fileURLToPath(new URL("artifacts/", import.meta.url));
/** What is left of a sheet of A4 between its margins, in CSS pixels. */
const SHEET = { width: 718, height: 1047 };

let browser: Browser;
let coverage: FullCoverage;

before(async () => {
  browser = await startBrowser();
  await mkdir(ARTIFACTS, { recursive: true });
  const [telling] = TELLINGS;
  assert.ok(telling);
  coverage = await FullCoverage.start(browser, telling);
});

after(async () => {
  await coverage?.stop();
  await browser?.close();
});

/** Opens the kind of page of that name. */
async function openKind(name: string, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  const kind = coverage.kinds.find((one) => one.name === name) as Kind;
  await open(page, coverage.stet.url, kind);
  return page;
}

/** Has things happen while the page is open, somewhere below its top, and waits until it shows them. */
async function goOn(page: Page): Promise<void> {
  await page.locator("#posts > article").last().scrollIntoViewIfNeeded();
  const seq = await coverage.goOn();
  await page.waitForFunction((wanted) => Number(document.getElementById("coverage")?.dataset.seq) >= wanted, seq);
  await page.locator("#updates > button").waitFor();
}

test("in forced colours, what colours say is said by lines", async () => {
  const page = await openKind("coverage", { ...LIGHT.options, forcedColors: "active" });
  await goOn(page);
  await keepPicture(page, "forced-colours", { fullPage: true });
  const seen = await page.evaluate(() => {
    const style = (css: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(css) as Element);
    const ground = style("body").backgroundColor;
    return {
      button: style("#updates > button").borderTopStyle === "solid" && style("#updates > button").borderTopColor !== ground,
      changed: style(".post[data-changed]").outlineStyle,
      chosen: style("#choice [aria-current]").borderBlockEndColor !== ground,
      others: style("#choice a:not([aria-current])").borderBlockEndColor === ground,
      bars: style(".graphic.chart .bar, .graphic.chart rect").fill !== ground,
      correction: style(".notice.correction").borderTopStyle,
    };
  });
  assert.deepEqual(seen, { button: true, changed: "solid", chosen: true, others: true, bars: true, correction: "solid" });
  await page.context().close();
});

for (const [name, width] of combinations(["coverage", "what was missed", "post", "ended"], [320, 1280])) {
  test(`with the spacing that a reader asks for (WCAG 1.4.12) nothing runs out and no words are cut: ${name}, ${width} pixels`, async () => {
    const page = await openKind(name, { viewport: { width, height: 720 }, bypassCSP: true });
    await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }" });
    assert.equal(await overflow(page), 0);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("body *")].flatMap((element) => {
        // How long ago it was may end in dots: when it was stands whole beside it.
        if (element.closest("svg, .visually-hidden, .skip, .ago") || element.textContent?.trim() === "" || element.clientWidth === 0) return [];
        const { overflowX, overflowY } = getComputedStyle(element);
        const isCut = (way: string, whole: number, shown: number): boolean => ["hidden", "clip"].includes(way) && whole > shown + 1;
        const faults = isCut(overflowX, element.scrollWidth, element.clientWidth) || isCut(overflowY, element.scrollHeight, element.clientHeight);
        return faults ? [`${element.tagName} ${element.className}`] : [];
      }),
    );
    assert.deepEqual(cut, []);
    await page.context().close();
  });
}

for (const name of ["coverage", "what was missed", "post", "ended"]) {
  test(`on paper nothing is cut and nothing can be pressed: ${name}`, async () => {
    const page = await openKind(name, { viewport: SHEET });
    await page.emulateMedia({ media: "print" });
    await keepPicture(page, `print-${name.replaceAll(" ", "-")}`, { fullPage: true });
    assert.equal(await overflow(page), 0);
    const faults = await page.evaluate(() => {
      const isShown = (element: Element): boolean => element.checkVisibility({ contentVisibilityAuto: true }) && element.getClientRects().length > 0;
      const name = (element: Element): string => `${element.tagName} ${element.id} ${element.className} ${element.textContent?.slice(0, 40)}`;
      const all = [...document.querySelectorAll("body *")].filter((element) => isShown(element) && !element.closest(".visually-hidden"));
      return {
        pressed: all.filter((element) => element.matches("button, input, select, iframe")).map(name),
        cut: all.filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element);
          const isWider = element.scrollWidth > element.clientWidth + 1 && overflowX !== "visible";
          const isHigher = element.scrollHeight > element.clientHeight + 1 && overflowY !== "visible";
          return element instanceof HTMLElement && element.clientWidth > 0 && (isWider || isHigher);
        }).map(name),
        clipped: all.filter((element) => getComputedStyle(element).clipPath !== "none").map(name),
        closed: [...document.querySelectorAll(":is(.list, #since) details")].filter((list) => {
          const last = [...list.querySelectorAll("li")].at(-1);
          return last && !last.closest("[hidden]") && !isShown(last);
        }).map(name),
      };
    });
    assert.deepEqual(faults, { pressed: [], cut: [], clipped: [], closed: [] });
    const pdf = await page.pdf({ path: `${ARTIFACTS}print-${name.replaceAll(" ", "-")}.pdf`, format: "A4" });
    assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 10_000);
    await page.context().close();
  });
}

for (const reducedMotion of ["reduce", "no-preference"] as const) {
  test(`what moves is still for those who want that: ${reducedMotion}`, async () => {
    const page = await openKind("coverage", { ...LIGHT.options, reducedMotion });
    await goOn(page);
    await page.locator(".post[data-changed]").first().waitFor({ state: "attached" });
    const moving = await page.evaluate(() => document.getAnimations().length);
    assert.equal(moving > 0, reducedMotion === "no-preference", `${moving} things move`);
    // What moves by itself beside the words ends within five seconds (WCAG 2.2.2), and then nothing is drawn anew.
    const ends = await page.evaluate(() => document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().endTime)));
    assert.deepEqual(ends.filter((end) => !(end <= 5_000)), []);
    await page.waitForFunction(() => document.getAnimations().length === 0);
    const smooth = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    assert.equal(smooth, "auto");
    await page.context().close();
  });
}

/** Where the focus is after a Tab, and what is wrong with it there. */
interface Stop {
  readonly name: string;
  readonly faults: readonly string[];
}

for (const [name, { options }] of [["coverage", LIGHT], ["coverage", ENLARGED], ["what was missed", LIGHT], ["post", ENLARGED]] as const) {
  test(`by keyboard everything is reached, seen and not covered: ${name}, ${options.viewport?.width} pixels`, async () => {
    const page = await openKind(name, options);
    if (name === "coverage") await goOn(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>("a[href], button, input, summary, video[controls], [tabindex='0']")];
      const reachable = all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("dialog"));
      for (const [index, element] of reachable.entries()) element.dataset.stop = String(index);
      return reachable.map((element) => element.outerHTML.slice(0, 120));
    });
    const reached = new Set<string>();
    const faults: string[] = [];
    // A film has some stops of its own.
    for (let pressed = 0; pressed < wanted.length + 20; pressed++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(async (): Promise<Stop | null> => {
        const element = document.activeElement as HTMLElement | null;
        if (!element || element === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const faults: string[] = [];
        if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) faults.push("is not marked");
        // Whether any of it can be seen: of its corners and its middle, those in the window.
        const isSeen = (): boolean => {
          const { top, right, bottom, left } = element.getClientRects()[0] ?? element.getBoundingClientRect();
          const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]].map(([x = 0, y = 0]) => [left + (right - left) * x, top + (bottom - top) * y]);
          return points.some(([x = 0, y = 0]) => {
            const there = document.elementFromPoint(x, y);
            return there !== null && (element.contains(there) || there.contains(element));
          });
        };
        // What comes into view for the first time takes its own height when it is drawn, and the page is put right in the frame after.
        for (let frame = 0; frame < 3 && !isSeen(); frame++) await new Promise(requestAnimationFrame);
        if (!isSeen()) faults.push("is not in view, or covered");
        return { name: element.dataset.stop ?? element.tagName, faults };
      });
      if (!stop) break;
      reached.add(stop.name);
      for (const fault of stop.faults) faults.push(`${wanted[Number(stop.name)] ?? stop.name} ${fault}`);
    }
    assert.deepEqual(faults, []);
    // What tells of a post elsewhere goes as soon as that post comes into view.
    const left = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>("[data-stop]")].map((element) => element.dataset.stop ?? ""));
    assert.deepEqual(left.filter((stop) => !reached.has(stop)).map((stop) => wanted[Number(stop)]), [], "everything is reached");
    assert.ok(wanted.length - left.length <= 6, "only the lines on three posts, of two stops each, may have gone");
    await page.context().close();
  });
}
