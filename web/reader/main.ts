// The reader's script: keeps an open page of a live coverage up to date.
//
//     stream.ts ──frames──► state.ts ──effects──► page.ts
//
// A page without this script is complete; it only does not change by itself.

import { choiceOf, firstPage, isOldestFirst } from "./choice.ts";
import { letSlidersMove } from "./comparison.ts";
import { keepLook, lastLook } from "./device.ts";
import { readChanges, type Seq } from "./frame.ts";
import { tellHeight } from "./framed.ts";
import { keepPlaceInHistory } from "./history.ts";
import { letKeysLead } from "./keys.ts";
import { bringInto, ownScript, parseDocument } from "./markup.ts";
import { offerMore, onClick } from "./more.ts";
import { enter as enterNews, type Ledger } from "./news.ts";
import { Page } from "./page.ts";
import { keepPlace } from "./place.ts";
import { offerPlayers } from "./player.ts";
import { readSince, shownUpTo } from "./since.ts";
import { joinPages, nextPage, readPage } from "./snapshot.ts";
import { extend, type Outcome, reconcile, release, type Snapshot, type State, take } from "./state.ts";
import { Line } from "./stream.ts";
import { Clock } from "./time.ts";

/** How long a request may take, in milliseconds. */
const PATIENCE = 15_000;

/** How many pages are read at most to reach down as far as the page that is open does. */
const PAGES = 20;

/** How long a reader has to be away from an open page to be told what was missed, in milliseconds. */
const AWAY = 60_000;

/** How long after all is loaded the rest is thought of, in milliseconds. */
const QUIET = 1_000;

// It is loaded while the page still comes.
if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
const { dataset } = document.documentElement;
// The style sheet shows sliders and buttons only where something answers them.
dataset.script = "";
letSlidersMove(document);
offerPlayers(document);
letKeysLead();
onClick<HTMLElement>(".share", (button) => void import("./share.ts").then(({ share }) => share(button)));
onClick<HTMLAnchorElement>("a.large", (link) => {
  import("./lightbox.ts").then(({ open }) => open(link), () => location.assign(link.href));
});
const { shown } = dataset;
if (shown === "framed") tellHeight();
else {
  // Where it cannot be had now, it can with the next page.
  const goOn = (): void => void import("./later.ts").then(({ later }) => later(ownScript, keepPlace), () => {});
  addEventListener("load", () => setTimeout(goOn, QUIET));
}
if (shown === "text") {
  import("./text.ts").then(({ toText }) => {
    bringInto(toText);
    begin();
  }, showTimes);
} else begin();

/** Begins once what comes can be shown. */
function begin(): void {
  const coverage = document.getElementById("coverage");
  const posts = document.getElementById("posts");
  const { slug, stream, changes, since } = coverage?.dataset ?? {};
  const opened = readPage(document);
  if (coverage && posts && slug && stream && changes && since && opened) {
    follow(coverage, posts, opened, { slug, stream, changes, since });
  } else {
    showTimes();
  }
}

/** Shows times as the reader's clock has them, and keeps them so. */
function showTimes(): void {
  const clock = new Clock(document.documentElement.lang, document.querySelector("main")?.dataset.timeZone);
  clock.show(document);
  clock.run(document);
}

