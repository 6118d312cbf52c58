import type { NoticeKind } from "../api/shapes.ts";

/** What readers are told of a revision; "silent" is for a typing error. */
export type NoticeChoice = NoticeKind | "silent";

export const KINDS: readonly NoticeChoice[] = ["correction", "clarification", "update", "silent"];
