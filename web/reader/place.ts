// The reader's place: what is being read does not move when the page changes around it.

/** An element in view, and how far below the top of the view it began, in CSS pixels. */
interface Anchor {
  readonly element: Element;
  readonly top: number;
}

/**
 * Changes the page and keeps what is being read where it was, by scrolling as far as it moved.
 *
 * A reader who has not scrolled at all sees the head of the page and goes on seeing it.
 */
export function keepPlace(change: () => void): void {
  if (scrollY <= 0) return change();
  hold?.();
  const anchors = anchorsInView();
  withoutBrowserAnchoring(change);
  const anchor = anchors.find(({ element }) => isRendered(element));
  if (!anchor) return;
  const { element } = anchor;
  const top = (): number => element.getBoundingClientRect().top;
  const keep = (moved: number): void => {
    // The sums below are not exact to the last digit.
    if (Math.abs(moved) > 0.01) moveBack(moved);
    const stood = top() + scrollY;
    // Where something stands that glides tells nothing.
    hold = gliding()[0] ? null : () => {
      const expected = stood - scrollY;
      keep(isHeld(element, expected) ? top() - expected : 0);
    };
  };
  keep(top() - anchor.top);
}

/**
 * Whether an element is still being read that should begin so far below the top of the view. At the
 * end of the page the view has moved along already where the page became shorter.
 */
function isHeld(element: Element, expected: number): boolean {
  const isAtEnd = scrollY + innerHeight + 1 > document.documentElement.scrollHeight;
  return scrollY > 0 && isInView(expected) && isRendered(element) && !isAtEnd;
}

/** What moves in the list of posts as a whole. */
function gliding(): readonly Animation[] {
  return document.getElementById("posts")?.getAnimations() ?? [];
}

/** How long what is pushed down glides to where it stands then, in milliseconds. */
const GLIDE = 300;

/** The request to begin to glide. */
let beginning = 0;

/**
 * Changes the page, and has the posts that are pushed down by it glide from where they stood, so that
 * the eye can follow; what is new comes to light above them.
 *
 * Readers who want no motion see it all there at once.
 */
export function glide(change: () => void): void {
  const list = document.getElementById("posts");
  const post = list?.querySelector("article");
  const top = post?.getBoundingClientRect().top ?? 0;
  withoutBrowserAnchoring(change);
  if (!list || !post || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  // What still glides, or is about to, goes on from where it was seen last.
  cancelAnimationFrame(beginning);
  for (const animation of gliding()) animation.cancel();
  const stay = (moved: number): { transform: string; clipPath: string } => ({ transform: `translateY(${moved}px)`, clipPath: `inset(${-moved}px -9px -9px)` });
  const still = { transform: "", clipPath: "" };
  Object.assign(list.style, still);
  const moved = isRendered(post) ? top - post.getBoundingClientRect().top : 0;
  if (moved >= 0) return;
  // Browsers take what is moved in a picture in which it begins to glide for a jump, where it glided before.
  Object.assign(list.style, stay(moved));
  beginning = requestAnimationFrame(() => {
    beginning = requestAnimationFrame(() => {
      Object.assign(list.style, still);
      hold = null;
      list.animate([stay(moved), stay(0)], { duration: GLIDE, easing: "ease-out" });
    });
  });
}

/** How far the whole coverage is set lower than it would be: less than a pixel. */
let lowered = 0;

/**
 * Undoes a move of so many pixels by scrolling. Browsers scroll by whole pixels only, and the rest
 * would add up over a day, so the coverage as a whole takes up the rest.
 */
function moveBack(moved: number): void {
  const scrolled = Math.round(moved - lowered);
  lowered += scrolled - moved;
  const coverage = document.getElementById("coverage");
  if (coverage) Object.assign(coverage.style, { position: "relative", top: `${lowered}px` });
  scrollBy({ top: scrolled, behavior: "instant" });
}

/** The request to turn the browser's anchoring on again. */
let turningOn = 0;

/** Keeps what is being read in its place while the browser's anchoring is off: posts take their true height as they come near. */
let hold: (() => void) | null = null;

/**
 * Changes the page while the browser's own scroll anchoring is off.
 *
 * Browsers that have it would correct the same move a second time, or undo it where new posts
 * are meant to push down what is there. They correct while they lay out a picture, so it is on
 * again from the picture after the next one, for images that load late.
 */
export function withoutBrowserAnchoring(change: () => void): void {
  // On the root element it would have no effect on the window (in Chromium, at least).
  const { style } = document.body;
  style.overflowAnchor = "none";
  hold = null;
  change();
  cancelAnimationFrame(turningOn);
  turningOn = requestAnimationFrame(() => {
    hold?.();
    turningOn = requestAnimationFrame(() => {
      hold?.();
      hold = null;
      style.removeProperty("overflow-anchor");
    });
  });
}

/** Whether the element takes any room on the page. */
export function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** Whether the element's first line is in view. */
export function beginsInView(element: Element): boolean {
  return isInView(element.getBoundingClientRect().top);
}

function isInView(top: number): boolean {
  return top > -1 && top < innerHeight;
}

/** The elements by which to find the place again, the best first. */
function anchorsInView(): Anchor[] {
  const inView: Anchor[] = [];
  const add = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight && bottom > top && flows(element)) inView.push({ element, top });
    return top < innerHeight;
  };
  // Not by a selector: it would look at everything in every post.
  const list = document.getElementById("posts");
  const stream = list?.parentElement;
  const around = [...(stream?.parentElement?.children ?? []), ...(stream?.children ?? [])];
  for (const part of around) if (part !== list && part !== stream) add(part);
  const posts = list?.children ?? document.body.children;
  for (let at = firstFrom(posts, ({ bottom }) => bottom > 0); at < posts.length; at++) {
    const post = posts[at];
    if (post && !add(post)) break;
  }
  // Something that begins in the upper third is being read; else what fills the view is.
  const read =
    inView.find(({ top }) => top >= 0 && top <= innerHeight / 3) ??
    inView.findLast(({ top }) => top < 0);
  if (!read) return inView;
  return read.top < 0 ? [firstPartInView(read), read, ...inView] : [read, ...inView];
}

