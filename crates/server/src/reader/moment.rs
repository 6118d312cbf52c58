//! A coverage as it stood at a moment that is past: after a change, or at a time. The nearest earlier view that is in
//! memory is brought to that moment by changes that are read from the record, with a bound on how many read at a time
//! and how long; what was taken back since is taken out of it.
//!
//! Each moment has one address for good, `/live/{slug}/at/{seq}`; whatever else names it leads there. It is a Memento
//! as RFC 7089 has it, and `/live/{slug}/at` is its TimeGate.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::{CoverageId, Seq, Slug, Status, View};
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use render::{Address, AsOf, Fault, Form, Reading, SilentRevisions, Source};
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::encoding::Encoded;
use super::history::PATIENCE;
use super::shelf::{Kept, Shelf};
use super::{HTML, changes, document, missing};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::clock;
use crate::live::Live;
use crate::problem::Problem;

/// How many pages are made at a time.
static MAKING: Semaphore = Semaphore::const_new(2);
/// How many pages are kept at most, over all coverages.
const PAGES: usize = 64;
/// How many bytes of HTML they have together at most.
const BYTES: usize = 16 * 1024 * 1024;
/// What is told in whole seconds may be ahead of the clock by less than one.
const SECOND: SignedDuration = SignedDuration::from_secs(1);
/// The longest text that can name a moment, in bytes.
const LONGEST: usize = 64;

const ACCEPT_DATETIME: HeaderName = HeaderName::from_static("accept-datetime");
const MEMENTO_DATETIME: HeaderName = HeaderName::from_static("memento-datetime");

/// Everything that a page is made of.
#[derive(Clone, PartialEq)]
pub(crate) struct Moment {
    coverage: CoverageId,
    seq: Seq,
    /// Up to which change it is known what is not told any more.
    told_by: Seq,
    reading: Reading,
    source: Option<Source>,
}

/// A page of then.
pub(crate) struct Stood {
    page: Encoded,
    at: Timestamp,
}

impl Kept for Stood {
    fn bytes(&self) -> usize {
        self.page.len()
    }
}

/// The shelf of these pages.
pub(crate) fn shelf() -> Shelf<Moment, Stood> {
    Shelf::of(PAGES, BYTES)
}

/// Why nothing is shown of a moment.
enum NoMoment {
    /// There is no such moment, or no such part of the page.
    None(Fault),
    /// Too many ask, or the database is not there.
    Busy(store::Error),
    /// It could not be made.
    Broken(Problem),
}

impl From<store::Error> for NoMoment {
    fn from(error: store::Error) -> Self {
        Self::Busy(error)
    }
}

/// For readers.
impl IntoResponse for NoMoment {
    fn into_response(self) -> Response {
        match self {
            Self::None(fault) => missing(fault),
            other => Problem::from(other).into_response(),
        }
    }
}

/// For programs.
impl From<NoMoment> for Problem {
    fn from(no_moment: NoMoment) -> Self {
        let absent = |code, detail| Self::new(StatusCode::NOT_FOUND, code, detail);
        match no_moment {
            NoMoment::None(Fault::NoMoment) => Self::bad_request("bad_moment", "This names no moment of a coverage.")
                .hinted("Give the seq of a change, or a time: 2026-03-01T09:30:00Z, or 2026-03-01T09:30 in the coverage's time zone."),
            NoMoment::None(Fault::TooEarly) => absent("too_early", "Readers could not see the coverage at that moment.")
                .hinted("`/live/{slug}/at.json` tells from when to when there is something to be seen."),
            NoMoment::None(Fault::NotYet) => absent("not_yet", "There is no such change so far, or the time is still to come.")
                .hinted("`/live/{slug}/at.json` tells from when to when there is something to be seen."),
            NoMoment::None(_) => Self::not_found("such part of the coverage"),
            NoMoment::Busy(store::Error::TooLong) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too many ask for what was before just now.")
                    .hinted("Ask again in a few seconds.")
                    .after(5)
            }
            NoMoment::Busy(error) => error.into(),
            NoMoment::Broken(problem) => problem,
        }
    }
}

/// What names a moment.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Named {
    Change(Seq),
    Time(Timestamp),
    /// What the clock shows in the coverage's zone.
    Local(DateTime),
}

