// Where the others are in the draft. Each tells a place in the document of some version, from which
// the steps since then lead to the place in the document here.

import { Mapping, type Step, type StepMap } from "prosemirror-transform";
import type { Other } from "./index.ts";
import type { Caret, Present } from "./remote.ts";

/** How many steps back a caret may have been told. */
const MOST_MAPS = 500;

/** The others in one draft. */
export class Carets {
  private readonly draft: string;
  private readonly others = new Map<string, Present>();
  private maps: StepMap[] = [];
  private version: number;

  constructor(draft: string, version: number) {
    this.draft = draft;
    this.version = version;
  }

  /** Takes where somebody is; true if that tells anything about this draft. */
  set(present: Present): boolean {
    if (present.draft === this.draft) return !!this.others.set(present.connection, present);
    return this.others.delete(present.connection);
  }

  /** Forgets somebody; true if they were in this draft. */
  delete(connection: string): boolean {
    return this.others.delete(connection);
  }

  /** Forgets all. */
  clear(): void {
    this.others.clear();
  }

  /** Takes the steps that led to a version; none if the document was put in place of another. */
  confirmed(steps: readonly Step[], version: number): void {
    this.maps = steps.length === 0 ? [] : [...this.maps, ...steps.map((step) => step.getMap())].slice(-MOST_MAPS);
    this.version = version;
  }

  /** Everybody but the connection itself, with places in the document after `own`. */
  places(self: string | null, own: readonly Step[], size: number): Other[] {
    return [...this.others.values()]
      .filter(({ connection }) => connection !== self)
      .map(({ connection, member, selection }) => ({ connection, member, selection: selection && this.place(selection, own, size) }));
  }

  private place(caret: Caret, own: readonly Step[], size: number): { anchor: number; head: number } {
    const since = Math.max(0, this.maps.length - Math.max(0, this.version - caret.version));
    const mapping = new Mapping([...this.maps.slice(since), ...own.map((step) => step.getMap())]);
    const here = (position: number): number => Math.max(0, Math.min(size, mapping.map(position, -1)));
    return { anchor: here(caret.anchor), head: here(caret.head) };
  }
}

/** A place in the document here, as a place in the one that the server confirmed. */
export function told(selection: { anchor: number; head: number }, own: readonly Step[], version: number): Caret {
  const back = new Mapping([...own].reverse().map((step) => step.getMap().invert()));
  return { anchor: back.map(selection.anchor), head: back.map(selection.head), version };
}
