// The feeds that a coverage watches, and what they suggest.

import { api, ask } from "./client.ts";
import type { Suggestion, WatchedFeed } from "./shapes.ts";

const at = (slug: string): { params: { path: { slug: string } } } => ({ params: { path: { slug } } });
const one = (slug: string, id: string): { params: { path: { slug: string; id: string } } } => ({ params: { path: { slug, id } } });

/** What the watched feeds bring to the desk. */
export interface Suggested {
  /** What waits, the last found first. */
  readonly suggestions: readonly Suggestion[];
  /** The feeds that could not be read the last time. */
  readonly broken: readonly WatchedFeed[];
}

/** What waits for the desk; null where no feed is watched from which anything could come. */
export async function readSuggestions(slug: string): Promise<Suggested | null> {
  const feeds = await readFeeds(slug);
  if (feeds.length === 0) return null;
  const { suggestions } = await ask(api.GET("/api/v1/coverages/{slug}/suggestions", at(slug)));
  return { suggestions, broken: feeds.filter(({ problem }) => problem !== null) };
}
/** Makes a draft of one. Gives the draft's id. */
export const draftSuggestion = async (slug: string, id: string): Promise<string> =>
  (await ask(api.POST("/api/v1/coverages/{slug}/suggestions/{id}/draft", one(slug, id)))).draft;
/** Puts one aside, for everybody. */
export const dismissSuggestion = (slug: string, id: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/coverages/{slug}/suggestions/{id}", one(slug, id)));

export const readFeeds = async (slug: string): Promise<WatchedFeed[]> =>
  (await ask(api.GET("/api/v1/coverages/{slug}/feeds", at(slug)))).feeds;
export const watchFeed = (slug: string, url: string): Promise<WatchedFeed> =>
  ask(api.POST("/api/v1/coverages/{slug}/feeds", { ...at(slug), body: { url } }));
/** Has one read at once. Gives how it then stands. */
export const readFeed = (slug: string, id: string): Promise<WatchedFeed> =>
  ask(api.POST("/api/v1/coverages/{slug}/feeds/{id}/read", one(slug, id)));
export const unwatchFeed = (slug: string, id: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/coverages/{slug}/feeds/{id}", one(slug, id)));
