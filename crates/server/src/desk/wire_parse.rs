//! From the shapes of the wire to the values of the domain. Every fault names its field.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use coverage::{
    Amendment, Body, Content, Further, KeyPoint, Language, Lead, Line, MediaId, NoticeKind, Opening, Place, PostId,
    Prose, Rejection, Revision, Slug, Status, Successor, Theme, WebUrl, Zone,
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

use super::{markdown, wire};
use crate::problem::Problem;

/// Reads a JSON request body into its shape.
///
/// # Errors
/// 415 for another content type, 400 for what is no JSON, 422 for what is not
/// of the shape, each naming the field.
pub(crate) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_json",
            "The request's content type is not application/json.",
        )
        .hinted("Send “Content-Type: application/json”."));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = spelt(error.path());
        let error = error.into_inner();
        if error.is_data() {
            let message = error.to_string();
            let detail = format!("{} is not what is expected: {}.", name(&path), shortened(&message));
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_shape", detail)
                .hinted("The shapes are described at /api/v1/openapi.json.");
            match field_of(&path, &message) {
                Some(field) => problem.at(field),
                None => problem,
            }
        } else {
            Problem::bad_request("malformed_json", format!("The request is no JSON: {error}."))
        }
    })?;
    deserializer
        .end()
        .map_err(|error| Problem::bad_request("malformed_json", format!("There is more after the JSON: {error}.")))?;
    Ok(read)
}

/// How many characters of a name or value that was sent an answer repeats.
const REPEATED: usize = 80;

/// A place in the request as a field is named, such as `key_points[2].text`;
/// nothing for the request as a whole.
fn spelt(path: &Path) -> String {
    let mut spelt = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => spelt.push_str(&format!("[{index}]")),
            Segment::Map { key } | Segment::Enum { variant: key } => spelt = within(&spelt, &beginning(key, REPEATED)),
            Segment::Unknown => spelt = within(&spelt, "?"),
        }
    }
    spelt
}

fn within(outer: &str, field: &str) -> String {
    if outer.is_empty() { field.to_owned() } else { format!("{outer}.{field}") }
}

/// A text, or its beginning if it is longer than so many characters.
fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What serde says. What was sent stands before what is expected, and may be long.
fn shortened(message: &str) -> String {
    let end = message.rfind(", expected ").unwrap_or(message.len());
    let (sent, expected) = message.split_at(end);
    beginning(sent, REPEATED + "unknown field ``".len()) + &beginning(expected, 5 * REPEATED)
}

fn name(path: &str) -> String {
    if path.is_empty() { "The request".to_owned() } else { format!("`{path}`") }
}

/// The field at fault; none where the request as a whole is. For an unknown,
/// missing or repeated field serde's path ends at its parent or at the field,
/// and its message holds the name.
fn field_of(path: &str, message: &str) -> Option<String> {
    let named = ["unknown field `", "missing field `", "duplicate field `"]
        .iter()
        .find_map(|start| message.split_once(start))
        .and_then(|(_, rest)| rest.split_once('`'))
        .map(|(field, _)| beginning(field, REPEATED));
    match named {
        Some(field) if path != field && !path.ends_with(&format!(".{field}")) => Some(within(path, &field)),
        _ if path.is_empty() => None,
        _ => Some(path.to_owned()),
    }
}

impl wire::NewCoverage {
    /// Reads the values that the domain works with.
    ///
    /// # Errors
    /// A [`Rejection`] that names the field.
    pub fn parse(self) -> Result<(Slug, Opening), Rejection> {
        let further = Amendment {
            standfirst: self.standfirst.map(|text| Prose::parse("standfirst", &text).map(Some)).transpose()?,
            theme: self.theme.map(|name| Theme::parse(&name).map(Some)).transpose()?,
            key_points: self.key_points.map(key_points).transpose()?,
            lead: self.lead.map(|lead| lead.parse().map(Some)).transpose()?,
            go_deeper: self.go_deeper.map(go_deeper).transpose()?,
            ..Amendment::default()
        };
        let opening = Opening {
            headline: Line::parse("headline", &self.headline)?,
            language: self.language.as_deref().map_or_else(|| Ok(Language::english()), Language::parse)?,
            time_zone: Zone::parse(self.time_zone.as_deref().unwrap_or("UTC"))?,
            status: self.status.map_or(Ok(Status::Live), |text| status(&text))?,
            further,
        };
        Ok((Slug::parse(&self.slug)?, opening))
    }
}

