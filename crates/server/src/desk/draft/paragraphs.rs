//! Plain text as blocks of a body.

use serde_json::{Value, json};

/// A paragraph for each line that is not blank.
pub(crate) fn paragraphs(text: &str) -> Vec<Value> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| json!({"type": "paragraph", "content": [{"type": "text", "text": line}]})).collect()
}

/// A body of those blocks.
pub(crate) fn body_of(blocks: &[Value]) -> Value {
    json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_with_words_is_a_paragraph() {
        let body = body_of(&paragraphs(" It is shut. \r\n\r\n\tSince nine.\n \n"));
        let texts: Vec<_> =
            body["doc"]["content"].as_array().unwrap().iter().map(|it| &it["content"][0]["text"]).collect();
        assert_eq!(texts, ["It is shut.", "Since nine."]);
        assert!(paragraphs(" \n\t\n").is_empty());
    }
}
