// A coverage with all that a reader's page can hold, and every kind of page that readers have of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import type { BodyNode } from "../desk/editor/content.ts";
import { everyBlock } from "./every-block.ts";
import { upload, uploadPicture } from "./picture.ts";
import { type Published, Stet } from "./stet.ts";

/** In which words it is told. */
export interface Telling {
  readonly language: "en" | "ar";
  readonly direction: "ltr" | "rtl";
  readonly zone: string;
  readonly headline: string;
  readonly sentence: string;
  readonly name: string;
}

/** From left to right, and from right to left. */
export const TELLINGS: readonly Telling[] = [
  {
    language: "en",
    direction: "ltr",
    zone: "Europe/London",
    headline: "Storm tide reaches the coast",
    sentence: "Two harbours are closed, and no train goes to the island any more.",
    name: "Ann Ash",
  },
  {
    language: "ar",
    direction: "rtl",
    zone: "Asia/Riyadh",
    headline: "العاصفة تبلغ الساحل",
    sentence: "ميناءان مغلقان، وآخر قطار غادر الجزيرة.",
    name: "آن آش",
  },
];

/** The kinds of pages that there are. */
export const KINDS = [
  "front page",
  "coverage",
  "oldest first, one label",
  "what was missed",
  "post",
  "withdrawn post",
  "in a frame",
  "ended",
  "no such page",
] as const;

/** A kind of page. */
export interface Kind {
  readonly name: (typeof KINDS)[number];
  readonly path: string;
  /** Whether it takes what happens in while it is open. */
  readonly isLive: boolean;
}

const SLUG = "storm-tide";
const ENDED = "storm-tide-first-day";

/** A server with such a coverage. */
export class FullCoverage {
  readonly slug = SLUG;
  readonly stet: Stet;
  readonly telling: Telling;
  readonly kinds: readonly Kind[];
  private readonly posts: Published[];

  private constructor(stet: Stet, telling: Telling, posts: Published[]) {
    this.stet = stet;
    this.telling = telling;
    this.posts = posts;
    const page = `/live/${SLUG}`;
    this.kinds = [
      { name: "front page", path: "/", isLive: false },
      { name: "coverage", path: page, isLive: true },
      { name: "oldest first, one label", path: `${page}?order=oldest&label=${encodeURIComponent(telling.name)}`, isLive: true },
      { name: "what was missed", path: `${page}?since=${posts[1]?.seq}`, isLive: true },
      { name: "post", path: `${page}/post/${posts.at(-1)?.id}`, isLive: false },
      { name: "withdrawn post", path: `${page}/post/${posts[1]?.id}`, isLive: false },
      { name: "in a frame", path: `${page}/embed`, isLive: true },
      { name: "ended", path: `/live/${ENDED}`, isLive: false },
      { name: "no such page", path: "/nowhere", isLive: false },
    ];
  }

  /** Starts the server and fills the coverage. */
  static async start(browser: Browser, telling: Telling): Promise<FullCoverage> {
    const { language, zone, headline, sentence, name } = telling;
    const stet = await Stet.start({ STET_LANGUAGE: language });
    const said = { language, time_zone: zone, standfirst: sentence };
    await stet.open(SLUG, { ...said, headline });
    await stet.open(ENDED, { ...said, headline: `${headline} (1)` });
    await stet.publishMany(ENDED, 3, name);
    await stet.amend(ENDED, { status: "ended", successor: SLUG });

    const posts = await stet.publishMany(SLUG, 8, name);
    const [corrected, withdrawn, pinned, event] = posts;
    assert.ok(corrected && withdrawn && pinned && event);
    posts.push((await stet.ask("POST", `/coverages/${SLUG}/posts`, await fullPost(stet, browser, telling))) as Published);
    await stet.revise(SLUG, corrected, { body: `${sentence} ${sentence}`, notice: { kind: "correction", text: sentence } });
    await stet.revise(SLUG, event, { key_event: true, notice: { kind: "clarification", text: sentence } });
    await stet.withdraw(SLUG, withdrawn, sentence);
    await stet.amend(SLUG, {
      pinned: pinned.id,
      key_points: [{ text: sentence, post: pinned.id }, { text: headline }],
      go_deeper: [{ title: sentence, url: "https://example.org/gauges" }],
    });
    return new FullCoverage(stet, telling, posts);
  }

  /** The kind of page of that name. */
  kind(name: Kind["name"]): Kind {
    const kind = this.kinds.find((one) => one.name === name);
    assert.ok(kind);
    return kind;
  }

  /** Publishes, revises, corrects and withdraws; gives the seq after it. */
  async goOn(): Promise<number> {
    const { stet, telling } = this;
    const [, , , , revised, corrected, withdrawn] = this.posts;
    assert.ok(revised && corrected && withdrawn);
    await stet.publish(SLUG, `${telling.name} 9`, telling.sentence);
    await stet.revise(SLUG, revised, { body: `${telling.sentence}\n\n${telling.headline}.` });
    await stet.revise(SLUG, corrected, { notice: { kind: "correction", text: telling.sentence } });
    await stet.withdraw(SLUG, withdrawn, telling.sentence);
    // The next time something else happens to them.
    this.posts.splice(4, 3, ...(await stet.publishMany(SLUG, 3, telling.name)));
    return stet.seq(SLUG);
  }

  async stop(): Promise<void> {
    await this.stet.stop();
  }
}

/** A post of every kind of block, with a picture and a film that are stored. */
async function fullPost(stet: Stet, browser: Browser, { sentence, name }: Telling): Promise<object> {
  const picture = await uploadPicture(stet, browser);
  const film = await upload(stet, "tide.mp4", "video/mp4", await readFile(new URL("../../crates/server/tests/films/h264.mp4", import.meta.url)));
  const { body, ...fields } = everyBlock({ sentence, name });
  const stored = (node: BodyNode): BodyNode => {
    if (node.type === "image") return { ...node, attrs: { ...node.attrs, media: picture, width: 480, height: 320, renditions: true } };
    if (node.type === "video") return { ...node, attrs: { ...node.attrs, media: film } };
    return node.content ? { ...node, content: node.content.map(stored) } : node;
  };
  // The embed's site has no player; this one has.
  const player: BodyNode = {
    type: "embed",
    attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ", provider: "YouTube", title: sentence, byline: name, text: null, posted_at: null },
  };
  const doc = stored(body.doc);
  return { ...fields, body: { ...body, doc: { ...doc, content: [...(doc.content ?? []), player] } } };
}
