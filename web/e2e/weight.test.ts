// What a reader's first page weighs on the wire, and where it goes for it: the page of a newsroom's
// whole day if `STET_SPECIMEN` names the text of one, else that of the demo.

import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { BINARY } from "./stet.ts";

/** What may be sent at most, in bytes, with brotli. */
const MOST = { document: 30 * 1024, script: 12 * 1024, stylesheet: 8 * 1024 } as const;

let browser: Browser;
let data: string;
let server: ChildProcess;
/** The coverage's page. */
let url: string;

before(async () => {
  browser = await startBrowser();
  data = await mkdtemp(join(tmpdir(), "stet-"));
  const specimen = process.env.STET_SPECIMEN;
  if (specimen) await promisify(execFile)(BINARY, ["import", specimen, "--slug", "day", "--data", data]);
  server = spawn(BINARY, [specimen ? "serve" : "demo", "--data", data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
    const [, said = ""] = /Stet is ready at (\S+)/.exec(line) ?? [];
    if (said) {
      url = specimen ? new URL("/live/day", said).href : said;
      break;
    }
  }
});

after(async () => {
  await browser?.close();
  server.kill();
  await once(server, "exit");
  await rm(data, { recursive: true });
});

test("the first page, its script and its style are small, from here alone, and leave no cookie", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const encodings = new Map<string, string | undefined>();
  page.on("response", (response) => encodings.set(response.url(), response.headers()["content-encoding"]));
  await page.goto(url);
  await page.locator("#connection[data-mode]").waitFor({ state: "attached" });
  await page.waitForLoadState("load");
  // Without the headers of the answers.
  const bytes = await page.evaluate(() => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")] as PerformanceResourceTiming[];
    const sizeOf = (is: (entry: PerformanceResourceTiming) => boolean): number => entries.filter(is).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    return {
      document: sizeOf(({ entryType }) => entryType === "navigation"),
      // What is loaded once nothing else is to do is no part of the first page; when that is, the machine decides.
      script: sizeOf(({ name }) => name.endsWith(".js") && !name.includes("/later-")),
      stylesheet: sizeOf(({ name }) => name.endsWith(".css")),
    };
  });
  console.log(`${await page.locator("#posts > article").count()} posts: ${JSON.stringify(bytes)}`);
  for (const [kind, most] of Object.entries(MOST)) {
    const sent = bytes[kind as keyof typeof MOST];
    assert.ok(sent > 0 && sent <= most, `${kind}: ${sent} bytes of ${most}`);
  }
  for (const [address, encoding] of encodings) {
    assert.equal(new URL(address).origin, new URL(url).origin);
    if (/\.(js|css)$/.test(address) || address === page.url()) assert.equal(encoding, "br", address);
  }
  assert.deepEqual(await context.cookies(), []);
  await context.close();
});
