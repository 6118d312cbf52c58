//! Who asks, and what they may do.

mod address;
mod asker;
mod attempts;
mod email;
mod gate;
mod oidc;
pub(crate) mod origin;
mod passkeys;
pub(crate) mod password;
mod pending;
mod permission;
pub(crate) mod session;
mod token;

pub(crate) use address::{ClientAddress, Peer};
pub(crate) use asker::{Asker, unauthorised};
pub use email::looks_like_email;
pub(crate) use gate::Gate;
pub(crate) use oidc::{Arrival, Oidc, OidcFault};
pub(crate) use passkeys::{PasskeyFault, Passkeys};
pub(crate) use permission::{Permission, Standing};
pub use token::{Token, TokenFault};
