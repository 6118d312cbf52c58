//! Whole pages: what stands around the posts, our own sample, the specimen.

use super::*;

#[test]
fn above_the_posts() {
    let text = "The page\n\nUpdated 14:05 GMT\n\nBy Ann Lee and Bo Ek\n\nAll that we know of the flood.\n\nAnd a little more.\n\nA wet dog. (Photo by Ann Lee)\n\n\
        Inside the pump house\n00:30 - Source: Coast 8\n\nKey points\n\nThe wall holds.\n\nThe pumps run.\n\nOur live coverage has ended. Good night.\n\n3 Posts\n\nRain falls\n\nIt rains.\n";
    let page = read(text).unwrap();
    assert_eq!(page.headline, "The page");
    assert_eq!(page.time_text.as_deref(), Some("Updated 14:05 GMT"));
    assert_eq!(page.contributors, ["Ann Lee", "Bo Ek"]);
    assert_eq!(page.standfirst.as_deref(), Some("All that we know of the flood.\nAnd a little more."));
    assert_eq!(
        (page.lead_caption.as_deref(), page.lead_credit.as_deref()),
        (Some("A wet dog."), Some("Photo by Ann Lee"))
    );
    let video = page.video.as_ref().unwrap();
    assert_eq!(
        (video.title.as_str(), video.duration_seconds, video.source.as_deref()),
        ("Inside the pump house", Some(30), Some("Coast 8"))
    );
    assert_eq!(page.key_points, ["The wall holds.", "The pumps run."]);
    assert_eq!(page.ended.as_ref().unwrap().notice, "Our live coverage has ended. Good night.");
    assert_eq!(page.count_mismatch(), Some((3, 1)));
    assert_eq!(page.not_understood, []);
    assert_no_word_lost(text, &page);
}

#[test]
fn the_buttons_and_links_of_a_page_are_not_its_text() {
    let text = "Skip to content\n\nMenu\nSign in\n\nThe wall holds\n\nAll that we know of the flood.\nShare\nCopy link\n\n2 Posts\n\nRain falls\n\n\
        It rains.\nShare\n\nLink copied!\n\nADVERTISEMENT\n\nGates shut\nShare this post\nThey hold, says the port:\n• one\n• two\n\nBack to top\n";
    let page = read(text).unwrap();
    assert_eq!(
        (page.headline.as_str(), headlines(&page).as_slice()),
        ("The wall holds", &["Rain falls", "Gates shut"][..])
    );
    assert_eq!(page.standfirst.as_deref(), Some("All that we know of the flood."));
    assert_eq!(shown(&page.posts[0].blocks), "p It rains.");
    assert_eq!(shown(&page.posts[1].blocks), "p They hold, says the port:\nul one | two");
    let furniture = page.left_out.iter().filter(|left| left.reason == Reason::Furniture);
    assert_eq!(furniture.map(|left| left.line).collect::<Vec<_>>(), [1, 3, 4, 9, 10, 17, 19, 21, 24, 29]);
    assert_no_word_lost(text, &page);
    // What only begins so, or may be somebody's words, is text.
    for line in ["Share of the vote: 12 percent.", "Close", "Skip to content, says the button.", "Menu for the week."] {
        let page = page_of(&format!("It rains.\n\n{line}"));
        assert!(page.left_out.iter().all(|left| left.reason != Reason::Furniture), "{line}");
    }
}

#[test]
fn a_page_copied_without_blank_lines_is_read_alike_with_its_buttons() {
    let bare = "The page\n3 Posts\nRain falls\nIt rains.\nGates shut\nThey hold.\nDogs bark\nThey bark.\nThey go on.\nAnd on.\nCats sleep\nThey sleep.\nAnd wake.\n";
    let with_buttons = bare.replace("Gates", "Share\nCopy link\nGates").replace("Dogs", "Share\nCopy link\nDogs");
    assert_eq!(headlines(&read(&with_buttons).unwrap()), headlines(&read(bare).unwrap()));
}

