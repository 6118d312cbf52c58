import assert from "node:assert/strict";
import { test } from "node:test";
import { contentOf } from "../content.ts";
import { Authority, badNetwork, Clock, randomFrom } from "./authority.ts";
import { lost, type Tally, Writer } from "./writer.ts";

/** To see a run again: STET_SEED=… npm test. */
const SEED = Number(process.env.STET_SEED ?? Math.floor(Math.random() * 2 ** 31));
const WRITERS = 5;
const OPERATIONS = 10_000;

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
