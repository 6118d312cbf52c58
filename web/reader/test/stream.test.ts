import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Changes, Frame } from "../frame.ts";
import type { Outcome } from "../state.ts";
import { Line, type Mode } from "../stream.ts";
import { insert, nothing } from "./coverage.ts";

// The line is tested with a clock that is moved by hand, a stream that does what the test says,
// and a server that is a list of frames.

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => mock.timers.reset());

/** A stream as the browser would have it. */
class Stream extends EventTarget {
  readonly after: number;
  readyState = 0;

  constructor(after: number) {
    super();
    this.after = after;
  }

  close(): void {
    this.readyState = 2;
  }

  opens(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  /** The browser will open it again by itself. */
  breaks(): void {
    this.readyState = 0;
    this.dispatchEvent(new Event("error"));
  }

  /** The browser will not open it again: it was answered 204, an error, or something else. */
  isRefused(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event("error"));
  }

  brings(frame: { seq: number }): void {
    const data = JSON.stringify({ verb: "none", status: "live", ...frame });
    this.dispatchEvent(new MessageEvent("change", { data }));
  }

  saysResync(): void {
    this.dispatchEvent(new MessageEvent("resync", { data: '{"seq":99}' }));
  }
}

/** A page that follows a coverage with these frames, the last one the newest. */
class Scene {
  frames: Frame[] = [];
  /** How many frames `/changes` gives at once. */
  portion = 100;
  /** `/changes` asks whoever is further behind than this to fetch the page. */
  reach = 1_000;
  server: "up" | "down" = "up";
  online = true;
  visible = true;
  applied = 10;
  ended = false;
  /** What the page answers when it is fetched. */
  rendered: number | null = 10;
  readonly streams: Stream[] = [];
  readonly asked: number[] = [];
  readonly modes: Mode[] = [];
  reloads = 0;
  readonly line = new Line(
    {
      stream: (after) => {
        const stream = new Stream(after);
        this.streams.push(stream);
        return stream as unknown as EventSource;
      },
      changes: async (after) => this.answer(after),
      online: () => this.online,
      visible: () => this.visible,
      random: () => 0.5,
    },
    {
      applied: () => this.applied,
      ended: () => this.ended,
      take: (frames) => this.take(frames),
      reload: async () => {
        this.reloads++;
        this.applied = this.rendered ?? this.applied;
        return this.rendered !== null;
      },
      tell: (mode) => this.modes.push(mode),
    },
  );

  get stream(): Stream {
    const stream = this.streams.at(-1);
    assert.ok(stream, "a stream was opened");
    return stream;
  }

  publish(...frames: Frame[]): void {
    this.frames.push(...frames);
  }

