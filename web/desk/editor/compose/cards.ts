// An address that stands alone on its line becomes a card at once; what it says comes from the server.
//
// Nobody waits for it: the card can be published, moved, written in or taken back meanwhile, and
// what it then still lacks is filled in by steps like any other, so that whoever writes along sees it.

import { closeHistory } from "prosemirror-history";
import type { Node } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import type { Card, Hooks } from "../index.ts";
import { schema } from "../schema.ts";
import { el } from "./element.ts";

const { nodes } = schema;

/** What is to be said under a card: that it is on its way, or why it does not say more. */
type Said = { readonly state: "fetching" } | { readonly state: "failed"; readonly why: string; readonly hint: string };

/** What is said, by address. */
type SaidOf = ReadonlyMap<string, Said>;

const key = new PluginKey<SaidOf>("cards");

/** The attributes of each block that a card fills, by what the card calls them. */
const FILLS: Readonly<Record<string, Readonly<Partial<Record<keyof Card, string>>>>> = {
  embed: {
    provider: "provider",
    title: "title",
    byline: "byline",
    text: "text",
    posted_at: "posted_at",
    picture: "picture",
    picture_width: "picture_width",
    picture_height: "picture_height",
    picture_alt: "picture_alt",
  },
  related: { title: "title", picture: "image", picture_alt: "alt" },
};

/** Makes cards of addresses that are pasted or typed alone on a line. */
export function cards(hooks: Hooks): Plugin<SaidOf> {
  return new Plugin<SaidOf>({
    key,
    state: {
      init: () => new Map(),
      apply: (transaction, said) => {
        const news = transaction.getMeta(key) as { url: string; now: string; said: Said | null } | undefined;
        if (!news) return said;
        const next = new Map(said);
        next.delete(news.url);
        if (news.said) next.set(news.now, news.said);
        return next;
      },
    },
    props: {
      decorations: (state) => decorations(state, hooks),
      handlePaste: (view, event) => {
        const words = event.clipboardData?.getData("text/plain").trim() ?? "";
        const line = lineAtCaret(view.state);
        if (!isAddress(words) || line?.content.size !== 0) return false;
        // Taking the card back leaves the address as text.
        view.dispatch(view.state.tr.insertText(words));
        return makeCard(view, hooks);
      },
      handleKeyDown: (view, event) => {
        const isPlain = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
        if (!isPlain || event.isComposing || view.composing) return false;
        const { $from } = view.state.selection;
        return $from.parentOffset === $from.parent.content.size && makeCard(view, hooks);
      },
    },
  });
}

/** Whether words are the address of a page and nothing else. */
export function isAddress(words: string): boolean {
  return /^https?:\/\/\S+\.\S+$|^https?:\/\/(localhost|\[)\S+$/i.test(words) && URL.canParse(words);
}

/** Fills in what the card at a place lacks, from its address. */
export async function fillCard(view: EditorView, hooks: Hooks, pos: number): Promise<void> {
  const url = view.state.doc.nodeAt(pos)?.attrs.url as string | null | undefined;
  if (!url || !hooks.card || key.getState(view.state)?.get(url)?.state === "fetching") return;
  say(view, url, { state: "fetching" });
  const card = await hooks.card(url);
  if (view.isDestroyed) return;
  const found = find(view.state.doc, url);
  const said: Said | null = card.problem ? { state: "failed", why: card.problem.detail, hint: card.problem.hint ?? "" } : null;
  const transaction = view.state.tr;
  if (found) {
    // What was written by hand meanwhile stays.
    const isOpen = (attr: string): boolean => found.node.attrs[attr] === null || found.node.attrs[attr] === "" || (attr === "title" && found.node.attrs.title === url);
    for (const [from, attr] of Object.entries(FILLS[found.node.type.name] ?? {})) {
      const value = card[from as keyof Card];
      if (attr in found.node.attrs && value !== null && isOpen(attr)) transaction.setNodeAttribute(found.pos, attr, value);
    }
  }
  const now = found?.node.type === nodes.embed ? card.url : url;
  if (found && now !== url) transaction.setNodeAttribute(found.pos, "url", now);
  // Taking back goes back to the address, not to an empty card.
  view.dispatch(transaction.setMeta("addToHistory", false).setMeta(key, { url, now, said }));
}

/** Makes a card of the line at the caret, if an address is all that it holds. */
function makeCard(view: EditorView, hooks: Hooks): boolean {
  const { state } = view;
  const url = lineAtCaret(state)?.textContent.trim() ?? "";
  if (!isAddress(url)) return false;
  const { $from } = state.selection;
  const [from, to] = [$from.before(1), $from.after(1)];
  // A post of ours leads on; until its title is there, the address stands for it.
  const card = isOurs(url) ? nodes.related!.create({ title: url, url }) : nodes.embed!.create({ url });
  const transaction = closeHistory(state.tr).replaceWith(from, to, card);
  const after = from + card.nodeSize;
  if (transaction.doc.resolve(after).nodeAfter?.type !== nodes.paragraph) transaction.insert(after, nodes.paragraph!.create());
  view.dispatch(transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView());
  // What is typed next is taken back by itself.
  view.dispatch(closeHistory(view.state.tr));
  void fillCard(view, hooks, from);
  return true;
}

/** The paragraph of the body in which the caret is, if it holds nothing but text. */
function lineAtCaret({ selection }: EditorState): Node | null {
  const { $from, empty } = selection;
  const { parent } = $from;
  const isLine = empty && $from.depth === 1 && parent.type === nodes.paragraph && !parent.attrs.lead_in;
  return isLine && parent.children.every((child) => child.isText) ? parent : null;
}

function isOurs(url: string): boolean {
  return url.startsWith(`${location.origin}/live/`);
}

/** The card of an address: one that says nothing yet, if there are several. */
function find(doc: Node, url: string): { node: Node; pos: number } | null {
  const all: { node: Node; pos: number }[] = [];
  doc.forEach((node, pos) => {
    if (node.type.name in FILLS && node.attrs.url === url) all.push({ node, pos });
  });
  return all.find(({ node }) => node.attrs.title === null || node.attrs.title === url) ?? all[0] ?? null;
}

function say(view: EditorView, url: string, said: Said): void {
  view.dispatch(view.state.tr.setMeta("addToHistory", false).setMeta(key, { url, now: url, said }));
}

function decorations(state: EditorState, hooks: Hooks): DecorationSet | null {
  const all = key.getState(state);
  if (!all || all.size === 0) return null;
  const shown: Decoration[] = [];
  for (const [url, said] of all) {
    const found = find(state.doc, url);
    if (!found) continue;
    const end = found.pos + found.node.nodeSize;
    shown.push(Decoration.node(found.pos, end, { "data-card": said.state }));
    const spec = { key: `card ${said.state} ${url}`, side: -1, ignoreSelection: true, stopEvent: () => true };
    shown.push(Decoration.widget(end, (view) => saidUnder(view, hooks, url, said), spec));
  }
  return DecorationSet.create(state.doc, shown);
}

function saidUnder(view: EditorView, hooks: Hooks, url: string, said: Said): HTMLElement {
  const { text: t } = hooks;
  const given = { class: "editor-card-said", role: "status", contenteditable: "false" };
  if (said.state === "fetching") return el("div", given, t("editor-card-fetching"));
  const again = (): void => {
    const found = find(view.state.doc, url);
    if (found) void fillCard(view, hooks, found.pos);
  };
  return el("div", given, `${said.why} ${said.hint} `, el("button", { type: "button", class: "editor-button small", click: again }, t("editor-card-again")));
}
