// What machines read of a coverage, in the eyes of programs that share nothing with Stet: pages as
// HTML, their policy, what they say to search engines, feeds and sitemaps.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import { startBrowser } from "../e2e/browser.ts";
import { FullCoverage, TELLINGS } from "../e2e/full-coverage.ts";

const require = createRequire(import.meta.url);
/** The Nu HTML checker, which brings Jing along, a validator of RELAX NG. Both need Java. */
const VNU = require.resolve("vnu-jar/build/dist/vnu.jar");
const JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver";

let browser: Browser;
let coverages: readonly FullCoverage[];
let folder: string;

before(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), "stet-formats-"));
  coverages = await Promise.all(TELLINGS.map((telling) => FullCoverage.start(browser, telling)));
});

after(async () => {
  await Promise.all((coverages ?? []).map((coverage) => coverage.stop()));
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** Runs Java; gives what it prints, whether or not it found fault. */
async function java(...args: string[]): Promise<string> {
  const run = promisify(execFile)("java", args, { maxBuffer: 1 << 26 });
  const { stdout, stderr } = await run.catch((fault: { code?: string | number; stdout?: string; stderr?: string }) => {
    if (fault.code === "ENOENT") throw new Error("The Nu HTML checker needs Java: install a runtime of version 11 or later.");
    return { stdout: fault.stdout ?? "", stderr: fault.stderr ?? "" };
  });
  return stdout + stderr;
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test("the Nu HTML checker has nothing to say of any page", async () => {
  const files = await Promise.all(
    coverages.flatMap(({ stet, telling, kinds }) =>
      kinds.map(async ({ name, path }) => {
        const file = join(folder, `${telling.language} ${name}.html`);
        await writeFile(file, await text(stet.url + path));
        return file;
      }),
    ),
  );
  const said = JSON.parse(await java("-jar", VNU, "--format", "json", "--stdout", ...files)) as { messages: object[] };
  assert.deepEqual(said.messages, []);
});

interface Finding {
  readonly severity: number;
  readonly directive: string;
  readonly value?: string;
  readonly description: string;
}

test("the CSP evaluator finds nothing above a remark in any page's policy", async () => {
  const { CspEvaluator } = require("csp_evaluator") as { CspEvaluator: new (csp: unknown) => { evaluate(): Finding[] } };
  const { CspParser } = require("csp_evaluator/dist/parser.js") as { CspParser: new (policy: string) => { csp: unknown } };
  const { Severity } = require("csp_evaluator/dist/finding.js") as { Severity: { INFO: number } };
  const [coverage] = coverages;
  assert.ok(coverage);
  for (const { name, path } of coverage.kinds) {
    const answer: Response = await fetch(coverage.stet.url + path);
    const policy: string = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types stet stet-loader$/, name);
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    assert.deepEqual(findings.filter(({ severity }) => severity < Severity.INFO), [], name);
  }
});

/** What the tool says of each of its tests. */
interface Said {
  readonly failed: readonly { readonly test: string }[];
  readonly warnings: readonly { readonly test: string }[];
  readonly passed: readonly object[];
}

/** What Google asks and recommends of an article, and schema.org of a live one. */
const ARTICLE = ["author", "dateModified", "datePublished", "headline", "url", "publisher"];
const LIVE = [...ARTICLE, "coverageStartTime", "liveBlogUpdate", "mainEntityOfPage", "image", "inLanguage"];
const UPDATE = ["headline", "articleBody", "datePublished", "dateModified", "url", "author", "publisher"];

test("a testing tool for structured data is content, and no recommended field is missing", async () => {
  const { structuredDataTestHtml } = require("structured-data-testing-tool") as {
    structuredDataTestHtml(html: string, options: object): Promise<Said>;
  };
  const presets = require("structured-data-testing-tool/presets.js") as Record<string, object>;
  for (const { stet, slug } of coverages) {
    const html = await text(`${stet.url}/live/${slug}`);
    const said = await structuredDataTestHtml(html, { presets: [presets.Google, presets.Facebook], schemas: ["jsonld:LiveBlogPosting"] })
      .catch((fault: { res?: Said }) => fault.res ?? Promise.reject(fault));
    // It says when a coverage ended, which this one has not. Cards of X take what Open Graph says.
    const open = [...said.failed, ...said.warnings].filter(({ test }) => test !== "LiveBlogPosting[0].coverageEndTime");
    assert.deepEqual(open, []);
    assert.ok(said.passed.length > 0);

    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
    const live = JSON.parse(json) as Record<string, unknown> & { liveBlogUpdate: Record<string, unknown>[] };
    assert.equal(live["@type"], "LiveBlogPosting");
    assert.deepEqual(LIVE.filter((field) => !(field in live)), [], "of the coverage");
    for (const update of live.liveBlogUpdate) {
      assert.deepEqual(UPDATE.filter((field) => !(field in update)), [], `of ${String(update.headline)}`);
      assert.match(String(update.url), /^http[^?]+\/post\/[^?]+$/);
    }
  }
});

interface Item {
  readonly guid: string;
  readonly link: string;
  readonly title: string;
  readonly pubdate: Date;
  readonly description: string;
}

/** RSS has no finer times. */
function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** Reads RSS or Atom as a feed reader does. */
async function readFeed(xml: string): Promise<Item[]> {
  const FeedParser = require("feedparser") as new (options: object) => NodeJS.ReadWriteStream & AsyncIterable<Item> & NodeJS.EventEmitter;
  const parser = new FeedParser({ addmeta: false });
  parser.end(xml);
  const items: Item[] = [];
  for await (const item of parser) items.push(item);
  return items;
}

test("feeds keep to their grammar, and three readers' items agree", async () => {
  for (const { stet, slug, telling } of coverages) {
    const at = `${stet.url}/live/${slug}/feed`;
    const [atom, rss, json] = await Promise.all([text(`${at}.atom`), text(`${at}.rss`), text(`${at}.json`)]);
    const file = join(folder, `${telling.language}.atom`);
    await writeFile(file, atom);
    assert.equal(await java("-cp", VNU, JING, "-c", fileURLToPath(new URL("grammar/atom.rnc", import.meta.url)), file), "");
    const feed = JSON.parse(json) as { version: string; title: string; feed_url: string; items: { id: string; url: string; title: string; content_html: string; date_published: string }[] };
    assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
    assert.ok(feed.title && feed.feed_url.endsWith("/feed.json"));
    const said = feed.items.map(({ id, url, date_published }) => [id, url, seconds(new Date(date_published))]);
    assert.ok(said.length > 0 && new Set(said.map(([id]) => id)).size === said.length, "each item has an id of its own");
    for (const items of [await readFeed(atom), await readFeed(rss)]) {
      assert.deepEqual(items.map(({ guid, link, pubdate }) => [guid, link, seconds(pubdate)]), said);
      for (const { title, description } of items) assert.ok(title && description);
    }
  }
});

test("sitemaps keep to their grammar", async () => {
  const [coverage] = coverages;
  assert.ok(coverage);
  for (const path of ["/sitemap.xml", "/sitemap-news.xml", `/live/${coverage.slug}/sitemap.xml`]) {
    const file = join(folder, "sitemap.xml");
    await writeFile(file, await text(coverage.stet.url + path));
    assert.equal(await java("-cp", VNU, JING, "-c", fileURLToPath(new URL("grammar/sitemaps.rnc", import.meta.url)), file), "", path);
  }
});
