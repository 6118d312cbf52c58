// Whether the server answers: what could not be asked of it is asked again once it does.

/** How long after a question that got no answer the server is asked again, in milliseconds. */
const PAUSE = 3000;

const waiting = new Set<() => void>();
let pause: ReturnType<typeof setTimeout> | undefined;

/** Calls once the server was reached again, unless the returned function is called before. */
export function onceReached(call: () => void): () => void {
  waiting.add(call);
  pause ??= setTimeout(look, PAUSE);
  return () => void waiting.delete(call);
}

/** The server has answered something: whoever waited for that is called. */
export function reached(): void {
  const calls = [...waiting];
  // Who is called and fails once more waits for the next answer, not for this one.
  waiting.clear();
  for (const call of calls) call();
}

/** Asks whether the server is there, for as long as somebody waits: nobody may be asking just now who would find out. */
async function look(): Promise<void> {
  clearTimeout(pause);
  pause = undefined;
  if (waiting.size === 0) return;
  // A proxy answers 502 to 504 for a server that does not.
  const status = await fetch(`${globalThis.location?.origin ?? ""}/healthz`, { cache: "no-store" }).then((answer) => answer.status, () => 504);
  if (status < 502) reached();
  else if (waiting.size > 0) pause ??= setTimeout(look, PAUSE);
}

// The browser says that there is a network. It may say so before one gets through, so it is tried.
globalThis.addEventListener?.("online", () => void look());
