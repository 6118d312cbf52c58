//! Webhooks: who is told of what is published, and how far they have been told.
//!
//! A webhook is a reader of the record with a place of its own in each
//! coverage. What it has not taken stays before it, so an outage on either
//! side loses nothing, and to replay is to set its place back.

use coverage::{CoverageId, Seq};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, rows, unreadable};
use crate::effect::perform;
use crate::error::Fault;
use crate::statement::statements;
use crate::{Effect, Error, MemberId, Store, WebhookId};

/// One who is told of what is published. It cannot be printed: it holds a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// What it is called at the desk.
    pub name: String,
    /// Where changes are sent.
    pub url: String,
    /// What signs them.
    pub secret: [u8; 32],
    /// The coverage whose changes are sent; none for those of every one.
    pub coverage: Option<CoverageId>,
    /// The kinds of change that are sent; none for every kind.
    pub kinds: Option<Vec<String>>,
    /// Who made it.
    pub member: MemberId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When and why it was stopped.
    pub stopped: Option<(Timestamp, String)>,
}

/// How far a webhook has come in a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Whose place it is.
    pub webhook: WebhookId,
    /// In which record.
    pub coverage: CoverageId,
    /// The last change that was sent or passed over.
    pub seq: Seq,
    /// Whether readers knew of the coverage after that change.
    pub is_public: bool,
    /// How often the change after it was tried in vain.
    pub attempts: u32,
}

/// What became of a change that was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    /// To whom.
    pub webhook: WebhookId,
    /// In which record the change is.
    pub coverage: CoverageId,
    /// Its position there.
    pub seq: Seq,
    /// What the change is called.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    pub at: Timestamp,
    /// The status that was answered; none if there was no answer.
    pub status: Option<u16>,
    /// Why it was not taken; none once it was.
    pub problem: Option<String>,
}

/// A change that a webhook did not take, and that it is sent again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retry {
    /// What became of it the last time.
    pub refused: Delivery,
    /// From when on it is sent again; once that is past, at once.
    pub at: Timestamp,
}

statements! {
    SAVE = "insert into webhook (id, name, url, secret, coverage, kinds, member, created_at, stopped_at, stopped_why)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            on conflict (id) do update set name = ?2, url = ?3, secret = ?4, coverage = ?5, kinds = ?6,
                stopped_at = ?9, stopped_why = ?10";
    ALL = "select id, name, url, secret, coverage, kinds, member, created_at, stopped_at, stopped_why
           from webhook order by created_at, id";
    ONE = "select id, name, url, secret, coverage, kinds, member, created_at, stopped_at, stopped_why
           from webhook where id = ?1";
    DELETE = "delete from webhook where id = ?1";
    STOP = "update webhook set stopped_at = ?2, stopped_why = ?3 where id = ?1 and stopped_at is null";
    GO_ON = "update webhook set stopped_at = null, stopped_why = null where id = ?1";
    FORGIVE = "update webhook_place set attempts = 0, not_before = 0 where webhook = ?1";
    PUT_PLACE = "insert into webhook_place (webhook, coverage, seq, public) values (?1, ?2, ?3, ?4)
                 on conflict (webhook, coverage) do update
                 set seq = ?3, public = ?4, attempts = 0, not_before = 0, leased_until = 0";
    NEW_PLACES = "insert or ignore into webhook_place (webhook, coverage, seq, public)
                  select w.id, c.id, 0, 0 from webhook w join coverage c on w.coverage is null or w.coverage = c.id";
    CLAIM = "update webhook_place set leased_until = ?2
             where (webhook, coverage) in (
                 select p.webhook, p.coverage from webhook_place p join webhook w on w.id = p.webhook
                 where w.stopped_at is null and (w.coverage is null or w.coverage = p.coverage)
                   and p.not_before <= ?1 and p.leased_until <= ?1
                   and p.seq < (select coalesce(max(l.seq), 0) from leaf l where l.coverage = p.coverage)
                 limit ?3)
             returning webhook, coverage, seq, public, attempts";
    // Whoever set the place anew, or was quicker once the lease had run out, is not undone.
    ADVANCE = "update webhook_place set seq = ?4, public = ?5, attempts = 0, leased_until = ?6
               where webhook = ?1 and coverage = ?2 and seq = ?3";
    RELEASE = "update webhook_place set attempts = ?4, not_before = ?5, leased_until = 0
               where webhook = ?1 and coverage = ?2 and seq = ?3";
    LOG = "insert into webhook_delivery (webhook, coverage, seq, kind, attempts, at, status, problem)
           values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
           on conflict (webhook, coverage, seq) do update
           set kind = ?4, attempts = attempts + 1, at = ?6, status = ?7, problem = ?8";
    DELIVERIES = "select webhook, coverage, seq, kind, attempts, at, status, problem from webhook_delivery
                  where webhook = ?1 order by at desc, coverage, seq desc limit ?2";
    // The change that a place stands before, if it was sent already.
    RETRIES = "select d.webhook, d.coverage, d.seq, d.kind, d.attempts, d.at, d.status, d.problem, max(p.not_before, d.at)
               from webhook_place p join webhook w on w.id = p.webhook
                   join webhook_delivery d on d.webhook = p.webhook and d.coverage = p.coverage and d.seq = p.seq + 1
               where d.problem is not null and w.stopped_at is null
                   and (w.coverage is null or w.coverage = p.coverage)
               order by p.not_before";
    FORGET = "delete from webhook_delivery where at < ?1";
    NEXT = "select min(max(p.not_before, p.leased_until)) from webhook_place p join webhook w on w.id = p.webhook
            where w.stopped_at is null and (w.coverage is null or w.coverage = p.coverage)
              and p.seq < (select coalesce(max(l.seq), 0) from leaf l where l.coverage = p.coverage)";
}

