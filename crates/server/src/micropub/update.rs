//! What an update asks of a post, as the desk's API takes it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::asked::{Properties, fields, invalid};
use super::body::{Blocks, PROPERTIES};
use crate::app::App;
use crate::problem::Problem;

/// The fields of the post that change. `shown` is the post as it is.
///
/// # Errors
/// 400 `invalid_request` where a post cannot have, or be without, what is named.
pub(super) async fn changes(
    app: &App,
    shown: &Value,
    replace: &Properties,
    add: &Properties,
    delete: &BTreeMap<String, Option<Vec<Value>>>,
) -> Result<Map<String, Value>, Problem> {
    let mut changes = fields(replace)?;
    for name in add.keys() {
        let has_one = match &**name {
            "category" => shown["label"].is_string() && !replace.contains_key(name),
            "photo" | "video" => false,
            _ => true,
        };
        if has_one {
            return Err(invalid(format!("A post has one {name}: replace it.")));
        }
    }
    changes.extend(fields(add)?);
    for (name, values) in delete {
        let field = match &**name {
            "name" => "headline",
            "category" => "label",
            "photo" | "video" => continue,
            "content" if values.is_none() => continue,
            _ => return Err(invalid(format!("A post cannot be without {name}, or has none."))),
        };
        if values.as_ref().is_none_or(|values| values.contains(&shown[field])) {
            changes.insert(field.to_owned(), Value::Null);
        }
    }
    let names = replace.keys().chain(add.keys()).chain(delete.keys());
    if names.into_iter().any(|name| PROPERTIES.contains(&&**name)) {
        let mut blocks = Blocks::of(&shown["body"]);
        replace.keys().for_each(|name| blocks.clear(name));
        blocks.add(app, replace).await?;
        blocks.add(app, add).await?;
        for (name, values) in delete {
            match values {
                None => blocks.clear(name),
                Some(values) => blocks.remove(app, name, values),
            }
        }
        changes.insert("body".to_owned(), blocks.into_body());
    }
    // A draft says which version of it this was read from.
    if shown["version"].is_u64() {
        changes.insert("version".to_owned(), shown["version"].clone());
    }
    Ok(changes)
}
