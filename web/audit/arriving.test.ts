// How soon a phone answers a reader's finger while five posts a second arrive: Interaction to Next Paint, as
// browsers measure it (Event Timing), on a processor a fourth as fast as this one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startBrowser } from "../e2e/browser.ts";
import { Reader } from "../e2e/reader.ts";
import { Stet } from "../e2e/stet.ts";

/** How many posts arrive in a second, and for how long, in seconds. */
const RATE = 5;
const LASTING = 20;
/** The most that the slowest of all answers may take, in milliseconds. */
const MOST = 100;

test(`while ${RATE} posts a second arrive, every tap and key is answered within ${MOST} ms`, async () => {
  const [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  try {
    await stet.open("storm");
    await stet.publishMany("storm", 60, "Report");
    const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
    const reader = await Reader.open(browser, `${stet.url}/live/storm`, options);
    const { page } = reader;
    await reader.isFollowing("live");
    await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.evaluate(() => {
      const told: { name: string; duration: number }[] = [];
      Object.assign(globalThis, { told });
      const watch = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if ((entry as PerformanceEventTiming).interactionId) told.push({ name: entry.name, duration: entry.duration });
        }
      });
      watch.observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
    });
    const end = Date.now() + LASTING * 1000;
    const publishing = (async () => {
      for (let n = 0; Date.now() < end; n++) {
        const next = new Promise((resolve) => setTimeout(resolve, 1000 / RATE));
        await stet.publish("storm", `Arrived ${n}`, "The wind turns, and the ferries wait in the lee of the island.");
        await next;
      }
    })();
    await page.evaluate(() => scrollTo(0, 600));
    for (let taps = 0; Date.now() < end; taps++) {
      await page.keyboard.press(taps % 2 === 0 ? "j" : "k");
      const button = page.locator("#updates button:not([hidden])");
      if (taps % 5 === 4 && (await button.count()) > 0) await button.first().tap();
    }
    await publishing;
    await reader.has(await stet.seq("storm"));
    const told = await page.evaluate(() => (globalThis as unknown as { told: { name: string; duration: number }[] }).told);
    assert.ok(told.length > 20, `${told.length} answers were measured`);
    const slowest = told.reduce((a, b) => (b.duration > a.duration ? b : a));
    const [median] = told.map(({ duration }) => duration).sort((a, b) => a - b).slice(told.length >> 1);
    console.log(`INP while ${RATE} posts a second arrive: ${slowest.duration} ms (${slowest.name}), median ${median} ms, of ${told.length} answers`);
    assert.ok(slowest.duration <= MOST, `${slowest.name} took ${slowest.duration} ms`);
    await reader.leave();
  } finally {
    await browser.close();
    await stet.stop();
  }
});
