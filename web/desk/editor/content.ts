// What a draft says, in the form that the server keeps, and the editor's document: each made from the other.

import type { Mark, Node } from "prosemirror-model";
import { EMPTY } from "./empty.ts";
import { BODY_VERSION, schema } from "./schema.ts";

/** A node of a body as JSON. */
export interface BodyNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly BodyNode[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];
}

/** A body: versioned, ProseMirror-shaped JSON. */
export interface Body {
  readonly v: number;
  readonly doc: { readonly type: "doc"; readonly content: readonly BodyNode[] };
}

/** The content of a post in the making; what is empty is absent. */
export interface Content {
  readonly headline?: string;
  readonly label?: string;
  readonly key_event?: boolean;
  readonly byline?: string;
  readonly contributors?: readonly { readonly name: string }[];
  readonly dateline?: string;
  readonly body: Body;
}

/** The same of a draft that a program began, perhaps without any body. */
export type Unfinished = Omit<Content, "body"> & { readonly body?: Partial<Body> };

export { EMPTY };

/** A body of a version that this editor does not understand, and so must not touch. */
export class LaterVersion extends Error {
  constructor(version: number) {
    super(`The body is of version ${version}, which this editor does not know.`);
  }
}

/** The editor's document for this content. */
export function docOf(content: Unfinished): Node {
  const body = (content.body?.v === undefined ? EMPTY.body : content.body) as Body;
  if (body.v !== BODY_VERSION) throw new LaterVersion(body.v);
  const headline = schema.nodes.headline!.create(null, content.headline ? schema.text(content.headline) : null);
  const attrs = {
    label: content.label ?? null,
    key_event: content.key_event ?? false,
    byline: content.byline ?? null,
    contributors: (content.contributors ?? []).map(({ name }) => name),
    dateline: content.dateline ?? null,
  };
  return schema.nodes.doc!.create(attrs, [headline, ...(body.doc.content ?? []).map(blockOf)]);
}

/** A block of a body as a node; one that the schema does not know is kept as it came. */
export function blockOf(block: BodyNode): Node {
  try {
    const node = schema.nodeFromJSON(block);
    node.check();
    if (!node.type.isInGroup("block")) throw new RangeError(`${node.type.name} is no block`);
    return node;
  } catch {
    return schema.nodes.opaque!.create({ block });
  }
}

/** What the editor's document says. */
export function contentOf(doc: Node): Content {
  const { label, key_event, byline, contributors, dateline } = doc.attrs as {
    label: string | null;
    key_event: boolean;
    byline: string | null;
    contributors: readonly string[];
    dateline: string | null;
  };
  const headline = doc.firstChild?.textContent ?? "";
  return {
    ...(headline ? { headline } : {}),
    ...(label ? { label } : {}),
    ...(key_event ? { key_event } : {}),
    ...(byline ? { byline } : {}),
    ...(contributors.length > 0 ? { contributors: contributors.map((name) => ({ name })) } : {}),
    ...(dateline ? { dateline } : {}),
    body: bodyOf(doc.content.content.slice(1)),
  };
}

/** The blocks as a body. */
export function bodyOf(blocks: readonly Node[]): Body {
  return { v: BODY_VERSION, doc: { type: "doc", content: blocks.map(jsonOf) } };
}

function jsonOf(node: Node): BodyNode {
  if (node.type === schema.nodes.opaque) return node.attrs.block as BodyNode;
  if (node.isText) {
    const marks = node.marks.map(markJson);
    return { type: "text", text: node.text ?? "", ...(marks.length > 0 ? { marks } : {}) };
  }
  const attrs = said(node.attrs);
  const content = node.content.content.map(jsonOf);
  return { type: node.type.name, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) };
}

function markJson(mark: Mark): { type: string; attrs?: Record<string, unknown> } {
  const attrs = said(mark.attrs);
  return { type: mark.type.name, ...(attrs ? { attrs } : {}) };
}

/** The attributes that say something; undefined if none does. */
function said(attrs: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const entries = Object.entries(attrs).filter(([, value]) => value !== null);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
