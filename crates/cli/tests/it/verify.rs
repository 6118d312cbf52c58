//! A record is checked from outside: at its server, at one that lies, and in files.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Mutex;

use serde_json::json;

use crate::between::{Between, without_words};
use crate::stet::{Desk, Run, Server, get, stet, text, token};

/// A newsroom with two coverages, behind one who may lie.
struct Newsroom {
    between: Between,
    server: Server,
    desk: Desk,
    posts: Vec<String>,
    folder: tempfile::TempDir,
}

impl Newsroom {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let token = token(&data);
        let between = Between::start();
        // A free port, which is nobody's by the time that the server asks for it.
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let public = format!("http://{}", between.address);
        let args = ["serve", "--listen", &listen, "--data", text(&data), "--public-url", &public];
        let mut server = Server::start(&args);
        // It says where readers reach it, not where it listens.
        server.url = format!("http://{listen}");
        between.stand_before(&server.url);
        let desk = Desk::new(&server, &token);
        for slug in ["storm", "flood"] {
            desk.must("POST", "/coverages", &json!({"slug": slug, "headline": "Storm"}));
        }
        let posts = ["The harbour closes", "A boat is missing", "The quay is under water"];
        let posts = posts.map(|headline| {
            let post = json!({"headline": headline, "body": "The ferry waits in the lee."});
            desk.must("POST", "/coverages/storm/posts", &post)["id"].as_str().unwrap().to_owned()
        });
        Self { between, server, desk, posts: posts.to_vec(), folder }
    }

    fn coverage(&self, slug: &str) -> String {
        format!("http://{}/live/{slug}", self.between.address)
    }

    /// The key that signs now, as a reader wrote it down.
    fn key(&self, slug: &str) -> String {
        let (status, keys) = get(&format!("{}/log/key", self.coverage(slug)));
        assert_eq!(status, 200);
        keys.lines().next().unwrap().to_owned()
    }

    /// The checkpoint of now in a file.
    fn checkpoint(&self, slug: &str, name: &str) -> PathBuf {
        let (status, note) = get(&format!("{}/log/checkpoint", self.coverage(slug)));
        assert_eq!(status, 200);
        self.write(name, &note)
    }

    fn export(&self) -> String {
        stet(&["export", "storm", "--data", text(&self.folder.path().join("data"))]).out
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, content).unwrap();
        file
    }

    fn verify(&self, args: &[&str]) -> Run {
        stet(&[&["verify", &self.coverage("storm")][..], args].concat())
    }
}

#[track_caller]
fn holds(run: &Run, said: &str) {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains(said), "{said}: {}", run.out);
    assert!(!run.out.contains("DOES NOT HOLD"), "{}", run.out);
}

#[track_caller]
fn breaks(run: &Run, said: &str) {
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("DOES NOT HOLD: ") && run.out.contains(said), "{said}: {}", run.out);
}

#[track_caller]
fn not_checked(run: &Run, said: &str) {
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.out.contains("not checked: ") && run.out.contains(said), "{said}: {}", run.out);
    assert!(!run.out.contains("DOES NOT HOLD"), "{}", run.out);
}

#[track_caller]
fn cannot(run: &Run, said: &str) {
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("it cannot be checked") && run.err.contains(said), "{said}: {}", run.err);
}

/// A line without its words has the leaf that was signed: only what the server signs of them tells.
#[test]
fn nobody_on_the_way_takes_words_out() {
    let newsroom = Newsroom::start();
    let place = |post: usize| format!("/coverages/storm/posts/{}", newsroom.posts[post]);
    newsroom.desk.must("DELETE", &place(1), &json!({"reason": "It is back."}));
    let [truth, flood] =
        ["storm", "flood"].map(|slug| get(&format!("{}/log/withheld?after=0", newsroom.coverage(slug))).1);
    let withdrawn = || without_words("post_published", ",\"withheld\":\"withdrawn\"");
    newsroom.between.lies(withdrawn());
    breaks(&newsroom.verify(&[]), "change 2 stands without its words, and the server signed");
    newsroom.between.lies(without_words("post_published", ""));
    not_checked(&newsroom.verify(&[]), "the words of 3 changes are gone, and no change of the record says why");
    // Nor does it help to tell of them, unsigned or under what was signed.
    let told = |lie: &dyn Fn(&str) -> String| {
        let (blank, lied) = (withdrawn(), lie(&truth));
        newsroom.between.lies(move |path, body| match path.contains("/log/withheld") {
            true => lied.clone(),
            false => blank(path, body),
        });
        newsroom.verify(&[])
    };
    breaks(&told(&|truth| format!("{{}}\n{truth}")), "the lines are not those that were signed");
    breaks(&told(&|truth| truth.replace("/withheld\n", "/elsewhere\n")), "is none that says what is withheld");
    breaks(&told(&|truth| truth.replace("of 5\n", "of 50\n")), "is not to be believed");
    // Of another record, by a key that is asked for as well.
    breaks(&told(&|_| flood.clone()), "it is of another record");
    let unsigned = told(&|truth| truth.split_once("\n\n").unwrap().0.to_owned());
    not_checked(&unsigned, "the words of 3 changes are withheld, and nobody signed that");
    assert!(unsigned.out.contains("(the server says: the post was withdrawn)"), "{}", unsigned.out);
    // What was signed once tells nothing of what came since.
    newsroom.desk.must("POST", "/coverages/storm/posts", &json!({"headline": "A boat is back", "body": "It is safe."}));
    cannot(&told(&str::to_owned), "is older than its checkpoint");
}

