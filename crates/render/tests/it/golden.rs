//! One golden file for each template and each kind of coverage.
//!
//! `UPDATE_EXPECT=1 cargo test -p stet-render` writes them anew; read the
//! difference before you keep it.

use std::sync::Arc;

use coverage::{Happened, Post, Question, Seq};
use expect_test::expect_file;
use render::{
    AsOf, CoverageJson, Fault, Faulted, Form, FrontPart, Hit, Past, Proof, SearchOutcome, SearchPage, Summary, Window,
    corrections_page, fault_page, feed, front_page, head_history_page, open_search, page, page_as_of,
    post_history_page, post_page, proof_page, search_page,
};

use crate::sample::{ended, plain, post_id, rich, right_to_left, site};

#[test]
fn the_page_with_one_of_everything() {
    let story = rich();
    let html = page(&site(), &story.slug, &story.view, Window::First).unwrap();
    expect_file!["golden/page.html"].assert_eq(&html);
}

#[test]
fn the_page_from_right_to_left() {
    let story = right_to_left();
    let html = page(&site(), &story.slug, &story.view, Window::First).unwrap();
    expect_file!["golden/page-right-to-left.html"].assert_eq(&html);
}

#[test]
fn the_page_of_a_coverage_that_is_over() {
    let story = ended();
    let html = page(&site(), &story.slug, &story.view, Window::First).unwrap();
    expect_file!["golden/page-ended.html"].assert_eq(&html);
}

#[test]
fn the_page_as_it_stood() {
    let story = rich();
    let as_of = AsOf { first: Seq(1) };
    for (seq, golden) in
        [(14, expect_file!["golden/page-as-of.html"]), (1, expect_file!["golden/page-as-of-first.html"])]
    {
        let mut then = coverage::View::blank();
        story.changes.iter().take(seq).for_each(|(at, change)| then.apply(*at, change));
        let html =
            page_as_of(&site(), &story.slug, &then.retold(&story.view), &Window::First.into(), None, as_of).unwrap();
        golden.assert_eq(&html);
    }
}

#[test]
fn the_page_of_older_posts() {
    let story = plain(3);
    let html = page(&site(), &story.slug, &story.view, Window::Before(post_id(3))).unwrap();
    expect_file!["golden/page-older.html"].assert_eq(&html);
}

#[test]
fn a_post_on_its_own_page() {
    let story = rich();
    let post = story.view.post(post_id(5)).unwrap();
    let html = post_page(&site(), &story.slug, &story.view, post);
    expect_file!["golden/post-page.html"].assert_eq(&html);
}

#[test]
fn a_withdrawn_post_on_its_own_page() {
    let story = rich();
    let post = story.view.post(post_id(6)).unwrap();
    let html = post_page(&site(), &story.slug, &story.view, post);
    expect_file!["golden/post-page-withdrawn.html"].assert_eq(&html);
}

#[test]
fn the_list_of_coverages() {
    let stories = [right_to_left(), rich(), ended()];
    let summaries = stories.map(|story| Summary::of(&story.slug, story.view.brief()));
    expect_file!["golden/front.html"].assert_eq(&front_page(&site(), &summaries, &FrontPart::default(), Form::Whole));
}

#[test]
fn what_is_found() {
    let story = rich();
    let question = Question::parse("a the").unwrap();
    let posts = story.view.posts().filter(|post| post.content().is_some_and(|it| question.is_answered_by(it)));
    let hit = |post: &Arc<Post>| Hit { slug: story.slug.clone(), view: story.view.clone(), post: Arc::clone(post) };
    let hits: Vec<Hit> = posts.map(hit).collect();
    let outcome = SearchOutcome::Found { question: &question, hits: &hits, is_first: true, next: Some("1645088400") };
    let page = SearchPage { within: None, typed: "a the", outcome };
    expect_file!["golden/search.html"].assert_eq(&search_page(&site(), &page));
    expect_file!["golden/opensearch.xml"].assert_eq(&open_search(&site()));
}

fn whole<'a>(changes: &'a [Happened<'a>]) -> Past<'a> {
    Past { changes, from: Seq::START, is_newest: true, goes_back: false }
}

#[test]
fn the_history_of_a_post() {
    let story = rich();
    for (number, golden) in
        [(5, expect_file!["golden/history-post.html"]), (6, expect_file!["golden/history-gone.html"])]
    {
        let (happened, post) = (story.happened_to(post_id(number)), story.view.post(post_id(number)).unwrap());
        golden.assert_eq(&post_history_page(&site(), &story.slug, &story.view, post, &whole(&happened)));
    }
}

#[test]
fn the_history_of_a_coverage_from_right_to_left() {
    let story = right_to_left();
    let happened = story.happened();
    let html = head_history_page(&site(), &story.slug, &story.view, &whole(&happened));
    expect_file!["golden/history.html"].assert_eq(&html);
}

#[test]
fn the_corrections_of_a_coverage() {
    let story = rich();
    let html = corrections_page(&site(), &story.slug, &story.view, None).unwrap();
    expect_file!["golden/corrections.html"].assert_eq(&html);
}

#[test]
fn the_page_on_which_a_record_is_checked() {
    let story = rich();
    let note = "live.example.org/live/border-crisis\n23\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— live.example.org/live/border-crisis x08go/Zj\n";
    let proof = Proof { note, keys: "live.example.org/live/border-crisis+c74f20a3+ARpc2QcU\n" };
    expect_file!["golden/proof.html"].assert_eq(&proof_page(&site(), &story.slug, &story.view, &proof));
}

#[test]
fn a_fault() {
    let (here, other) = (plain(2), right_to_left());
    let coverages = [&here, &other].map(|story| Summary::of(&story.slug, story.view.brief()));
    let other = Summary { slug: coverage::Slug::parse("other").unwrap(), ..coverages[1].clone() };
    let faulted = Faulted {
        fault: Fault::NoPost,
        language: "en",
        theme: None,
        coverage: coverages.first(),
        coverages: &[coverages[0].clone(), other],
    };
    expect_file!["golden/fault.html"].assert_eq(&fault_page(&site(), &faulted));
}

#[test]
fn the_frames_of_all_changes() {
    let frames: String = rich().frames.iter().map(|frame| frame.json.clone() + "\n").collect();
    expect_file!["golden/frames.jsonl"].assert_eq(&frames);
}

#[test]
fn the_feeds() {
    let story = rich();
    expect_file!["golden/feed.rss"].assert_eq(&feed::rss(&site(), &story.slug, &story.view));
    expect_file!["golden/feed.atom"].assert_eq(&feed::atom(&site(), &story.slug, &story.view));
    expect_file!["golden/feed.json"].assert_eq(&feed::json(&site(), &story.slug, &story.view));
}

#[test]
fn the_coverage_as_json() {
    let story = rich();
    let document: Vec<String> = CoverageJson::new(&story.slug, &story.view).collect();
    expect_file!["golden/coverage.json"].assert_eq(&document.join("\n"));
}
