//! What readers are told of what was ordered gone: that it is, and on which ground.

use coverage::{Language, RedactionReason};

use crate::setting::Voice;
use crate::words::Words;

/// What stands in the place of a post's words.
pub(crate) const fn redaction_line(words: &Words, reason: RedactionReason) -> &'static str {
    match reason {
        RedactionReason::Legal => words.redacted_legal,
        RedactionReason::Safety => words.redacted_safety,
        RedactionReason::Privacy => words.redacted_privacy,
    }
}

/// The same in the language of its coverage or, where there are no words in it, in English.
#[must_use]
pub fn post_gone(language: &Language, reason: RedactionReason) -> &'static str {
    redaction_line(Voice::of(language).words, reason)
}

/// What readers of a post are told that showed a picture or film which is gone,
/// in the language of its coverage or, where there are no words in it, in English.
#[must_use]
pub fn medium_gone(language: &Language, reason: RedactionReason) -> &'static str {
    medium_line(Voice::of(language).words, reason)
}

pub(crate) const fn medium_line(words: &Words, reason: RedactionReason) -> &'static str {
    match reason {
        RedactionReason::Legal => words.medium_gone_legal,
        RedactionReason::Safety => words.medium_gone_safety,
        RedactionReason::Privacy => words.medium_gone_privacy,
    }
}
