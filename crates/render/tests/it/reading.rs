//! What readers choose of a coverage, and the pages that come of it.

use coverage::{Line, Seq, Slug};
use proptest::collection::vec;
use proptest::prelude::*;
use render::{
    AsOf, Choice, CoverageJson, Form, Neighbour, Neighbours, NoSuchPart, PAGE_POSTS, Reading, ReadingOrder, Source,
    Tie, Weight, Window, framed_page, page, page_as_of, page_in_series, post_page, post_page_from,
};
use scraper::Html;
use serde_json::json;

use crate::markup::{all, attributes, parse, text};
use crate::sample::{Story, body, ended, id, paragraph, plain, post_id, site};

fn read(story: &Story, query: &str) -> Html {
    let reading = Reading::parse(query).unwrap();
    parse(&page(&site(), &story.slug, &story.view, reading).unwrap())
}

fn ids(html: &Html) -> Vec<String> {
    attributes(html, "#posts > article", "id").into_iter().map(str::to_owned).collect()
}

fn named(numbers: impl Iterator<Item = u128>) -> Vec<String> {
    numbers.map(|number| format!("post-{}", id(number))).collect()
}

/// Posts of which every third is a key event and every fourth has a label.
fn mixed(posts: u128) -> Story {
    let mut story = Story::open("en", "Europe/Kyiv", "A long day");
    for number in 1..=posts {
        let label = (number % 4 == 0).then_some("Analysis & more");
        let content = json!({"headline": format!("Report {number}"), "label": label,
            "key_event": number % 3 == 0, "body": body(&[paragraph("It happened.")])});
        story.pass(1).publish(number, content);
    }
    story
}

#[test]
fn an_address_is_read_and_written_alike() {
    for query in [
        "",
        "?order=oldest",
        "?only=key-events",
        "?label=Analysis+%26+more",
        "?order=oldest&only=key-events&label=%D0%97%D0%B0%D1%80%D0%B0%D0%B7",
        &format!("?before={}", id(1)),
        &format!("?order=oldest&after={}", id(1)),
        &format!("?post={}", id(1)),
    ] {
        let query = query.trim_start_matches('?');
        let reading = Reading::parse(query).unwrap();
        assert_eq!(reading.query().trim_start_matches('?'), query);
    }
}

#[test]
fn what_is_not_known_is_passed_over() {
    for query in
        ["utm_source=x", "order=newest", "order=sideways", "only=", "only=everything", "label=", "label=+", "&&"]
    {
        assert_eq!(Reading::parse(query), Ok(Reading::default()), "{query}");
    }
    let twice = format!("before={}&after={}&before=x", id(1), id(2));
    assert_eq!(Reading::parse(&twice).unwrap().window, Window::Before(post_id(1)));
    assert_eq!(Reading::parse("label=One&label=Two").unwrap().choice.label, Some(Line::parse("label", "One").unwrap()));
    for query in ["before=x", "post=", "after=%FF", &format!("label={}", "x".repeat(41)), "label=a%00b"] {
        assert_eq!(Reading::parse(query), Err(NoSuchPart), "{query}");
    }
}

#[test]
fn oldest_first_begins_with_the_first_post_and_leads_on() {
    let story = plain(2 * PAGE_POSTS as u128 + 5);
    let html = read(&story, "order=oldest");
    assert_eq!(ids(&html), named(1..=PAGE_POSTS as u128));
    assert_eq!(attributes(&html, "#posts", "data-order"), ["oldest"]);
    assert!(all(&html, "nav.newest, #older").is_empty());
    let next = format!("?order=oldest&after={}", id(PAGE_POSTS as u128));
    assert_eq!(attributes(&html, "#newer a", "href"), [&*next]);
    let html = read(&story, next.trim_start_matches('?'));
    assert_eq!(ids(&html), named(PAGE_POSTS as u128 + 1..=2 * PAGE_POSTS as u128));
    let back = format!("?order=oldest&before={}", id(PAGE_POSTS as u128 + 1));
    assert_eq!(attributes(&html, "nav.newest a", "href"), ["?order=oldest", &*back]);
    let last = read(&story, &format!("order=oldest&after={}", id(2 * PAGE_POSTS as u128)));
    assert_eq!(ids(&last).len(), 5);
    assert!(all(&last, "#newer").is_empty());
    assert_eq!(attributes(&last, "#posts", "data-ceiling"), [""], "new posts come here");
}

