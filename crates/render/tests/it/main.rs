//! The tests of what is rendered: one binary, one module a subject.
//!
//! The samples are made change by change, as records are. `golden` keeps one
//! of each page, frame and feed as it stands; the others ask what must hold.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets what it does not expect stops")]

mod document;
mod feeds;
mod file_sites;
mod forgotten;
mod frames;
mod golden;
mod graphics;
mod hostile;
mod languages;
mod linked_data;
mod markup;
mod pages;
mod reading;
mod sample;
mod sitemaps;
mod text;
