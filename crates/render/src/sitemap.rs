//! What there is, for search engines: the index of sitemaps, a sitemap for
//! each coverage, and the news of the last two days (sitemaps.org 0.9, and
//! Google's extension for news).

use std::cmp::Reverse;
use std::io;
use std::sync::Arc;

use coverage::{Brief, Coverage, Post, PostId, Slug, Status, View};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::head::excerpt;
use crate::time::instant;
use crate::xml::{Xml, document, leaf};
use crate::{Address, Site, Summary};

/// The most URLs of one sitemap.
const MOST_URLS: usize = 50_000;
/// The most URLs of a news sitemap.
const MOST_NEWS: usize = 1_000;
/// How long something is news.
const NEWS: SignedDuration = SignedDuration::from_hours(48);
/// How many characters of a post without a headline stand for one.
const TITLE: usize = 100;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The index of all sitemaps: the news, and each coverage that readers know of.
#[must_use]
pub fn index<'a>(site: &Site, coverages: impl Iterator<Item = &'a Summary>) -> String {
    let mut shown: Vec<&Summary> = coverages.filter(|summary| summary.status != Status::Draft).collect();
    shown.sort_by_key(|summary| Reverse(summary.changed_at));
    list("sitemapindex", &[], |xml| {
        entry(xml, "sitemap", &site.url(Address::News), None)?;
        for summary in shown.into_iter().take(MOST_URLS - 1) {
            entry(xml, "sitemap", &site.url(Address::Sitemap(&summary.slug)), Some(summary.changed_at))?;
        }
        Ok(())
    })
}

/// The sitemap of a coverage: its page, and the pages of its posts.
#[must_use]
pub fn coverage(site: &Site, slug: &Slug, view: &View) -> String {
    list("urlset", &[], |xml| {
        entry(xml, "url", &site.url(Address::Coverage(slug)), Some(view.changed_at()))?;
        let published = view.posts().filter(|post| post.content().is_some());
        for post in published.take(MOST_URLS - 1) {
            let changed = post.revised_at.or((!post.approximate).then_some(post.published_at));
            entry(xml, "url", &site.url(Address::Post(slug, post.id)), changed)?;
        }
        Ok(())
    })
}

/// Where the news of a coverage are taken from.
#[derive(Clone, Copy, Debug)]
pub enum NewsFrom<'a> {
    /// From its posts.
    Posts(&'a View),
    /// From what was taken out of them before.
    Kept(&'a Brief, &'a [NewsPost]),
}

/// A post as the news names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewsPost {
    post: PostId,
    published_at: Timestamp,
    title: Box<str>,
}

impl NewsPost {
    /// The posts of a coverage that are news at `now`, a thousand at most. Later there are no others
    /// as long as the coverage stays as it is.
    #[must_use]
    pub fn all(view: &View, now: Timestamp) -> Box<[Self]> {
        let kept = |post: &Arc<Post>| Self {
            post: post.id,
            published_at: post.published_at,
            title: title(view.coverage(), post).into(),
        };
        recent(view, now).map(kept).collect()
    }

    /// Whether it is news at `now`.
    #[must_use]
    pub fn is_news(&self, now: Timestamp) -> bool {
        is_news(self.published_at, now)
    }
}

/// What was published in the two days before `now`, the newest first: coverages
/// by their beginning, posts by their own time, which never moves.
#[must_use]
pub fn news<'a>(site: &Site, now: Timestamp, coverages: impl Iterator<Item = (&'a Slug, NewsFrom<'a>)>) -> String {
    let mut items: Vec<News<'_>> = coverages.flat_map(|(slug, from)| News::of(slug, from, now)).collect();
    items.sort_by_key(|item| Reverse(item.at));
    items.truncate(MOST_NEWS);
    let namespaces = [("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")];
    list("urlset", &namespaces, |xml| items.iter().try_for_each(|item| item.write(xml, site)))
}

fn is_news(at: Timestamp, now: Timestamp) -> bool {
    at <= now && now.duration_since(at) <= NEWS
}

