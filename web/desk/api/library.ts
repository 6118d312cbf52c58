// Templates and background blocks.

import type { Content } from "../editor/content.ts";
import type { Places } from "../editor/index.ts";
import { api, ask } from "./client.ts";
import type { Background, Template } from "./shapes.ts";

const of = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });

/** What a member writes of a template. */
export interface TemplateFields {
  readonly name: string;
  readonly kind: string;
  readonly content: Content;
}

export const readTemplates = async (): Promise<Template[]> =>
  (await ask(api.GET("/api/v1/templates"))).templates as Template[];
export const addTemplate = (body: TemplateFields): Promise<unknown> => ask(api.POST("/api/v1/templates", { body }));
export const amendTemplate = (id: string, body: TemplateFields): Promise<unknown> =>
  ask(api.PUT("/api/v1/templates/{id}", { ...of(id), body }));
export const removeTemplate = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/templates/{id}", of(id)));

export const readBackgrounds = async (): Promise<Background[]> =>
  (await ask(api.GET("/api/v1/backgrounds"))).backgrounds as Background[];
export const addBackground = (body: { title: string; body: Content["body"] }): Promise<unknown> =>
  ask(api.POST("/api/v1/backgrounds", { body }));
/** Revises every post that holds it; the answer says how many those were. */
export const amendBackground = async (
  id: string,
  body: { title: string; body: Content["body"]; version: number },
): Promise<Background> => (await ask(api.PUT("/api/v1/backgrounds/{id}", { ...of(id), body }))) as Background;
export const removeBackground = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/backgrounds/{id}", of(id)));

/** Places and countries of the world whose names begin so. */
export const findPlaces = async (q: string): Promise<Places> =>
  (await ask(api.GET("/api/v1/places", { params: { query: { q } } }))) as Places;
