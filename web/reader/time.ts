// Times in the reader's own zone, beside the coverage's, which the server has written out; and how
// long ago it was.

import { languageFor, zoneFor } from "./locale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As the server writes times: of 24 hours, with the zone. */
const SHORT = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

/** Tells times to a reader. */
export class Clock {
  private readonly full: Intl.DateTimeFormat;
  private readonly short: Intl.DateTimeFormat;
  private readonly theirs: Intl.DateTimeFormat | null;
  private readonly relative: Intl.RelativeTimeFormat;

  /** `language` is the page's; `zone` the coverage's IANA time zone, if the page tells it. */
  constructor(language: string, zone: string | undefined) {
    const tag = languageFor(language);
    const known = zoneFor(zone);
    const format = { dateStyle: "medium", timeStyle: "short" } as const;
    this.full = new Intl.DateTimeFormat(tag, format);
    this.short = new Intl.DateTimeFormat(tag, SHORT);
    this.theirs = known === undefined ? null : new Intl.DateTimeFormat(tag, { ...format, timeZone: known });
    this.relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  }

  /** The whole time on the reader's clock; null where the coverage's clock shows the same. */
  local(at: Date): string | null {
    const mine = this.full.format(at);
    if (this.theirs?.format(at) === mine) return null;
    const { timeZone } = this.full.resolvedOptions();
    return `${mine} (${timeZone.replaceAll("_", " ")})`;
  }

  /**
   * How long ago it was, within a day; after that the hour on the reader's clock, where it is another
   * than the coverage's. A device whose clock is slow does not make it the future.
   */
  ago(at: Date, now: number): string {
    const past = Math.max(now - at.getTime(), 0);
    if (past < MINUTE) return this.relative.format(0, "second");
    if (past < HOUR) return this.relative.format(-Math.floor(past / MINUTE), "minute");
    if (past < DAY) return this.relative.format(-Math.floor(past / HOUR), "hour");
    return this.local(at) === null ? "" : this.short.format(at);
  }

  /** Gives each time in `root` a title with the reader's own, and each post the time since. */
  show(root: ParentNode): void {
    for (const element of root.querySelectorAll("time[datetime*=T]")) {
      const local = this.local(new Date(element.getAttribute("datetime") ?? ""));
      if (local !== null) element.setAttribute("title", local);
    }
    this.tick(root);
  }

  /** Brings the times since to what they are now; nothing else of the page is touched. */
  tick(root: ParentNode): void {
    const now = Date.now();
    for (const element of root.querySelectorAll(".ago")) {
      const time = element.previousElementSibling?.getAttribute("datetime");
      if (!time?.includes("T")) continue;
      const said = this.ago(new Date(time), now);
      if (element.textContent !== said) element.textContent = said;
    }
  }

  /** Goes on doing so, once a minute while somebody looks. */
  run(root: ParentNode): void {
    setInterval(() => document.visibilityState === "visible" && this.tick(root), MINUTE);
    document.addEventListener("visibilitychange", () => this.tick(root));
  }
}
