//! What clients ask: what can be filed here, and what a post says.

use serde_json::{Value, json};

use super::asked::invalid;
use super::body::Blocks;
use super::{MEDIA, QUESTIONS, place};
use crate::app::App;
use crate::live::Live;
use crate::problem::Problem;

/// What can be filed, and where.
pub(super) fn config(app: &App, live: &Live) -> Value {
    json!({
        "q": QUESTIONS,
        "media-endpoint": app.url(&format!("{}{MEDIA}", place(live))),
        "syndicate-to": [],
        "post-types": [
            {"type": "note", "name": "Post"},
            {"type": "article", "name": "Post with a headline"},
            {"type": "photo", "name": "Picture"},
            {"type": "video", "name": "Film"},
        ],
    })
}

/// The labels that posts have, which are the categories here.
pub(super) fn categories(live: &Live) -> Value {
    let view = live.view();
    let mut labels: Vec<&str> =
        view.posts().filter_map(|post| Some(post.content()?.label.as_ref()?.as_str())).collect();
    labels.sort_unstable();
    labels.dedup();
    json!({"categories": labels})
}

/// A post as a client edits it: all of it, or the properties that are wanted.
pub(super) fn source(app: &App, shown: &Value, wanted: &[String]) -> Value {
    let mut properties = json!({"post-status": [shown["status"]]});
    for (property, field) in [
        ("url", "url"),
        ("name", "headline"),
        ("category", "label"),
        ("published", "published_at"),
        ("updated", "revised_at"),
    ] {
        if shown[field].is_string() {
            properties[property] = json!([shown[field]]);
        }
    }
    Blocks::of(&shown["body"]).tell(app, shown, &mut properties);
    if wanted.is_empty() {
        return json!({"type": ["h-entry"], "properties": properties});
    }
    if let Value::Object(properties) = &mut properties {
        properties.retain(|name, _| wanted.contains(name));
    }
    json!({"properties": properties})
}

/// The id in the address of a post, whether its page's or its place in the API.
///
/// # Errors
/// 400 `invalid_request` where it is no such address.
pub(super) fn id_in(url: &str) -> Result<&str, Problem> {
    let id = url.rsplit_once("/post/").or_else(|| url.rsplit_once("/posts/"));
    let id = id.and_then(|(_, id)| id.split(['?', '#']).next()).filter(|id| !id.is_empty());
    id.ok_or_else(|| invalid("The url of a post is expected.").at("url"))
}
