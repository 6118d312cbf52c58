//! Pages that were rendered because somebody asked for them, kept for the next one who does.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use coverage::{CoverageId, Seq};
use render::{Neighbours, Reading};
use tokio::sync::OnceCell;

use super::encoding::Encoded;

/// How many pages are kept at most, over all coverages.
const PAGES: usize = 128;
/// How many bytes of HTML they have together at most; compressed, they take a part of it once more.
const BYTES: usize = 32 * 1024 * 1024;

/// The pages that were asked for last, besides the first page of each coverage, which stays with it.
///
/// What a page shows follows from its key, so none is ever out of date: a page
/// of an earlier version is asked for no more, and falls off the end. Preview
/// pictures have a shelf of their own.
pub(crate) struct Shelf<K, V = Encoded> {
    most: usize,
    bytes: usize,
    pages: Mutex<VecDeque<(K, Arc<OnceCell<V>>)>>,
}

/// What can be kept there.
pub(crate) trait Kept {
    /// How many bytes it takes, without its compressed forms.
    fn bytes(&self) -> usize;
}

impl Kept for Encoded {
    fn bytes(&self) -> usize {
        self.len()
    }
}

/// Everything that a page is made of.
#[derive(Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) coverage: CoverageId,
    pub(crate) seq: Seq,
    pub(crate) neighbours: Arc<Neighbours>,
    /// In its shortest form, so that one page has one place.
    pub(crate) reading: Reading,
}

impl Shelf<Key> {
    /// The shelf of pages.
    pub(crate) fn of_pages() -> Self {
        Self::of(PAGES, BYTES)
    }
}

impl<K: Clone + PartialEq, V: Kept> Shelf<K, V> {
    /// A shelf for so many things, of so many bytes together.
    pub(crate) fn of(most: usize, bytes: usize) -> Self {
        Self { most, bytes, pages: Mutex::default() }
    }

    /// Whether nothing is kept, for tests.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Lets go of everything: something in it is to be shown no more, and kept no longer.
    pub(crate) fn clear(&self) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The place of a page, empty at first. Who asks at the same time gets the same place.
    pub(crate) fn place(&self, key: &K) -> Arc<OnceCell<V>> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = match pages.iter().position(|(known, _)| known == key).and_then(|at| pages.remove(at)) {
            Some(page) => page,
            None => (key.clone(), Arc::default()),
        };
        let place = Arc::clone(&page.1);
        pages.push_front(page);
        let mut room = self.bytes;
        let fits = |page: &OnceCell<V>| {
            let bytes = page.get().map_or(0, V::bytes);
            let fits = bytes <= room;
            room = room.saturating_sub(bytes);
            fits
        };
        let kept = pages.iter().take(self.most).map(|(_, page)| &**page).map(fits).take_while(|fits| *fits).count();
        pages.truncate(kept.max(1));
        place
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bytes::Bytes;
    use coverage::{CoverageId, PostId, Seq};
    use render::Window;
    use uuid::Uuid;

    use super::{BYTES, Encoded, Key, PAGES, Shelf};

    fn key(number: u128, seq: u64) -> Key {
        let reading = Window::Before(PostId::new(Uuid::from_u128(number))).into();
        Key { coverage: CoverageId::new(Uuid::from_u128(1)), seq: Seq(seq), neighbours: Arc::default(), reading }
    }

    fn put(shelf: &Shelf<Key>, key: &Key, bytes: usize) {
        assert!(shelf.place(key).set(Encoded::new(Bytes::from(vec![0; bytes]))).is_ok());
    }

    fn has(shelf: &Shelf<Key>, key: &Key) -> bool {
        shelf.place(key).initialized()
    }

    #[test]
    fn a_page_is_made_once_for_each_version() {
        let shelf = Shelf::of_pages();
        put(&shelf, &key(1, 7), 10);
        assert!(has(&shelf, &key(1, 7)));
        assert!(!has(&shelf, &key(1, 8)));
        assert!(!has(&shelf, &key(2, 7)));
    }

    #[test]
    fn what_nobody_asks_for_goes_first() {
        let shelf = Shelf::of_pages();
        for number in 0..PAGES as u128 {
            put(&shelf, &key(number, 1), 10);
        }
        assert!(has(&shelf, &key(0, 1)));
        put(&shelf, &key(1_000, 1), 10);
        assert!(has(&shelf, &key(0, 1)), "it was asked for just now");
        assert!(!has(&shelf, &key(1, 1)), "it was not");
    }

    #[test]
    fn large_pages_leave_room_for_fewer() {
        let shelf = Shelf::of_pages();
        put(&shelf, &key(1, 1), BYTES / 2);
        put(&shelf, &key(2, 1), BYTES / 2);
        put(&shelf, &key(3, 1), BYTES / 2);
        assert!(has(&shelf, &key(3, 1)));
        assert!(has(&shelf, &key(2, 1)));
        assert!(!has(&shelf, &key(1, 1)));
    }
}
