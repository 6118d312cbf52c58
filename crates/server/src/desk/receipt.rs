//! Idempotency keys: a write repeated with the same key happens once, and is
//! answered as it was the first time. The receipt is part of the transaction
//! it tells of, so that neither can be there without the other.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::CoverageId;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Effect, Entry, MemberId, Receipt};

use super::wire_parse;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::clock;
use crate::problem::Problem;

/// The longest key, in bytes.
const MAX_KEY: usize = 255;

/// A write that a member asks for, and the key it carries if any.
pub(crate) struct Request {
    member: MemberId,
    headers: HeaderMap,
    body: Bytes,
    key: Option<String>,
    hash: [u8; 32],
}

impl Request {
    /// Reads the `Idempotency-Key` header.
    ///
    /// # Errors
    /// 400 when the key is empty, longer than 255 bytes, or not printable ASCII.
    pub(crate) fn new(
        member: MemberId,
        method: &Method,
        path: &str,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Self, Problem> {
        let key = headers.get("idempotency-key").map(|key| {
            key.to_str().ok().filter(|key| (1..=MAX_KEY).contains(&key.len())).map(str::to_owned).ok_or_else(|| {
                Problem::bad_request(
                    "bad_idempotency_key",
                    "The Idempotency-Key is not 1 to 255 printable ASCII characters.",
                )
                .at("Idempotency-Key")
            })
        });
        let mut hash = Sha256::new();
        for part in [method.as_str().as_bytes(), path.as_bytes(), &body] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Ok(Self { member, key: key.transpose()?, hash: hash.finalize().into(), headers, body })
    }

    /// Who asks.
    pub(crate) const fn member(&self) -> MemberId {
        self.member
    }

    /// Reads its body.
    ///
    /// # Errors
    /// Those of [`wire_parse::read`].
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        wire_parse::read(&self.headers, &self.body)
    }

    /// Makes the write, unless this very request was answered before.
    ///
    /// # Errors
    /// 422 when the key was used for another request, and whatever `write` says.
    pub(crate) async fn once(
        &self,
        app: &App,
        write: impl Future<Output = Result<Response, Problem>>,
    ) -> Result<Response, Problem> {
        if let Some(before) = self.answered(app).await? {
            return Ok(before);
        }
        match write.await {
            // What stood in its way may be the same request, made at the same moment.
            Err(problem) => self.answered(app).await?.ok_or(problem),
            written => written,
        }
    }

    async fn answered(&self, app: &App) -> Result<Option<Response>, Problem> {
        let Some(key) = &self.key else { return Ok(None) };
        let Some(receipt) = app.store.receipt(self.member, key).await? else { return Ok(None) };
        if receipt.request_hash != self.hash {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                "This Idempotency-Key was used for another request.",
            )
            .at("Idempotency-Key")
            .hinted("Use a new key for each new write, and the same key only to repeat one."));
        }
        let status = StatusCode::from_u16(receipt.status).unwrap_or(StatusCode::OK);
        let body: Value = serde_json::from_str(&receipt.body).unwrap_or_default();
        let mut response = answer(status, &body);
        response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
        Ok(Some(response))
    }

    /// What is committed along with the write: a note of who did it, and the
    /// answer, if it is to be kept.
    pub(crate) fn effects(
        &self,
        action: &str,
        coverage: CoverageId,
        subject: &str,
        status: StatusCode,
        body: &Value,
    ) -> Vec<Effect> {
        std::iter::once(self.note(action, coverage, subject)).chain(self.receipt(status, body)).collect()
    }

    /// A note of who did something, to be committed along with it.
    pub(crate) fn note(&self, action: &str, coverage: CoverageId, subject: &str) -> Effect {
        Effect::Audit(Entry {
            at: clock::now(),
            member: Some(self.member),
            action: action.to_owned(),
            coverage: Some(coverage),
            subject: subject.to_owned(),
            detail: Value::Null,
        })
    }

    /// What keeps the answer, if it is to be kept.
    pub(crate) fn receipt(&self, status: StatusCode, body: &Value) -> Option<Effect> {
        let key = self.key.clone()?;
        Some(Effect::Remember(Receipt {
            member: self.member,
            key,
            request_hash: self.hash,
            status: status.as_u16(),
            body: body.to_string(),
            created_at: clock::now(),
        }))
    }
}

/// A JSON answer for one asker. A created thing names its place.
pub(crate) fn answer(status: StatusCode, body: &Value) -> Response {
    let mut response = if status == StatusCode::NO_CONTENT {
        status.into_response()
    } else {
        (status, axum::Json(body)).into_response()
    };
    let headers = response.headers_mut();
    CachePolicy::Private.write(headers);
    if status == StatusCode::CREATED
        && let Some(place) = body.get("api_url").and_then(Value::as_str)
        && let Ok(place) = HeaderValue::try_from(place)
    {
        headers.insert(header::LOCATION, place);
    }
    response
}
