//! What a source is asked. Each answer is bounded in bytes and time.

use std::time::Duration;

use coverage::{Seq, Untold};
use hyper::StatusCode;
use serde::Deserialize;
use store::LINE_MAX;
use store::proof::{HandedOn, NamedKey};
use tokio::time::Instant;

use super::SourceAddress;
use super::fault::Fault;
use super::news::News;
use crate::fetch::{Fetcher, Longer, Wanted};

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(30);
/// The most bytes of a checkpoint, of a list of keys, and of one of handovers.
const NOTE_MAX: usize = 64 * 1024;
/// The most bytes of changes that a source tells at a time: a megabyte, and one long change.
const STRETCH_MAX: usize = LINE_MAX + 4 * 1024 * 1024;

/// A source, and the way there.
pub(super) struct Source {
    pub(super) address: SourceAddress,
    pub(super) fetcher: Fetcher,
}

/// What stands of a change whose words are withheld, as the source says.
#[derive(Deserialize)]
pub(super) struct Stands {
    pub(super) seq: Seq,
    /// The change since which they are withheld.
    pub(super) by: Seq,
    /// Nothing where nothing stands of it.
    #[serde(flatten)]
    pub(super) untold: Option<Untold>,
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
    pub(super) async fn changes(&self, after: u64) -> Result<String, Fault> {
        self.text(&format!("log/changes?after={after}"), STRETCH_MAX).await
    }

    /// What stands of those changes of a stretch whose words are withheld; nothing of a source that does not tell.
    ///
    /// # Errors
    /// A passing [`Fault`].
    pub(super) async fn stands(&self, after: u64) -> Result<Vec<Stands>, Fault> {
        let told = self.text_if_any(&format!("log/withheld?after={after}"), STRETCH_MAX).await?.unwrap_or_default();
        Ok(told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
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
