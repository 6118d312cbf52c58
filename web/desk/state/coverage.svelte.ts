import { readCoverage, readHandover, readPost, readPosts, PAGE } from "../api/coverages.ts";
import { readDrafts } from "../api/drafts.ts";
import { asFault, type Fault } from "../api/fault.ts";
import { Line, type LineStatus } from "../api/line.ts";
import { readTeam } from "../api/people.ts";
import type { Coverage, Handover, Permission, Post, Summary, Team, Teammate } from "../api/shapes.ts";
import { t } from "../text.ts";
import { type Ask, type Known, take, withDraft, withPost } from "./events.ts";
import { inbox } from "./inbox.svelte.ts";
import { saying } from "./saying.svelte.ts";

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
  team = $state.raw<Team | null>(null);
  fault = $state.raw<Fault | null>(null);
  lineStatus = $state<LineStatus>("connecting");
  /** Posts that came in from others while this window was open. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());
  /** Goes up with every note of the draft that it names. */
  noted = $state.raw<{ readonly draft: string; readonly count: number }>({ draft: "", count: 0 });

  constructor(slug: string) {
    this.slug = slug;
    this.line = new Line(slug, (status) => {
      this.lineStatus = status;
    });
    this.line.listen((name, data) => this.#hear(name, data));
  }

  /** Loads it and follows it. Gives what stops it. */
  open(): () => void {
    void this.load();
    this.line.open();
    return () => this.line.close();
  }

  get drafts(): readonly Summary[] {
    return this.known.drafts;
  }

  /** Who works here. */
  get teammates(): readonly Teammate[] {
    return this.team?.members ?? [];
  }

  /** Whether the one who looks may do that, by the server's word. It decides again when it is done. */
  may(permission: Permission): boolean {
    return this.team?.may.includes(permission) ?? false;
  }

  /** Asks for all of it. */
  async load(): Promise<void> {
    try {
      const [coverage, posts, team] = await Promise.all([
        readCoverage(this.slug),
        readPosts(this.slug),
        readTeam(this.slug),
      ]);
      this.coverage = coverage;
      this.known = { ...this.known, seq: Math.max(this.known.seq, coverage.seq) };
      this.#takePage(posts);
      this.team = team;
      this.fault = null;
      const [drafts, handover] = await Promise.all([
        this.may("draft") ? readDrafts(this.slug) : [],
        readHandover(this.slug),
      ]);
      this.known = { ...this.known, drafts };
      this.handover = handover;
    } catch (error) {
      this.fault = asFault(error);
    }
  }

  /** Shows more of what lies below. */
  async loadOlder(): Promise<void> {
    const last = this.posts.at(-1);
    if (!last) return;
    const older = await readPosts(this.slug, last.id);
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
    this.posts = posts;
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
          return await this.load();
        case "post":
          return await this.#takeChange(ask.id);
        case "coverage":
          return this.#takeCoverage(await readCoverage(this.slug));
        case "handover":
          this.handover = await readHandover(this.slug);
          return;
        case "notes":
          this.noted = { draft: ask.draft, count: this.noted.count + 1 };
          return;
        case "mentions":
          saying.say(t("mention-came", { name: ask.by.name }));
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

  async #takeChange(id: string): Promise<void> {
    const isNew = !this.posts.some((post) => post.id === id);
    const post = await readPost(this.slug, id);
    this.takePost(post);
    if (isNew && post.status === "published") saying.say(t("post-came", { headline: post.headline ?? post.text.slice(0, 80) }));
  }
}
