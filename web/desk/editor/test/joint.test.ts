import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../content.ts";
import { type Remote, Unreachable } from "../remote.ts";
import { Authority, badNetwork, Clock, randomFrom } from "./authority.ts";
import { lost, type Tally, Writer } from "./writer.ts";

/** To see a run again: STET_SEED=… npm test. */
const SEED = Number(process.env.STET_SEED ?? Math.floor(Math.random() * 2 ** 31));
const WRITERS = 5;
const OPERATIONS = 10_000;
const DOCUMENTS = 200;

test(`five writers, ten thousand deeds and a bad network: all agree, and no character is lost (seed ${SEED})`, async () => {
  const clock = new Clock(randomFrom(SEED));
  const authority = new Authority();
  const tally: Tally = { inserted: 0, deleted: new Set() };
  let peace = false;
  const offline = new Set<number>();
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const isOnline = (): boolean => !offline.has(index);
    const remote = badNetwork(authority.remote, clock, isOnline);
    const writer = new Writer(`writer-${index}`, remote, clock, tally);
    authority.follow((version, steps) => {
      if (clock.random() < 0.7) clock.after(clock.random() * 200, () => isOnline() && writer.collab.hear(version, steps));
    });
    return writer;
  });

  let left = OPERATIONS;
  writers.forEach((writer, index) => {
    const act = (): void => {
      if (left-- <= 0) return;
      writer.act();
      clock.after(clock.random() * 250, act);
    };
    clock.after(0, act);
    const lose = (): void => {
      if (peace) return;
      offline.add(index);
      clock.after(clock.random() * 6_000, () => {
        offline.delete(index);
        writer.collab.wake();
        clock.after(clock.random() * 20_000, lose);
      });
    };
    clock.after(clock.random() * 20_000, lose);
  });

  while (left > 0) await clock.step();
  peace = true;
  while (await clock.step());
  for (let tries = 0; tries < 50 && writers.some(({ collab }) => collab.version !== authority.version || collab.own.length > 0); tries++) {
    for (const { collab } of writers) collab.wake();
    while (await clock.step());
  }

  const [first] = writers as [Writer];
  for (const { collab } of writers) {
    assert.equal(collab.version, authority.version);
    assert.ok(collab.state.doc.eq(first.collab.state.doc), "all have the same document");
    collab.state.doc.check();
  }
  assert.deepEqual(contentOf(first.collab.state.doc), authority.content, "and so has the server");

  assert.deepEqual(lost(tally, first.text), [], `lost of ${tally.inserted}`);
  assert.ok(tally.inserted > OPERATIONS / 2 && authority.version > OPERATIONS / 2);
  console.log(`${tally.inserted} characters were written in ${authority.version} steps, ${tally.deleted.size} of them deleted again; seed ${SEED}`);
});

// In a short document all that five do unseen falls into the same few words.
test(`${DOCUMENTS} short documents, each twice written in by five who do not see each other: no character is lost (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  for (let n = 0; n < DOCUMENTS; n++) {
    const clock = new Clock(random);
    const authority = new Authority();
    const tally: Tally = { inserted: 0, deleted: new Set() };
    let isCut = false;
    const { remote } = authority;
    const reach = <T>(ask: () => Promise<T>): Promise<T> => (isCut ? Promise.reject(new Unreachable("cut")) : ask());
    const cuttable: Remote = { ...remote, send: (batch) => reach(() => remote.send(batch)), stepsAfter: (version) => reach(() => remote.stepsAfter(version)) };
    const writers = Array.from({ length: WRITERS }, (_, index) => new Writer(`writer-${index}`, cuttable, clock, tally));
    const isSettled = (): boolean => writers.every(({ collab }) => collab.own.length === 0 && collab.version === authority.version);
    for (let round = 0; round < 2; round++) {
      isCut = true;
      for (const writer of writers) for (let deeds = random() * 30; deeds > 1; deeds--) writer.act();
      await clock.step();
      isCut = false;
      for (let tries = 0; tries === 0 || !isSettled(); tries++) {
        assert.ok(tries < 50, "all come to rest");
        for (const { collab } of writers) collab.wake();
        while (await clock.step());
      }
      for (const { collab, text } of writers) {
        assert.deepEqual(contentOf(collab.state.doc), authority.content, `document ${n}: all have what the server has`);
        assert.deepEqual(lost(tally, text), [], `document ${n}: lost of ${tally.inserted}`);
        assert.equal(collab.conflict, null, `document ${n}: the steps of all fit`);
      }
    }
  }
});
