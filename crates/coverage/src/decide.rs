//! Every editorial rule: a command against what is known gives changes, or a rejection.

mod place;
mod redact;

use crate::change::{NoticeGiven, Opened, PostPublished, PostRevised, PostWithdrawn, StatusChanged};
use crate::{
    Amendment, Change, Command, Context, Coverage, Lead, Opening, Post, PostId, Prose, Publication, PublicationTime,
    Rejection, Revision, Seq, Standing, Status, View,
};

/// Decides a command.
///
/// The answer is empty when everything is already as the command asks, so that
/// a command sent twice does no harm. What happens once in a post's life, its
/// publication and its withdrawal, is refused the second time.
///
/// # Errors
/// The [`Rejection`] that names the rule it would break.
pub fn decide(view: &View, command: Command, context: &Context) -> Result<Vec<Change>, Rejection> {
    let opened = view.seq() > Seq::START;
    match command {
        Command::Open(_) if opened => Err(Rejection::AlreadyOpen),
        Command::Open(opening) => open(view, opening, context),
        _ if !opened => Err(Rejection::NotOpen),
        Command::Amend(amendment) => amend(view, amendment),
        Command::Publish(publication) => publish(view, publication, context),
        Command::Revise(revision) => revise(view, revision),
        Command::Withdraw { post, reason } => withdraw(view, post, reason),
        Command::Place { post, place } => place::place(view, post, place, context),
        Command::Redact { post, reason } => redact::post(view, post, reason),
        Command::TakeOut { media, reason, note } => Ok(redact::medium(view, media, reason, &note)),
    }
}

fn open(view: &View, opening: Opening, context: &Context) -> Result<Vec<Change>, Rejection> {
    let Opening { headline, language, time_zone, status, further } = opening;
    if !matches!(status, Status::Draft | Status::Live) {
        return Err(Rejection::StatusStart { status });
    }
    let opened = Change::CoverageOpened(Opened { headline, language, time_zone, status });
    let mut view = view.clone();
    view.apply(context.now, &opened);
    let mut changes = vec![opened];
    changes.extend(amend(&view, further)?);
    Ok(changes)
}

fn amend(view: &View, amendment: Amendment) -> Result<Vec<Change>, Rejection> {
    let now = view.coverage();
    let mut changes = Vec::new();
    if let Some(headline) = amendment.headline.filter(|headline| *headline != now.headline) {
        changes.push(Change::HeadlineChanged(headline));
    }
    if let Some(standfirst) = amendment.standfirst.filter(|standfirst| *standfirst != now.standfirst) {
        changes.push(Change::StandfirstChanged(standfirst));
    }
    let language = amendment.language.unwrap_or_else(|| now.language.clone());
    let time_zone = amendment.time_zone.unwrap_or_else(|| now.time_zone.clone());
    if language != now.language || time_zone != now.time_zone {
        changes.push(Change::SettingsChanged { language, time_zone });
    }
    if let Some(theme) = amendment.theme.filter(|theme| *theme != now.theme) {
        changes.push(Change::ThemeChanged(theme));
    }
    if let Some(lead) = amendment.lead.filter(|lead| *lead != now.lead) {
        lead.iter().try_for_each(Lead::check)?;
        changes.push(Change::LeadChanged(lead));
    }
    if let Some(key_points) = amendment.key_points.filter(|key_points| *key_points != now.key_points) {
        Rejection::too_many("key_points", &key_points, Coverage::MAX_KEY_POINTS)?;
        for (index, point) in key_points.iter().enumerate() {
            if let Some(post) = point.post {
                published(view, &format!("key_points[{index}].post"), post)?;
            }
        }
        changes.push(Change::KeyPointsChanged(key_points));
    }
    if let Some(go_deeper) = amendment.go_deeper.filter(|go_deeper| *go_deeper != now.go_deeper) {
        Rejection::too_many("go_deeper", &go_deeper, Coverage::MAX_GO_DEEPER)?;
        changes.push(Change::GoDeeperChanged(go_deeper));
    }
    match amendment.pinned {
        Some(Some(post)) if now.pinned != Some(post) => {
            published(view, "pinned", post)?;
            changes.push(Change::PostPinned(post));
        }
        Some(None) => changes.extend(now.pinned.map(Change::PostUnpinned)),
        _ => {}
    }
    // The status comes last: what was asked along with it is part of what it ends.
    let status = amendment.status.unwrap_or(now.status);
    // A note belongs to the status it was written for.
    let kept = if status == now.status { now.status_note.clone() } else { None };
    let note = amendment.status_note.unwrap_or(kept);
    if status != now.status || note != now.status_note {
        if status != now.status {
            step(now.status, status)?;
        }
        changes.push(Change::StatusChanged(StatusChanged { status, note }));
    }
    let successor = match amendment.successor {
        Some(successor) => successor,
        // A reopened coverage goes on with its story itself.
        None if status != Status::Ended => None,
        None => now.successor.clone(),
    };
    if successor.is_some() && status != Status::Ended {
        return Err(Rejection::SuccessorBeforeEnd);
    }
    if successor != now.successor {
        changes.push(Change::SuccessorChanged(successor));
    }
    Ok(changes)
}

