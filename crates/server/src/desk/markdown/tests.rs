//! Markdown beside the blocks that it makes.

use coverage::{Body, Rejection};
use serde_json::{Value, json};

use super::Reader;

const PICTURE: &str = "/media/01890a5d-ac96-774b-bcce-b302099a8057";

fn blocks(markdown: &str) -> Result<Vec<Value>, Rejection> {
    Reader::default().blocks("body", markdown)
}

#[expect(clippy::needless_pass_by_value, reason = "a sample is written where it is passed")]
fn check(markdown: &str, expected: serde_json::Value) {
    let made = blocks(markdown).unwrap();
    let body =
        |content: &serde_json::Value| Body::from_member(&json!({"v": 1, "doc": {"type": "doc", "content": content}}));
    assert_eq!(body(&made.into()).unwrap().to_json()["doc"]["content"], expected, "{markdown}");
}

#[test]
fn paragraphs_and_marks() {
    check(
        "One *two* **three** ~~four~~ `five`\n[six](https://example.org/a)",
        json!([{"type": "paragraph", "content": [
            {"type": "text", "text": "One "},
            {"type": "text", "text": "two", "marks": [{"type": "em"}]},
            {"type": "text", "text": " "},
            {"type": "text", "text": "three", "marks": [{"type": "strong"}]},
            {"type": "text", "text": " "},
            {"type": "text", "text": "four", "marks": [{"type": "strike"}]},
            {"type": "text", "text": " "},
            {"type": "text", "text": "five", "marks": [{"type": "code"}]},
            {"type": "text", "text": " "},
            {"type": "text", "text": "six", "marks": [{"type": "link", "attrs": {"href": "https://example.org/a"}}]},
        ]}]),
    );
}

#[test]
fn a_bold_opening_with_a_colon_is_a_lead_in() {
    check(
        "**Some background:** The bridge stood for two days.",
        json!([{"type": "paragraph", "attrs": {"lead_in": "Some background:"},
                "content": [{"type": "text", "text": "The bridge stood for two days."}]}]),
    );
    check(
        "**Bold** alone is no lead-in.",
        json!([{"type": "paragraph", "content": [
            {"type": "text", "text": "Bold", "marks": [{"type": "strong"}]},
            {"type": "text", "text": " alone is no lead-in."}]}]),
    );
}

#[test]
fn quotes_with_their_speaker() {
    let expected = json!([{"type": "blockquote", "attrs": {"attribution": "The harbour master"},
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": "We saw the water rise."}]}]}]);
    check("> We saw the water rise.\n> — The harbour master", expected.clone());
    check("> We saw the water rise.\n>\n> — The harbour master", expected);
}

#[test]
fn lists_nest() {
    check(
        "- a\n  - b\n- c",
        json!([{"type": "bullet_list", "content": [
            {"type": "list_item", "content": [
                {"type": "paragraph", "content": [{"type": "text", "text": "a"}]},
                {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]}]}]},
            {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "c"}]}]}]}]),
    );
}

#[test]
fn an_item_begins_with_a_paragraph() {
    check(
        "- - a\n- b\n-\n",
        json!([{"type": "bullet_list", "content": [
            {"type": "list_item", "content": [
                {"type": "paragraph"},
                {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]}]}]},
            {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]},
            {"type": "list_item", "content": [{"type": "paragraph"}]}]}]),
    );
}

#[test]
fn tables_have_headers() {
    check(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        json!([{"type": "table", "content": [
            {"type": "table_row", "content": [
                {"type": "table_header", "content": [{"type": "text", "text": "a"}]},
                {"type": "table_header", "content": [{"type": "text", "text": "b"}]}]},
            {"type": "table_row", "content": [
                {"type": "table_cell", "content": [{"type": "text", "text": "1"}]},
                {"type": "table_cell", "content": [{"type": "text", "text": "2"}]}]}]}]),
    );
}

#[test]
fn html_is_text() {
    check(
        "<script>alert(1)</script>",
        json!([{"type": "paragraph", "content": [
            {"type": "text", "text": "<script>alert(1)</script>", "marks": [{"type": "code"}]}]}]),
    );
    check(
        "a <b onclick=x>b</b>",
        json!([{"type": "paragraph", "content": [{"type": "text", "text": "a <b onclick=x>b</b>"}]}]),
    );
}

