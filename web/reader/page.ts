// The open page: where effects meet the DOM.

import type { PostId } from "./frame.ts";
import { parseElement } from "./markup.ts";
import { morph } from "./morph.ts";
import { beginsInView, isRendered, keepPlace, withoutBrowserAnchoring } from "./place.ts";
import type { Effect, Whereabouts } from "./state.ts";
import type { Mode } from "./stream.ts";
import { Texts } from "./texts.ts";
import { addLocalTimes } from "./time.ts";

/** The parts of the page that a fetched page brings with it whole. */
const PARTS = ["headline", "standfirst", "status", "lead", "key-points", "count", "go-deeper"];

/** How long a post that was changed in place is marked as such, in milliseconds. */
const MARKED = 10_000;

/** The page that a reader has open. */
export class Page {
  private readonly coverage: HTMLElement;
  private readonly posts: HTMLElement;
  private readonly texts: Texts;
  /** The button that shows what waits; on an older page, the link to the first page. */
  private readonly updates: HTMLElement | null;
  /** The title without the number of waiting posts. */
  private title = document.title;
  private headline = textOf("headline");
  private waiting = 0;

  /** `coverage` and `posts` are the elements of these ids. */
  constructor(coverage: HTMLElement, posts: HTMLElement, page: "first" | "older") {
    const updates = document.getElementById("updates");
    this.coverage = coverage;
    this.posts = posts;
    this.texts = new Texts(updates, document.documentElement.lang);
    const button = updates?.querySelector("button") ?? null;
    this.updates = page === "first" ? button : linkToFirstPage(button);
    this.addLocalTimes(document);
  }

  /** Calls back whenever the reader asks for the posts that wait. */
  onRelease(release: () => void): void {
    if (this.updates instanceof HTMLButtonElement) this.updates.addEventListener("click", release);
  }

  /** Where the reader is. */
  whereabouts(): Whereabouts {
    if (document.visibilityState !== "visible") return "elsewhere";
    // Readers can hide posts, such as all but the key events; a hidden one is nowhere.
    const newest = [...this.posts.children].find((child) => child.tagName === "ARTICLE" && isRendered(child));
    return !newest || beginsInView(newest) ? "top" : "elsewhere";
  }

  /** Carries the effects out. */
  apply(effects: readonly Effect[]): void {
    this.change(effects, () => {});
  }

  /** Brings everything but the posts to what the fetched page has, and then carries out the effects. */
  adopt(fetched: Document, last: Document, effects: readonly Effect[]): void {
    this.change(effects, () => {
      const { lang, dir } = fetched.documentElement;
      Object.assign(document.documentElement, { lang, dir });
      const { theme } = fetched.documentElement.dataset;
      if (theme === undefined) delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
      for (const id of PARTS) replace(document.getElementById(id), fetched.getElementById(id));
      const older = document.getElementById("older");
      const wanted = last.getElementById("older");
      if (older) replace(older, wanted);
      else if (wanted) this.posts.after(document.importNode(wanted, true));
      this.headline = textOf("headline");
      this.setTitle(fetched.title);
      this.addLocalTimes(document);
    });
  }

  /** Shows how the page is kept up to date. */
  tell(mode: Mode): void {
    const connection = document.getElementById("connection");
    if (!connection) return;
    keepPlace(() => {
      connection.dataset.mode = mode;
      connection.textContent = this.texts.mode(mode);
      connection.hidden = connection.textContent === "";
    });
  }

  private change(effects: readonly Effect[], first: () => void): void {
    // New posts are shown to a reader at the top, and to one who asked for them and is led there:
    // both want to see them come.
    const shows = effects.some((effect) => effect.kind === "put" && effect.mark === "new");
    const keep = shows ? withoutBrowserAnchoring : keepPlace;
    keep(() => {
      first();
      for (const effect of effects) this.applyOne(effect);
      this.linkKeyPoints();
      this.linkOlderPosts();
    });
    this.announce(effects);
  }

  private applyOne(effect: Effect): void {
    switch (effect.kind) {
      case "put":
        return this.put(effect);
      case "drop":
        document.getElementById(`post-${effect.post}`)?.remove();
        return this.showPinned();
      case "section":
        replace(document.getElementById(effect.target), parseElement(effect.html));
        return this.addLocalTimes(document.getElementById(effect.target));
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
        return this.showWaiting(effect.number);
      case "visit":
        return this.visit(effect.post);
      case "announce new":
      case "announce end":
        return;
    }
  }

