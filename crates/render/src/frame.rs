//! A change as it is sent to open pages.

use std::collections::BTreeMap;

use askama::Template;
use coverage::{Blanked, Change, Notice, Post, Seq, Slug, Untold, View, WasOf};
use jiff::Timestamp;
use serde::Serialize;

use crate::list;
use crate::markup::render;
use crate::post::PostHtml;
use crate::section::{GoDeeperHtml, HeadlineHtml, KeyPointsHtml, LeadHtml, StandfirstHtml, StatusHtml, count_text};
use crate::setting::Setting;

/// What is sent for one change.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The change's position in the record.
    pub seq: Seq,
    /// The frame as one line of JSON.
    pub json: String,
}

/// Renders the frame of a change.
///
/// `before` and `after` are what was known before and after the change was
/// applied, `at` is when it happened. Every change has a frame, even one that
/// alters nothing, so that whoever counts them misses none. The same record
/// gives the same frames, whoever renders them, and whenever.
#[must_use]
#[expect(clippy::expect_used, reason = "the shape is a struct with text keys, which always serialises")]
pub fn frame(slug: &Slug, before: &View, after: &View, at: Timestamp, change: &Change) -> Frame {
    let setting = Setting::of(slug, after.coverage());
    let shape = FrameShape {
        seq: after.seq(),
        at,
        status: after.coverage().status.as_str(),
        count: after.published(),
        count_text: count_text(setting.voice, after),
        lists: lists(&setting, before, after, change),
        ..shape(&setting, before, after, change)
    };
    Frame { seq: shape.seq, json: serde_json::to_string(&shape).expect("a frame serialises") }
}

/// The frame's JSON. The reader's script relies on it.
#[derive(Serialize, Default)]
struct FrameShape {
    seq: Seq,
    at: Timestamp,
    verb: &'static str,
    post: Option<String>,
    order: Option<String>,
    html: Option<String>,
    target: Option<&'static str>,
    /// Where a post stood that is placed elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The coverage's new headline, without markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The notice that came with a revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Option<NoticeShape>>,
    /// The post that made way for a pinned one.
    #[serde(skip_serializing_if = "Option::is_none")]
    unpinned: Option<Option<ArticleShape>>,
    /// What stands of the post in the lists of that id now, where that has changed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    lists: BTreeMap<&'static str, String>,
    count: usize,
    count_text: String,
    status: &'static str,
}

#[derive(Serialize)]
struct NoticeShape {
    kind: &'static str,
    text: String,
    at: Timestamp,
}

#[derive(Serialize)]
struct ArticleShape {
    post: String,
    order: String,
    html: String,
}

fn shape(setting: &Setting<'_>, before: &View, after: &View, change: &Change) -> FrameShape {
    let coverage = after.coverage();
    // A change that did not fit altered nothing: its post was not touched.
    let touched = change.post().and_then(|id| after.post(id)).filter(|post| post.seq == after.seq());
    match (change, touched) {
        (Change::PostPublished(_), Some(post)) => article("insert", setting, post),
        (Change::PostRevised(revised), Some(post)) => {
            let given = revised.notice.as_ref().and(post.notices.last());
            FrameShape { notice: Some(given.map(notice)), ..article("revise", setting, post) }
        }
        // Open pages take both alike: what stood there makes way for what is told of it.
        (Change::PostWithdrawn(_) | Change::PostRedacted(_), Some(post)) => article("withdraw", setting, post),
        (Change::Blanked(Blanked { was, .. }), Some(post)) => match was {
            WasOf::Publication { .. } => article("insert", setting, post),
            WasOf::Revision => FrameShape { notice: Some(None), ..article("revise", setting, post) },
            WasOf::Withdrawal => article("withdraw", setting, post),
        },
        (Change::Untold(Untold::Publication { .. }), Some(post)) => article("insert", setting, post),
        (Change::Untold(Untold::Revision { notice: given, .. }), Some(post)) => {
            let given = given.as_ref().and(post.notices.last());
            FrameShape { notice: Some(given.map(notice)), ..article("revise", setting, post) }
        }
        (Change::PostPlaced(_), Some(post)) => {
            FrameShape { from: post.moves.last().map(|step| step.from.to_string()), ..article("place", setting, post) }
        }
        (Change::PostPinned(_), Some(post)) => {
            let made_way = before.coverage().pinned.filter(|id| *id != post.id).and_then(|id| after.post(id));
            let unpinned = made_way.map(|post| ArticleShape {
                post: post.id.to_string(),
                order: post.order.to_string(),
                html: render(&PostHtml::in_stream(setting, post)),
            });
            FrameShape { unpinned: Some(unpinned), ..article("pin", setting, post) }
        }
        (Change::PostUnpinned(_), Some(post)) => article("unpin", setting, post),
        (Change::HeadlineChanged(_), _) => FrameShape {
            text: Some(coverage.headline.to_string()),
            ..section("headline", "headline", &HeadlineHtml { coverage })
        },
        (Change::StandfirstChanged(_), _) => section("standfirst", "standfirst", &StandfirstHtml { coverage }),
        (Change::StatusChanged(_) | Change::SuccessorChanged(_), _) => {
            section("status", "status", &StatusHtml { setting, view: after })
        }
        (Change::LeadChanged(_), _) => section("lead", "lead", &LeadHtml { setting, lead: coverage.lead.as_ref() }),
        (Change::KeyPointsChanged(_), _) => {
            section("key_points", "key-points", &KeyPointsHtml { setting, view: after, here: &[] })
        }
        (Change::GoDeeperChanged(_), _) => section("go_deeper", "go-deeper", &GoDeeperHtml { setting, coverage }),
        // Language, zone and look are all over the page; it is fetched anew.
        (
            Change::CoverageOpened(_)
            | Change::Untold(Untold::Opening { .. })
            | Change::SettingsChanged { .. }
            | Change::ThemeChanged(_),
            _,
        ) => FrameShape { verb: "settings", ..FrameShape::default() },
        _ => FrameShape { verb: "none", ..FrameShape::default() },
    }
}

/// The items of the change's post in each list on top of the page, where they are others than before.
fn lists(setting: &Setting<'_>, before: &View, after: &View, change: &Change) -> BTreeMap<&'static str, String> {
    let Some(post) = change.post() else { return BTreeMap::new() };
    let items = |view: &View| view.post(post).map_or_else(Default::default, |post| list::items(setting, post));
    let (then, now) = (items(before), items(after));
    now.into_iter().zip(then).filter(|((_, now), (_, then))| now != then).map(|(now, _)| now).collect()
}

fn article(verb: &'static str, setting: &Setting<'_>, post: &Post) -> FrameShape {
    FrameShape {
        verb,
        post: Some(post.id.to_string()),
        order: Some(post.order.to_string()),
        html: Some(render(&PostHtml::in_stream(setting, post))),
        ..FrameShape::default()
    }
}

fn section(verb: &'static str, target: &'static str, template: &impl Template) -> FrameShape {
    FrameShape { verb, target: Some(target), html: Some(render(template)), ..FrameShape::default() }
}

fn notice(notice: &Notice) -> NoticeShape {
    NoticeShape { kind: notice.kind.as_str(), text: notice.text.to_string(), at: notice.at }
}
