// The toolbar: one stop for Tab, arrows inside (WAI-ARIA Authoring Practices, “Toolbar”).

import { redo, undo } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import boldIcon from "lucide-static/icons/bold.svg?raw";
import codeIcon from "lucide-static/icons/code.svg?raw";
import headingIcon from "lucide-static/icons/heading-2.svg?raw";
import subheadingIcon from "lucide-static/icons/heading-3.svg?raw";
import italicIcon from "lucide-static/icons/italic.svg?raw";
import linkIcon from "lucide-static/icons/link.svg?raw";
import orderedIcon from "lucide-static/icons/list-ordered.svg?raw";
import bulletIcon from "lucide-static/icons/list.svg?raw";
import signsIcon from "lucide-static/icons/omega.svg?raw";
import leadInIcon from "lucide-static/icons/pilcrow.svg?raw";
import insertIcon from "lucide-static/icons/plus.svg?raw";
import quoteIcon from "lucide-static/icons/quote.svg?raw";
import redoIcon from "lucide-static/icons/redo-2.svg?raw";
import strikeIcon from "lucide-static/icons/strikethrough.svg?raw";
import subIcon from "lucide-static/icons/subscript.svg?raw";
import supIcon from "lucide-static/icons/superscript.svg?raw";
import undoIcon from "lucide-static/icons/undo-2.svg?raw";
import { blockOf } from "../content.ts";
import type { Background, Hooks } from "../index.ts";
import { schema } from "../schema.ts";
import * as commands from "./commands.ts";
import { askOne, askPost, askSign } from "./dialog.ts";
import { el, freshId, icon } from "./element.ts";
import { insertStored } from "./stored.ts";
import * as table from "./table.ts";
import { chooseFiles, placeAfterCaret } from "./uploads.ts";

const { nodes, marks } = schema;

interface Tool {
  readonly id: string;
  readonly icon?: string;
  readonly keys?: string;
  readonly run: Command;
  /** Whether what it makes is there, at the caret. */
  readonly isOn?: (state: EditorState) => boolean;
}

const marked = (name: string) => (state: EditorState): boolean => commands.isMarked(state, marks[name]!);
const inside = (name: string) => (state: EditorState): boolean => commands.isIn(state, nodes[name]!);

/** The toolbar of a composer. */
export interface Toolbar {
  readonly element: HTMLElement;
  /** Shows what is on at the caret, and what can be used there. */
  update(): void;
  /** Moves the focus to the tool that was used last. */
  focus(): void;
}

