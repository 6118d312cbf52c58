//! A post on a page of its own.

use askama::Template;
use coverage::{Post, Slug, View};

use crate::form::Form;
use crate::head::{Head, Shown};
use crate::linked_data::{self, Script};
use crate::markup::render;
use crate::post::PostHtml;
use crate::setting::Setting;
use crate::source::SourceHtml;
use crate::{Address, Site, Source};

/// The page of one post of a coverage that is told here, with the way back to it.
#[must_use]
pub fn post_page(site: &Site, slug: &Slug, view: &View, post: &Post) -> String {
    post_page_from(site, slug, view, post, Form::Whole, None)
}

/// The same in words alone.
#[must_use]
pub fn text_post_page(site: &Site, slug: &Slug, view: &View, post: &Post) -> String {
    post_page_from(site, slug, view, post, Form::Text, None)
}

/// The page of one post in a form, and where its coverage comes from, if it was not begun here.
#[must_use]
pub fn post_page_from(
    site: &Site,
    slug: &Slug,
    view: &View,
    post: &Post,
    form: Form,
    source: Option<&Source>,
) -> String {
    whole(site, slug, view, post, Head::of_post(site, slug, view, post).in_form(form), source)
}

/// One post, for a frame on another site.
#[must_use]
pub fn framed_post_page(site: &Site, slug: &Slug, view: &View, post: &Post, source: Option<&Source>) -> String {
    whole(site, slug, view, post, Head::of_post(site, slug, view, post).framed(), source)
}

fn whole(site: &Site, slug: &Slug, view: &View, post: &Post, head: Head, source: Option<&Source>) -> String {
    let here = Address::Post(slug, post.id);
    let head = head.standing(site, here).of_source(site, slug, source);
    let setting = Setting::of(slug, view.coverage()).in_form(head.form()).standing(site.beside(here));
    let linked = post.content().filter(|_| head.shown == Shown::Alone && setting.is_served());
    render(&PostPageHtml {
        site,
        head,
        setting: &setting,
        view,
        post: PostHtml::alone(&setting, post),
        source: SourceHtml { setting: &setting, source },
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
    source: SourceHtml<'a>,
    linked_data: Option<Script>,
}

impl PostPageHtml<'_> {
    /// The element that names the coverage: the page's heading, where the post has none.
    fn part_of(&self) -> &'static str {
        let headline = self.post.post.content().and_then(|content| content.headline.as_ref());
        if headline.is_some() { "p" } else { "h1" }
    }

    /// Where the same post stands in the other form.
    fn other(&self) -> String {
        self.setting.form.other().of(self.setting.post(&self.post.post.id)).to_string()
    }
}
