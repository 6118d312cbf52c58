// How heavy the desk and a reader's page are on a phone, and how soon they can be used: measured by
// Lighthouse against the real binary. Fails when a figure is missed.

import { launch } from "chrome-launcher";
import lighthouse, { type RunnerResult } from "lighthouse";
import { chromiumPath } from "../e2e/browser.ts";
import { Stet } from "../e2e/stet.ts";

const SLUG = "storm";
const POSTS = 2_000;
const DRAFTS = 12;
/** How often each page is opened, by a browser that has never seen it; the median counts. */
const RUNS = Number(process.env.AUDIT_RUNS ?? 5);

/** What a page may cost at most, and of how many points of a hundred it may fall short. */
type Ceiling = Partial<Record<keyof Cost, number>>;

const DESK: Ceiling = { fileBytes: 250_000, interactiveMs: 1_500 };
const READER: Ceiling = { largestMs: 1_200, blockedMs: 50, shift: 0, performance: 1, accessibility: 0, bestPractices: 0, seo: 0 };

/** Lighthouse's scores, by its names and ours. */
const SCORES = [
  ["performance", "performance"],
  ["accessibility", "accessibility"],
  ["best-practices", "bestPractices"],
  ["seo", "seo"],
] as const;

interface Page {
  readonly name: string;
  readonly path: string;
  readonly cookie?: string;
  /** How many posts arrive in a second while it is measured. */
  readonly arriving?: number;
  readonly ceiling: Ceiling;
}

/** What one opening of a page cost. */
interface Cost {
  /** The page, its scripts, styles and pictures, as they crossed the wire. */
  readonly fileBytes: number;
  /** What the API answered. */
  readonly answerBytes: number;
  /** The first picture, the largest one, how long the page did not listen, and when it could be used. */
  readonly firstMs: number;
  readonly largestMs: number;
  readonly blockedMs: number;
  readonly interactiveMs: number;
  /** How far what was shown was moved, as a share of the view. */
  readonly shift: number;
  /** By how many points of a hundred each of Lighthouse's scores falls short. */
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
}

const stet = await Stet.start();
try {
  const pages = await prepare();
  console.log(`Lighthouse, its phone and network for mobile (simulated), median of ${RUNS}:\n`);
  console.log(row(["", "files", "API", "first", "largest", "blocked", "interactive", "moved", "scores"]));
  for (const page of pages) {
    const cost = await measure(page);
    const missed = misses(cost, page.ceiling);
    if (missed.length > 0) process.exitCode = 1;
    console.log(
      row([
        page.name,
        kilobytes(cost.fileBytes),
        kilobytes(cost.answerBytes),
        seconds(cost.firstMs),
        seconds(cost.largestMs),
        seconds(cost.blockedMs),
        seconds(cost.interactiveMs),
        cost.shift.toFixed(3),
        SCORES.map(([, of]) => 100 - cost[of]).join(" "),
        missed.length > 0 ? `missed: ${missed.join(", ")}` : "",
      ]),
    );
  }
} finally {
  await stet.stop();
}

/** Writes a coverage that has gone on for days, and gives the pages to open. */
async function prepare(): Promise<Page[]> {
  await stet.open(SLUG, { headline: "Ferries in the storm", standfirst: "Two harbours are closed, and the last train has left the island." });
  const body = "The ferry waits in the **lee** of the island until the wind drops.\n\nThe harbour stays closed.";
  for (let n = 0; n < POSTS; n += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, k) => stet.publish(SLUG, `Report ${n + k}`, body)));
  }
  for (let n = 0; n < DRAFTS; n++) {
    await stet.ask("POST", `/coverages/${SLUG}/posts`, { headline: `In the making ${n}`, body, status: "draft" });
  }
  const cookie = await stet.member("Ada", "editor", SLUG);
  return [
    { name: "desk, sign-in", path: "/desk/", ceiling: DESK },
    { name: `desk, ${POSTS} posts`, path: `/desk/c/${SLUG}`, cookie, ceiling: DESK },
    { name: `reader, ${POSTS} posts`, path: `/live/${SLUG}`, ceiling: READER },
    { name: "reader, 5 a second", path: `/live/${SLUG}`, arriving: 5, ceiling: READER },
  ];
}

