//! What happened. FROZEN: these shapes are in records, on disks and in
//! exports for ever.
//!
//! A payload says its version in `v`. A shape is never changed: a new shape
//! gets a new version or a new kind, and every old one stays readable; the
//! golden files in `tests/it/golden` hold one of each. A kind or version that
//! this build does not know is kept as [`Change::Unknown`]: it takes its place
//! in the record and shows nothing. Whatever is in a change may be shown to
//! the world as it stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Content, Further, KeyPoint, Language, Lead, Line, MediaId, NoticeKind, PostId, Prose, RedactionReason, Seq, Shown,
    Status, Successor, Theme, Zone,
};

/// One thing that happened to a coverage.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// The coverage was opened. Always the first.
    CoverageOpened(Opened),
    /// It got another headline.
    HeadlineChanged(Line<300>),
    /// It got another standfirst, or lost it.
    StandfirstChanged(Option<Prose<1000>>),
    /// Its language or time zone was changed.
    SettingsChanged {
        /// The language from now on.
        language: Language,
        /// The zone from now on.
        time_zone: Zone,
    },
    /// It got another look, or the standard one again.
    ThemeChanged(Option<Theme>),
    /// It went live, was paused, ended or reopened.
    StatusChanged(StatusChanged),
    /// It named the coverage that goes on with the story, or took that back.
    SuccessorChanged(Option<Successor>),
    /// It got another lead, or lost it.
    LeadChanged(Option<Lead>),
    /// Its key points were set.
    KeyPointsChanged(Box<[KeyPoint]>),
    /// Its further reading was set.
    GoDeeperChanged(Box<[Further]>),
    /// A post was published.
    PostPublished(PostPublished),
    /// A new version of a post was published, or a notice on it.
    PostRevised(PostRevised),
    /// A post was taken back.
    PostWithdrawn(PostWithdrawn),
    /// A post is shown at another time, or at its own again.
    PostPlaced(PostPlaced),
    /// A post was put on top; another that stood there made way.
    PostPinned(PostId),
    /// No post stands on top any more.
    PostUnpinned(PostId),
    /// The words of a post were ordered gone, in all its versions.
    PostRedacted(PostRedacted),
    /// A picture or film was ordered gone.
    MediumRedacted(MediumRedacted),
    /// A change whose words are gone: what stands of it.
    Blanked(Blanked),
    /// A change of a followed coverage whose words its source withheld: what stands of it.
    Untold(Untold),
    /// Something of a later version.
    Unknown {
        /// What it is called.
        kind: String,
        /// What it says.
        payload: Value,
    },
}

/// The opening of a coverage.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// What it is called.
    pub headline: Line<300>,
    /// Its language.
    pub language: Language,
    /// Its time zone.
    pub time_zone: Zone,
    /// Where it begins.
    pub status: Status,
}

/// A step in the life of a coverage.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StatusChanged {
    /// Where it stands now.
    pub status: Status,
    /// A word to readers about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Prose<500>>,
}

/// The publication of a post.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostPublished {
    /// Which post.
    pub post: PostId,
    /// The time it carries for ever.
    pub published_at: Timestamp,
    /// Whether only the order is known, not the clock time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// What it says.
    pub content: Content,
}

/// A new version of a post.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostRevised {
    /// Which post.
    pub post: PostId,
    /// What it says now, whole.
    pub content: Content,
    /// A public note on what was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeGiven>,
}

/// A notice as it was given; its time is that of the change.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NoticeGiven {
    /// What kind.
    pub kind: NoticeKind,
    /// What it says.
    pub text: Prose<1000>,
}

/// The withdrawal of a post.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostWithdrawn {
    /// Which post.
    pub post: PostId,
    /// Why.
    pub reason: Prose<1000>,
}

/// Where a post is shown.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostPlaced {
    /// Which post.
    pub post: PostId,
    /// Under which time it is shown from now on; its published time, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Shown>,
}

/// The redaction of a post. It says of itself what stands of the changes that
/// it takes the words of, so that the record can be followed from its start
/// without them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PostRedacted {
    /// Which post.
    pub post: PostId,
    /// On which ground.
    pub reason: RedactionReason,
    /// When the post was published.
    pub published_at: Timestamp,
    /// Whether only the order is known, not the clock time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The changes whose words are gone, in order: its publication first.
    pub changes: Box<[Seq]>,
}

