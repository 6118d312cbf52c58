import assert from "node:assert/strict";
import { test } from "node:test";
import type { Frame } from "../frame.ts";
import { extend, reconcile, release, type State, take, type Whereabouts } from "../state.ts";
import {
  dated,
  frame,
  id,
  insert,
  nothing,
  opened,
  orderOf,
  pin,
  place,
  rendered,
  revise,
  settings,
  summary,
  told,
  unpin,
  waiting,
  withdraw,
} from "./coverage.ts";

interface Case {
  readonly name: string;
  readonly page?: State;
  readonly reader?: Whereabouts;
  readonly frames: readonly Frame[];
  readonly effects: readonly string[];
  readonly state: string;
}

/** A page on which only posts with an even number are shown. */
const chosen = (posts: string, rest: Partial<State> = {}): State =>
  opened(posts, { takes: ({ html }) => /^p?\d*[02468]$/.test(html), ...rest });

const cases: readonly Case[] = [
  {
    name: "a new post that was not chosen neither appears nor waits",
    page: chosen("p2"),
    frames: [insert(11, "p3"), insert(12, "p4")],
    effects: ["waiting 1", "announce new 1"],
    state: "@12 p2 waiting p4",
  },
  {
    name: "a post that becomes one of those that were chosen comes to its place",
    page: chosen("p6 p2"),
    frames: [revise(11, "p3", "4")],
    effects: ['put p3 "4" in posts, revised'],
    state: "@11 p6 p3 p2",
  },
  {
    name: "a post that is none of those that were chosen any more leaves, and waits no more",
    page: chosen("p4 p2", waiting("p6")),
    frames: [revise(11, "p4", "p5"), revise(12, "p6", "p7")],
    effects: ["drop p4", "waiting 0"],
    state: "@12 p2",
  },
  {
    name: "a chosen post that is withdrawn leaves its note with whoever has it open",
    page: chosen("p4 p2", waiting("p6")),
    frames: [withdraw(11, "p4"), withdraw(12, "p6")],
    effects: ['put p4 "note" in posts, withdrawn', "waiting 0"],
    state: "@12 p4 p2",
  },
  {
    name: "what is pinned is on top whatever was chosen, and goes back only where it belongs",
    page: chosen("p2"),
    frames: [pin(11, "p3"), unpin(12, "p3"), pin(13, "p2"), unpin(14, "p2")],
    effects: ["put p3 in pinned", "drop p3", "put p2 in pinned", "put p2 in posts"],
    state: "@14 p2",
  },
  {
    name: "a post that is placed elsewhere moves",
    frames: [place(11, "p3", "p0")],
    effects: ["put p3 in posts, moved"],
    state: "@11 p3 p2 p1",
  },
  {
    name: "a placed post that comes twice moves once",
    page: { ...opened("p3 p2 p1"), posts: new Map([[id("p3"), { order: orderOf("p0"), seq: 11 }]]) },
    frames: [place(11, "p3", "p0")],
    effects: [],
    state: "@11 p3",
  },
  {
    name: "a post that is placed below what this page shows leaves it",
    page: opened("p4 p3 p2", { floor: orderOf("p2") }),
    frames: [place(11, "p4", "p1")],
    effects: ["drop p4"],
    state: "@11 p3 p2",
  },
  {
    name: "an older post that is placed on this page comes to it",
    page: opened("p4 p3", { floor: orderOf("p3") }),
    frames: [place(11, "p1", "p5")],
    effects: ["put p1 in posts, moved"],
    state: "@11 p4 p3 p1",
  },
  {
    name: "a newer post that is placed on an older page comes to it, and one placed above leaves it",
    page: opened("p4 p3", { page: "older", ceiling: orderOf("p5"), floor: orderOf("p3") }),
    frames: [place(11, "p7", "p4"), place(12, "p3", "p9")],
    effects: ["put p7 in posts, moved", "drop p3"],
    state: "@12 p7 p4",
  },
  {
    name: "a pinned post that is placed stays on top",
    page: opened("p3 p2 p1", { pinned: id("p2") }),
    frames: [place(11, "p2", "p0")],
    effects: ["put p2 in pinned, moved"],
    state: "@11 p3 p1 pinned p2",
  },
  {
    name: "a post that waits and is placed waits for its place",
    page: opened("p1", waiting("p2 p3")),
    frames: [place(11, "p3", "p2")],
    effects: [],
    state: "@11 p1 waiting p2 p3",
  },
  {
    name: "a post that waits and is placed below this page is no news here",
    page: opened("p4", { ...waiting("p5"), floor: orderOf("p4") }),
    frames: [place(11, "p5", "p2")],
    effects: ["waiting 0"],
    state: "@11 p4",
  },
  {
    name: "a reader at the top sees a new post at once",
    reader: "top",
    frames: [insert(11, "p4")],
    effects: ["put p4 in posts, new", "announce new 1"],
    state: "@11 p4 p3 p2 p1",
  },
  {
    name: "elsewhere a new post waits",
    frames: [insert(11, "p4")],
    effects: ["waiting 1", "announce new 1"],
    state: "@11 p3 p2 p1 waiting p4",
  },
  {
    name: "several new posts are announced once, with all that wait",
    page: opened("p1", waiting("p2")),
    frames: [insert(11, "p3"), insert(12, "p4")],
    effects: ["waiting 3", "announce new 3"],
    state: "@12 p1 waiting p2 p3 p4",
  },
  {
    name: "a new post takes those that wait with it once the reader is at the top",
    page: opened("p1", waiting("p2 p3")),
    reader: "top",
    frames: [insert(11, "p4")],
    effects: [
      "put p2 in posts, new",
      "put p3 in posts, new",
      "put p4 in posts, new",
      "waiting 0",
      "announce new 1",
    ],
    state: "@11 p4 p3 p2 p1",
  },
  {
    name: "frames that were taken before are skipped",
    frames: [revise(9, "p3", "old"), insert(10, "p4")],
    effects: [],
    state: "@10 p3 p2 p1",
  },
  {
    name: "the same frame twice is taken once",
    frames: [insert(11, "p4"), insert(11, "p4")],
    effects: ["waiting 1", "announce new 1"],
    state: "@11 p3 p2 p1 waiting p4",
  },
  {
    name: "a post that is in the page does not come a second time",
    page: opened("p2 p1", { posts: new Map([[id("p2"), { order: orderOf("p2"), seq: 11 }]]) }),
    frames: [insert(11, "p2")],
    effects: [],
    state: "@11 p2",
  },
  {
    name: "after a gap nothing is taken until the missing frames came",
    frames: [insert(11, "p4"), insert(13, "p6")],
    effects: ["waiting 1", "announce new 1", "then catch up"],
    state: "@11 p3 p2 p1 waiting p4",
  },
  {
    name: "a revised post is replaced where it stands",
    frames: [revise(11, "p2", "better")],
    effects: ['put p2 "better" in posts, revised'],
    state: "@11 p3 p2 p1",
  },
  {
    name: "a pinned post is revised where it is pinned",
    page: opened("p3 p2 p1", { pinned: id("p2") }),
    frames: [revise(11, "p2", "better")],
    effects: ['put p2 "better" in pinned, revised'],
    state: "@11 p3 p1 pinned p2",
  },
  {
    name: "a revision of a post that this page does not show is not shown",
    frames: [revise(11, "p0", "better")],
    effects: [],
    state: "@11 p3 p2 p1",
  },
  {
    name: "a post that is newer in the page than the frame is left alone",
    page: opened("", { posts: new Map([[id("p2"), { order: orderOf("p2"), seq: 12 }]]) }),
    frames: [revise(11, "p2", "stale"), revise(12, "p2", "same"), revise(13, "p2", "newer")],
    effects: ['put p2 "newer" in posts, revised'],
    state: "@13 p2",
  },
  {
    name: "a withdrawn post leaves its note",
    frames: [withdraw(11, "p2")],
    effects: ['put p2 "note" in posts, withdrawn'],
    state: "@11 p3 p2 p1",
  },
  {
    name: "withdrawn while it waits, a post is no news, and its note is shown",
    frames: [insert(11, "p4"), insert(12, "p5"), withdraw(13, "p4")],
    effects: ['put p4 "note" in posts', "waiting 1", "announce new 1"],
    state: "@13 p4 p3 p2 p1 waiting p5",
  },
  {
    name: "withdrawn in the same breath, a post is not announced",
    frames: [insert(11, "p4"), withdraw(12, "p4")],
    effects: ['put p4 "note" in posts'],
    state: "@12 p4 p3 p2 p1",
  },
  {
    name: "a withdrawn post is pinned no more",
    page: opened("p2 p1", { pinned: id("p2") }),
    frames: [withdraw(11, "p2")],
    effects: ['put p2 "note" in posts, withdrawn'],
    state: "@11 p2 p1",
  },
  {
    name: "a post is pinned",
    frames: [pin(11, "p2")],
    effects: ["put p2 in pinned"],
    state: "@11 p3 p1 pinned p2",
  },
  {
    name: "the post that was pinned before goes back first",
    page: opened("p3 p2 p1", { pinned: id("p1") }),
    frames: [pin(11, "p2", "p1")],
    effects: ["put p1 in posts", "put p2 in pinned"],
    state: "@11 p3 p1 pinned p2",
  },
  {
    name: "pinned and unpinned, a post is where it was",
    frames: [pin(11, "p2"), unpin(12, "p2")],
    effects: ["put p2 in pinned", "put p2 in posts"],
    state: "@12 p3 p2 p1",
  },
  {
    name: "an unpinned post that is older than the page reaches leaves it",
    page: opened("p5 p4 p1", { pinned: id("p1"), floor: orderOf("p4") }),
    frames: [unpin(11, "p1")],
    effects: ["drop p1"],
    state: "@11 p5 p4",
  },
  {
    name: "a pinned post that waited waits no more",
    page: opened("p1", waiting("p2 p3")),
    frames: [pin(11, "p2")],
    effects: ["put p2 in pinned", "waiting 1"],
    state: "@11 p1 pinned p2 waiting p3",
  },
  {
    name: "a post older than the page reaches belongs to another page",
    page: opened("p5 p4", { floor: orderOf("p4") }),
    frames: [insert(11, "p3")],
    effects: [],
    state: "@11 p5 p4",
  },
  {
    name: "a post with an earlier time is new all the same",
    page: opened("p5 p3", { floor: orderOf("p3") }),
    frames: [insert(11, "p4")],
    effects: ["waiting 1", "announce new 1"],
    state: "@11 p5 p3 waiting p4",
  },
  {
    name: "an older page takes no new posts in, even at its top",
    page: opened("p3 p2 p1", { page: "older" }),
    reader: "top",
    frames: [insert(11, "p9"), revise(12, "p2", "better"), withdraw(13, "p9")],
    effects: ['put p2 "better" in posts, revised'],
    state: "@13 p3 p2 p1",
  },
  {
    name: "an unpinned post that is newer than an older page leaves it",
    page: opened("p3 p2 p9", { page: "older", ceiling: orderOf("p3"), pinned: id("p9") }),
    frames: [unpin(11, "p9")],
    effects: ["drop p9"],
    state: "@11 p3 p2",
  },
  {
    name: "a part of the page is replaced",
    frames: [frame(11, { verb: "section", target: "key-points", html: "<ul>", title: null })],
    effects: ['section key-points "<ul>"'],
    state: "@11 p3 p2 p1",
  },
  {
    name: "a new headline changes the title too",
    frames: [frame(11, { verb: "section", target: "headline", html: "<h1>", title: "Tides" })],
    effects: ['section headline "<h1>"', 'title "Tides"'],
    state: "@11 p3 p2 p1",
  },
  {
    name: "the count follows every frame",
    frames: [{ ...nothing(11), countText: "52 posts" }],
    effects: ['count "52 posts"'],
    state: "@11 p3 p2 p1",
  },
  {
    name: "a frame with nothing to show keeps its seq",
    frames: [nothing(11), nothing(12)],
    effects: [],
    state: "@12 p3 p2 p1",
  },
  {
    name: "the end is announced once",
    frames: [nothing(11, "ended"), nothing(12, "ended")],
    effects: ["announce end"],
    state: "@12 p3 p2 p1",
  },
  {
    name: "new settings need the whole page, and what came before them is kept",
    frames: [insert(11, "p4"), settings(12), insert(13, "p5")],
    effects: ["waiting 1", "announce new 1", "then reload"],
    state: "@11 p3 p2 p1 waiting p4",
  },
];

