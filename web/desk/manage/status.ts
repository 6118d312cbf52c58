/** The statuses that a coverage may have next, its own among them. A draft that went live is never a draft again. */
export function nextStatuses(status: string): string[] {
  return status === "draft" ? ["draft", "live"] : ["live", "paused", "ended"];
}

/** How many scheduled posts would not go out any more if it ended; a new version of a published one still does. */
export function strandedBy(drafts: readonly { readonly status: string; readonly revises: unknown }[]): number {
  return drafts.filter(({ status, revises }) => status === "scheduled" && !revises).length;
}
