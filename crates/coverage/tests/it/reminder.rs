//! What a text reminds of: earlier posts that say the same, and figures and
//! names that were given otherwise.

use coverage::{Body, Change, DifferenceKind, PostPublished, PostWithdrawn, Reminders, View};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::json;

use crate::arbitrary;
use crate::sample::{after, at, body, content, document, open, paragraph, post, prose};

/// A coverage of these posts, oldest first; each is a headline and a text.
fn coverage(posts: &[(&str, &str)]) -> View {
    let mut view = after(vec![open()]);
    for (number, (headline, text)) in (1..).zip(posts) {
        let content = coverage::Content { body: body(text), ..content(headline) };
        let published = PostPublished { post: post(number), published_at: at("09:01"), approximate: false, content };
        view.apply(at("09:01"), &Change::PostPublished(published));
    }
    view
}

fn differences(view: &View, text: &str) -> String {
    let told = Reminders::of(view, "", &body(text), None).differences;
    told.iter()
        .map(|it| {
            let kind = if it.kind == DifferenceKind::Figure { "figure" } else { "name" };
            format!("{kind}: {} / before: {} (№ {}, “{}”)\n", it.here, it.before, it.post.uuid().as_u128(), it.excerpt)
        })
        .collect()
}

fn check(text: &str, expected: Expect) {
    let view = coverage(&[
        ("The count", "Washington says 120,000 Russian troops stand near the border, with tanks and guns."),
        ("In Kyiv", "President Volodymyr Zelensky spoke in Kharkiv of 24 violations of the ceasefire on Monday."),
        ("Markets", "Oil rose by 3.5 dollars a barrel; the index lost 120 points on 17 February."),
        ("Markets", "The index lost 80 points on 16 February, 95 points on 15 February, 60 points on 14 February."),
        ("Markets", "A day later the index lost 70 points, the day before it 85 points."),
    ]);
    expected.assert_eq(&differences(&view, text));
}

