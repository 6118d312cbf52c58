//! What a Micropub client asks for (W3C Micropub, 23 May 2017), in its two forms.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::desk::card::words;
use crate::problem::Problem;

/// Values by property, as microformats have them: every property can have several.
pub(super) type Properties = BTreeMap<String, Vec<Value>>;

/// What is asked for.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    /// A post to make.
    Create(Properties),
    /// A post to change.
    Update {
        /// Its address.
        url: String,
        /// What is to stand in place of what stands there.
        replace: Properties,
        /// What is to be there too.
        add: Properties,
        /// What is not to be there any more.
        delete: Vec<String>,
    },
    /// A post to withdraw.
    Delete {
        /// Its address.
        url: String,
    },
}

/// Reads a request.
///
/// # Errors
/// 400 `invalid_request`, with what is wrong.
pub(super) fn read(is_form: bool, body: &[u8]) -> Result<Asked, Problem> {
    if is_form {
        return of_form(body);
    }
    let sent: Value = serde_json::from_slice(body).map_err(|_| invalid("The body is no JSON."))?;
    let url = || sent["url"].as_str().map(str::to_owned).ok_or_else(|| invalid("The url of a post is expected."));
    match sent.get("action").map(|action| action.as_str().unwrap_or_default()) {
        None => Ok(Asked::Create(properties(&sent["properties"], "properties")?)),
        Some("update") => Ok(Asked::Update {
            url: url()?,
            replace: properties(&sent["replace"], "replace")?,
            add: properties(&sent["add"], "add")?,
            delete: names(&sent["delete"])?,
        }),
        Some("delete") => Ok(Asked::Delete { url: url()? }),
        Some(_) => Err(unknown_action()),
    }
}

fn of_form(body: &[u8]) -> Result<Asked, Problem> {
    let mut fields = Properties::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        let name = name.strip_suffix("[]").unwrap_or(&name).to_owned();
        fields.entry(name).or_default().push(value.into_owned().into());
    }
    fields.remove("access_token");
    let first = |fields: &Properties, name: &str| fields.get(name)?.first()?.as_str().map(str::to_owned);
    match first(&fields, "action").as_deref() {
        None => {
            fields.remove("h");
            Ok(Asked::Create(fields))
        }
        Some("delete") => {
            let url = first(&fields, "url").ok_or_else(|| invalid("The url of a post is expected."))?;
            Ok(Asked::Delete { url })
        }
        Some(_) => Err(unknown_action()),
    }
}

fn properties(given: &Value, name: &str) -> Result<Properties, Problem> {
    let Value::Object(fields) = given else {
        return if given.is_null() {
            Ok(Properties::new())
        } else {
            Err(invalid(format!("In {name}, properties are expected.")))
        };
    };
    fields
        .iter()
        .map(|(property, values)| match values {
            Value::Array(values) => Ok((property.clone(), values.clone())),
            _ => Err(invalid(format!("The values of {name}.{property} are expected in an array."))),
        })
        .collect()
}

/// The properties to delete, as a list of names or as names with the values to delete.
fn names(given: &Value) -> Result<Vec<String>, Problem> {
    match given {
        Value::Null => Ok(Vec::new()),
        Value::Array(names) => {
            let name = |name: &Value| {
                name.as_str().map(str::to_owned).ok_or_else(|| invalid("In delete, names are expected."))
            };
            names.iter().map(name).collect()
        }
        Value::Object(fields) => Ok(fields.keys().cloned().collect()),
        _ => Err(invalid("In delete, properties are expected.")),
    }
}