impl Store {
    /// The webhooks there are, the oldest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(ALL)?;
            Ok(statement.query_map([], webhook)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The webhook of that id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn webhook(&self, id: WebhookId) -> Result<Option<Webhook>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(ONE)?.query_row([Col(id)], webhook).optional()?))
            .await
    }

    /// Saves a webhook, new or altered, and has the effects along with it.
    /// A new one stands at the given places, and at the start of every record
    /// that has none.
    ///
    /// # Errors
    /// What is said with each [`Effect`].
    pub async fn save_webhook(&self, saved: Webhook, places: Vec<Place>, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            save(connection, &saved)?;
            for place in &places {
                put(connection, place)?;
            }
            perform(connection, along)
        })
        .await
    }

    /// Takes a webhook away with its places and its log.
    ///
    /// # Errors
    /// [`Error::NotFound`]; what is said with each [`Effect`].
    pub async fn delete_webhook(&self, id: WebhookId, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(DELETE)?.execute([Col(id)])? == 0 {
                return Err(missing(id).into());
            }
            perform(connection, along)
        })
        .await
    }

    /// Stops a webhook; it stays where it stands. One that was stopped stays
    /// stopped for its first reason.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn stop_webhook(&self, id: WebhookId, at: Timestamp, why: &str) -> Result<(), Error> {
        let why = why.to_owned();
        self.write(move |connection| {
            connection.prepare_cached(STOP)?.execute((Col(id), Col(at), why))?;
            Ok(())
        })
        .await
    }

    /// Has a webhook go on, at once, from the given places or from where it stands.
    ///
    /// # Errors
    /// [`Error::NotFound`]; what is said with each [`Effect`].
    pub async fn resume_webhook(&self, id: WebhookId, places: Vec<Place>, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(GO_ON)?.execute([Col(id)])? == 0 {
                return Err(missing(id).into());
            }
            connection.prepare_cached(FORGIVE)?.execute([Col(id)])?;
            for place in &places {
                put(connection, place)?;
            }
            perform(connection, along)
        })
        .await
    }

    /// Claims places that have changes before them and that nobody holds,
    /// `limit` at most. Nobody else gets them before `lease_until`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_places(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Place>, Error> {
        self.write(move |connection| {
            connection.prepare_cached(NEW_PLACES)?.execute([])?;
            let mut statement = connection.prepare_cached(CLAIM)?;
            let claimed = statement.query_map((Col(now), Col(lease_until), rows(limit)), place)?;
            Ok(claimed.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// When a place with changes before it can be claimed; none if every
    /// webhook has taken all there is.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_place_at(&self) -> Result<Option<Timestamp>, Error> {
        self.query(|connection| {
            let next = connection.prepare_cached(NEXT)?.query_row([], |row| row.get::<_, Option<Col<_>>>(0))?;
            Ok(next.map(|Col(at)| at))
        })
        .await
    }

    /// Writes down that a webhook took the changes up to `to`, and holds the
    /// place on. Gives whether the place was still where it was claimed: it may
    /// have been set anew meanwhile.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn advance_place(
        &self,
        from: Place,
        to: Place,
        lease_until: Timestamp,
        taken: Option<Delivery>,
    ) -> Result<bool, Error> {
        self.write(move |connection| {
            let values =
                (Col(from.webhook), Col(from.coverage), Col(from.seq), Col(to.seq), to.is_public, Col(lease_until));
            let moved = connection.prepare_cached(ADVANCE)?.execute(values)?;
            if let Some(taken) = &taken {
                log(connection, taken)?;
            }
            Ok(moved > 0)
        })
        .await
    }

    /// Lets go of a place, to be claimed again from `not_before` on, and
    /// writes down what was refused.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn release_place(
        &self,
        place: Place,
        not_before: Timestamp,
        refused: Option<Delivery>,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            let values = (Col(place.webhook), Col(place.coverage), Col(place.seq), place.attempts, Col(not_before));
            connection.prepare_cached(RELEASE)?.execute(values)?;
            if let Some(refused) = &refused {
                log(connection, refused)?;
            }
            Ok(())
        })
        .await
    }

    /// What was sent to a webhook of late, the last first, `limit` at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn deliveries(&self, id: WebhookId, limit: usize) -> Result<Vec<Delivery>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(DELIVERIES)?;
            Ok(statement.query_map((Col(id), rows(limit)), delivery)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// What webhooks that run did not take, the first to be sent again first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn webhook_retries(&self) -> Result<Vec<Retry>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(RETRIES)?;
            let retry = |row: &Row<'_>| Ok(Retry { refused: delivery(row)?, at: get(row, 8)? });
            Ok(statement.query_map([], retry)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Lets go of what was written down of deliveries before a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_deliveries(&self, before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(before)])?)).await
    }
}

