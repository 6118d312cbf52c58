// Pages and desk in languages other than English: their words, their plural forms, and which way they run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { startBrowser } from "./browser.ts";
import { combinations, keepPicture, overflow } from "./conditions.ts";
import { DeskWindow } from "./desk-window.ts";
import { Reader } from "./reader.ts";
import { Stet } from "./stet.ts";

const WIDTHS = [360, 1280];

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start({ STET_LANGUAGE: "ar" })]);
  await stet.open("asifa", {
    language: "ar",
    time_zone: "Asia/Riyadh",
    headline: "العاصفة تبلغ الساحل",
    standfirst: "ميناءان مغلقان، وآخر قطار غادر الجزيرة.",
  });
  await stet.open("buria", { language: "uk", time_zone: "Europe/Kyiv", headline: "Буря дійшла до узбережжя" });
  for (const slug of ["asifa", "buria"]) await stet.publishMany(slug, 12, slug === "asifa" ? "منشور" : "Допис");
  await stet.publish("asifa", "Harbour closed: wait!", "NATO: القوات لم تنسحب بعد.\n\nThe statement follows (in full).\n\n- الميناء الشمالي: 3.1\n- الميناء الجنوبي: 2.8");
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** The languages in which the reader's page is looked at: where it runs, and what it says. */
const PAGES = [
  { slug: "asifa", language: "ar", direction: "rtl", live: "مباشر", newest: "آخر المنشورات", count: /^13 منشورًا$/, one: "تحديث جديد واحد", two: "تحديثان جديدان", three: "3 تحديثات جديدة" },
  { slug: "buria", language: "uk", direction: "ltr", live: "Наживо", newest: "Останні дописи", count: /^12 дописів$/, one: "1 новий допис", two: "2 нові дописи", three: "3 нові дописи" },
] as const;

for (const { slug, language, direction, live, newest, count, one, two, three } of PAGES) {
  test(`a reader's page is in ${language}, and counts as ${language} does`, async () => {
    const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width: 360, height: 740 }, locale: language });
    const { page } = reader;
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [language, direction]);
    assert.equal(await reader.text("#status .badge"), live);
    assert.equal(await reader.text("#posts-title"), newest);
    assert.match((await reader.text("#count")) ?? "", count);
    await reader.isFollowing("live");
    // Below the newest, so that what comes waits.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    for (const said of [one, two, three]) {
      await stet.publish(slug, said);
      await reader.reads("#updates > button", said);
    }
    // What floats over the page would hide half of something that can be pressed.
    await page.locator("#updates > button").click();
    await page.locator("#updates > button").waitFor({ state: "hidden" });
    assert.deepEqual(await axeFaults(page), []);
    await reader.leave();
  });

  for (const width of WIDTHS) {
    test(`in ${language} at ${width} pixels nothing runs out of the page`, async () => {
      const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width, height: 900 } });
      await keepPicture(reader.page, `page-${language}-${width}`, { fullPage: true });
      assert.equal(await overflow(reader.page), 0);
      await reader.leave();
    });
  }
}

test("the list of coverages is in the newsroom's language, and so is a fault told to a browser that asks for none of ours", async () => {
  const page = await browser.newPage({ locale: "fi-FI" });
  await page.goto(stet.url);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["ar", "rtl"]);
  assert.equal(await page.locator("h1").textContent(), "تغطيات مباشرة");
  assert.equal(await page.locator(".coverages [lang=uk]").getAttribute("dir"), "ltr");
  assert.deepEqual(await axeFaults(page), []);
  await page.goto(`${stet.url}/live/none`);
  assert.equal(await page.locator("h1").textContent(), "لا توجد هنا تغطية كهذه");
  assert.deepEqual(await axeFaults(page), []);
  await page.close();
});

test("what runs the other way than its page is laid out the way it is read", async () => {
  const reader = await Reader.open(browser, `${stet.url}/live/asifa`);
  const { page } = reader;
  const post = page.locator("article", { hasText: "Harbour closed" });
  // The exclamation mark of the Latin headline stands at its right, the full stop of the Arabic sentence at its left.
  assert.ok((await edgeOf(post.locator("h3"), "!")) > (await edgeOf(post.locator("h3"), "H")));
  const sentence = post.locator(".body > p", { hasText: "NATO" });
  assert.ok((await edgeOf(sentence, ".")) < (await edgeOf(sentence, "N")));
  assert.ok((await edgeOf(post.locator(".body > p", { hasText: "in full" }), ".")) > (await edgeOf(post.locator(".body > p", { hasText: "in full" }), "T")));
  await reader.leave();

  await stet.open("readings", { headline: "Readings", language: "en" });
  await stet.publish("readings", "The poet יהודה עמיחי, then Ann", "Then محمود درويش (who had come late) answered.");
  const english = await Reader.open(browser, `${stet.url}/live/readings`);
  const headline = english.page.locator("#posts article h3");
  assert.ok((await edgeOf(headline, ",")) > (await edgeOf(headline, "T")));
  assert.ok((await edgeOf(headline, "A")) > (await edgeOf(headline, ",")));
  await english.leave();
});

