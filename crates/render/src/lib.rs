//! What is known of a coverage, as bytes.
//!
//! ```text
//! View ──► page · post page · frame · feeds · JSON
//! ```
//!
//! Every function here is pure: the same view gives the same bytes. There is
//! no store, no request and no clock, so what is rendered once can be shared by
//! all readers. The markup of a post is written down once, in
//! `templates/post.html`; the page, the frame and the post's own page use it.
//!
//! No HTML from outside comes through here. Bodies are typed blocks, every text
//! is escaped where it is written, and a type says so: only what implements
//! askama's `HtmlSafe` is written as it stands.

mod address;
mod as_of;
mod block;
mod chart;
mod choice;
mod comparison;
mod corrections;
mod day;
mod difference;
mod direction;
mod document;
mod drawing;
mod fault;
pub mod feed;
mod form;
mod frame;
mod front;
mod head;
mod history;
mod linked_data;
mod list;
mod look;
mod map;
mod mark;
mod markup;
mod number;
mod oembed;
mod offline;
mod page;
mod picture;
mod post;
mod post_page;
mod preview;
mod proof;
mod provider;
mod publisher;
mod redaction;
mod run;
mod search;
mod section;
mod series;
mod setting;
mod since;
mod site;
pub mod sitemap;
mod slice;
mod source;
mod stand;
mod table;
mod time;
mod ways;
mod words;
mod xml;

pub use address::Address;
pub use as_of::AsOf;
pub use choice::{Choice, NoSuchPart, Reading, ReadingOrder, Weight, Window};
pub use corrections::{CORRECTIONS, Occasion, Told, all_corrections_page, corrections_page, post_name};
pub use document::{CoverageJson, coverage_fields, post_json};
pub use fault::{Fault, Faulted, fault_page, framed_fault_page, spoken};
pub use form::Form;
pub use frame::{Frame, frame};
pub use front::{FRONT_COVERAGES, FrontPart, FrontPlace, Summary, front_page};
pub use history::{Past, SilentRevisions, head_history_page, post_history_page};
pub use look::{Logo, Look, Looks, SlotEntry};
pub use map::countries;
pub use oembed::{OEmbed, OEmbedForm};
pub use offline::offline_page;
pub use page::{filed_page, framed_page, page, page_as_of, page_in_series, page_since};
pub use picture::{RENDITION_WIDTHS, rendition_widths};
pub use post::article;
pub use post_page::{framed_post_page, post_page, post_page_from, text_post_page};
pub use preview::{PREVIEW_SIZE, Preview, Tone};
pub use proof::{Proof, proof_page};
pub use provider::{Known, Player, PlayerForm, player_origins};
pub use publisher::{Policy, Publisher};
pub use redaction::{medium_gone, post_gone};
pub use search::{Hit, SearchOutcome, SearchPage, open_search, search_page};
pub use series::{Neighbour, Neighbours};
pub use since::{SINCE_POSTS, since_json};
pub use site::{Script, Site};
pub use slice::PAGE_POSTS;
pub use source::{Source, Tie};
pub use stand::{FileSite, FiledMedium, Found, InterfaceLanguage, Stand, version_file};
