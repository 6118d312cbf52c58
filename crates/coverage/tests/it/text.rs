//! What a member types, line by line: text, slugs, languages, zones, links and ids.

use std::fmt::Display;

use coverage::{Direction, Href, Language, Line, MediaId, PostId, Prose, Rejection, Slug, Successor, WebUrl, Zone};
use expect_test::{Expect, expect};

/// One line for each input: what it becomes, or why it is refused.
fn check<T: Display>(parse: impl Fn(&str) -> Result<T, Rejection>, inputs: &[&str], expected: Expect) {
    let table: Vec<_> = inputs
        .iter()
        .map(|input| match parse(input) {
            Ok(taken) => format!("{input:?} is {:?}\n", taken.to_string()),
            Err(refused) => format!("{input:?} {}: {refused}\n", refused.code()),
        })
        .collect();
    expected.assert_eq(&table.concat());
}

#[test]
fn a_line_is_trimmed_and_else_kept() {
    check(
        |text| Line::<12>::parse("headline", text),
        &[
            "Rain at six",
            "  Rain \t at six\n",
            "\u{a0}Rain\u{3000}",
            "Rain\u{a0}at six",
            "",
            " \n\t\u{a0}",
            "Twelve chars",
            "Thirteen char",
            "👩‍👩‍👧‍👦👩‍👩‍👧",
            "👩‍👩‍👧‍👦👩‍👩‍👧👧",
            "cafe\u{301}",
            "caf\u{e9}",
            "שלום‏!",
            "می‌خواهم",
        ],
        expect![[r#"
            "Rain at six" is "Rain at six"
            "  Rain \t at six\n" too_long: `headline` has 13 characters, 12 at most are taken
            "\u{a0}Rain\u{3000}" is "Rain"
            "Rain\u{a0}at six" is "Rain\u{a0}at six"
            "" empty: `headline` is empty
            " \n\t\u{a0}" empty: `headline` is empty
            "Twelve chars" is "Twelve chars"
            "Thirteen char" too_long: `headline` has 13 characters, 12 at most are taken
            "👩\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}👩\u{200d}👧" is "👩\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}👩\u{200d}👧"
            "👩\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}👩\u{200d}👧👧" too_long: `headline` has 13 characters, 12 at most are taken
            "cafe\u{301}" is "cafe\u{301}"
            "café" is "café"
            "שלום\u{200f}!" is "שלום\u{200f}!"
            "می\u{200c}خواهم" is "می\u{200c}خواهم"
        "#]],
    );
}

#[test]
fn a_line_holds_no_control_character() {
    check(
        |text| Line::<40>::parse("headline", text),
        &[
            "one\ntwo",
            "one\ttwo",
            "\u{0}one",
            "one\u{1b}[31m",
            "one\u{7f}",
            "one\u{85}two",
            "one\u{fffe}",
            "one\u{ffff}",
            "\u{feff}one",
            "one\u{fdd0}",
        ],
        expect![[r#"
            "one\ntwo" control_character: `headline` holds a control character at position 3
            "one\ttwo" control_character: `headline` holds a control character at position 3
            "\0one" control_character: `headline` holds a control character at position 0
            "one\u{1b}[31m" control_character: `headline` holds a control character at position 3
            "one\u{7f}" control_character: `headline` holds a control character at position 3
            "one\u{85}two" control_character: `headline` holds a control character at position 3
            "one\u{fffe}" control_character: `headline` holds a control character at position 3
            "one\u{ffff}" control_character: `headline` holds a control character at position 3
            "\u{feff}one" is "\u{feff}one"
            "one\u{fdd0}" is "one\u{fdd0}"
        "#]],
    );
}

#[test]
fn prose_holds_line_breaks() {
    check(
        |text| Prose::<12>::parse("standfirst", text),
        &["\n one\n\n\ttwo\n", "one\rtwo", "one\u{b}two", "one\u{ffff}", "", "Thirteen char"],
        expect![[r#"
            "\n one\n\n\ttwo\n" is "one\n\n\ttwo"
            "one\rtwo" control_character: `standfirst` holds a control character at position 3
            "one\u{b}two" control_character: `standfirst` holds a control character at position 3
            "one\u{ffff}" control_character: `standfirst` holds a control character at position 3
            "" empty: `standfirst` is empty
            "Thirteen char" too_long: `standfirst` has 13 characters, 12 at most are taken
        "#]],
    );
}

#[test]
fn slugs() {
    let longest = "a".repeat(80);
    let too_long = "a".repeat(81);
    let inputs =
        ["storm-2026", "7", "", "-a", "a-", "a--b", "Storm", "a_b", "a b", "ä", "a/b", "..", &longest, &too_long];
    check(
        Slug::parse,
        &inputs,
        expect![[r#"
        "storm-2026" is "storm-2026"
        "7" is "7"
        "" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "-a" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "a-" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "a--b" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "Storm" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "a_b" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "a b" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "ä" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "a/b" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        ".." bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" bad_slug: `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
    "#]],
    );
}

#[test]
fn languages() {
    let longest = format!("en-x{}", "-abcdefgh".repeat(10));
    let too_long = format!("en-x{}", "-abcdefgh".repeat(11));
    check(
        |text| Language::parse(text).map(|language| language.as_str().to_owned()),
        &[
            "en",
            "EN-gb",
            "zh-hant-tw",
            "sr-latn",
            "x-house",
            "",
            "e",
            "english language",
            "en_GB",
            "Deutsch",
            "engl-GB",
            "en-",
            "en\u{0}",
            &longest,
            &too_long,
        ],
        expect![[r#"
            "en" is "en"
            "EN-gb" is "en-GB"
            "zh-hant-tw" is "zh-Hant-TW"
            "sr-latn" is "sr-Latn"
            "x-house" is "x-house"
            "" bad_language: `language`: “” is not a language tag (A subtag should not be empty)
            "e" bad_language: `language`: “e” is not a language tag (The given language subtag is invalid)
            "english language" bad_language: `language`: “english language” is not a language tag (A subtag may be eight characters in length at maximum)
            "en_GB" bad_language: `language`: “en_GB” is not a language tag (The given language subtag is invalid)
            "Deutsch" bad_language: `language`: “Deutsch” is not a language tag (a language has two or three letters in it)
            "engl-GB" bad_language: `language`: “engl-GB” is not a language tag (a language has two or three letters in it)
            "en-" bad_language: `language`: “en-” is not a language tag (A subtag should not be empty)
            "en\0" bad_language: `language`: “en\0” is not a language tag (The given language subtag is invalid)
            "en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh" is "en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh"
            "en-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh-abcdefgh" bad_language: `language`: a tag of 103 bytes is too long, 100 at most are taken
        "#]],
    );
}

#[test]
fn a_languages_direction_is_that_of_its_script() {
    let direction = |tag| Language::parse(tag).unwrap().direction();
    let rtl = ["ar", "he", "fa", "ur", "yi", "ckb", "dv", "ps", "ug", "AR-eg", "az-Arab", "uz-arab-AF", "ff-Adlm"];
    let ltr = ["en", "uk", "ar-Latn", "he-latn", "zh-Hant", "und", "x-ar", "az"];
    rtl.iter().for_each(|tag| assert_eq!(direction(tag), Direction::Rtl, "{tag}"));
    ltr.iter().for_each(|tag| assert_eq!(direction(tag), Direction::Ltr, "{tag}"));
    assert_eq!([Direction::Rtl.as_str(), Direction::Ltr.as_str()], ["rtl", "ltr"]);
}

#[test]
fn zones() {
    let too_long = "a".repeat(200);
    check(
        |text| Zone::parse(text).map(|zone| zone.as_str().to_owned()),
        &["Europe/Kyiv", "europe/KYIV", "UTC", "Etc/GMT+3", "Mars/Base", "+02:00", "", "../etc/passwd", &too_long],
        expect![[r#"
            "Europe/Kyiv" is "Europe/Kyiv"
            "europe/KYIV" is "Europe/Kyiv"
            "UTC" is "UTC"
            "Etc/GMT+3" is "Etc/GMT+3"
            "Mars/Base" bad_time_zone: `time_zone`: there is no zone “Mars/Base” in the IANA database
            "+02:00" bad_time_zone: `time_zone`: there is no zone “+02:00” in the IANA database
            "" bad_time_zone: `time_zone`: there is no zone “” in the IANA database
            "../etc/passwd" bad_time_zone: `time_zone`: there is no zone “../etc/passwd” in the IANA database
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" bad_time_zone: `time_zone`: there is no zone “aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa” in the IANA database
        "#]],
    );
}

#[test]
fn a_zone_has_its_rules() {
    let noon = "2026-07-01T12:00:00Z".parse::<jiff::Timestamp>().unwrap();
    let kyiv = Zone::parse("Europe/Kyiv").unwrap();
    assert_eq!(noon.to_zoned(kyiv.rules()).strftime("%H:%M %Z").to_string(), "15:00 EEST");
    let unknown: Zone = serde_json::from_value("Mars/Base".into()).unwrap();
    assert_eq!(noon.to_zoned(unknown.rules()).strftime("%H:%M %Z").to_string(), "12:00 UTC");
}

/// Schemes that run script or reach into the machine, in the spellings that filters miss.
const HOSTILE: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\u{1}javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\u{0}script:alert(1)",
    "javascript\u{a0}:alert(1)",
    "javascript&colon;alert(1)",
    "javascript:https://example.org/",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "ftp://example.org/",
    "view-source:https://example.org/",
];

#[test]
fn links_to_the_web() {
    let mut inputs = vec![
        "https://example.org",
        "HTTPS://Example.ORG/A?b=c#d",
        " https://example.org/ ",
        "http://example.org:80/a/../b",
        "https://exämple.org/ä b",
        "https://example.org/?q=\"><script>",
        "https://example.org/’",
        "mailto:desk@example.org",
        "",
        "example.org",
        "/live/storm",
        "//example.org/",
        "?before=1",
        "#top",
        "https://",
        "https://exa mple.org/",
        "https://example.org/\r\nSet-Cookie:a",
    ];
    inputs.extend(HOSTILE);
    check(
        |text| WebUrl::parse("url", text),
        &inputs,
        expect![[r##"
        "https://example.org" is "https://example.org/"
        "HTTPS://Example.ORG/A?b=c#d" is "https://example.org/A?b=c#d"
        " https://example.org/ " is "https://example.org/"
        "http://example.org:80/a/../b" is "http://example.org/b"
        "https://exämple.org/ä b" is "https://xn--exmple-cua.org/%C3%A4%20b"
        "https://example.org/?q=\"><script>" is "https://example.org/?q=%22%3E%3Cscript%3E"
        "https://example.org/’" is "https://example.org/%E2%80%99"
        "mailto:desk@example.org" bad_link: `url` is no link for a page: its scheme is “mailto”, only http or https are taken
        "" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "example.org" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "/live/storm" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "//example.org/" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "?before=1" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "#top" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "https://" bad_link: `url` is no link for a page: it is not an absolute URL (empty host)
        "https://exa mple.org/" bad_link: `url` is no link for a page: it is not an absolute URL (invalid international domain name)
        "https://example.org/\r\nSet-Cookie:a" control_character: `url` holds a control character at position 20
        "javascript:alert(1)" bad_link: `url` is no link for a page: its scheme is “javascript”, only http or https are taken
        "JaVaScRiPt:alert(1)" bad_link: `url` is no link for a page: its scheme is “javascript”, only http or https are taken
        " javascript:alert(1)" bad_link: `url` is no link for a page: its scheme is “javascript”, only http or https are taken
        "\u{1}javascript:alert(1)" control_character: `url` holds a control character at position 0
        "java\tscript:alert(1)" control_character: `url` holds a control character at position 4
        "java\nscript:alert(1)" control_character: `url` holds a control character at position 4
        "java\0script:alert(1)" control_character: `url` holds a control character at position 4
        "javascript\u{a0}:alert(1)" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "javascript&colon;alert(1)" bad_link: `url` is no link for a page: it is not an absolute URL (relative URL without a base)
        "javascript:https://example.org/" bad_link: `url` is no link for a page: its scheme is “javascript”, only http or https are taken
        "data:text/html,<script>alert(1)</script>" bad_link: `url` is no link for a page: its scheme is “data”, only http or https are taken
        "DATA:text/html;base64,PHNjcmlwdD4=" bad_link: `url` is no link for a page: its scheme is “data”, only http or https are taken
        "vbscript:msgbox(1)" bad_link: `url` is no link for a page: its scheme is “vbscript”, only http or https are taken
        "blob:https://example.org/1" bad_link: `url` is no link for a page: its scheme is “blob”, only http or https are taken
        "file:///etc/passwd" bad_link: `url` is no link for a page: its scheme is “file”, only http or https are taken
        "ftp://example.org/" bad_link: `url` is no link for a page: its scheme is “ftp”, only http or https are taken
        "view-source:https://example.org/" bad_link: `url` is no link for a page: its scheme is “view-source”, only http or https are taken
    "##]],
    );
}

#[test]
fn links_in_running_text_may_be_mail() {
    check(
        |text| Href::parse("href", text),
        &["https://example.org", "mailto:desk@example.org", "MAILTO:desk@example.org?subject=a b", "tel:+380", "#top"],
        expect![[r##"
            "https://example.org" is "https://example.org/"
            "mailto:desk@example.org" is "mailto:desk@example.org"
            "MAILTO:desk@example.org?subject=a b" is "mailto:desk@example.org?subject=a%20b"
            "tel:+380" bad_link: `href` is no link for a page: its scheme is “tel”, only http, https or mailto are taken
            "#top" bad_link: `href` is no link for a page: it is not an absolute URL (relative URL without a base)
        "##]],
    );
    HOSTILE.iter().for_each(|link| assert!(Href::parse("href", link).is_err(), "{link}"));
}

#[test]
fn a_links_length_is_that_of_its_normalised_form() {
    let base = "https://example.org/";
    let longest = format!("{base}{}", "a".repeat(2_048 - base.len()));
    assert_eq!(WebUrl::parse("url", &longest).unwrap().as_str(), longest);
    let sentence = |link: &str| WebUrl::parse("url", link).unwrap_err().to_string();
    expect!["`url` is no link for a page: it is 2049 bytes long, 2048 at most are taken"]
        .assert_eq(&sentence(&format!("{longest}a")));
    expect!["`url` is no link for a page: it is 3620 bytes long, 2048 at most are taken"]
        .assert_eq(&sentence(&format!("{base}{}", "ä".repeat(600))));
}

#[test]
fn a_link_that_was_taken_is_taken_again_as_it_is() {
    for link in ["https://exämple.org/ä b?ü#ö", "HTTP://EXAMPLE.org:80/a/../b", "https://[::1]/", "https://1.2.3.4/%7e"]
    {
        let once = WebUrl::parse("url", link).unwrap();
        assert_eq!(WebUrl::parse("url", once.as_str()).unwrap(), once);
    }
}

#[test]
fn a_record_brings_no_hostile_link() {
    for link in HOSTILE {
        assert!(serde_json::from_value::<WebUrl>((*link).into()).is_err(), "{link}");
        assert!(serde_json::from_value::<Href>((*link).into()).is_err(), "{link}");
        assert!(serde_json::from_value::<Successor>((*link).into()).is_err(), "{link}");
    }
}

#[test]
fn a_record_keeps_text_as_it_stands() {
    let text = " two\nlines and more than five characters ";
    let line: Line<5> = serde_json::from_value(text.into()).unwrap();
    let prose: Prose<5> = serde_json::from_value(text.into()).unwrap();
    assert_eq!([line.as_str(), prose.as_str()], [text; 2]);
}

#[test]
fn successors() {
    check(
        |text| Successor::parse("successor", text).map(|successor| successor.as_str().to_owned()),
        &["after-the-storm", "https://example.org/next", "After the storm", "", "javascript:alert(1)", "storm:2"],
        expect![[r#"
            "after-the-storm" is "after-the-storm"
            "https://example.org/next" is "https://example.org/next"
            "After the storm" bad_slug: `successor` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
            "" bad_slug: `successor` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
            "javascript:alert(1)" bad_link: `successor` is no link for a page: its scheme is “javascript”, only http or https are taken
            "storm:2" bad_link: `successor` is no link for a page: its scheme is “storm”, only http or https are taken
        "#]],
    );
}

#[test]
fn an_id_has_one_spelling() {
    let spelling = "0190a0b0-c0d0-7000-8000-00000000abcd";
    assert_eq!(spelling.parse::<PostId>().unwrap().to_string(), spelling);
    let others = [
        "0190A0B0-C0D0-7000-8000-00000000ABCD",
        "0190a0b0c0d07000800000000000abcd",
        "{0190a0b0-c0d0-7000-8000-00000000abcd}",
        "urn:uuid:0190a0b0-c0d0-7000-8000-00000000abcd",
        " 0190a0b0-c0d0-7000-8000-00000000abcd",
        "ABCDEFGHIJKLMNOP",
        "",
    ];
    for other in others {
        assert!(other.parse::<PostId>().is_err() && other.parse::<MediaId>().is_err(), "{other}");
    }
}
