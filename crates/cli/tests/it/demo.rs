//! The demo is whole, and comes alive.

use serde_json::Value;

use crate::stet::{Server, get, get_bytes, stet, text};

#[test]
fn the_demo_plays_to_its_end() {
    let mut server = Server::start(&["demo", "--listen", "127.0.0.1:0", "--speed", "3600"]);
    let page = server.url.clone();
    let base = page.split("/live/").next().unwrap().to_owned();
    for address in ["/", "feed.atom", ".json"] {
        let line = server.line();
        assert!(line.contains(address), "{line}");
    }
    let (status, html) = get(&page);
    assert_eq!(status, 200);
    let at_start = html.matches("<article").count();
    assert!(at_start >= 30, "{at_start}");

    // The stream ends by itself once the coverage has ended and everything was sent.
    let (status, stream) = get(&format!("{page}/stream?after=0"));
    assert_eq!(status, 200);
    let frames: Vec<Value> = stream
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).unwrap())
        .collect();
    let seqs: Vec<u64> = frames.iter().map(|frame| frame["seq"].as_u64().unwrap()).collect();
    assert_eq!(seqs, (1..=seqs.len() as u64).collect::<Vec<_>>());
    for verb in [
        "insert",
        "revise",
        "withdraw",
        "pin",
        "unpin",
        "key_points",
        "headline",
        "standfirst",
        "status",
        "lead",
        "go_deeper",
    ] {
        assert!(frames.iter().any(|frame| frame["verb"] == verb), "the demo never shows {verb}");
    }

    let document: Value = serde_json::from_str(&get(&format!("{page}.json")).1).unwrap();
    assert_eq!(document["status"], "ended");
    let posts = document["posts"].as_array().unwrap();
    assert!(posts.len() >= 45, "{}", posts.len());
    let all = document["posts"].to_string();
    for block in [
        "paragraph",
        "heading",
        "bullet_list",
        "ordered_list",
        "blockquote",
        "image",
        "gallery",
        "video",
        "embed",
        "related",
        "read_more",
        "table",
        "chart",
        "map",
        "horizontal_rule",
        "strong",
        "em",
        "link",
        "strike",
        "sub",
        "sup",
        "code",
        "lead_in",
    ] {
        assert!(all.contains(&format!("\"{block}\"")), "the demo never shows {block}");
    }
    let kinds = ["correction", "clarification", "update"];
    for kind in kinds {
        assert!(
            posts.iter().any(|post| post["notices"].as_array().unwrap().iter().any(|notice| notice["kind"] == kind)),
            "{kind}"
        );
    }
    for field in ["label", "byline", "dateline", "revised_at", "withdrawn"] {
        assert!(posts.iter().any(|post| !post[field].is_null()), "no post has {field}");
    }
    assert!(
        posts.iter().any(|post| post["headline"].is_null() && post["withdrawn"].is_null()),
        "every post has a headline"
    );
    assert!(posts.iter().any(|post| post["key_event"] == true));
    assert!(posts.iter().any(|post| post["approximate"] == true), "the hour of every post is known");
    let leads: Vec<&str> =
        frames.iter().filter(|frame| frame["verb"] == "lead").filter_map(|frame| frame["html"].as_str()).collect();
    assert!(leads.iter().any(|html| html.contains("class=\"film\"")), "the lead is never a film");
    for status in ["live", "paused", "ended"] {
        assert!(frames.iter().any(|frame| frame["status"] == status), "it is never {status}");
    }
    assert!(document["key_points"].as_array().unwrap().iter().any(|point| point["post"].is_string()));
    assert!(document["pinned"].is_string() && !document["go_deeper"].as_array().unwrap().is_empty());
    // Emoji, words that run from right to left, and marks that combine.
    for text in ["🕕", "كييف", "Ки\u{301}їв"] {
        assert!(all.contains(text), "{text}");
    }

    // It links to the coverage that goes on with the story, which is there.
    let successor = document["successor"].as_str().unwrap();
    assert_eq!(get(&format!("{base}/live/{successor}")).0, 200);
    // The pictures are there.
    let (_, html) = get(&page);
    let picture = html.split("src=\"/media/").nth(1).unwrap().split('"').next().unwrap();
    let (status, bytes) = get_bytes(&format!("{base}/media/{picture}"));
    assert!(status == 200 && bytes.starts_with(b"RIFF") && bytes[8..].starts_with(b"WEBP"));

    let (status, log) = server.stop();
    assert!(status.success());
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
}

#[test]
fn a_folder_that_is_in_use_is_served_by_another_command() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    assert!(stet(&["token", "create", "--member", "owner@example.org", "--data", data]).ok);
    let run = stet(&["demo", "--listen", "127.0.0.1:0", "--data", data]);
    assert!(!run.ok && run.err.contains(&format!("stet serve --data {data}")), "{}", run.err);
}
