use coverage::{
    Change, CoverageId, MediaId, MediumRedacted, NoticeGiven, NoticeKind, PostId, PostPublished, PostRedacted,
    PostRevised, PostWithdrawn, RedactionReason, Seq, Untold,
};
use serde_json::json;
use store::proof::{Checkpoint, KeyName, NamedKey, SigningKey};
use store::{
    CheckedLine, Description, Effect, Entry, Error, Fetched, Following, FollowingFault, FollowingState, FromSource,
    Hash, MediaFile, MediaKind, MediaPlace, NewChange, NewMedium, ReadyMedium, Recorded, SOURCE_ERASURES_APART,
    WantedMedium, Withheld, to_line, to_withheld_line,
};
use uuid::Uuid;

use crate::bench::{Bench, MEMBER, at, coverage, draft, headline, new_change, opened, post, slug};

const HERE: CoverageId = CoverageId::new(Uuid::from_u128(0xf0));
const PICTURE: MediaId = MediaId::new(Uuid::from_u128(7));

fn key() -> NamedKey {
    let name = KeyName::parse("live.example.org/live/bridge").unwrap();
    NamedKey { name, public: SigningKey::from_seed(&[3; 32]).public() }
}

fn following(coverage: CoverageId, name: &str) -> Following {
    Following {
        coverage,
        slug: slug(name),
        source: "https://live.example.org/live/bridge".to_owned(),
        host: "live.example.org".to_owned(),
        key: key(),
        checkpoint: None,
        state: FollowingState::Following,
        begun_at: at(0),
        verified_at: None,
        fault: None,
    }
}

fn noted() -> Entry {
    Entry {
        at: at(0),
        member: None,
        action: "coverage.followed".to_owned(),
        coverage: None,
        subject: "bridge".to_owned(),
        detail: json!({}),
    }
}

/// What a source wrote, as it comes from there.
async fn of_source(changes: Vec<NewChange>) -> Vec<Recorded> {
    let source = Bench::sqlite();
    let new = coverage("bridge");
    let id = new.id;
    source.store.create_coverage(new, changes, vec![]).await.unwrap();
    source.whole_record(id).await
}

fn told(recorded: &Recorded) -> Recorded {
    CheckedLine::read(&to_line(recorded), 1).unwrap().into_recorded(None).unwrap()
}

fn batch(after: u64, changes: Vec<Recorded>) -> FromSource {
    let (origin, size) = (key().name.as_str().to_owned(), after + changes.len() as u64);
    let checkpoint = Checkpoint { origin, size, root: Hash::of(&[]) };
    let checkpoint = SigningKey::from_seed(&[3; 32]).sign(&key().name, &checkpoint.text());
    FromSource { coverage: HERE, after: Seq(after), changes, checkpoint, key: key(), at: at(9) }
}

fn published(second: i64, number: u128) -> NewChange {
    let json = json!({"type": "image", "attrs": {"media": PICTURE, "alt": "A bridge"}});
    let content = json!({"headline": "Closed", "body": {"v": 1, "doc": {"type": "doc", "content": [json]}}});
    let content = serde_json::from_value(content).unwrap();
    new_change(
        second,
        Change::PostPublished(PostPublished {
            post: post(number),
            published_at: at(second),
            approximate: true,
            content,
        }),
    )
}

