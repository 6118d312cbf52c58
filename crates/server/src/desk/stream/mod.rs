//! What happens at a coverage's desk, as it happens, and who is there.

pub(crate) mod news;
pub(crate) mod rooms;

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use coverage::{CoverageId, PostId, Seq};
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use utoipa::ToSchema;

use self::rooms::{ConnectionId, OpenDraft, Place, Selection, event};
use super::draft::Opened;
use super::draft::show::Names;
use super::receipt::answer;
use super::wire_parse::{self, bad};
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::cache::CachePolicy;
use crate::clock;
use crate::live::{Head, Live, Missed};
use crate::problem::{Document, Problem};

/// How often a silent stream says that it is alive, and looks whether its member still has their place.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How many changes are told at a time.
const AT_ONCE: usize = 64;

/// Which coverage.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    coverage: Option<String>,
}

/// `GET /api/v1/desk/stream?coverage=SLUG`: Server-Sent Events.
#[utoipa::path(get, path = "/api/v1/desk/stream", operation_id = "desk_stream", tag = "desk",
    params(("coverage" = String, Query, description = "the slug of the coverage")),
    responses((status = 200, description = "Server-Sent Events: `hello`, `present`, `gone`, `change`, `draft`, `draft-gone`, `steps`, `note`, `mention`, `handover`, `library`",
            body = String, content_type = "text/event-stream"),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>)), (status = 429, body = inline(Document<'_>))))]
pub(crate) async fn desk_stream(
    State(app): State<App>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
    came: Parts,
) -> Result<Response, Problem> {
    let slug = wanted.coverage.ok_or_else(|| bad("coverage", "the slug of a coverage is expected"))?;
    let (live, standing) = asker.at(&app, &slug, Permission::Read).await?;
    let name = Names::load(&app).await?.of(asker.id());
    let connection = clock::new_uuid();
    let (told, present) = app.rooms.enter(live.id(), connection, name, standing).map_err(|rooms::Full| {
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_connections", "There are too many open desks.")
            .hinted("Close some windows of this coverage.")
    })?;
    let mut head = live.watch();
    let seq = head.borrow_and_update().seq;
    let hello = event("hello", &json!({"connection": connection, "seq": seq, "present": present}));
    let desk = Desk {
        seat: Seat { app: app.clone(), coverage: live.id(), connection },
        ready: vec![hello],
        told,
        head,
        after: seq,
        live,
        came,
        standing,
        access: app.access.subscribe(),
        stopping: app.stopping.subscribe(),
        next_heartbeat: Instant::now() + HEARTBEAT,
    };
    let events = stream::unfold(desk, |mut desk| async {
        let bytes = desk.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), desk))
    });
    let mut response = Response::new(Body::from_stream(events));
    let headers = response.headers_mut();
    CachePolicy::Stream.write(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    Ok(response)
}

/// A desk that is connected. It ends when the server stops, when its member
/// has signed out or lost their place, and when it does not take what it is told.
struct Desk {
    /// Given up when the connection ends, however it does.
    seat: Seat,
    ready: Vec<Bytes>,
    told: mpsc::Receiver<Bytes>,
    head: watch::Receiver<Head>,
    after: Seq,
    live: Arc<Live>,
    /// What the member came with, to be looked at again.
    came: Parts,
    standing: Standing,
    access: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    next_heartbeat: Instant,
}

/// What a desk waited for.
enum Heard {
    Told(Bytes),
    Change,
    Access,
    /// For a while.
    Nothing,
}

