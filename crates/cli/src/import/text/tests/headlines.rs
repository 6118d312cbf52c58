//! Where posts begin, and their labels and times.

use super::*;

/// Checks the headlines found below "2 Posts".
fn check_headlines(posts: &str, expected: &[&str]) {
    let text = format!("The page\n\n2 Posts\n\n{posts}");
    let page = read(&text).unwrap();
    assert_eq!(headlines(&page), expected, "in {posts:?}");
    assert_no_word_lost(&text, &page);
}

#[test]
fn headlines_are_told_from_paragraphs() {
    let second = "It pours in the hills.\n\nMore rain to come\n\nIt goes on.";
    for (first, expected) in [
        ("Rain falls on the town", "Rain falls on the town"),
        ("Will the gates hold?", "Will the gates hold?"),
        ("Gates shut. Trams do not", "Gates shut. Trams do not"),
        ("Mayor: \"We will hold\"", "Mayor: \"We will hold\""),
        ("\"We will hold,\" says the mayor of Marenholm", "\"We will hold,\" says the mayor of Marenholm"),
        ("The U.S. envoy meets Gov. Lee", "The U.S. envoy meets Gov. Lee"),
        ("🌊 Water tops the wall", "🌊 Water tops the wall"),
        ("هطول أمطار غزيرة على المدينة", "هطول أمطار غزيرة على المدينة"),
        ("7,000 more sandbags reach the port", "7,000 more sandbags reach the port"),
        ("NOW: The mayor speaks", "The mayor speaks"),
    ] {
        check_headlines(&format!("{first}\n\n{second}"), &[expected, "More rain to come"]);
    }
    for (not_a_headline, why) in [
        ("“We hold. We always did,” he told the crowd outside", "two spoken sentences that lost their full stop"),
        ("“We hold,” she said", "speech with its speaker"),
        ("See the mayor’s note below:", "a line that points to an embed"),
        ("A wet dog (Photo by Ann Lee)", "a caption"),
        ("https://example.org/live the page", "an address"),
        ("and this went on", "a line that begins small"),
        ("— Ann Lee (@annlee) May 7", "the name under an embedded post"),
        ("But will the gates hold?", "a question that goes on from the text above"),
        ("“Will the gates hold?”", "a spoken question"),
        ("Overnight", "a single word"),
        ("Ann Lee/Sea House", "a picture's credit"),
        (
            "He said that the gates, which were built before the war and had not been tried in a storm of such force since the spring of that year, would be opened again once the water had begun to fall",
            "a sentence too long for a headline",
        ),
    ] {
        let page = read(&format!(
            "The page\n\n2 Posts\n\nRain falls on the town\n\nIt rains.\n\n{not_a_headline}\n\n{second}"
        ))
        .unwrap();
        assert_eq!(headlines(&page), ["Rain falls on the town", "More rain to come"], "{why}");
    }
}

#[test]
fn headlines_depend_on_their_neighbours() {
    for (posts, expected) in [
        // A paragraph that lost its full stop stands over a headline.
        (
            "Rain falls\n\nIt rains.\n\nThe mayor will speak again at noon\n\nGates are shut\n\nThey hold.",
            &["Rain falls", "Gates are shut"][..],
        ),
        // A caption stands over a card, not over a body.
        (
            "Rain falls\n\nIt rains.\n\nA wet dog at noon\n\nRelated article Why it rains\n\nGates are shut\n\nThey hold.",
            &["Rain falls", "Gates are shut"],
        ),
        // The embedded post is lost, the next post begins.
        ("Rain falls\n\nView the map here:\n\nGates are shut\n\nThey hold.", &["Rain falls", "Gates are shut"]),
        (
            "Rain falls\n\nThe mayor’s office posted this:\n\nGates are shut\n\nThey hold.",
            &["Rain falls", "Gates are shut"],
        ),
        // Short lines under a line that leads on are a list.
        ("Rain falls\n\nShut are:\n\nThe old pier\n\nThe new pier\n\nIt rains.", &["Rain falls"]),
        (
            "Rain falls\n\nShut are:\n\nThe old pier\n\nThe new pier\n\nMayor says the worst is over for Marenholm\n\nIt rains.",
            &["Rain falls", "Mayor says the worst is over for Marenholm"],
        ),
        // A last dot that may belong to "p.m." is a headline's after the end of a post.
        (
            "Rain falls\n\nIt rains.\n\nRead more here.\n\nGates to shut at 9 p.m.\n\nThey hold.",
            &["Rain falls", "Gates to shut at 9 p.m."],
        ),
        ("Rain falls\n\nIt rains.\n\nThe gates shut at 9 p.m.\n\nThey hold.", &["Rain falls"]),
        // A label makes a headline of a line without a body.
        ("BREAKING: Gates are shut\n\nRain falls\n\nIt rains.", &["Gates are shut", "Rain falls"]),
        // A list may be all there is of a body.
        ("Rain falls\n\n• here\n• there\n\nGates are shut\n\nThey hold.", &["Rain falls", "Gates are shut"]),
    ] {
        check_headlines(posts, expected);
    }
}

