// Readers go back in time: without a script by links and fields, with one by sliders too, also with keys alone; and to
// the page as their device first showed it. In every width, scheme and direction.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { assertIsWell, axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
let arabic: Stet;
let port: Published;
/** What the server tells of the ends of a record. */
interface Extent {
  readonly first: { readonly at: string };
  readonly last: { readonly at: string };
}

/** The last change of `coast`. */
let head: number;

before(async () => {
  [browser, stet, arabic] = await Promise.all([startBrowser(), Stet.start(), Stet.start({ STET_LANGUAGE: "ar" })]);
  await stet.open("coast", { headline: "A long day on the coast", standfirst: "The ferries stay in port.", time_zone: "Europe/Kyiv" });
  port = await stet.publish("coast", "The port closes", "Two boats are out, the harbour office says.");
  await stet.revise("coast", port, { body: "Three boats are out.", notice: { kind: "correction", text: "There are three." } });
  await stet.publishMany("coast", 5, "Report");
  // A slider over time tells whole seconds apart: it takes until another has begun.
  let extent: Extent;
  do {
    await stet.publish("coast", "The wind holds");
    extent = (await (await fetch(`${stet.url}/live/coast/at.json`)).json()) as Extent;
  } while (Date.parse(extent.last.at) - Date.parse(extent.first.at) < 2000);
  head = await stet.seq("coast");
  await arabic.open("asifa", { language: "ar", time_zone: "Asia/Riyadh", headline: "العاصفة تبلغ الساحل" });
  const right = await arabic.publish("asifa", "أُغلق الميناء", "لا تُبحر أي سفينة من الميناء الليلة.");
  await arabic.revise("asifa", right, { body: "لا تُبحر أي سفينة من المطار الليلة." });
});

after(async () => {
  await browser?.close();
  await Promise.all([stet?.stop(), arabic?.stop()]);
});

const headlines = (page: Page): Promise<string[]> => page.locator("#posts h3").allTextContents();

test("without a script, by links and by fields, from now to then and back", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/coast`, { javaScriptEnabled: false });
  const { page } = reader;
  await page.getByRole("link", { name: "Time machine" }).click();
  await page.waitForURL(`**/at/${head}`);
  await page.getByRole("link", { name: "Previous change" }).click();
  await page.waitForURL(`**/at/${head - 1}`);
  assert.equal(await page.locator("#coverage").getAttribute("data-seq"), String(head - 1));
  await page.locator("#as-of summary").click();
  await page.getByLabel("Change", { exact: true }).fill(String(port.seq));
  await page.getByRole("button", { name: "Show" }).first().click();
  await page.waitForURL(`**/at/${port.seq}`);
  assert.match((await page.locator("#posts").textContent()) ?? "", /Two boats are out/);
  assert.equal(await page.locator("#posts .notice").count(), 0);
  await page.getByRole("link", { name: "Next change" }).click();
  await page.waitForURL(`**/at/${port.seq + 1}`);
  assert.match((await page.locator("#posts").textContent()) ?? "", /Three boats are out/);
  // The field for the time holds the time of what is shown.
  await page.locator("#as-of summary").click();
  await page.getByRole("button", { name: "Show" }).nth(1).click();
  await page.waitForURL(/\/at\/\d+$/);
  assert.equal(await page.locator("#as-of h2").count(), 1);
  await page.goto(`${stet.url}/live/coast/at/${head}`);
  await page.getByRole("link", { name: "Next change" }).click();
  await page.waitForURL("**/live/coast");
  await page.goto(`${stet.url}/live/coast/at/${port.seq}`);
  await page.getByRole("link", { name: "The page as it is now" }).click();
  await page.waitForURL("**/live/coast");
  await page.goto(`${stet.url}/live/coast/post/${port.id}/history`);
  await page.getByRole("link", { name: "The page at that moment" }).last().click();
  await page.waitForURL(`**/at/${port.seq}`);
  await reader.leave();
});

test("a moment that is none says so, and leads to now", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/coast/at/${head + 100}`, { javaScriptEnabled: false });
  assert.match((await reader.text("h1")) ?? "", /has not happened yet/);
  await reader.page.getByRole("link", { name: "A long day on the coast" }).click();
  await reader.page.waitForURL("**/live/coast");
  await reader.leave();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${stet.url}/live/coast/at/yesterday`);
  assert.match((await page.locator(".prose").textContent()) ?? "", /number of a change/);
  assert.deepEqual(await axeFaults(page), []);
  await page.context().close();
});

/** Opens a page of then, and waits for the sliders. */
async function opened(path: string): Promise<Page> {
  const page = await (await browser.newContext({ timezoneId: "America/New_York" })).newPage();
  await page.goto(`${stet.url}${path}`);
  await page.locator("#as-of [type=range]").nth(1).waitFor();
  return page;
}

test("the sliders are moved by keys, fill in the fields, and lead where Enter is pressed", async () => {
  const page = await opened("/live/coast/at/2");
  const slider = page.getByRole("slider", { name: "Change" });
  assert.deepEqual([await slider.getAttribute("min"), await slider.getAttribute("max")], ["1", String(head)]);
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator("[name=seq]").inputValue(), "4");
  assert.equal(await slider.getAttribute("aria-valuetext"), "4");
  assert.equal(new URL(page.url()).pathname, "/live/coast/at/2", "nothing happens before it is asked for");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/at/4");
  await page.locator("#as-of [type=range]").nth(1).waitFor();
  // The field moves the slider.
  await page.locator("[name=seq]").fill("6");
  assert.equal(await page.getByRole("slider", { name: "Change" }).inputValue(), "6");

  const time = page.getByRole("slider", { name: "Time" });
  await time.focus();
  await page.keyboard.press("End");
  const { last } = (await (await page.request.get(`${stet.url}/live/coast/at.json`)).json()) as Extent;
  const shown = await page.locator("[name=time]").inputValue();
  const inKyiv = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Kyiv", dateStyle: "short", timeStyle: "medium" });
  assert.equal(shown.padEnd(19, ":00"), inKyiv.format(Math.ceil(Date.parse(last.at) / 1000) * 1000).replace(" ", "T"));
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/at/${head}`);
  await page.context().close();
});

