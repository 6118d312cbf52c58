//! Pictures and films: what is known of each in the database, and of those
//! that readers ask for, in memory.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use coverage::{Change, CoverageId, MediaId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use crate::column::{Col, get, get_if_any, parsed, rows};
use crate::error::{Fault, unavailable};
use crate::media_work::{self, MediaStage};
use crate::news::{self, Told};
use crate::private;
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Error, Hash, MemberId, Store};

/// A picture or film that is ready to be shown to everybody, such as those of
/// an import. Its file is never changed: another one has another id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Its media type (RFC 6838), such as `image/webp`.
    pub content_type: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// How far a picture or film has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaState {
    /// All of it is here, and nobody has looked at it.
    Received,
    /// It can be shown.
    Ready,
    /// It is not taken in.
    Refused,
    /// It is on its way out.
    Deleted,
}

impl MediaState {
    const ALL: [Self; 4] = [Self::Received, Self::Ready, Self::Refused, Self::Deleted];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Ready => "ready",
            Self::Refused => "refused",
            Self::Deleted => "deleted",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A picture, or a film.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Film,
}

impl MediaKind {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Film => "film",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Image, Self::Film].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Where files are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MediaPlace {
    /// In the folder `media` of the store.
    Folder,
    /// In a bucket of an object store.
    Bucket,
}

impl MediaPlace {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Bucket => "bucket",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Folder, Self::Bucket].into_iter().find(|place| place.as_str() == name)
    }
}

/// A rendition of a picture, without its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RenditionMeta {
    /// How it is coded, as its name ends: `jpg`, `webp` or `avif`.
    pub coding: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its size in bytes.
    pub size: u64,
}

/// What members say of a picture or film.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Description {
    /// What is seen, for those who do not see it.
    pub alt: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
    /// Whose it is, as it is printed.
    pub credit: Option<String>,
    /// From whom it came.
    pub source: Option<String>,
    /// Who may do what with it.
    pub rights: Option<String>,
    /// What must stay in sight: two numbers, in per mille of width and height.
    pub focus: Option<String>,
    /// The picture that a film is shown by before it plays.
    pub poster: Option<MediaId>,
}

/// The file that is served of a picture or film.
#[derive(Clone, PartialEq, Debug)]
pub struct MediaFile {
    /// Its media type (RFC 6838).
    pub content_type: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
    /// How long a film lasts, in seconds, where it is known.
    pub duration: Option<f64>,
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: Hash,
    /// Where its files are.
    pub place: MediaPlace,
}

/// All that is known of a picture or film.
#[derive(Clone, PartialEq, Debug)]
pub struct Medium {
    /// Its id.
    pub id: MediaId,
    /// How far it has come.
    pub state: MediaState,
    /// What it is; none where it is neither.
    pub kind: Option<MediaKind>,
    /// Why it was refused, as the API tells it.
    pub problem: Option<Value>,
    /// The file that is served, once it is ready.
    pub file: Option<MediaFile>,
    /// The size in bytes of the file that is served, until then of the one that came.
    pub size: u64,
    /// Whether a published change names it, so that everybody may see it.
    pub public: bool,
    /// Whether it moved, and what was kept is its first picture.
    pub moved: bool,
    /// What members say of it.
    pub description: Description,
    /// When it was taken, as far as the camera knew: RFC 3339, with or without an offset.
    pub taken_at: Option<String>,
    /// What its file was called.
    pub filename: String,
    /// The coverage that it was uploaded for.
    pub coverage: Option<CoverageId>,
    /// Who uploaded it; none where no member did.
    pub member: Option<MemberId>,
    /// When it came; none where it is older than this is kept.
    pub created_at: Option<Timestamp>,
    /// What was made of it.
    pub renditions: Vec<RenditionMeta>,
}

/// A picture or film that has come and was not looked at yet.
#[derive(Clone, PartialEq, Debug)]
pub struct NewMedium {
    /// Its id, which is that of its upload if it had one.
    pub id: MediaId,
    /// What it is; none where it is neither.
    pub kind: Option<MediaKind>,
    /// The size of its file in bytes.
    pub size: u64,
    /// What its file is called.
    pub filename: String,
    /// What is said of it already.
    pub description: Description,
    /// The coverage that it is for.
    pub coverage: Option<CoverageId>,
    /// Who uploaded it; none where no member did.
    pub member: Option<MemberId>,
    /// When it came.
    pub at: Timestamp,
}

/// A picture or film that was looked at and can be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadyMedium {
    /// Its id.
    pub id: MediaId,
    /// The file that is served.
    pub file: MediaFile,
    /// Whether it moved, and what was kept is its first picture.
    pub moved: bool,
    /// What the file said of itself. What members have said meanwhile stays.
    pub description: Description,
    /// When it was taken.
    pub taken_at: Option<String>,
    /// What was made of it.
    pub renditions: Vec<RenditionMeta>,
}

