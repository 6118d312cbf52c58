// Notes on a draft: text in which members are mentioned as `@[name](id)`.

import type { Person } from "../api/shapes.ts";

/** A stretch of a note: plain words, or somebody's name. */
export type Piece = { readonly text: string } | { readonly mention: Person };

/** Takes a note's text apart. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/@\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    const [whole, name = "", id = ""] = match;
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ mention: { id, name } });
    end = match.index + whole.length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

/** The beginning of a name that is being typed before the caret, after an "@"; null if there is none. */
export function beginning(text: string, caret: number): string | null {
  const match = /(?:^|\s)@([\p{L}\p{M}'’.\- ]{0,40})$/u.exec(text.slice(0, caret));
  return match?.[1] ?? null;
}

/** The text with the name that was being typed completed, as a member sees it: "@Ada Byron ". */
export function complete(text: string, caret: number, person: Person): { text: string; caret: number } {
  const typed = beginning(text, caret) ?? "";
  const before = `${text.slice(0, caret - typed.length)}${person.name} `;
  return { text: before + text.slice(caret).trimStart(), caret: before.length };
}

/** What is sent: each "@name" of somebody who was chosen becomes a mention. */
export function encode(text: string, chosen: readonly Person[]): string {
  const longestFirst = [...chosen].sort((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce((sofar, { id, name }) => sofar.replaceAll(`@${name}`, `@[${name}](${id})`), text);
}

/** Members whose name has a word that begins so. */
export function matching(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.toLocaleLowerCase();
  return people.filter(({ name }) => {
    const lower = name.toLocaleLowerCase();
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted));
  });
}
