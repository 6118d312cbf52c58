// More posts in place: the link to them is followed without leaving the page.

import { keepInHistory, keptInHistory } from "./history.ts";
import { focusOn } from "./place.ts";

/** Loads the page of that address at the end of this one; gives what begins it, null if it cannot be had. */
type Load = (url: string) => Promise<HTMLElement | null>;

/** How many pages are read at most to bring a reader back to where they were. */
const PAGES = 20;

/**
 * Loads the posts that follow when their link is followed. Whoever comes back to the page finds them
 * again, as soon as the promise is kept.
 */
export function offerMore(posts: HTMLElement, load: Load): Promise<void> {
  let isLoading = false;

  const loadNext = async (link: HTMLAnchorElement): Promise<HTMLElement | null> => {
    if (isLoading) return null;
    isLoading = true;
    link.setAttribute("aria-busy", "true");
    link.textContent = words("loading");
    const first = await load(link.href);
    link.removeAttribute("aria-busy");
    if (!first) link.textContent = words("notLoaded");
    isLoading = false;
    return first;
  };

  onClick<HTMLAnchorElement>("#older a, #newer a", (link) => {
    void loadNext(link).then((first) => {
      if (!first) return;
      focusOn(first);
      // The last post that was loaded.
      keepInHistory({ reach: posts.lastElementChild?.id });
    });
  });

  return bringBack(loadNext);
}

/** The link to the posts that follow. */
export function wayOn(): HTMLAnchorElement | null {
  const way = document.getElementById("older") ?? document.getElementById("newer");
  return way?.querySelector("a") ?? null;
}

/** Does something when such elements are clicked, in the place of following them; not where they are to open elsewhere. */
export function onClick<E extends Element>(elements: string, act: (element: E) => void): void {
  document.addEventListener("click", (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    const element = target instanceof Element && target.closest<E>(elements);
    if (!element || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    act(element);
  });
}

/** Loads what had been loaded when the reader left. */
async function bringBack(loadNext: (link: HTMLAnchorElement) => Promise<HTMLElement | null>): Promise<void> {
  const { reach } = keptInHistory();
  if (typeof reach !== "string") return;
  // The browser would scroll to where the page does not reach yet.
  history.scrollRestoration = "manual";
  for (let pages = 0; pages < PAGES && !document.getElementById(reach); pages++) {
    const link = wayOn();
    if (!link || !(await loadNext(link))) break;
  }
}

function words(name: string): string {
  return document.getElementById("updates")?.dataset[name] ?? "";
}
