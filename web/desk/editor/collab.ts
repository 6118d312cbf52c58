// One document, several writers, and the server's order of their steps.
//
// This side sends its steps on top of the version that it knows. If others came first, it fetches
// their steps, rebases its own and sends again, until the server has all. What was sent and never
// answered does no harm: the server tells whose each step is, so a step that arrived is recognised
// when it comes back, and the journal holds whatever did not.

import { collab, getVersion, receiveTransaction, sendableSteps } from "prosemirror-collab";
import { Fragment, type Node } from "prosemirror-model";
import { EditorState, type Plugin, TextSelection, type Transaction } from "prosemirror-state";
import { Step } from "prosemirror-transform";
import { type Content, contentOf, docOf } from "./content.ts";
import type { Conflict, Status } from "./index.ts";
import { become, merge } from "./merge.ts";
import { type Batch, Refused, type Remote, type StepsAfter, type TakenStep, Unreachable } from "./remote.ts";
import { rescue } from "./rescue.ts";
import { schema } from "./schema.ts";

/** A document as the server has it, and the steps on top of it that the server does not have. */
export interface Start {
  readonly client: string;
  readonly version: number;
  readonly confirmed: Node;
  readonly own: readonly Step[];
  readonly conflict: Conflict | null;
}

/** Whoever keeps what the server does not have. */
export interface Keeper {
  /** Keeps further steps of this side. */
  append(steps: readonly Step[]): void;
  /** Keeps this instead of all it had. */
  rewrite(kept: Omit<Start, "client">): void;
  /** Resolves once all it was given is kept. */
  written(): Promise<void>;
}

/** Time, which tests make up. */
export interface Timers {
  now(): number;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, call: () => void): () => void;
  /** From 0 to 1, below 1. */
  random(): number;
}

/** What it tells of itself. */
export interface Listener {
  changed(state: EditorState): void;
  status(status: Status): void;
  /** Steps were taken in from the server, in this order, up to the version. */
  confirmed(steps: readonly Step[], version: number): void;
}

// All times are in milliseconds.
/** How long steps gather before they are sent, unless nothing was sent for that long. */
const GATHER = 300;
const RETRY = { first: 500, most: 15_000 };
/** The most steps that go in one request; after a long time offline there are thousands. */
const MOST_STEPS = 200;
/** The status of an answer that says that a request had too many bytes. */
const TOO_LARGE = 413;

const CLOSED = "the draft was closed";

/** The joint editing of one draft, as one side sees it. */
export class Collab {
  readonly client: string;
  state: EditorState;
  status: Status = "saved";
  conflict: Conflict | null;
  refusal: Refused | null = null;
  /** The document of the server's version. */
  private confirmed: Node;
  private readonly remote: Remote;
  private readonly keeper: Keeper;
  private readonly timers: Timers;
  private readonly listener: Listener;
  private plugins: readonly Plugin[] = [];
  /** Whether the server is known to have steps that this side lacks. */
  private behind = false;
  private working = false;
  private stopped = false;
  private lastSent = Number.NEGATIVE_INFINITY;
  private failures = 0;
  /** How many steps go at a time; fewer while many are too large for one request. */
  private atOnce = MOST_STEPS;
  /** Ends the wait in which steps gather. */
  private hurry: (() => void) | null = null;
  /** Calls off the next try, while the server cannot be had. */
  private callOffRetry: (() => void) | null = null;
  private waiting: { resolve: (version: number) => void; reject: (reason: Error) => void }[] = [];

  constructor(start: Start, remote: Remote, keeper: Keeper, timers: Timers, listener: Listener) {
    this.client = start.client;
    this.confirmed = start.confirmed;
    this.conflict = start.conflict;
    [this.remote, this.keeper, this.timers, this.listener] = [remote, keeper, timers, listener];
    this.state = this.stateAt(start.version, start.confirmed);
    if (start.own.length > 0) {
      const transaction = this.state.tr;
      for (const step of start.own) transaction.step(step);
      this.state = this.state.apply(transaction);
    }
    if (start.conflict) this.status = "conflict";
  }

  /** The server's version that this side knows. */
  get version(): number {
    return getVersion(this.state);
  }

  /** The steps that the server is not known to have. */
  get own(): readonly Step[] {
    return sendableSteps(this.state)?.steps ?? [];
  }

  /** Adds plugins to the state, until the returned function is called. */
  use(plugins: readonly Plugin[]): () => void {
    const set = (all: readonly Plugin[]): void => {
      const [first] = this.state.plugins;
      this.plugins = all;
      this.state = this.state.reconfigure({ plugins: [...(first ? [first] : []), ...all] });
      this.listener.changed(this.state);
    };
    set([...this.plugins, ...plugins]);
    return () => set(this.plugins.filter((plugin) => !plugins.includes(plugin)));
  }

