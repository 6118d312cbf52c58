// Drafts, and their way to being published.

import { api, ask } from "./client.ts";
import type { Draft, Note, NoticeKind, Post, Summary } from "./shapes.ts";

const at = (slug: string): { params: { path: { slug: string } } } => ({ params: { path: { slug } } });
const one = (slug: string, id: string): { params: { path: { slug: string; id: string } } } => ({ params: { path: { slug, id } } });

// The description has the status and the rights as plain strings; here they are those that the desk knows.

export const readDrafts = async (slug: string): Promise<Summary[]> =>
  (await ask(api.GET("/api/v1/coverages/{slug}/drafts", at(slug)))).drafts as Summary[];

export async function readTrash(slug: string): Promise<Summary[]> {
  const params = { path: { slug }, query: { deleted: true } };
  return (await ask(api.GET("/api/v1/coverages/{slug}/drafts", { params }))).drafts as Summary[];
}

/** Opens a revision of a post. Whoever comes second gets the draft of the first. */
export const reviseDraft = async (slug: string, revises: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts", { ...at(slug), body: { revises } }))) as Draft;

/** Deletes a draft; if a version is given, only as it was seen. */
export const deleteDraft = (slug: string, id: string, version?: number): Promise<unknown> => {
  const { path } = one(slug, id).params;
  return ask(api.DELETE("/api/v1/coverages/{slug}/drafts/{id}", { params: { path, query: version === undefined ? {} : { version } } }));
};

export const restoreDraft = async (slug: string, id: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/restore", one(slug, id)))) as Draft;

export const shareDraft = async (slug: string, id: string, member: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/writers", { ...one(slug, id), body: { member } }))) as Draft;

export const submitDraft = async (slug: string, id: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/submit", { ...one(slug, id), body: {} }))) as Draft;

export const approveDraft = async (slug: string, id: string, version: number): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/approve", { ...one(slug, id), body: { version } }))) as Draft;

export const returnDraft = async (slug: string, id: string, note: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/return", { ...one(slug, id), body: { note } }))) as Draft;

export const recallDraft = async (slug: string, id: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/recall", one(slug, id)))) as Draft;

export const scheduleDraft = async (slug: string, id: string, publish_at: string, version: number): Promise<Draft> =>
  (await ask(
    api.POST("/api/v1/coverages/{slug}/drafts/{id}/schedule", { ...one(slug, id), body: { publish_at, version } }),
  )) as Draft;

export const unscheduleDraft = async (slug: string, id: string): Promise<Draft> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/unschedule", one(slug, id)))) as Draft;

export const embargoDraft = async (slug: string, id: string, until: string | null): Promise<Draft> =>
  (await ask(api.PUT("/api/v1/coverages/{slug}/drafts/{id}/embargo", { ...one(slug, id), body: { until } }))) as Draft;

/** How a draft goes out. Without a notice a revision is silent. */
export interface Publishing {
  readonly version: number;
  readonly notice?: { readonly kind: NoticeKind; readonly text: string };
  readonly pin?: boolean;
  readonly base_seq?: number;
}
export const publishDraft = (slug: string, id: string, body: Publishing): Promise<Post> =>
  ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/publish", { ...one(slug, id), body }));

export const readNotes = async (slug: string, id: string): Promise<Note[]> =>
  (await ask(api.GET("/api/v1/coverages/{slug}/drafts/{id}/notes", one(slug, id)))).notes;

export const addNote = (slug: string, id: string, text: string): Promise<Note> =>
  ask(api.POST("/api/v1/coverages/{slug}/drafts/{id}/notes", { ...one(slug, id), body: { text } }));

export const removeNote = (slug: string, id: string, note: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/coverages/{slug}/drafts/{id}/notes/{note}", { params: { path: { slug, id, note } } }));
