import type { Lead } from "../api/shapes.ts";

/** The fields of each kind of lead that are set by hand. */
export const FIELDS = {
  image: [
    { name: "media", required: true },
    { name: "alt", required: true },
    { name: "caption", required: false },
    { name: "credit", required: false },
  ],
  video: [
    { name: "title", required: true },
    { name: "url", required: false },
    { name: "media", required: false },
    { name: "poster", required: false },
    { name: "caption", required: false },
    { name: "source", required: false },
  ],
} as const;

/** The lead as it is sent: what was there and is not set by hand stays, what was emptied goes. */
export function leadOf(kind: string, values: Readonly<Record<string, string>>, before: Lead | null): Lead | null {
  if (kind !== "image" && kind !== "video") return null;
  const names = FIELDS[kind].map(({ name }) => name);
  const written = names.flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : []));
  const isSame = before?.kind === kind && before.media === values.media;
  const kept = isSame ? Object.entries(before).filter(([name, value]) => ["width", "height", "duration"].includes(name) && value !== null) : [];
  return Object.fromEntries([["kind", kind], ...kept, ...written]) as Lead;
}
