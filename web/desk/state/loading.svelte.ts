import { asFault, type Fault } from "../api/fault.ts";
import { onceReached } from "../api/reach.ts";

/** Something that the server is asked for: not there yet, there, or refused. What the network kept away is asked for again. */
export class Loading<T> {
  value = $state.raw<T | undefined>(undefined);
  fault = $state.raw<Fault | null>(null);
  readonly #ask: () => Promise<T>;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
    void this.again();
  }

  /** Whether it is still on its way. */
  get isOnItsWay(): boolean {
    return this.value === undefined && this.fault === null;
  }

  /** Asks again; what is there stays until the answer comes. */
  async again(): Promise<void> {
    try {
      this.value = await this.#ask();
      this.fault = null;
    } catch (error) {
      const fault = asFault(error);
      this.fault = fault;
      if (fault.isPassing) onceReached(() => this.fault === fault && void this.again());
    }
  }
}

/**
 * Something that a member asks for with a button: at most once at a time, and its fault is kept to be shown. That the
 * server cannot be reached is said for as long as it is so; whether it is done once more is the member's to say.
 */
export class Doing {
  isDoing = $state(false);
  fault = $state.raw<Fault | null>(null);

  /** Does it, unless it is being done. Gives what came of it, or undefined where it failed. */
  async run<T>(what: () => Promise<T>): Promise<T | undefined> {
    if (this.isDoing) return undefined;
    this.isDoing = true;
    this.fault = null;
    try {
      return await what();
    } catch (error) {
      const fault = asFault(error);
      this.fault = fault;
      if (fault.isPassing) onceReached(() => this.fault === fault && (this.fault = null));
      return undefined;
    } finally {
      this.isDoing = false;
    }
  }
}
