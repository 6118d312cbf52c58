//! The desk's API: it parses and authorises; no editorial rule lives here.

mod answers;
mod background;
mod bulk;
pub(crate) mod card;
mod completion;
mod coverages;
pub(crate) mod draft;
mod gazetteer;
mod handover;
pub mod markdown;
mod mentions;
pub(crate) mod openapi;
mod placement;
mod posts;
mod preview;
mod receipt;
mod record;
mod redaction;
mod reminders;
pub(crate) mod renewal;
mod screens;
mod search;
pub(crate) mod stream;
mod template;
mod themes;
mod unique;
mod unpublish;
pub mod wire;
mod wire_parse;

pub(crate) use background::{
    delete_background, list_backgrounds, read_background, revise_background, write_background,
};
pub(crate) use bulk::bulk;
pub(crate) use card::make_card;
pub(crate) use completion::complete;
pub(crate) use coverages::{amend_coverage, list_coverages, open_coverage, read_coverage};
pub(crate) use draft::{
    PUBLISH_DRAFT, approve_draft, begin_draft, delete_draft, delete_note, edit_note, embargo_draft, list_drafts,
    list_notes, publish_draft, push_steps, read_draft, read_steps, recall_draft, restore_draft, return_draft,
    schedule_draft, share_draft, submit_draft, unschedule_draft, write_note,
};
pub(crate) use gazetteer::find_places;
pub(crate) use handover::{read_handover, save_handover};
pub(crate) use mentions::{list_mentions, see_mentions};
pub(crate) use openapi::serve_document;
pub(crate) use placement::place_post;
pub(crate) use posts::{create, create_post, list_posts, read_post, revise, revise_post, see, withdraw, withdraw_post};
pub(crate) use preview::preview;
pub(crate) use receipt::{Request, answer};
pub use record::happen;
pub(crate) use record::{WriteFault, write};
pub(crate) use redaction::redact_post;
pub(crate) use reminders::remind;
pub(crate) use renewal::RENEW_BACKGROUND;
pub(crate) use screens::{screens, to_screens};
pub(crate) use search::search;
pub(crate) use stream::{be_present, desk_stream};
pub(crate) use template::{alter_template, delete_template, list_templates, make_template};
pub(crate) use themes::list_themes;
pub(crate) use unpublish::unpublish_post;
pub(crate) use wire_parse::{bad, read, time};
