//! Which members have a place at which coverage, and whose a post is.

use coverage::{CoverageId, PostId};
use rusqlite::{Connection, OptionalExtension};

use crate::column::{Col, get, get_if_any, parsed};
use crate::error::Fault;
use crate::member::require_member;
use crate::record::{head, no_coverage};
use crate::statement::statements;
use crate::{Error, MemberId, Reporting, Role, Store};

/// A member's place at a coverage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    /// Where.
    pub coverage: CoverageId,
    /// Whose.
    pub member: MemberId,
    /// As what.
    pub role: Role,
}

statements! {
    ACCESS = "select c.reporting, m.role from coverage c
              left join coverage_member m on m.coverage = c.id and m.member = ?2 where c.id = ?1";
    OF_MEMBER = "select coverage, member, role from coverage_member where member = ?1";
    OF_COVERAGE = "select coverage, member, role from coverage_member where coverage = ?1";
    EVERY = "select coverage, member, role from coverage_member";
    JOIN = "insert into coverage_member (coverage, member, role) values (?1, ?2, ?3)
            on conflict do update set role = excluded.role";
    LEAVE = "delete from coverage_member where coverage = ?1 and member = ?2";
    SET_REPORTING = "update coverage set reporting = ?2 where id = ?1";
    OWN = "insert into post_author (post, coverage, member) values (?1, ?2, ?3)";
    AUTHOR = "select member from post_author where post = ?1";
}

impl Store {
    /// What a coverage's reporters do with what they wrote, and the role that
    /// a member has there; none if they have no place at it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such coverage.
    pub async fn access(&self, coverage: CoverageId, member: MemberId) -> Result<(Reporting, Option<Role>), Error> {
        self.query(move |connection| {
            let found = connection.prepare_cached(ACCESS)?.query_row((Col(coverage), Col(member)), |row| {
                let role: Option<String> = row.get(1)?;
                let role = role.map(|_| parsed(row, 1, Role::parse)).transpose()?;
                Ok((parsed(row, 0, Reporting::parse)?, role))
            });
            Ok(found.optional()?.ok_or_else(|| no_coverage(coverage))?)
        })
        .await
    }

    /// The memberships that a member has.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn memberships_of(&self, member: MemberId) -> Result<Vec<Membership>, Error> {
        self.query(move |connection| memberships(connection, OF_MEMBER, [Col(member)])).await
    }

    /// Those who have a place at a coverage.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn memberships_at(&self, coverage: CoverageId) -> Result<Vec<Membership>, Error> {
        self.query(move |connection| memberships(connection, OF_COVERAGE, [Col(coverage)])).await
    }

    /// Every place there is.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn memberships(&self) -> Result<Vec<Membership>, Error> {
        self.query(|connection| memberships(connection, EVERY, [])).await
    }

    /// Who wrote a published post; none if it was imported or is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn author(&self, post: PostId) -> Result<Option<MemberId>, Error> {
        self.query(move |connection| {
            Ok(connection
                .prepare_cached(AUTHOR)?
                .query_row([Col(post)], |row| get_if_any(row, 0))
                .optional()?
                .flatten())
        })
        .await
    }
}

fn memberships(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Membership>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let membership = |row: &rusqlite::Row<'_>| {
        Ok(Membership { coverage: get(row, 0)?, member: get(row, 1)?, role: parsed(row, 2, Role::parse)? })
    };
    let memberships = statement.query_map(parameters, membership)?.collect::<rusqlite::Result<_>>()?;
    Ok(memberships)
}

pub(crate) fn join(connection: &Connection, membership: Membership) -> Result<(), Fault> {
    require_member(connection, membership.member)?;
    require_coverage(connection, membership.coverage)?;
    connection.prepare_cached(JOIN)?.execute((
        Col(membership.coverage),
        Col(membership.member),
        membership.role.as_str(),
    ))?;
    Ok(())
}

pub(crate) fn leave(connection: &Connection, coverage: CoverageId, member: MemberId) -> Result<(), Fault> {
    match connection.prepare_cached(LEAVE)?.execute((Col(coverage), Col(member)))? {
        0 => Err(Error::NotFound { what: "membership of", id: member.to_string() }.into()),
        _ => Ok(()),
    }
}

pub(crate) fn set_reporting(connection: &Connection, coverage: CoverageId, reporting: Reporting) -> Result<(), Fault> {
    match connection.prepare_cached(SET_REPORTING)?.execute((Col(coverage), reporting.as_str()))? {
        0 => Err(no_coverage(coverage).into()),
        _ => Ok(()),
    }
}

pub(crate) fn own(connection: &Connection, post: PostId, coverage: CoverageId, member: MemberId) -> Result<(), Fault> {
    require_member(connection, member)?;
    require_coverage(connection, coverage)?;
    connection.prepare_cached(OWN)?.execute((Col(post), Col(coverage), Col(member)))?;
    Ok(())
}

fn require_coverage(connection: &Connection, coverage: CoverageId) -> Result<(), Fault> {
    head(connection, coverage)?.map(drop).ok_or_else(|| no_coverage(coverage).into())
}
