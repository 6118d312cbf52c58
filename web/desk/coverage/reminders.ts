import type { Reminders } from "../api/shapes.ts";

/** A reminder as it is listed. */
export interface Reminder {
  /** The same for the same remark, so that one put aside stays aside. */
  readonly key: string;
  /** The id of its text, and what stands in it. */
  readonly text: "reminder-duplicate" | "reminder-figure" | "reminder-name" | "reminder-link";
  readonly args: Record<string, string>;
  /** The earlier words that it is about. */
  readonly quote: string;
  readonly post: string | null;
}

/** All reminders in one list: what was said before, what differs, and what does not answer. */
export function listed({ duplicates, differences, links }: Reminders): Reminder[] {
  return [
    ...duplicates.map(({ post, headline, excerpt }): Reminder => ({
      key: `duplicate ${post}`,
      text: "reminder-duplicate",
      args: { headline: headline ?? excerpt },
      quote: excerpt,
      post,
    })),
    ...differences.map(({ kind, here, before, post, excerpt }): Reminder => ({
      key: `${kind} ${here} ${before}`,
      text: kind === "figure" ? "reminder-figure" : "reminder-name",
      args: { here, before },
      quote: excerpt,
      post,
    })),
    ...links.map(({ url, problem }): Reminder => ({
      key: `link ${url}`,
      text: "reminder-link",
      args: { url, problem },
      quote: "",
      post: null,
    })),
  ];
}
