//! Pages that stand in files.

use std::collections::{BTreeMap, BTreeSet};

use coverage::{Happened, Language, MediaId, Seq};
use render::{
    Address, FileSite, FiledMedium, Form, Found, FrontPart, InterfaceLanguage, Neighbours, Past, Site, Stand, Summary,
    corrections_page, filed_page, front_page, head_history_page, post_history_page, post_page, version_file,
};
use serde_json::json;

use crate::markup::{all, attributes, one, parse};
use crate::sample::{Story, body, ended, id, rich, right_to_left, site};

fn in_files(story: &Story, media: BTreeMap<MediaId, FiledMedium>, found: Found) -> Site {
    let coverages = BTreeSet::from([story.slug.clone()]);
    Site { script: None, worker: None, stand: Stand::Files(FileSite { coverages, media, found }), ..site() }
}

fn versions(site: &Site, story: &Story) -> Vec<String> {
    let page = |language| filed_page(site, &story.slug, &story.view, &Neighbours::default(), language).unwrap();
    InterfaceLanguage::all_for(&story.view.coverage().language).into_iter().map(page).collect()
}

/// All that happened.
fn whole<'a>(changes: &'a [Happened<'a>]) -> Past<'a> {
    Past { changes, from: Seq::START, is_newest: true, goes_back: false }
}

/// Every page of the site, with the file that it stands in.
fn pages(site: &Site, story: &Story) -> Vec<(String, String)> {
    let Story { slug, view, .. } = story;
    let own = &view.coverage().language;
    let languages = InterfaceLanguage::all_for(own).into_iter().map(|language| version_file(slug, own, language));
    let mut pages: Vec<(String, String)> = languages.zip(versions(site, story)).collect();
    let mut add = |address: Address<'_>, page| pages.push((address.file().unwrap(), page));
    let summary = [Summary::of(slug, view.brief())];
    add(Address::Front, front_page(site, &summary, &FrontPart::default(), Form::Whole));
    add(Address::Corrections(slug), corrections_page(site, slug, view, None).unwrap());
    add(Address::History(slug), head_history_page(site, slug, view, &whole(&story.happened())));
    for post in view.posts() {
        add(Address::Post(slug, post.id), post_page(site, slug, view, post));
        let history = post_history_page(site, slug, view, post, &whole(&story.happened_to(post.id)));
        add(Address::PostHistory(slug, post.id), history);
    }
    pages
}

#[test]
fn pages_in_files_lead_only_to_files_that_are_there() {
    for story in [rich(), right_to_left()] {
        let pages = pages(&in_files(&story, BTreeMap::new(), Found::Anywhere), &story);
        let there: BTreeSet<String> = pages.iter().map(|(file, _)| file.clone()).collect();
        assert!(there.len() > 12);
        for (file, html) in &pages {
            let html = parse(html);
            assert!(all(&html, "script, form, button, dialog, [data-stream]").is_empty(), "{file}");
            let mut links = attributes(&html, "a, link", "href");
            links.extend(attributes(&html, "[src]", "src"));
            for link in links.iter().filter(|link| !link.starts_with('#') && !link.contains("://")) {
                let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
                let mut parts: Vec<&str> = file.split('/').collect();
                parts.pop();
                for part in path.split('/') {
                    match part {
                        "." => {}
                        ".." => assert!(parts.pop().is_some(), "{file}: {link}"),
                        part => parts.push(part),
                    }
                }
                let target = parts.join("/");
                assert!(there.contains(&target) || target.starts_with("assets/"), "{file}: {link} is {target}");
                assert!(fragment.is_empty() || fragment.starts_with("post-") || fragment.starts_with("r-"), "{link}");
            }
        }
    }
}

#[test]
fn a_page_in_files_has_all_posts_and_leads_to_its_other_languages() {
    let story = crate::sample::plain(90);
    let versions = versions(&in_files(&story, BTreeMap::new(), Found::Anywhere), &story);
    assert_eq!(versions.len(), 7);
    for (html, language) in versions.iter().zip(["en", "de", "fr", "es", "uk", "ru", "ar"]) {
        let html = parse(html);
        assert_eq!(all(&html, "#posts article").len(), 90);
        assert_eq!(attributes(&html, "html", "lang"), ["en"], "the posts are in the coverage's language");
        let links = attributes(&html, "link[hreflang]", "hreflang");
        assert_eq!(links, ["en", "de", "fr", "es", "uk", "ru", "ar"]);
        assert_eq!(attributes(&html, ".versions a[aria-current]", "hreflang"), [language]);
        let said = attributes(&html, "#count", "lang");
        assert_eq!(said, [if language == "en" { "" } else { language }], "foreign words are marked");
    }
    // A coverage that goes on elsewhere says when this was so; one that ended says when it did.
    assert!(one(&parse(&versions[0]), ".as-of").html().contains("<time"));
    let ended = ended();
    let ended = self::versions(&in_files(&ended, BTreeMap::new(), Found::Anywhere), &ended).remove(0);
    assert!(all(&parse(&ended), ".as-of").is_empty());
    // Where there are no words in the coverage's language, English ones stand first.
    let welsh = Language::parse("cy").unwrap();
    assert_eq!(InterfaceLanguage::all_for(&welsh)[0].as_str(), "en");
    assert_eq!(
        version_file(&story.slug, &welsh, InterfaceLanguage::all_for(&welsh)[0]),
        "live/border-crisis/index.html"
    );
}

#[test]
fn pictures_are_named_by_the_files_that_are_there() {
    let mut story = Story::open("en", "UTC", "Storm");
    let picture = json!({"type": "image", "attrs": {"media": id(931), "alt": "A quay", "width": 1200, "height": 800, "renditions": true}});
    story.pass(1).publish(1, json!({"headline": "Quay", "body": body(&[picture])}));
    let medium = |renditions: &[(&str, u32)], whole: Option<&str>| FiledMedium {
        whole: whole.map(Into::into),
        renditions: renditions.iter().map(|(coding, width)| ((*coding).into(), *width)).collect(),
    };
    let check = |medium: Option<FiledMedium>| {
        let media = medium.into_iter().map(|medium| (MediaId::new(id(931)), medium)).collect();
        let html = parse(&versions(&in_files(&story, media, Found::Anywhere), &story).remove(0));
        let values = |selector, name| -> Vec<String> {
            attributes(&html, selector, name).into_iter().map(str::to_owned).collect()
        };
        (values("article img", "src"), values("article source", "srcset"), values("article a.large", "href"))
    };
    let own = format!("../../media/{}", id(931));
    let (sources, sets, large) =
        check(Some(medium(&[("jpg", 320), ("jpg", 640), ("webp", 320), ("webp", 640), ("avif", 320)], None)));
    assert_eq!(sources, [format!("{own}/640.jpg")]);
    assert_eq!(sets, [format!("{own}/320.webp 320w, {own}/640.webp 640w")], "not in AVIF, of which a width is missing");
    assert_eq!(large, [format!("{own}/640.jpg")]);
    assert_eq!(check(Some(medium(&[], Some("webp")))).0, [format!("{own}/whole.webp")]);
    // Where nothing is there, its description stands for it.
    assert!(check(None).0.is_empty());
    let gone = versions(&in_files(&story, BTreeMap::new(), Found::Anywhere), &story).remove(0);
    assert!(one(&parse(&gone), "article").html().contains("A quay"));
}

#[test]
fn a_site_that_is_found_somewhere_says_where_and_has_feeds() {
    let story = rich();
    let page = versions(&in_files(&story, BTreeMap::new(), Found::AtAddress), &story).remove(0);
    let html = parse(&page);
    let own = format!("https://live.example.org/live/{}/index.html", story.slug);
    assert_eq!(attributes(&html, "link[rel=canonical]", "href"), [own]);
    assert_eq!(
        attributes(&html, "footer nav a", "href"),
        [
            "../../live/border-crisis/feed.rss",
            "../../live/border-crisis/feed.atom",
            "../../live/border-crisis/feed.json"
        ]
    );
    let anywhere = parse(&versions(&in_files(&story, BTreeMap::new(), Found::Anywhere), &story).remove(0));
    assert!(all(&anywhere, "link[rel=canonical], link[type='application/rss+xml'], footer nav").is_empty());
    assert_eq!(attributes(&anywhere, "meta[name=robots]", "content"), ["noindex"]);
}
