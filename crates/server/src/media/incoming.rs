//! The bytes of an upload, from the connection to the disk.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use store::{Trouble, Upload};

use super::turns::Turn;
use crate::app::App;
use crate::clock;
use crate::problem::Problem;

/// How much is collected before it is handed to the disk.
const PIECE: usize = 1 << 20;
/// After how much the disk is told to keep what it has: so much is sent anew after a crash.
const KEEP: u64 = 16 << 20;
/// How long a connection may be silent.
const SILENCE: Duration = Duration::from_secs(30);
/// How long an upload is kept to which nothing is added.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// When an upload is let go of to which something is added now.
pub(super) fn expires_at() -> Timestamp {
    clock::now() + KEPT
}

/// What came of an upload.
pub(super) struct Arrived {
    /// How many bytes of it are here for good.
    pub(super) bytes: u64,
    /// How they ended.
    pub(super) end: End,
}

/// How bytes end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// There are no more.
    Regular,
    /// The connection was cut, or silent for long, or somebody else goes on.
    Cut,
    /// There are more than the upload may have, which were not kept.
    TooMany,
}

/// Takes the bytes of a request: also where the connection is cut, what
/// arrived before it counts.
///
/// # Errors
/// 503 when they cannot be written.
pub(super) async fn take(app: &App, upload: &Upload, body: Body, turn: &mut Turn) -> Result<Arrived, Problem> {
    let mut sink = Sink::open(app.store.upload_file(upload.id), upload.received).await?;
    let (mut body, mut kept) = (body, upload.received);
    let mut piece = Vec::new();
    let end = loop {
        let frame = tokio::select! {
            frame = tokio::time::timeout(SILENCE, body.frame()) => frame,
            // The same upload goes on elsewhere: this connection is dead.
            () = turn.wanted() => break End::Cut,
        };
        let frame = match frame {
            Ok(Some(Ok(frame))) => frame,
            Ok(None) => break End::Regular,
            Ok(Some(Err(_))) | Err(_) => break End::Cut,
        };
        let Ok(data) = frame.into_data() else { continue };
        if sink.at + (piece.len() + data.len()) as u64 > upload.length {
            return Ok(Arrived { bytes: kept, end: End::TooMany });
        }
        piece.extend_from_slice(&data);
        if piece.len() >= PIECE {
            sink = sink.write(std::mem::take(&mut piece)).await?;
            if sink.at - kept >= KEEP && sink.at < upload.length {
                sink = sink.keep().await?;
                kept = sink.at;
                app.store.advance_upload(upload.id, kept, expires_at()).await?;
            }
        }
    };
    let sink = sink.write(piece).await?.keep().await?;
    app.store.advance_upload(upload.id, sink.at, expires_at()).await?;
    Ok(Arrived { bytes: sink.at, end })
}

/// The file that the bytes go to.
struct Sink {
    file: File,
    at: u64,
}

impl Sink {
    /// Opens it behind what is there for good; what stands after that, nobody was told of.
    async fn open(path: PathBuf, at: u64) -> Result<Self, Problem> {
        blocking(move || {
            let mut file = OpenOptions::new().write(true).open(path)?;
            file.set_len(at)?;
            file.seek(SeekFrom::Start(at))?;
            Ok(Self { file, at })
        })
        .await
    }

    async fn write(mut self, piece: Vec<u8>) -> Result<Self, Problem> {
        blocking(move || {
            self.file.write_all(&piece)?;
            self.at += piece.len() as u64;
            Ok(self)
        })
        .await
    }

    async fn keep(self) -> Result<Self, Problem> {
        blocking(move || {
            self.file.sync_data()?;
            Ok(self)
        })
        .await
    }
}

/// Works with the disk, on a thread that may wait.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Problem> {
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))?;
    done.map_err(|error| {
        if Trouble::of(&error) == Trouble::Full {
            return Problem::disk_full().because(&error);
        }
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "store_unavailable",
            "The upload cannot be written at the moment.",
        )
        .hinted("Try again shortly; what has arrived is kept. An operator finds the cause in the log.")
        .because(&error)
    })
}
