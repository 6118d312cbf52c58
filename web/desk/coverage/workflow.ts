import type { DraftRight, DraftStatus, Permission, Summary } from "../api/shapes.ts";

/** A step on a draft's way to being published. */
export type Step = "publish" | "submit" | "recall" | "approve" | "return" | "schedule" | "unschedule" | "embargo" | "share" | "delete";

/** What may be done to a draft of which the server has not said it yet, since it has just begun here. */
export function rightsHere(may: (permission: Permission) => boolean): DraftRight[] {
  const own: DraftRight[] = may("draft") ? ["edit", "submit", "delete"] : [];
  return may("publish_own") ? [...own, "publish", "schedule"] : own;
}

/** The steps that make sense for a draft of that status, for somebody with those rights. */
export function steps(draft: Pick<Summary, "status" | "may">): Step[] {
  const { status, may: rights } = draft;
  const has = (right: DraftRight): boolean => rights.includes(right);
  const found: Step[] = [];
  if (has("publish")) found.push("publish");
  if (has("submit") && isWithAuthor(status) && !has("publish")) found.push("submit");
  if (has("submit") && status === "submitted") found.push("recall");
  if (has("approve") && status === "submitted") found.push("approve", "return");
  if (has("schedule")) found.push(status === "scheduled" ? "unschedule" : "schedule");
  if (has("publish")) found.push("embargo");
  if (has("edit")) found.push("share");
  if (has("delete")) found.push("delete");
  return found;
}

function isWithAuthor(status: DraftStatus): boolean {
  return status === "draft" || status === "changes_requested";
}
