// A real server in a folder of its own, and its desk's API.

import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The binary that the tests run. */
export const BINARY = process.env.STET_BIN ?? join(process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url)), "debug/stet");

/** How many posts a page has. */
export const PAGE = 40;

/** The id of a post, and the seq of the change that published it. */
export interface Published {
  readonly id: string;
  readonly seq: number;
}

/** A running `stet serve`. */
export class Stet {
  /** Where it listens, such as "http://127.0.0.1:40123"; the same after a restart. */
  readonly url: string;
  /** The one-time link that the server printed when it started without a member. */
  readonly welcome: string;
  private readonly data: string;
  private readonly settings: Settings;
  private process: ChildProcess;
  private token = "";
  /** What the server has logged, over all its lives. */
  private readonly log: string[] = [];
  private readonly expected: RegExp[] = [];

  private constructor(data: string, settings: Settings, started: Started, log: string[]) {
    this.data = data;
    this.settings = settings;
    this.log = log;
    this.url = started.url;
    this.welcome = started.welcome;
    this.process = started.process;
  }

  /** Starts a server on an empty folder, with an owner to call its API, and with settings as its variables hold them. */
  static async start(settings: Settings = {}, address = "127.0.0.1:0"): Promise<Stet> {
    const stet = await Stet.startEmpty(settings, address);
    const asked = ["token", "create", "--member", "owner@example.org", "--data", stet.data];
    const { stdout } = await promisify(execFile)(BINARY, asked);
    stet.token = stdout.trim().split("\n").at(-1) ?? "";
    return stet;
  }

