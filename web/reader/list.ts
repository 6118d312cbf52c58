// The lists on top of the page, of key events and of corrections.

import type { Listed } from "./frame.ts";
import { parseElements } from "./markup.ts";

/** Puts what stands of a post now in the place of what stood of it before. */
export function putIntoList({ target, post, html }: Listed): void {
  const section = document.getElementById(target);
  const list = section?.querySelector("ol");
  if (!section || !list) return;
  const items = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(":scope > li")];
  for (const item of items()) if (item.dataset.post === post) item.remove();
  for (const item of parseElements(html)) {
    const next = items().find((other) => (other.dataset.order ?? "") < (item.dataset.order ?? ""));
    list.insertBefore(item, next ?? null);
  }
  const number = items().length;
  section.hidden = number === 0;
  // A link leads to it from elsewhere, or to posts of its kind, of which there may be none any more. A
  // style that looked for either would look at all posts whenever anything changes.
  document.getElementById(`${target}-way`)?.toggleAttribute("hidden", number === 0 && target === "corrections");
  const shown = section.querySelector(".number");
  if (shown) shown.textContent = String(number);
}