#[test]
fn what_became_of_words_in_between_accuses_nobody() {
    let newsroom = Newsroom::start();
    let place = format!("/coverages/storm/posts/{}", newsroom.posts[1]);
    newsroom.desk.must("DELETE", &place, &json!({"reason": "It is back."}));
    let kept = get(&format!("{}/log/changes?after=0", newsroom.coverage("storm"))).1;
    newsroom.desk.must("POST", &format!("{place}/redact"), &json!({"reason": "safety"}));
    // A cache has the lines of before, and what is signed is asked for anew: the redacted post is withheld no more.
    let stale = move |path: &str, body: String| if path.ends_with("changes?after=0") { kept.clone() } else { body };
    newsroom.between.lies(stale);
    let run = newsroom.verify(&[]);
    holds(&run, "the words of 1 are redacted, as a later change says");
    assert!(!run.out.contains("withheld"), "{}", run.out);
}

#[test]
fn a_coverage_is_checked_at_its_server() {
    let newsroom = Newsroom::start();
    let first = newsroom.checkpoint("storm", "first");
    let run = newsroom.verify(&[]);
    holds(&run, "changes stand in order");
    assert!(run.err.contains("told by the server itself"), "{}", run.err);
    let key = newsroom.key("storm");
    newsroom.desk.must(
        "DELETE",
        &format!("/coverages/storm/posts/{}", newsroom.posts[1]),
        &json!({"reason": "It is back."}),
    );
    let run = newsroom.verify(&["--key", &key, "--since", text(&first), "--post", &newsroom.posts[0]]);
    holds(&run, "first are all there, unaltered");
    holds(&run, "the words of 1 are withheld (the server signed: the post was withdrawn)");
    holds(&run, ": post_published");
    let address = format!("{}/post/{}", newsroom.coverage("storm"), newsroom.posts[0]);
    holds(&stet(&["verify", &address, "--key", &key]), ": post_published");
    assert_eq!(run.err, "", "there is nothing to add");
    // What became of one that is gone is told whole, as far as it can be.
    let gone = newsroom.verify(&["--key", &key, "--post", &newsroom.posts[1]]);
    holds(&gone, "2 of these changes are about post");
    holds(&gone, ": post_published, whose words are withheld (the server signed that it is about it)");
    holds(&gone, ": post_withdrawn");
    let place = format!("/coverages/storm/posts/{}", newsroom.posts[2]);
    newsroom.desk.must("PATCH", &place, &json!({"headline": "The quay is dry"}));
    newsroom.desk.must("POST", &format!("{place}/redact"), &json!({"reason": "safety"}));
    let gone = newsroom.verify(&["--key", &key, "--post", &newsroom.posts[2]]);
    holds(&gone, "3 of these changes are about post");
    holds(&gone, ": post_published, whose words are redacted");
    holds(&gone, ": post_revised, whose words are redacted");
    holds(&newsroom.verify(&["--key", &key, "--post", &newsroom.posts[0]]), "1 of these changes is about post");
    // Another key takes over, which the old one signed; and its checkpoints still count.
    let data = newsroom.folder.path().join("data");
    let rotated = stet(&["key", "rotate", "--data", text(&data)]);
    assert!(rotated.ok, "{}", rotated.err);
    while newsroom.key("storm") == key {
        std::thread::yield_now();
    }
    let handed_on = newsroom.verify(&["--key", &key, "--since", text(&first)]);
    holds(&handed_on, &format!("{key} handed on to {}, and signed that", newsroom.key("storm")));
    holds(&handed_on, "first are all there, unaltered");
    assert_eq!(handed_on.err, "", "nobody but the key that was given is believed");
    // That has to be signed by the key that was given.
    newsroom.between.lies(|path, body| if path.ends_with("/handovers") { String::new() } else { body });
    breaks(&newsroom.verify(&["--key", &key]), "is not to be believed: it is not signed by");
    let stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    newsroom.between.lies(|_, body| body);
    breaks(&newsroom.verify(&["--key", stranger]), "is not to be believed: it is not signed by");
    holds(&newsroom.verify(&["--since", text(&first)]), "first are all there, unaltered");
    let both = newsroom.verify(&["--key", &key, "--key", &newsroom.key("storm"), "--since", text(&first)]);
    holds(&both, "first are all there, unaltered");
    drop(newsroom.server);
}