impl Named {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        if let Some(seq) = changes::parse(text) {
            return Some(Self::Change(seq));
        }
        // In a form, `+` stands for a space.
        let text = text
            .rsplit_once(' ')
            .filter(|(_, offset)| offset.len() == 5 && text.contains('T'))
            .map_or_else(|| text.to_owned(), |(time, offset)| format!("{time}+{offset}"));
        let time = text.parse().map(Self::Time);
        time.or_else(|_| text.parse().map(Self::Local)).ok()
    }
}

/// `GET /live/{slug}/at`: leads to the moment that `?seq=`, `?time=` or the header `Accept-Datetime` names, with
/// `?after=` to the one after a change, and without any of these to the last.
pub(crate) async fn lead(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let mut response = match found(&app, &live, query.as_deref().unwrap_or_default(), &headers).await {
        Ok(Some(seq)) => to(&Address::At(live.slug(), seq)),
        Ok(None) => to(&Address::Coverage(live.slug())),
        Err(no_moment) => return no_moment.into_response(),
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-datetime"));
    relate(&app, live.slug(), &mut response);
    response
}

/// The change that is asked for; none for how the coverage stands now.
async fn found(app: &App, live: &Live, query: &str, headers: &HeaderMap) -> Result<Option<Seq>, NoMoment> {
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| matches!(&**name, "seq" | "time" | "after"));
    let head = live.head().seq;
    match asked {
        Some((name, text)) if name == "after" => {
            let after = changes::parse(&text).ok_or(NoMoment::None(Fault::NoMoment))?;
            let next = Some(after.next()).filter(|next| *next <= head);
            Ok(next.map(|next| next.max(first(live))))
        }
        Some((_, text)) => {
            let named = Named::parse(&text).ok_or(NoMoment::None(Fault::NoMoment))?;
            settle(app, live, named).await.map(Some)
        }
        None => match headers.get(ACCEPT_DATETIME) {
            Some(asked) => {
                let parsed =
                    asked.to_str().ok().and_then(|text| rfc2822::DateTimeParser::new().parse_timestamp(text).ok());
                let time = parsed.ok_or(NoMoment::None(Fault::NoMoment))?;
                // It tells whole seconds, and so do we in it.
                let time = time.checked_add(SignedDuration::from_micros(999_999)).unwrap_or(time);
                let seq = live.last_by(&app.store, time, PATIENCE).await?;
                // Whoever asks for a time before the first or after the last is given that one (RFC 7089 §4.5.3).
                Ok(Some(seq.unwrap_or(Seq::START).clamp(first(live), head)))
            }
            None => Ok(Some(head)),
        },
    }
}

/// The change after which the coverage stood as at that moment.
async fn settle(app: &App, live: &Live, named: Named) -> Result<Seq, NoMoment> {
    let zone = || live.brief().coverage().time_zone.rules();
    let time = match named {
        Named::Change(seq) if seq > live.head().seq => return Err(NoMoment::None(Fault::NotYet)),
        Named::Change(seq) if seq < first(live) => return Err(NoMoment::None(Fault::TooEarly)),
        Named::Change(seq) => return Ok(seq),
        Named::Time(time) => time,
        // Of an hour that comes twice, the first is meant; one that is left out is told on by as much.
        Named::Local(local) => local.to_zoned(zone()).map_err(|_| NoMoment::None(Fault::NoMoment))?.timestamp(),
    };
    if time > clock::now().checked_add(SECOND).unwrap_or(Timestamp::MAX) {
        return Err(NoMoment::None(Fault::NotYet));
    }
    let seq = live.last_by(&app.store, time, PATIENCE).await?;
    seq.filter(|seq| *seq >= first(live)).ok_or(NoMoment::None(Fault::TooEarly))
}

/// The first change after which readers could see a coverage. They can see this one.
fn first(live: &Live) -> Seq {
    live.first().map_or(Seq::START.next(), |(seq, _)| seq)
}

