//! What a source tells beyond what was verified before: read piece by piece into memory, since nothing is verified
//! before all of it is there. How much that may be is bounded for each source, and for all of them together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use coverage::{Change, Seq};
use serde::Deserialize;
use serde::de::IgnoredAny;
use store::{CheckedLine, Recorded, Withheld};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use super::fault::Fault;
use super::keys::Signers;
use super::withheld::{self, Entry, Fates};

/// The most bytes of changes that are verified at a time.
const MOST: usize = 512 * 1024 * 1024;
/// The most that is read without waiting for one's turn: one source at a time is read that tells more.
const SMALL: usize = 1024 * 1024;
/// How long a turn lasts. Who tells much slowly does not keep others waiting for ever.
const TURN: Duration = Duration::from_mins(10);
/// The bytes of a change beside its words.
const LINE: usize = 256;

/// What was read so far.
pub(super) struct Stretch {
    /// How many changes were verified before.
    mine: u64,
    lines: Vec<CheckedLine>,
    /// What the source signed of those that are withheld.
    entries: HashMap<Seq, Entry>,
    bytes: usize,
    turns: Arc<Semaphore>,
    turn: Option<Turn>,
}

/// Whoever has it reads much.
struct Turn {
    _permit: OwnedSemaphorePermit,
    until: Instant,
}

impl Stretch {
    /// Nothing yet, behind so many changes. Who reads much waits for one of the `turns`.
    pub(super) fn new(mine: u64, turns: Arc<Semaphore>) -> Self {
        Self { mine, lines: Vec::new(), entries: HashMap::new(), bytes: 0, turns, turn: None }
    }

    /// Reads on, until so many changes were told as were signed.
    ///
    /// # Errors
    /// A [`Fault`].
    pub(super) async fn read(&mut self, signers: &mut Signers<'_>, signed: u64) -> Result<(), Fault> {
        while self.last() < Seq(signed) {
            self.wait_for_a_turn().await?;
            let after = self.last();
            let text = signers.source().changes(after).await?;
            if text.is_empty() || !text.ends_with('\n') {
                return Err(Fault::cut_off(after.0, signed));
            }
            for line in text.lines() {
                let expected = self.last().next();
                let number = usize::try_from(expected.0).unwrap_or(usize::MAX);
                let line = CheckedLine::read(line, number)
                    .map_err(|fault| if is_line(line) { Fault::line(&fault) } else { Fault::no_lines() })?;
                if line.seq != expected {
                    return Err(Fault::gap(expected.0, line.seq.0));
                }
                self.count(weight(&line))?;
                self.lines.push(line);
            }
            self.ask_what_is_withheld(signers, after, signed).await?;
        }
        Ok(())
    }

    /// The last change that was told.
    const fn last(&self) -> Seq {
        Seq(self.mine + self.lines.len() as u64)
    }

    async fn wait_for_a_turn(&mut self) -> Result<(), Fault> {
        if self.bytes > SMALL && self.turn.is_none() {
            // Nobody closes it.
            if let Ok(permit) = Arc::clone(&self.turns).acquire_owned().await {
                self.turn = Some(Turn { _permit: permit, until: Instant::now() + TURN });
            }
        }
        match &self.turn {
            Some(turn) if turn.until < Instant::now() => Err(Fault::slow()),
            _ => Ok(()),
        }
    }

