//! On which ground words or pictures are taken out of the record.

use serde::{Deserialize, Serialize};

use crate::Rejection;

/// The ground on which something is redacted. It is all that the world is
/// told of it: the reasons of a court, a source or a family are not for the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactionReason {
    /// The law, or a court, asks for it.
    Legal,
    /// It puts somebody in danger.
    Safety,
    /// It is nobody's business.
    Privacy,
}

impl RedactionReason {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Legal, Self::Safety, Self::Privacy];

    /// The name in the record and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Safety => "safety",
            Self::Privacy => "privacy",
        }
    }

    /// Reads what a member gave as `field`.
    ///
    /// # Errors
    /// [`Rejection::BadValue`] where it is none of them.
    pub fn parse(field: &str, name: &str) -> Result<Self, Rejection> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == name);
        let problem = || "“legal”, “safety” or “privacy” is expected".to_owned();
        found.ok_or_else(|| Rejection::BadValue { field: field.to_owned(), problem: problem() })
    }
}
