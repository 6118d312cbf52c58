//! A coverage as it is carried elsewhere: its record with what is known of its pictures and films, read
//! at one moment, and put in at once.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use coverage::{CoverageId, MediaId, Seq, Slug};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::column::{Col, get_if_any, parsed};
use crate::error::{Fault, unavailable};
use crate::media::files::write_from;
use crate::media::{add_renditions, with_renditions};
use crate::record::{self, NewCoverage};
use crate::statement::statements;
use crate::{
    Description, Error, Hash, HashedReader, Listed, MediaKind, MediaState, Medium, Recorded, RenditionMeta, Store,
    media, news, redaction,
};

/// How many changes are read at a time.
const AT_ONCE: usize = 500;

/// A coverage as it was at one moment.
#[derive(Clone, PartialEq, Debug)]
pub struct Whole {
    /// What it is called, and where its record ended.
    pub listed: Listed,
    /// All of its changes, in order.
    pub changes: Vec<Recorded>,
    /// The pictures and films that these name and that can be shown, by id.
    pub media: Vec<Medium>,
    /// Those that they name and that are not here.
    pub missing: BTreeSet<MediaId>,
}

/// What is known of a picture or film, as it is written down beside its files. FROZEN: archives are kept for ever.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedMedium {
    /// The version of this form.
    v: u32,
    /// Its id, by which the record names it.
    pub id: MediaId,
    /// `image` or `film`; none where it is neither.
    pub kind: Option<String>,
    /// Its media type (RFC 6838).
    pub content_type: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
    /// How long a film lasts, in seconds, where it is known.
    pub duration: Option<f64>,
    /// The size of its whole file, in bytes.
    pub size: u64,
    /// The hash of that: 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Whether it moved, and what was kept is its first picture.
    pub moved: bool,
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
    /// When it was taken, as far as the camera knew.
    pub taken_at: Option<String>,
    /// What its file was called.
    pub filename: String,
    /// What was made of it.
    pub renditions: Vec<CarriedRendition>,
}

/// A picture in another width or coding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedRendition {
    /// How it is coded: `jpg`, `webp` or `avif`.
    pub coding: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its size in bytes.
    pub size: u64,
}

impl CarriedMedium {
    /// The version that this build writes and reads.
    pub const VERSION: u32 = 1;

    /// What is carried of a picture or film that can be shown.
    #[must_use]
    pub fn of(medium: &Medium) -> Option<Self> {
        let file = medium.file.as_ref()?;
        let said = medium.description.clone();
        let rendition = |made: &RenditionMeta| CarriedRendition {
            coding: made.coding.clone(),
            width: made.width,
            height: made.height,
            size: made.size,
        };
        Some(Self {
            v: Self::VERSION,
            id: medium.id,
            kind: medium.kind.map(|kind| kind.as_str().to_owned()),
            content_type: file.content_type.clone(),
            width: file.width,
            height: file.height,
            duration: file.duration,
            size: file.size,
            sha256: file.sha256.to_string(),
            moved: medium.moved,
            alt: said.alt,
            caption: said.caption,
            credit: said.credit,
            source: said.source,
            rights: said.rights,
            focus: said.focus,
            poster: said.poster,
            taken_at: medium.taken_at.clone(),
            filename: medium.filename.clone(),
            renditions: medium.renditions.iter().map(rendition).collect(),
        })
    }

    /// Of which version it is.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.v
    }

    /// How the names of its whole file end in an archive and in a site of files.
    #[must_use]
    pub fn ending(&self) -> &'static str {
        match self.content_type.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "image/gif" => "gif",
            "image/avif" => "avif",
            "image/svg+xml" => "svg",
            "video/mp4" => "mp4",
            "video/webm" => "webm",
            _ => "bin",
        }
    }

    /// Its files: under which name each is carried, and which the store keeps it under.
    pub fn files(&self) -> impl Iterator<Item = CarriedFile> {
        let whole = CarriedFile {
            name: format!("media/{}/whole.{}", self.id, self.ending()),
            stored: self.id.to_string(),
            size: self.size,
        };
        let rendition = |made: &CarriedRendition| CarriedFile {
            name: format!("media/{}/{}.{}", self.id, made.width, made.coding),
            stored: format!("{}-{}.{}", self.id, made.width, made.coding),
            size: made.size,
        };
        std::iter::once(whole).chain(self.renditions.iter().map(rendition))
    }
}

/// How it stands here with a picture or film that is carried in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is not here.
    Wanted,
    /// The same is here.
    Here,
    /// It came from the same server when a coverage was followed there, and was coded anew: it stays as it is here.
    OtherCoding,
    /// It was ordered gone here, and stays gone.
    Redacted,
}

