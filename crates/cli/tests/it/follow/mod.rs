//! One server follows a coverage of another: real processes, which are killed, lied to, and told apart.

mod lies;
mod pictures;

use std::net::TcpListener;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use coverage::{Change, Seq, Slug};
use serde_json::{Value, json};
use store::{NewChange, Store};

use crate::between::Between;
use crate::photograph::photograph;
use crate::stet::{Desk, Run, Server, get, get_bytes, stet, text, token};
use crate::uploading::{begin, go_on, looked_at};

/// How long something may take that is to come about.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that can be killed, and comes back at the same address.
struct Node {
    folder: tempfile::TempDir,
    address: String,
    args: Vec<String>,
    server: Option<Server>,
    token: String,
}

impl Node {
    /// One that may reach these addresses of this machine.
    fn start(args: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let token = token(folder.path());
        // A free port, which is nobody's by the time that the server asks for it.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        let server = serve(&folder, &address, &args);
        Self { folder, address, args, server: Some(server), token }
    }

    /// Its owner, with a connection of their own: what stood idle for long may be closed by the server.
    fn desk(&self) -> Desk {
        Desk::new(self.server.as_ref().unwrap(), &self.token)
    }

    /// One that follows whatever is at those addresses.
    fn reaching(others: &[&str]) -> Self {
        Self::start(&["--also-reach", &others.join(",")])
    }

    fn kill(&mut self) {
        self.server.take().unwrap().kill();
    }

    fn start_again(&mut self) {
        self.server = Some(serve(&self.folder, &self.address, &self.args));
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn coverage(&self, slug: &str) -> String {
        self.url(&format!("/live/{slug}"))
    }

    fn stet(&self, args: &[&str]) -> Run {
        stet(&[args, &["--data", text(self.folder.path())]].concat())
    }

    /// Has this one follow a coverage.
    fn follow(&self, address: &str, slug: &str) {
        let run = self.stet(&["follow", address, "--slug", slug]);
        assert!(run.ok, "{}", run.err);
    }

    fn open(&self, slug: &str) {
        self.desk().must("POST", "/coverages", &json!({"slug": slug, "headline": "Ferries in the storm"}));
    }

    fn publish(&self, slug: &str, headline: &str) -> String {
        let post = json!({"headline": headline, "body": format!("{headline}, says the port.")});
        self.desk().must("POST", &format!("/coverages/{slug}/posts"), &post)["id"].as_str().unwrap().to_owned()
    }

    /// What a coverage says to readers, as JSON, without where it comes from.
    fn told(&self, slug: &str) -> Value {
        let (status, told) = get(&format!("{}.json", self.coverage(slug)));
        assert_eq!(status, 200, "{told}");
        let mut told: Value = serde_json::from_str(&told).unwrap();
        told["source"].take();
        told
    }

    fn seq(&self, slug: &str) -> u64 {
        self.told(slug)["seq"].as_u64().unwrap()
    }

    /// The size and the root that are signed, without whose they are.
    fn root(&self, slug: &str) -> String {
        let (status, note) = get(&format!("{}/log/checkpoint", self.coverage(slug)));
        assert_eq!(status, 200);
        note.lines().skip(1).take(2).collect::<Vec<_>>().join("\n")
    }

    /// What is known of the one coverage that is followed.
    fn following(&self) -> Value {
        self.desk().must("GET", "/followings", &Value::Null)["followings"][0].clone()
    }

    /// Waits until the coverage has come here up to what the other has; its record is the same then, and so is its page.
    fn comes_to(&self, slug: &str, other: &Self, there: &str) {
        let seq = other.seq(there);
        until(|| {
            // Asked for a position that is not here yet, a server waits a moment before it answers.
            let (status, _) = get(&format!("{}/changes?after={seq}", self.coverage(slug)));
            status == 200 && self.seq(slug) >= seq
        });
        assert_eq!(self.root(slug), other.root(there));
        let mut expected = other.told(there);
        let mut told = self.told(slug);
        if slug == there {
            assert_eq!(told, expected);
        } else {
            // Addresses have the slug in them.
            for told in [&mut told, &mut expected] {
                told["slug"].take();
                told["url"].take();
                told["posts"].as_array_mut().unwrap().iter_mut().for_each(|post| drop(post["url"].take()));
            }
            assert_eq!(told, expected);
        }
    }

    /// Waits until following has stopped, or cannot go on, for that reason.
    fn has_fault(&self, state: &str, code: &str) {
        until(|| {
            let following = self.following();
            following["state"] == state && following["fault"]["code"] == code
        });
    }
}

fn serve(folder: &tempfile::TempDir, address: &str, args: &[String]) -> Server {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut server =
        Server::start(&[&["serve", "--listen", address, "--data", text(folder.path())][..], &args].concat());
    // It says where readers reach it, which may be behind another.
    server.url = format!("http://{address}");
    server
}

/// What somebody is answered who asks for a picture.
fn status(url: &str) -> u16 {
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    ureq::Agent::from(config).get(url).call().unwrap().status().as_u16()
}

/// Asks until it is so.
#[track_caller]
fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it does not come about");
        thread::yield_now();
    }
}

