//! What happens in the demo, and when.

use std::collections::{HashMap, VecDeque};

use anyhow::Context;
use coverage::{MediaId, PostId, PublicationTime};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use server::wire::NewCoverage;
use store::{Media, Store};

const COVERAGE: &str = include_str!("../../demo/coverage.json");
const TIMELINE: &str = include_str!("../../demo/timeline.json");

/// The pictures, of drawings that were made for the demo, each 1,600 by 900.
const PICTURES: [(&str, &[u8]); 6] = [
    ("map", include_bytes!("../../demo/media/map.webp")),
    ("ceasefire-chart", include_bytes!("../../demo/media/ceasefire-chart.webp")),
    ("timeline", include_bytes!("../../demo/media/timeline.webp")),
    ("bridge", include_bytes!("../../demo/media/bridge.webp")),
    ("senate", include_bytes!("../../demo/media/senate.webp")),
    ("poster", include_bytes!("../../demo/media/poster.webp")),
];

/// The day, from where it has been played to.
pub(crate) struct Script {
    opening: Value,
    scenes: VecDeque<Scene>,
}

/// Something that happens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    at: Timestamp,
    #[serde(rename = "do")]
    act: String,
    key: Option<String>,
    post: Option<Value>,
    /// Whether readers are told the day alone, since nobody knows the hour.
    #[serde(default)]
    approximate: bool,
    set: Option<Value>,
    notice: Option<Value>,
    reason: Option<String>,
    coverage: Option<Value>,
}

/// Something that happens, with every name resolved.
pub(crate) struct Scene {
    pub(crate) at: Timestamp,
    pub(crate) act: Act,
}

/// What happens.
pub(crate) enum Act {
    Publish {
        id: PostId,
        post: Value,
        time: PublicationTime,
    },
    Revise {
        id: PostId,
        post: Value,
    },
    Withdraw {
        id: PostId,
        reason: String,
    },
    Amend(Value),
    /// Another coverage opens, with its first post.
    Open {
        coverage: Value,
        post: Value,
    },
}

impl Script {
    /// Reads the script and puts its pictures into the store.
    pub(crate) async fn read(store: &Store) -> anyhow::Result<Self> {
        let mut names = HashMap::new();
        for (name, bytes) in PICTURES {
            let id = MediaId::new(server::new_uuid());
            let media = Media {
                id,
                content_type: "image/webp".to_owned(),
                width: Some(1600),
                height: Some(900),
                bytes: bytes.to_vec(),
            };
            store.put_media(media).await?;
            names.insert(name.to_owned(), id.to_string());
        }
        let mut opening: Value = serde_json::from_str(COVERAGE)?;
        name_media(&mut opening, &names);
        let lines: Vec<Line> = serde_json::from_str(TIMELINE)?;
        let mut posts = HashMap::new();
        let scenes: anyhow::Result<_> = lines.into_iter().map(|line| resolve(line, &names, &mut posts)).collect();
        Ok(Self { opening, scenes: scenes? })
    }

    /// The coverage as it begins, and when.
    pub(crate) fn opening(&self) -> anyhow::Result<(Timestamp, NewCoverage)> {
        let at = self.scenes.front().map_or(Timestamp::UNIX_EPOCH, |scene| scene.at);
        Ok((at, serde_json::from_value(self.opening.clone())?))
    }

    /// The next scene.
    pub(crate) fn next(&mut self) -> Option<Scene> {
        self.scenes.pop_front()
    }

    /// The next scene, if it happens before that moment.
    pub(crate) fn next_before(&mut self, moment: Timestamp) -> Option<Scene> {
        self.scenes.pop_front_if(|scene| scene.at < moment)
    }
}

fn resolve(line: Line, names: &HashMap<String, String>, posts: &mut HashMap<String, PostId>) -> anyhow::Result<Scene> {
    let Line { at, act, key, mut post, approximate, mut set, notice, reason, coverage } = line;
    let about = |what: &str| format!("{act} at {at} has no {what}");
    if act == "publish" {
        let key = key.clone().with_context(|| about("key"))?;
        posts.insert(key, server::post_id());
    }
    let id = key.as_ref().and_then(|key| posts.get(key)).copied();
    for value in post.iter_mut().chain(&mut set) {
        name_media(value, names);
    }
    if let Some(points) = set.as_mut().and_then(|set| set.get_mut("key_points")).and_then(Value::as_array_mut) {
        for point in points {
            let id = point["post"].as_str().and_then(|key| posts.get(key));
            point["post"] = id.map_or(Value::Null, |id| id.to_string().into());
        }
    }
    let known = || id.with_context(|| about("post of that key"));
    let act = match &*act {
        "publish" => {
            let time = if approximate { PublicationTime::Approximately(at) } else { PublicationTime::At(at) };
            Act::Publish { id: known()?, post: post.with_context(|| about("post"))?, time }
        }
        "revise" => {
            let mut post = post.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
            if let Some(notice) = notice {
                post["notice"] = notice;
            }
            Act::Revise { id: known()?, post }
        }
        "withdraw" => Act::Withdraw { id: known()?, reason: reason.with_context(|| about("reason"))? },
        "pin" => Act::Amend(serde_json::json!({"pinned": known()?})),
        "unpin" => Act::Amend(serde_json::json!({"pinned": null})),
        "coverage" => Act::Amend(set.with_context(|| about("set"))?),
        "open" => Act::Open {
            coverage: coverage.with_context(|| about("coverage"))?,
            post: post.with_context(|| about("post"))?,
        },
        other => anyhow::bail!("“{other}” at {at} is nothing that can happen"),
    };
    Ok(Scene { at, act })
}

/// Puts the ids of stored pictures where the script names them.
fn name_media(value: &mut Value, names: &HashMap<String, String>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| name_media(value, names)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str().and_then(|name| names.get(name)) {
                    Some(id) if matches!(&**key, "media" | "poster" | "image") => *value = id.clone().into(),
                    _ => name_media(value, names),
                }
            }
        }
        _ => {}
    }
}
