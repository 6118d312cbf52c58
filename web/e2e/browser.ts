// A real Chromium.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Starts the browser: the one of `STET_CHROMIUM`, else one that is installed, else one from npm. */
export async function startBrowser(): Promise<Browser> {
  const installed = process.env.STET_CHROMIUM ?? findInstalled();
  if (installed) return chromium.launch({ executablePath: installed, args: ["--no-sandbox"] });

  const { default: packaged } = await import("@sparticuz/chromium");
  // These two are for where it was made to run; with them Playwright loses the browser.
  const args = packaged.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");
  return chromium.launch({ executablePath: await packaged.executablePath(), args });
}

/** The browser that is installed, for a test that has to start it by itself. */
export function chromiumPath(): string {
  const path = process.env.STET_CHROMIUM ?? findInstalled();
  if (!path) throw new Error("no Chromium is installed: name one in STET_CHROMIUM");
  return path;
}

function findInstalled(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}