/// A source with some posts of every fate, and their ids.
fn source() -> (Node, Vec<String>) {
    let source = Node::start(&[]);
    source.open("storm");
    let posts = ["The harbour closes", "A boat is missing", "The quay is under water", "The pier stands"];
    let posts: Vec<String> = posts.iter().map(|headline| source.publish("storm", headline)).collect();
    (source, posts)
}

fn change_everything(source: &Node, posts: &[String]) {
    let at = |post: &str| format!("/coverages/storm/posts/{post}");
    let correction =
        json!({"headline": "The harbour is closed", "notice": {"kind": "correction", "text": "It was at six."}});
    source.desk().must("PATCH", &at(&posts[0]), &correction);
    source.desk().must("PATCH", &at(&posts[1]), &json!({"headline": "Two boats are missing"}));
    source.desk().must("PATCH", "/coverages/storm", &json!({"pinned": posts[1]}));
    source.desk().must("POST", &format!("{}/placement", at(&posts[1])), &json!({"before": posts[0]}));
    source.desk().must("DELETE", &at(&posts[1]), &json!({"reason": "All boats are in port."}));
    source.desk().must(
        "PATCH",
        "/coverages/storm",
        &json!({"pinned": posts[2], "key_points": [{"text": "Stay away.", "post": posts[2]}]}),
    );
}

/// What a proxy makes of an answer, by its path.
type Lie = Box<dyn Fn(&str, String) -> String + Send>;

#[test]
fn a_coverage_is_followed_from_its_start_and_as_it_goes_on() {
    let (source, posts) = source();
    change_everything(&source, &posts);
    let follower = Node::reaching(&[&source.address]);
    // It is taken up beside the server that runs: what was withdrawn before never comes.
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let (_, lines) = get(&format!("{}/log/changes?after=0", follower.coverage("storm")));
    assert!(!lines.contains("boat is missing") && !lines.contains("boats are missing"), "{lines}");
    assert_eq!(lines, get(&format!("{}/log/changes?after=0", source.coverage("storm"))).1, "line for line");
    // And as it goes on.
    let more = source.publish("storm", "The ferry sails");
    follower.comes_to("storm", &source, "storm");
    source.desk().must("DELETE", &format!("/coverages/storm/posts/{more}"), &json!({"reason": "It does not."}));
    follower.comes_to("storm", &source, "storm");
    source.desk().must("PATCH", "/coverages/storm", &json!({"status": "ended", "status_note": "It is over."}));
    follower.comes_to("storm", &source, "storm");
    // Readers see whose it is, and who looks for it is led there.
    let (_, page) = get(&follower.coverage("storm"));
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{}\">", source.coverage("storm"))), "{page}");
    assert!(page.contains("id=\"source\"") && page.contains(&format!("href=\"{}\"", source.coverage("storm"))));
    let (_, post) = get(&format!("{}/post/{}", follower.coverage("storm"), posts[0]));
    assert!(post.contains(&format!(
        "<link rel=\"canonical\" href=\"{}/post/{}\">",
        source.coverage("storm"),
        posts[0]
    )));
    assert!(!get(&follower.url("/sitemap.xml")).1.contains("storm"));
    let json: Value = serde_json::from_str(&get(&format!("{}.json", follower.coverage("storm"))).1).unwrap();
    let from = json!({"url": source.coverage("storm"), "host": source.address, "tie": "followed"});
    assert_eq!(json["source"], from);
    // Whoever checks the copy is told that it holds, under the follower's own key and address.
    let run = stet(&["verify", &follower.coverage("storm")]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains(&format!("signed that {}/live/storm has these", follower.address)), "{}", run.out);
    let listed = follower.stet(&["follow", "--list"]);
    assert!(listed.out.starts_with("storm: following, ") && listed.out.contains("changes verified"), "{}", listed.out);
    // The same is told of both about what happened when.
    for path in ["/history", "/corrections"] {
        let of = |node: &Node| get(&format!("{}{path}", node.coverage("storm"))).1.matches("<time").count();
        assert_eq!(of(&follower), of(&source), "{path}");
    }
}

