import type { DraftRight, Permission, Summary } from "../api/shapes.ts";

/** A step on a draft's way to being published. */
export type Step = "publish" | "submit" | "recall" | "approve" | "return" | "schedule" | "unschedule" | "embargo" | "share" | "delete";

/** What may be done to a draft of which the server has not said it yet, since it has just begun here. */
export function rightsHere(may: (permission: Permission) => boolean): DraftRight[] {
  const own: DraftRight[] = may("draft") ? ["edit", "submit", "delete"] : [];
  return may("publish_own") ? [...own, "publish", "schedule"] : own;
}

/** The steps to offer for a draft: those that the server allows, and of two that lead the same way the shorter. */
export function steps(draft: Pick<Summary, "status" | "may">): Step[] {
  const { status, may: rights } = draft;
  const has = (right: DraftRight): boolean => rights.includes(right);
  const found: Step[] = [];
  if (has("publish")) found.push("publish");
  if (has("submit") && !has("publish")) found.push("submit");
  if (has("recall")) found.push("recall");
  if (has("approve")) found.push("approve");
  if (has("return")) found.push("return");
  if (has("schedule") && status !== "scheduled") found.push("schedule");
  if (has("unschedule")) found.push("unschedule");
  if (has("edit")) found.push("embargo");
  // Whoever may throw a draft away may let others write in it.
  if (has("delete")) found.push("share", "delete");
  return found;
}
