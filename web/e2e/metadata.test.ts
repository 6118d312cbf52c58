// What a picture's file says beside its pixels gets to no reader, by the word of a reader of metadata that is not ours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import ExifReader, { type ExpandedTags } from "exifreader";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { DeskLine } from "./desk-line.ts";
import { jpegWithMetadata, pngWithMetadata, SAID, webpWithMetadata } from "./photograph.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
/** Small, since AVIF is made by whatever time nobody else wants; and wider than the least of the stored widths. */
const [WIDTH, HEIGHT] = [340, 40];
/** What says how the pixels are to be read, and nothing of who made them where. */
const OF_PIXELS = new Set(["file", "jfif", "pngFile", "png", "riff", "icc"]);

interface Medium {
  readonly credit: string | null;
  readonly taken_at: string | null;
  readonly renditions: readonly { readonly url: string }[];
}

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A picture as the browser's own encoder makes it. */
async function drawn(type: string): Promise<Buffer> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const data = await page.evaluate(([type, width, height]) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext("2d", { alpha: false })!;
    const sky = pen.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, "#27476b");
    sky.addColorStop(1, "#e7b27d");
    pen.fillStyle = sky;
    pen.fillRect(0, 0, width, height);
    return canvas.toDataURL(type, 0.9);
  }, [type, WIDTH, HEIGHT] as const);
  await context.close();
  assert.ok(data.startsWith(`data:${type};`), `the browser encodes ${type}`);
  return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
}

/** Everything that the other reader finds in a file, by its kind. */
async function found(file: Buffer): Promise<ExpandedTags> {
  return ExifReader.load(file, { expanded: true, includeUnknown: true, async: true });
}

async function sent(file: Buffer, type: string): Promise<string> {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  const answer = await fetch(`${stet.url}/api/v1/media/uploads`, {
    method: "POST",
    headers: {
      ...stet.bearer,
      "tus-resumable": "1.0.0",
      "upload-length": `${file.length}`,
      "upload-metadata": `filename ${base64("quay")},filetype ${base64(type)},coverage ${base64(SLUG)}`,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(file),
  });
  assert.equal(answer.status, 201, await answer.text());
  return answer.headers.get("location")?.split("/").at(-1) ?? "";
}

for (const [type, dressed, carries] of [
  ["image/jpeg", jpegWithMetadata, ["exif", "gps", "iptc", "xmp"]],
  ["image/png", pngWithMetadata, ["exif", "gps", "iptc", "xmp"]],
  ["image/webp", (webp: Buffer) => webpWithMetadata(webp, WIDTH, HEIGHT), ["exif", "gps", "xmp"]],
] as const) {
  test(`of a ${type} with Exif, GPS, IPTC and XMP, no reader gets any, in whatever form`, async () => {
    const file = dressed(await drawn(type));
    const before = await found(file);
    for (const group of carries) assert.ok(before[group], `${group} is in what is sent: ${Object.keys(before)}`);
    assert.deepEqual([before.gps?.Latitude?.toFixed(3), before.gps?.Longitude?.toFixed(3)], [`${SAID.latitude}`.padEnd(6, "0"), `${SAID.longitude}`]);
    assert.equal(before.exif?.Artist?.description, SAID.artist);

    const line = await DeskLine.open(stet, SLUG);
    const id = await sent(file, type);
    const isOf = ({ name, data }: { name: string; data: Readonly<Record<string, unknown>> }): boolean => name === "media" && data.id === id;
    await line.until((told) => isOf(told) && told.data.state === "ready");
    let medium = (await stet.ask("GET", `/media/${id}`)) as Medium;
    assert.deepEqual([medium.credit, medium.taken_at?.slice(0, 10)], [SAID.artist, "2026-11-28"], "the server read it");
    // What takes long to encode comes later, and is told as well.
    const names = (): string[] => medium.renditions.map(({ url }) => url.split("/").at(-1) ?? "");
    while (!names().includes(`${WIDTH}.avif`)) {
      await line.until(isOf);
      medium = (await stet.ask("GET", `/media/${id}`)) as Medium;
    }
    line.close();
    assert.deepEqual(names(), [320, WIDTH].flatMap((width) => ["avif", "jpg", "webp"].map((coding) => `${width}.${coding}`)));

    for (const path of [`/media/${id}`, ...medium.renditions.map(({ url }) => url)]) {
      const answer = await fetch(stet.url + path, { headers: stet.bearer });
      assert.equal(answer.status, 200, path);
      const coding = path.split(".")[1];
      if (coding) assert.equal(answer.headers.get("content-type"), `image/${coding === "jpg" ? "jpeg" : coding}`);
      const served = Buffer.from(await answer.arrayBuffer());
      const tags = await found(served);
      assert.ok(tags.file?.FileType, `${path} is a picture to the other reader too`);
      assert.deepEqual(Object.keys(tags).filter((group) => !OF_PIXELS.has(group)), [], path);
      // A tag that the reader does not know would not escape this.
      for (const words of [SAID.artist, SAID.make, SAID.city, "GPSLatitude", "Exif\0"]) assert.equal(served.indexOf(words, 0, "latin1"), -1, `${path}: ${words}`);
    }
  });
}