/// A file of a picture or film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CarriedFile {
    /// The name under which it is carried.
    pub name: String,
    /// The name under which a store keeps it.
    pub stored: String,
    /// Its size in bytes.
    pub size: u64,
}

statements! {
    COVERAGE = "select id, slug, (select coalesce(max(seq), 0) from leaf where coverage = id), created_at
                from coverage where slug = ?1";
    KNOWN = "select m.state, m.sha256, f.host from media m left join following f on f.coverage = m.coverage
             where m.id = ?1";
    // What came of it was let go of when it was refused.
    REPLACED = "delete from media where id = ?1 and state = 'refused'";
    CARRIED = "insert into media (id, state, kind, content_type, width, height, duration, size, sha256, place, public,
                                  moved, alt, caption, credit, source, rights, focus, poster, taken_at, filename,
                                  created_at, words, coverage)
               values (?1, 'ready', ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'folder', 1,
                       ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
}

impl Store {
    /// A coverage as it is at one moment, whoever writes meanwhile. It is held in memory as a whole.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when a payload does not fit its hash, or a change is missing.
    pub async fn whole(&self, slug: &Slug) -> Result<Option<Whole>, Error> {
        let slug = slug.clone();
        self.query(move |connection| {
            // What is read within one transaction is of one moment.
            let transaction = connection.unchecked_transaction()?;
            let listed = transaction.query_row(COVERAGE, [slug.as_str()], record::listed).optional()?;
            listed.map(|listed| whole(&transaction, listed)).transpose()
        })
        .await
    }

    /// Keeps a file of a picture or film, from where it is read: at most `size` bytes. Once this has answered
    /// it is on the disk for good. What nothing names is garbage, and the next one of that name takes its place.
    /// Gives the size and the hash of what was read.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be written, or not be read.
    pub async fn keep_carried_file(
        &self,
        file: CarriedFile,
        source: impl Read + Send + 'static,
    ) -> Result<(u64, Hash), Error> {
        let path = self.media_folder().join(&file.stored);
        let keep = move || -> Result<(u64, Hash), Error> {
            // One byte more than the limit tells that there is more.
            let mut source = HashedReader::new(source.take(file.size.saturating_add(1)));
            write_from(&path, &mut source).map_err(|error| unavailable(&path, error))?;
            Ok(source.finish())
        };
        tokio::task::spawn_blocking(keep).await.map_err(|_| Error::Closed)?
    }

    /// How it stands with each of these pictures and films, which are carried from the server of that name.
    ///
    /// # Errors
    /// [`Error::OtherMedium`] when another one is here under the same id.
    pub async fn standings(
        &self,
        carried: Vec<CarriedMedium>,
        host: &str,
    ) -> Result<Vec<(CarriedMedium, Standing)>, Error> {
        let host = host.to_owned();
        self.query(move |connection| {
            let stands = |medium: CarriedMedium| {
                let standing = standing(connection, &medium, &host)?;
                Ok((medium, standing))
            };
            carried.into_iter().map(stands).collect()
        })
        .await
    }

    /// Begins a record with changes that were exported from another store, and has the pictures and films
    /// with it that are wanted and whose files are here already: all or nothing. `host` names the server that they
    /// are carried from. Gives the last position. The changes stay what they were, hash for hash.
    ///
    /// # Errors
    /// - [`Error::SlugTaken`].
    /// - [`Error::Gap`] when the positions are not 1, 2, 3, ….
    /// - [`Error::OtherMedium`] when another picture or film is here under the same id.
    pub async fn import_whole(
        &self,
        new: NewCoverage,
        changes: Vec<Recorded>,
        carried: Vec<CarriedMedium>,
        host: &str,
    ) -> Result<Seq, Error> {
        record::require_no_gap(&changes)?;
        let host = host.to_owned();
        self.write(move |connection| {
            for medium in &carried {
                // It may have been put in meanwhile, with another coverage that shows it.
                if standing(connection, medium, &host)? == Standing::Wanted {
                    // What a followed coverage waits for stays that of its source.
                    let claimed = media::followed::claimed_by(connection, medium.id, &host)?;
                    insert(connection, medium, &new, claimed)?;
                }
            }
            record::begin(connection, new, &changes)
        })
        .await
    }

    /// The file of the folder that holds a file of a picture or film.
    #[must_use]
    pub fn carried_path(&self, file: &CarriedFile) -> PathBuf {
        self.media_folder().join(&file.stored)
    }

