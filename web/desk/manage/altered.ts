// What of a coverage was altered here, and what another altered meanwhile.

import type { Coverage, CoveragePatch } from "../api/shapes.ts";

/** Of what is to be sent, what is other than when one began. */
export function altered(patch: CoveragePatch, begun: Coverage): CoveragePatch {
  const isAltered = (field: string): boolean => !isSame(patch[field as keyof CoveragePatch], begun[field as keyof Coverage]);
  // A note belongs to its status: another status that comes without one has none.
  const goesAlong = (field: string): boolean => field === "status_note" && isAltered("status");
  return Object.fromEntries(Object.entries(patch).filter(([field]) => isAltered(field) || goesAlong(field)));
}

/** What stands now of those fields where another made something else of them since one began. */
export function overtaken(fields: CoveragePatch, begun: Coverage, now: Coverage): Partial<Coverage> {
  const names = Object.keys(fields) as (keyof Coverage & keyof CoveragePatch)[];
  return Object.fromEntries(names.filter((name) => !isSame(begun[name], now[name]) && !isSame(fields[name], now[name])).map((name) => [name, now[name]]));
}

/** A field in words, to be read by who was overtaken. */
export function toldOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(toldOf).join(" / ");
  if (typeof value !== "object" || value === null) return String(value ?? "");
  const { text, title, alt } = value as Readonly<Record<string, unknown>>;
  return String(text ?? title ?? alt ?? "");
}

/** Whether both say the same: what is not there and what is null do. */
function isSame(one: unknown, two: unknown): boolean {
  return written(one) === written(two);
}

function written(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
