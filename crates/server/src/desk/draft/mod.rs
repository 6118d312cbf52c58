//! Drafts: written by one or by many, passed on, and published.

pub(crate) mod as_post;
pub(crate) mod content;
pub(crate) mod local_time;
pub(crate) mod notes;
pub(crate) mod opened;
mod paragraphs;
pub(crate) mod publish;
mod rights;
pub(crate) mod schedule;
pub(crate) mod shelf;
pub(crate) mod show;
pub(crate) mod steps;
pub(crate) mod wire;
pub(crate) mod workflow;

pub(crate) use notes::{delete_note, edit_note, list_notes, write_note};
pub(crate) use opened::Opened;
pub(crate) use paragraphs::{body_of, paragraphs};
pub(crate) use publish::publish_draft;
pub(crate) use rights::Rights;
pub(crate) use schedule::{PUBLISH_DRAFT, embargo_draft, schedule_draft, unschedule_draft};
pub(crate) use shelf::{begin_draft, delete_draft, list_drafts, read_draft, restore_draft};
pub(crate) use steps::{push_steps, read_steps};
pub(crate) use workflow::{approve_draft, recall_draft, return_draft, share_draft, submit_draft};
