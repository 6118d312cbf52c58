// The editor's schema: that of a body, which the server's crate `coverage` also holds itself to,
// with the fields of a post around it.
//
// Which nodes, marks and attributes there are comes from that file alone; here stands only how
// each is read from HTML and shown. So every edit, of a field as of a word, is a step of one document.

import {
  type AttributeSpec,
  type DOMOutputSpec,
  type Mark,
  type MarkSpec,
  type Node,
  type NodeSpec,
  Schema,
  type TagParseRule,
} from "prosemirror-model";
import described from "../../../crates/coverage/schema/body-v1.json" with { type: "json" };

interface Described {
  readonly content?: string;
  readonly group?: string;
  readonly inline?: boolean;
  readonly attrs?: Readonly<Record<string, AttributeSpec>>;
}

/** How a node stands in the editor's DOM. */
interface Shown {
  readonly tags: readonly TagParseRule[];
  readonly dom: (node: Node) => DOMOutputSpec;
  readonly more?: Partial<NodeSpec>;
}

const tag = (name: string, more: Partial<TagParseRule> = {}): TagParseRule => ({ tag: name, ...more }) as TagParseRule;

/** Reads the attributes that a block's own DOM carries as JSON, so that copying inside the editor keeps them. */
function carried(dom: HTMLElement): Record<string, unknown> | false {
  try {
    const attrs: unknown = JSON.parse(dom.dataset.attrs ?? "");
    return typeof attrs === "object" && attrs !== null ? (attrs as Record<string, unknown>) : false;
  } catch {
    return false;
  }
}

/** A block without text of its own: its fields are edited in a node view. */
const card = (name: string): Shown => ({
  tags: [tag(`div[data-block="${name}"]`, { getAttrs: carried })],
  dom: (node) => ["div", { "data-block": name, "data-attrs": JSON.stringify(node.attrs) }],
  more: { atom: true, draggable: true },
});

/** A block with fields that holds other blocks. */
const holding = (name: string): Shown => ({
  tags: [tag(`div[data-block="${name}"]`, { getAttrs: carried })],
  dom: (node) => ["div", { "data-block": name, "data-attrs": JSON.stringify(node.attrs) }, 0],
  more: { isolating: true, draggable: true },
});

const SHOWN: Readonly<Record<string, Shown>> = {
  paragraph: {
    tags: [tag("p", { getAttrs: (dom) => ({ lead_in: dom.getAttribute("data-lead-in") }) })],
    dom: (node) => ["p", { dir: "auto", ...(node.attrs.lead_in ? { "data-lead-in": node.attrs.lead_in } : {}) }, 0],
  },
  heading: {
    tags: [
      ...["h1", "h2", "h3"].map((name) => tag(name, { attrs: { level: 2 } })),
      ...["h4", "h5", "h6"].map((name) => tag(name, { attrs: { level: 3 } })),
    ],
    dom: (node) => [node.attrs.level === 2 ? "h3" : "h4", { dir: "auto", "data-level": node.attrs.level }, 0],
    more: { defining: true },
  },
  bullet_list: { tags: [tag("ul")], dom: () => ["ul", 0] },
  ordered_list: {
    tags: [tag("ol", { getAttrs: (dom) => ({ start: Math.max(1, Number(dom.getAttribute("start") ?? 1) || 1) }) })],
    dom: (node) => ["ol", { start: node.attrs.start ?? 1 }, 0],
  },
  list_item: { tags: [tag("li")], dom: () => ["li", 0], more: { defining: true } },
  blockquote: {
    tags: [
      tag("blockquote", {
        getAttrs: (dom) => ({
          attribution: dom.getAttribute("data-attribution"),
          url: dom.getAttribute("cite"),
        }),
      }),
    ],
    dom: ({ attrs }) => [
      "blockquote",
      {
        ...(attrs.attribution ? { "data-attribution": attrs.attribution } : {}),
        ...(attrs.url ? { cite: attrs.url } : {}),
      },
      0,
    ],
    more: { defining: true },
  },
  image: card("image"),
  gallery: {
    tags: [tag('div[data-block="gallery"]')],
    dom: () => ["div", { "data-block": "gallery" }, 0],
  },
  comparison: holding("comparison"),
  video: card("video"),
  embed: card("embed"),
  related: card("related"),
  read_more: card("read_more"),
  background: {
    tags: [tag('aside[data-block="background"]', { getAttrs: carried })],
    dom: (node) => ["aside", { "data-block": "background", "data-attrs": JSON.stringify(node.attrs) }, 0],
    more: { defining: true, isolating: true },
  },
  table: {
    tags: [tag("table", { getAttrs: (dom) => ({ caption: dom.getAttribute("data-caption") }) })],
    dom: ({ attrs }) => ["table", attrs.caption ? { "data-caption": attrs.caption } : {}, ["tbody", 0]],
    more: { isolating: true },
  },
  table_row: { tags: [tag("tr")], dom: () => ["tr", 0] },
  table_header: { tags: [tag("th")], dom: () => ["th", { dir: "auto" }, 0], more: { isolating: true } },
  table_cell: { tags: [tag("td")], dom: () => ["td", { dir: "auto" }, 0], more: { isolating: true } },
  chart: holding("chart"),
  map: holding("map"),
  map_place: card("map_place"),
  map_area: card("map_area"),
  map_arrow: card("map_arrow"),
  horizontal_rule: { tags: [tag("hr")], dom: () => ["hr"] },
  hard_break: { tags: [tag("br")], dom: () => ["br"], more: { selectable: false } },
};