    /// Opens such a file; none where it is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub fn open_carried(&self, file: &CarriedFile) -> Result<Option<File>, Error> {
        let path = self.carried_path(file);
        match File::open(&path) {
            Ok(opened) => Ok(Some(opened)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unavailable(&path, error)),
        }
    }
}

fn whole(connection: &Connection, listed: Listed) -> Result<Whole, Fault> {
    let changes = all_changes(connection, listed.id)?;
    let mut named: BTreeSet<MediaId> = changes.iter().flat_map(|change| change.change().media()).collect();
    let (mut media, mut missing) = (Vec::new(), BTreeSet::new());
    while let Some(id) = named.pop_first() {
        match media::known(connection, id)?.filter(|medium| medium.state == MediaState::Ready) {
            Some(medium) => media.push(with_renditions(connection, medium)?),
            None => drop(missing.insert(id)),
        }
    }
    Ok(Whole { listed, changes, media, missing })
}

fn all_changes(connection: &Connection, coverage: CoverageId) -> Result<Vec<Recorded>, Fault> {
    let (mut changes, mut after) = (Vec::new(), Seq::START);
    loop {
        let mut some = record::read(connection, coverage, after, AT_ONCE)?;
        let Some(last) = some.last() else { return Ok(changes) };
        after = last.seq();
        changes.append(&mut some);
    }
}

fn standing(connection: &Connection, medium: &CarriedMedium, host: &str) -> Result<Standing, Fault> {
    if redaction::is_medium_redacted(connection, medium.id)? {
        return Ok(Standing::Redacted);
    }
    let read = |row: &Row<'_>| {
        let state: MediaState = parsed(row, 0, MediaState::parse)?;
        Ok((state, get_if_any::<Hash>(row, 1)?, row.get::<_, Option<String>>(2)?))
    };
    let Some((state, sha256, came_from)) =
        connection.prepare_cached(KNOWN)?.query_row([Col(medium.id)], read).optional()?
    else {
        return Ok(Standing::Wanted);
    };
    let comes_from_there = came_from.as_deref() == Some(host);
    let way_out = match state {
        MediaState::Ready if sha256.is_some_and(|sha256| sha256.to_string() == medium.sha256) => {
            return Ok(Standing::Here);
        }
        MediaState::Ready | MediaState::Received if comes_from_there => return Ok(Standing::OtherCoding),
        MediaState::Refused => return Ok(Standing::Wanted),
        MediaState::Ready => {
            "delete that one, or redact it if it was published, where it can go; then this is imported without it, or \
             import into another folder (--data)"
        }
        MediaState::Received => "it is being looked at: import once more in a moment, while the server runs",
        MediaState::Deleted => "its files are being removed: import once more in a moment, while the server runs",
    };
    Err(Error::OtherMedium { id: medium.id, way_out }.into())
}

fn insert(
    connection: &Connection,
    medium: &CarriedMedium,
    new: &NewCoverage,
    coverage: Option<CoverageId>,
) -> Result<(), Fault> {
    let damaged = |problem: &'static str| Error::Unrecordable { kind: "media".to_owned(), problem: problem.to_owned() };
    let sha256 = Hash::from_hex(&medium.sha256).ok_or_else(|| damaged("its hash is none"))?;
    let said = Description {
        alt: medium.alt.clone(),
        caption: medium.caption.clone(),
        credit: medium.credit.clone(),
        source: medium.source.clone(),
        rights: medium.rights.clone(),
        focus: medium.focus.clone(),
        poster: medium.poster,
    };
    connection.prepare_cached(REPLACED)?.execute([Col(medium.id)])?;
    connection.prepare_cached(CARRIED)?.execute(params![
        Col(medium.id),
        medium.kind.as_deref().and_then(MediaKind::parse).map(MediaKind::as_str),
        medium.content_type,
        medium.width,
        medium.height,
        medium.duration,
        medium.size,
        Col(sha256),
        medium.moved,
        said.alt,
        said.caption,
        said.credit,
        said.source,
        said.rights,
        said.focus,
        said.poster.map(Col),
        medium.taken_at,
        medium.filename,
        Col(new.created_at),
        said.words(&medium.filename),
        coverage.map(Col),
    ])?;
    let made: Vec<RenditionMeta> = medium
        .renditions
        .iter()
        .map(|made| RenditionMeta {
            coding: made.coding.clone(),
            width: made.width,
            height: made.height,
            size: made.size,
        })
        .collect();
    add_renditions(connection, medium.id, &made)?;
    news::tell(connection, None, new.created_at, &news::Told::Media { media: medium.id })
}
