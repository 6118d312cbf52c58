//! A record as it is read for a check: line by line, with nothing kept but what the answer takes.

use std::collections::BTreeSet;

use coverage::{Change, PostId, Seq};
use store::proof::Tree;
use store::{CheckedLine, Hash, Withheld};

use super::Fault;

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
    unexplained: BTreeSet<Seq>,
    post: Option<PostId>,
    of_post: Vec<String>,
}

impl Reading {
    /// Nothing yet. The root at the size `then` is kept, and what is about `post`.
    pub(super) fn new(then: Option<u64>, post: Option<PostId>) -> Self {
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
            unexplained: BTreeSet::new(),
            post,
            of_post: Vec::new(),
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

    /// The changes of the post that is asked for, a line each.
    pub(super) fn of_post(&self) -> &[String] {
        &self.of_post
    }

    /// What was found of payloads, in words.
    pub(super) fn payloads(&self) -> String {
        let unexplained = self.unexplained.len() as u64;
        let mut words = vec![format!("what {} of them say fits what they commit to", self.told)];
        for (number, why) in [
            (self.withdrawn, "are withheld, since the post was withdrawn"),
            (self.silent, "are withheld, since the newsroom does not show revisions without a notice"),
            (self.prepared, "are withheld, since they were prepared before readers could see the coverage"),
            (self.not_understood, "are withheld, since the server does not know their kind"),
            (self.redacted - unexplained, "are redacted, as a later change says"),
            (unexplained, "are gone, which no change of the record explains"),
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
        let told = CheckedLine::read(line, number).map_err(|fault| Fault::Broken(fault.to_string()))?;
        let expected = Seq(self.size() + 1);
        if told.seq != expected {
            return Err(Fault::Broken(format!("change {} stands where change {expected} should", told.seq)));
        }
        match (&told.payload, told.withheld) {
            (Some(_), _) => self.told += 1,
            (None, Some(Withheld::Withdrawn)) => self.withdrawn += 1,
            (None, Some(Withheld::Silent)) => self.silent += 1,
            (None, Some(Withheld::Prepared)) => self.prepared += 1,
            (None, Some(Withheld::NotUnderstood)) => self.not_understood += 1,
            (None, None) => {
                self.redacted += 1;
                self.unexplained.insert(told.seq);
            }
        }
        self.explain(&told);
        if let Some(post) = self.post
            && is_about(&told, post)
        {
            self.of_post.push(format!("change {} at {}: {}", told.seq, told.at, told.kind));
        }
        self.tree.push(told.leaf_hash());
        if self.then == Some(self.size()) {
            self.root_then = Some(self.root());
        }
        Ok(())
    }
}

impl Reading {
    /// Takes what a redaction explains off the list.
    fn explain(&mut self, told: &CheckedLine) {
        let is_redaction = told.kind == "post_redacted" && !self.unexplained.is_empty();
        let payload = told.payload.as_deref().filter(|_| is_redaction);
        let Some(payload) = payload.and_then(|payload| serde_json::from_str(payload).ok()) else { return };
        if let Change::PostRedacted(redacted) = Change::read(&told.kind, payload) {
            for seq in &redacted.changes {
                self.unexplained.remove(seq);
            }
        }
    }
}

fn is_about(told: &CheckedLine, post: PostId) -> bool {
    // To look for the id first spares most payloads from being read.
    let payload = told.payload.as_deref().filter(|payload| payload.contains(&post.to_string()));
    let payload = payload.and_then(|payload| serde_json::from_str(payload).ok());
    payload.is_some_and(|payload| Change::read(&told.kind, payload).post() == Some(post))
}
