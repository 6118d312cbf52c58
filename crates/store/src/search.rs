//! The desk's search, in posts and drafts. What can be searched is kept up within the
//! transaction that writes, and can be made anew out of the record.

use coverage::{Body, Change, Content, CoverageId, PostId, PostRedacted, PostWithdrawn, Seq};
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, params};
use serde_json::Value;

use crate::column::{Col, get, rows};
use crate::error::Fault;
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Error, Store, readable, record};

/// What is looked for, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Search {
    /// What a member typed. Each word of it has to be found; the last may go
    /// on after what was typed of it.
    pub words: String,
    /// The coverages to look in.
    pub coverages: Vec<CoverageId>,
    /// Posts or drafts; both, if absent.
    pub kind: Option<Searchable>,
    /// How many to find at most.
    pub limit: usize,
}

/// What can be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Searchable {
    /// A post that readers can read.
    Post,
    /// A draft.
    Draft,
}

impl Searchable {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Draft => "draft",
        }
    }
}

/// Something that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it is.
    pub kind: Searchable,
    /// The coverage that it is of.
    pub coverage: CoverageId,
    /// The id of the post or draft.
    pub id: PostId,
    /// When it was published, or last saved.
    pub at: Timestamp,
    /// Its headline; empty where it has none.
    pub headline: String,
    /// The words around what was found, which stands between [`Found::OPEN`] and [`Found::CLOSE`].
    pub excerpt: String,
}

impl Found {
    /// Before what was found. A control character, which no text of ours holds.
    pub const OPEN: char = '\u{2}';
    /// After what was found.
    pub const CLOSE: char = '\u{3}';
}

/// The most characters of a question that are read.
const LONGEST: usize = 400;
/// The most words of a question.
const MOST_WORDS: usize = 16;
/// The least characters that the index by parts knows.
const PART: usize = 3;
/// Which way of reading makes this index and the readers'. Another number has both made anew.
const VERSION: i64 = 3;

statements! {
    MADE = "select version from search_made";
    UNMAKE = "delete from search_made";
    EMPTY = "delete from searchable";
    MAKE = "insert into search_made (version) values (?1)";
    EVERY_COVERAGE = "select id from coverage";
    EVERY_DRAFT = "select coverage, id, updated_at, content from draft where deleted_at is null";
    ADD = "insert into searchable (coverage, kind, item, at, headline, body) values (?1, ?2, ?3, ?4, ?5, ?6)
           on conflict do nothing";
    RENEW = "update searchable set headline = ?4, body = ?5 where coverage = ?1 and kind = ?2 and item = ?3";
    KEEP = "insert into searchable (coverage, kind, item, at, headline, body) values (?1, ?2, ?3, ?4, ?5, ?6)
            on conflict do update set at = excluded.at, headline = excluded.headline, body = excluded.body";
    DROP_POST = "delete from searchable where coverage = ?1 and kind = 'post' and item = ?2";
    DROP_DRAFT = "delete from searchable where kind = 'draft' and item = ?1";
    BY_WORD = "select s.kind, s.coverage, s.item, s.at, s.headline,
                      snippet(search_word, -1, char(2), char(3), '…', 24)
               from search_word join searchable s on s.id = search_word.rowid
               where search_word match ?1
                   and s.coverage in (select unhex(value) from json_each(?2))
                   and (?3 is null or s.kind = ?3)
               order by bm25(search_word, 4.0, 1.0), s.at desc limit ?4";
    BY_PART = "select s.kind, s.coverage, s.item, s.at, s.headline,
                      snippet(search_part, -1, char(2), char(3), '…', 64)
               from search_part join searchable s on s.id = search_part.rowid
               where search_part match ?1
                   and s.coverage in (select unhex(value) from json_each(?2))
                   and (?3 is null or s.kind = ?3)
                   and not exists (select 1 from json_each(?5) part
                                   where instr(lower(s.headline || ' ' || s.body), lower(part.value)) = 0)
               order by s.at desc limit ?4";
    BY_FEW_CHARACTERS = "select s.kind, s.coverage, s.item, s.at, s.headline, substr(s.body, 1, 160)
               from searchable s
               where s.coverage in (select unhex(value) from json_each(?1))
                   and (?2 is null or s.kind = ?2)
                   and not exists (select 1 from json_each(?4) part
                                   where instr(lower(s.headline || ' ' || s.body), lower(part.value)) = 0)
               order by s.at desc limit ?3";
}

impl Store {
    /// Finds posts and drafts: those that have the words before those that
    /// have them inside others.
    ///
    /// Whatever was typed is looked for as it stands; there is no language of
    /// questions to get wrong.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn search(&self, search: Search) -> Result<Vec<Found>, Error> {
        self.query(move |connection| find(connection, &search)).await
    }
}

