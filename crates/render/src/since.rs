//! What is news in a coverage since a reader last looked: as a part of the
//! page, and as JSON.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{News, Post, PostId, Seq, Slug, View};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Address;
use crate::list::{name, target};
use crate::markup::render;
use crate::setting::Setting;
use crate::words::Words;

/// How many posts are listed at most; all are counted.
pub const SINCE_POSTS: usize = 100;

/// `#since`
#[derive(Template)]
#[template(path = "section/since.html")]
pub(crate) struct SinceHtml<'a> {
    setting: &'a Setting<'a>,
    /// The position since which.
    after: Seq,
    /// The posts of which there is news, newest first.
    news: Vec<(&'a Post, News)>,
    /// The posts that stand on the same page.
    here: &'a [PostId],
}

/// It is a template.
impl HtmlSafe for SinceHtml<'_> {}

impl<'a> SinceHtml<'a> {
    pub(crate) fn of(setting: &'a Setting<'a>, view: &'a View, after: Seq, here: &'a [PostId]) -> Self {
        let news = view.since(after).map(|(post, news)| (&**post, news)).collect();
        Self { setting, after, news, here }
    }

    /// How many posts there are of each kind of news that there is.
    fn counts(&self) -> Vec<(News, usize)> {
        let count = |kind| self.news.iter().filter(|(_, news)| *news == kind).count();
        News::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
    }

    /// The oldest post that is new.
    fn first_unread(&self) -> Option<&'a Post> {
        self.news.iter().rev().find(|(_, news)| *news == News::New).map(|(post, _)| *post)
    }

    fn listed(&self) -> impl Iterator<Item = &(&'a Post, News)> {
        self.news.iter().take(SINCE_POSTS)
    }

    fn is_cut_off(&self) -> bool {
        self.news.len() > SINCE_POSTS
    }

    fn word(&self, news: &News) -> &'static str {
        news_word(self.setting.voice.words, *news)
    }

    fn target(&self, post: &Post) -> String {
        target(self.setting, post, self.here)
    }
}

/// The word for what became of a post.
pub(crate) const fn news_word(words: &Words, news: News) -> &'static str {
    match news {
        News::New => words.news_new,
        News::Withdrawn => words.news_withdrawn,
        News::Corrected => words.corrected,
        News::Clarified => words.clarified,
        News::Revised => words.updated,
        News::Moved => words.news_moved,
    }
}

/// What is news since a position, as JSON. It is the same for everybody who asks with that position.
#[must_use]
#[expect(clippy::expect_used, reason = "the shape is a struct with text keys, which always serialises")]
pub fn since_json(slug: &Slug, view: &View, after: Seq) -> String {
    let setting = Setting::of(slug, view.coverage());
    let since = SinceHtml::of(&setting, view, after, &[]);
    let is_ahead = after > view.seq();
    let shape = SinceShape {
        slug: slug.as_str(),
        after,
        seq: view.seq(),
        status: view.coverage().status.as_str(),
        resync: is_ahead,
        counts: since.counts().into_iter().map(|(news, count)| (news.as_str().to_owned(), count.into())).collect(),
        first_unread: since.first_unread().map(|post| post.id),
        more: since.is_cut_off(),
        posts: since.listed().map(|(post, news)| post_shape(&setting, post, *news)).collect(),
        html: (!is_ahead).then(|| render(&since)),
    };
    serde_json::to_string(&shape).expect("the shape serialises")
}

/// Others rely on these fields: more may be added, none renamed or dropped.
#[derive(Serialize)]
struct SinceShape<'a> {
    slug: &'a str,
    after: Seq,
    seq: Seq,
    status: &'static str,
    /// The position is beyond the head of the record, so that nothing can be told.
    resync: bool,
    counts: Map<String, Value>,
    first_unread: Option<PostId>,
    more: bool,
    posts: Vec<PostShape>,
    html: Option<String>,
}

#[derive(Serialize)]
struct PostShape {
    post: PostId,
    news: &'static str,
    seq: Seq,
    order: String,
    shown_at: Timestamp,
    approximate: bool,
    name: Option<String>,
    url: String,
}

fn post_shape(setting: &Setting<'_>, post: &Post, news: News) -> PostShape {
    PostShape {
        post: post.id,
        news: news.as_str(),
        seq: post.seq,
        order: post.order.to_string(),
        shown_at: post.order.at,
        approximate: post.shown().approximate,
        name: name(post),
        url: Address::Post(setting.slug, post.id).to_string(),
    }
}
