// Makes the demo's pictures of the drawings they come from: crates/cli/demo/drawings/*.svg, each as a
// WebP in crates/cli/demo/media. `npm run drawings` runs it, after a drawing was changed.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { startBrowser } from "./browser.ts";

/** Drawings are 1,200 wide; their pictures are as much larger, for screens of fine pixels. */
const SCALE = 4 / 3;
/** From 0 to 1: lines and letters are clear, and none is larger than 100 kB. */
const QUALITY = 0.85;

const drawings = new URL("../../crates/cli/demo/drawings/", import.meta.url);
const pictures = new URL("../../crates/cli/demo/media/", import.meta.url);

const browser = await startBrowser();
try {
  const page = await browser.newPage();
  for (const file of await readdir(drawings)) {
    const drawing = await readFile(new URL(file, drawings), "utf8");
    const picture = await page.evaluate(draw, { drawing, scale: SCALE, quality: QUALITY });
    await writeFile(new URL(file.replace(/svg$/, "webp"), pictures), Buffer.from(picture, "base64"));
  }
} finally {
  await browser.close();
}

/** Runs in the browser. */
async function draw({ drawing, scale, quality }: { drawing: string; scale: number; quality: number }): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", quality).replace(/^.*,/, "");
}
