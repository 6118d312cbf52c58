//! Who has to have signed a checkpoint, and who did.

use store::proof::{Checkpoint, HandedOn, NamedKey, NoteFault, SignedNote};

use super::source::Source;
use super::{Fault, read};

/// The keys one of which has to have signed.
pub(super) enum Signers {
    /// Whoever asks gave them.
    Given(Vec<NamedKey>),
    /// What is checked names them itself. A file names none.
    Own(Vec<NamedKey>),
}

/// A checkpoint that one of them signed.
pub(super) struct Signed {
    pub(super) checkpoint: Checkpoint,
    pub(super) key: NamedKey,
    /// The key that was given, where that one handed on to the one that signed.
    pub(super) handed_on_by: Option<NamedKey>,
}

impl Signers {
    /// Those that were given for it, or else its own.
    pub(super) async fn of(source: &Source, given: Vec<NamedKey>) -> anyhow::Result<Self> {
        if given.is_empty() { Ok(Self::Own(source.keys().await?)) } else { Ok(Self::Given(given)) }
    }

    pub(super) fn keys(&self) -> &[NamedKey] {
        match self {
            Self::Given(keys) | Self::Own(keys) => keys,
        }
    }

    /// Those that whoever asks gave.
    pub(super) fn given(&self) -> &[NamedKey] {
        match self {
            Self::Given(keys) => keys,
            Self::Own(_) => &[],
        }
    }

    /// The checkpoint in a note that one of them signed, or a key that one of them handed on to.
    ///
    /// # Errors
    /// [`Fault::Broken`] when none did, or it is of another record.
    pub(super) async fn signed(&self, what: &str, note: &str, source: &Source) -> Result<Signed, Fault> {
        let broken = |fault: NoteFault| Fault::Broken(format!("{what} is not to be believed: {fault}"));
        let note = SignedNote::parse(note).map_err(broken)?;
        let checkpoint = read(what, &note).map_err(Fault::Broken)?;
        let named = source.named().filter(|_| matches!(self, Self::Own(_)));
        if let Some(origin) = named.filter(|origin| *origin != checkpoint.origin) {
            return Err(Fault::Broken(format!(
                "{what} is of another record: of {}, not of {origin}",
                checkpoint.origin
            )));
        }
        let (key, handed_on_by) = self.signer(what, &note, &checkpoint.origin, source).await?;
        Ok(Signed { checkpoint, key, handed_on_by })
    }

    /// Which of them signed a note that speaks of that record, or to which key one of them handed on that did; with
    /// the one that handed on.
    ///
    /// # Errors
    /// [`Fault::Broken`] when none did, or it is the key of another record.
    pub(super) async fn signer(
        &self,
        what: &str,
        note: &SignedNote,
        origin: &str,
        source: &Source,
    ) -> Result<(NamedKey, Option<NamedKey>), Fault> {
        let broken = |fault: NoteFault| Fault::Broken(format!("{what} is not to be believed: {fault}"));
        let (key, handed_on_by) = match note.signed_by(self.keys()) {
            Ok((key, _)) => (key.clone(), None),
            Err(fault @ NoteFault::Unknown { .. }) => {
                // Another may sign since the keys were given, or asked for.
                let successors = successors(self.keys(), &source.handovers().await?);
                let found = successors.into_iter().find_map(|(given, next)| match note.signed_by(&next) {
                    Ok((key, _)) => Some((key.clone(), Some(given))),
                    Err(_) => None,
                });
                found.ok_or_else(|| broken(fault))?
            }
            Err(fault) => return Err(broken(fault)),
        };
        if key.name.as_str() != origin {
            let name = key.name.as_str();
            return Err(Fault::Broken(format!("{what} is of another record: {name} signed one of {origin}")));
        }
        Ok((key, handed_on_by))
    }
}

/// The keys that each of these handed on to, one after the other, under its name.
fn successors(given: &[NamedKey], handed_on: &[HandedOn]) -> Vec<(NamedKey, Vec<NamedKey>)> {
    let of = |given: &NamedKey| {
        let mut chain = vec![given.clone()];
        while let Some(next) = handed_on.iter().find(|it| chain.last().is_some_and(|last| last.public == it.from)) {
            // A circle leads nowhere.
            if chain.iter().any(|known| known.public == next.to) {
                break;
            }
            chain.push(NamedKey { name: given.name.clone(), public: next.to });
        }
        (given.clone(), chain)
    };
    given.iter().map(of).collect()
}
