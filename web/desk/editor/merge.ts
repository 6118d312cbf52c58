// Two versions of a document that went different ways from a third, brought together block by block.

import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";

/**
 * The document with the changes of both sides; null where both changed the same block, or the
 * same field, differently.
 */
export function merge(base: Node, mine: Node, theirs: Node): Node | null {
  const attrs = mergeAttrs(base.attrs, mine.attrs, theirs.attrs);
  const blocks = mergeBlocks(base.children, mine.children, theirs.children);
  if (attrs === null || blocks === null) return null;
  const merged = base.type.create(attrs, blocks);
  return base.type.validContent(merged.content) ? merged : null;
}

/** Makes the transaction's document this one, touching only what differs, so that carets stay where they can. */
export function become(transaction: Transaction, doc: Node): Transaction {
  for (const [name, value] of Object.entries(doc.attrs)) {
    if (!same(transaction.doc.attrs[name], value)) transaction.setDocAttribute(name, value);
  }
  const start = transaction.doc.content.findDiffStart(doc.content);
  const end = transaction.doc.content.findDiffEnd(doc.content);
  if (start === null || end === null) return transaction;
  // Where a repeated word makes the two ends overlap, they are moved apart.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const changed = doc.slice(start, end.b + overlap);
  transaction.replace(start, end.a + overlap, changed);
  if (!transaction.doc.content.eq(doc.content)) {
    transaction.replaceWith(0, transaction.doc.content.size, doc.content);
  }
  return transaction;
}

function mergeAttrs(base: Attrs, mine: Attrs, theirs: Attrs): Attrs | null {
  const merged: Record<string, unknown> = {};
  for (const name of Object.keys(base)) {
    if (same(mine[name], theirs[name]) || same(base[name], mine[name])) merged[name] = theirs[name];
    else if (same(base[name], theirs[name])) merged[name] = mine[name];
    else return null;
  }
  return merged;
}

type Attrs = Readonly<Record<string, unknown>>;

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The three-way merge of Khanna, Kunal and Pierce, “A formal investigation of diff3” (2007), over
 * blocks: where all three agree is fixed; between, the side that changed wins.
 */
function mergeBlocks(base: readonly Node[], mine: readonly Node[], theirs: readonly Node[]): Node[] | null {
  const inMine = matches(base, mine);
  const inTheirs = matches(base, theirs);
  const merged: Node[] = [];
  let [b, m, t] = [0, 0, 0];
  for (let next = 0; next <= base.length; next++) {
    const atMine = next < base.length ? inMine[next] : mine.length;
    const atTheirs = next < base.length ? inTheirs[next] : theirs.length;
    if (atMine === undefined || atTheirs === undefined) continue;
    const between = choose(base.slice(b, next), mine.slice(m, atMine), theirs.slice(t, atTheirs));
    if (between === null) return null;
    merged.push(...between, ...base.slice(next, next + 1));
    [b, m, t] = [next + 1, atMine + 1, atTheirs + 1];
  }
  return merged;
}

function choose(base: readonly Node[], mine: readonly Node[], theirs: readonly Node[]): readonly Node[] | null {
  if (alike(mine, theirs) || alike(base, mine)) return theirs;
  if (alike(base, theirs)) return mine;
  // Both added blocks at the same place, and took nothing away: both stay.
  if (base.length === 0) return [...theirs, ...mine];
  // Neighbours were changed, one by each side: block stands against block.
  if (base.length === 1 || base.length !== mine.length || base.length !== theirs.length) return null;
  const chosen = base.map((block, index) => choose([block], [mine[index]!], [theirs[index]!]));
  return chosen.every((blocks) => blocks !== null) ? chosen.flat() : null;
}

function alike(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, index) => node.eq(b[index]!));
}

/** For each block of the base, where it is in the other by a longest common subsequence. */
function matches(base: readonly Node[], other: readonly Node[]): (number | undefined)[] {
  const lengths = Array.from({ length: base.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let i = base.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i]![j] = base[i]!.eq(other[j]!)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const found: (number | undefined)[] = [];
  for (let i = 0, j = 0; i < base.length; i++) {
    while (j < other.length && lengths[i]![j] === lengths[i]![j + 1]! && lengths[i]![j]! > 0) j++;
    if (j < other.length && base[i]!.eq(other[j]!) && lengths[i]![j] === lengths[i + 1]![j + 1]! + 1) found.push(j++);
    else found.push(undefined);
  }
  return found;
}
