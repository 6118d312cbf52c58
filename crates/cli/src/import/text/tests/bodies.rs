//! What stands inside a post, construct by construct.

use super::*;

#[test]
fn paragraphs() {
    for (body, expected) in [
        ("The water rose.\n\nThen it fell.", "p The water rose.\np Then it fell."),
        ("The first line.\nThe second line.", "p The first line./The second line."),
        ("One\u{2028}paragraph.\u{2029}Another.", "p One/paragraph.\np Another."),
        ("\u{A0} Spaces at both ends go. \u{202F}", "p Spaces at both ends go."),
        ("It stood 3\u{A0}m high, 5\u{202F}% more 🌊.", "p It stood 3\u{A0}m high, 5\u{202F}% more 🌊."),
        ("A sign reads أهلاً وسهلاً today.", "p A sign reads أهلاً وسهلاً today."),
        ("A tab\there.", "p A tab here."),
        ("\u{200B}\n\nA blank line may hold a mark.", "p A blank line may hold a mark."),
    ] {
        check_body(body, expected);
    }
}

#[test]
fn lead_ins() {
    for (body, expected) in [
        ("Some background: Rain fell all week.", "p [Some background:] Rain fell all week."),
        ("Earlier Tuesday: Nobody slept.", "p [Earlier Tuesday:] Nobody slept."),
        ("More context:\u{A0}The pumps are old.", "p [More context:] The pumps are old."),
        ("What comes next? The council votes.", "p [What comes next?] The council votes."),
        // The opening of speech names the speaker; it is no lead-in.
        ("Added Teague: “Ask me later.”", "p Added Teague: “Ask me later.”"),
        ("Hold fast – And wait: That is the motto.", "p Hold fast – And wait: That is the motto."),
        ("The result was plain: a flood.", "p The result was plain: a flood."),
        (
            "It has three aims: Dry streets, dry cellars and dry feet, all at once.",
            "p It has three aims: Dry streets, dry cellars and dry feet, all at once.",
        ),
        ("The mayor added: Nobody slept.", "p The mayor added: Nobody slept."),
        ("What we know: The wall holds.", "p [What we know:] The wall holds."),
        ("“Why us? We paid,” she said.", "p “Why us? We paid,” she said."),
    ] {
        check_body(body, expected);
    }
}

#[test]
fn lists() {
    for (body, expected) in [
        ("• one\n• two", "ul one | two"),
        ("- one\n\n- two", "ul one | two"),
        ("* one", "ul one"),
        ("1. one\n2. two\n\n3. three", "ol1 one | two | three"),
        ("4) four\n5) five", "ol4 four | five"),
        ("1. one\n2. two\n\n1. another", "ol1 one | two\nol1 another"),
        ("Shut are:\n• one\n• two\nThe rest is open.", "p Shut are:\nul one | two\np The rest is open."),
        ("Shut are:\n\nThe old pier\nThe new pier", "p Shut are:\nul The old pier | The new pier"),
        (
            "Shut are:\n\nThe old pier\n\nThe new pier\n\nThe rest is open.",
            "p Shut are:\nul The old pier | The new pier\np The rest is open.",
        ),
        ("Shut are:\nThe old pier\nThe new pier", "p Shut are:\nul The old pier | The new pier"),
        (
            "What was agreed? A truce. It began at noon.\n\nA wall of stone.\n\nThat the gates stay shut.\n\nA drill each year.\n\nThe sea was calm.",
            "p [What was agreed?] \nul A truce. It began at noon. | A wall of stone. | That the gates stay shut. | A drill each year.\np The sea was calm.",
        ),
        // Whole sentences under a question are its answer, not a list.
        (
            "Who pays? The city is to pay.\n\nIt has the money.\n\nThe state will help.\n\nNobody objects, said the mayor.",
            "p Who pays? The city is to pay.\np It has the money.\np The state will help.\np Nobody objects, said the mayor.",
        ),
        // Two sentences without a verb are style, three under a lead are a list.
        (
            "What was agreed? A truce.\n\nA wall of stone.\n\nIt was late.",
            "p [What was agreed?] A truce.\np A wall of stone.\np It was late.",
        ),
        // Without a line that leads to them, they are paragraphs.
        ("It was late.\n\nA truce.\n\nA wall.\n\nA drill.", "p It was late.\np A truce.\np A wall.\np A drill."),
    ] {
        check_body(body, expected);
    }
}

