//! Who stands between a source and its follower alters, holds back and delays what is told.

use super::*;
use crate::between::without_words;

/// A source behind one who may lie, and a server that follows it through them.
struct Lied {
    between: Between,
    source: Node,
    follower: Node,
}

impl Lied {
    fn start() -> Self {
        let between = Between::start();
        let source = Node::start(&["--public-url", &format!("http://{}", between.address)]);
        between.stand_before(&source.url(""));
        source.open("storm");
        source.publish("storm", "The harbour closes");
        let follower = Node::reaching(&[&between.address.to_string()]);
        Self { between, source, follower }
    }

    fn follow(&self) {
        self.follower.follow(&format!("http://{}/live/storm", self.between.address), "storm");
    }

    /// After a lie: nothing of it came, and it is said why.
    fn stopped(&self, code: &str, root: &str) {
        self.follower.has_fault("stopped", code);
        assert_eq!(self.follower.root("storm"), root, "what was verified stands, and nothing else came");
        let listed = self.follower.stet(&["follow", "--list"]);
        assert!(listed.out.contains("storm: stopped, ") && listed.out.contains(&format!("({code})")), "{}", listed.out);
    }

    /// Has something happen at the source of which nobody hears yet.
    fn meanwhile<T>(&self, what: impl FnOnce() -> T) -> T {
        self.between.refuses(|path| path.ends_with("/checkpoint").then_some(503));
        let outcome = what();
        self.follower.has_fault("following", "busy");
        outcome
    }

    /// The way out, once the source tells the truth.
    fn goes_on(&self) {
        self.between.lies(|_, body| body);
        self.follow();
        self.follower.comes_to("storm", &self.source, "storm");
    }
}

#[test]
fn who_lies_is_not_followed_further() {
    let lied = Lied::start();
    lied.follow();
    lied.follower.comes_to("storm", &lied.source, "storm");
    let mut root = lied.follower.root("storm");
    let key = get(&format!("{}/log/key", lied.source.coverage("storm"))).1;
    let lies: [(&str, Lie); 4] = [
        // One byte of what it says, which does not fit its hash then.
        (
            "altered",
            Box::new(|path, body| match path.contains("/log/changes") {
                true => body.replace("It is rough", "It is tough"),
                false => body,
            }),
        ),
        // One that fits its hash, and is another than was signed.
        (
            "altered",
            Box::new(|path, body| match path.contains("/log/changes") {
                true => body.replace("post_published", "post_invented"),
                false => body,
            }),
        ),
        // A change is left out.
        (
            "altered",
            Box::new(|path, body| match path.contains("/log/changes") {
                true => body.lines().skip(1).map(|line| format!("{line}\n")).collect(),
                false => body,
            }),
        ),
        // The signature is another's.
        (
            "forged",
            Box::new(|path, body| match path.ends_with("/checkpoint") {
                true => body.replacen("/live/storm\n", "/live/storm\n0", 1).replacen("\n0", "\n1", 1),
                false => body,
            }),
        ),
    ];
    for (code, lie) in lies {
        lied.between.lies(lie);
        lied.source.publish("storm", "It is rough");
        lied.source.publish("storm", "It is rougher");
        lied.stopped(code, &root);
        lied.goes_on();
        root = lied.follower.root("storm");
    }
    // Another's key, with a record that fits it: the key that was pinned did not sign.
    let other = Node::start(&["--public-url", &format!("http://{}", lied.between.address)]);
    other.open("storm");
    for number in 0..20 {
        other.publish("storm", &format!("Number {number}"));
    }
    lied.between.stand_before(&other.url(""));
    lied.source.publish("storm", "Nobody is told");
    lied.stopped("other_key", &root);
    assert_ne!(get(&format!("{}/log/key", other.coverage("storm"))).1, key);
    // To follow that one would be to follow another record: it does not go on where this one was.
    lied.follow();
    lied.stopped("altered", &root);
}

const SILENT: &str = ",\"withheld\":\"silent\"";

