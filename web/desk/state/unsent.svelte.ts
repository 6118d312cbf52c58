import type { Unreadable, Unsynced } from "../editor/index.ts";
import { Journal } from "../editor/journal.ts";

/** Drafts whose last words are on this device only, and the journal that has them. */
class Unsent {
  drafts = $state.raw<readonly Unsynced[]>([]);
  /** Words that this editor cannot read: they are shown to be copied. */
  unreadable = $state.raw<readonly Unreadable[]>([]);
  #journal: Promise<Journal> | null = null;

  /** The journal of this browser. */
  journal(): Promise<Journal> {
    this.#journal ??= Journal.open();
    return this.#journal;
  }

  /** Looks into the journal again. */
  async load(): Promise<void> {
    const journal = await this.journal();
    [this.drafts, this.unreadable] = await Promise.all([journal.list(), journal.unreadable()]);
  }

  /** Removes words that a member has copied, or does not want. */
  async remove({ client }: Unreadable): Promise<void> {
    await (await this.journal()).remove(client);
    await this.load();
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
