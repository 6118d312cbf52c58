import type { Unsynced } from "../editor/index.ts";
import { Journal } from "../editor/journal.ts";

/** Drafts whose last words are on this device only, and the journal that has them. */
class Unsent {
  drafts = $state.raw<readonly Unsynced[]>([]);
  #journal: Promise<Journal> | null = null;

  /** The journal of this browser. */
  journal(): Promise<Journal> {
    this.#journal ??= Journal.open();
    return this.#journal;
  }

  /** Looks into the journal again. */
  async load(): Promise<void> {
    this.drafts = await (await this.journal()).list();
  }

  /** Brings to the server what it does not have, now and whenever the network comes back. Gives what stops it. */
  follow(): () => void {
    const bring = (): void => void this.#bring();
    bring();
    window.addEventListener("online", bring);
    return () => window.removeEventListener("online", bring);
  }

  async #bring(): Promise<void> {
    const journal = await this.journal();
    // Mostly there is nothing, and then the editor is not needed for it.
    if ((await journal.all()).length > 0) {
      const { deliver } = await import("../editor/session.ts");
      await deliver(journal);
    }
    await this.load();
  }
}

export const unsent = new Unsent();
