//! What is to be done with pictures and films: taking them in, what can wait,
//! and taking them away. A medium has one thing to be done at a time.

use coverage::MediaId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, parsed};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, Store};

/// What is to be done with a picture or film.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaStage {
    /// To look at what came, and to make of it what readers get.
    Take,
    /// To do what can wait: what takes long to make, and letting go of what came.
    Finish,
    /// To take its files away.
    Remove,
}

impl MediaStage {
    const ALL: [Self; 3] = [Self::Take, Self::Finish, Self::Remove];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Finish => "finish",
            Self::Remove => "remove",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == name)
    }
}

/// Whether somebody waits for what is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaUrgency {
    /// A member waits until a picture or film is taken in.
    Waited,
    /// Nobody waits.
    Patient,
}

/// Something to be done, claimed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MediaWork {
    /// With what.
    pub media: MediaId,
    /// What.
    pub stage: MediaStage,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

statements! {
    ADD = "insert into media_work (media, stage, run_at, leased_until, attempts) values (?1, ?2, ?3, ?4, ?5)";
    CLAIM = "update media_work set leased_until = ?2, attempts = attempts + 1
             where media = (select media from media_work
                            where run_at <= ?1 and (leased_until is null or leased_until <= ?1)
                                and (stage = 'take') = ?3
                            order by run_at, media limit 1)
             returning media, stage, attempts";
    NEXT_AT = "select min(max(run_at, coalesce(leased_until, run_at))) from media_work where (stage = 'take') = ?1";
    HOLD = "update media_work set leased_until = ?4
            where media = ?1 and stage = ?2 and attempts = ?3 and leased_until is not null";
    FINISH_NEXT = "update media_work set stage = 'finish', leased_until = null, attempts = 0
                   where media = ?1 and stage = 'take'";
    RETRY = "update media_work set run_at = ?4, leased_until = null, last_error = ?5
             where media = ?1 and stage = ?2 and attempts = ?3 and leased_until is not null";
    FINISHED = "delete from media_work where media = ?1 and stage = 'finish'";
    END = "delete from media_work where media = ?1";
}

impl Store {
    /// Claims something that is to be done with a picture or film, which
    /// nobody else then gets before `until`: to take one in, or what can wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_media_work(
        &self,
        urgency: MediaUrgency,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<MediaWork>, Error> {
        self.write(move |connection| {
            let mut statement = connection.prepare_cached(CLAIM)?;
            let values = (Col(now), Col(until), urgency == MediaUrgency::Waited);
            Ok(statement.query_row(values, work).optional()?)
        })
        .await
    }

    /// When the next of it falls due; what is claimed does when its claim runs
    /// out. `None` when nothing is to be done.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_media_work_at(&self, urgency: MediaUrgency) -> Result<Option<Timestamp>, Error> {
        self.query(move |connection| {
            let is_waited = urgency == MediaUrgency::Waited;
            let next =
                connection.prepare_cached(NEXT_AT)?.query_row([is_waited], |row| row.get::<_, Option<Col<_>>>(0))?;
            Ok(next.map(|Col(at)| at))
        })
        .await
    }

    /// Holds on to work for longer. Gives whether it is still held: what is to
    /// be done may have been called off.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn hold_media_work(&self, work: MediaWork, until: Timestamp) -> Result<bool, Error> {
        self.write(move |connection| {
            let values = (Col(work.media), work.stage.as_str(), work.attempts, Col(until));
            Ok(connection.prepare_cached(HOLD)?.execute(values)? > 0)
        })
        .await
    }

    /// Gives work back, to be claimed again from `run_at` on. `error` is kept for people to read.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn retry_media_work(&self, work: MediaWork, run_at: Timestamp, error: &str) -> Result<(), Error> {
        let error = error.to_owned();
        self.write(move |connection| {
            let values = (Col(work.media), work.stage.as_str(), work.attempts, Col(run_at), error);
            connection.prepare_cached(RETRY)?.execute(values)?;
            Ok(())
        })
        .await
    }

    /// Says that what can wait is done. Where the picture or film was deleted
    /// meanwhile, its files are still to be taken away.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn finish_media_work(&self, media: MediaId) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(FINISHED)?.execute([Col(media)])?;
            Ok(())
        })
        .await
    }
}

pub(crate) fn add(
    connection: &Connection,
    media: MediaId,
    stage: MediaStage,
    at: Timestamp,
    leased_until: Option<Timestamp>,
) -> Result<(), Fault> {
    let attempts = u32::from(leased_until.is_some());
    let values = (Col(media), stage.as_str(), Col(at), leased_until.map(Col), attempts);
    connection.prepare_cached(ADD)?.execute(values)?;
    Ok(())
}

/// Has what can wait be claimed next, by whoever is free. What was deleted
/// while it was taken in is to be taken away instead.
pub(crate) fn finish_next(connection: &Connection, media: MediaId) -> Result<(), Fault> {
    connection.prepare_cached(FINISH_NEXT)?.execute([Col(media)])?;
    Ok(())
}

/// Calls off whatever was to be done.
pub(crate) fn end(connection: &Connection, media: MediaId) -> Result<(), Fault> {
    connection.prepare_cached(END)?.execute([Col(media)])?;
    Ok(())
}

fn work(row: &Row<'_>) -> rusqlite::Result<MediaWork> {
    Ok(MediaWork { media: get(row, 0)?, stage: parsed(row, 1, MediaStage::parse)?, attempts: row.get(2)? })
}
