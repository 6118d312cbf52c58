// What a reader who comes back has missed: asked of the server, and shown over the page, so that
// nothing in it moves.

import { isRecord, parseJson, type PostId, type Seq } from "./frame.ts";
import { languageFor } from "./locale.ts";
import { parseElement } from "./markup.ts";
import type { Ledger, News } from "./news.ts";

/** What the server answers at `/since`. */
export interface Since {
  readonly news: Ledger;
  /** The section that tells it. */
  readonly html: string;
}

/** Reads the answer; null if it is none, or if the server does not know that position. */
export function readSince(text: string): Since | null {
  const json = parseJson(text);
  if (!isRecord(json) || !Array.isArray(json.posts) || typeof json.html !== "string") return null;
  const news: Ledger = new Map();
  for (const item of json.posts) {
    if (isRecord(item) && typeof item.post === "string" && typeof item.news === "string") {
      news.set(item.post as PostId, { news: item.news as News });
    }
  }
  return { news, html: json.html };
}

/** Shows it over the page; `ago` says in that language how long ago the reader last looked. */
export function showSince(html: string, ago: string, language: string, close: string): void {
  const section = parseElement(html);
  if (!section) return;
  document.getElementById("since")?.remove();
  section.className = "floating";
  const when = document.createElement("small");
  when.lang = language;
  when.textContent = ago;
  section.querySelector("h2")?.append(" ", when);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.ariaLabel = close;
  button.addEventListener("click", () => {
    section.remove();
    document.documentElement.classList.remove("told");
  });
  section.append(button);
  document.querySelector(".brief")?.before(section);
  document.documentElement.classList.add("told");
  // Where there is room for it beside the posts, the list is open.
  const details = section.querySelector("details");
  if (details) details.open = matchMedia("(min-width: 68em) and (min-height: 40em)").matches;
}

/** Marks each post in the page of which there is news; `word` gives the words for it. */
export function markNews(news: Ledger, word: (news: News) => string): void {
  for (const mark of document.querySelectorAll(".marked > .news")) {
    mark.parentElement?.classList.remove("marked");
    mark.remove();
  }
  for (const [post, { news: kind }] of news) {
    const when = document.getElementById(`post-${post}`)?.querySelector(":scope > .when");
    if (!when) continue;
    const mark = document.createElement("span");
    mark.className = `news ${kind}`;
    mark.textContent = word(kind);
    when.classList.add("marked");
    when.append(mark);
  }
}

/** Takes a post out of the list whose words must not be shown any more. */
export function dropFromSince(post: PostId): void {
  for (const item of document.querySelectorAll<HTMLElement>("#since li")) {
    if (item.dataset.post === post) item.remove();
  }
}

/** How long ago something was, such as "2 hours ago"; nothing within a minute, which tells nobody anything. `ms` is in milliseconds. */
export function ago(ms: number, language: string): string {
  const steps = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]] as const;
  const step = steps.find(([, size]) => ms >= size);
  return step ? new Intl.RelativeTimeFormat(languageFor(language)).format(-Math.floor(ms / step[1]), step[0]) : "";
}

/** Where a position stands from which everything was shown: before the first post that still waits. */
export function shownUpTo(applied: Seq, waiting: Iterable<{ readonly order: string }>): Seq {
  let seq = applied;
  for (const { order } of waiting) {
    const published = Number.parseInt(order.slice(17), 16);
    if (published > 0) seq = Math.min(seq, published - 1);
  }
  return seq;
}
