//! Who asks, and what they may do.

mod address;
mod asker;
mod attempts;
mod email;
mod gate;
pub(crate) mod origin;
pub(crate) mod password;
mod permission;
pub(crate) mod session;
mod token;

pub(crate) use address::{ClientAddress, Peer};
pub(crate) use asker::Asker;
pub use email::looks_like_email;
pub(crate) use gate::Gate;
pub(crate) use permission::{Permission, Standing};
pub use token::{Token, TokenFault};
