// What the reader chose to see of the coverage, as the server wrote it on #posts.

import type { Article } from "./frame.ts";
import { parseElement } from "./markup.ts";

/** Whether posts stand oldest first here. */
export function isOldestFirst(posts: HTMLElement): boolean {
  return posts.dataset.order === "oldest";
}

/** Tells of an article whether the reader chose to see such posts; null where all are seen. */
export function choiceOf(posts: HTMLElement): ((article: Article) => boolean) | null {
  const { only, label } = posts.dataset;
  if (only === undefined && label === undefined) return null;
  return ({ html }) => {
    const element = parseElement(html);
    const isKey = element?.classList.contains("key") ?? false;
    const said = element?.querySelector(":scope > header .label")?.textContent;
    return (only === undefined || isKey) && (label === undefined || label === said);
  };
}

/** The address of the first page of what was chosen. */
export function firstPage(): string {
  return addressWith("post", null);
}

/** The address of this post among those that were chosen. */
export function surroundings(post: string): string {
  return `${addressWith("post", post)}#post-${post}`;
}

function addressWith(name: string, value: string | null): string {
  const chosen = new URLSearchParams(location.search);
  for (const part of ["before", "after", "post"]) chosen.delete(part);
  if (value !== null) chosen.set(name, value);
  return chosen.size === 0 ? location.pathname : `${location.pathname}?${chosen}`;
}
