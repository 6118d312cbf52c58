//! Pages in files: every link of every page leads to a file that is there, whoever hands the files out.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use url::Url;

use crate::stet::{Server, get, get_bytes, stet, text};

/// Follows all links within a site from its first page on. Gives how many files were reached.
fn crawl(first: &Url, read: &dyn Fn(&Url) -> Option<String>) -> BTreeSet<Url> {
    let mut found: HashMap<Url, String> = HashMap::new();
    let mut ids: HashMap<Url, BTreeSet<String>> = HashMap::new();
    let mut to_do = vec![(first.clone(), first.clone())];
    let mut fragments = Vec::new();
    let top = first.join(".").unwrap();
    while let Some((from, url)) = to_do.pop() {
        let mut page = url.clone();
        page.set_fragment(None);
        fragments.extend(url.fragment().map(|id| (from.clone(), page.clone(), id.to_owned())));
        if found.contains_key(&page) {
            continue;
        }
        let text = read(&page).unwrap_or_else(|| panic!("{from} leads to {page}, where nothing is"));
        if page.path().ends_with(".html") {
            assert!(!text.contains("<script"), "{page} needs a script");
            ids.insert(page.clone(), attributes(&text, &["id"]).into_iter().collect());
            for link in links(&text) {
                assert!(!link.starts_with('/'), "{page} names {link}, which leads elsewhere from a disk");
                let target = page.join(&link).unwrap();
                if target.as_str().starts_with(top.as_str()) {
                    assert!(target.query().is_none(), "{page} asks a server: {link}");
                    to_do.push((page.clone(), target));
                } else {
                    assert!(matches!(target.scheme(), "http" | "https" | "mailto"), "{page} leads to {target}");
                }
            }
            for resource in resources(&text) {
                let target = page.join(&resource).unwrap();
                assert!(target.as_str().starts_with(top.as_str()), "{page} loads {target}");
            }
        }
        found.insert(page, text);
    }
    for (from, page, id) in fragments {
        assert!(ids[&page].contains(&id), "{from} leads to {id} in {page}, which has none");
    }
    found.into_keys().collect()
}

/// Everything that a page leads to or loads.
fn links(html: &str) -> Vec<String> {
    let mut links = attributes(html, &["href"]);
    links.extend(resources(html));
    links.into_iter().filter(|link| !link.is_empty()).collect()
}

/// What it loads.
fn resources(html: &str) -> Vec<String> {
    let sets = attributes(html, &["srcset"]);
    let widths = sets.iter().flat_map(|set| set.split(", ")).map(|one| one.split(' ').next().unwrap().to_owned());
    attributes(html, &["src", "poster", "action"]).into_iter().chain(widths).collect()
}

/// The values of attributes. Text has no plain quotation marks: they are escaped.
fn attributes(html: &str, names: &[&str]) -> Vec<String> {
    let of = |name: &&str| {
        let mark = format!(" {name}=\"");
        let values = html.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap());
        values.map(|value| value.replace("&#38;", "&").replace("&amp;", "&")).collect::<Vec<_>>()
    };
    names.iter().flat_map(of).collect()
}

fn all_files(folder: &Path) -> BTreeSet<Url> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                files.insert(Url::from_file_path(entry.path()).unwrap());
            }
        }
    }
    files
}

/// Whatever hands out files: Python's own server, which knows nothing of Stet.
struct FileServer(Child, String);

impl FileServer {
    fn of(folder: &Path) -> Self {
        let mut python = Command::new("python3");
        python.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", text(folder)]);
        let mut child = python.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.split(['(', ')']).find(|part| part.starts_with("http://")).unwrap().to_owned();
        Self(child, url)
    }
}