#[test]
fn pages_without_this_or_that() {
    for (text, standfirst, expected) in [
        ("The page\n\nRain falls\n\nIt rains.", None, &["Rain falls"][..]),
        (
            "The page\n\nAll we know.\n\nRain falls\n\nIt rains.\n\nGates shut\n\nThey hold.",
            Some("All we know."),
            &["Rain falls", "Gates shut"],
        ),
        ("The page\nAll we know\n\nRain falls\n\nIt rains.", Some("All we know"), &["Rain falls"]),
        (
            "The page\n\nAll we know\n\nSummary\n\n• one\n• two\n\nRain falls\n\nIt rains.",
            Some("All we know"),
            &["Rain falls"],
        ),
        ("The page\n\nThis live blog is now closed.\n\nRain falls\n\nIt rains.", None, &["Rain falls"]),
        ("The page\n\n1 Post\n\nRain falls\n\nIt rains.", None, &["Rain falls"]),
        ("The page\n\n1,204 updates\n\nRain falls\n\nIt rains.", None, &["Rain falls"]),
        ("\u{FEFF}The page\r\n\r\n1 Post\r\n\r\nRain falls\r\n\r\nIt rains.\r\n", None, &["Rain falls"]),
        ("The page\r\r1 Post\r\rRain falls\r\rIt rains.\r", None, &["Rain falls"]),
        ("52 Posts\n\nRain falls\n\nIt rains.", None, &["Rain falls"]),
    ] {
        let page = read(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
        assert_eq!(page.standfirst.as_deref(), standfirst, "in {text:?}");
        assert_eq!(headlines(&page), expected, "in {text:?}");
        assert_no_word_lost(text, &page);
    }
    let close = read("The page\n\nRain falls\n\nIt rains.\n\nOur live coverage has ended.\n").unwrap();
    assert_eq!(close.ended.unwrap().notice, "Our live coverage has ended.");
}

#[test]
fn a_page_copied_without_blank_lines() {
    let text = "The page\n4 Posts\nRain falls on the town\nIt rains.\nIt pours.\nGates are shut\nThey hold.\nThe pumps run.\nTrams stop\nNobody minds.\nThe sun is out\nIt shines.\n• here\n• there\nGo Deeper\nWhy it rains\n";
    let page = read(text).unwrap();
    assert_eq!(headlines(&page), ["Rain falls on the town", "Gates are shut", "Trams stop", "The sun is out"]);
    assert_eq!(shown(&page.posts[3].blocks), "p It shines.\nul here | there");
    assert_eq!(page.go_deeper, ["Why it rains"]);
    assert_no_word_lost(text, &page);
}

#[test]
fn go_deeper_stands_once() {
    let text = "The page\n\nRain falls\n\nIt rains.\n\nGo Deeper\n\nWhy it rains\nHow walls are built\n\nGates are shut\n\nThey hold.\n\nGo Deeper\n\nWhy it rains\nWhere the water goes\n\n© Coast 8\n\nAll rights kept.";
    let page = read(text).unwrap();
    assert_eq!(page.go_deeper, ["Why it rains", "How walls are built", "Where the water goes"]);
    let repeated: Vec<_> = page
        .left_out
        .iter()
        .filter(|left| !left.reason.is_mark())
        .map(|left| (left.line, left.text.as_str()))
        .collect();
    assert_eq!(repeated, [(18, "Why it rains")]);
    assert_eq!(headlines(&page), ["Rain falls", "Gates are shut"]);
    let unplaced: Vec<_> = page.not_understood.iter().map(|line| (line.line, line.text.as_str())).collect();
    assert_eq!(unplaced, [(21, "© Coast 8"), (23, "All rights kept.")]);
    assert_no_word_lost(text, &page);
}

#[test]
fn a_whole_page() {
    let page = read(FIXTURE).unwrap();
    assert_no_word_lost(FIXTURE, &page);
    assert_eq!((page.stated_count, page.count_mismatch(), page.posts.len()), (Some(18), None, 18));
    assert_eq!(page.video.as_ref().and_then(|video| video.duration_seconds), Some(167));
    assert!(
        page.lead_caption.is_some() && page.lead_credit.is_some() && page.ended.is_some() && page.standfirst.is_none()
    );
    assert_eq!((page.key_points.len(), page.go_deeper.len(), page.not_understood.len()), (4, 3, 0));
    assert_eq!(page.left_out.iter().filter(|left| left.reason == Reason::Repeated).count(), 3);

    let counts = |of: fn(&Post) -> usize| -> Vec<usize> { page.posts.iter().map(of).collect() };
    assert_eq!(counts(|post| post.contributors.len()), [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0]);
    assert_eq!(counts(|post| post.notices.len()), [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    assert_eq!(counts(|post| post.blocks.len()), [6, 5, 2, 4, 4, 8, 5, 5, 4, 4, 4, 5, 2, 3, 3, 3, 2, 4]);
    assert_eq!(page.posts[2].label.as_deref(), Some("NOW"));

    let blocks: Vec<String> = page.posts.iter().flat_map(|post| &post.blocks).map(show).collect();
    let kinds = |kind: &str| blocks.iter().filter(|block| block.starts_with(kind)).count();
    assert_eq!([kinds("p "), kinds("p ["), kinds("ul "), kinds("ol1 "), kinds("quote ")], [57, 7, 3, 1, 1]);
    assert_eq!([kinds("image "), kinds("film "), kinds("embed "), kinds("card "), kinds("more ")], [1, 1, 2, 3, 4]);

    // Characters that careless tools lose.
    let texts = words::texts_of_page(&page).join("\n");
    for kept in [
        "131\u{202F}km/h",
        "840\u{A0}million",
        "🌊 Pump 9",
        "☝️ Do",
        "ברוכים הבאים",
        "أهلاً وسهلاً",
        "“The sea came to visit.\n",
    ] {
        assert!(texts.contains(kept), "{kept:?} is kept");
    }
}

#[test]
fn line_ends_do_not_matter() {
    let page = read(FIXTURE).unwrap();
    for text in [
        FIXTURE.replace('\n', "\r\n"),
        FIXTURE.replace('\n', "\r"),
        format!("\u{FEFF}{FIXTURE}"),
        FIXTURE.replace("\n\n", "\n \u{A0}\n"),
    ] {
        assert_eq!(read(&text).unwrap(), page);
    }
}

/// The page that the reader was made for is not part of the project. Where it
/// is at hand, `STET_SPECIMEN` names it.
#[test]
fn the_specimen() {
    let Some(path) = std::env::var_os("STET_SPECIMEN") else { return };
    let bytes = std::fs::read(path).unwrap();
    let text = decode(&bytes).unwrap();
    let page = read(text).unwrap();
    assert_no_word_lost(text, &page);
    assert_eq!((page.stated_count, page.posts.len(), page.count_mismatch()), (Some(52), 52, None));

    let lines: Vec<String> = page.posts.iter().map(|post| post.line.to_string()).collect();
    let found: Vec<String> = page
        .posts
        .iter()
        .map(|post| format!("{}|{}", post.label.as_deref().unwrap_or(""), post.headline.as_deref().unwrap()))
        .collect();
    assert_eq!(
        (fnv1a(&lines.join(",")), fnv1a(&found.join("\n"))),
        (17_634_004_553_546_299_445, 6_636_371_838_977_545_991)
    );

    let video = page.video.as_ref().unwrap();
    assert_eq!(
        (video.duration_seconds, video.title.len(), video.source.as_ref().map(String::len)),
        (Some(241), 65, Some(3))
    );
    assert!(page.lead_caption.is_some() && page.lead_credit.is_some() && page.ended.is_some());
    assert_eq!((page.key_points.len(), page.go_deeper.len(), page.not_understood.len()), (4, 3, 0));
    let repeated: Vec<usize> =
        page.left_out.iter().filter(|left| left.reason == Reason::Repeated).map(|left| left.line).collect();
    assert_eq!(repeated, [907, 908, 909]);

    let with = |of: fn(&Post) -> usize| -> Vec<(usize, usize)> {
        page.posts.iter().zip(1..).map(|(post, nth)| (nth, of(post))).filter(|&(_, count)| count > 0).collect()
    };
    assert_eq!(with(|post| post.contributors.len()), [(5, 1), (20, 3), (24, 2), (30, 4), (36, 1), (40, 2)]);
    assert_eq!(with(|post| usize::from(post.label.is_some())), [(22, 1)]);
    let notices: Vec<_> = page
        .posts
        .iter()
        .zip(1..)
        .flat_map(|(post, nth)| post.notices.iter().map(move |notice| (nth, notice.kind)))
        .collect();
    assert_eq!(notices, [(43, NoticeKind::Correction), (50, NoticeKind::Update)]);

    let kind = |kind: &str| -> Vec<usize> {
        page.posts
            .iter()
            .zip(1..)
            .flat_map(|(post, nth)| post.blocks.iter().map(move |block| (nth, show(block))))
            .filter(|(_, block)| block.starts_with(kind))
            .map(|(nth, _)| nth)
            .collect()
    };
    assert_eq!(kind("card "), [45, 51, 52]);
    assert_eq!(kind("more "), [2, 15, 45, 51, 52]);
    assert_eq!(kind("embed "), [6, 12]);
    assert_eq!(kind("ul "), [15]);
    assert_eq!(kind("p ["), [1, 15, 15, 23, 24, 30, 33, 35, 48, 49]);
    assert_eq!(kind("film ").len() + kind("image ").len() + kind("quote ").len() + kind("ol").len(), 0);
    let lists: Vec<usize> = page
        .posts
        .iter()
        .flat_map(|post| &post.blocks)
        .filter_map(|block| match block {
            Block::List { items, .. } => Some(items.len()),
            _ => None,
        })
        .collect();
    assert_eq!(lists, [8]);
    let captions = page
        .posts
        .iter()
        .flat_map(|post| &post.blocks)
        .filter(|block| matches!(block, Block::Related { caption: Some(_), credit: Some(_), .. }));
    assert_eq!(captions.count(), 2);
    assert_eq!(
        with(|post| post
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph { text, .. } => text.matches('\n').count(),
                _ => 0,
            })
            .sum()),
        [(27, 3)]
    );
}

/// A hash whose result is the same on every machine and version (FNV-1a, 64 bits).
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
