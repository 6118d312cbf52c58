//! Tokens: what programs sign their requests with.

use std::fmt;

use coverage::CoverageId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, parsed};
use crate::error::Fault;
use crate::member::{member, require_enabled};
use crate::scope::Scopes;
use crate::statement::statements;
use crate::{Error, Member, MemberId, Store, TokenId, news};

/// SHA-256 of a secret that was shown once. It has 256 random bits, so nothing
/// slower is needed; and who reads the hash can sign in as nobody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Debug for TokenHash {
    /// Tells nothing: logs are read by more people than the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

/// What is known of a token but itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiToken {
    /// Its id, to speak of it.
    pub id: TokenId,
    /// For whom it acts.
    pub member: MemberId,
    /// What it is for, in the member's words.
    pub name: String,
    /// What it may be used for.
    pub scopes: Scopes,
    /// The one coverage it opens; none for all that its member reaches.
    pub coverage: Option<CoverageId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it opens nothing.
    pub expires_at: Option<Timestamp>,
}

statements! {
    BEARER = "select m.id, m.email, m.name, m.role, m.language, m.created_at, m.disabled_at,
                     t.id, t.member, t.name, t.scopes, t.coverage, t.created_at, t.expires_at
              from token t join member m on m.id = t.member
              where t.hash = ?1 and t.revoked_at is null and m.disabled_at is null
                and (t.expires_at is null or t.expires_at > ?2)";
    OF_MEMBER = "select id, member, name, scopes, coverage, created_at, expires_at
                 from token where member = ?1 and revoked_at is null order by created_at desc, id";
    NEW = "insert into token (hash, id, member, name, scopes, coverage, created_at, expires_at)
           values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    KNOWN = "select 1 from token where hash = ?1 or id = ?2";
    REVOKE = "update token set revoked_at = ?2 where hash = ?1 and revoked_at is null";
    REVOKE_OF_MEMBER = "update token set revoked_at = ?3 where id = ?1 and member = ?2 and revoked_at is null";
    REVOKE_ALL = "update token set revoked_at = ?2 where member = ?1 and revoked_at is null";
}

impl Store {
    /// The member who holds that token, and what the token may be used for;
    /// none if it is unknown, expired or revoked, or the member disabled.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn bearer(&self, token: TokenHash, now: Timestamp) -> Result<Option<(Member, ApiToken)>, Error> {
        self.query(move |connection| {
            let found = connection
                .prepare_cached(BEARER)?
                .query_row((token.0, Col(now)), |row| Ok((member(row)?, api_token(row, 7)?)))
                .optional()?;
            Ok(found)
        })
        .await
    }

    /// The tokens of a member that were not revoked, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn tokens(&self, member: MemberId) -> Result<Vec<ApiToken>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_MEMBER)?;
            let tokens =
                statement.query_map([Col(member)], |row| api_token(row, 0))?.collect::<rusqlite::Result<_>>()?;
            Ok(tokens)
        })
        .await
    }

    /// Takes a token back, from `at` on and for ever.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is unknown, or was revoked before.
    pub async fn revoke_token(&self, token: TokenHash, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| match connection.prepare_cached(REVOKE)?.execute((token.0, Col(at)))? {
            0 => Err(no_token("of that hash").into()),
            _ => news::tell_access(connection),
        })
        .await
    }
}

pub(crate) fn create(connection: &Connection, hash: TokenHash, token: &ApiToken) -> Result<(), Fault> {
    // Who was disabled while they asked for it gets none: it would outlive what was taken from them.
    require_enabled(connection, token.member)?;
    if connection.prepare_cached(KNOWN)?.exists((hash.0, Col(token.id)))? {
        return Err(Error::Exists { what: "token", id: "of that hash".to_owned() }.into());
    }
    connection.prepare_cached(NEW)?.execute((
        hash.0,
        Col(token.id),
        Col(token.member),
        &token.name,
        token.scopes.to_string(),
        token.coverage.map(Col),
        Col(token.created_at),
        token.expires_at.map(Col),
    ))?;
    Ok(())
}

pub(crate) fn revoke(connection: &Connection, token: TokenId, member: MemberId, at: Timestamp) -> Result<(), Fault> {
    match connection.prepare_cached(REVOKE_OF_MEMBER)?.execute((Col(token), Col(member), Col(at)))? {
        0 => Err(no_token(&token.to_string()).into()),
        _ => Ok(()),
    }
}

pub(crate) fn revoke_all(connection: &Connection, member: MemberId, at: Timestamp) -> Result<(), Fault> {
    connection.prepare_cached(REVOKE_ALL)?.execute((Col(member), Col(at)))?;
    Ok(())
}

fn no_token(id: &str) -> Error {
    Error::NotFound { what: "token", id: id.to_owned() }
}

/// The token in the seven columns of a row that begin there.
fn api_token(row: &Row<'_>, first: usize) -> rusqlite::Result<ApiToken> {
    Ok(ApiToken {
        id: get(row, first)?,
        member: get(row, first + 1)?,
        name: row.get(first + 2)?,
        scopes: parsed(row, first + 3, Scopes::parse)?,
        coverage: get_if_any(row, first + 4)?,
        created_at: get(row, first + 5)?,
        expires_at: get_if_any(row, first + 6)?,
    })
}
