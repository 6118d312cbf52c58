// What is taken out of the record for good, by owners.

import { api, ask } from "./client.ts";
import type { Post } from "./shapes.ts";

/** The grounds on which something is redacted. It is all that readers are told. */
export const GROUNDS = ["legal", "safety", "privacy"] as const;
export type Ground = (typeof GROUNDS)[number];

/** Takes the words of a post out of the record, in all its versions. */
export const redactPost = (slug: string, id: string, reason: Ground): Promise<Post> =>
  ask(api.POST("/api/v1/coverages/{slug}/posts/{id}/redact", { params: { path: { slug, id } }, body: { reason } }));

/** Takes a picture or film away, whatever shows it. */
export const redactMedium = (id: string, reason: Ground): Promise<unknown> =>
  ask(api.POST("/api/v1/media/{id}/redact", { params: { path: { id } }, body: { reason } }));
