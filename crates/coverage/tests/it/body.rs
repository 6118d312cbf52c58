//! The body's stored form: what a member may send, what a record may hold, and
//! that nothing is lost between reading and writing.

use coverage::{Block, Body, Rejection};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::sample::{document, paragraph};

/// Every shape of body that was ever written.
pub(crate) fn golden() -> Vec<Value> {
    serde_json::from_str(include_str!("golden/body/v1.json")).unwrap()
}

/// One line for each document that a member sends: the blocks it becomes, or why it is refused.
fn check_documents(documents: &[Value], expected: Expect) {
    let table: Vec<_> = documents.iter().map(|document| outcome(Body::from_member(document))).collect();
    expected.assert_eq(&table.concat());
}

/// The same for documents of one block each.
fn check(blocks: &[Value], expected: Expect) {
    let documents: Vec<_> = blocks.iter().map(|block| document(json!([block]))).collect();
    check_documents(&documents, expected);
}

fn outcome(read: Result<Body, Rejection>) -> String {
    match read {
        Ok(body) => body.blocks().iter().map(|block| format!("{block:?}\n")).collect(),
        Err(refused) => format!("{}: {refused}\n", refused.code()),
    }
}

mod member {
    use super::*;

    #[test]
    fn every_block_and_mark_is_read() {
        check_documents(&golden()[..1], expect![[]]);
    }

    #[test]
    fn what_is_not_given_has_a_meaning() {
        check_documents(&golden()[1..], expect![[]]);
    }

    #[test]
    fn null_is_the_same_as_nothing() {
        check(
            &[
                json!({"type": "paragraph", "attrs": {"lead_in": null}, "content": [{"type": "text", "text": "a"}]}),
                json!({"type": "paragraph", "attrs": null, "content": [{"type": "text", "text": "a"}]}),
                json!({"type": "read_more", "attrs": {"text": "a", "url": null}}),
            ],
            expect![[]],
        );
    }

    #[test]
    fn marks_are_sorted_and_a_break_has_none() {
        let marks = json!([{"type": "code"}, {"type": "em"}, {"type": "link", "attrs": {"href": "https://a.example"}}, {"type": "em"}]);
        check(
            &[json!({"type": "paragraph", "content": [
                {"type": "text", "text": "a", "marks": marks}, {"type": "hard_break", "marks": marks}]})],
            expect![[]],
        );
    }

