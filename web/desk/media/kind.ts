// What a file is, before anything is done with it.

/** What has to be done with a file before it can be sent. */
export type Kind =
  /** A picture in a coding that the server does not read, and some browsers do. */
  | "convert"
  | "film"
  /** Sent as it is: the server looks at what is in it, whatever it is called. */
  | "as-it-is";

/** Tells by the type, or where the system knows none, as with many a HEIC, by the name. */
export function kindOf({ name, type }: { readonly name: string; readonly type: string }): Kind {
  if (/^image\/(heic|heif|avif)(-sequence)?$/i.test(type) || (!type && /\.(heic|heif|hif|avif)$/i.test(name))) return "convert";
  if (/^video\//i.test(type) || (!type && /\.(mp4|m4v|mov|webm)$/i.test(name))) return "film";
  return "as-it-is";
}

/** The name of a file once it is of another kind: `IMG_1.HEIC` as `IMG_1.jpg`. */
export function renamed(name: string, ending: string): string {
  return `${name.replace(/\.[^.]*$/, "") || "picture"}.${ending}`;
}

/** The size at which a picture has at most so many pixels, in the same shape; never larger than it is. */
export function fitting(width: number, height: number, most: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(most / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}