/** The tools of a composer. */
export function toolbar(view: EditorView, hooks: Hooks, link: Command): Toolbar {
  const { text: t } = hooks;
  const back = (): void => view.focus();
  const insert = (node: Node): void => {
    commands.insertBlock(node)(view.state, view.dispatch);
    back();
  };

  const tools: readonly (readonly Tool[])[] = [
    [
      { id: "editor-undo", icon: undoIcon, keys: "Mod+Z", run: undo },
      { id: "editor-redo", icon: redoIcon, keys: "Mod+Shift+Z", run: redo },
    ],
    [
      { id: "editor-strong", icon: boldIcon, keys: "Mod+B", run: commands.toggle(marks.strong!), isOn: marked("strong") },
      { id: "editor-em", icon: italicIcon, keys: "Mod+I", run: commands.toggle(marks.em!), isOn: marked("em") },
      { id: "editor-link", icon: linkIcon, keys: "Mod+K", run: link, isOn: marked("link") },
      { id: "editor-lead-in", icon: leadInIcon, keys: "Mod+Shift+L", run: commands.toggleLeadIn, isOn: (state) => !!state.selection.$from.parent.attrs.lead_in },
    ],
    [
      { id: "editor-heading", icon: headingIcon, keys: "Mod+Alt+2", run: headingOr(2), isOn: (state) => commands.isIn(state, nodes.heading!, { level: 2 }) },
      { id: "editor-subheading", icon: subheadingIcon, keys: "Mod+Alt+3", run: headingOr(3), isOn: (state) => commands.isIn(state, nodes.heading!, { level: 3 }) },
      { id: "editor-bullets", icon: bulletIcon, keys: "Mod+Shift+8", run: commands.toggleList(nodes.bullet_list!), isOn: inside("bullet_list") },
      { id: "editor-numbers", icon: orderedIcon, keys: "Mod+Shift+7", run: commands.toggleList(nodes.ordered_list!), isOn: inside("ordered_list") },
      { id: "editor-quote", icon: quoteIcon, keys: "Mod+Shift+9", run: commands.toggleQuote, isOn: inside("blockquote") },
    ],
    [
      { id: "editor-strike", icon: strikeIcon, keys: "Mod+Shift+X", run: commands.toggle(marks.strike!), isOn: marked("strike") },
      { id: "editor-sub", icon: subIcon, run: commands.toggle(marks.sub!), isOn: marked("sub") },
      { id: "editor-sup", icon: supIcon, run: commands.toggle(marks.sup!), isOn: marked("sup") },
      { id: "editor-code", icon: codeIcon, keys: "Mod+E", run: commands.toggle(marks.code!), isOn: marked("code") },
      { id: "editor-signs", icon: signsIcon, run: asking(() => askSign(hooks, back, (sign) => view.dispatch(view.state.tr.insertText(sign)))) },
    ],
  ];
  const tableTools: readonly Tool[] = [
    { id: "editor-row-add", run: table.addRow },
    { id: "editor-column-add", run: table.addColumn },
    { id: "editor-row-delete", run: table.deleteRow },
    { id: "editor-column-delete", run: table.deleteColumn },
    { id: "editor-headers", run: table.toggleHeaders },
    { id: "editor-table-delete", run: table.deleteTable },
  ];

  const inserts: readonly (readonly [string, () => void])[] = [
    ["editor-find-post", () => askPost(hooks, back, insertPost)],
    ["editor-insert-files", () => chooseFiles(view, hooks, "files")],
    // Elsewhere a camera looks at who writes.
    ...(matchMedia("(pointer: coarse)").matches ? [["editor-insert-camera", () => chooseFiles(view, hooks, "camera")] as const] : []),
    ["editor-insert-library", () => void insertFromLibrary()],
    ["editor-block-comparison", () => insert(nodes.comparison!.create(null, [nodes.image!.create(), nodes.image!.create()]))],
    ["editor-block-chart", () => insert(nodes.chart!.create(null, table.newTable()))],
    ["editor-block-map", () => insert(nodes.map!.create())],
    ["editor-block-video", () => insert(nodes.video!.create({ title: "" }))],
    ["editor-block-embed", () => insert(nodes.embed!.create({ url: "" }))],
    ["editor-block-related", () => insert(nodes.related!.create({ title: "" }))],
    ["editor-block-read-more", () => insert(nodes.read_more!.create({ text: "" }))],
    ["editor-block-table", () => insert(table.newTable())],
    ["editor-block-background", () => askOne(hooks, t("editor-block-background"), back, libraryBlocks(hooks), (block) => insert(backgroundNode(block)))],
    ["editor-block-rule", () => insert(nodes.horizontal_rule!.create())],
  ];

  async function insertFromLibrary(): Promise<void> {
    const media = await hooks.media.choose(null);
    if (media.length > 0 && !view.isDestroyed) view.dispatch(insertStored(view.state, placeAfterCaret(view.state), media).scrollIntoView());
    back();
  }

  function insertPost({ title, url }: { title: string; url: string }, as: "card" | "link"): void {
    if (as === "card") return insert(nodes.related!.create({ title, url }));
    const { empty, from, to } = view.state.selection;
    const mark = marks.link!.create({ href: url });
    view.dispatch(empty ? view.state.tr.replaceSelectionWith(schema.text(title, [mark]), false) : view.state.tr.addMark(from, to, mark));
  }

  const buttons: { tool: Tool; button: HTMLButtonElement }[] = [];
  function buttonOf(tool: Tool): HTMLButtonElement {
    const name = tool.keys ? `${t(tool.id)} (${keysHere(tool.keys)})` : t(tool.id);
    const run = (): void => {
      tool.run(view.state, view.dispatch, view);
      view.focus();
    };
    const given = { type: "button", tabindex: -1, class: "editor-tool", title: name, "aria-label": t(tool.id), "aria-keyshortcuts": tool.keys?.replace("Mod", "Control") ?? null, click: run };
    const button = el("button", { ...given, ...(tool.isOn ? { "aria-pressed": "false" } : {}) }, tool.icon ? icon(tool.icon) : t(tool.id));
    // The caret stays where it is when a tool is clicked.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    buttons.push({ tool, button });
    return button;
  }

  const group = (list: readonly Tool[]): HTMLElement => el("div", { class: "editor-tools", role: "group" }, ...list.map(buttonOf));
  const tableGroup = el("div", { class: "editor-tools editor-named", role: "group", "aria-label": t("editor-block-table") }, ...tableTools.map(buttonOf));
  const element = el("div", { class: "editor-toolbar", role: "toolbar", "aria-label": t("editor-tools"), "aria-orientation": "horizontal" }, insertMenu(inserts, t), ...tools.map(group), tableGroup);
  const rover = rove(element, back);

  function update(): void {
    const { state } = view;
    for (const { tool, button } of buttons) {
      if (tool.isOn) button.setAttribute("aria-pressed", String(tool.isOn(state)));
      // Not `disabled`: a button that vanishes from under the keyboard takes the focus with it.
      button.setAttribute("aria-disabled", String(!tool.run(state)));
    }
    tableGroup.hidden = table.placeInTable(state) === null;
    rover.keep();
  }

  update();
  return { element, update, focus: rover.focus };
}