pub(super) async fn a_followed_record_is_taken_over_as_it_is(bench: Bench) {
    bench.member().await;
    let foreign = of_source(vec![opened(), headline(1, "One"), published(2, 5), headline(3, "Two")]).await;
    let told: Vec<Recorded> = foreign.iter().map(told).collect();
    let taken = bench.store.take_from_source(batch(0, told.clone()), vec![]).await;
    assert!(matches!(taken, Err(Error::NotFound { .. })), "nobody follows it: {taken:?}");
    assert_eq!(bench.store.follow(following(HERE, "copy"), noted()).await.unwrap(), HERE);
    // Its name is kept for it, and nothing is there yet.
    let other = bench.store.create_coverage(coverage("copy"), vec![opened()], vec![]).await;
    assert!(matches!(other, Err(Error::SlugTaken { .. })), "{other:?}");
    assert!(bench.store.find(&slug("copy")).await.unwrap().is_none());

    let gap = bench.store.take_from_source(batch(0, told[1..].to_vec()), vec![]).await;
    assert!(matches!(gap, Err(Error::Gap { .. })), "{gap:?}");
    let effect = Effect::DeleteDraft { draft: post(404), edition: 1, at: at(0) };
    assert!(bench.store.take_from_source(batch(0, told[..2].to_vec()), vec![effect]).await.is_err());
    assert!(bench.store.find(&slug("copy")).await.unwrap().is_none(), "nothing came by half");

    assert_eq!(bench.store.take_from_source(batch(0, told[..2].to_vec()), vec![]).await.unwrap(), Seq(2));
    let lost = bench.store.take_from_source(batch(0, told[..2].to_vec()), vec![]).await;
    assert!(matches!(lost, Err(Error::Conflict { head: Seq(2), .. })), "{lost:?}");
    assert_eq!(bench.store.take_from_source(batch(2, told[2..].to_vec()), vec![]).await.unwrap(), Seq(4));
    assert_eq!(bench.whole_record(HERE).await, foreign, "hash for hash");

    // Nobody else adds to it.
    for changes in [vec![headline(9, "Mine")], vec![]] {
        let mine = bench.store.append(HERE, Seq(4), changes, vec![]).await;
        assert!(matches!(mine, Err(Error::FollowedElsewhere { coverage: HERE })), "{mine:?}");
    }
    let begun = bench.store.commit(vec![Effect::SaveDraft(draft(1, HERE, 0))]).await;
    assert!(matches!(begun, Err(Error::FollowedElsewhere { .. })), "{begun:?}");

    bench.store.unfollow(&slug("copy"), noted()).await.unwrap();
    assert!(matches!(bench.store.unfollow(&slug("copy"), noted()).await, Err(Error::NotFound { .. })));
    let late = bench.store.take_from_source(batch(4, vec![]), vec![]).await;
    assert!(matches!(late, Err(Error::NotFound { .. })), "{late:?}");
    // While nobody wrote here, it can be taken up again.
    assert_eq!(bench.store.follow(following(HERE, "copy"), noted()).await.unwrap(), HERE);
    bench.store.unfollow(&slug("copy"), noted()).await.unwrap();
    assert_eq!(bench.store.append(HERE, Seq(4), vec![headline(9, "Mine")], vec![]).await.unwrap(), Seq(5));
    let again = bench.store.follow(following(HERE, "copy"), noted()).await;
    assert!(matches!(again, Err(Error::WentOn { .. })), "{again:?}");
    bench.store.commit(vec![Effect::SaveDraft(draft(1, HERE, 0))]).await.unwrap();
}

pub(super) async fn a_following_tells_how_it_is(bench: Bench) {
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    let other = CoverageId::new(Uuid::from_u128(0xf1));
    assert_eq!(bench.store.follow(following(other, "copy"), noted()).await.unwrap(), HERE, "it is gone on with");
    let elsewhere = Following { source: "https://example.net/live/bridge".to_owned(), ..following(other, "copy") };
    assert!(matches!(bench.store.follow(elsewhere, noted()).await, Err(Error::SlugTaken { .. })));
    bench.coverage("mine").await;
    assert!(matches!(bench.store.follow(following(other, "mine"), noted()).await, Err(Error::SlugTaken { .. })));

    let fault = |code: &str| FollowingFault { code: code.to_owned(), words: "Why.".to_owned(), at: at(3) };
    let note = async |code, state| bench.store.note_following_fault(HERE, fault(code), state).await.unwrap();
    assert!(note("no_answer", FollowingState::Following).await);
    assert!(!note("no_answer", FollowingState::Following).await, "that is no news");
    assert!(bench.store.note_following_well(HERE).await.unwrap());
    assert!(!bench.store.note_following_well(HERE).await.unwrap());
    assert!(note("altered", FollowingState::Stopped).await);
    assert!(!note("no_answer", FollowingState::Following).await, "what has stopped is not gone on with by itself");
    let known = bench.store.following(HERE).await.unwrap().unwrap();
    assert_eq!((known.state, known.fault), (FollowingState::Stopped, Some(fault("altered"))));
    let foreign: Vec<Recorded> = of_source(vec![opened()]).await.iter().map(told).collect();
    assert!(bench.store.take_from_source(batch(0, foreign), vec![]).await.is_err());
    bench.store.follow(following(other, "copy"), noted()).await.unwrap();
    let known = bench.store.followings().await.unwrap().remove(0);
    assert_eq!((known.state, known.fault.clone(), known.verified()), (FollowingState::Following, None, 0));
    bench.store.unfollow(&slug("copy"), noted()).await.unwrap();
    assert_eq!(bench.store.followings().await.unwrap(), [], "nothing came of it, and nothing is left");
}

