// What the server may not have yet, kept in this browser: every edit, at once.
//
// Each tab that has a draft open keeps an entry of its own, named by its client, and holds a lock
// on it while it lives. So two tabs cannot write into each other's, and an entry that nobody holds
// belongs to a tab that is gone: whoever opens the draft next takes it over, under the same name, and
// so recognises the steps that had reached the server.

import type { Step } from "prosemirror-transform";
import type { Content } from "./content.ts";
import type { Conflict, Unreadable, Unsynced } from "./index.ts";

/** A draft as one tab has it: the document that the server confirmed, and what the server may not have. */
export interface Entry {
  readonly client: string;
  readonly draft: string;
  readonly coverage: string;
  readonly version: number;
  /** The document of that version, as JSON of the editor's schema. */
  readonly confirmed: unknown;
  /** What to make on the server, as long as it does not know the draft. */
  readonly unborn: { readonly content: Content } | null;
  readonly conflict: Conflict | null;
  /** When it was last written, in milliseconds since 1970. */
  readonly at: number;
}

/** An entry with its steps, in order. */
export interface Kept {
  readonly entry: Entry;
  readonly steps: readonly unknown[];
}

/** Holds the name of a client against other tabs. */
export interface Locks {
  /** The function that lets go again; null if somebody holds it. */
  hold(client: string): Promise<(() => void) | null>;
}

/** Whether there is anything in it that the server may not have. */
export function says({ entry, steps }: Kept): boolean {
  return entry.unborn !== null || entry.conflict !== null || steps.length > 0;
}

const ENTRIES = "entries";
const STEPS = "steps";

/** The journal of this browser. */
export class Journal {
  private readonly database: IDBDatabase;
  private readonly locks: Locks;

  private constructor(database: IDBDatabase, locks: Locks) {
    this.database = database;
    this.locks = locks;
  }

  /** Opens it, and asks the browser not to clear it away when space is short. */
  static async open(name = "stet-desk", locks: Locks = webLocks): Promise<Journal> {
    void globalThis.navigator?.storage?.persist?.().catch(() => false);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: "client" });
      request.result.createObjectStore(STEPS, { keyPath: ["client", "index"] });
    };
    return new Journal(await result(request), locks);
  }

  /** All entries with their steps, the last written first. */
  async all(): Promise<Kept[]> {
    const transaction = this.database.transaction([ENTRIES, STEPS]);
    const [entries, steps] = await Promise.all([
      result<Entry[]>(transaction.objectStore(ENTRIES).getAll()),
      result<Row[]>(transaction.objectStore(STEPS).getAll()),
    ]);
    const kept = entries.map((entry) => ({
      entry,
      steps: steps.filter(({ client }) => client === entry.client).map(({ step }) => step),
    }));
    return kept.sort((a, b) => b.entry.at - a.entry.at);
  }

  /** The entries of a draft that no living tab holds and that this editor can read, each now held by this one. */
  async takeOver(draft: string): Promise<{ kept: Kept; release: () => void }[]> {
    const entries = (await this.all()).filter(({ entry }) => entry.draft === draft);
    if (entries.length === 0) return [];
    const { isReadable } = await import("./restore.ts");
    const found = [];
    for (const { entry } of entries.filter(isReadable)) {
      const release = await this.locks.hold(entry.client);
      if (!release) continue;
      // It may have been written, or settled, until the lock was let go.
      const kept = (await this.all()).find((one) => one.entry.client === entry.client);
      if (kept) found.push({ kept, release });
      else release();
    }
    return found;
  }

  /** Holds a new client's name. */
  async hold(client: string): Promise<() => void> {
    return (await this.locks.hold(client)) ?? (() => {});
  }

  /** The drafts whose last words are in this browser only, the last written first. */
  async list(): Promise<Unsynced[]> {
    return this.tell(({ isReadable, lastContent }, kept) => {
      const { draft, coverage, at } = kept.entry;
      return isReadable(kept) ? [{ draft, coverage, at, content: lastContent(kept) }] : [];
    });
  }

  /** What this editor cannot read, as words to copy. It stays until a member has removed it. */
  async unreadable(): Promise<Unreadable[]> {
    return this.tell(({ isReadable, wordsIn }, kept) => {
      const { client, coverage } = kept.entry;
      return isReadable(kept) ? [] : [{ client, coverage, words: wordsIn(kept) }];
    });
  }

  /** Removes an entry for good. */
  async remove(client: string): Promise<void> {
    const pen = this.pen(client);
    pen.erase();
    await pen.written();
  }

  /** A pen for one entry. */
  pen(client: string): Pen {
    return new Pen(this.database, client);
  }

  close(): void {
    this.database.close();
  }

  private async tell<T>(words: (restore: typeof import("./restore.ts"), kept: Kept) => T[]): Promise<T[]> {
    const saying = (await this.all()).filter(says);
    if (saying.length === 0) return [];
    // To make words of steps takes the editor, which a desk where nothing waits does not load for it.
    const restore = await import("./restore.ts");
    return saying.flatMap((kept) => words(restore, kept));
  }
}

