// A field that completes what is typed, and takes anything else too: the ARIA combobox with a list
// (WAI-ARIA Authoring Practices, “Combobox With List Autocomplete”).

import { el, freshId } from "./element.ts";

/** One that can be chosen. */
export interface Choice<T> {
  readonly name: string;
  /** A second line. */
  readonly more?: string;
  readonly value: T;
}

/** What a combobox asks and tells. */
export interface Chooser<T> {
  /** What fits the words, best first. */
  find(words: string): Promise<readonly Choice<T>[]>;
  choose(choice: Choice<T>): void;
}

/** How long one may type on before it is looked up, in milliseconds. */
const PAUSE = 120;
const MOST = 8;

/** Makes a combobox of an input; returns the element that holds both it and its list. */
export function combobox<T>(input: HTMLInputElement, chooser: Chooser<T>): HTMLElement {
  const list = el("ul", { role: "listbox", id: freshId(), class: "editor-choices", "aria-label": input.getAttribute("aria-label"), hidden: true });
  let choices: readonly Choice<T>[] = [];
  let active = -1;
  let timer: ReturnType<typeof setTimeout>;

  Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }).forEach(([name, value]) =>
    input.setAttribute(name, value),
  );

  function show(found: readonly Choice<T>[]): void {
    choices = found.slice(0, MOST);
    list.replaceChildren(
      ...choices.map((choice, index) =>
        el(
          "li",
          { role: "option", id: `${list.id}-${index}`, "aria-selected": "false", dir: "auto", mousedown: (event: MouseEvent) => event.preventDefault(), click: () => take(index) },
          el("span", {}, choice.name),
          ...(choice.more ? [el("small", {}, choice.more)] : []),
        ),
      ),
    );
    list.hidden = choices.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function mark(index: number): void {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
    list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  function take(index: number): void {
    const choice = choices[index];
    show([]);
    if (choice) chooser.choose(choice);
  }

  async function look(): Promise<void> {
    const words = input.value;
    const found = await chooser.find(words).catch(() => []);
    if (input.value === words && document.activeElement === input) show(found);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined && event.altKey === false) {
      if (list.hidden) void look();
      else mark((active + move + choices.length + (active < 0 && move < 0 ? 1 : 0)) % choices.length);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      take(active);
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (event.key === "Escape" && !list.hidden) {
      show([]);
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return el("div", { class: "editor-combobox" }, input, list);
}

/** Those of a list that have the words, those that begin with them first. */
export function fitting(all: readonly string[], words: string): Choice<string>[] {
  const wanted = words.trim().toLocaleLowerCase();
  const found = all.filter((one) => one.toLocaleLowerCase().includes(wanted) && one !== words);
  const isFirst = (one: string): number => Number(!one.toLocaleLowerCase().startsWith(wanted));
  return found.sort((a, b) => isFirst(a) - isFirst(b)).map((name) => ({ name, value: name }));
}
