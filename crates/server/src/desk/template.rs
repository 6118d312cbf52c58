//! Templates: how posts of a kind begin. Six come with Stet; a newsroom alters
//! them, and makes its own.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::Line;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Scope, Template, TemplateId};
use utoipa::ToSchema;
use uuid::Uuid;

use super::background::require_librarian;
use super::draft::content::check_unfinished;
use super::receipt::answer;
use super::{unique, wire_parse};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::problem::{Document, Problem};

/// How many templates there may be.
const MOST: usize = 200;

/// A template as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Template)]
pub(crate) struct Shown {
    id: String,
    name: String,
    /// `text`, `quote`, `key_event`, `picture`, `explainer`, `result_table`, or a newsroom's own.
    kind: String,
    /// What a draft made from it says at first.
    content: Value,
    /// Whether it came with Stet and was not altered: its name can be shown in the reader's language.
    shipped: bool,
}

/// Templates: those that come with Stet, then others by name.
#[derive(Serialize, ToSchema)]
#[schema(as = Templates)]
pub(crate) struct List {
    templates: Vec<Shown>,
}

/// A template to save.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTemplate {
    /// At most 80 characters.
    name: String,
    /// At most 40 characters.
    kind: String,
    /// The fields of a post, as far as they are the same in all posts of the kind.
    #[serde(deserialize_with = "unique::value")]
    content: Value,
}

/// `GET /api/v1/templates`
#[utoipa::path(get, path = "/api/v1/templates", operation_id = "list_templates", tag = "library",
    responses((status = 200, description = "templates", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_templates(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_scope(Scope::Read)?;
    let templates = all(&app).await?;
    Ok(answer(StatusCode::OK, &json!(List { templates })))
}

/// `POST /api/v1/templates`: by editors and owners.
#[utoipa::path(post, path = "/api/v1/templates", operation_id = "make_template", tag = "library", request_body = NewTemplate,
    responses((status = 201, description = "the template", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn make_template(
    State(app): State<App>,
    asker: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    if app.store.templates().await?.len() >= MOST {
        return Err(
            coverage::Rejection::TooMany { field: "templates".to_owned(), limit: MOST, length: MOST + 1 }.into()
        );
    }
    save(&app, &asker, TemplateId::new(clock::new_uuid()), &headers, &body, StatusCode::CREATED).await
}

/// `PUT /api/v1/templates/{id}`: by editors and owners.
#[utoipa::path(put, path = "/api/v1/templates/{id}", operation_id = "alter_template", tag = "library",
    params(("id" = String, Path)), request_body = NewTemplate,
    responses((status = 200, description = "the template", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn alter_template(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    let id = find(&app, &id).await?;
    save(&app, &asker, id, &headers, &body, StatusCode::OK).await
}

/// `DELETE /api/v1/templates/{id}`: by editors and owners.
#[utoipa::path(delete, path = "/api/v1/templates/{id}", operation_id = "delete_template", tag = "library",
    params(("id" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn delete_template(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    let id = find(&app, &id).await?;
    let gone = Template { id, name: String::new(), kind: String::new(), content: None };
    let now = clock::now();
    let note = asker.notes(now, "template.deleted", &id, Value::Null);
    app.store.save_template(gone, now, vec![note]).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

async fn save(
    app: &App,
    asker: &Asker,
    id: TemplateId,
    headers: &HeaderMap,
    body: &Bytes,
    status: StatusCode,
) -> Result<Response, Problem> {
    let NewTemplate { name, kind, content } = wire_parse::read(headers, body)?;
    let name: Line<80> = Line::parse("name", &name)?;
    let kind: Line<40> = Line::parse("kind", &kind)?;
    check_unfinished(&content)?;
    let template = Template { id, name: name.to_string(), kind: kind.to_string(), content: Some(content) };
    let now = clock::now();
    let note = asker.notes(now, "template.saved", &id, json!({"name": template.name}));
    app.store.save_template(template.clone(), now, vec![note]).await?;
    app.news.notify_one();
    Ok(answer(status, &json!(altered(template))))
}

async fn find(app: &App, id: &str) -> Result<TemplateId, Problem> {
    let known = all(app).await?.into_iter().any(|template| template.id == id);
    let id = id.parse().ok().filter(|_| known);
    id.ok_or_else(|| Problem::not_found("template of that id"))
}

async fn all(app: &App) -> Result<Vec<Shown>, Problem> {
    let altered_ones = app.store.templates().await?;
    let is_altered = |id: &str| altered_ones.iter().any(|template| template.id.to_string() == id);
    let untouched = shipped().into_iter().filter(|template| !is_altered(&template.id));
    Ok(untouched.chain(altered_ones.iter().cloned().filter_map(altered)).collect())
}

fn altered(template: Template) -> Option<Shown> {
    let Template { id, name, kind, content } = template;
    Some(Shown { id: id.to_string(), name, kind, content: content?, shipped: false })
}

/// The templates that come with Stet. Their ids are theirs for ever.
fn shipped() -> Vec<Shown> {
    let text = |words: &str| json!({"type": "text", "text": words});
    let paragraph = || json!({"type": "paragraph"});
    let cell = |kind: &str, words: &str| json!({"type": kind, "content": [text(words)]});
    let blank = || json!({"type": "table_cell"});
    let lead_in = |words: &str| json!({"type": "paragraph", "attrs": {"lead_in": words}});
    let body = |blocks: Value| json!({"v": 1, "doc": {"type": "doc", "content": blocks}});
    let item = || json!({"type": "list_item", "content": [{"type": "paragraph"}]});
    let all = [
        ("Text", "text", json!({"body": body(json!([paragraph()]))})),
        (
            "Quote",
            "quote",
            json!({"body": body(json!([
                paragraph(), {"type": "blockquote", "attrs": {"attribution": null, "url": null}, "content": [paragraph()]},
            ]))}),
        ),
        ("Key event", "key_event", json!({"key_event": true, "body": body(json!([paragraph()]))})),
        (
            "Picture",
            "picture",
            json!({"body": body(json!([
                {"type": "image", "attrs": {"media": null, "alt": "", "caption": null, "credit": null}}, paragraph(),
            ]))}),
        ),
        (
            "Explainer",
            "explainer",
            json!({"label": "Explained", "body": body(json!([
                lead_in("In short:"), lead_in("Some background:"), {"type": "bullet_list", "content": [item(), item()]},
                lead_in("What happens next:"),
            ]))}),
        ),
        (
            "Result table",
            "result_table",
            json!({"label": "Results", "body": body(json!([
                paragraph(),
                {"type": "table", "attrs": {"caption": null}, "content": [
                    {"type": "table_row", "content": [cell("table_header", "Name"), cell("table_header", "Result"), cell("table_header", "Change")]},
                    {"type": "table_row", "content": [blank(), blank(), blank()]},
                    {"type": "table_row", "content": [blank(), blank(), blank()]},
                ]},
            ]))}),
        ),
    ];
    let id = |number: u128| TemplateId::new(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number));
    let shown = |(number, (name, kind, content)): (u128, (&str, &str, Value))| Shown {
        id: id(number).to_string(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        content,
        shipped: true,
    };
    (1..).zip(all).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::shipped;
    use crate::desk::draft::content::check_unfinished;

    #[test]
    fn what_is_shipped_can_be_begun_with() {
        let kinds: Vec<_> = shipped().into_iter().map(|template| template.kind).collect();
        assert_eq!(kinds, ["text", "quote", "key_event", "picture", "explainer", "result_table"]);
        for template in shipped() {
            check_unfinished(&template.content).unwrap();
        }
    }
}