#[test]
fn labels() {
    for (line, label, headline) in [
        ("NOW: The mayor speaks", Some("NOW"), "The mayor speaks"),
        ("Just in: Gates close", Some("Just in"), "Gates close"),
        ("UN: Gates close", None, "UN: Gates close"),
        ("Mayor: Gates close", None, "Mayor: Gates close"),
    ] {
        let page = read(&format!("The page\n\n1 Post\n\n{line}\n\nIt rains.")).unwrap();
        assert_eq!((page.posts[0].label.as_deref(), page.posts[0].headline.as_deref()), (label, Some(headline)));
    }
}

#[test]
fn times_of_posts() {
    for (text, expected) in [
        // Now and then, below or above a headline.
        (
            "The page\n\n2 Posts\n\nRain falls\nUpdated 14:05 GMT\n\nIt rains.\n\nGates shut\n\nThey hold.",
            vec![("Rain falls", "Updated 14:05 GMT"), ("Gates shut", "")],
        ),
        (
            "The page\n\n2 Posts\n\n9:41 a.m. ET, February 17, 2022\nRain falls\n\nIt rains.\n\nGates shut\n\nThey hold.",
            vec![("Rain falls", "9:41 a.m. ET, February 17, 2022"), ("Gates shut", "")],
        ),
        // Throughout: then the times part the posts, and other lines are headings.
        (
            "The page\n\n14:05\n\nRain falls\n\nIt rains.\n\nWhat we saw\n\nRain.\n\n13:50\n\nIt is dry.\n\n13:20\n\nGates shut\n\nThey hold.",
            vec![("Rain falls", "14:05"), ("", "13:50"), ("Gates shut", "13:20")],
        ),
        (
            "The page\n\nRain falls\n\n5 min ago\n\nIt rains.\n\nMore rain\n\n20 min ago\n\nIt pours.\n\nGates shut\n\n1 hr 5 min ago\n\nThey hold.",
            vec![("Rain falls", "5 min ago"), ("More rain", "20 min ago"), ("Gates shut", "1 hr 5 min ago")],
        ),
    ] {
        let page = read(text).unwrap();
        let found: Vec<_> = page
            .posts
            .iter()
            .map(|post| (post.headline.as_deref().unwrap_or(""), post.time_text.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(found, expected, "in {text:?}");
        assert_no_word_lost(text, &page);
    }
    let page = read("The page\n\n14:05\n\nRain falls\n\nIt rains.\n\nWhat we saw\n\nRain.\n\n13:50\n\nMore rain\n\nIt pours.\n\n13:20\n\nGates shut\n\nThey hold.").unwrap();
    assert_eq!(shown(&page.posts[0].blocks), "p It rains.\nh What we saw\np Rain.");
}

#[test]
fn clock_lines() {
    for line in [
        "14:05",
        "14.05 GMT",
        "9:41 a.m. ET, February 17, 2022",
        "Updated 9:41 AM EST, Thu February 17, 2022",
        "Published at 7:05pm",
        "Posted: 21:15 UTC+1",
        "12 minutes ago",
        "2 hr 14 min ago",
        "Last updated on 3 May 2022 at 14:05 BST",
        "2022-05-03 14:05",
        "14:05 (13:05 GMT)",
    ] {
        assert!(clock::is_clock_line(line), "{line:?} is a time");
    }
    for line in [
        "Tuesday",
        "May 2022",
        "At 14:05 the gates shut",
        "14:5",
        "25:00",
        "14:65",
        "",
        "9 May",
        "Long ago",
        "NASA 2022",
    ] {
        assert!(!clock::is_clock_line(line), "{line:?} is no time");
    }
}
