// Dialogs of the composer: native ones, which hold the focus and give it back.

import type { Found, Hooks } from "../index.ts";
import { isAddress } from "./cards.ts";
import { combobox } from "./combobox.ts";
import { el, freshId } from "./element.ts";

/** A dialog that is open. */
export interface Opened {
  readonly body: HTMLElement;
  close(): void;
}

/** Opens a dialog on top of the page. */
export function openDialog(hooks: Hooks, title: string, whenClosed: () => void): Opened {
  const id = freshId();
  const body = el("div", { class: "editor-dialog-body" });
  const close = (): void => dialog.close();
  const dialog: HTMLDialogElement = el(
    "dialog",
    { class: "editor-dialog", "aria-labelledby": id },
    el("header", {}, el("h2", { id }, title), el("button", { type: "button", class: "editor-button", "aria-label": hooks.text("editor-close"), click: close }, "×")),
    body,
  );
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    whenClosed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { body, close };
}

/** Asks for a value by a form; `submit` is called with what the fields hold, and null takes a link off. */
export function askLink(hooks: Hooks, href: string, whenClosed: () => void, submit: (href: string | null) => void): void {
  const { text: t } = hooks;
  const { body, close } = openDialog(hooks, t("editor-link"), whenClosed);
  const input = el("input", { id: freshId(), type: "text", inputmode: "url", dir: "ltr", value: href, placeholder: "https://", "aria-label": t("editor-link-address"), required: true, maxlength: 2048 });
  const fault = el("p", { class: "editor-fault", role: "alert" });
  const found = combobox(input, {
    find: async (words) => (words.includes("://") || words.trim().length < 2 ? [] : (await hooks.search(words)).map((post) => ({ name: post.title, more: post.excerpt, value: post.url }))),
    choose: ({ value }) => {
      input.value = value;
    },
  });
  const form = el(
    "form",
    {
      submit: (event: Event) => {
        event.preventDefault();
        const target = linkTarget(input.value);
        if (target === null) {
          fault.textContent = t("editor-link-fault");
          return input.focus();
        }
        close();
        submit(target);
      },
    },
    el("div", { class: "editor-field" }, el("label", { for: input.id }, t("editor-link-address")), found, el("small", {}, t("editor-link-help"))),
    fault,
    el(
      "div",
      { class: "editor-actions" },
      ...(href ? [el("button", { type: "button", class: "editor-button", click: () => (close(), submit(null)) }, t("editor-link-remove"))] : []),
      el("button", { class: "editor-button primary" }, t("editor-link-set")),
    ),
  );
  body.append(form);
  input.select();
}

/** What was typed as the target of a link; null if it is none that may reach a page. */
export function linkTarget(typed: string): string | null {
  const trimmed = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(trimmed)) return `mailto:${trimmed}`;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const { protocol, href, hostname } = new URL(full);
    if (protocol === "mailto:") return href;
    return (protocol === "https:" || protocol === "http:") && /\.|^localhost$|:/.test(hostname) ? href : null;
  } catch {
    return null;
  }
}