#[test]
fn who_lies_about_a_record_is_found_out() {
    let newsroom = Newsroom::start();
    let key = newsroom.key("storm");
    let first = newsroom.checkpoint("storm", "first");
    let verify = || newsroom.verify(&["--key", &key, "--since", text(&first)]);
    holds(&verify(), "unaltered");
    newsroom.between.lies(|_, body| body.replace("A boat is missing", "A boat is sunken"));
    breaks(&verify(), "its payload does not fit its hash");
    newsroom.between.lies(|path, body| match path.contains("/changes") {
        true => body.lines().filter(|line| !line.contains("A boat")).map(|line| format!("{line}\n")).collect(),
        false => body,
    });
    breaks(&verify(), "stands where change");
    newsroom.between.lies(|path, body| match path.contains("/changes?after=0") {
        true => body.lines().take(2).map(|line| format!("{line}\n")).collect(),
        false if path.contains("/changes") => String::new(),
        false => body,
    });
    breaks(&verify(), "changes, and tells 2");
    // A change that fits its own hash, and is another than was signed.
    newsroom.between.lies(|_, body| body.replace("\"kind\":\"post_published\"", "\"kind\":\"post_invented\""));
    breaks(&verify(), "the changes are not those that were signed");
    newsroom.between.lies(|path, body| match path.ends_with("/checkpoint") {
        true => body.replacen("/storm\n", "/flood\n", 1),
        false => body,
    });
    breaks(&verify(), "is not to be believed: the signature");
    let flood = get(&format!("{}/log/checkpoint", newsroom.coverage("flood"))).1;
    newsroom.between.lies(move |path, body| if path.ends_with("/checkpoint") { flood.clone() } else { body });
    breaks(&newsroom.verify(&[]), "of another record");
    breaks(&verify(), "is not signed by");
    newsroom.between.lies(|_, _| "nonsense".to_owned());
    breaks(&verify(), "it is no signed note");
    newsroom.between.lies(|_, body| body);
    let other = newsroom.checkpoint("flood", "other");
    not_checked(&newsroom.verify(&["--since", text(&other)]), "no key of");
    // With its key it is looked at, and is another record.
    breaks(&newsroom.verify(&["--since", text(&other), "--key", &newsroom.key("flood")]), "it is another record");
    breaks(&newsroom.verify(&["--post", "01890a5d-ac96-774b-bcce-b302099a8057"]), "is about post");
    // The same keys, and another record: all that was there is there, but for one word.
    newsroom.between.lies(|path, body| if path.ends_with("/key") { body.replace("storm", "storn") } else { body });
    cannot(&newsroom.verify(&[]), "names no key");
}

#[test]
fn what_a_cache_kept_for_a_moment_accuses_nobody() {
    let newsroom = Newsroom::start();
    let key = newsroom.key("storm");
    let older = fs::read_to_string(newsroom.checkpoint("storm", "older")).unwrap();
    newsroom.desk.must("POST", "/coverages/storm/posts", &json!({"body": "It goes on."}));
    let newer = newsroom.checkpoint("storm", "newer");
    let verify = || newsroom.verify(&["--key", &key, "--since", text(&newer)]);
    let asked = Mutex::new(Vec::new());
    let kept = older.clone();
    newsroom.between.lies(move |path, body| {
        let mut asked = asked.lock().unwrap();
        let is_first = !asked.contains(&path.to_owned());
        asked.push(path.to_owned());
        match is_first {
            true if path.ends_with("/checkpoint") => kept.clone(),
            true if path.contains("/changes") => String::new(),
            _ => body,
        }
    });
    holds(&verify(), "newer are all there, unaltered");
    newsroom.between.lies(move |path, body| if path.ends_with("/checkpoint") { older.clone() } else { body });
    breaks(&verify(), "its end is cut off, or it is older");
}

