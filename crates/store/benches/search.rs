//! How long readers' searches take in 100,000 posts: of all coverages and of one, for words that
//! are in every post, in few and in none; and what it costs to keep up what is searched, where a post
//! is revised, against a store of 500 posts. It prints percentiles, since the slowest count here.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "it is a bench")]

use std::time::{Duration, Instant};

use coverage::{
    Body, Change, Content, CoverageId, Language, Line, Opened, PostId, PostPublished, PostRevised, Question, Seq, Slug,
    Status, Zone,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{NewChange, NewCoverage, ReaderSearch, Store};
use uuid::Uuid;

const COVERAGES: u128 = 200;
const POSTS: u128 = 500;
/// How often each question is put.
const TIMES: usize = 40;
/// How many posts are revised, one after the other.
const REVISIONS: u64 = 200;

/// Words in an order in which each is rarer than the one before, as in any language.
fn word(draw: u128) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "ro", "mi", "te", "sol", "ber", "an", "dru", "vi", "lo", "pes", "tor", "un", "gra", "he", "si"];
    // The square of an even draw makes small ranks frequent.
    let rank = (draw % 1_000) * (draw / 1_000 % 1_000) * (draw / 1_000_000 % 1_000) / 40_000;
    let mut rest = usize::try_from(rank).unwrap() + 16;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

/// A number that looks drawn (splitmix64), the same in every run.
fn drawn(seed: u128) -> u128 {
    let mut z = u64::try_from(seed % (1 << 64)).unwrap().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u128::from(z ^ (z >> 31))
}

fn content(number: u128) -> Content {
    let words = |from: u128, many: u128| {
        let words = (0..many).map(|at| word(drawn(number * 1_000 + from + at)));
        words.collect::<Vec<_>>().join(" ")
    };
    let text = format!("The {} and the {}. 港口今晚关闭{number}", words(20, 60), words(100, 60));
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
    Content {
        headline: Some(Line::parse("headline", &words(0, 8)).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}})),
    }
}

fn published(number: u128) -> NewChange {
    let published_at = start() + SignedDuration::from_secs(i64::try_from(number).unwrap());
    let content = content(number);
    let change = Change::PostPublished(PostPublished { post: post(number), published_at, approximate: false, content });
    NewChange { at: published_at, change, salt: [7; 16] }
}

/// Other words in the place of those of a post.
fn revised(number: u128) -> NewChange {
    let content = content(COVERAGES * POSTS + number);
    let change = Change::PostRevised(PostRevised { post: post(number), content, notice: None });
    NewChange { at: start(), change, salt: [7; 16] }
}

fn post(number: u128) -> PostId {
    PostId::new(Uuid::from_u128(number))
}

fn start() -> Timestamp {
    Timestamp::from_second(1_645_088_400).unwrap()
}

async fn fill(store: &Store, coverages: u128) -> Vec<CoverageId> {
    let mut ids = Vec::new();
    for coverage in 0..coverages {
        let opened = Opened {
            headline: Line::parse("headline", "A day").unwrap(),
            language: Language::parse("en").unwrap(),
            time_zone: Zone::parse("UTC").unwrap(),
            status: Status::Live,
        };
        let opening = NewChange { at: start(), change: Change::CoverageOpened(opened), salt: [7; 16] };
        let posts = (0..POSTS).map(|post| published(coverage * POSTS + post + 1));
        let id = CoverageId::new(Uuid::from_u128(coverage + 1));
        let slug = Slug::parse(&format!("day-{coverage}")).unwrap();
        let new = NewCoverage { id, slug, created_at: start() };
        store.create_coverage(new, std::iter::once(opening).chain(posts).collect(), Vec::new()).await.unwrap();
        ids.push(id);
    }
    ids
}

/// Revises posts of the first coverage, each by itself, and gives how long each took.
async fn revise(store: &Store, coverage: CoverageId) -> Vec<Duration> {
    let mut times = Vec::new();
    let first = u64::try_from(POSTS).unwrap() + 1;
    for (head, number) in (first..).zip(1..=REVISIONS) {
        let change = revised(u128::from(number));
        let started = Instant::now();
        store.append(coverage, Seq(head), vec![change], Vec::new()).await.unwrap();
        times.push(started.elapsed());
    }
    times.sort_unstable();
    times
}

async fn measure(store: &Store, typed: &str, coverage: Option<CoverageId>) -> (usize, Vec<Duration>) {
    let question = Question::parse(typed).unwrap();
    let search = ReaderSearch { question, coverage, after: None, limit: 21 };
    let mut times = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let started = Instant::now();
        found = store.find_readable(search.clone(), Duration::from_secs(60)).await.unwrap().len();
        times.push(started.elapsed());
    }
    times.sort_unstable();
    (found, times)
}

fn at(times: &[Duration], percent: usize) -> Duration {
    times[(times.len() * percent).div_ceil(100).saturating_sub(1)]
}

#[tokio::main]
async fn main() {
    let (folder, small) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(folder.path()).unwrap();
    let started = Instant::now();
    let ids = fill(&store, COVERAGES).await;
    println!("{} posts were written in {:?}", COVERAGES * POSTS, started.elapsed());
    let among_few = Store::open(small.path()).unwrap();
    let first = fill(&among_few, 1).await;
    let (few, many) = (revise(&among_few, first[0]).await, revise(&store, ids[0]).await);
    for (posts, times) in [(POSTS, &few), (COVERAGES * POSTS, &many)] {
        println!("a revision among {posts} posts: half in {:.2?}, 99 of 100 in {:.2?}", at(times, 50), at(times, 99));
    }
    println!("{:.2} times as long among many", at(&many, 50).as_secs_f64() / at(&few, 50).as_secs_f64());
    among_few.close().await;
    let frequent = [word(0), word(1_001_001 * 60), word(1_001_001 * 100)];
    let rare = word(1_001_001 * 900);
    let questions = [
        "the".to_owned(),
        frequent[1].clone(),
        frequent.join(" "),
        format!("\"{} {}\"", frequent[0], frequent[1]),
        format!("\"{} {} {}\"", frequent[0], frequent[1], frequent[2]),
        format!("\"the {rare} the\""),
        rare.clone(),
        format!("{rare} the"),
        format!("the {rare} {}", frequent[0]),
        "ka*".to_owned(),
        "ka* ro* mi*".to_owned(),
        "t* h*".to_owned(),
        "nowhere".to_owned(),
        "the nowhere".to_owned(),
        "港口".to_owned(),
        "今晚关闭".to_owned(),
        "港".to_owned(),
        "口港".to_owned(),
        "50001".to_owned(),
        format!("the {}", questions_of_many_words()),
    ];
    let mut all = Vec::new();
    for (place, coverage) in [("in all", None), ("in one", ids.get(100).copied())] {
        for typed in &questions {
            let (found, times) = measure(&store, typed, coverage).await;
            println!(
                "{place}: {found:>2} found, half in {:>8.2?}, 99 of 100 in {:>8.2?}: {typed}",
                at(&times, 50),
                at(&times, 99)
            );
            all.extend(times);
        }
    }
    all.sort_unstable();
    println!(
        "of {} searches: half in {:.2?}, 99 of 100 in {:.2?}, all in {:.2?}",
        all.len(),
        at(&all, 50),
        at(&all, 99),
        at(&all, 100)
    );
}

fn questions_of_many_words() -> String {
    (0..15).map(|number| word(1_001_001 * 10 * number)).collect::<Vec<_>>().join(" ")
}
