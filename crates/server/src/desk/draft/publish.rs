//! A draft becomes a post, or a new version of one.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Amendment, Command, Content, PostId, Publication, PublicationTime, Revision, Seq, View};
use serde_json::json;
use store::{Draft, Effect};

use super::opened::Opened;
use super::schedule::{past_embargo, stale};
use super::{content, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::answers;
use crate::desk::coverages::know_media;
use crate::desk::posts::show;
use crate::desk::receipt::{Request, answer};
use crate::desk::record::WriteFault;
use crate::desk::renewal::write_content;
use crate::desk::wire_parse::{self, bad};
use crate::problem::{Document, Problem};

/// How often a draft is read again that others write to while it is published.
const TRIES: usize = 20;

/// `POST /api/v1/coverages/{slug}/drafts/{id}/publish`
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/publish", operation_id = "publish_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Publish,
    responses((status = 201, description = "the post", body = answers::Post), (status = 200, description = "the post as revised", body = answers::Post),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "also `stale_draft`, `embargoed`, and `revised_meanwhile` with the post's `current` seq and content", body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn publish_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    // A draft that was published is gone: who repeats the request is answered before it is looked for.
    request.once(&app, publish(&app, &asker, &request, &slug, &id)).await
}

async fn publish(app: &App, asker: &Asker, request: &Request, slug: &str, id: &str) -> Result<Response, Problem> {
    let mut opened = Opened::find(app, asker, slug, id).await?;
    let asked: wire::Publish = request.read()?;
    let mut tries = 0;
    loop {
        match once(app, &opened, request, &asked).await {
            // Somebody wrote in it, or moved it along: what may be done now is looked at anew.
            Err(Fault::Stale) if tries < TRIES => {
                tries += 1;
                opened.again(app).await?;
            }
            Err(Fault::Stale) => return Err(stale(&opened.filed.draft, asked.version)),
            Err(Fault::Told(problem)) => return Err(*problem),
            Ok(response) => return Ok(response),
        }
    }
}

enum Fault {
    Stale,
    Told(Box<Problem>),
}

impl<P: Into<Problem>> From<P> for Fault {
    fn from(problem: P) -> Self {
        Self::Told(Box::new(problem.into()))
    }
}

async fn once(app: &App, opened: &Opened, request: &Request, asked: &wire::Publish) -> Result<Response, Fault> {
    opened.require(opened.rights().publish(), Permission::PublishOwn)?;
    let draft = &opened.filed.draft;
    if draft.version != asked.version {
        return Err(stale(draft, asked.version).into());
    }
    past_embargo(draft, clock::now())?;
    let content = content::finished(&draft.content)?;
    know_media(app, "content.body", content.body.media()).await?;
    let notice = asked.notice.as_ref().map(wire_parse::notice).transpose()?;
    if notice.is_some() && draft.revises.is_none() {
        return Err(bad("notice", "a new post has no public notices yet").into());
    }
    let post = draft.revises.map_or(draft.id, |revises| revises.post);
    let pin = asked.pin == Some(true);
    if pin {
        opened.standing.require(Permission::Publish)?;
    }
    let commands = |content| {
        let pinned = Amendment { pinned: Some(Some(post)), ..Amendment::default() };
        let publish = command(draft, content, notice.clone(), asked.base_seq.map(Seq));
        std::iter::once(publish).chain(pin.then_some(Command::Amend(pinned))).collect()
    };
    let (action, status) = match draft.revises {
        Some(_) => ("post.revised", StatusCode::OK),
        None => ("post.published", StatusCode::CREATED),
    };
    let live = &opened.live;
    let effects = |view: &View| {
        let shown = show(app, live, view, post);
        let mut effects = request.effects(action, live.id(), &post.to_string(), status, &shown);
        effects.extend(ending(draft));
        effects
    };
    match write_content(app, live, content, commands, effects).await {
        Ok(view) => {
            app.news.notify_one();
            Ok(answer(status, &show(app, live, &view, post)))
        }
        Err(WriteFault::Store(store::Error::StaleDraft { .. })) => Err(Fault::Stale),
        Err(WriteFault::Rejected(rejection @ coverage::Rejection::RevisedMeanwhile { .. })) => {
            let current =
                live.view().post(post).and_then(|post| Some(json!({"seq": post.seq, "content": post.content()?})));
            Err(Problem::from(rejection).with_current(current.unwrap_or_default()).into())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What publishes a draft: a new post, or a new version of one.
pub(crate) fn command(
    draft: &Draft,
    content: Content,
    notice: Option<(coverage::NoticeKind, coverage::Prose<1000>)>,
    base: Option<Seq>,
) -> Command {
    let Some(revises) = draft.revises else {
        return Command::Publish(Publication { id: draft.id, content, time: PublicationTime::Now });
    };
    let Content { headline, label, key_event, byline, contributors, dateline, body } = content;
    Command::Revise(Revision {
        post: revises.post,
        base: Some(base.unwrap_or(revises.base)),
        headline: Some(headline),
        label: Some(label),
        key_event: Some(key_event),
        byline: Some(byline),
        contributors: Some(contributors),
        dateline: Some(dateline),
        body: Some(body),
        notice,
    })
}

/// What ends a draft as it becomes a post: it is gone, and its author is remembered.
pub(crate) fn ending(draft: &Draft) -> Vec<Effect> {
    let delete = Effect::DeleteDraft { draft: draft.id, edition: draft.edition, at: clock::now() };
    let own = |post: PostId| Effect::Own { post, coverage: draft.coverage, member: draft.author };
    match draft.revises {
        Some(_) => vec![delete],
        None => vec![delete, own(draft.id)],
    }
}
