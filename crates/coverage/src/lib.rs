//! The domain of Stet: what a coverage is, and every editorial rule.
//!
//! ```text
//! Command ──decide──► Change ──(the record)──► apply ──► View
//! ```
//!
//! A [`Command`] is what a member asks for. [`decide`](fn@decide) holds every editorial
//! rule: it answers with the [`Change`]s that happened, or with a
//! [`Rejection`]. The record numbers the changes, and [`View::apply`] folds
//! them into what is known. Nothing here does I/O, reads a clock or draws a
//! random number: the time and the ids are parameters.
//!
//! The modules, in the order in which data meets them:

mod apply;
mod body;
mod body_json;
mod brief;
mod change;
mod command;
mod coverage;
mod decide;
mod history;
mod id;
mod link;
mod notice;
mod post;
mod posts;
mod preparation;
mod question;
mod redaction;
mod rejection;
mod reminder;
mod retold;
mod setting;
mod since;
mod tally;
mod text;
mod view;

pub use body::{
    Background, Block, Body, Cell, CellKind, Chart, ChartKind, Comparison, CountryCode, Embed, Focus, HeadingLevel,
    Image, Inline, ListItem, Map, MapArea, MapArrow, MapPlace, Mark, Marks, Outline, Paragraph, PlaceKind, Point,
    ReadMore, Related, Row, Run, Shape, Table, Video, run_text,
};
pub use brief::{Brief, Newest};
pub use change::{
    Blanked, Change, MediumRedacted, NoticeGiven, Opened, PostPlaced, PostPublished, PostRedacted, PostRevised,
    PostWithdrawn, StatusChanged, Untold, WasOf,
};
pub use command::{Amendment, Command, Context, Opening, Place, Publication, PublicationTime, Revision};
pub use coverage::{Coverage, Further, KeyPoint, Lead, Status, Successor};
pub use decide::decide;
pub use history::{Entry, Happened, Head, HeadEntry, PostEntry, head_history, post_history};
pub use id::{BackgroundId, CoverageId, MediaId, PostId, Seq};
pub use link::{Href, WebUrl};
pub use notice::{Notice, NoticeKind};
pub use post::{Content, Contributor, Move, Post, Shown, Standing};
pub use preparation::FirstSight;
pub use question::{Question, search_tokens};
pub use redaction::RedactionReason;
pub use rejection::Rejection;
pub use reminder::{Difference, DifferenceKind, Duplicate, Reminders};
pub use setting::{Direction, Language, Slug, Theme, Zone};
pub use since::News;
pub use tally::Tally;
pub use text::{Line, Prose};
pub use view::{OrderKey, View};
