// The open page: where effects meet the DOM.

import { Announcer } from "./announcer.ts";
import { firstPage, isOldestFirst, offerLabel, surroundings } from "./choice.ts";
import { showDays } from "./days.ts";
import type { PostId } from "./frame.ts";
import { putIntoList } from "./list.ts";
import { lookLike } from "./look.ts";
import { parseElement, parseElements } from "./markup.ts";
import { wayOn } from "./more.ts";
import { morph } from "./morph.ts";
import type { Ledger } from "./news.ts";
import { beginsInView, glide, keepPlace, visit, withoutBrowserAnchoring } from "./place.ts";
import { ago, dropFromSince, markNews, type Since, showSince } from "./since.ts";
import type { Effect, Whereabouts } from "./state.ts";
import type { Mode } from "./stream.ts";
import { Texts } from "./texts.ts";
import { Clock } from "./time.ts";

/** The parts of the page that a fetched page brings with it whole. */
const PARTS = [
  "headline",
  "standfirst",
  "status",
  "lead",
  "key-points",
  "key-events",
  "corrections",
  "corrections-way",
  "count",
  "choice",
  "series",
  "go-deeper",
];

/** How long a post that was changed in place is marked as such, in milliseconds. */
const MARKED = 10_000;

type Put = Extract<Effect, { kind: "put" }>;

/** The page that a reader has open. */
export class Page {
  private readonly posts: HTMLElement;
  private readonly texts: Texts;
  private readonly announcer: Announcer;
  private readonly pause = document.getElementById("pause");
  /** Where the number of waiting posts is shown: on a button, or on a link where they belong to another page. */
  private readonly updates: HTMLElement | null;
  private readonly isOldestFirst: boolean;
  private readonly clock: Clock;
  /** The title without the number of waiting posts. */
  private title = document.title;
  private headline = textOf("headline");
  private waiting = 0;

  /** `coverage` and `posts` are the elements of these ids. */
  constructor(coverage: HTMLElement, posts: HTMLElement) {
    const { lang } = document.documentElement;
    this.posts = posts;
    this.updates = document.getElementById("updates");
    this.isOldestFirst = isOldestFirst(posts);
    this.texts = new Texts(this.updates, lang);
    this.announcer = new Announcer(document.getElementById("announcer"), this.texts);
    this.clock = new Clock(lang, coverage.dataset.timeZone);
    this.clock.show(document);
    this.clock.run(document);
  }

