//! What lets somebody in besides a token: sessions, links and passkeys.

use jiff::Timestamp;
use serde_json::json;
use store::{Effect, Error, Link, LinkId, MemberId, Passkey, PasskeyId, Purpose, Role, Session, SessionId, TokenHash};
use uuid::Uuid;

use crate::bench::{Bench, MEMBER, at, member, token};

const BOB: MemberId = MemberId::new(Uuid::from_u128(0xb0b));
const DAY: i64 = 24 * 60 * 60;
/// What the server asks for: a session ends 30 days after it was last seen, and 90 after it was opened.
const IDLE: i64 = 30 * DAY;
const LONGEST: i64 = 90 * DAY;

async fn ada_and_bob(bench: &Bench) {
    bench.member().await;
    bench.store.commit(vec![Effect::CreateMember(member(BOB, "bob@example.org", Role::Editor))]).await.unwrap();
}

fn session(number: u8, member: MemberId, opened: i64) -> (TokenHash, Session) {
    let session = Session {
        id: SessionId::new(Uuid::from_u128(number.into())),
        member,
        created_at: at(opened),
        seen_at: at(opened),
        user_agent: "a browser".to_owned(),
        address: "192.0.2.1".to_owned(),
    };
    (TokenHash([number; 32]), session)
}

async fn open(bench: &Bench, (secret, session): &(TokenHash, Session)) {
    bench.store.commit(vec![Effect::OpenSession(*secret, session.clone())]).await.unwrap();
}

/// Whether a secret opens the desk then.
async fn opens(bench: &Bench, secret: TokenHash, now: i64) -> bool {
    bench.store.session(secret, at(now - IDLE), at(now - LONGEST)).await.unwrap().is_some()
}

pub(super) async fn a_session_ends_when_it_is_not_used_and_in_the_end_in_any_case(mut bench: Bench) {
    ada_and_bob(&bench).await;
    let of_ada = session(1, MEMBER, 0);
    open(&bench, &of_ada).await;
    let (secret, id) = (of_ada.0, of_ada.1.id);
    bench.restart().await;
    let (ada, found) = bench.store.session(secret, at(-1), at(-1)).await.unwrap().unwrap();
    assert_eq!((ada.id, &found), (MEMBER, &of_ada.1));
    assert!(opens(&bench, secret, IDLE - 1).await);
    assert!(!opens(&bench, secret, IDLE).await, "it was not used for thirty days");
    assert!(!opens(&bench, TokenHash([9; 32]), 1).await);

    for day in [29, 58, 87] {
        assert!(opens(&bench, secret, day * DAY).await);
        bench.store.commit(vec![Effect::SeeSession { session: id, at: at(day * DAY) }]).await.unwrap();
    }
    assert!(opens(&bench, secret, LONGEST - 1).await);
    assert!(!opens(&bench, secret, LONGEST).await, "it was opened ninety days ago");

    let of_bob = session(2, BOB, 0);
    open(&bench, &of_bob).await;
    let forget = |now| bench.store.forget_sessions(at(now - IDLE), at(now - LONGEST));
    forget(IDLE).await.unwrap();
    assert_eq!(bench.store.sessions(BOB).await.unwrap(), [], "what is over is forgotten");
    assert_eq!(bench.store.sessions(MEMBER).await.unwrap().len(), 1, "what was seen since stays");
    forget(LONGEST).await.unwrap();
    assert_eq!(bench.store.sessions(MEMBER).await.unwrap(), []);
}

pub(super) async fn a_session_is_ended_by_whose_it_is(bench: Bench) {
    ada_and_bob(&bench).await;
    let (first, second, of_bob) = (session(1, MEMBER, 0), session(2, MEMBER, 1), session(3, BOB, 2));
    for session in [&first, &second, &of_bob] {
        open(&bench, session).await;
    }
    let end = |session: &Session, member| bench.store.commit(vec![Effect::EndSession { session: session.id, member }]);
    assert!(matches!(end(&first.1, BOB).await, Err(Error::NotFound { what: "session", .. })), "it is not Bob's");
    end(&first.1, MEMBER).await.unwrap();
    assert!(!opens(&bench, first.0, 3).await);
    let third = session(4, MEMBER, 3);
    open(&bench, &third).await;
    bench.store.commit(vec![Effect::EndSessions { member: MEMBER, but: Some(third.1.id) }]).await.unwrap();
    assert_eq!(bench.store.sessions(MEMBER).await.unwrap(), [third.1]);
    bench.store.commit(vec![Effect::SeeSession { session: second.1.id, at: at(4) }]).await.unwrap();
    assert!(!opens(&bench, second.0, 5).await, "what ended stays ended, also when it was just in use");
    assert!(opens(&bench, of_bob.0, 5).await);
}

