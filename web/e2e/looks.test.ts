// How pages look, in every theme, width, scheme and direction: nothing is wider than the window, axe finds
// nothing, and a picture of each is kept for people to judge.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow, SCHEMES } from "./conditions.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const THEMES = ["standard", "evening"] as const;
const WIDTHS = [240, 360, 768, 1280] as const;

/** What a coverage says, in one language. */
interface Words {
  readonly headline: string;
  readonly standfirst: string;
  readonly posts: readonly (readonly [headline: string, body: string])[];
  readonly points: readonly string[];
  readonly label: string;
  readonly name: string;
  readonly place: string;
  readonly correction: string;
}

const ENGLISH: Words = {
  headline: "Storm tide reaches the coast as two harbours close",
  standfirst: "Ferries stay in harbour until the morning. The last train has left the island, and the sea wall at Low Quay is being watched hour by hour.",
  posts: [
    ["Water stands at the steps of the customs house", "The gauge at Marrow Bay shows **3.1 metres**, ten centimetres below the mark of 1953.\n\n- Low Quay: 2.8 metres\n- North Pier: 2.6 metres"],
    ["Fourteen boats are tied up", "The harbour master lets nobody out before the wind has turned. [The notice](https://example.org/notice) hangs at the gate.\n\n> We have seen worse. We have not seen it this fast.\n> — Ann Reeve, harbour master"],
    ["School stays shut tomorrow", "Parents were told by seven in the evening. Buses run as far as the bridge."],
    ["The bridge is closed to lorries", "| Gauge | Level |\n| --- | ---: |\n| Marrow Bay | 3.1 m |\n| Low Quay | 2.8 m |"],
    ["Sandbags for the lower town", "Two hundred volunteers fill them in the hall by the market."],
  ],
  points: ["Both harbours are closed until Friday, six in the morning", "No trains run to the island", "The peak is expected at 02:40"],
  label: "Analysis",
  name: "Ann Reeve",
  place: "Marrow Bay",
  correction: "An earlier version gave the level in feet.",
};

const ARABIC: Words = {
  headline: "مدّ العاصفة يبلغ الساحل وإغلاق ميناءين",
  standfirst: "تبقى العبّارات في الميناء حتى الصباح، وغادر آخر قطار الجزيرة، ويُراقَب السور البحري ساعة بساعة.",
  posts: [
    ["الماء عند درجات مبنى الجمارك", "يُظهر المقياس في الخليج **3.1 متر**، أي أقل بعشرة سنتيمترات من علامة عام 1953.\n\n- الرصيف الأدنى: 2.8 متر\n- الرصيف الشمالي: 2.6 متر"],
    ["أربعة عشر قاربًا مربوطة إلى الرصيف", "لا يسمح مدير الميناء لأحد بالخروج قبل أن تتحوّل الريح. [الإعلان](https://example.org/notice) معلّق عند البوابة.\n\n> رأينا أسوأ من هذا، لكننا لم نره بهذه السرعة.\n> — سلمى حدّاد، مديرة الميناء"],
    ["المدرسة مغلقة غدًا", "أُبلغ الأهالي قبل السابعة مساءً. تسير الحافلات حتى الجسر."],
    ["إغلاق الجسر أمام الشاحنات", "| المقياس | المنسوب |\n| --- | ---: |\n| الخليج | 3.1 |\n| الرصيف | 2.8 |"],
    ["أكياس رمل للمدينة السفلى", "يملؤها مئتا متطوّع في القاعة قرب السوق."],
  ],
  points: ["الميناءان مغلقان حتى السادسة من صباح الجمعة", "لا قطارات إلى الجزيرة", "يُتوقّع بلوغ الذروة عند 02:40"],
  label: "تحليل",
  name: "سلمى حدّاد",
  place: "الخليج",
  correction: "ذكرت نسخة سابقة المنسوب بالأقدام.",
};

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start({ STET_NAME: "The Example Courier" })]);
  await tell("storm", "en", "Europe/London", ENGLISH);
  await tell("asifa", "ar", "Asia/Beirut", ARABIC);
  await stet.open("empty", { headline: "The count begins at ten", standfirst: "Polls close at eight; the first districts report in the night." });
  await stet.open("paused", { headline: "Strike at the docks" });
  await stet.publish("paused", "Talks break off for the night", "Both sides meet again at nine.");
  await stet.amend("paused", { status: "paused" });
  await stet.open("ended", { headline: "The long night of the lighthouse" });
  await stet.publish("ended", "The lamp burns again", "At 05:12 the keeper switched it on.");
  await stet.amend("ended", { status: "ended", successor: "storm" });
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A coverage with what most have. */
async function tell(slug: string, language: string, time_zone: string, words: Words): Promise<void> {
  await stet.open(slug, { headline: words.headline, standfirst: words.standfirst, language, time_zone });
  const published = [];
  for (const [headline, body] of [...words.posts].reverse()) published.push(await stet.publish(slug, headline, body));
  const [oldest, second, third, fourth, newest] = published;
  assert.ok(oldest && second && third && fourth && newest);
  await stet.revise(slug, newest, { label: words.label, byline: words.name, dateline: words.place, key_event: true });
  await stet.revise(slug, second, { notice: { kind: "correction", text: words.correction } });
  await stet.withdraw(slug, third, words.correction);
  await stet.amend(slug, {
    pinned: oldest.id,
    key_points: words.points.map((text, at) => (at === 0 ? { text, post: newest.id } : { text })),
    go_deeper: [{ title: words.standfirst, url: "https://example.org/more" }],
  });
}