/** Where the first of that sign is drawn in an element, in pixels from the left. */
async function edgeOf(element: ReturnType<Page["locator"]>, sign: string): Promise<number> {
  return element.evaluate((root, wanted) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const at = text.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect().left;
    }
    throw new Error(`there is no “${wanted}” in it`);
  }, sign);
}

/** What the desk says on the way through it. */
const DESKS = [
  { language: "de", locale: "de-AT", direction: "ltr", email: "E-Mail", password: "Passwort", signIn: "Anmelden", coverages: "Liveticker", write: "Beitrag schreiben …", publish: "Veröffentlichen" },
  { language: "ar", locale: "ar-EG", direction: "rtl", email: "البريد الإلكتروني", password: "كلمة المرور", signIn: "تسجيل الدخول", coverages: "التغطيات", write: "كتابة منشور…", publish: "نشر" },
] as const;

for (const desk of DESKS) {
  test(`the desk speaks ${desk.language} to a browser that asks for ${desk.locale}`, async () => {
    const link = await stet.invite(`${desk.language}@example.org`, "editor", [{ slug: "asifa", role: "editor" }]);
    const english = await DeskWindow.follow(browser, link, { name: "Ann Reeve" });
    await english.leave();
    const member = await DeskWindow.at(browser, `${stet.url}/desk/`, { locale: desk.locale, viewport: { width: 1280, height: 900 } });
    const { page } = member;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await page.getByLabel(desk.email).fill(`${desk.language}@example.org`);
    await page.getByLabel(desk.password, { exact: true }).fill("a long enough sentence");
    await page.getByRole("button", { name: desk.signIn, exact: true }).click();
    await page.getByRole("heading", { name: desk.coverages, level: 1 }).waitFor();
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [desk.language, desk.direction]);
    const words = asked.filter((url) => /\/assets\/words-/.test(url)).map((url) => /words-([a-z]+)/.exec(url)?.[1]);
    assert.deepEqual([...new Set(words)], [desk.language], "the words of no other language were loaded");

    await page.goto(`${stet.url}/desk/c/asifa`);
    await page.getByText(desk.write).first().click();
    await member.toHeadline();
    await member.type("Low water");
    await page.keyboard.press("Enter");
    await member.type("The ferries lie dry.");
    await page.getByRole("button", { name: desk.publish, exact: true }).click();
    await page.locator(".ProseMirror").waitFor({ state: "detached" });
    await page.locator("article", { hasText: "Low water" }).first().waitFor();
    for (const [path, width] of combinations(["/desk/", "/desk/c/asifa", "/desk/c/asifa/manage", "/desk/me"], WIDTHS)) {
      await page.setViewportSize({ width, height: 900 });
      await member.go(path);
      await page.locator("h1").first().waitFor();
      await keepPicture(page, `desk-${desk.language}-${path.replace(/\W+/g, "-")}-${width}`);
      assert.equal(await member.overflow(), 0, `${path} at ${width}`);
      assert.deepEqual(await member.faults(), [], `${path} at ${width}`);
    }
    await member.leave();
  });
}

test("a member chooses another language than the browser's, on this device", async () => {
  const member = await DeskWindow.signIn(browser, stet.url, "de@example.org");
  const { page } = member;
  await member.go("/desk/me");
  await page.getByLabel("Language of the desk").selectOption({ label: "Українська" });
  await page.getByRole("heading", { name: "Ви", exact: true, level: 1 }).waitFor();
  await member.go("/desk/");
  await page.getByRole("heading", { name: "Трансляції", level: 1 }).waitFor();
  await member.go("/desk/me");
  await page.getByLabel("Мова редакції").selectOption({ label: "Як у браузері" });
  await page.getByRole("heading", { name: "You", exact: true, level: 1 }).waitFor();
  await member.leave();
});