#[test]
fn what_was_prepared_is_followed_as_readers_met_it() {
    let source = Node::start(&[]);
    let desk = source.desk();
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "A hasty plan", "status": "draft"}));
    let post = source.publish("storm", "A hasty name");
    let at = |post: &str| format!("/coverages/storm/posts/{post}");
    let notice = json!({"kind": "correction", "text": "The name was wrong."});
    desk.must("PATCH", &at(&post), &json!({"headline": "A hasty word", "notice": notice}));
    desk.must("PATCH", &at(&post), &json!({"headline": "What readers met", "body": "It stood so."}));
    let gone = source.publish("storm", "A hasty post");
    desk.must("DELETE", &at(&gone), &json!({"reason": "It was none."}));
    let other = source.publish("storm", "Nobody touched it");
    for place in [json!({"after": other}), json!({"before": other}), json!({"after": other})] {
        desk.must("POST", &format!("{}/placement", at(&post)), &place);
    }
    desk.must("PATCH", "/coverages/storm", &json!({"standfirst": "A hasty sentence.", "language": "de"}));
    let head = json!({"headline": "The storm", "standfirst": "It comes.", "time_zone": "Europe/Kyiv"});
    desk.must("PATCH", "/coverages/storm", &head);
    desk.must("PATCH", "/coverages/storm", &json!({"pinned": other}));
    desk.must("PATCH", "/coverages/storm", &json!({"status": "live"}));
    let opened = source.seq("storm");
    let more = source.publish("storm", "It is here");
    desk.must("DELETE", &at(&more), &json!({"reason": "Not yet."}));
    desk.must("PATCH", &at(&post), &json!({"headline": "What it says since"}));

    let follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let log = |node: &Node, part: &str| {
        let told = get(&format!("{}/log/{part}?after=0", node.coverage("storm"))).1;
        // Behind the first empty line, each signs in its own name.
        told.split_once("\n\n").map_or(told.clone(), |(lines, _)| lines.to_owned())
    };
    let (lines, stands) = (log(&follower, "changes"), log(&follower, "withheld"));
    assert_eq!((&lines, &stands), (&log(&source, "changes"), &log(&source, "withheld")), "line for line");
    assert!(lines.contains(r#""kind":"coverage_opened""#) && lines.contains(r#""withheld":"prepared""#), "{lines}");
    assert!(!lines.contains("asty") && !stands.contains("asty"), "{lines}{stands}");
    // And at every moment since: what was withdrawn stands so already, in either.
    for seq in opened..=source.seq("storm") {
        let then = |node: &Node| {
            let (status, told) = get(&format!("{}/at/{seq}.json", node.coverage("storm")));
            assert_eq!(status, 200, "{told}");
            serde_json::from_str::<Value>(&told).unwrap()
        };
        assert_eq!(then(&follower), then(&source), "{seq}");
    }
    // A copy is no archive: what was withheld is at the source alone.
    let file = follower.folder.path().join("storm.zip");
    let run = follower.stet(&["export", "storm", "--archive", text(&file)]);
    assert!(!run.ok && run.err.contains(&source.coverage("storm")) && !file.exists(), "{}", run.err);
    for way in ["stet backup", "stet export storm --static DIR", "stet follow"] {
        assert!(run.err.contains(way), "{way}: {}", run.err);
    }
    // Pages in files are whole, and name the source.
    let site = follower.folder.path().join("pages");
    let run = follower.stet(&["export", "storm", "--static", text(&site)]);
    assert!(run.ok, "{}", run.err);
    let page = std::fs::read_to_string(site.join("live/storm/index.html")).unwrap();
    assert!(page.contains(&format!("href=\"{}\"", source.coverage("storm"))) && page.contains("What it says since"));
}

#[test]
fn silent_revisions_and_kinds_of_later_versions_are_followed_without_their_words() {
    let source = Node::start(&["--silent-revisions", "listed"]);
    source.open("storm");
    let post = source.publish("storm", "The harbour closes");
    let at = format!("/coverages/storm/posts/{post}");
    for headline in ["A hasty word", "A better one", "The best"] {
        source.desk().must("PATCH", &at, &json!({"headline": headline}));
    }
    of_a_later_version(&source);
    source.publish("storm", "It goes on");
    let follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    // And from there, to who follows the copy.
    let third = Node::reaching(&[&follower.address]);
    third.follow(&follower.coverage("storm"), "storm");
    third.comes_to("storm", &follower, "storm");
    let lines = |node: &Node| get(&format!("{}/log/changes?after=0", node.coverage("storm"))).1;
    let told = lines(&source);
    for (why, number) in [("silent", 2), ("not_understood", 1)] {
        assert_eq!(told.matches(&format!("\"withheld\":\"{why}\"")).count(), number, "{told}");
    }
    assert!(!told.contains("hasty") && !told.contains("better") && !told.contains("Who knows"), "{told}");
    assert_eq!([lines(&follower), lines(&third)], [told.clone(), told]);
}

/// Has a newer version write beside the server, and waits until that has noticed.
fn of_a_later_version(node: &Node) {
    let head = Seq(node.seq("storm"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = Store::open_existing(node.folder.path()).unwrap();
    runtime.block_on(async {
        let id = store.find(&Slug::parse("storm").unwrap()).await.unwrap().unwrap().id;
        let change = Change::Unknown { kind: "poll_opened".to_owned(), payload: json!({"question": "Who knows?"}) };
        let new = NewChange { at: server::now(), change, salt: [7; 16] };
        store.append(id, head, vec![new], vec![]).await.unwrap();
        store.close().await;
    });
    until(|| node.seq("storm") > head.0);
}

#[test]
fn either_side_may_be_killed_at_any_time() {
    let (mut source, _) = source();
    let mut follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    for round in 0..4 {
        for post in 0..5 {
            source.publish("storm", &format!("Round {round}, post {post}"));
        }
        // While it takes in what came, or before.
        follower.kill();
        source.publish("storm", "Nobody hears of it yet");
        follower.start_again();
        source.kill();
        source.start_again();
        source.publish("storm", "It goes on");
        follower.comes_to("storm", &source, "storm");
    }
    let following = follower.following();
    assert_eq!((&following["state"], &following["verified"]), (&json!("following"), &json!(source.seq("storm"))));
    let run = stet(&["verify", &follower.coverage("storm")]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn words_that_are_ordered_gone_at_the_source_are_gone_here() {
    let (source, posts) = source();
    let redact = |post: &str| {
        source.desk().must("POST", &format!("/coverages/storm/posts/{post}/redact"), &json!({"reason": "privacy"}));
    };
    redact(&posts[1]);
    let mut follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    // One that came with its words, and loses them while the follower is down.
    assert!(get(&follower.coverage("storm")).1.contains("The quay is under water"));
    follower.kill();
    redact(&posts[2]);
    follower.start_again();
    follower.comes_to("storm", &source, "storm");
    assert!(!get(&follower.coverage("storm")).1.contains("The quay is under water"));
    // Not in any file of it either, once the database was made anew.
    until(|| !holds(follower.folder.path(), "quay is under water"));
    assert!(!holds(follower.folder.path(), "boat is missing"), "it never came");
    let run = stet(&["verify", &follower.coverage("storm")]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("are redacted, as a later change says"), "{}", run.out);
}

/// Whether a file in a folder has these words.
fn holds(folder: &Path, words: &str) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, words);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        memchr::memmem::find(&bytes, words.as_bytes()).is_some()
    })
}

fn no_job_is_left(data: &Path) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = Store::open_existing(data).unwrap();
    let next = runtime.block_on(store.next_job_at()).unwrap();
    runtime.block_on(store.close());
    next.is_none()
}

