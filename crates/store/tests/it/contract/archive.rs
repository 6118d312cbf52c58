use coverage::{Change, CoverageId, MediaId, Seq, Slug};
use serde_json::json;
use store::proof::{KeyName, NamedKey, SigningKey};
use store::{
    CarriedMedium, Description, Entry, Error, Fetched, Following, FollowingState, FromSource, Hash, Media, MediaFile,
    MediaKind, MediaPlace, NewChange, NewCoverage, NewMedium, ReadyMedium, RedactedMedium, Standing, Whole,
};
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

/// From where archives come.
const HOST: &str = "live.example.org";

async fn standings(bench: &Bench, carried: &[CarriedMedium]) -> Vec<Standing> {
    let standings = bench.store.standings(carried.to_vec(), HOST).await.unwrap();
    standings.into_iter().map(|(_, standing)| standing).collect()
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
    assert_eq!(standings(&other, &carried).await, [Standing::Wanted]);
    let file = carried[0].files().next().unwrap();
    let (size, hash) = other.store.keep_carried_file(file.clone(), &b"a picture"[..]).await.unwrap();
    assert_eq!((size, hash.to_string()), (file.size, carried[0].sha256.clone()));
    // More than was told of is noticed, and the next of that name takes its place.
    assert_eq!(other.store.keep_carried_file(file.clone(), &b"a picture and more"[..]).await.unwrap().0, size + 1);
    other.store.keep_carried_file(file, &b"a picture"[..]).await.unwrap();
    assert!(!other.store.has_media(PICTURE).await.unwrap(), "nothing names it yet");

    let end = other.store.import_whole(new("storm", 2), whole.changes.clone(), carried.clone(), HOST).await.unwrap();
    assert_eq!(end, whole.listed.head);
    let there = other.store.whole(&whole.listed.slug).await.unwrap().unwrap();
    assert_eq!((there.changes, there.missing), (whole.changes.clone(), whole.missing));
    let served = other.store.served_media(PICTURE).await.unwrap().unwrap();
    assert!(served.public && served.size == 9);
    // What is here already is not put in once more.
    assert_eq!(standings(&other, &carried).await, [Standing::Here]);
    other.store.import_whole(new("copy", 3), whole.changes, carried, HOST).await.unwrap();
}

pub(super) async fn what_cannot_be_carried_in_leaves_nothing(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let slug = |slug| Slug::parse(slug).unwrap();
    let other = Bench::sqlite();
    other.store.create_coverage(new("storm", 1), Vec::new(), Vec::new()).await.unwrap();
    let taken = other.store.import_whole(new("storm", 2), whole.changes.clone(), carried.clone(), HOST).await;
    assert_eq!(taken.unwrap_err().to_string(), Error::SlugTaken { slug: slug("storm") }.to_string());
    assert!(!other.store.has_media(PICTURE).await.unwrap(), "its pictures went with it");
    let gap = other.store.import_whole(new("gap", 2), whole.changes[1..].to_vec(), carried.clone(), HOST).await;
    assert!(matches!(gap, Err(Error::Gap { .. })), "{gap:?}");
    keep(&other, PICTURE, b"another").await;
    let exists = other.store.import_whole(new("exists", 2), whole.changes.clone(), carried.clone(), HOST).await;
    assert!(matches!(exists, Err(Error::OtherMedium { id: PICTURE, .. })), "{exists:?}");
    assert!(other.store.standings(carried.clone(), HOST).await.is_err());
    assert_eq!(other.store.list().await.unwrap().len(), 1);
    assert_ne!(carried[0].sha256, Hash::of(&[b"another"]).to_string());
}

pub(super) async fn what_was_ordered_gone_is_not_carried_in_again(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let reason = coverage::RedactionReason::Legal;
    let redacted = RedactedMedium { id: PICTURE, reason, at: at(9) };
    assert!(bench.store.redact_medium(redacted, |_| Vec::new()).await.unwrap());
    assert_eq!(standings(&bench, &carried).await, [Standing::Redacted], "also while its files are still to go");
    bench.store.forget_deleted_medium(PICTURE).await.unwrap();
    assert_eq!(standings(&bench, &carried).await, [Standing::Redacted]);
    bench.store.import_whole(new("again", 2), whole.changes, carried, HOST).await.unwrap();
    assert!(!bench.store.has_media(PICTURE).await.unwrap());
    let again = bench.store.whole(&Slug::parse("again").unwrap()).await.unwrap().unwrap();
    assert_eq!(again.missing.len(), 2);
}

fn incoming() -> NewMedium {
    NewMedium {
        id: PICTURE,
        kind: Some(MediaKind::Image),
        size: 9,
        filename: HOST.to_owned(),
        description: Description::default(),
        coverage: None,
        member: None,
        at: at(1),
    }
}

