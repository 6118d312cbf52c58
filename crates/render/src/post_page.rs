//! A post on a page of its own.

use askama::Template;
use coverage::{Post, Slug, View};

use crate::head::{Head, Shown};
use crate::linked_data::{self, Script};
use crate::markup::render;
use crate::post::{Place, PostHtml};
use crate::setting::Setting;
use crate::{Address, Site};

/// The page of one post, with the way back to its coverage.
#[must_use]
pub fn post_page(site: &Site, slug: &Slug, view: &View, post: &Post) -> String {
    whole(site, slug, view, post, Head::of_post(site, slug, view, post))
}

/// One post, for a frame on another site.
#[must_use]
pub fn framed_post_page(site: &Site, slug: &Slug, view: &View, post: &Post) -> String {
    whole(site, slug, view, post, Head::of_post(site, slug, view, post).framed())
}

fn whole(site: &Site, slug: &Slug, view: &View, post: &Post, head: Head) -> String {
    let setting = Setting::of(slug, view.coverage());
    let linked = post.content().filter(|_| head.shown == Shown::Alone);
    render(&PostPageHtml {
        site,
        head,
        setting: &setting,
        view,
        post: PostHtml { setting: &setting, post, place: Place::Alone },
        linked_data: linked.map(|content| linked_data::post(site, slug, view, post, content)),
    })
}

#[derive(Template)]
#[template(path = "post_page.html")]
struct PostPageHtml<'a> {
    site: &'a Site,
    head: Head,
    setting: &'a Setting<'a>,
    view: &'a View,
    post: PostHtml<'a>,
    linked_data: Option<Script>,
}

impl PostPageHtml<'_> {
    /// The element that names the coverage: the page's heading, where the post has none.
    fn part_of(&self) -> &'static str {
        let headline = self.post.post.content().and_then(|content| content.headline.as_ref());
        if headline.is_some() { "p" } else { "h1" }
    }
}
