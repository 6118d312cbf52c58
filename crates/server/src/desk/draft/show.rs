//! A draft as the API shows it.

use std::collections::HashMap;

use coverage::Slug;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use store::{Filed, Gist, MemberId};
use utoipa::ToSchema;

use super::rights::Rights;
use crate::app::App;

/// A member by name.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct Named {
    /// The member's id.
    id: String,
    name: String,
}

#[cfg(test)]
impl Named {
    pub(crate) fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned() }
    }
}

/// The names of all members.
pub(crate) struct Names(HashMap<MemberId, String>);

impl Names {
    pub(crate) async fn load(app: &App) -> Result<Self, store::Error> {
        let members = app.store.members().await?;
        Ok(Self(members.into_iter().map(|member| (member.id, member.name)).collect()))
    }

    pub(crate) fn of(&self, id: MemberId) -> Named {
        Named { id: id.to_string(), name: self.0.get(&id).cloned().unwrap_or_default() }
    }

    pub(crate) fn knows(&self, id: MemberId) -> bool {
        self.0.contains_key(&id)
    }
}

/// A draft in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = DraftSummary)]
pub(crate) struct Summary {
    id: String,
    /// Its place in the API.
    api_url: String,
    /// The slug of its coverage.
    coverage: String,
    /// The id of the published post that it is a new version of.
    #[schema(required)]
    revises: Option<String>,
    /// The seq of that post when the draft was made from it.
    #[schema(required)]
    base_seq: Option<u64>,
    /// Counts its content: a step adds one.
    version: u64,
    /// `draft`, `submitted`, `changes_requested`, `approved` or `scheduled`.
    status: &'static str,
    #[schema(required, value_type = Option<String>)]
    publish_at: Option<Timestamp>,
    #[schema(required, value_type = Option<String>)]
    embargo_until: Option<Timestamp>,
    author: Named,
    /// Who may write in it beside its author and those who may write in all.
    writers: Vec<Named>,
    #[schema(value_type = String)]
    created_at: Timestamp,
    #[schema(value_type = String)]
    updated_at: Timestamp,
    updated_by: Named,
    #[schema(required, value_type = Option<String>)]
    deleted_at: Option<Timestamp>,
    /// How many notes it has.
    notes: u64,
    /// What the asker may do with it: any of `edit`, `submit`, `approve`,
    /// `return`, `recall`, `publish`, `schedule`, `unschedule`, `delete`.
    may: Vec<&'static str>,
    #[schema(required)]
    headline: Option<String>,
    /// Its first words.
    excerpt: String,
}

/// A draft.
#[derive(Serialize, ToSchema)]
#[schema(as = Draft)]
pub(crate) struct Whole {
    #[serde(flatten)]
    summary: Summary,
    /// The fields of a post, as far as they are written.
    content: Value,
}

/// Drafts, the last written first.
#[derive(Serialize, ToSchema)]
#[schema(as = Drafts)]
pub(crate) struct List {
    pub(crate) drafts: Vec<Summary>,
}

/// A draft in a list.
pub(crate) fn summary(slug: &Slug, filed: &Filed<Gist>, rights: &Rights<'_>, names: &Names) -> Summary {
    summed(slug, filed, filed.draft.content.clone(), rights, names)
}

/// A draft as it is told of to those who list it.
pub(crate) fn told(slug: &Slug, filed: &Filed, rights: &Rights<'_>, names: &Names) -> Summary {
    summed(slug, filed, Gist::of(&filed.draft.content), rights, names)
}

fn summed<C>(slug: &Slug, filed: &Filed<C>, gist: Gist, rights: &Rights<'_>, names: &Names) -> Summary {
    let draft = &filed.draft;
    Summary {
        id: draft.id.to_string(),
        api_url: format!("/api/v1/coverages/{slug}/drafts/{}", draft.id),
        coverage: slug.to_string(),
        revises: draft.revises.map(|revises| revises.post.to_string()),
        base_seq: draft.revises.map(|revises| revises.base.0),
        version: draft.version,
        status: draft.status.as_str(),
        publish_at: draft.status.publish_at(),
        embargo_until: draft.embargo_until,
        author: names.of(draft.author),
        writers: filed.writers.iter().map(|writer| names.of(*writer)).collect(),
        created_at: draft.created_at,
        updated_at: draft.updated_at,
        updated_by: names.of(draft.member),
        deleted_at: draft.deleted_at,
        notes: filed.notes,
        may: rights.names(),
        headline: gist.headline,
        excerpt: gist.excerpt,
    }
}

pub(crate) fn whole(slug: &Slug, filed: &Filed, rights: &Rights<'_>, names: &Names) -> Whole {
    Whole { summary: told(slug, filed, rights, names), content: filed.draft.content.clone() }
}