#[test]
fn a_figure_of_the_same_that_is_another() {
    check(
        "Officials in Washington now speak of 150,000 troops near the border.",
        expect![[r#"
            figure: 150,000 troops near the / before: 120,000 Russian troops stand (№ 1, “The count Washington says 120,000 Russian troops stand near the border, with tanks and guns.”)
        "#]],
    );
}

#[test]
fn a_figure_that_is_no_slip() {
    for text in [
        "Washington says 120,000 Russian troops stand near the border.",
        "Washington says 150,000 troops are near the border, up from 120,000 troops.",
        "Near the border of Poland 4,700 troops from Washington have landed.",
        "A plane with 150,000 blankets landed near the border.",
        "The index lost 90 points on 18 February.",
        "In 2014 troops crossed the border near there.",
    ] {
        check(text, expect![""]);
    }
}

#[test]
fn a_name_that_is_spelt_almost_as_before() {
    check(
        "A call with Volodymyr Zelenskiy is planned.",
        expect![[r#"
            name: Volodymyr Zelenskiy / before: Volodymyr Zelensky (№ 2, “In Kyiv President Volodymyr Zelensky spoke in Kharkiv of 24 violations of the ceasefire on”)
        "#]],
    );
    check(
        "Shells fell near Kharkov in the night.",
        expect![[r#"
            name: Kharkov / before: Kharkiv (№ 2, “In Kyiv President Volodymyr Zelensky spoke in Kharkiv of 24 violations of the ceasefire on Monday.”)
        "#]],
    );
}

#[test]
fn a_name_that_is_no_slip() {
    for text in [
        "A call with Volodymyr Zelensky's office.",
        "A call with Olena Zelenska in Washington.",
        "The Russians of Kharkivka said nothing, nor did Marketa.",
        "VOLODYMYR ZELENSKIY",
    ] {
        check(text, expect![""]);
    }
}

#[test]
fn names_of_other_scripts_are_compared_alike() {
    let view =
        coverage(&[("Київ", "Президент Володимир Зеленський виступив у Харкові."), ("東京", "首相は岸田文雄です。")]);
    expect![[r#"
        name: Володимир Зеленскький / before: Володимир Зеленський (№ 1, “Київ Президент Володимир Зеленський виступив у Харкові.”)
    "#]]
    .assert_eq(&differences(&view, "Розмова з Володимир Зеленскький відбулася."));
}

fn duplicates(view: &View, headline: &str, text: &str) -> Vec<u128> {
    let told = Reminders::of(view, headline, &body(text), None).duplicates;
    assert!(told.is_sorted_by(|one, other| one.similarity >= other.similarity));
    told.iter().map(|it| it.post.uuid().as_u128()).collect()
}

#[test]
fn earlier_posts_that_say_much_the_same() {
    let long = "The bridge over the river was closed at noon after cracks were found in two of its pillars, \
                the city said, and will not open again before the end of the week.";
    let chinese = "市政府说,桥梁在中午关闭,因为在两个桥墩上发现了裂缝,本周末之前不会重新开放。";
    let view = coverage(&[
        ("Bridge closed", long),
        ("Ferries", "No boat sails tonight, and none will sail in the morning if the wind does not turn."),
        ("桥梁关闭", chinese),
    ]);
    assert_eq!(duplicates(&view, "Bridge closed", long), [1]);
    let reworded = long.replace("at noon", "at midday").replace("the city said", "officials told us");
    assert_eq!(duplicates(&view, "The bridge is closed", &reworded), [1]);
    assert_eq!(duplicates(&view, "", &format!("{long} {}", "Trams go round by the north. ".repeat(20))), [1]);
    assert_eq!(duplicates(&view, "", &chinese.replace("中午", "早上")), [3]);
    assert_eq!(duplicates(&view, "Bridge opens", "The bridge opened again this morning, the city said."), [0_u128; 0]);
    assert_eq!(duplicates(&view, "", "No."), [0_u128; 0]);
}

#[test]
fn what_is_gone_or_is_being_revised_reminds_of_nothing() {
    let text = "The bridge over the river was closed at noon after cracks were found.";
    let mut view = coverage(&[("Bridge", text)]);
    assert_eq!(Reminders::of(&view, "Bridge", &body(text), Some(post(1))), Reminders::default());
    assert_eq!(duplicates(&view, "Bridge", text), [1]);
    view.apply(at("09:02"), &Change::PostWithdrawn(PostWithdrawn { post: post(1), reason: prose("It was open") }));
    assert_eq!(duplicates(&view, "Bridge", text), [0_u128; 0]);
}

#[test]
fn a_background_reminds_of_nothing() {
    let words = "The bridge over the river was built in 1982 by two towns that had not spoken for thirty years.";
    let held = json!({"type": "background", "attrs": {"background": post(9).to_string(), "title": "The bridge"},
        "content": [paragraph(words)]});
    let of = |text| Body::from_member(&document(json!([paragraph(text), held]))).unwrap();
    let mut view = after(vec![open()]);
    let content = coverage::Content { body: of("Trams go round."), ..content("One") };
    let published = PostPublished { post: post(1), published_at: at("09:01"), approximate: false, content };
    view.apply(at("09:01"), &Change::PostPublished(published));
    assert_eq!(Reminders::of(&view, "Two", &of("Boats do not sail."), None), Reminders::default());
}

#[test]
fn links_are_read_wherever_they_stand() {
    let golden = crate::body::golden();
    let links = |index: usize| Body::from_member(&golden[index]).unwrap().links().join("\n");
    expect![[r#"
        mailto:desk@example.org
        https://example.org/a
        https://example.org/said
        https://example.org/tide
        https://social.example/@port/1
        https://example.org/tides
        https://example.org/table"#]]
    .assert_eq(&links(0));
}

proptest! {
    #[test]
    fn any_text_is_its_own_duplicate_and_differs_in_nothing_from_itself(bodies in prop::collection::vec(arbitrary::body(), 1..5)) {
        let mut view = after(vec![open()]);
        for (number, body) in (1..).zip(&bodies) {
            let content = coverage::Content { body: body.clone(), ..content("One thing after another happens") };
            let published = PostPublished { post: post(number), published_at: at("09:01"), approximate: false, content };
            view.apply(at("09:01"), &Change::PostPublished(published));
        }
        for body in &bodies {
            let told = Reminders::of(&view, "One thing after another happens", body, None);
            prop_assert!(told.duplicates.first().is_some_and(|it| it.similarity > 0.999));
            prop_assert!(told.differences.iter().all(|it| it.here != it.before));
        }
    }
}
