//! What stands between the world and the desk.

use std::net::IpAddr;

use super::attempts::Attempts;
use super::oidc::Oidc;
use super::passkeys::Passkeys;
use super::password::Passwords;
use crate::config::Config;

/// What it takes to let somebody in.
pub(crate) struct Gate {
    /// The address of this server, as browsers send it in `Origin`.
    pub(crate) base_url: Box<str>,
    /// The proxies that are believed when they say whom they ask for.
    pub(crate) proxies: Vec<IpAddr>,
    pub(crate) passwords: Passwords,
    /// None where browsers offer no passkeys.
    pub(crate) passkeys: Option<Passkeys>,
    /// None where the newsroom has no sign-in of its own.
    pub(crate) oidc: Option<Oidc>,
    pub(crate) attempts: Attempts,
}

impl Gate {
    pub(crate) fn new(base_url: &str, config: &Config) -> Self {
        Self {
            base_url: base_url.into(),
            proxies: config.proxies.clone(),
            passwords: Passwords::new(),
            passkeys: Passkeys::at(base_url, &config.name),
            oidc: config.oidc.clone().map(|settings| Oidc::new(settings, base_url)),
            attempts: Attempts::new(),
        }
    }

    /// Whether browsers reach this server by an encrypted connection.
    pub(crate) fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}
