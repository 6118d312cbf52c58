//! Identities. Each is a type of its own, so that none can stand for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a UUID (version 7 by convention, RFC 9562) as this kind of id.
            #[must_use]
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            /// Reads the hyphenated form in small letters only, so that one id has one spelling in URLs.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let uuid = text.parse::<uuid::fmt::Hyphenated>()?.into_uuid();
                if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    // The 36 bytes of the text are no UUID in 16 bytes: this is always an error.
                    return Uuid::from_slice(text.as_bytes()).map(Self);
                }
                Ok(Self(uuid))
            }
        }
    };
}

id_type! {
    /// A coverage. It stands beside the record, not in it.
    CoverageId
}
id_type! {
    /// A post of a coverage.
    PostId
}
id_type! {
    /// A stored picture or film.
    MediaId
}
id_type! {
    /// A background of the desk's library. The library keeps it; a post holds its words.
    BackgroundId
}

/// A position in a coverage's record: 1 for its first change, 0 for "before all".
///
/// The same number is the event id of the stream, the cursor of `/changes`,
/// and the version of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first change.
    pub const START: Self = Self(0);

    /// The position after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