#[test]
fn nobody_on_the_way_takes_words_out_or_puts_words_in() {
    let lied = Lied::start();
    lied.follow();
    lied.follower.comes_to("storm", &lied.source, "storm");
    let mut root = lied.follower.root("storm");
    let revise = |headline: &str| {
        let post = lied.source.publish("storm", "It is rough");
        let revised = json!({"headline": headline, "notice": {"kind": "correction", "text": "It is rougher."}});
        lied.source.desk().must("PATCH", &format!("/coverages/storm/posts/{post}"), &revised);
        post
    };
    // Of these lines, each has the leaf that was signed.
    for (kind, why) in [
        ("post_published", ",\"withheld\":\"not_understood\""),
        ("post_published", ",\"withheld\":\"withdrawn\""),
        ("post_published", ""),
        ("post_revised", SILENT),
        ("post_revised", ""),
    ] {
        lied.meanwhile(|| revise("It is rougher"));
        lied.between.lies(without_words(kind, why));
        lied.between.refuses(|_| None);
        lied.follower.has_fault("following", "unexplained");
        assert_eq!(lied.follower.root("storm"), root, "nothing is appended: {kind}{why}");
        lied.between.lies(|_, body| body);
        lied.follower.comes_to("storm", &lied.source, "storm");
        root = lied.follower.root("storm");
    }
    // Words of their own, as a correction of the source's.
    let blank = without_words("post_revised", SILENT);
    let forged = Arc::new(Mutex::new(String::new()));
    let entry = Arc::clone(&forged);
    let post = lied.meanwhile(|| revise("It is very rough"));
    let seq = lied.source.seq("storm");
    *forged.lock().unwrap() = format!(
        "{{\"seq\":{seq},\"withheld\":\"silent\",\"by\":{seq},\"post\":\"{post}\",\"notice\":{{\"kind\":\"correction\",\"text\":\"Buy this.\"}}}}\n"
    );
    lied.between.lies(move |path, body| match path.contains("/log/withheld") {
        true => format!("{}{body}", entry.lock().unwrap()),
        false => blank(path, body),
    });
    lied.between.refuses(|_| None);
    lied.stopped("altered", &root);
    // The same, signed by somebody else in the source's name.
    let other = Node::start(&["--public-url", &format!("http://{}", lied.between.address)]);
    other.open("storm");
    for number in 0..20 {
        other.publish("storm", &format!("Number {number}"));
    }
    let (blank, elsewhere) = (without_words("post_revised", SILENT), other.url(""));
    lied.between.lies(move |path, body| match path.contains("/log/withheld") {
        true => get(&format!("{elsewhere}{path}")).1,
        false => blank(path, body),
    });
    lied.follow();
    lied.stopped("other_key", &root);
    lied.goes_on();
    assert!(!get(&lied.follower.coverage("storm")).1.contains("Buy this."));
}

#[test]
fn what_a_source_withholds_is_waited_for_until_it_says_so() {
    let lied = Lied::start();
    lied.follow();
    lied.follower.comes_to("storm", &lied.source, "storm");
    let publish_and_take_back = || {
        let gone = lied.source.publish("storm", "It is none");
        let revised = json!({"headline": "It is none at all"});
        lied.source.desk().must("PATCH", &format!("/coverages/storm/posts/{gone}"), &revised);
        lied.source.desk().must("DELETE", &format!("/coverages/storm/posts/{gone}"), &json!({"reason": "It is none."}));
    };
    let take_back = || lied.meanwhile(publish_and_take_back);
    let waits = |code: &str, root: &str| {
        lied.follower.has_fault("following", code);
        assert_eq!(lied.follower.root("storm"), root);
        lied.between.lies(|_, body| body);
        lied.between.refuses(|_| None);
        lied.follower.comes_to("storm", &lied.source, "storm");
        lied.follower.root("storm")
    };
    let mut root = lied.follower.root("storm");
    // It is not there for a moment: no place of what was withdrawn is lost for that.
    take_back();
    lied.between.refuses(|path| path.contains("/log/withheld").then_some(404));
    root = waits("unsigned", &root);
    // It tells, and signs nothing, as an earlier version does.
    take_back();
    lied.between.lies(|path, body| match path.contains("/log/withheld") {
        true => body.split_once("\n\n").map_or(String::new(), |(lines, _)| format!("{lines}\n")),
        false => body,
    });
    lied.between.refuses(|_| None);
    root = waits("unsigned", &root);
    // It tells what was so some time ago.
    let seq = lied.source.seq("storm");
    take_back();
    let old = get(&format!("{}/log/withheld?after={seq}", lied.source.coverage("storm"))).1;
    lied.source.publish("storm", "It goes on");
    lied.between.lies(move |path, body| if path.contains("/log/withheld") { old.clone() } else { body });
    lied.between.refuses(|_| None);
    root = waits("stale", &root);
    // A checkpoint is no such note, and such a note is no checkpoint.
    take_back();
    let checkpoint = format!("{}/log/checkpoint", lied.source.coverage("storm"));
    let note = checkpoint.clone();
    lied.between.lies(move |path, body| match path.contains("/log/withheld") {
        true => format!("\n{}", get(&note).1),
        false => body,
    });
    lied.between.refuses(|_| None);
    root = waits("unsigned", &root);
    let note = checkpoint.replace("/checkpoint", "/withheld?after=0");
    lied.between.lies(move |path, body| match path.ends_with("/checkpoint") {
        true => get(&note).1.split_once("\n\n").unwrap().1.to_owned(),
        false => body,
    });
    lied.source.publish("storm", "It still goes on");
    waits("no_checkpoint", &root);
}

