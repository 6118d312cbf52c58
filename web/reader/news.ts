// What became of posts, as frames tell it. The server tells the same for any position, at `/since`:
// its rule is `Post::news_since`.

import type { Frame, Order, PostId } from "./frame.ts";

/** What became of a post. */
export type News = "new" | "withdrawn" | "corrected" | "clarified" | "revised" | "moved";

/** What became of posts since some moment, and where those stood that were moved. */
export type Ledger = Map<PostId, { readonly news: News; readonly from?: Order | null | undefined }>;

/** The kinds of news that a revision may be, the one that matters most first; a move matters less. */
const REVISIONS: readonly News[] = ["corrected", "clarified", "revised", "moved"];

/** What a revision with a notice of that kind is. */
export function newsOfRevision(notice: string | null): News {
  if (notice === "correction") return "corrected";
  return notice === "clarification" ? "clarified" : "revised";
}

/** Enters what a frame tells. */
export function enter(ledger: Ledger, { change }: Frame): void {
  if (!("article" in change)) return;
  const { post, order } = change.article;
  const known = ledger.get(post);
  switch (change.verb) {
    case "insert":
      ledger.set(post, { news: "new" });
      return;
    case "withdraw":
      // Nobody who looked before has read it.
      if (known?.news === "new") ledger.delete(post);
      else ledger.set(post, { news: "withdrawn" });
      return;
    case "revise": {
      const news = newsOfRevision(change.notice);
      if (!known || REVISIONS.indexOf(known.news) > REVISIONS.indexOf(news)) ledger.set(post, { news });
      return;
    }
    case "place": {
      const from = known ? known.from : change.from;
      if (known && known.news !== "moved") return;
      if (from === order) ledger.delete(post);
      else ledger.set(post, { news: "moved", from });
      return;
    }
  }
}
