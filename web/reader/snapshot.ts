// Reads what a rendered page shows: the one that is open, and those fetched to bring it up to date.

import type { Order, PostId } from "./frame.ts";
import type { Dated, Snapshot } from "./state.ts";

/** Reads one page; null if it is no page of a coverage. */
export function readPage(page: Document): Snapshot | null {
  const coverage = page.getElementById("coverage");
  if (!coverage) return null;
  const { floor, ceiling } = page.getElementById("posts")?.dataset ?? {};
  return {
    seq: Number(coverage.dataset.seq) || 0,
    status: coverage.dataset.status ?? "",
    floor: (floor ?? null) as Order | null,
    ceiling: (ceiling ?? null) as Order | null,
    posts: readArticles(page, "#posts > article.post"),
    pinned: readArticles(page, "#pinned article.post")[0] ?? null,
  };
}

/**
 * Joins pages that follow each other, in either order, into one snapshot.
 *
 * Its seq is the least of theirs: a change that only some of them know is then applied again,
 * which does no harm.
 */
export function joinPages(pages: readonly Snapshot[]): Snapshot | null {
  const [first] = pages;
  const last = pages.at(-1);
  if (!first || !last) return null;
  // The pages go down from the first or up from it; where there is one only, both are the same.
  const goesUp = (first.posts[0]?.order ?? "") < (last.posts[0]?.order ?? "");
  const [lowest, highest] = goesUp ? [first, last] : [last, first];
  return {
    seq: Math.min(...pages.map((page) => page.seq)),
    status: first.status,
    floor: lowest.floor,
    ceiling: highest.ceiling,
    posts: pages.flatMap((page) => page.posts),
    pinned: first.pinned,
  };
}

/** The address, as it stands in the page, of the page that follows; null on the last page. */
export function nextPage(page: Document): string | null {
  return page.querySelector("#older a[href], #newer a[href]")?.getAttribute("href") ?? null;
}

function readArticles(page: Document, selector: string): Dated[] {
  return [...page.querySelectorAll<HTMLElement>(selector)].map((article) => ({
    post: article.id.replace(/^post-/, "") as PostId,
    order: (article.dataset.order ?? "") as Order,
    seq: Number(article.dataset.seq) || 0,
    html: article.outerHTML,
  }));
}
