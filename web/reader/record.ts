// A record as whoever checks it reads it: leaves, the tree over them, and signed checkpoints. Written from
// RFC 9162, C2SP signed-note and docs/api.md; it shares no line with the server. Loaded by the page of a record's
// proof only, and by nothing that the reader's page is made of.

/** A SHA-256 hash. */
export type Hash = Uint8Array<ArrayBuffer>;

/** What does not hold. */
export type Flaw = "altered" | "gap" | "other" | "unsaid";

/** Thrown where something does not hold; everything else that is thrown means that it could not be told. */
export class Broken extends Error {
  readonly flaw: Flaw;
  /** The change where it was found, if it is about one. */
  readonly seq: number | null;

  constructor(flaw: Flaw, seq: number | null = null) {
    super(flaw);
    this.flaw = flaw;
    this.seq = seq;
  }
}

const utf8 = new TextEncoder();

async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/** As hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** Bytes of base64 that is spelt in the one way that there is; null otherwise. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const said = atob(text);
    return btoa(said) === text ? Uint8Array.from(said, (letter) => letter.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

/** The root of a tree that grows leaf by leaf (RFC 9162 §2.1.1): of whole subtrees, only the roots are kept. */
export class Tree {
  size = 0;
  private readonly whole: Hash[] = [];

  async push(leaf: Hash): Promise<void> {
    let grown = leaf;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) grown = await node(this.whole.pop() as Hash, grown);
    this.whole.push(grown);
    this.size += 1;
  }

  async root(): Promise<Hash> {
    let root = this.whole.at(-1) ?? (await sha256());
    for (const left of this.whole.slice(0, -1).reverse()) root = await node(left, root);
    return root;
  }
}

function node(left: Hash, right: Hash): Promise<Hash> {
  return sha256(Uint8Array.of(1), left, right);
}

/** A change as a line tells it. */
export interface Told {
  readonly leaf: Hash;
  /** Whether its words are not told: redacted, or withheld. */
  readonly isSilent: boolean;
}

const WITHHELD = /^null(?:,"withheld":"[a-z_]+")?\}$/;

/** Reads the line of the change that has to stand at this position. */
export async function readLine(line: string, seq: number): Promise<Told> {
  const altered = (): Broken => new Broken("altered", seq);
  const told = parsed(line);
  const { at, kind, payload_hash: hash, salt } = told;
  if (told.seq !== seq) throw new Broken("gap", seq);
  if (typeof at !== "string" || typeof kind !== "string" || typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) throw altered();
  if (salt !== null && !(typeof salt === "string" && /^[0-9a-f]{32}$/.test(salt))) throw altered();
  // The payload's own bytes follow. Nothing is spelt in two ways, so that no bit can be another.
  const head = `${JSON.stringify({ v: 1, seq, at, kind, payload_hash: hash, salt }).slice(0, -1)},"payload":`;
  if (!line.startsWith(head) || !line.endsWith("}")) throw altered();
  const rest = line.slice(head.length);
  if (salt === null) {
    if (!WITHHELD.test(rest)) throw altered();
  } else if (hex(await sha256(fromHex(salt), utf8.encode(rest.slice(0, -1)))) !== hash) throw altered();
  // In the order of RFC 8785, and of plain letters, so that it is canonical as it stands.
  const leaf = JSON.stringify({ at, kind, payload_hash: hash, seq });
  return { leaf: await sha256(Uint8Array.of(0), utf8.encode(leaf)), isSilent: salt === null };
}

function parsed(line: string): Record<string, unknown> {
  try {
    const told: unknown = JSON.parse(line);
    return typeof told === "object" && told !== null ? { ...told } : {};
  } catch {
    return {};
  }
}

/** What was signed of a record. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** Reads what a note says, whoever signed it; null if it is no checkpoint. */
export function readCheckpoint(note: string): Checkpoint | null {
  const [origin = "", size = "", root = ""] = textOf(note).split("\n");
  if (!origin || !/^(?:0|[1-9]\d{0,14})$/.test(size) || fromBase64(root)?.length !== 32) return null;
  return { origin, size: Number(size), root: hex(fromBase64(root) as Uint8Array) };
}

function textOf(note: string): string {
  return note.slice(0, note.indexOf("\n\n") + 1);
}

/** Which of these keys signed the note: the key, or null if none did. Throws where a browser cannot tell. */
export async function signerOf(note: string, keys: readonly string[]): Promise<string | null> {
  const text = textOf(note);
  const lines = note.slice(text.length + 1).split("\n").slice(0, 100);
  for (const vkey of keys) {
    const [name = "", id = "", ...encoded] = vkey.split("+");
    const key = fromBase64(encoded.join("+"));
    if (key?.[0] !== 1 || key.length !== 33) continue;
    if (hex(await sha256(utf8.encode(`${name}\n`), key)).slice(0, 8) !== id) continue;
    for (const line of lines) {
      const [dash, signer, base64 = ""] = line.split(" ");
      const signature = fromBase64(base64);
      if (dash !== "—" || signer !== name || signature?.length !== 68 || hex(signature.slice(0, 4)) !== id) continue;
      const imported = await crypto.subtle.importKey("raw", key.slice(1), "Ed25519", false, ["verify"]);
      if (await crypto.subtle.verify("Ed25519", imported, signature.slice(4), utf8.encode(text))) return vkey;
    }
  }
  return null;
}
