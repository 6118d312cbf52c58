// Whether the server answers: what could not be asked of it is asked again once it does.

const waiting = new Set<() => void>();

/** Calls once the server was reached again, unless the returned function is called before. */
export function onceReached(call: () => void): () => void {
  waiting.add(call);
  return () => void waiting.delete(call);
}

/** The server has answered something: whoever waited for that is called. */
export function reached(): void {
  const calls = [...waiting];
  // Who is called and fails once more waits for the next answer, not for this one.
  waiting.clear();
  for (const call of calls) call();
}

// The browser says that there is a network: nobody may be asking just now who would find out.
globalThis.addEventListener?.("online", reached);