/// The redaction of a picture or film.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MediumRedacted {
    /// Which.
    pub media: MediaId,
    /// On which ground.
    pub reason: RedactionReason,
}

/// What stands of a change that a redaction took the words of. It is never
/// written: the record holds the change's place, kind, time and hash, and the
/// redaction tells the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Blanked {
    /// What the change was.
    pub was: WasOf,
    /// The post that it was about.
    pub post: PostId,
    /// The redaction, a later change of the same record.
    pub by: Seq,
    /// When that happened.
    pub at: Timestamp,
    /// On which ground.
    pub reason: RedactionReason,
}

/// What stands of a change of a followed coverage whose words its source withholds from readers,
/// and which never came here. It is in no record, which holds the change's place, kind, time and
/// hash; the source tells it, in this form, and it is kept beside the record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Untold {
    /// The opening of a coverage that readers could not see yet, under a headline that they never saw.
    Opening {
        /// Its language.
        language: Language,
        /// Its time zone.
        time_zone: Zone,
    },
    /// A publication.
    Publication {
        /// The post.
        post: PostId,
        /// The time it carries for ever.
        published_at: Timestamp,
        /// Whether only the order is known, not the clock time.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        approximate: bool,
    },
    /// A revision.
    Revision {
        /// The post.
        post: PostId,
        /// The public note that came with it, where the post's page still shows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        notice: Option<NoticeGiven>,
    },
}

impl Untold {
    /// What such a change is called in the record.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opening { .. } => OPENED,
            Self::Publication { .. } => PUBLISHED,
            Self::Revision { .. } => REVISED,
        }
    }

    /// The post that it is about; none where it is about the coverage.
    #[must_use]
    pub const fn post(&self) -> Option<PostId> {
        match self {
            Self::Opening { .. } => None,
            Self::Publication { post, .. } | Self::Revision { post, .. } => Some(*post),
        }
    }

    /// What became of a post by it; none where it is about the coverage.
    #[must_use]
    pub const fn was(&self) -> Option<WasOf> {
        match self {
            Self::Opening { .. } => None,
            Self::Publication { published_at, approximate, .. } => {
                Some(WasOf::Publication { published_at: *published_at, approximate: *approximate })
            }
            Self::Revision { .. } => Some(WasOf::Revision),
        }
    }
}

/// What a change was that has no words any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WasOf {
    /// A publication.
    Publication {
        /// The time it carries for ever.
        published_at: Timestamp,
        /// Whether only the order is known, not the clock time.
        approximate: bool,
    },
    /// A revision.
    Revision,
    /// A withdrawal.
    Withdrawal,
}

impl PostRedacted {
    /// What stands of the change of that kind at `seq`, where the redaction
    /// itself is the change at `by` and happened at `at`; none if it takes no
    /// words of it.
    #[must_use]
    pub fn blanked(&self, seq: Seq, kind: &str, by: Seq, at: Timestamp) -> Option<Blanked> {
        self.changes.contains(&seq).then_some(())?;
        let was = match kind {
            PUBLISHED => WasOf::Publication { published_at: self.published_at, approximate: self.approximate },
            REVISED => WasOf::Revision,
            WITHDRAWN => WasOf::Withdrawal,
            _ => return None,
        };
        Some(Blanked { was, post: self.post, by, at, reason: self.reason })
    }
}

impl WasOf {
    /// What such a change is called in the record.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Publication { .. } => PUBLISHED,
            Self::Revision => REVISED,
            Self::Withdrawal => WITHDRAWN,
        }
    }
}

const OPENED: &str = "coverage_opened";
const PUBLISHED: &str = "post_published";
const REVISED: &str = "post_revised";
const WITHDRAWN: &str = "post_withdrawn";

/// The version of every shape that this build writes.
const VERSION: u64 = 1;

impl Change {
    /// The pictures and films that it names, in order.
    #[must_use]
    pub fn media(&self) -> Vec<MediaId> {
        match self {
            Self::PostPublished(published) => published.content.body.media(),
            Self::PostRevised(revised) => revised.content.body.media(),
            Self::LeadChanged(Some(lead)) => lead.media().collect(),
            _ => Vec::new(),
        }
    }