#[test]
fn pictures_are_stored_ones() {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    check(
        &format!("before ![a map](/media/{id} \"The coast\") after"),
        json!([
            {"type": "paragraph", "content": [{"type": "text", "text": "before "}]},
            {"type": "image", "attrs": {"media": id, "alt": "a map", "caption": "The coast"}},
            {"type": "paragraph", "content": [{"type": "text", "text": " after"}]}]),
    );
    assert_eq!(blocks("![x](https://example.org/x.png)").unwrap_err().code(), "bad_value");
}

#[test]
fn a_picture_that_would_be_lost_is_refused() {
    for markdown in [
        format!("# ![map]({PICTURE})\n\nText"),
        format!("Words ![map]({PICTURE})\n==="),
        format!("| a |\n|---|\n| ![map]({PICTURE}) |"),
        format!("- ![map]({PICTURE})"),
        format!("- a\n\n  ![map]({PICTURE})"),
        format!("> ![map]({PICTURE})"),
        format!("![a ![map]({PICTURE})]({PICTURE})"),
        format!("[![map]({PICTURE})](https://example.org/)"),
    ] {
        let refused = blocks(&markdown).unwrap_err();
        assert_eq!((refused.code(), refused.field()), ("bad_value", Some("body")), "{markdown}");
    }
}

#[test]
fn a_heading_without_words_is_none() {
    check("#\n\n## &nbsp;\n\nText", json!([{"type": "paragraph", "content": [{"type": "text", "text": "Text"}]}]));
}

#[test]
fn an_address_in_angle_brackets_is_a_link() {
    check(
        "<desk@example.org> or <https://example.org/desk>",
        json!([{"type": "paragraph", "content": [
            {"type": "text", "text": "desk@example.org", "marks": [{"type": "link", "attrs": {"href": "mailto:desk@example.org"}}]},
            {"type": "text", "text": " or "},
            {"type": "text", "text": "https://example.org/desk", "marks": [{"type": "link", "attrs": {"href": "https://example.org/desk"}}]},
        ]}]),
    );
}

#[test]
fn what_is_too_long_for_an_attribute_stays_text() {
    let opening = "o".repeat(200) + ":";
    check(
        &format!("**{opening}** and more"),
        json!([{"type": "paragraph", "content": [
            {"type": "text", "text": opening, "marks": [{"type": "strong"}]},
            {"type": "text", "text": " and more"}]}]),
    );
    check(
        "> **One\n> two:** three",
        json!([{"type": "blockquote", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": "One\ntwo:", "marks": [{"type": "strong"}]},
            {"type": "text", "text": " three"}]}]}]),
    );
    let name = "n".repeat(301);
    check(
        &format!("> Said.\n> — {name}"),
        json!([{"type": "blockquote", "content": [{"type": "paragraph", "content": [
            {"type": "text", "text": format!("Said.\n— {name}")}]}]}]),
    );
}

#[test]
fn work_is_bounded() {
    let long = format!("https://example.org/{}", "a".repeat(500_000));
    let table = |columns: usize, rows: usize| {
        format!("|{}\n|{}\n{}", "a|".repeat(columns), "-|".repeat(columns), "a\n".repeat(rows))
    };
    for (markdown, code) in [
        ("a\n".repeat(240_000), "too_long"),
        ("a\n\n".repeat(120_000), "too_many"),
        (format!("[{}](https://example.org/{})", "a *b* ".repeat(10_000), "a".repeat(2_000)), "too_many"),
        (format!("[{}]({long})", "a\n".repeat(5_000)), "bad_link"),
        (table(5_000, 50_000), "too_many"),
    ] {
        let made = allocation_counter::measure(|| assert_eq!(blocks(&markdown).unwrap_err().code(), code));
        // A text that is copied for each of its words takes gigabytes.
        assert!(made.bytes_total < 200_000_000, "{made:?}");
    }
}

#[test]
fn the_parts_of_a_body_are_counted_together() {
    let mut reader = Reader::default();
    let part = "a\n\n".repeat(3_000);
    assert!(reader.blocks("body[0]", &part).is_ok());
    let refused = reader.blocks("body[1]", &part).unwrap_err();
    assert_eq!((refused.code(), refused.field()), ("too_many", Some("body[1]")));
}

#[test]
fn its_length_is_that_of_its_characters() {
    assert!(blocks(&"ї".repeat(150_000)).is_ok(), "the body says that it is too long");
    assert_eq!(blocks(&" ".repeat(super::MAX_MARKDOWN + 1)).unwrap_err().code(), "too_long");
}
