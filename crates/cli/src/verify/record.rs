//! A record as it is read for a check: line by line, with nothing kept but what the answer takes.

use std::collections::BTreeMap;

use coverage::{Change, PostId, Seq};
use jiff::Timestamp;
use store::proof::Tree;
use store::{CheckedLine, Hash, LineFault, Withheld};

use super::Fault;
use super::withheld::{Said, SaidBy};
use crate::outcome;

/// What was read so far.
pub(super) struct Reading {
    tree: Tree,
    /// At which size the root is wanted as well.
    then: Option<u64>,
    root_then: Option<Hash>,
    told: u64,
    withdrawn: u64,
    silent: u64,
    prepared: u64,
    not_understood: u64,
    redacted: u64,
    /// Changes without words that no later change has explained so far.
    unexplained: BTreeMap<Seq, Blank>,
    post: Option<PostId>,
    teller: Teller,
    /// Changes whose words are withheld, of which the server has not told yet what they are about.
    withheld: BTreeMap<Seq, (Withheld, Blank)>,
    /// How many of the others nobody signed.
    unsigned: u64,
    of_post: BTreeMap<Seq, String>,
}

/// Who tells the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Teller {
    /// A server, which is asked what it signs of words that it withholds.
    Server,
    /// A file, which cannot be asked.
    File,
}

/// What is known of a change without its words.
struct Blank {
    at: Timestamp,
    kind: String,
    leaf: Hash,
}

impl Blank {
    fn of(told: &CheckedLine) -> Self {
        Self { at: told.at, kind: told.kind.clone(), leaf: told.leaf_hash() }
    }
}

impl Reading {
    /// Nothing yet. The root at the size `then` is kept, and what is about `post`.
    pub(super) fn new(then: Option<u64>, post: Option<PostId>, teller: Teller) -> Self {
        let root_then = then.filter(|size| *size == 0).map(|_| Tree::default().root());
        Self {
            tree: Tree::default(),
            then,
            root_then,
            told: 0,
            withdrawn: 0,
            silent: 0,
            prepared: 0,
            not_understood: 0,
            redacted: 0,
            unexplained: BTreeMap::new(),
            post,
            teller,
            withheld: BTreeMap::new(),
            unsigned: 0,
            of_post: BTreeMap::new(),
        }
    }

    /// How many changes there are.
    pub(super) const fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The root over all of them.
    pub(super) fn root(&self) -> Hash {
        self.tree.root()
    }

    /// The root over as many as there were then; none if there are not so many.
    pub(super) const fn root_then(&self) -> Option<Hash> {
        self.root_then
    }

    /// The changes of the post that is asked for, a line each, in order.
    pub(super) fn of_post(&self) -> impl ExactSizeIterator<Item = &String> {
        self.of_post.values()
    }

    /// The first change without its words of which the server has not told yet why they are withheld.
    pub(super) fn unheard(&self) -> Option<Seq> {
        self.withheld.first_key_value().map(|(seq, _)| *seq)
    }

    /// Takes in what a server tells of changes whose words it withholds. Those that it does not name, and signed that
    /// it named all, stay [`unheard`](Self::unheard).
    pub(super) fn hear(&mut self, said: &Said) {
        for (seq, (why, blank)) in std::mem::take(&mut self.withheld) {
            let stands = said.of.get(&seq);
            if seq > said.to || (stands.is_none() && said.by == SaidBy::Key) {
                self.withheld.insert(seq, (why, blank));
                continue;
            }
            self.unsigned += u64::from(said.by == SaidBy::Nobody);
            // It may have come to be withheld for another reason since the line was told.
            self.count(stands.map_or(why, |stands| stands.withheld));
            if self.post.is_some() && stands.and_then(|stands| stands.post) == self.post {
                let (Blank { at, kind, .. }, who) = (blank, who_says(said.by));
                let line =
                    format!("change {seq} at {at}: {kind}, whose words are withheld ({who} that it is about it)");
                self.of_post.insert(seq, line);
            }
        }
    }

    fn count(&mut self, why: Withheld) {
        *match why {
            Withheld::Withdrawn => &mut self.withdrawn,
            Withheld::Silent => &mut self.silent,
            Withheld::Prepared => &mut self.prepared,
            Withheld::NotUnderstood => &mut self.not_understood,
        } += 1;
    }

