//! Pictures and films come along with what is followed, each from where it belongs.

use jpeg_encoder::{ColorType, Encoder};

use super::*;

#[test]
fn pictures_come_along_and_go_when_they_are_ordered_gone() {
    let source = Node::start(&[]);
    source.open("storm");
    let photo = photograph(900, 600);
    let place = begin(&source.desk(), photo.len());
    assert!(go_on(&source.desk(), &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
    let medium = looked_at(&source.desk(), &place);
    let id = medium["id"].as_str().unwrap().to_owned();
    let image =
        json!({"type": "image", "attrs": {"media": id, "alt": "A ferry in the lee", "width": 900, "height": 600}});
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [image]}});
    source.desk().must("POST", "/coverages/storm/posts", &json!({"headline": "The ferry", "body": body}));
    let follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    until(|| status(&follower.url(&format!("/media/{id}"))) == 200);
    for width in ["320.webp", "320.jpg"] {
        assert_eq!(status(&follower.url(&format!("/media/{id}/{width}"))), 200, "{width}");
    }
    let known = follower.desk().must("GET", &format!("/media/{id}"), &Value::Null);
    assert_eq!((&known["width"], &known["height"], &known["state"]), (&json!(900), &json!(600), &json!("ready")));
    // Whoever runs a copy may have a picture gone there as well; nothing is written to the record for it, and
    // nobody tries to for ever.
    let other = Node::reaching(&[&source.address]);
    other.follow(&source.coverage("storm"), "storm");
    until(|| status(&other.url(&format!("/media/{id}"))) == 200);
    other.desk().must("POST", &format!("/media/{id}/redact"), &json!({"reason": "legal"}));
    until(|| status(&other.url(&format!("/media/{id}"))) == 410);
    until(|| no_job_is_left(other.folder.path()));
    assert!(get(&other.url("/metrics")).1.contains("stet_job_failures_total 0\n"));
    assert_eq!(other.root("storm"), source.root("storm"));

    source.desk().must("POST", &format!("/media/{id}/redact"), &json!({"reason": "safety"}));
    until(|| source.told("storm")["posts"][0]["revisions"] == 2);
    follower.comes_to("storm", &source, "storm");
    until(|| status(&follower.url(&format!("/media/{id}"))) == 410);
}

/// Has a node take in a picture; gives its id, and its size in bytes.
fn upload(node: &Node, photo: &[u8]) -> (String, u64) {
    let place = begin(&node.desk(), photo.len());
    assert!(go_on(&node.desk(), &place, 0, photo).unwrap().starts_with("HTTP/1.1 204"));
    let medium = looked_at(&node.desk(), &place);
    (medium["id"].as_str().unwrap().to_owned(), medium["bytes"].as_u64().unwrap())
}