    /// The same without the file of a picture or film: what is said of it stands, as where only that is known.
    #[must_use]
    pub fn without_file(mut self, media: MediaId) -> Self {
        match &mut self {
            Self::PostPublished(published) => published.content.body.forget_file(media),
            Self::PostRevised(revised) => revised.content.body.forget_file(media),
            Self::LeadChanged(Some(lead)) => lead.forget_file(media),
            _ => {}
        }
        self
    }

    /// What the change is called in the record.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::CoverageOpened(_) => OPENED,
            Self::HeadlineChanged(_) => "headline_changed",
            Self::StandfirstChanged(_) => "standfirst_changed",
            Self::SettingsChanged { .. } => "settings_changed",
            Self::ThemeChanged(_) => "theme_changed",
            Self::StatusChanged(_) => "status_changed",
            Self::SuccessorChanged(_) => "successor_changed",
            Self::LeadChanged(_) => "lead_changed",
            Self::KeyPointsChanged(_) => "key_points_changed",
            Self::GoDeeperChanged(_) => "go_deeper_changed",
            Self::PostPublished(_) => PUBLISHED,
            Self::PostRevised(_) => REVISED,
            Self::PostWithdrawn(_) => WITHDRAWN,
            Self::PostPlaced(_) => "post_placed",
            Self::PostPinned(_) => "post_pinned",
            Self::PostUnpinned(_) => "post_unpinned",
            Self::PostRedacted(_) => "post_redacted",
            Self::MediumRedacted(_) => "medium_redacted",
            Self::Blanked(Blanked { was, .. }) => was.kind(),
            Self::Untold(untold) => untold.kind(),
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// The post that the change is about.
    #[must_use]
    pub const fn post(&self) -> Option<PostId> {
        match self {
            Self::PostPublished(PostPublished { post, .. })
            | Self::PostRevised(PostRevised { post, .. })
            | Self::PostWithdrawn(PostWithdrawn { post, .. })
            | Self::PostPlaced(PostPlaced { post, .. })
            | Self::PostRedacted(PostRedacted { post, .. })
            | Self::Blanked(Blanked { post, .. })
            | Self::PostPinned(post)
            | Self::PostUnpinned(post) => Some(*post),
            Self::Untold(untold) => untold.post(),
            _ => None,
        }
    }

    /// Whether it takes out of sight what readers could see before.
    #[must_use]
    pub const fn takes_out_of_sight(&self) -> bool {
        matches!(self, Self::PostWithdrawn(_) | Self::PostRedacted(_) | Self::MediumRedacted(_))
    }

    /// What the change says, as the record holds it; null where its words are gone.
    #[must_use]
    pub fn payload(&self) -> Value {
        match self {
            Self::Unknown { payload, .. } => payload.clone(),
            Self::Blanked(_) | Self::Untold(_) => Value::Null,
            Self::CoverageOpened(opened) => versioned(opened),
            Self::HeadlineChanged(headline) => versioned(&HeadlineShape { headline: headline.clone() }),
            Self::StandfirstChanged(standfirst) => versioned(&StandfirstShape { standfirst: standfirst.clone() }),
            Self::SettingsChanged { language, time_zone } => {
                versioned(&SettingsShape { language: language.clone(), time_zone: time_zone.clone() })
            }
            Self::ThemeChanged(theme) => versioned(&ThemeShape { theme: theme.clone() }),
            Self::StatusChanged(status) => versioned(status),
            Self::SuccessorChanged(successor) => versioned(&SuccessorShape { successor: successor.clone() }),
            Self::LeadChanged(lead) => versioned(&LeadShape { lead: lead.clone() }),
            Self::KeyPointsChanged(key_points) => versioned(&KeyPointsShape { key_points: key_points.clone() }),
            Self::GoDeeperChanged(go_deeper) => versioned(&GoDeeperShape { go_deeper: go_deeper.clone() }),
            Self::PostPublished(published) => versioned(published),
            Self::PostRevised(revised) => versioned(revised),
            Self::PostWithdrawn(withdrawn) => versioned(withdrawn),
            Self::PostPlaced(placed) => versioned(placed),
            Self::PostRedacted(redacted) => versioned(redacted),
            Self::MediumRedacted(redacted) => versioned(redacted),
            Self::PostPinned(post) | Self::PostUnpinned(post) => versioned(&PostShape { post: *post }),
        }
    }

