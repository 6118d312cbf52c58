// Frames: what the server sends for each change of the coverage, and how they are read.
//
// Whatever comes from outside is checked here, once; the rest of the script trusts its types.

/** The id of a post. */
export type PostId = string & { readonly brand: "PostId" };

/**
 * Where a post stands among the others: the time it is shown under, then the seq of its publication,
 * both in hex of fixed width, so that plain string comparison puts the newest last.
 */
export type Order = string & { readonly brand: "Order" };

/** A coverage's position in its record; 0 is before the first change. */
export type Seq = number;

/** A coverage's status, as far as the script cares: an ended one sends no more frames. */
export type Status = string;

/** A post as it should now stand in the page. */
export interface Article {
  readonly post: PostId;
  readonly order: Order;
  /** The whole `<article>`. */
  readonly html: string;
}

/** What a frame changes in the page. */
export type Change =
  /** A post was published or withdrawn. */
  | { readonly verb: "insert" | "withdraw"; readonly article: Article }
  /** A post was revised; `notice` is the kind of the notice that came with it, if one did. */
  | { readonly verb: "revise"; readonly article: Article; readonly notice: string | null }
  /** A post is shown under another time, and so elsewhere than `from`, if that is known. */
  | { readonly verb: "place"; readonly article: Article; readonly from: Order | null }
  /** A post was pinned; the one that was pinned before, if any, goes back among the others. */
  | { readonly verb: "pin"; readonly article: Article; readonly unpinned: Article | null }
  /** The pinned post goes back among the others. */
  | { readonly verb: "unpin"; readonly article: Article }
  /** A part of the page outside the posts was replaced; `title` is the new headline, if it is that. */
  | { readonly verb: "section"; readonly target: string; readonly html: string; readonly title: string | null }
  /** The whole page was rendered anew, or the frame makes sense only to a newer script. */
  | { readonly verb: "reload" }
  /** There is nothing to show. */
  | { readonly verb: "none" };

/** One change of the coverage, ready to show. */
export interface Frame {
  readonly seq: Seq;
  readonly change: Change;
  readonly status: Status;
  /** The number of posts in words, such as "52 posts". */
  readonly countText: string | null;
  /** What stands of a post in lists on top of the page now. */
  readonly lists: readonly Listed[];
}

/** The items of a post in the list of this id, of which there may be none. */
export interface Listed {
  readonly target: string;
  readonly post: PostId;
  readonly html: string;
}

/** The answer of `/changes`: the frames after a position, oldest first. */
export interface Changes {
  readonly frames: readonly Frame[];
  /** There are further frames after these. */
  readonly more: boolean;
  /** The position is too far behind for frames; the page has to be fetched again. */
  readonly resync: boolean;
  readonly status: Status;
}

/**
 * Reads a frame out of parsed JSON; null if it has no seq and so is no frame at all.
 *
 * A verb that this script does not know changes nothing but keeps its seq. A verb that it knows,
 * without what belongs to it, becomes a reload: no change is lost in silence.
 */
export function parseFrame(json: unknown): Frame | null {
  if (!isRecord(json)) return null;
  const { seq, status, count_text: countText } = json;
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) return null;
  return {
    seq,
    change: parseChange(json),
    status: typeof status === "string" ? status : "",
    countText: typeof countText === "string" ? countText : null,
    lists: parseLists(json),
  };
}

/** Reads a frame out of the data of a stream's event; null if it is none. */
export function readFrame(data: string): Frame | null {
  return parseFrame(parseJson(data));
}

/** Reads the text that `/changes` answered; null if it is something else. */
export function readChanges(text: string): Changes | null {
  return parseChanges(parseJson(text));
}

/** Reads the answer of `/changes`; null if it is none, and also if one of its frames is none. */
export function parseChanges(json: unknown): Changes | null {
  if (!isRecord(json) || !Array.isArray(json.frames)) return null;
  const frames: Frame[] = [];
  for (const item of json.frames) {
    const frame = parseFrame(item);
    if (!frame) return null;
    frames.push(frame);
  }
  return {
    frames,
    more: json.more === true,
    resync: json.resync === true,
    status: typeof json.status === "string" ? json.status : "",
  };
}

function parseChange(json: Readonly<Record<string, unknown>>): Change {
  const { verb, html, target, text } = json;
  switch (verb) {
    case "insert":
    case "withdraw":
    case "unpin": {
      const article = parseArticle(json);
      return article ? { verb, article } : { verb: "reload" };
    }
    case "revise": {
      const article = parseArticle(json);
      const kind = isRecord(json.notice) ? json.notice.kind : null;
      return article ? { verb, article, notice: typeof kind === "string" ? kind : null } : { verb: "reload" };
    }
    case "place": {
      const article = parseArticle(json);
      const from = typeof json.from === "string" ? (json.from as Order) : null;
      return article ? { verb, article, from } : { verb: "reload" };
    }
    case "pin": {
      const article = parseArticle(json);
      const unpinned = json.unpinned == null ? null : parseArticle(json.unpinned);
      const whole = article && (unpinned || json.unpinned == null);
      return whole ? { verb, article, unpinned } : { verb: "reload" };
    }
    case "headline":
    case "standfirst":
    case "status":
    case "lead":
    case "key_points":
    case "go_deeper": {
      if (typeof target !== "string" || typeof html !== "string") return { verb: "reload" };
      const title = verb === "headline" && typeof text === "string" ? text : null;
      return { verb: "section", target, html, title };
    }
    case "settings":
      return { verb: "reload" };
    default:
      return { verb: "none" };
  }
}

function parseLists({ lists, post }: Readonly<Record<string, unknown>>): Listed[] {
  if (!isRecord(lists) || typeof post !== "string") return [];
  return Object.entries(lists).flatMap(([target, html]) =>
    typeof html === "string" ? [{ target, post: post as PostId, html }] : [],
  );
}

function parseArticle(json: unknown): Article | null {
  if (!isRecord(json)) return null;
  const { post, order, html } = json;
  if (typeof post !== "string" || typeof order !== "string" || typeof html !== "string") return null;
  return { post: post as PostId, order: order as Order, html };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Null for text that is no JSON, such as the page that a hotel's network puts before every other. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
