//! Whose signatures are taken: that of the key that was pinned, and those of the keys that it handed on to.

use store::proof::{NamedKey, NoteFault, SignedNote};

use super::fault::Fault;
use super::source::Source;

/// The keys that may sign what a source tells.
pub(super) struct Signers<'s> {
    source: &'s Source,
    /// The first is the one that is known; those behind it came after it, as far as that was asked for.
    keys: Vec<NamedKey>,
}

impl<'s> Signers<'s> {
    /// A key that is known, and whichever the source shows that it handed on to.
    pub(super) fn new(known: NamedKey, source: &'s Source) -> Self {
        Self { source, keys: vec![known] }
    }

    /// Whose keys they are.
    pub(super) const fn source(&self) -> &'s Source {
        self.source
    }

    /// Which of them signed a note that is of that record.
    ///
    /// # Errors
    /// A [`Fault`]: nobody did, the signature does not fit, or it is of another record.
    pub(super) async fn signer(&mut self, note: &SignedNote, origin: &str) -> Result<NamedKey, Fault> {
        let mut signer = self.among_known(note)?;
        if signer.is_none() {
            let successors = match self.keys.first() {
                Some(known) => successors(known, self.source).await?,
                None => Vec::new(),
            };
            self.keys.truncate(1);
            self.keys.extend(successors);
            signer = self.among_known(note)?;
        }
        let Some(signer) = signer else {
            // What is told is the key that was known, not those that came after it.
            let known = self.keys.get(..1).unwrap_or_default();
            return Err(note
                .signed_by(known)
                .map_or_else(|fault| Fault::signature(&fault), |_| Fault::no_checkpoint()));
        };
        if signer.name.as_str() == origin { Ok(signer) } else { Err(Fault::other_record(origin)) }
    }

    fn among_known(&self, note: &SignedNote) -> Result<Option<NamedKey>, Fault> {
        match note.signed_by(&self.keys) {
            Ok((key, _)) => Ok(Some(key.clone())),
            Err(NoteFault::Unknown { .. }) => Ok(None),
            Err(fault) => Err(Fault::signature(&fault)),
        }
    }
}

/// The keys that a key handed on to, one after the other.
async fn successors(key: &NamedKey, source: &Source) -> Result<Vec<NamedKey>, Fault> {
    let handed_on = source.handovers().await?;
    let (mut successors, mut last) = (Vec::new(), key.public);
    while let Some(next) = handed_on.iter().find(|it| it.from == last).map(|it| it.to) {
        if next == key.public || successors.iter().any(|known: &NamedKey| known.public == next) {
            break;
        }
        successors.push(NamedKey { name: key.name.clone(), public: next });
        last = next;
    }
    Ok(successors)
}
