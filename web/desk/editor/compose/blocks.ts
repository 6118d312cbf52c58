// How blocks with fields are shown: each field can be written in place.

import type { Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
import type { Hooks } from "../index.ts";
import { schema } from "../schema.ts";
import { fillCard } from "./cards.ts";
import { askPost } from "./dialog.ts";
import { el, freshId } from "./element.ts";
import { mapParts } from "./map.ts";

/** A field of a block. */
interface Field {
  readonly attr: string;
  readonly kind: "line" | "text" | "address" | "number" | "degrees" | "media" | "choice" | "focus";
  /** What can be chosen; the first is what is meant where nothing is. */
  readonly choices?: readonly string[];
  /** The most characters, as the server has it. */
  readonly longest?: number;
  /** Whether the block makes no sense without it; then it is empty text, not nothing. */
  readonly required?: "required";
}

/** How a block is shown. */
interface Form {
  readonly fields: readonly Field[];
  /** The element in which its own words are written; none for a block without. */
  readonly holds?: "blockquote" | "div" | "table" | "locked";
}

const line = (attr: string, longest: number): Field => ({ attr, kind: "line", longest });
const required = (attr: string, kind: "line" | "address", longest: number): Field => ({ attr, kind, longest, required: "required" });
const caption: Field = { attr: "caption", kind: "text", longest: 1_000 };
const url: Field = { attr: "url", kind: "address", longest: 2_048 };

const choice = (attr: string, ...choices: string[]): Field => ({ attr, kind: "choice", choices });
const degrees = (attr: string): Field => ({ attr, kind: "degrees" });

const FORMS: Readonly<Record<string, Form>> = {
  blockquote: { fields: [line("attribution", 300), url], holds: "blockquote" },
  image: { fields: [{ attr: "media", kind: "media" }, { attr: "alt", kind: "text", longest: 2_000, required: "required" }, caption, line("credit", 300), choice("shape", "", "16:9", "4:3", "1:1", "3:4"), { attr: "focus", kind: "focus" }] },
  gallery: { fields: [], holds: "div" },
  comparison: { fields: [line("before", 100), line("after", 100), caption], holds: "div" },
  chart: { fields: [choice("kind", "line", "bar", "step"), line("title", 300), line("unit", 60), line("source", 300)], holds: "div" },
  map: { fields: [line("title", 300), line("source", 300), line("region", 3)], holds: "div" },
  map_place: { fields: [required("name", "line", 200), degrees("latitude"), degrees("longitude"), choice("kind", "dot", "city", "capital", "incident"), line("label", 200)] },
  map_area: { fields: [line("name", 200), line("code", 3), { attr: "outline", kind: "text", longest: 4_800 }] },
  map_arrow: { fields: [required("from", "line", 40), required("to", "line", 40), line("label", 100)] },
  video: { fields: [required("title", "line", 300), url, { attr: "media", kind: "media" }, { attr: "poster", kind: "media" }, { attr: "duration", kind: "number" }, caption, line("source", 300)] },
  embed: { fields: [required("url", "address", 2_048), line("provider", 100), line("title", 300), line("byline", 200), { attr: "text", kind: "text", longest: 5_000 }, line("posted_at", 60)] },
  related: { fields: [required("title", "line", 300), url, { attr: "image", kind: "media" }, line("alt", 1_000), caption, line("credit", 300)] },
  read_more: { fields: [required("text", "line", 300), url] },
  table: { fields: [line("caption", 300)], holds: "table" },
  background: { fields: [], holds: "locked" },
  opaque: { fields: [] },
};

/** The views of the blocks that have fields. */
export function blockViews(hooks: Hooks): Record<string, NodeViewConstructor> {
  const views = Object.entries(FORMS).map(([name, form]): [string, NodeViewConstructor] => [
    name,
    (node, view, getPos) => new BlockView(node, view, getPos, form, hooks),
  ]);
  return Object.fromEntries(views);
}

class BlockView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM?: HTMLElement;
  private node: Node;
  private readonly view: EditorView;
  private readonly getPos: () => number | undefined;
  private readonly hooks: Hooks;
  private readonly inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>();
  private readonly picture: HTMLImageElement | null;
  private readonly title: HTMLElement;
  /** Whether the picture was named here just now, and not measured yet. */
  private isNew = false;

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, form: Form, hooks: Hooks) {
    [this.node, this.view, this.getPos, this.hooks] = [node, view, getPos, hooks];
    const { name } = node.type;
    this.title = el("span", { class: "editor-block-name", dir: "auto" });
    this.picture = name === "image" || name === "related" ? el("img", { alt: "", hidden: true, loading: "lazy" }) : null;
    this.picture?.addEventListener("error", () => (this.picture!.hidden = true));
    this.picture?.addEventListener("load", () => this.measure());
    const head = el("div", { class: "editor-block-head", contenteditable: "false" }, this.title, ...this.actions());
    this.dom = el("div", { class: "editor-block", "data-block": name, role: "group" }, head);
    if (form.holds) {
      const [outer, inner] = holder(form.holds);
      this.dom.append(outer);
      this.contentDOM = inner;
    }
    if (form.fields.length > 0) {
      const rows = form.fields.map((field) => this.row(field));
      this.dom.append(el("div", { class: "editor-block-fields", contenteditable: "false" }, ...(this.picture ? [this.picture] : []), ...rows));
    }
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  /** The fields keep their own events to themselves; what is done to the block as a whole is the editor's. */
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLElement && !!event.target.closest("input, textarea, select, button");
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    if (mutation.type === "selection") return false;
    return !this.contentDOM?.contains(mutation.target);
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
  }

  private show(): void {
    const { attrs, type } = this.node;
    const { text: t } = this.hooks;
    const kind = t(`editor-block-${type.name.replaceAll("_", "-")}`);
    const named = type === schema.nodes.background ? `${kind}: ${attrs.title as string}` : kind;
    this.title.textContent = named;
    this.dom.setAttribute("aria-label", named);
    for (const [attr, input] of this.inputs) {
      const value = attrs[attr] === null ? "" : String(attrs[attr]);
      if (input.value !== value && !(input.type === "number" && Number(input.value) === attrs[attr])) input.value = value;
    }
    const media = (attrs.media ?? attrs.image) as string | null | undefined;
    if (!this.picture || !media) return void (this.picture && (this.picture.hidden = true));
    const address = this.hooks.mediaUrl(media);
    if (this.picture.getAttribute("src") !== address) {
      this.picture.hidden = false;
      this.picture.src = address;
    }
  }

  private row(field: Field): HTMLElement {
    const { text: t } = this.hooks;
    const id = freshId();
    const given = { id, dir: field.kind === "address" || field.kind === "media" ? "ltr" : "auto", ...(field.longest ? { maxlength: field.longest } : {}) };
    const input =
      field.kind === "choice"
        ? el("select", { id }, ...(field.choices ?? []).map((name) => el("option", { value: name }, t(`editor-${this.node.type.name.replaceAll("_", "-")}-${field.attr}-${name.replace(":", "-") || "whole"}`))))
        : field.kind === "text"
        ? el("textarea", { ...given, rows: 1 })
        : el("input", { ...given, type: field.kind === "number" || field.kind === "degrees" ? "number" : "text", min: field.kind === "number" ? 1 : null, step: field.kind === "degrees" ? "any" : null, inputmode: field.kind === "address" ? "url" : null });
    input.addEventListener("input", () => this.write(field, input.value));
    input.addEventListener("keydown", (event) => this.key(event as KeyboardEvent, input));
    this.inputs.set(field.attr, input);
    return el("div", { class: "editor-field" }, el("label", { for: id }, t(`editor-field-${field.attr.replace("_", "-")}`)), input);
  }

  private write(field: Field, typed: string): void {
    const pos = this.getPos();
    if (pos === undefined) return;
    const empty = field.required ? "" : null;
    if (field.kind === "degrees" && (typed === "" || !Number.isFinite(Number(typed)))) return;
    const number = Math.floor(Number(typed));
    const value = field.kind === "degrees" ? Number(typed) : typed === "" ? empty : field.kind === "number" ? (number > 0 ? number : null) : typed;
    const transaction = this.view.state.tr.setNodeAttribute(pos, field.attr, value);
    if (field.attr === "media" && this.node.type === schema.nodes.image) {
      transaction.setNodeAttribute(pos, "width", null).setNodeAttribute(pos, "height", null);
      this.isNew = true;
    }
    this.view.dispatch(transaction);
  }

  /** What a picture measures is known once it is there, so that the page keeps its place free. */
  private measure(): void {
    const pos = this.getPos();
    if (!this.isNew || pos === undefined || !this.picture?.naturalWidth) return;
    this.isNew = false;
    const { naturalWidth: width, naturalHeight: height } = this.picture;
    this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, "width", width).setNodeAttribute(pos, "height", height));
  }

  /** The shortcuts of the editor hold in a field too; Escape goes back to the block. */
  private key(event: KeyboardEvent, input: HTMLElement): void {
    if (event.isComposing) return;
    const pos = this.getPos();
    if (event.key === "Escape" && pos !== undefined) {
      this.view.focus();
      this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, pos)));
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      this.hooks.publish();
      event.preventDefault();
    } else if (event.key === "Enter" && input.localName === "input") event.preventDefault();
  }

  private actions(): HTMLElement[] {
    const { text: t } = this.hooks;
    const button = (id: string, act: () => void): HTMLElement => el("button", { type: "button", class: "editor-button small", click: act }, t(id));
    const actions: HTMLElement[] = [];
    if (this.hooks.card && (this.node.type === schema.nodes.embed || this.node.type === schema.nodes.related)) actions.push(button("editor-card-fill", () => this.fill()));
    if (this.node.type === schema.nodes.related) actions.push(button("editor-find-post", () => this.find()));
    if (this.node.type === schema.nodes.gallery) actions.push(button("editor-add-image", () => this.addImage()));
    if (this.node.type === schema.nodes.map) actions.push(...mapParts(this.hooks, this.view, () => this.getPos()).map(([id, act]) => button(id, act)));
    actions.push(button("editor-remove-block", () => this.remove()));
    return actions;
  }

  private find(): void {
    askPost(this.hooks, () => this.view.focus(), ({ title, url }) => {
      const pos = this.getPos();
      if (pos !== undefined) this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, "title", title).setNodeAttribute(pos, "url", url));
    });
  }

  private fill(): void {
    const pos = this.getPos();
    if (pos !== undefined) void fillCard(this.view, this.hooks, pos);
  }

  private addImage(): void {
    const pos = this.getPos();
    if (pos !== undefined) this.view.dispatch(this.view.state.tr.insert(pos + this.node.nodeSize - 1, schema.nodes.image!.create()));
  }

  private remove(): void {
    const pos = this.getPos();
    if (pos === undefined) return;
    const { state } = this.view;
    // The last picture of a gallery takes the gallery with it.
    const $pos = state.doc.resolve(pos);
    // So does a picture of a comparison, which makes no sense alone, and the table of a chart.
    const { gallery, comparison, chart } = schema.nodes;
    const isLast = ($pos.parent.type === gallery && $pos.parent.childCount === 1) || $pos.parent.type === comparison || $pos.parent.type === chart;
    const transaction = isLast ? state.tr.delete($pos.before(), $pos.after()) : state.tr.delete(pos, pos + this.node.nodeSize);
    this.view.dispatch(transaction);
    this.view.focus();
  }
}

/** The element around a block's own words, and the one that holds them. */
function holder(holds: NonNullable<Form["holds"]>): [HTMLElement, HTMLElement] {
  switch (holds) {
    case "table": {
      const inner = el("tbody");
      return [el("div", { class: "editor-table" }, el("table", {}, inner)), inner];
    }
    case "locked": {
      const inner = el("div", { class: "editor-locked", contenteditable: "false" });
      return [inner, inner];
    }
    default: {
      const inner = el(holds);
      return [inner, inner];
    }
  }
}