#[test]
fn only_what_was_chosen_is_there() {
    let story = mixed(40);
    assert_eq!(ids(&read(&story, "only=key-events")), named((1..=40).rev().filter(|n| n % 3 == 0)));
    assert_eq!(ids(&read(&story, "label=Analysis+%26+more")), named((1..=40).rev().filter(|n| n % 4 == 0)));
    let both = read(&story, "only=key-events&label=Analysis+%26+more&order=oldest");
    assert_eq!(ids(&both), named((1..=40).filter(|n| n % 12 == 0)));
    assert!(attributes(&both, "#count", "hidden") == [""], "the number of all posts is not theirs");
    let here: Vec<String> = all(&both, "#choice [aria-current]").iter().map(|way| way.text().collect()).collect();
    assert_eq!(here, ["Oldest first"]);
    let labelled = read(&story, "label=Analysis+%26+more");
    assert_eq!(text(&labelled, "#choice ul + ul [aria-current]"), "Analysis & more");
    let ways = attributes(&labelled, "#choice a", "href");
    assert_eq!(ways[1], "?order=oldest&label=Analysis+%26+more#choice");
    // Each leads to where something changes, which is not the head of the page.
    assert!(ways.iter().all(|way| way.ends_with("#choice")) && all(&labelled, "#choice").len() == 1, "{ways:?}");
    assert_eq!(attributes(&labelled, "#posts", "data-label"), ["Analysis & more"]);
}

#[test]
fn an_unknown_label_is_an_empty_page_with_the_way_out() {
    let html = read(&mixed(4), "label=Nobody+has+it");
    assert!(ids(&html).is_empty());
    assert_eq!(attributes(&html, "#nothing a", "href"), ["/live/border-crisis"]);
}

#[test]
fn a_coverage_has_one_address_however_it_is_read() {
    let story = mixed(200);
    let canonical = |query: &str| {
        let html = read(&story, query);
        let [canonical] = attributes(&html, "link[rel=canonical]", "href")[..] else { panic!() };
        assert!(query.is_empty() || all(&html, "script[type='application/ld+json']").is_empty());
        canonical.to_owned()
    };
    let own = "https://live.example.org/live/border-crisis";
    for query in ["", "order=oldest", "only=key-events", "label=x", &format!("post={}", id(90))] {
        assert_eq!(canonical(query), own, "{query}");
    }
    assert_eq!(canonical(&format!("before={}", id(90))), format!("{own}?before={}", id(90)));
}

