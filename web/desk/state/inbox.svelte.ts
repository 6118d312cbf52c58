import { readMentions, seeMentions } from "../api/people.ts";
import type { Mention } from "../api/shapes.ts";

/** Where one was mentioned. */
class Inbox {
  mentions = $state.raw<readonly Mention[]>([]);

  /** How many one has not seen. */
  get unseen(): number {
    return this.mentions.filter(({ seen }) => !seen).length;
  }

  async load(): Promise<void> {
    this.mentions = await readMentions();
  }

  /** Marks all that are listed as seen. */
  async see(): Promise<void> {
    const newest = this.mentions[0];
    if (!newest || this.unseen === 0) return;
    await seeMentions(newest.at);
    this.mentions = this.mentions.map((mention) => ({ ...mention, seen: true }));
  }
}

export const inbox = new Inbox();
