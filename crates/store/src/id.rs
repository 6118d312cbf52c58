//! Identities of what belongs to the desk, not to a record.

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

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
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
    };
}

id_type! {
    /// Something to be done later.
    JobId
}
id_type! {
    /// An account on the desk.
    MemberId
}
id_type! {
    /// An API token, which is not its secret.
    TokenId
}
id_type! {
    /// A browser that is signed in.
    SessionId
}
id_type! {
    /// A link that lets somebody in once.
    LinkId
}
id_type! {
    /// A passkey of a member.
    PasskeyId
}
id_type! {
    /// A note on a draft.
    NoteId
}
id_type! {
    /// How posts of a kind begin.
    TemplateId
}
id_type! {
    /// One who is told of what is published.
    WebhookId
}
id_type! {
    /// A way in for the messages of a chat.
    InletId
}
id_type! {
    /// A feed that a coverage watches.
    FeedId
}
id_type! {
    /// An item of a feed that is put in front of the desk.
    SuggestionId
}