/**
 * Where among elements that stand below each other the first is of which that is so, as it is of all
 * below it. There may be thousands, and few are looked at.
 */
export function firstFrom(elements: HTMLCollection, is: (box: DOMRect) => boolean): number {
  let [from, to] = [0, elements.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const element = elements[middle];
    if (element && is(element.getBoundingClientRect())) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Whether the element goes along with what is around it: what sticks to the view tells nothing. */
function flows(element: Element): boolean {
  return !/sticky|fixed/.test(getComputedStyle(element).position);
}

/** The first part of a long element that begins in view: its beginning may be far above. */
function firstPartInView(anchor: Anchor): Anchor {
  let part = anchor;
  while (part.top < 0) {
    const child = [...part.element.children].find((c) => c.getBoundingClientRect().bottom > 0 && flows(c));
    if (!child) break;
    part = { element: child, top: child.getBoundingClientRect().top };
  }
  return part;
}

/** Leads the reader to an element; at once, since a slow scroll would be cut short by the next change. */
export function visit(element: HTMLElement): void {
  hold = null;
  focusOn(element);
  element.scrollIntoView({ block: "start", behavior: "instant" });
}

/** Gives an element the focus that has none by itself, where it stands. */
export function focusOn(element: HTMLElement): void {
  element.setAttribute("tabindex", "-1");
  element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  element.focus({ preventScroll: true });
}

/** A place that can be found again when the page is loaded anew. */
export interface Place {
  /** The id of a post or of a part of the page; none stands for the top of the page. */
  readonly id: string;
  /** The post's place among the others, in case the post itself is not there any more. */
  readonly order: string;
  /** How far below the top of the view it begins, in CSS pixels. */
  readonly top: number;
}

/** Where the reader is now. */
export function placeNow(): Place {
  const anchor = scrollY > 0 ? anchorsInView().find(({ element }) => element.id !== "") : undefined;
  if (!anchor) return { id: "", order: "", top: 0 };
  const { element } = anchor;
  const order = element instanceof HTMLElement ? (element.dataset.order ?? "") : "";
  return { id: element.id, order, top: element.getBoundingClientRect().top };
}

/** Scrolls to where the reader was, or to the post that is next in age. */
export function returnTo({ id, order, top }: Place): void {
  if (id === "") return scrollTo({ top: 0, behavior: "instant" });
  hold?.();
  const element = document.getElementById(id) ?? (order === "" ? null : nextInAge(order));
  if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
}

function nextInAge(order: string): Element | null {
  const orderOf = (post: HTMLElement): string => post.dataset.order ?? "";
  const posts = [...document.querySelectorAll<HTMLElement>("#posts > article")].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return posts.findLast((post) => orderOf(post) <= order) ?? posts[0] ?? null;
}
