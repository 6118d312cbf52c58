// A reader in the middle of the page: nothing that arrives moves what is being read.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** Opens a coverage of thirty posts at one in the middle, and runs the scene. */
async function inTheMiddle(
  slug: string,
  scene: (reader: Reader, posts: readonly Published[], unmoved: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await stet.open(slug, { headline: `The ${slug} page` });
  const posts = await stet.publishMany(slug, 30, "Post");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.isFollowing("live");
  const reading = `#post-${posts[15]?.id}`;
  await reader.scrollTo(reading);
  const place = await reader.topOf(reading);
  const unmoved = async (): Promise<void> => {
    await reader.has(await stet.seq(slug));
    await reader.settles();
    assert.equal(await reader.topOf(reading), place, "what is being read has not moved");
  };
  await scene(reader, posts, unmoved);
  await reader.leave();
}

test("new posts wait behind a button that leads to the first unread one", async () => {
  await inTheMiddle("waiting", async (reader, _posts, unmoved) => {
    const button = reader.page.locator("#updates > button");
    assert.equal(await button.isVisible(), false);
    const first = await stet.publish("waiting", "New 1");
    await unmoved();
    await reader.reads("#updates > button", "1 new update");
    await reader.reads("#announcer", "1 new update");
    await stet.publish("waiting", "New 2");
    await stet.publish("waiting", "New 3");
    await unmoved();
    await reader.reads("#updates > button", "3 new updates");
    assert.match(await reader.page.title(), /^\(3\) The waiting page/);
    assert.equal((await reader.headlines())[0], "Post 30");

    await button.click();
    assert.deepEqual((await reader.headlines()).slice(0, 4), ["New 3", "New 2", "New 1", "Post 30"]);
    assert.equal(await button.isVisible(), false);
    assert.match(await reader.page.title(), /^The waiting page/);
    const oldest = `#post-${first.id}`;
    assert.ok(await reader.page.evaluate((css) => document.activeElement === document.querySelector(css), oldest));
    const top = await reader.topOf(oldest);
    assert.ok(top > -1 && top < 200, `the first unread post is at the top, not at ${top}`);
    await reader.assertUpToDate();
  });
});

test("posts that come to a reader at the top push the others down without a jump", async () => {
  await stet.open("arriving");
  await stet.publishMany("arriving", 30, "Post");
  const reader = await Reader.open(browser, `${stet.url}/live/arriving`, { viewport: { width: 390, height: 844 } });
  await reader.isFollowing("live");
  await reader.page.evaluate(() => {
    const jumps: number[] = [];
    Object.assign(globalThis, { jumps });
    const watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) jumps.push((entry as PerformanceEntry & { value: number }).value);
    });
    watch.observe({ type: "layout-shift", buffered: true });
  });
  // The second comes while the posts below still glide, the third afterwards.
  await stet.publish("arriving", "New 1");
  await reader.has(await stet.seq("arriving"));
  await stet.publish("arriving", "New 2");
  await reader.has(await stet.seq("arriving"));
  await reader.settles();
  await stet.publish("arriving", "New 3");
  await reader.has(await stet.seq("arriving"));
  await reader.settles();
  assert.deepEqual((await reader.headlines()).slice(0, 4), ["New 3", "New 2", "New 1", "Post 30"]);
  assert.deepEqual(await reader.page.evaluate(() => (globalThis as unknown as { jumps: number[] }).jumps), []);
  assert.equal(await reader.page.evaluate(() => document.getElementById("posts")?.getAttribute("style") ?? ""), "", "and all stands where it belongs");
  await reader.leave();
});

test("a revision, a withdrawal and a pin above what is being read move nothing", async () => {
  await inTheMiddle("above", async (reader, posts, unmoved) => {
    const [above, higher, top] = [posts[17], posts[20], posts[29]];
    assert.ok(above && higher && top);
    await stet.revise("above", above, { body: "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive." });
    await unmoved();
    await stet.withdraw("above", higher, "It was a mistake.");
    await unmoved();
    await stet.amend("above", { pinned: top.id });
    await unmoved();
    await stet.amend("above", {
      headline: "A headline of so many words that it needs more than the one line it had before, surely",
      standfirst: "And a standfirst, where there was none.",
      key_points: [{ text: "One" }, { text: "Two" }, { text: "Three" }],
    });
    await unmoved();
    await stet.amend("above", { pinned: null });
    await unmoved();
    await reader.assertUpToDate();
  });
});

