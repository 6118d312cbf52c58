import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locks } from "../journal.ts";
import { type Content, contentOf, docOf, EMPTY } from "../content.ts";
import { newId } from "../id.ts";
import { Journal } from "../journal.ts";
import type { DeskStream, Draft, Remote } from "../remote.ts";
import { Unreachable } from "../remote.ts";
import { deliver, openDraft } from "../session.ts";
import { Authority } from "./authority.ts";

const COVERAGE = "storm";

/** A browser: its journal, the locks between its tabs, and a network that can be cut. */
class Browser {
  readonly authority = new Authority();
  readonly made: unknown[] = [];
  online = true;
  private readonly held = new Set<string>();
  private readonly name = `journal-${newId()}`;

  readonly locks: Locks = {
    hold: (client) => {
      if (this.held.has(client)) return Promise.resolve(null);
      this.held.add(client);
      return Promise.resolve(() => void this.held.delete(client));
    },
  };

  journal(): Promise<Journal> {
    return Journal.open(this.name, this.locks);
  }

  /** Every tab dies at once, as when the browser is killed: nothing is said, and all locks are free. */
  die(): void {
    this.held.clear();
  }

  remote(id: string): Remote {
    const ask = <T>(answer: () => T): Promise<T> =>
      this.online ? Promise.resolve(structuredClone(answer())) : Promise.reject(new Unreachable("cut"));
    const draft = (): Draft => ({ id, content: this.authority.content, version: this.authority.version }) as Draft;
    return {
      load: () => ask(draft),
      create: (fields) =>
        ask(() => {
          this.made.push(fields);
          this.authority.content = fields.content;
          return draft();
        }),
      stepsAfter: (version) => ask(() => this.authority.stepsAfter(version)),
      send: (batch) => ask(() => this.authority.send(batch)),
      tellPresence: () => Promise.resolve(),
    };
  }
}

const stream: DeskStream = { connection: null, listen: () => () => {} };
const open = async (browser: Browser, draft: string, begin?: { content: Content }) =>
  openDraft({ coverage: COVERAGE, draft, journal: await browser.journal(), stream, remote: browser.remote(draft), ...(begin ? { begin } : {}) });

type Opened = Awaited<ReturnType<typeof open>>;
const type = (session: Opened, text: string): void => session.dispatch(session.state.tr.insertText(text, 1));
/** Waits for what was typed last to be in the journal. */
const kept = (session: Opened): Promise<void> => (session as unknown as { pen: { written(): Promise<void> } }).pen.written();

test("what was typed offline is there after the browser was killed, and reaches the server", async () => {
  const browser = new Browser();
  const draft = newId();
  const first = await open(browser, draft);
  browser.online = false;
  for (const char of "wolla") type(first, char);
  await kept(first);
  browser.die();

  const offline = await open(browser, draft);
  assert.equal(offline.content().headline, "allow");
  await kept(offline);
  browser.die();

  browser.online = true;
  const again = await open(browser, draft);
  assert.equal(await again.flush(), 6);
  assert.equal(browser.authority.content.headline, "allow");
  assert.equal(again.status, "saved");
});

test("what reached the server without an answer is not there twice", async () => {
  const browser = new Browser();
  const draft = newId();
  const session = await open(browser, draft);
  browser.online = false;
  type(session, "b");
  type(session, "a");
  await kept(session);
  const [entry] = await (await browser.journal()).all();
  browser.authority.send({ version: 1, client: entry!.entry.client, steps: entry!.steps, content: session.content() });
  browser.die();

  browser.online = true;
  const again = await open(browser, draft);
  await again.flush();
  assert.equal(again.content().headline, "ab");
  assert.equal(browser.authority.version, 3);
});

test("a draft begun offline is made on the server when the network returns", async () => {
  const browser = new Browser();
  browser.online = false;
  const draft = newId();
  const session = await open(browser, draft, { content: EMPTY });
  type(session, "New");
  await kept(session);
  assert.equal(session.status, "offline");
  const journal = await browser.journal();
  assert.deepEqual((await journal.list()).map((one) => [one.draft, one.coverage, one.content.headline]), [[draft, COVERAGE, "New"]]);
  browser.die();

  browser.online = true;
  const again = await open(browser, draft);
  await again.flush();
  assert.equal(browser.made.length, 1);
  assert.equal(browser.authority.content.headline, "New");
  await again.destroy();
  assert.deepEqual(await journal.all(), [], "nothing is left in the journal");
});

