// Every kind of page that readers have, in every condition and after things happened while it was open,
// in the eyes of three engines that share nothing: no fault, and no doubt that nobody has looked at.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { lookWithAxe } from "../e2e/axe.ts";
import { startBrowser } from "../e2e/browser.ts";
import { CONDITIONS, open } from "../e2e/conditions.ts";
import { FullCoverage, TELLINGS } from "../e2e/full-coverage.ts";
import { lookWithCodeSniffer, lookWithEqualAccess } from "./engines.ts";

const ENGINES = { axe: lookWithAxe, "HTML_CodeSniffer": lookWithCodeSniffer, "Equal Access": lookWithEqualAccess };

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

/** What the engines have to say of a page, each with its name. */
async function askAll(page: Page, what: string): Promise<string[]> {
  const said: string[] = [];
  for (const [name, look] of Object.entries(ENGINES)) {
    const { faults, doubts } = await look(page);
    said.push(...[...faults, ...doubts].map((words) => `${what}, ${name}: ${words}`));
  }
  return said;
}

for (const [index, { direction }] of TELLINGS.entries()) {
  for (const { name, options } of CONDITIONS) {
    test(`three engines find nothing, ${direction}, ${name}`, async () => {
      const coverage = coverages[index] as FullCoverage;
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const said: string[] = [];
      for (const kind of coverage.kinds) {
        await open(page, coverage.stet.url, kind);
        said.push(...(await askAll(page, kind.name)));
        if (!kind.isLive || kind.name === "oldest first, one label") continue;
        const seq = await coverage.goOn();
        await page.waitForFunction((wanted) => Number(document.getElementById("coverage")?.dataset.seq) >= wanted, seq);
        said.push(...(await askAll(page, `${kind.name}, after things happened`)));
      }
      assert.deepEqual(said, []);
      await context.close();
    });
  }
}
