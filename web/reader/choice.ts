// What the reader chose to see of the coverage, as the server wrote it on #posts.

import type { Article } from "./frame.ts";
import { parseElement } from "./markup.ts";

/** How many labels the server offers at most. */
const LABELS = 12;

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
    return (only === undefined || isKey) && (label === undefined || label === labelOf(element));
  };
}

/** Offers the label of a post to choose by, where it is not offered yet, nor too many others are. */
export function offerLabel(post: Element): void {
  const label = labelOf(post);
  const ways = document.querySelector("#choice ul:last-child");
  const known = [...(ways?.querySelectorAll("bdi") ?? [])].map((name) => name.textContent);
  if (!label || known.length >= LABELS || known.includes(label)) return;
  const order = new URLSearchParams(location.search).get("order");
  const [item, way, name] = ["li", "a", "bdi"].map((tag) => document.createElement(tag)) as [Element, HTMLAnchorElement, Element];
  way.href = `?${new URLSearchParams({ ...(order && { order }), label })}#choice`;
  name.append(label);
  way.append(name);
  item.append(way);
  ways?.append(item);
}

function labelOf(post: Element | null): string | null | undefined {
  return post?.querySelector(":scope > header .label")?.textContent;
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
