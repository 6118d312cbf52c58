//! `stet follow` and `stet unfollow`.

use anyhow::{Context, bail};
use coverage::Slug;
use server::SourceAddress;
use store::proof::NamedKey;
use store::{Entry, Error, Following, FollowingState};

use crate::verify::{FirstLook, first_look};
use crate::{FollowArgs, UnfollowArgs, outcome};

/// Has a server follow a coverage of another, or lists what is followed.
pub(crate) async fn run(args: FollowArgs) -> anyhow::Result<()> {
    match &args.source {
        Some(source) => follow(&args, source).await,
        None => list(&args).await,
    }
}

async fn follow(args: &FollowArgs, source: &str) -> anyhow::Result<()> {
    let address = SourceAddress::parse(source)?;
    let slug = match &args.slug {
        Some(slug) => Slug::parse(slug).with_context(|| format!("--slug is “{}”", slug.escape_debug()))?,
        None => address.slug().clone(),
    };
    let pinned = args.key.as_ref().map(|key| {
        NamedKey::parse(key.trim())
            .with_context(|| format!("--key is “{}”, which is no vkey such as the source lists", key.escape_debug()))
    });
    // What is not there, or does not hold, is not begun with.
    let FirstLook { key, size, handed_on_by } = first_look(address.as_str(), pinned.transpose()?.as_ref()).await?;
    let store = args.data.open()?;
    let now = server::now();
    let new = Following {
        coverage: server::coverage_id(),
        slug: slug.clone(),
        source: address.as_str().to_owned(),
        host: address.host().to_owned(),
        key: key.clone(),
        checkpoint: None,
        state: FollowingState::Following,
        begun_at: now,
        verified_at: None,
        fault: None,
    };
    let detail = serde_json::json!({"source": new.source, "key": key.to_string(), "by": "stet follow"});
    match store.follow(new, entry(now, "coverage.followed", &slug, detail)).await {
        Ok(_) => {}
        Err(Error::SlugTaken { .. }) => {
            bail!("there is a coverage “{slug}” here already; give the copy another name by --slug")
        }
        Err(Error::WentOn { .. }) => bail!(
            "“{slug}” has changes of its own since it was followed no more, of which its source knows nothing; give \
             another copy another name by --slug"
        ),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    outcome::print(&format!(
        "{address} is followed as “{slug}”: {} to begin with",
        outcome::count(size, "change"),
        address = address.as_str()
    ))?;
    if let Some(given) = handed_on_by {
        outcome::print(&format!("{given} handed on to another key, and signed that"))?;
    }
    outcome::print(&format!("its checkpoints have to be signed by {key}"))?;
    outcome::note(
        "A server that runs on this folder takes it up at once, another when it starts. `stet follow --list` tells how far it is.",
    );
    Ok(())
}

async fn list(args: &FollowArgs) -> anyhow::Result<()> {
    let store = args.data.open_existing()?;
    let followings = store.followings().await?;
    store.close().await;
    if followings.is_empty() {
        outcome::note("Nothing is followed.");
    }
    for following in followings {
        let Following { slug, source, state, .. } = &following;
        let verified = match following.verified_at {
            Some(at) => format!("{} changes verified, the last ones at {at:.0}", following.verified()),
            None => "nothing verified yet".to_owned(),
        };
        outcome::print(&format!("{slug}: {}, {source}, {verified}", state.as_str()))?;
        if let Some(fault) = &following.fault {
            outcome::print(&format!("  since {:.0} ({}): {}", fault.at, fault.code, fault.words))?;
        }
    }
    Ok(())
}

/// Has a coverage be followed no more.
pub(crate) async fn unfollow(args: UnfollowArgs) -> anyhow::Result<()> {
    let slug = Slug::parse(&args.slug).with_context(|| format!("“{}” is no slug", args.slug.escape_debug()))?;
    let store = args.data.open_existing()?;
    let noted = entry(server::now(), "coverage.unfollowed", &slug, serde_json::json!({"by": "stet unfollow"}));
    match store.unfollow(&slug, noted).await {
        Ok(()) => {}
        Err(Error::NotFound { .. }) => bail!("“{slug}” is not followed; `stet follow --list` tells what is"),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    outcome::note(&format!(
        "“{slug}” is followed no more. What came of it stays, as a coverage of this server, and its pages say where it came \
         from. It is kept by `stet backup`, and as pages by `stet export {slug} --static DIR`; an archive can be made of it \
         only if its source withheld nothing."
    ));
    Ok(())
}

fn entry(at: jiff::Timestamp, action: &str, slug: &Slug, detail: serde_json::Value) -> Entry {
    Entry { at, member: None, action: action.to_owned(), coverage: None, subject: slug.to_string(), detail }
}
