//! Handovers: what a shift leaves to the next, one a coverage.

use coverage::CoverageId;
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::column::{Col, get};
use crate::effect::perform;
use crate::member::require_member;
use crate::news::{self, Told};
use crate::record::{head, no_coverage};
use crate::statement::statements;
use crate::{Effect, Error, MemberId, Store};

/// What a shift leaves to the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handover {
    /// What it says.
    pub text: String,
    /// How often it was saved. To save it, give the version it was made from: 0 for the first.
    pub version: u64,
    /// Who saved it last.
    pub member: MemberId,
    /// When.
    pub updated_at: Timestamp,
}

statements! {
    HANDOVER = "select text, version, member, updated_at from handover where coverage = ?1";
    VERSION_OF = "select version from handover where coverage = ?1";
    SAVE = "insert into handover (coverage, text, version, member, updated_at) values (?1, ?2, ?3, ?4, ?5)
            on conflict (coverage) do update set text = ?2, version = ?3, member = ?4, updated_at = ?5";
}

impl Store {
    /// The handover of a coverage; none if nobody wrote one.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn handover(&self, coverage: CoverageId) -> Result<Option<Handover>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(HANDOVER)?;
            let found = statement.query_row([Col(coverage)], |row| {
                Ok(Handover { text: row.get(0)?, version: row.get(1)?, member: get(row, 2)?, updated_at: get(row, 3)? })
            });
            Ok(found.optional()?)
        })
        .await
    }

    /// Saves a handover over the version it was made from, and has the effects
    /// along with it. Gives its new version.
    ///
    /// # Errors
    /// - Those that are said with each [`Effect`].
    /// - [`Error::Stale`] when there is another version.
    /// - [`Error::NotFound`] when there is no such coverage or member.
    pub async fn save_handover(
        &self,
        coverage: CoverageId,
        handover: Handover,
        along: Vec<Effect>,
    ) -> Result<u64, Error> {
        self.write(move |connection| {
            if head(connection, coverage)?.is_none() {
                return Err(no_coverage(coverage).into());
            }
            require_member(connection, handover.member)?;
            let found =
                connection.prepare_cached(VERSION_OF)?.query_row([Col(coverage)], |row| row.get(0)).optional()?;
            let found: u64 = found.unwrap_or(0);
            if found != handover.version {
                return Err(Error::Stale { what: "handover", expected: handover.version, found }.into());
            }
            let at = handover.updated_at;
            let values = (Col(coverage), &handover.text, found + 1, Col(handover.member), Col(at));
            connection.prepare_cached(SAVE)?.execute(values)?;
            news::tell(connection, Some(coverage), at, &Told::Handover)?;
            perform(connection, along)?;
            Ok(found + 1)
        })
        .await
    }
}
