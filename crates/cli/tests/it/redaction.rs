//! What was ordered gone is gone from the disk, wherever the plug is pulled.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use store::Store;

use crate::photograph::photograph;
use crate::stet::{Desk, Server, get, stet, text, token};
use crate::uploading::{begin, go_on, looked_at};

/// How often the server is killed in the midst of a redaction.
const KILLS: usize = 6;
/// How many other posts there are, so that making the database anew takes a while.
const OTHERS: usize = 300;

/// A word that stands nowhere else, in the spellings in which it might lie on the disk.
fn spellings(word: &str) -> Vec<Vec<u8>> {
    let bytes = word.as_bytes();
    let wide = |order: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let tail = |skip: usize| {
        // The middle of it in base64, wherever it begins in a group of three.
        let coded = base64_of(&bytes[skip..skip + (bytes.len() - skip) / 3 * 3]);
        coded.into_bytes()
    };
    vec![bytes.to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes), hex.into_bytes(), tail(0), tail(1), tail(2)]
}

fn base64_of(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let number = three.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[number >> shift & 63]))
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}

/// Every file under a folder, and what it holds.
fn every_file(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(every_file(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap_or_default();
            files.push((path.display().to_string(), bytes));
        }
    }
    files
}

/// The files that hold one of these, however their letters are written; what is compressed is looked into.
fn holding(folder: &Path, wanted: &[Vec<u8>]) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        let small = bytes.to_ascii_lowercase();
        wanted.iter().any(|wanted| {
            let small_wanted = wanted.to_ascii_lowercase();
            contains(bytes, wanted) || contains(&small, &small_wanted)
        })
    };
    let files = every_file(folder).into_iter();
    files
        .filter(|(_, bytes)| holds(bytes) || unpacked(bytes).is_some_and(|bytes| holds(&bytes)))
        .map(|(name, _)| name)
        .collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

/// What is in a file that is compressed as a whole.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    use std::io::Read;
    let mut plain = Vec::new();
    let is_gzip = bytes.starts_with(&[0x1f, 0x8b]);
    is_gzip.then(|| flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain)).and_then(Result::ok)?;
    Some(plain)
}

/// Waits until the server has erased what was redacted.
fn erased(data: &Path) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = Store::open_existing(data).unwrap();
    let began = Instant::now();
    while runtime.block_on(store.must_erase()).unwrap() {
        assert!(began.elapsed() < Duration::from_secs(60), "it is not erased");
        thread::sleep(Duration::from_millis(20));
    }
    runtime.block_on(store.close());
}

fn image(id: &Value) -> Value {
    json!({"type": "image", "attrs": {"media": id, "alt": "A quay"}})
}

