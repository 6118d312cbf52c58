//! Which posts stand on which page, and what a page says of them.

use coverage::PostId;
use proptest::prelude::*;
use render::{
    Fault, Faulted, Form, FrontPart, Logo, Look, PAGE_POSTS, Site, SlotEntry, Summary, Window, fault_page, feed,
    front_page, page, post_page,
};
use serde_json::json;

use crate::markup::{all, attributes, one, parse, text};
use crate::sample::{Story, body, ended, id, paragraph, plain, post_id, rich, right_to_left, site};

fn newest(story: &Story) -> String {
    page(&site(), &story.slug, &story.view, Window::First).unwrap()
}

/// The posts of all pages, from the newest to the last, as a reader without a script turns them.
fn turn_pages(story: &Story) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut window = Window::First;
    loop {
        let html = parse(&page(&site(), &story.slug, &story.view, window).unwrap());
        pages.push(attributes(&html, "#posts > article", "id").into_iter().map(str::to_owned).collect());
        match attributes(&html, "#older a", "href").as_slice() {
            [] => return pages,
            [href] => window = Window::Before(href.strip_prefix("?before=").unwrap().parse().unwrap()),
            more => panic!("{more:?}"),
        }
    }
}

#[test]
fn a_page_holds_the_newest_posts() {
    let story = plain(2 * PAGE_POSTS as u128 + 20);
    let pages = turn_pages(&story);
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [PAGE_POSTS, PAGE_POSTS, 20]);
    let wanted: Vec<String> =
        (1..=2 * PAGE_POSTS as u128 + 20).rev().map(|number| format!("post-{}", id(number))).collect();
    assert_eq!(pages.concat(), wanted);
}

#[test]
fn the_last_page_leads_no_further() {
    let story = plain(PAGE_POSTS as u128);
    assert_eq!(turn_pages(&story).len(), 1);
}

#[test]
fn an_unknown_cursor_is_no_page() {
    let story = plain(1);
    let unknown = Window::Before(post_id(77));
    assert_eq!(page(&site(), &story.slug, &story.view, unknown), None);
}

#[test]
fn a_page_of_older_posts_leads_back() {
    let story = plain(3);
    let html = page(&site(), &story.slug, &story.view, Window::Before(post_id(2))).unwrap();
    assert_eq!(
        attributes(&parse(&html), "nav.newest a", "href"),
        ["/live/border-crisis".to_owned(), format!("?after={}", id(1)),]
    );
    assert!(all(&parse(&newest(&story)), "nav.newest").is_empty());
}

#[test]
fn a_blank_view_has_a_page() {
    let story = Story::open("en", "UTC", "Nothing yet");
    let html = parse(&newest(&story));
    assert_eq!(text(&html, "#count"), "No posts yet");
    for hidden in ["#standfirst", "#lead", "#key-points", "#pinned", "#go-deeper"] {
        assert!(one(&html, hidden).attr("hidden").is_some(), "{hidden}");
    }
}

#[test]
fn the_hooks_of_the_script_are_there() {
    let html = parse(&newest(&rich()));
    let main = one(&html, "main#coverage");
    assert_eq!(main.attr("data-slug"), Some("border-crisis"));
    assert_eq!(main.attr("data-seq"), Some(rich().view.seq().to_string().as_str()));
    assert_eq!(main.attr("data-status"), Some("live"));
    assert_eq!(main.attr("data-stream"), Some("/live/border-crisis/stream"));
    assert_eq!(main.attr("data-changes"), Some("/live/border-crisis/changes"));
    assert_eq!(main.attr("data-time-zone"), Some("Europe/Kyiv"));
    for hook in ["#headline", "#standfirst", "#status", "#lead", "#key-points", "#pinned", "#count", "#go-deeper"] {
        one(&html, hook);
    }
    assert_eq!(one(&html, "#updates").attr("data-new-other"), Some("{n} new updates"));
    assert!(one(&html, "#updates > button[type=button]").attr("hidden").is_some());
    assert_eq!(one(&html, "p#announcer").attr("role"), Some("status"));
    assert!(one(&html, "#connection").attr("hidden").is_some());
    one(&html, "h1");
}