/// A picture of noise alone, which no coding makes small.
fn grainy(width: u16, height: u16) -> Vec<u8> {
    let noise =
        |index: u32| (index.wrapping_mul(2_654_435_761) ^ index.wrapping_mul(40_503).wrapping_mul(index | 1)) >> 24;
    let values = u32::from(width) * u32::from(height) * 3;
    let pixels: Vec<u8> = (0..values).map(|index| noise(index).to_le_bytes()[0]).collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A body that shows a picture.
fn showing(picture: &str) -> Value {
    let attrs = json!({"media": picture, "alt": "A ferry in the lee", "width": 900, "height": 600});
    json!({"v": 1, "doc": {"type": "doc", "content": [{"type": "image", "attrs": attrs}]}})
}

#[test]
fn pictures_of_a_source_take_no_more_room_than_they_may_and_come_once_there_is_some() {
    let source = Node::start(&[]);
    source.open("storm");
    let ((large, size), (small, _)) = (upload(&source, &grainy(1500, 1000)), upload(&source, &photograph(300, 200)));
    assert!(size > 1_000_000, "{size}");
    let desk = source.desk();
    let post = desk.must("POST", "/coverages/storm/posts", &json!({"headline": "The ferry", "body": showing(&large)}));
    // Only its history shows the large one then.
    let place = format!("/coverages/storm/posts/{}", post["id"].as_str().unwrap());
    desk.must("PATCH", &place, &json!({"body": showing(&small)}));
    let mut follower = Node::start(&["--also-reach", &source.address, "--room-per-source", "1"]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let answer = |follower: &Node, id: &str| status(&follower.url(&format!("/media/{id}")));
    until(|| answer(&follower, &small) == 200);
    assert_eq!(answer(&follower, &large), 404);
    let (_, log) = follower.server.take().unwrap().stop();
    assert_eq!(log.matches("--room-per-source").count(), 1, "{log}");
    follower.args.truncate(2);
    follower.start_again();
    until(|| answer(&follower, &large) == 200);
}

#[test]
fn nobody_shows_anothers_picture_by_naming_it() {
    let source = Node::start(&[]);
    source.open("storm");
    let (picture, _) = upload(&source, &photograph(300, 200));
    source.desk().must("POST", "/coverages/storm/posts", &json!({"headline": "The ferry", "body": showing(&picture)}));
    // The same record at another server, which has no picture, or another one.
    let other = Node::start(&[]);
    let file = other.folder.path().join("storm.jsonl");
    std::fs::write(&file, source.stet(&["export", "storm"]).out).unwrap();
    assert!(other.stet(&["import", text(&file), "--slug", "storm"]).ok);
    until(|| status(&other.coverage("storm")) == 200);

    let mut follower = Node::reaching(&[&source.address, &other.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let place = format!("/media/{picture}");
    until(|| status(&follower.url(&place)) == 200);
    follower.follow(&other.coverage("storm"), "other");
    until(|| status(&follower.coverage("other")) == 200);
    assert_eq!(follower.root("other"), other.root("storm"));
    for path in ["", ".json", "/feed.json"] {
        let says = |slug: &str| get(&format!("{}{path}", follower.coverage(slug))).1.contains(&picture);
        assert!(says("storm") && !says("other"), "{path}");
    }
    assert!(get(&follower.coverage("other")).1.contains("The ferry"));
    follower.desk().must("DELETE", "/followings/other", &Value::Null);
    assert!(!get(&follower.coverage("other")).1.contains(&picture), "nor later");
    assert_eq!(status(&follower.url(&place)), 200);
    let (_, log) = follower.server.take().unwrap().stop();
    assert_eq!(log.matches("another's here").count(), 1, "{log}");
}

#[test]
fn an_archive_of_what_was_followed_is_imported_beside_it() {
    let source = Node::start(&[]);
    source.open("storm");
    let (picture, _) = upload(&source, &photograph(900, 600));
    source.desk().must("POST", "/coverages/storm/posts", &json!({"headline": "The ferry", "body": showing(&picture)}));
    let archive = source.folder.path().join("storm.zip");
    let run = source.stet(&["export", "storm", "--archive", text(&archive), "--public-url", &source.url("")]);
    assert!(run.ok, "{}", run.err);
    let follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let place = follower.url(&format!("/media/{picture}"));
    until(|| status(&place) == 200);
    let kept = get_bytes(&place).1;
    assert!(kept != get_bytes(&source.url(&format!("/media/{picture}"))).1, "it was coded anew");
    let import = |slug: &str| follower.stet(&["import", text(&archive), "--slug", slug]);
    let beside = import("beside");
    let said = format!("1 picture or film, which came from {} before", source.address);
    assert!(beside.ok && beside.out.contains(&said), "{}{}", beside.out, beside.err);
    follower.desk().must("DELETE", "/followings/storm", &Value::Null);
    let later = import("later");
    assert!(later.ok && later.out.contains(&said), "{}{}", later.out, later.err);
    assert!(get_bytes(&place).1 == kept);
    until(|| get(&follower.coverage("later")).1.contains(&picture));
    // What was redacted here stays gone.
    follower.desk().must("POST", &format!("/media/{picture}/redact"), &json!({"reason": "legal"}));
    let again = import("again");
    assert!(again.ok && again.out.contains("redacted here: 1 picture or film"), "{}{}", again.out, again.err);
    assert_eq!(status(&place), 410);
}