    /// Reads what the record holds. It never fails: what this build does not
    /// understand is [`Change::Unknown`], kept as it came.
    #[must_use]
    pub fn read(kind: &str, payload: Value) -> Self {
        let known = payload.get("v").and_then(Value::as_u64) == Some(VERSION);
        let read = if known { read_known(kind, &payload) } else { None };
        read.unwrap_or_else(|| Self::Unknown { kind: kind.to_owned(), payload })
    }
}

fn read_known(kind: &str, payload: &Value) -> Option<Change> {
    Some(match kind {
        OPENED => Change::CoverageOpened(shape(payload)?),
        "headline_changed" => Change::HeadlineChanged(shape::<HeadlineShape>(payload)?.headline),
        "standfirst_changed" => Change::StandfirstChanged(shape::<StandfirstShape>(payload)?.standfirst),
        "settings_changed" => {
            let SettingsShape { language, time_zone } = shape(payload)?;
            Change::SettingsChanged { language, time_zone }
        }
        "theme_changed" => Change::ThemeChanged(shape::<ThemeShape>(payload)?.theme),
        "status_changed" => Change::StatusChanged(shape(payload)?),
        "successor_changed" => Change::SuccessorChanged(shape::<SuccessorShape>(payload)?.successor),
        "lead_changed" => Change::LeadChanged(shape::<LeadShape>(payload)?.lead),
        "key_points_changed" => Change::KeyPointsChanged(shape::<KeyPointsShape>(payload)?.key_points),
        "go_deeper_changed" => Change::GoDeeperChanged(shape::<GoDeeperShape>(payload)?.go_deeper),
        PUBLISHED => Change::PostPublished(shape(payload)?),
        REVISED => Change::PostRevised(shape(payload)?),
        WITHDRAWN => Change::PostWithdrawn(shape(payload)?),
        "post_placed" => Change::PostPlaced(shape(payload)?),
        "post_pinned" => Change::PostPinned(shape::<PostShape>(payload)?.post),
        "post_unpinned" => Change::PostUnpinned(shape::<PostShape>(payload)?.post),
        "post_redacted" => Change::PostRedacted(shape(payload)?),
        "medium_redacted" => Change::MediumRedacted(shape(payload)?),
        _ => return None,
    })
}

fn shape<'de, T: Deserialize<'de>>(payload: &'de Value) -> Option<T> {
    T::deserialize(payload).ok()
}

#[expect(clippy::expect_used, reason = "the shapes are structs with text keys, which always serialise to an object")]
fn versioned<T: Serialize>(shape: &T) -> Value {
    let value = serde_json::to_value(shape).expect("a shape serialises");
    let Value::Object(fields) = value else { return value };
    let mut payload = Map::from_iter([("v".to_owned(), Value::from(VERSION))]);
    payload.extend(fields);
    Value::Object(payload)
}

#[derive(Serialize, Deserialize)]
struct HeadlineShape {
    headline: Line<300>,
}

#[derive(Serialize, Deserialize)]
struct StandfirstShape {
    standfirst: Option<Prose<1000>>,
}

#[derive(Serialize, Deserialize)]
struct SettingsShape {
    language: Language,
    time_zone: Zone,
}

#[derive(Serialize, Deserialize)]
struct ThemeShape {
    theme: Option<Theme>,
}

#[derive(Serialize, Deserialize)]
struct SuccessorShape {
    successor: Option<Successor>,
}

#[derive(Serialize, Deserialize)]
struct LeadShape {
    lead: Option<Lead>,
}

#[derive(Serialize, Deserialize)]
struct KeyPointsShape {
    key_points: Box<[KeyPoint]>,
}

#[derive(Serialize, Deserialize)]
struct GoDeeperShape {
    go_deeper: Box<[Further]>,
}

#[derive(Serialize, Deserialize)]
struct PostShape {
    post: PostId,
}
