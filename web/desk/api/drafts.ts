// Drafts, and their way to being published.

import type { Content } from "../editor/content.ts";
import { send } from "./client.ts";
import type { Draft, Note, NoticeKind, Post, Summary } from "./shapes.ts";

const drafts = (slug: string): string => `/coverages/${encodeURIComponent(slug)}/drafts`;
const one = (slug: string, id: string): string => `${drafts(slug)}/${encodeURIComponent(id)}`;

export async function readDrafts(slug: string): Promise<Summary[]> {
  return (await send<{ drafts: Summary[] }>("GET", drafts(slug))).drafts;
}
export async function readTrash(slug: string): Promise<Summary[]> {
  return (await send<{ drafts: Summary[] }>("GET", `${drafts(slug)}?deleted=true`)).drafts;
}
export const readDraft = (slug: string, id: string): Promise<Draft> => send("GET", one(slug, id));
export const createDraft = (
  slug: string,
  fields: { id?: string; content?: Content; revises?: string },
): Promise<Draft> => send("POST", drafts(slug), fields);
export const deleteDraft = (slug: string, id: string): Promise<void> => send("DELETE", one(slug, id));
export const restoreDraft = (slug: string, id: string): Promise<Draft> => send("POST", `${one(slug, id)}/restore`, {});
export const shareDraft = (slug: string, id: string, member: string): Promise<Draft> =>
  send("POST", `${one(slug, id)}/writers`, { member });

export const submitDraft = (slug: string, id: string, note?: string): Promise<Draft> =>
  send("POST", `${one(slug, id)}/submit`, note ? { note } : {});
export const approveDraft = (slug: string, id: string): Promise<Draft> => send("POST", `${one(slug, id)}/approve`, {});
export const returnDraft = (slug: string, id: string, note: string): Promise<Draft> =>
  send("POST", `${one(slug, id)}/return`, { note });
export const recallDraft = (slug: string, id: string): Promise<Draft> => send("POST", `${one(slug, id)}/recall`, {});
export const scheduleDraft = (slug: string, id: string, publish_at: string, version: number): Promise<Draft> =>
  send("POST", `${one(slug, id)}/schedule`, { publish_at, version });
export const unscheduleDraft = (slug: string, id: string): Promise<Draft> =>
  send("POST", `${one(slug, id)}/unschedule`, {});
export const embargoDraft = (slug: string, id: string, until: string | null): Promise<Draft> =>
  send("PUT", `${one(slug, id)}/embargo`, { until });

/** How a draft goes out. Without a notice a revision is silent. */
export interface Publishing {
  readonly version: number;
  readonly notice?: { readonly kind: NoticeKind; readonly text: string };
  readonly pin?: boolean;
  readonly base_seq?: number;
}
export const publishDraft = (slug: string, id: string, publishing: Publishing): Promise<Post> =>
  send("POST", `${one(slug, id)}/publish`, publishing);

export async function readNotes(slug: string, id: string): Promise<Note[]> {
  const got = await send<Note[] | { notes: Note[] }>("GET", `${one(slug, id)}/notes`);
  return "notes" in got ? got.notes : got;
}
export const addNote = (slug: string, id: string, text: string): Promise<Note> =>
  send("POST", `${one(slug, id)}/notes`, { text });
export const removeNote = (slug: string, id: string, note: string): Promise<void> =>
  send("DELETE", `${one(slug, id)}/notes/${note}`);