pub(super) async fn words_that_were_withheld_never_come(bench: Bench) {
    let withdrawn = PostWithdrawn { post: post(5), reason: coverage::Prose::parse("reason", "Wrong.").unwrap() };
    let Change::PostPublished(first) = published(2, 5).change else { unreachable!() };
    let revised = PostRevised { post: post(5), content: first.content, notice: None };
    let changes = vec![
        opened(),
        published(2, 5),
        new_change(3, Change::PostRevised(revised)),
        new_change(4, Change::PostWithdrawn(withdrawn)),
    ];
    let foreign = of_source(changes).await;
    let publication = Untold::Publication { post: post(5), published_at: at(2), approximate: true };
    let untold = |recorded: &Recorded| {
        let line = CheckedLine::read(&to_withheld_line(recorded, Withheld::Withdrawn), 1).unwrap();
        line.into_recorded(Some(publication.clone())).unwrap()
    };
    let changes = vec![
        told(&foreign[0]),
        untold(&foreign[1]),
        // What is told of it does not fit the kind of change.
        untold(&foreign[2]),
        told(&foreign[3]),
    ];
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    bench.store.take_from_source(batch(0, changes), vec![]).await.unwrap();
    let read = bench.whole_record(HERE).await;
    let leaves = |record: &[Recorded]| record.iter().map(Recorded::leaf_hash).collect::<Vec<_>>();
    assert_eq!(leaves(&read), leaves(&foreign));
    assert_eq!(read[1].change(), &Change::Untold(publication));
    assert!(matches!(read[2].change(), Change::Unknown { .. }), "{:?}", read[2]);
    for (recorded, original) in read.iter().zip(&foreign).skip(1).take(2) {
        assert_eq!((recorded.payload(), recorded.withheld()), (None, Some(Withheld::Withdrawn)));
        assert_eq!(to_line(recorded), to_withheld_line(original, Withheld::Withdrawn), "it is told as it came");
    }
}

pub(super) async fn what_was_prepared_is_followed_by_what_stood(bench: Bench) {
    let Change::PostPublished(first) = published(2, 5).change else { unreachable!() };
    let given =
        NoticeGiven { kind: NoticeKind::Update, text: coverage::Prose::parse("text", "Hasty notice.").unwrap() };
    let revised = |notice| PostRevised { post: post(5), content: first.content.clone(), notice };
    let redacted = PostRedacted {
        post: post(5),
        reason: RedactionReason::Legal,
        published_at: at(2),
        approximate: true,
        changes: [2, 3, 4].map(Seq).into(),
    };
    let changes = vec![
        opened(),
        published(2, 5),
        new_change(3, Change::PostRevised(revised(Some(given.clone())))),
        new_change(4, Change::PostRevised(revised(None))),
        new_change(5, Change::PostRedacted(redacted)),
    ];
    let foreign = of_source(changes).await;
    let Change::CoverageOpened(opened) = foreign[0].change().clone() else { unreachable!() };
    let stands = [
        Untold::Opening { language: opened.language, time_zone: opened.time_zone },
        Untold::Publication { post: post(5), published_at: at(2), approximate: true },
        Untold::Revision { post: post(5), notice: Some(given) },
    ];
    let prepared = foreign.iter().zip(&stands).map(|(recorded, stands)| {
        let line = CheckedLine::read(&to_withheld_line(recorded, Withheld::Prepared), 1).unwrap();
        line.into_recorded(Some(stands.clone())).unwrap()
    });
    let changes = prepared.chain([told(&foreign[3])]).collect();
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    bench.store.take_from_source(batch(0, changes), vec![]).await.unwrap();
    let read = bench.whole_record(HERE).await;
    let kept: Vec<_> = read.iter().take(3).map(|recorded| recorded.change().clone()).collect();
    assert_eq!(kept, stands.clone().map(Change::Untold));
    assert!(read.iter().take(3).all(|recorded| recorded.withheld() == Some(Withheld::Prepared)));
    // What was told of it goes with the words.
    bench.store.take_from_source(batch(4, vec![told(&foreign[4])]), vec![]).await.unwrap();
    let read = bench.whole_record(HERE).await;
    assert_eq!(read[0].change(), &Change::Untold(stands[0].clone()));
    assert!(read[1..4].iter().all(|recorded| matches!(recorded.change(), Change::Blanked(_))), "{read:?}");
}