/// What is looked for in the library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LibrarySearch {
    /// What a member typed; each word of it has to be found.
    pub words: String,
    /// Pictures or films; both, if absent.
    pub kind: Option<MediaKind>,
    /// Those that came before this one.
    pub before: Option<MediaId>,
    /// How many at most.
    pub limit: usize,
}

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
    KNOWN = "select 1 from media where id = ?1";
    INSERT = "insert into media (id, state, kind, content_type, width, height, size, sha256, place, public, filename)
              values (?1, 'ready', ?2, ?3, ?4, ?5, ?6, ?7, 'folder', 1, '')";
    RECEIVE = "insert into media (id, state, kind, size, place, public, filename, alt, caption, credit, source, rights,
                                  coverage, member, created_at, words)
               values (?1, 'received', ?2, ?3, 'folder', 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    READY = "update media set state = 'ready', content_type = ?2, width = ?3, height = ?4, duration = ?5, size = ?6,
                 sha256 = ?7, place = ?8, moved = ?9, taken_at = ?10, problem = null
             where id = ?1 and state = 'received'";
    REFUSE = "update media set state = 'refused', problem = ?2 where id = ?1 and state = 'received'";
    DESCRIBE = "update media set alt = ?2, caption = ?3, credit = ?4, source = ?5, rights = ?6, focus = ?7, poster = ?8,
                    words = ?9
                where id = ?1 and state <> 'deleted'";
    ADD_RENDITION = "insert or replace into rendition (media, coding, width, height, size) values (?1, ?2, ?3, ?4, ?5)";
    RENDITIONS = "select coding, width, height, size from rendition where media = ?1 order by width, coding";
    ONE = "select id, state, kind, problem, content_type, width, height, duration, size, sha256, place, public, moved,
               alt, caption, credit, source, rights, focus, poster, taken_at, filename, coverage, member, created_at
           from media where id = ?1 and state <> 'deleted'";
    LIBRARY = "select id, state, kind, problem, content_type, width, height, duration, size, sha256, place, public, moved,
                   alt, caption, credit, source, rights, focus, poster, taken_at, filename, coverage, member, created_at
               from media
               where state in ('ready', 'received') and (?1 is null or kind = ?1) and (?2 is null or id < ?2)
                   and not exists (select 1 from json_each(?3) word where instr(words, word.value) = 0)
               order by id desc limit ?4";
    SERVED = "select id, content_type, size, place, public from media where id = ?1 and state = 'ready'";
    PUBLISH = "update media set public = 1 where id = ?1 and public = 0 and state = 'ready'";
    DELETE = "update media set state = 'deleted' where id = ?1 and state <> 'deleted' and public = 0";
    GONE = "delete from media where id = ?1 and state = 'deleted'";
    OLD_REFUSALS = "select id from media where state = 'refused' and created_at < ?1";
}

impl Store {
    /// Keeps a picture or film that everybody may see. Once this has answered,
    /// the file is on the disk and so is the row that names it; a crash before
    /// leaves at most a file that nothing names.
    ///
    /// # Errors
    /// - [`Error::Exists`] when the id is in use.
    /// - [`Error::Unavailable`] when there is no room, or no right to write.
    pub async fn put_media(&self, media: Media) -> Result<(), Error> {
        let folder = self.media_folder();
        let (media, sha256) = self
            .query(move |connection| {
                refuse_known(connection, media.id)?;
                let path = folder.join(media.id.to_string());
                write_file(&path, &media.bytes).map_err(|error| unavailable(&path, error))?;
                let sha256 = Hash::of(&[&media.bytes]);
                Ok((media, sha256))
            })
            .await?;
        self.write(move |connection| {
            refuse_known(connection, media.id)?;
            let is_film = media.content_type.starts_with("video/");
            let kind = if is_film { MediaKind::Film } else { MediaKind::Image };
            let size = media.bytes.len() as u64;
            let Media { id, content_type, width, height, .. } = media;
            connection.prepare_cached(INSERT)?.execute((
                Col(id),
                kind.as_str(),
                content_type,
                width,
                height,
                size,
                Col(sha256),
            ))?;
            Ok(())
        })
        .await
    }

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

