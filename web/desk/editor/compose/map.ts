// What is put on a map: places found by their names, areas, arrows.

import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import type { Hooks } from "../index.ts";
import { schema } from "../schema.ts";
import { askPlace } from "./place.ts";

const { map, map_place, map_area, map_arrow } = schema.nodes;

/** The actions of a map, with the ids of their names. */
export function mapParts(hooks: Hooks, view: EditorView, pos: () => number | undefined): [string, () => void][] {
  const add = (part: Node): void => addPart(view, pos(), part);
  const askForPlace = (): void =>
    askPlace(hooks, () => view.focus(), {
      place: ({ name, latitude, longitude, kind }) => add(map_place!.create({ name, latitude, longitude, kind })),
      country: ({ name, code }) => add(map_area!.create({ name, code })),
    });
  return [
    ["editor-map-add-place", askForPlace],
    ["editor-map-add-area", () => add(map_area!.create())],
    ["editor-map-add-arrow", () => add(map_arrow!.create({ from: "", to: "" }))],
  ];
}

/** Puts a part behind those of its kind: places come first, then areas, then arrows. */
function addPart(view: EditorView, at: number | undefined, part: Node): void {
  const node = at === undefined ? null : view.state.doc.nodeAt(at);
  if (at === undefined || !node || node.type !== map) return;
  const order = [map_place, map_area, map_arrow];
  let end = at + 1;
  for (const child of node.children) if (order.indexOf(child.type) <= order.indexOf(part.type)) end += child.nodeSize;
  view.dispatch(view.state.tr.insert(end, part).scrollIntoView());
}
