// Sends a file's bytes up by tus: what was sent before the connection was cut is not sent again.

import { type DetailedError, Upload } from "tus-js-client";
import { type Fault, faultOf, unreached } from "../api/fault.ts";

/** Why a sending ends before it is done: it is not wanted, or whoever wanted it has left. */
export type End = "cancelled" | "left";

const ENDPOINT = "/api/v1/media/uploads";
/** So many bytes go in one request, which is what a proxy in between has to let through. */
const CHUNK = 8 * 1024 * 1024;
/** How long to wait before each new try, in milliseconds. What gets through begins the row anew. */
const DELAYS = [0, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

/** The places of the uploads that are under way in this window. */
const places = new Set<string>();

/**
 * Sends a file; resolves with the medium's id once the server has all of it. Where this browser was sending
 * the same file before, it goes on from there.
 */
export async function upload(file: File, coverage: string | null, told: (part: number) => void, signal: AbortSignal): Promise<string> {
  let [resolve, reject]: [(id: string) => void, (reason: unknown) => void] = [() => undefined, () => undefined];
  const sent = new Promise<string>((...both) => ([resolve, reject] = both));
  const sending: Upload = new Upload(file, {
    endpoint: ENDPOINT,
    chunkSize: CHUNK,
    retryDelays: DELAYS,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type, ...(coverage ? { coverage } : {}) },
    // The library gives up at once where the browser believes to be offline; a train leaves its tunnel.
    onShouldRetry: (error) => isPassing(error),
    onUploadUrlAvailable: () => void (sending.url && places.add(sending.url)),
    onProgress: (bytes, all) => told(all === 0 ? 1 : bytes / all),
    onSuccess: () => resolve(sending.url?.split("/").at(-1) ?? ""),
    onError: (error) => reject(faultOfUpload(error as DetailedError)),
  });
  const stop = (): void => {
    const isUnwanted = (signal.reason as End) === "cancelled";
    // What cannot be taken back now the server throws away after a day.
    sending.abort(isUnwanted).catch(() => undefined);
    reject(signal.reason);
  };
  const before = (await sending.findPreviousUploads()).find(({ uploadUrl }) => uploadUrl && !places.has(uploadUrl));
  signal.throwIfAborted();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (before) sending.resumeFromPreviousUpload(before);
    sending.start();
    return await sent;
  } finally {
    signal.removeEventListener("abort", stop);
    if (sending.url) places.delete(sending.url);
  }
}

/** Whether the same request may do better later. */
function isPassing({ originalResponse }: DetailedError): boolean {
  const status = originalResponse?.getStatus() ?? 0;
  return status === 0 || status >= 500 || status === 409 || status === 423;
}

/** What stopped it, in the server's words where it said any. */
function faultOfUpload({ originalResponse }: DetailedError): Fault {
  const status = originalResponse?.getStatus() ?? 0;
  return status === 0 ? unreached() : faultOf(status, json(originalResponse?.getBody() ?? ""));
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
