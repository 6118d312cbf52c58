// Templates and background blocks.

import type { Content } from "../editor/content.ts";
import { send } from "./client.ts";
import type { Background, Template } from "./shapes.ts";

export async function readTemplates(): Promise<Template[]> {
  const got = await send<Template[] | { templates: Template[] }>("GET", "/templates");
  return "templates" in got ? got.templates : got;
}
export const addTemplate = (fields: { name: string; kind: string; content: Content }): Promise<Template> =>
  send("POST", "/templates", fields);
export const amendTemplate = (id: string, fields: { name: string; kind: string; content: Content }): Promise<Template> =>
  send("PUT", `/templates/${id}`, fields);
export const removeTemplate = (id: string): Promise<void> => send("DELETE", `/templates/${id}`);

export async function readBackgrounds(): Promise<Background[]> {
  const got = await send<Background[] | { backgrounds: Background[] }>("GET", "/backgrounds");
  return "backgrounds" in got ? got.backgrounds : got;
}
export const readBackground = (id: string): Promise<Background> => send("GET", `/backgrounds/${id}`);
export const addBackground = (fields: { title: string; body: Content["body"] }): Promise<Background> =>
  send("POST", "/backgrounds", fields);
/** Revises every post that holds it; says how many those were. */
export const amendBackground = (
  id: string,
  fields: { title: string; body: Content["body"]; version: number },
): Promise<Background & { revised: number }> => send("PUT", `/backgrounds/${id}`, fields);
export const removeBackground = (id: string): Promise<void> => send("DELETE", `/backgrounds/${id}`);