  /** The header that makes a request the owner's. */
  get bearer(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.token}` };
  }

  /** Runs `stet export` beside the server. */
  async export(...args: string[]): Promise<void> {
    await promisify(execFile)(BINARY, ["export", ...args, "--data", this.data]);
  }

  /** Asks the API as the owner. */
  async ask(method: string, path: string, body?: object): Promise<unknown> {
    return this.call(method, path, body);
  }

  /** Takes a new member in, with this role in the coverage; returns the cookie of their session. */
  async member(name: string, role: string, coverage: string): Promise<string> {
    const email = `${name.toLowerCase()}@example.org`;
    const invitation = { email, role, coverages: [{ slug: coverage, role }] };
    const { url } = (await this.call("POST", "/invitations", invitation)) as { url: string };
    const answer = await fetch(`${this.url}/api/v1/auth/link/accept`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: new URL(url).hash.slice(1), name, password: `the password of ${name}` }),
    });
    assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
    return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }

  /** Starts a server that has no member yet. */
  static async startEmpty(settings: Settings = {}, address = "127.0.0.1:0"): Promise<Stet> {
    assert.ok(existsSync(BINARY), `${BINARY} is missing: build it, or name another in STET_BIN`);
    const data = await mkdtemp(join(tmpdir(), "stet-"));
    const log: string[] = [];
    return new Stet(data, settings, await serve(data, settings, address, log), log);
  }

  /** Ends the server as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Starts the server again on the same folder and port. */
  async restart(): Promise<void> {
    this.process = (await serve(this.data, this.settings, new URL(this.url).host, this.log)).process;
  }

  /** Asks the server to end, and fails unless it logged nothing of note. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.data, { recursive: true });
    const unexpected = this.log.filter((line) => isOfNote(line) && !this.expected.some((one) => one.test(line)));
    assert.deepEqual(unexpected, [], "the log is clean");
  }

  /** Says of a line of note in the log that it is meant to come. */
  expect(line: RegExp): void {
    this.expected.push(line);
  }

  /** Opens a coverage that is live, with whatever else is given. */
  async open(slug: string, fields: object = {}): Promise<void> {
    await this.call("POST", "/coverages", { slug, headline: `Coverage ${slug}`, status: "live", ...fields });
  }

  /** Changes the coverage's own fields. */
  async amend(slug: string, fields: object): Promise<void> {
    await this.call("PATCH", `/coverages/${slug}`, fields);
  }

  /** Publishes a post. */
  async publish(slug: string, headline: string, body: string = `${headline}, in a sentence.`): Promise<Published> {
    return this.call("POST", `/coverages/${slug}/posts`, { headline, body }) as Promise<Published>;
  }

  /** Publishes posts "First 1", "First 2"… one after the other. */
  async publishMany(slug: string, number: number, word: string): Promise<Published[]> {
    const published: Published[] = [];
    for (let n = 1; n <= number; n++) published.push(await this.publish(slug, `${word} ${n}`));
    return published;
  }

  /** Changes fields of a post. */
  async revise(slug: string, { id }: Published, fields: object): Promise<void> {
    await this.call("PATCH", `/coverages/${slug}/posts/${id}`, fields);
  }

  /** Takes a post back. */
  async withdraw(slug: string, { id }: Published, reason: string): Promise<void> {
    await this.call("DELETE", `/coverages/${slug}/posts/${id}`, { reason });
  }

  /** The position of the coverage's record. */
  async seq(slug: string): Promise<number> {
    const answer = await fetch(`${this.url}/live/${slug}.json`);
    const { seq } = (await answer.json()) as { seq: number };
    return seq;
  }

  /** Whether a reader at this position is too far behind for frames. */
  async isOutOfReach(slug: string, seq: number): Promise<boolean> {
    const answer = await fetch(`${this.url}/live/${slug}/changes?after=${seq}`);
    const { resync } = (await answer.json()) as { resync: boolean };
    return resync;
  }

  /** A one-time link for somebody new, or for the owner to get a browser in. */
  async invite(email: string, role: string, coverages: readonly { slug: string; role: string }[] = []): Promise<string> {
    const invitation = await this.call("POST", "/invitations", { email, role, coverages });
    return (invitation as { url: string }).url;
  }

  /** A one-time link with which the owner gets a browser in. */
  async ownersLink(): Promise<string> {
    const { id } = (await this.call("GET", "/me")) as { id: string };
    return ((await this.call("POST", `/members/${id}/link`, {})) as { url: string }).url;
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { ...this.bearer, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const exited = once(this.process, "exit");
    this.process.kill(signal);
    await exited;
  }
}

/** Variables, such as STET_PUBLIC_URL. */
type Settings = Readonly<Record<string, string>>;

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  readonly welcome: string;
}

/** Starts the binary and waits until it says where it is ready. */
async function serve(data: string, settings: Settings, address: string, log: string[]): Promise<Started> {
  const isEmpty = (await readdir(data)).length === 0;
  const process = spawn(BINARY, ["serve", "--data", data, "--listen", address], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...globalThis.process.env, ...settings },
  });
  const said: string[] = [];
  let url = "";
  let welcome = "";
  const ready = new Promise<void>((resolve, reject) => {
    // A server with members says one line; one without says in its log how to become the owner.
    const look = (): void => {
      if (url && (welcome || !isEmpty)) resolve();
    };
    createInterface({ input: process.stdout }).on("line", (line) => {
      said.push(line);
      url ||= /Stet is ready at (http:\/\/\S+)/.exec(line)?.[1]?.replace(/\/$/, "") ?? "";
      look();
    });
    createInterface({ input: process.stderr }).on("line", (line) => {
      log.push(line);
      welcome ||= /\S+\/desk\/welcome#\S+/.exec(line)?.[0] ?? "";
      look();
    });
    process.once("exit", (code) => {
      reject(new Error(`stet serve ended with ${code}:\n${[...said, ...log].join("\n")}`));
    });
  });
  await ready;
  return { process, url, welcome };
}

/** Whether somebody on duty would want to know of this line. */
function isOfNote(line: string): boolean {
  return /\b(WARN|ERROR)\b|panicked/.test(line);
}
