//! Exported lines. The golden file holds what was exported once, and must be
//! read and written like that for ever.

use coverage::{Change, Seq};
use expect_test::{Expect, expect, expect_file};
use serde_json::json;
use store::{LINE_MAX, from_line, record_hash, to_line};

use crate::bench::{Bench, coverage, headline, new_change, post};

const GOLDEN: &str = include_str!("golden/record.jsonl");

#[tokio::test]
async fn a_record_is_exported_in_these_bytes() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let unknown = Change::Unknown {
        kind: "poll_opened".to_owned(),
        payload: json!({"v": 3, "question": "“Reopen?”\n", "weights": [0.1, 1e21, -0.0], "ä": null, "Z": true}),
    };
    let changes = vec![
        headline(61, "The bridge reopens — one lane"),
        new_change(62, unknown),
        new_change(63, Change::PostUnpinned(post(7))),
    ];
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    // The last change is redacted, as the law may order.
    let database = rusqlite::Connection::open(bench.database()).unwrap();
    database.execute("update payload set payload = null, salt = null where seq = 4", []).unwrap();

    let record = bench.whole_record(id).await;
    let lines: String = record.iter().map(|recorded| to_line(recorded) + "\n").collect();
    expect_file!["golden/record.jsonl"].assert_eq(&lines);
    let hash = record_hash(record.iter().map(store::Recorded::leaf_hash));
    expect!["98c22ac7359fd6fcaac8c0fd45887b8330690a2d29134a62eba2e93306481d53"].assert_eq(&hash.to_string());
}

#[tokio::test]
async fn an_import_of_an_export_is_the_same_record() {
    let bench = Bench::sqlite();
    let changes: Vec<_> = (1..).zip(GOLDEN.lines()).map(|(number, line)| from_line(line, number).unwrap()).collect();
    bench.store.import_record(coverage("copy"), changes.clone()).await.unwrap();
    let read = bench.whole_record(coverage("copy").id).await;
    assert_eq!(read, changes);
    let lines: String = read.iter().map(|recorded| to_line(recorded) + "\n").collect();
    assert_eq!(lines, GOLDEN);
}

#[test]
fn the_order_of_keys_and_the_spelling_of_numbers_do_not_matter() {
    let line = GOLDEN.lines().nth(2).unwrap();
    let value: serde_json::Value = serde_json::from_str(line).unwrap();
    let sorted = serde_json::to_string_pretty(&value).unwrap().replace("1e+21", "1000000000000000000000.0");
    assert_ne!(sorted, line);
    assert_eq!(to_line(&from_line(&sorted, 1).unwrap()), line);
}

/// Alters the golden file's second line and looks at what is said of it.
fn check(from: &str, to: &str, expect: &Expect) {
    let line = GOLDEN.lines().nth(1).unwrap();
    assert!(line.contains(from), "{line}");
    expect.assert_eq(&from_line(&line.replacen(from, to, 1), 2).unwrap_err().to_string());
}

#[test]
fn a_line_that_is_not_what_it_should_be_is_refused_in_clear_words() {
    check(
        r#"{"v":1,"#,
        r#"{"v":1,"mood":"glad","#,
        &expect![
            "line 2: unknown field `mood`, expected one of `v`, `seq`, `at`, `kind`, `payload_hash`, `salt`, `payload`, `withheld` (column 13)"
        ],
    );
    check(
        r#""v":1,"seq""#,
        r#""v":2,"seq""#,
        &expect!["line 2: it is of version 2, this Stet reads version 1; import it with a newer one"],
    );
    check(r#""v":1,"seq""#, r#""seq""#, &expect!["line 2: missing field `v` (column 257)"]);
    check(r#""seq":2,"#, "", &expect!["line 2: missing field `seq` (column 255)"]);
    check(r#""seq":2,"#, r#""seq":2,"seq":3,"#, &expect!["line 2: duplicate field `seq` (column 20)"]);
    check(r#""seq":2"#, r#""seq":0"#, &expect!["line 2: `seq` must be 1 or more"]);
    check(r#""seq":2"#, r#""seq":-2"#, &expect!["line 2: invalid value: integer `-2`, expected u64 (column 15)"]);
    check("one lane", "two lanes", &expect!["line 2: its payload does not fit its hash"]);
    check(r#""salt":"3d"#, r#""salt":"3D"#, &expect!["line 2: `salt` is not 32 lower-case hexadecimal digits"]);
    check(r#""salt":"3d"#, r#""salt":"4d"#, &expect!["line 2: its payload does not fit its hash"]);
    check(
        r#""salt":"3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d""#,
        r#""salt":null"#,
        &expect!["line 2: `salt` is null, yet `payload` is not; both are in a redacted change"],
    );
    check(r#""payload":{"#, r#""payload":[{"#, &expect!["line 2: expected `,` or `]` (column 264)"]);
    check(
        r#""at":"2022-02-17T"#,
        r#""at":"2022-02-30T"#,
        &expect![
            "line 2: parsed date is not valid: parameter 'day' for `2022-02` is invalid, must be in range `1..=28` (column 49)"
        ],
    );
    check(".000000Z", ".0000001Z", &expect!["line 2: `at` is finer than a microsecond"]);
    check(
        r#""payload_hash":""#,
        r#""payload_hash":"zz"#,
        &expect!["line 2: `payload_hash` is not 64 lower-case hexadecimal digits"],
    );
    check(r#""kind":"headline_changed""#, r#""kind":"""#, &expect!["line 2: its kind must have 1 to 200 bytes"]);
}

#[test]
fn a_line_without_a_payload_or_too_long_is_refused() {
    let line = GOLDEN.lines().nth(1).unwrap();
    let (before, _) = line.split_once(r#","payload":"#).unwrap();
    expect!["line 2: missing field `payload` (column 200)"]
        .assert_eq(&from_line(&format!("{before}}}"), 2).unwrap_err().to_string());
    expect!["line 9: it has 4194305 bytes, and 4194304 is the most"]
        .assert_eq(&from_line(&" ".repeat(LINE_MAX + 1), 9).unwrap_err().to_string());
    expect!["line 9: EOF while parsing a value (column 0)"].assert_eq(&from_line("", 9).unwrap_err().to_string());
}
