// How soon a letter is there, in a coverage that has gone on for days; beside it, in the same run, in one that has
// just been opened and in a bare field, which show what the browser and a busy machine add by themselves.

import assert from "node:assert/strict";
import { loadavg } from "node:os";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { newId } from "../desk/editor/id.ts";
import { startBrowser } from "./browser.ts";
import { DeskWindow } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const LONG = "storm";
const NEW = "calm";
const POSTS = 2_000;
const LETTERS = 1_000;
/** Letters that come first and are not counted: code that is new to the browser is slow once. */
const WARM_UP = 30;
/** What the slowest letter of a hundred may take, in milliseconds: one picture of a screen at 60 Hz. */
const CEILING = 16;
const PARAGRAPHS = 30;
const SENTENCE = "The harbour is closed. ".repeat(12);

/** What one letter cost, in milliseconds. */
interface Letter {
  /** How long the page's main thread computed from the key to after the picture that shows it. Waiting does not count. */
  readonly work: number;
  /** From the key to after the picture, by the clock: with all that a busy machine adds, and this test's asking. */
  readonly painted: number;
}

let stet: Stet;
let browser: Browser;

before(async () => {
  stet = await Stet.start();
  browser = await startBrowser();
  await stet.open(LONG);
  await stet.open(NEW);
  for (let n = 0; n < POSTS; n += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, k) => stet.publish(LONG, `Post ${n + k}`)));
  }
});

after(async () => {
  await browser.close();
  await stet.stop();
});

test(`in a coverage of ${POSTS} posts 99 letters of 100 cost at most ${CEILING} ms of work`, async () => {
  const bare = await typeInBareField();
  const short = await typeInDraft(await stet.member("Bea", "editor", NEW), NEW);
  const long = await typeInDraft(await stet.member("Ada", "editor", LONG), LONG);
  console.log(`in ms, half and 99 of 100 of ${LETTERS} letters at most; the machine's load is ${loadavg()[0]?.toFixed(1)}`);
  for (const [where, letters] of Object.entries({ "a bare field": bare, "a new coverage": short, [`${POSTS} posts`]: long })) {
    const said = (of: (letter: Letter) => number): string => `${most(letters, 50, of).toFixed(1)} ${most(letters, 99, of).toFixed(1)}`;
    console.log(`${where.padEnd(16)} work ${said((one) => one.work)}, painted after ${said((one) => one.painted)}`);
  }
  const work = most(long, 99, (letter) => letter.work);
  assert.ok(work <= CEILING, `${work} ms of work`);
});

/** Types into a page that has nothing but a field with as many words in it. */
async function typeInBareField(): Promise<Letter[]> {
  const page = await browser.newPage();
  await page.setContent(`<div contenteditable>${`<p>${SENTENCE}</p>`.repeat(PARAGRAPHS)}</div>`);
  await page.locator("p").nth(PARAGRAPHS / 2).click();
  const letters = await typeAndMeasure(page);
  await page.close();
  return letters;
}

/** Types into the middle of a long draft. */
async function typeInDraft(cookie: string, slug: string): Promise<Letter[]> {
  const member = await DeskWindow.of(await browser.newContext(), stet, cookie);
  const draft = newId();
  const paragraph = { type: "paragraph", content: [{ type: "text", text: SENTENCE }] };
  const content = { headline: "A long post", body: { v: 1, doc: { type: "doc", content: Array.from({ length: PARAGRAPHS }, () => paragraph) } } };
  await stet.ask("POST", `/coverages/${slug}/drafts`, { id: draft, content });
  await member.open(stet, slug, draft);
  await member.page.locator(".ProseMirror > p").nth(PARAGRAPHS / 2).click();
  const letters = await typeAndMeasure(member.page);
  await member.leave();
  return letters;
}

/** Types letter by letter, each once the one before is on the screen. What was typed is saved meanwhile, as ever. */
async function typeAndMeasure(page: Page): Promise<Letter[]> {
  const line = await page.context().newCDPSession(page);
  // In ticks of the thread: what it computed, and not how long others kept it from computing.
  await line.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async (): Promise<number> => {
    const { metrics } = await line.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  const words = "Ferries wait outside for the wind to drop. ";
  const letters: Letter[] = [];
  for (let n = -WARM_UP; n < LETTERS; n++) {
    const key = words.at(((n % words.length) + words.length) % words.length) ?? " ";
    const before = await worked();
    const start = performance.now();
    await line.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key });
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
    const painted = performance.now() - start;
    const work = (await worked()) - before;
    await line.send("Input.dispatchKeyEvent", { type: "keyUp", key });
    if (n >= 0) letters.push({ work, painted });
  }
  await line.detach();
  return letters;
}

/** What so many of a hundred letters cost at most. */
function most(letters: readonly Letter[], percent: number, of: (letter: Letter) => number): number {
  const sorted = letters.map(of).sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
}