for (const { name, page = opened("p3 p2 p1"), reader = "elsewhere", frames, effects, state } of cases) {
  test(name, () => {
    const before = summary(page);
    const outcome = take(page, frames, reader);
    assert.deepEqual(told(outcome), effects);
    assert.equal(summary(outcome.state), state);
    assert.equal(summary(page), before, "the state before stays as it was");
  });
}

test("a revision of a post that waits is what will be shown", () => {
  const taken = take(opened("p1"), [insert(11, "p2", "first"), revise(12, "p2", "second")], "elsewhere");
  assert.deepEqual(told(release(taken.state)), ['put p2 "second" in posts, new', "waiting 0", "visit p2"]);
});

test("the reader who asks for the posts that wait is led to the oldest of them", () => {
  const page = opened("p2 p1", waiting("p4 p3 p5"));
  const outcome = release(page);
  assert.deepEqual(told(outcome), [
    "put p3 in posts, new",
    "put p4 in posts, new",
    "put p5 in posts, new",
    "waiting 0",
    "visit p3",
  ]);
  assert.equal(summary(outcome.state), "@10 p5 p4 p3 p2 p1");
});

test("with nothing waiting there is nothing to show", () => {
  assert.deepEqual(told(release(opened("p1"))), []);
});

test("any way of cutting the frames into batches comes to the same", () => {
  const frames = [
    insert(11, "p4"),
    pin(12, "p2"),
    revise(13, "p4", "better"),
    insert(14, "p5"),
    pin(15, "p4", "p2"),
    withdraw(16, "p3"),
    nothing(17, "ended"),
  ];
  const whole = take(opened("p3 p2 p1"), frames, "elsewhere").state;
  for (let cut = 0; cut <= frames.length; cut++) {
    // The second batch begins before the cut: what overlaps is skipped.
    const first = take(opened("p3 p2 p1"), frames.slice(0, cut), "elsewhere").state;
    const second = take(first, frames.slice(Math.max(0, cut - 2)), "elsewhere").state;
    assert.deepEqual(second, whole);
  }
});

