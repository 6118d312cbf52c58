//! A clock that jumps while the server runs.
//!
//! No process can be given a clock of its own by the system alone. Where
//! libfaketime is installed, `STET_FAKETIME` names its library and the server's
//! clock really jumps (`make audit`); everywhere else the same happens without
//! a jump.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::resuming::{Whereabouts, read};
use crate::stet::{Desk, Server, command, get, text, token};

/// How far the server's clock can be put, and how.
struct Jumping {
    library: Option<String>,
    file: PathBuf,
}

impl Jumping {
    fn new(folder: &Path) -> Self {
        let jumping = Self { library: std::env::var("STET_FAKETIME").ok(), file: folder.join("faketime") };
        jumping.to(SignedDuration::ZERO);
        jumping
    }

    fn serve(&self, data: &Path) -> Server {
        let mut command = command(&["serve", "--listen", "127.0.0.1:0", "--data", text(data)]);
        if let Some(library) = &self.library {
            command
                .env("LD_PRELOAD", library)
                .env("FAKETIME_TIMESTAMP_FILE", &self.file)
                .env("FAKETIME_NO_CACHE", "1")
                .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        Server::run(&mut command)
    }

    /// Puts the clock to so far from now; gives by how much it was put.
    fn to(&self, ahead: SignedDuration) -> SignedDuration {
        std::fs::write(&self.file, format!("{:+}s\n", ahead.as_secs())).unwrap();
        if self.library.is_some() { ahead } else { SignedDuration::ZERO }
    }
}

/// Publishes, and gives when the server says that it was.
fn publish(desk: &Desk) -> Timestamp {
    let made = desk.must("POST", "/coverages/storm/posts", &json!({"body": "The barrier is closed."}));
    made["published_at"].as_str().unwrap().parse().unwrap()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the server's clock is put ahead of the machine's own")]
fn a_clock_that_jumps_turns_nothing_around_and_holds_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let clock = Jumping::new(folder.path());
    let server = clock.serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm"}));
    let whereabouts = Arc::new(Whereabouts::default());
    let (connected, connections) = mpsc::channel();
    let reader = read(&whereabouts, "identity", connected);
    whereabouts.moved_to(&server.url);
    connections.recv().unwrap();
    let mut times = vec![publish(&desk)];

    // What is scheduled for later today falls due at once when the clock is put days ahead.
    let later = Timestamp::now() + SignedDuration::from_hours(5);
    let jumped = clock.to(SignedDuration::from_hours(3 * 24));
    let draft = json!({"body": "For later.", "publish_at": (later + jumped).to_string()});
    let scheduled = desk.must("POST", "/coverages/storm/posts", &draft);
    assert_eq!(scheduled["status"], "scheduled");
    times.push(publish(&desk));
    assert!(times[1].duration_since(times[0]) >= jumped, "{times:?}");
    let jumped_again = clock.to(SignedDuration::from_hours(3 * 24 + 6));
    if jumped_again > jumped {
        let mut told = desk.stream("storm", std::time::Duration::from_secs(20));
        let path = format!("/coverages/storm/posts/{}", scheduled["id"].as_str().unwrap());
        while desk.must("GET", &path, &Value::Null)["status"] == "scheduled" {
            assert!(told.next().is_some(), "it is published");
        }
    }

    // Put back by hours, the record goes on: no post comes before one that was there.
    clock.to(SignedDuration::from_hours(-7));
    times.extend([publish(&desk), publish(&desk)]);
    assert!(times.is_sorted(), "{times:?}");
    let document: Value = serde_json::from_str(&get(&format!("{}/live/storm.json", server.url)).1).unwrap();
    let seqs: Vec<u64> =
        document["posts"].as_array().unwrap().iter().map(|post| post["seq"].as_u64().unwrap()).collect();
    assert!(seqs.is_sorted_by(|one, next| one > next), "the newest is on top: {seqs:?}");
    for path in ["/live/storm", "/live/storm/feed.atom", "/live/storm/changes?after=0", "/sitemap.xml", "/healthz"] {
        assert_eq!(get(&format!("{}{path}", server.url)).0, 200, "{path}");
    }
    // One more change ends it for the reader, who has had all of them in their order.
    whereabouts.ends_with(document["seq"].as_u64().unwrap() + 1);
    publish(&desk);
    assert!(reader.join().unwrap().len() > seqs.len());
}
