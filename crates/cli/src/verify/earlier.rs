//! A checkpoint that was kept: whose it is, and whether all that it speaks of is there.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use store::proof::{Checkpoint, NamedKey, NoteFault, SignedNote};

use super::record::Reading;
use super::signer::Signers;
use super::source::{NOTE_MAX, Source};
use super::{Fault, say};
use crate::archive::under_another_name;

/// A checkpoint that somebody kept.
pub(super) struct Earlier {
    file: String,
    text: String,
    note: SignedNote,
    pub(super) checkpoint: Checkpoint,
}

/// Whose it is.
pub(super) enum Whose {
    /// It is of the record that is checked, and one of its keys signed it.
    OfRecord,
    /// It is of a record that is told elsewhere, and this key signed it, which was given.
    OfAnother(NamedKey),
    /// Nobody gave a key to find that out by.
    NotAsked,
    /// No key was given that could tell. These words say which one would.
    NotKnown(String),
}

impl Earlier {
    /// Reads one. Nothing is known of who wrote it before [`whose`](Self::whose) told.
    pub(super) fn open(file: &Path) -> anyhow::Result<Self> {
        let named = || format!("--since is “{}”", file.display());
        let mut text = String::new();
        File::open(file)
            .and_then(|file| file.take(NOTE_MAX as u64 + 1).read_to_string(&mut text))
            .with_context(named)?;
        let what = "it is no checkpoint, such as a coverage has under /live/SLUG/log/checkpoint";
        let note = SignedNote::parse(&text).context(what).with_context(named)?;
        let checkpoint = Checkpoint::parse(note.unverified()).context(what).with_context(named)?;
        Ok(Self { file: file.display().to_string(), text, note, checkpoint })
    }

    /// Whether it calls its record otherwise than the one that is checked is called.
    pub(super) fn is_of_another(&self, origin: Option<&str>) -> bool {
        origin.is_some_and(|origin| origin != self.checkpoint.origin)
    }

    /// Whose it is. `given` are the keys that were given, and `origin` what the record is called that is checked, if
    /// that is known.
    ///
    /// # Errors
    /// [`Fault::Broken`] when a key that should have signed it did not.
    pub(super) async fn whose(
        &self,
        given: &[NamedKey],
        signers: &Signers,
        origin: Option<&str>,
        source: &Source,
    ) -> Result<Whose, Fault> {
        let what = format!("the earlier checkpoint {}", self.file);
        if origin.is_some() && !self.is_of_another(origin) {
            signers.signed(&what, &self.text, source).await?;
            return Ok(Whose::OfRecord);
        }
        if origin.is_none() && given.is_empty() {
            return Ok(Whose::NotAsked);
        }
        let own = |key: &&NamedKey| key.name.as_str() == self.checkpoint.origin;
        let fitting: Vec<NamedKey> = given.iter().filter(own).cloned().collect();
        if fitting.is_empty() {
            return Ok(Whose::NotKnown(self.key_to_give([given, signers.keys()].concat().as_slice(), origin)));
        }
        let broken = |fault: NoteFault| Fault::Broken(format!("{what} is not to be believed: {fault}"));
        let (key, _) = self.note.signed_by(&fitting).map_err(broken)?;
        Ok(if origin.is_some() { Whose::OfAnother(key.clone()) } else { Whose::OfRecord })
    }

    fn key_to_give(&self, known: &[NamedKey], origin: Option<&str>) -> String {
        let Self { file, checkpoint: Checkpoint { origin: then, size, .. }, .. } = self;
        let here = origin.map(|origin| format!(", and this record is told as {origin}")).unwrap_or_default();
        let key = match under_another_name(&self.note, known) {
            Some((same, found)) => format!("--key {found}, which is the same key as {same} under the earlier name"),
            None => match self.note.signed_by(&[]) {
                Err(NoteFault::Unknown { found, .. }) => {
                    format!("the key that signed it by --key, which begins with {found}")
                }
                _ => "the key that signed it by --key".to_owned(),
            },
        };
        let way_out = if origin.is_some() { "If the record moved from there or is a copy of it, give" } else { "Give" };
        format!(
            "the earlier checkpoint {file} is of {then}{here}, and no key of {then} was given. {way_out} {key}: then the \
             first {size} changes are compared"
        )
    }

    /// Holds the record against it.
    ///
    /// # Errors
    /// [`Fault::Broken`] when something that was there then is not there, or is another.
    pub(super) fn compare(&self, reading: &Reading, whose: &Whose) -> Result<(), Fault> {
        let Self { file, checkpoint: Checkpoint { origin, size, root }, .. } = self;
        let Some(then) = reading.root_then() else {
            return Err(Fault::Broken(format!(
                "the record had {size} changes when {file} was signed, and has {} here: its end is cut off, or it is older",
                reading.size()
            )));
        };
        if then != *root {
            return Err(Fault::Broken(format!(
                "the first {size} changes are not those of {file}, which is for {origin}: some of them were altered, or it \
                 is another record (their root is {then}, and was {root})"
            )));
        }
        match whose {
            Whose::OfAnother(key) => say(&format!(
                "the record was told at {origin} before, and its first {size} changes are the same here, unaltered: {file} \
                 says which they were, and {key} signed that"
            )),
            _ => say(&format!("the {size} changes of {file} are all there, unaltered")),
        }
    }
}
