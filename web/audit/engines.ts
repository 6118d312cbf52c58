// Two more engines, which share nothing with axe: Squiz's HTML_CodeSniffer (WCAG 2.1) and IBM's Equal
// Access (WCAG 2.2), in the open page.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Found } from "../e2e/axe.ts";
import { CODE_SNIFFER, EQUAL_ACCESS, type Reviewed } from "./reviewed.ts";

const resolve = createRequire(import.meta.url).resolve;

/** Something that an engine says, before anybody has looked at the table of what was reviewed. */
interface Said {
  readonly kind: "fault" | "doubt";
  readonly rule: string;
  readonly words: string;
  /** The element's HTML. */
  readonly html: string;
  /** The selectors, of those asked about, that it matches. */
  readonly matches: readonly string[];
}

interface CodeSniffer {
  process(standard: string, page: Document, done: () => void, failed: (why: unknown) => void): void;
  getMessages(): { type: number; code: string; msg: string; element: Node }[];
}

/** Has HTML_CodeSniffer look at a page. */
export async function lookWithCodeSniffer(page: Page): Promise<Found> {
  await page.evaluate(await readFile(resolve("html_codesniffer/build/HTMLCS.js"), "utf8"));
  const said = await page.evaluate(async (selectors): Promise<Said[]> => {
    const { HTMLCS } = window as unknown as { HTMLCS: CodeSniffer };
    await new Promise<void>((done, failed) => HTMLCS.process("WCAG2AA", document, done, failed));
    // 1 is an error; 2, a warning, and 3, a notice, are for somebody to look at.
    return HTMLCS.getMessages().map(({ type, code, msg, element }) => ({
      kind: type === 1 ? "fault" : "doubt",
      rule: code.replace(/^WCAG2AA\.Principle\d\.Guideline\d_\d+\./, ""),
      words: msg,
      html: element instanceof Element ? element.outerHTML.slice(0, 200) : "",
      matches: element instanceof Element ? selectors.filter((selector) => element.matches(selector)) : [],
    }));
  }, selectorsOf(CODE_SNIFFER));
  return judge(said, CODE_SNIFFER);
}

interface EqualAccess {
  check(page: Document, rules: readonly string[]): Promise<{
    results: { ruleId: string; value: readonly [string, string]; message: string; snippet: string; path: { dom: string } }[];
  }>;
}

/** Has Equal Access look at a page. */
export async function lookWithEqualAccess(page: Page): Promise<Found> {
  await page.evaluate(await readFile(resolve("accessibility-checker-engine/ace-window.js"), "utf8"));
  const said = await page.evaluate(async (selectors): Promise<Said[]> => {
    const { ace } = window as unknown as { ace: { Checker: new () => EqualAccess } };
    const { results } = await new ace.Checker().check(document, ["WCAG_2_2"]);
    const elementAt = (path: string): Element | null => {
      const found = document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
      return found instanceof Element ? found : null;
    };
    return results.filter(({ value }) => value[1] !== "PASS").map(({ ruleId, value, message, snippet, path }) => ({
      kind: value[0] === "VIOLATION" && value[1] === "FAIL" ? "fault" : "doubt",
      rule: ruleId,
      words: message,
      html: snippet,
      matches: selectors.filter((selector) => elementAt(path.dom)?.matches(selector)),
    }));
  }, selectorsOf(EQUAL_ACCESS));
  return judge(said, EQUAL_ACCESS);
}

function selectorsOf(reviewed: readonly Reviewed[]): string[] {
  return reviewed.flatMap(({ of }) => of ?? []);
}

/** Leaves out what was reviewed. */
function judge(said: readonly Said[], reviewed: readonly Reviewed[]): Found {
  const isReviewed = ({ rule, matches }: Said): boolean =>
    reviewed.some((one) => one.rule === rule && (one.of === undefined || matches.includes(one.of)));
  const tell = ({ rule, words, html }: Said): string => `${rule}: ${words.slice(0, 200)} ${html}`;
  return {
    faults: said.filter(({ kind }) => kind === "fault").map(tell),
    doubts: said.filter((one) => one.kind === "doubt" && !isReviewed(one)).map(tell),
  };
}
