//! Faults as the asker sees them: RFC 9457 problem documents with a stable
//! code, a sentence, and the way out. Causes inside the server go along with
//! the answer to where it is logged, and are never sent.

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::Rejection;
use serde::Serialize;
use serde_json::{Value, json};
use store::{Scope, Trouble};

/// A fault, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    hint: Option<Cow<'static, str>>,
    field: Option<String>,
    retry_after: Option<u16>,
    /// The scope that the asker's token would have to have.
    lacks: Option<Scope>,
    /// Few faults have it, and the rest are to stay small.
    more: Option<Box<More>>,
    cause: Option<Cause>,
}

/// Why the server could not do what was asked, on one line. It is an extension
/// of the answer, so that one line of the log holds the request and its cause.
#[derive(Clone, Debug)]
pub(crate) struct Cause(Arc<str>);

/// A problem document as it goes out.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Document<'a> {
    /// A name for the kind of problem: `urn:stet:problem:` and the code.
    r#type: String,
    /// The HTTP status in words.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// The stable code, for programs.
    code: &'a str,
    /// What is wrong here, for people.
    detail: &'a str,
    /// The way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    /// The field that is wrong, such as `key_points[2].text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// What is there instead of what the request was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<&'a Value>,
    /// What may have been meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<&'a Value>,
}

/// What some faults tell programs besides.
#[derive(Clone, Debug, Default)]
struct More {
    current: Option<Value>,
    choices: Option<Value>,
}

impl Problem {
    /// A problem of that status and code.
    pub(crate) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            code,
            detail: shortened(detail.into()),
            hint: None,
            field: None,
            retry_after: None,
            lacks: None,
            more: None,
            cause: None,
        }
    }

    /// The same with a way out.
    pub(crate) fn hinted(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with the field named.
    pub(crate) fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(shortened(field.into()));
        self
    }

    /// The same with what is there instead of what the request was made from.
    pub(crate) fn with_current(mut self, current: Value) -> Self {
        self.more.get_or_insert_default().current = Some(current);
        self
    }

    /// The same with what may have been meant.
    pub(crate) fn with_choices(mut self, choices: Value) -> Self {
        self.more.get_or_insert_default().choices = Some(choices);
        self
    }

    /// The same, which is worth another try in so many seconds.
    pub(crate) const fn after(mut self, seconds: u16) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same, for a token that lacks a scope.
    pub(crate) const fn lacking(mut self, scope: Scope) -> Self {
        self.lacks = Some(scope);
        self
    }

    /// A link that lets nobody in.
    pub(crate) fn link_gone() -> Self {
        Self::new(StatusCode::NOT_FOUND, "link_gone", "This link was used, was taken back, or has expired.").hinted(
            "Ask whoever sent it for a new one; where there is no member yet, restart the server and it prints one.",
        )
    }

    /// What the store says, where what it does not find is what was asked for.
    pub(crate) fn or_missing(error: store::Error, what: &str) -> Self {
        match error {
            store::Error::NotFound { .. } => Self::not_found(what),
            error => error.into(),
        }
    }

    /// Whether it says that what was asked about is not there, or not for this caller.
    pub(crate) fn is_missing(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// Whether the asker is at fault.
    pub(crate) fn is_client_error(&self) -> bool {
        self.status.is_client_error()
    }

    /// There is no such coverage, post or draft here, or none for this asker.
    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", format!("There is no {what} here."))
    }

    /// The request as a whole cannot be understood.
    pub(crate) fn bad_request(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// There is no room for what was to be written, and nothing of it was.
    pub(crate) fn disk_full() -> Self {
        let detail = "The server's disk is full, so nothing can be written.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "disk_full", detail)
            .hinted(
                "Ask whoever runs the server to free some space, and send it again: it works as soon as there is some. \
                 Nothing of it was written; readers are served meanwhile.",
            )
            .after(30)
    }

    /// Something broke inside. The cause goes to the log only.
    pub(crate) fn internal(cause: &dyn std::error::Error) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on the server; it has been logged.",
        )
        .hinted("Try again; a write can be repeated safely with the same Idempotency-Key.")
        .because(cause)
    }

    /// The problem document.
    pub(crate) fn document(&self) -> Value {
        json!(Document {
            r#type: format!("urn:stet:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or("Problem"),
            status: self.status.as_u16(),
            code: self.code,
            detail: &self.detail,
            hint: self.hint.as_deref(),
            field: self.field.as_deref(),
            current: self.more.as_ref().and_then(|more| more.current.as_ref()),
            choices: self.more.as_ref().and_then(|more| more.choices.as_ref()),
        })
    }

    /// Whether it is none of the asker's making.
    pub(crate) fn is_internal(&self) -> bool {
        self.status.is_server_error()
    }

    /// The same, with what is behind it for the log.
    pub(crate) fn because(mut self, cause: &dyn std::error::Error) -> Self {
        self.cause = Some(Cause::of(cause));
        self
    }
}

/// What a token is told in its header that lacks a scope (RFC 6750 §3.1).
pub(crate) const LACKS_SCOPE: &str = "insufficient_scope";

/// The most characters of a detail: what is wrong may be all that was sent.
const LONGEST: usize = 500;

fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