#[test]
fn nothing_is_written_here_until_it_is_followed_no_more() {
    let (source, posts) = source();
    let follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let root = follower.root("storm");
    let post = format!("/coverages/storm/posts/{}", posts[0]);
    let new = json!({"headline": "Mine", "body": "Words of mine."});
    let draft = json!({"headline": "Mine", "body": "Words of mine.", "status": "draft"});
    for (method, path, body) in [
        ("POST", "/coverages/storm/posts", new.clone()),
        ("POST", "/coverages/storm/posts", draft),
        ("PATCH", &*post, json!({"headline": "Mine"})),
        ("DELETE", &*post, json!({"reason": "Mine."})),
        ("POST", &format!("{post}/redact"), json!({"reason": "legal"})),
        ("PATCH", "/coverages/storm", json!({"status": "ended"})),
    ] {
        let (status, answer) = follower.desk().ask(method, path, &body).unwrap();
        assert_eq!((status, &answer["code"]), (409, &json!("followed_elsewhere")), "{method} {path}: {answer}");
        assert!(answer["hint"].as_str().unwrap().contains("unfollow"), "{answer}");
    }
    assert_eq!(follower.root("storm"), root);
    let run = follower.stet(&["unfollow", "storm"]);
    assert!(run.ok && run.err.contains("stet backup") && run.err.contains("--static DIR"), "{}", run.err);
    source.publish("storm", "Nobody here is told");
    until(|| follower.desk().ask("POST", "/coverages/storm/posts", &new).unwrap().0 == 201);
    let page = get(&follower.coverage("storm")).1;
    assert!(page.contains("no longer kept up to date") && page.contains(&source.address), "{page}");
    assert!(page.contains(&format!("rel=\"canonical\" href=\"{}\"", follower.coverage("storm"))));
    assert!(!follower.told("storm").to_string().contains("Nobody here is told"));
    assert!(!follower.stet(&["unfollow", "storm"]).ok, "it is not followed any more");
    // What goes on by itself cannot be followed any further, and is not locked for the try.
    let run = follower.stet(&["follow", &source.coverage("storm"), "--slug", "storm"]);
    assert!(!run.ok && run.err.contains("changes of its own"), "{}", run.err);
    let asked = json!({"source": source.coverage("storm"), "slug": "storm"});
    let (status, answer) = follower.desk().ask("POST", "/followings", &asked).unwrap();
    assert_eq!((status, &answer["code"], &answer["field"]), (409, &json!("went_on"), &json!("slug")), "{answer}");
    follower.desk().must("POST", &format!("{post}/redact"), &json!({"reason": "legal"}));
    until(|| !get(&follower.coverage("storm")).1.contains("The harbour closes"));
    // One that only stood still is taken up again where it was.
    let other = Node::reaching(&[&source.address]);
    other.follow(&source.coverage("storm"), "storm");
    other.comes_to("storm", &source, "storm");
    assert!(other.stet(&["unfollow", "storm"]).ok);
    source.publish("storm", "It goes on");
    other.follow(&source.coverage("storm"), "storm");
    other.comes_to("storm", &source, "storm");
}

