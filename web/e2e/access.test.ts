// Every kind of page that readers have, for everyone: what axe says of it, and what no engine can tell.
// `make audit` asks two more engines.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { lookWithAxe } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, CONDITIONS, DARK, ENLARGED, LIGHT, open, overflow } from "./conditions.ts";
import { FullCoverage, KINDS, TELLINGS } from "./full-coverage.ts";

let browser: Browser;
let coverages: readonly FullCoverage[];

before(async () => {
  browser = await startBrowser();
  coverages = await Promise.all(TELLINGS.map((telling) => FullCoverage.start(browser, telling)));
});

after(async () => {
  await Promise.all((coverages ?? []).map((coverage) => coverage.stop()));
  await browser?.close();
});

/** The coverage that is told in that direction. */
function told(direction: "ltr" | "rtl"): FullCoverage {
  const found = coverages.find(({ telling }) => telling.direction === direction);
  assert.ok(found);
  return found;
}

/** Fails unless axe has nothing to say, and nothing is wider than the window. */
async function assertWell(page: Page, what: string): Promise<void> {
  assert.deepEqual(await lookWithAxe(page), { faults: [], doubts: [] }, what);
  assert.equal(await overflow(page), 0, `${what}: nothing runs out of the page`);
}

for (const [kind, { name, options }, { direction }] of combinations(KINDS, CONDITIONS, TELLINGS)) {
  test(`a page of the kind “${kind}” is well, ${direction}, ${name}`, async () => {
    const coverage = told(direction);
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await open(page, coverage.stet.url, coverage.kind(kind));
    await assertWell(page, kind);
    await context.close();
  });
}

for (const [{ name, options }, { direction }] of combinations([LIGHT, DARK, ENLARGED], TELLINGS)) {
  test(`a page that things happened to while it was open is well, ${direction}, ${name}`, async () => {
    const coverage = told(direction);
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await open(page, coverage.stet.url, coverage.kind("coverage"));
    await page.locator("#posts > article").last().scrollIntoViewIfNeeded();
    // Everything that is said, each time that it is.
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.getElementById("announcer") as Element;
      new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, { childList: true, characterData: true, subtree: true });
    });
    const seq = await coverage.goOn();
    await page.waitForFunction((wanted) => Number(document.getElementById("coverage")?.dataset.seq) >= wanted, seq);
    await page.locator("#updates > button").waitFor();
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.length > 0);
    await assertWell(page, "with posts that wait");
    assert.ok(await page.evaluate(() => document.activeElement === document.body), "the focus is where it was");

    await page.locator("#updates > button").click();
    await assertWell(page, "with posts that were shown");
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
    assert.equal(new Set(said).size, said.length, `nothing is said twice: ${said}`);
    await context.close();
  });
}

/** Texts whose ground axe cannot find: which they are, and what may lie below them. */
const ON_GROUNDS = [
  { of: ".side-name", grounds: ["--paper"] },
  // The ground of a post that was just changed fades.
  { of: "#posts > .post :is(p, a, span, time)", grounds: ["--paper", "--changed"] },
  { of: "#since :is(li a, .news, summary, b)", grounds: ["--paper"] },
  { of: ".graphic.chart text", grounds: ["--paper"] },
  { of: ".graphic.map text", grounds: ["--land", "--sea", "--area"] },
] as const;

for (const theme of ["", "contrast"]) {
  for (const { name, options } of [LIGHT, DARK]) {
    test(`what axe cannot tell stands out from its ground, ${name}, ${theme || "in the usual look"}`, async () => {
      const coverage = told("ltr");
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await open(page, coverage.stet.url, coverage.kind("what was missed"));
      const ratios = await page.evaluate(([look, all]) => {
        if (look) document.documentElement.dataset.theme = look;
        const probe = document.body.appendChild(document.createElement("i"));
        const rgb = (colour: string): number[] => {
          probe.style.color = colour;
          return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
        };
        const light = (colour: string): number => {
          const [r = 0, g = 0, b = 0] = rgb(colour).map((part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ratio = (a: string, b: string): number => {
          const [low = 0, high = 0] = [light(a), light(b)].sort((x, y) => x - y);
          return (high + 0.05) / (low + 0.05);
        };
        return all.map(({ of, grounds }) => ({
          of,
          least: [...document.querySelectorAll(of)].flatMap((element) => {
            const { color, fill, stroke, paintOrder } = getComputedStyle(element);
            const ink = element instanceof SVGElement ? fill : color;
            // A name on a map has a rim of its own, which is what it stands on.
            const below = paintOrder.startsWith("stroke") && stroke !== "none" ? [stroke] : grounds.map((ground) => `var(${ground})`);
            return below.map((ground) => ({ ratio: ratio(ink, ground), text: `${element.getAttribute("class")} ${ink} on ${ground}` }));
          }).sort((a, b) => a.ratio - b.ratio)[0],
        }));
      }, [theme, ON_GROUNDS] as const);
      for (const { of, least } of ratios) {
        assert.ok(least, `${of} is there`);
        assert.ok(least.ratio >= 4.5, `${of}: ${least.ratio.toFixed(2)}, ${least.text}`);
      }
      await context.close();
    });
  }
}
