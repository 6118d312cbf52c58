// Tables: rows of equally many cells, without spans, as the body has them.

import { closeHistory } from "prosemirror-history";
import type { Node, NodeType } from "prosemirror-model";
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { schema } from "../schema.ts";
import { around } from "./commands.ts";

const { nodes } = schema;

/** A new table: a row of headers, and rows of cells. */
export function newTable(rows = 3, columns = 2): Node {
  const row = (name: "table_header" | "table_cell"): Node =>
    nodes.table_row!.create(null, Array.from({ length: columns }, () => nodes[name]!.create()));
  return nodes.table!.create(null, [row("table_header"), ...Array.from({ length: rows - 1 }, () => row("table_cell"))]);
}

interface Place {
  readonly table: Node;
  readonly pos: number;
  readonly row: number;
  readonly column: number;
}

/** Where in a table the caret is. */
export function placeInTable(state: EditorState): Place | null {
  const { $from } = state.selection;
  const found = around($from, (node) => node.type === nodes.table);
  if (!found || $from.depth < found.depth + 2) return null;
  return { table: found.node, pos: found.pos, row: $from.index(found.depth), column: $from.index(found.depth + 1) };
}

export const addRow: Command = edit(({ table, row }) => {
  const model = table.child(row);
  const cells = model.children.map((_, index) => typeBelow(model, index).create());
  return { rows: [...table.children.slice(0, row + 1), nodes.table_row!.create(null, cells), ...table.children.slice(row + 1)], row: row + 1 };
});

export const addColumn: Command = edit(({ table, column }) => ({
  rows: table.children.map((row) => {
    const cells = row.children;
    const cell = typeBeside(row).create();
    return row.type.create(null, [...cells.slice(0, column + 1), cell, ...cells.slice(column + 1)]);
  }),
  column: column + 1,
}));

export const deleteRow: Command = edit(({ table, row }) => {
  const rows = table.children.filter((_, index) => index !== row);
  return rows.length > 0 ? { rows, row: Math.max(0, row - 1) } : null;
});

export const deleteColumn: Command = edit(({ table, column }) => {
  const rows = table.children.map((row) => row.type.create(null, row.children.filter((_, index) => index !== column)));
  return rows.every((row) => row.childCount > 0) ? { rows, column: Math.max(0, column - 1) } : null;
});

/** Writes into the cells from the caret's on; the table grows as far as it has to. */
export function fillCells(written: readonly (readonly string[])[]): Command {
  return edit(({ table, row, column }) => {
    const height = Math.max(table.childCount, row + written.length);
    const width = Math.max(table.child(0).childCount, ...written.map((cells) => column + cells.length));
    const rows = Array.from({ length: height }, (_, y) => {
      const model = table.child(Math.min(y, table.childCount - 1));
      const cells = Array.from({ length: width }, (_, x) => {
        const old = y < table.childCount ? model.maybeChild(x) : null;
        const words = written[y - row]?.[x - column];
        if (old && words === undefined) return old;
        const type = old?.type ?? (y < table.childCount ? typeBeside(model) : typeBelow(model, x));
        return type.create(null, words ? schema.text(words) : null);
      });
      return model.type.create(null, cells);
    });
    return { rows, row: row + written.length - 1, column: column + (written.at(-1)?.length ?? 1) - 1 };
  });
}

/** Makes the first row headers, or cells again. */
export const toggleHeaders: Command = edit(({ table }) => {
  const [first, ...rest] = table.children as [Node, ...Node[]];
  const type = nodes[isHeaders(first) ? "table_cell" : "table_header"]!;
  return { rows: [first.type.create(null, first.children.map((cell) => type.create(null, cell.content))), ...rest] };
});

export const deleteTable: Command = (state, dispatch) => {
  const place = placeInTable(state);
  if (!place) return false;
  const transaction = state.tr.replaceWith(place.pos, place.pos + place.table.nodeSize, nodes.paragraph!.create());
  dispatch?.(transaction.setSelection(TextSelection.near(transaction.doc.resolve(place.pos + 1))).scrollIntoView());
  return true;
};

