// Charts, maps and comparisons as readers have them: to eyes, by keyboard, without a script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const SLUG = "graphics";
const RTL = "rusum";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG, { headline: "The river is rising", time_zone: "Europe/Kyiv" });
  await stet.open(RTL, { headline: "النهر يرتفع", language: "ar", time_zone: "Asia/Riyadh" });
  for (const slug of [SLUG, RTL]) {
    for (const block of [LINES, BARS, TALL, STEPS, UKRAINE, TOWN, NORTH, WORLD, PAIR]) {
      await stet.ask("POST", `/coverages/${slug}/posts`, { headline: "A graphic", body: [block] });
    }
  }
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

const cell = (type: string, text: string) => ({ type, ...(text === "" ? {} : { content: [{ type: "text", text }] }) });
const table = (...rows: string[][]) => ({
  type: "table",
  content: rows.map((row, index) => ({
    type: "table_row",
    content: row.map((text, column) => cell(index === 0 || column === 0 ? "table_header" : "table_cell", text)),
  })),
});
const place = (name: string, latitude: number, longitude: number, kind: string) => ({
  type: "map_place",
  attrs: { name, latitude, longitude, kind },
});

const LINES = {
  type: "chart",
  attrs: { kind: "line", title: "Water stands higher at both quays than in any March before", unit: "Metres above the datum", source: "Port office" },
  content: [
    table(
      ["Day", "North quay", "South quay", "Old harbour"],
      ["2026-03-01", "1.2", "0.8", "-0.4"],
      ["2026-03-02", "1.9", "1.1", "-0.1"],
      ["2026-03-03", "2.4", "", "0.3"],
      ["2026-03-05", "3.6", "2.2", "0.9"],
      ["2026-03-08", "4.1", "2.35", "1.2"],
    ),
  ],
};
const BARS = {
  type: "chart",
  attrs: { kind: "bar", title: "Ceasefire violations by region", unit: "Number counted", source: "Monitors" },
  content: [table(["Region", "Before", "The day after"], ["Donetsk", "24", "189"], ["Luhansk", "129", "402"], ["A region with a long name indeed", "3", "-12"])],
};
const TALL = {
  type: "chart",
  attrs: { kind: "bar", title: "People in shelters, by year", unit: "Thousand", source: "Red Cross" },
  content: [table(["Year", "People"], ...Array.from({ length: 24 }, (_, n) => [String(2000 + n), String((n * 37) % 53)]))],
};
const STEPS = {
  type: "chart",
  attrs: { kind: "step", title: "Key interest rate", unit: "%", source: "Central bank" },
  content: [table(["Month", "Rate"], ["2021-10", "7.5"], ["2021-12", "8.5"], ["2022-02", "9.5"], ["2022-03", "20"], ["2022-05", "14"], ["2022-06", "9.5"])],
};
const UKRAINE = {
  type: "map",
  attrs: { title: "Where shells fell on Thursday", source: "Monitors" },
  content: [
    place("Kyiv", 50.45, 30.52, "capital"),
    place("Kharkiv", 49.99, 36.23, "city"),
    place("Donetsk", 48.0, 37.8, "city"),
    place("Luhansk", 48.57, 39.33, "city"),
    place("Stanytsia Luhanska", 48.65, 39.48, "incident"),
    place("Mariupol", 47.1, 37.54, "city"),
    { type: "map_area", attrs: { code: "UKR", name: "Ukraine" } },
    { type: "map_arrow", attrs: { from: "52.6 31", to: "51 30.6", label: "Exercises" } },
  ],
};
const TOWN = { type: "map", attrs: { title: "The harbour of Rotterdam" }, content: [place("Rotterdam", 51.92, 4.48, "incident")] };
const NORTH = {
  type: "map",
  attrs: { title: "Around the pole" },
  content: [place("Tromsø", 69.65, 18.96, "city"), place("Nuuk", 64.18, -51.72, "city"), place("Utqiaġvik", 71.29, -156.79, "city"), place("Anadyr", 64.73, 177.51, "city")],
};
const WORLD = {
  type: "map",
  attrs: { title: "Where the council’s members are" },
  content: [place("Santiago", -33.45, -70.67, "dot"), place("Canberra", -35.28, 149.13, "dot"), place("Oslo", 59.91, 10.75, "dot"), { type: "map_area", attrs: { code: "CHN", name: "China" } }],
};
const PAIR = {
  type: "comparison",
  attrs: { before: "Monday", after: "Friday", caption: "The river at the old bridge." },
  content: [
    { type: "image", attrs: { alt: "A dry bank", caption: "The bank", width: 900, height: 600, shape: "16:9" } },
    { type: "image", attrs: { alt: "The same bank under water", width: 900, height: 600, shape: "16:9", credit: "A. Moor" } },
  ],
};

for (const [slug, width, colorScheme] of combinations([SLUG, RTL], [360, 1280], SCHEMES)) {
  test(`${slug} at ${width} pixels, ${colorScheme}: readable, within the page, and axe finds no fault`, async () => {
    const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width, height: 900 }, colorScheme });
    const { page } = reader;
    await keepPicture(page, `graphics-${slug}-${width}-${colorScheme}`, { fullPage: true });
    assert.equal(await overflow(page), 0);
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll<SVGSVGElement>("svg.plot")]
        .filter((plot) => plot.getBoundingClientRect().width > 0)
        .map((plot) => (Number(plot.getAttribute("font-size")) * plot.getBoundingClientRect().width) / plot.viewBox.baseVal.width),
    );
    assert.equal(sizes.length, 8, "one of the two drawings of each is shown");
    assert.ok(Math.min(...sizes) >= 10.5, `text of ${Math.min(...sizes)} pixels`);
    assert.deepEqual(await axeFaults(page), []);
    await reader.leave();
  });
}

test("the numbers behind a chart open by keyboard, without a script too", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`, { javaScriptEnabled: false });
  const details = reader.page.locator(".chart details").first();
  assert.equal(await details.locator("table").isVisible(), false);
  await details.locator("summary").focus();
  await reader.page.keyboard.press("Enter");
  await details.locator("table").waitFor({ state: "visible" });
  await reader.leave();
});

test("words of a map and a chart cover no others", async () => {
  for (const width of [360, 1280]) {
    const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`, { viewport: { width, height: 900 } });
    const covered = await reader.page.evaluate(() =>
      [...document.querySelectorAll("svg.plot")].flatMap((plot) => {
        const words = [...plot.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
        const shrunk = 3;
        return words.flatMap((a, index) =>
          words
            .slice(index + 1)
            .filter((b) => a.box.width > 0 && a.box.left + shrunk < b.box.right && b.box.left + shrunk < a.box.right && a.box.top + shrunk < b.box.bottom && b.box.top + shrunk < a.box.bottom)
            .map((b) => `${a.text} and ${b.text}`),
        );
      }),
    );
    assert.deepEqual(covered, []);
    await reader.leave();
  }
});

test("a slider is moved by keyboard and pointer, and says so", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/${SLUG}`);
  const { page } = reader;
  const slider = page.locator(".comparison .slider");
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  const part = (): Promise<string> => page.locator(".comparison").evaluate((figure: HTMLElement) => figure.style.getPropertyValue("--part"));
  assert.equal(await part(), "51%");
  await page.keyboard.press("Home");
  assert.equal(await part(), "0%");
  const { x, y, width, height } = (await slider.boundingBox())!;
  await page.mouse.click(x + width / 2, y + height / 2);
  assert.match(await part(), /^(49|50|51)%$/);
  assert.ok(await slider.getAttribute("aria-label"));
  await reader.leave();
});
