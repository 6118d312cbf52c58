//! Members: the accounts on the desk, and the tokens they sign requests with.

use std::fmt;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, unreadable};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, MemberId, Store};

/// An account on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// Its address. Upper and lower case (ASCII) are the same address.
    pub email: String,
    /// What it may do.
    pub role: Role,
}

/// What a member may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Everything.
    Owner,
}

impl Role {
    /// The name in the database and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        (name == Self::Owner.as_str()).then_some(Self::Owner)
    }
}

/// SHA-256 of a token. The token has 256 random bits, so nothing slower is needed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl fmt::Debug for TokenHash {
    /// Tells nothing: logs are read by more people than the database.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

statements! {
    BY_ID = "select 1 from member where id = ?1";
    BY_EMAIL = "select id, email, role from member where email = ?1";
    BY_TOKEN = "select m.id, m.email, m.role from token t join member m on m.id = t.member
                where t.hash = ?1 and t.revoked_at is null";
    ANY = "select 1 from member limit 1";
    NEW_MEMBER = "insert into member (id, email, role) values (?1, ?2, ?3)";
    NEW_TOKEN = "insert into token (hash, member, created_at) values (?1, ?2, ?3)";
    KNOWN_TOKEN = "select 1 from token where hash = ?1";
    REVOKE = "update token set revoked_at = ?2 where hash = ?1 and revoked_at is null";
}

impl Store {
    /// Whether there is any member; an owner must be made if not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn members_exist(&self) -> Result<bool, Error> {
        self.query(|connection| Ok(connection.prepare_cached(ANY)?.exists([])?)).await
    }

    /// The member with that address.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn member_by_email(&self, email: &str) -> Result<Option<Member>, Error> {
        let email = email.to_owned();
        self.query(move |connection| Ok(connection.prepare_cached(BY_EMAIL)?.query_row([email], member).optional()?))
            .await
    }

    /// The member who holds that token; none if it is unknown or was revoked.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn bearer(&self, token: TokenHash) -> Result<Option<Member>, Error> {
        self.query(move |connection| {
            Ok(connection.prepare_cached(BY_TOKEN)?.query_row([token.0], member).optional()?)
        })
        .await
    }

    /// Makes a member together with its first token.
    ///
    /// # Errors
    /// [`Error::Exists`] when there is a member with that address or id.
    pub async fn create_member_with_token(
        &self,
        member: Member,
        token: TokenHash,
        created_at: Timestamp,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            let known = connection.prepare_cached(BY_EMAIL)?.exists([&member.email])?
                || connection.prepare_cached(BY_ID)?.exists([Col(member.id)])?;
            if known {
                return Err(Error::Exists { what: "member", id: member.email }.into());
            }
            let values = (Col(member.id), &member.email, member.role.as_str());
            connection.prepare_cached(NEW_MEMBER)?.execute(values)?;
            insert_token(connection, member.id, token, created_at)
        })
        .await
    }

    /// Gives a member one more token.
    ///
    /// # Errors
    /// - [`Error::NotFound`] when there is no such member.
    /// - [`Error::Exists`] when the token is in use.
    pub async fn create_token(&self, member: MemberId, token: TokenHash, created_at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            require_member(connection, member)?;
            insert_token(connection, member, token, created_at)
        })
        .await
    }

    /// Takes a token back, from `at` on and for ever.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is unknown, or was revoked before.
    pub async fn revoke_token(&self, token: TokenHash, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| match connection.prepare_cached(REVOKE)?.execute((token.0, Col(at)))? {
            0 => Err(Error::NotFound { what: "token", id: "of that hash".to_owned() }.into()),
            _ => Ok(()),
        })
        .await
    }
}

pub(crate) fn require_member(connection: &Connection, member: MemberId) -> Result<(), Fault> {
    if connection.prepare_cached(BY_ID)?.exists([Col(member)])? {
        Ok(())
    } else {
        Err(Error::NotFound { what: "member", id: member.to_string() }.into())
    }
}

fn insert_token(
    connection: &Connection,
    member: MemberId,
    token: TokenHash,
    created_at: Timestamp,
) -> Result<(), Fault> {
    if connection.prepare_cached(KNOWN_TOKEN)?.exists([token.0])? {
        return Err(Error::Exists { what: "token", id: "of that hash".to_owned() }.into());
    }
    connection.prepare_cached(NEW_TOKEN)?.execute((token.0, Col(member), Col(created_at)))?;
    Ok(())
}

fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    let role: String = row.get(2)?;
    let role = Role::parse(&role).ok_or_else(|| unreadable(2, format!("“{role}” is no role")))?;
    Ok(Member { id: get(row, 0)?, email: row.get(1)?, role })
}