test("two tabs on one draft keep an entry each, and both reach the server", async () => {
  const browser = new Browser();
  const draft = newId();
  const [left, right] = [await open(browser, draft), await open(browser, draft)];
  browser.online = false;
  type(left, "left ");
  type(right, "right ");
  await Promise.all([kept(left), kept(right)]);
  assert.equal((await (await browser.journal()).all()).length, 2);
  browser.die();

  browser.online = true;
  const again = await open(browser, draft);
  await again.flush();
  // The other tab's entry is delivered on its own; its steps come back as anybody's would.
  while (browser.authority.version < 3) await new Promise(setImmediate);
  await deliver(await browser.journal());
  assert.match(browser.authority.content.headline ?? "", /left/);
  assert.match(browser.authority.content.headline ?? "", /right/);
});

const post = (...lines: string[]): Content => ({
  body: { v: 1, doc: { type: "doc", content: lines.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })) } },
});

test("a draft that was replaced meanwhile is merged block by block", async () => {
  const browser = new Browser();
  browser.authority.content = post("one", "two");
  const session = await open(browser, newId());
  browser.online = false;
  session.dispatch(session.state.tr.insertText("mine ", session.state.doc.content.size - 4));
  browser.authority.replace(post("ONE", "two"));
  browser.online = true;
  await session.flush();
  assert.deepEqual(session.content(), post("ONE", "mine two"));
  assert.deepEqual(browser.authority.content, post("ONE", "mine two"));
  assert.equal(session.conflict, null);
});

test("where it cannot be merged both versions are kept, across a crash too, until somebody chooses", async () => {
  const browser = new Browser();
  browser.authority.content = post("two");
  const draft = newId();
  const first = await open(browser, draft);
  browser.online = false;
  first.dispatch(first.state.tr.insertText("mine ", 3));
  browser.authority.replace(post("theirs"));
  browser.online = true;
  await first.flush();
  assert.equal(first.status, "conflict");
  await kept(first);
  browser.die();

  const session = await open(browser, draft);
  assert.equal(session.status, "conflict");
  assert.deepEqual(session.conflict, { mine: post("mine two"), theirs: post("theirs") });
  assert.deepEqual(session.content(), post("theirs"));
  session.settle("both");
  await session.flush();
  assert.deepEqual(browser.authority.content, post("theirs", "mine two"));
  assert.equal(session.status, "saved");
  assert.deepEqual(contentOf(docOf(session.content())), session.content());
});

test("what this editor cannot read is kept and shown as words, and hinders nothing", async () => {
  const browser = new Browser();
  const draft = newId();
  const journal = await browser.journal();
  const step = (text: string) => ({ toJSON: () => ({ stepType: "of a later version", slice: { content: [{ type: "text", text }] } }) });
  const unknown = { type: "doc", content: [{ type: "hologram", content: [{ type: "text", text: "The harbour " }, { type: "text", text: "is closed." }] }] };
  const entry = { client: "from-another-version", draft, coverage: COVERAGE, version: 1, confirmed: unknown, unborn: null, conflict: null, at: 1 };
  const pen = journal.pen(entry.client);
  pen.rewrite(entry, []);
  pen.append([..."Stay away."].map(step) as unknown as Parameters<typeof pen.append>[0]);
  await pen.written();

  assert.deepEqual(await journal.list(), []);
  const words = [{ client: entry.client, coverage: COVERAGE, words: "The harbour is closed.\n\nStay away." }];
  assert.deepEqual(await journal.unreadable(), words);
  const session = await open(browser, draft);
  type(session, "Mine");
  await session.flush();
  await session.destroy();
  await deliver(journal);
  assert.deepEqual(await journal.unreadable(), words, "it is still there");

  await journal.remove(entry.client);
  assert.deepEqual(await journal.all(), []);
});
