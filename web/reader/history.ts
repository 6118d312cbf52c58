// The reader's place in the browser's history: it survives a reload, and going back and forward.

import { isRecord, parseJson } from "./frame.ts";
import { type Place, placeNow, returnTo } from "./place.ts";

/** How long the reader has to have stopped scrolling, in milliseconds. */
const STILL = 150;

/** For how many pictures a place is sought. */
const PICTURES = 5;

/** Where the place is kept at which a page was left: what is put into the history then is lost in a reload. */
const LEFT = "stet-left";

/** Goes to the place that the history has, and keeps it up to date from now on. */
export function keepPlaceInHistory(): void {
  history.scrollRestoration = "manual";
  restore(left() ?? keptInHistory().place);
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(save, STILL);
  }, { passive: true });
  // A click may lead elsewhere on the page, which makes a new entry.
  addEventListener("click", save, { capture: true });
  addEventListener("pagehide", () => {
    save();
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ href: location.href, place: placeNow() }));
    } catch {
      // Refused: a reload leads to where the reader last stopped.
    }
  });
  addEventListener("popstate", () => restore(keptInHistory().place));

  function save(): void {
    clearTimeout(timer);
    keepInHistory({ place: placeNow() });
  }
}

/** What the browser keeps for this page among those that were visited. */
export function keptInHistory(): Readonly<Record<string, unknown>> {
  return asRecord(history.state);
}

/** Has the browser keep this as well. */
export function keepInHistory(more: object): void {
  history.replaceState({ ...keptInHistory(), ...more }, "");
}

/** The place at which this page was left, if it was loaded anew where it was; else none. */
function left(): unknown {
  const visit = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  if (visit?.type !== "reload") return null;
  try {
    const { href, place } = asRecord(parseJson(sessionStorage.getItem(LEFT) ?? ""));
    return href === location.href ? place : null;
  } catch {
    return null;
  }
}

function restore(place: unknown): void {
  // An entry that was left before its place was kept has what its address names.
  if (!isRecord(place)) return document.getElementById(location.hash.slice(1))?.scrollIntoView();
  const { id, order, top } = place;
  if (typeof id === "string" && typeof order === "string" && typeof top === "number") {
    void settle({ id, order, top });
  }
}

/**
 * Posts take their true height as they come into view, and only then stand where they will. A reader
 * who has gone on meanwhile is not taken back.
 */
async function settle(place: Place): Promise<void> {
  const { href } = location;
  for (let picture = 0; picture < PICTURES && location.href === href; picture++) {
    returnTo(place);
    await new Promise(requestAnimationFrame);
  }
}

function asRecord(state: unknown): Readonly<Record<string, unknown>> {
  return isRecord(state) ? state : {};
}
