//! Addresses of e-mail.

/// Whether a text looks like an address of e-mail: enough to catch a slip.
/// Whether the address works, only a message to it could tell.
#[must_use]
pub fn looks_like_email(text: &str) -> bool {
    let sound = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    sound
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}