impl Desk {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(bytes) = self.ready.pop() {
                return Some(bytes);
            }
            let heard = tokio::select! {
                told = self.told.recv() => Heard::Told(told?),
                changed = self.head.changed() => changed.map(|()| Heard::Change).ok()?,
                altered = self.access.changed() => altered.map(|()| Heard::Access).ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                () = tokio::time::sleep_until(self.next_heartbeat) => Heard::Nothing,
            };
            match heard {
                Heard::Told(bytes) => return Some(bytes),
                Heard::Change => self.take_changes(),
                Heard::Access if self.still_welcome().await => {}
                Heard::Access => return None,
                Heard::Nothing => {
                    self.next_heartbeat += HEARTBEAT;
                    return self.still_welcome().await.then(|| Bytes::from_static(b": alive\n\n"));
                }
            }
        }
    }

    /// Makes ready what the record has gone on by, in few words: a desk fetches the rest.
    fn take_changes(&mut self) {
        #[derive(Deserialize)]
        struct Brief {
            verb: String,
            post: Option<String>,
        }
        loop {
            let (missed, head) = self.live.missed(self.after, AT_ONCE);
            let briefs = match missed {
                Missed::Nothing => break,
                Missed::These(frames) => frames,
                // Nobody but the desk knows of a coverage that is not public yet, and there are no frames.
                Missed::TooMuch => {
                    self.after = head.seq;
                    let data = json!({"seq": head.seq, "verb": "resync", "post": null});
                    self.ready.push(event("change", &data));
                    break;
                }
            };
            for frame in briefs {
                self.after = frame.seq();
                let brief: Option<Brief> = serde_json::from_slice(frame.json()).ok();
                let (verb, post) = brief.map_or(("none".to_owned(), None), |brief| (brief.verb, brief.post));
                self.ready.push(event("change", &json!({"seq": frame.seq(), "verb": verb, "post": post})));
            }
        }
        // They are taken from the end.
        self.ready.reverse();
    }

    /// Whether the member has the place that they had. Where anything is
    /// different the desk comes back, and is told what it then may be.
    async fn still_welcome(&mut self) -> bool {
        let app = &self.seat.app;
        let standing = match Asker::from_request_parts(&mut self.came, app).await {
            Ok(asker) => asker.standing(app, self.seat.coverage).await,
            Err(problem) => Err(problem),
        };
        match standing {
            Ok(standing) => standing == Some(self.standing),
            // What cannot be read now is looked at again at the next heartbeat.
            Err(problem) => problem.is_internal(),
        }
    }
}

struct Seat {
    app: App,
    coverage: CoverageId,
    connection: ConnectionId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.app.rooms.leave(self.coverage, self.connection);
    }
}

/// Where somebody is now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Presence {
    /// The connection, as `hello` named it.
    connection: String,
    /// The id of the draft that they are in, or null. One that has ended, or that is not for them to see, counts as null.
    #[serde(default)]
    draft: Option<String>,
    /// Where their caret is, or null.
    #[serde(default)]
    selection: Option<Selection>,
}

/// `POST /api/v1/desk/presence`: says in which draft a connection is, and where its caret is.
#[utoipa::path(post, path = "/api/v1/desk/presence", operation_id = "be_present", tag = "desk", request_body = Presence,
    responses((status = 204, description = "those who may know are told"), (status = 401, body = inline(Document<'_>)),
        (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn be_present(
    State(app): State<App>,
    asker: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    asker.require_scope(store::Scope::Read)?;
    let presence: Presence = wire_parse::read(&headers, &body)?;
    let missing = || Problem::not_found("open connection of that name");
    let connection: ConnectionId = presence.connection.parse().map_err(|_| missing())?;
    let (coverage, before) = app.rooms.seat_of(connection, asker.id()).ok_or_else(missing)?;
    let draft = match presence.draft {
        None => None,
        Some(text) => {
            let id: PostId = text.parse().map_err(|_| bad("draft", "the id of a draft is expected"))?;
            match before.draft.filter(|draft| draft.id == id) {
                Some(draft) => Some(draft),
                None => match open(&app, &asker, coverage, &text).await {
                    Ok(draft) => Some(draft),
                    // It may have been published just now, and nobody is in a draft that is not there.
                    Err(problem) if problem.is_missing() => None,
                    Err(problem) => return Err(problem),
                },
            }
        }
    };
    let selection = presence.selection.filter(|_| draft.is_some());
    app.rooms.place(coverage, connection, Place { draft, selection });
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

async fn open(app: &App, asker: &Asker, coverage: CoverageId, draft: &str) -> Result<OpenDraft, Problem> {
    let live = app.newsroom.by_id(coverage).ok_or_else(|| Problem::not_found("coverage of that name"))?;
    let opened = Opened::find(app, asker, live.slug().as_str(), draft).await?;
    Ok(OpenDraft { id: opened.filed.draft.id, people: news::people(&opened.filed).into() })
}
