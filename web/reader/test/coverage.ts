// A small language for tests: a coverage in a few words, frames in one each, effects as lines.

import type { Article, Change, Frame, Order, PostId } from "../frame.ts";
import type { Effect, Outcome, Snapshot, State } from "../state.ts";

/** The id of post `name`. */
export function id(name: string): PostId {
  return name as PostId;
}

/** The article of post `name`, such as "p7": the number is its place among the others. */
export function article(name: string, text = name): Article {
  return { post: id(name), order: orderOf(name), html: text };
}

/** The frame with this seq; every frame tells the count "n posts" only if it is given. */
export function frame(seq: number, change: Change, status = "live"): Frame {
  return { seq, change, status, countText: null, lists: [] };
}

export const insert = (seq: number, name: string, text = name): Frame =>
  frame(seq, { verb: "insert", article: article(name, text) });
export const revise = (seq: number, name: string, text: string, notice: string | null = null): Frame =>
  frame(seq, { verb: "revise", article: article(name, text), notice });
export const withdraw = (seq: number, name: string): Frame =>
  frame(seq, { verb: "withdraw", article: article(name, "note") });
export const pin = (seq: number, name: string, unpinned?: string): Frame =>
  frame(seq, { verb: "pin", article: article(name), unpinned: unpinned ? article(unpinned) : null });
export const unpin = (seq: number, name: string): Frame =>
  frame(seq, { verb: "unpin", article: article(name) });
/** Post `name` moves to where `to` would stand. */
export const place = (seq: number, name: string, to: string): Frame =>
  frame(seq, { verb: "place", article: { ...article(name), order: orderOf(to) }, from: orderOf(name) });
export const nothing = (seq: number, status = "live"): Frame => frame(seq, { verb: "none" }, status);
export const settings = (seq: number): Frame => frame(seq, { verb: "reload" });

/** The first page after ten changes, with these posts ("p3 p2 p1") and whatever else is given. */
export function opened(posts: string, rest: Partial<State> = {}): State {
  const names = posts.split(" ").filter(Boolean);
  return {
    applied: 10,
    status: "live",
    page: "first",
    floor: null,
    ceiling: null,
    takes: null,
    posts: new Map(names.map((name) => [id(name), { order: orderOf(name), seq: 1 }])),
    pinned: null,
    waiting: new Map(),
    ...rest,
  };
}

/** Posts that wait, as part of a state. */
export function waiting(names: string): Pick<State, "waiting"> {
  const dated = names.split(" ").map((name) => ({ ...article(name), seq: 9 }));
  return { waiting: new Map(dated.map((post) => [post.post, post])) };
}

/** What the server renders at seq 20: posts with the seq of their last change, "p3@12 p2@1". */
export function rendered(posts: string, rest: Partial<Snapshot> = {}): Snapshot {
  return { seq: 20, status: "live", floor: null, ceiling: null, posts: posts.split(" ").map(dated), pinned: null, ...rest };
}

/** A post of a snapshot: "p3@12". */
export function dated(words: string): Snapshot["posts"][number] {
  const [name = "", seq = "1"] = words.split("@");
  return { ...article(name), seq: Number(seq) };
}

/** The order of post `name`. */
export function orderOf(name: string): Order {
  return name.slice(1).padStart(4, "0") as Order;
}

/** The effects as lines, with what is next if that is not nothing. */
export function told({ effects, next }: Outcome): string[] {
  const lines = effects.map(line);
  return next === "go on" ? lines : [...lines, `then ${next}`];
}

/** The state in one line: what is applied, in the page, pinned and waiting. */
export function summary({ applied, posts, pinned, waiting }: State): string {
  const names = [...posts.keys()].filter((post) => post !== pinned);
  names.sort((a, b) => Number(b.slice(1)) - Number(a.slice(1)));
  const parts = [`@${applied}`, ...names];
  if (pinned) parts.push(`pinned ${pinned}`);
  if (waiting.size > 0) parts.push(`waiting ${[...waiting.keys()].join(" ")}`);
  return parts.join(" ");
}

function line(effect: Effect): string {
  switch (effect.kind) {
    case "put": {
      const { article, where, mark } = effect;
      const text = article.html === article.post ? "" : ` "${article.html}"`;
      return `put ${article.post}${text} in ${where}${mark === "none" ? "" : `, ${mark}`}`;
    }
    case "drop":
    case "visit":
      return `${effect.kind} ${effect.post}`;
    case "list":
      return `list ${effect.post} in ${effect.target} "${effect.html}"`;
    case "section":
      return `section ${effect.target} "${effect.html}"`;
    case "title":
      return `title "${effect.headline}"`;
    case "count":
      return `count "${effect.text}"`;
    case "waiting":
    case "announce new":
      return `${effect.kind} ${effect.number}`;
    case "announce end":
      return effect.kind;
  }
}
