// In whatever way a page is read and kept up to date, what is being read does not move: 0 pixels.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { startBrowser } from "./browser.ts";
import { uploadPicture } from "./picture.ts";
import { hurry, Reader } from "./reader.ts";
import { type Published, Stet } from "./stet.ts";

let browser: Browser;
let stet: Stet;
/** A picture that is stored, 480 by 320. */
let picture: string;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  picture = await uploadPicture(stet, browser);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A body of a picture and a line. */
function withPicture(): object {
  const attrs = { media: picture, alt: "The sky", width: 480, height: 320, renditions: true };
  const line = { type: "paragraph", content: [{ type: "text", text: "The sky." }] };
  return { v: 1, doc: { type: "doc", content: [{ type: "image", attrs }, line] } };
}

interface Mode {
  readonly name: string;
  readonly options?: BrowserContextOptions;
  /** What is chosen of the posts. */
  readonly query?: string;
  /** What is done to the page before it is read. */
  readonly begin?: (reader: Reader) => Promise<void>;
  readonly polls?: true;
  /** The page as it is opened: a reader who was here before gets told what has changed. */
  readonly returns?: true;
}

const MODES: readonly Mode[] = [
  { name: "on a phone", options: { viewport: { width: 360, height: 740 } } },
  { name: "on a screen of odd density", options: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.25 } },
  { name: "zoomed to 400 per cent", options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  { name: "zoomed to 110 per cent", options: { viewport: { width: 1163, height: 727 }, deviceScaleFactor: 1.1 } },
  { name: "with key events only", query: "?only=key-events" },
  { name: "with the lists on top open", begin: ({ page }) => page.locator(".list summary").first().click() },
  { name: "by asking instead of the stream", polls: true },
  { name: "with what was missed laid over the page", returns: true },
];

for (const [number, mode] of MODES.entries()) {
  test(`nothing moves ${mode.name}`, async () => {
    const slug = `mode-${number}`;
    const url = `${stet.url}/live/${slug}${mode.query ?? ""}`;
    await stet.open(slug, { key_points: [{ text: "It begins" }] });
    const posts: Published[] = [];
    for (let n = 1; n <= 24; n++) {
      const content = { headline: `Post ${n}`, body: `Post ${n}, in a sentence.`, key_event: n % 2 === 0 };
      posts.push((await stet.ask("POST", `/coverages/${slug}/posts`, content)) as Published);
    }
    const context = await browser.newContext(mode.options);
    if (mode.polls) {
      await context.route(/\/stream\?/, (route) => route.abort());
      await hurry(context, 3_000);
    }
    if (mode.returns) {
      const before = await context.newPage();
      await before.goto(url);
      await before.locator("#connection[data-mode='live']").waitFor({ state: "attached" });
      await before.close();
      await stet.publish(slug, "Missed");
    }
    const reader = await Reader.openIn(context, url);
    await reader.isFollowing(mode.polls ? "polling" : "live");
    await mode.begin?.(reader);
    if (mode.returns) await reader.page.locator("#since").waitFor();
    const [read, above, higher, high, top] = [posts[11], posts[13], posts[15], posts[17], posts[21]];
    assert.ok(read && above && higher && high && top);
    await reader.scrollTo(`#post-${read.id}`);
    await reader.settles();
    const place = await reader.topOf(`#post-${read.id}`);
    const unmoved = async (what: string): Promise<void> => {
      await reader.has(await stet.seq(slug));
      await reader.settles();
      assert.equal(await reader.topOf(`#post-${read.id}`), place, what);
    };
    await stet.publish(slug, "New 1");
    await unmoved("a new post");
    await stet.revise(slug, above, { body: "One.\n\nTwo.\n\nThree.", notice: { kind: "correction", text: "Three, not two." } });
    await unmoved("a correction, which is listed on top too");
    await stet.revise(slug, higher, { body: withPicture() });
    await unmoved("a picture that was not there");
    await reader.page.evaluate(async () => {
      const images = [...document.querySelectorAll<HTMLImageElement>("#posts img")];
      for (const image of images) image.loading = "eager";
      await Promise.all(images.map((image) => image.decode()));
    });
    await unmoved("the picture is loaded");
    await stet.revise(slug, high, { key_event: false, headline: "No key event" });
    await unmoved("a key event less");
    await stet.withdraw(slug, top, "It was about another harbour.");
    await unmoved("a withdrawal");
    await stet.amend(slug, { key_points: [{ text: "It goes on" }, { text: "And on" }, { text: "And on again" }], pinned: above.id });
    await unmoved("key points and a pin");
    if (mode.returns) {
      await reader.page.locator("#since summary").click();
      await reader.page.getByRole("region", { name: "Since you last looked" }).getByRole("button", { name: "Close" }).click();
      await unmoved("the list of what was missed is put away");
    }

    // What waited is shown: the first unread post is where the view begins, and stays there.
    const button = reader.page.locator("#updates > button");
    if (await button.isVisible()) {
      const fresh = (await reader.page.locator("#updates > button").textContent()) ?? "";
      assert.match(fresh, /^1 new update$/);
      await button.click();
      const focus = (): Promise<number> => reader.page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? -1);
      const at = await focus();
      await reader.settles();
      assert.equal(await focus(), at);
      assert.ok(at > -1 && at < 200, `the first unread post is in view, not at ${at}`);
    }
    await reader.leave();
  });
}
