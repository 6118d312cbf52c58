//! What readers were told openly: corrections, clarifications, updates and withdrawals. Those of one
//! coverage are in memory; in which order those of all coverages came, the database knows.

use std::collections::HashMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::{Change, Coverage, CoverageId, Slug};
use render::{CORRECTIONS, Fault, Occasion, post_name};
use store::{NoticePlace, Noticed};

use super::encoding::Encoded;
use super::history::{self, NoPage, Of, PATIENCE};
use super::{HTML, missing};
use crate::app::App;
use crate::cache::CachePolicy;

/// `GET /live/{slug}/corrections`
pub(crate) async fn corrections(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    history::answer(&app, &live, view, Of::Corrections, query.as_deref(), &headers).await
}

/// `GET /corrections`
pub(crate) async fn all_corrections(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "before");
    let Ok(after) = asked.map(|(_, place)| place.parse::<NoticePlace>()).transpose() else {
        return missing(Fault::NoPage);
    };
    let mut found = match app.store.notices(after, CORRECTIONS + 1, PATIENCE).await {
        Ok(found) => found,
        Err(error) => return NoPage::Busy(error).into_response(),
    };
    if after.is_some() && found.is_empty() {
        return missing(Fault::NoPage);
    }
    let goes_on = found.len() > CORRECTIONS;
    found.truncate(CORRECTIONS);
    let next = found.last().filter(|_| goes_on).map(|last| last.place().to_string());
    let coverages = coverages(&app, &found);
    let told: Vec<_> = found.iter().filter_map(|noticed| told(&coverages, noticed)).collect();
    let html = render::all_corrections_page(&app.site, &told, after.is_none(), next.as_deref());
    Encoded::new(Bytes::from(html)).answer(&headers, HTML, CachePolicy::Live)
}

type Coverages = HashMap<CoverageId, (Slug, Coverage)>;

/// The coverages that the notices are of, as far as readers may know of them now. None is woken for this.
fn coverages(app: &App, found: &[Noticed]) -> Coverages {
    let known = |noticed: &Noticed| {
        let dossier = app.newsroom.by_id(noticed.coverage).filter(|dossier| dossier.is_public())?;
        Some((noticed.coverage, (dossier.slug().clone(), dossier.brief().coverage().clone())))
    };
    found.iter().filter_map(known).collect()
}

fn told<'a>(coverages: &'a Coverages, noticed: &'a Noticed) -> Option<render::Told<'a>> {
    let (slug, coverage) = coverages.get(&noticed.coverage)?;
    let (occasion, text): (Occasion, &str) = match noticed.recorded.change() {
        Change::PostRevised(revised) => {
            let notice = revised.notice.as_ref()?;
            (Occasion::Notice(notice.kind), notice.text.as_str())
        }
        Change::PostWithdrawn(withdrawn) => (Occasion::Withdrawal, withdrawn.reason.as_str()),
        Change::PostRedacted(redacted) => (Occasion::Redaction, render::post_gone(&coverage.language, redacted.reason)),
        _ => return None,
    };
    Some(render::Told {
        slug,
        coverage,
        post: noticed.post,
        published: noticed.published,
        name: matches!(occasion, Occasion::Notice(_))
            .then(|| post_name(&noticed.headline, &noticed.beginning))
            .flatten(),
        occasion,
        text,
        at: noticed.recorded.at(),
        seq: noticed.recorded.seq(),
    })
}