#[test]
fn redacted_words_and_pictures_are_nowhere_on_the_disk_wherever_the_plug_is_pulled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let token = token(data);
    let mut server = Server::serve(data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    for number in 0..OTHERS {
        let filler = format!("The water rises to {number}. ").repeat(60);
        desk.must("POST", "/coverages/storm/posts", &json!({"headline": format!("Gauge {number}"), "body": filler}));
    }
    let mut desk = desk;
    for round in 0..KILLS {
        let word = format!("Zwielichtgestalt{round}Quittenbaum");
        let photo = photograph(400 + u16::try_from(round).unwrap() * 20, 300);
        let place = begin(&desk, photo.len());
        assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
        let picture = looked_at(&desk, &place)["id"].clone();
        let paragraph =
            json!({"type": "paragraph", "content": [{"type": "text", "text": format!("It was {word} who did it.")}]});
        let body = json!({"v": 1, "doc": {"type": "doc", "content": [paragraph, image(&picture)]}});
        let made =
            desk.must("POST", "/coverages/storm/posts", &json!({"headline": format!("On {word}"), "body": body}));
        let id = made["id"].as_str().unwrap().to_owned();
        desk.must("PATCH", &format!("/coverages/storm/posts/{id}"), &json!({"headline": format!("More on {word}")}));
        desk.must("POST", "/coverages/storm/drafts", &json!({"revises": id}));
        let own = |name: &str| name.contains(picture.as_str().unwrap());
        let midst = |bytes: Vec<u8>| bytes[bytes.len() / 3..][..48].to_vec();
        let pictures: Vec<_> =
            every_file(data).into_iter().filter(|(name, _)| own(name)).map(|(_, bytes)| midst(bytes)).collect();
        assert!(pictures.len() >= 3, "{pictures:?}");
        let wanted = [spellings(&word), pictures].concat();
        assert!(!holding(data, &wanted).is_empty());

        let ask = {
            let (desk, id) = (desk.clone(), id.clone());
            move || desk.ask("POST", &format!("/coverages/storm/posts/{id}/redact"), &json!({"reason": "safety"}))
        };
        // By turns the plug is pulled as soon as it is acknowledged, which is before it is erased from the
        // disk, and while nobody has heard whether it happened.
        if round % 2 == 0 {
            assert_eq!(ask().unwrap().0, 200);
            server.kill();
        } else {
            let asking = thread::spawn(ask);
            thread::yield_now();
            server.kill();
            let _ = asking.join().unwrap();
        }
        server = Server::serve(data);
        desk = Desk::new(&server, &token);
        let (status, page) = get(&format!("{}/live/storm/post/{id}", server.url));
        if round % 2 == 0 {
            assert_eq!(status, 410, "what was acknowledged is so");
            assert!(!page.contains(&word));
        } else if status != 410 {
            assert_eq!(
                desk.ask("POST", &format!("/coverages/storm/posts/{id}/redact"), &json!({"reason": "safety"}))
                    .unwrap()
                    .0,
                200
            );
        }
        erased(data);
        let began = Instant::now();
        while every_file(data).iter().any(|(name, _)| own(name)) {
            assert!(began.elapsed() < Duration::from_secs(60), "its files are still there");
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(holding(data, &wanted), Vec::<String>::new(), "round {round}");
    }
    // Everything else stands, the record fits its hashes, and what is exported and imported is the same.
    let export = stet(&["export", "storm", "--data", text(data)]);
    assert!(export.ok, "{}", export.err);
    assert!(!export.out.contains("Zwielichtgestalt"));
    let changes: Vec<Value> = export.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let redactions = changes.iter().filter(|change| change["kind"] == "post_redacted");
    assert_eq!(redactions.clone().count(), KILLS);
    for redaction in redactions {
        for seq in redaction["payload"]["changes"].as_array().unwrap() {
            let change = &changes[seq.as_u64().unwrap() as usize - 1];
            assert_eq!((&change["payload"], &change["salt"]), (&json!(null), &json!(null)));
            assert_eq!(change["payload_hash"].as_str().unwrap().len(), 64);
        }
    }
    let file = folder.path().join("storm.jsonl");
    std::fs::write(&file, &export.out).unwrap();
    let verified = stet(&["verify", text(&file)]);
    assert!(
        verified.ok && verified.out.contains("are redacted, as a later change says"),
        "{}{}",
        verified.out,
        verified.err
    );
    assert!(!verified.out.contains("no change of the record explains"), "{}", verified.out);
    let imported = stet(&["import", text(&file), "--slug", "storm-again", "--data", text(data)]);
    assert!(imported.ok, "{}", imported.err);
    let posts = |slug: &str| {
        let (_, document) = get(&format!("{}/live/{slug}.json", server.url));
        let document: Value = serde_json::from_str(&document.replace(&format!("/{slug}"), "/it")).unwrap();
        document["posts"].clone()
    };
    let began = Instant::now();
    while get(&format!("{}/live/storm-again.json", server.url)).0 != 200 {
        assert!(began.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(posts("storm"), posts("storm-again"));
}