    /// All that is known of a picture or film.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn medium(&self, id: MediaId) -> Result<Option<Medium>, Error> {
        self.query(move |connection| {
            let found = connection.prepare_cached(ONE)?.query_row([Col(id)], medium).optional()?;
            found.map(|medium| with_renditions(connection, medium)).transpose()
        })
        .await
    }

    /// The pictures and films of the library, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn library(&self, search: LibrarySearch) -> Result<Vec<Medium>, Error> {
        self.query(move |connection| {
            let words: Vec<String> = search.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
            let values =
                (search.kind.map(MediaKind::as_str), search.before.map(Col), Value::from(words), rows(search.limit));
            let mut statement = connection.prepare_cached(LIBRARY)?;
            let found = statement.query_map(values, medium)?.collect::<rusqlite::Result<Vec<_>>>()?;
            found.into_iter().map(|medium| with_renditions(connection, medium)).collect()
        })
        .await
    }

    /// Takes note of a file that is here as a whole and in the folder of
    /// uploads, and has it worked on, by whoever claims it first or, where a
    /// time is given, by the caller until then.
    ///
    /// # Errors
    /// [`Error::Exists`] when the id is in use.
    pub async fn receive_medium(&self, new: NewMedium, leased_until: Option<Timestamp>) -> Result<(), Error> {
        self.write(move |connection| {
            receive(connection, &new)?;
            media_work::add(connection, new.id, MediaStage::Take, new.at, leased_until)
        })
        .await
    }

    /// Has a picture or film be shown, now that its files are in place. Who
    /// worked on it goes on with what can wait.
    ///
    /// # Errors
    /// - [`Error::NotFound`] when it was deleted meanwhile.
    pub async fn ready_medium(&self, ready: ReadyMedium, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            let (id, file) = (ready.id, &ready.file);
            let values = rusqlite::params![
                Col(id),
                file.content_type,
                file.width,
                file.height,
                file.duration,
                file.size,
                Col(file.sha256),
                file.place.as_str(),
                ready.moved,
                ready.taken_at,
            ];
            if connection.prepare_cached(READY)?.execute(values)? == 0 {
                return Err(no_medium(id).into());
            }
            add_renditions(connection, id, &ready.renditions)?;
            let known = connection.prepare_cached(ONE)?.query_row([Col(id)], medium)?;
            let said = known.description.or(ready.description);
            describe(connection, id, &said, &known.filename)?;
            media_work::go_on(connection, id, MediaStage::Finish)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Has a picture or film be refused for good. Letting go of what came is what can wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn refuse_medium(&self, id: MediaId, problem: Value, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(REFUSE)?.execute((Col(id), problem))?;
            media_work::go_on(connection, id, MediaStage::Finish)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Adds what was made of a picture later.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was deleted meanwhile.
    pub async fn add_renditions(&self, id: MediaId, made: Vec<RenditionMeta>, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            if served(connection, id)?.is_none() {
                return Err(no_medium(id).into());
            }
            add_renditions(connection, id, &made)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Says something else of a picture or film.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn describe_medium(&self, id: MediaId, said: Description, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            let known = connection.prepare_cached(ONE)?.query_row([Col(id)], medium).optional()?;
            let known = known.ok_or_else(|| no_medium(id))?;
            describe(connection, id, &said, &known.filename)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Takes a picture or film away that no published change names. Its files
    /// go as soon as somebody has time for it. Gives whether it may go.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn delete_medium(&self, id: MediaId, at: Timestamp) -> Result<bool, Error> {
        self.write(move |connection| {
            if connection.prepare_cached(DELETE)?.execute([Col(id)])? == 0 {
                return Ok(false);
            }
            media_work::end(connection, id)?;
            media_work::add(connection, id, MediaStage::Remove, at, None)?;
            news::tell(connection, None, at, &Told::Media { media: id })?;
            Ok(true)
        })
        .await
    }

    /// Forgets a picture or film whose files are gone.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_deleted_medium(&self, id: MediaId) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(GONE)?.execute([Col(id)])?;
            Ok(())
        })
        .await
    }

    /// The files that were refused before a time, to be deleted.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn refused_before(&self, before: Timestamp) -> Result<Vec<MediaId>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OLD_REFUSALS)?;
            Ok(statement.query_map([Col(before)], |row| get(row, 0))?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}

impl Description {
    /// What is said here, and what is said there where nothing is said here.
    fn or(self, other: Self) -> Self {
        Self {
            alt: self.alt.or(other.alt),
            caption: self.caption.or(other.caption),
            credit: self.credit.or(other.credit),
            source: self.source.or(other.source),
            rights: self.rights.or(other.rights),
            focus: self.focus.or(other.focus),
            poster: self.poster.or(other.poster),
        }
    }

    /// All words that are searched.
    fn words(&self, filename: &str) -> String {
        let texts = [&self.alt, &self.caption, &self.credit, &self.source, &self.rights];
        let texts = texts.into_iter().flatten().map(String::as_str);
        texts.chain([filename]).collect::<Vec<_>>().join("\n").to_lowercase()
    }
}

