// Times in the reader's own zone, beside the coverage's, which the server has written out.

/**
 * Gives each `<time datetime>` in `root` a title with the reader's local time.
 *
 * `zone` is the coverage's IANA time zone, if the page tells it; where its clocks show the same
 * as the reader's there is nothing to add.
 */
export function addLocalTimes(root: ParentNode, language: string, zone: string | undefined): void {
  const local = formatter(language, undefined);
  const theirs = zone === undefined ? null : formatter(language, zone);
  for (const element of root.querySelectorAll("time[datetime]")) {
    const date = new Date(element.getAttribute("datetime") ?? "");
    if (Number.isNaN(date.getTime())) continue;
    if (theirs?.format(date) === local.format(date)) continue;
    element.setAttribute("title", `${local.format(date)} (${zoneName()})`);
  }
}

function formatter(language: string, timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language || undefined, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
}
