use std::collections::BTreeSet;

use coverage::{BackgroundId, CoverageId, Seq};
use serde_json::{Value, json};
use store::{
    Background, Consent, Draft, DraftStatus, Effect, Error, Gist, Handover, Member, MemberId, Missed, Note, NoteId,
    OPEN_DRAFTS, Push, Revises, Role, STEPS_KEPT, Shelf, Template, TemplateId, Told, Written,
};
use uuid::Uuid;

use crate::bench::{Bench, MEMBER, at, draft, headline, post};

const BOB: MemberId = MemberId::new(Uuid::from_u128(0xb0b));

/// A coverage, and two members.
async fn newsroom(bench: &Bench) -> CoverageId {
    bench.member().await;
    let bob = Member::new(BOB, "bob@example.org".to_owned(), "Bob".to_owned(), Role::Reporter, at(0));
    bench.store.commit(vec![Effect::CreateMember(bob)]).await.unwrap();
    bench.coverage("bridge").await
}

async fn save(bench: &Bench, draft: Draft) -> Result<(), Error> {
    bench.store.commit(vec![Effect::SaveDraft(draft)]).await
}

async fn found(bench: &Bench, number: u128) -> Option<Draft> {
    bench.store.draft(post(number)).await.unwrap().map(|filed| filed.draft)
}

fn push(version: u64, client: &str, steps: &[u64]) -> Push {
    Push {
        draft: post(1),
        version,
        client: client.to_owned(),
        steps: steps.iter().map(|step| json!({"step": step})).collect(),
        content: json!({"headline": format!("{client} {steps:?}")}),
        member: BOB,
        at: at(9),
        consent: Consent::Stands,
    }
}

fn note(number: u128, text: &str, mentions: &[MemberId]) -> Written {
    let id = NoteId::new(Uuid::from_u128(number));
    let note = Note { id, draft: post(1), member: MEMBER, text: text.to_owned(), created_at: at(3), edited_at: None };
    Written { note, mentions: mentions.to_vec() }
}

