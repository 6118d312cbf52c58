//! A coverage's page: its newest posts, or older ones.

use std::sync::Arc;

use askama::Template;
use coverage::{OrderKey, Post, PostId, Slug, View};

use crate::head::Head;
use crate::linked_data::{self, Script};
use crate::markup::render;
use crate::post::PostHtml;
use crate::section::{GoDeeperHtml, HeadlineHtml, KeyPointsHtml, LeadHtml, StandfirstHtml, StatusHtml, count_text};
use crate::setting::Setting;
use crate::{Address, Site};

/// How many posts a page holds at most, the pinned one aside.
pub const PAGE_POSTS: usize = 60;

/// Which posts of a coverage a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// The newest.
    Newest,
    /// Those next older than this post.
    Before(PostId),
}

/// A coverage's page, complete without any script.
///
/// None when the window begins at a post that the coverage does not have.
#[must_use]
pub fn page(site: &Site, slug: &Slug, view: &View, window: Window) -> Option<String> {
    let posts = posts_in(view, window)?;
    let setting = Setting::of(slug, view.coverage());
    let here: Vec<PostId> = posts.iter().copied().chain(view.pinned()).map(|post| post.id).collect();
    let pinned = view.pinned().map(|post| &**post);
    let template = PageHtml {
        site,
        head: Head::of_window(site, slug, view, window),
        setting: &setting,
        view,
        window,
        headline: HeadlineHtml { coverage: view.coverage() },
        standfirst: StandfirstHtml { coverage: view.coverage() },
        status: StatusHtml { setting: &setting, view },
        lead: LeadHtml { setting: &setting, lead: view.coverage().lead.as_ref() },
        key_points: KeyPointsHtml { setting: &setting, view, here: &here },
        go_deeper: GoDeeperHtml { setting: &setting, coverage: view.coverage() },
        count: count_text(setting.voice, view),
        pinned: pinned.map(|post| PostHtml::in_stream(&setting, post)),
        posts: posts
            .iter()
            .filter(|post| Some(post.id) != view.coverage().pinned)
            .map(|post| PostHtml::in_stream(&setting, post))
            .collect(),
        older: posts.last().filter(|last| view.posts_before(last.order).next().is_some()).map(|last| last.id),
        linked_data: (window == Window::Newest).then(|| linked_data::coverage(site, slug, view, &posts)),
    };
    Some(render(&template))
}

/// The posts in a window, newest first, the pinned one too if it is among them.
pub(crate) fn posts_in(view: &View, window: Window) -> Option<Vec<&Arc<Post>>> {
    Some(match window {
        Window::Newest => view.posts().take(PAGE_POSTS).collect(),
        Window::Before(cursor) => {
            let place: OrderKey = view.post(cursor)?.order;
            view.posts_before(place).take(PAGE_POSTS).collect()
        }
    })
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageHtml<'a> {
    site: &'a Site,
    head: Head,
    setting: &'a Setting<'a>,
    view: &'a View,
    window: Window,
    headline: HeadlineHtml<'a>,
    standfirst: StandfirstHtml<'a>,
    status: StatusHtml<'a>,
    lead: LeadHtml<'a>,
    key_points: KeyPointsHtml<'a>,
    go_deeper: GoDeeperHtml<'a>,
    count: String,
    pinned: Option<PostHtml<'a>>,
    posts: Vec<PostHtml<'a>>,
    /// The post before which the next page begins.
    older: Option<PostId>,
    linked_data: Option<Script>,
}
