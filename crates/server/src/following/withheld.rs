//! What a source says of the changes whose words it withholds. A line that has none has the same leaf as one that
//! has them, so the checkpoint does not cover this; it is believed because the source signed it, and only of
//! changes of which what was verified says the same.

use std::collections::HashSet;

use coverage::{PostId, Seq, Untold, WasOf};
use serde::Deserialize;
use store::proof::{SignedNote, Withholding};
use store::{CheckedLine, Hash, Withheld};

use super::fault::Fault;
use super::keys::Signers;

/// What is said of one.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) seq: Seq,
    /// Why its words are withheld.
    withheld: Withheld,
    /// The change since which they are.
    pub(super) by: Seq,
    /// What stands of it; nothing where it altered nothing that stands.
    #[serde(flatten)]
    untold: Option<Untold>,
}

/// What is said of a stretch of the record.
pub(super) struct Said {
    /// The last change in it.
    pub(super) to: Seq,
    /// Of each that is withheld, with how many bytes that takes.
    pub(super) entries: Vec<(Entry, usize)>,
}

/// Asks what is withheld after a change, in a record of which so many changes are signed.
///
/// # Errors
/// A [`Fault`]: it is not told, not signed, or older than what is signed.
pub(super) async fn ask(signers: &mut Signers<'_>, after: Seq, signed: u64) -> Result<Said, Fault> {
    let text = signers.source().withheld(after).await?.ok_or_else(Fault::unsigned)?;
    let (lines, note) = Withholding::split(&text).ok_or_else(Fault::unsigned)?;
    let note = SignedNote::parse(note).map_err(|_| Fault::unsigned())?;
    let said = Withholding::parse(note.unverified()).ok_or_else(Fault::unsigned)?;
    signers.signer(&note, &said.origin).await?;
    if said.lines != Hash::of(&[lines.as_bytes()]) {
        return Err(Fault::withheld_otherwise());
    }
    // Nor may what was withheld once be held against what is told by now.
    if said.after != after || said.size < signed {
        return Err(Fault::stale());
    }
    let read = |line: &str| Some((serde_json::from_str::<Entry>(line).ok()?, line.len()));
    let mut entries: Vec<_> = lines.lines().filter_map(read).collect();
    entries.retain(|(entry, _)| said.after < entry.seq && entry.seq <= said.to);
    Ok(Said { to: said.to, entries })
}

/// The posts of which verified changes say what became of them.
#[derive(Default)]
pub(super) struct Fates {
    /// Withdrawn, or redacted.
    pub(super) gone: HashSet<PostId>,
    /// Revised.
    pub(super) revised: HashSet<PostId>,
}

impl Entry {
    /// Whether it is about that line, gives the same reason, and says of it nothing but what can be.
    pub(super) fn is_believable(&self, line: &CheckedLine, fates: &Fates) -> bool {
        let has = |kinds: &[&str]| kinds.contains(&&*line.kind);
        let is_of_kind = self.untold.as_ref().is_none_or(|untold| untold.kind() == line.kind);
        let can_be = match (self.withheld, &self.untold) {
            // That it went is part of what was verified; and without its place, it would go from nowhere.
            (Withheld::Withdrawn, Some(untold)) => untold.post().is_some_and(|post| fates.gone.contains(&post)),
            (Withheld::Withdrawn, None) => false,
            // By definition there is no notice.
            (Withheld::Silent, Some(Untold::Revision { notice, .. })) => notice.is_none(),
            (Withheld::Silent, Some(_)) => false,
            (Withheld::Silent, None) => has(&[WasOf::Revision.kind()]),
            // What readers met of a post, or what became of it, is part of what was verified as well.
            (Withheld::Prepared, Some(untold)) => match untold.post() {
                Some(post) => fates.gone.contains(&post) || fates.revised.contains(&post),
                None => line.seq == Seq::START.next(),
            },
            (Withheld::Prepared, None) => !has(&["coverage_opened", "post_published"]),
            (Withheld::NotUnderstood, untold) => untold.is_none(),
        };
        line.seq == self.seq && line.withheld == Some(self.withheld) && is_of_kind && can_be
    }

    /// What stands of the change.
    pub(super) fn into_untold(self) -> Option<Untold> {
        self.untold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "0190b5d2-0000-7000-8000-000000000001";

    fn line(kind: &str, why: &str) -> CheckedLine {
        let hash = "0".repeat(64);
        let line = format!(
            r#"{{"v":1,"seq":3,"at":"2022-02-17T09:00:00.000000Z","kind":"{kind}","payload_hash":"{hash}","salt":null,"payload":null,"withheld":"{why}"}}"#
        );
        CheckedLine::read(&line, 3).unwrap()
    }

    fn entry(rest: &str) -> Entry {
        serde_json::from_str(&format!(r#"{{"seq":3,"by":4,{rest}}}"#)).unwrap()
    }

    #[test]
    fn only_what_can_be_is_believed() {
        let post: PostId = POST.parse().unwrap();
        let none = Fates::default();
        let gone = Fates { gone: [post].into(), ..Fates::default() };
        let revised = Fates { revised: [post].into(), ..Fates::default() };
        let publication = |why: &str| {
            entry(&format!(r#""withheld":"{why}","post":"{POST}","published_at":"2022-02-17T09:00:00.000000Z""#))
        };
        let notice = r#""notice":{"kind":"correction","text":"It was another."}"#;
        let revision = |why: &str, rest: &str| entry(&format!(r#""withheld":"{why}","post":"{POST}"{rest}"#));
        let bare = |why: &str| entry(&format!(r#""withheld":"{why}""#));
        let noted = format!(",{notice}");
        let table = [
            ("post_published", "withdrawn", publication("withdrawn"), &gone, true),
            ("post_published", "withdrawn", publication("withdrawn"), &none, false),
            ("post_published", "withdrawn", publication("withdrawn"), &revised, false),
            ("post_published", "withdrawn", bare("withdrawn"), &gone, false),
            ("post_revised", "withdrawn", publication("withdrawn"), &gone, false),
            // Another reason than the line gives.
            ("post_published", "not_understood", publication("withdrawn"), &gone, false),
            ("post_published", "withdrawn", publication("prepared"), &gone, false),
            ("post_revised", "silent", revision("silent", ""), &none, true),
            ("post_revised", "silent", revision("silent", &noted), &none, false),
            ("post_published", "silent", publication("silent"), &none, false),
            ("post_revised", "silent", bare("silent"), &none, true),
            ("headline_changed", "silent", bare("silent"), &none, false),
            ("post_published", "prepared", publication("prepared"), &revised, true),
            ("post_published", "prepared", publication("prepared"), &none, false),
            ("post_revised", "prepared", revision("prepared", &noted), &gone, true),
            ("post_published", "prepared", bare("prepared"), &gone, false),
            ("headline_changed", "prepared", bare("prepared"), &none, true),
            // An opening is the first change, or none.
            (
                "coverage_opened",
                "prepared",
                entry(r#""withheld":"prepared","language":"en","time_zone":"Europe/Kyiv""#),
                &none,
                false,
            ),
            ("poll_opened", "not_understood", bare("not_understood"), &none, true),
            ("post_published", "not_understood", publication("not_understood"), &gone, false),
        ];
        for (number, (kind, why, entry, fates, expected)) in table.into_iter().enumerate() {
            assert_eq!(entry.is_believable(&line(kind, why), fates), expected, "{number}: {kind}, {why}");
        }
        let other = CheckedLine { seq: Seq(4), ..line("post_revised", "silent") };
        assert!(!revision("silent", "").is_believable(&other, &none));
    }
}