test("what takes its height in the pictures after a change moves nothing", async () => {
  await inTheMiddle("growing", async (reader, posts, unmoved) => {
    const [above, higher] = [posts[17], posts[20]];
    assert.ok(above && higher);
    for (const height of ["500px", "700px", "300px"]) {
      // The browser's own anchoring is off after the page was changed, and posts take their height when they come near.
      await reader.page.evaluate(
        async ([first = "", second = "", height = ""]) => {
          document.getElementById("pause")?.click();
          for (const post of [first, second]) {
            document.getElementById(`post-${post}`)?.style.setProperty("block-size", height);
            await new Promise(requestAnimationFrame);
          }
        },
        [above.id, higher.id, height],
      );
      await unmoved();
    }
  });
});

test("posts that are placed elsewhere, from above what is being read or to above it, move nothing", async () => {
  await inTheMiddle("placed", async (reader, posts, unmoved) => {
    const [low, lower, high, higher] = [posts[5], posts[2], posts[20], posts[25]];
    assert.ok(low && lower && high && higher);
    const placesFromTop = async (...of: Published[]): Promise<number[]> => {
      const shown = await reader.page.locator("#posts > article").evaluateAll((articles) => articles.map(({ id }) => id));
      return of.map(({ id }) => shown.indexOf(`post-${id}`));
    };
    const place = async (post: Published, where: object): Promise<void> => {
      await stet.ask("POST", `/coverages/placed/posts/${post.id}/placement`, where);
      await unmoved();
    };
    assert.deepEqual(await placesFromTop(higher, high, low, lower), [4, 9, 24, 27]);
    await place(high, { before: low.id });
    assert.deepEqual(await placesFromTop(higher, low, high), [4, 23, 24]);
    await place(lower, { after: higher.id });
    assert.deepEqual(await placesFromTop(lower, higher), [4, 5]);
    await reader.assertUpToDate();
    await place(high, { shown_at: null });
    await place(lower, { shown_at: null });
    assert.deepEqual(await placesFromTop(higher, high, low, lower), [4, 9, 24, 27]);
    await reader.assertUpToDate();
  });
});

test("a revision of the very post that is being read leaves the line in view where it is", async () => {
  const slug = "within";
  const paragraph = (n: number): string => `Paragraph ${n}. ${"The water rose by a hand each hour. ".repeat(12)}`;
  const body = Array.from({ length: 12 }, (_, n) => paragraph(n + 1)).join("\n\n");
  await stet.open(slug);
  const post = await stet.publish(slug, "A long post", body);
  await stet.publishMany(slug, 10, "Post");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport: { width: 400, height: 500 } });
  await reader.isFollowing("live");
  const line = reader.page.locator(`#post-${post.id} p`, { hasText: "Paragraph 8." });
  await line.evaluate((element) => element.scrollIntoView({ block: "start", behavior: "instant" }));
  const top = (): Promise<number> => line.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await stet.revise(slug, post, {
    body: `A new first paragraph.\n\n${body}\n\nAnd a new last one.`,
    notice: { kind: "correction", text: "The first paragraph was missing." },
  });
  await reader.has(await stet.seq(slug));
  assert.equal(await top(), before);
  await reader.leave();
});

for (const width of [390, 1280]) {
  test(`a reader at the top sees new posts come, ${width} pixels wide`, async () => {
    const slug = `top-${width}`;
    await stet.open(slug);
    await stet.publishMany(slug, 30, "Post");
    const viewport = { width, height: 700 };
    const reader = await Reader.open(browser, `${stet.url}/live/${slug}`, { viewport });
    await reader.isFollowing("live");
    // With nothing above it in view, the browser by itself would hold on to the post that is there.
    await reader.scrollTo("#posts > article", 0);
    await reader.settles();
    const place = await reader.topOf("#posts > article");
    await stet.publish(slug, "New 1");
    await reader.has(await stet.seq(slug));
    await reader.settles();
    assert.equal((await reader.headlines())[0], "New 1");
    assert.equal(await reader.topOf("#posts > article"), place, "it is where the newest post was");
    await reader.reads("#announcer", "1 new update");
    await reader.leave();
  });
}

test("in a tab that nobody sees, new posts wait even at the top", async () => {
  const slug = "hidden";
  await stet.open(slug);
  await stet.publish(slug, "Post 1");
  const reader = await Reader.open(browser, `${stet.url}/live/${slug}`);
  await reader.isFollowing("live");
  // Headless pages are always visible, so the page is told that it is not.
  await reader.page.evaluate(() =>
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }),
  );
  await stet.publish(slug, "New 1");
  await reader.has(await stet.seq(slug));
  await reader.reads("#updates > button", "1 new update");
  assert.match(await reader.page.title(), /^\(1\) /);
  await reader.leave();
});
