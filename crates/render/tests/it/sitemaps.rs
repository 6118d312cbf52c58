//! What search engines are told.

use jiff::SignedDuration;
use render::Summary;
use render::sitemap::{self, NewsFrom, NewsPost};

use crate::sample::{ended, plain, rich, site};

fn count(xml: &str, name: &str) -> usize {
    xml.matches(&format!("<{name}>")).count()
}

#[test]
fn news_is_two_days_old_at_most_and_a_thousand_at_most() {
    let story = plain(1200);
    let news = |later: SignedDuration| {
        sitemap::news(&site(), story.now + later, [(&story.slug, NewsFrom::Posts(&story.view))].into_iter())
    };
    assert_eq!(count(&news(SignedDuration::ZERO), "url"), 1000);
    let oldest = story.view.posts().last().unwrap().published_at;
    let before = |at| SignedDuration::from_hours(48) - story.now.duration_since(at);
    assert_eq!(count(&news(before(story.view.posts().next().unwrap().published_at)), "url"), 1, "the newest only");
    assert!(news(before(oldest)).contains("<news:publication_date>"));
    let none = news(SignedDuration::from_hours(49));
    assert_eq!((count(&none, "url"), none.contains("<urlset")), (0, true), "an empty list is one, too");
}

#[test]
fn news_whose_hour_is_a_guess_is_left_out() {
    let story = rich();
    let guessed = story.view.posts().find(|post| post.approximate).unwrap();
    let news = sitemap::news(&site(), story.now, [(&story.slug, NewsFrom::Posts(&story.view))].into_iter());
    assert!(!news.contains(&format!("/post/{}", guessed.id)), "{news}");
    assert!(count(&news, "url") > 0);
}

#[test]
fn news_that_was_kept_reads_as_before_and_grows_old() {
    let story = rich();
    let kept = NewsPost::all(&story.view, story.now);
    let both = |now| {
        let from = [NewsFrom::Posts(&story.view), NewsFrom::Kept(story.view.brief(), &kept)];
        from.map(|from| sitemap::news(&site(), now, [(&story.slug, from)].into_iter()))
    };
    for hours in [0, 30, 47, 48, 60] {
        let [now, kept] = both(story.now + SignedDuration::from_hours(hours));
        assert_eq!(now, kept, "after {hours} hours");
    }
    assert!(count(&both(story.now)[1], "url") > 1);
}

#[test]
fn the_index_names_what_changed_last_first() {
    let stories = [plain(3), ended()];
    let summaries = stories.each_ref().map(|story| Summary::of(&story.slug, story.view.brief()));
    let index = sitemap::index(&site(), summaries.iter());
    let dates: Vec<&str> = index.split("<lastmod>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!((count(&index, "sitemap"), dates.len()), (3, 2));
    assert!(dates[0] >= dates[1], "{dates:?}");
}
