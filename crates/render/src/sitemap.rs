//! What there is, for search engines: the index of sitemaps, a sitemap for
//! each coverage, and the news of the last two days (sitemaps.org 0.9, and
//! Google's extension for news).

use std::cmp::Reverse;
use std::io;
use std::sync::Arc;

use coverage::{Post, Slug, Status, View};
use jiff::{SignedDuration, Timestamp};

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

/// What was published in the two days before `now`, the newest first: coverages
/// by their beginning, posts by their own time, which never moves.
#[must_use]
pub fn news<'a>(site: &Site, now: Timestamp, coverages: impl Iterator<Item = (&'a Slug, &'a View)>) -> String {
    let mut items: Vec<News<'_>> = coverages.flat_map(|(slug, view)| News::of(slug, view, now)).collect();
    items.sort_by_key(|item| Reverse(item.at));
    items.truncate(MOST_NEWS);
    let namespaces = [("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")];
    list("urlset", &namespaces, |xml| items.iter().try_for_each(|item| item.write(xml, site)))
}

struct News<'a> {
    slug: &'a Slug,
    view: &'a View,
    post: Option<&'a Arc<Post>>,
    at: Timestamp,
}

impl<'a> News<'a> {
    fn of(slug: &'a Slug, view: &'a View, now: Timestamp) -> Vec<Self> {
        let coverage = view.coverage();
        if coverage.status == Status::Draft {
            return Vec::new();
        }
        let is_news = |at: Timestamp| at <= now && now.duration_since(at) <= NEWS;
        let posts = view.posts().filter(|post| post.content().is_some() && !post.approximate);
        let recent = posts.filter(|post| is_news(post.published_at)).take(MOST_NEWS);
        let mut items: Vec<_> =
            recent.map(|post| Self { slug, view, post: Some(post), at: post.published_at }).collect();
        if is_news(coverage.opened_at) && view.published() > 0 {
            items.push(Self { slug, view, post: None, at: coverage.opened_at });
        }
        items
    }

    fn write(&self, xml: &mut Xml, site: &Site) -> io::Result<()> {
        let coverage = self.view.coverage();
        let address = match self.post {
            Some(post) => Address::Post(self.slug, post.id),
            None => Address::Coverage(self.slug),
        };
        let content = self.post.and_then(|post| post.content());
        let title = match content {
            None => coverage.headline.to_string(),
            Some(content) => match &content.headline {
                Some(headline) => headline.to_string(),
                None => excerpt(&content.body.text(), TITLE),
            },
        };
        // A post of nothing but a picture is called by its coverage.
        let title = if title.is_empty() { coverage.headline.to_string() } else { title };
        xml.create_element("url").write_inner_content(|xml| {
            leaf(xml, "loc", &site.url(address))?;
            xml.create_element("news:news").write_inner_content(|xml| {
                xml.create_element("news:publication").write_inner_content(|xml| {
                    leaf(xml, "news:name", &site.name)?;
                    leaf(xml, "news:language", news_language(coverage.language.as_str()))
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
