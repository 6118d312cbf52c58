//! Feeds that a coverage watches, and what they suggest. Nothing of it is
//! published by itself: it waits until a member makes a draft of it or puts it aside.

use coverage::{CoverageId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, rows};
use crate::effect::perform;
use crate::error::Fault;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Draft, Effect, Error, FeedId, MemberId, Store, SuggestionId, draft};

/// A feed that a coverage watches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// The coverage that watches it.
    pub coverage: CoverageId,
    /// Where it is.
    pub url: String,
    /// What it calls itself.
    pub title: String,
    /// Who has it watched.
    pub member: MemberId,
    /// Since when.
    pub created_at: Timestamp,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// How often in a row it could not be read.
    pub failures: u32,
}

/// An item of a feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// The feed it is from.
    pub feed: FeedId,
    /// What the feed calls it.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The words of it that the feed has.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was published there, if that is told.
    pub published_at: Option<Timestamp>,
    /// When it was found here.
    pub found_at: Timestamp,
    /// Whether it waits for nobody: it was old when the feed was first read.
    pub is_settled: bool,
}

statements! {
    OF_COVERAGE = "select id, coverage, url, title, member, created_at, problem, failures from watched_feed
                   where coverage = ?1 order by created_at, id";
    WATCH = "insert into watched_feed (id, coverage, url, title, member, created_at, due_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    IS_WATCHED = "select 1 from watched_feed where coverage = ?1 and url = ?2";
    UNWATCH = "delete from watched_feed where id = ?1 and coverage = ?2";
    CLAIM = "update watched_feed set due_at = ?2
             where id in (select id from watched_feed where due_at <= ?1 order by due_at limit ?3)
             returning id, coverage, url, title, member, created_at, problem, failures";
    WAS_READ = "update watched_feed set title = ?2, due_at = ?3, problem = null, failures = 0 where id = ?1";
    STANDS = "select coverage, problem from watched_feed where id = ?1";
    FAILED = "update watched_feed set due_at = ?2, problem = ?3, failures = failures + 1 where id = ?1";
    SUGGEST = "insert into suggestion (id, feed, coverage, item, title, text, url, published_at, found_at, seen_at, settled)
               select ?1, id, coverage, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9 from watched_feed where id = ?2
               on conflict (feed, item) do update set seen_at = ?8";
    UNSETTLED = "select count(*) from suggestion where feed = ?1 and settled = 0";
    OPEN = "select id, feed, item, title, text, url, published_at, found_at, settled from suggestion
            where coverage = ?1 and settled = 0 order by found_at desc, published_at desc, id limit ?2";
    ONE = "select id, feed, item, title, text, url, published_at, found_at, settled from suggestion
           where id = ?1 and coverage = ?2 and settled = 0";
    SETTLE = "update suggestion set settled = 1 where id = ?1 and coverage = ?2 and settled = 0";
    NEXT = "select min(due_at) from watched_feed";
    FORGET = "delete from suggestion where seen_at < ?1";
}