    /// Whether a redaction explains every change whose words are gone.
    pub(super) fn is_explained(&self) -> bool {
        self.unexplained.is_empty()
    }

    /// What cannot be told of words that are missing at a server; nothing where all is accounted for.
    pub(super) fn unaccounted(&self) -> Vec<String> {
        if self.teller == Teller::File {
            return Vec::new();
        }
        let unexplained = self.unexplained.len() as u64;
        let missing = [
            (
                self.unsigned,
                "withheld, and nobody signed that: the server is of an earlier version, or somebody on the way keeps back \
                 what it signed",
            ),
            (
                unexplained,
                "gone, and no change of the record says why: they may have been redacted before the record came to this \
                 server, or taken out on the way",
            ),
        ];
        let told = missing.into_iter().filter(|(number, _)| *number > 0);
        told.map(|(number, why)| format!("the words of {} are {why}", outcome::count(number, "change"))).collect()
    }

    /// What was found of payloads, in words.
    pub(super) fn payloads(&self) -> String {
        let unexplained = self.unexplained.len() as u64;
        let is_signed = self.teller == Teller::Server && self.unsigned == 0;
        let who = who_says(if is_signed { SaidBy::Key } else { SaidBy::Nobody });
        let mut words = vec![format!("what {} of them say fits what they commit to", self.told)];
        for (number, why) in [
            (self.withdrawn, format!("are withheld ({who}: the post was withdrawn)")),
            (self.silent, format!("are withheld ({who}: the newsroom does not show revisions without a notice)")),
            (self.prepared, format!("are withheld ({who}: they were replaced before readers could see the coverage)")),
            (self.not_understood, format!("are withheld ({who}: it does not know their kind)")),
            (self.redacted - unexplained, "are redacted, as a later change says".to_owned()),
            (unexplained, "are gone, which no change of the record explains".to_owned()),
        ] {
            if number > 0 {
                words.push(format!("the words of {number} {why}, and their place, time and hash stand"));
            }
        }
        words.join("; ")
    }

    /// Takes in the next line.
    ///
    /// # Errors
    /// [`Fault::Broken`] when it is not the change that should stand there.
    pub(super) fn take(&mut self, line: &str) -> Result<(), Fault> {
        let number = usize::try_from(self.size() + 1).unwrap_or(usize::MAX);
        let told = CheckedLine::read(line, number).map_err(unreadable)?;
        let expected = Seq(self.size() + 1);
        if told.seq != expected {
            return Err(Fault::Broken(format!("change {} stands where change {expected} should", told.seq)));
        }
        self.tree.push(told.leaf_hash());
        if self.then == Some(self.size()) {
            self.root_then = Some(self.root());
        }
        self.take_words(&told);
        Ok(())
    }

    /// Takes in a change once more that stood without its words, as it is told by now.
    ///
    /// # Errors
    /// [`Fault::Broken`] when it is another change.
    pub(super) fn renew(&mut self, seq: Seq, line: &str) -> Result<(), Fault> {
        let told = CheckedLine::read(line, usize::try_from(seq.0).unwrap_or(usize::MAX)).map_err(unreadable)?;
        let known = self.withheld.remove(&seq);
        if told.seq != seq || known.is_some_and(|(_, blank)| blank.leaf != told.leaf_hash()) {
            return Err(Fault::Broken(format!("change {seq} is told in two ways")));
        }
        self.take_words(&told);
        Ok(())
    }
}

impl Reading {
    /// Takes in what a change says, or that it does not say it.
    fn take_words(&mut self, told: &CheckedLine) {
        match (&told.payload, told.withheld, self.teller) {
            (Some(_), ..) => self.told += 1,
            (None, Some(why), Teller::File) => self.count(why),
            (None, Some(why), Teller::Server) => drop(self.withheld.insert(told.seq, (why, Blank::of(told)))),
            (None, None, _) => {
                self.redacted += 1;
                self.unexplained.insert(told.seq, Blank::of(told));
            }
        }
        self.explain(told);
        if let Some(post) = self.post
            && is_about(told, post)
        {
            self.of_post.insert(told.seq, format!("change {} at {}: {}", told.seq, told.at, told.kind));
        }
    }

