// Reads what a rendered page shows: the one that is open, and those fetched to bring it up to date.

import type { Order, PostId } from "./frame.ts";
import type { Dated, Snapshot } from "./state.ts";

/** Reads one page; null if it is no page of a coverage. */
export function readPage(page: Document): Snapshot | null {
  const coverage = page.getElementById("coverage");
  if (!coverage) return null;
  return {
    seq: Number(coverage.dataset.seq) || 0,
    status: coverage.dataset.status ?? "",
    floor: readFloor(page),
    posts: readArticles(page, "#posts > article.post"),
    pinned: readArticles(page, "#pinned article.post")[0] ?? null,
  };
}

/**
 * Joins pages that follow each other, the newest posts first, into one snapshot.
 *
 * Its seq is the least of theirs: a change that only some of them know is then applied again,
 * which does no harm.
 */
export function joinPages(pages: readonly Snapshot[]): Snapshot | null {
  const [first] = pages;
  const last = pages.at(-1);
  if (!first || !last) return null;
  return {
    seq: Math.min(...pages.map((page) => page.seq)),
    status: first.status,
    floor: last.floor,
    posts: pages.flatMap((page) => page.posts),
    pinned: first.pinned,
  };
}

/** The address, as it stands in the page, of the page with older posts; null on the last page. */
export function olderPage(page: Document): string | null {
  return page.querySelector("#older a[href]")?.getAttribute("href") ?? null;
}

/** The link to older posts names the oldest post of this page, which may be the pinned one. */
function readFloor(page: Document): Order | null {
  const older = olderPage(page);
  if (older === null) return null;
  const oldest = new URL(older, location.href).searchParams.get("before");
  return (page.getElementById(`post-${oldest}`)?.dataset.order ?? "") as Order;
}

function readArticles(page: Document, selector: string): Dated[] {
  return [...page.querySelectorAll<HTMLElement>(selector)].map((article) => ({
    post: article.id.replace(/^post-/, "") as PostId,
    order: (article.dataset.order ?? "") as Order,
    seq: Number(article.dataset.seq) || 0,
    html: article.outerHTML,
  }));
}