/// Takes in what was written to a record: what a published change names,
/// everybody may see.
pub(crate) fn follow(connection: &Connection, changes: &[Recorded]) -> Result<(), Fault> {
    for recorded in changes {
        let named: Vec<MediaId> = match recorded.change() {
            Change::PostPublished(published) => published.content.body.media(),
            Change::PostRevised(revised) => revised.content.body.media(),
            Change::LeadChanged(Some(lead)) => lead.media().collect(),
            _ => Vec::new(),
        };
        for id in named {
            if connection.prepare_cached(PUBLISH)?.execute([Col(id)])? > 0 {
                news::tell(connection, None, recorded.at(), &Told::Media { media: id })?;
            }
        }
    }
    Ok(())
}

pub(crate) fn receive(connection: &Connection, new: &NewMedium) -> Result<(), Fault> {
    refuse_known(connection, new.id)?;
    let said = &new.description;
    connection.prepare_cached(RECEIVE)?.execute(rusqlite::params![
        Col(new.id),
        new.kind.map(MediaKind::as_str),
        new.size,
        new.filename,
        said.alt,
        said.caption,
        said.credit,
        said.source,
        said.rights,
        new.coverage.map(Col),
        new.member.map(Col),
        Col(new.at),
        said.words(&new.filename),
    ])?;
    news::tell(connection, None, new.at, &Told::Media { media: new.id })
}

fn add_renditions(connection: &Connection, id: MediaId, made: &[RenditionMeta]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(ADD_RENDITION)?;
    for RenditionMeta { coding, width, height, size } in made {
        statement.execute((Col(id), coding, width, height, size))?;
    }
    Ok(())
}

fn describe(connection: &Connection, id: MediaId, said: &Description, filename: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(DESCRIBE)?.execute(rusqlite::params![
        Col(id),
        said.alt,
        said.caption,
        said.credit,
        said.source,
        said.rights,
        said.focus,
        said.poster.map(Col),
        said.words(filename),
    ])?;
    Ok(())
}

fn refuse_known(connection: &Connection, id: MediaId) -> Result<(), Fault> {
    if connection.prepare_cached(KNOWN)?.exists([Col(id)])? {
        return Err(Error::Exists { what: "picture or film", id: id.to_string() }.into());
    }
    Ok(())
}

fn no_medium(id: MediaId) -> Error {
    Error::NotFound { what: "picture or film", id: id.to_string() }
}

fn served(connection: &Connection, id: MediaId) -> Result<Option<Served>, Fault> {
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

fn renditions(connection: &Connection, id: MediaId) -> rusqlite::Result<Vec<RenditionMeta>> {
    let read = |row: &Row<'_>| {
        Ok(RenditionMeta { coding: row.get(0)?, width: row.get(1)?, height: row.get(2)?, size: row.get(3)? })
    };
    connection.prepare_cached(RENDITIONS)?.query_map([Col(id)], read)?.collect()
}

fn with_renditions(connection: &Connection, medium: Medium) -> Result<Medium, Fault> {
    Ok(Medium { renditions: renditions(connection, medium.id)?, ..medium })
}

fn medium(row: &Row<'_>) -> rusqlite::Result<Medium> {
    let content_type: Option<String> = row.get(4)?;
    let size = row.get(8)?;
    let file = match (content_type, get_if_any(row, 9)?) {
        (Some(content_type), Some(sha256)) => Some(MediaFile {
            content_type,
            width: row.get(5)?,
            height: row.get(6)?,
            duration: row.get(7)?,
            size,
            sha256,
            place: parsed(row, 10, MediaPlace::parse)?,
        }),
        _ => None,
    };
    let kind: Option<String> = row.get(2)?;
    Ok(Medium {
        id: get(row, 0)?,
        state: parsed(row, 1, MediaState::parse)?,
        kind: kind.as_deref().and_then(MediaKind::parse),
        problem: row.get(3)?,
        file,
        size,
        public: row.get(11)?,
        moved: row.get(12)?,
        description: Description {
            alt: row.get(13)?,
            caption: row.get(14)?,
            credit: row.get(15)?,
            source: row.get(16)?,
            rights: row.get(17)?,
            focus: row.get(18)?,
            poster: get_if_any(row, 19)?,
        },
        taken_at: row.get(20)?,
        filename: row.get(21)?,
        coverage: get_if_any(row, 22)?,
        member: get_if_any(row, 23)?,
        created_at: get_if_any(row, 24)?,
        renditions: Vec::new(),
    })
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

/// Writes a file so that under its name there is all of it or nothing, for good.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let unfinished = PathBuf::from(format!("{}.part", path.display()));
    let write = || {
        let mut file = private::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        private::sync_folder(folder)
    };
    // The error is what counts; on a full disk the half of a file must go.
    write().inspect_err(|_| drop(fs::remove_file(&unfinished)))
}
