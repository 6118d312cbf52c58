//! What is ordered gone: words and pictures.

use coverage::{Body, Change, Command, Context, Lead, RedactionReason, decide};
use expect_test::expect;
use serde_json::{Value, json};

use crate::decide::{check, decided};
use crate::sample::{
    after, amend, apply_all, body, document, ended, line, media, open, paragraph, post, prose, publish, revise,
    withdraw,
};

fn redact(number: u128) -> Command {
    Command::Redact { post: post(number), reason: RedactionReason::Privacy }
}

fn revised(number: u128, words: &str) -> Command {
    revise(number, |to| to.body = Some(body(words)))
}

#[test]
fn a_post_goes_in_all_its_versions() {
    check(
        vec![open(), publish(1), revised(1, "It is here"), publish(2), revised(1, "It has left")],
        redact(1),
        expect![[
            r#"post_redacted {"changes":[2,3,5],"post":"№ 1","published_at":"2026-03-01T09:01:00Z","reason":"privacy","v":1}"#
        ]],
    );
}

#[test]
fn a_withdrawn_one_goes_with_the_reason_that_was_given() {
    check(
        vec![open(), publish(1), withdraw(1)],
        redact(1),
        expect![[
            r#"post_redacted {"changes":[2,3],"post":"№ 1","published_at":"2026-03-01T09:01:00Z","reason":"privacy","v":1}"#
        ]],
    );
}

#[test]
fn what_stands_on_top_comes_down_first() {
    let pinned = amend(|to| to.pinned = Some(Some(post(1))));
    let told = decided(vec![open(), publish(1), pinned], redact(1), "10:00");
    assert!(told.starts_with("post_unpinned "), "{told}");
}

#[test]
fn words_can_go_whatever_became_of_the_coverage() {
    assert!(decided(ended(), redact(1), "10:00").starts_with("post_redacted "));
}

#[test]
fn it_happens_once_and_nothing_comes_after_it() {
    let log = || vec![open(), publish(1), redact(1)];
    check(log(), redact(1), expect!["nothing"]);
    check(log(), redact(2), expect!["post_unknown at post: `post`: there is no post № 2 in this coverage"]);
    check(log(), withdraw(1), expect!["post_redacted at post: `post`: the post № 1 was redacted"]);
    check(log(), revised(1, "Again"), expect!["post_redacted at post: `post`: the post № 1 was redacted"]);
    check(log(), publish(1), expect!["post_exists at -: there is a post № 1 already"]);
}

fn image(number: u128) -> Value {
    json!({"type": "image", "attrs": {"media": media(number).to_string(), "alt": format!("What is on {number}")}})
}

fn of_blocks(number: u128, blocks: Value) -> Command {
    revise(number, |to| to.body = Some(Body::from_member(&document(blocks)).unwrap()))
}

fn take_out(number: u128) -> Command {
    let note = prose("A picture went.");
    Command::TakeOut { media: media(number), reason: RedactionReason::Legal, note }
}

/// The blocks that are left of a body once the first picture is taken out of it; none if it is left as it is.
fn left(blocks: Value) -> Option<Value> {
    let mut view = after(vec![open(), publish(1), of_blocks(1, blocks)]);
    let context = Context { now: view.changed_at() };
    let changes = decide(&view, take_out(1), &context).unwrap();
    let before = view.post(post(1)).unwrap().content().cloned();
    apply_all(&mut view, context.now, &changes);
    let after = view.post(post(1)).unwrap().content().unwrap();
    (before.as_ref() != Some(after)).then(|| after.body.to_json().pointer_mut("/doc/content").unwrap().take())
}

#[test]
fn a_medium_leaves_whatever_shows_it() {
    assert_eq!(left(json!([paragraph("Waves"), image(1)])).unwrap(), json!([paragraph("Waves")]));
    assert_eq!(left(json!([image(1)])).unwrap(), json!([]));
    assert_eq!(left(json!([image(2)])), None);
    let gallery = |images: &[Value]| json!({"type": "gallery", "content": images});
    assert_eq!(left(json!([gallery(&[image(1), image(2)])])).unwrap(), json!([gallery(&[image(2)])]));
    assert_eq!(left(json!([gallery(&[image(1)])])).unwrap(), json!([]));
    let comparison = json!({"type": "comparison", "content": [image(1), image(2)]});
    assert_eq!(left(json!([comparison])).unwrap(), json!([image(2)]));
    let film = |film: u128, poster: u128| json!({"type": "video", "attrs": {"title": "Waves", "media": media(film).to_string(), "poster": media(poster).to_string()}});
    assert_eq!(left(json!([film(1, 2)])).unwrap(), json!([]));
    let bare = json!([{"type": "video", "attrs": {"title": "Waves", "media": media(2).to_string()}}]);
    assert_eq!(left(json!([film(2, 1)])).unwrap(), bare);
    let card = |fields: Value| {
        let mut card = json!({"type": "related", "attrs": {"title": "More", "url": "https://example.org/more"}});
        card["attrs"].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        card
    };
    let shown = card(json!({"image": media(1).to_string(), "alt": "A pier"}));
    assert_eq!(left(json!([shown])).unwrap(), json!([card(json!({}))]));
}

#[test]
fn a_medium_leaves_the_posts_and_the_lead_and_the_record_says_so() {
    let lead = Lead::Image {
        media: Some(media(1)),
        alt: "A pier".to_owned(),
        caption: None,
        credit: None,
        width: None,
        height: None,
    };
    let led = amend(|to| to.lead = Some(Some(lead)));
    let log = vec![open(), publish(1), of_blocks(1, json!([paragraph("Waves"), image(1)])), publish(2), led];
    check(
        log,
        take_out(1),
        expect![[r#"
            post_revised {"content":{"body":"Waves","headline":"The ferry is late"},"notice":{"kind":"update","text":"A picture went."},"post":"№ 1","v":1}
            lead_changed {"lead":null,"v":1}
            medium_redacted {"media":"№ 1","reason":"legal","v":1}"#]],
    );
    // A version that is seen no more showed it.
    let log = vec![open(), publish(1), of_blocks(1, json!([image(1)])), withdraw(1)];
    check(log, take_out(1), expect![[r#"medium_redacted {"media":"№ 1","reason":"legal","v":1}"#]]);
}

#[test]
fn a_film_stays_on_top_without_the_picture_that_is_gone() {
    let film = |poster: Option<u128>, alt: &str| Lead::Video {
        title: line("Waves"),
        media: Some(media(2)),
        url: None,
        poster: poster.map(media),
        alt: alt.to_owned(),
        duration: None,
        caption: None,
        source: None,
    };
    let led = |lead| amend(|to| to.lead = Some(Some(lead)));
    let view = after(vec![open(), led(film(Some(1), "A pier"))]);
    let context = Context { now: view.changed_at() };
    let changes = decide(&view, take_out(1), &context).unwrap();
    assert_eq!(changes[0], Change::LeadChanged(Some(film(None, ""))));
}