fn save(connection: &Connection, saved: &Webhook) -> Result<(), Fault> {
    let kinds = saved.kinds.as_ref().map(|kinds| serde_json::json!(kinds).to_string());
    let (stopped_at, stopped_why) = match &saved.stopped {
        Some((at, why)) => (Some(Col(*at)), Some(why)),
        None => (None, None),
    };
    connection.prepare_cached(SAVE)?.execute((
        Col(saved.id),
        &saved.name,
        &saved.url,
        saved.secret,
        saved.coverage.map(Col),
        kinds,
        Col(saved.member),
        Col(saved.created_at),
        stopped_at,
        stopped_why,
    ))?;
    Ok(())
}

fn put(connection: &Connection, place: &Place) -> Result<(), Fault> {
    let values = (Col(place.webhook), Col(place.coverage), Col(place.seq), place.is_public);
    connection.prepare_cached(PUT_PLACE)?.execute(values)?;
    Ok(())
}

fn log(connection: &Connection, delivery: &Delivery) -> Result<(), Fault> {
    connection.prepare_cached(LOG)?.execute((
        Col(delivery.webhook),
        Col(delivery.coverage),
        Col(delivery.seq),
        &delivery.kind,
        delivery.attempts,
        Col(delivery.at),
        delivery.status,
        &delivery.problem,
    ))?;
    Ok(())
}

fn missing(id: WebhookId) -> Error {
    Error::NotFound { what: "webhook", id: id.to_string() }
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let kinds: Option<String> = row.get(5)?;
    let kinds = kinds.map(|kinds| serde_json::from_str(&kinds).map_err(|error| unreadable(5, error))).transpose()?;
    let stopped_at: Option<Timestamp> = get_if_any(row, 8)?;
    Ok(Webhook {
        id: get(row, 0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        secret: row.get(3)?,
        coverage: get_if_any(row, 4)?,
        kinds,
        member: get(row, 6)?,
        created_at: get(row, 7)?,
        stopped: stopped_at.map(|at| Ok::<_, rusqlite::Error>((at, row.get(9)?))).transpose()?,
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        webhook: get(row, 0)?,
        coverage: get(row, 1)?,
        seq: get(row, 2)?,
        is_public: row.get(3)?,
        attempts: row.get(4)?,
    })
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        webhook: get(row, 0)?,
        coverage: get(row, 1)?,
        seq: get(row, 2)?,
        kind: row.get(3)?,
        attempts: row.get(4)?,
        at: get(row, 5)?,
        status: row.get(6)?,
        problem: row.get(7)?,
    })
}
