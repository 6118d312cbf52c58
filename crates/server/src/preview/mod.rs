//! Preview pictures: what other sites show beside a link to a coverage or a post.
//!
//! ```text
//! Preview (the words) + Design (the colours) ──paint──► PNG, drawn when first asked for, kept for a while
//! ```

mod canvas;
mod lettering;
mod paint;

pub(crate) use lettering::{Fonts, is_font};

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::PostId;
use rayon::ThreadPoolBuildError;
use render::{Fault, Preview};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::cache::CachePolicy;
use crate::media::Pool;
use crate::problem::Problem;
use crate::reader::encoding::Encoded;
use crate::reader::missing;
use crate::reader::shelf::Shelf;
use crate::theme::Themes;

/// How many pictures are kept at most, and how many bytes they have together at most.
const PICTURES: usize = 256;
const BYTES: usize = 16 * 1024 * 1024;

/// How many pictures are waited for at a time.
const IN_LINE: usize = 32;

/// What draws preview pictures, and those that were asked for last.
pub(crate) struct Previews {
    fonts: Arc<Fonts>,
    themes: Arc<Themes>,
    /// One at a time, by a thread that gives way to those who answer readers.
    pool: Pool,
    /// Who waits for a picture that is not drawn yet.
    line: Semaphore,
    shelf: Shelf<String>,
}

impl Previews {
    pub(crate) fn start(themes: &Arc<Themes>) -> Result<Self, ThreadPoolBuildError> {
        Ok(Self {
            fonts: Arc::new(Fonts::with(&themes.fonts)),
            themes: Arc::clone(themes),
            pool: Pool::single()?,
            line: Semaphore::new(IN_LINE),
            shelf: Shelf::of(PICTURES, BYTES),
        })
    }

    /// Lets go of all pictures: what stands on one is to be shown no more.
    pub(crate) fn clear(&self) {
        self.shelf.clear();
    }

    async fn answer(&self, preview: Preview, name: &str, headers: &HeaderMap) -> Response {
        let version = preview.version();
        // An address of before leads to the picture of now, which has another.
        let policy = match name.strip_suffix(".png") {
            Some(asked) if asked == version => CachePolicy::Immutable,
            _ => CachePolicy::Soon,
        };
        let place = self.shelf.place(&version);
        let drawn = place.get_or_try_init(|| async {
            // One at a time is drawn: whoever asks for thousands is not to keep all others waiting.
            let Ok(_in_line) = self.line.try_acquire() else { return Err(busy()) };
            let (fonts, themes) = (Arc::clone(&self.fonts), Arc::clone(&self.themes));
            let png = self.pool.run(move || paint::paint(&preview, themes.of(preview.theme.as_ref()), &fonts)).await;
            png.map_err(|gone| Problem::internal(&gone))?
                .map_err(|error| Problem::internal(&error))
                .map(|png| Encoded::new(Bytes::from(png)))
        });
        match drawn.await {
            Ok(png) => png.answer_plain(headers, "image/png", policy),
            Err(problem) => problem.into_response(),
        }
    }
}

fn busy() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "previews_busy", "Many preview pictures are being drawn.")
        .hinted("Ask again shortly.")
        .after(5)
}

/// `GET /live/{slug}/preview/{name}`
pub(crate) async fn coverage(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let preview = Preview::of_coverage(&app.site, live.slug(), &live.view());
    app.previews.answer(preview, &name, &headers).await
}

/// `GET /live/{slug}/post/{id}/preview/{name}`
pub(crate) async fn post(
    State(app): State<App>,
    Path((slug, id, name)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    let post = id.parse::<PostId>().ok().and_then(|id| view.post(id));
    let Some(preview) = post.and_then(|post| Preview::of_post(&app.site, live.slug(), &view, post)) else {
        return missing(Fault::NoPost);
    };
    app.previews.answer(preview, &name, &headers).await
}
