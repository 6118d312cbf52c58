// The line to the server: the stream while it can be had, and asking for changes while it cannot.
//
// The stream tells each change at once. It may be blocked, cut or dead without a sign, so there is
// always a timer too, after which `/changes` is asked what is missing. Both ways bring the same
// frames, and a frame that comes twice is taken once.

import { type Changes, type Frame, readFrame, type Seq } from "./frame.ts";
import type { Outcome } from "./state.ts";

/** How the page is being kept up to date; `stopped` once the coverage has ended, or the page is left. */
export type Mode = "connecting" | "live" | "polling" | "offline" | "stopped";

/** Whoever the frames are for. */
export interface Listener {
  /** The seq up to which nothing is missing. */
  applied(): Seq;
  /** Whether the coverage has ended, as far as is known. */
  ended(): boolean;
  /** Takes frames and tells what has to happen next. */
  take(frames: readonly Frame[]): Outcome["next"];
  /** Fetches the page and brings what is open to it; false if it cannot be had just now. */
  reload(): Promise<boolean>;
  /** Is told how the page is kept up to date, whenever that changes. */
  tell(mode: Mode): void;
}

/** The world as the line sees it. */
export interface Network {
  /** Opens the stream of the frames after this seq. */
  stream(after: Seq): EventSource;
  /** Asks for the changes after this seq; null if there is no answer to be had. */
  changes(after: Seq): Promise<Changes | null>;
  /** Whether the device believes that it has a network. */
  online(): boolean;
  /** Whether the reader can see the page. */
  visible(): boolean;
  /** A number from 0 to 1, below 1, so that readers do not all come at the same moment. */
  random(): number;
}

// All times are in milliseconds.
const POLL = 5_000;
/** How often `/changes` is asked, seen or unseen, to notice a stream that is dead without a sign. */
const WATCH = 90_000;
/** How long the stream may take to open. */
const PATIENCE = 10_000;
/** How long until the stream is tried again, once it could not be had. */
const RETRY_STREAM = 30_000;
/** The longest wait between two tries; also the pace of a page that nobody looks at. */
const SLOWEST = 60_000;
/**
 * How long until `/changes` is asked once the coverage has ended: corrections still come, or it goes
 * on. Each wait is twice as long as the one before; after the last, whoever comes back has it asked.
 */
const REST = 75_000;
/** How often it is asked so. */
const RESTS = 4;
/** A stream that breaks this often without opening in between is given up for a while. */
const BREAKS = 2;

const OPEN = 1;
const CLOSED = 2;

/** Follows one coverage for one page. */
export class Line {
  private readonly network: Network;
  private readonly listener: Listener;
  private source: EventSource | null = null;
  /** How often the stream broke since it was last open. */
  private breaks = 0;
  /** How often in a row `/changes` or the page could not be had. */
  private troubles = 0;
  /** Whether the stream is given up for a while, and until when. */
  private pollingUntil: number | null = null;
  private stopped = true;
  /** Whether the coverage has ended and everything was received. */
  private resting = false;
  /** How often it was asked since then. */
  private rests = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is being done, and what has to be done after it. */
  private doing: "nothing" | "catch up" | "reload" = "nothing";
  private wanted: Outcome["next"] = "go on";
  private told: Mode | null = null;

  constructor(network: Network, listener: Listener) {
    this.network = network;
    this.listener = listener;
  }

  /** Begins to follow; a coverage that has ended is only asked for what is missing, now and then. */
  start(): void {
    this.stopped = false;
    this.resting = false;
    this.breaks = 0;
    this.troubles = 0;
    this.pollingUntil = null;
    if (this.listener.ended()) void this.wake();
    else this.open();
  }

  /** Follows no more, until the next [start](#start). */
  stop(): void {
    this.stopped = true;
    this.close();
    clearTimeout(this.timer);
    this.tell();
  }

  /** Asks at once what is missing: the reader is back, or the network is. */
  async wake(): Promise<void> {
    const wasStopped = this.stopped;
    const before = this.listener.applied();
    this.stopped = false;
    await this.ask("catch up");
    if (this.stopped || this.listener.ended()) return;
    // A stream that did not bring what `/changes` brought is dead.
    const dead = this.listener.applied() !== before;
    if (wasStopped || dead || this.source?.readyState !== OPEN) {
      this.breaks = 0;
      this.open();
    }
  }

  private open(): void {
    this.close();
    const source = this.network.stream(this.listener.applied());
    this.source = source;
    source.addEventListener("open", () => {
      this.breaks = 0;
      this.troubles = 0;
      this.pollingUntil = null;
      this.wait();
    });
    source.addEventListener("change", ({ data }: MessageEvent<string>) => {
      this.hear(readFrame(data));
    });
    source.addEventListener("resync", () => void this.ask("reload"));
    source.addEventListener("error", () => {
      if (source === this.source) this.broken(source);
    });
    this.wait();
  }