test("a fetched page brings what is open up to date", () => {
  const page = opened("p3 p2 p1", waiting("p4"));
  const outcome = reconcile(page, rendered("p5@15 p4@11 p3@12 p2 p1"), "elsewhere");
  assert.deepEqual(told(outcome), [
    "put p1 in posts",
    "put p2 in posts",
    "put p3 in posts, revised",
    "waiting 2",
    "announce new 2",
  ]);
  assert.equal(summary(outcome.state), "@20 p3 p2 p1 waiting p4 p5");
});

test("a fetched page shows its new posts at once to a reader at the top", () => {
  const outcome = reconcile(opened("p1"), rendered("p2@12 p1"), "top");
  assert.deepEqual(told(outcome), ["put p1 in posts", "put p2 in posts, new", "announce new 1"]);
});

test("a fetched page moves the pin and lets go what it does not have", () => {
  const page = opened("p4 p3 p1", { pinned: id("p3") });
  const outcome = reconcile(page, rendered("p4 p3", { pinned: dated("p2@12") }), "elsewhere");
  assert.deepEqual(told(outcome), ["drop p1", "put p2 in pinned", "put p3 in posts", "put p4 in posts"]);
  assert.equal(summary(outcome.state), "@20 p4 p3 pinned p2");
});

test("older posts than the page reached are not new when a fetched page reaches further", () => {
  const page = opened("p5 p4", { floor: orderOf("p4") });
  const outcome = reconcile(page, rendered("p6@12 p5 p4 p3"), "elsewhere");
  assert.deepEqual(told(outcome), [
    "put p3 in posts",
    "put p4 in posts",
    "put p5 in posts",
    "waiting 1",
    "announce new 1",
  ]);
  assert.equal(outcome.state.floor, null);
});