  /** Calls back whenever the reader asks for the posts that wait. */
  onRelease(release: () => void): void {
    this.updates?.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLButtonElement) release();
    });
  }

  /** Calls back whenever the reader pauses the page or has it go on. */
  onPause(turn: () => void): void {
    this.pause?.addEventListener("click", turn);
  }

  /** Calls back when the reader follows a link to a post that still waits; true if that was one. */
  onVisit(visit: (post: PostId) => boolean): void {
    document.querySelector(".brief")?.parentElement?.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("#since a, .brief a") : null;
      const post = postOf(link);
      if (post && visit(post)) event.preventDefault();
    });
  }

  /** Shows what the reader has missed who last looked so many milliseconds ago. */
  showSince({ html, news }: Since, ms: number): void {
    keepPlace(() => {
      const { language } = this.texts;
      showSince(html, ago(ms, language), language, this.texts.word("close"));
      this.linkLists();
    });
    this.markNews(news);
  }

  /** Marks the posts of which there is news to the reader. */
  markNews(news: Ledger): void {
    keepPlace(() => markNews(news, (kind) => this.texts.word(kind)));
  }

  /** Where the reader is. */
  whereabouts(): Whereabouts {
    // Whoever looks at a picture does not see new posts come.
    if (document.visibilityState !== "visible" || document.querySelector("dialog[open]")) return "elsewhere";
    const { children } = this.posts;
    const newest = this.isOldestFirst
      ? this.posts.lastElementChild
      : (children[0]?.tagName === "ARTICLE" ? children[0] : children[1]);
    return !newest || beginsInView(newest) ? "top" : "elsewhere";
  }

  /** Carries the effects out. */
  apply(effects: readonly Effect[]): void {
    this.change(effects, () => {});
  }

  /** Brings everything but the posts to what the fetched page has, and then carries out the effects. */
  adopt(fetched: Document, last: Document, effects: readonly Effect[]): void {
    this.change(effects, () => {
      lookLike(fetched);
      for (const id of PARTS) replace(document.getElementById(id), fetched.getElementById(id));
      this.leadOn(last);
      this.headline = textOf("headline");
      this.setTitle(fetched.title);
      this.clock.show(document);
    });
  }

  /** Puts these posts of a fetched page at the end; gives the first of them. */
  append(fetched: Document, posts: readonly PostId[], effects: readonly Effect[]): HTMLElement | null {
    const articles = posts.map((post) => document.importNode(fetched.getElementById(`post-${post}`) as HTMLElement, true));
    for (const article of articles) {
      // Far from what is being read a browser need not draw it before it is scrolled to.
      article.dataset.later = "";
      this.clock.show(article);
    }
    this.change(effects, () => {
      this.posts.append(...articles);
      this.leadOn(fetched);
      showDays(this.posts);
    });
    return articles[0] ?? null;
  }

  /** Shows how the page is kept up to date. */
  tell(mode: Mode | "paused"): void {
    const connection = document.getElementById("connection");
    if (!connection) return;
    keepPlace(() => {
      if (this.pause) {
        this.pause.hidden = mode === "stopped";
        this.pause.textContent = this.texts.word(mode === "paused" ? "resume" : "pause");
      }
      connection.dataset.mode = mode;
      connection.textContent = this.texts.word(`mode-${mode}`);
      connection.hidden = connection.textContent === "";
    });
  }

  /** Says once, politely, how the page is kept up to date from now on. */
  say(mode: Mode | "paused"): void {
    this.announcer.say(this.texts.word(`mode-${mode}`));
  }

  private change(effects: readonly Effect[], first: () => void): void {
    // New posts are shown to a reader at the top, and to one who asked for them and is led there:
    // both want to see them come.
    const shows = effects.some((effect) => effect.kind === "put" && effect.mark === "new");
    const isLed = effects.some(({ kind }) => kind === "visit");
    const keep = !shows ? keepPlace : isLed ? withoutBrowserAnchoring : glide;
    keep(() => {
      first();
      // Fifty posts that waited are read as one text, which takes a tenth of the time of fifty.
      const texts = effects.flatMap((effect) => (effect.kind === "put" ? effect.article.html : []));
      const articles = parseElements(texts.join(""));
      for (const effect of effects) {
        if (effect.kind === "put") this.put(effect, articles.shift());
        else this.applyOne(effect);
      }
      if (effects.some(({ kind }) => kind === "put" || kind === "drop")) showDays(this.posts);
      this.linkLists();
      this.linkOn();
    });
    this.announcer.tell(effects);
  }

  private applyOne(effect: Exclude<Effect, Put>): void {
    switch (effect.kind) {
      case "drop":
        document.getElementById(`post-${effect.post}`)?.remove();
        return this.showPinned();
      case "section":
        replace(document.getElementById(effect.target), parseElement(effect.html));
        return this.clock.show(document.getElementById(effect.target) ?? document);
      case "list":
        putIntoList(effect);
        return this.clock.show(document.getElementById(effect.target) ?? document);
      case "title":
        this.setTitle(this.title.replace(this.headline, () => effect.headline));
        this.headline = effect.headline;
        return;
      case "count": {
        const count = document.getElementById("count");
        if (count && count.textContent !== effect.text) count.textContent = effect.text;
        return;
      }
      case "waiting":
        return this.showWaiting(effect);
      case "visit":
        return this.visit(effect.post);
      case "announce new":
      case "announce end":
        return;
    }
  }

  private put({ article, where, mark }: Put, wanted: HTMLElement | undefined): void {
    if (!wanted) return;
    const old = document.getElementById(`post-${article.post}`);
    const element = old ?? wanted;
    if (old) morph(old, wanted);
    this.clock.show(element);
    if (where === "pinned") document.getElementById("pinned")?.append(element);
    else this.putInOrder(element, article.order);
    document.getElementById("nothing")?.remove();
    offerLabel(element);
    this.showPinned();
    if (mark === "withdrawn") dropFromSince(article.post);
    if (mark !== "none" && mark !== "new") markChanged(element);
  }

  /**
   * Leads what is on top to posts within the page where they stand in it, and else to the posts'
   * own pages. A frame cannot know on which page it lands, and posts come and go.
   */
  private linkLists(): void {
    // Each in its place: all links of the page may be thousands.
    const lists = [document.getElementById("since"), document.querySelector(".brief")];
    for (const link of lists.flatMap((list) => [...(list?.querySelectorAll("a") ?? [])])) {
      const post = postOf(link);
      if (post === null) continue;
      const here = document.getElementById(`post-${post}`) !== null;
      link.setAttribute("href", here ? `#post-${post}` : `${location.pathname.replace(/\/embed$/, "")}/post/${post}`);
    }
  }

  /**
   * Leads on from the last post here. The link names that post, and where it was moved away, what lay
   * between its former place and its present one would be passed over.
   */
  private linkOn(): void {
    const link = wayOn();
    const last = this.posts.lastElementChild as HTMLElement | null;
    if (!link || !last) return;
    const { searchParams } = new URL(link.href);
    const name = this.isOldestFirst ? "after" : "before";
    const named = document.getElementById(`post-${searchParams.get(name)}`);
    if (named && !this.comesFirst(last, named.dataset.order ?? "")) return;
    searchParams.set(name, last.id.slice("post-".length));
    link.setAttribute("href", `?${searchParams}`);
  }

  /** Takes over from a fetched page how it leads on. */
  private leadOn(fetched: Document): void {
    const old = wayOn()?.parentElement ?? null;
    const wanted = fetched.querySelector("#older, #newer");
    if (old) replace(old, wanted);
    else if (wanted) this.posts.after(document.importNode(wanted, true));
  }

  /** Whether a post stands before a place. */
  private comesFirst(post: HTMLElement, place: string): boolean {
    const order = post.dataset.order ?? "";
    return this.isOldestFirst ? order < place : order > place;
  }

  /** Puts the element where its order says, and moves it only if it must. */
  private putInOrder(element: HTMLElement, order: string): void {
    // Most posts are new ones, so it is found at once.
    let next = this.posts.firstElementChild as HTMLElement | null;
    const isPassed = (other: HTMLElement): boolean =>
      other === element || other.tagName !== "ARTICLE" || this.comesFirst(other, order);
    while (next && isPassed(next)) next = next.nextElementSibling as HTMLElement | null;
    const stands = element.parentElement === this.posts && followerOf(element) === next;
    if (!stands) this.posts.insertBefore(element, next);
  }

  /** Shows the place of the pinned post if there is one. */
  private showPinned(): void {
    const pinned = document.getElementById("pinned");
    if (!pinned) return;
    pinned.hidden = pinned.querySelector("article") === null;
    if (pinned.hidden || pinned.querySelector(":scope > h2")) return;
    // The server leaves the heading out while nothing is pinned, as it leaves out every empty one.
    const heading = document.createElement("h2");
    heading.id = "pinned-title";
    heading.textContent = this.texts.word("pinned");
    pinned.prepend(heading);
    pinned.setAttribute("aria-labelledby", heading.id);
  }

  private showWaiting({ number, first }: Extract<Effect, { kind: "waiting" }>): void {
    this.waiting = number;
    this.setTitle(this.title);
    const shown = this.updates?.firstElementChild;
    if (!(shown instanceof HTMLElement)) return;
    shown.hidden = number === 0;
    if (number > 0) shown.textContent = this.texts.newPosts(number);
    if (!(shown instanceof HTMLAnchorElement)) return;
    // Whoever reads upwards in time goes on with the first of them, and else to where the newest are.
    shown.href = this.isOldestFirst && first !== null ? surroundings(first) : firstPage();
  }

  /** Has new posts shown here, or led to where they belong. */
  showsNewPosts(here: boolean): void {
    const old = this.updates?.firstElementChild;
    const tag = here ? "BUTTON" : "A";
    if (!old || old.tagName === tag) return;
    const shown = document.createElement(tag);
    shown.className = old.className;
    shown.textContent = old.textContent;
    shown.hidden = true;
    old.replaceWith(shown);
  }

  /** Leads the reader to a post, or where it is not here to where the posts begin. */
  visit(post: PostId): void {
    visit(document.getElementById(`post-${post}`) ?? this.posts);
  }

  private setTitle(title: string): void {
    this.title = title;
    document.title = this.waiting === 0 ? title : `(${this.waiting}) ${title}`;
  }
}

/** The post that a link leads to. */
function postOf(link: Element | null): PostId | null {
  const [, post] = /(?:#post-|\/post\/)([^/]+)$/.exec(link?.getAttribute("href") ?? "") ?? [];
  return post === undefined ? null : (post as PostId);
}

/** Replaces an element of the page by one of the same id, which may be of another document. */
function replace(old: Element | null, wanted: Element | null): void {
  if (!old) return;
  if (!wanted) return old.remove();
  const own = document.importNode(wanted, true);
  if (old.tagName === own.tagName) morph(old, own);
  else old.replaceWith(own);
}

function followerOf(element: Element): Element | null {
  let next = element.nextElementSibling;
  while (next && next.tagName !== "ARTICLE") next = next.nextElementSibling;
  return next;
}

function markChanged(element: HTMLElement): void {
  const mark = element.dataset.seq ?? "";
  element.dataset.changed = mark;
  setTimeout(() => {
    if (element.dataset.changed === mark) delete element.dataset.changed;
  }, MARKED);
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}
