/** The statuses that a coverage may have next, its own among them. A draft that went live is never a draft again. */
export function nextStatuses(status: string): string[] {
  return status === "draft" ? ["draft", "live"] : ["live", "paused", "ended"];
}