#[test]
fn a_checkpoint_that_comes_later_than_the_stream_is_asked_for_again() {
    let lied = Lied::start();
    lied.follow();
    lied.follower.comes_to("storm", &lied.source, "storm");
    let old = get(&format!("{}/log/checkpoint", lied.source.coverage("storm"))).1;
    let asked = AtomicUsize::new(0);
    lied.between.lies(move |path, body| {
        let is_old = path.ends_with("/checkpoint") && asked.fetch_add(1, Ordering::Relaxed) < 3;
        if is_old { old.clone() } else { body }
    });
    // Nothing comes after it that would wake anybody.
    lied.source.publish("storm", "The last word");
    lied.follower.comes_to("storm", &lied.source, "storm");
    // An answer that does not come at once is waited for where it is asked for.
    let (looks, refused) = (Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
    let counted = Arc::clone(&looks);
    lied.between.lies(move |path, body| {
        counted.fetch_add(usize::from(path.ends_with("/checkpoint")), Ordering::Relaxed);
        body
    });
    lied.between.refuses(move |path| {
        (path.contains("/log/changes") && refused.fetch_add(1, Ordering::Relaxed) < 2).then_some(503)
    });
    lied.source.publish("storm", "The very last word");
    lied.follower.comes_to("storm", &lied.source, "storm");
    assert!(looks.load(Ordering::Relaxed) < 3, "it began anew for each that was refused");
}

#[test]
fn no_stream_makes_a_follower_ask_without_pause() {
    let lied = Lied::start();
    lied.between.streams("id: 1000000000\n\n");
    let asked: Arc<Mutex<Vec<Instant>>> = Arc::default();
    let noted = Arc::clone(&asked);
    lied.between.lies(move |path, body| {
        if path.ends_with("/checkpoint") {
            noted.lock().unwrap().push(Instant::now());
        }
        body
    });
    // The command asks once; the server as soon as it knows, for what was named, and then later each time.
    lied.follow();
    until(|| asked.lock().unwrap().len() >= 6);
    let took = asked.lock().unwrap().get(1..6).map(|asked| asked[4] - asked[0]);
    assert!(took > Some(Duration::from_secs(3)), "{took:?}");
    lied.source.publish("storm", "It comes nevertheless");
    lied.follower.comes_to("storm", &lied.source, "storm");
}

#[test]
fn what_is_cut_off_or_old_comes_later() {
    let lied = Lied::start();
    let address = format!("http://{}", lied.between.address);
    let old = get(&format!("{address}/live/storm/log/checkpoint")).1;
    lied.follow();
    lied.source.publish("storm", "The quay is under water");
    lied.follower.comes_to("storm", &lied.source, "storm");
    let root = lied.follower.root("storm");
    // The last line breaks off in its midst.
    lied.between.lies(|path, mut body| {
        if path.contains("/log/changes") {
            body.truncate(body.len().saturating_sub(20));
        }
        body
    });
    lied.source.publish("storm", "The pier stands");
    lied.follower.has_fault("following", "cut_off");
    assert_eq!(lied.follower.root("storm"), root);
    lied.between.lies(|_, body| body);
    lied.follower.comes_to("storm", &lied.source, "storm");
    until(|| lied.follower.following()["fault"].is_null());
    let root = lied.follower.root("storm");
    // An earlier checkpoint, signed as it should be, time and again.
    lied.between.lies(move |path, body| if path.ends_with("/checkpoint") { old.clone() } else { body });
    lied.source.publish("storm", "Nobody is told");
    lied.follower.has_fault("following", "smaller");
    assert_eq!(lied.follower.root("storm"), root);
    lied.between.lies(|_, body| body);
    lied.follower.comes_to("storm", &lied.source, "storm");
    // Somebody on the way wants to know whether a person asks.
    let root = lied.follower.root("storm");
    lied.between.lies(|path, body| match path.contains("/log/changes") {
        true => "<!doctype html>\n<p>Are you a person?</p>\n".to_owned(),
        false => body,
    });
    lied.source.publish("storm", "It will be told");
    lied.follower.has_fault("following", "no_lines");
    assert_eq!(lied.follower.root("storm"), root);
    lied.between.lies(|_, body| body);
    lied.follower.comes_to("storm", &lied.source, "storm");
}
