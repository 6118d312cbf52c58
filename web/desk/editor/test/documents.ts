// Documents that the schema allows, of every kind of block.

import fc from "fast-check";
import { Fragment, type Node } from "prosemirror-model";
import { schema } from "../schema.ts";

const { nodes, marks } = schema;

const words = fc.string({ unit: fc.constantFrom(..."aß 漢ע🙂\u00a0\u202f“—.,\n"), minLength: 1, maxLength: 12 });
const said = fc.option(words, { nil: null });
const link = words.map((path) => marks.link!.create({ href: `https://example.org/${encodeURIComponent(path)}` }));
const plainMark = fc.constantFrom("strong", "em", "strike", "sub", "sup", "code").map((name) => schema.mark(name));
const piece = fc
  .tuple(words, fc.array(fc.oneof(link, plainMark), { maxLength: 3 }))
  .map(([text, list]) => list.reduce((node, mark) => node.mark(mark.addToSet(node.marks)), schema.text(text)));
const run = fc
  .array(fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: fc.constant(nodes.hard_break!.create()) }), { maxLength: 5 })
  .map(joined);

/** Pieces with the same marks side by side are one piece. */
function joined(list: readonly Node[]): Fragment {
  return list.reduce((fragment, node) => fragment.append(Fragment.from(node)), Fragment.empty);
}

const textblock = (name: string, attrs: fc.Arbitrary<object | null>): fc.Arbitrary<Node> =>
  fc.tuple(attrs, run).map(([given, text]) => nodes[name]!.create(given as never, text));
const leaf = (name: string, attrs: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Node> =>
  fc.record(attrs).map((given) => nodes[name]!.create(given));

const paragraph = textblock("paragraph", fc.record({ lead_in: said }));
const heading = textblock("heading", fc.record({ level: fc.constantFrom(2, 3) }));
const image = leaf("image", { alt: fc.oneof(words, fc.constant("")), caption: said, credit: said });
const some = (child: fc.Arbitrary<Node>): fc.Arbitrary<Node[]> => fc.array(child, { minLength: 1, maxLength: 3 });

const { list } = fc.letrec<{ list: Node }>((tie) => ({
  list: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    some(paragraph).map((all) => nodes.bullet_list!.create(null, all.map((one) => nodes.list_item!.create(null, one)))),
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), paragraph, tie("list"))
      .map(([start, one, inner]) => nodes.ordered_list!.create({ start }, nodes.list_item!.create(null, [one, inner]))),
  ),
}));
const cell = fc.oneof(textblock("table_cell", fc.constant(null)), textblock("table_header", fc.constant(null)));
const row = some(cell).map((cells) => nodes.table_row!.create(null, cells));

const block: fc.Arbitrary<Node> = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  heading,
  list,
  fc.tuple(said, some(paragraph)).map(([attribution, all]) => nodes.blockquote!.create({ attribution }, all)),
  image,
  some(image).map((all) => nodes.gallery!.create(null, all)),
  leaf("video", { title: words, url: said, caption: said, duration: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }) }),
  leaf("embed", { url: words, provider: said, text: said }),
  leaf("related", { title: words, url: said, alt: said }),
  leaf("read_more", { text: words, url: said }),
  fc.tuple(said, some(row)).map(([caption, rows]) => nodes.table!.create({ caption }, rows)),
  fc.constant(nodes.horizontal_rule!.create()),
);

/** A document with fields and blocks of every kind. */
export const aDoc: fc.Arbitrary<Node> = fc
  .tuple(
    fc.record({ label: said, key_event: fc.boolean(), byline: said, contributors: fc.array(words, { maxLength: 3 }), dateline: said }),
    fc.option(words, { nil: null }),
    fc.array(block, { maxLength: 6 }),
  )
  .map(([attrs, headline, blocks]) =>
    nodes.doc!.create(attrs, [nodes.headline!.create(null, headline === null ? null : schema.text(headline)), ...blocks]),
  );
