//! Members, what they sign with, and what is theirs.

use coverage::CoverageId;
use serde_json::{Value, json};
use store::{Effect, Entry, Error, MemberId, Membership, Reporting, Role, Scope, Scopes, TokenHash, TokenId};
use uuid::Uuid;

use crate::bench::{Bench, MEMBER, at, member, post, token};

const BOB: MemberId = MemberId::new(Uuid::from_u128(0xb0b));

async fn bob(bench: &Bench, role: Role) {
    bench.store.commit(vec![Effect::CreateMember(member(BOB, "bob@example.org", role))]).await.unwrap();
}

pub(super) async fn a_member_signs_with_a_token_until_it_is_revoked(bench: Bench) {
    assert!(!bench.store.members_exist().await.unwrap());
    bench.member().await;
    assert!(bench.store.members_exist().await.unwrap());
    let ada = bench.store.member_by_email("Ada@Example.org").await.unwrap().unwrap();
    assert_eq!(ada, member(MEMBER, "ada@example.org", Role::Owner));
    assert_eq!(bench.store.member(MEMBER).await.unwrap().as_ref(), Some(&ada));
    assert_eq!(bench.store.member_by_email("bob@example.org").await.unwrap(), None);

    let (first, second) = (TokenHash([1; 32]), TokenHash([2; 32]));
    bench.store.commit(vec![Effect::CreateToken(second, token(2, MEMBER))]).await.unwrap();
    assert_eq!(bench.store.bearer(first, at(1)).await.unwrap(), Some((ada.clone(), token(1, MEMBER))));
    assert_eq!(bench.store.bearer(second, at(1)).await.unwrap(), Some((ada.clone(), token(2, MEMBER))));
    bench.store.revoke_token(first, at(9)).await.unwrap();
    assert_eq!(bench.store.bearer(first, at(10)).await.unwrap(), None);
    assert_eq!(bench.store.bearer(second, at(10)).await.unwrap(), Some((ada, token(2, MEMBER))));
    assert_eq!(bench.store.tokens(MEMBER).await.unwrap(), [token(2, MEMBER)]);
    for gone in [first, TokenHash([3; 32])] {
        let refused = bench.store.revoke_token(gone, at(10)).await;
        assert!(matches!(refused, Err(Error::NotFound { what: "token", .. })));
    }
    assert_eq!(bench.store.bearer(TokenHash([3; 32]), at(10)).await.unwrap(), None);
}

pub(super) async fn a_token_has_its_bounds(bench: Bench) {
    bench.member().await;
    let coverage = bench.coverage("bridge").await;
    let bounded = store::ApiToken {
        scopes: Scopes::from_iter([Scope::Publish, Scope::Read]),
        coverage: Some(coverage),
        expires_at: Some(at(60)),
        ..token(2, MEMBER)
    };
    let hash = TokenHash([2; 32]);
    bench.store.commit(vec![Effect::CreateToken(hash, bounded.clone())]).await.unwrap();
    assert_eq!(bench.store.bearer(hash, at(59)).await.unwrap().unwrap().1, bounded);
    assert_eq!(bench.store.bearer(hash, at(60)).await.unwrap(), None, "it expired");

    bob(&bench, Role::Reporter).await;
    let revoke = |member| vec![Effect::RevokeToken { token: bounded.id, member, at: at(9) }];
    let refused = bench.store.commit(revoke(BOB)).await;
    assert!(matches!(refused, Err(Error::NotFound { what: "token", .. })), "it is not Bob's");
    bench.store.commit(revoke(MEMBER)).await.unwrap();
    assert_eq!(bench.store.bearer(hash, at(10)).await.unwrap(), None);
}

pub(super) async fn a_member_is_made_once(bench: Bench) {
    bench.member().await;
    let made = |id, email: &str, hash: u8| {
        let id = MemberId::new(Uuid::from_u128(id));
        let token = token(u128::from(hash), id);
        let made = vec![
            Effect::CreateMember(member(id, email, Role::Owner)),
            Effect::CreateToken(TokenHash([hash; 32]), token),
        ];
        bench.store.commit(made)
    };
    assert!(matches!(made(2, "ADA@example.org", 2).await, Err(Error::Exists { what: "member", .. })));
    assert!(matches!(made(0xada, "bob@example.org", 2).await, Err(Error::Exists { what: "member", .. })));
    assert!(matches!(made(2, "bob@example.org", 1).await, Err(Error::Exists { what: "token", .. })));
    assert_eq!(bench.store.member_by_email("bob@example.org").await.unwrap(), None, "no member without its token");
    made(2, "bob@example.org", 2).await.unwrap();

    let nobody = MemberId::new(Uuid::nil());
    let refused = bench.store.commit(vec![Effect::CreateToken(TokenHash([4; 32]), token(4, nobody))]).await;
    assert!(matches!(refused, Err(Error::NotFound { what: "member", .. })));
    let refused = bench.store.commit(vec![Effect::CreateToken(TokenHash([1; 32]), token(5, MEMBER))]).await;
    assert!(matches!(refused, Err(Error::Exists { what: "token", .. })));
}

pub(super) async fn a_disabled_member_opens_nothing(bench: Bench) {
    bench.member().await;
    bob(&bench, Role::Editor).await;
    let hash = TokenHash([2; 32]);
    bench.store.commit(vec![Effect::CreateToken(hash, token(2, BOB))]).await.unwrap();
    let disabled = store::Member { disabled_at: Some(at(5)), ..member(BOB, "bob@example.org", Role::Editor) };
    bench.store.commit(vec![Effect::SaveMember(disabled.clone())]).await.unwrap();
    assert_eq!(bench.store.bearer(hash, at(6)).await.unwrap(), None);
    assert_eq!(bench.store.member(BOB).await.unwrap(), Some(disabled));
    let late = bench.store.commit(vec![Effect::CreateToken(TokenHash([3; 32]), token(3, BOB))]).await;
    assert!(matches!(late, Err(Error::NotFound { what: "member", .. })), "what was asked for before comes too late");
    assert_eq!(bench.store.tokens(BOB).await.unwrap(), []);
}

