//! What a source is asked. Each answer is bounded in bytes and time.

use std::time::Duration;

use coverage::Seq;
use hyper::StatusCode;
use store::LINE_MAX;
use store::proof::{HandedOn, NamedKey};
use tokio::time::{Instant, sleep};

use super::fault::Fault;
use super::news::News;
use super::{SourceAddress, wait};
use crate::fetch::{Fetcher, Longer, Wanted};

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(30);
/// The most bytes of a checkpoint, of a list of keys, and of one of handovers.
const NOTE_MAX: usize = 64 * 1024;
/// The most bytes of changes that a source tells at a time: a megabyte, and one long change.
const STRETCH_MAX: usize = LINE_MAX + 4 * 1024 * 1024;
/// How often a stretch is asked for again in place: what was read before it would have to be read anew.
const AGAIN: u32 = 4;

/// A source, and the way there.
pub(super) struct Source {
    pub(super) address: SourceAddress,
    pub(super) fetcher: Fetcher,
}

impl Source {
    /// The checkpoint as it is now, a signed note.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn checkpoint(&self) -> Result<String, Fault> {
        self.text("log/checkpoint", NOTE_MAX).await
    }

    /// The keys that sign and signed, the one that signs now first.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn keys(&self) -> Result<Vec<NamedKey>, Fault> {
        Ok(self.text("log/key", NOTE_MAX).await?.lines().filter_map(NamedKey::parse).collect())
    }

    /// How its keys handed on to the next; nothing of a source that does not tell.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn handovers(&self) -> Result<Vec<HandedOn>, Fault> {
        let told = self.text_if_any("log/handovers", NOTE_MAX).await?.unwrap_or_default();
        Ok(told.lines().filter_map(HandedOn::parse).collect())
    }

    /// A stretch of changes after a position, a line each.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn changes(&self, after: Seq) -> Result<String, Fault> {
        let told = self.stretch(&format!("log/changes?after={after}")).await?;
        told.ok_or_else(|| Fault::status(StatusCode::NOT_FOUND))
    }

    /// What it says of those changes of a stretch whose words are withheld; none of a source that does not tell.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn withheld(&self, after: Seq) -> Result<Option<String>, Fault> {
        self.stretch(&format!("log/withheld?after={after}")).await
    }

    /// What is answered in the midst of much that is read: one answer that does not come is waited for.
    async fn stretch(&self, part: &str) -> Result<Option<String>, Fault> {
        for tries in 0..AGAIN {
            match self.text_if_any(part, STRETCH_MAX).await {
                Err(Fault::Passing(told)) if matches!(told.code, "no_answer" | "busy" | "refused") => {
                    sleep(wait(tries)).await;
                }
                outcome => return outcome,
            }
        }
        self.text_if_any(part, STRETCH_MAX).await
    }

    /// What tells of changes after a position as they come.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn news(&self, after: u64) -> Result<News, Fault> {
        let address = self.address.of(&format!("stream?after={after}"));
        let (_, response) = self.fetcher.open_source(&address, "text/event-stream", deadline()).await?;
        match response.status() {
            StatusCode::OK => Ok(News::new(response.into_body())),
            status => Err(Fault::status(status)),
        }
    }

    async fn text(&self, part: &str, most: usize) -> Result<String, Fault> {
        self.text_if_any(part, most).await?.ok_or_else(|| Fault::status(StatusCode::NOT_FOUND))
    }

    /// What is answered; none if there is no such thing.
    async fn text_if_any(&self, part: &str, most: usize) -> Result<Option<String>, Fault> {
        let wanted = Wanted { types: "text/plain, application/x-ndjson", most, longer: Longer::Refused };
        let taken = self.fetcher.read_source(&self.address.of(part), wanted, deadline()).await?;
        match taken.status {
            StatusCode::OK => {
                let text = String::from_utf8(taken.bytes);
                text.map(Some).map_err(|_| Fault::passing("unreadable", "The source answers with what is no text."))
            }
            StatusCode::NOT_FOUND => Ok(None),
            status => Err(Fault::status(status)),
        }
    }
}

fn deadline() -> Instant {
    Instant::now() + ANSWER
}
