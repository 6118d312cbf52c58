import { readCoverage, readHandover, readPost, readPosts } from "../api/coverages.ts";
import { readDrafts } from "../api/drafts.ts";
import { asFault, type Fault } from "../api/fault.ts";
import { Line, type LineStatus } from "../api/line.ts";
import { readTeam } from "../api/people.ts";
import { readSuggestions, type Suggested } from "../api/suggestions.ts";
import type { Coverage, Handover, Permission, Post, Summary, Team, Teammate } from "../api/shapes.ts";
import { t } from "../text.ts";
import { type Ask, type Known, take, withAnswer, withDraft, withPost } from "./events.ts";
import { PAGE } from "./page.ts";
import { inbox } from "./inbox.svelte.ts";
import { painted } from "./painted.ts";
import { saying } from "./saying.svelte.ts";
import { session } from "./session.svelte.ts";

/** A coverage that is open at this desk, kept up to date by the line until it is closed. */
export class OpenCoverage {
  readonly slug: string;
  readonly line: Line;
  coverage = $state.raw<Coverage | null>(null);
  /** The newest posts, as many as were asked for. */
  posts = $state.raw<readonly Post[]>([]);
  /** Whether there are older posts than those. */
  hasOlder = $state(false);
  known = $state.raw<Known>({ seq: 0, present: [], drafts: [] });
  handover = $state.raw<Handover | null>(null);
  /** What the watched feeds suggest; null where none is watched. */
  suggested = $state.raw<Suggested | null>(null);
  team = $state.raw<Team | null>(null);
  fault = $state.raw<Fault | null>(null);
  lineStatus = $state<LineStatus>("connecting");
  /** Posts that came in from others while this window was open. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  /** Goes up with every note of the draft that it names. */
  noted = $state.raw<{ readonly draft: string; readonly count: number }>({ draft: "", count: 0 });

  /** Resolves once the line tells what happens, or cannot be had. */
  readonly #heard: Promise<void>;
  /** Up to where the first load has everything; null until it has. */
  #first: Promise<number> | null = null;
  /** How often the suggestions were asked for. */
  #suggestionsAsked = 0;

