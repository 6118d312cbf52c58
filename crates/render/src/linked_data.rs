//! What a page says to machines: schema.org as JSON-LD.
//!
//! The time of publication never moves; only the time of change does.

use std::fmt;
use std::sync::Arc;

use askama::filters::HtmlSafe;
use coverage::{Block, Content, Coverage, Post, Slug, Standing, Video, View};
use serde_json::{Map, Value, json};

use crate::head::{coverage_image, excerpt, post_image};
use crate::redaction::redaction_line;
use crate::setting::Voice;
use crate::time::{Clock, instant};
use crate::{Address, Site};

/// JSON that may stand inside a `<script>`: nothing in it can end the element.
pub(crate) struct Script(String);

impl Script {
    fn of(value: &Value) -> Self {
        let mut script = String::new();
        for c in value.to_string().chars() {
            match c {
                // In JSON these stand in strings only, where an escape means the same.
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{7f}' => {
                    script.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => script.push(c),
            }
        }
        Self(script)
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every `<` in it is escaped, as JSON escapes.
impl HtmlSafe for Script {}

/// How many characters of each post a coverage repeats.
const ARTICLE_BODY: usize = 300;
/// How many posts a coverage names.
const UPDATES: usize = 50;

/// A coverage with its newest posts, also those that stand on a later page, as a `LiveBlogPosting`.
pub(crate) fn coverage(site: &Site, slug: &Slug, view: &View) -> Script {
    let coverage = view.coverage();
    let clock = Clock::of(&coverage.time_zone);
    let url = site.url(Address::Coverage(slug));
    let started = started(view, &clock);
    let updates: Vec<Value> = view
        .posts()
        .filter_map(|post| {
            let content = post.content()?;
            // The whole text stands in the page already, and on the post's own page once more.
            let body = excerpt(&content.body.text(), ARTICLE_BODY);
            Some(update(site, slug, coverage, &clock, post, content, &body))
        })
        .take(UPDATES)
        .collect();
    let mut live = object(json!({
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": coverage.headline.as_str(),
        "inLanguage": coverage.language.as_str(),
        "isAccessibleForFree": true,
        "coverageStartTime": started,
        "datePublished": started,
        "dateModified": instant(view.changed_at()),
        "author": organization(site),
        "publisher": organization(site),
        "liveBlogUpdate": updates,
    }));
    set(&mut live, "description", coverage.standfirst.as_ref().map(|text| text.as_str()));
    let withdrawn = withdrawals(site, slug, view);
    set(&mut live, "correction", (!withdrawn.is_empty()).then_some(withdrawn));
    set(&mut live, "coverageEndTime", coverage.ended_at.map(instant));
    set(&mut live, "image", Some(coverage_image(site, slug, view).url));
    Script::of(&Value::Object(live))
}

/// The withdrawals of posts among the newest. Such a post is no update any more that could tell of it.
fn withdrawals(site: &Site, slug: &Slug, view: &View) -> Vec<Value> {
    let words = Voice::of(&view.coverage().language).words;
    let told = |post: &Arc<Post>| {
        let (name, text, at) = match &post.standing {
            Standing::Published(_) | Standing::Withheld => return None,
            Standing::Withdrawn { at, reason } => (words.news_withdrawn, reason.as_str(), *at),
            Standing::Redacted { at, reason, .. } => (words.redacted, redaction_line(words, *reason), *at),
        };
        Some(json!({
            "@type": "CorrectionComment",
            "name": name,
            "text": text,
            "datePublished": instant(at),
            "url": site.url(Address::Post(slug, post.id)),
        }))
    };
    view.posts().take(UPDATES).filter_map(told).collect()
}

/// A post on its own page, as a `BlogPosting`.
pub(crate) fn post(site: &Site, slug: &Slug, view: &View, post: &Post, content: &Content) -> Script {
    let coverage = view.coverage();
    let clock = Clock::of(&coverage.time_zone);
    let mut posting = object(update(site, slug, coverage, &clock, post, content, &content.body.text()));
    posting.insert("@context".to_owned(), json!("https://schema.org"));
    posting.insert("mainEntityOfPage".to_owned(), json!(site.url(Address::Post(slug, post.id))));
    posting.insert("inLanguage".to_owned(), json!(coverage.language.as_str()));
    posting.insert("isAccessibleForFree".to_owned(), json!(true));
    posting.insert(
        "isPartOf".to_owned(),
        json!({
            "@type": "LiveBlogPosting",
            "@id": site.url(Address::Coverage(slug)),
            "url": site.url(Address::Coverage(slug)),
            "headline": coverage.headline.as_str(),
        }),
    );
    if !posting.contains_key("image") {
        let image = post_image(site, slug, view, post).unwrap_or_else(|| coverage_image(site, slug, view));
        set(&mut posting, "image", Some(image.url));
    }
    Script::of(&Value::Object(posting))
}

fn update(
    site: &Site,
    slug: &Slug,
    coverage: &Coverage,
    clock: &Clock,
    post: &Post,
    content: &Content,
    body: &str,
) -> Value {
    let url = site.url(Address::Post(slug, post.id));
    let published = published(post, clock);
    // A headline is asked for; a post without one is called by its coverage's.
    let headline = content.headline.as_ref().unwrap_or(&coverage.headline).as_str();
    let mut posting = object(json!({
        "@type": "BlogPosting",
        "url": url,
        "headline": headline,
        "datePublished": published,
        "dateModified": post.revised_at.map_or_else(|| published.clone(), instant),
        "articleBody": body,
        "publisher": organization(site),
    }));
    let shown = shown(site, content, &published);
    set(&mut posting, "image", (!shown.pictures.is_empty()).then_some(shown.pictures));
    set(&mut posting, "video", (!shown.films.is_empty()).then_some(shown.films));
    let people: Vec<Value> = content
        .byline
        .iter()
        .map(|name| name.as_str())
        .chain(content.contributors.iter().map(|person| person.name.as_str()))
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    let author = if people.is_empty() { organization(site) } else { Value::Array(people) };
    posting.insert("author".to_owned(), author);
    let words = Voice::of(&coverage.language).words;
    let corrections: Vec<Value> = post
        .notices
        .iter()
        .map(|notice| {
            json!({
                "@type": "CorrectionComment",
                "name": crate::post::notice_word(words, notice.kind),
                "text": notice.text.as_str(),
                "datePublished": instant(notice.at),
            })
        })
        .collect();
    set(&mut posting, "correction", (!corrections.is_empty()).then_some(corrections));
    Value::Object(posting)
}

/// When the coverage began: at its opening, or with its first post where that is older.
fn started(view: &View, clock: &Clock) -> String {
    let opened_at = view.coverage().opened_at;
    match view.first_published() {
        Some(first) if first.published_at < opened_at => published(first, clock),
        _ => instant(opened_at),
    }
}

/// The time of publication; the day alone where the clock time is a guess.
fn published(post: &Post, clock: &Clock) -> String {
    if post.approximate { clock.day(post.published_at) } else { instant(post.published_at) }
}

fn organization(site: &Site) -> Value {
    let publisher = &site.publisher;
    let mut organization = object(json!({
        "@type": "NewsMediaOrganization",
        "name": &*site.name,
        "url": site.url(Address::Front),
    }));
    let logo = publisher.logo.as_deref().map(|logo| json!({"@type": "ImageObject", "url": logo}));
    set(&mut organization, "logo", logo);
    let same_as: Vec<&str> = publisher.same_as.iter().map(|url| &**url).collect();
    set(&mut organization, "sameAs", (!same_as.is_empty()).then_some(same_as));
    for (policy, url) in &publisher.policies {
        organization.insert(policy.property().to_owned(), json!(&**url));
    }
    Value::Object(organization)
}

/// What of a post is seen rather than read.
#[derive(Default)]
struct Shown {
    pictures: Vec<String>,
    films: Vec<Value>,
}

fn shown(site: &Site, content: &Content, published: &str) -> Shown {
    let mut shown = Shown::default();
    let url = |media| site.url(Address::Media(media));
    for block in content.body.blocks() {
        match block {
            Block::Image(image) => shown.pictures.extend(image.media.map(url)),
            Block::Gallery(images) => shown.pictures.extend(images.iter().filter_map(|image| image.media).map(url)),
            Block::Comparison(pair) => {
                shown.pictures.extend([&pair.before, &pair.after].into_iter().filter_map(|image| image.media).map(url));
            }
            // A film without a picture is no film to a search engine.
            Block::Video(Video { title, media, poster: Some(poster), duration, caption, .. }) => {
                let mut film = object(json!({
                    "@type": "VideoObject",
                    "name": title.as_str(),
                    "thumbnailUrl": url(*poster),
                    "uploadDate": published,
                }));
                set(&mut film, "description", caption.as_ref().map(|caption| caption.as_str()));
                set(&mut film, "contentUrl", media.map(url));
                set(&mut film, "duration", duration.map(|seconds| format!("PT{seconds}S")));
                shown.films.push(Value::Object(film));
            }
            _ => {}
        }
    }
    shown
}

fn set(object: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