impl wire::CoveragePatch {
    /// Reads the values that the domain works with.
    ///
    /// # Errors
    /// A [`Rejection`] that names the field.
    pub fn parse(self) -> Result<Amendment, Rejection> {
        Ok(Amendment {
            headline: self.headline.map(|text| Line::parse("headline", &text)).transpose()?,
            standfirst: maybe(self.standfirst, |text| Prose::parse("standfirst", &text))?,
            language: self.language.map(|tag| Language::parse(&tag)).transpose()?,
            time_zone: self.time_zone.map(|name| Zone::parse(&name)).transpose()?,
            theme: maybe(self.theme, |name| Theme::parse(&name))?,
            status: self.status.map(|text| status(&text)).transpose()?,
            status_note: maybe(self.status_note, |text| Prose::parse("status_note", &text))?,
            successor: maybe(self.successor, |text| Successor::parse("successor", &text))?,
            lead: maybe(self.lead, wire::Lead::parse)?,
            key_points: self.key_points.map(key_points).transpose()?,
            pinned: maybe(self.pinned, |id| post_id("pinned", &id))?,
            go_deeper: self.go_deeper.map(go_deeper).transpose()?,
        })
    }
}

impl wire::Placement {
    /// Reads the place that is asked for.
    ///
    /// # Errors
    /// A [`Rejection`] where there is not exactly one, or where it cannot be read.
    pub fn parse(self) -> Result<Place, Rejection> {
        match (self.shown_at, self.before, self.after) {
            (Some(Some(at)), None, None) => time("shown_at", &at).map(Place::At),
            (Some(None), None, None) => Ok(Place::Own),
            (None, Some(post), None) => post_id("before", &post).map(Place::Before),
            (None, None, Some(post)) => post_id("after", &post).map(Place::After),
            _ => Err(bad("shown_at", "one of shown_at, before and after is expected")),
        }
    }
}

impl wire::Lead {
    /// Reads the values that the domain works with.
    ///
    /// # Errors
    /// A [`Rejection`] that names the field.
    pub fn parse(self) -> Result<Lead, Rejection> {
        let media = self.media.map(|id| media_id("lead.media", &id)).transpose()?;
        let alt = self.alt.unwrap_or_default();
        let caption = self.caption.map(|text| Prose::parse("lead.caption", &text)).transpose()?;
        match &*self.kind {
            "image" => {
                forbid("lead.title", self.title.is_some())?;
                forbid("lead.url", self.url.is_some())?;
                forbid("lead.poster", self.poster.is_some())?;
                forbid("lead.duration", self.duration.is_some())?;
                forbid("lead.source", self.source.is_some())?;
                let credit = self.credit.map(|text| Line::parse("lead.credit", &text)).transpose()?;
                Ok(Lead::Image { media, alt, caption, credit, width: self.width, height: self.height })
            }
            "video" => {
                forbid("lead.credit", self.credit.is_some())?;
                forbid("lead.width", self.width.is_some())?;
                forbid("lead.height", self.height.is_some())?;
                let title = self.title.ok_or_else(|| bad("lead.title", "a video needs a title"))?;
                Ok(Lead::Video {
                    title: Line::parse("lead.title", &title)?,
                    media,
                    url: self.url.map(|url| WebUrl::parse("lead.url", &url)).transpose()?,
                    poster: self.poster.map(|id| media_id("lead.poster", &id)).transpose()?,
                    alt,
                    duration: self.duration,
                    caption,
                    source: self.source.map(|text| Line::parse("lead.source", &text)).transpose()?,
                })
            }
            _ => Err(bad("lead.kind", "image or video is expected")),
        }
    }
}

impl wire::NewPost {
    /// Reads the values that the domain works with.
    ///
    /// # Errors
    /// A [`Rejection`] that names the field.
    pub fn parse(&self) -> Result<Content, Rejection> {
        Ok(Content {
            headline: self.headline.as_deref().map(|text| Line::parse("headline", text)).transpose()?,
            label: self.label.as_deref().map(|text| Line::parse("label", text)).transpose()?,
            key_event: self.key_event.unwrap_or_default(),
            byline: self.byline.as_deref().map(|text| Line::parse("byline", text)).transpose()?,
            contributors: self.contributors.as_deref().map_or(Ok(Box::default()), contributors)?,
            dateline: self.dateline.as_deref().map(|text| Line::parse("dateline", text)).transpose()?,
            body: body(&self.body)?,
        })
    }
}

impl wire::PostPatch {
    /// Reads the values that the domain works with.
    ///
    /// # Errors
    /// A [`Rejection`] that names the field.
    pub fn parse(self, post: PostId) -> Result<Revision, Rejection> {
        Ok(Revision {
            headline: maybe(self.headline, |text| Line::parse("headline", &text))?,
            label: maybe(self.label, |text| Line::parse("label", &text))?,
            key_event: self.key_event,
            byline: maybe(self.byline, |text| Line::parse("byline", &text))?,
            contributors: self.contributors.as_deref().map(contributors).transpose()?,
            dateline: maybe(self.dateline, |text| Line::parse("dateline", &text))?,
            body: self.body.as_ref().map(body).transpose()?,
            notice: self.notice.as_ref().map(notice).transpose()?,
            ..Revision::of(post)
        })
    }
}