fn recent(view: &View, now: Timestamp) -> impl Iterator<Item = &Arc<Post>> {
    let posts = view.posts().filter(|post| post.content().is_some() && !post.approximate);
    posts.filter(move |post| is_news(post.published_at, now)).take(MOST_NEWS)
}

/// What a post is called; one of nothing but a picture, by its coverage.
fn title(coverage: &Coverage, post: &Post) -> String {
    let title = post.content().map(|content| match &content.headline {
        Some(headline) => headline.to_string(),
        None => excerpt(&content.body.text(), TITLE),
    });
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| coverage.headline.to_string())
}

struct News<'a> {
    slug: &'a Slug,
    coverage: &'a Coverage,
    what: What<'a>,
    at: Timestamp,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Coverage,
    Post(&'a Post),
    Kept(&'a NewsPost),
}

impl<'a> News<'a> {
    fn of(slug: &'a Slug, from: NewsFrom<'a>, now: Timestamp) -> Vec<Self> {
        let brief = match from {
            NewsFrom::Posts(view) => view.brief(),
            NewsFrom::Kept(brief, _) => brief,
        };
        let coverage = brief.coverage();
        if coverage.status == Status::Draft {
            return Vec::new();
        }
        let item = |what, at| Self { slug, coverage, what, at };
        let mut items: Vec<_> = match from {
            NewsFrom::Posts(view) => recent(view, now).map(|post| item(What::Post(post), post.published_at)).collect(),
            NewsFrom::Kept(_, kept) => {
                let kept = kept.iter().filter(|post| post.is_news(now));
                kept.map(|post| item(What::Kept(post), post.published_at)).collect()
            }
        };
        if is_news(coverage.opened_at, now) && brief.published() > 0 {
            items.push(item(What::Coverage, coverage.opened_at));
        }
        items
    }

    fn write(&self, xml: &mut Xml, site: &Site) -> io::Result<()> {
        let (address, title) = match self.what {
            What::Coverage => (Address::Coverage(self.slug), self.coverage.headline.to_string()),
            What::Post(post) => (Address::Post(self.slug, post.id), title(self.coverage, post)),
            What::Kept(kept) => (Address::Post(self.slug, kept.post), kept.title.to_string()),
        };
        xml.create_element("url").write_inner_content(|xml| {
            leaf(xml, "loc", &site.url(address))?;
            xml.create_element("news:news").write_inner_content(|xml| {
                xml.create_element("news:publication").write_inner_content(|xml| {
                    leaf(xml, "news:name", &site.name)?;
                    leaf(xml, "news:language", news_language(self.coverage.language.as_str()))
                })?;
                leaf(xml, "news:publication_date", &instant(self.at))?;
                leaf(xml, "news:title", &title)
            })?;
            Ok(())
        })?;
        Ok(())
    }
}

/// The code of a language as the extension wants it: without a region, but for Chinese.
fn news_language(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    match lower.split('-').next() {
        Some("zh") if lower.contains("hant") || lower.ends_with("tw") || lower.ends_with("hk") => "zh-tw",
        Some("zh") => "zh-cn",
        Some(language) => tag.get(..language.len()).unwrap_or(tag),
        None => tag,
    }
}

fn list(root: &str, namespaces: &[(&str, &str)], write: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    document(|xml| {
        xml.create_element(root)
            .with_attribute(("xmlns", SITEMAP))
            .with_attributes(namespaces.iter().copied())
            .write_inner_content(write)?;
        Ok(())
    })
}

fn entry(xml: &mut Xml, name: &str, url: &str, changed: Option<Timestamp>) -> io::Result<()> {
    xml.create_element(name).write_inner_content(|xml| {
        leaf(xml, "loc", url)?;
        changed.map_or(Ok(()), |at| leaf(xml, "lastmod", &instant(at)))
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::news_language;

    #[test]
    fn a_language_without_its_region() {
        let codes = [("en-GB", "en"), ("uk", "uk"), ("zh-Hant-TW", "zh-tw"), ("zh", "zh-cn"), ("sr-Latn", "sr")];
        for (tag, code) in codes {
            assert_eq!(news_language(tag), code);
        }
    }
}
