import assert from "node:assert/strict";
import { test } from "node:test";
import { NodeSelection } from "prosemirror-state";
import { Collab, type Keeper } from "../collab.ts";
import { docOf, EMPTY } from "../content.ts";
import type { Status } from "../index.ts";
import { type Batch, type Draft, Refused, type Remote, Unreachable } from "../remote.ts";
import { schema } from "../schema.ts";
import { Authority, Clock, randomFrom } from "./authority.ts";

/** One side of a draft, with a server that a test can cut off, and a record of what happened when. */
function aSide(client = "me", authority = new Authority()) {
  const clock = new Clock(randomFrom(1));
  const sent: { at: number; batch: Batch }[] = [];
  const told: Status[] = [];
  const deeds: string[] = [];
  const side = { clock, authority, sent, told, deeds, fault: null as Error | null, limit: Number.POSITIVE_INFINITY };
  const answer = async <T>(give: () => T): Promise<T> => {
    await new Promise<void>((resolve) => void clock.after(10, resolve));
    if (side.fault) throw side.fault;
    const given = structuredClone(give());
    await new Promise<void>((resolve) => void clock.after(10, resolve));
    return given;
  };
  const remote: Remote = {
    load: () => answer(() => ({ content: authority.content, version: authority.version }) as Draft),
    create: () => Promise.reject(new Error("the draft is there")),
    stepsAfter: (version) => answer(() => authority.stepsAfter(version)),
    send: (batch) => {
      sent.push({ at: clock.now(), batch });
      deeds.push("send");
      if (JSON.stringify(batch).length > side.limit) return Promise.reject(new Refused(413, "too_large", "Too much."));
      return answer(() => authority.send(batch));
    },
    tellPresence: () => Promise.resolve(),
  };
  const keeper: Keeper = {
    append: () => void deeds.push("append"),
    rewrite: () => void deeds.push("rewrite"),
    written: async () => void deeds.push("written"),
  };
  const start = { client, version: authority.version, confirmed: docOf(authority.content), own: [], conflict: null };
  const collab = new Collab(start, remote, keeper, clock, { changed() {}, status: (status) => told.push(status), confirmed() {} });
  const type = (text: string): void => collab.dispatch(collab.state.tr.insertText(text, collab.state.doc.firstChild!.nodeSize - 1));
  const rest = async (): Promise<void> => {
    while (await clock.step());
  };
  return Object.assign(side, { collab, type, rest });
}

test("the first keystroke goes at once, what follows gathers for 300 ms", async () => {
  const side = aSide();
  side.type("a");
  for (const [index, char] of [..."bcd"].entries()) side.clock.after(40 + index * 60, () => side.type(char));
  await side.rest();
  assert.deepEqual(side.sent.map(({ at, batch }) => [at, batch.steps.length]), [[0, 1], [300, 3]]);
  assert.equal(side.authority.content.headline, "abcd");
  assert.deepEqual(side.told, ["saving", "saved", "saving", "saved"]);
});

test("the journal has every step before the server is sent it", async () => {
  const side = aSide();
  side.type("a");
  await side.rest();
  assert.deepEqual(side.deeds, ["append", "written", "send", "rewrite"]);
});

test("a flush does not wait, and tells the version", async () => {
  const side = aSide();
  side.type("a");
  await side.rest();
  side.type("b");
  const flushed = side.collab.flush();
  await side.rest();
  assert.equal(await flushed, 3);
  assert.ok(side.sent[1]!.at - side.sent[0]!.at < 300);
});

test("while the server cannot be had it is asked ever less often, and everything goes once it can", async () => {
  const side = aSide();
  side.fault = new Unreachable("cut");
  side.type("a");
  for (let n = 0; n < 40; n++) await side.clock.step();
  assert.equal(side.collab.status, "offline");
  const waits = side.sent.slice(1).map(({ at }, index) => at - side.sent[index]!.at);
  assert.ok(waits.every((wait) => wait <= 15_100), String(waits));
  side.type("b");
  side.fault = null;
  side.collab.wake();
  await side.rest();
  assert.equal(side.authority.content.headline, "ab");
  assert.equal(side.collab.status, "saved");
});

