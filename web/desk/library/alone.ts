import { history } from "prosemirror-history";
import { EditorState, type Plugin, type Transaction } from "prosemirror-state";
import { type Content, contentOf, docOf } from "../editor/content.ts";
import type { DraftSession, SessionEvents } from "../editor/index.ts";

/** A document that one member edits alone and saves by hand: a template, or a background block. */
export class Alone implements DraftSession {
  readonly id = "";
  readonly coverage = "";
  readonly status = "saved";
  readonly present = [];
  readonly draft = null;
  readonly conflict = null;
  readonly refusal = null;
  state: EditorState;
  readonly #listeners = new Set<(state: EditorState) => void>();

  constructor(content: Content) {
    this.state = EditorState.create({ doc: docOf(content), plugins: [history()] });
  }

  on<K extends keyof SessionEvents>(event: K, listener: (value: SessionEvents[K]) => void): () => void {
    if (event !== "state") return () => undefined;
    const one = listener as (state: EditorState) => void;
    this.#listeners.add(one);
    return () => this.#listeners.delete(one);
  }

  dispatch(transaction: Transaction): void {
    this.#become(this.state.apply(transaction));
  }

  use(plugins: readonly Plugin[]): () => void {
    this.#become(this.state.reconfigure({ plugins: [...this.state.plugins, ...plugins] }));
    return () => this.#become(this.state.reconfigure({ plugins: this.state.plugins.filter((one) => !plugins.includes(one)) }));
  }

  content(): Content {
    return contentOf(this.state.doc);
  }

  replace(content: Content): void {
    const { tr, doc } = this.state;
    this.dispatch(tr.replaceWith(0, doc.content.size, docOf(content).content));
  }

  settle(): void {}

  async flush(): Promise<number> {
    return 0;
  }

  async refresh(): Promise<number> {
    return 0;
  }

  async destroy(): Promise<void> {
    this.#listeners.clear();
  }

  #become(state: EditorState): void {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
