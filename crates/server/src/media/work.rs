//! Works on what came: takes it in, makes what takes long, takes files away.
//!
//! What is to be done stands in the database, and is claimed for a short time
//! that is renewed while the work goes on. A server that is killed leaves its
//! work to the next, and everything here can be done twice.

use std::time::Duration;

use coverage::{CoverageId, MediaId};
use jiff::{SignedDuration, Timestamp};
use render::rendition_widths;
use store::{
    Description, MediaFile, MediaKind, MediaStage, MediaUrgency, MediaWork, Medium, MemberId, NewMedium, ReadyMedium,
    RenditionMeta,
};
use tokio::sync::{Notify, watch};

use super::pool::GivenUp;
use super::{
    Coding, FilesFault, FilmFault, FilmForm, Form, MediaFileName, Metadata, Picture, PictureForm, Pixels, Refusal,
    Rendition, decode, encode, form, take_film, take_picture, upload,
};
use crate::app::App;
use crate::clock;
use crate::commits::Commits;

/// How long work is one process's alone, unless it goes on.
const LEASE: SignedDuration = SignedDuration::from_secs(10);
/// How often whoever works says that it goes on.
const STILL_HERE: Duration = Duration::from_secs(3);
/// How long to wait before it is asked again what is to be done, where that could not be read.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// How often taking a file in is tried before the file is taken to be what is wrong.
const TRIES: u32 = 4;

/// Takes in what came, until the server stops.
pub(crate) async fn take_in_what_comes(app: App, stopping: watch::Receiver<bool>) {
    run(&app, MediaUrgency::Waited, &app.workshop.waited, stopping).await;
}

/// Does what can wait, until the server stops.
pub(crate) async fn do_what_can_wait(app: App, stopping: watch::Receiver<bool>) {
    run(&app, MediaUrgency::Patient, &app.workshop.later, stopping).await;
}

