//! Pictures and films as the API shows them.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use store::{MediaKind, Medium};
use utoipa::ToSchema;

use crate::desk::draft::show::{Named, Names};

/// A picture or film.
#[derive(Serialize, ToSchema)]
#[schema(as = Medium)]
pub(super) struct Shown {
    id: String,
    /// `received` (nobody has looked at it), `ready` or `refused`.
    state: &'static str,
    /// `image` or `film`; null where it is neither.
    #[schema(required)]
    kind: Option<&'static str>,
    /// Why it was refused: `code`, `detail` and `hint`.
    #[schema(required, value_type = Option<Object>)]
    problem: Option<Value>,
    /// Whether a published post or lead names it, so that everybody may see it.
    public: bool,
    #[schema(required)]
    width: Option<u32>,
    #[schema(required)]
    height: Option<u32>,
    /// In seconds.
    #[schema(required)]
    duration: Option<f64>,
    /// The id of the picture that a film is shown by before it plays.
    #[schema(required)]
    poster: Option<String>,
    #[schema(required)]
    alt: Option<String>,
    #[schema(required)]
    caption: Option<String>,
    #[schema(required)]
    credit: Option<String>,
    #[schema(required)]
    source: Option<String>,
    #[schema(required)]
    rights: Option<String>,
    /// What must stay in sight: `X Y`, in per mille of width and height.
    #[schema(required)]
    focus: Option<String>,
    /// RFC 3339, without an offset where the camera knew none.
    #[schema(required)]
    taken_at: Option<String>,
    /// It moved, and what was kept is its first picture.
    moved: bool,
    filename: String,
    bytes: u64,
    #[schema(required)]
    content_type: Option<String>,
    /// The id of the coverage it was uploaded for.
    #[schema(required)]
    coverage: Option<String>,
    #[schema(required)]
    member: Option<Named>,
    #[schema(required, value_type = Option<String>)]
    created_at: Option<Timestamp>,
    renditions: Vec<ShownRendition>,
}

/// A picture in one width and coding.
#[derive(Serialize, ToSchema)]
#[schema(as = Rendition)]
pub(super) struct ShownRendition {
    url: String,
    content_type: String,
    width: u32,
    height: u32,
    bytes: u64,
}

/// Pictures and films, the newest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Media)]
pub(super) struct List {
    pub(super) media: Vec<Shown>,
    /// What to send as `before` for those that came earlier; null when there are none.
    #[schema(required)]
    pub(super) before: Option<String>,
}

/// What is to be said of a picture or film. What is absent stays; null takes it away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MediumPatch {
    #[serde(default, deserialize_with = "given")]
    pub(super) alt: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub(super) caption: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub(super) credit: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub(super) source: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    pub(super) rights: Option<Option<String>>,
    /// `X Y`, in per mille of width and height.
    #[serde(default, deserialize_with = "given")]
    pub(super) focus: Option<Option<String>>,
    /// For a film: the id of a picture.
    #[serde(default, deserialize_with = "given")]
    pub(super) poster: Option<Option<String>>,
}

/// Tells null from what is absent.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

pub(super) fn shown(medium: Medium, names: &Names) -> Shown {
    let file = medium.file.as_ref();
    let renditions = medium.renditions.iter().map(|made| ShownRendition {
        url: format!("/media/{}/{}.{}", medium.id, made.width, made.coding),
        content_type: format!("image/{}", if made.coding == "jpg" { "jpeg" } else { &made.coding }),
        width: made.width,
        height: made.height,
        bytes: made.size,
    });
    Shown {
        id: medium.id.to_string(),
        state: medium.state.as_str(),
        kind: medium.kind.map(MediaKind::as_str),
        public: medium.public,
        width: file.and_then(|file| file.width),
        height: file.and_then(|file| file.height),
        duration: file.and_then(|file| file.duration),
        content_type: file.map(|file| file.content_type.clone()),
        renditions: renditions.collect(),
        poster: medium.description.poster.map(|id| id.to_string()),
        alt: medium.description.alt,
        caption: medium.description.caption,
        credit: medium.description.credit,
        source: medium.description.source,
        rights: medium.description.rights,
        focus: medium.description.focus,
        problem: medium.problem,
        taken_at: medium.taken_at,
        moved: medium.moved,
        filename: medium.filename,
        bytes: medium.size,
        coverage: medium.coverage.map(|id| id.to_string()),
        member: medium.member.map(|id| names.of(id)),
        created_at: medium.created_at,
    }
}

/// What everybody at a desk hears of a picture or film.
pub(crate) fn told(medium: &Medium) -> Value {
    json!({
        "id": medium.id,
        "state": medium.state.as_str(),
        "kind": medium.kind.map(MediaKind::as_str),
        "problem": medium.problem,
        "public": medium.public,
    })
}