/// The fields of a post that properties say, as the API takes them.
///
/// # Errors
/// 400 `invalid_request` where a property has no place in a post.
pub(super) fn fields(properties: &Properties) -> Result<serde_json::Map<String, Value>, Problem> {
    let mut fields = serde_json::Map::new();
    let mut blocks = Vec::new();
    for (name, values) in properties {
        match &**name {
            "name" => drop(fields.insert("headline".to_owned(), text(values.first(), name)?.into())),
            // Labels are what posts here have of the kind; further categories have no place.
            "category" => drop(fields.insert("label".to_owned(), text(values.first(), name)?.into())),
            "post-status" => drop(fields.insert("status".to_owned(), text(values.first(), name)?.into())),
            "content" => {
                for value in values {
                    let said = match value.get("html").and_then(Value::as_str) {
                        Some(html) => words(html),
                        None => text(Some(value), name)?,
                    };
                    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
                    blocks.extend(
                        lines.map(|line| json!({"type": "paragraph", "content": [{"type": "text", "text": line}]})),
                    );
                }
            }
            "video" | "audio" => return Err(invalid(format!("Posts that are filed by Micropub hold no {name}."))),
            // Whatever else there is may be left out (Micropub §3.3.1).
            _ => {}
        }
    }
    for photo in properties.get("photo").into_iter().flatten() {
        blocks.push(picture(photo)?);
    }
    if !blocks.is_empty() {
        fields.insert("body".to_owned(), json!({"v": 1, "doc": {"type": "doc", "content": blocks}}));
    }
    Ok(fields)
}

/// A picture that is stored here.
fn picture(photo: &Value) -> Result<Value, Problem> {
    let url = photo.get("value").unwrap_or(photo).as_str().unwrap_or_default();
    let media = url.rsplit_once("/media/").map(|(_, id)| id).filter(|id| id.parse::<coverage::MediaId>().is_ok());
    let Some(media) = media else {
        return Err(invalid("A photo is named by its address here, which ends in /media/ID.")
            .hinted("Upload it first; pictures elsewhere are not shown."));
    };
    let alt = photo.get("alt").and_then(Value::as_str).unwrap_or_default();
    Ok(json!({"type": "image", "attrs": {"media": media, "alt": alt}}))
}

fn text(value: Option<&Value>, name: &str) -> Result<String, Problem> {
    let text = value.map(|value| value.get("value").unwrap_or(value)).and_then(Value::as_str);
    text.map(str::to_owned).ok_or_else(|| invalid(format!("Text is expected in {name}.")))
}

fn unknown_action() -> Problem {
    invalid("The actions are update and delete.")
        .hinted("What was withdrawn stays withdrawn: publish a new post instead.")
}

pub(super) fn invalid(detail: impl Into<String>) -> Problem {
    Problem::bad_request("invalid_request", detail)
}

#[cfg(test)]
mod tests {
    use super::{Asked, fields, read};
    use serde_json::{Value, json};

    fn created(is_form: bool, body: &str) -> Value {
        match read(is_form, body.as_bytes()).unwrap() {
            Asked::Create(properties) => Value::Object(fields(&properties).unwrap()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        let expected = json!({
            "headline": "The bridge", "label": "Now",
            "body": {"v": 1, "doc": {"type": "doc", "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": "It is shut."}]},
                {"type": "paragraph", "content": [{"type": "text", "text": "Since nine."}]},
            ]}},
        });
        let form = "h=entry&name=The+bridge&category%5B%5D=Now&category%5B%5D=Roads&content=It+is+shut.%0D%0A%0D%0ASince+nine.&access_token=x&mp-slug=y";
        assert_eq!(created(true, form), expected);
        let sent = json!({"type": ["h-entry"], "properties": {"name": ["The bridge"], "category": ["Now"],
            "content": [{"html": "<p>It is <b>shut</b>.</p><p>Since nine.</p><script>x</script>"}]}});
        assert_eq!(created(false, &sent.to_string()), expected);
    }

    #[test]
    fn what_has_no_place_in_a_post_is_refused() {
        for (is_form, body) in [
            (false, "{".to_owned()),
            (false, json!({"properties": {"name": "not in an array"}}).to_string()),
            (false, json!({"properties": []}).to_string()),
            (false, json!({"action": "undelete", "url": "x"}).to_string()),
            (false, json!({"action": "delete"}).to_string()),
            (false, json!({"action": "update", "url": "x", "replace": {"content": "x"}}).to_string()),
            (true, "action=undelete&url=x".to_owned()),
        ] {
            assert!(read(is_form, body.as_bytes()).is_err(), "{body}");
        }
        for properties in [
            json!({"photo": ["https://elsewhere.example/x.jpg"]}),
            json!({"video": ["https://elsewhere.example/x.mp4"]}),
            json!({"name": [1]}),
        ] {
            let body = json!({"properties": properties}).to_string();
            let Asked::Create(properties) = read(false, body.as_bytes()).unwrap() else { panic!() };
            assert!(fields(&properties).is_err(), "{body}");
        }
    }
}