pub(super) async fn a_draft_is_saved_over_the_edition_it_was_made_from(bench: Bench) {
    let id = newsroom(&bench).await;
    assert_eq!(found(&bench, 1).await, None);
    save(&bench, draft(1, id, 0)).await.unwrap();
    let saved = found(&bench, 1).await.unwrap();
    assert_eq!(saved, draft(1, id, 1));

    let mut next = saved.clone();
    next.content = json!({"headline": "Nearly"});
    next.status = DraftStatus::Scheduled { publish_at: at(60) };
    (next.version, next.embargo_until) = (7, Some(at(50)));
    save(&bench, next.clone()).await.unwrap();
    next.edition = 2;
    assert_eq!(found(&bench, 1).await, Some(next.clone()));

    for (number, edition, there) in [(1, 1, Some(2)), (1, 0, Some(2)), (1, 3, Some(2)), (2, 1, None)] {
        let refused = save(&bench, draft(number, id, edition)).await;
        let Err(Error::StaleDraft { expected, found, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!((expected, found), (edition, there));
    }
    let elsewhere = bench.coverage("elsewhere").await;
    assert!(matches!(save(&bench, draft(1, elsewhere, 2)).await, Err(Error::StaleDraft { .. })));
    assert_eq!(found(&bench, 1).await, Some(next));
}

pub(super) async fn a_draft_that_was_written_meanwhile_is_not_deleted(bench: Bench) {
    let id = newsroom(&bench).await;
    let delete = |edition| Effect::DeleteDraft { draft: post(1), edition, at: at(0) };
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.push_steps(push(1, "a", &[1])).await.unwrap();
    let publish = bench.store.append(id, Seq(1), vec![headline(1, "Too old")], vec![delete(1)]).await;
    assert!(matches!(publish, Err(Error::StaleDraft { expected: 1, found: Some(2), .. })));
    bench.store.append(id, Seq(1), vec![headline(1, "Published")], vec![delete(2)]).await.unwrap();
    assert_eq!(found(&bench, 1).await, None);
    for edition in [0, 2] {
        assert!(matches!(bench.store.commit(vec![delete(edition)]).await, Err(Error::StaleDraft { .. })));
    }
}

pub(super) async fn drafts_are_those_of_a_coverage(bench: Bench) {
    let one = newsroom(&bench).await;
    let two = bench.coverage("two").await;
    let drafts = [draft(1, one, 0), draft(3, one, 0), draft(2, two, 0)].map(Effect::SaveDraft);
    bench.store.commit(drafts.to_vec()).await.unwrap();
    let listed = async |coverage| {
        let filed = bench.store.drafts(coverage, Shelf::Open).await.unwrap();
        filed.into_iter().map(|filed| filed.draft.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(one).await, [post(3), post(1)], "the last saved first");
    assert_eq!(listed(two).await, [post(2)]);
}

pub(super) async fn a_list_tells_the_gist_of_what_was_written_last(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    let gist = async || bench.store.drafts(id, Shelf::Open).await.unwrap().remove(0).draft.content;
    assert_eq!(gist().await, Gist { headline: Some("Not yet".to_owned()), excerpt: String::new() });
    let pushed = push(1, "a", &[1]);
    bench.store.push_steps(pushed.clone()).await.unwrap();
    assert_eq!(gist().await, Gist::of(&pushed.content));
}

pub(super) async fn a_coverage_has_so_many_open_drafts(bench: Bench) {
    let (id, other) = (newsroom(&bench).await, bench.coverage("two").await);
    let most = u128::from(OPEN_DRAFTS);
    bench.store.commit((1..=most).map(|number| Effect::SaveDraft(draft(number, id, 0))).collect()).await.unwrap();
    let one_more = async || save(&bench, draft(most + 1, id, 0)).await;
    assert!(matches!(one_more().await, Err(Error::TooManyDrafts)));
    save(&bench, draft(1, id, 1)).await.unwrap();
    save(&bench, draft(most + 2, other, 0)).await.unwrap();
    // Deleting one makes room, and what was deleted comes back only where there is room.
    save(&bench, Draft { deleted_at: Some(at(5)), ..draft(2, id, 1) }).await.unwrap();
    one_more().await.unwrap();
    assert!(matches!(save(&bench, draft(2, id, 2)).await, Err(Error::TooManyDrafts)));
}

pub(super) async fn every_status_is_kept(bench: Bench) {
    let id = newsroom(&bench).await;
    use DraftStatus::{Approved, ChangesRequested, Draft as Begun, Scheduled, Submitted};
    for (edition, status) in (0..).zip([Begun, Submitted, ChangesRequested, Approved, Scheduled { publish_at: at(60) }])
    {
        save(&bench, Draft { status, ..draft(1, id, edition) }).await.unwrap();
        assert_eq!(found(&bench, 1).await.unwrap().status, status);
    }
}

pub(super) async fn a_deleted_draft_is_kept_apart_and_let_go_in_time(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    save(&bench, Draft { deleted_at: Some(at(100)), ..draft(1, id, 1) }).await.unwrap();
    let on = async |shelf| bench.store.drafts(id, shelf).await.unwrap().len();
    assert_eq!((on(Shelf::Open).await, on(Shelf::Deleted).await), (0, 1));
    assert!(matches!(bench.store.push_steps(push(1, "a", &[1])).await, Err(Error::NotFound { what: "draft", .. })));
    assert_eq!(bench.store.steps(post(1), 1).await.unwrap(), None);
    assert_eq!(bench.store.forget_drafts(at(100)).await.unwrap(), 0);
    save(&bench, draft(1, id, 2)).await.unwrap();
    assert_eq!(bench.store.forget_drafts(at(101)).await.unwrap(), 0, "it was brought back");
    save(&bench, Draft { deleted_at: Some(at(100)), ..draft(1, id, 3) }).await.unwrap();
    assert_eq!(bench.store.forget_drafts(at(101)).await.unwrap(), 1);
    assert_eq!(found(&bench, 1).await, None);
}

pub(super) async fn a_post_is_revised_in_one_draft_at_a_time(bench: Bench) {
    let id = newsroom(&bench).await;
    let revision = |number, edition| Draft {
        revises: Some(Revises { post: post(9), base: Seq(4) }),
        ..draft(number, id, edition)
    };
    assert_eq!(bench.store.open_revision(id, post(9)).await.unwrap(), None);
    save(&bench, revision(1, 0)).await.unwrap();
    assert_eq!(bench.store.open_revision(id, post(9)).await.unwrap(), Some(post(1)));
    assert_eq!(found(&bench, 1).await.unwrap().revises, Some(Revises { post: post(9), base: Seq(4) }));
    let second = save(&bench, revision(2, 0)).await;
    assert!(matches!(second, Err(Error::RevisionOpen { draft, .. }) if draft == post(1)), "{second:?}");
    save(&bench, Draft { deleted_at: Some(at(5)), ..revision(1, 1) }).await.unwrap();
    save(&bench, revision(2, 0)).await.unwrap();
    let restored = save(&bench, revision(1, 2)).await;
    assert!(matches!(restored, Err(Error::RevisionOpen { draft, .. }) if draft == post(2)));
}

pub(super) async fn a_draft_names_whom_it_concerns(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    let share = |member| Effect::ShareDraft { draft: post(1), member, at: at(1) };
    bench.store.commit(vec![share(BOB), share(BOB), Effect::AddNote(note(1, "Look", &[MEMBER, BOB]))]).await.unwrap();
    bench.store.commit(vec![Effect::AddNote(note(2, "Again", &[BOB]))]).await.unwrap();
    let filed = bench.store.draft(post(1)).await.unwrap().unwrap();
    assert_eq!((filed.writers, filed.notes), (vec![BOB], 2));
    let mentioned: BTreeSet<_> = filed.mentioned.iter().copied().collect();
    assert_eq!((mentioned, filed.mentioned.len()), (BTreeSet::from([MEMBER, BOB]), 2));
    let unknown = bench.store.commit(vec![share(MemberId::new(Uuid::nil()))]).await;
    assert!(matches!(unknown, Err(Error::NotFound { what: "member", .. })));
}

pub(super) async fn what_belongs_to_a_draft_goes_with_it(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.push_steps(push(1, "a", &[1, 2])).await.unwrap();
    let share = Effect::ShareDraft { draft: post(1), member: BOB, at: at(1) };
    bench.store.commit(vec![share, Effect::AddNote(note(1, "Look", &[BOB]))]).await.unwrap();
    bench.store.commit(vec![Effect::DeleteDraft { draft: post(1), edition: 2, at: at(2) }]).await.unwrap();
    assert_eq!(bench.store.notes(post(1), 10).await.unwrap(), []);
    assert_eq!(bench.store.mentions(BOB, 10).await.unwrap(), []);
    // A draft of the same id begins with nothing.
    save(&bench, draft(1, id, 0)).await.unwrap();
    let filed = bench.store.draft(post(1)).await.unwrap().unwrap();
    assert_eq!((filed.writers, filed.mentioned, filed.notes), (vec![], vec![], 0));
    assert_eq!(bench.store.steps(post(1), 1).await.unwrap(), Some(Missed::Steps { version: 1, steps: vec![] }));
}

pub(super) async fn steps_are_taken_in_one_order(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    assert_eq!(bench.store.push_steps(push(1, "a", &[1, 2])).await.unwrap(), 3);
    let late = bench.store.push_steps(push(1, "b", &[3])).await;
    assert!(matches!(late, Err(Error::StaleSteps { version: 3, .. })), "{late:?}");
    assert_eq!(bench.store.push_steps(push(3, "b", &[3])).await.unwrap(), 4);
    let Some(Missed::Steps { version: 4, steps }) = bench.store.steps(post(1), 1).await.unwrap() else { panic!() };
    let order: Vec<_> = steps.iter().map(|step| (&*step.client, step.step["step"].as_u64().unwrap())).collect();
    assert_eq!(order, [("a", 1), ("a", 2), ("b", 3)]);
    let saved = found(&bench, 1).await.unwrap();
    assert_eq!((saved.content, saved.version), (json!({"headline": "b [3]"}), 4));
    assert_eq!((saved.author, saved.member, saved.updated_at), (MEMBER, BOB, at(9)));
    for version in [5, u64::MAX] {
        assert!(matches!(bench.store.push_steps(push(version, "b", &[4])).await, Err(Error::StaleSteps { .. })));
    }
}

pub(super) async fn steps_that_were_taken_are_not_taken_again(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.push_steps(push(1, "a", &[1, 2])).await.unwrap();
    bench.store.push_steps(push(3, "b", &[3])).await.unwrap();
    assert_eq!(bench.store.push_steps(push(1, "a", &[1, 2])).await.unwrap(), 3, "the answer was lost, not the steps");
    for (client, steps) in [("b", &[1, 2][..]), ("a", &[1, 9]), ("a", &[1, 2, 3])] {
        let other = bench.store.push_steps(push(1, client, steps)).await;
        assert!(matches!(other, Err(Error::StaleSteps { version: 4, .. })), "{client} {steps:?}");
    }
    assert_eq!(found(&bench, 1).await.unwrap().version, 4);
}

pub(super) async fn steps_of_a_replaced_or_old_draft_are_everything(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.push_steps(push(1, "a", &[1])).await.unwrap();
    save(&bench, Draft { version: 3, ..draft(1, id, 2) }).await.unwrap();
    let everything = Missed::Everything { version: 3, content: json!({"headline": "Not yet"}) };
    for known in [1, 2, 4, u64::MAX] {
        assert_eq!(bench.store.steps(post(1), known).await.unwrap(), Some(everything.clone()), "{known}");
    }
    let all: Vec<u64> = (3..3 + STEPS_KEPT + 10).collect();
    for steps in all.chunks(500) {
        bench.store.push_steps(push(steps[0], "a", steps)).await.unwrap();
    }
    let known = |after| bench.store.steps(post(1), after);
    assert!(matches!(known(12).await.unwrap(), Some(Missed::Everything { .. })));
    let Some(Missed::Steps { version, steps }) = known(13).await.unwrap() else { panic!() };
    assert_eq!((version, steps.len() as u64), (13 + STEPS_KEPT, STEPS_KEPT));
}

pub(super) async fn writing_on_takes_an_editors_consent(bench: Bench) {
    use DraftStatus::{Approved, Scheduled, Submitted};
    let id = newsroom(&bench).await;
    let scheduled = Scheduled { publish_at: at(60) };
    let (mut edition, mut version) = (0, 1);
    for (before, consent, after) in [
        (Approved, Consent::Stands, Approved),
        (scheduled, Consent::Stands, scheduled),
        (Approved, Consent::Lapses, Submitted),
        (scheduled, Consent::Lapses, Submitted),
        (DraftStatus::Draft, Consent::Lapses, DraftStatus::Draft),
        (DraftStatus::ChangesRequested, Consent::Lapses, DraftStatus::ChangesRequested),
    ] {
        save(&bench, Draft { status: before, version, ..draft(1, id, edition) }).await.unwrap();
        bench.store.push_steps(Push { consent, ..push(version, "a", &[version]) }).await.unwrap();
        assert_eq!(found(&bench, 1).await.unwrap().status, after, "{before:?} {consent:?}");
        (edition, version) = (edition + 2, version + 1);
    }
}

pub(super) async fn racing_writers_lose_and_double_nothing(bench: Bench) {
    const EACH: u64 = 40;
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    let writers: Vec<_> = (0..5)
        .map(|writer| {
            let store = bench.store.clone();
            tokio::spawn(async move {
                let (mut version, mut sent) = (1, 0);
                while sent < EACH {
                    let client = format!("writer {writer}");
                    match store.push_steps(push(version, &client, &[writer * EACH + sent])).await {
                        Ok(now) => (version, sent) = (now, sent + 1),
                        Err(Error::StaleSteps { version: now, .. }) => version = now,
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let Some(Missed::Steps { version, steps }) = bench.store.steps(post(1), 1).await.unwrap() else { panic!() };
    assert_eq!(version, 1 + 5 * EACH);
    let numbers: Vec<u64> = steps.iter().map(|step| step.step["step"].as_u64().unwrap()).collect();
    assert_eq!(numbers.iter().copied().collect::<BTreeSet<_>>(), (0..5 * EACH).collect());
    for writer in 0..5 {
        let own: Vec<_> = numbers.iter().filter(|number| **number / EACH == writer).collect();
        assert!(own.is_sorted(), "each writer's steps stay in their order");
    }
}

pub(super) async fn notes_mention_once(bench: Bench) {
    let id = newsroom(&bench).await;
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.commit(vec![Effect::AddNote(note(1, "Look, Bob", &[BOB]))]).await.unwrap();
    let mentions = async || bench.store.mentions(BOB, 10).await.unwrap();
    let first = mentions().await;
    assert_eq!((first.len(), &*first[0].note.text, first[0].coverage, first[0].at), (1, "Look, Bob", id, at(3)));
    assert_eq!(bench.store.see_mentions(BOB, at(2), at(4)).await.unwrap(), 0);
    assert_eq!(bench.store.see_mentions(BOB, at(3), at(4)).await.unwrap(), 1);
    let edited = Effect::EditNote { written: note(1, "Look again, Bob", &[BOB]), at: at(5) };
    bench.store.commit(vec![edited]).await.unwrap();
    let again = mentions().await;
    assert_eq!((again[0].seen_at, again[0].note.edited_at), (Some(at(4)), Some(at(5))), "told once");
    let news = bench.store.news(0, 100).await.unwrap();
    assert_eq!(news.iter().filter(|news| matches!(news.told, Told::Mention { .. })).count(), 1);
    bench.store.commit(vec![Effect::EditNote { written: note(1, "Never mind", &[]), at: at(6) }]).await.unwrap();
    assert_eq!(mentions().await, []);
    let delete = || vec![Effect::DeleteNote { note: note(1, "", &[]).note, at: at(7) }];
    bench.store.commit(delete()).await.unwrap();
    assert_eq!(bench.store.notes(post(1), 10).await.unwrap(), []);
    assert!(matches!(bench.store.commit(delete()).await, Err(Error::NotFound { what: "note", .. })));
}

pub(super) async fn a_handover_is_saved_over_its_version(bench: Bench) {
    let id = newsroom(&bench).await;
    let handover = |version, text: &str| Handover { text: text.to_owned(), version, member: BOB, updated_at: at(1) };
    assert_eq!(bench.store.handover(id).await.unwrap(), None);
    assert_eq!(bench.store.save_handover(id, handover(0, "First"), vec![]).await.unwrap(), 1);
    for version in [0, 2] {
        let stale = bench.store.save_handover(id, handover(version, "Second"), vec![]).await;
        assert!(matches!(stale, Err(Error::Stale { what: "handover", found: 1, .. })));
    }
    assert_eq!(bench.store.save_handover(id, handover(1, "Second"), vec![]).await.unwrap(), 2);
    assert_eq!(bench.store.handover(id).await.unwrap(), Some(handover(2, "Second")));
}

pub(super) async fn backgrounds_and_templates_are_kept(bench: Bench) {
    newsroom(&bench).await;
    let id = BackgroundId::new(Uuid::from_u128(1));
    let background = |version, title: &str| Background {
        id,
        title: title.to_owned(),
        body: json!({"v": 1}),
        version,
        member: BOB,
        updated_at: at(1),
    };
    assert_eq!(bench.store.save_background(background(0, "The bridge"), vec![]).await.unwrap(), 1);
    let stale = bench.store.save_background(background(0, "Again"), vec![]).await;
    assert!(matches!(stale, Err(Error::Stale { what: "background", found: 1, .. })));
    assert_eq!(bench.store.save_background(background(1, "The old bridge"), vec![]).await.unwrap(), 2);
    let again = bench.store.save_background(background(1, "The old bridge"), vec![]).await;
    assert_eq!(again.unwrap(), 2, "sent twice, saved once");
    let rest = |version| vec![Effect::RestOnBackground { background: id, version }];
    bench.store.commit(rest(2)).await.unwrap();
    assert!(matches!(bench.store.commit(rest(1)).await, Err(Error::Stale { found: 2, .. })));
    assert_eq!(bench.store.backgrounds().await.unwrap(), [background(2, "The old bridge")]);
    assert_eq!(bench.store.background(id).await.unwrap(), Some(background(2, "The old bridge")));
    bench.store.delete_background(id, at(2), vec![]).await.unwrap();
    assert!(matches!(bench.store.delete_background(id, at(2), vec![]).await, Err(Error::NotFound { .. })));

    let template = |content: Option<Value>| Template {
        id: TemplateId::new(Uuid::from_u128(1)),
        name: "Quote".to_owned(),
        kind: "quote".to_owned(),
        content,
    };
    for content in [Some(json!({"label": "Now"})), None] {
        bench.store.save_template(template(content.clone()), at(1), vec![]).await.unwrap();
        assert_eq!(bench.store.templates().await.unwrap(), [template(content)]);
    }
}

pub(super) async fn what_happens_is_told_in_order_to_every_process(bench: Bench) {
    let id = newsroom(&bench).await;
    let beside = bench.beside();
    assert_eq!(beside.last_news().await.unwrap(), 0);
    save(&bench, draft(1, id, 0)).await.unwrap();
    bench.store.push_steps(push(1, "a", &[1])).await.unwrap();
    bench
        .store
        .save_handover(id, Handover { text: String::new(), version: 0, member: BOB, updated_at: at(1) }, vec![])
        .await
        .unwrap();
    let share = Effect::ShareDraft { draft: post(1), member: BOB, at: at(1) };
    bench.store.commit(vec![share]).await.unwrap();
    bench.store.commit(vec![Effect::DeleteDraft { draft: post(1), edition: 2, at: at(2) }]).await.unwrap();
    let news = beside.news(0, 100).await.unwrap();
    assert!(news.iter().all(|news| news.coverage == Some(id)));
    let told: Vec<_> = news.iter().map(|news| news.told.clone()).collect();
    let draft = post(1);
    let expected = [
        Told::Draft { draft },
        Told::Steps { draft, after: 1 },
        Told::Handover,
        Told::Draft { draft },
        Told::DraftGone { draft, people: vec![MEMBER, BOB] },
    ];
    assert_eq!(told, expected);
    assert_eq!(beside.news(news[3].id, 100).await.unwrap(), news[4..]);
    assert_eq!(beside.last_news().await.unwrap(), news[4].id);
    // What did not happen is not told.
    assert!(save(&bench, draft_of_nobody(id)).await.is_err());
    assert_eq!(beside.last_news().await.unwrap(), news[4].id);
    assert_eq!(beside.forget_news(at(2)).await.unwrap(), 3);
}

fn draft_of_nobody(coverage: CoverageId) -> Draft {
    Draft { author: MemberId::new(Uuid::nil()), ..draft(7, coverage, 0) }
}