  /** Edits the document. */
  dispatch(transaction: Transaction): void {
    this.apply(transaction);
    if (!transaction.docChanged) return;
    this.keeper.append(transaction.steps);
    // What was too large may go once some of it was taken out.
    const isLess = transaction.doc.content.size < transaction.before.content.size;
    if (this.refusal?.status === TOO_LARGE && isLess) this.refusal = null;
    if (this.status === "saved") this.tell("saving");
    this.work();
  }

  /** Takes steps that the server has told of. */
  hear(version: number, steps: readonly TakenStep[]): void {
    try {
      this.take(version, steps);
    } catch {
      // They do not fit the document; who asks for them sees what to do about that.
      this.behind = true;
    }
    if (this.behind) this.work();
  }

  /** The network may be back: sees what is missing on either side. */
  wake(): void {
    this.behind = true;
    this.failures = 0;
    this.refusal = null;
    this.retry();
  }

  /** Sends at once, even what was refused before. Resolves with the server's version once it has all. */
  flush(): Promise<number> {
    if (this.stopped) return Promise.reject(new Unreachable(CLOSED));
    if (this.own.length === 0 && !this.working) return Promise.resolve(this.version);
    this.refusal = null;
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.hurry?.();
      this.retry();
    });
  }

  /** Ends the conflict. */
  settle(choice: "mine" | "theirs" | "both"): void {
    const conflict = this.conflict;
    if (!conflict) return;
    this.conflict = null;
    if (choice !== "theirs") {
      const mine = docOf(conflict.mine);
      const doc = choice === "mine" ? mine : below(this.state.doc, mine);
      const transaction = become(this.state.tr, doc);
      this.apply(transaction);
    }
    this.keep();
    this.tell("saving");
    this.work();
  }

  /** Ends the work; nothing is sent any more. */
  stop(): void {
    this.stopped = true;
    this.hurry?.();
    this.callOffRetry?.();
    this.release(new Unreachable(CLOSED));
  }

  private stateAt(version: number, doc: Node): EditorState {
    return EditorState.create({ doc, plugins: [collab({ version, clientID: this.client }), ...this.plugins] });
  }

  private apply(transaction: Transaction): void {
    this.state = this.state.apply(transaction);
    this.listener.changed(this.state);
  }

  private tell(status: Status): void {
    const told = this.conflict || this.refusal ? "conflict" : status;
    if (told === this.status) return;
    this.status = told;
    this.listener.status(told);
  }

  private keep(): void {
    const { version, confirmed, own, conflict } = this;
    this.keeper.rewrite({ version, confirmed, own, conflict });
  }

  private retry(): void {
    this.callOffRetry?.();
    this.callOffRetry = null;
    this.work();
  }

  private work(): void {
    if (this.working || this.stopped || this.refusal || this.callOffRetry) return;
    this.working = true;
    void this.cycle().finally(() => {
      this.working = false;
      // Something may have come between the last look and here.
      if (this.behind || this.own.length > 0 || this.waiting.length > 0) this.work();
    });
  }

  private async cycle(): Promise<void> {
    try {
      while (!this.stopped && (this.behind || this.own.length > 0)) {
        if (this.behind) await this.catchUp();
        else await this.send();
        this.failures = 0;
      }
      this.tell("saved");
      for (const { resolve } of this.waiting.splice(0)) resolve(this.version);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    if (this.stopped) return;
    if (error instanceof Refused) this.refusal = error;
    else if (!(error instanceof Unreachable)) reportError(error);
    this.tell("offline");
    this.release(error instanceof Error ? error : new Unreachable(String(error)));
    if (this.refusal) return;
    // What comes meanwhile is not heard of, so it is asked for first.
    this.behind = true;
    const wait = Math.min(RETRY.first * 2 ** this.failures++, RETRY.most);
    this.callOffRetry = this.timers.after(wait * (0.5 + this.timers.random() / 2), () => this.retry());
  }

  private release(reason: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(reason);
  }

  private async catchUp(): Promise<void> {
    const known = this.version;
    // Until the answer is here, steps may be told of that it does not have: then it is asked again.
    this.behind = false;
    const answer = await this.remote.stepsAfter(known);
    if (this.stopped) return;
    if (answer.reset || answer.version < known) return this.reset(answer);
    try {
      this.take(answer.version, answer.steps);
    } catch {
      // Steps that do not fit the document: what the server has counts.
      await this.reset({ ...answer, content: null });
    }
  }

  private async reset(answer: StepsAfter): Promise<void> {
    const { version, content } = answer.content ? { version: answer.version, content: answer.content } : await this.remote.load();
    if (this.stopped) return;
    this.startAnew(version, content);
  }

  /** Goes on from what the server has, with what this side had changed merged in, or kept beside it. */
  private startAnew(version: number, content: Content): void {
    const [base, mine, theirs] = [this.confirmed, this.state.doc, docOf(content)];
    const merged = this.own.length > 0 ? merge(base, mine, theirs) : theirs;
    if (!merged) {
      const earlier = this.conflict ? docOf(this.conflict.mine) : null;
      this.conflict = { mine: contentOf(earlier ? below(mine, earlier) : mine), theirs: content };
    }
    this.beginFrom(version, theirs, merged ?? theirs);
    this.listener.confirmed([], version);
    if (this.conflict) this.tell("conflict");
  }

  /** Has this document on top of the server's, with no more steps of this side than it takes. */
  private beginFrom(version: number, confirmed: Node, doc: Node): void {
    const caret = this.state.selection.head;
    this.confirmed = confirmed;
    this.state = this.stateAt(version, confirmed);
    const transaction = become(this.state.tr, doc);
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(caret, transaction.doc.content.size))));
    this.apply(transaction);
    this.keep();
  }

  private async send(): Promise<void> {
    const early = this.lastSent + GATHER - this.timers.now();
    if (early > 0 && this.waiting.length === 0) await this.pause(early);
    // The server never has what the journal lacks, so that after a crash its steps are known as ours.
    await this.keeper.written();
    const own = this.own.slice(0, this.atOnce);
    if (own.length === 0 || this.stopped || this.behind) return;
    const { version, client } = this;
    const doc = own.length === this.own.length ? this.state.doc : after(this.confirmed, own);
    const steps = own.map((step) => step.toJSON() as unknown);
    this.lastSent = this.timers.now();
    const batch = { version, client, steps, content: contentOf(doc) };
    const taken = await this.remote.send(batch).catch((error: unknown) => {
      if (error instanceof Refused && error.status === TOO_LARGE && this.goSmaller(batch)) return "again" as const;
      throw error;
    });
    if (this.stopped || taken === "again") return;
    this.atOnce = Math.min(2 * this.atOnce, MOST_STEPS);
    if (taken) {
      const end = version + steps.length;
      this.take(end, steps.map((step) => ({ step, client })));
      if (taken.version > this.version) this.behind = true;
    } else if (this.version === version) {
      await this.catchUp();
      if (this.version === version && this.own.length > 0) throw new Unreachable("others came first, and are not to be had");
    }
  }

  /** Makes the next batch smaller than one that was too large; false where nothing makes it so. */
  private goSmaller(batch: Batch): boolean {
    if (batch.steps.length > 1) {
      this.atOnce = Math.ceil(batch.steps.length / 2);
      return true;
    }
    // One step that is too large by itself: what was done after it may have made it less.
    const { version, state, confirmed } = this;
    const whole = become(this.stateAt(version, confirmed).tr, state.doc);
    const steps = whole.steps.map((step) => step.toJSON() as unknown);
    if (size({ ...batch, steps, content: contentOf(state.doc) }) >= size(batch)) return false;
    this.beginFrom(version, confirmed, state.doc);
    return true;
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.timers.after(milliseconds, () => this.hurry?.());
      this.hurry = () => {
        cancel();
        this.hurry = null;
        resolve();
      };
    });
  }

  /** Takes the steps that lead to a version, as far as they are new. */
  private take(version: number, steps: readonly TakenStep[]): void {
    const first = version - steps.length;
    if (version <= this.version) return;
    if (first > this.version) {
      this.behind = true;
      return;
    }
    this.receive(steps.slice(this.version - first));
  }

  private receive(taken: readonly TakenStep[]): void {
    const own = this.own;
    const steps = taken.map(({ step }) => Step.fromJSON(schema, step));
    const confirmed = after(this.confirmed, steps);
    // Steps of ours that we no longer know of are taken as a stranger's.
    const clients = taken.map(({ client }, index) => (index < own.length ? client : `${client}'`));
    const rebase = receiveTransaction(this.state, steps, clients, { mapSelectionBackward: true });
    const { doc: before, selection } = this.state;
    // The place of a selected node may have no node any more, which the selection itself would fail at.
    if (!(selection instanceof TextSelection)) rebase.setSelection(selection.getBookmark().map(rebase.mapping).resolve(rebase.doc));
    let state = this.state.apply(rebase);
    if (rebase.steps.length > 0) {
      const kept = own.slice(own.length - ((rebase.getMeta("rebased") as number | undefined) ?? 0));
      const again = rescue(before, kept, rebase, state);
      if (again) state = state.apply(again);
    }
    // All of it at once or, where anything fails, nothing: words are merged from here then.
    [this.confirmed, this.state] = [confirmed, state];
    this.keep();
    this.listener.changed(state);
    this.listener.confirmed(steps, this.version);
  }
}

function after(doc: Node, steps: readonly Step[]): Node {
  return steps.reduce((current, step) => {
    const { doc: next, failed } = step.apply(current);
    if (!next) throw new RangeError(failed ?? "the step does not fit");
    return next;
  }, doc);
}

function size(batch: Batch): number {
  return JSON.stringify(batch).length;
}

/** The document with another's blocks under it, and the other's headline as the first of them. */
function below(doc: Node, other: Node): Node {
  const headline = other.firstChild?.textContent ?? "";
  const blocks = other.children.slice(1);
  if (headline !== "" && headline !== doc.firstChild?.textContent) {
    blocks.unshift(schema.nodes.heading!.create({ level: 2 }, schema.text(headline)));
  }
  return doc.copy(doc.content.append(Fragment.from(blocks)));
}