/// `GET /live/{slug}/at/{moment}` and `GET /live/{slug}/at/{moment}.json`
pub(crate) async fn moment(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (name, is_document) = name.strip_suffix(".json").map_or((&*name, false), |name| (name, true));
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        // Who asks for JSON is a program.
        Err(not_there) if is_document => return Problem::from(not_there).into_response(),
        Err(not_there) => return not_there.into_response(),
    };
    let query = query.as_deref().unwrap_or_default();
    let answered = match Named::parse(name) {
        None => Err(NoMoment::None(Fault::NoMoment)),
        Some(named) => match settle(&app, &live, named).await {
            Err(no_moment) => Err(no_moment),
            Ok(seq) if name != seq.to_string() => Ok(match is_document {
                true => to(&Address::AtJson(live.slug(), seq)),
                false => to(&Address::At(live.slug(), seq)),
            }),
            Ok(seq) if is_document => stood_json(&app, &live, seq, &headers).await,
            Ok(seq) => page(&app, &live, seq, query, &headers).await,
        },
    };
    match answered {
        Ok(mut response) => {
            relate(&app, live.slug(), &mut response);
            response
        }
        Err(no_moment) if is_document => Problem::from(no_moment).into_response(),
        Err(no_moment) => no_moment.into_response(),
    }
}

/// `GET /live/{slug}/at.json`: from which change to which there is something to be seen.
pub(crate) async fn extent(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let brief = live.brief();
    let place = |seq: Seq, at: Timestamp| -> Value {
        json!({"seq": seq, "at": at, "url": Address::At(live.slug(), seq).to_string()})
    };
    let last = place(brief.seq(), brief.changed_at());
    let first = live.first().map_or_else(|| last.clone(), |(seq, at)| place(seq, at));
    let mut response = Json(json!({"slug": live.slug().as_str(), "first": first, "last": last})).into_response();
    let headers = response.headers_mut();
    CachePolicy::Live.write(headers);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// The page, from the shelf if it is there.
async fn page(app: &App, live: &Live, seq: Seq, query: &str, headers: &HeaderMap) -> Result<Response, NoMoment> {
    let reading = Reading::parse(query).map_err(|_| NoMoment::None(Fault::NoPart))?.in_form(Form::Whole);
    let told_by = told_by(app, &live.view(), seq);
    let source = app.newsroom.source(live.id());
    let moment = Moment { coverage: live.id(), seq, told_by, reading, source };
    let place = app.moments.place(&moment);
    let stood = place.get_or_try_init(|| make(app, live, &moment)).await?;
    let mut response = stood.page.answer(headers, HTML, policy(app, live, seq, told_by));
    date(&mut response, stood.at);
    Ok(response)
}

async fn make(app: &App, live: &Live, moment: &Moment) -> Result<Stood, NoMoment> {
    let Ok(Ok(turn)) = timeout(PATIENCE, MAKING.acquire()).await else {
        return Err(store::Error::TooLong.into());
    };
    let then = stood(app, live, moment.seq).await?;
    let (reading, source) = (moment.reading.clone(), moment.source.clone());
    let (app, slug, as_of) = (app.clone(), live.slug().clone(), AsOf { first: first(live) });
    let rendering = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let html = render::page_as_of(&app.site, &slug, &then, &reading, source.as_ref(), as_of)?;
        Some(Stood { page: Encoded::new(Bytes::from(html)), at: then.changed_at() })
    });
    let stood = rendering.await.map_err(|broken| NoMoment::Broken(Problem::internal(&broken)))?;
    stood.ok_or(NoMoment::None(Fault::NoPart))
}

/// The same as JSON, in the form in which the coverage is given as it is now.
async fn stood_json(app: &App, live: &Live, seq: Seq, headers: &HeaderMap) -> Result<Response, NoMoment> {
    let told_by = told_by(app, &live.view(), seq);
    let then = stood(app, live, seq).await?;
    // Weak: on the way out the document may be compressed, which changes its bytes.
    let tag = format!("W/\"{}-{seq}-{told_by}-{}\"", live.id(), env!("CARGO_PKG_VERSION"));
    let policy = policy(app, live, seq, told_by);
    let mut response = document::answer(live.slug(), &then, None, tag, policy, headers);
    date(&mut response, then.changed_at());
    Ok(response)
}

/// The coverage as it stood after that change, as it may be told now.
async fn stood(app: &App, live: &Live, seq: Seq) -> Result<View, NoMoment> {
    let then = live.view_at(&app.store, seq, PATIENCE).await?;
    if then.coverage().status == Status::Draft {
        return Err(NoMoment::None(Fault::TooEarly));
    }
    // What is known now is looked at last: what was taken back while the record was read is not told either.
    let now = live.view();
    let then = then.retold(&now);
    Ok(match app.site.silent_revisions {
        SilentRevisions::Shown => then,
        SilentRevisions::Listed => then.without_silent_versions(&now),
    })
}

