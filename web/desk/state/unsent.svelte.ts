import type { Unreadable, Unsynced } from "../editor/index.ts";
import { Journal } from "../editor/journal.ts";
import { session } from "./session.svelte.ts";

/** Drafts whose last words are on this device only, and the journal that has them. */
class Unsent {
  drafts = $state.raw<readonly Unsynced[]>([]);
  /** Words that this editor cannot read: they are shown to be copied. */
  unreadable = $state.raw<readonly Unreadable[]>([]);
  #journal: { readonly of: string; readonly opened: Promise<Journal> } | null = null;

  /** The journal that whoever is signed in has in this browser: another's words are neither shown nor sent. */
  journal(): Promise<Journal> {
    const of = session.me?.id ?? "";
    if (this.#journal?.of !== of) this.#journal = { of, opened: Journal.open(`stet-desk-${of}`) };
    return this.#journal.opened;
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
