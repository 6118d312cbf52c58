// Pictures and films that are stored, and what is said of them.

import { api, ask } from "./client.ts";
import { Fault } from "./fault.ts";
import type { components } from "./schema.ts";

type Schemas = components["schemas"];

/** A picture or film. */
export type Medium = Omit<Schemas["Medium"], "kind" | "state" | "problem"> & {
  readonly kind: "image" | "film" | null;
  readonly state: "received" | "ready" | "refused";
  /** Why it was refused. */
  readonly problem: { readonly code: string; readonly detail: string; readonly hint: string } | null;
};
/** What is to be said of one; what is left out stays. */
export type MediumPatch = Schemas["MediumPatch"];

/** Some of the library, the newest first. */
export interface MediaPage {
  readonly media: readonly Medium[];
  /** Where those that came earlier begin; null when there are none. */
  readonly before: string | null;
}

/** What is looked for in the library. */
export interface MediaQuestion {
  readonly q?: string;
  readonly kind?: "image" | "film";
  readonly before?: string;
}

const of = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });

export const readMedia = async (query: MediaQuestion): Promise<MediaPage> =>
  (await ask(api.GET("/api/v1/media", { params: { query } }))) as MediaPage;
export const readMedium = async (id: string): Promise<Medium> => (await ask(api.GET("/api/v1/media/{id}", of(id)))) as Medium;
export const amendMedium = async (id: string, body: MediumPatch): Promise<Medium> =>
  (await ask(api.PATCH("/api/v1/media/{id}", { ...of(id), body }))) as Medium;
/** Takes one away that no reader has seen. */
export const removeMedium = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/media/{id}", of(id)));

/** The fault of a file that the server looked at and did not take. */
export function refused({ problem }: Medium): Fault {
  const { code, detail, hint } = problem ?? { code: "media_refused", detail: "", hint: "" };
  return new Fault({ code, status: 422, sentence: detail, hint });
}
