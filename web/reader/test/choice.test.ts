import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { choiceOf, firstPage, isOldestFirst, surroundings } from "../choice.ts";
import { article } from "./coverage.ts";

// Of what a browser brings along, as much as it takes to read an article.
class DOMParser {
  parseFromString(html: string): Document {
    return parseHTML(`<html><body>${html}</body></html>`).document;
  }
}
Object.assign(globalThis, { DOMParser, HTMLElement: Object, document: { importNode: (node: Node) => node } });

function posts(attributes: string): HTMLElement {
  return parseHTML(`<div id="posts" ${attributes}></div>`).document.getElementById("posts") as HTMLElement;
}

const KEY = '<article class="post key"><header><h3>Turn</h3></header></article>';
const LABELLED = '<article class="post"><header><p class="flags"><span class="label">A &amp; B</span></p></header></article>';
const BOTH = '<article class="post key"><header><p class="flags"><span class="label">A &amp; B</span></p></header></article>';
// A label that stands in a post's body is none of the post's.
const PLAIN = '<article class="post"><header></header><div class="body"><span class="label">A &amp; B</span></div></article>';

test("where nothing was chosen, every post is seen", () => {
  assert.equal(choiceOf(posts('data-order="oldest"')), null);
});

const choices: readonly (readonly [attributes: string, taken: readonly string[]])[] = [
  ['data-only="key-events"', [KEY, BOTH]],
  ['data-label="A &amp; B"', [LABELLED, BOTH]],
  ['data-only="key-events" data-label="A &amp; B"', [BOTH]],
  ['data-label="a & b"', []],
];

for (const [attributes, taken] of choices) {
  test(`${attributes} takes what was chosen`, () => {
    const takes = choiceOf(posts(attributes));
    assert.deepEqual([KEY, LABELLED, BOTH, PLAIN].filter((html) => takes?.(article("p1", html))), taken);
  });
}

test("the order is the one that the page says", () => {
  assert.equal(isOldestFirst(posts("")), false);
  assert.equal(isOldestFirst(posts('data-order="oldest"')), true);
});

test("addresses keep what was chosen, and leave out which part of it this is", () => {
  const at = (search: string): void => void Object.assign(globalThis, { location: { pathname: "/live/storm", search } });
  at("?order=oldest&after=x&label=A+%26+B");
  assert.equal(firstPage(), "/live/storm?order=oldest&label=A+%26+B");
  assert.equal(surroundings("p7"), "/live/storm?order=oldest&label=A+%26+B&post=p7#post-p7");
  at("?before=x");
  assert.equal(firstPage(), "/live/storm");
});