#[test]
fn the_pinned_post_stands_in_one_place() {
    let html = parse(&newest(&rich()));
    let pinned = format!("post-{}", id(4));
    assert_eq!(attributes(&html, "#pinned > article", "id"), [&*pinned]);
    assert!(!attributes(&html, "#posts > article", "id").contains(&&*pinned));
}

#[test]
fn key_points_lead_to_their_posts() {
    let mut story = plain(70);
    story.pass(1).happen("post_withdrawn", json!({"post": id(68), "reason": "It was wrong."}));
    let points: Vec<_> = [70, 3, 68].map(|number| json!({"text": "A point", "post": id(number)})).into();
    story.happen("key_points_changed", json!({"key_points": points}));
    let html = parse(&newest(&story));
    let own_page = format!("/live/border-crisis/post/{}", id(3));
    let [newest, gone] = [70, 68].map(|number| format!("#post-{}", id(number)));
    assert_eq!(attributes(&html, "#key-points a", "href"), [&*newest, &*own_page, &*gone], "a note stands there");
    assert_eq!(all(&html, "#key-points li").len(), 3);
}

#[test]
fn a_guessed_time_is_not_printed() {
    let html = parse(&newest(&rich()));
    let article = format!("#post-{}", id(7));
    assert_eq!(attributes(&html, &format!("{article} time"), "datetime"), ["2022-02-17"]);
    assert_eq!(text(&html, &format!("{article} .when")), "17 Feb 2022 time not known");
    let story = rich();
    let alone = post_page(&site(), &story.slug, &story.view, story.view.post(post_id(7)).unwrap());
    assert!(!alone.contains("06:30") && !alone.contains("08:30"), "{alone}");
}

#[test]
fn what_became_of_a_post_with_a_guessed_time_has_no_clock_time_either() {
    let mut story = Story::open("en", "UTC", "A day of which the hours are not known");
    let then = "2022-02-17T06:30:00Z";
    let content = json!({"headline": "Of some hour", "body": body(&[paragraph("It rained.")])});
    story.happen(
        "post_published",
        json!({"post": id(1), "published_at": then, "approximate": true, "content": content}),
    );
    let notice = json!({"kind": "correction", "text": "It snowed."});
    let revised = json!({"post": id(1), "content": content, "notice": notice});
    story.pass(1).happen("post_revised", revised);
    story.happen("status_changed", json!({"status": "ended"}));
    let same_day = newest(&story);
    assert!(!same_day.contains("UTC<"), "{same_day}");
    assert!(same_day.contains("It snowed."));
    let front =
        front_page(&site(), &[Summary::of(&story.slug, story.view.brief())], &FrontPart::default(), Form::Whole);
    assert!(!front.contains(" UTC</time>"), "{front}");
    // What happens on another day happened here, and its time is known.
    let another = json!({"kind": "clarification", "text": "It rained, too."});
    let revised = json!({"post": id(1), "content": content, "notice": another});
    story.pass(3 * 24 * 60).happen("post_revised", revised);
    assert!(newest(&story).contains(" UTC</time>"));
}

#[test]
fn times_are_told_in_the_zone_of_the_coverage() {
    let html = parse(&newest(&rich()));
    assert_eq!(text(&html, &format!("#post-{} .when", id(1))).trim(), "11:04 EET 17 Feb 2022");
    assert_eq!(attributes(&html, &format!("#post-{} .when time", id(1)), "datetime"), ["2022-02-17T09:04:00Z"]);
    let html = parse(&newest(&right_to_left()));
    assert_eq!(text(&html, &format!("#post-{} .zone", id(1))), "UTC+3");
}

