// What is said to those who cannot see the page change: once, politely, and not more than one
// sentence every second, however much happens.

import type { PostId } from "./frame.ts";
import type { News } from "./news.ts";
import type { Effect } from "./state.ts";
import type { Texts } from "./texts.ts";

/** For how long what happens is collected, in milliseconds. */
const COLLECT = 1_000;

/** Speaks through a live region. */
export class Announcer {
  private readonly region: Element | null;
  private readonly texts: Texts;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newPosts = 0;
  private readonly changed = new Map<PostId, News>();
  private sentences: string[] = [];

  constructor(region: Element | null, texts: Texts) {
    this.region = region;
    this.texts = texts;
  }

  /** Takes in what is done to the page. */
  tell(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "announce new") {
        this.newPosts = effect.waiting ? effect.number : this.newPosts + effect.number;
      } else if (effect.kind === "announce end") this.sentences.push(this.texts.word("ended"));
      else if (effect.kind === "put" && effect.mark !== "new" && effect.mark !== "none") {
        this.changed.set(effect.article.post, effect.mark);
      } else continue;
      this.timer ??= setTimeout(() => this.speak(), COLLECT);
    }
  }

  /** Says this sentence among others. */
  say(sentence: string): void {
    this.sentences.push(sentence);
    this.timer ??= setTimeout(() => this.speak(), COLLECT);
  }

  private speak(): void {
    this.timer = undefined;
    const { changed, newPosts, region, texts } = this;
    const sentences = newPosts > 0 ? [texts.newPosts(newPosts)] : [];
    const kinds = new Set(changed.values());
    for (const kind of kinds) {
      const posts = [...changed].flatMap(([post, news]) => (news === kind ? [post] : []));
      const [post] = posts;
      const headline = document.querySelector(`#post-${post} > header h3`)?.textContent?.trim();
      sentences.push(`${texts.word(kind)}: ${posts.length === 1 && headline ? headline : posts.length}`);
    }
    sentences.push(...this.sentences);
    this.newPosts = 0;
    this.sentences = [];
    changed.clear();
    if (!region) return;
    const text = sentences.join(". ");
    // The same words twice would not be spoken the second time; a space makes them others.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }
}
