//! What a Micropub client asks for (W3C Micropub, 23 May 2017), in its two forms.

use std::collections::BTreeMap;

use serde_json::{Value, json};

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
        /// What is not to be there any more: all values of a property, or those.
        delete: BTreeMap<String, Option<Vec<Value>>>,
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
            delete: deletions(&sent["delete"])?,
        }),
        Some("delete") => Ok(Asked::Delete { url: url()? }),
        Some(_) => Err(unknown_action()),
    }
}

fn of_form(body: &[u8]) -> Result<Asked, Problem> {
    let mut fields = Properties::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        put(&mut fields, &name, value.into_owned().into());
    }
    of_fields(fields)
}

/// Adds a field of a form; names of fields that come several times may end in `[]`.
pub(super) fn put(fields: &mut Properties, name: &str, value: Value) {
    fields.entry(name.strip_suffix("[]").unwrap_or(name).to_owned()).or_default().push(value);
}

/// Reads the fields of a form.
///
/// # Errors
/// 400 `invalid_request`, with what is wrong.
pub(super) fn of_fields(mut fields: Properties) -> Result<Asked, Problem> {
    fields.remove("access_token");
    let first = |fields: &Properties, name: &str| fields.get(name)?.first()?.as_str().map(str::to_owned);
    match first(&fields, "action").as_deref() {
        None => {
            fields.remove("h");
            if let Some(alts) = fields.remove("mp-photo-alt") {
                describe(fields.get_mut("photo").map(Vec::as_mut_slice).unwrap_or_default(), alts);
            }
            Ok(Asked::Create(fields))
        }
        Some("delete") => {
            let url = first(&fields, "url").ok_or_else(|| invalid("The url of a post is expected."))?;
            Ok(Asked::Delete { url })
        }
        Some(_) => Err(unknown_action()),
    }
}

/// Says what photos show, in their order: forms have a field beside for that, JSON says it in place.
fn describe(photos: &mut [Value], alts: Vec<Value>) {
    for (photo, alt) in photos.iter_mut().zip(alts) {
        *photo = json!({"value": photo, "alt": alt});
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
fn deletions(given: &Value) -> Result<BTreeMap<String, Option<Vec<Value>>>, Problem> {
    if let Value::Array(names) = given {
        let name = |name: &Value| {
            let name = name.as_str().ok_or_else(|| invalid("In delete, names are expected."))?;
            Ok((name.to_owned(), None))
        };
        return names.iter().map(name).collect();
    }
    Ok(properties(given, "delete")?.into_iter().map(|(name, values)| (name, Some(values))).collect())
}

/// The fields of a post that properties say, as the API takes them; its body is read apart.
///
/// # Errors
/// 400 `invalid_request` where a property has no place in a post.
pub(super) fn fields(properties: &Properties) -> Result<serde_json::Map<String, Value>, Problem> {
    let mut fields = serde_json::Map::new();
    for (name, values) in properties {
        let field = match &**name {
            "name" => "headline",
            // Labels are what posts here have of the kind; further categories have no place.
            "category" => "label",
            "post-status" => "status",
            "audio" => return Err(invalid("Posts hold no audio.")),
            // Whatever else there is may be left out (Micropub §3.3.1).
            _ => continue,
        };
        fields.insert(field.to_owned(), text(values.first(), name)?.into());
    }
    Ok(fields)
}

/// The text of a property's value.
///
/// # Errors
/// 400 `invalid_request` where it is none.
pub(super) fn text(value: Option<&Value>, name: &str) -> Result<String, Problem> {
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
    use super::{Asked, Properties, fields, read};
    use serde_json::{Value, json};

    fn created(is_form: bool, body: &str) -> Properties {
        match read(is_form, body.as_bytes()).unwrap() {
            Asked::Create(properties) => properties,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        let form = "h=entry&name=The+bridge&category%5B%5D=Now&category%5B%5D=Roads&content=It+is+shut.&access_token=x\
            &photo[]=a&photo[]=b&mp-photo-alt[]=The+bridge";
        let sent = json!({"type": ["h-entry"], "properties": {"name": ["The bridge"], "category": ["Now", "Roads"],
            "content": ["It is shut."], "photo": [{"value": "a", "alt": "The bridge"}, "b"]}});
        let properties = created(true, form);
        assert_eq!(properties, created(false, &sent.to_string()));
        let expected = json!({"headline": "The bridge", "label": "Now"});
        assert_eq!(Value::Object(fields(&properties).unwrap()), expected);
    }

    #[test]
    fn what_is_to_be_deleted_is_named_as_a_whole_or_value_by_value() {
        let deleted = |delete: Value| {
            let body = json!({"action": "update", "url": "x", "delete": delete}).to_string();
            let Asked::Update { delete, .. } = read(false, body.as_bytes()).unwrap() else { panic!() };
            delete.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(deleted(json!(["category"])), [("category".to_owned(), None)]);
        assert_eq!(deleted(json!({"category": ["Now"]})), [("category".to_owned(), Some(vec![json!("Now")]))]);
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
            (false, json!({"action": "update", "url": "x", "replace": "x"}).to_string()),
            (false, json!({"action": "update", "url": "x", "delete": "category"}).to_string()),
            (false, json!({"action": "update", "url": "x", "delete": {"category": "Now"}}).to_string()),
            (true, "action=undelete&url=x".to_owned()),
        ] {
            assert!(read(is_form, body.as_bytes()).is_err(), "{body}");
        }
        for properties in [json!({"audio": ["https://elsewhere.example/x.mp3"]}), json!({"name": [1]})] {
            let body = json!({"properties": properties}).to_string();
            assert!(fields(&created(false, &body)).is_err(), "{body}");
        }
    }
}
