//! A file that comes as a part of a form. It takes the same way in as an
//! upload, but whoever sends it waits until it was looked at, and is told at
//! once why it is not taken.

use axum::body::Body;
use axum::http::StatusCode;
use coverage::{CoverageId, MediaId};
use store::Upload;

use super::incoming::{self, End};
use super::{WorkFault, upload, work};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::problem::Problem;

/// A file in a form.
pub(crate) struct Part {
    /// What it is called.
    pub(crate) filename: String,
    /// What it is said to be.
    pub(crate) content_type: String,
    /// How many bytes it can have at most, as the request says.
    pub(crate) most: u64,
    /// Itself, as it arrives.
    pub(crate) bytes: Body,
}

/// Stores a file for a coverage, and waits until readers could be shown it.
///
/// # Errors
/// 403 for those who may not add to the library, 413 and 422 with the code of
/// the [`Refusal`](super::Refusal), 429 when too much is unfinished. Nothing is
/// left of the file then.
pub(crate) async fn take_part(app: &App, asker: &Asker, coverage: CoverageId, part: Part) -> Result<MediaId, Problem> {
    upload::require_uploader(asker)?;
    let limits = app.workshop.limits;
    let most = if part.content_type.starts_with("image/") { limits.picture } else { limits.largest() };
    let upload = upload::begin(app, asker.id(), Some(coverage), &part.filename, most.min(part.most)).await?;
    let app = app.clone();
    // It comes to its end, or is let go of, though whoever sent it is gone.
    let taking = tokio::spawn(async move {
        if let Err(problem) = receive(&app, &upload, part.bytes).await {
            upload::let_go(&app, upload.id).await?;
            return Err(problem);
        }
        work::take_claimed(&app, upload.id).await.map(|medium| medium.id).map_err(told)
    });
    taking.await.map_err(|error| Problem::internal(&error))?
}

/// Takes the bytes, and makes a medium of them that is the caller's to work on.
async fn receive(app: &App, upload: &Upload, bytes: Body) -> Result<(), Problem> {
    let mut turn = app.workshop.turns.take(upload.id).await;
    let arrived = incoming::take(app, upload, bytes, &mut turn).await?;
    match arrived.end {
        End::Regular => {}
        End::Cut => {
            return Err(Problem::bad_request("upload_cut", "The file did not arrive to its end.").hinted(
                "Send it again; where the connection is poor, upload it at the desk, which goes on where it was.",
            ));
        }
        End::TooMany => {
            let detail = format!("The file has more than {} bytes, which are the most.", upload.length);
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "media_too_large", detail)
                .hinted("Save it smaller; an operator can raise the limit."));
        }
    }
    let medium = upload::medium(app, upload, arrived.bytes);
    Ok(app.store.end_upload(medium, Some(work::lease())).await?)
}

/// Takes files away again of which nothing came.
///
/// # Errors
/// What the store says.
pub(crate) async fn take_away(app: &App, files: &[MediaId]) -> Result<(), store::Error> {
    for id in files {
        app.store.delete_medium(*id, clock::now()).await?;
    }
    app.workshop.later.notify_one();
    app.news.notify_one();
    Ok(())
}

fn told(fault: WorkFault) -> Problem {
    match fault {
        WorkFault::Refused(refusal) => refusal.into(),
        WorkFault::Store(error) => error.into(),
        WorkFault::Device(error) => upload::unavailable().because(&error),
        WorkFault::Files(error) => upload::unavailable().because(&error),
        WorkFault::GivenUp(error) => upload::unavailable().because(&error),
    }
}
