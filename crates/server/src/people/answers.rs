//! What is answered, as it stands in JSON.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// How the desk is entered, and who has.
#[derive(Serialize, ToSchema)]
pub(crate) struct Auth {
    /// Whether the desk has no member yet; the server printed a link that makes the owner.
    pub(crate) setup: bool,
    pub(crate) sign_in: WaysIn,
    /// Who is signed in.
    #[schema(required)]
    pub(crate) member: Option<Me>,
}

/// The ways to sign in.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaysIn {
    pub(crate) password: bool,
    /// Whether passkeys work at this server's address.
    pub(crate) passkey: bool,
    /// The newsroom's own sign-in, if it has one.
    #[schema(required)]
    pub(crate) oidc: Option<SingleSignOn>,
}

/// The newsroom's own sign-in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SingleSignOn {
    /// What it is called.
    pub(crate) name: String,
}

/// The member who asks.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    /// `owner`, `editor`, `reporter`, `contributor` or `viewer`.
    pub(crate) role: String,
    /// A BCP 47 tag; null for the newsroom's own.
    #[schema(required)]
    pub(crate) language: Option<String>,
    pub(crate) has_password: bool,
    /// How many passkeys they have.
    pub(crate) passkeys: u64,
    pub(crate) can_open_coverages: bool,
}

/// What a link is for.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkSeen {
    /// `setup`, `invitation` or `recovery`.
    pub(crate) kind: String,
    /// The address it is for; null for a setup link.
    #[schema(required)]
    pub(crate) email: Option<String>,
    /// What they will be.
    pub(crate) role: String,
    /// What they are called, if they are a member.
    #[schema(required)]
    pub(crate) name: Option<String>,
    pub(crate) expires_at: String,
}

/// The browsers that are signed in, the last seen first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
    pub(crate) sessions: Vec<SessionSeen>,
}

/// A browser that is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionSeen {
    pub(crate) id: String,
    /// Whether it is the one that asks.
    pub(crate) current: bool,
    pub(crate) created_at: String,
    /// To a few minutes.
    pub(crate) seen_at: String,
    pub(crate) user_agent: String,
    pub(crate) address: String,
}

/// The tokens of a member, the newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Tokens {
    pub(crate) tokens: Vec<TokenSeen>,
}

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenSeen {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) scopes: Vec<String>,
    /// The slug of the one coverage it is for.
    #[schema(required)]
    pub(crate) coverage: Option<String>,
    pub(crate) created_at: String,
    #[schema(required)]
    pub(crate) expires_at: Option<String>,
}

/// A token that was just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenMade {
    #[serde(flatten)]
    pub(crate) seen: TokenSeen,
    /// The secret. This is the only time that it is shown.
    pub(crate) token: String,
}

/// The members, by name.
#[derive(Serialize, ToSchema)]
pub(crate) struct Members {
    pub(crate) members: Vec<MemberSeen>,
}

/// A member: to an owner with all of it, to others with id and name.
#[derive(Serialize, ToSchema)]
pub(crate) struct MemberSeen {
    pub(crate) id: String,
    pub(crate) name: String,
    /// The rest is for owners.
    #[serde(flatten)]
    pub(crate) more: Option<MemberDetails>,
}

/// What owners see of a member.
#[derive(Serialize, ToSchema)]
pub(crate) struct MemberDetails {
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) disabled: bool,
    /// The places they have; an owner reaches every coverage without one.
    pub(crate) coverages: Vec<PlaceSeen>,
    /// When one of their browsers was last seen, to a few minutes.
    #[schema(required)]
    pub(crate) last_seen: Option<String>,
}

/// A place at a coverage.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlaceSeen {
    pub(crate) slug: String,
    pub(crate) role: String,
}

/// A link that was just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkMade {
    /// This is the only time that it is shown.
    pub(crate) url: String,
    pub(crate) expires_at: String,
}

/// The invitations that nobody followed yet, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invitations {
    pub(crate) invitations: Vec<InvitationSeen>,
}

/// An invitation, without its secret.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationSeen {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) role: String,
    pub(crate) coverages: Vec<PlaceSeen>,
    pub(crate) created_at: String,
    pub(crate) expires_at: String,
}

/// An invitation that was just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct InvitationMade {
    #[serde(flatten)]
    pub(crate) seen: InvitationSeen,
    /// The link to send. This is the only time that it is shown.
    pub(crate) url: String,
}

/// Who works at a coverage, and how.
#[derive(Serialize, ToSchema)]
pub(crate) struct Team {
    /// `publish` or `submit`: what reporters do with what they wrote.
    pub(crate) reporting: String,
    /// What the asker is here.
    pub(crate) role: String,
    /// What the asker may do here: of `read`, `draft`, `see_drafts`,
    /// `publish_own`, `publish`, `manage`.
    pub(crate) may: Vec<&'static str>,
    /// Those who have a place here, by name.
    pub(crate) members: Vec<Teammate>,
    /// Owners of the desk who have no place here, by name: every coverage is theirs.
    pub(crate) owners: Vec<Teammate>,
}

/// Somebody who has a place at a coverage.
#[derive(Serialize, ToSchema)]
pub(crate) struct Teammate {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

/// What was done, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Audit {
    pub(crate) entries: Vec<AuditEntry>,
}

/// Something that was done.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    /// To ask for those before it.
    pub(crate) id: u64,
    pub(crate) at: String,
    /// Who; null where it was nobody whom the desk knows, or the operator.
    #[schema(required)]
    pub(crate) member: Option<Person>,
    /// What, such as `post.published`.
    pub(crate) action: String,
    /// The slug of the coverage it was done at.
    #[schema(required)]
    pub(crate) coverage: Option<String>,
    /// What it was done to: an id, an address, or empty.
    pub(crate) subject: String,
    /// More about it.
    pub(crate) detail: Value,
}

/// A member, as others know them.
#[derive(Serialize, ToSchema)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A challenge for a browser's passkeys. Answer it within ten minutes.
#[derive(Serialize, ToSchema)]
pub(crate) struct Challenge {
    /// To be sent back with the answer.
    pub(crate) id: String,
    /// What the browser is given, in the JSON form of WebAuthn level 3.
    pub(crate) options: Value,
}

/// The passkeys of a member, oldest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Passkeys {
    pub(crate) passkeys: Vec<PasskeySeen>,
}

/// A passkey.
#[derive(Serialize, ToSchema)]
pub(crate) struct PasskeySeen {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created_at: String,
    #[schema(required)]
    pub(crate) used_at: Option<String>,
}
