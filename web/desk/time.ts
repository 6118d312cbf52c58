// Times as the desk shows them: in the coverage's zone, which is named where it is not the member's own.

import { locale } from "./language.ts";

/** How exactly to say it. */
export type Said = "clock" | "day" | "both";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time in a zone. The zone is named if it is not the reader's own. */
export function say(at: string, zone: string = here, said: Said = "both", now: Date = new Date()): string {
  const date = new Date(at);
  const isToday = dayIn(date, zone) === dayIn(now, zone);
  const options: Intl.DateTimeFormatOptions = { timeZone: zone };
  if (said === "day" || (said === "both" && !isToday)) Object.assign(options, { day: "numeric", month: "short", year: "numeric" });
  if (said !== "day") {
    Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    if (zone !== here) options.timeZoneName = "short";
  }
  return format(options).format(date);
}

/** How far off a time is, in the largest unit that fits: "in 5 minutes"; "now" once it is past. */
export function from(at: string, now: Date = new Date()): string {
  const seconds = Math.max(0, Math.round((Date.parse(at) - now.getTime()) / 1000));
  const distance = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (seconds < 60) return distance.format(seconds, "second");
  if (seconds < 3600) return distance.format(Math.round(seconds / 60), "minute");
  return distance.format(Math.round(seconds / 3600), "hour");
}

/** The value of a `datetime-local` field for a time in a zone: "2026-03-29T02:30". */
export function localValue(at: string, zone: string): string {
  const parts = new Map(
    format({ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}T${parts.get("hour")}:${parts.get("minute")}`;
}

/** Every zone that the browser knows, for choosing one. */
export function zones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

function dayIn(date: Date, timeZone: string): string {
  return format({ timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(date);
}

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale() + JSON.stringify(options);
  const kept = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, kept);
  return kept;
}

/**
 * The instant of a local time in a zone. A time that a zone skips becomes the one after the gap, and of
 * one that it has twice the earlier is taken; where that matters the server is asked, which says so.
 */
export function instantIn(local: string, zone: string): string {
  const wanted = Date.parse(`${local}Z`);
  let instant = wanted;
  // What the zone shows at a first guess tells how far off it is; twice, since the offset may change in between.
  for (let round = 0; round < 2; round++) instant += wanted - Date.parse(`${localValue(new Date(instant).toISOString(), zone)}Z`);
  return new Date(instant).toISOString();
}