    #[test]
    fn the_document_has_a_version_and_blocks() {
        check_documents(
            &[
                json!(null),
                json!("text"),
                json!({}),
                json!({"v": 2, "doc": {"type": "doc", "content": []}}),
                json!({"v": "1", "doc": {"type": "doc"}}),
                json!({"v": 1}),
                json!({"v": 1, "doc": []}),
                json!({"v": 1, "doc": {"type": "paragraph"}}),
                json!({"v": 1, "doc": {"type": "doc", "content": {}}}),
                json!({"v": 1, "doc": {"type": "doc", "content": [], "attrs": {}}}),
                json!({"v": 1, "doc": {"type": "doc", "content": [paragraph("a")]}, "html": "<p>"}),
                json!({"v": 1, "doc": {"type": "doc", "content": [paragraph("a"), 5]}}),
            ],
            expect![[]],
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        check(
            &[
                json!({}),
                json!({"type": 5}),
                json!({"type": "script"}),
                json!({"type": "list_item"}),
                json!({"type": "text", "text": "a"}),
                json!({"type": "paragraph", "html": "<b>"}),
                json!({"type": "paragraph", "attrs": {"class": "big"}}),
                json!({"type": "paragraph", "attrs": []}),
                json!({"type": "paragraph", "marks": []}),
                json!({"type": "paragraph", "content": "text"}),
                json!({"type": "bullet_list", "attrs": {"tight": true}}),
                json!({"type": "horizontal_rule", "attrs": {"width": 5}}),
                json!({"type": "horizontal_rule", "content": []}),
                json!({"type": "image", "attrs": {"src": "https://example.org/a.png"}}),
                json!({"type": "image", "content": [paragraph("a")]}),
                json!({"type": "table", "content": [{"type": "table_row", "content": [
                    {"type": "table_cell", "attrs": {"colspan": 2}}]}]}),
                json!({"type": "paragraph", "\u{1b}[31m": 1}),
            ],
            expect![[]],
        );
    }

    #[test]
    fn running_text_is_checked_piece_by_piece() {
        let piece = |piece: Value| json!({"type": "paragraph", "content": [piece]});
        check(
            &[
                piece(json!("a")),
                piece(json!({"type": "image"})),
                piece(json!({"type": "text"})),
                piece(json!({"type": "text", "text": ""})),
                piece(json!({"type": "text", "text": 5})),
                piece(json!({"type": "text", "text": "a\u{0}"})),
                piece(json!({"type": "text", "text": "a\u{ffff}"})),
                piece(json!({"type": "text", "text": "a", "marks": {}})),
                piece(json!({"type": "text", "text": "a", "marks": ["em"]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "blink"}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "em", "attrs": {}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "link"}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "a.html"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "javascript:alert(1)"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "https://a.example", "onclick": "a()"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "https://a.example"}},
                    {"type": "link", "attrs": {"href": "https://b.example"}}]})),
                piece(json!({"type": "hard_break", "attrs": {}})),
                piece(json!({"type": "hard_break", "marks": [{"type": "blink"}]})),
            ],
            expect![[]],
        );
    }

    #[test]
    fn each_attribute_has_its_kind_of_value() {
        check(
            &[
                json!({"type": "paragraph", "attrs": {"lead_in": ["a"]}}),
                json!({"type": "paragraph", "attrs": {"lead_in": " "}}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a\nb"}}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a".repeat(201)}}),
                json!({"type": "heading"}),
                json!({"type": "heading", "attrs": {"level": 1}}),
                json!({"type": "heading", "attrs": {"level": "2"}}),
                json!({"type": "ordered_list", "attrs": {"start": 0}}),
                json!({"type": "ordered_list", "attrs": {"start": -1}}),
                json!({"type": "ordered_list", "attrs": {"start": 1.5}}),
                json!({"type": "ordered_list", "attrs": {"start": 1_000_001}}),
                json!({"type": "blockquote", "attrs": {"url": "mailto:desk@example.org"}}),
                json!({"type": "image", "attrs": {"media": "9"}}),
                json!({"type": "image", "attrs": {"media": "https://example.org/a.png"}}),
                json!({"type": "image", "attrs": {"media": "a".repeat(65)}}),
                json!({"type": "image", "attrs": {"alt": "a".repeat(2_001)}}),
                json!({"type": "image", "attrs": {"alt": "a\u{7}"}}),
                json!({"type": "image", "attrs": {"caption": "a".repeat(1_001)}}),
                json!({"type": "image", "attrs": {"width": 5}}),
                json!({"type": "image", "attrs": {"width": 5, "height": 100_001}}),
                json!({"type": "video"}),
                json!({"type": "video", "attrs": {"title": "a", "duration": "61"}}),
                json!({"type": "embed", "attrs": {"provider": "Social"}}),
                json!({"type": "embed", "attrs": {"url": "data:text/html,a"}}),
                json!({"type": "related", "attrs": {"url": "https://example.org"}}),
                json!({"type": "read_more", "attrs": {"text": null}}),
            ],
            expect![[]],
        );
    }

    #[test]
    fn what_holds_others_holds_the_right_ones() {
        let list = |item: Value| json!({"type": "bullet_list", "content": [item]});
        let row = |cell: Value| json!({"type": "table", "content": [{"type": "table_row", "content": [cell]}]});
        check(
            &[
                json!({"type": "bullet_list"}),
                json!({"type": "ordered_list", "content": []}),
                list(paragraph("a")),
                list(json!({"type": "list_item"})),
                list(json!({"type": "list_item", "attrs": {}})),
                list(json!({"type": "list_item", "content": [{"type": "bullet_list"}]})),
                list(json!({"type": "list_item", "content": [
                    list(json!({"type": "list_item", "content": [paragraph("a")]}))]})),
                list(json!({"type": "list_item", "content": [paragraph("a"), {"type": "horizontal_rule"}]})),
                json!({"type": "blockquote"}),
                json!({"type": "blockquote", "content": [{"type": "heading", "attrs": {"level": 2}}]}),
                json!({"type": "gallery"}),
                json!({"type": "gallery", "content": [paragraph("a")]}),
                json!({"type": "table"}),
                json!({"type": "table", "content": [paragraph("a")]}),
                json!({"type": "table", "content": [{"type": "table_row"}]}),
                row(paragraph("a")),
                row(json!({"type": "table_cell", "content": [paragraph("a")]})),
            ],
            expect![[]],
        );
    }

    #[test]
    fn a_body_has_something_to_read_or_see() {
        check(
            &[
                json!({"type": "paragraph"}),
                paragraph(" \u{a0}\n"),
                json!({"type": "paragraph", "content": [{"type": "hard_break"}]}),
                json!({"type": "horizontal_rule"}),
                json!({"type": "image", "attrs": {"alt": "a"}}),
                json!({"type": "gallery", "content": [{"type": "image", "attrs": {"alt": "a"}}]}),
                json!({"type": "blockquote", "attrs": {"attribution": "a"}, "content": [{"type": "paragraph"}]}),
                json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph(" ")]}]}),
                json!({"type": "table", "attrs": {"caption": "a"}, "content": [
                    {"type": "table_row", "content": [{"type": "table_cell"}]}]}),
                json!({"type": "blockquote", "content": [{"type": "paragraph", "attrs": {"lead_in": "a"}}]}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a"}}),
            ],
            expect![[]],
        );
        check_documents(&[document(json!([])), json!({"v": 1, "doc": {"type": "doc"}})], expect![[]]);
    }
}