#[test]
fn a_post_is_shown_among_those_around_it() {
    let story = plain(200);
    let html = read(&story, &format!("post={}", id(100)));
    let shown = ids(&html);
    assert_eq!(shown.len(), PAGE_POSTS);
    assert_eq!(shown.iter().position(|post| *post == format!("post-{}", id(100))), Some(PAGE_POSTS / 2));
    let newest = format!("?after={}", id(100 + PAGE_POSTS as u128 / 2));
    assert_eq!(attributes(&html, "nav.newest a", "href"), ["/live/border-crisis", &*newest]);
    // One that stands on the first page is found there, where new posts arrive.
    let html = read(&story, &format!("post={}", id(170)));
    assert_eq!(ids(&html), ids(&read(&story, "")));
    let html = read(&story, &format!("order=oldest&post={}", id(10)));
    assert_eq!(ids(&html), ids(&read(&story, "order=oldest")));
    let unknown = Reading::parse(&format!("post={}", id(777))).unwrap();
    assert_eq!(page(&site(), &story.slug, &story.view, unknown), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whoever turns the pages of any choice, in either order, while posts arrive, meets each post that
    /// was there at the beginning, once and in order.
    #[test]
    fn pages_do_not_drift(
        oldest in any::<bool>(), key_events in any::<bool>(), arriving in vec(0..4_u128, 1..6), posts in 1..260_u128,
    ) {
        let mut story = mixed(posts);
        let order = if oldest { ReadingOrder::OldestFirst } else { ReadingOrder::NewestFirst };
        let weight = if key_events { Weight::KeyEvents } else { Weight::Any };
        let choice = Choice { order, weight, label: None };
        let mut wanted = named((1..=posts).filter(|n| !key_events || n % 3 == 0));
        if !oldest { wanted.reverse(); }
        let (mut met, mut query, mut next) = (Vec::new(), Reading { choice, ..Reading::default() }.query(), posts);
        for turn in 0.. {
            let html = read(&story, query.trim_start_matches('?'));
            met.extend(ids(&html));
            match attributes(&html, "#older a, #newer a", "href").as_slice() {
                [] => break,
                [href] => query = (*href).to_owned(),
                more => panic!("{more:?}"),
            }
            for _ in 0..arriving[turn % arriving.len()] {
                next += 1;
                story.pass(1).publish(next, json!({"headline": "New", "body": body(&[paragraph("It happened.")])}));
            }
        }
        met.truncate(wanted.len());
        prop_assert_eq!(met, wanted);
    }
}

#[test]
fn days_stand_over_their_posts_in_the_zone_of_the_coverage() {
    let mut story = Story::open("en", "Europe/Kyiv", "Two days");
    for number in 1..=3 {
        // From 22:30 in Kyiv on, half an hour apart.
        story.now = "2022-02-17T20:00:00Z".parse().unwrap();
        story.pass(30 * i64::try_from(number).unwrap());
        story.publish(number, json!({"headline": "It happened", "body": body(&[paragraph("Somewhere.")])}));
    }
    assert!(all(&read(&story, ""), ".day").is_empty(), "one day needs no heading");
    story.now = "2022-02-17T22:00:00Z".parse().unwrap();
    story.publish(4, json!({"headline": "At midnight", "body": body(&[paragraph("Somewhere.")])}));
    let html = read(&story, "");
    assert_eq!(attributes(&html, "#posts > h2.day time", "datetime"), ["2022-02-18", "2022-02-17"]);
    let names: Vec<&str> = all(&html, "#posts > *").iter().map(|child| child.value().name()).collect();
    assert_eq!(names, ["h2", "article", "h2", "article", "article", "article"]);
    let html = read(&story, "order=oldest");
    assert_eq!(attributes(&html, "#posts > h2.day time", "datetime"), ["2022-02-17", "2022-02-18"]);
}

/// At both changes of the clock the same minute comes twice, or not at all; the zone's name tells which.
#[test]
fn clocks_are_set_forward_and_back() {
    for (at, wanted) in [
        ("2026-03-29T00:59:00Z", "02:59 EET 29 Mar 2026"),
        ("2026-03-29T01:00:00Z", "04:00 EEST 29 Mar 2026"),
        ("2026-10-25T00:30:00Z", "03:30 EEST 25 Oct 2026"),
        ("2026-10-25T01:30:00Z", "03:30 EET 25 Oct 2026"),
    ] {
        let mut story = Story::open("en", "Europe/Kyiv", "A night");
        story.now = at.parse().unwrap();
        story.publish(1, json!({"headline": "It happened", "body": body(&[paragraph("Somewhere.")])}));
        let html = read(&story, "");
        assert_eq!(text(&html, "#posts .when").trim(), wanted);
        assert_eq!(attributes(&html, "#posts .when time", "datetime"), [at]);
    }
}

#[test]
fn a_coverage_names_the_ones_before_and_after_it() {
    let story = ended();
    let neighbour = |slug: &str, headline: &str, language: &str| Neighbour {
        slug: Slug::parse(slug).unwrap(),
        headline: Line::parse("headline", headline).unwrap(),
        language: coverage::Language::parse(language).unwrap(),
    };
    let neighbours = Neighbours {
        previous: Some(neighbour("day-1", "The <first> day", "en")),
        next: Some(neighbour("day-3", "День третій", "uk")),
        source: None,
    };
    let html = page_in_series(&site(), &story.slug, &story.view, &Reading::default(), &neighbours).unwrap();
    let html = parse(&html);
    assert_eq!(attributes(&html, "#series a[rel=prev]", "href"), ["/live/day-1"]);
    assert_eq!(text(&html, "#series a[rel=prev] bdi"), "The <first> day");
    assert_eq!(attributes(&html, "#series a[rel=next]", "href"), ["/live/day-3"]);
    assert_eq!(attributes(&html, "#series a[rel=next] bdi", "lang"), ["uk"]);
    assert_eq!(attributes(&read(&story, ""), "#series", "hidden"), [""]);
}

#[test]
fn a_coverage_that_is_told_elsewhere_says_so_and_is_found_there() {
    let mut story = Story::open("de", "UTC", "Sturm");
    story.publish(1, json!({"headline": "Die Fähre", "body": body(&[paragraph("Sie liegt im Hafen.")])}));
    let post = story.view.post(post_id(1)).unwrap();
    let there = "https://other.example.org/live/storm";
    let canonical = |html: &Html| attributes(html, "link[rel=canonical]", "href")[0].to_owned();
    for (tie, said, found) in [
        (Tie::Followed, "unverändert wiedergegeben", there),
        (Tie::Stopped, "ließ sich nicht prüfen", there),
        (Tie::Left, "nicht mehr aktualisiert", "https://live.example.org/live/border-crisis"),
    ] {
        let source = Source { url: there.into(), host: "other.example.org".into(), tie };
        let around = Neighbours { source: Some(source.clone()), ..Neighbours::default() };
        for form in [Form::Whole, Form::Text] {
            let reading = Reading::default().in_form(form);
            let html = page_in_series(&site(), &story.slug, &story.view, &reading, &around).unwrap();
            let html = parse(&html);
            assert_eq!(attributes(&html, "#source a", "href"), [there]);
            assert_eq!(text(&html, "#source a"), "other.example.org");
            assert!(text(&html, "#source").contains(said));
            assert_eq!(canonical(&html), found);
            let html = parse(&post_page_from(&site(), &story.slug, &story.view, post, form, Some(&source)));
            assert_eq!(attributes(&html, "#source a", "href"), [there]);
            assert_eq!(canonical(&html), format!("{found}/post/{}", id(1)));
        }
        let as_of = AsOf { first: Seq(1) };
        let then = page_as_of(&site(), &story.slug, &story.view, &Reading::default(), Some(&source), as_of).unwrap();
        assert!(text(&parse(&then), "#source").contains(said));
        assert_eq!(canonical(&parse(&then)), found);
        let framed = framed_page(&site(), &story.slug, &story.view, Some(&source)).unwrap();
        assert!(text(&parse(&framed), "#source").contains(said));
        let json = CoverageJson::new(&story.slug, &story.view).from_source(Some(source)).collect::<String>();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["source"], json!({"url": there, "host": "other.example.org", "tie": tie.as_str()}));
    }
    assert!(all(&read(&story, ""), "#source").is_empty());
}

