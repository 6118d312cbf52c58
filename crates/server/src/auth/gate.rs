//! What stands between the world and the desk.

use std::net::IpAddr;

use super::attempts::Attempts;
use super::password::Passwords;

/// What it takes to let somebody in.
pub(crate) struct Gate {
    /// The address of this server, as browsers send it in `Origin`.
    pub(crate) base_url: Box<str>,
    /// The proxies that are believed when they say whom they ask for.
    pub(crate) proxies: Vec<IpAddr>,
    pub(crate) passwords: Passwords,
    pub(crate) attempts: Attempts,
}

impl Gate {
    pub(crate) fn new(base_url: &str, proxies: Vec<IpAddr>) -> Self {
        Self { base_url: base_url.into(), proxies, passwords: Passwords::new(), attempts: Attempts::new() }
    }

    /// Whether browsers reach this server by an encrypted connection.
    pub(crate) fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
