import type { Reminders } from "../api/shapes.ts";
import type { BodyNode, Content } from "../editor/content.ts";

/** A reminder as it is listed. */
export interface Reminder {
  /** The same for the same remark, so that one put aside stays aside. */
  readonly key: string;
  /** The id of its text, and what stands in it. */
  readonly text: "reminder-duplicate" | "reminder-figure" | "reminder-name" | "reminder-link" | "reminder-alt" | "reminder-credit";
  readonly args: Record<string, string | number>;
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

/** Pictures of which it is not said what they show, or whose they are. */
export function unsaid({ body }: Content): Reminder[] {
  const pictures = picturesIn(body.doc).filter(({ attrs }) => attrs?.media);
  return pictures.flatMap(({ attrs = {} }, index) =>
    (["alt", "credit"] as const)
      .filter((field) => !String(attrs[field] ?? "").trim())
      .map((field): Reminder => ({
        key: `${field} ${String(attrs.media)}`,
        text: field === "alt" ? "reminder-alt" : "reminder-credit",
        args: { number: index + 1, count: pictures.length },
        quote: String(attrs.caption ?? attrs.alt ?? ""),
        post: null,
      })),
  ).filter(({ key }, index, all) => all.findIndex((one) => one.key === key) === index);
}

function picturesIn(node: BodyNode): BodyNode[] {
  return node.type === "image" ? [node] : (node.content ?? []).flatMap(picturesIn);
}
