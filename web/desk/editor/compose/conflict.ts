// Two versions that could not be merged, side by side until a member chooses.

import { DOMSerializer } from "prosemirror-model";
import { type Content, docOf } from "../content.ts";
import type { DraftSession, Hooks } from "../index.ts";
import { schema } from "../schema.ts";
import { el, freshId } from "./element.ts";

/** The panel of a session's conflict; it is empty while there is none. */
export function conflictPanel(session: DraftSession, hooks: Hooks): { element: HTMLElement; update: () => void } {
  const { text: t } = hooks;
  const element = el("div", { class: "editor-conflict-place", "aria-live": "polite" });
  let shown: unknown = null;

  function update(): void {
    const { conflict } = session;
    if (conflict === shown) return;
    shown = conflict;
    if (!conflict) return element.replaceChildren();
    const id = freshId();
    const choice = (kind: "mine" | "theirs" | "both", words: string): HTMLElement =>
      el("button", { type: "button", class: "editor-button", click: () => session.settle(kind) }, words);
    element.replaceChildren(
      el(
        "section",
        { class: "editor-conflict", "aria-labelledby": id },
        el("h2", { id }, t("editor-conflict")),
        el("p", {}, t("editor-conflict-explained")),
        el("div", { class: "editor-versions" }, version(t("editor-conflict-mine"), conflict.mine), version(t("editor-conflict-theirs"), conflict.theirs)),
        el("div", { class: "editor-actions" }, choice("mine", t("editor-keep-mine")), choice("theirs", t("editor-keep-theirs")), choice("both", t("editor-keep-both"))),
      ),
    );
  }

  update();
  return { element, update };
}

function version(name: string, content: Content): HTMLElement {
  const words = DOMSerializer.fromSchema(schema).serializeFragment(docOf(content).content);
  return el("article", { "aria-label": name }, el("h3", {}, name), el("div", { class: "editor-version", tabindex: 0 }, words));
}
