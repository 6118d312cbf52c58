/** Why the server did not do what was asked, in words for the one who asked. */
export class Fault extends Error {
  /** The stable code, such as `stale_draft`; `offline` where the server was not reached. */
  readonly code: string;
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** What is wrong, as a sentence. */
  readonly sentence: string;
  /** The way out, if the server knows one. */
  readonly hint: string | undefined;
  /** The language of both where it is not the desk's: the server speaks English. */
  readonly language: "en" | undefined;
  /** The field that is wrong, such as `key_points[2].text`. */
  readonly field: string | undefined;
  /** Whatever else the answer holds, such as the current content of a post. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(problem: Problem) {
    super(problem.sentence);
    this.name = "Fault";
    this.code = problem.code;
    this.status = problem.status;
    this.sentence = problem.sentence;
    this.hint = problem.hint;
    this.language = problem.language;
    this.field = problem.field;
    this.more = problem.more ?? {};
  }

  /** Whether it may go away by itself: the network is away, or the server is. */
  get isPassing(): boolean {
    return this.code === "offline" || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly sentence: string;
  readonly hint?: string | undefined;
  readonly language?: "en";
  readonly field?: string | undefined;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Reads an answer that is no success: RFC 9457, or what something in between said. */
export function faultOf(status: number, body: unknown): Fault {
  if (typeof body === "object" && body !== null) {
    const { code, detail, hint, field, ...more } = body as Record<string, unknown>;
    if (typeof code === "string" && typeof detail === "string") {
      return new Fault({ code, status, sentence: detail, hint: text(hint), language: "en", field: text(field), more });
    }
  }
  return new Fault({
    code: "unreadable",
    status,
    sentence: `The server answered ${status} without saying why.`,
    hint: "Try again; if it stays, ask whoever runs the server to look at its log.",
    language: "en",
  });
}

/** The fault of a request that got no answer. */
export function unreached(): Fault {
  return new Fault({
    code: "offline",
    status: 0,
    sentence: "The server cannot be reached.",
    hint: "What you type is kept on this device and sent once there is a connection.",
    language: "en",
  });
}

/** Any thrown thing as a fault, so that each can be shown alike. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  console.error(thrown);
  return new Fault({
    code: "broken",
    status: 0,
    sentence: "Something went wrong in the desk itself.",
    hint: "Reload the page; nothing that you typed is lost.",
    language: "en",
  });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
