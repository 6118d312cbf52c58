// Cells that were copied in a spreadsheet go into the cells of the table in which the caret is.

import type { EditorView } from "prosemirror-view";
import { fillCells, placeInTable } from "./table.ts";

/** The most characters of cells, which is what a body holds. */
const LONGEST = 100_000;

/** Pastes cells into a table from the caret's on; anything else is left to others. */
export function pasteCells(view: EditorView, { clipboardData }: ClipboardEvent): boolean {
  if (!clipboardData || !placeInTable(view.state)) return false;
  const cells = cellsOf(clipboardData.getData("text/plain"), clipboardData.getData("text/html"));
  return cells !== null && fillCells(cells)(view.state, view.dispatch, view);
}

/** The rows of what a spreadsheet puts on the clipboard; null if it is none. */
export function cellsOf(text: string, html: string): string[][] | null {
  // A column has no tabs, and only the HTML beside it says that its lines are cells. What is copied
  // in the editor itself says so too, and is better read as it stands.
  const isGrid = text.includes("\t") || (/<table\b/i.test(html) && !html.includes("data-pm-slice"));
  if (!isGrid || text.length > LONGEST) return null;
  const rows: string[][] = [[]];
  // A cell with a line break, a tab or a quotation mark in it stands between quotation marks, and those in it are doubled.
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain;
    rows.at(-1)!.push(cell.replace(/\s+/g, " ").trim());
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  // The line break after the last row begins no other.
  if (rows.at(-1)!.join("") === "" && rows.length > 1) rows.pop();
  return rows;
}