const LINK = /^(https?:|mailto:)/i;

const MARKS: Readonly<Record<string, MarkSpec>> = {
  link: {
    inclusive: false,
    parseDOM: [
      { tag: "a[href]", getAttrs: (dom) => (LINK.test(dom.getAttribute("href") ?? "") ? { href: dom.getAttribute("href") } : false) },
    ],
    toDOM: (mark: Mark) => ["a", { href: mark.attrs.href as string, rel: "noopener" }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
  strike: { parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }], toDOM: () => ["s", 0] },
  sub: { parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
  sup: { parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  code: { parseDOM: [{ tag: "code" }, { tag: "kbd" }, { tag: "samp" }], toDOM: () => ["code", 0] },
};

const line: AttributeSpec = { default: null, validate: "string|null" };

/** What stands around a body, and what keeps a block of a later version. */
const AROUND: Readonly<Record<string, NodeSpec>> = {
  doc: {
    content: "headline block*",
    attrs: {
      label: line,
      key_event: { default: false, validate: "boolean" },
      byline: line,
      contributors: { default: [], validate: isListOfNames },
      dateline: line,
    },
  },
  headline: {
    content: "text*",
    marks: "",
    defining: true,
    isolating: true,
    // No heading of the desk's page: while it is empty there would be nothing to read out.
    toDOM: () => ["div", { dir: "auto", "data-headline": "" }, 0],
    parseDOM: [{ tag: "[data-headline]", priority: 60 }],
  },
  opaque: {
    group: "block",
    atom: true,
    attrs: { block: { validate: isBlock } },
    toDOM: (node) => ["div", { "data-block": "opaque", "data-attrs": JSON.stringify(node.attrs) }],
    parseDOM: [{ tag: 'div[data-block="opaque"]', getAttrs: carried }],
  },
};

function isListOfNames(value: unknown): void {
  if (!Array.isArray(value) || value.some((name) => typeof name !== "string")) {
    throw new RangeError("contributors are a list of names");
  }
}

function isBlock(value: unknown): void {
  if (typeof value !== "object" || value === null) throw new RangeError("an opaque block keeps its JSON");
}

function nodeSpecs(): Record<string, NodeSpec> {
  const { doc, headline, opaque } = AROUND as Record<"doc" | "headline" | "opaque", NodeSpec>;
  const specs: Record<string, NodeSpec> = { doc };
  for (const [name, node] of Object.entries(described.nodes as Record<string, Described>)) {
    if (name === "doc") continue;
    if (name === "text") {
      specs[name] = { ...node };
      continue;
    }
    const shown = SHOWN[name];
    if (!shown) throw new Error(`The body's node “${name}” has no form in the editor.`);
    specs[name] = { ...node, ...shown.more, toDOM: shown.dom, parseDOM: shown.tags };
  }
  // The paragraph comes before the headline, since bare text becomes the first text block there is.
  return { ...specs, headline, opaque };
}

function markSpecs(): Record<string, MarkSpec> {
  const specs: Record<string, MarkSpec> = {};
  for (const [name, mark] of Object.entries(described.marks as Record<string, Described>)) {
    const shown = MARKS[name];
    if (!shown) throw new Error(`The body's mark “${name}” has no form in the editor.`);
    specs[name] = { ...mark, ...shown };
  }
  return specs;
}

/** The schema of the one document that the editor edits. */
export const schema = new Schema({ nodes: nodeSpecs(), marks: markSpecs() });

/** The version of a body's form that the schema describes. */
export const BODY_VERSION = described.v;