/// A picture of the library that nobody published.
async fn private_picture(bench: &Bench) {
    let new = NewMedium {
        id: PICTURE,
        kind: Some(MediaKind::Image),
        size: 9,
        filename: "bridge.jpg".to_owned(),
        description: Description::default(),
        coverage: None,
        member: Some(MEMBER),
        at: at(0),
    };
    bench.store.receive_medium(new, None).await.unwrap();
    make_ready(bench, PICTURE).await;
}

pub(super) async fn what_a_source_says_reaches_nothing_else(bench: Bench) {
    bench.member().await;
    private_picture(&bench).await;
    // A post of a coverage that is told here, of whose words somebody made a draft.
    let mine = bench.coverage("mine").await;
    let own: PostId = post(5);
    bench.store.append(mine, Seq(1), vec![headline(1, "Mine")], vec![]).await.unwrap();
    let made = vec![Effect::SaveDraft(draft(1, mine, 0)), Effect::MakeOf { draft: post(1), post: own }];
    bench.store.commit(made).await.unwrap();

    let redacted = PostRedacted {
        post: own,
        reason: RedactionReason::Legal,
        published_at: at(2),
        approximate: true,
        changes: [Seq(2)].into(),
    };
    let gone = MediumRedacted { media: PICTURE, reason: RedactionReason::Legal };
    let changes = vec![
        opened(),
        published(2, 5),
        published(3, 6),
        new_change(4, Change::PostRedacted(redacted)),
        new_change(5, Change::MediumRedacted(gone)),
    ];
    let mut foreign: Vec<Recorded> = of_source(changes).await.iter().map(told).collect();
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    let rest = foreign.split_off(3);
    bench.store.take_from_source(batch(0, foreign), vec![]).await.unwrap();
    assert!(!bench.store.medium(PICTURE).await.unwrap().unwrap().public, "it is not theirs to publish");
    bench.store.take_from_source(batch(3, rest), vec![]).await.unwrap();
    assert!(bench.store.medium(PICTURE).await.unwrap().is_some(), "nor theirs to take away");
    assert!(bench.store.draft(post(1)).await.unwrap().is_some_and(|filed| filed.draft.deleted_at.is_none()));
    let read = bench.whole_record(HERE).await;
    assert!(matches!(read[1].change(), Change::Blanked(_)), "and their own words are gone: {:?}", read[1]);
}

/// The coverage that is followed at another server.
const OTHER: CoverageId = CoverageId::new(Uuid::from_u128(0xf1));

async fn follow_another(bench: &Bench) {
    let source = "https://other.example.net/live/bridge".to_owned();
    let other = Following { source, host: "other.example.net".to_owned(), ..following(OTHER, "other") };
    bench.store.follow(other, noted()).await.unwrap();
}

/// A post that shows some pictures.
fn showing(second: i64, number: u128, pictures: &[MediaId]) -> NewChange {
    let images: Vec<_> =
        pictures.iter().map(|media| json!({"type": "image", "attrs": {"media": media, "alt": "A bridge"}})).collect();
    let content = json!({"headline": "Closed", "body": {"v": 1, "doc": {"type": "doc", "content": images}}});
    let content = serde_json::from_value(content).unwrap();
    let published = PostPublished { post: post(number), published_at: at(second), approximate: true, content };
    new_change(second, Change::PostPublished(published))
}

/// A file that came from a source, as a whole.
fn fetched(bench: &Bench, number: u128, bytes: &[u8]) -> std::path::PathBuf {
    let file = bench.store.fetched_file(Uuid::from_u128(number));
    std::fs::write(&file, bytes).unwrap();
    file
}

fn incoming(id: MediaId) -> NewMedium {
    NewMedium {
        id,
        kind: Some(MediaKind::Image),
        size: 9,
        filename: "live.example.org".to_owned(),
        description: Description::default(),
        coverage: None,
        member: None,
        at: at(1),
    }
}

async fn make_ready(bench: &Bench, id: MediaId) {
    let file = MediaFile {
        content_type: "image/jpeg".to_owned(),
        width: None,
        height: None,
        duration: None,
        size: 9,
        sha256: Hash::of(&[b"a picture"]),
        place: MediaPlace::Folder,
    };
    let (description, renditions) = (Description::default(), Vec::new());
    let ready = ReadyMedium { id, file, moved: false, description, taken_at: None, renditions };
    bench.store.ready_medium(ready, at(2)).await.unwrap();
}