    fn count(&mut self, bytes: usize) -> Result<(), Fault> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > MOST { Err(Fault::too_much()) } else { Ok(()) }
    }

    /// Asks what the source signed of those lines, after that one, whose words are withheld.
    async fn ask_what_is_withheld(&mut self, signers: &mut Signers<'_>, after: Seq, signed: u64) -> Result<(), Fault> {
        let lines = self.lines.iter().filter(|line| line.seq > after && line.withheld.is_some());
        let withheld: HashSet<Seq> = lines.map(|line| line.seq).collect();
        let mut in_order: Vec<Seq> = withheld.iter().copied().collect();
        in_order.sort_unstable();
        let mut asked = after;
        for seq in in_order {
            if seq <= asked {
                continue;
            }
            let said = withheld::ask(signers, Seq(seq.0.saturating_sub(1)), signed).await?;
            asked = said.to;
            for (entry, bytes) in said.entries {
                // What it says of lines that were not told yet is asked for together with those.
                if withheld.contains(&entry.seq) {
                    self.count(bytes)?;
                    self.entries.insert(entry.seq, entry);
                }
            }
        }
        Ok(())
    }

    /// The lines up to what was signed. A source may tell more than that.
    pub(super) fn up_to(&self, signed: u64) -> &[CheckedLine] {
        let number = usize::try_from(signed.saturating_sub(self.mine)).unwrap_or(usize::MAX).min(self.lines.len());
        self.lines.get(..number).unwrap_or_default()
    }

    /// Why some change up to what was signed cannot be taken yet: its words are missing, and nothing that was signed
    /// says why. None if all can.
    pub(super) fn obstacle(&self, signed: u64) -> Option<Fault> {
        let lines = self.up_to(signed);
        let ahead = lines.iter().any(|line| self.entries.get(&line.seq).is_some_and(|entry| entry.by > Seq(signed)));
        if ahead {
            return Some(Fault::ahead());
        }
        let fates = self.fates(signed);
        let redacted = self.redacted(signed);
        let mut wordless = lines.iter().filter(|line| line.payload.is_none());
        let unexplained = wordless.find(|line| match line.withheld {
            Some(_) => !self.entries.get(&line.seq).is_some_and(|entry| entry.is_believable(line, &fates)),
            None => !redacted.contains(&line.seq),
        });
        unexplained.map(|line| Fault::unexplained(line.seq))
    }

    /// Forgets what it withholds that was not believed, and all that came after: it may be told otherwise by now.
    pub(super) fn forget_unexplained(&mut self, signed: u64) {
        let fates = self.fates(signed);
        let is_unexplained = |line: &CheckedLine| {
            line.withheld.is_some()
                && !self.entries.get(&line.seq).is_some_and(|entry| entry.is_believable(line, &fates))
        };
        let Some(first) = self.up_to(signed).iter().position(is_unexplained) else { return };
        let forgotten: usize = self.lines.iter().skip(first).map(weight).sum();
        self.bytes = self.bytes.saturating_sub(forgotten);
        self.lines.truncate(first);
        let last = self.last();
        self.entries.retain(|seq, _| *seq <= last);
    }

    /// What became of the posts of which something is withheld.
    fn fates(&self, signed: u64) -> Fates {
        let lines = self.up_to(signed);
        let (mut fates, mut is_prepared) = (Fates::default(), false);
        if lines.iter().all(|line| line.withheld.is_none()) {
            return fates;
        }
        for line in lines {
            is_prepared |= line.withheld == Some(Withheld::Prepared);
            match &*line.kind {
                "post_withdrawn" | "post_redacted" => fates.gone.extend(change(line).and_then(|change| change.post())),
                // What the first version was that readers met is asked of what was prepared only.
                "post_revised" if is_prepared => fates.revised.extend(change(line).and_then(|change| change.post())),
                _ => {}
            }
        }
        fates
    }

    /// The changes without words that a redaction takes the words of.
    fn redacted(&self, signed: u64) -> HashSet<Seq> {
        let lines = self.up_to(signed);
        let is_post = |kind: &str| matches!(kind, "post_published" | "post_revised" | "post_withdrawn");
        let blank = lines.iter().filter(|line| line.payload.is_none() && line.withheld.is_none());
        let blank: HashSet<Seq> = blank.filter(|line| is_post(&line.kind)).map(|line| line.seq).collect();
        let mut redacted = HashSet::new();
        for line in lines.iter().filter(|line| !blank.is_empty() && line.kind == "post_redacted") {
            if let Some(Change::PostRedacted(said)) = change(line) {
                redacted.extend(said.changes.iter().filter(|seq| **seq < line.seq && blank.contains(seq)));
            }
        }
        redacted
    }

    /// The changes up to what was signed, none of which has an [`obstacle`](Self::obstacle).
    ///
    /// # Errors
    /// A [`Fault`] when one is not as a record has it.
    pub(super) fn into_changes(mut self, signed: u64) -> Result<Vec<Recorded>, Fault> {
        self.lines.truncate(self.up_to(signed).len());
        let mut entries = self.entries;
        let recorded = self.lines.into_iter().map(|line| {
            let untold = entries.remove(&line.seq).and_then(Entry::into_untold);
            line.into_recorded(untold).map_err(|fault| Fault::line(&fault))
        });
        recorded.collect()
    }
}

