// The page on which a record is checked. At the click of a button all changes are read here, and held against what
// was signed and against what this device has kept; what it keeps, it tells nobody.

import { Broken, type Checkpoint, type Hash, hex, readCheckpoint, readLine, signerOf, Tree } from "./record.ts";

/** How often a busy server is asked again, and for how long it is left alone at most, in seconds. */
const TRIES = 5;
const LONGEST_PAUSE = 30;
/** How often what is older than what is known already is asked for again, since a cache may have kept it, and after
 * how many seconds. */
const AGAIN = 2;
const MOMENT = 3;

/** What a device keeps of a record, under its origin. */
interface Kept extends Checkpoint {
  /** The key that signed. */
  readonly key: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

const way = document.getElementById("check");
const button = way?.querySelector("button");
const bar = document.querySelector("progress");
const found = document.getElementById("found");

if (way && button && bar && found) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    bar.hidden = false;
    found.replaceChildren();
    say("checking");
    const findings = await check(way.dataset.log ?? "").catch(explained);
    found.replaceChildren();
    for (const finding of findings) say(...finding);
    bar.hidden = true;
    button.disabled = false;
  });
}

/** What was found: the name of the words for it, and what stands behind them. */
type Finding = readonly [name: string, value?: string];

/** Adds a line to what was found. */
function say(name: string, value = ""): void {
  const line = document.createElement("li");
  line.className = name;
  line.textContent = way?.dataset[name] ?? name;
  if (value) {
    const told = document.createElement("bdi");
    told.textContent = value;
    line.append(" ", told);
  }
  found?.append(line);
}

/** Why it ended that did not end well. */
function explained(fault: unknown): Finding[] {
  if (fault instanceof Broken) return [["broken"], [fault.flaw, fault.seq === null ? "" : written(fault.seq)]];
  if (fault instanceof Rewritten) return [["broken"], ["rewritten", moment(fault.since)]];
  return [["unknown", fault instanceof Error ? fault.message : ""]];
}

/** What was kept is not there any more as it was. */
class Rewritten extends Error {
  readonly since: number;

  constructor(since: number) {
    super();
    this.since = since;
  }
}

async function check(log: string): Promise<Finding[]> {
  // Browsers compute hashes for secure pages only.
  if (!globalThis.isSecureContext) return [["insecure"]];
  let note = await (await ask(`${log}checkpoint`)).text();
  const keys = (await (await ask(`${log}key`)).text()).trim().split("\n");
  let signed = checkpointOf(note);
  const kept = keptOf(signed.origin);
  for (let again = 0; kept && kept.size > signed.size; again += 1) {
    if (again === AGAIN) throw new Rewritten(kept.at);
    await pause(MOMENT);
    note = await (await ask(`${log}checkpoint`)).text();
    signed = checkpointOf(note);
  }
  const findings: Finding[] = [];
  let signer = "";
  try {
    signer = (await signerOf(note, keys.filter((key) => key.startsWith(`${signed.origin}+`)))) ?? "";
    if (!signer) throw new Broken("unsaid");
    findings.push(["signer", signer]);
  } catch (fault) {
    if (fault instanceof Broken) throw fault;
    findings.push(["unsigned"]);
  }
  const { tree, silent, then } = await read(log, signed.size, kept?.size ?? 0);
  if (hex(await tree.root()) !== signed.root) throw new Broken("other");
  findings.unshift(["holds"], ["order", written(signed.size)], ["fits", written(signed.size - silent)]);
  if (silent > 0) findings.push(["withheld", written(silent)]);
  if (kept && hex(then) !== kept.root) throw new Rewritten(kept.at);
  if (kept) findings.push(["kept", moment(kept.at)]);
  if (kept && signer && kept.key && kept.key !== signer) findings.push(["rekeyed"]);
  keep({ ...signed, key: signer || (kept?.key ?? ""), at: Date.now() });
  findings.push(["first"]);
  return findings;
}

/** The checkpoint in a note. One of another record would be signed as well, and holds for that one. */
function checkpointOf(note: string): Checkpoint {
  const signed = readCheckpoint(note);
  if (!signed || signed.origin !== way?.dataset.origin) throw new Broken("unsaid");
  return signed;
}

/** Reads so many changes; gives the tree, how many do not tell their words, and the root at an earlier size. */
async function read(log: string, size: number, earlier: number): Promise<{ tree: Tree; silent: number; then: Hash }> {
  const tree = new Tree();
  let silent = 0;
  let then = await tree.root();
  let again = 0;
  while (tree.size < size) {
    const text = await (await ask(`${log}changes?after=${tree.size}`)).text();
    const lines = text.split("\n").slice(0, -1).slice(0, size - tree.size);
    if (lines.length === 0) {
      if (again === AGAIN) throw new Broken("gap", tree.size + 1);
      again += 1;
      await pause(MOMENT);
      continue;
    }
    const first = tree.size + 1;
    for (const told of await Promise.all(lines.map((line, place) => readLine(line, first + place)))) {
      await tree.push(told.leaf);
      if (told.isSilent) silent += 1;
      if (tree.size === earlier) then = await tree.root();
    }
    if (bar) Object.assign(bar, { max: size, value: tree.size });
  }
  return { tree, silent, then };
}

/** Asks the server, and again where it is busy. */
async function ask(address: string): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(address, { cache: "no-cache" });
    if (response.ok) return response;
    if (response.status !== 503 || tries === TRIES) throw new Error(`${response.status}`);
    await pause(Math.min(Number(response.headers.get("retry-after")) || 5, LONGEST_PAUSE));
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

function keptOf(origin: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(`stet-record ${origin}`) ?? "null");
    const { size, root, key, at } = kept;
    return Number.isSafeInteger(size) && typeof root === "string" ? { origin, size, root, key: `${key}`, at: Number(at) } : null;
  } catch {
    return null;
  }
}

function keep(kept: Kept): void {
  try {
    localStorage.setItem(`stet-record ${kept.origin}`, JSON.stringify(kept));
  } catch {
    // A device that keeps nothing checks as if for the first time.
  }
}

function written(number: number): string {
  return number.toLocaleString(document.documentElement.lang || undefined);
}

function moment(at: number): string {
  return new Date(at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
}