pub(super) async fn an_id_is_that_of_whoever_had_it_first(bench: Bench) {
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    follow_another(&bench).await;
    let gone = |second| {
        new_change(second, Change::MediumRedacted(MediumRedacted { media: PICTURE, reason: RedactionReason::Legal }))
    };
    let foreign: Vec<Recorded> = of_source(vec![opened(), published(2, 5), gone(3)]).await.iter().map(told).collect();
    let first = foreign[..2].to_vec();
    bench.store.take_from_source(batch(0, first.clone()), vec![]).await.unwrap();
    // It did not come yet, and its id is kept for it.
    let theirs = FromSource { coverage: OTHER, ..batch(0, foreign.clone()) };
    bench.store.take_from_source(theirs, vec![]).await.unwrap();
    assert_eq!(bench.store.next_wanted_medium(HERE).await.unwrap().unwrap().id, PICTURE);
    let other = bench.whole_record(OTHER).await;
    assert_eq!(other[1].change().media(), [], "the other shows its words alone");
    assert!(to_line(&other[1]) == to_line(&first[1]), "and is told as it came");
    assert_eq!(bench.whole_record(HERE).await[1].change().media(), [PICTURE]);
    // Whatever comes first.
    let theirs = fetched(&bench, 1, b"another picture");
    let received = bench.store.receive_fetched_medium(OTHER, incoming(PICTURE), theirs.clone(), at(9)).await;
    assert_eq!(received.unwrap(), Fetched::Foreign);
    let file = fetched(&bench, 2, b"a picture");
    let received = bench.store.receive_fetched_medium(HERE, incoming(PICTURE), file.clone(), at(9)).await;
    assert_eq!(received.unwrap(), Fetched::Received);
    assert!(!file.exists() && theirs.exists());
    // Somebody who writes on writes to a file of their own.
    std::fs::write(&theirs, b"what is written later").unwrap();
    let late = bench.store.receive_fetched_medium(HERE, incoming(PICTURE), theirs, at(9)).await;
    assert!(matches!(late, Err(Error::Exists { .. })), "{late:?}");
    assert_eq!(std::fs::read(bench.store.upload_file(PICTURE)).unwrap(), b"a picture");
    make_ready(&bench, PICTURE).await;
    assert!(bench.store.medium(PICTURE).await.unwrap().unwrap().public);
    assert_eq!(bench.store.tell_of_foreign_media(OTHER).await.unwrap(), [PICTURE]);
    assert_eq!(bench.store.tell_of_foreign_media(OTHER).await.unwrap(), [], "once");
    assert_eq!(bench.store.tell_of_foreign_media(HERE).await.unwrap(), []);
    // Nor does the other keep it here by naming it.
    assert!(bench.store.redacted_medium(PICTURE).await.unwrap().is_none(), "it is not theirs to take away");
    bench.store.take_from_source(batch(2, vec![foreign[2].clone()]), vec![]).await.unwrap();
    assert!(bench.store.redacted_medium(PICTURE).await.unwrap().is_some());
}

pub(super) async fn what_is_still_to_come_has_times_of_its_own(mut bench: Bench) {
    let [one, two, three] = [1, 2, 3].map(|number| MediaId::new(Uuid::from_u128(number)));
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    let Change::PostPublished(later) = showing(3, 5, &[two]).change else { unreachable!() };
    let revised = PostRevised { post: post(5), content: later.content, notice: None };
    let changes = vec![
        opened(),
        showing(2, 5, &[one, three]),
        new_change(3, Change::PostRevised(revised)),
        new_change(4, Change::MediumRedacted(MediumRedacted { media: three, reason: RedactionReason::Legal })),
    ];
    let changes = of_source(changes).await.iter().map(told).collect();
    bench.store.take_from_source(batch(0, changes), vec![]).await.unwrap();
    let next = async |bench: &Bench| bench.store.next_wanted_medium(HERE).await.unwrap();
    let wanted = |id, due, tries, tried_at| Some(WantedMedium { id, due_at: at(due), tries, tried_at });
    // What an earlier version shows is wanted too, and what is gone is not.
    assert_eq!(next(&bench).await, wanted(one, 9, 0, None));
    bench.store.put_off_wanted_medium(HERE, one, at(10), at(100)).await.unwrap();
    assert_eq!(next(&bench).await, wanted(two, 9, 0, None));
    bench.store.put_off_wanted_medium(HERE, two, at(11), at(50)).await.unwrap();
    bench.store.put_off_wanted_medium(HERE, two, at(50), at(200)).await.unwrap();
    bench.restart().await;
    assert_eq!(next(&bench).await, wanted(one, 100, 1, Some(at(10))));
    bench.store.settle_wanted_medium(HERE, one).await.unwrap();
    assert_eq!(next(&bench).await, wanted(two, 200, 2, Some(at(11))));
    // A clock that was put back lets nothing wait for long.
    bench.store.bring_forward(at(60)).await.unwrap();
    assert_eq!(next(&bench).await, wanted(two, 60, 2, Some(at(11))));
    bench.store.give_up_wanted_medium(HERE, two).await.unwrap();
    assert_eq!(next(&bench).await, None);
}

