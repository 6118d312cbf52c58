//! What a server tells of the changes whose words it withholds, and signs (`docs/api.md`). The leaf of a change is the
//! same with words and without, so no checkpoint shows whether somebody on the way took them out.

use std::collections::BTreeMap;

use coverage::{PostId, Seq};
use serde::Deserialize;
use store::proof::{SignedNote, Withholding};
use store::{Hash, Withheld};

use super::record::Reading;
use super::source::Source;
use super::{AGAIN, Fault, MOMENT, Signers};

/// Has the server account for all changes that were read without their words. Of a record that is called so, and of
/// which so many changes are signed.
///
/// # Errors
/// [`Fault::Broken`] when what it tells is not what was signed, or words are missing that it does not withhold.
pub(super) async fn account(
    source: &Source,
    signers: &Signers,
    (origin, signed): (&str, u64),
    reading: &mut Reading,
) -> Result<(), Fault> {
    let mut again = 0;
    while let Some(first) = reading.unheard() {
        let after = Seq(first.0 - 1);
        let said = ask(source, signers, (origin, signed), after).await?;
        // Where nobody signs what is withheld, nothing tells more of what was read so far.
        reading.hear(&Said { to: if said.by == SaidBy::Key { said.to } else { Seq(reading.size()) }, ..said });
        if reading.unheard() != Some(first) {
            again = 0;
            continue;
        }
        if again > AGAIN {
            return Err(Fault::Broken(format!(
                "change {first} stands without its words, and the server signed which words it withholds and does not name \
                 it: somebody on the way may have taken them out"
            )));
        }
        // A cache may have kept the line of before, and it is told otherwise by now.
        if again > 0 {
            tokio::time::sleep(MOMENT).await;
        }
        again += 1;
        if let Some(line) = source.changes(after).await?.lines().next() {
            reading.renew(first, line)?;
        }
    }
    Ok(())
}

/// What is told of a stretch of the record.
pub(super) struct Said {
    /// The last change in it.
    pub(super) to: Seq,
    /// The changes in it whose words are withheld.
    pub(super) of: BTreeMap<Seq, Stands>,
    /// Who stands for it.
    pub(super) by: SaidBy,
}

/// Who stands for what is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SaidBy {
    /// A key of the record, which signed it.
    Key,
    /// Nobody: a server of an earlier version, or somebody on the way.
    Nobody,
}

/// What is told of one change.
#[derive(Deserialize)]
pub(super) struct Stands {
    seq: Seq,
    /// Why its words are withheld.
    pub(super) withheld: Withheld,
    /// Which post it is about, if it is about one.
    pub(super) post: Option<PostId>,
}

/// Asks what is withheld after a change.
async fn ask(source: &Source, signers: &Signers, (origin, signed): (&str, u64), after: Seq) -> Result<Said, Fault> {
    let mut again = 0;
    loop {
        let text = source.withheld(after).await?.unwrap_or_default();
        let Some((lines, note)) = Withholding::split(&text) else {
            return Ok(Said { to: after, of: read(&text).collect(), by: SaidBy::Nobody });
        };
        let what = "what the server tells of the words that it withholds";
        let broken = |why: &str| Fault::Broken(format!("{what} is not to be believed: {why}"));
        let note = SignedNote::parse(note).map_err(|fault| broken(&fault.to_string()))?;
        let said = Withholding::parse(note.unverified())
            .ok_or_else(|| broken("the text that is signed is none that says what is withheld"))?;
        if said.origin != origin {
            return Err(broken(&format!("it is of another record: of {}, not of {origin}", said.origin)));
        }
        signers.signer(what, &note, origin, source).await?;
        if said.lines != Hash::of(&[lines.as_bytes()]) {
            return Err(broken("the lines are not those that were signed"));
        }
        // A cache may have kept one of before.
        if said.after == after && after < said.to && said.to.0 <= said.size && said.size >= signed {
            let of = read(lines).filter(|(seq, _)| after < *seq && *seq <= said.to).collect();
            return Ok(Said { to: said.to, of, by: SaidBy::Key });
        }
        if again == AGAIN {
            let older = "what the server signed of the words that it withholds is older than its checkpoint, or is of \
                         other changes; a cache may have kept it: try again later";
            return Err(Fault::Unchecked(anyhow::Error::msg(older)));
        }
        again += 1;
        tokio::time::sleep(MOMENT).await;
    }
}

fn read(lines: &str) -> impl Iterator<Item = (Seq, Stands)> {
    lines.lines().filter_map(|line| serde_json::from_str::<Stands>(line).ok()).map(|stands| (stands.seq, stands))
}
