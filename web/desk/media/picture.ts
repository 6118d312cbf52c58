// Which of its stored pictures a medium is shown by.

import type { Medium } from "../api/media.ts";

/** The address of the smallest picture that is wide enough, or else of the widest; null where there is none. */
export function pictureOf({ id, kind, poster, renditions }: Pick<Medium, "id" | "kind" | "poster" | "renditions">, wanted: number): string | null {
  if (kind === "film") return poster && `/media/${poster}`;
  const shown = renditions.filter(({ content_type }) => content_type === "image/webp").sort((one, other) => one.width - other.width);
  return (shown.find(({ width }) => width >= wanted) ?? shown.at(-1))?.url ?? `/media/${id}`;
}
