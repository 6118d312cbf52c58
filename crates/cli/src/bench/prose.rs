//! Words to publish: those of the demo's day, so that they are compressed as
//! well as other prose, and not as one sentence over and over.

use std::sync::LazyLock;

use serde_json::Value;

const TIMELINE: &str = include_str!("../../demo/timeline.json");
/// How far after a text the next one begins, in bytes; it has no divisor in
/// common with most lengths, so that texts do not soon begin alike.
const STEP: usize = 1_009;

static ALL: LazyLock<String> = LazyLock::new(|| {
    let mut all = String::new();
    // The demo cannot be built with a timeline that is no JSON and pass its tests.
    gather(&serde_json::from_str(TIMELINE).unwrap_or_default(), &mut all);
    // What is not a letter, a figure or a stop might mean something in a post.
    all.retain(|letter| letter.is_ascii_alphanumeric() || " ,.;".contains(letter));
    all
});

fn gather(value: &Value, into: &mut String) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| gather(value, into)),
        Value::Object(fields) => {
            if let Some(Value::String(text)) = fields.get("text") {
                into.push_str(text);
                into.push(' ');
            }
            fields.values().for_each(|value| gather(value, into));
        }
        _ => {}
    }
}

/// That many bytes of it, others for each number.
pub(super) fn words(bytes: usize, number: u64) -> String {
    let begin = usize::try_from(number).unwrap_or(0).wrapping_mul(STEP) % ALL.len().max(1);
    ALL.chars().cycle().skip(begin).take(bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALL, words};

    #[test]
    fn there_is_prose_and_it_differs() {
        assert!(ALL.len() > 5_000, "{}", ALL.len());
        assert_eq!(words(1_500, 3).len(), 1_500);
        assert_ne!(words(200, 1), words(200, 2));
    }
}