function headingOr(level: 2 | 3): Command {
  return (state, dispatch, view) => {
    const isOne = commands.isIn(state, nodes.heading!, { level });
    return (isOne ? commands.toParagraph : commands.toHeading(level))(state, dispatch, view);
  };
}

/** A command that asks first, and so changes nothing by itself. */
function asking(ask: () => void): Command {
  return (_state, dispatch) => {
    if (dispatch) ask();
    return true;
  };
}

async function libraryBlocks(hooks: Hooks): Promise<{ name: string; value: Background }[]> {
  return (await hooks.backgrounds()).map((block) => ({ name: block.title, value: block }));
}

function backgroundNode({ id, title, body }: Background): Node {
  return nodes.background!.create({ background: id, title }, body.doc.content.map(blockOf));
}

/** The shortcut as this machine's keyboard has it. */
function keysHere(keys: string): string {
  return /Mac|iP(hone|ad)/.test(navigator.platform) ? keys.replace("Mod", "⌘").replace("Shift", "⇧").replace("Alt", "⌥").replaceAll("+", "") : keys.replace("Mod", "Ctrl");
}

/** A button that opens a menu of what can be put in. */
function insertMenu(entries: readonly (readonly [string, () => void])[], t: Hooks["text"]): HTMLElement {
  const id = freshId();
  const close = (): void => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const items = entries.map(([text, act]) => {
    const item = el("button", { type: "button", role: "menuitem", tabindex: -1 }, t(text));
    item.addEventListener("click", () => {
      close();
      act();
    });
    return item;
  });
  const menu = el("div", { id, role: "menu", class: "editor-menu", "aria-label": t("editor-insert"), hidden: true }, ...items);
  const open = (): void => {
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    items[0]?.focus();
  };
  const button = el(
    "button",
    { type: "button", tabindex: -1, class: "editor-tool wide", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, click: () => (menu.hidden ? open() : close()) },
    icon(insertIcon),
    t("editor-insert"),
  );
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const place = el("div", { class: "editor-insert" }, button, menu);
  place.addEventListener("focusout", (event) => place.contains(event.relatedTarget as globalThis.Node | null) || close());
  return place;
}

/** One button at a time is reached by Tab; the arrows, Home and End lead to the others, and Escape back. */
function rove(bar: HTMLElement, back: () => void): { keep(): void; focus(): void } {
  const all = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>(".editor-tool")].filter((tool) => !tool.closest("[hidden]"));
  const stop = (): HTMLElement | undefined => all().find((tool) => tool.tabIndex === 0);
  const be = (one: HTMLElement | undefined): void => {
    for (const tool of bar.querySelectorAll<HTMLElement>(".editor-tool")) tool.tabIndex = tool === one ? 0 : -1;
  };
  bar.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches(".editor-tool")) be(target);
  });
  bar.addEventListener("keydown", (event) => {
    const tools = all();
    const at = tools.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const forward = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: tools.length - 1 }[event.key];
    if (to !== undefined) tools[(to + tools.length) % tools.length]?.focus();
    else if (event.key === "Escape") back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    // The tools of a table go when the caret leaves it; the one that Tab reaches must not go with them.
    keep: () => stop() ?? be(all()[0]),
    focus: () => stop()?.focus(),
  };
}
