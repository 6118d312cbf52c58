// A member who types, deletes, moves, formats and undoes at random.

import { joinBackward, setBlockType, splitBlock, toggleMark, wrapIn } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, NodeSelection, TextSelection, type Transaction } from "prosemirror-state";
import { Collab, type Keeper, type Timers } from "../collab.ts";
import { docOf, EMPTY } from "../content.ts";
import type { Remote } from "../remote.ts";
import { schema } from "../schema.ts";

const { nodes, marks } = schema;
/** The first of the characters that writers insert, each once: Chinese, then Korean. */
const BLOCKS = [0x4e00, 0xac00] as const;
const FIRST_BLOCK = 0x9fff - 0x4e00;

/** The n-th of the characters that are inserted once. */
function marker(n: number): string {
  return String.fromCharCode(n <= FIRST_BLOCK ? BLOCKS[0] + n : BLOCKS[1] + n - FIRST_BLOCK - 1);
}

/** The markers in a text. */
function markersIn(text: string): string[] {
  return [...text].filter((char) => /[\u4e00-\u9fff\uac00-\ud7a3]/.test(char));
}

const none: Keeper = { append() {}, rewrite() {}, written: () => Promise.resolve() };

/** What all writers share: the next marker, and what each has seen and deleted. */
export interface Tally {
  inserted: number;
  readonly deleted: Set<string>;
}

/** The characters that are gone though no writer deleted them. */
export function lost({ inserted, deleted }: Tally, text: string): string[] {
  const there = new Set(markersIn(text));
  return Array.from({ length: inserted }, (_, n) => marker(n)).filter((char) => !there.has(char) && !deleted.has(char));
}

/** One of the writers. */
export class Writer {
  readonly collab: Collab;
  private readonly random: () => number;
  private readonly tally: Tally;

  constructor(client: string, remote: Remote, timers: Timers, tally: Tally, version = 1) {
    const start = { client, version, confirmed: docOf(EMPTY), own: [], conflict: null };
    this.collab = new Collab(start, remote, none, timers, { changed() {}, status() {}, confirmed() {} });
    this.collab.use([history()]);
    this.random = timers.random;
    this.tally = tally;
  }

  get text(): string {
    return this.collab.state.doc.textContent;
  }

  /** Does one thing. */
  act(): void {
    const left = markersIn(this.text);
    this.pick(DEEDS)(this);
    // Two who move the same block at once leave it twice; then deleting one of the two counts.
    const after = new Map<string, number>();
    for (const char of markersIn(this.text)) after.set(char, (after.get(char) ?? 0) + 1);
    for (const char of left) {
      const count = after.get(char) ?? 0;
      if (count === 0) this.tally.deleted.add(char);
      else after.set(char, count - 1);
    }
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  position(): number {
    const { doc } = this.collab.state;
    const at = Math.floor(this.random() * (doc.content.size + 1));
    return TextSelection.near(doc.resolve(at)).head;
  }

  select(length: number): void {
    const { tr } = this.collab.state;
    const from = this.position();
    const to = Math.min(tr.doc.content.size, from + Math.floor(this.random() * length));
    this.dispatch(tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to))));
  }

  dispatch(transaction: Transaction): void {
    this.collab.dispatch(transaction);
  }

  run(command: Command): void {
    command(this.collab.state, (transaction) => this.dispatch(transaction));
  }

  type(): void {
    for (let n = 1 + Math.floor(this.random() * 3); n > 0; n--) {
      this.dispatch(this.collab.state.tr.insertText(marker(this.tally.inserted++)));
    }
  }

  move(): void {
    const { doc, tr } = this.collab.state;
    if (doc.childCount < 3) return;
    const index = 1 + Math.floor(this.random() * (doc.childCount - 1));
    const block = doc.child(index);
    let from = 0;
    for (let i = 0; i < index; i++) from += doc.child(i).nodeSize;
    tr.delete(from, from + block.nodeSize);
    this.dispatch(tr.insert(doc.child(0).nodeSize, block));
  }

  insert(): void {
    const { tr } = this.collab.state;
    const cell = (): Node => nodes.table_cell!.create();
    const table = nodes.table!.create(null, nodes.table_row!.create(null, [cell(), cell()]));
    const block = this.pick([nodes.image!.create(), nodes.horizontal_rule!.create(), table]);
    const $at = tr.doc.resolve(this.position());
    this.dispatch(tr.insert($at.after(1), block));
  }

  describe(): void {
    const { doc, tr } = this.collab.state;
    const images: number[] = [];
    doc.descendants((node, pos) => void (node.type === nodes.image && images.push(pos)));
    if (images.length > 0) tr.setNodeAttribute(this.pick(images), "caption", `${this.random()}`);
    this.dispatch(tr.setDocAttribute("byline", `${this.random()}`));
  }

  deleteBlock(): void {
    const { doc, tr } = this.collab.state;
    const $at = doc.resolve(this.position());
    if ($at.depth === 0 || $at.index(0) === 0) return;
    this.dispatch(tr.setSelection(NodeSelection.create(doc, $at.before(1))).deleteSelection());
  }
}

const typing = (writer: Writer): void => (writer.select(1), writer.type());
const erasing = (writer: Writer): void => (writer.select(12), writer.dispatch(writer.collab.state.tr.deleteSelection()));
const command = (run: Command, reach = 1) => (writer: Writer): void => (writer.select(reach), writer.run(run));

const DEEDS: readonly ((writer: Writer) => void)[] = [
  ...Array<typeof typing>(8).fill(typing),
  ...Array<typeof erasing>(2).fill(erasing),
  (writer) => (writer.select(6), writer.type()),
  command(splitBlock),
  command(splitBlock),
  command(joinBackward),
  command(toggleMark(marks.strong!), 10),
  command(setBlockType(nodes.heading!, { level: 2 })),
  command(setBlockType(nodes.paragraph!)),
  command(wrapInList(nodes.bullet_list!), 10),
  command(liftListItem(nodes.list_item!), 10),
  command(wrapIn(nodes.blockquote!), 4),
  (writer) => writer.run(undo),
  (writer) => writer.run(redo),
  (writer) => writer.move(),
  (writer) => writer.insert(),
  (writer) => writer.describe(),
  (writer) => writer.deleteBlock(),
];