#[test]
fn a_file_is_checked_without_a_network() {
    let newsroom = Newsroom::start();
    let (key, first) = (newsroom.key("storm"), newsroom.checkpoint("storm", "first"));
    newsroom.desk.must("POST", "/coverages/storm/posts", &json!({"body": "It goes on."}));
    let export = newsroom.export();
    let file = newsroom.write("storm.jsonl", &export);
    let verify = |args: &[&str]| stet(&[&["verify", text(&file)][..], args].concat());
    let alone = verify(&[]);
    holds(&alone, "changes stand in order");
    assert!(alone.err.contains("give a checkpoint of it with --since"), "{}", alone.err);
    let with = ["--since", text(&first), "--key", &key];
    holds(&verify(&with), "first are all there, unaltered");
    let then = fs::read_to_string(&first).unwrap().lines().nth(1).unwrap().parse::<usize>().unwrap();
    let after = format!("No checkpoint covers change {}", then + 1);
    assert!(verify(&with).err.contains(&after), "{}", verify(&with).err);
    let unsigned = verify(&["--since", text(&first)]);
    holds(&unsigned, "first are all there, unaltered");
    assert!(unsigned.err.contains("Whether the checkpoint is genuine"), "{}", unsigned.err);
    let last = newsroom.checkpoint("storm", "last");
    assert_eq!(verify(&["--since", text(&last), "--key", &key]).err, "", "all of it is covered");

    let lines: Vec<&str> = export.lines().collect();
    let shorter = lines[..lines.len() - 1].join("\n") + "\n";
    for (altered, since, said) in [
        (export.get(..export.len() - 20).unwrap().to_owned(), &first, "breaks off: the end of the file is missing"),
        (shorter, &last, "its end is cut off"),
        (export.replace("A boat is missing", "A boat is sunken"), &first, "its payload does not fit its hash"),
        (export.replacen("\"at\":\"2", "\"at\":\"1", 1), &first, "some of them were altered"),
        ([&lines[1..2], &lines[..1], &lines[2..]].concat().join("\n") + "\n", &first, "change 2 stands where change 1"),
        (export.replace("\"v\":1", "\"v\": 1"), &first, "it is not spelt as"),
        (export.replacen("\"at\":\"2", "\"at\":\"x", 1), &first, "line 1 is no change as `stet export` writes one"),
        ("\u{1f}\u{8b}\n".to_owned(), &first, "line 1"),
    ] {
        fs::write(&file, altered).unwrap();
        breaks(&verify(&["--since", text(since), "--key", &key]), said);
    }
    fs::write(&file, "").unwrap();
    cannot(&verify(&["--since", text(&first), "--key", &key]), "is empty");
    fs::write(&file, &export).unwrap();
    let stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    not_checked(&verify(&["--since", text(&first), "--key", stranger]), "Give the key that signed it by --key");
    let flood = newsroom.checkpoint("flood", "flood");
    breaks(&verify(&["--since", text(&flood)]), "it is another record");
}

#[test]
fn what_cannot_be_checked_is_told_apart() {
    let newsroom = Newsroom::start();
    let key = newsroom.key("storm");
    cannot(&newsroom.verify(&["--key", "nonsense"]), "which is no vkey");
    cannot(&newsroom.verify(&["--key", &key.replace('+', "-")]), "which is no vkey");
    cannot(&newsroom.verify(&["--post", "7"]), "which is no post's id");
    cannot(&newsroom.verify(&["--since", "/nowhere"]), "--since is “/nowhere”");
    for content in ["", "nonsense\n", "a\n\n— b AAAAAAA=\n"] {
        let none = newsroom.write("none", content);
        cannot(&newsroom.verify(&["--since", text(&none)]), "it is no checkpoint");
    }
    let bare = newsroom.coverage("storm").replace("http://", "");
    cannot(&stet(&["verify", &bare]), &format!("begin it with https:// or http://, as https://{bare}"));
    cannot(&stet(&["verify", text(newsroom.folder.path())]), "is a folder; name a file");
    cannot(&stet(&["verify", "/nowhere"]), "/nowhere");
    cannot(&stet(&["verify", &newsroom.coverage("nothing")]), "there is nothing at");
    cannot(&stet(&["verify", "http://127.0.0.1:1/live/storm"]), "does not answer");
    cannot(&stet(&["verify", "https://live.example.org/storm"]), "no coverage's address");
}