impl Cause {
    /// An error with all that led to it.
    pub(crate) fn of(error: &dyn std::error::Error) -> Self {
        let mut line = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            line = format!("{line}: {error}");
            cause = error.source();
        }
        Self(line.into())
    }

    /// The line.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        let status = match &rejection {
            Rejection::AlreadyOpen
            | Rejection::NotOpen
            | Rejection::CoverageEnded
            | Rejection::StatusStep { .. }
            | Rejection::PostExists { .. }
            | Rejection::NoRoom
            | Rejection::FollowedElsewhere
            | Rejection::RevisedMeanwhile { .. }
            | Rejection::PostWithdrawn { .. }
            | Rejection::PostRedacted { .. } => StatusCode::CONFLICT,
            Rejection::PostUnknown { field, .. } if field == "post" => StatusCode::NOT_FOUND,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut detail = rejection.to_string();
        if let Some(first) = detail.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let mut problem = Self::new(status, rejection.code(), detail + ".");
        problem.hint = rejection.hint().map(Cow::Borrowed);
        match rejection.field() {
            Some(field) => problem.at(field),
            None => problem,
        }
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::SlugTaken { slug } => {
                Self::new(StatusCode::CONFLICT, "slug_taken", format!("There is a coverage “{slug}” already."))
                    .at("slug")
                    .hinted("Choose another slug.")
            }
            store::Error::WentOn { slug } => {
                let detail = format!("“{slug}” has changes of its own since it was followed no more.");
                Self::new(StatusCode::CONFLICT, "went_on", detail)
                    .at("slug")
                    .hinted("Its source knows nothing of them. Follow it under another slug.")
            }
            store::Error::FollowedElsewhere { .. } => Rejection::FollowedElsewhere.into(),
            store::Error::StaleDraft { .. } => {
                Self::new(StatusCode::CONFLICT, "stale_draft", "The draft was changed by somebody else meanwhile.")
                    .hinted("Read it again and send your change against the new version.")
            }
            store::Error::Exists { what: "member", .. } => {
                Self::new(StatusCode::CONFLICT, "member_exists", "There is a member with that address already.")
                    .hinted("An owner can make a link that lets them back in.")
            }
            store::Error::Exists { what: "passkey", .. } => {
                Self::new(StatusCode::CONFLICT, "passkey_exists", "That passkey is known here already.")
            }
            store::Error::NotFound { what: "link", .. } => Self::link_gone(),
            // It was there when it was looked for.
            store::Error::NotFound { what: "draft", .. } => Self::not_found("draft of that id in this coverage"),
            store::Error::NotFound { what: "note", .. } => Self::not_found("note of that id on this draft"),
            store::Error::StaleSteps { .. } => {
                Self::new(StatusCode::CONFLICT, "stale_steps", "Others wrote in the draft meanwhile.")
                    .hinted("Fetch the steps after your version, make yours fit, and send them again.")
            }
            store::Error::RevisionOpen { .. } => {
                Self::new(StatusCode::CONFLICT, "revision_open", "The post is being revised in another draft.")
                    .hinted("Write in that draft.")
            }
            store::Error::PostRedacted { post } => {
                coverage::Rejection::PostRedacted { field: "revises".to_owned(), post }.into()
            }
            store::Error::TooManyDrafts => {
                let detail = format!("The coverage has {} open drafts, the most it may have.", store::OPEN_DRAFTS);
                Self::new(StatusCode::CONFLICT, "too_many_drafts", detail).hinted(
                    "Publish some or delete those that are not needed; deleted ones can be brought back for 30 days.",
                )
            }
            store::Error::Stale { what, .. } => {
                let detail = format!("The {what} was changed by somebody else meanwhile.");
                Self::new(StatusCode::CONFLICT, "stale_version", detail)
                    .hinted("`current` is what there is now; send yours against its version.")
            }
            store::Error::TooMuchUnfinished { .. } => {
                let detail = "You have begun more uploads than may be unfinished at a time.";
                Self::new(StatusCode::TOO_MANY_REQUESTS, "uploads_unfinished", detail)
                    .hinted("Finish or give up some; those to which nothing is added go after a day.")
            }
            store::Error::LastOwner => {
                Self::new(StatusCode::CONFLICT, "last_owner", "Nobody would own the desk any more.")
                    .hinted("Make another member an owner first.")
            }
            store::Error::Unrecordable { .. } => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "too_long", "It is more than one change can hold.")
                    .hinted("Shorten it, or make two posts of it.")
            }
            error @ store::Error::Unavailable { trouble: Trouble::Full, .. } => Self::disk_full().because(&error),
            error @ store::Error::Unavailable { .. } => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable", "Nothing can be written at the moment.")
                    .hinted("Try again shortly; readers are served meanwhile. An operator finds the cause in the log.")
                    .because(&error)
            }
            store::Error::TooLong => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "search_too_long", "The search was not done in time.")
                    .hinted("Try again shortly, or look for what is rarer.")
                    .after(5)
            }
            error => Self::internal(&error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status, axum::Json(self.document())).into_response();
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(cause);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"stet\""));
        }
        if let Some(scope) = self.lacks {
            let told = format!("Bearer realm=\"stet\", error=\"{LACKS_SCOPE}\", scope=\"{}\"", scope.as_str());
            // The names of scopes are plain letters.
            if let Ok(told) = HeaderValue::try_from(told) {
                headers.insert(header::WWW_AUTHENTICATE, told);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_record_can_hold_is_the_askers_to_shorten() {
        let (kind, problem) = ("post_published".to_owned(), "it is too long".to_owned());
        let problem = Problem::from(store::Error::Unrecordable { kind, problem });
        assert_eq!((problem.status, problem.code), (StatusCode::UNPROCESSABLE_ENTITY, "too_long"));
    }
}
