// Times in the reader's own zone, beside the coverage's, which the server has written out.

import { languageFor, zoneFor } from "./locale.ts";

/**
 * Gives each `<time datetime>` in `root` a title with the reader's local time.
 *
 * `zone` is the coverage's IANA time zone, if the page tells it and the browser knows it; where
 * its clocks show the same as the reader's there is nothing to add.
 */
export function addLocalTimes(root: ParentNode, language: string, zone: string | undefined): void {
  const local = formatter(language, undefined);
  const known = zoneFor(zone);
  const theirs = known === undefined ? null : formatter(language, known);
  for (const element of root.querySelectorAll("time[datetime]")) {
    const moment = element.getAttribute("datetime") ?? "";
    const date = new Date(moment);
    // A date without a clock time has none in another zone either.
    if (!moment.includes("T") || Number.isNaN(date.getTime())) continue;
    if (theirs?.format(date) === local.format(date)) continue;
    element.setAttribute("title", `${local.format(date)} (${zoneName()})`);
  }
}

function formatter(language: string, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(languageFor(language), { dateStyle: "medium", timeStyle: "short", timeZone });
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
}
