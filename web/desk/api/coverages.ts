// Coverages and their published posts.

import { api, ask } from "./client.ts";
import type {
  BulkResult,
  Completions,
  Coverage,
  CoveragePatch,
  Draft,
  Found,
  Handover,
  Placement,
  Post,
  Reminders,
  Theme,
} from "./shapes.ts";
import type { Content } from "../editor/content.ts";

const at = (slug: string): { params: { path: { slug: string } } } => ({ params: { path: { slug } } });
const of = (slug: string, id: string): { params: { path: { slug: string; id: string } } } => ({ params: { path: { slug, id } } });

export async function readCoverages(): Promise<Coverage[]> {
  return (await ask(api.GET("/api/v1/coverages"))).coverages;
}

export const openCoverage = (fields: {
  slug: string;
  headline: string;
  standfirst?: string;
  language?: string;
  time_zone?: string;
  status?: string;
}): Promise<Coverage> => ask(api.POST("/api/v1/coverages", { body: fields }));

export const readCoverage = (slug: string): Promise<Coverage> => ask(api.GET("/api/v1/coverages/{slug}", at(slug)));

/** The themes of this server: how pages of a coverage can look. */
export const readThemes = async (): Promise<Theme[]> => (await ask(api.GET("/api/v1/themes"))).themes;

export const amendCoverage = (slug: string, body: CoveragePatch): Promise<Coverage> =>
  ask(api.PATCH("/api/v1/coverages/{slug}", { ...at(slug), body }));

/** The newest posts, or those older than one; so many at most. */
export async function readPosts(slug: string, limit: number, before?: string): Promise<Post[]> {
  const query = before ? { limit, before } : { limit };
  return (await ask(api.GET("/api/v1/coverages/{slug}/posts", { params: { path: { slug }, query } }))).posts;
}

export const readPost = (slug: string, id: string): Promise<Post> =>
  ask(api.GET("/api/v1/coverages/{slug}/posts/{id}", of(slug, id)));

export const markKeyEvent = (slug: string, id: string, mark: "mark" | "unmark"): Promise<Post> =>
  ask(api.PATCH("/api/v1/coverages/{slug}/posts/{id}", { ...of(slug, id), body: { key_event: mark === "mark" } }));

export async function withdraw(slug: string, id: string, reason: string): Promise<Post> {
  // Only the deletion of a draft is answered with nothing.
  return (await ask(api.DELETE("/api/v1/coverages/{slug}/posts/{id}", { ...of(slug, id), body: { reason } }))) as Post;
}

/** Takes a post back and keeps its words in a new draft. */
export const unpublish = async (slug: string, id: string, reason: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/posts/{id}/unpublish", { ...of(slug, id), body: { reason } }))) as Draft;

/** Puts a post elsewhere among the others; a `shown_at` of null puts it back to when it was published. */
export const setPlacement = (slug: string, id: string, body: Placement): Promise<Post> =>
  ask(api.POST("/api/v1/coverages/{slug}/posts/{id}/placement", { ...of(slug, id), body }));

export type BulkAction = "withdraw" | "label" | "key_event" | "unmark_key_event" | "delete_drafts" | "approve";
export async function bulk(
  slug: string,
  body: { action: BulkAction; ids: string[]; versions?: number[]; reason?: string; label?: string },
): Promise<BulkResult[]> {
  return (await ask(api.POST("/api/v1/coverages/{slug}/bulk", { ...at(slug), body }))).results;
}

export const readHandover = (slug: string): Promise<Handover> =>
  ask(api.GET("/api/v1/coverages/{slug}/handover", at(slug)));
export const writeHandover = (slug: string, text: string, version: number): Promise<Handover> =>
  ask(api.PUT("/api/v1/coverages/{slug}/handover", { ...at(slug), body: { text, version } }));

export const readCompletions = (slug: string): Promise<Completions> =>
  ask(api.GET("/api/v1/coverages/{slug}/completions", at(slug)));
export const readReminders = (
  slug: string,
  content: Content,
  draft: string,
  revises: string | null,
  signal: AbortSignal,
): Promise<Reminders> =>
  ask(api.POST("/api/v1/coverages/{slug}/reminders", { ...at(slug), body: { content, draft, revises }, signal }));
/** How readers will see it. */
export async function preview(slug: string, content: Content): Promise<string> {
  return (await ask(api.POST("/api/v1/coverages/{slug}/preview", { ...at(slug), body: { content } }))).html;
}

export async function search(words: string, coverage?: string, kind?: "post" | "draft"): Promise<Found[]> {
  const query = { q: words, ...(coverage ? { coverage } : {}), ...(kind ? { kind } : {}) };
  return (await ask(api.GET("/api/v1/search", { params: { query } }))).results;
}
