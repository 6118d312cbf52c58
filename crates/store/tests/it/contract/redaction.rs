use std::time::Duration;

use coverage::{Change, CoverageId, PostRedacted, RedactionReason, Seq};
use serde_json::{Value, json};
use store::{Draft, Effect, Error, Receipt, Revises, from_line, to_line};

use super::readable::{content, published, revised, withdrawn};
use crate::bench::{Bench, MEMBER, at, coverage, draft, new_change, post, receipt};

/// A redaction of the post of that number, which was published as that change.
pub(crate) fn redacted(number: u128, changes: &[u64]) -> Change {
    Change::PostRedacted(PostRedacted {
        post: post(number),
        reason: RedactionReason::Privacy,
        published_at: at(1),
        approximate: false,
        changes: changes.iter().copied().map(Seq).collect(),
    })
}

async fn append(bench: &Bench, coverage: CoverageId, changes: Vec<Change>) {
    let head = bench.whole_record(coverage).await.last().unwrap().seq();
    let changes = changes.into_iter().map(|change| new_change(1, change)).collect();
    bench.store.append(coverage, head, changes, vec![]).await.unwrap();
}

pub(super) async fn a_draft_with_the_words_of_a_redacted_post_is_not_begun(bench: Bench) {
    bench.member().await;
    let id = bench.coverage("bridge").await;
    append(
        &bench,
        id,
        vec![published(1, 1, content(Some("A secret"), "Hidden.")), published(2, 1, content(None, "Known."))],
    )
    .await;
    let revision = |number, of| {
        let revises = Some(Revises { post: post(of), base: Seq(2) });
        Effect::SaveDraft(Draft { revises, ..draft(number, id, 0) })
    };
    // Somebody read the post, and it goes before their draft is there.
    append(&bench, id, vec![redacted(1, &[2])]).await;
    let begun = bench.store.commit(vec![revision(7, 1)]).await;
    assert!(matches!(begun, Err(Error::PostRedacted { post: of }) if of == post(1)), "{begun:?}");
    assert_eq!(bench.store.draft(post(7)).await.unwrap(), None);
    bench.store.commit(vec![revision(8, 2)]).await.unwrap();
}

pub(super) async fn a_redaction_is_told_among_the_notices_of_an_imported_record(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, vec![published(1, 1, content(Some("A secret"), "Hidden.")), redacted(1, &[2])]).await;
    // Nothing was ever published here: of this one, readers have no page either.
    append(&bench, id, vec![redacted(2, &[1])]).await;
    let lines: Vec<_> = bench.whole_record(id).await.iter().map(to_line).collect();
    let read = (1..).zip(&lines).map(|(number, line)| from_line(line, number).unwrap()).collect();
    let copy = coverage("copy");
    let copied = copy.id;
    bench.store.import_record(copy, read).await.unwrap();
    let notices = bench.store.notices(None, 10, Duration::from_secs(60)).await.unwrap();
    let mut told: Vec<_> =
        notices.iter().map(|told| (told.coverage, told.post, told.recorded.seq(), told.published.at)).collect();
    told.sort();
    let mut expected = [(id, post(1), Seq(3), at(1)), (copied, post(1), Seq(3), at(1))];
    expected.sort();
    assert_eq!(told, expected);
}

pub(super) async fn an_import_brings_no_words_back_that_were_ordered_gone(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, vec![published(1, 1, content(Some("A secret"), "Hidden."))]).await;
    append(&bench, id, vec![published(2, 1, content(None, "Known."))]).await;
    let exported = async || -> Vec<_> {
        let lines: Vec<_> = bench.whole_record(id).await.iter().map(to_line).collect();
        (1..).zip(&lines).map(|(number, line)| from_line(line, number).unwrap()).collect()
    };
    let before = exported().await;
    append(&bench, id, vec![redacted(1, &[2])]).await;
    let brought = bench.store.import_record(coverage("again"), before.clone()).await;
    assert!(matches!(brought, Err(Error::BringsRedacted { post: of }) if of == post(1)), "{brought:?}");
    assert!(bench.store.find(&coverage("again").slug).await.unwrap().is_none(), "nothing is taken in by half");
    // Without those words, or where nobody ordered them gone, it is taken in.
    bench.store.import_record(coverage("again"), exported().await).await.unwrap();
    let other = before.into_iter().filter(|recorded| recorded.seq() < Seq(2)).collect();
    bench.store.import_record(coverage("begun"), other).await.unwrap();
}

pub(super) async fn an_answer_is_kept_as_that_of_what_it_was_about(bench: Bench) {
    bench.member().await;
    let id = bench.coverage("bridge").await;
    append(&bench, id, vec![published(1, 1, content(Some("A secret"), "Hidden."))]).await;
    let (gone, other) = (post(1), post(2));
    let (own, named) = (json!({"id": gone, "status": "redacted"}), json!({"redacted": gone}));
    let untouched = json!({"id": other, "headline": "Known"});
    let mut kept_as = Vec::new();
    for (key, body, expected) in [
        ("published", json!({"id": gone, "headline": "A secret"}), own.clone()),
        ("drafted", json!({"id": other, "revises": gone, "content": {"headline": "A secret"}}), own),
        ("pinned", json!({"slug": "bridge", "pinned": gone}), named.clone()),
        ("many", json!({"done": [{"id": gone}, {"id": other}]}), named.clone()),
        ("a list", json!([gone]), named),
        ("another", untouched.clone(), untouched),
    ] {
        let kept = Receipt { body: body.to_string(), ..receipt(key) };
        bench.store.commit(vec![Effect::Remember(kept)]).await.unwrap();
        kept_as.push((key, expected));
    }
    append(&bench, id, vec![redacted(1, &[2])]).await;
    for (key, expected) in kept_as {
        let kept = bench.store.receipt(MEMBER, key).await.unwrap().unwrap();
        assert_eq!((kept.status, serde_json::from_str::<Value>(&kept.body).unwrap()), (201, expected), "{key}");
    }
}

pub(super) async fn words_that_altered_nothing_go_as_well(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let later = |post_id: u128| Change::Unknown {
        kind: "post_revised".to_owned(),
        payload: json!({"v": 9, "post": post(post_id), "words": "Of a later version."}),
    };
    let changes = vec![
        revised(1, content(None, "Too early.")),
        published(1, 1, content(Some("A secret"), "Hidden.")),
        published(1, 1, content(Some("A secret"), "Once more.")),
        later(1),
        withdrawn(1),
        revised(1, content(None, "Too late.")),
        published(2, 1, content(None, "Known.")),
        later(2),
    ];
    append(&bench, id, changes).await;
    append(&bench, id, vec![redacted(1, &[3, 6])]).await;
    let record = bench.whole_record(id).await;
    let blank: Vec<_> =
        record.iter().filter(|change| change.payload().is_none()).map(|change| change.seq().0).collect();
    assert_eq!(blank, [2, 3, 4, 6, 7], "all that is about the post and understood");
    let entries = bench.store.audit(None, 10).await.unwrap();
    let noted: Vec<_> = entries.iter().map(|(_, noted)| (&*noted.action, &noted.detail)).collect();
    assert_eq!(noted, [("redaction.not_understood", &json!({"changes": [5]}))]);
}
