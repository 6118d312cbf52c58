//! A copied page comes in, or is refused with nothing left behind.

use std::fs;

use serde_json::Value;

use crate::stet::{Server, get, stet, text};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");

#[test]
fn a_copied_page_is_served_whole_and_says_no_clock_times() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let import =
        stet(&["import", PAGE, "--slug", "barrier", "--data", data, "--date", "2022-02-17", "--tz", "Europe/Kyiv"]);
    assert!(import.ok, "{}", import.err);
    assert!(import.out.contains("The page states the same number of posts"), "{}", import.out);
    let server = Server::serve(folder.path());
    let (status, document) = get(&format!("{}/live/barrier.json", server.url));
    assert_eq!(status, 200);
    let document: Value = serde_json::from_str(&document).unwrap();
    let posts = document["posts"].as_array().unwrap();
    assert_eq!(posts.len(), 18);
    assert_eq!(document["status"], "ended");
    assert_eq!(document["time_zone"], "Europe/Kyiv");
    assert!(posts.iter().all(|post| post["approximate"] == true));
    let (_, page) = get(&format!("{}/live/barrier", server.url));
    assert_eq!(page.matches("<article").count(), posts.len());
    // No clock time is printed for a post whose time nobody knows, nor for what became of it.
    assert!(!page.contains("EET"), "a clock time stands on the page");
    for post in posts {
        if let Some(headline) = post["headline"].as_str() {
            assert!(
                page.contains(&headline.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&#34;")),
                "{headline}"
            );
        }
    }
}

#[test]
fn a_page_is_kept_to_the_desk_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let import = stet(&["import", PAGE, "--slug", "barrier", "--data", data, "--visible-to", "desk"]);
    assert!(
        import.ok && import.out.contains("Only the desk sees it, at /desk/c/barrier"),
        "{}{}",
        import.out,
        import.err
    );
    let import = stet(&["import", PAGE, "--slug", "seen", "--data", data]);
    assert!(import.ok && import.out.contains("Readers see it now at /live/seen"), "{}{}", import.out, import.err);
    assert!(import.out.contains("Without a file: "), "{}", import.out);
    let server = Server::serve(folder.path());
    assert_eq!(get(&format!("{}/live/barrier", server.url)).0, 404);
    assert_eq!(get(&format!("{}/live/seen", server.url)).0, 200);
}

#[test]
fn a_page_that_counts_wrongly_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.txt");
    fs::write(&file, fs::read_to_string(PAGE).unwrap().replace("18 Posts", "21 Posts")).unwrap();
    let import = stet(&["import", text(&file), "--slug", "page", "--data", text(folder.path())]);
    assert!(import.ok && import.out.contains("it has 21 posts, and 18 were found"), "{}{}", import.out, import.err);
}

#[test]
fn a_bad_file_or_setting_is_refused_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("file");
    let page = fs::read(PAGE).unwrap();
    let binary = fs::read(env!("CARGO_BIN_EXE_stet")).unwrap();
    let latin_1: Vec<u8> = "The page\n\n1 Post\n\nCaf\u{e9} opens\n\nIt opens.\n".chars().map(|c| c as u8).collect();
    let large = vec![b'a'; 50 * 1024 * 1024];
    let html = b"<!doctype html><title>x</title>".to_vec();
    let files: [(&[u8], &[&str], &str); 9] = [
        (b"", &[], "text_empty"),
        (b" \n\t\n", &[], "text_empty"),
        (&binary, &[], "text_"),
        (&large, &[], "text_too_large"),
        (&latin_1, &[], "not UTF-8: line 5"),
        (&html, &[], "text_html"),
        (&page, &["--date", "17.2.2022"], "--date is “17.2.2022”"),
        (&page, &["--tz", "Kyiv"], "there is no zone “Kyiv”"),
        (&page, &["--language", "e n"], "--language"),
    ];
    for (bytes, extra, said) in files {
        fs::write(&file, bytes).unwrap();
        let mut args = vec!["import", text(&file), "--slug", "page", "--data", text(&data)];
        args.extend(extra);
        let import = stet(&args);
        assert!(!import.ok && import.err.contains(said), "{said}: {}", import.err);
        assert!(!data.exists(), "{said}: nothing is left behind");
    }
    let missing = stet(&["import", "no-such-file", "--slug", "page", "--data", text(&data)]);
    assert!(!missing.ok && missing.err.contains("no-such-file: it cannot be opened"), "{}", missing.err);
    let slug = stet(&["import", PAGE, "--slug", "Bad Slug", "--data", text(&data)]);
    assert!(!slug.ok && slug.err.contains("--slug is “Bad Slug”"), "{}", slug.err);
    assert!(!data.exists());
    assert!(stet(&["import", PAGE, "--slug", "page", "--data", text(&data)]).ok);
    let twice = stet(&["import", PAGE, "--slug", "page", "--data", text(&data)]);
    assert!(!twice.ok && twice.err.contains("choose another slug"), "{}", twice.err);
}

/// A page of another newsroom, where one is at hand. It is not part of the project.
#[test]
fn a_real_page_is_served_whole() {
    let Some(specimen) = std::env::var_os("STET_SPECIMEN") else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = specimen.into_string().unwrap();
    let import = stet(&[
        "import",
        &file,
        "--slug",
        "page",
        "--data",
        text(folder.path()),
        "--format",
        "text",
        "--date",
        "2022-02-17",
    ]);
    assert!(import.ok, "{}", import.err);
    assert!(import.out.contains("Read: 52 posts") && !import.out.contains("Not understood"), "{}", import.out);
    let server = Server::serve(folder.path());
    let (_, document) = get(&format!("{}/live/page.json", server.url));
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["posts"].as_array().unwrap().len(), 52);
    assert_eq!(document["status"], "ended");
    assert_eq!(document["key_points"].as_array().unwrap().len(), 4);
    assert_eq!(document["go_deeper"].as_array().unwrap().len(), 3);
    assert_eq!(document["lead"]["duration"], 241);
    let (status, page) = get(&format!("{}/live/page", server.url));
    assert_eq!(status, 200);
    let oldest = document["posts"][39]["id"].as_str().unwrap();
    let (_, rest) = get(&format!("{}/live/page?before={oldest}", server.url));
    let counts = [page, rest].map(|html| html.matches("<article").count());
    assert_eq!(counts, [40, 12]);
}
