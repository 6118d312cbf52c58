//! Who asks, and what they may do.

mod asker;
mod permission;
mod token;

pub(crate) use asker::Asker;
pub(crate) use permission::{Permission, Standing};
pub use token::{Token, TokenFault};