test("a flush fails at once while the server cannot be had", async () => {
  const side = aSide();
  side.fault = new Unreachable("cut");
  side.type("a");
  const flushed = assert.rejects(side.collab.flush(), Unreachable);
  for (let n = 0; n < 4; n++) await side.clock.step();
  await flushed;
});

test("what the server refuses stays here, and is tried again when asked", async () => {
  const side = aSide();
  side.fault = new Refused(403, "forbidden", "No.");
  side.type("a");
  await side.rest();
  assert.equal(side.collab.status, "conflict");
  assert.equal(side.collab.refusal?.code, "forbidden");
  assert.equal(side.sent.length, 1, "a refusal is not asked again by itself");
  side.type("b");
  side.fault = null;
  side.collab.wake();
  await side.rest();
  assert.equal(side.authority.content.headline, "ab");
  assert.equal(side.collab.status, "saved");
});

test("thousands of steps go in batches, each with the content that results", async () => {
  const side = aSide();
  side.fault = new Unreachable("cut");
  for (let n = 0; n < 450; n++) side.type("x");
  await side.clock.step();
  side.fault = null;
  side.collab.wake();
  await side.rest();
  assert.equal(side.authority.content.headline, "x".repeat(450));
  for (const { batch } of side.sent) assert.ok(batch.steps.length <= 200 && batch.content.headline!.length === batch.version - 1 + batch.steps.length);
});

test("a flush settles with the refusal, and asks again each time", async () => {
  const side = aSide();
  side.fault = new Refused(403, "forbidden", "No.");
  side.type("a");
  await side.rest();
  const refused = assert.rejects(side.collab.flush(), { code: "forbidden" });
  await side.rest();
  await refused;
  assert.equal(side.sent.length, 2);
  side.fault = null;
  const flushed = side.collab.flush();
  await side.rest();
  assert.equal(await flushed, 2);
  assert.equal(side.collab.status, "saved");
  side.collab.stop();
  await assert.rejects(side.collab.flush(), Unreachable);
});

test("who flushes again as soon as a flush has settled is not left waiting", async () => {
  const side = aSide();
  side.type("a");
  const twice = side.collab.flush().then(() => side.collab.flush());
  await side.rest();
  assert.equal(await twice, 2);
});

test("steps that are too large together go in as many batches as it takes", async () => {
  const side = aSide();
  side.limit = 2_000;
  side.type("a");
  for (let n = 0; n < 12; n++) side.type("x".repeat(100));
  await side.rest();
  assert.equal(side.authority.content.headline, `a${"x".repeat(1200)}`);
  assert.equal(side.collab.status, "saved");
  assert.ok(side.sent.length > 3);
});

test("one step that is too large is said, kept, and goes once enough of it is taken out", async () => {
  const side = aSide();
  side.limit = 2_000;
  side.type("x".repeat(3_000));
  await side.rest();
  assert.equal(side.collab.refusal?.code, "too_large");
  assert.equal(side.collab.status, "conflict");
  assert.equal(side.collab.state.doc.textContent.length, 3_000);
  side.type("y");
  await side.rest();
  assert.equal(side.sent.length, 1, "more of it is not tried");
  side.collab.dispatch(side.collab.state.tr.delete(1, 2_901));
  await side.rest();
  assert.equal(side.authority.content.headline, `${"x".repeat(100)}y`);
  assert.equal(side.collab.status, "saved");
  assert.equal(side.collab.refusal, null);
});

test("words written into what another deletes, and words that a deletion would grow over, stay", async () => {
  const authority = new Authority();
  authority.content = { ...EMPTY, headline: "one two three" };
  const [ada, ben] = [aSide("ada", authority), aSide("ben", authority)];
  ada.collab.dispatch(ada.collab.state.tr.delete(1, 14));
  await ada.rest();
  ben.collab.dispatch(ben.collab.state.tr.insertText("and a half ", 5));
  await ben.rest();
  assert.equal(authority.content.headline, "and a half ");
  ada.collab.wake();
  await ada.rest();
  assert.equal(ada.collab.state.doc.textContent, "and a half ");

  const [cy, di] = [aSide("cy", authority), aSide("di", authority)];
  cy.collab.dispatch(cy.collab.state.tr.insertText("quarter or ", 7));
  await cy.rest();
  di.collab.dispatch(di.collab.state.tr.delete(1, 12));
  await di.rest();
  assert.equal(authority.content.headline, "quarter or ");
});