#[test]
fn cards_pictures_and_lines_that_lead_on() {
    for (body, expected) in [
        ("It rains.\n\nRead more here.", "p It rains.\nmore Read more here."),
        ("It rains.\n\nRead the full\u{A0}story:", "p It rains.\nmore Read the full\u{A0}story:"),
        ("It rains.\n\nRead the letter aloud, he asked them.", "p It rains.\np Read the letter aloud, he asked them."),
        ("It rains.\n\nRelated article Why it rains", "p It rains.\ncard Why it rains < - © -"),
        ("It rains.\n\nRelated: Why it rains", "p It rains.\ncard Why it rains < - © -"),
        ("It rains.\n\nRelated article\nWhy it rains", "p It rains.\ncard Why it rains < - © -"),
        ("It rains.\n\nRelated articles were on show.", "p It rains.\np Related articles were on show."),
        (
            "It rains.\n\nA wet dog. (Photo by Ann Lee)\n\nRelated article Why it rains",
            "p It rains.\ncard Why it rains < A wet dog. © Photo by Ann Lee",
        ),
        (
            "It rains.\n\nA wet dog at noon\n\nRelated article Why it rains",
            "p It rains.\ncard Why it rains < A wet dog at noon © -",
        ),
        (
            "It rains.\n\nRead the full story:\n\nA dog stands in the rain.\n\nRelated article Why it rains",
            "p It rains.\nmore Read the full story:\ncard Why it rains < A dog stands in the rain. © -",
        ),
        // Of several paragraphs before a card none is known to be a caption.
        (
            "Read the full story:\n\nIt rains.\n\nIt pours.\n\nRelated article Why it rains",
            "more Read the full story:\np It rains.\np It pours.\ncard Why it rains < - © -",
        ),
        ("A wet dog. (Ann Lee/Sea House via Wire)", "image A wet dog. © Ann Lee/Sea House via Wire"),
        (
            "A wet dog. (Photo by Ann Lee) (Photo by Ann Lee via Wire)",
            "image A wet dog. © Photo by Ann Lee; Photo by Ann Lee via Wire",
        ),
        ("A wet dog.\nAnn Lee/Sea House", "image A wet dog. © Ann Lee/Sea House"),
        ("He left (by sea).", "p He left (by sea)."),
        (
            "It rains.\n\nInside the pump house\n01:05 - Source: Coast 8",
            "p It rains.\nfilm Inside the pump house Some(65) Coast 8",
        ),
        (
            "It rains.\n\nInside the pump house\n\n1:01:05 - Source: Coast 8",
            "p It rains.\nfilm Inside the pump house Some(3665) Coast 8",
        ),
        ("It rains.\n\nInside the pump house\nSource: Coast 8", "p It rains.\nfilm Inside the pump house None Coast 8"),
        ("It rains.\n\nView the mayor’s note here:", "p It rains.\nembed View the mayor’s note here:"),
        ("“It rained.\nWe sang.”\n— Noor, seven", "quote “It rained./We sang.” — Noor, seven"),
        // Places where a mark does not hold: the line is text.
        (
            "It rains.\n\nHere’s what you need to know:\n\nIt pours.",
            "p It rains.\np Here’s what you need to know:\np It pours.",
        ),
        ("It rains.\n\nBy Ann Lee", "p It rains.\np By Ann Lee"),
        ("It rains.\n\n12 posts", "p It rains.\np 12 posts"),
    ] {
        check_body(body, expected);
    }
}

#[test]
fn credits() {
    for (line, names) in [
        ("Coast 8’s Ann Lee contributed reporting to this post.", vec!["Ann Lee"]),
        ("Coast 8's Ann Lee and Bo Ek contributed reporting to this post.", vec!["Ann Lee", "Bo Ek"]),
        (
            "Coast 8’s Ann Lee, Bo Ek and Cy O’Hara contributed reporting to this post.",
            vec!["Ann Lee", "Bo Ek", "Cy O’Hara"],
        ),
        (
            "Coast 8’s Ann Lee, Bo Ek, and Cy van Dam contributed to this report.",
            vec!["Ann Lee", "Bo Ek", "Cy van Dam"],
        ),
        ("Coast 8’s Ann\u{A0}Lee\u{A0}and Bo Ek contributed\u{A0}reporting to this post.", vec!["Ann Lee", "Bo Ek"]),
        ("Ann Lee contributed reporting.", vec!["Ann Lee"]),
        ("Leeds Post’s Lee contributed reporting.", vec!["Lee"]),
        ("Ann Lee in Marenholm and the Courier’s Bo Ek in Hollin contributed reporting.", vec!["Ann Lee", "Bo Ek"]),
        ("Additional reporting by Ann Lee and Bo Ek.", vec!["Ann Lee", "Bo Ek"]),
    ] {
        let body = format!("It rains.\n\n{line}");
        let post = post_of(&body);
        assert_eq!(post.contributors, names, "in {line:?}");
        assert_eq!(post.blocks.len(), 1, "in {line:?}");
        check_body(&body, "p It rains.");
    }
    for text in
        ["The rain contributed to this flood.", "Heavy rain, snow and melting ice contributed reporting to nobody."]
    {
        assert_eq!(shown(&post_of(text).blocks), format!("p {text}"));
    }
    for (line, names) in [
        ("By Ann Lee", vec!["Ann Lee"]),
        ("From Coast 8’s Ann Lee and Bo Ek in Marenholm", vec!["Ann Lee", "Bo Ek"]),
        ("By Ann Lee, COAST", vec!["Ann Lee"]),
    ] {
        let body = format!("{line}\n\nIt rains.");
        assert_eq!(post_of(&body).contributors, names, "in {line:?}");
        check_body(&body, "p It rains.");
    }
}

#[test]
fn notices() {
    use NoticeKind::{Clarification, Correction, Update};
    for (line, kind, text) in [
        ("Correction: The wall is low.", Correction, "The wall is low."),
        ("CORRECTION: The wall is low.", Correction, "The wall is low."),
        ("Clarification: It is our wall.", Clarification, "It is our wall."),
        ("Update: The wall fell.", Update, "The wall fell."),
        ("This post has been updated.", Update, "This post has been updated."),
        ("This post was corrected at noon.", Correction, "This post was corrected at noon."),
        ("This story has been clarified.", Clarification, "This story has been clarified."),
        (
            "An earlier version of this post named another wall.",
            Correction,
            "An earlier version of this post named another wall.",
        ),
    ] {
        let body = format!("It rains.\n\n{line}");
        assert_eq!(post_of(&body).notices, [Notice { kind, text: text.to_owned() }], "in {line:?}");
        check_body(&body, "p It rains.");
    }
    assert_eq!(post_of("This post was given to him in May.").notices, []);
}