fn step(from: Status, to: Status) -> Result<(), Rejection> {
    use Status::{Draft, Ended, Live, Paused};
    match (from, to) {
        (Draft | Paused | Ended, Live) | (Live, Paused | Ended) | (Paused, Ended) => Ok(()),
        _ => Err(Rejection::StatusStep { from, to }),
    }
}

fn publish(view: &View, publication: Publication, context: &Context) -> Result<Vec<Change>, Rejection> {
    let Publication { id, content, time } = publication;
    if view.coverage().status == Status::Ended {
        return Err(Rejection::CoverageEnded);
    }
    if view.post(id).is_some() {
        return Err(Rejection::PostExists { post: id });
    }
    content.check()?;
    let now = view.time_of_next(context.now);
    let (published_at, approximate) = match time {
        PublicationTime::Now => (now, false),
        PublicationTime::At(at) => (at, false),
        PublicationTime::Approximately(at) => (at, true),
    };
    if published_at > now {
        return Err(Rejection::PublishedInFuture);
    }
    Ok(vec![Change::PostPublished(PostPublished { post: id, published_at, approximate, content })])
}

fn revise(view: &View, mut revision: Revision) -> Result<Vec<Change>, Rejection> {
    // An ended coverage takes no new post, but what stands in it can be put right.
    let post = published(view, "post", revision.post)?;
    let Some(before) = post.content() else { return Ok(Vec::new()) };
    if revision.base.is_some_and(|base| base < post.content_seq) {
        return Err(Rejection::RevisedMeanwhile { post: post.id, seq: post.seq });
    }
    let notice = revision.notice.take().map(|(kind, text)| NoticeGiven { kind, text });
    let content = revision.of_content(before);
    // What stays as it is is not checked again.
    if content.contributors != before.contributors {
        content.check()?;
    }
    // The same correction sent twice is printed once.
    let given = notice.as_ref().is_none_or(|notice| {
        post.notices.last().is_some_and(|last| last.kind == notice.kind && last.text == notice.text)
    });
    if content == *before && given {
        return Ok(Vec::new());
    }
    Ok(vec![Change::PostRevised(PostRevised { post: post.id, content, notice })])
}

fn withdraw(view: &View, post: PostId, reason: Prose<1000>) -> Result<Vec<Change>, Rejection> {
    published(view, "post", post)?;
    let unpinned = (view.coverage().pinned == Some(post)).then_some(Change::PostUnpinned(post));
    let withdrawn = Change::PostWithdrawn(PostWithdrawn { post, reason });
    Ok(unpinned.into_iter().chain([withdrawn]).collect())
}

/// The post of that id, if readers can read it.
fn published<'v>(view: &'v View, field: &str, id: PostId) -> Result<&'v Post, Rejection> {
    let field = || field.to_owned();
    let post = view.post(id).ok_or_else(|| Rejection::PostUnknown { field: field(), post: id })?;
    match post.standing {
        Standing::Published(_) => Ok(post),
        // Nobody decides on a view of then.
        Standing::Withdrawn { .. } | Standing::Withheld => Err(Rejection::PostWithdrawn { field: field(), post: id }),
        Standing::Redacted { .. } => Err(Rejection::PostRedacted { field: field(), post: id }),
    }
}
