// What the desk's line tells, taken into what is known of a coverage: a pure function.

import type { Person, Present, Summary } from "../api/shapes.ts";

/** What is known of a coverage besides its posts. */
export interface Known {
  /** The coverage's seq, as far as the line has told. */
  readonly seq: number;
  readonly present: readonly Present[];
  readonly drafts: readonly Summary[];
}

/** What has to be asked for, since the line tells of it and does not bring it. */
export type Ask =
  | { readonly what: "all"; readonly seq: number }
  | { readonly what: "post"; readonly id: string }
  | { readonly what: "coverage" }
  | { readonly what: "handover" }
  | { readonly what: "notes"; readonly draft: string }
  | { readonly what: "mentions"; readonly by: Person }
  | { readonly what: "suggestions" }
  | { readonly what: "library" };

/** Takes an event in. What it does not know changes nothing: a later server may tell more. */
export function take(known: Known, name: string, data: unknown): { known: Known; ask: Ask[] } {
  switch (name) {
    case "hello": {
      const { seq, present } = data as { seq: number; present: readonly Present[] };
      // Whatever was told while the line was away is asked for as a whole.
      return { known: { ...known, seq, present }, ask: [{ what: "all", seq }] };
    }
    case "present": {
      const one = data as Present;
      const others = known.present.filter(({ connection }) => connection !== one.connection);
      return { known: { ...known, present: [...others, one] }, ask: [] };
    }
    case "gone": {
      const gone = (data as { connection: string }).connection;
      return { known: { ...known, present: known.present.filter(({ connection }) => connection !== gone) }, ask: [] };
    }
    case "change": {
      const { seq, post } = data as { seq: number; post: string | null };
      if (seq <= known.seq) return { known, ask: [] };
      // A change of a post is one of its coverage too: of how many posts there are, or of the one held on top.
      const ofPost: Ask[] = post === null ? [] : [{ what: "post", id: post }];
      return { known: { ...known, seq }, ask: [...ofPost, { what: "coverage" }] };
    }
    case "draft":
      return { known: { ...known, drafts: withDraft(known.drafts, data as Summary) }, ask: [] };
    case "draft-gone": {
      const { id } = data as { id: string };
      return { known: { ...known, drafts: known.drafts.filter((draft) => draft.id !== id) }, ask: [] };
    }
    case "note":
      return { known, ask: [{ what: "notes", draft: (data as { draft: string }).draft }] };
    case "handover":
      return { known, ask: [{ what: "handover" }] };
    case "mention":
      return { known, ask: [{ what: "mentions", by: (data as { by: Person }).by }] };
    case "suggestions":
      return { known, ask: [{ what: "suggestions" }] };
    case "library":
      return { known, ask: [{ what: "library" }] };
    default:
      return { known, ask: [] };
  }
}

/** The drafts with one in them, the last touched first. An older version of it than is known changes nothing. */
export function withDraft(drafts: readonly Summary[], one: Summary): Summary[] {
  const before = drafts.find(({ id }) => id === one.id);
  if (before && before.version > one.version) return [...drafts];
  const rest = drafts.filter(({ id }) => id !== one.id);
  return [one, ...rest].sort((a, b) => b.updated_at.localeCompare(a.updated_at));
}

/**
 * The drafts of an answer, with what the line told while it was on its way: `before` was known when it was asked for,
 * `now` is. An answer that was given before a draft was made must not take that away again.
 */
export function withAnswer(answer: readonly Summary[], before: readonly Summary[], now: readonly Summary[]): readonly Summary[] {
  const gone = new Set(before.map(({ id }) => id));
  for (const { id } of now) gone.delete(id);
  const told = now.filter((one) => !before.includes(one));
  return told.reduce<readonly Summary[]>(withDraft, answer.filter(({ id }) => !gone.has(id)));
}

/** One avatar a member, however many windows they have open; where they are in a draft counts most. */
export function people(present: readonly Present[]): Present[] {
  const byMember = new Map<string, Present>();
  for (const one of present) {
    const before = byMember.get(one.member.id);
    if (!before || (!before.draft && one.draft)) byMember.set(one.member.id, one);
  }
  return [...byMember.values()].sort((a, b) => a.member.name.localeCompare(b.member.name));
}

/** Posts as the desk lists them: in the order that readers see, one of each. */
export function withPost<P extends { readonly id: string; readonly seq: number | null }>(
  posts: readonly P[],
  one: P,
): P[] {
  const place = posts.findIndex(({ id }) => id === one.id);
  if (place < 0) return [one, ...posts];
  const before = posts[place];
  // An answer that was overtaken must not bring the older words back.
  if (before && (before.seq ?? 0) > (one.seq ?? 0)) return [...posts];
  return posts.map((post) => (post.id === one.id ? one : post));
}
