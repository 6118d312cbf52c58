//! `stet verify`: whether a record is what its checkpoint says, and holds all that an earlier one had.

mod ask;
mod record;
mod source;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use coverage::PostId;
use store::proof::{Checkpoint, NamedKey, NoteFault, SignedNote};

use crate::{VerifyArgs, outcome};
use record::Reading;
use source::Source;

/// How often what is older than what is known already is asked for again, since a cache may have kept it.
const AGAIN: usize = 2;
/// After how long.
const MOMENT: Duration = Duration::from_secs(3);

/// How a check ended that did not end well.
pub(crate) enum Fault {
    /// Something does not hold. This says what.
    Broken(String),
    /// It could not be found out.
    Unchecked(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Unchecked(error.into())
    }
}

/// Says what holds and what does not: 0 if all holds, 1 if something does not, 2 if it cannot be told.
pub(crate) async fn run(args: VerifyArgs) -> ExitCode {
    match check(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Fault::Broken(words)) => match outcome::print(&format!("DOES NOT HOLD: {words}")) {
            Ok(()) => ExitCode::from(1),
            Err(_) => ExitCode::from(2),
        },
        Err(Fault::Unchecked(error)) => {
            outcome::note(&format!("stet: it cannot be checked: {error:#}"));
            ExitCode::from(2)
        }
    }
}

async fn check(args: &VerifyArgs) -> Result<(), Fault> {
    let pinned = args.key.iter().map(|key| pinned(key)).collect::<anyhow::Result<Vec<_>>>()?;
    let post: Option<PostId> = match &args.post {
        Some(id) => {
            Some(id.parse().ok().with_context(|| format!("--post is “{}”, which is no post's id", id.escape_debug()))?)
        }
        None => None,
    };
    let source = Source::parse(&args.target)?;
    let post = post.or_else(|| source.post());
    let told = if pinned.is_empty() { source.keys().await? } else { Vec::new() };
    let keys = if pinned.is_empty() { &told } else { &pinned };
    let signed_now = async || -> Result<_, Fault> {
        let Some(note) = source.checkpoint().await? else { return Ok(None) };
        Ok(Some(signed("the checkpoint", &note, keys, source.origin().filter(|_| pinned.is_empty()))?))
    };
    let mut now = signed_now().await?;
    let since = match &args.since {
        Some(file) => {
            let note = std::fs::read_to_string(file).with_context(|| format!("--since is “{}”", file.display()))?;
            let what = format!("the earlier checkpoint {}", file.display());
            let origin = now.as_ref().map(|(now, _)| now.origin.as_str());
            Some(match keys.is_empty() {
                false => signed(&what, &note, keys, origin)?.0,
                true => unsigned(&what, &note)?,
            })
        }
        None => None,
    };

    if let Some(since) = &since {
        // A cache in between may have kept one of before.
        for _ in 0..AGAIN {
            if now.as_ref().is_none_or(|(now, _)| now.size >= since.size) {
                break;
            }
            tokio::time::sleep(MOMENT).await;
            now = signed_now().await?;
        }
    }

    let mut reading = Reading::new(since.as_ref().map(|since| since.size), post);
    source.read(now.as_ref().map(|(now, _)| now.size), &mut reading).await?;
    let root = reading.root();
    say(&format!("{} changes stand in order, without a gap; their root is {root}", reading.size()))?;
    say(&reading.payloads())?;
    match &now {
        Some((now, key)) if now.root != root => {
            return Err(Fault::Broken(format!(
                "the changes are not those that were signed: their root is {root}, and {} signed {} for {} changes of {}",
                key, now.root, now.size, now.origin
            )));
        }
        Some((now, key)) => say(&format!("{key} signed that {} has these {} changes", now.origin, now.size))?,
        None => {}
    }
    if let Some(since) = &since {
        holds_since(since, &reading, args)?;
    }
    if let Some(post) = post {
        of_post(post, &reading)?;
    }
    if !told.is_empty() {
        outcome::note(
            "The key was told by the server itself. Give it with --key from now on, so that another one is noticed.",
        );
    }
    if now.is_none() && since.is_none() {
        outcome::note(
            "A file cannot show whose it is, nor that its end is there: give a checkpoint of it with --since.",
        );
    } else if keys.is_empty() {
        outcome::note("Whether the checkpoint is genuine was not looked at: give the key of its record with --key.");
    }
    Ok(())
}