/// Reads a body in any of its three spellings.
pub(crate) fn body(value: &Value) -> Result<Body, Rejection> {
    let wrap = |content: Value| json!({"v": 1, "doc": {"type": "doc", "content": content}});
    let mut reader = markdown::Reader::default();
    match value {
        Value::String(text) => Body::from_member(&wrap(reader.blocks("body", text)?.into())),
        Value::Array(parts) => {
            let mut blocks = Vec::new();
            for (index, part) in parts.iter().enumerate() {
                match part {
                    Value::String(text) => blocks.extend(reader.blocks(&format!("body[{index}]"), text)?),
                    block => blocks.push(block.clone()),
                }
            }
            Body::from_member(&wrap(blocks.into()))
        }
        Value::Object(object) if object.get("type").is_some_and(|kind| kind == "doc") => {
            Body::from_member(&json!({"v": 1, "doc": value}))
        }
        Value::Object(_) => Body::from_member(value),
        _ => Err(bad("body", "Markdown, a list of blocks, or {\"v\":1,\"doc\":…} is expected")),
    }
}

/// Reads a time that a post is scheduled for.
pub(crate) fn time(field: &str, text: &str) -> Result<Timestamp, Rejection> {
    text.parse().map_err(|_| bad(field, "a time such as 2026-11-03T19:00:00Z (RFC 3339) is expected"))
}

fn maybe<T, U>(
    value: Option<Option<T>>,
    parse: impl FnOnce(T) -> Result<U, Rejection>,
) -> Result<Option<Option<U>>, Rejection> {
    value.map(|value| value.map(parse).transpose()).transpose()
}

fn key_points(list: Vec<wire::KeyPoint>) -> Result<Box<[KeyPoint]>, Rejection> {
    let parse = |(index, point): (usize, wire::KeyPoint)| {
        Ok(KeyPoint {
            text: Prose::parse(&format!("key_points[{index}].text"), &point.text)?,
            post: point.post.map(|id| post_id(&format!("key_points[{index}].post"), &id)).transpose()?,
        })
    };
    list.into_iter().enumerate().map(parse).collect()
}

fn go_deeper(list: Vec<wire::Further>) -> Result<Box<[Further]>, Rejection> {
    let parse = |(index, further): (usize, wire::Further)| {
        Ok(Further {
            title: Line::parse(&format!("go_deeper[{index}].title"), &further.title)?,
            url: further.url.map(|url| WebUrl::parse(&format!("go_deeper[{index}].url"), &url)).transpose()?,
        })
    };
    list.into_iter().enumerate().map(parse).collect()
}

fn contributors(list: &[wire::Contributor]) -> Result<Box<[coverage::Contributor]>, Rejection> {
    let parse = |(index, person): (usize, &wire::Contributor)| {
        Ok(coverage::Contributor { name: Line::parse(&format!("contributors[{index}].name"), &person.name)? })
    };
    list.iter().enumerate().map(parse).collect()
}

/// Reads a public note on a post.
pub(crate) fn notice(notice: &wire::Notice) -> Result<(NoticeKind, Prose<1000>), Rejection> {
    let kind = match &*notice.kind {
        "correction" => NoticeKind::Correction,
        "clarification" => NoticeKind::Clarification,
        "update" => NoticeKind::Update,
        _ => return Err(bad("notice.kind", "correction, clarification or update is expected")),
    };
    Ok((kind, Prose::parse("notice.text", &notice.text)?))
}

fn status(text: &str) -> Result<Status, Rejection> {
    match text {
        "draft" => Ok(Status::Draft),
        "live" => Ok(Status::Live),
        "paused" => Ok(Status::Paused),
        "ended" => Ok(Status::Ended),
        _ => Err(bad("status", "draft, live, paused or ended is expected")),
    }
}

fn post_id(field: &str, text: &str) -> Result<PostId, Rejection> {
    text.parse().map_err(|_| bad(field, "the id of a post (a UUID) is expected"))
}

fn media_id(field: &str, text: &str) -> Result<MediaId, Rejection> {
    text.parse().map_err(|_| bad(field, "the id of a stored medium (a UUID) is expected"))
}

fn forbid(field: &str, given: bool) -> Result<(), Rejection> {
    if given { Err(bad(field, "this kind of lead does not have it")) } else { Ok(()) }
}

pub(crate) fn bad(field: &str, problem: &str) -> Rejection {
    Rejection::BadValue { field: field.to_owned(), problem: problem.to_owned() }
}

#[cfg(test)]
mod tests;
