//! The addresses that the pages link to.

use std::fmt;

use askama::filters::HtmlSafe;
use coverage::{MediaId, PostId, Seq, Slug};

/// Where something stands on this site, as the path of a URL.
#[derive(Clone, Copy, Debug)]
pub enum Address<'a> {
    /// The list of coverages.
    Front,
    /// A coverage, its newest posts.
    Coverage(&'a Slug),
    /// The posts of a coverage that came before one of them.
    Before(&'a Slug, PostId),
    /// A post among those around it.
    InContext(&'a Slug, PostId),
    /// One post on a page of its own.
    Post(&'a Slug, PostId),
    /// What became of a post.
    PostHistory(&'a Slug, PostId),
    /// What became of what stands above the posts of a coverage.
    History(&'a Slug),
    /// What readers of a coverage were told openly.
    Corrections(&'a Slug),
    /// What the readers of all coverages were told openly.
    AllCorrections,
    /// A coverage as it stood after a change.
    At(&'a Slug, Seq),
    /// The same as JSON.
    AtJson(&'a Slug, Seq),
    /// The way to a coverage as it stood at a moment that a query names; without one, to the last change.
    Moments(&'a Slug),
    /// From which change to which a coverage can be seen, as JSON.
    Extent(&'a Slug),
    /// The page on which a record is checked.
    Proof(&'a Slug),
    /// Before the names of what a record is checked by.
    Log(&'a Slug),
    /// Search in the posts of all coverages.
    Search,
    /// Search in the posts of one.
    SearchIn(&'a Slug),
    /// How browsers search here.
    OpenSearch,
    /// The stream of a coverage's changes.
    Stream(&'a Slug),
    /// A coverage's changes as JSON.
    Changes(&'a Slug),
    /// What is news in a coverage since a position, as JSON.
    Since(&'a Slug),
    /// A coverage as JSON.
    Json(&'a Slug),
    /// The RSS feed of a coverage.
    Rss(&'a Slug),
    /// The Atom feed of a coverage.
    Atom(&'a Slug),
    /// The JSON feed of a coverage.
    JsonFeed(&'a Slug),
    /// A coverage, for a frame on another site.
    Embed(&'a Slug),
    /// One post, for a frame on another site.
    PostEmbed(&'a Slug, PostId),
    /// The preview picture of a coverage, in a version.
    Preview(&'a Slug, &'a str),
    /// The preview picture of a post, in a version.
    PostPreview(&'a Slug, PostId, &'a str),
    /// How a page is embedded.
    OEmbed,
    /// What search engines are told of a coverage.
    Sitemap(&'a Slug),
    /// What search engines are told of the news.
    News,
    /// What search engines are told of everything.
    Sitemaps,
    /// What a device shows without a network where it keeps no copy of the page.
    Offline,
    /// A stored picture or film.
    Media(MediaId),
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Front => f.write_str("/"),
            Self::Coverage(slug) => write!(f, "/live/{slug}"),
            Self::Before(slug, post) => write!(f, "/live/{slug}?before={post}"),
            Self::InContext(slug, post) => write!(f, "/live/{slug}?post={post}#post-{post}"),
            Self::Post(slug, post) => write!(f, "/live/{slug}/post/{post}"),
            Self::PostHistory(slug, post) => write!(f, "/live/{slug}/post/{post}/history"),
            Self::History(slug) => write!(f, "/live/{slug}/history"),
            Self::Corrections(slug) => write!(f, "/live/{slug}/corrections"),
            Self::AllCorrections => f.write_str("/corrections"),
            Self::At(slug, seq) => write!(f, "/live/{slug}/at/{seq}"),
            Self::AtJson(slug, seq) => write!(f, "/live/{slug}/at/{seq}.json"),
            Self::Moments(slug) => write!(f, "/live/{slug}/at"),
            Self::Extent(slug) => write!(f, "/live/{slug}/at.json"),
            Self::Proof(slug) => write!(f, "/live/{slug}/proof"),
            Self::Log(slug) => write!(f, "/live/{slug}/log/"),
            Self::Search => f.write_str("/search"),
            Self::SearchIn(slug) => write!(f, "/live/{slug}/search"),
            Self::OpenSearch => f.write_str("/opensearch.xml"),
            Self::Stream(slug) => write!(f, "/live/{slug}/stream"),
            Self::Changes(slug) => write!(f, "/live/{slug}/changes"),
            Self::Since(slug) => write!(f, "/live/{slug}/since"),
            Self::Json(slug) => write!(f, "/live/{slug}.json"),
            Self::Rss(slug) => write!(f, "/live/{slug}/feed.rss"),
            Self::Atom(slug) => write!(f, "/live/{slug}/feed.atom"),
            Self::JsonFeed(slug) => write!(f, "/live/{slug}/feed.json"),
            Self::Embed(slug) => write!(f, "/live/{slug}/embed"),
            Self::PostEmbed(slug, post) => write!(f, "/live/{slug}/post/{post}/embed"),
            Self::Preview(slug, version) => write!(f, "/live/{slug}/preview/{version}.png"),
            Self::PostPreview(slug, post, version) => write!(f, "/live/{slug}/post/{post}/preview/{version}.png"),
            Self::OEmbed => f.write_str("/oembed"),
            Self::Sitemap(slug) => write!(f, "/live/{slug}/sitemap.xml"),
            Self::News => f.write_str("/sitemap-news.xml"),
            Self::Sitemaps => f.write_str("/sitemap.xml"),
            Self::Offline => f.write_str("/offline"),
            Self::Media(media) => write!(f, "/media/{media}"),
        }
    }
}

/// Slugs, ids and versions hold letters, digits and hyphens only, and no address has more than one parameter.
impl HtmlSafe for Address<'_> {}
