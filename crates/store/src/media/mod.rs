//! Pictures and films: what is known of each in the database.

pub(crate) mod files;
pub(crate) mod followed;
pub(crate) mod intake;
pub(crate) mod library;
pub(crate) mod named;
pub(crate) mod served;
pub(crate) mod work;

pub(crate) use intake::add_renditions;

use coverage::{CoverageId, MediaId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use crate::column::{Col, get, get_if_any, parsed};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, Hash, MemberId, Store};

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

    pub(crate) fn parse(name: &str) -> Option<Self> {
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
    pub(crate) const fn as_str(self) -> &'static str {
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

statements! {
    RENDITIONS = "select coding, width, height, size from rendition where media = ?1 order by width, coding";
    ONE = "select id, state, kind, problem, content_type, width, height, duration, size, sha256, place, public, moved,
               alt, caption, credit, source, rights, focus, poster, taken_at, filename, coverage, member, created_at
           from media where id = ?1 and state <> 'deleted'";
}

impl Store {
    /// All that is known of a picture or film.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn medium(&self, id: MediaId) -> Result<Option<Medium>, Error> {
        self.query(move |connection| {
            known(connection, id)?.map(|medium| with_renditions(connection, medium)).transpose()
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
    pub(crate) fn words(&self, filename: &str) -> String {
        let texts = [&self.alt, &self.caption, &self.credit, &self.source, &self.rights];
        let texts = texts.into_iter().flatten().map(String::as_str);
        texts.chain([filename]).collect::<Vec<_>>().join("\n").to_lowercase()
    }
}

/// What is known of a picture or film, without its renditions.
pub(crate) fn known(connection: &Connection, id: MediaId) -> rusqlite::Result<Option<Medium>> {
    connection.prepare_cached(ONE)?.query_row([Col(id)], medium).optional()
}

fn no_medium(id: MediaId) -> Error {
    Error::NotFound { what: "picture or film", id: id.to_string() }
}

fn renditions(connection: &Connection, id: MediaId) -> rusqlite::Result<Vec<RenditionMeta>> {
    let read = |row: &Row<'_>| {
        Ok(RenditionMeta { coding: row.get(0)?, width: row.get(1)?, height: row.get(2)?, size: row.get(3)? })
    };
    connection.prepare_cached(RENDITIONS)?.query_map([Col(id)], read)?.collect()
}

pub(crate) fn with_renditions(connection: &Connection, medium: Medium) -> Result<Medium, Fault> {
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
