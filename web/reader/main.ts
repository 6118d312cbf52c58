// The reader's script: keeps an open page of a live coverage up to date.
//
//     stream.ts ──frames──► state.ts ──effects──► page.ts
//
// A page without this script is complete; it only does not change by itself.

import { letSlidersMove } from "./comparison.ts";
import { readChanges } from "./frame.ts";
import { parseDocument } from "./markup.ts";
import { Page } from "./page.ts";
import { offerPlayers } from "./player.ts";
import { joinPages, olderPage, readPage } from "./snapshot.ts";
import { byAge, type Outcome, reconcile, release, type Snapshot, type State, take } from "./state.ts";
import { Line } from "./stream.ts";

/** How long a request may take, in milliseconds. */
const PATIENCE = 15_000;

/** How many pages are read at most to reach down as far as the page that is open does. */
const PAGES = 20;

letSlidersMove(document);
offerPlayers(document);

const coverage = document.getElementById("coverage");
const posts = document.getElementById("posts");
const { stream, changes } = coverage?.dataset ?? {};
const opened = readPage(document);
if (coverage && posts && stream && changes && opened) {
  follow(coverage, posts, opened, { stream, changes });
}

/** Follows a coverage from the page that is open. */
function follow(
  coverage: HTMLElement,
  posts: HTMLElement,
  opened: Snapshot,
  paths: { readonly stream: string; readonly changes: string },
): void {
  let state = begin(opened);
  const page = new Page(coverage, posts, state.page);

  const enter = ({ state: next }: Outcome): void => {
    state = next;
    coverage.dataset.seq = String(state.applied);
    coverage.dataset.status = state.status;
  };

  const line = new Line(
    {
      stream: (after) => new EventSource(`${paths.stream}?after=${after}`),
      changes: async (after) => {
        const text = await fetchText(`${paths.changes}?after=${after}`, "default");
        return text === null ? null : readChanges(text);
      },
      online: () => navigator.onLine,
      visible: () => document.visibilityState === "visible",
      random: () => Math.random(),
    },
    {
      applied: () => state.applied,
      ended: () => state.status === "ended",
      take: (frames) => {
        const outcome = take(state, frames, page.whereabouts());
        page.apply(outcome.effects);
        enter(outcome);
        return outcome.next;
      },
      reload: async () => {
        const documents = await fetchPages(state);
        const snapshot = documents && joinPages(documents.flatMap((d) => readPage(d) ?? []));
        const [first] = documents ?? [];
        const last = documents?.at(-1);
        if (!snapshot || !first || !last) return false;
        const outcome = reconcile(state, snapshot, page.whereabouts());
        page.adopt(first, last, outcome.effects);
        enter(outcome);
        return true;
      },
      tell: (mode) => page.tell(mode),
    },
  );

  page.onRelease(() => {
    const outcome = release(state);
    page.apply(outcome.effects);
    enter(outcome);
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void line.wake();
  });
  addEventListener("online", () => void line.wake());
  // A page that the browser keeps for going back must not hold a connection meanwhile.
  addEventListener("pagehide", () => line.stop());
  addEventListener("pageshow", (event) => {
    if (event.persisted) line.start();
  });
  line.start();
}

function begin(opened: Snapshot): State {
  const dated = opened.pinned ? [...opened.posts, opened.pinned] : opened.posts;
  const page = new URLSearchParams(location.search).has("before") ? "older" : "first";
  const newest = [...opened.posts].sort(byAge).at(-1);
  return {
    applied: opened.seq,
    status: opened.status,
    page,
    floor: opened.floor,
    ceiling: page === "older" ? (newest?.order ?? null) : null,
    posts: new Map(dated.map(({ post, order, seq }) => [post, { order, seq }])),
    pinned: opened.pinned?.post ?? null,
    waiting: new Map(),
  };
}

/**
 * Fetches the page that is open as it is now; null if it cannot be had.
 *
 * If so much is new that it does not reach down as far as the open one does, the pages after it
 * are fetched too, so that there is no hole among the posts.
 */
async function fetchPages(state: State): Promise<Document[] | null> {
  const pages: Document[] = [];
  let url: string | null = location.href;
  while (url !== null && pages.length < PAGES) {
    const text: string | null = await fetchText(url, "no-cache");
    if (text === null) return null;
    const document = parseDocument(text);
    const snapshot = readPage(document);
    if (!snapshot) return null;
    pages.push(document);
    const { floor } = snapshot;
    const reaches = floor !== null && state.floor !== null && floor <= state.floor;
    const older = state.page === "first" && !reaches ? olderPage(document) : null;
    url = older === null ? null : new URL(older, location.href).href;
  }
  return pages;
}

async function fetchText(url: string, cache: RequestCache): Promise<string | null> {
  try {
    const answer = await fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.text() : null;
  } catch {
    // No network, no server, or too late: the line tells the reader and tries again.
    return null;
  }
}
