//! What reminders cost in a long coverage: every post of it is read for each.

#![expect(clippy::unwrap_used, reason = "a benchmark that meets what it does not expect stops")]

use std::hint::black_box;

use coverage::{Body, Change, Content, Line, PostId, PostPublished, Reminders, View};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use uuid::Uuid;

/// Some 1,300 bytes of text with names and figures, alike in part from post to post.
fn body(number: u64) -> Body {
    let text = format!(
        "Mayor Ada Lindqvist said {number} people had to leave their homes on quay {}, and that {} boats wait in \
         Port Ellen until the storm turns. Harbour master Jo Field counted {} lorries at the northern gate. ",
        number % 97,
        number % 89,
        number % 83,
    );
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text.repeat(2)}]});
    Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": vec![paragraph; 3]}}))
}

fn view(posts: u64) -> View {
    let mut view = View::blank();
    for number in 1..=posts {
        let at = Timestamp::UNIX_EPOCH + i64::try_from(number).unwrap().seconds();
        let content = Content {
            headline: Line::parse("headline", "What the harbour knows").ok(),
            label: None,
            key_event: false,
            byline: None,
            contributors: Box::default(),
            dateline: None,
            body: body(number),
        };
        let post = PostId::new(Uuid::from_u128(number.into()));
        let published = PostPublished { post, published_at: at, approximate: false, content };
        view.apply(at, &Change::PostPublished(published));
    }
    view
}

fn remind(c: &mut Criterion) {
    let view = view(2_000);
    let text = body(1_234_567);
    c.bench_function("remind in 2,000 posts", |b| {
        b.iter(|| Reminders::of(black_box(&view), "What the harbour knows", black_box(&text), None));
    });
}

criterion_group!(benches, remind);
criterion_main!(benches);