mod limits {
    use super::*;

    fn told(blocks: Value) -> String {
        match Body::from_member(&document(blocks)) {
            Ok(_) => "taken".to_owned(),
            Err(refused) => format!("{}: {refused}", refused.code()),
        }
    }

    #[test]
    fn nodes() {
        // A paragraph and its text are two nodes.
        let paragraphs = |number| Value::from(vec![paragraph("a"); number]);
        assert_eq!(told(paragraphs(Body::MAX_NODES / 2)), "taken");
        expect![[]].assert_eq(&told(paragraphs(Body::MAX_NODES / 2 + 1)));
    }

    #[test]
    fn text_is_counted_in_characters_over_all_blocks() {
        let half = "ї".repeat(Body::MAX_TEXT / 2);
        assert_eq!(told(json!([paragraph(&half), paragraph(&half)])), "taken");
        expect![[]].assert_eq(&told(json!([paragraph(&half), paragraph(&half), paragraph("a")])));
    }

    /// A list with that many lists in one another.
    fn nested(depth: usize) -> Value {
        let inner = (depth > 1).then(|| nested(depth - 1));
        let content: Vec<_> = [paragraph("a")].into_iter().chain(inner).collect();
        json!({"type": "bullet_list", "content": [{"type": "list_item", "content": content}]})
    }

    #[test]
    fn lists_nest_so_deep() {
        assert_eq!(told(json!([nested(Body::MAX_DEPTH)])), "taken");
        expect![[]].assert_eq(&told(json!([nested(Body::MAX_DEPTH + 1)])));
    }

    #[test]
    fn a_body_at_its_limits_is_read_again_from_the_record() {
        let text = "a".repeat(Body::MAX_TEXT / Body::MAX_NODES * 2);
        let body = Body::from_member(&document(vec![paragraph(&text); Body::MAX_NODES / 2].into())).unwrap();
        assert_eq!(Body::from_record(&body.to_json()), body);
        let long_link = format!("https://example.org/{}", "a".repeat(2_028));
        let body = Body::from_member(&document(json!([{"type": "embed", "attrs": {"url": long_link}}]))).unwrap();
        assert_eq!(Body::from_record(&body.to_json()), body);
    }
}

mod record {
    use super::*;

    /// Which blocks the record's reader understands; all go out as they came in.
    fn check_record(blocks: &[Value], expected: Expect) {
        let document = document(blocks.to_vec().into());
        let body = Body::from_record(&document);
        let table: Vec<_> = body
            .blocks()
            .iter()
            .zip(blocks)
            .map(|(block, json)| match block {
                Block::Opaque(kept) => {
                    assert_eq!(**kept, *json);
                    format!("kept {json}\n")
                }
                _ => format!("read {json}\n"),
            })
            .collect();
        expected.assert_eq(&table.concat());
    }

