//! What is asked for of pictures and films: of those that readers may see, from memory.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use coverage::MediaId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{MediaPlace, renditions};
use crate::column::{Col, get, parsed};
use crate::error::Fault;
use crate::following::{self, Origin};
use crate::news::{self, Told};
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Error, Store};

/// What it takes to serve a picture or film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Served {
    /// Its id.
    pub id: MediaId,
    /// Its media type (RFC 6838).
    pub content_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Where its files are.
    pub place: MediaPlace,
    /// Whether everybody may see it.
    pub public: bool,
    /// The codings and widths that there are.
    pub renditions: Vec<(String, u32)>,
}

statements! {
    SERVED = "select id, content_type, size, place, public from media where id = ?1 and state = 'ready'";
    PUBLISH = "update media set public = 1 where id = ?1 and public = 0 and state = 'ready'";
    // A record that came from elsewhere says so of what came from there as well.
    PUBLISH_NAMED = "update media set public = 1
                     where id = ?1 and public = 0 and state = 'ready' and exists (
                         select 1 from named_medium n left join following f on f.coverage = n.coverage
                         where n.media = media.id and (f.coverage is null or f.host = (
                             select origin.host from following origin where origin.coverage = media.coverage
                         ))
                     )";
}

impl Store {
    /// What it takes to serve a picture or film, if it is ready.
    ///
    /// Of one that everybody may see this costs a look into memory; only for
    /// an id that this process has not met does it ask the database.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Closed`].
    pub async fn served_media(&self, id: MediaId) -> Result<Option<Arc<Served>>, Error> {
        self.require_open()?;
        if let Some(known) = self.catalogue().find(id) {
            return Ok(Some(known));
        }
        // What is told of meanwhile may be newer than what is read here.
        let told = self.catalogue().told();
        let served = self.query(move |connection| served(connection, id)).await?.map(Arc::new);
        if let Some(served) = served.as_ref().filter(|served| served.public) {
            self.catalogue().enter(served, told);
        }
        Ok(served)
    }

    /// Has this process look anew at a picture or film that is told of.
    pub fn forget_media(&self, id: MediaId) {
        self.catalogue().forget(id);
    }

    /// Whether that picture or film can be shown.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn has_media(&self, id: MediaId) -> Result<bool, Error> {
        Ok(self.served_media(id).await?.is_some())
    }
}

/// Takes in what was written to a record: what a published change names,
/// everybody may see.
pub(crate) fn follow(connection: &Connection, changes: &[Recorded], origin: &Origin) -> Result<(), Fault> {
    for recorded in changes {
        for id in recorded.change().media() {
            publish(connection, id, recorded.at(), origin)?;
        }
    }
    Ok(())
}

/// Has everybody see a picture or film, if that origin may say so.
pub(crate) fn publish(connection: &Connection, id: MediaId, at: Timestamp, origin: &Origin) -> Result<(), Fault> {
    if following::may_reach(connection, origin, id)? && connection.prepare_cached(PUBLISH)?.execute([Col(id)])? > 0 {
        news::tell(connection, None, at, &Told::Media { media: id })?;
    }
    Ok(())
}

/// Has everybody see a picture or film that records name already, now that it can be shown.
pub(crate) fn publish_named(connection: &Connection, id: MediaId, at: Timestamp) -> Result<(), Fault> {
    if connection.prepare_cached(PUBLISH_NAMED)?.execute([Col(id)])? > 0 {
        news::tell(connection, None, at, &Told::Media { media: id })?;
    }
    Ok(())
}

pub(super) fn served(connection: &Connection, id: MediaId) -> Result<Option<Served>, Fault> {
    let read = |row: &Row<'_>| {
        Ok(Served {
            id: get(row, 0)?,
            content_type: row.get(1)?,
            size: row.get(2)?,
            place: parsed(row, 3, MediaPlace::parse)?,
            public: row.get(4)?,
            renditions: Vec::new(),
        })
    };
    let Some(served) = connection.prepare_cached(SERVED)?.query_row([Col(id)], read).optional()? else {
        return Ok(None);
    };
    let made = renditions(connection, id)?;
    Ok(Some(Served { renditions: made.into_iter().map(|made| (made.coding, made.width)).collect(), ..served }))
}

/// What everybody may see, in memory: readers ask for pictures more often than
/// for anything else. What changes about one is told in the desk's news, and
/// then it is looked at anew.
#[derive(Default)]
pub(crate) struct Catalogue(RwLock<Known>);

#[derive(Default)]
struct Known {
    served: HashMap<MediaId, Arc<Served>>,
    /// How often something was told.
    told: u64,
}

impl Catalogue {
    // It is whole at every moment, whoever panics.

    fn find(&self, id: MediaId) -> Option<Arc<Served>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).served.get(&id).cloned()
    }

    fn told(&self) -> u64 {
        self.0.read().unwrap_or_else(PoisonError::into_inner).told
    }

    /// Takes in what was read, unless something was told since before that.
    fn enter(&self, served: &Arc<Served>, told: u64) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.told == told {
            known.served.insert(served.id, Arc::clone(served));
        }
    }

    fn forget(&self, id: MediaId) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.told += 1;
        known.served.remove(&id);
    }
}
