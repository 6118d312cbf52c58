// Which of the desk's columns a draft is in.

import type { Summary } from "../api/shapes.ts";
import type { Unsynced } from "../editor/index.ts";

export const COLUMNS = ["draft", "submitted", "scheduled"] as const;
export type Column = (typeof COLUMNS)[number];

/** The drafts of each column: what goes out next stands first among the scheduled, what waits longest among the submitted. */
export function sorted(drafts: readonly Summary[]): Record<Column, Summary[]> {
  const columns: Record<Column, Summary[]> = { draft: [], submitted: [], scheduled: [] };
  for (const draft of drafts) columns[columnOf(draft)].push(draft);
  columns.submitted.sort((a, b) => a.updated_at.localeCompare(b.updated_at));
  columns.scheduled.sort((a, b) => (a.publish_at ?? "").localeCompare(b.publish_at ?? ""));
  return columns;
}

function columnOf({ status }: Summary): Column {
  if (status === "scheduled") return "scheduled";
  return status === "submitted" || status === "approved" ? "submitted" : "draft";
}

/** The drafts of a coverage that the server has not heard of. */
export function localOnly(unsent: readonly Unsynced[], slug: string, known: readonly Summary[]): Unsynced[] {
  return unsent.filter(({ coverage, draft }) => coverage === slug && !known.some(({ id }) => id === draft));
}
