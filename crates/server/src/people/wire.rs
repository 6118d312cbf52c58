//! What is sent, as it stands in JSON.

use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Somebody who wants in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) email: String,
    pub(crate) password: String,
}

/// A link to look at: what stands after `#` in its address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkToken {
    pub(crate) token: String,
}

/// A link to follow. It is used up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkAccepted {
    pub(crate) token: String,
    /// The address that the owner signs in with: for a setup link only.
    pub(crate) email: Option<String>,
    /// What others call them. It may be left out where they have a name.
    pub(crate) name: Option<String>,
    /// 12 characters or more; it may be left out if a passkey is added next.
    pub(crate) password: Option<String>,
}

/// What a member changes about themselves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MePatch {
    pub(crate) name: Option<String>,
    /// A BCP 47 tag, or empty for the newsroom's own.
    pub(crate) language: Option<String>,
    pub(crate) password: Option<PasswordChange>,
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The one until now, if there is one.
    pub(crate) current: Option<String>,
    pub(crate) new: String,
}

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    /// What it is for.
    pub(crate) name: String,
    /// `read`, `draft`, `publish`, `manage`, `admin`: one or more.
    pub(crate) scopes: Vec<String>,
    /// The slug of the one coverage it is for; all that are the member's if left out.
    pub(crate) coverage: Option<String>,
    /// RFC 3339; it never expires if left out.
    pub(crate) expires_at: Option<String>,
}

/// What an owner changes about a member.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberPatch {
    pub(crate) name: Option<String>,
    /// `owner`, `editor`, `reporter`, `contributor` or `viewer`.
    pub(crate) role: Option<String>,
    /// Whether nothing of the member's opens anything any more.
    pub(crate) disabled: Option<bool>,
}

/// Somebody to invite.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInvitation {
    pub(crate) email: String,
    /// `owner`, `editor`, `reporter`, `contributor` or `viewer`.
    pub(crate) role: String,
    /// The places they will have; 100 at most.
    #[serde(default)]
    pub(crate) coverages: Vec<PlaceAt>,
}

/// A place at a coverage.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceAt {
    pub(crate) slug: String,
    /// `editor`, `reporter`, `contributor` or `viewer`.
    pub(crate) role: String,
}

/// A member's place at the coverage that is named.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceGiven {
    /// `editor`, `reporter`, `contributor` or `viewer`.
    pub(crate) role: String,
}

/// How the team of a coverage works.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamPatch {
    /// `publish` or `submit`: what reporters do with what they wrote.
    pub(crate) reporting: String,
}

/// What a passkey answered to a challenge to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyUsed {
    /// The challenge's.
    pub(crate) id: String,
    /// `PublicKeyCredential.toJSON()`.
    pub(crate) credential: Value,
}

/// A passkey that a browser made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyMade {
    /// The challenge's.
    pub(crate) id: String,
    /// What the member calls it.
    pub(crate) name: String,
    /// `PublicKeyCredential.toJSON()`.
    pub(crate) credential: Value,
}
