//! What readers type into a search, and the texts it is looked for in.

#![no_main]

use coverage::{Question, search_tokens};

libfuzzer_sys::fuzz_target!(|texts: (&str, &str)| {
    let (typed, text) = texts;
    let _ = search_tokens(text);
    let Some(question) = Question::parse(typed) else { return };
    for question in [Some(question.clone()), question.widened()].into_iter().flatten() {
        let _ = question.typed();
        let (shown, marked) = question.mark(text);
        for range in marked {
            assert!(shown.get(range).is_some_and(|words| !words.is_empty()), "what is marked are whole characters");
        }
    }
});
