// A picture as the library has it.

import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Stet } from "./stet.ts";

/** Draws a picture, of 480 by 320 if nothing else is said, sends it up, and gives its id once it can be shown. */
export async function uploadPicture(stet: Stet, browser: Browser, viewport = { width: 480, height: 320 }): Promise<string> {
  const page = await browser.newPage({ viewport });
  await page.setContent("<body style='background:linear-gradient(#9cf,#258)'>");
  const bytes = await page.screenshot();
  await page.close();
  return upload(stet, "sky.png", "image/png", bytes);
}

/** Sends a file up, and gives its id once it can be shown. */
export async function upload(stet: Stet, name: string, type: string, bytes: Uint8Array): Promise<string> {
  const sent = await fetch(`${stet.url}/api/v1/media/uploads`, {
    method: "POST",
    headers: {
      ...stet.bearer,
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${btoa(name)},filetype ${btoa(type)}`,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  assert.equal(sent.status, 201, await sent.text());
  const id = sent.headers.get("location")?.split("/").at(-1) ?? "";
  for (let state = ""; state !== "ready"; ) {
    ({ state } = (await stet.ask("GET", `/media/${id}`)) as { state: string });
    assert.notEqual(state, "refused");
  }
  return id;
}