test("words stay that a deletion of one's own would grow over, where what stood between was deleted by another", async () => {
  const authority = new Authority();
  authority.content = { ...EMPTY, headline: "old" };
  const [ada, ben] = [aSide("ada", authority), aSide("ben", authority)];
  ada.collab.dispatch(ada.collab.state.tr.delete(1, 4));
  await ada.rest();
  ben.type("1");
  ben.collab.dispatch(ben.collab.state.tr.insertText("2", 1));
  ben.type("3");
  ben.collab.dispatch(ben.collab.state.tr.delete(5, 7));
  assert.equal(ben.collab.state.doc.textContent, "2old");
  await ben.rest();
  assert.equal(ben.collab.state.doc.textContent, "2");
  assert.equal(authority.content.headline, "2");
});

test("who has selected a block takes the steps of others that stand where it stood", async () => {
  const authority = new Authority();
  const blocks = [{ type: "paragraph", content: [{ type: "text", text: "below" }] }, { type: "image" }];
  authority.content = { headline: "above", body: { v: 1, doc: { type: "doc", content: blocks } } };
  const [ada, ben, cy] = [aSide("ada", authority), aSide("ben", authority), aSide("cy", authority)];
  const told: [number, Parameters<Collab["hear"]>[1]][] = [];
  authority.follow((version, steps) => told.push([version, steps]));
  ada.collab.dispatch(ada.collab.state.tr.delete(7, 14));
  ada.type(" all");
  await ada.rest();
  // Of the heading that the paragraph was made, its two ends are left.
  ben.collab.dispatch(ben.collab.state.tr.setBlockType(8, 8, schema.nodes.heading!, { level: 2 }));
  await ben.rest();
  const { state } = cy.collab;
  cy.collab.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, 14)));
  cy.type("!");
  for (const [version, steps] of told) cy.collab.hear(version, steps);
  await cy.rest();
  assert.equal(cy.collab.state.doc.firstChild!.textContent, "above all!");
  assert.equal(authority.content.headline, "above all!");
  assert.deepEqual(authority.content.body.doc.content.map(({ type }) => type), ["heading", "image"]);
});

test("steps that the stream tells of and that do not fit are fetched instead", async () => {
  const authority = new Authority();
  const [ada, ben] = [aSide("ada", authority), aSide("ben", authority)];
  ada.type("a");
  await ada.rest();
  ben.type("b");
  ben.collab.hear(2, [{ step: { stepType: "replace", from: 50, to: 60 }, client: "ada" }]);
  await ben.rest();
  assert.equal([...authority.content.headline!].sort().join(""), "ab");
  assert.equal(ben.collab.conflict, null);
});

test("steps that come by the stream are taken in order, late ones are fetched, and twice is once", async () => {
  const authority = new Authority();
  const [ada, ben] = [aSide("ada", authority), aSide("ben", authority)];
  const told: [number, Parameters<Collab["hear"]>[1]][] = [];
  authority.follow((version, steps) => told.push([version, steps]));
  for (const char of "abc") {
    ada.type(char);
    await ada.rest();
  }
  ben.collab.hear(...told[2]!);
  await ben.rest();
  ben.collab.hear(...told[0]!);
  ben.collab.hear(...told[2]!);
  assert.equal(ben.collab.state.doc.textContent, "abc");
  assert.equal(ben.collab.version, 4);
});

test("steps that the stream tells of while earlier ones are on their way are fetched as well", async () => {
  const authority = new Authority();
  const [ada, ben] = [aSide("ada", authority), aSide("ben", authority)];
  const told: [number, Parameters<Collab["hear"]>[1]][] = [];
  authority.follow((version, steps) => told.push([version, steps]));
  ada.type("a");
  await ada.rest();
  ben.collab.wake();
  // The server has answered, and the answer is not here yet.
  await ben.clock.step();
  ada.type("b");
  await ada.rest();
  ben.collab.hear(...told[1]!);
  await ben.rest();
  assert.equal(ben.collab.state.doc.textContent, "ab");
  assert.equal(ben.collab.version, authority.version);
});
