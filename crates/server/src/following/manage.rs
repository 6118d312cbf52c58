//! Owners see what is followed, and have more or less of it followed.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get};
use coverage::Slug;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::proof::{Checkpoint, SignedNote};
use store::{Entry, Following, FollowingFault, FollowingState};
use utoipa::ToSchema;

use super::SourceAddress;
use super::fault::{Fault, Told};
use super::source::Source;
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::desk::{answer, bad};
use crate::people::Given;
use crate::problem::{Document, Problem};

/// How many coverages may be followed.
const MOST: usize = 1000;

/// The description of what is here.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list_followings, follow_coverage, unfollow_coverage))]
pub(crate) struct Described;

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/followings", get(list_followings).post(follow_coverage))
        .route("/api/v1/followings/{slug}", delete(unfollow_coverage))
}

/// A coverage to follow.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFollowing {
    /// Its address at its source, such as `https://live.example.org/live/storm`.
    source: String,
    /// What it is called in addresses here; absent for what it is called there.
    slug: Option<String>,
}

/// A coverage that is followed, or was.
#[derive(Serialize, ToSchema)]
#[schema(as = Following)]
pub(crate) struct Shown {
    slug: String,
    /// Its address at its source.
    source: String,
    /// `following`; `stopped`, since what its source told last does not hold; `left`, by a decision made here.
    state: &'static str,
    /// The key that has to sign its checkpoints, a vkey.
    key: String,
    /// How many changes were verified.
    verified: u64,
    /// When changes were verified last.
    #[schema(required)]
    verified_at: Option<String>,
    /// Since when it is followed.
    begun_at: String,
    /// Why nothing comes, while nothing does.
    #[schema(required)]
    fault: Option<ShownFault>,
}

/// Why nothing comes of a followed coverage.
#[derive(Serialize, ToSchema)]
#[schema(as = FollowingFault)]
pub(crate) struct ShownFault {
    /// Stable, such as `altered`.
    code: String,
    /// What is wrong, and the way out.
    detail: String,
    at: String,
}

/// What is followed, or was, by slug.
#[derive(Serialize, ToSchema)]
#[schema(as = Followings)]
pub(crate) struct List {
    followings: Vec<Shown>,
}

