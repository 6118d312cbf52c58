// Draws docs/screenshot.png: the demo on a wide screen, and on a phone where a post has just come in.
// `make screenshot` runs it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { startBrowser } from "./browser.ts";

const binary = process.env.STET_BIN ?? new URL("../../target/debug/stet", import.meta.url).pathname;
const target = new URL("../../docs/screenshot.png", import.meta.url).pathname;

const demo = spawn(binary, ["demo", "--listen", "127.0.0.1:0", "--speed", "20", "--name", "The Example Gazette"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await startBrowser();
try {
  const [line] = (await once(createInterface(demo.stdout), "line")) as [string];
  const url = line.replace("Stet is ready at ", "");

  const wide = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  await wide.goto(url);
  const onWide = await wide.screenshot();

  const phone = await browser.newPage({
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    deviceScaleFactor: 2,
  });
  await phone.goto(url);
  // Below the newest post, so that the next one waits behind its button.
  await phone.evaluate(() => {
    document.getElementById("posts")?.scrollIntoView();
    window.scrollBy(0, 500);
  });
  await phone.waitForSelector("#updates button:not([hidden])", { timeout: 120_000 });
  const onPhone = await phone.screenshot();

  const picture = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString("base64")}`;
  const both = await browser.newPage({ viewport: { width: 1480, height: 920 } });
  await both.setContent(`
    <body style="margin:0;background:#d9dde3;position:relative">
      <img src="${picture(onWide)}" style="position:absolute;left:30px;top:30px;width:1130px;
        border-radius:8px;box-shadow:0 6px 30px #0004">
      <img src="${picture(onPhone)}" style="position:absolute;right:30px;top:70px;width:370px;
        border-radius:28px;border:8px solid #111;box-shadow:0 6px 30px #0006">
    </body>`);
  await both.screenshot({ path: target });
} finally {
  await browser.close();
  demo.kill();
}
