//! A body in the record: nothing is lost between writing and reading it.

use coverage::{Block, Body};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::body::golden;
use crate::sample::{document, paragraph};

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
        expect![[r#"
            kept {"attrs":{"moves":[1,2.5,null]},"content":[{"type":"x"}],"type":"chess_board"}
            read {"attrs":{"align":"end"},"id":"p1","type":"paragraph"}
            kept {"content":[{"attrs":{"id":7},"type":"mention"}],"type":"paragraph"}
            kept {"content":[{"marks":[{"type":"spoiler"}],"text":"a","type":"text"}],"type":"paragraph"}
            kept {"attrs":{"level":4},"type":"heading"}
            kept {"content":[{"type":"task_item"}],"type":"bullet_list"}
            read {"type":"bullet_list"}
            read {"content":[{"type":"list_item"}],"type":"bullet_list"}
            kept {"attrs":{"text":"a","url":"javascript:alert(1)"},"type":"read_more"}
            kept {"attrs":{"media":"s3://bucket/key"},"type":"image"}
            kept {}
            kept 5
            kept null
        "#]],
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
