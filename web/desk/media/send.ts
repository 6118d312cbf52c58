// A file's whole way: made ready, sent, looked at by the server, and a medium.

import { asFault, Fault } from "../api/fault.ts";
import { amendMedium, type Medium, readMedium, refused } from "../api/media.ts";
import { prepare } from "./prepare.ts";
import { upload } from "./upload.ts";

/** What tells at once of a medium that is ready; without it, the server is asked now and then. */
export interface News {
  listen(listener: (name: string, data: unknown) => void): () => void;
}

/** Where a file belongs, and who is told. */
export interface Way {
  /** The slug of the coverage. */
  readonly coverage: string | null;
  readonly news: News | null;
  /** Told which part is sent, from 0 to 1. */
  readonly told: (part: number) => void;
  readonly signal: AbortSignal;
}

/** How long to wait before asking again, in milliseconds. */
const [FIRST_WAIT, LONGEST_WAIT] = [250, 4000];

/** Sends a file; resolves with the medium once posts can show it. Throws a `Fault`, or why it was ended. */
export async function send(chosen: File, way: Way): Promise<Medium> {
  const { file, poster, duration } = await prepare(chosen);
  way.signal.throwIfAborted();
  const medium = await whenReady(await upload(file, way.coverage, way.told, way.signal), way);
  if (medium.kind !== "film") return medium;
  const shown = poster === null ? medium : await withPoster(medium, poster, way);
  return { ...shown, duration: shown.duration ?? duration };
}

/** A film without a poster is a film all the same. */
async function withPoster(film: Medium, picture: File, way: Way): Promise<Medium> {
  try {
    const poster = await whenReady(await upload(picture, way.coverage, () => undefined, way.signal), way);
    return await amendMedium(film.id, { poster: poster.id });
  } catch (error) {
    way.signal.throwIfAborted();
    asFault(error);
    return film;
  }
}

async function whenReady(id: string, { news, signal }: Way): Promise<Medium> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    // Listening comes first: what happens while the server is asked is not missed.
    const told = newsOf(id, news, wait, signal);
    const medium = await readMedium(id).catch((error: unknown) => {
      if (error instanceof Fault && error.isPassing) return null;
      throw error;
    });
    if (medium?.state === "ready") return medium;
    if (medium?.state === "refused") throw refused(medium);
    await told;
    signal.throwIfAborted();
  }
}

/** Resolves when there is news of a medium, or after a while. */
function newsOf(id: string, news: News | null, wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      unlisten?.();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, wait);
    const unlisten = news?.listen((name, data) => name === "media" && (data as { id: string }).id === id && end());
    signal.addEventListener("abort", end);
  });
}
