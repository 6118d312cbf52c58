// The stream as other people's clients read it: three libraries and a browser's own, which share nothing, are sent
// the same events, each once and in order, also over a cut.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { EventSource as ByStandard } from "eventsource";
import { createEventSource } from "eventsource-client";
import type { Browser, Page } from "playwright-core";
import { startBrowser } from "../e2e/browser.ts";
import { Proxy } from "../e2e/proxy.ts";
import { Stet } from "../e2e/stet.ts";

interface Source {
  addEventListener(name: string, hear: (event: Heard) => void): void;
  close(): void;
}
// It has no types.
const LaunchDarkly = createRequire(import.meta.url)("launchdarkly-eventsource") as { EventSource: new (url: string) => Source };

/** What a client was told: each event's id and what it says. */
type Told = [id: string, data: string][];

/** Begins to follow a stream; gives how to read what was told, and how to end it. */
type Follow = (url: string) => { told: () => Promise<Told> | Told; close: () => void };

let browser: Browser;
let page: Page;
let stet: Stet;
let proxy: Proxy;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  proxy = await Proxy.before(stet.url);
  page = await browser.newPage();
});

after(async () => {
  await browser?.close();
  await proxy?.close();
  await stet?.stop();
});

interface Heard {
  readonly lastEventId?: string;
  readonly data: string;
}

function collect(listen: (hear: (event: Heard) => void) => void): Told {
  const told: Told = [];
  listen(({ lastEventId, data }) => void told.push([lastEventId ?? "", data]));
  return told;
}

const CLIENTS: Readonly<Record<string, Follow>> = {
  eventsource: (url) => {
    const source = new ByStandard(url);
    const told = collect((hear) => source.addEventListener("change", hear));
    return { told: () => told, close: () => source.close() };
  },
  "eventsource, gzip": (url) => {
    const fetchZipped: typeof fetch = (address, init) =>
      fetch(address, { ...init, headers: { ...(init?.headers as Record<string, string>), "accept-encoding": "gzip" } });
    const source = new ByStandard(url, { fetch: fetchZipped as never });
    const told = collect((hear) => source.addEventListener("change", hear));
    return { told: () => told, close: () => source.close() };
  },
  "eventsource-client": (url) => {
    const told: Told = [];
    const source = createEventSource({ url, onMessage: ({ event, id, data }) => void (event === "change" && told.push([id ?? "", data])) });
    return { told: () => told, close: () => source.close() };
  },
  "launchdarkly-eventsource": (url) => {
    const source = new LaunchDarkly.EventSource(url);
    const told = collect((hear) => source.addEventListener("change", hear));
    return { told: () => told, close: () => source.close() };
  },
};

test("all clients are told the same, once and in order, also over a cut", async () => {
  await stet.open("storm");
  await stet.publishMany("storm", 5, "Before");
  const begun = await stet.seq("storm");
  const url = `${proxy.url}/live/storm/stream?after=0`;
  await page.goto(`${proxy.url}/live/storm`);
  await page.evaluate((address) => {
    const told: [string, string][] = [];
    Object.assign(globalThis, { told });
    new EventSource(address).addEventListener("change", ({ lastEventId, data }) => told.push([lastEventId, String(data)]));
  }, url);
  const following = Object.entries(CLIENTS).map(([name, follow]) => ({ name, ...follow(url) }));
  const ofBrowser = (): Promise<Told> => page.evaluate(() => (globalThis as unknown as { told: Told }).told);
  const all = [...following, { name: "Chromium", told: ofBrowser, close: () => {} }];
  const reach = async (seq: number): Promise<void> => {
    const end = Date.now() + 60_000;
    for (const { name, told } of all) {
      while (!(await told()).some(([, data]) => (JSON.parse(data) as { seq: number }).seq === seq)) {
        assert.ok(Date.now() < end, `${name} is told of change ${seq}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await reach(begun);
  proxy.cut();
  await stet.publishMany("storm", 5, "Meanwhile");
  const post = await stet.publish("storm", "Ünïcode \u2028 and a line", "One.\n\nTwo.");
  await stet.revise("storm", post, { headline: "Revised" });
  proxy.mend();
  await stet.withdraw("storm", post, "It was another.");
  const last = await stet.seq("storm");
  await reach(last);
  const frames = ((await (await fetch(`${stet.url}/live/storm/changes?after=0`)).json()) as { frames: { seq: number }[] }).frames;
  for (const { name, told } of all) {
    const events = await told();
    const seqs = events.map(([, data]) => (JSON.parse(data) as { seq: number }).seq);
    assert.deepEqual(seqs, frames.map(({ seq }) => seq), `${name}: each once, in order`);
    assert.deepEqual(events.map(([, data]) => JSON.parse(data) as unknown), frames, `${name}: the same as the changes`);
    assert.ok(events.every(([id, data]) => id === String((JSON.parse(data) as { seq: number }).seq)), `${name}: the id is the seq`);
  }
  for (const { close } of all) close();
});