/** Tab goes from cell to cell, and makes a new row after the last. */
export const nextCell: Command = (state, dispatch, view) => {
  const place = placeInTable(state);
  if (!place) return false;
  const { table, pos, row, column } = place;
  if (column + 1 < table.child(row).childCount) return goTo(state, dispatch, table, pos, row, column + 1);
  if (row + 1 < table.childCount) return goTo(state, dispatch, table, pos, row + 1, 0);
  if (!dispatch) return true;
  addRow(state, dispatch, view);
  return view ? goTo(view.state, dispatch, view.state.doc.nodeAt(pos)!, pos, row + 1, 0) : true;
};

export const previousCell: Command = (state, dispatch) => {
  const place = placeInTable(state);
  if (!place) return false;
  const { table, pos, row, column } = place;
  if (column > 0) return goTo(state, dispatch, table, pos, row, column - 1);
  return row > 0 ? goTo(state, dispatch, table, pos, row - 1, table.child(row - 1).childCount - 1) : true;
};

interface Edited {
  readonly rows: readonly Node[];
  readonly row?: number;
  readonly column?: number;
}

function edit(change: (place: Place) => Edited | null): Command {
  return (state, dispatch) => {
    const place = placeInTable(state);
    const edited = place && change(place);
    if (!place || !edited) return false;
    const { table, pos } = place;
    const changed = table.type.create(table.attrs, edited.rows);
    const transaction = becomeNode(state.tr, pos, table, changed);
    if (dispatch) {
      const $cell = transaction.doc.resolve(cellStart(changed, pos, edited.row ?? place.row, edited.column ?? place.column));
      // Undo takes back this alone, however soon it came after something else.
      dispatch(closeHistory(transaction.setSelection(TextSelection.near($cell)).scrollIntoView()));
    }
    return true;
  };
}

/** Replaces only what differs, so that others' carets and words in the table stay. */
function becomeNode(transaction: Transaction, pos: number, node: Node, changed: Node): Transaction {
  const children = [node.children, changed.children] as const;
  let first = 0;
  while (first < Math.min(children[0].length, children[1].length) && children[0][first]!.eq(children[1][first]!)) first++;
  let last = 0;
  while (last < Math.min(children[0].length, children[1].length) - first && children[0].at(-1 - last)!.eq(children[1].at(-1 - last)!)) last++;
  const from = pos + 1 + sizeOf(node.children.slice(0, first));
  const replaced = sizeOf(node.children.slice(first, node.childCount - last));
  return transaction.replaceWith(from, from + replaced, changed.children.slice(first, changed.childCount - last));
}

function sizeOf(children: readonly Node[]): number {
  return children.reduce((sum, node) => sum + node.nodeSize, 0);
}

function goTo(state: EditorState, dispatch: Parameters<Command>[1], table: Node, pos: number, row: number, column: number): boolean {
  const at = cellStart(table, pos, row, column);
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at, at + table.child(row).child(column).content.size)).scrollIntoView());
  return true;
}

/** The position at which a cell's text begins. */
function cellStart(table: Node, pos: number, row: number, column: number): number {
  const cells = table.child(Math.min(row, table.childCount - 1)).children;
  const rows = table.children.slice(0, Math.min(row, table.childCount - 1));
  return pos + 1 + sizeOf(rows) + 1 + sizeOf(cells.slice(0, Math.min(column, cells.length - 1))) + 1;
}

/** What a new cell at the end of a row is. */
function typeBeside(row: Node): NodeType {
  return nodes[isHeaders(row) ? "table_header" : "table_cell"]!;
}

/** What a new cell under a cell of a row is: a header where the first cells of rows are. */
function typeBelow(row: Node, column: number): NodeType {
  const isFirst = column === 0 && row.firstChild?.type === nodes.table_header && !isHeaders(row);
  return nodes[isFirst ? "table_header" : "table_cell"]!;
}

function isHeaders(row: Node): boolean {
  return row.children.every((cell) => cell.type === nodes.table_header);
}
