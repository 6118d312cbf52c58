//! The desk's API: it parses and authorises; no editorial rule lives here.

mod answers;
mod bulk;
mod coverages;
mod drafts;
pub mod markdown;
pub(crate) mod openapi;
mod placement;
mod posts;
mod receipt;
mod record;
mod screens;
mod unique;
pub mod wire;
mod wire_parse;

pub(crate) use bulk::bulk;
pub(crate) use coverages::{amend_coverage, list_coverages, open_coverage, read_coverage};
pub(crate) use drafts::PUBLISH_DRAFT;
pub(crate) use openapi::serve_document;
pub(crate) use placement::place_post;
pub(crate) use posts::{create_post, list_posts, read_post, revise_post, withdraw_post};
pub(crate) use receipt::answer;
pub use record::happen;
pub(crate) use record::{WriteFault, write};
pub(crate) use screens::{screens, to_screens};
pub(crate) use wire_parse::{bad, read, time};
