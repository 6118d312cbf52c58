//! Stet's contact with the world.
//!
//! ```text
//! desk/  ── decide ──► store ──► live/ ── apply, render ──► reader/
//! (asked)              (record)  (follows the record)       (answers from memory)
//! ```
//!
//! The modules, in the order in which a post passes through them:

mod admission;
mod app;
mod assets;
mod auth;
mod cache;
mod clock;
mod commits;
mod config;
mod connection;
mod desk;
mod erasure;
mod fetch;
mod file_site;
mod following;
#[cfg(any(test, fuzzing))]
pub mod fuzz;
mod gazetteer;
mod inlets;
mod jobs;
mod live;
pub mod media;
mod metrics;
mod micropub;
mod people;
mod policies;
mod preview;
mod problem;
pub mod publisher;
mod purge;
mod reader;
mod routes;
mod serve;
mod suggestions;
mod theme;
mod webhooks;
mod websub;

pub use app::{App, StartError};
pub use auth::{Token, TokenFault, looks_like_email};
pub use clock::{coverage_id, key_seed, link_id, member_id, new_uuid, now, post_id, token_id};
pub use config::{COVERAGES_IN_MEMORY, Config, ConfigError, Keeping, OidcSettings, ReaderLimits};
pub use desk::happen;
pub use desk::markdown;
pub use desk::openapi::document as openapi;
pub use desk::wire;
pub use fetch::is_out_of_reach;
pub use file_site::{Filed, FiledMedia, SiteSettings, filed_medium, write_site};
pub use following::{NoCoverageAddress, SourceAddress};
pub use people::{recovery_link, setup_link};
pub use reader::log::record_name;
pub use render::SilentRevisions;
pub use routes::router;
pub use serve::{Shutdown, serve};
pub use theme::{ThemeFault, Themes};
