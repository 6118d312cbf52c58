//! The newsroom's own sign-in: OpenID Connect Core 1.0, by authorization code
//! with PKCE (RFC 7636).

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use store::TokenHash;
use uuid::Uuid;

use super::Token;
use super::pending::Pending;
use crate::clock;
use crate::config::OidcSettings;

/// How long the provider may take for one answer.
const LONGEST: Duration = Duration::from_secs(10);
/// The largest answer of a provider, in bytes.
const LARGEST: usize = 1024 * 1024;

/// The way to a provider of identities.
pub(crate) struct Oidc {
    settings: OidcSettings,
    redirect: String,
    http: Http,
    asked: Pending<Asked>,
}

/// A browser that was sent to the provider.
struct Asked {
    provider: CoreProviderMetadata,
    verifier: PkceCodeVerifier,
    nonce: Nonce,
    browser: TokenHash,
}

/// A client for what a provider says of itself: where to ask, and maybe where
/// tokens and what is known of a person are given out.
type ProviderClient =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Where to send a browser, and the secret to know it again by.
pub(crate) struct Departure {
    pub(crate) url: String,
    pub(crate) browser: Token,
}

/// Who came back.
#[derive(Debug)]
pub(crate) struct Arrival {
    /// Their address, which the provider has verified.
    pub(crate) email: String,
    /// What the provider calls them.
    pub(crate) name: Option<String>,
}

/// Why nobody came back.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OidcFault {
    /// The provider does not answer as one.
    #[error("the provider does not do its part: {0}")]
    Provider(String),
    /// Another browser came back, or too late.
    #[error("this browser was not sent to the provider, or too long ago")]
    NotAsked,
    /// The provider vouches for no address.
    #[error("the provider vouches for no address of e-mail")]
    Unverified,
    /// Somebody whom nobody invited.
    #[error("nobody with that address is a member")]
    NoMember,
}

/// A fault at the provider, with all that led to it.
fn provider(error: &dyn std::error::Error) -> OidcFault {
    OidcFault::Provider(crate::problem::Cause::of(error).as_str().to_owned())
}

impl Oidc {
    pub(crate) fn new(settings: OidcSettings, base_url: &str) -> Self {
        let connector = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
        let http = Http(Client::builder(TokioExecutor::new()).build(connector));
        let redirect = format!("{base_url}/api/v1/auth/oidc/callback");
        Self { settings, redirect, http, asked: Pending::new() }
    }

    /// What the sign-in is called.
    pub(crate) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Sends a browser to the provider. What the provider says of itself, its
    /// keys included, is read each time: it may change them at any moment.
    pub(crate) async fn depart(&self) -> Result<Departure, OidcFault> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| provider(&error))?;
        let metadata =
            CoreProviderMetadata::discover_async(issuer, &self.http).await.map_err(|error| provider(&error))?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = Nonce::new_random();
        let browser = Token::new();
        let asked = Asked { provider: metadata.clone(), verifier, nonce: nonce.clone(), browser: browser.hash() };
        let state = self.asked.keep(asked, clock::now());
        let (url, _, _) = self
            .client_of(metadata)?
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state.to_string()),
                move || nonce,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Departure { url: url.into(), browser })
    }

    /// Takes a browser back that the provider sent.
    pub(crate) async fn arrive(&self, state: &str, code: String, browser: &Token) -> Result<Arrival, OidcFault> {
        let state: Uuid = state.parse().map_err(|_| OidcFault::NotAsked)?;
        let asked = self.asked.take(state, clock::now()).filter(|asked| asked.browser == browser.hash());
        let Asked { provider: metadata, verifier, nonce, .. } = asked.ok_or(OidcFault::NotAsked)?;
        let client = self.client_of(metadata)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| provider(&error))?
            .set_pkce_verifier(verifier)
            .request_async(&self.http)
            .await
            .map_err(|error| provider(&error))?;
        let id_token =
            tokens.id_token().ok_or_else(|| OidcFault::Provider("there is no ID token in its answer".to_owned()))?;
        let checker = client.id_token_verifier();
        let claims = id_token.claims(&checker, &nonce).map_err(|error| provider(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = id_token.signing_alg().map_err(|error| provider(&error))?;
            let key = id_token.signing_key(&checker).map_err(|error| provider(&error))?;
            let found =
                AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(|error| provider(&error))?;
            if found != *expected {
                return Err(OidcFault::Provider("its tokens do not belong together".to_owned()));
            }
        }
        let named = |name: &openidconnect::LocalizedClaim<openidconnect::EndUserName>| {
            name.get(None).map(|name| name.as_str().to_owned())
        };
        if let Some(email) = claims.email() {
            let name = claims.name().and_then(named);
            return vouched(email.as_str(), claims.email_verified(), name);
        }
        // Many providers tell addresses only when they are asked for.
        let info: CoreUserInfoClaims = client
            .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
            .map_err(|error| provider(&error))?
            .request_async(&self.http)
            .await
            .map_err(|error| provider(&error))?;
        let email = info.email().ok_or(OidcFault::Unverified)?;
        vouched(email.as_str(), info.email_verified(), info.name().and_then(named))
    }

    fn client_of(&self, metadata: CoreProviderMetadata) -> Result<ProviderClient, OidcFault> {
        let redirect = RedirectUrl::new(self.redirect.clone()).map_err(|error| provider(&error))?;
        let (id, secret) = (self.settings.client_id.clone(), self.settings.client_secret.clone());
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(id), secret.map(ClientSecret::new));
        Ok(client.set_redirect_uri(redirect))
    }
}

/// The way to the provider: it follows no redirect, waits no longer than
/// [`LONGEST`], and reads no more than [`LARGEST`].
struct Http(Client<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = ProviderSilent;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, ProviderSilent>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let answer = async {
            let response = self.0.request(request.map(Full::from)).await.map_err(ProviderSilent::of)?;
            let (parts, body) = response.into_parts();
            let body = Limited::new(body, LARGEST).collect().await.map_err(ProviderSilent::of)?;
            Ok(HttpResponse::from_parts(parts, body.to_bytes().into()))
        };
        Box::pin(async { tokio::time::timeout(LONGEST, answer).await.map_err(ProviderSilent::of)? })
    }
}

fn vouched(email: &str, verified: Option<bool>, name: Option<String>) -> Result<Arrival, OidcFault> {
    if verified == Some(true) { Ok(Arrival { email: email.to_owned(), name }) } else { Err(OidcFault::Unverified) }
}

/// Why the provider gave no answer.
#[derive(Debug, thiserror::Error)]
#[error("it does not answer")]
struct ProviderSilent(#[source] Box<dyn std::error::Error + Send + Sync>);

impl ProviderSilent {
    fn of(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(error.into())
    }
}