    /// Takes what a redaction explains off the list.
    fn explain(&mut self, told: &CheckedLine) {
        let is_redaction = told.kind == "post_redacted" && !self.unexplained.is_empty();
        let payload = told.payload.as_deref().filter(|_| is_redaction);
        let Some(payload) = payload.and_then(|payload| serde_json::from_str(payload).ok()) else { return };
        if let Change::PostRedacted(redacted) = Change::read(&told.kind, payload) {
            let Self { unexplained, of_post, .. } = self;
            let is_asked_for = self.post == Some(redacted.post);
            // It explains what it can take the words of, and no other change that it names.
            unexplained.retain(|seq, Blank { at, kind, .. }| {
                let is_explained = redacted.blanked(*seq, kind, told.seq, told.at).is_some();
                if is_explained && is_asked_for {
                    of_post.insert(*seq, format!("change {seq} at {at}: {kind}, whose words are redacted"));
                }
                !is_explained
            });
        }
    }
}

const fn who_says(by: SaidBy) -> &'static str {
    match by {
        SaidBy::Key => "the server signed",
        SaidBy::Nobody => "the server says",
    }
}

/// What is wrong with a line. What a parser says of it stands behind what that means.
fn unreadable(fault: LineFault) -> Fault {
    let LineFault { line, problem } = fault;
    Fault::Broken(match problem.ends_with(')') && problem.contains(" (column ") {
        true => format!("line {line} is no change as `stet export` writes one: {problem}"),
        false => format!("line {line}: {problem}"),
    })
}

fn is_about(told: &CheckedLine, post: PostId) -> bool {
    // To look for the id first spares most payloads from being read.
    let payload = told.payload.as_deref().filter(|payload| payload.contains(&post.to_string()));
    let payload = payload.and_then(|payload| serde_json::from_str(payload).ok());
    payload.is_some_and(|payload| Change::read(&told.kind, payload).post() == Some(post))
}

#[cfg(test)]
mod tests {
    use coverage::CoverageId;
    use serde_json::{Value, json};
    use store::{NewChange, NewCoverage, Store, to_line};
    use uuid::Uuid;

    use super::*;

    #[tokio::test]
    async fn a_redaction_explains_only_what_it_can_take_the_words_of() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let at = server::now();
        let post = PostId::new(Uuid::from_u128(7));
        let change = |kind: &str, payload: Value| NewChange { at, change: Change::read(kind, payload), salt: [1; 16] };
        let opened =
            json!({"v": 1, "headline": "Storm", "language": "en", "time_zone": "Europe/Kyiv", "status": "live"});
        let content = json!({"body": {"v": 1, "doc": {"type": "doc", "content": []}}});
        let redacted = json!({"v": 1, "post": post, "reason": "legal", "published_at": at, "changes": [1, 2, 3]});
        let changes = vec![
            change("coverage_opened", opened),
            change("headline_changed", json!({"v": 1, "headline": "A storm"})),
            change("post_published", json!({"v": 1, "post": post, "published_at": at, "content": content})),
            change("post_redacted", redacted),
        ];
        let id = CoverageId::new(Uuid::from_u128(9));
        let slug = coverage::Slug::parse("storm").unwrap();
        store.create_coverage(NewCoverage { id, slug, created_at: at }, changes, vec![]).await.unwrap();
        let mut reading = Reading::new(None, None, Teller::File);
        for recorded in store.read(id, Seq::START, 10).await.unwrap() {
            let line = to_line(&recorded);
            // Somebody takes the words of another change, as if they had been redacted as well.
            let line = match recorded.kind() {
                "headline_changed" => {
                    format!("{}\"salt\":null,\"payload\":null}}", line.split_once("\"salt\"").unwrap().0)
                }
                _ => line,
            };
            assert!(reading.take(&line).is_ok(), "{line}");
        }
        let said = reading.payloads();
        assert!(said.contains("the words of 1 are redacted, as a later change says"), "{said}");
        assert!(said.contains("the words of 1 are gone, which no change of the record explains"), "{said}");
    }
}