#[test]
fn another_key_is_taken_up_that_the_one_before_handed_on_to() {
    let (source, _) = source();
    let mut follower = Node::reaching(&[&source.address]);
    follower.follow(&source.coverage("storm"), "storm");
    follower.comes_to("storm", &source, "storm");
    let before = follower.following()["key"].clone();
    let signs_now = || get(&format!("{}/log/key", source.coverage("storm"))).1.lines().next().unwrap().to_owned();
    assert_eq!(before, signs_now());
    follower.kill();
    for _ in 0..2 {
        let before = signs_now();
        assert!(source.stet(&["key", "rotate"]).ok);
        until(|| signs_now() != before);
    }
    source.publish("storm", "Under another key");
    // The new one signs what is withheld, too.
    let gone = source.publish("storm", "It is taken back");
    source.desk().must("DELETE", &format!("/coverages/storm/posts/{gone}"), &json!({"reason": "It is none."}));
    follower.start_again();
    follower.comes_to("storm", &source, "storm");
    let following = follower.following();
    assert_eq!(following["state"], "following");
    assert_eq!(following["key"], signs_now());
    // Whoever begins with the first one is led there as well.
    let first = before.as_str().unwrap();
    let run = follower.stet(&["follow", &source.coverage("storm"), "--slug", "later", "--key", first]);
    assert!(run.ok && run.out.contains(&format!("{first} handed on to another key, and signed that")), "{}", run.err);
    assert!(run.out.contains(&format!("have to be signed by {}", signs_now())), "{}", run.out);
    follower.comes_to("later", &source, "storm");
}