/// `GET /api/v1/followings`: for owners.
#[utoipa::path(get, path = "/api/v1/followings", operation_id = "list_followings", tag = "followings",
    responses((status = 200, description = "what is followed, or was, by slug", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_followings(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_owner()?;
    let followings = app.store.followings().await?.iter().map(describe).collect();
    Ok(answer(StatusCode::OK, &json!(List { followings })))
}

/// `POST /api/v1/followings`: has a coverage be followed, by the key that its source signs with now. One that was
/// followed at the same address before is gone on with.
#[utoipa::path(post, path = "/api/v1/followings", operation_id = "follow_coverage", tag = "followings", request_body = NewFollowing,
    responses((status = 201, description = "it is followed; its changes come as soon as they are verified", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn follow_coverage(
    State(app): State<App>,
    asker: Asker,
    Given(new): Given<NewFollowing>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let address = SourceAddress::parse(&new.source).map_err(|fault| bad("source", &fault.to_string()))?;
    let slug = match &new.slug {
        Some(slug) => Slug::parse(slug)?,
        None => address.slug().clone(),
    };
    if is_full(&app.store.followings().await?, &slug) {
        return Err(bad("source", "1000 coverages are followed; follow some no more").into());
    }
    let source = Source { address, fetcher: app.fetcher.clone() };
    let following = first_look(&source, slug).await.map_err(|fault| match fault {
        Fault::Passing(Told { code, words }) | Fault::Final(Told { code, words }) => {
            // The sentence that it becomes has a full stop of its own.
            Problem::from(bad("source", words.trim_end_matches('.')))
                .hinted(format!("This was found out by asking it ({code})."))
        }
        Fault::Store(error) => error.into(),
    })?;
    let noted = Entry {
        at: following.begun_at,
        member: Some(asker.id()),
        action: "coverage.followed".to_owned(),
        coverage: None,
        subject: following.slug.to_string(),
        detail: json!({"source": following.source, "key": following.key.to_string()}),
    };
    let coverage = app.store.follow(following, noted).await?;
    let missing = || Problem::not_found("followed coverage of that name");
    let following = app.store.following(coverage).await?.ok_or_else(missing)?;
    Ok(answer(StatusCode::CREATED, &json!(describe(&following))))
}

/// `DELETE /api/v1/followings/{slug}`: it is followed no more. What came of it stays, as an ordinary coverage.
#[utoipa::path(delete, path = "/api/v1/followings/{slug}", operation_id = "unfollow_coverage", tag = "followings",
    params(("slug" = String, Path)),
    responses((status = 204, description = "it is followed no more; what came of it stays"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn unfollow_coverage(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let what = "followed coverage of that name";
    let slug = Slug::parse(&slug).map_err(|_| Problem::not_found(what))?;
    let noted = Entry {
        at: clock::now(),
        member: Some(asker.id()),
        action: "coverage.unfollowed".to_owned(),
        coverage: None,
        subject: slug.to_string(),
        detail: json!({}),
    };
    app.store.unfollow(&slug, noted).await.map_err(|error| Problem::or_missing(error, what))?;
    // Whoever writes next is not refused for what was so a moment ago.
    super::know(&app).await?;
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

/// Whether so many coverages are followed that no other one may be: what is followed no more does not count, and one
/// that was followed under that name is gone on with.
fn is_full(followings: &[Following], slug: &Slug) -> bool {
    let followed = followings.iter().filter(|known| known.state != FollowingState::Left && known.slug != *slug);
    followed.count() >= MOST
}

/// What is to be noted of a coverage that is followed from now on: there is such a one, and the key that its
/// checkpoint is signed with now is pinned.
async fn first_look(source: &Source, slug: Slug) -> Result<Following, Fault> {
    let keys = source.keys().await?;
    let text = source.checkpoint().await?;
    let note = SignedNote::parse(&text).map_err(|fault| Fault::signature(&fault))?;
    let checkpoint = Checkpoint::parse(note.unverified()).ok_or_else(Fault::no_checkpoint)?;
    if checkpoint.origin != source.address.origin() {
        return Err(Fault::other_record(&checkpoint.origin));
    }
    let (key, _) = note.signed_by(&keys).map_err(|fault| Fault::signature(&fault))?;
    if key.name.as_str() != checkpoint.origin {
        return Err(Fault::other_record(key.name.as_str()));
    }
    Ok(Following {
        coverage: clock::coverage_id(),
        slug,
        source: source.address.as_str().to_owned(),
        host: source.address.host().to_owned(),
        key: key.clone(),
        checkpoint: None,
        state: FollowingState::Following,
        begun_at: clock::now(),
        verified_at: None,
        fault: None,
    })
}

fn describe(following: &Following) -> Shown {
    let fault = following.fault.as_ref();
    Shown {
        slug: following.slug.to_string(),
        source: following.source.clone(),
        state: following.state.as_str(),
        key: following.key.to_string(),
        verified: following.verified(),
        verified_at: following.verified_at.map(|at| at.to_string()),
        begun_at: following.begun_at.to_string(),
        fault: fault.map(|FollowingFault { code, words, at }| ShownFault {
            code: code.clone(),
            detail: words.clone(),
            at: at.to_string(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use store::proof::{KeyName, NamedKey, PublicKey};

    use super::*;

    fn followed(number: usize, state: FollowingState) -> Following {
        let name = KeyName::parse("live.example.org/live/storm").unwrap();
        Following {
            coverage: clock::coverage_id(),
            slug: Slug::parse(&format!("storm-{number}")).unwrap(),
            source: "https://live.example.org/live/storm".to_owned(),
            host: "live.example.org".to_owned(),
            key: NamedKey { name, public: PublicKey([7; 32]) },
            checkpoint: None,
            state,
            begun_at: clock::now(),
            verified_at: None,
            fault: None,
        }
    }

    #[test]
    fn what_is_left_makes_room_and_what_stopped_is_gone_on_with() {
        let slug = |name: &str| Slug::parse(name).unwrap();
        let mut all: Vec<Following> = (0..MOST).map(|number| followed(number, FollowingState::Following)).collect();
        assert!(is_full(&all, &slug("another")));
        all[7].state = FollowingState::Stopped;
        assert!(is_full(&all, &slug("another")));
        assert!(!is_full(&all, &slug("storm-7")));
        all[8].state = FollowingState::Left;
        assert!(!is_full(&all, &slug("another")));
        assert!(!is_full(&all, &slug("storm-8")), "it is taken up again");
    }
}