impl Drop for FileServer {
    fn drop(&mut self) {
        // It ends in any case.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[track_caller]
fn check(data: &Path, slugs: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let which = if let [slug] = slugs { vec![*slug] } else { vec!["--all"] };
    let export = stet(&[&["export", "--static", text(&site), "--data", text(data)], &which[..]].concat());
    assert!(export.ok, "{}", export.err);
    let first = Url::from_file_path(site.join("index.html")).unwrap();
    let reached = crawl(&first, &|url| {
        fs::read(url.to_file_path().unwrap()).ok().map(|it| String::from_utf8_lossy(&it).into_owned())
    });
    for slug in slugs {
        for page in ["index.html", "index.ar.html", "history.html", "corrections.html"] {
            let page = Url::from_file_path(site.join(format!("live/{slug}/{page}"))).unwrap();
            assert!(reached.contains(&page), "{page}");
        }
    }
    // What lies there and is reached from nowhere: styles of other themes, and widths that a browser may choose.
    let lost: Vec<_> =
        all_files(&site).difference(&reached).filter(|url| !url.path().contains("/assets/")).cloned().collect();
    assert!(lost.iter().all(|url| url.path().contains("/media/")), "{lost:?}");

    let server = FileServer::of(&site);
    let first = Url::parse(&server.1).unwrap().join("index.html").unwrap();
    let served = crawl(&first, &|url| {
        let (status, bytes) = get_bytes(url.as_str());
        (status == 200).then(|| String::from_utf8_lossy(&bytes).into_owned())
    });
    assert_eq!(served.len(), reached.len());

    // With an address there are feeds, and pages say where they are found.
    let found = folder.path().join("found");
    let address =
        ["export", "--static", text(&found), "--public-url", "https://news.example.org/live", "--data", text(data)];
    let export = stet(&[&address[..], &which[..]].concat());
    assert!(export.ok, "{}", export.err);
    for slug in slugs {
        let page = fs::read_to_string(found.join(format!("live/{slug}/index.html"))).unwrap();
        let own = format!(r#"<link rel="canonical" href="https://news.example.org/live/live/{slug}/index.html">"#);
        assert!(page.contains(&own), "{slug}");
        let feed = fs::read_to_string(found.join(format!("live/{slug}/feed.atom"))).unwrap();
        assert!(feed.contains(&format!("https://news.example.org/live/live/{slug}/post/")), "{slug}");
    }
    assert!(!stet(&[&address[..], &which[..]].concat()).ok, "nothing is written over");
}

#[test]
fn every_link_of_pages_in_files_leads_to_one() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let demo = Server::start(&["demo", "--listen", "127.0.0.1:0", "--data", text(&data)]);
    let slug = demo.url.rsplit('/').next().unwrap().to_owned();
    let (_, page) = get(&demo.url);
    assert!(page.contains("data-stream"));
    // It is written beside a server that goes on.
    check(&data, &[&slug]);
    drop(demo);
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");
    assert!(stet(&["import", page, "--slug", "another", "--data", text(&data)]).ok);
    assert!(stet(&["import", page, "--slug", "hidden", "--visible-to", "desk", "--data", text(&data)]).ok);
    check(&data, &[&slug, "another"]);
    let site = folder.path().join("site");
    let hidden = stet(&["export", "hidden", "--static", text(&site), "--data", text(&data)]);
    assert!(!hidden.ok && hidden.err.contains("set the coverage live"), "{}", hidden.err);
    assert!(!site.exists());
}

#[test]
fn a_whole_day_of_a_newsroom_is_readable_from_files() {
    let Ok(specimen) = std::env::var("STET_SPECIMEN") else { return };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(stet(&["import", &specimen, "--slug", "day", "--date", "2022-02-17", "--data", text(&data)]).ok);
    check(&data, &["day"]);
    // Out and in again.
    let file = folder.path().join("day.zip");
    assert!(stet(&["export", "day", "--archive", text(&file), "--data", text(&data)]).ok);
    let second = folder.path().join("second");
    assert!(stet(&["import", text(&file), "--data", text(&second)]).ok);
    let [here, there] = [&data, &second].map(|data| stet(&["export", "day", "--data", text(data)]).out);
    assert_eq!(here, there);
    let [here, there] = [&data, &second].map(|data| {
        let server = Server::serve(data);
        let pages = ["/live/day", "/live/day.json", "/live/day/feed.atom"].map(|path| format!("{}{path}", server.url));
        pages.map(|page| server.nowhere(&get(&page).1))
    });
    assert!(here == there, "its pages differ");
}