/// What `stet verify` says of a coverage, held against a checkpoint of elsewhere.
fn since(coverage: &str, checkpoint: &Path, keys: &[&str]) -> Run {
    let keys = keys.iter().flat_map(|key| ["--key", key]);
    stet(&["verify", coverage, "--since", text(checkpoint)].into_iter().chain(keys).collect::<Vec<_>>())
}

#[test]
fn a_checkpoint_of_before_holds_wherever_the_record_is_told_now() {
    let source = Node::start(&[]);
    source.open("storm");
    let posts = ["The harbour closes", "A boat is missing"].map(|headline| source.publish("storm", headline));
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = folder.path().join("checkpoint.txt");
    std::fs::write(&checkpoint, get(&format!("{}/log/checkpoint", source.coverage("storm"))).1).unwrap();
    let key = get(&format!("{}/log/key", source.coverage("storm"))).1.trim().to_owned();
    source.publish("storm", "It goes on");

    // As an archive, put in elsewhere, by the command of docs/archive.md.
    let archive = folder.path().join("storm.zip");
    let run = source.stet(&["export", "storm", "--archive", text(&archive), "--public-url", &source.url("")]);
    assert!(run.ok, "{}", run.err);
    let moved = Node::start(&[]);
    assert!(moved.stet(&["import", text(&archive), "--key", &key]).ok);
    until(|| get(&moved.coverage("storm")).0 == 200);
    // As a copy that follows it.
    let copy = Node::reaching(&[&source.address]);
    copy.follow(&source.coverage("storm"), "copy");
    copy.comes_to("copy", &source, "storm");
    // As a backup at another address, which signs with the same key under another name.
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    assert!(source.stet(&["backup", text(&backup)]).ok);
    assert!(stet(&["restore", text(&backup), "--data", text(&data)]).ok);
    let restored = Server::serve(&data);

    let note = std::fs::read_to_string(&checkpoint).unwrap();
    let size = note.lines().nth(1).unwrap();
    let told = format!("told at {}/live/storm before, and its first {size} changes are the same", source.address);
    let hint = format!("{}/live/storm+", source.address);
    for coverage in [moved.coverage("storm"), copy.coverage("copy"), format!("{}/live/storm", restored.url)] {
        let run = since(&coverage, &checkpoint, &[&key]);
        assert!(run.code == 0 && run.out.contains(&told) && run.out.contains(&key), "{}{}", run.out, run.err);
        assert!(run.err.contains("was told by the server itself"), "who signs now is not shown: {}", run.err);
        let own = get(&format!("{coverage}/log/key")).1.trim().to_owned();
        let both = since(&coverage, &checkpoint, &[&own, &key]);
        assert!(both.code == 0 && both.out.contains(&told), "{}{}", both.out, both.err);
        assert_eq!(both.err, "", "there is nothing to add");
        // Without the key it is not said that anything is wrong, but what to give.
        for keys in [&[][..], &[&*own]] {
            let run = since(&coverage, &checkpoint, keys);
            assert!(run.code == 2 && run.out.contains("not checked: ") && run.out.contains(&hint), "{}", run.out);
            assert!(run.out.contains("changes stand in order") && !run.out.contains("DOES NOT HOLD"), "{}", run.out);
        }
    }
    let run = since(&format!("{}/live/storm", restored.url), &checkpoint, &[]);
    assert!(run.out.contains(&format!("--key {key}, which is the same key as")), "{}", run.out);
    // The archive and the lines hold it as well.
    let run = since(text(&archive), &checkpoint, &[&key]);
    assert!(run.code == 0 && run.out.contains("checkpoint.txt are all there"), "{}{}", run.out, run.err);
    // Where other changes stand, it does not hold, moved or not.
    let other = Node::start(&[]);
    other.open("storm");
    posts.iter().for_each(|_| drop(other.publish("storm", "Another record")));
    let run = since(&other.coverage("storm"), &checkpoint, &[&key]);
    assert!(run.code == 1 && run.out.contains("it is another record"), "{}{}", run.out, run.err);
    // Nor where somebody put it together who has not the key.
    std::fs::write(&checkpoint, note.replacen(&format!("\n{size}\n"), "\n2\n", 1)).unwrap();
    let run = since(&moved.coverage("storm"), &checkpoint, &[&key]);
    assert!(run.code == 1 && run.out.contains("does not fit the text"), "{}{}", run.out, run.err);
}

