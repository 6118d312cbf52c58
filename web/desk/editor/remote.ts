// The server as the editor sees it: it keeps a draft, puts everybody's steps in one order, and tells of them.

import type { Content } from "./content.ts";

/** A member as others see one. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A draft as the server has it. */
export interface Draft {
  readonly id: string;
  readonly coverage: string;
  readonly revises: string | null;
  readonly base_seq: number | null;
  readonly content: Content;
  /** How many steps the server has taken. */
  readonly version: number;
  readonly status: string;
  readonly author: Person;
  readonly writers: readonly Person[];
  readonly may: readonly string[];
}

/** A step that the server has taken, and which client made it. */
export interface TakenStep {
  readonly step: unknown;
  readonly client: string;
}

/** What happened to a draft after a version. */
export interface StepsAfter {
  readonly version: number;
  readonly steps: readonly TakenStep[];
  /** Whether the steps are no longer to be had, and `content` stands in their place. */
  readonly reset?: boolean;
  readonly content?: Content | null;
}

/** Steps on top of a version, with the content that results. */
export interface Batch {
  readonly version: number;
  readonly client: string;
  readonly steps: readonly unknown[];
  readonly content: Content;
}

/** Where somebody's caret is, in the document of that version. */
export interface Caret {
  readonly anchor: number;
  readonly head: number;
  readonly version: number;
}

/** A member at the desk, on one connection. */
export interface Present {
  readonly connection: string;
  readonly member: Person;
  readonly draft: string | null;
  readonly selection: Caret | null;
}

/** What is asked of the server about one draft. */
export interface Remote {
  /** The draft as it stands. */
  load(): Promise<Draft>;
  /** Makes the draft; the same draft again is no fault. */
  create(fields: { content: Content }): Promise<Draft>;
  /** The steps after a version. */
  stepsAfter(version: number): Promise<StepsAfter>;
  /** Hands over steps; `null` means that others came first. */
  send(batch: Batch): Promise<{ version: number } | null>;
  /** Tells others where this member is. */
  tellPresence(presence: { connection: string; draft: string | null; selection: Caret | null }): Promise<void>;
}

/** The desk's live line, which the app holds open for the coverage. */
export interface DeskStream {
  /** The name of this connection, once the server has said it. */
  readonly connection: string | null;
  /** Calls for every event of the line, with its name and data, until the returned function is called. */
  listen(listener: (name: string, data: unknown) => void): () => void;
}

/** The server cannot be had just now: it is to be asked again. */
export class Unreachable extends Error {}

/** The server will not have it, however often it is asked. */
export class Refused extends Error {
  readonly status: number;
  /** The stable code of the problem. */
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** How long an answer may take, in milliseconds. */
const PATIENCE = 15_000;
/** The most bytes of a request that the server reads. */
const LARGEST = 1024 * 1024;

/** The draft at the server's API; a browser sends the session's cookie by itself, a program says who it is in a header. */
export function remoteDraft(coverage: string, draft: string, base = "/api/v1", headers: Readonly<Record<string, string>> = {}): Remote {
  const ask = (method: string, url: string, body?: object): Promise<unknown> => request(method, url, headers, body);
  const drafts = `${base}/coverages/${encodeURIComponent(coverage)}/drafts`;
  const one = `${drafts}/${draft}`;
  return {
    load: async () => (await ask("GET", one)) as Draft,
    create: async ({ content }) => (await ask("POST", drafts, { id: draft, content })) as Draft,
    stepsAfter: async (version) => (await ask("GET", `${one}/steps?after=${version}`)) as StepsAfter,
    send: async (batch) => {
      try {
        return (await ask("POST", `${one}/steps`, batch)) as { version: number };
      } catch (error) {
        if (error instanceof Refused && error.code === "stale_steps") return null;
        throw error;
      }
    },
    tellPresence: async (presence) => void (await ask("POST", `${base}/desk/presence`, presence)),
  };
}

/** Signed out, too early, too often, or the server's own fault: none of these says no to what was asked. */
const PASSING = new Set([401, 408, 425, 429]);

async function request(method: string, url: string, headers: Readonly<Record<string, string>>, body?: object): Promise<unknown> {
  const sent = body ? JSON.stringify(body) : "";
  // The server stops reading there, which a browser may take for a lost connection.
  if (new Blob([sent]).size > LARGEST) throw new Refused(413, "too_large", `A request may have ${LARGEST} bytes at most.`);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method,
      signal: AbortSignal.timeout(PATIENCE),
      headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: sent } : {}),
    });
    text = await answer.text();
  } catch (error) {
    throw new Unreachable(String(error));
  }
  if (answer.ok) return text === "" ? null : JSON.parse(text);
  if (answer.status >= 500 || PASSING.has(answer.status)) throw new Unreachable(`${answer.status}`);
  const problem = problemOf(text);
  throw new Refused(answer.status, problem.code ?? "", problem.detail ?? `The server answered ${answer.status}.`);
}

function problemOf(text: string): { code?: string; detail?: string } {
  try {
    return JSON.parse(text) as { code?: string; detail?: string };
  } catch {
    return {};
  }
}
