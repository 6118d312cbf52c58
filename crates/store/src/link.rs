//! Links that let somebody in once: to make the owner, to join, to come back.

use coverage::CoverageId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, parsed, unreadable};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, LinkId, MemberId, Role, Store, TokenHash};

/// A link that lets somebody in once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Its id, to speak of it.
    pub id: LinkId,
    /// What it is for.
    pub purpose: Purpose,
    /// Who made it; none for the operator.
    pub created_by: Option<MemberId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it lets nobody in.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// To make the owner of a desk that has no member yet.
    Setup,
    /// To become a member.
    Invitation {
        /// The address it was made for, which the member will have.
        email: String,
        /// What the member will be.
        role: Role,
        /// The places it will have.
        places: Vec<(CoverageId, Role)>,
    },
    /// To let a member back in who lost what they sign in with.
    Recovery {
        /// Whom.
        member: MemberId,
    },
}

statements! {
    BY_HASH = "select id, kind, email, role, member, created_by, created_at, expires_at from link where hash = ?1 and expires_at > ?2";
    BY_EMAIL = "select id, kind, email, role, member, created_by, created_at, expires_at from link
                where kind = 'invitation' and email = ?1 and expires_at > ?2";
    INVITATIONS = "select id, kind, email, role, member, created_by, created_at, expires_at from link
                   where kind = 'invitation' and expires_at > ?1 order by created_at desc, id";
    PLACES = "select coverage, role from link_coverage where link = ?1";
    CREATE = "insert into link (hash, id, kind, email, role, member, created_by, created_at, expires_at)
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    CREATE_PLACE = "insert into link_coverage (link, coverage, role) values (?1, ?2, ?3)";
    // A new link takes the place of the one before.
    REPLACE = "delete from link where kind = ?1 and email is ?2 and member is ?3";
    DROP = "delete from link where id = ?1";
    DROP_OF_MEMBER = "delete from link where member = ?1";
    ANY_MEMBER = "select 1 from member limit 1";
    FORGET = "delete from link where expires_at <= ?1";
}

impl Store {
    /// The link with that secret, if it still lets somebody in.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn link(&self, secret: TokenHash, now: Timestamp) -> Result<Option<Link>, Error> {
        self.query(move |connection| {
            let found = connection.prepare_cached(BY_HASH)?.query_row((secret.0, Col(now)), row_of_link).optional()?;
            let Some(link) = found.map(|row| read(connection, row)).transpose()? else { return Ok(None) };
            let is_over = link.purpose == Purpose::Setup && connection.prepare_cached(ANY_MEMBER)?.exists([])?;
            Ok((!is_over).then_some(link))
        })
        .await
    }

    /// The invitation for that address.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn invitation_for(&self, email: &str, now: Timestamp) -> Result<Option<Link>, Error> {
        let email = email.to_owned();
        self.query(move |connection| {
            let found = connection.prepare_cached(BY_EMAIL)?.query_row((email, Col(now)), row_of_link).optional()?;
            found.map(|row| read(connection, row)).transpose()
        })
        .await
    }

    /// The invitations that nobody followed yet, newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn invitations(&self, now: Timestamp) -> Result<Vec<Link>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(INVITATIONS)?;
            let found = statement.query_map([Col(now)], row_of_link)?.collect::<rusqlite::Result<Vec<_>>>()?;
            found.into_iter().map(|row| read(connection, row)).collect()
        })
        .await
    }

    /// Forgets the links that expired.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_links(&self, now: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(FORGET)?.execute([Col(now)])?;
            Ok(())
        })
        .await
    }
}

pub(crate) fn create(connection: &Connection, secret: TokenHash, link: &Link) -> Result<(), Fault> {
    let (kind, email, role, member) = match &link.purpose {
        Purpose::Setup => ("setup", None, Role::Owner, None),
        Purpose::Invitation { email, role, .. } => ("invitation", Some(email), *role, None),
        // The role is the member's, whatever it is when they come back.
        Purpose::Recovery { member } => ("recovery", None, Role::Viewer, Some(*member)),
    };
    connection.prepare_cached(REPLACE)?.execute((kind, email, member.map(Col)))?;
    connection.prepare_cached(CREATE)?.execute((
        secret.0,
        Col(link.id),
        kind,
        email,
        role.as_str(),
        member.map(Col),
        link.created_by.map(Col),
        Col(link.created_at),
        Col(link.expires_at),
    ))?;
    if let Purpose::Invitation { places, .. } = &link.purpose {
        for (coverage, role) in places {
            connection.prepare_cached(CREATE_PLACE)?.execute((Col(link.id), Col(*coverage), role.as_str()))?;
        }
    }
    Ok(())
}

/// Uses a link up. A setup link lets nobody in once there is a member.
pub(crate) fn follow(connection: &Connection, link: LinkId, purpose: &Purpose) -> Result<(), Fault> {
    let is_over = *purpose == Purpose::Setup && connection.prepare_cached(ANY_MEMBER)?.exists([])?;
    if is_over { Err(no_link(link).into()) } else { drop(connection, link) }
}

pub(crate) fn drop(connection: &Connection, link: LinkId) -> Result<(), Fault> {
    match connection.prepare_cached(DROP)?.execute([Col(link)])? {
        0 => Err(no_link(link).into()),
        _ => Ok(()),
    }
}

pub(crate) fn drop_of_member(connection: &Connection, member: MemberId) -> Result<(), Fault> {
    connection.prepare_cached(DROP_OF_MEMBER)?.execute([Col(member)])?;
    Ok(())
}

fn no_link(link: LinkId) -> Error {
    Error::NotFound { what: "link", id: link.to_string() }
}

struct LinkRow {
    link: Link,
    kind: String,
    email: Option<String>,
    role: Role,
    member: Option<MemberId>,
}

fn row_of_link(row: &Row<'_>) -> rusqlite::Result<LinkRow> {
    let link = Link {
        id: get(row, 0)?,
        purpose: Purpose::Setup,
        created_by: get_if_any(row, 5)?,
        created_at: get(row, 6)?,
        expires_at: get(row, 7)?,
    };
    let (kind, email) = (row.get(1)?, row.get(2)?);
    Ok(LinkRow { link, kind, email, role: parsed(row, 3, Role::parse)?, member: get_if_any(row, 4)? })
}

fn read(connection: &Connection, row: LinkRow) -> Result<Link, Fault> {
    let LinkRow { link, kind, email, role, member } = row;
    let purpose = match (&*kind, email, member) {
        ("setup", None, None) => Purpose::Setup,
        ("recovery", None, Some(member)) => Purpose::Recovery { member },
        ("invitation", Some(email), None) => {
            let mut statement = connection.prepare_cached(PLACES)?;
            let place = |row: &Row<'_>| Ok((get(row, 0)?, parsed(row, 1, Role::parse)?));
            let places = statement.query_map([Col(link.id)], place)?.collect::<rusqlite::Result<_>>()?;
            Purpose::Invitation { email, role, places }
        }
        _ => return Err(unreadable(1, format!("“{kind}” is no link")).into()),
    };
    Ok(Link { purpose, ..link })
}
