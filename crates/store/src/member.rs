//! Members: the accounts on the desk.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, parsed};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, MemberId, Role, Store, link, session, token};

/// An account on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// Its address. Upper and lower case (ASCII) are the same address.
    pub email: String,
    /// What others call them.
    pub name: String,
    /// What it is at the desk.
    pub role: Role,
    /// The language it reads the desk in, a BCP 47 tag; none for the newsroom's own.
    pub language: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when nothing of it opens anything.
    pub disabled_at: Option<Timestamp>,
}

impl Member {
    /// A member who was just made.
    #[must_use]
    pub const fn new(id: MemberId, email: String, name: String, role: Role, created_at: Timestamp) -> Self {
        Self { id, email, name, role, language: None, created_at, disabled_at: None }
    }
}

statements! {
    KNOWN = "select 1 from member where id = ?1";
    ENABLED = "select 1 from member where id = ?1 and disabled_at is null";
    BY_ID = "select id, email, name, role, language, created_at, disabled_at from member where id = ?1";
    BY_EMAIL = "select id, email, name, role, language, created_at, disabled_at from member where email = ?1";
    ALL = "select id, email, name, role, language, created_at, disabled_at from member order by name collate nocase, id";
    ANY = "select 1 from member limit 1";
    NEW = "insert into member (id, email, name, role, language, created_at, disabled_at)
           values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    SAVE = "update member set name = ?2, role = ?3, language = ?4, disabled_at = ?5 where id = ?1";
    SAVE_PROFILE = "update member set name = ?2, language = ?3 where id = ?1";
    ANY_OWNER = "select 1 from member where role = 'owner' and disabled_at is null limit 1";
    PASSWORD = "select password_hash from member where id = ?1";
    SET_PASSWORD = "update member set password_hash = ?2 where id = ?1";
}

impl Store {
    /// Whether there is any member; an owner must be made if not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn members_exist(&self) -> Result<bool, Error> {
        self.query(|connection| Ok(connection.prepare_cached(ANY)?.exists([])?)).await
    }

    /// The member of that id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn member(&self, id: MemberId) -> Result<Option<Member>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(BY_ID)?.query_row([Col(id)], member).optional()?))
            .await
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

    /// Everybody, by name; those who are disabled too.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn members(&self) -> Result<Vec<Member>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(ALL)?;
            let members = statement.query_map([], member)?.collect::<rusqlite::Result<_>>()?;
            Ok(members)
        })
        .await
    }

    /// The hash of a member's password, a PHC string; none if it has no password.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn password_hash(&self, member: MemberId) -> Result<Option<String>, Error> {
        self.query(move |connection| {
            let hash = connection.prepare_cached(PASSWORD)?.query_row([Col(member)], |row| row.get(0)).optional()?;
            Ok(hash.flatten())
        })
        .await
    }
}

pub(crate) fn create(connection: &Connection, member: &Member) -> Result<(), Fault> {
    let known = connection.prepare_cached(BY_EMAIL)?.exists([&member.email])?
        || connection.prepare_cached(KNOWN)?.exists([Col(member.id)])?;
    if known {
        return Err(Error::Exists { what: "member", id: member.email.clone() }.into());
    }
    connection.prepare_cached(NEW)?.execute((
        Col(member.id),
        &member.email,
        &member.name,
        member.role.as_str(),
        &member.language,
        Col(member.created_at),
        member.disabled_at.map(Col),
    ))?;
    Ok(())
}

/// Saves all but the address and the time it was made. The last owner stays one,
/// and nothing that opened the desk to who is disabled opens it ever again.
pub(crate) fn save(connection: &Connection, member: &Member) -> Result<(), Fault> {
    let values = (Col(member.id), &member.name, member.role.as_str(), &member.language, member.disabled_at.map(Col));
    if connection.prepare_cached(SAVE)?.execute(values)? == 0 {
        return Err(no_member(member.id).into());
    }
    if !connection.prepare_cached(ANY_OWNER)?.exists([])? {
        return Err(Error::LastOwner.into());
    }
    if let Some(at) = member.disabled_at {
        session::end_all(connection, member.id, None)?;
        token::revoke_all(connection, member.id, at)?;
        link::drop_of_member(connection, member.id)?;
    }
    Ok(())
}

pub(crate) fn save_profile(
    connection: &Connection,
    member: MemberId,
    name: &str,
    language: Option<&str>,
) -> Result<(), Fault> {
    match connection.prepare_cached(SAVE_PROFILE)?.execute((Col(member), name, language))? {
        0 => Err(no_member(member).into()),
        _ => Ok(()),
    }
}

pub(crate) fn set_password(connection: &Connection, member: MemberId, hash: &str) -> Result<(), Fault> {
    match connection.prepare_cached(SET_PASSWORD)?.execute((Col(member), hash))? {
        0 => Err(no_member(member).into()),
        _ => Ok(()),
    }
}

pub(crate) fn require_member(connection: &Connection, member: MemberId) -> Result<(), Fault> {
    if connection.prepare_cached(KNOWN)?.exists([Col(member)])? { Ok(()) } else { Err(no_member(member).into()) }
}

pub(crate) fn require_enabled(connection: &Connection, member: MemberId) -> Result<(), Fault> {
    if connection.prepare_cached(ENABLED)?.exists([Col(member)])? { Ok(()) } else { Err(no_member(member).into()) }
}

fn no_member(id: MemberId) -> Error {
    Error::NotFound { what: "member", id: id.to_string() }
}

/// The member in the first seven columns of a row.
pub(crate) fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        id: get(row, 0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: parsed(row, 3, Role::parse)?,
        language: row.get(4)?,
        created_at: get(row, 5)?,
        disabled_at: get_if_any(row, 6)?,
    })
}
