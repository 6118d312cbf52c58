// A server in memory with the rules of the real one, a network that loses, repeats and delays, and
// a clock that tests drive. All of it follows from a seed.

import type { Timers } from "../collab.ts";
import { type Content, EMPTY } from "../content.ts";
import { type Batch, type Draft, type Remote, type StepsAfter, type TakenStep, Unreachable } from "../remote.ts";

/** Numbers that follow from a seed: mulberry32, by Tommy Ettinger, in the public domain. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Time that passes only when asked to. */
export class Clock implements Timers {
  private time = 0;
  private readonly calls: { at: number; order: number; call: () => void }[] = [];
  private order = 0;
  readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  now(): number {
    return this.time;
  }

  after(milliseconds: number, call: () => void): () => void {
    const entry = { at: this.time + milliseconds, order: this.order++, call };
    this.calls.push(entry);
    return () => {
      const index = this.calls.indexOf(entry);
      if (index >= 0) this.calls.splice(index, 1);
    };
  }

  /** Lets the next thing happen; false if nothing is due any more. */
  async step(): Promise<boolean> {
    await settled();
    if (this.calls.length === 0) return false;
    const next = this.calls.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.order < a.order) ? b : a));
    this.calls.splice(this.calls.indexOf(next), 1);
    this.time = next.at;
    next.call();
    await settled();
    return true;
  }
}

/** Resolves once every promise that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The server's side of one draft. */
export class Authority {
  content: Content = EMPTY;
  version = 1;
  private floor = 1;
  private readonly steps: TakenStep[] = [];
  private readonly lines = new Set<(version: number, steps: readonly TakenStep[]) => void>();

  send({ version, client, steps, content }: Batch): { version: number } | null {
    const there = this.steps.slice(version - this.floor, version - this.floor + steps.length);
    const again = there.length === steps.length && there.every((one) => one.client === client);
    if (again && JSON.stringify(there.map(({ step }) => step)) === JSON.stringify(steps)) return { version: version + steps.length };
    if (version !== this.version) return null;
    const taken = steps.map((step) => ({ step, client }));
    this.steps.push(...taken);
    this.version += steps.length;
    this.content = content;
    for (const line of this.lines) line(this.version, taken);
    return { version: this.version };
  }

  stepsAfter(version: number): StepsAfter {
    if (version < this.floor) return { version: this.version, steps: [], reset: true, content: this.content };
    return { version: this.version, steps: this.steps.slice(version - this.floor) };
  }

  /** Puts other content there, as a program does that knows no steps. */
  replace(content: Content): void {
    this.content = content;
    this.floor = ++this.version;
    this.steps.length = 0;
  }

  /** As an editor asks it. */
  get remote(): Remote {
    const answer = <T>(give: () => T): Promise<T> => Promise.resolve().then(() => structuredClone(give()));
    return {
      load: () => answer(() => ({ content: this.content, version: this.version }) as Draft),
      create: () => Promise.reject(new Error("the draft is there")),
      stepsAfter: (version) => answer(() => this.stepsAfter(version)),
      send: (batch) => answer(() => this.send(structuredClone(batch))),
      tellPresence: () => Promise.resolve(),
    };
  }

  follow(line: (version: number, steps: readonly TakenStep[]) => void): void {
    this.lines.add(line);
  }
}

/** The way to a server: each side may be lost, come late, or come twice. */
export function badNetwork(server: Remote, time: Timers, isOnline: () => boolean, faults = 0.2): Remote {
  const chance = (likely: number): boolean => time.random() < likely;
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void time.after(milliseconds, resolve));
  const passes = async (): Promise<void> => {
    await sleep(5 + time.random() * (chance(faults / 2) ? 3_000 : 80));
    if (!isOnline() || chance(faults / 2)) throw new Unreachable("lost");
  };
  const ask = async <T>(answer: () => Promise<T>): Promise<T> => {
    await passes();
    const answered = await answer();
    if (chance(faults / 2)) void sleep(time.random() * 5_000).then(answer).catch(() => {});
    await passes();
    return answered;
  };
  return {
    ...server,
    send: (batch) => ask(() => server.send(batch)),
    stepsAfter: (version) => ask(() => server.stepsAfter(version)),
    load: () => ask(() => server.load()),
  };
}
