// What is being written outside of drafts, kept in this browser at every letter until it is sent.
//
// It lies in a database of its own: the drafts' journal cannot be given another store
// while an older tab has it open.

import { session } from "./session.svelte.ts";

const STORE = "jottings";
let opened: { readonly of: string; readonly database: Promise<IDBDatabase> } | null = null;

/** Keeps what is being written there, in place of what was. */
export function keep(place: string, value: unknown): void {
  void write((store) => store.put(value, place));
}

/** Lets go of what was written there: it was sent, or given up. */
export function drop(place: string): void {
  void write((store) => store.delete(place));
}

/** What was being written there when this browser was last left; null if nothing was. */
export async function recall<T>(place: string): Promise<T | null> {
  try {
    const database = await open();
    const request = database.transaction(STORE).objectStore(STORE).get(place);
    return ((await result(request)) as T | undefined) ?? null;
  } catch {
    return null;
  }
}

async function write(change: (store: IDBObjectStore) => void): Promise<void> {
  try {
    const transaction = (await open()).transaction(STORE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(STORE));
    // Else it would wait for this tab once more, which may be gone by then.
    transaction.commit();
  } catch {
    // A browser that keeps nothing leaves the words where they are seen: in the field.
  }
}

function open(): Promise<IDBDatabase> {
  const of = session.me?.id ?? "";
  if (opened?.of !== of) {
    const request = indexedDB.open(`stet-jottings-${of}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    opened = { of, database: result(request) };
  }
  return opened.database;
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's database failed"));
  });
}
