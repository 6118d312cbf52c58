// The words that the script shows. They stand in the page, in its language, as data attributes
// of #updates.

import { languageFor } from "./locale.ts";
import type { News } from "./news.ts";
import type { Mode } from "./stream.ts";

/** What the script has words for: what became of a post, how the page is kept up to date, what a button does… */
type Name = News | `mode-${Mode | "paused"}` | `new-${Intl.LDMLPluralRule}` | "pause" | "resume" | "close" | "pinned" | "ended";

/** The words of one page. */
export class Texts {
  private readonly from: Element | null;
  private readonly plurals: Intl.PluralRules;
  /** The language of the words, one that Intl takes. */
  readonly language: string;

  /**
   * `from` is the element with the data attributes; `language` a BCP 47 tag, that of the page.
   * Where the words are of another one, the element says so.
   */
  constructor(from: Element | null, language: string) {
    this.from = from;
    this.language = languageFor(from?.getAttribute("lang") ?? language);
    this.plurals = new Intl.PluralRules(this.language);
  }

  /** "3 new updates": `data-new-one`, `data-new-few`… by the language's own rule, else `data-new-other`. */
  newPosts(number: number): string {
    const form = this.plurals.select(number);
    const text = this.word(`new-${form}`) || this.word("new-other");
    return text.replace("{n}", String(number));
  }

  /** The words of that name, `data-ended` or `data-mode-live`; none where the page has none. */
  word(name: Name): string {
    return this.from?.getAttribute(`data-${name}`) ?? "";
  }
}
