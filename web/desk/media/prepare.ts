// What the browser makes of a file before it is sent: a JPEG of a HEIC or AVIF, a poster of a film.

import { Fault } from "../api/fault.ts";
import { t } from "../text.ts";
import { fitting, kindOf, renamed } from "./kind.ts";

/** A file as it is sent. */
export interface Prepared {
  readonly file: File;
  /** The picture that a film is shown by; null where there is none to be had. */
  readonly poster: File | null;
  /** How long a film is, in seconds. */
  readonly duration: number | null;
}

/** What the smallest of today's canvases hold, which is more than readers see. */
const MOST_PIXELS = 16_700_000;
/** A poster is seen at the width of a post. */
const POSTER_PIXELS = 1920 * 1080;
const QUALITY = 0.92;
/** How long a film may take to show a picture, in milliseconds. */
const PATIENCE = 10_000;

/** Makes of a file what is sent. */
export async function prepare(file: File): Promise<Prepared> {
  switch (kindOf(file)) {
    case "convert":
      return { file: await converted(file), poster: null, duration: null };
    case "film":
      return { file, ...(await seen(file)) };
    default:
      return { file, poster: null, duration: null };
  }
}

/** The picture as a JPEG, the right way up. */
async function converted(file: File): Promise<File> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  const jpeg = bitmap && (await drawn(bitmap, bitmap.width, bitmap.height, MOST_PIXELS));
  bitmap?.close();
  if (jpeg) return asJpeg(jpeg, file);
  throw new Fault({ code: "media_type_not_read", status: 0, sentence: t("media-not-converted", { name: file.name }), hint: t("media-not-converted-hint") });
}

/** A picture out of a film's first second, and how long it is, as far as this browser can play it. */
async function seen(file: File): Promise<{ poster: File | null; duration: number | null }> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  const address = URL.createObjectURL(file);
  try {
    const known = happens(video, "loadeddata");
    video.src = address;
    await known;
    const duration = Number.isFinite(video.duration) ? video.duration : null;
    // The very first picture is often black.
    const there = happens(video, "seeked");
    video.currentTime = Math.min(1, (duration ?? 10) / 10);
    await there;
    const jpeg = await drawn(video, video.videoWidth, video.videoHeight, POSTER_PIXELS);
    return { poster: jpeg && asJpeg(jpeg, file), duration };
  } catch {
    // A film that cannot be played here may well be one that the server takes.
    return { poster: null, duration: null };
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  }
}

function asJpeg(jpeg: Blob, { name, lastModified }: File): File {
  return new File([jpeg], renamed(name, "jpg"), { type: "image/jpeg", lastModified });
}

/** Resolves when it happens to a film; fails where the film cannot be played, or takes too long. */
function happens(video: HTMLVideoElement, event: "loadeddata" | "seeked"): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), PATIENCE);
    const settle = (how: () => void) => (): void => {
      clearTimeout(timer);
      how();
    };
    video.addEventListener(event, settle(resolve), { once: true });
    video.addEventListener("error", settle(() => reject(new Error("not played"))), { once: true });
  });
}

async function drawn(source: CanvasImageSource, from: number, down: number, most: number): Promise<Blob | null> {
  if (from === 0 || down === 0) return null;
  const { width, height } = fitting(from, down, most);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  if (!context) return null;
  // A JPEG has no see-through parts; what shows behind them would be black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
