//! What holds for any text.

use proptest::prelude::*;

use super::*;

/// Lines of every kind, so that chance meets the rules and not only the last of them.
fn line() -> impl Strategy<Value = String> {
    let known = prop::sample::select(FIXTURE.lines().collect::<Vec<_>>()).prop_map(str::to_owned);
    let marks = "14:05|5 min ago|Related article|Source: A|Go Deeper|Summary|1. one|- a|By Ann Lee|3 Posts|Shut are:|© A|\
        (via A)|Ann Lee/Sea House|(|“|Correction: |a.m.|NOW: Rain|Share|Skip to content|What now? A truce.|A wall.|||";
    let marks = prop::sample::select(marks.split('|').collect::<Vec<_>>()).prop_map(str::to_owned);
    prop_oneof![3 => known, 3 => marks, 1 => "\\PC{0,40}"]
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = read(&text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode(&bytes).and_then(read);
    }

    #[test]
    fn no_word_of_a_page_is_lost(lines in prop::collection::vec(line(), 0..60), end in prop::sample::select(vec!["\n", "\n\n", "\r\n"])) {
        let text = lines.join(end);
        if let Ok(page) = read(&text) {
            assert_no_word_lost(&text, &page);
            prop_assert!(!page.posts.is_empty());
        }
    }
}
