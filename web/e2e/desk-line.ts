// The desk's stream of events, as a program hears it.

import assert from "node:assert/strict";
import type { Stet } from "./stet.ts";

/** What the stream tells. */
export interface Told {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An open stream of one coverage's desk. */
export class DeskLine {
  private readonly events: AsyncGenerator<Told, void>;
  private readonly ending: AbortController;

  private constructor(events: AsyncGenerator<Told, void>, ending: AbortController) {
    this.events = events;
    this.ending = ending;
  }

  /** Opens it for the owner, and waits until it tells. */
  static async open(stet: Stet, slug: string): Promise<DeskLine> {
    const ending = new AbortController();
    const answer = await fetch(`${stet.url}/api/v1/desk/stream?coverage=${slug}`, { headers: stet.bearer, signal: ending.signal });
    assert.ok(answer.ok && answer.body, `${answer.status}`);
    const line = new DeskLine(events(answer.body), ending);
    await line.until(({ name }) => name === "hello");
    return line;
  }

  /** Resolves with the next event that is wanted; those before it are let pass. */
  async until(wanted: (told: Told) => boolean): Promise<Told> {
    const overdue = setTimeout(() => this.ending.abort(new Error("the desk was not told in time")), 120_000);
    try {
      for (;;) {
        const { value } = await this.events.next();
        assert.ok(value, "the stream goes on");
        if (wanted(value)) return value;
      }
    } finally {
      clearTimeout(overdue);
    }
  }

  close(): void {
    this.ending.abort();
  }
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Told, void> {
  let unread = "";
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    const blocks = (unread + decoder.decode(bytes, { stream: true })).split("\n\n");
    unread = blocks.pop() ?? "";
    for (const block of blocks) {
      const said = /^event: (\S+)\ndata: (.*)$/s.exec(block);
      if (said) yield { name: said[1] ?? "", data: JSON.parse(said[2] ?? "null") as Told["data"] };
    }
  }
}
