// The composer: what the desk's app needs to know of it, and no more.

import type { EditorState, Plugin, Transaction } from "prosemirror-state";
import type { Content } from "./content.ts";
import type { Draft, Person, Refused } from "./remote.ts";

export { mountEditor } from "./mount.ts";
export { type Body, type BodyNode, type Content, EMPTY } from "./content.ts";
export { newId } from "./id.ts";
export { Journal } from "./journal.ts";
export { type DeskStream, type Draft, type Person, type Present, Refused, type Remote, remoteDraft, Unreachable } from "./remote.ts";
export { deliver, openDraft, type OpenDraft } from "./session.ts";

/**
 * Where the words are: on the server; on the way; in this browser only, until the server can be
 * had; or in two versions, between which a member has to choose.
 */
export type Status = "saved" | "saving" | "offline" | "conflict";

/** Two versions of a draft that could not be merged. None is discarded before a member chooses. */
export interface Conflict {
  /** What was written in this browser. */
  readonly mine: Content;
  /** What the server has; the session's document goes on from it. */
  readonly theirs: Content;
}

/** Somebody else in the draft; positions are in the session's current document. */
export interface Other {
  readonly connection: string;
  readonly member: Person;
  readonly selection: { readonly anchor: number; readonly head: number } | null;
}

/** What an open draft tells of itself. */
export interface SessionEvents {
  /** The document or the selection has changed. */
  state: EditorState;
  status: Status;
  /** Who else is in the draft, or where, has changed. */
  present: readonly Other[];
}

/** A draft that is open in this tab: journalled, saved and edited jointly until it is destroyed. */
export interface DraftSession {
  readonly id: string;
  readonly coverage: string;
  readonly state: EditorState;
  readonly status: Status;
  readonly present: readonly Other[];
  /** The draft as the server last told it; null while the server does not know it yet. */
  readonly draft: Draft | null;
  readonly conflict: Conflict | null;
  /** Why the server will not have what was written, if it will not; the words stay in this browser. */
  readonly refusal: Refused | null;
  /** Calls for each event until the returned function is called. */
  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void;
  /** Edits the document. */
  dispatch(transaction: Transaction): void;
  /** Adds plugins, such as those of a view, until the returned function is called. */
  use(plugins: readonly Plugin[]): () => void;
  /** What the draft says now. */
  content(): Content;
  /** Puts other content in the place of all that the draft says, as an edit that can be undone. */
  replace(content: Content): void;
  /** Ends the conflict with the version that is kept; "both" puts mine under theirs. */
  settle(choice: "mine" | "theirs" | "both"): void;
  /** Saves at once. Resolves with the version that the server then has; fails if it cannot be had. */
  flush(): Promise<number>;
  /** Takes in what others have written, then saves as `flush` does. */
  refresh(): Promise<number>;
  /** Ends the session once the journal has all. What the server does not have stays in the journal. */
  destroy(): Promise<void>;
}

/** What the composer asks of the app around it. */
export interface Hooks {
  /** The text for a message of `editor.ftl`. */
  text(id: string, args?: Readonly<Record<string, string | number>>): string;
  /** The coverage's language, such as "en" or "pt-BR": it decides which quotation marks are typed. */
  readonly language: string;
  /** Ctrl/Cmd+Enter. */
  publish(): void;
  /** What has been used before, the most used first. */
  completions(): Promise<Completions>;
  /** Posts of the member's coverages that fit the words, to be linked or shown as a card. */
  search(words: string): Promise<readonly Found[]>;
  /** The library's background blocks. */
  backgrounds(): Promise<readonly Background[]>;
  /**
   * What a card of an address says; null where addresses stay text. It never fails: a card that
   * could not be had says why.
   */
  readonly card: ((url: string) => Promise<Card>) | null;
  /** Places and countries of the world whose names begin with the words. */
  places(words: string): Promise<Places>;
  /** Pictures and films. */
  readonly media: Media;
}

/** What is done with pictures and films. */
export interface Media {
  /** Sends a file, and tells which part of it is there, from 0 to 1. It never fails: what could not be sent says why. */
  send(file: File, told: (part: number) => void, signal: AbortSignal): Promise<Sent>;
  /** Lets one choose from the library; none is a choice too. */
  choose(kind: Stored["kind"] | null): Promise<readonly Stored[]>;
}

/** What has become of a file that was sent. */
export type Sent = { readonly medium: Stored } | { readonly problem: { readonly sentence: string; readonly hint: string } };

/** A picture or film that is stored, with what is said of it. */
export interface Stored {
  readonly id: string;
  readonly kind: "image" | "film";
  readonly filename: string;
  readonly width: number | null;
  readonly height: number | null;
  /** In seconds. */
  readonly duration: number | null;
  /** The picture by which a film is shown. */
  readonly poster: string | null;
  readonly alt: string | null;
  readonly caption: string | null;
  readonly credit: string | null;
  readonly source: string | null;
  readonly focus: string | null;
}

/** What has been used before in the fields. */
export interface Completions {
  readonly bylines: readonly string[];
  readonly contributors: readonly string[];
  readonly labels: readonly string[];
  readonly datelines: readonly string[];
}

/** What stands at an address, as a card says it. */
export interface Card {
  /** The address, which may be another than was asked for: that of the post itself, where a short one led to it. */
  readonly url: string;
  readonly provider: string | null;
  readonly title: string | null;
  readonly byline: string | null;
  readonly text: string | null;
  readonly posted_at: string | null;
  /** The id of the stored picture. */
  readonly picture: string | null;
  readonly picture_width: number | null;
  readonly picture_height: number | null;
  readonly picture_alt: string | null;
  /** Why it says no more, where it could. */
  readonly problem: { readonly code: string; readonly detail: string; readonly hint?: string } | null;
}

/** An earlier post. */
export interface Found {
  readonly title: string;
  readonly excerpt: string;
  /** Its own page, as an absolute URL. */
  readonly url: string;
}

/** A place of the gazetteer. */
export interface Place {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly kind: "dot" | "city" | "capital" | "incident";
  readonly latitude: number;
  readonly longitude: number;
  readonly population: number;
}

/** What a name may mean on a map. */
export interface Places {
  readonly places: readonly Place[];
  /** ISO 3166-1 alpha-3 and the name. */
  readonly countries: readonly { readonly code: string; readonly name: string }[];
}

/** A block of the library, written once and used in many posts. */
export interface Background {
  readonly id: string;
  readonly title: string;
  readonly body: Content["body"];
}

/** A composer on a page. */
export interface Editor {
  /** Moves the caret there: to the headline, or to the body's end. */
  focus(place: "headline" | "body"): void;
  /** Writes words where the caret is; those of further lines go on in the body. */
  type(words: string): void;
  destroy(): void;
}

/** A draft whose last words are in this browser only. */
export interface Unsynced {
  readonly draft: string;
  readonly coverage: string;
  readonly content: Content;
  /** When it was last written in, in milliseconds since 1970. */
  readonly at: number;
}

/** Words in this browser that this editor cannot read, as after it was changed. */
export interface Unreadable {
  /** Names the entry of the journal. */
  readonly client: string;
  readonly coverage: string;
  readonly words: string;
}
