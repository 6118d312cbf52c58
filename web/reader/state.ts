// What to do with frames: pure values in, pure values out; page.ts carries the effects out.

import type { Article, Change, Frame, Listed, Order, PostId, Seq, Status } from "./frame.ts";
import { type News, newsOfRevision } from "./news.ts";

/** What the script knows of the page that a reader has open. */
export interface State {
  /** Every change up to this one is in the page or waiting. */
  readonly applied: Seq;
  readonly status: Status;
  /** Which page of the coverage this is: only one that reaches the newest post takes new posts in. */
  readonly page: "first" | "older";
  /**
   * The oldest post that this page reaches down to; null if it reaches the first post.
   * Posts older than this belong to another page.
   */
  readonly floor: Order | null;
  /** The newest post of an older page, beyond which posts belong to another; null on the first page. */
  readonly ceiling: Order | null;
  /** Whether the reader chose to see such posts; null where all are seen. */
  readonly takes: ((article: Article) => boolean) | null;
  /** The posts in the page, the pinned one too, each with the seq of its last change. */
  readonly posts: ReadonlyMap<PostId, Shown>;
  readonly pinned: PostId | null;
  /** New posts that are held back until the reader asks for them. */
  readonly waiting: ReadonlyMap<PostId, Dated>;
}

/** A post in the page. */
export interface Shown {
  readonly order: Order;
  readonly seq: Seq;
}

/** An article with the seq of the post's last change. */
export interface Dated extends Article {
  readonly seq: Seq;
}

/** Where the reader is: `top` if the newest post's first line is in view, in a tab that is seen. */
export type Whereabouts = "top" | "elsewhere";

/** One thing to do to the page. */
export type Effect =
  /** Put the article in its place, in the stead of the post's former one if there is any. */
  | {
      readonly kind: "put";
      readonly article: Article;
      readonly where: "posts" | "pinned";
      /** What became of it for somebody who looks on. */
      readonly mark: News | "none";
    }
  /** Take the post out of the page. */
  | { readonly kind: "drop"; readonly post: PostId }
  /** Replace the element with this id. */
  | { readonly kind: "section"; readonly target: string; readonly html: string }
  /** Put what stands of a post now into a list on top of the page. */
  | ({ readonly kind: "list" } & Listed)
  /** The coverage has a new headline. */
  | { readonly kind: "title"; readonly headline: string }
  /** So many posts the coverage has, in words. */
  | { readonly kind: "count"; readonly text: string }
  /** So many new posts wait behind the button, of which this is the oldest; none hides it. */
  | { readonly kind: "waiting"; readonly number: number; readonly first: PostId | null }
  /** Move the reader to this post. */
  | { readonly kind: "visit"; readonly post: PostId }
  /** Say once, politely, that so many posts wait in all, or that so many have come into view. */
  | { readonly kind: "announce new"; readonly number: number; readonly waiting: boolean }
  /** Say once, politely, that the coverage has ended. */
  | { readonly kind: "announce end" };

/** What came of taking frames. */
export interface Outcome {
  readonly state: State;
  readonly effects: readonly Effect[];
  /**
   * What has to happen next: nothing; or ask for the changes after `applied`, since some are
   * missing; or fetch the whole page, since a frame cannot tell what has changed.
   */
  readonly next: "go on" | "catch up" | "reload";
}

/** The page as the server renders it now, made of one page or of several that follow each other. */
export interface Snapshot {
  /** The least seq of the pages that it was made of. */
  readonly seq: Seq;
  readonly status: Status;
  readonly floor: Order | null;
  readonly ceiling: Order | null;
  /** The posts but the pinned one. */
  readonly posts: readonly Dated[];
  readonly pinned: Dated | null;
}

/**
 * Takes frames in the order of their seq.
 *
 * A frame that was taken before is skipped, so the same frames may come twice and by two ways.
 * Frames after a gap are not taken: they come again when the missing ones are asked for.
 */
export function take(state: State, frames: readonly Frame[], reader: Whereabouts): Outcome {
  const draft = new Draft(state, reader);
  let next: Outcome["next"] = "go on";
  for (const frame of frames) {
    if (frame.seq <= draft.applied) continue;
    if (frame.seq > draft.applied + 1) next = "catch up";
    else if (frame.change.verb === "reload") next = "reload";
    if (next !== "go on") break;
    draft.take(frame);
  }
  return draft.outcome(next);
}

/** Shows the posts that wait and brings the reader to the first, which is the oldest, of them. */
export function release(state: State): Outcome {
  const draft = new Draft(state, "elsewhere");
  const first = draft.release();
  const outcome = draft.outcome("go on");
  if (!first) return outcome;
  return { ...outcome, effects: [...outcome.effects, { kind: "visit", post: first }] };
}

