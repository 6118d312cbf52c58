//! A table.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Cell, CellKind, Table};

use crate::run::RunHtml;

/// A `<table>`, without what is around it.
#[derive(Template)]
#[template(path = "table.html")]
pub(crate) struct TableHtml<'a> {
    table: &'a Table,
}

/// It is a template.
impl HtmlSafe for TableHtml<'_> {}

impl<'a> TableHtml<'a> {
    pub(crate) const fn of(table: &'a Table) -> Self {
        Self { table }
    }

    /// Whether the first row names the columns.
    fn has_head(&self) -> bool {
        let rows = &self.table.rows;
        rows.len() > 1 && rows.first().is_some_and(|row| row.cells.iter().all(is_header))
    }
}

fn is_header(cell: &Cell) -> bool {
    cell.kind == CellKind::Header
}