fn link(number: u8, purpose: Purpose, expires_at: Timestamp) -> (TokenHash, Link) {
    let id = LinkId::new(Uuid::from_u128(number.into()));
    let link = Link { id, purpose, created_by: None, created_at: at(0), expires_at };
    (TokenHash([number; 32]), link)
}

async fn make(bench: &Bench, (secret, link): &(TokenHash, Link)) {
    bench.store.commit(vec![Effect::CreateLink(*secret, link.clone())]).await.unwrap();
}

async fn follow(bench: &Bench, link: &Link) -> Result<(), Error> {
    bench.store.commit(vec![Effect::FollowLink { link: link.id, purpose: link.purpose.clone() }]).await
}

pub(super) async fn a_link_lets_in_once_until_it_expires(mut bench: Bench) {
    ada_and_bob(&bench).await;
    let coverage = bench.coverage("bridge").await;
    let invited = |email: &str| Purpose::Invitation {
        email: email.to_owned(),
        role: Role::Reporter,
        places: vec![(coverage, Role::Editor)],
    };
    let (jo, eve) = (link(1, invited("jo@example.org"), at(60)), link(2, invited("eve@example.org"), at(90)));
    for link in [&jo, &eve] {
        make(&bench, link).await;
    }
    bench.restart().await;
    assert_eq!(bench.store.link(jo.0, at(59)).await.unwrap().as_ref(), Some(&jo.1));
    assert_eq!(bench.store.link(jo.0, at(60)).await.unwrap(), None, "it expired");
    let for_jo = async |now| bench.store.invitation_for("JO@example.org", at(now)).await.unwrap();
    assert_eq!((for_jo(59).await, for_jo(60).await), (Some(jo.1.clone()), None));
    assert_eq!(bench.store.invitations(at(60)).await.unwrap(), std::slice::from_ref(&eve.1));
    bench.store.forget_links(at(60)).await.unwrap();
    assert_eq!(bench.store.link(jo.0, at(1)).await.unwrap(), None, "what is over is forgotten");

    let (first, second) = tokio::join!(follow(&bench, &eve.1), follow(&bench, &eve.1));
    let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(&refused[..], [Error::NotFound { what: "link", .. }]), "of two at once, one gets in");
    assert_eq!(bench.store.link(eve.0, at(1)).await.unwrap(), None);
}

pub(super) async fn a_new_link_takes_the_place_of_earlier_ones(bench: Bench) {
    ada_and_bob(&bench).await;
    let back = |number, member| link(number, Purpose::Recovery { member }, at(60));
    let (first, of_bob, second) = (back(1, MEMBER), back(2, BOB), back(3, MEMBER));
    for link in [&first, &of_bob, &second] {
        make(&bench, link).await;
    }
    assert_eq!(bench.store.link(first.0, at(1)).await.unwrap(), None);
    assert!(matches!(follow(&bench, &first.1).await, Err(Error::NotFound { what: "link", .. })));
    assert_eq!(bench.store.link(second.0, at(1)).await.unwrap().as_ref(), Some(&second.1));
    assert_eq!(bench.store.link(of_bob.0, at(1)).await.unwrap().as_ref(), Some(&of_bob.1), "another's stays");
    let setup = link(4, Purpose::Setup, at(60));
    make(&bench, &setup).await;
    assert_eq!(bench.store.link(setup.0, at(1)).await.unwrap(), None, "there are members already");
    assert!(matches!(follow(&bench, &setup.1).await, Err(Error::NotFound { what: "link", .. })));
}

fn passkey(number: u8, member: MemberId) -> Passkey {
    Passkey {
        id: PasskeyId::new(Uuid::from_u128(number.into())),
        member,
        credential_id: vec![number; 16],
        name: "a phone".to_owned(),
        credential: json!({"counter": 0}),
        created_at: at(number.into()),
        used_at: None,
    }
}

