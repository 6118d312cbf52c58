//! Templates: how posts of a kind begin.

use jiff::Timestamp;
use rusqlite::Row;
use serde_json::Value;

use crate::column::{Col, get};
use crate::effect::perform;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Effect, Error, Store, TemplateId};

/// How posts of a kind begin.
#[derive(Clone, PartialEq, Debug)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is called.
    pub name: String,
    /// The kind of post, such as “quote”.
    pub kind: String,
    /// What a draft made from it says at first; none if it was taken away.
    pub content: Option<Value>,
}

statements! {
    ALL = "select id, name, kind, content from template order by name, id";
    SAVE = "insert into template (id, name, kind, content) values (?1, ?2, ?3, ?4)
            on conflict (id) do update set name = ?2, kind = ?3, content = ?4";
}

impl Store {
    /// The templates that were made, altered or taken away, by name.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn templates(&self) -> Result<Vec<Template>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(ALL)?;
            Ok(statement.query_map([], template)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Saves a template, new or altered, and has the effects along with it; one
    /// without content is taken away.
    ///
    /// # Errors
    /// What is said with each [`Effect`].
    pub async fn save_template(&self, template: Template, at: Timestamp, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            let values = (Col(template.id), &template.name, &template.kind, &template.content);
            connection.prepare_cached(SAVE)?.execute(values)?;
            news::tell(connection, None, at, &Told::Templates)?;
            perform(connection, along)
        })
        .await
    }
}

fn template(row: &Row<'_>) -> rusqlite::Result<Template> {
    Ok(Template { id: get(row, 0)?, name: row.get(1)?, kind: row.get(2)?, content: row.get(3)? })
}