#[test]
fn a_copy_can_be_followed_and_a_circle_leads_nowhere() {
    let (first, posts) = source();
    let second = Node::reaching(&[&first.address]);
    second.follow(&first.coverage("storm"), "storm");
    second.comes_to("storm", &first, "storm");
    let third = Node::reaching(&[&second.address]);
    change_everything(&first, &posts);
    second.comes_to("storm", &first, "storm");
    third.follow(&second.coverage("storm"), "copy");
    third.comes_to("copy", &second, "storm");
    // The second follows the third's copy of its own copy, beside it.
    let other = Node::reaching(&[&third.address]);
    other.follow(&third.coverage("copy"), "copy");
    first.publish("storm", "Once around");
    for (node, slug, from, there) in
        [(&second, "storm", &first, "storm"), (&third, "copy", &second, "storm"), (&other, "copy", &third, "copy")]
    {
        node.comes_to(slug, from, there);
    }
}

#[test]
fn what_cannot_be_followed_is_told_at_once() {
    let (source, _) = source();
    // Nothing of this machine may be reached.
    let follower = Node::start(&[]);
    follower.open("storm");
    let refused = |args: &[&str], said: &str| {
        let run = follower.stet(args);
        assert!(!run.ok && run.err.contains(said), "{args:?}: {}{}", run.out, run.err);
    };
    refused(&["follow", &source.coverage("storm")], "by --slug");
    refused(&["follow", &source.coverage("nothing")], "there is nothing at");
    refused(&["follow", &source.url("/")], "is no coverage's address");
    refused(&["follow", "nonsense"], "is no coverage's address");
    refused(&["follow", "http://127.0.0.1:1/live/storm"], "does not answer");
    refused(&["follow", &source.coverage("storm"), "--slug", "Not a slug"], "--slug is");
    refused(&["follow", &source.coverage("storm"), "--slug", "copy", "--key", "nonsense"], "which is no vkey");
    refused(&["unfollow", "storm"], "is not followed");
    let stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    refused(&["follow", &source.coverage("storm"), "--slug", "copy", "--key", stranger], "is not signed by");
    assert_eq!(follower.desk().must("GET", "/followings", &Value::Null)["followings"], json!([]));
    follower.follow(&source.coverage("storm"), "copy");
    follower.has_fault("following", "not_public");
    assert_eq!(get(&follower.coverage("copy")).0, 404, "nothing came of it");
    let taken = json!({"slug": "copy", "headline": "Mine"});
    assert_eq!(follower.desk().ask("POST", "/coverages", &taken).unwrap().1["code"], "slug_taken");
    let (status, answer) = follower
        .desk()
        .ask("POST", "/followings", &json!({"source": source.coverage("storm"), "slug": "other"}))
        .unwrap();
    assert_eq!((status, &answer["field"]), (422, &json!("source")), "{answer}");
    assert!(answer["detail"].as_str().unwrap().contains("--also-reach"), "{answer}");
    follower.desk().must("DELETE", "/followings/copy", &Value::Null);
    follower.desk().must("POST", "/coverages", &taken);
}
