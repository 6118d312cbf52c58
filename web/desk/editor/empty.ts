import type { Content } from "./content.ts";

/** Content in which nothing is written yet. It stands alone so that a page which only begins posts needs no editor. */
export const EMPTY: Content = { body: { v: 1, doc: { type: "doc", content: [{ type: "paragraph" }] } } };
