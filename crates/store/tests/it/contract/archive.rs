use coverage::{Change, MediaId, Slug};
use serde_json::json;
use store::{CarriedMedium, Error, Hash, Media, NewChange, NewCoverage, RedactedMedium, Whole};
use uuid::Uuid;

use crate::bench::{Bench, at};

const PICTURE: MediaId = MediaId::new(Uuid::from_u128(7));
const GONE: MediaId = MediaId::new(Uuid::from_u128(8));

fn change(second: i64, kind: &str, payload: serde_json::Value) -> NewChange {
    NewChange { at: at(second), change: Change::read(kind, payload), salt: [1; 16] }
}

fn new(slug: &str, id: u128) -> NewCoverage {
    let id = coverage::CoverageId::new(Uuid::from_u128(id));
    NewCoverage { id, slug: Slug::parse(slug).unwrap(), created_at: at(0) }
}

async fn keep(bench: &Bench, id: MediaId, bytes: &[u8]) {
    let content_type = "image/webp".to_owned();
    let media = Media { id, content_type, width: Some(3), height: Some(2), bytes: bytes.to_vec() };
    bench.store.put_media(media).await.unwrap();
}

/// A coverage that shows two pictures, of which one is not there.
async fn with_pictures(bench: &Bench) -> (Whole, Vec<CarriedMedium>) {
    keep(bench, PICTURE, b"a picture").await;
    let lead = |media| json!({"v": 1, "lead": {"kind": "image", "media": media, "alt": "The quay"}});
    let opened = json!({"v": 1, "headline": "Storm", "language": "en", "time_zone": "UTC", "status": "live"});
    let changes = vec![
        change(1, "coverage_opened", opened),
        change(2, "lead_changed", lead(GONE)),
        change(3, "lead_changed", lead(PICTURE)),
    ];
    bench.store.create_coverage(new("storm", 1), changes, Vec::new()).await.unwrap();
    let whole = bench.store.whole(&Slug::parse("storm").unwrap()).await.unwrap().unwrap();
    let carried = whole.media.iter().filter_map(CarriedMedium::of).collect();
    (whole, carried)
}

pub(super) async fn a_coverage_is_carried_with_its_pictures_or_not_at_all(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    assert_eq!((whole.changes.len(), carried.len()), (3, 1));
    assert_eq!(whole.missing.iter().copied().collect::<Vec<_>>(), [GONE]);
    assert_eq!(bench.store.whole(&Slug::parse("other").unwrap()).await.unwrap(), None);

    let other = Bench::sqlite();
    assert_eq!(other.store.wanted_media(carried.clone()).await.unwrap(), carried);
    let file = carried[0].files().next().unwrap();
    let (size, hash) = other.store.keep_carried_file(file.clone(), &b"a picture"[..]).await.unwrap();
    assert_eq!((size, hash.to_string()), (file.size, carried[0].sha256.clone()));
    // More than was told of is noticed, and the next of that name takes its place.
    assert_eq!(other.store.keep_carried_file(file.clone(), &b"a picture and more"[..]).await.unwrap().0, size + 1);
    other.store.keep_carried_file(file, &b"a picture"[..]).await.unwrap();
    assert!(!other.store.has_media(PICTURE).await.unwrap(), "nothing names it yet");

    let end = other.store.import_whole(new("storm", 2), whole.changes.clone(), carried.clone()).await.unwrap();
    assert_eq!(end, whole.listed.head);
    let there = other.store.whole(&whole.listed.slug).await.unwrap().unwrap();
    assert_eq!((there.changes, there.missing), (whole.changes.clone(), whole.missing));
    let served = other.store.served_media(PICTURE).await.unwrap().unwrap();
    assert!(served.public && served.size == 9);
    // What is here already is not put in once more.
    assert_eq!(other.store.wanted_media(carried.clone()).await.unwrap(), []);
    other.store.import_whole(new("copy", 3), whole.changes, carried).await.unwrap();
}

pub(super) async fn what_cannot_be_carried_in_leaves_nothing(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let slug = |slug| Slug::parse(slug).unwrap();
    let other = Bench::sqlite();
    other.store.create_coverage(new("storm", 1), Vec::new(), Vec::new()).await.unwrap();
    let taken = other.store.import_whole(new("storm", 2), whole.changes.clone(), carried.clone()).await;
    assert_eq!(taken.unwrap_err().to_string(), Error::SlugTaken { slug: slug("storm") }.to_string());
    assert!(!other.store.has_media(PICTURE).await.unwrap(), "its pictures went with it");
    let gap = other.store.import_whole(new("gap", 2), whole.changes[1..].to_vec(), carried.clone()).await;
    assert!(matches!(gap, Err(Error::Gap { .. })), "{gap:?}");
    keep(&other, PICTURE, b"another").await;
    let exists = other.store.import_whole(new("exists", 2), whole.changes.clone(), carried.clone()).await;
    assert!(matches!(exists, Err(Error::Exists { .. })), "{exists:?}");
    assert!(other.store.wanted_media(carried.clone()).await.is_err());
    assert_eq!(other.store.list().await.unwrap().len(), 1);
    assert_ne!(carried[0].sha256, Hash::of(&[b"another"]).to_string());
}

pub(super) async fn what_was_ordered_gone_is_not_carried_in_again(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let reason = coverage::RedactionReason::Legal;
    let redacted = RedactedMedium { id: PICTURE, reason, at: at(9) };
    assert!(bench.store.redact_medium(redacted, |_| Vec::new()).await.unwrap());
    bench.store.forget_deleted_medium(PICTURE).await.unwrap();
    assert_eq!(bench.store.wanted_media(carried.clone()).await.unwrap(), []);
    bench.store.import_whole(new("again", 2), whole.changes, carried).await.unwrap();
    assert!(!bench.store.has_media(PICTURE).await.unwrap());
    let again = bench.store.whole(&Slug::parse("again").unwrap()).await.unwrap().unwrap();
    assert_eq!(again.missing.len(), 2);
}