/** Follows a coverage from the page that is open. */
function follow(
  coverage: HTMLElement,
  posts: HTMLElement,
  opened: Snapshot,
  paths: { readonly slug: string; readonly stream: string; readonly changes: string; readonly since: string },
): void {
  let state = stateOf(opened, choiceOf(posts));
  const page = new Page(coverage, posts);
  page.showsNewPosts(state.page === "first");
  const look = lastLook(paths.slug);
  let paused = look?.paused ?? false;
  /** What came of posts while nobody looked, and since when that is. */
  let away: { readonly seq: Seq; readonly at: number; readonly news: Ledger } | null = null;

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
        // What was asked for before the reader paused the page is asked for again afterwards.
        if (paused) return "go on";
        const outcome = take(state, frames, page.whereabouts());
        for (const frame of frames) {
          const isTaken = frame.seq > state.applied && frame.seq <= outcome.state.applied;
          if (away && isTaken) enterNews(away.news, frame);
        }
        page.apply(outcome.effects);
        enter(outcome);
        return outcome.next;
      },
      reload: async () => {
        const documents = await fetchPages(state, isOldestFirst(posts));
        const snapshot = documents && joinPages(documents.flatMap((d) => readPage(d) ?? []));
        const [first] = documents ?? [];
        const last = documents?.at(-1);
        if (!snapshot || !first || !last || paused) return false;
        const outcome = reconcile(state, snapshot, page.whereabouts());
        page.adopt(first, last, outcome.effects);
        enter(outcome);
        return true;
      },
      tell: (mode) => page.tell(paused ? "paused" : mode),
    },
  );

  const show = (): void => {
    const outcome = release(state);
    page.apply(outcome.effects);
    enter(outcome);
  };
  page.onRelease(show);
  page.onVisit((post) => {
    if (!state.waiting.has(post)) return false;
    show();
    page.visit(post);
    return true;
  });
  page.onPause(() => {
    paused = !paused;
    keepLook(paths.slug, { paused }, Date.now());
    if (paused) line.stop();
    else line.start();
    page.say(paused ? "paused" : "live");
  });

  const isWhole = offerMore(posts, async (url) => {
    const text = await fetchText(url, "no-cache");
    const fetched = text === null ? null : parseDocument(text);
    const snapshot = fetched && readPage(fetched);
    if (!fetched || !snapshot) return null;
    const outcome = extend(state, snapshot);
    page.showsNewPosts(outcome.state.page === "first");
    const first = page.append(fetched, outcome.appended, outcome.effects);
    enter(outcome);
    if (outcome.next !== "go on" && !paused) void line.wake();
    return first ?? posts;
  });
  const shown = (): Seq => shownUpTo(state.applied, state.waiting.values());
  const tellSince = async (seq: Seq, at: number): Promise<void> => {
    const text = await fetchText(`${paths.since}?after=${seq}`, "default");
    const since = text === null ? null : readSince(text);
    if (since && since.news.size > 0) page.showSince(since, Date.now() - at);
  };
  let seen = document.visibilityState === "visible";
  const leave = (): void => {
    // A tab that was opened in the background has shown nothing yet.
    if (!seen) return;
    away ??= { seq: shown(), at: Date.now(), news: new Map() };
    keepLook(paths.slug, { seq: away.seq }, away.at);
  };
  const comeBack = async (): Promise<void> => {
    seen = true;
    if (!paused) await line.wake();
    const left = away;
    away = null;
    if (!left || Date.now() - left.at < AWAY || left.news.size === 0) return;
    page.markNews(left.news);
    await tellSince(left.seq, left.at);
  };

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void comeBack();
    else leave();
  });
  addEventListener("online", () => {
    if (!paused) void line.wake();
  });
  // A page that the browser keeps for going back must not hold a connection meanwhile.
  addEventListener("pagehide", () => {
    leave();
    line.stop();
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (!paused) line.start();
    void comeBack();
  });

  void isWhole.then(keepPlaceInHistory);
  if (paused) page.tell("paused");
  else line.start();
  // A frame on another site is as high as what it holds: there is nothing to lay over.
  const isTold = document.getElementById("since") !== null || dataset.shown === "framed";
  if (look && look.seq > 0 && look.seq < opened.seq && state.page === "first" && !isTold) {
    void tellSince(look.seq, look.at);
  }
}

function stateOf(opened: Snapshot, takes: State["takes"]): State {
  const dated = opened.pinned ? [...opened.posts, opened.pinned] : opened.posts;
  const { seq, status, floor, ceiling, pinned } = opened;
  return {
    applied: seq,
    status,
    page: ceiling === null ? "first" : "older",
    floor,
    ceiling,
    takes,
    posts: new Map(dated.map(({ post, order, seq }) => [post, { order, seq }])),
    pinned: pinned?.post ?? null,
    waiting: new Map(),
  };
}

/**
 * Fetches the page that is open as it is now; null if it cannot be had.
 *
 * If it does not reach as far as the open one does, the pages after it are fetched too, so that there
 * is no hole among the posts.
 */
async function fetchPages(state: State, isOldestFirst: boolean): Promise<Document[] | null> {
  const pages: Document[] = [];
  // The surroundings of a post were the first page when this one was opened, and may not be any more.
  let url: string | null = state.page === "first" && !isOldestFirst ? firstPage() : location.href;
  while (url !== null && pages.length < PAGES) {
    const text: string | null = await fetchText(url, "no-cache");
    if (text === null) return null;
    const document = parseDocument(text);
    const snapshot = readPage(document);
    if (!snapshot) return null;
    pages.push(document);
    const { floor, ceiling } = snapshot;
    const reaches = isOldestFirst
      ? ceiling !== null && state.ceiling !== null && ceiling >= state.ceiling
      : floor !== null && state.floor !== null && floor <= state.floor;
    const next = reaches ? null : nextPage(document);
    url = next === null ? null : new URL(next, location.href).href;
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