pub(super) async fn what_is_under_way_is_seen_though_it_is_followed_no_more(bench: Bench) {
    bench.member().await;
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    let other = MediaId::new(Uuid::from_u128(8));
    let changes = of_source(vec![opened(), showing(2, 5, &[PICTURE, other])]).await.iter().map(told).collect();
    bench.store.take_from_source(batch(0, changes), vec![]).await.unwrap();
    let file = fetched(&bench, 1, b"a picture");
    bench.store.receive_fetched_medium(HERE, incoming(PICTURE), file, at(9)).await.unwrap();
    assert_eq!(bench.store.room_of_source("live.example.org").await.unwrap(), 9);
    assert_eq!(bench.store.room_of_source("other.example.net").await.unwrap(), 0);
    bench.store.unfollow(&slug("copy"), noted()).await.unwrap();
    make_ready(&bench, PICTURE).await;
    assert!(bench.store.medium(PICTURE).await.unwrap().unwrap().public);
    // One of this newsroom's own that the record named is not theirs to publish, then or later.
    bench.store.receive_medium(NewMedium { member: Some(MEMBER), ..incoming(other) }, None).await.unwrap();
    make_ready(&bench, other).await;
    assert!(!bench.store.medium(other).await.unwrap().unwrap().public);
}

pub(super) async fn a_source_has_erased_what_it_took_away_and_not_at_will(mut bench: Bench) {
    let mine = bench.coverage("mine").await;
    bench.store.append(mine, Seq(1), vec![published(1, 50)], vec![]).await.unwrap();
    bench.store.follow(following(HERE, "copy"), noted()).await.unwrap();
    let redaction = |number, changes: &[u64]| {
        let changes = changes.iter().copied().map(Seq).collect();
        let reason = RedactionReason::Legal;
        Change::PostRedacted(PostRedacted {
            post: post(number),
            reason,
            published_at: at(2),
            approximate: true,
            changes,
        })
    };
    let changes = vec![
        opened(),
        published(2, 5),
        published(3, 6),
        // Of posts that were never published, and a picture that was never here.
        new_change(4, redaction(7, &[])),
        new_change(5, Change::MediumRedacted(MediumRedacted { media: PICTURE, reason: RedactionReason::Legal })),
        new_change(6, redaction(5, &[2])),
        new_change(7, redaction(6, &[3])),
    ];
    // The source tells its words until it takes them out.
    let (before, after) = (of_source(changes[..5].to_vec()).await, of_source(changes).await);
    let changes: Vec<Recorded> = before.iter().chain(&after[5..]).map(told).collect();
    let take = async |bench: &Bench, from: usize, to: usize| {
        bench.store.take_from_source(batch(from as u64, changes[from..to].to_vec()), vec![]).await.unwrap();
        bench.store.next_erasure_at().await.unwrap()
    };
    let erase = async |bench: &Bench, second| {
        let erasure = bench.store.begin_erasure().await.unwrap();
        bench.store.end_erasure(&erasure, Entry { at: at(second), ..noted() }).await.unwrap();
        bench.store.next_erasure_at().await.unwrap()
    };
    assert_eq!(take(&bench, 0, 5).await, None, "nothing was here that would have to go");
    assert!(take(&bench, 5, 6).await.unwrap() <= at(0), "the first time, at once");
    assert_eq!(erase(&bench, 100).await, None);
    let apart = at(100) + SOURCE_ERASURES_APART;
    assert_eq!(take(&bench, 6, 7).await, Some(apart));
    bench.restart().await;
    assert_eq!(bench.store.next_erasure_at().await.unwrap(), Some(apart));
    // What this newsroom redacts is erased at once, and takes the other along.
    bench.store.append(mine, Seq(2), vec![new_change(9, redaction(50, &[2]))], vec![]).await.unwrap();
    assert!(bench.store.next_erasure_at().await.unwrap().unwrap() <= at(0));
    assert_eq!(erase(&bench, 200).await, None);
}