pub(super) async fn a_passkey_is_its_members(mut bench: Bench) {
    ada_and_bob(&bench).await;
    let (phone, desk) = (passkey(1, MEMBER), passkey(2, MEMBER));
    for passkey in [&desk, &phone] {
        bench.store.commit(vec![Effect::CreatePasskey(passkey.clone())]).await.unwrap();
    }
    let stolen = Passkey { id: passkey(3, BOB).id, member: BOB, ..phone.clone() };
    let refused = bench.store.commit(vec![Effect::CreatePasskey(stolen)]).await;
    assert!(matches!(refused, Err(Error::Exists { what: "passkey", .. })), "an authenticator is one member's");

    let (credential, used_at) = (json!({"counter": 1}), Some(at(9)));
    let used = Effect::UsePasskey { passkey: phone.id, credential: credential.clone(), at: at(9) };
    bench.store.commit(vec![used]).await.unwrap();
    bench.restart().await;
    let phone = Passkey { credential, used_at, ..phone };
    assert_eq!(bench.store.passkeys(MEMBER).await.unwrap(), [phone.clone(), desk.clone()]);
    assert_eq!(bench.store.count_passkeys(MEMBER).await.unwrap(), 2);
    assert_eq!(bench.store.passkeys(BOB).await.unwrap(), []);

    let dropped = |member| bench.store.commit(vec![Effect::DropPasskey { passkey: phone.id, member }]);
    assert!(matches!(dropped(BOB).await, Err(Error::NotFound { what: "passkey", .. })), "it is not Bob's");
    dropped(MEMBER).await.unwrap();
    let again = Effect::UsePasskey { passkey: phone.id, credential: json!({}), at: at(10) };
    assert!(matches!(bench.store.commit(vec![again]).await, Err(Error::NotFound { what: "passkey", .. })));
    assert_eq!(bench.store.passkeys(MEMBER).await.unwrap(), [desk]);
}

pub(super) async fn who_is_disabled_loses_sessions_tokens_and_links_for_good(bench: Bench) {
    ada_and_bob(&bench).await;
    let (of_bob, back) = (session(2, BOB, 0), link(3, Purpose::Recovery { member: BOB }, at(60)));
    let programs = TokenHash([4; 32]);
    open(&bench, &of_bob).await;
    make(&bench, &back).await;
    bench.store.commit(vec![Effect::CreateToken(programs, token(4, BOB))]).await.unwrap();
    let of_ada = session(5, MEMBER, 0);
    open(&bench, &of_ada).await;

    let bob = member(BOB, "bob@example.org", Role::Editor);
    for disabled_at in [Some(at(5)), None] {
        let saved = store::Member { disabled_at, ..bob.clone() };
        bench.store.commit(vec![Effect::SaveMember(saved)]).await.unwrap();
        assert!(!opens(&bench, of_bob.0, 6).await, "disabled: {disabled_at:?}");
        assert_eq!(bench.store.bearer(programs, at(6)).await.unwrap(), None, "disabled: {disabled_at:?}");
        assert_eq!(bench.store.link(back.0, at(6)).await.unwrap(), None, "disabled: {disabled_at:?}");
        assert!(follow(&bench, &back.1).await.is_err(), "nor for who looked at it before");
        if disabled_at.is_some() {
            let (secret, late) = session(6, BOB, 6);
            let refused = bench.store.commit(vec![Effect::OpenSession(secret, late)]).await;
            assert!(matches!(refused, Err(Error::NotFound { what: "member", .. })), "nor for who was about to");
        }
    }
    assert!(opens(&bench, of_ada.0, 6).await);
}

pub(super) async fn what_members_say_of_themselves_undoes_nothing(bench: Bench) {
    ada_and_bob(&bench).await;
    let demoted =
        store::Member { role: Role::Viewer, disabled_at: Some(at(5)), ..member(BOB, "bob@example.org", Role::Editor) };
    bench.store.commit(vec![Effect::SaveMember(demoted.clone())]).await.unwrap();
    // It was asked for a moment before.
    let profile =
        |member| Effect::SaveProfile { member, name: "Bob Field".to_owned(), language: Some("cy".to_owned()) };
    bench.store.commit(vec![profile(BOB)]).await.unwrap();
    let bob = bench.store.member(BOB).await.unwrap().unwrap();
    assert_eq!(bob, store::Member { name: "Bob Field".to_owned(), language: Some("cy".to_owned()), ..demoted });
    let nobody = bench.store.commit(vec![profile(MemberId::new(Uuid::nil()))]).await;
    assert!(matches!(nobody, Err(Error::NotFound { what: "member", .. })));
}