/** Asks for an earlier post, to be shown as a card or linked. */
export function askPost(hooks: Hooks, whenClosed: () => void, choose: (post: { title: string; url: string }, as: "card" | "link") => void): void {
  const { text: t } = hooks;
  const { body, close } = openDialog(hooks, t("editor-find-post"), whenClosed);
  const input = el("input", { id: freshId(), type: "search", dir: "auto" });
  const results = el("ul", { class: "editor-found" });
  const said = el("p", { role: "status", class: "editor-said" });
  let timer: ReturnType<typeof setTimeout>;

  async function look(): Promise<void> {
    const words = input.value.trim();
    if (words.length < 2) return results.replaceChildren();
    const posts = await (hooks.card && isAddress(words) ? atAddress(hooks.card, words) : hooks.search(words)).catch(() => null);
    if (input.value.trim() !== words) return;
    said.textContent = posts === null ? t("editor-find-offline") : t("editor-found", { count: posts.length });
    results.replaceChildren(
      ...(posts ?? []).map((post) => {
        const act = (as: "card" | "link") => (): void => {
          close();
          choose(post, as);
        };
        const title = el("strong", { dir: "auto" }, post.title);
        const buttons = (["card", "link"] as const).map((as) =>
          el("button", { type: "button", class: "editor-button", "aria-label": t(as === "card" ? "editor-as-card-of" : "editor-as-link-of", { title: post.title }), click: act(as) }, t(as === "card" ? "editor-as-card" : "editor-as-link")),
        );
        return el("li", {}, el("div", {}, title, el("p", { dir: "auto" }, post.excerpt)), el("div", { class: "editor-actions" }, ...buttons));
      }),
    );
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), 150);
  });
  body.append(el("div", { class: "editor-field" }, el("label", { for: input.id }, t("editor-find-words")), input), said, results);
  input.focus();
}

/** What stands at an address, if that can be told. */
async function atAddress(card: NonNullable<Hooks["card"]>, url: string): Promise<readonly Found[]> {
  const { title, text, provider } = await card(url);
  return title === null ? [] : [{ title, excerpt: text ?? provider ?? "", url }];
}

/** Asks for one of several by a list of buttons. */
export function askOne<T>(hooks: Hooks, title: string, whenClosed: () => void, choices: Promise<readonly { name: string; value: T }[]>, choose: (value: T) => void): void {
  const { body, close } = openDialog(hooks, title, whenClosed);
  const said = el("p", { role: "status", class: "editor-said" }, hooks.text("editor-loading"));
  const list = el("ul", { class: "editor-found" });
  body.append(said, list);
  choices.then(
    (all) => {
      said.textContent = all.length === 0 ? hooks.text("editor-none") : "";
      list.append(
        ...all.map(({ name, value }) => {
          const take = (): void => {
            close();
            choose(value);
          };
          return el("li", {}, el("button", { type: "button", class: "editor-button wide", dir: "auto", click: take }, name));
        }),
      );
      list.querySelector("button")?.focus();
    },
    () => (said.textContent = hooks.text("editor-find-offline")),
  );
}

/** Signs that keyboards lack. */
const SIGNS = "“ ” ‘ ’ „ ‚ « » ‹ › – — … · • § ¶ † № ° ′ ″ × ÷ ± − ≈ ≠ ≤ ≥ ½ ¼ ¾ ² ³ € £ ¥ ₴ ₹ ₽ ¢ © ® ™ → ← ↑ ↓ ✓ ✗ ★ à á â ä å æ ç è é ê ë í î ï ñ ó ô ö ø œ ß ú ü ğ ı ł ş š ž þ ð".split(" ");
/** Signs that cannot be seen, with the ids of their names. */
const UNSEEN: readonly (readonly [string, string])[] = [
  ["\u00a0", "editor-no-break-space"],
  ["\u202f", "editor-thin-space"],
  ["\u2011", "editor-no-break-hyphen"],
  ["\u00ad", "editor-soft-hyphen"],
  ["\u200e", "editor-left-to-right"],
  ["\u200f", "editor-right-to-left"],
];

/** Asks for a special character. */
export function askSign(hooks: Hooks, whenClosed: () => void, choose: (sign: string) => void): void {
  const { text: t } = hooks;
  const { body, close } = openDialog(hooks, t("editor-signs"), whenClosed);
  const button = (sign: string, name: string, shown: string): HTMLElement => {
    const take = (): void => {
      close();
      choose(sign);
    };
    return el("button", { type: "button", class: "editor-button", "aria-label": name, click: take }, shown);
  };
  body.append(
    el("div", { class: "editor-signs" }, ...SIGNS.map((sign) => button(sign, sign, sign))),
    el("div", { class: "editor-actions" }, ...UNSEEN.map(([sign, id]) => button(sign, t(id), t(id)))),
  );
}
