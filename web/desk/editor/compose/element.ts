// Elements of the page, made in one expression.

import { ownHtml } from "../../trusted.ts";

/** What an element is given: listeners as functions, the rest as attributes; false and null are left out. */
type Given = Readonly<Record<string, string | number | boolean | null | ((event: never) => void)>>;

/** Makes an element. */
export function el<K extends keyof HTMLElementTagNameMap>(name: K, given: Given = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === "function") element.addEventListener(key, value as unknown as EventListener);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/** An icon, which says nothing by itself. */
export function icon(svg: string): HTMLElement {
  const element = el("span", { class: "editor-icon", "aria-hidden": "true" });
  element.innerHTML = ownHtml(svg);
  return element;
}

let last = 0;

/** An id that no other element of the page has. */
export function freshId(): string {
  return `editor-${++last}`;
}