fn find(connection: &Connection, search: &Search) -> Result<Vec<Found>, Fault> {
    let typed: String = search.words.chars().take(LONGEST).collect();
    let words: Vec<&str> = typed
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(MOST_WORDS)
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let coverages: Vec<String> = search.coverages.iter().map(|id| id.uuid().simple().to_string()).collect();
    let coverages = Value::from(coverages).to_string();
    let kind = search.kind.map(Searchable::as_str);
    let limit = rows(search.limit);

    let whole: Vec<_> = words.iter().map(|word| quoted(word)).collect();
    // The last word may still be in the making.
    let begun = format!("{} *", whole.join(" "));
    let mut all = rows_of(connection, BY_WORD, params![begun, coverages, kind, limit])?;
    if all.len() >= search.limit {
        return Ok(all);
    }
    let (long, short): (Vec<_>, Vec<_>) = words.iter().copied().partition(|word| word.chars().count() >= PART);
    let few = Value::from(short.clone()).to_string();
    let inside = if !long.is_empty() {
        let parts: Vec<_> = long.iter().map(|part| quoted(part)).collect();
        rows_of(connection, BY_PART, params![parts.join(" "), coverages, kind, limit, few])?
    } else if short.iter().any(|word| !word.is_ascii()) {
        // In Chinese or Japanese two characters are a word; a letter or two of another script find too much.
        rows_of(connection, BY_FEW_CHARACTERS, params![coverages, kind, limit, few])?
    } else {
        Vec::new()
    };
    let is_new = |item: &Found| !all.iter().any(|known| (known.coverage, known.id) == (item.coverage, item.id));
    let further: Vec<_> = inside.into_iter().filter(is_new).collect();
    all.extend(further);
    all.truncate(search.limit);
    Ok(all)
}

fn rows_of(connection: &Connection, sql: &str, values: impl Params) -> rusqlite::Result<Vec<Found>> {
    connection.prepare_cached(sql)?.query_map(values, found)?.collect()
}

/// A string of FTS5: nothing in it is an operator.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let kind: String = row.get(0)?;
    Ok(Found {
        kind: if kind == "post" { Searchable::Post } else { Searchable::Draft },
        coverage: get(row, 1)?,
        id: get(row, 2)?,
        at: get(row, 3)?,
        headline: row.get(4)?,
        excerpt: row.get(5)?,
    })
}

/// Takes in what was written to a record.
pub(crate) fn follow(connection: &Connection, coverage: CoverageId, changes: &[Recorded]) -> rusqlite::Result<()> {
    for recorded in changes {
        match recorded.change() {
            Change::PostPublished(published) => {
                let (headline, body) = of_post(&published.content);
                let (post, at) = (Col(published.post), Col(published.published_at));
                connection.prepare_cached(ADD)?.execute((Col(coverage), "post", post, at, headline, body))?;
            }
            Change::PostRevised(revised) => {
                let (headline, body) = of_post(&revised.content);
                let post = Col(revised.post);
                connection.prepare_cached(RENEW)?.execute((Col(coverage), "post", post, headline, body))?;
            }
            Change::PostWithdrawn(PostWithdrawn { post, .. }) | Change::PostRedacted(PostRedacted { post, .. }) => {
                connection.prepare_cached(DROP_POST)?.execute((Col(coverage), Col(*post)))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes in a draft as it was saved.
pub(crate) fn keep_draft(
    connection: &Connection,
    coverage: CoverageId,
    draft: PostId,
    at: Timestamp,
    content: &Value,
) -> rusqlite::Result<()> {
    let headline = content.get("headline").and_then(Value::as_str).unwrap_or_default();
    let body = content.get("body").map(|body| Body::from_record(body).text()).unwrap_or_default();
    connection.prepare_cached(KEEP)?.execute((Col(coverage), "draft", Col(draft), Col(at), headline, body))?;
    Ok(())
}

/// Lets go of a draft.
pub(crate) fn drop_draft(connection: &Connection, draft: PostId) -> rusqlite::Result<()> {
    connection.prepare_cached(DROP_DRAFT)?.execute([Col(draft)])?;
    Ok(())
}

fn of_post(content: &Content) -> (&str, String) {
    (content.headline.as_ref().map_or("", |line| line.as_str()), content.body.text())
}

/// Makes this index and the readers' anew where they were made in another way, or not yet.
pub(crate) fn make(connection: &mut Connection) -> Result<(), Fault> {
    let made: Option<i64> = connection.query_row(MADE, [], |row| row.get(0)).ok();
    if made == Some(VERSION) {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    transaction.execute(UNMAKE, [])?;
    transaction.execute(EMPTY, [])?;
    readable::empty(&transaction)?;
    for coverage in every_coverage(&transaction)? {
        let mut after = Seq::START;
        loop {
            let changes = record::read(&transaction, coverage, after, 500)?;
            let Some(last) = changes.last() else { break };
            after = last.seq();
            follow(&transaction, coverage, &changes)?;
            readable::follow(&transaction, coverage, &changes)?;
        }
    }
    let mut drafts = transaction.prepare(EVERY_DRAFT)?;
    let mut row = drafts.query([])?;
    while let Some(draft) = row.next()? {
        let content: Value = draft.get(3)?;
        keep_draft(&transaction, get(draft, 0)?, get(draft, 1)?, get(draft, 2)?, &content)?;
    }
    drop(row);
    drop(drafts);
    transaction.execute(MAKE, [VERSION])?;
    transaction.commit()?;
    Ok(())
}

fn every_coverage(connection: &Connection) -> rusqlite::Result<Vec<CoverageId>> {
    connection.prepare(EVERY_COVERAGE)?.query_map([], |row| get(row, 0))?.collect()
}
