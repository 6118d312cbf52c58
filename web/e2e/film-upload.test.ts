// A long film goes up over a line that is cut time and again, to a server that is killed meanwhile, and arrives as it was.

import assert from "node:assert/strict";
import { createHash, randomFillSync } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Upload } from "tus-js-client";
import { DeskLine } from "./desk-line.ts";
import { Proxy } from "./proxy.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
const MEBIBYTE = 1024 * 1024;
/** How much of it is seen and heard, in bytes. */
const LENGTH = 200 * MEBIBYTE;
/** After how many more bytes the line is cut, each time. */
const CUTS = [30, 45, 40].map((mebibytes) => mebibytes * MEBIBYTE);
/** How many bytes are on their way when the server is killed. */
const KILLED_AT = 160 * MEBIBYTE;
/** What the server may have taken without having promised to keep it (`media/incoming.rs`), and what the sockets hold. */
const UNKEPT = (16 + 8) * MEBIBYTE;

let stet: Stet;
let proxy: Proxy;

before(async () => {
  stet = await Stet.start();
  proxy = await Proxy.before(stet.url);
  await stet.open(SLUG);
});

after(async () => {
  await proxy?.close();
  await stet?.stop();
});

/** A film that browsers play, with more media data behind it than any of its frames needs: a box of noise, which nothing compresses. */
async function longFilm(): Promise<Buffer> {
  const short = await readFile(new URL("../../crates/server/tests/films/h264.mp4", import.meta.url));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(LENGTH);
  head.write("mdat", 4, "latin1");
  const film = Buffer.concat([short, head], short.length + LENGTH);
  randomFillSync(film, short.length + head.length);
  return film;
}

/** The hash of what is seen and heard: of the boxes `mdat`, which stand on the level of the file. */
function hashOfMedia(film: Buffer): string {
  const hash = createHash("sha256");
  for (let at = 0; at < film.length; at += film.readUInt32BE(at)) {
    if (film.toString("latin1", at + 4, at + 8) === "mdat") hash.update(film.subarray(at, at + film.readUInt32BE(at)));
  }
  return hash.digest("hex");
}

test("200 MB survive three cuts and a kill, and nothing is sent twice that the server has", async () => {
  const film = await longFilm();
  const requests: [method: string, offset: number][] = [];
  let reachedMark: () => void = () => undefined;
  const isAtMark = new Promise<void>((resolve) => (reachedMark = resolve));
  let [finish, fail]: [(id: string) => void, (reason: unknown) => void] = [() => undefined, () => undefined];
  const finished = new Promise<string>((...both) => ([finish, fail] = both));
  const started = performance.now();
  const sending = new Upload(film, {
    endpoint: `${proxy.url}/api/v1/media/uploads`,
    headers: { ...stet.bearer },
    metadata: { filename: "tide.mp4", filetype: "video/mp4", coverage: SLUG },
    chunkSize: 64 * MEBIBYTE,
    retryDelays: [0, 50, 100, 250, 500, 1000, 2000, 4000, 8000, 8000],
    onBeforeRequest: (request) => {
      requests.push([request.getMethod(), Number(request.getHeader("Upload-Offset") ?? 0)]);
    },
    onProgress: (sent) => {
      if (sent >= KILLED_AT) reachedMark();
    },
    onSuccess: () => finish(sending.url?.split("/").at(-1) ?? ""),
    onError: fail,
  });
  sending.start();
  for (const bytes of CUTS) {
    proxy.cutAfter(bytes);
    await Promise.race([once(proxy, "cut"), finished]);
    assert.ok(proxy.isCut, "the line was cut before the film was there");
    proxy.mend();
  }
  await isAtMark;
  await stet.kill();
  await stet.restart();
  const line = await DeskLine.open(stet, SLUG);
  const id = await finished;
  const arrived = performance.now();
  await line.until(({ name, data }) => name === "media" && data.id === id && data.state !== "received");
  line.close();
  const medium = (await stet.ask("GET", `/media/${id}`)) as { state: string; kind: string; width: number; problem: unknown };
  assert.deepEqual([medium.state, medium.kind, medium.width, medium.problem], ["ready", "film", 160, null]);
  const ready = performance.now();

  const of = (method: string): number[] => requests.filter(([one]) => one === method).map(([, offset]) => offset);
  assert.equal(of("POST").length, 1, "it was begun once");
  assert.ok(of("HEAD").length > CUTS.length, `after each cut and the kill it was asked what is there: ${JSON.stringify(requests)}`);
  assert.ok(of("PATCH").every((offset, place, all) => offset >= (all[place - 1] ?? 0)), `it only ever went on: ${JSON.stringify(requests)}`);
  const again = proxy.passed - film.length;
  assert.ok(again < (CUTS.length + 1) * UNKEPT, `${again} bytes were sent again`);

  const answer = await fetch(`${stet.url}/media/${id}`, { headers: stet.bearer });
  assert.deepEqual([answer.status, answer.headers.get("content-length")], [200, `${film.length}`]);
  assert.equal(hashOfMedia(Buffer.from(await answer.arrayBuffer())), hashOfMedia(film));
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
  console.info(`sent in ${seconds(started, arrived)} s, ready after ${seconds(arrived, ready)} s more; ${Math.round(again / MEBIBYTE)} MiB sent again`);
});
