import assert from "node:assert/strict";
import { test } from "node:test";
import type { Node } from "prosemirror-model";
import { EditorState, TextSelection } from "prosemirror-state";
import { cellsOf } from "../compose/cells.ts";
import { fillCells, newTable, toggleHeaders } from "../compose/table.ts";
import { schema } from "../schema.ts";

test("what a spreadsheet copies is read as rows of cells", () => {
  assert.deepEqual(cellsOf("Day\tLevel\r\n1 March\t1,200.5\r\n", ""), [["Day", "Level"], ["1 March", "1,200.5"]]);
  assert.deepEqual(cellsOf("\t\na\t", ""), [["", ""], ["a", ""]]);
  // A cell with a line break or a quotation mark in it, as Excel, LibreOffice and Google write it.
  assert.deepEqual(cellsOf('"North\nquay"\t"the ""old"" one"\n3" pipe\t2', ""), [["North quay", 'the "old" one'], ['3" pipe', "2"]]);
  assert.deepEqual(cellsOf('"never closed\t1', ""), [['"never closed', "1"]]);
  // One column has no tabs.
  assert.deepEqual(cellsOf("1\n2\n", "<html><body><table><tr><td>1</td></tr><tr><td>2</td></tr></table>"), [["1"], ["2"]]);
});

test("what is no grid is left to others", () => {
  assert.equal(cellsOf("Two\nlines", "<p>Two</p><p>lines</p>"), null);
  assert.equal(cellsOf("", ""), null);
  assert.equal(cellsOf("1\n\n2", '<table data-pm-slice="2 2 []"><tr><td>1</td></tr></table>'), null);
  assert.equal(cellsOf("a\t".repeat(60_000), ""), null);
});

test("cells are filled from the caret's on, and the table grows by rows and columns", () => {
  const state = inChart(newTable(2, 2), 0);
  const filled = state.apply(after(state, [["Day", "North", "South"], ["1 March", "1.2", "0.8"], ["2 March", "", "1.1"]]));
  assert.deepEqual(rows(filled.doc), ["[Day]|[North]|[South]", "1 March|1.2|0.8", "2 March||1.1"]);
  assert.equal(filled.selection.$from.parent.textContent, "1.1", "the caret is in the last cell that was written");
  filled.doc.check();
  // In the middle of a table, what is beside and above stays.
  const within = filled.apply(after(filled, [["9"], ["10"]]));
  assert.deepEqual(rows(within.doc), ["[Day]|[North]|[South]", "1 March|1.2|0.8", "2 March||9", "||10"]);
  within.doc.check();
});

test("a table without headers stays without", () => {
  let state = inChart(newTable(1, 1), 0);
  toggleHeaders(state, (transaction) => (state = state.apply(transaction)));
  state = state.apply(after(state, [["a", "b"], ["c"]]));
  assert.deepEqual(rows(state.doc), ["a|b", "c|"]);
});

/** A chart with this table, the caret in its cell of this number. */
function inChart(table: Node, cell: number): EditorState {
  const { headline, chart } = schema.nodes;
  const doc = schema.topNodeType.create(null, [headline!.create(), chart!.create(null, table)]);
  doc.check();
  const cells: number[] = [];
  doc.descendants((node, pos) => {
    if (node.type === schema.nodes.table_cell || node.type === schema.nodes.table_header) cells.push(pos + 1);
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, cells[cell]!) });
}

function after(state: EditorState, cells: string[][]): EditorState["tr"] {
  let made: EditorState["tr"] | undefined;
  assert.ok(fillCells(cells)(state, (transaction) => (made = transaction)));
  return made!;
}

/** The rows of the table, headers in brackets. */
function rows(doc: Node): string[] {
  const found: string[] = [];
  doc.descendants((node) => {
    if (node.type !== schema.nodes.table_row) return;
    found.push(node.children.map(({ type, textContent }) => (type === schema.nodes.table_header ? `[${textContent}]` : textContent)).join("|"));
  });
  return found;
}
