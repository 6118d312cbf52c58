// What the device keeps of each coverage: up to where it was read, and whether it is paused.
//
// It stays on the device. Where storage is refused nothing is kept, and the page works all the same.

import { isRecord, parseJson, type Seq } from "./frame.ts";

/** What is kept of a coverage. */
export interface Look {
  /** Up to here everything was shown. */
  readonly seq: Seq;
  /** When that was, in milliseconds since 1970. */
  readonly at: number;
  /** Whether the reader has paused the page. */
  readonly paused: boolean;
}

const KEY = "stet-looks";

/** How many coverages are kept; the one that was not looked at for the longest is let go. */
const MOST = 50;

/** What is kept of the coverage; null if it was never looked at. */
export function lastLook(slug: string): Look | null {
  return read().get(slug) ?? null;
}

/** Keeps that the coverage was looked at, and what is new of that. */
export function keepLook(slug: string, look: Partial<Look>, now: number): void {
  const looks = read();
  const { seq = 0, paused = false } = looks.get(slug) ?? {};
  looks.delete(slug);
  looks.set(slug, { seq, paused, ...look, at: now });
  const newest = [...looks].slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // Refused or full: the next visit is like a first one.
  }
}

/** In the order in which they were kept. */
function read(): Map<string, Look> {
  const looks = new Map<string, Look>();
  let kept: unknown;
  try {
    kept = parseJson(localStorage.getItem(KEY) ?? "");
  } catch {
    return looks;
  }
  for (const [slug, look] of Object.entries(isRecord(kept) ? kept : {})) {
    if (!isRecord(look)) continue;
    const { seq, at, paused } = look;
    if (Number.isSafeInteger(seq) && Number.isFinite(at)) {
      looks.set(slug, { seq: Number(seq), at: Number(at), paused: paused === true });
    }
  }
  // A slug that is all digits would come before the others, whenever it was kept.
  return new Map([...looks].sort(([, a], [, b]) => a.at - b.at));
}
