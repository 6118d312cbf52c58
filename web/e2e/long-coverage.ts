// How a page of 5,000 posts bears five new ones a second: what a reader's key costs, and what keeps the
// browser busy. `node --import ./typescript.mjs --test e2e/long-coverage.ts` prints it.

import { test } from "node:test";
import { startBrowser } from "./browser.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "long";
const POSTS = Number(process.env.STET_POSTS ?? 5_000);
/** So many posts come while it is measured, five a second. */
const COMING = 50;

interface Measured {
  readonly tasks: number[];
  readonly keys: number[];
  readonly shifts: number[];
}

test("5,000 posts in one page, and five more a second", { timeout: 1_800_000 }, async () => {
  const [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG, { headline: "A very long day" });
  const body = "The water stood at three metres at the old gauge, and the wind has turned.\n\nNobody was hurt so far.";
  for (let n = 0; n < POSTS; n += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, i) => stet.publish(SLUG, `Report ${n + i + 1}`, body)));
  }
  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`, { viewport: { width: 360, height: 740 } });
  const { page } = reader;
  await reader.isFollowing("live");
  await page.evaluate(() => {
    const measured: Measured = { tasks: [], keys: [], shifts: [] };
    Object.assign(window, { measured });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) measured.tasks.push(entry.duration);
    }).observe({ type: "longtask" });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) measured.keys.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      // What comes of a key or a click is no shift.
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
        if (!entry.hadRecentInput) measured.shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift" });
  });
  const take = (): Promise<Measured> =>
    page.evaluate(() => {
      const { measured } = window as unknown as { measured: Measured };
      const copy = { tasks: [...measured.tasks], keys: [...measured.keys], shifts: [...measured.shifts] };
      for (const list of Object.values(measured)) list.length = 0;
      return copy;
    });
  const say = (what: string, { tasks, keys, shifts }: Measured): void => {
    const ms = (list: number[]): string => `${list.length}, the longest ${Math.round(Math.max(0, ...list))} ms`;
    console.log(`${what}: long tasks ${ms(tasks)}; slow keys ${ms(keys)}; shifts ${shifts.reduce((a, b) => a + b, 0).toFixed(4)}`);
  };

  const started = Date.now();
  let count = 40;
  while ((await page.locator("#older a").count()) > 0) {
    await page.locator("#older a").evaluate((link) => (link as HTMLElement).click());
    count += 40;
    await page.waitForFunction((n) => document.querySelectorAll("#posts > article").length >= Math.min(n[0] ?? 0, n[1] ?? 0), [count, POSTS]);
  }
  say(`loaded ${await page.locator("#posts > article").count()} posts in ${Date.now() - started} ms`, await take());

  // In the middle of them, going on by keys while posts arrive.
  await page.evaluate(() => {
    const all = document.querySelectorAll("#posts > article");
    all[Math.floor(all.length / 2)]?.scrollIntoView();
  });
  await reader.settles();
  await take();
  for (let n = 0; n < COMING; n++) {
    const next = Date.now() + 200;
    await Promise.all([stet.publish(SLUG, `New ${n + 1}`, body), page.keyboard.press(n % 4 === 3 ? "k" : "j")]);
    await new Promise((done) => setTimeout(done, Math.max(next - Date.now(), 0)));
  }
  await reader.has(await stet.seq(SLUG));
  say(`${COMING} posts came`, await take());
  await page.locator("#updates > button").click();
  await reader.settles();
  say("and were shown", await take());
  await reader.leave();
  await browser.close();
  await stet.stop();
});