impl Store {
    /// The feeds that a coverage watches, the oldest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn feeds(&self, coverage: CoverageId) -> Result<Vec<Feed>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_COVERAGE)?;
            Ok(statement.query_map([Col(coverage)], feed)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Has a feed watched, with what it said when it was first read, and has
    /// the effects along with it. It is read again at `due_at`.
    ///
    /// # Errors
    /// [`Error::Exists`] when the coverage watches it already; what is said with each [`Effect`].
    pub async fn watch_feed(
        &self,
        new: Feed,
        said: Vec<Suggestion>,
        due_at: Timestamp,
        along: Vec<Effect>,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(IS_WATCHED)?.exists((Col(new.coverage), &new.url))? {
                return Err(Error::Exists { what: "feed", id: new.url }.into());
            }
            connection.prepare_cached(WATCH)?.execute((
                Col(new.id),
                Col(new.coverage),
                &new.url,
                &new.title,
                Col(new.member),
                Col(new.created_at),
                Col(due_at),
            ))?;
            suggest(connection, new.id, new.coverage, new.created_at, &said)?;
            perform(connection, along)
        })
        .await
    }

    /// Watches a feed no longer; what it suggested is gone.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the coverage does not watch it; what is said with each [`Effect`].
    pub async fn unwatch_feed(
        &self,
        id: FeedId,
        coverage: CoverageId,
        at: Timestamp,
        along: Vec<Effect>,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(UNWATCH)?.execute((Col(id), Col(coverage)))? == 0 {
                return Err(Error::NotFound { what: "feed", id: id.to_string() }.into());
            }
            news::tell(connection, Some(coverage), at, &Told::Suggestions)?;
            perform(connection, along)
        })
        .await
    }

    /// Claims feeds that are due at `now`, `limit` at most. Nobody else gets them before `until`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_feeds(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Feed>, Error> {
        self.write(move |connection| {
            let mut statement = connection.prepare_cached(CLAIM)?;
            let claimed = statement.query_map((Col(now), Col(until), rows(limit)), feed)?;
            Ok(claimed.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// When the next feed is due; none if no feed is watched.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_feed_at(&self) -> Result<Option<Timestamp>, Error> {
        self.query(|connection| {
            let next = connection.prepare_cached(NEXT)?.query_row([], |row| row.get::<_, Option<Col<_>>>(0))?;
            Ok(next.map(|Col(at)| at))
        })
        .await
    }

    /// Keeps what a feed said. What it had said before is not suggested again.
    /// The desk is told where the feed could not be read before.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn keep_feed(
        &self,
        read: Feed,
        said: Vec<Suggestion>,
        at: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(WAS_READ)?.execute((Col(read.id), &read.title, Col(due_at)))?;
            suggest(connection, read.id, read.coverage, at, &said)?;
            if read.failures > 0 {
                news::tell(connection, Some(read.coverage), at, &Told::Suggestions)?;
            }
            Ok(())
        })
        .await
    }

    /// Writes down why a feed could not be read. The desk is told unless it
    /// was so the last time as well.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn fail_feed(&self, id: FeedId, problem: &str, at: Timestamp, due_at: Timestamp) -> Result<(), Error> {
        let problem = problem.to_owned();
        self.write(move |connection| {
            let stands = |row: &Row<'_>| Ok((get(row, 0)?, row.get::<_, Option<String>>(1)?));
            let before = connection.prepare_cached(STANDS)?.query_row([Col(id)], stands).optional()?;
            // It may be watched no longer.
            let Some((coverage, before)) = before else { return Ok(()) };
            connection.prepare_cached(FAILED)?.execute((Col(id), Col(due_at), &problem))?;
            if before.as_ref() != Some(&problem) {
                news::tell(connection, Some(coverage), at, &Told::Suggestions)?;
            }
            Ok(())
        })
        .await
    }

    /// What waits for the desk, the last found first, `limit` at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn suggestions(&self, coverage: CoverageId, limit: usize) -> Result<Vec<Suggestion>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OPEN)?;
            Ok(statement.query_map((Col(coverage), rows(limit)), suggestion)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// A suggestion that waits for the desk.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn suggestion(&self, id: SuggestionId, coverage: CoverageId) -> Result<Option<Suggestion>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(ONE)?;
            Ok(statement.query_row((Col(id), Col(coverage)), suggestion).optional()?)
        })
        .await
    }

    /// Puts a suggestion aside, or makes a draft of it, once; and has the effects along with it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it waits for nobody any more; what is said with each [`Effect`].
    pub async fn settle_suggestion(
        &self,
        id: SuggestionId,
        coverage: CoverageId,
        made: Option<Draft>,
        at: Timestamp,
        along: Vec<Effect>,
    ) -> Result<Option<PostId>, Error> {
        self.write(move |connection| {
            if connection.prepare_cached(SETTLE)?.execute((Col(id), Col(coverage)))? == 0 {
                return Err(Error::NotFound { what: "suggestion", id: id.to_string() }.into());
            }
            if let Some(made) = &made {
                draft::save(connection, made)?;
            }
            news::tell(connection, Some(coverage), at, &Told::Suggestions)?;
            perform(connection, along)?;
            Ok(made.map(|made| made.id))
        })
        .await
    }

    /// Lets go of suggestions that their feeds have not had since a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_suggestions(&self, before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(before)])?)).await
    }
}

/// Keeps what a feed says, and tells the desk if there is more than before.
fn suggest(
    connection: &Connection,
    feed: FeedId,
    coverage: CoverageId,
    at: Timestamp,
    said: &[Suggestion],
) -> Result<(), Fault> {
    let unsettled = || connection.prepare_cached(UNSETTLED)?.query_row([Col(feed)], |row| row.get::<_, u64>(0));
    let before = unsettled()?;
    for one in said {
        connection.prepare_cached(SUGGEST)?.execute((
            Col(one.id),
            Col(feed),
            &one.item,
            &one.title,
            &one.text,
            &one.url,
            one.published_at.map(Col),
            Col(one.found_at),
            one.is_settled,
        ))?;
    }
    if unsettled()? > before {
        news::tell(connection, Some(coverage), at, &Told::Suggestions)?;
    }
    Ok(())
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        id: get(row, 0)?,
        coverage: get(row, 1)?,
        url: row.get(2)?,
        title: row.get(3)?,
        member: get(row, 4)?,
        created_at: get(row, 5)?,
        problem: row.get(6)?,
        failures: row.get(7)?,
    })
}

fn suggestion(row: &Row<'_>) -> rusqlite::Result<Suggestion> {
    Ok(Suggestion {
        id: get(row, 0)?,
        feed: get(row, 1)?,
        item: row.get(2)?,
        title: row.get(3)?,
        text: row.get(4)?,
        url: row.get(5)?,
        published_at: get_if_any(row, 6)?,
        found_at: get(row, 7)?,
        is_settled: row.get(8)?,
    })
}
