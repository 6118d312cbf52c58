import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import described from "../../../../crates/coverage/schema/body-v1.json" with { type: "json" };
import { type Body, type Content, contentOf, docOf, EMPTY, LaterVersion } from "../content.ts";
import { schema } from "../schema.ts";
import { aDoc } from "./documents.ts";

const GOLDEN = fileURLToPath(new URL("../../../../crates/coverage/tests/it/golden/body", import.meta.url));

test("every node, mark and attribute of a body is in the editor", () => {
  for (const [name, node] of Object.entries(described.nodes as Record<string, { attrs?: object; content?: string }>)) {
    const type = schema.nodes[name];
    assert.ok(type, name);
    if (name === "doc") continue;
    assert.deepEqual(Object.keys(type.spec.attrs ?? {}), Object.keys(node.attrs ?? {}), name);
    assert.equal(type.spec.content, node.content, name);
  }
  assert.deepEqual(Object.keys(schema.marks), Object.keys(described.marks));
});

test("bodies that the server takes come out as they went in, byte for byte", () => {
  let bodies = 0;
  for (const file of readdirSync(GOLDEN)) {
    for (const body of JSON.parse(readFileSync(`${GOLDEN}/${file}`, "utf8")) as Body[]) {
      const doc = docOf({ body });
      doc.check();
      doc.descendants((node) => void assert.notEqual(node.type.name, "opaque"));
      assert.equal(JSON.stringify(contentOf(doc).body), JSON.stringify(body), file);
      bodies++;
    }
  }
  assert.ok(bodies > 0);
});

test("every field of a content comes back", () => {
  const content: Content = {
    headline: "High water",
    label: "Now",
    key_event: true,
    byline: "A. Moor",
    contributors: [{ name: "L. Quay" }, { name: "M. Ode" }],
    dateline: "Harwich",
    body: { v: 1, doc: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "שלום" }] }] } },
  };
  assert.equal(JSON.stringify(contentOf(docOf(content))), JSON.stringify(content));
  assert.equal(JSON.stringify(contentOf(docOf(EMPTY))), JSON.stringify(EMPTY));
});

test("a draft that was begun without a body is one in which nothing is written yet", () => {
  for (const body of [undefined, {}]) {
    assert.deepEqual(contentOf(docOf({ headline: "Tonight", ...(body ? { body } : {}) })), { headline: "Tonight", ...EMPTY });
  }
});

test("any document says the same after it was content", () => {
  fc.assert(
    fc.property(aDoc, (doc) => {
      doc.check();
      const content = contentOf(doc);
      const again = docOf(JSON.parse(JSON.stringify(content)) as Content);
      assert.ok(again.eq(doc), `${again}\n${doc}`);
      assert.equal(JSON.stringify(contentOf(again)), JSON.stringify(content));
    }),
    { numRuns: 300 },
  );
});

test("a block of a later version is kept as it came", () => {
  const block = { type: "poll", attrs: { question: "?" }, content: [{ type: "choice" }] };
  const body: Body = { v: 1, doc: { type: "doc", content: [block, { type: "list_item" }] } };
  const doc = docOf({ body });
  assert.equal(doc.child(1).type.name, "opaque");
  assert.equal(JSON.stringify(contentOf(doc).body), JSON.stringify(body));
  assert.throws(() => docOf({ body: { v: 2, doc: { type: "doc", content: [] } } }), LaterVersion);
});