/// The bytes that a line takes.
fn weight(line: &CheckedLine) -> usize {
    line.payload.as_ref().map_or(0, String::len) + LINE
}

/// Whether it is a line of a record at all, though perhaps not a good one: somebody on the way may answer with a
/// page of their own.
fn is_line(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Line {
        #[serde(rename = "v")]
        _version: IgnoredAny,
        #[serde(rename = "seq")]
        _seq: IgnoredAny,
    }
    serde_json::from_str::<Line>(text).is_ok()
}

/// What a line says.
fn change(line: &CheckedLine) -> Option<Change> {
    Some(Change::read(&line.kind, serde_json::from_str(line.payload.as_deref()?).ok()?))
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use futures_util::poll;
    use serde_json::json;
    use store::Hash;

    use super::*;

    fn turns() -> Arc<Semaphore> {
        Arc::new(Semaphore::new(1))
    }

    fn line(seq: u64, kind: &str, payload: Option<serde_json::Value>) -> CheckedLine {
        CheckedLine {
            seq: Seq(seq),
            at: "2022-02-17T09:00:00Z".parse().unwrap(),
            kind: kind.to_owned(),
            payload_hash: Hash::of(&[]),
            payload: payload.map(|payload| payload.to_string()),
            salt: None,
            withheld: None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn much_is_read_of_one_source_at_a_time_and_not_for_ever() {
        let turns = turns();
        let many = |bytes| Stretch { bytes, ..Stretch::new(0, Arc::clone(&turns)) };
        let (mut first, mut second, mut small) = (many(SMALL + 1), many(SMALL + 1), many(SMALL));
        assert!(first.wait_for_a_turn().await.is_ok());
        {
            let mut waiting = Box::pin(second.wait_for_a_turn());
            assert!(matches!(poll!(&mut waiting), Poll::Pending));
            assert!(small.wait_for_a_turn().await.is_ok(), "little is read beside it");
            tokio::time::advance(TURN).await;
            assert!(first.wait_for_a_turn().await.is_ok());
            tokio::time::advance(Duration::from_secs(1)).await;
            let slow = first.wait_for_a_turn().await;
            assert!(matches!(&slow, Err(Fault::Passing(told)) if told.code == "slow"), "{slow:?}");
            drop(first);
            assert!(waiting.await.is_ok());
        }
        assert!(second.wait_for_a_turn().await.is_ok());
    }

    #[test]
    fn more_than_is_held_in_memory_ends_it_with_a_way_out() {
        let mut stretch = Stretch::new(0, turns());
        assert!(stretch.count(MOST).is_ok());
        let Err(Fault::Final(told)) = stretch.count(1) else { panic!("it goes on") };
        assert_eq!(told.code, "too_large");
        assert!(told.words.contains("stet export --archive"), "{}", told.words);
    }

    #[test]
    fn a_redaction_explains_what_it_can_take_the_words_of() {
        let redacted = json!({
            "v": 1, "post": "0190b5d2-0000-7000-8000-000000000001", "reason": "legal",
            "published_at": "2022-02-17T09:00:00Z", "changes": [1, 2, 4, 5],
        });
        let mut stretch = Stretch::new(0, turns());
        stretch.lines = vec![
            line(1, "post_published", None),
            line(2, "headline_changed", None),
            line(3, "post_revised", None),
            line(4, "post_revised", None),
            line(5, "post_redacted", Some(redacted)),
        ];
        assert_eq!(stretch.redacted(5), HashSet::from([Seq(1), Seq(4)]));
        assert!(stretch.redacted(4).is_empty(), "it is not signed yet");
        let fault = stretch.obstacle(5);
        assert!(
            matches!(&fault, Some(Fault::Passing(told)) if told.code == "unexplained" && told.words.contains("Change 2 ")),
            "{fault:?}"
        );
        stretch.lines.retain(|line| line.kind != "headline_changed" && line.seq != Seq(3));
        assert!(stretch.obstacle(5).is_none());
        // Somebody on the way says that words are withheld: that is forgotten, and read again.
        stretch.lines[1].withheld = Some(Withheld::Silent);
        assert!(stretch.obstacle(5).is_some());
        stretch.forget_unexplained(5);
        assert_eq!(stretch.lines.len(), 1);
    }
}
