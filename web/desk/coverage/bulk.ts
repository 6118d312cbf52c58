import type { BulkResult, Summary } from "../api/shapes.ts";

/** A draft that was chosen, in the version that was seen then. */
export interface ChosenDraft {
  readonly id: string;
  readonly version: number;
}

/** Chooses a draft as it is to be seen now, or lets go of it. */
export function choosing(chosen: readonly ChosenDraft[], { id, version }: Summary, isChosen: boolean): ChosenDraft[] {
  const others = chosen.filter((one) => one.id !== id);
  return isChosen ? [...others, { id, version }] : others;
}

/** Those that were refused since they were written on: they are to be read before they are chosen again. */
export function writtenOn(results: readonly BulkResult[]): BulkResult[] {
  return results.filter(({ problem }) => problem?.code === "stale_draft");
}

/** Those of a bulk action that were refused. */
export function failed(results: readonly BulkResult[]): BulkResult[] {
  return results.filter(({ ok }) => !ok);
}