  private close(): void {
    this.source?.close();
    this.source = null;
  }

  private hear(frame: Frame | null): void {
    this.wait();
    // While the page is being fetched nothing is taken; afterwards all that is missing is asked for.
    if (this.doing === "reload") return;
    const next = frame ? this.listener.take([frame]) : "catch up";
    if (next !== "go on") void this.ask(next);
  }

  /** The stream broke; the browser opens it again by itself unless it was refused. */
  private broken(source: EventSource): void {
    this.breaks++;
    const refused = source.readyState === CLOSED;
    if (refused || this.breaks >= BREAKS || this.pollingUntil !== null) this.giveUpStream();
    else this.wait();
  }

  private giveUpStream(): void {
    this.close();
    this.pollingUntil = Date.now() + RETRY_STREAM;
    void this.ask("catch up");
  }

  /** Does what is wanted until nothing is missing, one thing at a time. */
  private async ask(next: Outcome["next"]): Promise<void> {
    if (this.wanted !== "reload") this.wanted = next;
    if (this.doing !== "nothing") return;
    clearTimeout(this.timer);
    let answered = false;
    try {
      answered = await this.answerAll();
    } finally {
      this.doing = "nothing";
      this.wanted = "go on";
      this.settle(answered);
    }
  }

  /** Goes on after asking: by the stream, by asking again later, or not at all. */
  private settle(answered: boolean): void {
    const recovered = answered && this.troubles > 0;
    if (answered) {
      this.resting = this.listener.ended() && this.source === null;
      if (!this.resting) this.rests = 0;
    }
    // At rest no answer is no trouble: there is hardly anything to miss.
    this.troubles = answered || this.resting ? 0 : this.troubles + 1;
    if (this.stopped) return;
    if (this.resting) this.pollingUntil = null;
    // Not the stream was blocked but the network was away.
    else if (recovered && this.source === null) return this.open();
    this.wait();
  }

  /** True once nothing is missing; false if the server does not answer, or not to the purpose. */
  private async answerAll(): Promise<boolean> {
    let reloads = 0;
    while (this.wanted !== "go on") {
      this.doing = this.wanted;
      this.wanted = "go on";
      const before = this.listener.applied();
      if (this.doing === "reload") {
        // A second one would mean that an old page is served to us, time and again.
        if (++reloads > 1 || !(await this.listener.reload())) return false;
        this.wanted = "catch up";
      } else {
        const changes = await this.network.changes(before);
        if (!changes) return false;
        const next = changes.resync ? "reload" : this.listener.take(changes.frames);
        const progress = this.listener.applied() !== before;
        if (next === "reload") this.wanted = "reload";
        else if (next === "catch up" || changes.more) {
          if (!progress) return false;
          this.wanted = "catch up";
        }
      }
    }
    return true;
  }

  /** Sets the timer by how things stand, and tells so. */
  private wait(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    if (this.resting && this.rests >= RESTS) return this.tell();
    this.timer = setTimeout(() => this.wakeUp(), this.pause() * (0.8 + 0.4 * this.network.random()));
    this.tell();
  }

  private pause(): number {
    if (this.resting) return REST * 2 ** this.rests;
    if (this.troubles > 0) return Math.min(POLL * 2 ** (this.troubles - 1), SLOWEST);
    if (this.source?.readyState === OPEN) return WATCH;
    if (!this.network.online() || !this.network.visible()) return SLOWEST;
    return this.pollingUntil === null ? PATIENCE : POLL;
  }

  private wakeUp(): void {
    // Whoever comes back to a page at rest has it ask at once; until then nobody need know.
    if (this.resting) this.rests++;
    if (this.resting && !this.network.visible()) return this.wait();
    if (this.resting || this.source?.readyState === OPEN) return void this.wake();
    if (this.pollingUntil === null) return this.giveUpStream();
    if (Date.now() >= this.pollingUntil) {
      this.pollingUntil = Date.now() + RETRY_STREAM;
      this.open();
    }
    void this.ask("catch up");
  }

  private tell(): void {
    const mode = this.mode();
    if (mode !== this.told) this.listener.tell(mode);
    this.told = mode;
  }

  private mode(): Mode {
    if (this.stopped || this.resting) return "stopped";
    if (this.source?.readyState === OPEN) return "live";
    if (this.troubles > 0 || !this.network.online()) return "offline";
    return this.pollingUntil === null ? "connecting" : "polling";
  }
}
