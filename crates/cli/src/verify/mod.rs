//! `stet verify`: whether a record is what its checkpoint says, and holds all that an earlier one had.

mod ask;
mod earlier;
mod record;
mod signer;
mod source;
mod withheld;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use coverage::PostId;
use store::proof::{Checkpoint, NamedKey, SignedNote};

use crate::{VerifyArgs, archive, outcome};
use earlier::{Earlier, Whose};
use record::{Reading, Teller};
use signer::{Signed, Signers};
use source::{Source, of_archive};

/// How often what is older than what is known already is asked for again, since a cache may have kept it.
const AGAIN: usize = 2;
/// After how long.
const MOMENT: Duration = Duration::from_secs(3);

/// How a check ended that did not end well.
pub(crate) enum Fault {
    /// Something does not hold. This says what.
    Broken(String),
    /// What was looked at holds, and something was not looked at. This says what it takes.
    NotLookedAt(String),
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
        Err(Fault::NotLookedAt(words)) => {
            // Where nobody reads it, the code says the same.
            let _ = outcome::print(&format!("not checked: {words}"));
            ExitCode::from(2)
        }
        Err(Fault::Unchecked(error)) => {
            outcome::note(&format!("stet: it cannot be checked: {error:#}"));
            ExitCode::from(2)
        }
    }
}

async fn check(args: &VerifyArgs) -> Result<(), Fault> {
    let given = args.key.iter().map(|key| pinned(key)).collect::<anyhow::Result<Vec<_>>>()?;
    let post: Option<PostId> = match &args.post {
        Some(id) => {
            Some(id.parse().ok().with_context(|| format!("--post is “{}”, which is no post's id", id.escape_debug()))?)
        }
        None => None,
    };
    let earlier = args.since.as_deref().map(Earlier::open).transpose()?;
    let source = Source::open(&args.target)?;
    let post = post.or_else(|| source.post());
    let note = source.checkpoint().await?;
    let origin = match (&note, &source) {
        (Some(note), _) => Some(called(note)?),
        (None, Source::Archive { origin, .. }) => Some(origin.clone()),
        (None, _) => None,
    };
    // A key of a record that is neither what was asked for nor what is told here has not to have signed this one.
    let elsewhere = earlier.as_ref().filter(|earlier| {
        earlier.is_of_another(origin.as_deref()) && source.named() != Some(&*earlier.checkpoint.origin)
    });
    let is_for_now = |key: &&NamedKey| elsewhere.is_none_or(|earlier| key.name.as_str() != earlier.checkpoint.origin);
    let signers = Signers::of(&source, given.iter().filter(is_for_now).cloned().collect()).await?;
    let whole = match &source {
        Source::Archive { archive, .. } => Some(archive::check(archive, signers.given()).map_err(of_archive)?),
        _ => None,
    };
    let mut now = match (&note, &whole) {
        (Some(note), _) => Some(signers.signed("the checkpoint", note, &source).await?),
        (None, Some(whole)) => {
            Some(Signed { checkpoint: whole.checkpoint.clone(), key: whole.key.clone(), handed_on_by: None })
        }
        (None, None) => None,
    };
    let whose = match &earlier {
        Some(earlier) => Some(earlier.whose(&given, &signers, origin.as_deref(), &source).await?),
        None => None,
    };
    if let Some(earlier) = &earlier {
        // A cache in between may have kept one of before.
        for _ in 0..AGAIN {
            if note.is_none() || now.as_ref().is_none_or(|now| now.checkpoint.size >= earlier.checkpoint.size) {
                break;
            }
            tokio::time::sleep(MOMENT).await;
            if let Some(note) = source.checkpoint().await? {
                now = Some(signers.signed("the checkpoint", &note, &source).await?);
            }
        }
    }

    let teller = if note.is_some() { Teller::Server } else { Teller::File };
    let mut reading = Reading::new(earlier.as_ref().map(|earlier| earlier.checkpoint.size), post, teller);
    match &whole {
        Some(whole) => whole.changes.iter().try_for_each(|change| reading.take(&store::to_line(change)))?,
        None => read_all(&source, &signers, &mut now, &mut reading).await?,
    }
    tell(&source, &reading, now.as_ref())?;
    let not_known = match (&earlier, whose) {
        (Some(_), Some(Whose::NotKnown(words))) => Some(words),
        (Some(earlier), Some(whose)) => {
            earlier.compare(&reading, &whose)?;
            remarks(&signers, &reading, Some((&earlier.checkpoint, &whose)), &source);
            None
        }
        _ => {
            remarks(&signers, &reading, None, &source);
            None
        }
    };
    if let Some(post) = post {
        of_post(post, &reading)?;
    }
    let not_shown = [reading.unaccounted(), Vec::from_iter(not_known)].concat();
    if not_shown.is_empty() { Ok(()) } else { Err(Fault::NotLookedAt(not_shown.join("; "))) }
}

/// Reads a record up to what is signed of it. Where words are gone that nothing explains, a redaction may have come
/// since: then up to what is signed by now.
async fn read_all(
    source: &Source,
    signers: &Signers,
    now: &mut Option<Signed>,
    reading: &mut Reading,
) -> Result<(), Fault> {
    loop {
        source.read(now.as_ref().map(|now| &now.checkpoint), signers, reading).await?;
        if reading.is_explained() {
            return Ok(());
        }
        let Some(note) = source.checkpoint().await? else { return Ok(()) };
        let later = signers.signed("the checkpoint", &note, source).await?;
        if later.checkpoint.size <= reading.size() {
            return Ok(());
        }
        *now = Some(later);
    }
}

