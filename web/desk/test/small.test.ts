// The small pure parts: excerpts, order, names in addresses, the lead, statuses.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lead } from "../api/shapes.ts";
import { isBlank } from "../coverage/content.ts";
import { listed } from "../coverage/reminders.ts";
import { EMPTY } from "../editor/content.ts";
import { leadOf } from "../manage/lead.ts";
import { embeddings } from "../manage/embedding.ts";
import { nextStatuses, strandedBy } from "../manage/status.ts";
import { marked } from "../marked.ts";
import { moved } from "../order.ts";
import { slugFrom } from "../slug.ts";

test("an excerpt is text with marks, and nothing else in it is markup", () => {
  assert.deepEqual(marked("a <mark>b</mark> &lt;i&gt; <img src=x>"), [
    { text: "a ", isFound: false },
    { text: "b", isFound: true },
    { text: " <i> <img src=x>", isFound: false },
  ]);
});

test("an item is moved", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a"], 3, 0), ["a"]);
});

test("a headline gives a name for the address", () => {
  assert.equal(slugFrom("Évreux: “high water” at 3.1 m!"), "evreux-high-water-at-3-1-m");
  assert.ok(slugFrom("word ".repeat(40)).length <= 50);
  assert.equal(slugFrom("«»"), "");
});

test("a lead keeps what is not set by hand, unless it is another picture", () => {
  const before = { kind: "image", media: "m1", alt: "A quay", width: 640, height: 480, caption: "Old" } as unknown as Lead;
  assert.deepEqual(leadOf("image", { media: "m1", alt: "A quay", caption: " " }, before), { kind: "image", width: 640, height: 480, media: "m1", alt: "A quay" });
  assert.deepEqual(leadOf("image", { media: "m2", alt: "A pier" }, before), { kind: "image", media: "m2", alt: "A pier" });
  assert.equal(leadOf("", {}, before), null);
});

test("what went live is never a draft again", () => {
  assert.deepEqual(nextStatuses("draft"), ["draft", "live"]);
  assert.ok(!nextStatuses("ended").includes("draft"));
});

test("a draft is blank until something is said in it", () => {
  assert.ok(isBlank(EMPTY));
  assert.ok(isBlank({ ...EMPTY, contributors: [] }));
  assert.ok(!isBlank({ ...EMPTY, label: "Now" }));
  assert.ok(!isBlank({ ...EMPTY, key_event: true }));
});

test("reminders are one list, and each is the same for the same remark", () => {
  const found = listed({
    duplicates: [{ post: "p", headline: null, excerpt: "Water", similarity: 0.9 }],
    differences: [{ kind: "figure", here: "3", before: "4", post: "p", excerpt: "4 metres" }],
    links: [{ url: "https://example.org", problem: "404" }],
  });
  assert.deepEqual(found.map(({ key }) => key), ["duplicate p", "figure 3 4", "link https://example.org"]);
});

test("what its end would strand is what is scheduled and new", () => {
  const drafts = [
    { status: "scheduled", revises: null },
    { status: "scheduled", revises: "p1" },
    { status: "in_review", revises: null },
    { status: "scheduled", revises: null },
  ];
  assert.equal(strandedBy(drafts), 2);
});

test("what is embedded holds a headline as text, whatever is in it", () => {
  const { frame, element, oembed } = embeddings("https://live.example.org/live/storm", 'A "storm" <b> & more');
  assert.match(frame, /^<iframe src="https:\/\/live\.example\.org\/live\/storm\/embed" title="A &quot;storm&quot; &lt;b&gt; &amp; more" [^>]*><\/iframe>$/);
  assert.equal(
    element,
    '<script type="module" src="https://live.example.org/embed.js"></script><stet-live src="https://live.example.org/live/storm" title="A &quot;storm&quot; &lt;b&gt; &amp; more"></stet-live>',
  );
  assert.equal(oembed, "https://live.example.org/oembed?url=https%3A%2F%2Flive.example.org%2Flive%2Fstorm");
});
