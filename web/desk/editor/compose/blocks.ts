// How blocks with fields are shown: each field can be written in place.

import type { Attrs, Node } from "prosemirror-model";
import { NodeSelection } from "prosemirror-state";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
import type { Hooks, Stored } from "../index.ts";
import { schema } from "../schema.ts";
import { fillCard } from "./cards.ts";
import { type Crop, crop } from "./crop.ts";
import { askPost } from "./dialog.ts";
import { el, freshId } from "./element.ts";
import { mapParts } from "./map.ts";
import { type Sending, sending } from "./sending.ts";
import { addressOf, filledIn, insertStored, movePicture, placeInGallery, SHOWN_WIDTH } from "./stored.ts";
import { askFiles, chooseFiles } from "./uploads.ts";

/** A field of a block. */
interface Field {
  readonly attr: string;
  readonly kind: "line" | "text" | "address" | "number" | "degrees" | "media" | "choice";
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
  image: { fields: [{ attr: "media", kind: "media" }, { attr: "alt", kind: "text", longest: 2_000, required: "required" }, caption, line("credit", 300)] },
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

/** The attribute that names the picture by which a block is shown. */
const PICTURES: Readonly<Record<string, string>> = { image: "media", related: "image", video: "poster", embed: "picture" };

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
  private readonly crop: Crop | null;
  /** The rows of media, each with what shows whether there is one. */
  private readonly media: { attr: string; there: HTMLElement; none: HTMLElement }[] = [];
  /** Files on their way into a field. */
  private readonly underWay = new Set<Sending>();
  /** The ways of moving it among its like, where there are any. */
  private readonly moves: readonly HTMLElement[];

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, form: Form, hooks: Hooks) {
    [this.node, this.view, this.getPos, this.hooks] = [node, view, getPos, hooks];
    const { name } = node.type;
    this.title = el("span", { class: "editor-block-name", dir: "auto" });
    // The block is dragged, not its picture, which a browser would drop as a file.
    this.picture = name in PICTURES ? el("img", { alt: "", hidden: true, draggable: "false", loading: "lazy" }) : null;
    this.picture?.addEventListener("error", () => (this.picture!.hidden = true));
    this.crop = name === "image" ? crop(hooks, (attr, value) => this.set({ [attr]: value })) : null;
    this.moves = name === "image" ? (["earlier", "later"] as const).map((way) => this.mover(way)) : [];
    const head = el("div", { class: "editor-block-head", contenteditable: "false" }, this.title, ...this.moves, ...this.actions());
    this.dom = el("div", { class: "editor-block", "data-block": name, role: "group" }, head);
    if (form.holds) {
      const [outer, inner] = holder(form.holds);
      this.dom.append(outer);
      this.contentDOM = inner;
    }
    if (form.fields.length > 0) {
      const rows = form.fields.map((field) => this.row(field));
      this.dom.append(el("div", { class: "editor-block-fields", contenteditable: "false" }, ...(this.picture ? [this.picture] : []), ...rows, ...(this.crop ? [this.crop.element] : [])));
    }
    this.show();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }

  destroy(): void {
    for (const one of this.underWay) one.leave();
  }

  /** The fields keep their own events to themselves; what is done to the block as a whole is the editor's. */
  stopEvent(event: Event): boolean {
    return event.target instanceof HTMLElement && !!event.target.closest("input, textarea, select, button, summary, label, .editor-aim, .editor-sending");
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
    for (const { attr, there, none } of this.media) [there.hidden, none.hidden] = [attrs[attr] === null, attrs[attr] !== null];
    this.crop?.show(attrs);
    this.showPlace();
    if (!this.picture) return;
    const media = attrs[PICTURES[type.name]!] as string | null;
    const address = media === null ? "" : addressOf({ ...attrs, media }, SHOWN_WIDTH);
    if (media === null) this.picture.hidden = true;
    else if (this.picture.getAttribute("src") !== address) {
      this.picture.hidden = false;
      this.picture.src = address;
    }
  }

  /** In a gallery, a picture can be moved as far as there are others. */
  private showPlace(): void {
    const pos = this.getPos();
    const { doc } = this.view.state;
    if (this.moves.length === 0 || pos === undefined || pos >= doc.content.size) return;
    const place = placeInGallery(doc, pos);
    for (const button of this.moves) button.hidden = place === null;
  }

  /** A picture or film: chosen from this device or the library, never by its id. */
  private mediaRow({ attr }: Field): HTMLElement {
    const { text: t } = this.hooks;
    const id = freshId();
    const isFilm = attr === "media" && this.node.type === schema.nodes.video;
    const kind = isFilm ? "film" : "image";
    const ways = el("div", { class: "editor-actions" });
    const take = (file: File | undefined): void => {
      if (!file) return;
      const one: Sending = sending(file, this.hooks, { come: (medium) => (end(), this.fillMedium(attr, medium)), gone: () => end() });
      const end = (): void => {
        one.element.remove();
        this.underWay.delete(one);
      };
      this.underWay.add(one);
      row.append(one.element);
    };
    const button = (text: string, act: () => void): HTMLElement => el("button", { type: "button", class: "editor-button small", "aria-describedby": id, click: act }, t(text));
    const choose = async (): Promise<void> => {
      const [medium] = await this.hooks.media.choose(kind);
      if (medium) this.fillMedium(attr, medium);
    };
    const there = button("editor-media-remove", () => this.set({ [attr]: null }));
    const none = el("span", { class: "editor-said" }, t("editor-media-none"));
    ways.append(none, button("editor-media-file", () => askFiles({ accept: isFilm ? "video/mp4,video/webm" : "image/*" }, (files) => take(files[0]))), button("editor-media-library", () => void choose()), there);
    this.media.push({ attr, there, none });
    const row = el("div", { class: "editor-field editor-sending", role: "group", "aria-labelledby": id }, el("span", { id, class: "editor-field-name" }, t(`editor-field-${isFilm ? "film" : attr}`)), ways);
    return row;
  }

  private fillMedium(attr: string, medium: Stored): void {
    this.set(filledIn(this.node, attr, medium));
  }

  /** Sets attributes, each as a step of its own, so that what others set of the rest stays. */
  private set(attrs: Attrs): void {
    const pos = this.getPos();
    if (pos === undefined || this.view.isDestroyed) return;
    const transaction = this.view.state.tr;
    for (const [attr, value] of Object.entries(attrs)) if (this.node.attrs[attr] !== value) transaction.setNodeAttribute(pos, attr, value);
    if (transaction.docChanged) this.view.dispatch(transaction);
  }

  private mover(way: "earlier" | "later"): HTMLElement {
    const move = (): void => {
      const pos = this.getPos();
      const moved = pos === undefined ? null : movePicture(this.view.state, pos, way);
      if (!moved) return;
      this.view.dispatch(moved.transaction);
      // The block may have been made anew; whoever moves it on presses the same button.
      const dom = this.view.nodeDOM(moved.pos);
      if (dom instanceof HTMLElement) dom.querySelector<HTMLElement>(`[data-move="${way}"]`)?.focus();
    };
    return el("button", { type: "button", class: "editor-button small", "data-move": way, click: move }, this.hooks.text(`editor-move-${way}`));
  }

  private row(field: Field): HTMLElement {
    if (field.kind === "media") return this.mediaRow(field);
    const { text: t } = this.hooks;
    const id = freshId();
    const given = { id, dir: field.kind === "address" ? "ltr" : "auto", ...(field.longest ? { maxlength: field.longest } : {}) };
    const input =
      field.kind === "choice"
        ? el("select", { id }, ...(field.choices ?? []).map((name) => el("option", { value: name }, t(`editor-${this.node.type.name.replaceAll("_", "-")}-${field.attr}-${name}`))))
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
    this.view.dispatch(this.view.state.tr.setNodeAttribute(pos, field.attr, value));
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
    if (this.node.type === schema.nodes.gallery) actions.push(button("editor-add-image", () => this.addImages()), button("editor-media-library", () => void this.addStored()));
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

  private addImages(): void {
    const end = this.endOfContent();
    if (end !== undefined) chooseFiles(this.view, this.hooks, "files", end);
  }

  private async addStored(): Promise<void> {
    const media = await this.hooks.media.choose("image");
    const end = this.endOfContent();
    if (end !== undefined && media.length > 0) this.view.dispatch(insertStored(this.view.state, end, media));
  }

  private endOfContent(): number | undefined {
    const pos = this.getPos();
    return pos === undefined ? undefined : pos + this.node.nodeSize - 1;
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
