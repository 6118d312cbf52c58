//! Text that a member typed, checked once at the edge.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Rejection;

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name<const MAX: usize>(Box<str>);

        impl<const MAX: usize> $name<MAX> {
            /// Checks a member's text. White space at both ends is dropped, and a line
            /// end of two characters (CR LF) becomes one; the rest is kept byte for byte.
            ///
            /// # Errors
            /// A [`Rejection`] that names `field` when nothing is left, when there are
            /// more than `MAX` characters (Unicode scalar values), or when there is a
            /// control character.
            pub fn parse(field: &str, text: &str) -> Result<Self, Rejection> {
                let text = &*text.trim().replace("\r\n", "\n");
                if text.is_empty() {
                    return Err(Rejection::Empty { field: field.to_owned() });
                }
                let length = text.chars().count();
                if length > MAX {
                    return Err(Rejection::TooLong { field: field.to_owned(), limit: MAX, length });
                }
                refuse_controls(field, text, $allowed)?;
                Ok(Self(text.into()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<const MAX: usize> fmt::Display for $name<MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<const MAX: usize> fmt::Debug for $name<MAX> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    };
}

text_type! {
    /// One line of at most `MAX` characters: a headline, a label, a name.
    ///
    /// `MAX` may be raised, never lowered: where a record's bodies are read, a
    /// text over it would make its block unreadable.
    Line, &[]
}
text_type! {
    /// Text of at most `MAX` characters that may hold line breaks: a standfirst, a reason.
    ///
    /// `MAX` may be raised, never lowered, as with [`Line`].
    Prose, &['\n', '\t']
}

impl<const MAX: usize> Line<MAX> {
    /// No text: what a view says before its coverage was opened.
    pub(crate) fn blank() -> Self {
        Self(Box::default())
    }
}

/// How many characters of what was sent a fault shows again at most.
const SHOWN: usize = 80;

/// A member's text inside a fault: its beginning, on one line.
pub(crate) fn shown(text: &str) -> String {
    text.escape_debug().take(SHOWN).collect()
}

/// Control characters (Unicode category Cc) have no business in text: they
/// break feeds and terminals. So do the two noncharacters that XML 1.0 §2.2
/// leaves out: one of them makes a whole feed unreadable. Format characters such
/// as joiners and direction marks stay, since languages need them.
pub(crate) fn refuse_controls(field: &str, text: &str, allowed: &[char]) -> Result<(), Rejection> {
    let refused = |c: char| (c.is_control() && !allowed.contains(&c)) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    match text.chars().position(refused) {
        Some(at) => Err(Rejection::ControlCharacter { field: field.to_owned(), at }),
        None => Ok(()),
    }
}