test("a page of then follows nothing, and the reader's device leads to what it first showed", async () => {
  const context = await browser.newContext();
  const first = await Reader.openIn(context, `${stet.url}/live/coast`);
  const seen = await stet.seq("coast");
  // It is kept once nothing else is to be done.
  await first.page.waitForFunction(() => localStorage.getItem("stet-first") !== null);
  await stet.publish("coast", "The wind turns");
  await first.has(seen + 1);
  const later = await Reader.openIn(context, `${stet.url}/live/coast`);
  const way = later.page.getByRole("link", { name: "As it stood when you first read it" });
  await way.click();
  await later.page.waitForURL(`**/at/${seen}`);
  assert.ok(!(await headlines(later.page)).includes("The wind turns"));
  assert.equal(await later.page.locator("#connection").count(), 0);
  const asked: string[] = [];
  later.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await later.page.goto(`${stet.url}/live/coast/at/${seen - 1}`);
  await later.page.locator("#as-of .first-read").waitFor();
  assert.equal(await later.page.locator("#as-of .first-read").getAttribute("href"), `/live/coast/at/${seen}`);
  assert.ok(!asked.some((path) => /stream|changes|since/.test(path)), `${asked}`);
  // Its times are told by the reader's clock, like all times.
  assert.ok((await later.page.locator("#posts time[title]").count()) > 0);
  await context.close();
});

test("the script of a page of then is loaded there alone", async () => {
  const page = await (await browser.newContext()).newPage();
  const scripts: string[] = [];
  page.on("response", (response) => response.url().endsWith(".js") && scripts.push(new URL(response.url()).pathname));
  await page.goto(`${stet.url}/live/coast`);
  await page.waitForFunction(() => localStorage.getItem("stet-first") !== null);
  assert.ok(!scripts.some((path) => path.includes("/moment-")), `${scripts}`);
  await page.goto(`${stet.url}/live/coast/at/2`);
  await page.locator("#as-of [type=range]").first().waitFor();
  assert.ok(scripts.some((path) => path.includes("/moment-")), `${scripts}`);
  await page.context().close();
});

for (const [width, colorScheme, direction, script] of combinations([240, 360, 1280], SCHEMES, ["ltr", "rtl"], ["with", "without"])) {
  test(`nothing is wrong with it, ${colorScheme}, ${direction} and ${width} pixels wide, ${script} a script`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: true });
    const page = await context.newPage();
    // axe needs scripts, and so these are kept from the page alone.
    if (script === "without") await page.route("**/*.js", (route) => route.abort());
    await page.goto(direction === "ltr" ? `${stet.url}/live/coast/at/3` : `${arabic.url}/live/asifa/at/2`);
    // The script opens the fields where there is room for them.
    const fields = page.locator("#as-of form").first();
    if (width < 768 || script === "without") {
      assert.equal(await fields.isVisible(), false, "they are for who asks for them");
      await page.locator("#as-of summary").click();
    }
    await fields.waitFor();
    if (script === "with") await page.locator("#as-of [type=range]").first().waitFor();
    await assertIsWell(page, direction);
    await keepPicture(page, `moment-${width}-${colorScheme}-${direction}-${script}`);
    await context.close();
  });
}
