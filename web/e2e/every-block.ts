// A draft that holds every kind of block and mark that a body can, in a language that runs either way.

import assert from "node:assert/strict";
import described from "../../crates/coverage/schema/body-v1.json" with { type: "json" };
import type { BodyNode, Content } from "../desk/editor/content.ts";

/** The words of a draft: a sentence of its language, and a name. */
export interface Words {
  readonly sentence: string;
  readonly name: string;
}

/** A draft of all that the schema of a body knows. */
export function everyBlock({ sentence, name }: Words): Content {
  const text = (words: string, ...marks: string[]): BodyNode => ({ type: "text", text: words, ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}) });
  const node = (type: string, content: readonly BodyNode[], attrs?: BodyNode["attrs"]): BodyNode => ({ type, ...(attrs ? { attrs } : {}), content });
  const paragraph = (...content: BodyNode[]): BodyNode => node("paragraph", content.length > 0 ? content : [text(sentence)]);
  const url = "https://example.org/gauges";
  const image: BodyNode = { type: "image", attrs: { media: null, alt: sentence, caption: sentence, credit: name, width: null, height: null } };
  const item = (...more: BodyNode[]): BodyNode => node("list_item", [paragraph(), ...more]);
  const row = (cell: string): BodyNode => node("table_row", [node(cell, [text(name)]), node(cell, [text("3.1")])]);
  const marks = ["strong", "em", "strike", "sub", "sup", "code"].map((mark) => text(`${name} `, mark));
  const link: BodyNode = { type: "text", text: name, marks: [{ type: "link", attrs: { href: url } }] };
  const blocks: BodyNode[] = [
    node("paragraph", [text(sentence), { type: "hard_break" }, ...marks, link], { lead_in: name }),
    node("heading", [text(name)], { level: 2 }),
    node("heading", [text(name)], { level: 3 }),
    node("bullet_list", [item(node("ordered_list", [item()], { start: 4 })), item()]),
    node("blockquote", [paragraph()], { attribution: name, url }),
    image,
    node("gallery", [image, image]),
    { type: "video", attrs: { title: name, media: null, url, poster: null, duration: 75, caption: sentence, source: name } },
    { type: "embed", attrs: { url, provider: name, title: name, byline: name, text: sentence, posted_at: "2022-02-17T09:00:00Z" } },
    { type: "related", attrs: { title: name, url, image: null, alt: null, caption: sentence, credit: name } },
    { type: "read_more", attrs: { text: name, url } },
    node("background", [node("heading", [text(name)], { level: 3 }), paragraph()], { background: "0190a000-0000-7000-8000-000000000000", title: name }),
    node("table", [row("table_header"), row("table_cell")], { caption: name }),
    node("comparison", [image, image], { before: name, after: name, caption: sentence }),
    node("chart", [node("table", [row("table_header"), row("table_cell")])], { kind: "bar", title: sentence, unit: name, source: name }),
    node(
      "map",
      [
        { type: "map_place", attrs: { name, latitude: 50.45, longitude: 30.52, kind: "city", label: name } },
        { type: "map_area", attrs: { name, code: "UKR" } },
        { type: "map_arrow", attrs: { from: "52.5 31", to: "50.6 30.6", label: name } },
      ],
      { title: name, source: name },
    ),
    { type: "horizontal_rule" },
    paragraph(),
  ];
  const body = { v: 1, doc: { type: "doc", content: blocks } } as Content["body"];
  assert.deepEqual(kindsIn(body.doc), new Set([...Object.keys(described.nodes), ...Object.keys(described.marks)]), "every kind is there");
  return { headline: sentence, label: name, key_event: true, byline: name, dateline: name, contributors: [{ name }], body } as Content;
}

/** The kinds of nodes and marks in it. */
function kindsIn({ type, content, marks }: BodyNode): Set<string> {
  const inside = (content ?? []).flatMap((one) => [...kindsIn(one)]);
  return new Set([type, ...(marks ?? []).map((mark) => mark.type), ...inside]);
}