/// Has a coverage be followed that shows the pictures of a whole one.
async fn follow(bench: &Bench, whole: &Whole) -> CoverageId {
    let coverage = CoverageId::new(Uuid::from_u128(0xf0));
    let key = NamedKey {
        name: KeyName::parse(&format!("{HOST}/live/storm")).unwrap(),
        public: SigningKey::from_seed(&[3; 32]).public(),
    };
    let following = Following {
        coverage,
        slug: Slug::parse("copy").unwrap(),
        source: format!("https://{HOST}/live/storm"),
        host: HOST.to_owned(),
        key: key.clone(),
        checkpoint: None,
        state: FollowingState::Following,
        begun_at: at(0),
        verified_at: None,
        fault: None,
    };
    let noted = Entry {
        at: at(0),
        member: None,
        action: "coverage.followed".to_owned(),
        coverage: None,
        subject: "storm".to_owned(),
        detail: json!({}),
    };
    bench.store.follow(following, noted).await.unwrap();
    let changes = whole.changes.clone();
    let told = FromSource { coverage, after: Seq::START, changes, checkpoint: String::new(), key, at: at(9) };
    bench.store.take_from_source(told, vec![]).await.unwrap();
    coverage
}

async fn fetch(bench: &Bench, coverage: CoverageId) {
    let file = bench.store.fetched_file(Uuid::from_u128(1));
    std::fs::write(&file, b"a picture").unwrap();
    let received = bench.store.receive_fetched_medium(coverage, incoming(), file, at(9)).await.unwrap();
    assert_eq!(received, Fetched::Received);
}

async fn make_ready(bench: &Bench, bytes: &[u8]) {
    let file = MediaFile {
        content_type: "image/webp".to_owned(),
        width: None,
        height: None,
        duration: None,
        size: bytes.len() as u64,
        sha256: Hash::of(&[bytes]),
        place: MediaPlace::Folder,
    };
    let (description, renditions) = (Description::default(), Vec::new());
    let ready = ReadyMedium { id: PICTURE, file, moved: false, description, taken_at: None, renditions };
    bench.store.ready_medium(ready, at(2)).await.unwrap();
}

pub(super) async fn what_came_from_the_same_server_stays_as_it_is(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let other = Bench::sqlite();
    let copy = follow(&other, &whole).await;
    fetch(&other, copy).await;
    // While it is looked at, and then in another coding.
    for (name, id) in [("early", 2), ("late", 3)] {
        assert_eq!(standings(&other, &carried).await, [Standing::OtherCoding]);
        let changes = whole.changes.clone();
        other.store.import_whole(new(name, id), changes, carried.clone(), HOST).await.unwrap();
        if name == "early" {
            make_ready(&other, b"coded anew").await;
        }
    }
    let kept = other.store.medium(PICTURE).await.unwrap().unwrap();
    assert_eq!(kept.file.unwrap().sha256, Hash::of(&[b"coded anew"]));
    assert!(kept.public);
    // The copy goes on showing what is its own.
    let record = other.store.read(copy, Seq::START, usize::MAX).await.unwrap();
    assert_eq!(record[2].change().media(), [PICTURE]);
    // From elsewhere, it would be another's.
    let refused = other.store.standings(carried.clone(), "elsewhere.example.org").await.unwrap_err();
    assert!(refused.to_string().contains("redact it"), "{refused}");

    // What an archive brings before it was fetched is the source's as well.
    let early = Bench::sqlite();
    let copy = follow(&early, &whole).await;
    early.store.import_whole(new("storm", 2), whole.changes.clone(), carried, HOST).await.unwrap();
    let kept = early.store.medium(PICTURE).await.unwrap().unwrap();
    assert_eq!((kept.coverage, kept.public), (Some(copy), true));
}

pub(super) async fn what_stands_in_the_way_is_told_with_a_way_out(bench: Bench) {
    let (whole, carried) = with_pictures(&bench).await;
    let other = Bench::sqlite();
    let refused = async |other: &Bench| {
        let refused = other.store.standings(carried.clone(), HOST).await.unwrap_err();
        assert!(matches!(refused, Error::OtherMedium { id: PICTURE, .. }), "{refused:?}");
        refused.to_string()
    };
    other.store.receive_medium(incoming(), None).await.unwrap();
    assert!(refused(&other).await.contains("import once more"));
    // What was refused is no picture, and makes way.
    other.store.refuse_medium(PICTURE, json!({}), at(2)).await.unwrap();
    assert_eq!(standings(&other, &carried).await, [Standing::Wanted]);
    other.store.import_whole(new("storm", 2), whole.changes, carried.clone(), HOST).await.unwrap();
    assert!(other.store.has_media(PICTURE).await.unwrap());
    assert_eq!(standings(&other, &carried).await, [Standing::Here]);

    let gone = Bench::sqlite();
    gone.store.receive_medium(incoming(), None).await.unwrap();
    make_ready(&gone, b"another").await;
    assert!(refused(&gone).await.contains("delete that one"));
    assert!(gone.store.delete_medium(PICTURE, at(3)).await.unwrap());
    assert!(refused(&gone).await.contains("import once more"));
    gone.store.forget_deleted_medium(PICTURE).await.unwrap();
    assert_eq!(standings(&gone, &carried).await, [Standing::Wanted]);
}
