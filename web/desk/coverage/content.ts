// What a draft or a post says, as the desk's lists and dialogs need it.

import type { Draft, Post, Summary } from "../api/shapes.ts";
import { wordsOf } from "../diff.ts";
import type { Content } from "../editor/content.ts";

/** The content of a published post. */
export function contentOfPost(post: Post): Content {
  return {
    ...(post.headline ? { headline: post.headline } : {}),
    ...(post.label ? { label: post.label } : {}),
    ...(post.key_event ? { key_event: true } : {}),
    ...(post.byline ? { byline: post.byline } : {}),
    ...(post.contributors.length > 0 ? { contributors: post.contributors } : {}),
    ...(post.dateline ? { dateline: post.dateline } : {}),
    body: post.body as Content["body"],
  };
}

/** How long an excerpt in a list is, in characters. */
const EXCERPT = 160;

/** A draft as lists show it. */
export function summaryOf({ content, ...draft }: Draft): Summary {
  return { ...draft, headline: content.headline ?? null, excerpt: wordsOf(content).slice(0, EXCERPT) };
}

/** Whether nothing has been written yet. */
export function isBlank(content: Content): boolean {
  const { body, key_event, ...fields } = content;
  return !key_event && Object.values(fields).every((field) => !field || field.length === 0) && wordsOf(content) === "";
}