interface Row {
  readonly client: string;
  readonly index: number;
  readonly step: unknown;
}

/** Writes one entry, in the order in which it is told to. */
export class Pen {
  private readonly database: IDBDatabase;
  private readonly client: string;
  private index = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(database: IDBDatabase, client: string) {
    this.database = database;
    this.client = client;
  }

  /** Adds steps to the entry. */
  append(steps: readonly Step[]): void {
    this.write((_entries, rows) => this.put(rows, steps));
  }

  /** Writes the entry anew, with these steps as all it has. */
  rewrite(entry: Entry, steps: readonly Step[]): void {
    this.write((entries, rows) => {
      entries.put(entry);
      rows.delete(this.range());
      this.put(rows, steps);
    });
  }

  /** Removes the entry: the server has all that was in it. */
  erase(): void {
    this.write((entries, rows) => {
      entries.delete(this.client);
      rows.delete(this.range());
    });
  }

  /** Resolves once all that was written is kept; fails if the browser would not keep it. */
  written(): Promise<void> {
    return this.last;
  }

  private put(rows: IDBObjectStore, steps: readonly Step[]): void {
    for (const step of steps) {
      rows.put({ client: this.client, index: this.index++, step: step.toJSON() as unknown } satisfies Row);
    }
  }

  private range(): IDBKeyRange {
    return IDBKeyRange.bound([this.client], [this.client, []]);
  }

  private write(change: (entries: IDBObjectStore, rows: IDBObjectStore) => void): void {
    // Strict: kept means on the disk, so that not even a power cut takes it. The typing does not wait for that.
    const transaction = this.database.transaction([ENTRIES, STEPS], "readwrite", { durability: "strict" });
    change(transaction.objectStore(ENTRIES), transaction.objectStore(STEPS));
    // Else the browser waits for this tab to hear of each request first, and drops it all if the tab dies meanwhile.
    transaction.commit();
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the browser kept nothing"));
    });
    this.last = done;
    done.catch(() => {});
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });
}

/** How long a lock is waited for, and how long a living tab may take to answer, in milliseconds. */
const ANSWER = 300;

/**
 * Locks between the tabs of a browser. The browser frees them when a tab dies, however it dies.
 * Without a secure context there are none; then tabs ask each other, and the living answer.
 */
const webLocks: Locks = {
  hold: (client) => (globalThis.navigator?.locks ? holdLock(`stet-draft-${client}`) : askTabs(client)),
};

function holdLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    // A page that is loaded anew may meet the lock of its former self for a moment.
    navigator.locks
      .request(name, { signal: AbortSignal.timeout(ANSWER) }, () => new Promise<void>((release) => resolve(release)))
      .catch(() => resolve(null));
  });
}

function askTabs(client: string): Promise<(() => void) | null> {
  const channel = new BroadcastChannel(`stet-draft-${client}`);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      channel.onmessage = ({ data }) => {
        if (data === "held?") channel.postMessage("held");
      };
      resolve(() => channel.close());
    }, ANSWER);
    channel.onmessage = ({ data }) => {
      // Another that asks at the same moment counts as one that holds it: both then leave it alone.
      if (data !== "held" && data !== "held?") return;
      clearTimeout(timer);
      channel.close();
      resolve(null);
    };
    channel.postMessage("held?");
  });
}