/** Opens the page again and again, each time in a browser of its own; each figure is the median. */
async function measure(page: Page): Promise<Cost> {
  const costs: Cost[] = [];
  const end = arrive(page.arriving ?? 0);
  try {
    for (let n = 0; n < RUNS; n++) costs.push(await openOnce(page));
  } finally {
    await end();
  }
  const median = (of: (cost: Cost) => number): number => costs.map(of).sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
  const [first] = costs;
  if (!first) throw new Error("AUDIT_RUNS is a number from 1");
  return Object.fromEntries(Object.keys(first).map((of) => [of, median((cost) => cost[of as keyof Cost])])) as unknown as Cost;
}

/** Publishes so many posts a second until what it gives is called. */
function arrive(rate: number): () => Promise<void> {
  let ended = rate === 0;
  const arriving = (async () => {
    for (let n = 1; !ended; n++) {
      const next = new Promise((resolve) => setTimeout(resolve, 1000 / rate));
      await stet.publish(SLUG, `Arrived ${n}`, "The wind turns, and the ferries wait in the lee of the island.");
      await next;
    }
  })();
  return () => {
    ended = true;
    return arriving;
  };
}

async function openOnce({ path, cookie }: Page): Promise<Cost> {
  const chrome = await launch({ chromePath: chromiumPath(), chromeFlags: ["--headless=new", "--no-sandbox"] });
  try {
    const result = await lighthouse(stet.url + path, {
      port: chrome.port,
      logLevel: "error",
      onlyCategories: SCORES.map(([category]) => category),
      ...(cookie ? { extraHeaders: { cookie } } : {}),
    });
    if (!result) throw new Error(`Lighthouse said nothing of ${path}`);
    return costOf(result);
  } finally {
    chrome.kill();
  }
}

function costOf({ lhr }: RunnerResult): Cost {
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const figure = (audit: string): number => {
    const value = lhr.audits[audit]?.numericValue;
    if (value === undefined) throw new Error(`Lighthouse has no figure for ${audit}`);
    return value;
  };
  const short = (category: string): number => 100 - Math.round(100 * (lhr.categories[category]?.score ?? 0));
  const listed = lhr.audits["network-requests"]?.details;
  if (listed?.type !== "table") throw new Error("Lighthouse has no list of requests");
  const requests = listed.items as unknown as Request[];
  return {
    fileBytes: bytes(requests.filter(({ url }) => !isAnswer(url))),
    answerBytes: bytes(requests.filter(({ url }) => isAnswer(url))),
    firstMs: figure("first-contentful-paint"),
    largestMs: figure("largest-contentful-paint"),
    blockedMs: figure("total-blocking-time"),
    interactiveMs: figure("interactive"),
    shift: figure("cumulative-layout-shift"),
    ...(Object.fromEntries(SCORES.map(([category, of]) => [of, short(category)])) as Record<(typeof SCORES)[number][1], number>),
  };
}

interface Request {
  readonly url: string;
  readonly transferSize: number;
}

/** Whether it is asked of the API, and not a file. */
function isAnswer(url: string): boolean {
  return new URL(url).pathname.startsWith("/api/");
}

function bytes(requests: readonly Request[]): number {
  return requests.reduce((sum, { transferSize }) => sum + transferSize, 0);
}

/** What was promised and is not kept. */
function misses(cost: Cost, ceiling: Ceiling): string[] {
  return Object.entries(ceiling).flatMap(([of, most]) => (cost[of as keyof Cost] > most ? [`${of} (${cost[of as keyof Cost].toFixed(2)} > ${most})`] : []));
}

function row([name = "", ...figures]: readonly string[]): string {
  return `${name.padEnd(20)}${figures.map((figure) => figure.padStart(12)).join("")}`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
