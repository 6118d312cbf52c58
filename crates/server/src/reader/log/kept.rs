//! What checking a record takes that is made once: its tree, its last checkpoint, its tiles, and the keys.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use coverage::{CoverageId, Seq, Slug};
use store::proof::{Checkpoint, KeyName, Keys, NamedKey, PublicKey, TILE, Tile, TileOf, Withholding};
use store::{Error, Hash, Recorded, Store, leaf_hash};
use tokio::time::{Instant, timeout, timeout_at};

use super::growth::Growth;
use crate::live::Live;
use crate::reader::encoding::Encoded;
use crate::reader::shelf::Shelf;

/// How long somebody waits for the database, and for others who wait for the same.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many leaves are read at a time. What was read stays, whoever stops waiting.
const AT_ONCE: usize = 2048;
/// Of how many records the tree is kept: one of a hundred thousand changes takes twelve kilobytes.
const RECORDS: usize = 256;
/// How many tiles are kept, and how many bytes they have together at most.
const TILES: (usize, usize) = (512, 8 * 1024 * 1024);

/// The records that were checked last.
pub(crate) struct Logs {
    store: Store,
    /// The server's address without `https://`.
    host: Box<str>,
    records: Mutex<VecDeque<(CoverageId, Arc<Grown>)>>,
    tiles: Shelf<(CoverageId, Tile)>,
    /// The keys, and after which commit they were read.
    keys: tokio::sync::Mutex<Option<(i64, Arc<Keys>)>>,
}

type Grown = tokio::sync::Mutex<Record>;

/// One of them.
#[derive(Default)]
struct Record {
    growth: Growth,
    signed: Option<Signed>,
}

/// A checkpoint that stays as long as its size and its key do.
struct Signed {
    size: u64,
    key: PublicKey,
    note: Arc<Encoded>,
}

impl Logs {
    /// None yet, of a server at that address.
    pub(crate) fn new(store: Store, base_url: &str) -> Self {
        let tiles = Shelf::of(TILES.0, TILES.1);
        Self { store, host: base_url.into(), records: Mutex::default(), tiles, keys: tokio::sync::Mutex::default() }
    }

    /// The signed checkpoint of all that is known of a coverage. `commit` tells whether anything was written since.
    ///
    /// # Errors
    /// [`Error::TooLong`], and what the store says.
    pub(super) async fn checkpoint(&self, live: &Live, commit: Option<i64>) -> Result<Arc<Encoded>, Error> {
        let keys = self.keys(commit).await?;
        let record = self.record(live.id());
        let mut record = timeout(PATIENCE, record.lock()).await.map_err(|_| Error::TooLong)?;
        let (size, key) = (live.head().seq.0.max(record.growth.size()), keys.current.public());
        if let Some(signed) = record.signed.as_ref().filter(|signed| signed.size == size && signed.key == key) {
            return Ok(Arc::clone(&signed.note));
        }
        if let Some(leaves) = live.leaves(Seq(record.growth.size()), Seq(size)) {
            leaves.into_iter().for_each(|leaf| record.growth.push(leaf));
        }
        self.grow(&mut record.growth, live.id(), size).await?;
        let name = self.name(live.slug())?;
        let checkpoint = Checkpoint { origin: name.as_str().to_owned(), size, root: record.growth.root() };
        let note = Arc::new(Encoded::new(keys.current.sign(&name, &checkpoint.text()).into()));
        record.signed = Some(Signed { size, key, note: Arc::clone(&note) });
        Ok(note)
    }

