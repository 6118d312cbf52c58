// Single keys: j and k from post to post, ? for what keys there are. They can be switched off, and do
// nothing where somebody writes (WCAG 2.2, 2.1.4).

import { wayOn } from "./more.ts";
import { firstFrom, focusOn, visit } from "./place.ts";

/** Under which name the device remembers that the keys are switched off. */
const OFF = "stet-keys-off";

/** What may be meant for something else than the page. */
const TAKEN = "input, textarea, select, video, audio, dialog, [contenteditable]";

/** How far below the top of the view a post begins that is being read, in pixels; see the page's scroll padding. */
const TOP = 80;

/** Lets keys lead through the posts of this page. */
export function letKeysLead(): void {
  const dialog = document.getElementById("keys");
  const isOn = document.getElementById("keys-on");
  if (!(dialog instanceof HTMLDialogElement) || !(isOn instanceof HTMLInputElement)) return;
  isOn.checked = !isOff();
  isOn.addEventListener("change", () => remember(isOn.checked));
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close());
  document.getElementById("show-keys")?.addEventListener("click", () => dialog.showModal());

  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, altKey, metaKey, defaultPrevented, isComposing } = event;
    if (ctrlKey || altKey || metaKey || defaultPrevented || isComposing || !isOn.checked || dialog.open) return;
    if (target instanceof Element && target.closest(TAKEN)) return;
    if (key === "?") show(dialog);
    else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else return;
    event.preventDefault();
  });
}

/** Shows the keys, and afterwards gives the focus back to the post that had it. */
function show(dialog: HTMLDialogElement): void {
  const post = document.activeElement?.closest<HTMLElement>("#posts > article:focus");
  if (post) dialog.addEventListener("close", () => focusOn(post), { once: true });
  dialog.showModal();
}

/** Goes to the next post or to the one before, from the one that has the focus or else is being read. */
function step(by: 1 | -1): void {
  const posts = document.getElementById("posts");
  if (!posts) return;
  const focused = document.activeElement?.closest("#posts > article");
  const below = posts.children[firstFrom(posts.children, ({ top }) => top > TOP)];
  const post = focused ? beside(focused, by) : by > 0 ? asPost(below, by) : below ? beside(below, by) : asPost(posts.lastElementChild, by);
  if (post) visit(post);
  else if (by > 0) wayOn()?.focus();
}

/** The post after that one or before it. */
function beside(post: Element, by: 1 | -1): HTMLElement | null {
  return asPost(by > 0 ? post.nextElementSibling : post.previousElementSibling, by);
}

/** This post, or the next in that direction: between two may stand the heading of a day. */
function asPost(element: Element | null | undefined, by: 1 | -1): HTMLElement | null {
  if (!element) return null;
  return element.tagName === "ARTICLE" ? (element as HTMLElement) : beside(element, by);
}

function isOff(): boolean {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    // A browser that keeps nothing for this site: the keys are on, and can be switched off for this visit.
    return false;
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "");
  } catch {
    // As above.
  }
}