  private put({ article, where, mark }: Extract<Effect, { kind: "put" }>): void {
    const wanted = parseElement(article.html);
    if (!wanted) return;
    const old = document.getElementById(`post-${article.post}`);
    const element = old ?? wanted;
    if (old) morph(old, wanted);
    this.addLocalTimes(element);
    if (where === "pinned") document.getElementById("pinned")?.append(element);
    else this.putInOrder(element, article.order);
    this.showPinned();
    if (mark === "changed") markChanged(element);
  }

  /**
   * Leads key points to their posts within the page where they stand in it, and else to the posts'
   * own pages. A frame cannot know on which page it lands, and posts come and go.
   */
  private linkKeyPoints(): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("#key-points a")) {
      const post = /(?:#post-|\/post\/)([^/]+)$/.exec(link.getAttribute("href") ?? "")?.[1];
      if (post === undefined) continue;
      const here = document.getElementById(`post-${post}`) !== null;
      link.setAttribute("href", here ? `#post-${post}` : `/live/${this.coverage.dataset.slug}/post/${post}`);
    }
  }

  /**
   * Leads to the posts that are older than the last one here. The link names that post, and where
   * it was moved away, what lay between its former place and its present one would be passed over.
   */
  private linkOlderPosts(): void {
    const link = document.querySelector<HTMLAnchorElement>("#older a");
    const last = [...this.posts.querySelectorAll<HTMLElement>(":scope > article")].at(-1);
    if (!link || !last) return;
    const named = document.getElementById(`post-${new URL(link.href).searchParams.get("before")}`);
    const isOldest = named !== null && (named.dataset.order ?? "") <= (last.dataset.order ?? "");
    if (!isOldest) link.setAttribute("href", `?before=${last.id.slice("post-".length)}`);
  }

  /** Puts the element before the first post that is older, and moves it only if it must. */
  private putInOrder(element: HTMLElement, order: string): void {
    const others = [...this.posts.querySelectorAll<HTMLElement>(":scope > article")];
    const next = others.find((other) => other !== element && (other.dataset.order ?? "") < order);
    const stands = element.parentElement === this.posts && followerOf(element) === (next ?? null);
    if (!stands) this.posts.insertBefore(element, next ?? null);
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
    heading.textContent = this.texts.pinned();
    pinned.prepend(heading);
    pinned.setAttribute("aria-labelledby", heading.id);
  }

  private showWaiting(number: number): void {
    this.waiting = number;
    this.setTitle(this.title);
    if (!this.updates) return;
    this.updates.hidden = number === 0;
    this.updates.textContent = number === 0 ? "" : this.texts.newPosts(number);
  }

  /** Leads the reader to a post; at once, since a slow scroll would be cut short by the next change. */
  private visit(post: PostId): void {
    const wanted = document.getElementById(`post-${post}`);
    const element = wanted && isRendered(wanted) ? wanted : this.posts;
    element.setAttribute("tabindex", "-1");
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start", behavior: "instant" });
  }

  private setTitle(title: string): void {
    this.title = title;
    document.title = this.waiting === 0 ? title : `(${this.waiting}) ${title}`;
  }

  private announce(effects: readonly Effect[]): void {
    const sentences: string[] = [];
    for (const effect of effects) {
      if (effect.kind === "announce new") sentences.push(this.texts.newPosts(effect.number));
      if (effect.kind === "announce end") sentences.push(this.texts.ended());
    }
    const announcer = document.getElementById("announcer");
    if (!announcer || sentences.length === 0) return;
    const text = sentences.join(". ");
    // The same words twice would not be spoken the second time; a space makes them others.
    announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text;
  }

  private addLocalTimes(root: ParentNode | null): void {
    if (root) addLocalTimes(root, document.documentElement.lang, this.coverage.dataset.timeZone);
  }
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

/** New posts belong to the first page, so on an older one the button gives way to a link there. */
function linkToFirstPage(button: HTMLButtonElement | null): HTMLElement | null {
  if (!button) return null;
  const link = document.createElement("a");
  link.href = location.pathname;
  link.hidden = true;
  link.className = button.className;
  button.replaceWith(link);
  return link;
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}