    /// The note by which it is signed what is withheld of the changes after one and up to another, by so many changes:
    /// those that have a line in `lines`, and no other.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub(super) async fn withholding(
        &self,
        live: &Live,
        commit: Option<i64>,
        (after, to): (Seq, Seq),
        size: Seq,
        lines: &str,
    ) -> Result<String, Error> {
        let (keys, name) = (self.keys(commit).await?, self.name(live.slug())?);
        let lines = Hash::of(&[lines.as_bytes()]);
        let said = Withholding { origin: name.as_str().to_owned(), after, to, size: size.0, lines };
        Ok(keys.current.sign(&name, &said.text()))
    }

    /// The keys by which checkpoints of a coverage are checked. The first signs now.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub(super) async fn named_keys(&self, live: &Live, commit: Option<i64>) -> Result<Vec<NamedKey>, Error> {
        let (keys, name) = (self.keys(commit).await?, self.name(live.slug())?);
        let all = std::iter::once(keys.current.public()).chain(keys.retired.iter().copied());
        Ok(all.map(|public| NamedKey { name: name.clone(), public }).collect())
    }

    /// Answers with a tile that there is.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub(super) async fn tile<T>(
        &self,
        coverage: CoverageId,
        tile: Tile,
        answer: impl FnOnce(&Encoded) -> T,
    ) -> Result<T, Error> {
        let place = self.tiles.place(&(coverage, tile));
        let made = place.get_or_try_init(|| async { Ok(Encoded::new(self.make(coverage, tile).await?)) });
        made.await.map(answer)
    }

    async fn make(&self, coverage: CoverageId, tile: Tile) -> Result<Bytes, Error> {
        let TileOf::Hashes(level @ 1..) = tile.of else {
            let (after, width) = (Seq(tile.index * TILE), usize::try_from(tile.width).unwrap_or_default());
            let leaves = self.store.leaves(coverage, after, width, PATIENCE).await?;
            let bytes: Vec<u8> = match tile.of {
                TileOf::Hashes(_) => leaves.iter().flat_map(|leaf| leaf_hash(leaf).0).collect(),
                TileOf::Entries => leaves.iter().flat_map(|leaf| entry(leaf)).collect(),
            };
            return Ok(bytes.into());
        };
        let record = self.record(coverage);
        let mut record = timeout(PATIENCE, record.lock()).await.map_err(|_| Error::TooLong)?;
        self.grow(&mut record.growth, coverage, tile.size_needed().unwrap_or_default()).await?;
        let hashes = record.growth.hashes(level, tile.index, tile.width).unwrap_or_default();
        Ok(hashes.iter().flat_map(|hash| hash.0).collect())
    }

    /// The changes after a position, as the store gives them.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub(super) async fn read(
        &self,
        coverage: CoverageId,
        after: Seq,
        limit: usize,
        bytes: usize,
    ) -> Result<Vec<Recorded>, Error> {
        self.store.read_some(coverage, after, limit, bytes, PATIENCE).await
    }

    /// Has the tree grow to a size that the record has come to.
    async fn grow(&self, growth: &mut Growth, coverage: CoverageId, size: u64) -> Result<(), Error> {
        let until = Instant::now() + PATIENCE;
        while growth.size() < size {
            let missing = usize::try_from(size - growth.size()).unwrap_or(AT_ONCE).min(AT_ONCE);
            let reading = self.store.leaves(coverage, Seq(growth.size()), missing, PATIENCE);
            let leaves = timeout_at(until, reading).await.map_err(|_| Error::TooLong)??;
            if leaves.is_empty() {
                return Err(Error::NotFound { what: "coverage", id: coverage.to_string() });
            }
            leaves.iter().for_each(|leaf| growth.push(leaf_hash(leaf)));
        }
        Ok(())
    }

    /// The place of a record, at first without any of its tree.
    fn record(&self, coverage: CoverageId) -> Arc<Grown> {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let known = records.iter().position(|(known, _)| *known == coverage).and_then(|at| records.remove(at));
        let record = known.unwrap_or_else(|| (coverage, Arc::default()));
        let place = Arc::clone(&record.1);
        records.push_front(record);
        records.truncate(RECORDS);
        place
    }

    /// All keys.
    ///
    /// # Errors
    /// As [`checkpoint`](Self::checkpoint).
    pub(super) async fn keys(&self, commit: Option<i64>) -> Result<Arc<Keys>, Error> {
        let mut kept = timeout(PATIENCE, self.keys.lock()).await.map_err(|_| Error::TooLong)?;
        if let Some((known, keys)) = kept.as_ref()
            && commit == Some(*known)
        {
            return Ok(Arc::clone(keys));
        }
        let keys = Arc::new(self.store.signing_keys(PATIENCE).await?);
        *kept = commit.map(|commit| (commit, Arc::clone(&keys)));
        Ok(keys)
    }

    /// What a record is called, and the key that signs its checkpoints, as tlog-checkpoint has it.
    fn name(&self, slug: &Slug) -> Result<KeyName, Error> {
        record_name(&self.host, slug)
            .ok_or_else(|| Error::NotFound { what: "name for keys at", id: format!("{}/live/{slug}", self.host) })
    }
}

/// What checkpoints call the record of a coverage, and the key that signs them: its address without `https://`.
/// None where that has what no name may have.
#[must_use]
pub fn record_name(address: &str, slug: &Slug) -> Option<KeyName> {
    let host = address.split_once("://").map_or(address, |(_, host)| host).trim_end_matches('/');
    KeyName::parse(&format!("{host}/live/{slug}"))
}

/// A leaf as bundles have it: its length in two bytes, then itself. A leaf has some hundred bytes.
fn entry(leaf: &[u8]) -> Vec<u8> {
    let length = u16::try_from(leaf.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes()[..], leaf].concat()
}
