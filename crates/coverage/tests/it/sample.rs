//! Samples that the tests speak in: posts by number, times of one day, short bodies.

use coverage::{
    Amendment, Body, Change, Command, Content, Context, Language, Line, MediaId, Opening, PostId, Prose, Publication,
    PublicationTime, Revision, Status, View, Zone, decide,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

/// The post of that number.
pub(crate) fn post(number: u128) -> PostId {
    PostId::new(Uuid::from_u128(number))
}

/// The picture or film of that number.
pub(crate) fn media(number: u128) -> MediaId {
    MediaId::new(Uuid::from_u128(number))
}

/// A clock time, such as `09:30`, of the day that the samples play on.
pub(crate) fn at(clock: &str) -> Timestamp {
    format!("2026-03-01T{clock}:00Z").parse().unwrap()
}

pub(crate) fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::parse("line", text).unwrap()
}

pub(crate) fn prose<const MAX: usize>(text: &str) -> Prose<MAX> {
    Prose::parse("prose", text).unwrap()
}

/// The JSON of a body of those blocks.
pub(crate) fn document(blocks: Value) -> Value {
    json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
}

/// The JSON of a paragraph.
pub(crate) fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
}

/// A body of one paragraph.
pub(crate) fn body(text: &str) -> Body {
    Body::from_member(&document(json!([paragraph(text)]))).unwrap()
}

/// A post's content with a headline and one paragraph.
pub(crate) fn content(text: &str) -> Content {
    Content {
        headline: Some(line(text)),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: body(text),
    }
}

pub(crate) fn opening(status: Status) -> Opening {
    Opening {
        headline: line("Storm over the bay"),
        language: Language::parse("en").unwrap(),
        time_zone: Zone::parse("Europe/Kyiv").unwrap(),
        status,
        further: Amendment::default(),
    }
}

pub(crate) fn open() -> Command {
    Command::Open(opening(Status::Live))
}

pub(crate) fn amend(set: impl FnOnce(&mut Amendment)) -> Command {
    let mut amendment = Amendment::default();
    set(&mut amendment);
    Command::Amend(amendment)
}

pub(crate) fn set_status(status: Status) -> Command {
    amend(|to| to.status = Some(status))
}

pub(crate) fn publish(number: u128) -> Command {
    publish_when(number, PublicationTime::Now)
}

pub(crate) fn publish_when(number: u128, time: PublicationTime) -> Command {
    Command::Publish(Publication { id: post(number), content: content("The ferry is late"), time })
}

pub(crate) fn revise(number: u128, set: impl FnOnce(&mut Revision)) -> Command {
    let mut revision = Revision::of(post(number));
    set(&mut revision);
    Command::Revise(revision)
}

pub(crate) fn withdraw(number: u128) -> Command {
    Command::Withdraw { post: post(number), reason: prose("It told of another ferry") }
}

/// The log of a coverage that ended with one post.
pub(crate) fn ended() -> Vec<Command> {
    vec![open(), publish(1), set_status(Status::Ended)]
}

/// The view after those commands, each of which is accepted, one a minute from 09:00.
pub(crate) fn after(log: Vec<Command>) -> View {
    let mut view = View::blank();
    for (minute, command) in log.into_iter().enumerate() {
        let now = at(&format!("09:{minute:02}"));
        let changes = decide(&view, command, &Context { now }).unwrap();
        apply_all(&mut view, now, &changes);
    }
    view
}

pub(crate) fn apply_all(view: &mut View, at: Timestamp, changes: &[Change]) {
    changes.iter().for_each(|change| view.apply(at, change));
}