/// The key that signs a coverage's checkpoints, which is the given one if any is, and how many changes the one has that
/// is signed now.
///
/// # Errors
/// When it cannot be read, or does not hold.
pub(crate) async fn first_look(address: &str, pinned: Option<&NamedKey>) -> anyhow::Result<(NamedKey, u64)> {
    let source = Source::parse(address)?;
    let keys = match pinned {
        Some(key) => vec![key.clone()],
        None => source.keys().await?,
    };
    let note = source.checkpoint().await?.context("there is no checkpoint")?;
    match signed("the checkpoint", &note, &keys, source.origin()) {
        Ok((checkpoint, key)) => Ok((key.clone(), checkpoint.size)),
        Err(Fault::Broken(words)) => Err(anyhow::anyhow!(words)),
        Err(Fault::Unchecked(error)) => Err(error),
    }
}

/// Whether all that was there then is there now, and as it was.
fn holds_since(since: &Checkpoint, reading: &Reading, args: &VerifyArgs) -> Result<(), Fault> {
    let file = args.since.as_deref().unwrap_or(std::path::Path::new("")).display();
    let Some(then) = reading.root_then() else {
        return Err(Fault::Broken(format!(
            "the record had {} changes when {file} was signed, and has {} here: its end is cut off, or it is older",
            since.size,
            reading.size()
        )));
    };
    if then != since.root {
        return Err(Fault::Broken(format!(
            "the first {} changes are not those of {file}, which is for {}: some of them were altered, or it is another \
             record (their root is {then}, and was {})",
            since.size, since.origin, since.root
        )));
    }
    say(&format!("the {} changes of {file} are all there, unaltered", since.size))?;
    Ok(())
}

fn of_post(post: PostId, reading: &Reading) -> Result<(), Fault> {
    if reading.of_post().is_empty() {
        return Err(Fault::Broken(format!("no change that can be read here is about post {post}")));
    }
    say(&format!("{} of these changes are about post {post}:", reading.of_post().len()))?;
    for line in reading.of_post() {
        outcome::print(&format!("  {line}"))?;
    }
    Ok(())
}

fn say(words: &str) -> Result<(), Fault> {
    Ok(outcome::print(&format!("holds: {words}"))?)
}

/// A key that was given by hand.
pub(crate) fn pinned(key: &str) -> anyhow::Result<NamedKey> {
    NamedKey::parse(key.trim()).with_context(|| {
        format!("--key is “{}”, which is no vkey such as the server lists under /live/SLUG/log/key", key.escape_debug())
    })
}

/// The checkpoint in a note that one of the keys signed, and which. `origin` is the record that it has to be of, if
/// that does not follow from the key.
fn signed<'k>(
    what: &str,
    note: &str,
    keys: &'k [NamedKey],
    origin: Option<&str>,
) -> Result<(Checkpoint, &'k NamedKey), Fault> {
    let broken = |fault: NoteFault| Fault::Broken(format!("{what} is not to be believed: {fault}"));
    let note = SignedNote::parse(note).map_err(broken)?;
    let checkpoint = read(what, note.unverified())?;
    if let Some(origin) = origin.filter(|origin| *origin != checkpoint.origin) {
        return Err(Fault::Broken(format!("{what} is of another record: of {}, not of {origin}", checkpoint.origin)));
    }
    let (key, _) = note.signed_by(keys).map_err(broken)?;
    if key.name.as_str() != checkpoint.origin {
        let (name, other) = (key.name.as_str(), &checkpoint.origin);
        return Err(Fault::Broken(format!("{what} is of another record: {name} signed one of {other}")));
    }
    Ok((checkpoint, key))
}

/// The checkpoint in a note, whoever signed it.
fn unsigned(what: &str, note: &str) -> Result<Checkpoint, Fault> {
    let note =
        SignedNote::parse(note).map_err(|fault| Fault::Broken(format!("{what} is not to be believed: {fault}")))?;
    read(what, note.unverified())
}

fn read(what: &str, text: &str) -> Result<Checkpoint, Fault> {
    Checkpoint::parse(text)
        .ok_or_else(|| Fault::Broken(format!("{what} is no checkpoint: it has no origin, size and root")))
}
