//! The binary as its users meet it: real processes, real files, real signals.

#![expect(clippy::unwrap_used, clippy::panic, reason = "in a test, a surprise ends the test")]

mod archive;
mod backup;
mod bench;
mod between;
mod buckets;
mod clock;
mod demo;
mod disk_full;
mod durability;
mod export;
mod follow;
mod forgotten;
mod help;
mod import;
mod joint;
mod media;
mod member;
mod photograph;
mod redaction;
mod renewal;
mod resuming;
mod serve;
mod static_site;
mod stet;
mod tidy;
mod uploading;
mod verify;