    #[test]
    fn every_golden_body_goes_out_as_it_came_in() {
        for json in golden() {
            let body = Body::from_record(&json);
            assert_eq!(body.to_json(), json);
            assert_eq!(Body::from_member(&json).unwrap(), body);
            assert!(!body.blocks().iter().any(|block| matches!(block, Block::Opaque(_))));
        }
    }

    #[test]
    fn unknown_blocks_are_kept_and_unknown_keys_passed_over() {
        check_record(
            &[
                json!({"type": "chess_board", "attrs": {"moves": [1, 2.5, null]}, "content": [{"type": "x"}]}),
                json!({"type": "paragraph", "attrs": {"align": "end"}, "id": "p1"}),
                json!({"type": "paragraph", "content": [{"type": "mention", "attrs": {"id": 7}}]}),
                json!({"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": [{"type": "spoiler"}]}]}),
                json!({"type": "heading", "attrs": {"level": 4}}),
                json!({"type": "bullet_list", "content": [{"type": "task_item"}]}),
                json!({"type": "bullet_list"}),
                json!({"type": "bullet_list", "content": [{"type": "list_item"}]}),
                json!({"type": "read_more", "attrs": {"text": "a", "url": "javascript:alert(1)"}}),
                json!({"type": "image", "attrs": {"media": "s3://bucket/key"}}),
                json!({}),
                json!(5),
                json!(null),
            ],
            expect![[]],
        );
    }

    #[test]
    fn an_unknown_block_goes_out_as_it_came_in() {
        let board = json!({"type": "chess_board", "doc": {"v": 7}, "attrs": {"moves": [1, 2.5, null, "é\u{0}"]}});
        for blocks in [json!([board]), json!([paragraph("a"), board, paragraph("b")]), json!([5])] {
            let document = document(blocks);
            assert_eq!(Body::from_record(&document).to_json(), document);
        }
    }

    #[test]
    fn a_document_of_a_later_version_goes_out_as_it_came_in() {
        let later = [
            json!({"v": 2, "doc": {"type": "doc", "content": [paragraph("a")]}}),
            json!({"v": 2, "blocks": [{"type": "doc"}]}),
            json!({"v": 1, "doc": "text"}),
            json!({"v": 1}),
            json!({"doc": {"type": "doc", "content": []}}),
            json!("text"),
            json!(null),
        ];
        for document in later {
            let body = Body::from_record(&document);
            assert_eq!(body.to_json(), document);
            assert!(matches!(body.blocks(), [Block::Opaque(_)]));
            assert_eq!(body.text(), "");
        }
    }
}

#[test]
fn characters_survive_byte_for_byte() {
    let texts = [
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇦 👍🏽 ☺︎ ☺️",
        "مرحبا \u{2067}بالعالم\u{2069} — שלום \u{200f}(עולם)\u{200e}",
        "e\u{301} ≠ é, and \u{1100}\u{1161} ≠ 가",
        "10\u{a0}000\u{202f}km\u{2060}², soft\u{ad}hyphen, zero\u{200b}width",
        "  leading, trailing and    doubled  ",
        "line\nand\ttab",
        "quotes \" ' ” ‚ « and \\ / < > & &amp;",
        "\u{feff}mark \u{2028} \u{2029} 𐍈 \u{10fffd}",
        "می‌خواهم नहीं क्‍ष",
    ];
    for text in texts {
        let body = Body::from_member(&document(json!([paragraph(text)]))).unwrap();
        let written = serde_json::to_string(&body).unwrap();
        let read: Body = serde_json::from_str(&written).unwrap();
        assert_eq!(read, body);
        assert_eq!(read.text(), text);
        assert_eq!(written, serde_json::to_string(&read).unwrap());
        assert!(written.contains(&serde_json::to_string(text).unwrap()), "{written}");
    }
}

#[test]
fn the_words_alone() {
    expect![[]].assert_eq(&Body::from_member(&golden()[0]).unwrap().text());
}

#[test]
fn every_picture_and_film_is_found() {
    let found = Body::from_member(&golden()[0]).unwrap().media();
    let numbers: Vec<_> = found.iter().map(|media| media.uuid().as_u128()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
}