/// Says what was found of the record as it is now.
fn tell(source: &Source, reading: &Reading, now: Option<&Signed>) -> Result<(), Fault> {
    let root = reading.root();
    if let Source::Archive { archive, .. } = source {
        say(&format!(
            "each of the {} files of the archive is what was put into it, and no other is there",
            archive.files()
        ))?;
    }
    let stand =
        if reading.size() == 1 { "1 change stands".to_owned() } else { format!("{} changes stand", reading.size()) };
    say(&format!("{stand} in order, without a gap; their root is {root}"))?;
    say(&reading.payloads())?;
    let Some(Signed { checkpoint: now, key, handed_on_by }) = now else { return Ok(()) };
    if now.root != root {
        return Err(Fault::Broken(format!(
            "the changes are not those that were signed: their root is {root}, and {key} signed {} for {} changes of {}",
            now.root, now.size, now.origin
        )));
    }
    if let Some(given) = handed_on_by {
        say(&format!("{given} handed on to {key}, and signed that; give this one with --key from now on"))?;
    }
    say(&format!("{key} signed that {} has these {}", now.origin, outcome::count(now.size, "change")))
}

/// Says what a check that holds does not show.
fn remarks(signers: &Signers, reading: &Reading, earlier: Option<(&Checkpoint, &Whose)>, source: &Source) {
    match (source, signers) {
        (Source::Coverage { .. }, Signers::Own(_)) => outcome::note(
            "The key was told by the server itself. Give it with --key from now on, so that another one is noticed.",
        ),
        (Source::Archive { .. }, Signers::Own(_)) => outcome::note(
            "The key is the archive's own: that it all fits together is shown, and not who made it. Give the key that \
             the newsroom tells by --key, so that another one is noticed.",
        ),
        _ => {}
    }
    let Source::File(_) = source else { return };
    match earlier {
        None => outcome::note(
            "A file cannot show whose it is, nor that its end is there: give a checkpoint of it with --since.",
        ),
        Some((earlier, whose)) => {
            if matches!(whose, Whose::NotAsked) {
                outcome::note(
                    "Whether the checkpoint is genuine was not looked at: give the key of its record with --key.",
                );
            }
            let (first, last) = (earlier.size + 1, reading.size());
            if first <= last {
                let which =
                    if first == last { format!("change {first}") } else { format!("changes {first} to {last}") };
                outcome::note(&format!(
                    "No checkpoint covers {which}: that they are genuine, and that none is missing after them, is not \
                     shown. Give a later one with --since."
                ));
            }
        }
    }
}

/// What is found of a coverage before it is followed.
pub(crate) struct FirstLook {
    /// The key that signs its checkpoints.
    pub(crate) key: NamedKey,
    /// How many changes the one has that is signed now.
    pub(crate) size: u64,
    /// The key that was given, where it handed on to that one.
    pub(crate) handed_on_by: Option<NamedKey>,
}

/// Looks who signs a coverage's checkpoints: the given key if there is one, or a key that it handed on to.
///
/// # Errors
/// When that cannot be read, or does not hold.
pub(crate) async fn first_look(address: &str, pinned: Option<&NamedKey>) -> anyhow::Result<FirstLook> {
    match signed_at(address, pinned).await {
        Ok(Signed { checkpoint, key, handed_on_by }) => Ok(FirstLook { key, size: checkpoint.size, handed_on_by }),
        Err(Fault::Broken(words) | Fault::NotLookedAt(words)) => Err(anyhow::Error::msg(words)),
        Err(Fault::Unchecked(error)) => Err(error),
    }
}

async fn signed_at(address: &str, pinned: Option<&NamedKey>) -> Result<Signed, Fault> {
    let source = Source::open(address)?;
    let signers = Signers::of(&source, pinned.cloned().into_iter().collect()).await?;
    let note = source.checkpoint().await?.context("there is no checkpoint")?;
    let signed = signers.signed("the checkpoint", &note, &source).await?;
    // Whichever key signed, it is to be the record of that address.
    match source.named().filter(|origin| *origin != signed.checkpoint.origin) {
        Some(origin) => {
            let other = &signed.checkpoint.origin;
            Err(Fault::Broken(format!("the checkpoint is of another record: of {other}, not of {origin}")))
        }
        None => Ok(signed),
    }
}

fn of_post(post: PostId, reading: &Reading) -> Result<(), Fault> {
    let are = match reading.of_post().len() {
        0 => return Err(Fault::Broken(format!("no change that can be read here is about post {post}"))),
        1 => "1 of these changes is".to_owned(),
        number => format!("{number} of these changes are"),
    };
    say(&format!("{are} about post {post}:"))?;
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

/// What a checkpoint calls its record, whoever signed it.
fn called(note: &str) -> Result<String, Fault> {
    let what = "the checkpoint";
    let broken = |fault| Fault::Broken(format!("{what} is not to be believed: {fault}"));
    let note = SignedNote::parse(note).map_err(broken)?;
    Ok(read(what, &note).map_err(Fault::Broken)?.origin)
}

/// The checkpoint in a note, whoever signed it; or that it is none.
fn read(what: &str, note: &SignedNote) -> Result<Checkpoint, String> {
    Checkpoint::parse(note.unverified())
        .ok_or_else(|| format!("{what} is no checkpoint: it has no origin, size and root"))
}