#[test]
fn a_zone_without_letters_says_its_distance() {
    for (zone, wanted) in [
        ("UTC", "UTC"),
        ("Europe/London", "GMT"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("America/Sao_Paulo", "UTC−3"),
        ("Pacific/Marquesas", "UTC−9:30"),
    ] {
        let mut story = Story::open("en", zone, "Somewhere");
        story.publish(1, json!({"body": body(&[paragraph("It happened.")])}));
        assert_eq!(text(&parse(&newest(&story)), ".zone"), wanted);
    }
}

#[test]
fn a_revision_of_another_day_says_its_date() {
    let mut story = plain(1);
    let content = json!({"body": body(&[paragraph("Put right.")])});
    story.pass(24 * 60).happen("post_revised", json!({"post": id(1), "content": content}));
    assert_eq!(text(&parse(&newest(&story)), ".revised"), "Updated 18 Feb 2022, 11:01 EET");
}

#[test]
fn withdrawn_words_are_gone() {
    let html = newest(&rich());
    assert!(!html.contains("These words are gone"));
    let note = text(&parse(&html), &format!("#post-{} .withdrawal", id(6)));
    assert!(note.contains("17 Feb 2022, 12:43 EET") && note.contains("another place"), "{note}");
}

#[test]
fn an_ended_coverage_names_its_successor() {
    let html = parse(&newest(&ended()));
    assert_eq!(one(&html, "#coverage").attr("data-status"), Some("ended"));
    assert_eq!(attributes(&html, "#status a", "href"), ["/live/border-crisis-the-day-after"]);
}

#[test]
fn words_are_in_the_coverage_s_language() {
    let html = newest(&right_to_left());
    assert!(html.contains(r#"<html lang="ar" dir="rtl">"#));
    assert_eq!(html.matches(" lang=").count(), 1, "all of the page is in one language");
    let html = parse(&html);
    assert_eq!(text(&html, "#status .badge"), "متوقفة مؤقتًا");
    assert_eq!(text(&html, "#count"), "منشور واحد");
    assert_eq!(text(&html, &format!("#post-{} .date", id(1))), "17 فبراير 2022");
}

#[test]
fn foreign_words_say_their_language() {
    // Persian, in which there are no words.
    let mut story = Story::open("fa", "Asia/Tehran", "توفان در خلیج");
    story.publish(1, json!({"body": body(&[paragraph("کشتی‌ها در بندر مانده‌اند.")])}));
    let html = parse(&newest(&story));
    assert_eq!((one(&html, "html").attr("lang"), one(&html, "html").attr("dir")), (Some("fa"), Some("rtl")));
    assert_eq!(text(&html, "#status .badge [lang=en][dir=ltr]"), "Live");
    assert_eq!(text(&html, "#posts-title [lang=en][dir=ltr]"), "Latest");
    assert_eq!(one(&html, "#count").attr("lang"), Some("en"));
    let native = newest(&rich());
    assert_eq!(native.matches(" lang=").count(), 1);
}

#[test]
fn neighbours_share_their_link() {
    let html = parse(&newest(&rich()));
    let links = attributes(&html, &format!("#post-{} .body > p a", id(2)), "href");
    assert_eq!(links, ["https://example.org/briefing?a=1&b=2"]);
}

#[test]
fn headings_leave_no_level_out() {
    for story in [rich(), right_to_left(), ended()] {
        let html = newest(&story);
        check_headings(&html);
        for post in story.view.posts() {
            check_headings(&post_page(&site(), &story.slug, &story.view, post));
        }
    }
}

#[track_caller]
fn check_headings(html: &str) {
    let html = parse(html);
    let levels: Vec<u32> = all(&html, "h1, h2, h3, h4, h5, h6")
        .iter()
        .map(|h| h.value().name().trim_start_matches('h').parse().unwrap())
        .collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn ids_are_given_once() {
    for story in [rich(), right_to_left(), ended()] {
        let html = parse(&newest(&story));
        let mut ids = attributes(&html, "[id]", "id");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn a_placed_post_shows_its_display_time_and_keeps_its_published_time_elsewhere() {
    let mut story = plain(3);
    let shown_at = "2022-02-17T09:01:30Z";
    let frame = story.happen("post_placed", json!({"post": id(3), "shown": {"at": shown_at}}));
    let frame: serde_json::Value = serde_json::from_str(&frame.json).unwrap();
    let html = parse(&newest(&story));
    let stand = |number| format!("post-{}", id(number));
    assert_eq!(attributes(&html, "#posts > article", "id"), [stand(2), stand(3), stand(1)]);
    let post = story.view.post(post_id(3)).unwrap();
    assert_eq!(attributes(&html, &format!("#{} .when time", stand(3)), "datetime"), [shown_at]);
    assert_eq!((&frame["verb"], &frame["order"]), (&json!("place"), &json!(post.order.to_string())));
    assert!(newest(&story).contains(frame["html"].as_str().unwrap()));
    let json = render::post_json(&story.slug, story.view.coverage(), post);
    assert_eq!((&json["published_at"], &json["shown_at"]), (&json!("2022-02-17T09:03:00Z"), &json!(shown_at)));
    for told in [feed::atom(&site(), &story.slug, &story.view), newest(&story)] {
        assert!(told.contains("2022-02-17T09:03:00Z"));
    }
}

#[test]
fn a_theme_is_named_on_the_root_of_every_page_of_the_coverage() {
    let mut story = plain(1);
    assert!(all(&parse(&newest(&story)), "html[data-theme]").is_empty());
    let frame = story.happen("theme_changed", json!({"theme": "contrast"}));
    assert!(frame.json.contains(r#""verb":"settings""#));
    let post = story.view.post(post_id(1)).unwrap();
    for html in [newest(&story), post_page(&site(), &story.slug, &story.view, post)] {
        assert_eq!(attributes(&parse(&html), "html", "data-theme"), ["contrast"]);
    }
}

#[test]
fn a_theme_fills_its_slots_and_nothing_of_them_is_markup() {
    let entry = |text: &str, url: Option<&str>| SlotEntry { text: text.into(), url: url.map(Into::into) };
    let look = Look {
        style: "/assets/evening.css".into(),
        logo: Some(Logo { url: "/assets/logo.svg".into(), dark: Some("/assets/dark.svg".into()), size: (120, 30) }),
        header: vec![entry("<b>Shop</b>", Some("https://example.org/?a=1&b=\"2\"")), entry("Since 1888", None)],
        footer: vec![entry("Imprint", Some("/imprint"))],
    };
    let mut looks = site().looks;
    looks.named.insert("evening".into(), look);
    let site = Site { looks, ..site() };
    let mut story = plain(1);
    let sheet = |html: &str| -> Vec<String> {
        attributes(&parse(html), "link[rel=stylesheet]", "href").into_iter().map(str::to_owned).collect()
    };
    let of_site = [
        front_page(&site, &[], &FrontPart::default(), Form::Whole),
        page(&site, &story.slug, &story.view, Window::First).unwrap(),
    ];
    for html in of_site {
        assert_eq!(sheet(&html), ["/assets/page.css"]);
        assert_eq!(text(&parse(&html), ".masthead .site"), "The Daily Example");
    }
    story.happen("theme_changed", json!({"theme": "evening"}));
    let post = story.view.post(post_id(1)).unwrap();
    let theme = story.view.coverage().theme.as_ref();
    let faulted = Faulted { fault: Fault::NoPost, language: "en", theme, coverage: None, coverages: &[] };
    for html in [
        page(&site, &story.slug, &story.view, Window::First).unwrap(),
        post_page(&site, &story.slug, &story.view, post),
        fault_page(&site, &faulted),
    ] {
        assert_eq!(sheet(&html), ["/assets/evening.css"]);
        let html = parse(&html);
        assert_eq!(attributes(&html, ".site img", "alt"), ["The Daily Example"]);
        assert_eq!(attributes(&html, ".site source", "srcset"), ["/assets/dark.svg"]);
        assert_eq!(attributes(&html, ".site img", "width"), ["120"]);
        assert_eq!(text(&html, ".masthead .slot li:first-child"), "<b>Shop</b>");
        assert_eq!(attributes(&html, ".masthead .slot a", "href"), ["https://example.org/?a=1&b=\"2\""]);
        assert_eq!(text(&html, ".site-foot .slot"), "Imprint");
    }
}

/// What happens to a coverage, whether it fits or not.
#[derive(Clone, Debug)]
enum Step {
    Publish { minutes_ago: i64 },
    Revise(u128),
    Withdraw(u128),
    Pin(u128),
    Unpin(u128),
    Place { post: u128, minutes_ago: i64 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (0..600_i64).prop_map(|minutes_ago| Step::Publish { minutes_ago }),
        2 => (0..120_u128).prop_map(Step::Revise),
        1 => (0..120_u128).prop_map(Step::Withdraw),
        1 => (0..120_u128).prop_map(Step::Pin),
        1 => (0..120_u128).prop_map(Step::Unpin),
        1 => (0..120_u128, 0..600_i64).prop_map(|(post, minutes_ago)| Step::Place { post, minutes_ago }),
    ];
    prop::collection::vec(step, 0..160)
}

fn story_of(steps: &[Step]) -> Story {
    let mut story = Story::open("en", "Europe/Kyiv", "Whatever happens");
    let content = json!({"body": body(&[paragraph("It happened.")])});
    let mut published = 0;
    for step in steps {
        story.pass(1);
        match step {
            Step::Publish { minutes_ago } => {
                published += 1;
                let at = story.now - jiff::SignedDuration::from_mins(*minutes_ago);
                let payload = json!({"post": id(published), "published_at": at, "content": content});
                story.happen("post_published", payload);
            }
            Step::Revise(post) => {
                story.happen("post_revised", json!({"post": id(*post), "content": content}));
            }
            Step::Withdraw(post) => {
                story.happen("post_withdrawn", json!({"post": id(*post), "reason": "It was wrong."}));
            }
            Step::Pin(post) => {
                story.happen("post_pinned", json!({"post": id(*post)}));
            }
            Step::Place { post, minutes_ago } => {
                let at = story.now - jiff::SignedDuration::from_mins(*minutes_ago);
                story.happen("post_placed", json!({"post": id(*post), "shown": {"at": at}}));
            }
            Step::Unpin(post) => {
                story.happen("post_unpinned", json!({"post": id(*post)}));
            }
        }
    }
    story
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_post_stands_on_one_page_once(steps in steps()) {
        let story = story_of(&steps);
        let pages = turn_pages(&story);
        let pinned = story.view.coverage().pinned;
        let name = |id: PostId| format!("post-{id}");
        let wanted: Vec<String> =
            story.view.posts().map(|post| post.id).filter(|id| Some(*id) != pinned).map(name).collect();
        prop_assert_eq!(pages.concat(), wanted);

        let html = parse(&newest(&story));
        let shown = attributes(&html, "#pinned > article", "id");
        prop_assert_eq!(shown.first().map(|id| (*id).to_owned()), pinned.map(name));
        let newest: Vec<PostId> = story.view.posts().take(PAGE_POSTS).map(|post| post.id).collect();
        for id in newest {
            prop_assert_eq!(all(&html, &format!("#{}", name(id))).len(), 1);
        }
        let orders = attributes(&html, "#posts > article", "data-order");
        prop_assert!(orders.is_sorted_by(|newer, older| newer > older));
    }

    #[test]
    fn a_frame_is_what_the_page_shows(steps in steps()) {
        let mut story = story_of(&steps);
        let last = story.publish(999, json!({"headline": "The last", "body": body(&[paragraph("It happened.")])}));
        story.happen("post_pinned", json!({"post": last}));
        let frame: serde_json::Value = serde_json::from_str(&story.frames.last().unwrap().json).unwrap();
        prop_assert!(newest(&story).contains(frame["html"].as_str().unwrap()));
    }
}
