// A real Varnish before a real server, with the settings in docs/varnish.vcl: what a thousand readers who poll
// cost the server, and what they see while it is gone. Wants `varnishd` (on Debian, the package `varnish`).

import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Stet } from "../../e2e/stet.ts";

const SETTINGS = fileURLToPath(new URL("../../../docs/varnish.vcl", import.meta.url));
const READERS = 1_000;
/** How often each asks, as the reader's script does where there is no stream, and for how long, in milliseconds. */
const EVERY = 4_000;
const LASTING = 12_000;
/** The most questions in a second that reach the server. */
const MOST = 2;

let stet: Stet;
let varnish: ChildProcess;
let folder: string;
let url: string;
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

before(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  stet = await Stet.start({ STET_PURGE_URL: `${url}/purge`, STET_ALSO_REACH: `127.0.0.1:${port}` });
  await stet.open("storm");
  await stet.publishMany("storm", 20, "Report");
  folder = await mkdtemp(join(tmpdir(), "stet-varnish-"));
  // Varnish gives up its rights, and reads what everybody may.
  await chmod(folder, 0o755);
  const settings = (await readFile(SETTINGS, "utf8")).replace('"8080"', `"${new URL(stet.url).port}"`);
  await writeFile(join(folder, "stet.vcl"), settings);
  varnish = spawn("varnishd", ["-F", "-n", join(folder, "work"), "-a", `127.0.0.1:${port}`, "-f", join(folder, "stet.vcl"), "-s", "malloc,64m"], { stdio: "ignore" });
  await until(async () => (await get("/live/storm").catch(() => null))?.status === 200);
});

after(async () => {
  varnish?.kill();
  agent.destroy();
  await stet?.stop();
  await rm(folder, { recursive: true, force: true });
});

test(`${READERS} readers who poll ask the server ${MOST} times a second at most, and all hear of what changes`, async () => {
  let seq = await stet.seq("storm");
  const begun = Date.now();
  const before = await askedOfServer();
  const seen = await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      let at = seq;
      await pause((reader / READERS) * EVERY);
      while (Date.now() - begun < LASTING) {
        const answer = await get(`/live/storm/changes?after=${at}`);
        assert.equal(answer.status, 200);
        at = (JSON.parse(answer.body) as { next: number }).next;
        await pause(EVERY);
        if (reader === 0) seq = (await stet.publish("storm", "Meanwhile")).seq;
      }
      return (JSON.parse((await get(`/live/storm/changes?after=${at}`)).body) as { next: number }).next;
    }),
  );
  const seconds = (Date.now() - begun) / 1000;
  const asked = (await askedOfServer()) - before;
  console.log(`# ${READERS} readers, ${seconds.toFixed(1)} s: the server was asked ${(asked / seconds).toFixed(2)} times a second`);
  assert.ok(asked / seconds <= MOST, `${asked} in ${seconds} s`);
  assert.ok(seen.every((head) => head >= seq - 1), "everybody is at most one change behind");
});

test("while the server is gone readers keep the page, and see what is new once it is back", async () => {
  assert.equal((await get("/live/storm")).status, 200);
  await stet.kill();
  await until(async () => (await healthy()) === false);
  for (let second = 0; second < 3; second++) {
    const page = await get("/live/storm");
    assert.equal(page.status, 200);
    assert.match(page.body, /Report 20/);
    await pause(1_000);
  }
  await stet.restart();
  await stet.publish("storm", "The server is back");
  await until(async () => (await get("/live/storm")).body.includes("The server is back"));
});

test("what has ended is kept for an hour, and a correction is seen at once", async () => {
  await stet.open("night");
  const post = await stet.publish("night", "The bridge is closed");
  await stet.amend("night", { status: "ended" });
  await until(async () => (await get("/live/night")).body.includes('data-status="ended"'));
  // Until Varnish has let go of the page that it kept while the coverage was live.
  await pause(2_500);
  assert.match((await get("/live/night")).body, /The bridge is closed/);
  const before = await askedOfServer();
  for (let times = 0; times < 5; times++) await get("/live/night");
  assert.equal(await askedOfServer(), before, "it is kept");
  await stet.revise("night", post, { headline: "The bridge is open", notice: { kind: "correction", text: "It was never closed." } });
  const begun = Date.now();
  await until(async () => (await get("/live/night")).body.includes("It was never closed."));
  assert.ok(Date.now() - begun < 5_000, `seen after ${Date.now() - begun} ms`);
});

/** How many requests Varnish has made to the server, probes aside. */
async function askedOfServer(): Promise<number> {
  const { stdout } = await promisify(execFile)("varnishstat", ["-n", join(folder, "work"), "-1", "-f", "MAIN.backend_req"]);
  return Number(stdout.trim().split(/\s+/)[1]);
}

async function healthy(): Promise<boolean> {
  const { stdout } = await promisify(execFile)("varnishadm", ["-n", join(folder, "work"), "backend.list"]);
  return /\bhealthy\b/.test(stdout);
}

async function get(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(url + path, { agent }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (body += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await is()); tries++) {
    assert.ok(tries < 100, "it comes within twenty seconds");
    await pause(200);
  }
}

async function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
