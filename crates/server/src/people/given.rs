//! What was sent along with a request.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::desk::read;

/// A request's body, read as JSON of that shape.
pub(crate) struct Given<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Given<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, app).await.map_err(IntoResponse::into_response)?;
        read(&headers, &body).map(Self).map_err(IntoResponse::into_response)
    }
}