/**
 * Brings the page to what the server renders now.
 *
 * Posts that the reader has not seen are new ones, as if their frames had come. Posts that the
 * snapshot does not have are taken out; its caller reads as many pages as it wants to keep.
 */
export function reconcile(state: State, snapshot: Snapshot, reader: Whereabouts): Outcome {
  const draft = new Draft(state, reader);
  draft.reconcile(snapshot);
  return draft.outcome("go on");
}

/**
 * Takes in the page that follows the last one here, in either direction; tells which of its posts are
 * to be put at the end.
 */
export function extend(state: State, snapshot: Snapshot): Outcome & { readonly appended: readonly PostId[] } {
  const posts = new Map(state.posts);
  const waiting = new Map(state.waiting);
  const appended: PostId[] = [];
  for (const { post, order, seq } of snapshot.posts) {
    if (posts.has(post)) continue;
    posts.set(post, { order, seq });
    waiting.delete(post);
    appended.push(post);
  }
  const isBelow = snapshot.floor === null || (state.floor !== null && snapshot.floor < state.floor);
  const floor = isBelow ? snapshot.floor : state.floor;
  const ceiling = isBelow ? state.ceiling : snapshot.ceiling;
  const page = ceiling === null ? "first" : "older";
  // What happened between the two pages is asked for: a change that is taken twice does no harm.
  const applied = Math.min(state.applied, snapshot.seq);
  const effects: Effect[] = [];
  if (waiting.size !== state.waiting.size) effects.push(waitingIn(waiting));
  const next = applied < state.applied ? "catch up" : "go on";
  return { state: { ...state, posts, waiting, floor, ceiling, page, applied }, effects, next, appended };
}

function waitingIn(waiting: ReadonlyMap<PostId, Dated>): Effect {
  const [oldest] = [...waiting.values()].sort(byAge);
  return { kind: "waiting", number: waiting.size, first: oldest?.post ?? null };
}

/** Compares two posts so that the older one comes first. */
export function byAge(a: { readonly order: Order }, b: { readonly order: Order }): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

/** A state in the making, with the effects so far. */
class Draft {
  readonly effects: Effect[] = [];
  applied: Seq;
  private status: Status;
  private floor: Order | null;
  private pinned: PostId | null;
  private readonly posts: Map<PostId, Shown>;
  private readonly waiting: Map<PostId, Dated>;
  /** Posts that became known in this draft and were not withdrawn in it. */
  private readonly fresh = new Set<PostId>();
  private readonly before: State;
  private readonly reader: Whereabouts;

  constructor(before: State, reader: Whereabouts) {
    this.before = before;
    this.reader = reader;
    this.applied = before.applied;
    this.status = before.status;
    this.floor = before.floor;
    this.pinned = before.pinned;
    this.posts = new Map(before.posts);
    this.waiting = new Map(before.waiting);
  }

  take(frame: Frame): void {
    this.show(frame.change, frame.seq);
    this.applied = frame.seq;
    for (const listed of frame.lists) this.effects.push({ kind: "list", ...listed });
    if (frame.countText !== null) this.effects.push({ kind: "count", text: frame.countText });
    this.enter(frame.status);
  }

  /** Shows what waits, oldest first; returns the oldest post of it. */
  release(): PostId | null {
    const articles = [...this.waiting.values()].sort(byAge);
    this.waiting.clear();
    for (const article of articles) this.put(article, "posts", "new");
    return articles[0]?.post ?? null;
  }

  reconcile(snapshot: Snapshot): void {
    const known = new Set(snapshot.posts.map((article) => article.post));
    if (snapshot.pinned) known.add(snapshot.pinned.post);
    for (const post of [...this.posts.keys()]) if (!known.has(post)) this.drop(post);

    // On an older page what waits is only counted: its snapshot says nothing of the newest posts.
    if (this.before.page === "first") this.waiting.clear();
    const floor = this.floor;
    this.floor = snapshot.floor;
    this.pinned = snapshot.pinned?.post ?? null;
    if (snapshot.pinned) this.put(snapshot.pinned, "pinned", "none");
    for (const article of [...snapshot.posts].sort(byAge)) {
      const shown = this.posts.get(article.post);
      if (shown) {
        this.put(article, "posts", shown.seq < article.seq ? "revised" : "none");
      } else if (this.before.page === "older" || (floor !== null && article.order < floor)) {
        this.put(article, "posts", "none");
      } else {
        this.insert(article);
      }
    }
    this.applied = snapshot.seq;
    this.enter(snapshot.status);
  }

