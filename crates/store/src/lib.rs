//! The record of every coverage, and the desk's tables, on SQLite.
//!
//! A [`Store`] is a folder. It holds the database `stet.db` and, in `media/`,
//! the pictures and films, and in `uploads/` what has come of others. Several processes may have it open at once: beside
//! a running server, `stet token create` and `stet import` write to it.
//!
//! What is said here holds for every method:
//! - An answer is given after the commit reached the disk. What was answered
//!   `Ok` survives `kill -9` and power loss; what was answered with an error
//!   left nothing behind.
//! - A future that is dropped does not take its request back: the write may
//!   still happen.
//! - Time, ids and salts are parameters; nothing here reads a clock or draws
//!   a random number. Times are kept to the microsecond, finer parts are cut.
//! - To look for something that is not there is no error but `None`.
//!
//! The record first, then the desk, then the machinery:

mod access;
mod archive;
mod audit;
mod background;
pub mod backup;
mod brief;
mod column;
mod draft;
mod effect;
mod error;
mod export;
mod following;
mod forward;
mod gist;
mod handover;
mod hash;
mod id;
mod inlet;
mod job;
mod leaf;
mod link;
mod media;
mod member;
mod moment;
mod news;
mod note;
mod passkey;
mod past;
mod private;
pub mod proof;
mod readable;
mod reader;
mod receipt;
mod record;
mod recorded;
mod redaction;
mod role;
mod schema;
mod scope;
mod search;
mod session;
mod statement;
mod step;
mod store;
mod suggestion;
mod template;
mod token;
mod untold;
mod upload;
mod webhook;
mod writer;

pub use access::Membership;
pub use archive::{CarriedFile, CarriedMedium, CarriedRendition, Standing, Whole};
pub use audit::Entry;
pub use background::Background;
pub use brief::KeptBrief;
pub use draft::{Draft, DraftStatus, Filed, OPEN_DRAFTS, Revises, Shelf};
pub use effect::Effect;
pub use error::{Cause, Error, Trouble};
pub use export::{CheckedLine, LINE_MAX, LineFault, Withheld, from_line, to_line, to_withheld_line};
pub use following::{Following, FollowingFault, FollowingState, FromSource};
pub use gist::{Gist, words};
pub use handover::Handover;
pub use hash::{Hash, HashedReader};
pub use id::{
    FeedId, InletId, JobId, LinkId, MemberId, NoteId, PasskeyId, SessionId, SuggestionId, TemplateId, TokenId,
    WebhookId,
};
pub use inlet::{Inlet, Message};
pub use job::{Job, Lease, NewJob};
pub use leaf::{canonical, leaf, leaf_hash, payload_hash, record_hash};
pub use link::{Link, Purpose};
pub use media::followed::{Fetched, WantedMedium};
pub use media::intake::{Media, NewMedium, ReadyMedium};
pub use media::library::LibrarySearch;
pub use media::served::Served;
pub use media::work::{MediaStage, MediaUrgency, MediaWork};
pub use media::{Description, MediaFile, MediaKind, MediaPlace, MediaState, Medium, RenditionMeta};
pub use member::Member;
pub use news::{News, Told};
pub use note::{Mention, Note, Written};
pub use passkey::Passkey;
pub use past::{NoSuchPlace, NoticePlace, Noticed, Past, Subject};
pub use readable::{FoundPlace, FoundPost, ReaderSearch};
pub use receipt::Receipt;
pub use record::{Extent, Listed, NewCoverage};
pub use recorded::{NewChange, Recorded, Salt};
pub use redaction::{Erasure, RedactedMedium, SOURCE_ERASURES_APART};
pub use role::{Reporting, Role};
pub use scope::{Scope, Scopes};
pub use search::{Found, Search, Searchable};
pub use session::Session;
pub use step::{Consent, Missed, Push, STEPS_KEPT, Step};
pub use store::Store;
pub use suggestion::{Feed, Suggestion};
pub use template::Template;
pub use token::{ApiToken, TokenHash};
pub use upload::{Upload, UploadQuota};
pub use webhook::{Delivery, Place, Retry, Webhook};
