//! What a member can ask for. The values were checked one by one when they
//! were parsed; what they may do together is for [`decide`](fn@crate::decide).

use jiff::Timestamp;

use crate::{
    Body, Content, Contributor, Further, KeyPoint, Language, Lead, Line, MediaId, NoticeKind, PostId, Prose,
    RedactionReason, Seq, Status, Successor, Theme, Zone,
};

/// Something a member asks for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Open a coverage.
    Open(Opening),
    /// Change the coverage as a whole.
    Amend(Amendment),
    /// Publish a post.
    Publish(Publication),
    /// Publish a new version of a post, or a notice on it.
    Revise(Revision),
    /// Take a post back.
    Withdraw {
        /// Which.
        post: PostId,
        /// Why, for readers.
        reason: Prose<1000>,
    },
    /// Show a post under another time, or between two others.
    Place {
        /// Which.
        post: PostId,
        /// Where.
        place: Place,
    },
    /// Take the words of a post out of the record, in all its versions.
    Redact {
        /// Which.
        post: PostId,
        /// On which ground.
        reason: RedactionReason,
    },
    /// Take a picture or film out of everything that shows it, since it is gone.
    TakeOut {
        /// Which.
        media: MediaId,
        /// On which ground.
        reason: RedactionReason,
        /// What readers of a post that showed it are told.
        note: Prose<1000>,
    },
}

/// Where a post is to be shown. Its published time does not move.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// Under this time.
    At(Timestamp),
    /// As the next older one than this post: directly under it on the page.
    Before(PostId),
    /// As the next newer one than this post: directly over it on the page.
    After(PostId),
    /// Under its published time.
    Own,
}

/// What the world adds to a command.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The time now.
    pub now: Timestamp,
}

/// A new coverage.
#[derive(Clone, Debug)]
pub struct Opening {
    /// What it is called.
    pub headline: Line<300>,
    /// Its language.
    pub language: Language,
    /// Its time zone.
    pub time_zone: Zone,
    /// Where it begins.
    pub status: Status,
    /// Everything else that is known at the start.
    pub further: Amendment,
}

/// Changes to a coverage as a whole; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// A new headline.
    pub headline: Option<Line<300>>,
    /// A new standfirst, or none.
    pub standfirst: Option<Option<Prose<1000>>>,
    /// Another language.
    pub language: Option<Language>,
    /// Another time zone.
    pub time_zone: Option<Zone>,
    /// Another look, or the standard one.
    pub theme: Option<Option<Theme>>,
    /// Another status.
    pub status: Option<Status>,
    /// A word to readers about the status, or none.
    pub status_note: Option<Option<Prose<500>>>,
    /// Where the story goes on, or nowhere.
    pub successor: Option<Option<Successor>>,
    /// Another lead, or none.
    pub lead: Option<Option<Lead>>,
    /// The key points, all of them.
    pub key_points: Option<Box<[KeyPoint]>>,
    /// The post to hold on top, or none.
    pub pinned: Option<Option<PostId>>,
    /// The further reading, all of it.
    pub go_deeper: Option<Box<[Further]>>,
}

/// A post to publish.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The id it will have.
    pub id: PostId,
    /// What it says.
    pub content: Content,
    /// When it is said to be published.
    pub time: PublicationTime,
}

/// The time a post carries for ever.
#[derive(Clone, Copy, Debug)]
pub enum PublicationTime {
    /// The time of the command.
    Now,
    /// An earlier time, known exactly: from another system.
    At(Timestamp),
    /// An earlier time of which only the order is known.
    Approximately(Timestamp),
}

/// A new version of a post; what is absent stays as it is.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Which post.
    pub post: PostId,
    /// The post's last change that the revision was made from; none if any will do.
    pub base: Option<Seq>,
    /// A new headline, or none.
    pub headline: Option<Option<Line<300>>>,
    /// A new label, or none.
    pub label: Option<Option<Line<40>>>,
    /// Whether it marks a turning point.
    pub key_event: Option<bool>,
    /// A new byline, or none.
    pub byline: Option<Option<Line<200>>>,
    /// The contributors, all of them.
    pub contributors: Option<Box<[Contributor]>>,
    /// A new dateline, or none.
    pub dateline: Option<Option<Line<120>>>,
    /// A new body.
    pub body: Option<Body>,
    /// A public note on what was changed.
    pub notice: Option<(NoticeKind, Prose<1000>)>,
}

impl Revision {
    /// A revision that changes nothing yet.
    #[must_use]
    pub const fn of(post: PostId) -> Self {
        Self {
            post,
            base: None,
            headline: None,
            label: None,
            key_event: None,
            byline: None,
            contributors: None,
            dateline: None,
            body: None,
            notice: None,
        }
    }

    /// What the post says once this revision is made. The notice is no part of it.
    #[must_use]
    pub fn of_content(self, before: &Content) -> Content {
        Content {
            headline: self.headline.unwrap_or_else(|| before.headline.clone()),
            label: self.label.unwrap_or_else(|| before.label.clone()),
            key_event: self.key_event.unwrap_or(before.key_event),
            byline: self.byline.unwrap_or_else(|| before.byline.clone()),
            contributors: self.contributors.unwrap_or_else(|| before.contributors.clone()),
            dateline: self.dateline.unwrap_or_else(|| before.dateline.clone()),
            body: self.body.unwrap_or_else(|| before.body.clone()),
        }
    }
}