  outcome(next: Outcome["next"]): Outcome {
    const { before, waiting } = this;
    if (waiting.size !== before.waiting.size) {
      this.effects.push(waitingIn(waiting));
    }
    if (this.fresh.size > 0) {
      const number = waiting.size || this.fresh.size;
      this.effects.push({ kind: "announce new", number, waiting: waiting.size > 0 });
    }
    if (this.status === "ended" && before.status !== "ended") {
      this.effects.push({ kind: "announce end" });
    }
    const { applied, status, floor, posts, pinned } = this;
    return { state: { ...before, applied, status, floor, posts, pinned, waiting }, effects: this.effects, next };
  }

  private show(change: Change, seq: Seq): void {
    switch (change.verb) {
      case "insert":
        return this.insert({ ...change.article, seq });
      case "revise":
        return this.revise({ ...change.article, seq }, newsOfRevision(change.notice));
      case "withdraw":
        return this.withdraw({ ...change.article, seq });
      case "place":
        return this.place({ ...change.article, seq });
      case "pin":
        if (change.unpinned) this.unpin({ ...change.unpinned, seq });
        return this.pin({ ...change.article, seq });
      case "unpin":
        return this.unpin({ ...change.article, seq });
      case "section":
        this.effects.push({ kind: "section", target: change.target, html: change.html });
        if (change.title !== null) this.effects.push({ kind: "title", headline: change.title });
        return;
      case "none":
      case "reload":
        return;
    }
  }

  private insert(article: Dated): void {
    if (this.posts.has(article.post) || this.waiting.has(article.post)) return this.revise(article, "revised");
    if (this.isBelow(article) || !this.isChosen(article)) return;
    this.fresh.add(article.post);
    this.waiting.set(article.post, article);
    // Whoever is at the top follows the coverage live, and then nothing is left waiting.
    if (this.before.page === "first" && this.reader === "top") this.release();
  }

  private revise(article: Dated, news: News): void {
    if (this.waiting.has(article.post)) {
      if (this.isChosen(article)) this.waiting.set(article.post, article);
      else this.waiting.delete(article.post);
      return;
    }
    const shown = this.posts.get(article.post);
    if (shown && shown.seq >= article.seq) return;
    if (shown && this.pinned === article.post) this.put(article, "pinned", news);
    // It may say something else now than what the reader chose, or just that.
    else if (!this.isChosen(article)) this.drop(article.post);
    else if (shown) this.put(article, "posts", news);
    else if (this.before.takes) this.putBack(article, news);
  }

  private withdraw(article: Dated): void {
    this.fresh.delete(article.post);
    if (this.waiting.delete(article.post)) {
      // It is no news any more: its note goes where the post would have stood.
      if (this.before.page === "first" && !this.before.takes) this.put(article, "posts", "none");
      return;
    }
    const shown = this.posts.get(article.post);
    if (!shown || shown.seq >= article.seq) return;
    // Only a post that stands can be pinned.
    if (this.pinned === article.post) this.pinned = null;
    this.putBack(article, "withdrawn");
  }

  private place(article: Dated): void {
    if (this.waiting.has(article.post)) {
      // News that is moved below what this page shows is none here.
      if (!this.isBelow(article)) this.waiting.set(article.post, article);
      else this.waiting.delete(article.post);
      return;
    }
    const shown = this.posts.get(article.post);
    if (shown && shown.seq >= article.seq) return;
    if (this.pinned === article.post) this.put(article, "pinned", "moved");
    else if (shown || this.isChosen(article)) this.putBack(article, "moved");
  }

  private pin(article: Dated): void {
    this.waiting.delete(article.post);
    if (this.pinned !== null && this.pinned !== article.post) this.drop(this.pinned);
    this.pinned = article.post;
    this.put(article, "pinned", "none");
  }

  private unpin(article: Dated): void {
    if (this.pinned === article.post) this.pinned = null;
    if (this.isChosen(article)) this.putBack(article, "none");
    else this.drop(article.post);
  }

  /** Puts the article among the posts if it belongs to this page, and else takes it out. */
  private putBack(article: Dated, mark: News | "none"): void {
    const { ceiling } = this.before;
    const isAbove = ceiling !== null && article.order > ceiling;
    if (isAbove || this.isBelow(article)) this.drop(article.post);
    else this.put(article, "posts", mark);
  }

  private put(article: Dated, where: "posts" | "pinned", mark: News | "none"): void {
    this.posts.set(article.post, { order: article.order, seq: article.seq });
    this.effects.push({ kind: "put", article, where, mark });
  }

  private drop(post: PostId): void {
    if (this.pinned === post) this.pinned = null;
    if (this.posts.delete(post)) this.effects.push({ kind: "drop", post });
  }

  private enter(status: Status): void {
    if (status !== "") this.status = status;
  }

  /** Whether the post is one of those that the reader chose to see. */
  private isChosen(article: Article): boolean {
    return this.before.takes?.(article) ?? true;
  }

  /** Whether the post is older than this page reaches. */
  private isBelow(article: Article): boolean {
    return this.floor !== null && article.order < this.floor;
  }
}
