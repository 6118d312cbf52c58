//! The tests of the server: one binary, one module a subject.
//!
//! Each test has a server of its own on a free port, with a store in a folder
//! of its own, and talks to it as the world does: over HTTP. What waits, waits
//! for an event, and for [`PATIENCE`](app::PATIENCE) at most.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect stops"
)]

mod access;
mod app;
mod asleep;
mod bulk;
mod callers;
mod cards;
mod changes;
mod concurrency;
mod contract;
mod cost;
mod desk_stream;
mod dictionaries;
mod discovery;
mod draft_places;
mod drafts;
mod encodings;
mod events;
mod fanout;
mod faults;
mod fields;
mod films;
mod forgotten;
mod forms;
mod front;
mod garbage;
mod gazetteer;
mod histories;
mod hostile;
mod idempotency;
mod inlets;
mod joint;
mod library;
mod limits;
mod log;
mod looks;
mod markup;
mod media;
mod micropub;
mod micropub_forms;
mod micropub_suite;
mod moments;
mod notes;
mod notices;
mod offline;
mod openapi;
mod operators;
mod photograph;
mod pictures;
mod placement;
mod places;
mod publish_speed;
mod purges;
mod reader_search;
mod reading;
mod redactions;
mod reminders;
mod requests;
mod schedule;
mod screens;
mod search;
mod shutdown;
mod sign_in;
mod since;
mod single_sign_on;
mod standing;
mod stream;
mod suggestions;
mod uploads;
mod verbs;
mod webhooks;
mod withdrawn;
mod workflow;
