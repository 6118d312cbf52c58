// Draws the README's pictures from the demo: docs/screenshot.png, the page on a wide screen and on a phone
// where a post has just come in, and docs/desk.png, its desk. `make screenshot` runs it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { startBrowser } from "./browser.ts";

const binary = process.env.STET_BIN ?? new URL("../../target/debug/stet", import.meta.url).pathname;

const demo = spawn(binary, ["demo", "--listen", "127.0.0.1:0", "--speed", "20", "--name", "The Example Gazette"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await startBrowser();
try {
  const { page, desk } = await addresses();
  await drawPage(page);
  await drawDesk(desk, new URL(page).pathname.replace("/live/", ""));
} finally {
  await browser.close();
  demo.kill();
}

/** What the demo says of itself. */
async function addresses(): Promise<{ page: string; desk: string }> {
  let page = "";
  for await (const line of createInterface(demo.stdout)) {
    page = /^Stet is ready at (\S+)/.exec(line)?.[1] ?? page;
    const desk = /^Its desk\s+(\S+)/.exec(line)?.[1];
    if (desk) return { page, desk };
  }
  throw new Error("the demo ended before it named its desk");
}

async function drawPage(url: string): Promise<void> {
  const wide = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  await wide.goto(url);
  const onWide = await wide.screenshot();

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: "dark", deviceScaleFactor: 2 });
  await phone.goto(url);
  // Below the newest post, so that the next one waits behind its button.
  await phone.evaluate(() => {
    document.getElementById("posts")?.scrollIntoView();
    window.scrollBy(0, 500);
  });
  await phone.waitForSelector("#updates > button:not([hidden])", { timeout: 120_000 });
  await besideEachOther(onWide, await phone.screenshot(), "screenshot.png");
}

async function drawDesk(link: string, slug: string): Promise<void> {
  const signedIn = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const wide = await signedIn.newPage();
  await wide.goto(link);
  await wide.getByLabel("E-mail").fill("mara@example.org");
  await wide.getByLabel("Your name").fill("Mara Lindqvist");
  await wide.getByLabel("Password").fill("a quiet harbour at dawn");
  await wide.getByRole("button", { name: "Come in" }).click();
  await wide.getByRole("heading", { name: "Coverages" }).waitFor();

  const desk = new URL(`/desk/c/${slug}`, link).href;
  await wide.goto(desk);
  await write(wide);
  const onWide = await wide.screenshot();

  const storageState = await signedIn.storageState();
  const phone = await browser.newPage({
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    deviceScaleFactor: 2,
    storageState,
  });
  await phone.goto(desk);
  await phone.getByText("Up to date").waitFor();
  await besideEachOther(onWide, await phone.screenshot(), "desk.png");
}

async function write(page: Page): Promise<void> {
  await page.getByText("Up to date").waitFor();
  await page.keyboard.press("n");
  const editor = page.locator(".ProseMirror");
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Monitors count more breaches along the line of contact");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The mission's daily report lists more explosions than on any other day of the month.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- Most were heard, not seen");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The next report is due at noon");
  await page.getByText("Saved", { exact: true }).waitFor();
}

async function besideEachOther(onWide: Buffer, onPhone: Buffer, name: string): Promise<void> {
  const picture = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString("base64")}`;
  const both = await browser.newPage({ viewport: { width: 1480, height: 920 } });
  await both.setContent(`
    <body style="margin:0;background:#d9dde3;position:relative">
      <img src="${picture(onWide)}" style="position:absolute;left:30px;top:30px;width:1130px;
        border-radius:8px;box-shadow:0 6px 30px #0004">
      <img src="${picture(onPhone)}" style="position:absolute;right:30px;top:70px;width:370px;
        border-radius:28px;border:8px solid #111;box-shadow:0 6px 30px #0006">
    </body>`);
  await both.screenshot({ path: new URL(`../../docs/${name}`, import.meta.url).pathname });
}