test("frames go on from a fetched page, even from one that is older than what was applied", () => {
  const page = opened("p2 p1", { applied: 25 });
  const { state } = reconcile(page, rendered("p2 p1"), "elsewhere");
  assert.equal(summary(take(state, [insert(21, "p3")], "elsewhere").state), "@21 p2 p1 waiting p3");
});

test("an older page that is fetched again takes nothing for new", () => {
  const page = opened("p3 p2", { page: "older", ...waiting("p9") });
  const outcome = reconcile(page, rendered("p3@12 p2 p1"), "top");
  assert.deepEqual(told(outcome), ["put p1 in posts", "put p2 in posts", "put p3 in posts, revised"]);
  assert.equal(outcome.state.waiting.size, 1);
});

test("a fetched page can bring the end", () => {
  const outcome = reconcile(opened("p1"), rendered("p1", { status: "ended" }), "elsewhere");
  assert.deepEqual(told(outcome), ["put p1 in posts", "announce end"]);
});

test("the page that follows is taken in at its end", () => {
  const page = opened("p5 p4", { floor: orderOf("p4") });
  const outcome = extend(page, rendered("p3@1 p2@1", { seq: 10, floor: orderOf("p2") }));
  assert.deepEqual(outcome.appended, ["p3", "p2"]);
  assert.deepEqual(told(outcome), []);
  assert.equal(outcome.state.floor, orderOf("p2"));
  assert.equal(summary(outcome.state), "@10 p5 p4 p3 p2");
  // From now on it changes with the rest.
  const { effects } = take(outcome.state, [revise(11, "p2", "again")], "elsewhere");
  assert.equal(effects.length, 1);
});

test("a page that follows and is older than what was applied has the rest asked for", () => {
  const page = opened("p5 p4", { floor: orderOf("p4") });
  const outcome = extend(page, rendered("p3@1", { seq: 7 }));
  assert.deepEqual(told(outcome), ["then catch up"]);
  assert.equal(outcome.state.applied, 7);
  const { state } = take(outcome.state, [revise(8, "p3", "again"), nothing(9), nothing(10)], "elsewhere");
  assert.equal(summary(state), "@10 p5 p4 p3");
});

test("what follows upwards in time ends with the newest, and new posts belong there from then on", () => {
  const page = opened("p2 p1", { page: "older", ceiling: orderOf("p2"), ...waiting("p4") });
  const outcome = extend(page, rendered("p3@1 p4@9", { seq: 10, floor: orderOf("p3") }));
  assert.deepEqual(outcome.appended, ["p3", "p4"]);
  assert.deepEqual(told(outcome), ["waiting 0"]);
  const { page: kind, floor, ceiling } = outcome.state;
  assert.deepEqual([kind, floor, ceiling], ["first", null, null]);
});
