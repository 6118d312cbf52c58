//! JSON Feed 1.1.

use coverage::{Slug, View};
use serde_json::{Map, Value, json};

use super::{Entry, Tombstone, urn};
use crate::setting::Setting;
use crate::{Address, Site};

/// The newest published posts as JSON Feed 1.1. What is ours alone stands in `_stet`.
#[must_use]
pub fn json(site: &Site, slug: &Slug, view: &View) -> String {
    let coverage = view.coverage();
    let setting = Setting::of(slug, coverage).standing(site.beside(Address::Coverage(slug)));
    let mut feed = Map::from_iter([
        ("version".to_owned(), json!("https://jsonfeed.org/version/1.1")),
        ("title".to_owned(), json!(coverage.headline.as_str())),
        ("home_page_url".to_owned(), json!(site.url(Address::Coverage(slug)))),
        ("feed_url".to_owned(), json!(site.url(Address::JsonFeed(slug)))),
        ("language".to_owned(), json!(coverage.language.as_str())),
        ("authors".to_owned(), json!([{"name": &*site.name, "url": site.url(Address::Front)}])),
        (
            "_stet".to_owned(),
            json!({"seq": view.seq(), "status": coverage.status.as_str(), "withdrawn": withdrawn(site, &setting, view)}),
        ),
    ]);
    if let Some(standfirst) = &coverage.standfirst {
        feed.insert("description".to_owned(), json!(standfirst.as_str()));
    }
    if let Some(hub) = &site.publisher.hub {
        feed.insert("hubs".to_owned(), json!([{"type": "WebSub", "url": &**hub}]));
    }
    let items = Entry::newest(view).map(|entry| item(site, &setting, &entry)).collect();
    feed.insert("items".to_owned(), Value::Array(items));
    Value::Object(feed).to_string()
}

/// What was withdrawn last, which readers may still hold.
fn withdrawn(site: &Site, setting: &Setting<'_>, view: &View) -> Vec<Value> {
    let told = |tombstone: Tombstone<'_>| {
        let (id, url) = (urn(tombstone.post), site.url(setting.post(&tombstone.post)));
        json!({"id": id, "url": url, "at": tombstone.at, "reason": tombstone.reason})
    };
    Tombstone::last(view).into_iter().map(told).collect()
}

fn item(site: &Site, setting: &Setting<'_>, entry: &Entry<'_>) -> Value {
    let notices: Vec<_> = entry
        .post
        .notices
        .iter()
        .map(|notice| json!({"kind": notice.kind.as_str(), "text": notice.text.as_str(), "at": notice.at, "seq": notice.seq}))
        .collect();
    let mut item = Map::from_iter([
        ("id".to_owned(), json!(urn(entry.post.id))),
        ("url".to_owned(), json!(site.url(setting.post(&entry.post.id)))),
        ("content_html".to_owned(), json!(entry.html(site, setting))),
        ("content_text".to_owned(), json!(entry.text(setting))),
        ("date_published".to_owned(), json!(entry.post.published_at)),
        ("date_modified".to_owned(), json!(entry.updated())),
        (
            "_stet".to_owned(),
            json!({
                "seq": entry.post.seq,
                "key_event": entry.content.key_event,
                "approximate": entry.post.approximate,
                "notices": notices,
            }),
        ),
    ]);
    if let Some(headline) = &entry.content.headline {
        item.insert("title".to_owned(), json!(headline.as_str()));
    }
    let people: Vec<_> = entry.people().map(|name| json!({"name": name})).collect();
    if !people.is_empty() {
        item.insert("authors".to_owned(), json!(people));
    }
    let tags: Vec<_> = entry.categories().collect();
    if !tags.is_empty() {
        item.insert("tags".to_owned(), json!(tags));
    }
    Value::Object(item)
}