async fn run(app: &App, urgency: MediaUrgency, wake: &Notify, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(app);
    let mut failing = false;
    loop {
        let next = match due(app, urgency).await {
            Ok(Due::Now(work)) => {
                failing = false;
                tokio::select! {
                    () = one(app, work) => {}
                    // What was begun is claimed anew by whoever comes next.
                    _ = stopping.wait_for(|stopping| *stopping) => return,
                }
                continue;
            }
            Ok(Due::Later(next)) => {
                failing = false;
                next
            }
            Err(error) => {
                // Said once, not every second.
                if !std::mem::replace(&mut failing, true) {
                    tracing::error!(%error, "what is to be done with pictures and films cannot be read");
                }
                Some(clock::now() + TRY_AGAIN)
            }
        };
        tokio::select! {
            () = commits.or_due(next) => {}
            () = wake.notified() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// What is to be done, or when there will be something.
enum Due {
    Now(MediaWork),
    Later(Option<Timestamp>),
}

async fn due(app: &App, urgency: MediaUrgency) -> Result<Due, store::Error> {
    let now = clock::now();
    match app.store.claim_media_work(urgency, now, now + LEASE).await? {
        Some(work) => Ok(Due::Now(work)),
        None => Ok(Due::Later(app.store.next_media_work_at(urgency).await?)),
    }
}

/// Why work was not done.
#[derive(Debug, thiserror::Error)]
pub enum WorkFault {
    /// The file is not taken in.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The file could not be read or written.
    #[error("its file cannot be read: {0}")]
    Device(#[from] std::io::Error),
    /// Files could not be written, read or removed.
    #[error(transparent)]
    Files(#[from] FilesFault),
    /// The threads gave it up.
    #[error(transparent)]
    GivenUp(#[from] GivenUp),
}

impl From<FilmFault> for WorkFault {
    fn from(fault: FilmFault) -> Self {
        match fault {
            FilmFault::Refused(refusal) => Self::Refused(refusal),
            FilmFault::Device(error) => Self::Device(error),
        }
    }
}

/// Does one thing, and says what became of it.
async fn one(app: &App, work: MediaWork) {
    let outcome = held(app, work, perform(app, work)).await;
    app.news.notify_one();
    app.workshop.later.notify_one();
    let Err(error) = outcome else { return };
    app.metrics.job_failures.inc();
    tracing::error!(%error, media = %work.media, stage = ?work.stage, attempts = work.attempts, "work on a medium failed, it will be tried again");
    let wait = SignedDuration::from_secs(1 << work.attempts.min(9));
    if let Err(error) = app.store.retry_media_work(work, clock::now() + wait, &error.to_string()).await {
        tracing::error!(%error, "work on a medium could not be put off");
    }
}

/// A picture that the server fetched by itself, such as that of a card.
pub struct Fetched {
    /// What its file was called.
    pub filename: String,
    /// What is known of it.
    pub description: Description,
    /// The coverage that it is for.
    pub coverage: Option<CoverageId>,
    /// For whom it was fetched.
    pub member: Option<MemberId>,
}

/// Takes a picture in that the server has in its hands, and waits until it is ready.
///
/// # Errors
/// [`WorkFault::Refused`] when it is no picture that is taken, of which nothing
/// is left then; otherwise what stood in the way.
pub async fn take_in(app: &App, bytes: Vec<u8>, from: Fetched) -> Result<Medium, WorkFault> {
    let (size, most) = (bytes.len() as u64, app.workshop.limits.picture);
    match Form::of(&bytes)? {
        Form::Film(_) => return Err(Refusal::Unknown.into()),
        Form::Picture(_) if size > most => return Err(Refusal::TooLarge { bytes: size, most, what: "pictures" }.into()),
        Form::Picture(_) => {}
    }
    let (id, now) = (MediaId::new(clock::new_uuid()), clock::now());
    app.store.write_upload(id, bytes).await?;
    let Fetched { filename, description, coverage, member } = from;
    let kind = Some(MediaKind::Image);
    let new = NewMedium { id, kind, size, filename, description, coverage, member, at: now };
    app.store.receive_medium(new, Some(now + LEASE)).await?;
    take_claimed(app, id).await
}

/// Until when work is the caller's that is claimed now.
pub(crate) fn lease() -> Timestamp {
    clock::now() + LEASE
}

/// Takes in what came as a whole and was claimed by the caller, and waits until it is ready.
///
/// # Errors
/// Those of [`take_in`].
pub(crate) async fn take_claimed(app: &App, id: MediaId) -> Result<Medium, WorkFault> {
    let work = MediaWork { media: id, stage: MediaStage::Take, attempts: 1 };
    let outcome = held(app, work, take(app, id, work.attempts)).await;
    app.news.notify_one();
    app.workshop.later.notify_one();
    if let Err(WorkFault::Refused(_)) = &outcome {
        app.store.delete_medium(id, clock::now()).await?;
    }
    outcome?;
    let missing = || store::Error::NotFound { what: "picture or film", id: id.to_string() };
    Ok(app.store.medium(id).await?.ok_or_else(missing)?)
}

/// Does one thing, and holds on to it meanwhile.
async fn held(app: &App, work: MediaWork, doing: impl Future<Output = Result<(), WorkFault>>) -> Result<(), WorkFault> {
    let mut doing = Box::pin(doing);
    let mut still_here = tokio::time::interval(STILL_HERE);
    still_here.reset();
    let mut holding = true;
    loop {
        tokio::select! {
            biased;
            done = &mut doing => return done,
            // Where the medium was deleted there is nothing to hold; whatever
            // was begun comes to its end and clears away what it wrote.
            _ = still_here.tick(), if holding => {
                holding = app.store.hold_media_work(work, clock::now() + LEASE).await?;
            }
        }
    }
}

async fn perform(app: &App, work: MediaWork) -> Result<(), WorkFault> {
    let id = work.media;
    let outcome = match work.stage {
        MediaStage::Take => take(app, id, work.attempts).await,
        MediaStage::Finish => finish(app, id).await,
        MediaStage::Remove => {
            remove_files(app, id).await?;
            Ok(app.store.forget_deleted_medium(id).await?)
        }
    };
    match outcome {
        Err(WorkFault::Refused(refusal)) if work.stage == MediaStage::Take => {
            tracing::info!(media = %id, code = refusal.code(), "a file is not taken in");
            app.files.remove(id).await?;
            Ok(app.store.refuse_medium(id, refusal.to_json(), clock::now()).await?)
        }
        // It was deleted meanwhile, and its files perhaps before these were written.
        Err(_) if app.store.medium(id).await?.is_none() => Ok(remove_files(app, id).await?),
        outcome => outcome,
    }
}

/// Removes every file of a medium, what came of it included. They may be gone already.
///
/// # Errors
/// A [`FilesFault`]; then some may be left.
pub(crate) async fn remove_files(app: &App, id: MediaId) -> Result<(), FilesFault> {
    app.store.remove_upload(id).await?;
    app.files.remove(id).await
}

/// Looks at what came, and makes of it what readers get.
async fn take(app: &App, id: MediaId, attempts: u32) -> Result<(), WorkFault> {
    if attempts > TRIES {
        return Err(Refusal::damaged("reading it fails time and again").into());
    }
    let path = app.store.upload_file(id);
    let size = std::fs::metadata(&path)?.len();
    let limits = app.workshop.limits;
    match Form::of(&form::head_of(&path)?)? {
        Form::Picture(_) if size > limits.picture => {
            Err(Refusal::TooLarge { bytes: size, most: limits.picture, what: "pictures" }.into())
        }
        Form::Film(_) if size > limits.film => {
            Err(Refusal::TooLarge { bytes: size, most: limits.film, what: "films" }.into())
        }
        Form::Picture(form) => take_in_picture(app, id, form).await,
        Form::Film(form) => take_in_film(app, id, form, size).await,
    }
}

async fn take_in_picture(app: &App, id: MediaId, form: PictureForm) -> Result<(), WorkFault> {
    let path = app.store.upload_file(id);
    // It is read when it is its turn, so that only one is in memory.
    let taken =
        app.workshop.pool.run(move || -> Result<Picture, WorkFault> { Ok(take_picture(form, std::fs::read(path)?)?) });
    let Picture { original, renditions, metadata, moved } = taken.await??;
    let made = renditions.iter().map(meta).collect();
    let sha256 = store::Hash::of(&[&original.bytes]);
    let file = MediaFile {
        content_type: original.coding.content_type().to_owned(),
        width: Some(original.width),
        height: Some(original.height),
        duration: None,
        size: original.bytes.len() as u64,
        sha256,
        place: app.files.place(),
    };
    let mut files: Vec<_> = renditions.into_iter().map(|rendition| named(id, rendition)).collect();
    files.push((MediaFileName::Whole(id), original.coding.content_type(), original.bytes));
    app.files.write(file.place, files).await?;
    let Metadata { alt, caption, credit, source, rights, taken_at } = metadata;
    let description = Description { alt, caption, credit, source, rights, ..Description::default() };
    let ready = ReadyMedium { id, file, moved, description, taken_at, renditions: made };
    Ok(app.store.ready_medium(ready, clock::now()).await?)
}

async fn take_in_film(app: &App, id: MediaId, form: FilmForm, size: u64) -> Result<(), WorkFault> {
    let path = app.store.upload_file(id);
    let taken = tokio::task::spawn_blocking(move || {
        let mut file = std::fs::OpenOptions::new().read(true).write(true).open(path)?;
        take_film(form, &mut file)
    });
    let film = taken.await.map_err(std::io::Error::other)??;
    let file = MediaFile {
        content_type: form.content_type().to_owned(),
        width: Some(film.width),
        height: Some(film.height),
        duration: film.duration,
        size,
        sha256: app.store.hash_upload(id).await?,
        place: app.files.place(),
    };
    app.files.keep_upload(id, form.content_type()).await?;
    let (description, renditions) = (Description::default(), Vec::new());
    let ready = ReadyMedium { id, file, moved: false, description, taken_at: None, renditions };
    Ok(app.store.ready_medium(ready, clock::now()).await?)
}

/// Does what can wait: lets go of what came, and makes the pictures in AVIF.
async fn finish(app: &App, id: MediaId) -> Result<(), WorkFault> {
    app.store.remove_upload(id).await?;
    if let Some(medium) = app.store.medium(id).await? {
        make_avif(app, &medium).await?;
    }
    Ok(app.store.finish_media_work(id).await?)
}

async fn make_avif(app: &App, medium: &Medium) -> Result<(), WorkFault> {
    let Some(file) = &medium.file else { return Ok(()) };
    let coding = [Coding::Jpeg, Coding::Png].into_iter().find(|coding| coding.content_type() == file.content_type);
    let (Some(coding), Some(width)) = (coding, file.width) else { return Ok(()) };
    let is_made = |width: u32| {
        let made = |rendition: &RenditionMeta| rendition.coding == Coding::Avif.extension() && rendition.width == width;
        medium.renditions.iter().any(made)
    };
    let missing: Vec<u32> = rendition_widths(width).filter(|width| !is_made(*width)).collect();
    let Some(largest) = missing.last().copied() else { return Ok(()) };
    let bytes = app.files.read(file.place, MediaFileName::Whole(medium.id)).await?;
    let scaled = app.workshop.pool.run(move || -> Result<Pixels, WorkFault> {
        let form = if coding == Coding::Png { PictureForm::Png } else { PictureForm::Jpeg };
        let decoded = decode::decode(form, bytes)?.pixels;
        Ok(if decoded.width == largest { decoded } else { decoded.scaled(largest)? })
    });
    let largest = std::sync::Arc::new(scaled.await??);
    // The small ones first: phones have most of readers, and least of bytes.
    for width in missing {
        let largest = std::sync::Arc::clone(&largest);
        let made = app.workshop.patient.run(move || -> Result<Rendition, Refusal> {
            let scaled = if width == largest.width { None } else { Some(largest.scaled(width)?) };
            let pixels = scaled.as_ref().unwrap_or(&largest);
            let bytes = encode::encode(pixels, Coding::Avif)?;
            Ok(Rendition { coding: Coding::Avif, width, height: pixels.height, bytes })
        });
        let made = made.await??;
        let meta = meta(&made);
        app.files.write(file.place, vec![named(medium.id, made)]).await?;
        app.store.add_renditions(medium.id, vec![meta], clock::now()).await?;
        app.news.notify_one();
    }
    Ok(())
}

fn meta(made: &Rendition) -> RenditionMeta {
    RenditionMeta {
        coding: made.coding.extension().to_owned(),
        width: made.width,
        height: made.height,
        size: made.bytes.len() as u64,
    }
}

/// A rendition with the name of its file and its media type.
fn named(id: MediaId, made: Rendition) -> (MediaFileName<'static>, &'static str, Vec<u8>) {
    let name = MediaFileName::Rendition(id, made.width, made.coding.extension());
    (name, made.coding.content_type(), made.bytes)
}

/// Lets go of uploads to which nothing was added for a day, and of files that
/// were refused long ago.
///
/// # Errors
/// What the store says.
pub(crate) async fn clear(app: &App, now: Timestamp) -> Result<(), store::Error> {
    for id in app.store.expired_uploads(now).await? {
        let _turn = app.workshop.turns.take(id).await;
        // Somebody may have gone on with it in this very moment.
        if app.store.upload(id).await?.is_some_and(|upload| upload.expires_at <= now) {
            upload::let_go(app, id).await?;
        }
    }
    for id in app.store.refused_before(now - REFUSALS_KEPT).await? {
        app.store.delete_medium(id, now).await?;
    }
    Ok(())
}

/// How long it can be read why a file was refused.
const REFUSALS_KEPT: SignedDuration = SignedDuration::from_hours(24);
