// Five writers with a bad network and the real server, which is killed twice meanwhile.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Timers } from "../desk/editor/collab.ts";
import { type Content, contentOf, EMPTY } from "../desk/editor/content.ts";
import { newId } from "../desk/editor/id.ts";
import { remoteDraft } from "../desk/editor/remote.ts";
import { badNetwork, randomFrom } from "../desk/editor/test/authority.ts";
import { lost, type Tally, Writer } from "../desk/editor/test/writer.ts";
import { looksAtEverything } from "./conditions.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
/** To see a run like this one again: STET_SEED=… npm run e2e. The real server's timing is its own. */
const SEED = Number(process.env.STET_SEED ?? Math.floor(Math.random() * 2 ** 31));
const WRITERS = 5;
const OPERATIONS = looksAtEverything() ? 10_000 : 2_000;

let stet: Stet;
before(async () => {
  stet = await Stet.start();
  await stet.open(SLUG);
});
after(() => stet.stop());

test(`five writers and the real server: all agree, and no character is lost (seed ${SEED})`, async () => {
  const draft = newId();
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id: draft, content: EMPTY });
  const server = remoteDraft(SLUG, draft, `${stet.url}/api/v1`, stet.bearer);
  const random = randomFrom(SEED);
  const time: Timers = {
    now: () => performance.now(),
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    random,
  };
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const tally: Tally = { inserted: 0, deleted: new Set() };
  let faults = true;
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const bad = badNetwork(server, time, () => true);
    const remote = { ...server, send: (batch: Parameters<typeof server.send>[0]) => (faults ? bad : server).send(batch), stepsAfter: (version: number) => (faults ? bad : server).stepsAfter(version) };
    return new Writer(`writer-${index}`, remote, time, tally);
  });
  // As a reconnected line does: whoever has heard nothing for a while asks.
  const asking = setInterval(() => writers[Math.floor(random() * WRITERS)]!.collab.wake(), 150);

  let left = OPERATIONS;
  const work = writers.map(async (writer) => {
    while (left-- > 0) {
      writer.act();
      await sleep(random() * 40);
    }
  });
  const kills = (async () => {
    for (const share of [0.7, 0.35]) {
      while (left > OPERATIONS * share) await sleep(50);
      await stet.kill();
      await stet.restart();
    }
  })();
  await Promise.all([...work, kills]);
  faults = false;
  clearInterval(asking);

  const isSettled = async (): Promise<boolean> => {
    const { version } = await server.load();
    return writers.every(({ collab }) => collab.own.length === 0 && collab.version === version);
  };
  for (let tries = 0; !(await isSettled()); tries++) {
    assert.ok(tries < 200, "all come to rest");
    for (const { collab } of writers) collab.wake();
    await sleep(100);
  }

  const { content, version } = (await stet.ask("GET", `/coverages/${SLUG}/drafts/${draft}`)) as { content: Content; version: number };
  for (const { collab } of writers) assert.deepEqual(contentOf(collab.state.doc), content, "all have what the server has");
  const [first] = writers as [Writer];
  const conflicts = writers.flatMap(({ collab }) => (collab.conflict ? [`${collab.client}: ${JSON.stringify(collab.conflict.mine)}`] : []));
  assert.deepEqual(lost(tally, first.text), [], `lost of ${tally.inserted}; conflicts: ${conflicts.join("; ") || "none"}`);
  console.log(`${tally.inserted} characters were written in ${version} steps, ${tally.deleted.size} of them deleted again; seed ${SEED}`);
});
