import { reached } from "./reach.ts";

/** How the line to the desk stands. */
export type LineStatus = "connecting" | "live" | "lost";

/** What the line tells, by the names of the server's events. */
const EVENTS = [
  "hello", "present", "gone", "change", "draft", "draft-gone", "steps", "note", "handover", "mention", "suggestions", "library", "media",
];
/** How long to wait before the line is taken up anew, in milliseconds. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

type Listener = (name: string, data: unknown) => void;

/**
 * The desk's live line for one coverage. A browser takes a broken stream up again by itself, but not one
 * that was refused or that a proxy answered with an error; this one does, and asks why first.
 */
export class Line {
  /** The name of this connection, once the server has said it. */
  connection: string | null = null;
  status: LineStatus = "connecting";
  readonly #coverage: string;
  readonly #listeners = new Set<Listener>();
  readonly #onStatus: (status: LineStatus) => void;
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT;

  constructor(coverage: string, onStatus: (status: LineStatus) => void) {
    this.#coverage = coverage;
    this.#onStatus = onStatus;
  }

  /** Takes up the line. */
  open(): void {
    this.close();
    this.#become("connecting");
    const source = new EventSource(`/api/v1/desk/stream?coverage=${encodeURIComponent(this.#coverage)}`);
    this.#source = source;
    for (const name of EVENTS) source.addEventListener(name, (event) => this.#hear(name, event.data));
    source.addEventListener("error", () => {
      this.connection = null;
      this.#become("lost");
      // The browser tries again by itself, unless it was refused.
      if (source.readyState === EventSource.CLOSED) this.#retry();
    });
  }

  /** Lets go of the line. */
  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.connection = null;
  }

  /** Calls for every event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hear(name: string, text: string): void {
    const data: unknown = JSON.parse(text);
    if (name === "hello") {
      this.connection = (data as { connection: string }).connection;
      this.#wait = FIRST_WAIT;
      this.#become("live");
      reached();
    }
    for (const listener of this.#listeners) listener(name, data);
  }

  #retry(): void {
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #become(status: LineStatus): void {
    this.status = status;
    this.#onStatus(status);
  }
}
