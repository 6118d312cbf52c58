//! What a list tells of a draft: its headline and its first words.

use serde_json::Value;

/// How many characters of a draft a list shows.
const EXCERPT: usize = 200;

/// What a list tells of a draft's content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gist {
    /// Its headline as it stands, if there is one.
    pub headline: Option<String>,
    /// The beginning of what it says.
    pub excerpt: String,
}

impl Gist {
    /// The gist of a content, however unfinished.
    #[must_use]
    pub fn of(content: &Value) -> Self {
        let headline = content.get("headline").and_then(Value::as_str).map(str::trim);
        let headline = headline.filter(|headline| !headline.is_empty()).map(str::to_owned);
        let text = words(content);
        let excerpt = match text.char_indices().nth(EXCERPT) {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
            None => text,
        };
        Self { headline, excerpt }
    }
}

/// The words of a draft's body, however unfinished.
#[must_use]
pub fn words(content: &Value) -> String {
    let mut words = String::new();
    collect(content.pointer("/body/doc").unwrap_or(&Value::Null), &mut words);
    words.trim().to_owned()
}

fn collect(node: &Value, words: &mut String) {
    if let Some(lead_in) = node.pointer("/attrs/lead_in").and_then(Value::as_str) {
        words.push_str(lead_in);
        words.push(' ');
    }
    if let Some(text) = node.get("text").and_then(Value::as_str) {
        words.push_str(text);
    }
    let Some(Value::Array(children)) = node.get("content") else { return };
    for child in children {
        collect(child, words);
    }
    // Words of two blocks do not run together.
    if !words.ends_with([' ', '\n']) {
        words.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn paragraph(words: &str) -> Value {
        json!({"type": "paragraph", "content": [{"type": "text", "text": words}]})
    }

    fn body(blocks: &[Value]) -> Value {
        json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
    }

    #[test]
    fn words_are_found_in_whatever_is_there() {
        let content = json!({"body": body(&[paragraph("One."), json!({"content": 7}), paragraph("Two.")])});
        assert_eq!(words(&content), "One. Two.");
        assert_eq!(words(&json!({"body": 3})), "");
        let long = json!({"headline": " ", "body": body(&[paragraph(&"word ".repeat(100))])});
        let Gist { headline, excerpt } = Gist::of(&long);
        assert_eq!(headline, None);
        assert!(excerpt.ends_with('…') && excerpt.chars().count() <= 201);
    }
}
