// The reader's place in the browser's history: it survives a reload, and going back and forward.

import { isRecord } from "./frame.ts";
import { type Place, placeNow, returnTo } from "./place.ts";

/** How long the reader has to have stopped scrolling, in milliseconds. */
const STILL = 150;

/** For how many pictures a place is sought. */
const PICTURES = 5;

/** Goes to the place that the history has, and keeps it up to date from now on. */
export function keepPlaceInHistory(): void {
  history.scrollRestoration = "manual";
  restore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(save, STILL);
  }, { passive: true });
  // A click may lead elsewhere on the page, which makes a new entry.
  addEventListener("click", save, { capture: true });
  addEventListener("pagehide", save);
  addEventListener("popstate", restore);

  function save(): void {
    clearTimeout(timer);
    history.replaceState({ ...asRecord(history.state), place: placeNow() }, "");
  }
}

function restore(): void {
  const { place } = asRecord(history.state);
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
