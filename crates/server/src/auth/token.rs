//! Tokens: secrets that are shown once.

use sha2::{Digest, Sha256};
use store::TokenHash;
use thiserror::Error;

use crate::clock;

/// How every token begins, so that a leaked one is recognised by scanners.
const PREFIX: &str = "stet_";
/// Random bytes in a token: too many to guess.
const BYTES: usize = 32;

/// A secret that lets its holder in: a program with an API token, a browser
/// with its cookie, a person with a link. It is shown once; the store keeps its hash.
pub struct Token(String);

/// Text that is no token.
#[derive(Debug, Error)]
#[error("this is no Stet token")]
pub struct TokenFault;

impl Token {
    /// A new secret.
    ///
    /// # Panics
    /// When the operating system gives no random bits.
    #[must_use]
    pub fn new() -> Self {
        let bytes: [u8; BYTES] = clock::random();
        Self(bytes.iter().fold(PREFIX.to_owned(), |text, byte| text + &format!("{byte:02x}")))
    }

    /// Reads a token that a client sent.
    ///
    /// # Errors
    /// [`TokenFault`] when it does not look like one.
    pub fn parse(text: &str) -> Result<Self, TokenFault> {
        let secret = text.strip_prefix(PREFIX).ok_or(TokenFault)?;
        let well_formed = secret.len() == 2 * BYTES && secret.bytes().all(|b| b.is_ascii_hexdigit());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(TokenFault) }
    }

    /// What the store keeps. A plain hash is enough, since the secret is 256
    /// random bits; and since the store looks the hash up, the time that takes
    /// tells nothing about any secret.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }

    /// The secret itself, to be shown once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let token = Token::new();
        assert_eq!(Token::parse(token.reveal()).unwrap().hash(), token.hash());
        for text in [
            "",
            "stet_",
            "stet_zz",
            "Bearer x",
            token.reveal().trim_start_matches('s'),
            &format!("{}0", token.reveal()),
        ] {
            assert!(Token::parse(text).is_err(), "{text}");
        }
    }
}