/** Looks at a page: keeps a picture of it, and holds it to what holds for every page. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => document.fonts.ready);
  await keepPicture(page, `looks/${name}`, { fullPage: true });
  assert.equal(await overflow(page), 0, `${name} is wider than the window`);
  assert.deepEqual(await axeFaults(page), [], name);
}

const settings = (width: number, colorScheme: "light" | "dark"): object =>
  ({ viewport: { width, height: width < 500 ? 780 : 900 }, colorScheme, reducedMotion: "reduce" });

for (const [width, theme, scheme, slug] of combinations(WIDTHS, THEMES, SCHEMES, ["storm", "asifa"])) {
  test(`the theme ${theme} holds ${width} pixels wide, ${scheme}, in the coverage “${slug}”`, async () => {
    await stet.amend(slug, { theme: theme === "standard" ? null : theme });
    const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, settings(width, scheme));
    await look(reader.page, `${theme}-${slug}-${width}-${scheme}`);
    await reader.leave();
  });
}

/** What else there is to see than a coverage that goes on: where, and what it says. */
const STATES = [
  ["empty", "/live/empty", 200, /Nothing has been published yet/],
  ["paused", "/live/paused", 200, /Paused/],
  ["ended", "/live/ended", 200, /Ended/],
  ["missing", "/live/storm/post/none", 404, /There is no such post/],
  ["front", "/", 200, /Storm tide/],
] as const;

for (const [[name, path, status, words], theme, [width, scheme]] of combinations(STATES, THEMES, [[360, "light"], [1280, "dark"]])) {
  test(`that a page is “${name}” is told in the theme ${theme}, ${scheme}, ${width} pixels wide`, async () => {
    for (const slug of ["empty", "paused", "ended"]) await stet.amend(slug, { theme: theme === "standard" ? null : theme });
    const context = await browser.newContext(settings(width, scheme));
    const page = await context.newPage();
    const answer = await page.goto(stet.url + path);
    assert.equal(answer?.status(), status);
    assert.match(await page.locator("main").innerText(), words);
    await look(page, `${theme}-state-${name}-${width}-${scheme}`);
    await context.close();
  });
}

test("the first post takes the place of what says that there is none", async () => {
  await stet.amend("empty", { theme: null });
  const reader = await Reader.open(browser, `${stet.url}/live/empty`);
  const { page } = reader;
  await page.locator("#no-posts-yet").waitFor({ state: "visible" });
  await stet.publish("empty", "The first district reports");
  await page.locator("#posts article").waitFor();
  assert.equal(await page.locator("#no-posts-yet").isVisible(), false);
  await reader.leave();
});

test("another theme reaches open pages", async () => {
  await stet.amend("storm", { theme: null });
  const reader = await Reader.open(browser, `${stet.url}/live/storm`);
  const { page } = reader;
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await stet.amend("storm", { theme: "evening" });
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(253, 248, 239)");
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 1);
  await stet.amend("storm", { theme: null });
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)");
  await reader.leave();
});

test("a link is shown with a picture of its headline", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${stet.url}/live/storm`);
  const post = await page.locator("#posts article .permalink").first().getAttribute("href");
  await page.goto(`${stet.url}${post}`);
  const property = async (name: string): Promise<string> => (await page.locator(`meta[property="${name}"]`).getAttribute("content")) ?? "";
  assert.deepEqual([await property("og:image:width"), await property("og:image:height")], ["1200", "630"]);
  assert.ok((await property("og:image:alt")).length > 10);
  assert.equal(await page.locator('meta[name="twitter:card"]').getAttribute("content"), "summary_large_image");
  await page.goto(await property("og:image"));
  const size = await page.locator("img").evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  assert.deepEqual(size, [1200, 630]);
  await keepPicture(page, "looks/preview");
  await page.context().close();
});