  /** Lets time pass, and lets whatever it wakes come to rest. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      mock.timers.tick(1_000);
      await rest();
    }
  }

  private answer(after: number): Changes | null {
    this.asked.push(after);
    if (this.server === "down") return null;
    const missing = this.frames.filter(({ seq }) => seq > after);
    const frames = missing.slice(0, this.portion);
    const resync = missing.length > this.reach;
    const more = missing.length > frames.length;
    return { frames: resync ? [] : frames, more, resync, status: "" };
  }

  private take(frames: readonly Frame[]): Outcome["next"] {
    for (const frame of frames) {
      if (frame.seq <= this.applied) continue;
      if (frame.seq > this.applied + 1) return "catch up";
      if (frame.change.verb === "reload") return "reload";
      this.applied = frame.seq;
      this.ended = frame.status === "ended";
    }
    return "go on";
  }
}

/** Lets promises that can be kept be kept. */
function rest(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

function started(rest: Partial<Scene> = {}): Scene {
  const scene = Object.assign(new Scene(), rest);
  scene.line.start();
  return scene;
}

function live(rest: Partial<Scene> = {}): Scene {
  const scene = started(rest);
  scene.stream.opens();
  return scene;
}

test("the stream is opened after what the page has", () => {
  assert.equal(started().stream.after, 10);
});

test("an open stream is live, and nothing else is asked", async () => {
  const scene = live();
  scene.stream.brings({ seq: 11 });
  await scene.pass(60);
  assert.equal(scene.applied, 11);
  assert.deepEqual(scene.asked, []);
  assert.deepEqual(scene.modes, ["connecting", "live"]);
});

test("what a gap leaves out is asked for, portion by portion", async () => {
  const scene = live({ portion: 2 });
  scene.publish(insert(11, "p1"), insert(12, "p2"), insert(13, "p3"), insert(14, "p4"), insert(15, "p5"));
  scene.stream.brings({ seq: 15 });
  await rest();
  assert.equal(scene.applied, 15);
  assert.deepEqual(scene.asked, [10, 12, 14]);
});

test("a frame that cannot be read is asked for", async () => {
  const scene = live();
  scene.publish(nothing(11));
  scene.stream.dispatchEvent(new MessageEvent("change", { data: "{" }));
  await rest();
  assert.equal(scene.applied, 11);
});

test("a frame that comes while asking is not lost", async () => {
  const scene = live();
  scene.publish(nothing(11), nothing(12));
  scene.stream.brings({ seq: 12 });
  // The answer is under way and does not have this one, and the gap before it is still open.
  scene.publish(nothing(13), nothing(14));
  scene.stream.brings({ seq: 14 });
  await rest();
  assert.equal(scene.applied, 14);
});

test("a refused stream gives way to asking every five seconds", async () => {
  const scene = started();
  scene.stream.isRefused();
  await scene.pass(0);
  await rest();
  assert.equal(scene.modes.at(-1), "polling");
  scene.publish(nothing(11));
  await scene.pass(5);
  assert.equal(scene.applied, 11);
  await scene.pass(10);
  assert.deepEqual(scene.asked, [10, 10, 11, 11]);
});

test("a refused stream is tried again after half a minute, and comes back", async () => {
  const scene = started();
  scene.stream.isRefused();
  await rest();
  await scene.pass(29);
  assert.equal(scene.streams.length, 1);
  await scene.pass(6);
  assert.equal(scene.streams.length, 2);
  scene.stream.opens();
  assert.equal(scene.modes.at(-1), "live");
  const asked = scene.asked.length;
  await scene.pass(60);
  assert.equal(scene.asked.length, asked);
});

test("a stream that is refused again waits another half minute", async () => {
  const scene = started();
  scene.stream.isRefused();
  await rest();
  await scene.pass(30);
  scene.stream.isRefused();
  await scene.pass(29);
  assert.equal(scene.streams.length, 2);
  await scene.pass(6);
  assert.equal(scene.streams.length, 3);
});

test("a stream that breaks once is left to the browser", async () => {
  const scene = live();
  scene.stream.breaks();
  assert.equal(scene.modes.at(-1), "connecting");
  await scene.pass(5);
  scene.stream.opens();
  assert.equal(scene.streams.length, 1);
  assert.deepEqual(scene.asked, []);
});

test("a stream that breaks again before it opens gives way to asking", async () => {
  const scene = live();
  scene.publish(nothing(11));
  scene.stream.breaks();
  scene.stream.breaks();
  await rest();
  assert.equal(scene.applied, 11);
  assert.equal(scene.modes.at(-1), "polling");
});

test("a stream that does not open is given up", async () => {
  const scene = started();
  await scene.pass(10);
  assert.deepEqual(scene.asked, [10]);
  assert.equal(scene.modes.at(-1), "polling");
});

test("a server that is away is asked more and more rarely, and the stream is back with it", async () => {
  const scene = live({ server: "down" });
  scene.stream.breaks();
  scene.stream.breaks();
  await rest();
  assert.equal(scene.modes.at(-1), "offline");
  await scene.pass(5 + 10 + 20);
  assert.equal(scene.asked.length, 4);
  await scene.pass(600);
  assert.ok(scene.asked.length < 20, `asked ${scene.asked.length} times`);
  scene.server = "up";
  scene.publish(nothing(11));
  await scene.pass(60);
  assert.equal(scene.applied, 11);
  scene.stream.opens();
  assert.equal(scene.modes.at(-1), "live");
});

test("a page that nobody looks at asks once a minute", async () => {
  const scene = started({ visible: false });
  scene.stream.isRefused();
  await rest();
  await scene.pass(120);
  assert.equal(scene.asked.length, 3);
});

test("a reader who comes back sees at once what is missing", async () => {
  const scene = started({ visible: false });
  scene.stream.isRefused();
  await rest();
  scene.publish(nothing(11));
  scene.visible = true;
  await scene.line.wake();
  assert.equal(scene.applied, 11);
  assert.equal(scene.streams.length, 2, "and the stream is tried at once");
});

test("a stream that is dead without a sign is noticed and opened anew", async () => {
  const scene = live();
  scene.publish(nothing(11));
  await scene.pass(90);
  assert.equal(scene.applied, 11);
  assert.equal(scene.streams.length, 2);
  assert.equal(scene.stream.after, 11);
});

test("a stream that is only quiet is left alone", async () => {
  const scene = live();
  await scene.pass(200);
  assert.deepEqual(scene.asked, [10, 10]);
  assert.equal(scene.streams.length, 1);
});

test("whoever is too far behind fetches the page and goes on from there", async () => {
  const scene = live({ rendered: 99 });
  scene.publish(nothing(100));
  scene.stream.saysResync();
  await rest();
  assert.equal(scene.reloads, 1);
  assert.deepEqual(scene.asked, [99]);
  assert.equal(scene.applied, 100);
});

test("frames that come while the page is fetched are asked for afterwards", async () => {
  const scene = live({ rendered: 99 });
  scene.publish(nothing(100), nothing(101));
  scene.stream.saysResync();
  scene.stream.brings({ seq: 101 });
  await rest();
  assert.equal(scene.applied, 101);
});

test("/changes can send for the page too", async () => {
  const scene = started({ reach: 0, rendered: 11 });
  scene.publish(nothing(11));
  scene.stream.isRefused();
  await rest();
  assert.equal(scene.reloads, 1);
  assert.equal(scene.applied, 11);
});

test("an old page that is served time and again is not fetched in a tight loop", async () => {
  const scene = live({ reach: 0, rendered: 10 });
  scene.publish(nothing(11));
  scene.stream.saysResync();
  await rest();
  assert.equal(scene.reloads, 1);
  await scene.pass(60);
  assert.ok(scene.reloads < 6, `fetched ${scene.reloads} times`);
  scene.rendered = 11;
  await scene.pass(60);
  assert.equal(scene.applied, 11);
});

/** A page whose coverage has ended, with everything received. */
async function atRest(): Promise<Scene> {
  const scene = started({ ended: true });
  await rest();
  return scene;
}

test("once the coverage has ended and the stream with it, it is asked more and more rarely, and then no more", async () => {
  const scene = live();
  scene.publish(nothing(11, "ended"));
  scene.stream.brings({ seq: 11, status: "ended" } as never);
  assert.equal(scene.modes.at(-1), "live");
  scene.stream.isRefused();
  await rest();
  assert.equal(scene.modes.at(-1), "stopped");
  const asked = scene.asked.length;
  await scene.pass(75 + 150 + 300 + 600);
  assert.equal(scene.asked.length, asked + 4);
  await scene.pass(24 * 60 * 60);
  assert.equal(scene.asked.length, asked + 4);
  scene.publish(nothing(12, "ended"));
  await scene.line.wake();
  assert.equal(scene.applied, 12, "whoever comes back has it asked");
  assert.equal(scene.streams.length, 1);
  assert.equal(scene.modes.at(-1), "stopped");
});

test("a page that is opened after the end is asked for once and then rests", async () => {
  const scene = await atRest();
  assert.deepEqual(scene.asked, [10]);
  assert.equal(scene.streams.length, 0);
  assert.deepEqual(scene.modes, ["stopped"]);
});

test("a page that is opened after the end, of a coverage that goes on by now, is followed at once", async () => {
  const scene = started({ ended: true, frames: [nothing(11, "live")] });
  await rest();
  assert.equal(scene.stream.after, 11);
});

test("what is corrected after the end reaches the page that is open", async () => {
  const scene = await atRest();
  scene.publish(nothing(11, "ended"));
  await scene.pass(75);
  assert.equal(scene.applied, 11);
  assert.equal(scene.streams.length, 0);
  assert.deepEqual(scene.modes, ["stopped"]);
});

test("after the end nothing is asked for a page that nobody sees, until the reader is back", async () => {
  const scene = await atRest();
  scene.visible = false;
  scene.publish(nothing(11, "ended"));
  await scene.pass(600);
  assert.deepEqual(scene.asked, [10]);
  scene.visible = true;
  await scene.line.wake();
  assert.equal(scene.applied, 11);
  assert.equal(scene.streams.length, 0);
});

test("after the end a server that is away is no trouble, and is asked no more often", async () => {
  const scene = await atRest();
  scene.server = "down";
  await scene.pass(75 + 150);
  assert.equal(scene.asked.length, 3);
  assert.deepEqual(scene.modes, ["stopped"]);
  scene.server = "up";
  scene.publish(nothing(11, "ended"));
  await scene.pass(300);
  assert.equal(scene.applied, 11);
});

test("a coverage that goes on after its end is followed again", async () => {
  const scene = await atRest();
  scene.publish(nothing(11, "live"));
  await scene.pass(75);
  assert.deepEqual(scene.streams.map((stream) => stream.after), [11]);
  scene.stream.opens();
  assert.deepEqual(scene.modes, ["stopped", "connecting", "live"]);
  scene.stream.brings({ seq: 12 });
  assert.equal(scene.applied, 12);
});

test("a stopped line asks nothing until it is started again", async () => {
  const scene = live();
  scene.line.stop();
  assert.equal(scene.stream.readyState, 2);
  await scene.pass(600);
  assert.deepEqual(scene.asked, []);
  scene.line.start();
  assert.equal(scene.streams.length, 2);
});
