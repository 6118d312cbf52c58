// A draft that is open in a tab: joint editing, the journal and who is present, put together.

import { history } from "prosemirror-history";
import type { EditorState, Plugin, Transaction } from "prosemirror-state";
import { Carets, told } from "./carets.ts";
import { Collab, type Keeper, type Start, type Timers } from "./collab.ts";
import { type Content, contentOf, docOf } from "./content.ts";
import { newId } from "./id.ts";
import type { Conflict, DraftSession, Other, SessionEvents, Status } from "./index.ts";
import { type Journal, type Kept, type Pen, says } from "./journal.ts";
import { become } from "./merge.ts";
import { type DeskStream, type Draft, type Present, Refused, type Remote, remoteDraft, type TakenStep, Unreachable } from "./remote.ts";
import { startOf } from "./restore.ts";

/** What to open, and with what. */
export interface OpenDraft {
  readonly coverage: string;
  /** The draft's id; a new one for a draft that begins here. */
  readonly draft: string;
  /** Given for a draft that begins here: it is made on the server as soon as that can be had. */
  readonly begin?: { readonly content: Content };
  readonly journal: Journal;
  readonly stream: DeskStream;
  readonly remote?: Remote;
}

const time: Timers = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** The version of a draft in which there was no step yet. */
const FIRST_VERSION = 1;

/** Nobody listens and nobody is told: for drafts that are only delivered. */
const deaf: DeskStream = { connection: null, listen: () => () => {} };

/**
 * Opens a draft, with whatever a tab that is gone had left in the journal.
 *
 * Fails with `Unreachable` if neither the server nor the journal has it, and with `Refused` if the
 * server says that there is no such draft for this member.
 */
export async function openDraft(options: OpenDraft): Promise<DraftSession> {
  const { coverage, draft, journal } = options;
  const remote = options.remote ?? remoteDraft(coverage, draft);
  const [mine, ...others] = (await journal.takeOver(draft)).sort((a, b) => Number(says(b.kept)) - Number(says(a.kept)));
  for (const other of others) void deliverOne(other, journal, remote);

  const loaded = options.begin || mine?.kept.entry.unborn ? null : await load(remote, mine?.kept);
  if (mine && (says(mine.kept) || !loaded)) {
    return new Session(options, remote, startOf(mine.kept), mine.kept.entry.unborn, loaded, mine.release);
  }
  const client = mine?.kept.entry.client ?? newId();
  const release = mine?.release ?? (await journal.hold(client));
  const content = loaded?.content ?? options.begin!.content;
  const start = { client, version: loaded?.version ?? FIRST_VERSION, confirmed: docOf(content), own: [], conflict: null };
  const unborn = loaded ? null : { content };
  return new Session(options, remote, start, unborn, loaded, release);
}

/** The draft on the server; null if it cannot be had just now, but the journal has one to go on with. */
async function load(remote: Remote, kept: Kept | undefined): Promise<Draft | null> {
  try {
    return await remote.load();
  } catch (error) {
    // Even a draft that is gone from the server is opened while there are words of it here.
    if (kept && (error instanceof Unreachable || says(kept))) return null;
    throw error;
  }
}

/** Brings to the server what tabs that are gone left in the journal. */
export async function deliver(journal: Journal): Promise<void> {
  for (const draft of new Set((await journal.all()).map(({ entry }) => entry.draft))) {
    for (const found of await journal.takeOver(draft)) {
      await deliverOne(found, journal, remoteDraft(found.kept.entry.coverage, draft));
    }
  }
}

async function deliverOne({ kept, release }: { kept: Kept; release: () => void }, journal: Journal, remote: Remote): Promise<void> {
  const { coverage, draft, unborn } = kept.entry;
  const options = { coverage, draft, journal, stream: deaf };
  const session = new Session(options, remote, startOf(kept), unborn, null, release);
  if (says(kept)) await session.flush().catch(() => {});
  await session.destroy();
}

/** How often others are told where the caret is, in milliseconds. */
const TELL = 200;
/** How soon somebody who could not say that they are here says so again, in milliseconds. */
const TELL_AGAIN = 2000;

class Session implements DraftSession {
  readonly id: string;
  readonly coverage: string;
  draft: Draft | null;
  private readonly collab: Collab;
  private readonly carets: Carets;
  private readonly remote: Remote;
  private readonly stream: DeskStream;
  private readonly pen: Pen;
  private readonly release: () => void;
  private unborn: Kept["entry"]["unborn"];
  private readonly listeners = new Map<string, Set<(value: never) => void>>();
  private readonly ends: (() => void)[] = [];
  private telling: ReturnType<typeof setTimeout> | null = null;
  private isOver = false;

  constructor(options: OpenDraft, remote: Remote, start: Start, unborn: Kept["entry"]["unborn"], loaded: Draft | null, release: () => void) {
    this.id = options.draft;
    this.coverage = options.coverage;
    this.draft = loaded;
    this.unborn = unborn;
    this.remote = remote;
    this.stream = options.stream;
    this.release = release;
    this.pen = options.journal.pen(start.client);
    this.carets = new Carets(this.id, start.version);
    this.collab = new Collab(start, this.born(), this.keeper(start.client), time, {
      changed: (state) => this.changed(state),
      status: (status) => this.emit("status", status),
      confirmed: (steps, version) => this.carets.confirmed(steps, version),
    });
    this.collab.use([history()]);
    this.keeper(start.client).rewrite({ ...start, own: this.collab.own });
    this.follow();
    if (start.own.length > 0 || unborn) this.collab.wake();
  }