/// Up to which change it has to be known what is not told any more, for what is told to be the same.
fn told_by(app: &App, now: &View, seq: Seq) -> Seq {
    match app.site.silent_revisions {
        SilentRevisions::Shown => Some(now.taken_back()).filter(|taken_back| *taken_back > seq).unwrap_or(Seq::START),
        SilentRevisions::Listed => now.seq(),
    }
}

/// Where words that came in silence are told only until they are replaced, they must not be kept for longer; nor must
/// be what was taken back while it was made ready, after caches were told of that.
fn policy(app: &App, live: &Live, seq: Seq, told: Seq) -> CachePolicy {
    match app.site.silent_revisions {
        SilentRevisions::Listed => CachePolicy::Live,
        SilentRevisions::Shown if told_by(app, &live.view(), seq) != told => CachePolicy::Live,
        SilentRevisions::Shown if app.purging.is_none() => CachePolicy::PastUntold,
        SilentRevisions::Shown => CachePolicy::Past,
    }
}

fn to(address: &Address<'_>) -> Response {
    let mut response = StatusCode::FOUND.into_response();
    CachePolicy::Live.write(response.headers_mut());
    // It has letters, digits and hyphens.
    if let Ok(address) = HeaderValue::try_from(address.to_string()) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

/// Says of which moment it is (RFC 7089 §2.1.1), in whole seconds.
fn date(response: &mut Response, at: Timestamp) {
    let second = at.round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor)).unwrap_or(at);
    let written = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&second);
    if let Some(written) = written.ok().and_then(|written| HeaderValue::try_from(written).ok()) {
        response.headers_mut().insert(MEMENTO_DATETIME, written);
    }
}

/// Names the page as it is now, and where other moments of it are found (RFC 7089 §2.2).
fn relate(app: &App, slug: &Slug, response: &mut Response) {
    let (original, gate) = (app.site.url(Address::Coverage(slug)), app.site.url(Address::Moments(slug)));
    if let Ok(links) = HeaderValue::try_from(format!("<{original}>; rel=\"original\", <{gate}>; rel=\"timegate\"")) {
        response.headers_mut().insert(header::LINK, links);
    }
}

/// Reads what names a moment, for whoever tries to break it.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(text: &str) {
    if let Some(Named::Local(local)) = Named::parse(text) {
        let _ = local.to_zoned(jiff::tz::TimeZone::UTC);
    }
    let _ = rfc2822::DateTimeParser::new().parse_timestamp(text);
}

#[cfg(test)]
mod tests {
    use coverage::Seq;

    use super::Named;

    #[test]
    fn moments_are_named_by_changes_and_times() {
        assert_eq!(Named::parse("17"), Some(Named::Change(Seq(17))));
        let time = Named::Time("2026-03-01T08:30:00Z".parse().unwrap());
        for text in [
            "2026-03-01T08:30:00Z",
            "2026-03-01T09:30:00+01:00",
            "2026-03-01T09:30:00 01:00",
            "2026-03-01 08:30:00Z",
            " 2026-03-01T08:30:00.000Z ",
        ] {
            assert_eq!(Named::parse(text), Some(time), "{text}");
        }
        let local = |text: &str| Named::Local(text.parse().unwrap());
        for text in ["2026-03-01T09:30", "2026-03-01 09:30", "2026-03-01T09:30:00"] {
            assert_eq!(Named::parse(text), Some(local("2026-03-01T09:30:00")), "{text}");
        }
        assert_eq!(Named::parse("2026-03-01"), Some(local("2026-03-01T00:00:00")));
        for text in ["", "yesterday", "-1", "+5", "1.5", "2026-13-01T00:00", "2026-02-30", "٣", "99999999999999999999"]
        {
            assert_eq!(Named::parse(text), None, "{text}");
        }
        assert_eq!(Named::parse(&"1".repeat(100)), None);
        assert_eq!(Named::parse(&format!("2026-03-01T09:30:00.{}Z", "0".repeat(100))), None);
    }
}
