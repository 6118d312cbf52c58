//! The list of all coverages.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use render::{FRONT_COVERAGES, Fault, Form, FrontPart, FrontPlace, Summary};
use tokio::sync::OnceCell;

use super::encoding::Encoded;
use super::{HTML, missing};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::{Dossier, Newsroom};

/// A coverage in its place in the list.
type Placed = (FrontPlace, Arc<Dossier>);

/// `GET /`, and `GET /?after=` for those further on in the list.
pub(crate) async fn front(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    in_form(&app, query.as_deref().unwrap_or_default(), &headers, Form::Whole).await
}

/// `GET /text`: the same, and it leads to pages in words alone.
pub(crate) async fn text_front(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    in_form(&app, query.as_deref().unwrap_or_default(), &headers, Form::Text).await
}

async fn in_form(app: &App, query: &str, headers: &HeaderMap, form: Form) -> Response {
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "after");
    let after = match asked.map(|(_, place)| place.parse::<FrontPlace>()).transpose() {
        Ok(after) => after,
        Err(_) => return missing(Fault::NoPage),
    };
    let list = app.front.list(&app.newsroom);
    if let Some(after) = after {
        let coverages = list.after(&after);
        if coverages.is_empty() {
            return missing(Fault::NoPage);
        }
        return page(app, coverages, Some(after), form).answer(headers, HTML, CachePolicy::Live);
    }
    let make = || async { page(app, &list.coverages, None, form) };
    list.first_page(form).get_or_init(make).await.answer(headers, HTML, CachePolicy::Live)
}

fn page(app: &App, coverages: &[Placed], after: Option<FrontPlace>, form: Form) -> Encoded {
    let (shown, rest) = coverages.split_at(coverages.len().min(FRONT_COVERAGES));
    let summaries: Vec<Summary> = shown.iter().map(summary).collect();
    let last = shown.last().filter(|_| !rest.is_empty()).map(|(place, _)| place.clone());
    let html = render::front_page(&app.site, &summaries, &FrontPart { after, last }, form);
    Encoded::new(Bytes::from(html))
}

fn summary((_, dossier): &Placed) -> Summary {
    Summary::of(dossier.slug(), &dossier.brief())
}

/// The coverages that readers may know of, in the order of their list. They are put in order when
/// somebody asks after something has changed, and the first page is rendered once.
#[derive(Default)]
pub(crate) struct Front {
    list: Mutex<Option<Arc<List>>>,
}

struct List {
    version: (u64, usize),
    coverages: Vec<Placed>,
    /// The first page, and the same in words alone.
    first: OnceCell<Encoded>,
    first_in_words: OnceCell<Encoded>,
}

impl Front {
    /// That many of the first coverages in the list: live ones, as long as there are any.
    pub(crate) fn first(&self, newsroom: &Newsroom, most: usize) -> Vec<Summary> {
        let list = self.list(newsroom);
        list.coverages.iter().take(most).map(summary).collect()
    }

    fn list(&self, newsroom: &Newsroom) -> Arc<List> {
        // A list that is made while others wait for it is whole, or is made again.
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        // What changes from here on is in the list or makes it an old one.
        let version = newsroom.version();
        if let Some(known) = list.as_ref().filter(|list| list.version == version) {
            return Arc::clone(known);
        }
        Arc::clone(list.insert(Arc::new(List::of(newsroom, version))))
    }
}

impl List {
    fn of(newsroom: &Newsroom, version: (u64, usize)) -> Self {
        let placed = |dossier: Arc<Dossier>| Some((FrontPlace::of(dossier.slug(), &dossier.brief())?, dossier));
        let mut coverages: Vec<_> = newsroom.all().into_iter().filter_map(placed).collect();
        coverages.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
        Self { version, coverages, first: OnceCell::new(), first_in_words: OnceCell::new() }
    }

    const fn first_page(&self, form: Form) -> &OnceCell<Encoded> {
        match form {
            Form::Whole => &self.first,
            Form::Text => &self.first_in_words,
        }
    }

    fn after(&self, place: &FrontPlace) -> &[Placed] {
        let at = self.coverages.partition_point(|(known, _)| known <= place);
        self.coverages.get(at..).unwrap_or_default()
    }
}