#[test]
fn a_post_has_a_title_of_its_own() {
    let mut story = Story::open("en", "UTC", "A long day");
    let words = "The bridge over the lower harbour was closed to lorries this morning, and nobody knows for how long.";
    story.publish(1, json!({"body": body(&[paragraph(words)])}));
    let post = story.view.post(post_id(1)).unwrap();
    let html = parse(&post_page(&site(), &story.slug, &story.view, post));
    let title = "The bridge over the lower harbour was closed to lorries this morning, …";
    assert_eq!(text(&html, "title"), format!("{title} – The Daily Example"));
    assert_eq!(attributes(&html, "meta[property='og:title']", "content"), [title]);
    assert_eq!(attributes(&html, "meta[name=description]", "content"), [words]);
    assert_eq!(attributes(&html, "meta[name='twitter:card']", "content"), ["summary_large_image"]);
    let image = &attributes(&html, "meta[property='og:image']", "content")[0];
    let path = format!("https://live.example.org/live/border-crisis/post/{}/preview/", id(1));
    assert!(image.starts_with(&path) && image.ends_with(".png"), "{image}");
    assert_eq!(attributes(&html, "meta[property='og:image:width']", "content"), ["1200"]);
    assert_eq!(attributes(&html, "meta[property='og:image:height']", "content"), ["630"]);
    let own = format!("https://live.example.org/live/border-crisis/post/{}", id(1));
    assert_eq!(attributes(&html, "link[rel=canonical]", "href"), [&*own]);
    assert_eq!(attributes(&html, "meta[property='og:url']", "content"), [&*own]);
    let context = format!("/live/border-crisis?post={0}#post-{0}", id(1));
    assert_eq!(attributes(&html, ".whole a", "href"), [&*context, "/live/border-crisis"]);
}
