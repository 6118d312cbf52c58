//! The tests of the store, in one program.
//!
//! `contract` says what every backend must do; the rest is about this one.

#![expect(clippy::unwrap_used, clippy::panic, reason = "this is all tests and their bench")]

mod backup;
mod bench;
mod briefs;
mod contract;
mod damage;
mod erasure;
mod export;
mod opening;
mod processes;
mod proof;
mod random;
mod readable;
mod search;
mod second;
mod tree;
