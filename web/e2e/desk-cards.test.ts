// Addresses become cards in the composer, of a site of the test's own.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import type { BodyNode, Content } from "../desk/editor/content.ts";
import { newId } from "../desk/editor/id.ts";
import { startBrowser } from "./browser.ts";
import { keepPicture } from "./conditions.ts";
import { DeskWindow, GONE } from "./desk-window.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
let stet: Stet;
let browser: Browser;
let site: Server;
let there: string;
let ada: string;
/** Lets the page that is held back go. */
let release: () => void;

before(async () => {
  const held = new Promise<void>((resolve) => (release = resolve));
  site = createServer(async (request, answer) => {
    if (request.url === "/gone") return void answer.writeHead(404).end();
    if (request.url === "/held") await held;
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(`<title>x</title><meta property=og:title content="The wall holds"><meta property=og:site_name content="The Example"><meta property=og:description content="What is known.">`);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const { port } = site.address() as AddressInfo;
  there = `http://127.0.0.1:${port}`;
  [stet, browser] = await Promise.all([Stet.start({ STET_ALSO_REACH: `127.0.0.1:${port}` }), startBrowser()]);
  await stet.open(SLUG);
  ada = await stet.member("Ada", "editor", SLUG);
});

after(async () => {
  await browser?.close();
  await stet?.stop();
  site?.close();
});

/** A member in a draft that is empty but for its headline, with the caret in the body. */
async function inDraft(cookie = ada): Promise<{ member: DeskWindow; draft: string }> {
  const draft = newId();
  const content = { headline: "From elsewhere", body: { v: 1, doc: { type: "doc", content: [{ type: "paragraph" }] } } };
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id: draft, content });
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const member = await DeskWindow.of(context, stet, cookie);
  await member.open(stet, SLUG, draft);
  await member.page.locator(".ProseMirror > p").click();
  return { member, draft };
}

async function paste(member: DeskWindow, words: string): Promise<void> {
  await member.page.evaluate((text) => navigator.clipboard.writeText(text), words);
  await member.page.keyboard.press("Control+V");
}

/** The blocks that the server has, once it has what is wanted. */
async function blocks(draft: string, wanted: (blocks: readonly BodyNode[]) => boolean): Promise<readonly BodyNode[]> {
  const end = Date.now() + 30_000;
  for (;;) {
    const { content } = (await stet.ask("GET", `/coverages/${SLUG}/drafts/${draft}`)) as { content: Content };
    const found = content.body.doc.content;
    if (wanted(found)) return found;
    assert.ok(Date.now() < end, JSON.stringify(found));
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const isFilled = ([first]: readonly BodyNode[]): boolean => first?.type === "embed" && first.attrs?.title === "The wall holds";

test("a pasted address is a card, and taking it back leaves the address", async () => {
  const { member, draft } = await inDraft();
  const { page } = member;
  await paste(member, `${there}/storm`);
  const [card] = await blocks(draft, isFilled);
  assert.deepEqual(card?.attrs, { url: `${there}/storm`, provider: "The Example", title: "The wall holds", text: "What is known." });
  await member.type("And on.");
  await blocks(draft, (all) => all[1]?.content?.[0]?.text === "And on.");
  await page.keyboard.press("Control+Z");
  await page.keyboard.press("Control+Z");
  const text = await blocks(draft, (all) => all[0]?.type === "paragraph");
  assert.equal(text[0]?.content?.[0]?.text, `${there}/storm`);
  await page.keyboard.press("Control+Shift+Z");
  await blocks(draft, isFilled);
  await member.leave();
});

test("from paste to card it takes a second at most", async () => {
  const { member } = await inDraft();
  const { page } = member;
  const waits: number[] = [];
  for (let n = 1; n <= 5; n++) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${there}/storm?${n}`);
    const pasted = performance.now();
    await page.keyboard.press("Control+V");
    await page.waitForFunction((wanted) => [...document.querySelectorAll<HTMLInputElement>("[data-block=embed] input")].filter((input) => input.value === "The wall holds").length === wanted, n);
    waits.push(performance.now() - pasted);
  }
  console.log(`paste → card: ${waits.map((wait) => wait.toFixed(0)).join(", ")} ms`);
  const median = [...waits].sort((a, b) => a - b)[2]!;
  assert.ok(median <= 1_000, `${median} ms`);
  await member.leave();
});

test("an address that is typed on a line of its own becomes a card at Enter, and nowhere else", async () => {
  const { member, draft } = await inDraft();
  await member.type(`See ${there}/storm`);
  await member.page.keyboard.press("Enter");
  await member.type(`${there}/storm`);
  await member.page.keyboard.press("Enter");
  await member.type("Below.");
  const all = await blocks(draft, (found) => isFilled(found.slice(1)) && found.length === 3);
  assert.deepEqual(all.map(({ type }) => type), ["paragraph", "embed", "paragraph"]);
  await member.leave();
});

test("who writes along sees the card filled, and nobody waits for it to publish", async () => {
  const { member, draft } = await inDraft();
  const ben = await DeskWindow.of(await browser.newContext(), stet, await stet.member("Ben", "editor", SLUG));
  await ben.open(stet, SLUG, draft);
  await paste(member, `${there}/held`);
  await member.page.getByText("Fetching the card…").waitFor();
  await ben.page.locator("[data-block=embed]").waitFor();
  release();
  await ben.page.waitForFunction(() => [...document.querySelectorAll<HTMLInputElement>("[data-block=embed] input")].some((input) => input.value === "The wall holds"));
  await blocks(draft, isFilled);
  await ben.leave();
  await member.leave();
});

test("a card that cannot be had says why, and its link can be published", async () => {
  const { member, draft } = await inDraft();
  const { page } = member;
  await paste(member, `${there}/gone`);
  await page.getByText("The site says that there is no such page.").waitFor();
  await page.getByRole("button", { name: "Try again" }).waitFor();
  await blocks(draft, ([first]) => first?.type === "embed" && first.attrs?.url === `${there}/gone`);
  member.expect(GONE);
  await page.keyboard.press("Control+Enter");
  const end = Date.now() + 30_000;
  while (!(await (await fetch(`${stet.url}/live/${SLUG}`)).text()).includes(`href="${there}/gone"`)) {
    assert.ok(Date.now() < end, "the link is on the reader's page");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await member.leave();
});

test("a post of ours becomes a related card by its address", async () => {
  const { id } = await stet.publish(SLUG, "The harbour closes");
  const { member, draft } = await inDraft();
  await paste(member, `${stet.url}/live/${SLUG}/post/${id}`);
  const [card] = await blocks(draft, ([first]) => first?.type === "related" && first.attrs?.title === "The harbour closes");
  assert.equal(card?.attrs?.url, `${stet.url}/live/${SLUG}/post/${id}`);
  await member.leave();
});

test("axe finds no fault in a card that is there, and in one that failed", async () => {
  const { member: window } = await inDraft();
  for (const path of ["/storm", "/gone"]) {
    await window.page.evaluate((text) => navigator.clipboard.writeText(text), `${there}${path}`);
    await window.page.keyboard.press("Control+V");
  }
  await window.page.getByText("no such page").waitFor();
  for (const colorScheme of ["light", "dark"] as const) {
    await window.page.emulateMedia({ colorScheme });
    assert.deepEqual(await window.faults(), []);
    await keepPicture(window.page, `desk-cards-${colorScheme}`, { fullPage: true });
  }
  await window.page.setViewportSize({ width: 360, height: 740 });
  assert.equal(await window.overflow(), 0);
  await window.leave();
});