pub(super) async fn the_last_owner_stays(mut bench: Bench) {
    bench.member().await;
    let ada = member(MEMBER, "ada@example.org", Role::Owner);
    let demoted = store::Member { role: Role::Editor, ..ada.clone() };
    let disabled = store::Member { disabled_at: Some(at(1)), ..ada.clone() };
    for change in [&demoted, &disabled] {
        let refused = bench.store.commit(vec![Effect::SaveMember(change.clone())]).await;
        assert!(matches!(refused, Err(Error::LastOwner)));
        assert_eq!(bench.store.member(MEMBER).await.unwrap().as_ref(), Some(&ada));
    }
    bob(&bench, Role::Owner).await;
    bench.store.commit(vec![Effect::SaveMember(demoted.clone())]).await.unwrap();
    bench.restart().await;
    assert_eq!(bench.store.members().await.unwrap(), [demoted, member(BOB, "bob@example.org", Role::Owner)]);
    let nobody = Effect::SaveMember(member(MemberId::new(Uuid::nil()), "x@example.org", Role::Owner));
    assert!(matches!(bench.store.commit(vec![nobody]).await, Err(Error::NotFound { what: "member", .. })));
}

pub(super) async fn a_member_has_a_place_at_some_coverages(bench: Bench) {
    bench.member().await;
    bob(&bench, Role::Reporter).await;
    let (bridge, ferry) = (bench.coverage("bridge").await, bench.coverage("ferry").await);
    assert_eq!(bench.store.access(bridge, BOB).await.unwrap(), (Reporting::Publish, None));
    let place = |coverage, role| Membership { coverage, member: BOB, role };
    bench.store.commit(vec![Effect::Join(place(bridge, Role::Viewer))]).await.unwrap();
    let changed = vec![
        Effect::Join(place(bridge, Role::Reporter)),
        Effect::SetReporting { coverage: bridge, reporting: Reporting::Submit },
    ];
    bench.store.commit(changed).await.unwrap();
    assert_eq!(bench.store.access(bridge, BOB).await.unwrap(), (Reporting::Submit, Some(Role::Reporter)));
    assert_eq!(bench.store.access(ferry, BOB).await.unwrap(), (Reporting::Publish, None));
    for places in [
        bench.store.memberships_of(BOB).await.unwrap(),
        bench.store.memberships_at(bridge).await.unwrap(),
        bench.store.memberships().await.unwrap(),
    ] {
        assert_eq!(places, [place(bridge, Role::Reporter)]);
    }
    let leave = || vec![Effect::Leave { coverage: bridge, member: BOB }];
    bench.store.commit(leave()).await.unwrap();
    assert!(matches!(bench.store.commit(leave()).await, Err(Error::NotFound { .. })));
    assert_eq!(bench.store.memberships().await.unwrap(), []);

    let nowhere = CoverageId::new(Uuid::nil());
    for effect in [
        Effect::Join(place(nowhere, Role::Editor)),
        Effect::SetReporting { coverage: nowhere, reporting: Reporting::Submit },
        Effect::Own { post: post(1), coverage: nowhere, member: BOB },
    ] {
        assert!(matches!(bench.store.commit(vec![effect]).await, Err(Error::NotFound { what: "coverage", .. })));
    }
}

pub(super) async fn a_post_is_its_authors(bench: Bench) {
    bench.member().await;
    let coverage = bench.coverage("bridge").await;
    assert_eq!(bench.store.author(post(1)).await.unwrap(), None);
    bench.store.commit(vec![Effect::Own { post: post(1), coverage, member: MEMBER }]).await.unwrap();
    assert_eq!(bench.store.author(post(1)).await.unwrap(), Some(MEMBER));
}

pub(super) async fn what_was_done_is_read_newest_first(mut bench: Bench) {
    bench.member().await;
    let coverage = bench.coverage("bridge").await;
    let entry = |second, member, detail: Value| Entry {
        at: at(second),
        member,
        action: "post.published".to_owned(),
        coverage: Some(coverage),
        subject: second.to_string(),
        detail,
    };
    let entries = [entry(1, Some(MEMBER), Value::Null), entry(2, None, json!({"by": "x"})), entry(3, None, json!({}))];
    for entry in &entries {
        bench.store.commit(vec![Effect::Audit(entry.clone())]).await.unwrap();
    }
    bench.restart().await;
    let read = bench.store.audit(None, 2).await.unwrap();
    assert_eq!(read.iter().map(|(_, entry)| entry).collect::<Vec<_>>(), [&entries[2], &entries[1]]);
    let before = bench.store.audit(Some(read[1].0), 10).await.unwrap();
    assert_eq!(before.iter().map(|(_, entry)| entry).collect::<Vec<_>>(), [&entries[0]]);

    // What failed along with it is not told.
    let failing = vec![
        Effect::Audit(entries[0].clone()),
        Effect::RevokeToken { token: TokenId::new(Uuid::nil()), member: MEMBER, at: at(1) },
    ];
    assert!(bench.store.commit(failing).await.is_err());
    assert_eq!(bench.store.audit(None, 10).await.unwrap().len(), 3);
}
