//! What a draft says: unfinished while it is written, a post's content once it
//! is to be seen by others.

use coverage::{Content, Rejection, Revision};
use serde_json::{Map, Value, json};

use crate::desk::wire;
use crate::desk::wire_parse::bad;

/// How deep the parts of an unfinished draft may lie inside each other.
const DEEPEST: usize = 64;
/// The fields that hold a line of text.
const LINES: [&str; 4] = ["headline", "label", "byline", "dateline"];

/// Refuses what no draft can be: it may be incomplete, but it has the shape of
/// a post's content, and no more than that.
///
/// # Errors
/// A [`Rejection`] that names the field.
pub(crate) fn check_unfinished(content: &Value) -> Result<(), Rejection> {
    let Value::Object(fields) = content else { return Err(bad("content", "an object is expected")) };
    for (name, value) in fields {
        let fits = match &**name {
            "headline" | "label" | "byline" | "dateline" => value.is_string() || value.is_null(),
            "key_event" => value.is_boolean(),
            "contributors" => value.as_array().is_some_and(|list| list.iter().all(is_contributor)),
            "body" => value.is_object(),
            _ => return Err(bad(&place(name), "a draft has no such field")),
        };
        if !fits {
            return Err(bad(&place(name), "it is of another shape in a post"));
        }
    }
    if deeper_than(content, DEEPEST) {
        return Err(bad("content", "its parts lie too deep inside each other"));
    }
    Ok(())
}

/// Reads a draft that is to become a post. What an editor leaves empty where
/// nothing was written is taken as absent.
///
/// # Errors
/// A [`Rejection`] that names the field.
pub(crate) fn finished(content: &Value) -> Result<Content, Rejection> {
    let mut fields = content.as_object().cloned().unwrap_or_default();
    fields.retain(|name, value| !(LINES.contains(&&**name) && is_blank(value)));
    if let Some(Value::Array(contributors)) = fields.get_mut("contributors") {
        contributors.retain(|person| !person.get("name").is_none_or(is_blank));
    }
    match fields.get_mut("body") {
        Some(body) => without_blank_end(body),
        None => return Err(Rejection::Empty { field: "body".to_owned() }),
    }
    let post: wire::NewPost =
        serde_json::from_value(fields.into()).map_err(|error| bad("content", &error.to_string()))?;
    let content = post.parse()?;
    content.check()?;
    Ok(content)
}

/// The content of a draft after a change to some of its fields.
///
/// # Errors
/// Those of [`finished`].
pub(crate) fn revised(content: &Value, revision: &Revision) -> Result<Content, Rejection> {
    let mut fields = content.as_object().cloned().unwrap_or_default();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    set("headline", revision.headline.as_ref().map(|line| json!(line)));
    set("label", revision.label.as_ref().map(|line| json!(line)));
    set("byline", revision.byline.as_ref().map(|line| json!(line)));
    set("dateline", revision.dateline.as_ref().map(|line| json!(line)));
    set("key_event", revision.key_event.map(Value::from));
    set("contributors", revision.contributors.as_ref().map(|list| json!(list)));
    set("body", revision.body.as_ref().map(|body| json!(body)));
    finished(&fields.into())
}

fn place(name: &str) -> String {
    format!("content.{}", name.chars().take(40).collect::<String>())
}

fn is_contributor(person: &Value) -> bool {
    person.as_object().is_some_and(|person: &Map<String, Value>| {
        person.len() == 1 && person.get("name").is_some_and(Value::is_string)
    })
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Takes the empty paragraphs off the end: an editor has one where the next
/// words would go.
fn without_blank_end(body: &mut Value) {
    let Some(Value::Array(blocks)) = body.pointer_mut("/doc/content") else { return };
    while blocks.last().is_some_and(|block| {
        block["type"] == "paragraph"
            && block.pointer("/attrs/lead_in").is_none_or(is_blank)
            && block.get("content").and_then(Value::as_array).is_none_or(Vec::is_empty)
    }) {
        blocks.pop();
    }
}

fn deeper_than(value: &Value, most: usize) -> bool {
    let mut parts: Box<dyn Iterator<Item = &Value>> = match value {
        Value::Array(list) => Box::new(list.iter()),
        Value::Object(fields) => Box::new(fields.values()),
        _ => return false,
    };
    most == 0 || parts.any(|part| deeper_than(part, most - 1))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{check_unfinished, finished};

    fn paragraph(words: &str) -> Value {
        json!({"type": "paragraph", "content": [{"type": "text", "text": words}]})
    }

    fn body(blocks: &[Value]) -> Value {
        json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
    }

    #[test]
    fn what_is_unfinished_is_taken_and_what_is_no_draft_is_not() {
        for content in [json!({}), json!({"headline": ""}), json!({"body": {}}), json!({"headline": null})] {
            check_unfinished(&content).unwrap();
        }
        let deep = (0..70).fold(json!("x"), |inner, _| json!([inner]));
        for content in [
            json!([]),
            json!({"title": "x"}),
            json!({"headline": 1}),
            json!({"key_event": "yes"}),
            json!({"contributors": ["Jo"]}),
            json!({"contributors": [{"name": "Jo", "email": "jo@example.org"}]}),
            json!({"body": {"v": 1, "doc": deep}}),
        ] {
            assert!(check_unfinished(&content).is_err(), "{content}");
        }
    }

    #[test]
    fn what_was_left_empty_is_absent_from_the_post() {
        let content = json!({
            "headline": " ", "label": "", "byline": null, "contributors": [{"name": ""}, {"name": "Jo Field"}],
            "body": body(&[paragraph("The water rises."), json!({"type": "paragraph"})]),
        });
        let content = finished(&content).unwrap();
        assert_eq!((content.headline, content.label, content.byline), (None, None, None));
        assert_eq!(content.contributors.len(), 1);
        assert_eq!(content.body.blocks().len(), 1);
    }

    #[test]
    fn an_empty_draft_is_no_post() {
        for content in [
            json!({}),
            json!({"headline": "Words", "body": body(&[])}),
            json!({"headline": "", "body": body(&[json!({"type": "paragraph"})])}),
        ] {
            assert_eq!(finished(&content).unwrap_err().code(), "empty", "{content}");
        }
    }
}