  get state(): EditorState {
    return this.collab.state;
  }

  get status(): Status {
    return this.collab.status;
  }

  get conflict(): Conflict | null {
    return this.collab.conflict;
  }

  get refusal(): Refused | null {
    return this.collab.refusal;
  }

  get present(): readonly Other[] {
    return this.carets.places(this.stream.connection, this.collab.own, this.state.doc.content.size);
  }

  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  dispatch(transaction: Transaction): void {
    this.collab.dispatch(transaction);
  }

  use(plugins: readonly Plugin[]): () => void {
    return this.collab.use(plugins);
  }

  content(): Content {
    return contentOf(this.state.doc);
  }

  replace(content: Content): void {
    this.dispatch(become(this.state.tr, docOf(content)));
  }

  settle(choice: "mine" | "theirs" | "both"): void {
    this.collab.settle(choice);
  }

  async flush(): Promise<number> {
    return this.collab.flush();
  }

  async refresh(): Promise<number> {
    this.collab.wake();
    return this.collab.flush();
  }

  async destroy(): Promise<void> {
    for (const end of this.ends.splice(0)) end();
    this.isOver = true;
    if (this.telling) clearTimeout(this.telling);
    if (this.stream.connection) void this.tell(this.stream.connection, null);
    this.collab.stop();
    const saved = this.collab.own.length === 0 && !this.unborn && !this.conflict;
    if (saved) this.pen.erase();
    await this.pen.written().catch(() => {});
    this.release();
  }

  private emit<K extends keyof SessionEvents>(event: K, value: SessionEvents[K]): void {
    for (const listener of this.listeners.get(event) ?? []) listener(value as never);
  }

  private changed(state: EditorState): void {
    this.emit("state", state);
    if (this.stream.connection && !this.telling) this.telling = setTimeout(() => void this.tellPlace(), TELL);
  }

  private keeper(client: string): Keeper {
    const { pen, id: draft, coverage } = this;
    return {
      append: (steps) => pen.append(steps),
      rewrite: ({ version, confirmed, own, conflict }) => {
        const { unborn } = this;
        const entry = { client, draft, coverage, version, confirmed: confirmed.toJSON() as unknown, unborn, conflict, at: Date.now() };
        pen.rewrite(entry, own);
      },
      // A browser that keeps nothing, as with a full disk, must not keep the words from the server too.
      written: () => pen.written().catch(() => {}),
    };
  }

  /** The server, which is told of the draft before anything else is asked about it. */
  private born(): Remote {
    const { remote } = this;
    const make = async (): Promise<void> => {
      if (!this.unborn) return;
      this.draft = await remote.create(this.unborn);
      this.unborn = null;
    };
    return {
      ...remote,
      load: () => make().then(() => remote.load()),
      stepsAfter: (version) => make().then(() => remote.stepsAfter(version)),
      send: (batch) => make().then(() => remote.send(batch)),
    };
  }

  private follow(): void {
    const wake = (): void => this.collab.wake();
    this.ends.push(this.stream.listen((name, data) => this.hear(name, data)));
    globalThis.addEventListener?.("online", wake);
    this.ends.push(() => globalThis.removeEventListener?.("online", wake));
    if (this.stream.connection) this.arrive();
  }

  private hear(name: string, data: unknown): void {
    switch (name) {
      case "hello": {
        this.carets.clear();
        for (const present of (data as { present: readonly Present[] }).present) this.carets.set(present);
        this.emit("present", this.present);
        return this.arrive();
      }
      case "present":
        if (this.carets.set(data as Present)) this.emit("present", this.present);
        return;
      case "gone":
        if (this.carets.delete((data as { connection: string }).connection)) this.emit("present", this.present);
        return;
      case "steps": {
        const { draft, version, steps } = data as { draft: string; version: number; steps: readonly TakenStep[] };
        if (draft === this.id) this.collab.hear(version, steps);
      }
    }
  }

  /** Steps are told only to those who are in the draft, so what came before that is asked for. */
  private arrive(): void {
    void this.tellPlace().then((wasTold) => {
      this.collab.wake();
      // Who is not known to be here is told of no steps, so this is said until it is heard.
      if (!wasTold && !this.isOver) this.telling ??= setTimeout(() => this.arrive(), TELL_AGAIN);
    });
  }

  /** Whether it was told, or there is nobody to tell it to. */
  private tellPlace(): Promise<boolean> {
    this.telling = null;
    const { connection } = this.stream;
    // Nobody can be in a draft that the server does not know yet.
    return connection && !this.unborn ? this.tell(connection, this.id) : Promise.resolve(true);
  }

  private async tell(connection: string, draft: string | null): Promise<boolean> {
    const selection = draft ? told(this.state.selection, this.collab.own, this.collab.version) : null;
    try {
      await this.remote.tellPresence({ connection, draft, selection });
      return true;
    } catch (error) {
      // A connection that the server no longer knows is followed by another, which says hello.
      return error instanceof Refused;
    }
  }
}
