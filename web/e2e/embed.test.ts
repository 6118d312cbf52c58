// A coverage on another site's page: in a plain frame, and in the element that grows with it.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let site: Server;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  site = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    const slug = new URL(request.url ?? "/", "http://site.example").searchParams.get("slug");
    response.end(`<!doctype html><title>Ours</title><script type="module" src="${stet.url}/embed.js"></script>
      <iframe id="plain" src="${stet.url}/live/${slug}/embed" title="Plain" width="600" height="400"></iframe>
      <iframe id="page" src="${stet.url}/live/${slug}" title="Page" width="600" height="400"></iframe>
      <stet-live src="${stet.url}/live/${slug}" title="Ferries"></stet-live>`);
  });
  await once(site.listen(0, "127.0.0.1"), "listening");
});

after(async () => {
  await browser?.close();
  await stet?.stop();
  site?.close();
});

test("a coverage in a frame is live, leads out of it, and the element grows with it", async () => {
  const slug = "ferries";
  await stet.open(slug);
  await stet.publish(slug, "The harbour closes", "No ferry runs.");
  const page = await (await browser.newContext()).newPage();
  const port = (site.address() as AddressInfo).port;
  await page.goto(`http://localhost:${port}/?slug=${slug}`);
  const plain = page.frameLocator("#plain");
  const element = page.frameLocator("stet-live iframe");
  await plain.getByText("No ferry runs.").waitFor();
  await element.getByText("No ferry runs.").waitFor();
  const frame = page.locator("stet-live iframe");
  const low = await frame.evaluate((it) => it.getBoundingClientRect().height);

  const published = await stet.publish(slug, "The harbour opens", `${"The wall holds, and the first ferry has left. ".repeat(60)}`);
  await plain.locator(`#post-${published.id}`).waitFor();
  await element.locator(`#post-${published.id}`).waitFor();
  await page.waitForFunction((before) => document.querySelector("stet-live iframe")!.getBoundingClientRect().height > before + 200, low);
  assert.equal(await frame.evaluate((it) => it.scrollHeight > it.clientHeight), false, "nothing to scroll in it");
  assert.equal(await plain.locator(".masthead").isVisible(), false);
  assert.equal(await element.locator("base").getAttribute("target"), "_blank");
  // The page itself lets no other site hold it.
  const held = page.frames().find((it) => it.name() === "" && it.url().includes(`/live/${slug}`) && !it.url().endsWith("/embed"));
  assert.equal(await held?.locator("#coverage").count() ?? 0, 0);
});