  constructor(slug: string) {
    this.slug = slug;
    let heard = (): void => {};
    this.#heard = new Promise((resolve) => {
      heard = resolve;
    });
    this.line = new Line(slug, (status) => {
      this.lineStatus = status;
      if (status !== "connecting") heard();
    });
    this.line.listen((name, data) => this.#hear(name, data));
  }

  /** Loads it and follows it. Gives what stops it. */
  open(): () => void {
    let isLeft = false;
    const published = this.#loadPublished();
    this.#first = published.then((seq) => this.#loadUnpublished(seq));
    // Readers' posts are seen first, and the line takes one of a browser's few connections for good.
    void published.then(painted).then(() => {
      if (!isLeft) this.line.open();
    });
    return () => {
      isLeft = true;
      this.line.close();
    };
  }

  get drafts(): readonly Summary[] {
    return this.known.drafts;
  }

  /** Who works here. */
  get teammates(): readonly Teammate[] {
    return this.team?.members ?? [];
  }

  /** Who can be mentioned here: the owners of the desk as well, who need no place. */
  get mentionable(): readonly Teammate[] {
    return this.team ? [...this.team.members, ...this.team.owners] : [];
  }

  /** Whether the one who looks may do that, by the server's word. It decides again when it is done. */
  may(permission: Permission): boolean {
    return this.team?.may.includes(permission) ?? false;
  }

  /** Asks for all of it. */
  async load(): Promise<void> {
    await this.#load();
  }

  /** Gives the seq up to which it then has everything for certain: the answers come of different moments. */
  async #load(): Promise<number> {
    return this.#loadUnpublished(await this.#loadPublished());
  }

  /** What readers see. Gives the seq up to which it is complete, or -1. */
  async #loadPublished(): Promise<number> {
    try {
      const [coverage, posts, team] = await Promise.all([
        readCoverage(this.slug),
        readPosts(this.slug, PAGE),
        readTeam(this.slug),
      ]);
      this.#takeCoverage(coverage);
      const seq = Math.min(coverage.seq, newest(posts));
      this.known = { ...this.known, seq: Math.max(this.known.seq, seq) };
      this.#takePage(posts);
      this.team = team;
      this.fault = null;
      return seq;
    } catch (error) {
      this.fault = asFault(error);
      return -1;
    }
  }

  /** What readers do not see, once what they do is there up to a seq. Gives the seq up to which all is. */
  async #loadUnpublished(seq: number): Promise<number> {
    if (seq < 0 || !this.may("draft")) return seq;
    try {
      // Asked for once the line is there, so that no change to them falls in between.
      await this.#heard;
      const isLive = this.lineStatus === "live";
      const before = this.known.drafts;
      const [drafts, handover] = await Promise.all([readDrafts(this.slug), readHandover(this.slug), this.loadSuggestions()]);
      this.known = { ...this.known, drafts: withAnswer(drafts, before, this.known.drafts) };
      this.handover = handover;
      // Without the line these are what was last seen; what came since is asked for once it is there.
      return isLive ? seq : -1;
    } catch (error) {
      this.fault = asFault(error);
      return -1;
    }
  }

  /** Asks for what the watched feeds suggest. An answer that was overtaken by a later question changes nothing. */
  async loadSuggestions(): Promise<void> {
    const asked = ++this.#suggestionsAsked;
    const suggested = await readSuggestions(this.slug);
    if (asked === this.#suggestionsAsked) this.suggested = suggested;
  }

  /** Lets go of a suggestion that was settled here. An answer that is on its way may still have it; the line has a newer one asked for. */
  dropSuggestion(id: string): void {
    this.#suggestionsAsked++;
    const { suggested } = this;
    this.suggested = suggested && { ...suggested, suggestions: suggested.suggestions.filter((one) => one.id !== id) };
  }

  /** Shows more of what lies below. */
  async loadOlder(): Promise<void> {
    const last = this.posts.at(-1);
    if (!last) return;
    const older = await readPosts(this.slug, PAGE, last.id);
    this.hasOlder = older.length === PAGE;
    this.posts = [...this.posts, ...older.filter(({ id }) => !this.posts.some((post) => post.id === id))];
  }

  /** Takes in a post that came back from a change of one's own. */
  takePost(post: Post): void {
    const isNew = !this.posts.some(({ id }) => id === post.id);
    this.posts = withPost(this.posts, post);
    if (isNew) this.fresh = new Set([...this.fresh, post.id]);
  }

  /** Takes in a draft that came back from a change of one's own. */
  takeDraft(draft: Summary): void {
    this.known = { ...this.known, drafts: withDraft(this.known.drafts, draft) };
  }

  /** Lets go of a draft that is no longer one. */
  dropDraft(id: string): void {
    this.known = { ...this.known, drafts: this.known.drafts.filter((draft) => draft.id !== id) };
  }

  #takePage(posts: readonly Post[]): void {
    this.hasOlder = posts.length === PAGE;
    // What came in by itself while the page was on its way is not on it.
    const newer = this.posts.filter((post) => (post.seq ?? 0) > newest(posts));
    this.posts = newer.reduceRight(withPost, posts);
  }

  #hear(name: string, data: unknown): void {
    const { known, ask } = take(this.known, name, data);
    this.known = known;
    for (const one of ask) void this.#answer(one);
  }

  async #answer(ask: Ask): Promise<void> {
    try {
      switch (ask.what) {
        case "all":
          return await this.#catchUp(ask.seq);
        case "post":
          return await this.#takeChange(ask.id);
        case "coverage":
          return this.#takeCoverage(await readCoverage(this.slug));
        case "handover":
          this.handover = await readHandover(this.slug);
          return;
        case "suggestions":
          if (this.may("draft")) await this.loadSuggestions();
          return;
        case "notes":
          this.noted = { draft: ask.draft, count: this.noted.count + 1 };
          return;
        case "mentions":
          // What the server has to say of one's own post it says in one's own name.
          saying.say(ask.by.id === session.me?.id ? t("mention-own") : t("mention-came", { name: ask.by.name }));
          return await inbox.load();
        case "library":
          return;
      }
    } catch (error) {
      // The line comes back with "hello", which asks for everything again.
      console.info("the desk could not follow a change", asFault(error).code);
    }
  }

  /** Answers come in any order; an older one does not undo a newer. */
  #takeCoverage(coverage: Coverage): void {
    if (!this.coverage || coverage.seq >= this.coverage.seq) this.coverage = coverage;
  }

  /** Asks for what the line may have missed: all of it, unless the first load began no earlier than the line. */
  async #catchUp(seq: number): Promise<void> {
    const first = this.#first;
    this.#first = null;
    if (first && (await first) >= seq) return;
    await this.#load();
  }

  async #takeChange(id: string): Promise<void> {
    const isNew = !this.posts.some((post) => post.id === id);
    const post = await readPost(this.slug, id);
    this.takePost(post);
    if (isNew && post.status === "published") saying.say(t("post-came", { headline: post.headline ?? post.text.slice(0, 80) }));
  }
}

/** The seq of the last change to any of these posts. */
function newest(posts: readonly Post[]): number {
  return Math.max(0, ...posts.map((post) => post.seq ?? 0));
}
