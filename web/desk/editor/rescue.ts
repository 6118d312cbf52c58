// Words that a rebase would lose.
//
// When two write at once, the server puts one first and the other's steps are rebased. Three things
// then go wrong by themselves: a step that wrote into what the first deleted has no place any more
// and is dropped, a step that deletes grows over what the first wrote inside, and it grows over
// words of its own side, where those stood around what the first deleted and now stand together in
// another order. Nobody meant to delete those words, so they are written again.

import { Fragment, type Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import type { Mapping, Step } from "prosemirror-transform";
import { schema } from "./schema.ts";

/** Words without a place: what they are, and where they stood in the rebased document. */
interface Lost {
  readonly at: number;
  /** Running text, or a block of its own. */
  readonly what: Fragment | Node;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The transaction that writes lost words again, to be applied after a rebase; null if none are lost.
 *
 * `before` is the document before the rebase, `own` its steps that the server does not have, and
 * `rebase` a transaction of the collaboration plugin: `own` undone, others' steps, `own` again.
 */
export function rescue(before: Node, own: readonly Step[], rebase: Transaction, after: EditorState): Transaction | null {
  if (own.length === 0) return null;
  const again = doneAgain(rebase, own.length);
  const others = rebase.steps.slice(own.length, rebase.steps.length - again);
  const onwards = rebase.mapping.slice(own.length + others.length);
  const common = rebase.docs[own.length + others.length] ?? rebase.doc;
  const lost = [
    ...gone(before, inserted(own), rebase.mapping),
    ...(again > 0 ? gone(common, inserted(others), onwards) : []),
  ];
  if (lost.length === 0) return null;
  const transaction = after.tr.setMeta("addToHistory", false);
  for (const { at, what } of lost) put(transaction, transaction.mapping.map(at, 1), what);
  return transaction;
}

/** How many of the steps that were undone are done again: those that have a mirror. */
function doneAgain(rebase: Transaction, own: number): number {
  let again = 0;
  for (let i = 0; i < own; i++) if (rebase.mapping.getMirror(i) !== undefined) again++;
  return again;
}

/** What the steps inserted, as ranges of the document after them. */
function inserted(steps: readonly Step[]): Range[] {
  const ranges: Range[] = [];
  steps.forEach((step, index) => {
    step.getMap().forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      let [from, to] = [newFrom, newTo];
      for (const later of steps.slice(index + 1)) {
        from = later.getMap().map(from, 1);
        to = later.getMap().map(to, -1);
      }
      if (from < to) ranges.push({ from, to });
    });
  });
  return ranges.sort((a, b) => a.from - b.from);
}

/** The words in these ranges that the mapping deletes. */
function gone(doc: Node, ranges: readonly Range[], mapping: Mapping): Lost[] {
  const lost: Lost[] = [];
  let done = 0;
  for (const range of ranges) {
    const from = Math.max(range.from, done);
    if (from >= range.to) continue;
    done = range.to;
    doc.nodesBetween(from, range.to, (node, pos) => {
      if (node.isTextblock) {
        const start = pos + 1;
        const runs = deletedRuns(node, start, Math.max(from, start), Math.min(range.to, start + node.content.size), mapping);
        for (const run of runs) lost.push({ at: mapping.map(run.from, 1), what: pieceOf(node, start, run) });
        return false;
      }
      if (node.isLeaf && pos >= from && mapping.mapResult(pos, 1).deletedAfter && node.type !== schema.nodes.horizontal_rule) {
        lost.push({ at: mapping.map(pos, 1), what: node });
      }
      return true;
    });
  }
  return lost;
}

/** The stretches of a text block, between two positions, that the mapping deletes. */
function deletedRuns(block: Node, start: number, from: number, to: number, mapping: Mapping): Range[] {
  const runs: { from: number; to: number }[] = [];
  for (let pos = from; pos < to; pos++) {
    if (!mapping.mapResult(pos, 1).deletedAfter) continue;
    const last = runs.at(-1);
    if (last?.to === pos) last.to++;
    else runs.push({ from: pos, to: pos + 1 });
  }
  return runs.filter((run) => block.textBetween(run.from - start, run.to - start).trim() !== "");
}

/** A whole text block stays one; a part of one is running text. */
function pieceOf(block: Node, start: number, run: Range): Fragment | Node {
  const content = block.content.cut(run.from - start, run.to - start);
  if (content.size < block.content.size || block.type === schema.nodes.headline) return content;
  return block.type.isInGroup("block") ? block : schema.nodes.paragraph!.create(null, content);
}

function put(transaction: Transaction, at: number, what: Fragment | Node): void {
  const $at = transaction.doc.resolve(at);
  if (what instanceof Fragment && $at.parent.isTextblock) {
    const text = what.textBetween(0, what.size, null, " ");
    transaction.insert(at, $at.parent.type === schema.nodes.headline ? schema.text(text) : what);
    return;
  }
  const block = what instanceof Fragment ? schema.nodes.paragraph!.create(null, what) : what;
  const boundary = $at.depth > 0 ? $at.after(1) : at;
  transaction.insert(Math.max(boundary, transaction.doc.firstChild?.nodeSize ?? 0), block);
}
