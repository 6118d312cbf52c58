//! The import of a page, up to what the domain then knows of it.

use std::collections::HashMap;

use coverage::{Block, Language, Lead, Status, View, Zone, run_text};

use super::day::Day;
use super::{page, text};

const FIXTURE: &str = include_str!("../../tests/it/fixtures/pasted-page.txt");

fn known(text: &text::Page) -> View {
    begun(text, Status::Live)
}

fn begun(text: &text::Page, status: Status) -> View {
    let day = Day::new(Some("2022-02-17"), Zone::parse("Europe/Kyiv").unwrap()).unwrap();
    let changes = page::changes(text, &day, Language::parse("en").unwrap(), status).unwrap();
    let mut view = View::blank();
    for new in &changes {
        view.apply(new.at, &new.change);
    }
    view
}

/// Every word that a view holds, with its number.
fn words_of(view: &View) -> HashMap<String, isize> {
    let mut texts = Vec::new();
    let coverage = view.coverage();
    texts.push(coverage.headline.to_string());
    texts.extend(coverage.standfirst.iter().map(ToString::to_string));
    texts.extend(coverage.status_note.iter().map(ToString::to_string));
    texts.extend(coverage.key_points.iter().map(|point| point.text.to_string()));
    texts.extend(coverage.go_deeper.iter().map(|further| further.title.to_string()));
    match &coverage.lead {
        Some(Lead::Video { title, caption, source, .. }) => {
            texts.push(title.to_string());
            texts.extend(caption.iter().map(ToString::to_string));
            texts.extend(source.iter().map(ToString::to_string));
        }
        Some(Lead::Image { caption, credit, .. }) => {
            texts.extend(caption.iter().map(ToString::to_string));
            texts.extend(credit.iter().map(ToString::to_string));
        }
        None => {}
    }
    for post in view.posts() {
        let content = post.content().unwrap();
        texts.extend(content.headline.iter().map(ToString::to_string));
        texts.extend(content.label.iter().map(ToString::to_string));
        texts.extend(content.contributors.iter().map(|person| person.name.to_string()));
        texts.extend(post.notices.iter().map(|notice| notice.text.to_string()));
        texts.push(content.body.text());
    }
    let mut words = HashMap::new();
    for word in texts.iter().flat_map(|text| split(text)) {
        *words.entry(word).or_default() += 1;
    }
    words
}

/// Words without the marks around them, so that the dash before a name or the
/// colon of a credit makes no difference.
fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation() || "“”‘’«»…–—•".contains(c)).to_owned())
        .filter(|word| !word.is_empty())
}

/// The words of the file that the coverage does not hold, once what the report
/// accounts for is taken off.
fn lost(file: &str, page: &text::Page, view: &View) -> Vec<String> {
    let mut balance = words_of(view);
    let told = page.left_out.iter().map(|left| &left.text).chain(page.not_understood.iter().map(|line| &line.text));
    let told = told.chain(&page.time_text).chain(page.posts.iter().filter_map(|post| post.time_text.as_ref()));
    for word in told.chain(&page.contributors).flat_map(|text| split(text)) {
        *balance.entry(word).or_default() += 1;
    }
    for word in split(file) {
        *balance.entry(word).or_default() -= 1;
    }
    let mut lost: Vec<String> =
        balance.into_iter().filter(|(_, more)| *more != 0).map(|(word, more)| format!("{word} {more}")).collect();
    lost.sort();
    lost
}

#[test]
fn no_word_of_the_fixture_is_lost() {
    let page = text::read(FIXTURE).unwrap();
    let view = known(&page);
    assert_eq!(lost(FIXTURE, &page, &view), [""; 0]);
    assert_eq!(Some(view.len()), page.stated_count);
}

#[test]
fn what_is_kept_to_the_desk_has_not_begun() {
    let page = text::read(FIXTURE).unwrap();
    assert!(page.ended.is_some());
    let view = begun(&page, Status::Draft);
    assert_eq!(view.coverage().status, Status::Draft);
    assert_eq!(view.len(), known(&page).len(), "and all of it is there");
}

#[test]
fn posts_keep_their_order_and_say_no_time() {
    let page = text::read(FIXTURE).unwrap();
    let view = known(&page);
    let headlines: Vec<_> =
        view.posts().map(|post| post.content().unwrap().headline.as_ref().map(ToString::to_string)).collect();
    let expected: Vec<_> =
        page.posts.iter().map(|post| post.headline.as_ref().map(|text| text.trim().to_owned())).collect();
    assert_eq!(headlines, expected);
    assert!(view.posts().all(|post| post.approximate));
    let times: Vec<_> = view.posts().map(|post| post.published_at).collect();
    assert!(times.windows(2).all(|pair| pair[0] > pair[1]), "newest first: {times:?}");
}

/// A page of another newsroom, where one is at hand. It is not part of the project.
#[test]
fn a_real_page_comes_in_whole() {
    let Some(path) = std::env::var_os("STET_SPECIMEN") else { return };
    let file = std::fs::read_to_string(path).unwrap();
    let page = text::read(&file).unwrap();
    let view = known(&page);
    assert_eq!(lost(&file, &page, &view), [""; 0]);
    assert_eq!((view.len(), page.stated_count), (52, Some(52)));
    assert_eq!(page.not_understood, []);
    let coverage = view.coverage();
    assert_eq!(coverage.key_points.len(), 4);
    assert_eq!(coverage.go_deeper.len(), 3);
    assert_eq!(coverage.status, coverage::Status::Ended);
    assert!(coverage.status_note.is_some());
    let Some(Lead::Video { duration: Some(241), source: Some(_), caption: Some(_), .. }) = &coverage.lead else {
        panic!("{:?}", coverage.lead)
    };
    let posts: Vec<_> = view.posts().collect();
    assert_eq!(posts.iter().filter(|post| !post.content().unwrap().contributors.is_empty()).count(), 6);
    assert_eq!(posts.iter().map(|post| post.notices.len()).sum::<usize>(), 2);
    let blocks = |wanted: fn(&Block) -> bool| {
        posts.iter().flat_map(|post| post.content().unwrap().body.blocks()).filter(|block| wanted(block)).count()
    };
    assert_eq!(blocks(|block| matches!(block, Block::Related(_))), 3);
    assert_eq!(blocks(|block| matches!(block, Block::ReadMore(_))), 5);
    assert!(blocks(|block| matches!(block, Block::BulletList(_) | Block::OrderedList { .. })) >= 1);
    assert!(blocks(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.lead_in.is_some())) >= 8);
    // The page's emoji come through byte for byte.
    let all: String = posts
        .iter()
        .flat_map(|post| post.content().unwrap().body.blocks())
        .map(|block| match block {
            Block::Paragraph(paragraph) => run_text(&paragraph.text),
            _ => String::new(),
        })
        .collect();
    for emoji in ["\u{2757}", "\u{261d}\u{fe0f}"] {
        assert_eq!(all.matches(emoji).count(), file.matches(emoji).count());
    }
}
