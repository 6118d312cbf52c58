// The fields around a post's words: label, key event, dateline, byline, contributors.

import type { Completions, DraftSession, Hooks } from "../index.ts";
import { combobox, fitting } from "./combobox.ts";
import { el, freshId } from "./element.ts";

/** The fields, and what brings them up to the document. */
export interface Fields {
  /** What a reader sees first. */
  readonly above: HTMLElement;
  /** The credits. */
  readonly below: HTMLElement;
  update(): void;
}

/** How long each may be, in characters, as the server has it. */
const LONGEST = { label: 40, dateline: 120, byline: 200, contributor: 200 } as const;

/** Makes the fields of a draft. */
export function fields(session: DraftSession, hooks: Hooks): Fields {
  const { text: t } = hooks;
  let asked: Promise<Completions> | undefined;
  const completions = (): Promise<Completions> => (asked ??= hooks.completions());

  const attr = (name: string): unknown => session.state.doc.attrs[name];
  const set = (name: string, value: unknown): void => session.dispatch(session.state.tr.setDocAttribute(name, value));

  function line(name: "label" | "dateline" | "byline", list: "labels" | "datelines" | "bylines", title: string): { element: HTMLElement; update: () => void } {
    const input = el("input", { id: freshId(), type: "text", dir: "auto", maxlength: LONGEST[name], name });
    const write = (value: string): void => set(name, value === "" ? null : value);
    input.addEventListener("input", () => write(input.value));
    const box = combobox(input, {
      find: async (words) => fitting((await completions())[list], words),
      choose: ({ value }) => {
        input.value = value;
        write(value);
      },
    });
    return {
      element: el("div", { class: "editor-field" }, el("label", { for: input.id }, title), box),
      update: () => void (input.value !== (attr(name) ?? "") && (input.value = String(attr(name) ?? ""))),
    };
  }

  const label = line("label", "labels", t("editor-label"));
  const dateline = line("dateline", "datelines", t("editor-dateline"));
  const byline = line("byline", "bylines", t("editor-byline"));
  const people = contributors();
  const keyEvent = el("input", { type: "checkbox", name: "key_event" });
  keyEvent.addEventListener("change", () => set("key_event", keyEvent.checked));

  function contributors(): { element: HTMLElement; update: () => void } {
    const names = (): readonly string[] => attr("contributors") as readonly string[];
    const chips = el("ul", { class: "editor-chips" });
    const input = el("input", { id: freshId(), type: "text", dir: "auto", maxlength: LONGEST.contributor });
    const add = (name: string): void => {
      input.value = "";
      if (name.trim() !== "" && !names().includes(name.trim())) set("contributors", [...names(), name.trim()]);
    };
    const remove = (name: string): void => set("contributors", names().filter((one) => one !== name));
    const box = combobox(input, {
      find: async (words) => fitting((await completions()).contributors, words).filter(({ name }) => !names().includes(name)),
      choose: ({ value }) => add(value),
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" || (event.key === "," && input.value.trim() !== "")) {
        add(input.value);
        event.preventDefault();
      } else if (event.key === "Backspace" && input.value === "" && names().length > 0) remove(names().at(-1)!);
    });
    // A name that was typed and not confirmed is meant all the same.
    input.addEventListener("blur", () => add(input.value));
    let shown: readonly string[] = [];
    return {
      element: el("div", { class: "editor-field" }, el("label", { for: input.id }, t("editor-contributors")), chips, box),
      update: () => {
        if (shown.length === names().length && names().every((name, index) => name === shown[index])) return;
        shown = names();
        chips.replaceChildren(
          ...shown.map((name) => {
            const given = { type: "button", "aria-label": t("editor-remove-contributor", { name }), click: () => (remove(name), input.focus()) };
            return el("li", {}, el("bdi", {}, name), el("button", given, "×"));
          }),
        );
      },
    };
  }

  const all = [label, dateline, byline, people];
  const update = (): void => {
    for (const field of all) field.update();
    keyEvent.checked = attr("key_event") === true;
  };
  update();
  const check = el("label", { class: "editor-check" }, keyEvent, t("editor-key-event"));
  const rest = el("details", { class: "editor-more-fields" }, el("summary", {}, t("editor-more-fields")), dateline.element, byline.element, people.element);
  rest.open = ["dateline", "byline"].some((name) => attr(name) !== null) || (attr("contributors") as readonly string[]).length > 0;
  return { above: el("div", { class: "editor-row" }, label.element, check), below: rest, update };
}
