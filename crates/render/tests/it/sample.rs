//! Coverages made for the tests, by the way that all coverages are made: change by change.

use coverage::{Change, Happened, Language, PostId, Seq, Slug, View};
use jiff::{SignedDuration, Timestamp};
use render::{Frame, Publisher, Script, Site, frame};
use serde_json::{Value, json};
use uuid::Uuid;

/// The site of all samples.
pub(crate) fn site() -> Site {
    Site {
        name: "The Daily Example".into(),
        language: Language::english(),
        base_url: "https://live.example.org".into(),
        looks: render::Look { style: "/assets/page.css".into(), ..render::Look::default() }.into(),
        icon: "/assets/icon.svg".into(),
        script: Some(Script::at("/assets/reader.js")),
        worker: None,
        publisher: Publisher::default(),
        checker: Some(Script::at("/assets/proof.js")),
        silent_revisions: render::SilentRevisions::default(),
        stand: render::Stand::Server,
    }
}

/// A coverage in the making.
pub(crate) struct Story {
    pub(crate) slug: Slug,
    pub(crate) view: View,
    pub(crate) now: Timestamp,
    /// All changes so far, with their times.
    pub(crate) changes: Vec<(Timestamp, Change)>,
    /// The frames of all changes so far.
    pub(crate) frames: Vec<Frame>,
    /// What each Latin letter of what is written becomes; none for as it is.
    letter: Option<char>,
}

impl Story {
    /// Opens a coverage at nine in the morning, UTC.
    pub(crate) fn open(language: &str, time_zone: &str, headline: &str) -> Self {
        Self::open_written(language, time_zone, headline, None)
    }

    fn open_written(language: &str, time_zone: &str, headline: &str, letter: Option<char>) -> Self {
        let mut story = Self {
            slug: Slug::parse("border-crisis").unwrap(),
            view: View::blank(),
            now: "2022-02-17T09:00:00Z".parse().unwrap(),
            changes: Vec::new(),
            frames: Vec::new(),
            letter,
        };
        let opened = json!({"headline": headline, "language": language, "time_zone": time_zone, "status": "live"});
        story.happen("coverage_opened", opened);
        story
    }

    /// Lets a change happen, as a record holds it, without a rule being asked.
    pub(crate) fn happen(&mut self, kind: &str, mut payload: Value) -> &Frame {
        if let Some(letter) = self.letter {
            write_in(letter, "", &mut payload);
        }
        let change = read(kind, payload);
        assert!(!matches!(change, Change::Unknown { .. }), "{change:?}");
        self.apply(&change)
    }

    /// The same for what a record may hold but no build can read.
    pub(crate) fn happen_anyhow(&mut self, kind: &str, payload: Value) -> &Frame {
        self.apply(&read(kind, payload))
    }

    /// Applies a change and renders its frame.
    pub(crate) fn apply(&mut self, change: &Change) -> &Frame {
        let before = self.view.clone();
        self.view.apply(self.now, change);
        self.changes.push((self.now, change.clone()));
        self.frames.push(frame(&self.slug, &before, &self.view, self.now, change));
        self.frames.last().unwrap()
    }

    /// What happened, as a history is told of it.
    pub(crate) fn happened(&self) -> Vec<Happened<'_>> {
        (1..).zip(&self.changes).map(|(seq, (at, change))| Happened { seq: Seq(seq), at: *at, change }).collect()
    }

    /// What happened to a post.
    pub(crate) fn happened_to(&self, post: PostId) -> Vec<Happened<'_>> {
        self.happened().into_iter().filter(|happened| happened.change.post() == Some(post)).collect()
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, minutes: i64) -> &mut Self {
        self.now += SignedDuration::from_mins(minutes);
        self
    }

    /// Publishes a post now.
    pub(crate) fn publish(&mut self, number: u128, content: impl Into<Value>) -> PostId {
        let published_at = self.now;
        let content: Value = content.into();
        self.happen("post_published", json!({"post": id(number), "published_at": published_at, "content": content}));
        post_id(number)
    }
}

/// Writes whatever is there for readers in one letter.
fn write_in(letter: char, key: &str, value: &mut Value) {
    const FOR_READERS: [&str; 16] = [
        "headline",
        "standfirst",
        "text",
        "alt",
        "caption",
        "credit",
        "title",
        "label",
        "byline",
        "dateline",
        "name",
        "lead_in",
        "attribution",
        "source",
        "provider",
        "reason",
    ];
    match value {
        Value::String(text) if FOR_READERS.contains(&key) => {
            *text = text.chars().map(|c| if c.is_ascii_alphabetic() { letter } else { c }).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| write_in(letter, key, value)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| write_in(letter, key, value)),
        _ => {}
    }
}

fn read(kind: &str, mut payload: Value) -> Change {
    payload["v"] = json!(1);
    Change::read(kind, payload)
}

/// The number as a UUID.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x017f_0712_5c80_7000_8000_0000_0000_0000 + number)
}

/// The number as the id of a post.
pub(crate) fn post_id(number: u128) -> PostId {
    PostId::new(id(number))
}

/// A body of these blocks.
pub(crate) fn body(blocks: &[Value]) -> Value {
    json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
}

/// A paragraph.
pub(crate) fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
}

/// A coverage of so many plain posts, a minute apart.
pub(crate) fn plain(posts: u128) -> Story {
    let mut story = Story::open("en", "Europe/Kyiv", "Many small things happen");
    for number in 1..=posts {
        let text = "Of this it is known when it happened, and where, and that two people who were there tell it alike.";
        let blocks = [paragraph(text), paragraph(text), paragraph(text)];
        let headline = format!("The thing of number {number}");
        story.pass(1).publish(number, json!({"headline": headline, "body": body(&blocks)}));
    }
    story
}

/// A coverage with one of everything.
pub(crate) fn rich() -> Story {
    fill(Story::open("en", "Europe/Kyiv", RICH))
}

/// The same in Arabic letters, so that what is left of other letters was not written by members.
pub(crate) fn rich_in_arabic_letters() -> Story {
    fill(Story::open_written("ar", "Europe/Kyiv", RICH, Some('ب')))
}

const RICH: &str = "Ukraine border crisis: two accounts of one army";

fn fill(mut story: Story) -> Story {
    story.happen(
        "standfirst_changed",
        json!({"standfirst": "Moscow speaks of troops going home, Washington counts thousands more arriving. Our reporters follow a day of diplomacy and the situation on the line of contact."}),
    );
    story.happen(
        "lead_changed",
        json!({"lead": {"kind": "image", "media": id(901), "alt": "A map of Ukraine and its neighbours, with the line of contact in the east.", "caption": "The places of the day, from the Pripyat to the sea.", "credit": "Graphic: Example desk", "width": 1200, "height": 675}}),
    );
    story.happen(
        "go_deeper_changed",
        json!({"go_deeper": [
            {"title": "Counting an army from the outside: how estimates of the build-up are made", "url": "https://example.org/explainers/army"},
            {"title": "Who sits in the rooms: a guide to formats and councils", "url": "https://example.org/explainers/formats"},
            {"title": "An article of which only the title is known"},
        ]}),
    );
    first_posts(&mut story);
    later_posts(&mut story);
    story.happen(
        "key_points_changed",
        json!({"key_points": [
            {"text": "The United States puts the Russian force near Ukraine at more than 150,000 and rising; Moscow shows film of units going home.", "post": id(2)},
            {"text": "A pontoon bridge over the Pripyat, six kilometres from the Ukrainian border, is gone from the newest satellite pictures.", "post": id(3)},
            {"text": "The Security Council meets in New York at 17:00 Kyiv time."},
            {"text": "A report that was withdrawn is linked no more.", "post": id(6)},
        ]}),
    );
    story.happen("post_pinned", json!({"post": id(4)}));
    story
}

fn first_posts(story: &mut Story) {
    story.pass(4).publish(
        1,
        json!({
            "body": body(&[paragraph("Good morning. Times on this page are Kyiv time unless we say otherwise.")]),
        }),
    );
    story.pass(11).publish(
        2,
        json!({
            "headline": "Washington counts 7,000 more soldiers, and sees no pullback",
            "key_event": true,
            "byline": "Ifeoma Castellane, diplomatic correspondent",
            "dateline": "Washington",
            "contributors": [{"name": "Oksana Veretko"}, {"name": "Halvard Pym"}],
            "body": body(&[
                json!({"type": "paragraph", "content": [
                    {"type": "text", "text": "The force around Ukraine has grown by some "},
                    {"type": "text", "text": "7,000 soldiers", "marks": [{"type": "strong"}]},
                    {"type": "text", "text": " in recent days, a senior official says in "},
                    {"type": "text", "text": "a briefing of ", "marks": [{"type": "link", "attrs": {"href": "https://example.org/briefing?a=1&b=2"}}]},
                    {"type": "text", "text": "Wednesday", "marks": [{"type": "link", "attrs": {"href": "https://example.org/briefing?a=1&b=2"}}, {"type": "em"}]},
                    {"type": "text", "text": "."},
                    {"type": "hard_break"},
                    {"type": "text", "text": "CO"},
                    {"type": "text", "text": "2", "marks": [{"type": "sub"}]},
                    {"type": "text", "text": " has nothing to do with it."},
                ]}),
                json!({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What is counted"}]}),
                json!({"type": "bullet_list", "content": [
                    {"type": "list_item", "content": [paragraph("battalions at the border")]},
                    {"type": "list_item", "content": [paragraph("aircraft in range"), json!({"type": "ordered_list", "attrs": {"start": 3}, "content": [
                        {"type": "list_item", "content": [paragraph("in Belarus")]},
                        {"type": "list_item", "content": [paragraph("in Crimea")]},
                    ]})]},
                ]}),
                json!({"type": "paragraph", "attrs": {"lead_in": "Some background:"}, "content": [{"type": "text", "text": "Units said to be on their way to base had come to Crimea for drills."}]}),
                json!({"type": "background", "attrs": {"background": id(951), "title": "The Minsk agreements"}, "content": [
                    paragraph("Two papers, signed in 2014 and in 2015, were to end the fighting in the east."),
                    json!({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "What they ask for"}]}),
                    json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph("heavy weapons withdrawn")]}]}),
                ]}),
                json!({"type": "related", "attrs": {"title": "Counting an army from the outside", "url": "https://example.org/explainers/army", "image": id(902), "alt": "A row of lorries in the snow", "credit": "Photo: Example"}}),
            ]),
        }),
    );
    story.pass(23).publish(
        3,
        json!({
            "label": "Analysis",
            "headline": "What the pictures show, and what they cannot show",
            "byline": "Anselm Okparaji",
            "body": body(&[
                paragraph("Three pictures of one bend of the Pripyat, taken over three days, tell of a bridge that came and went."),
                json!({"type": "gallery", "content": [
                    {"type": "image", "attrs": {"media": id(903), "alt": "The river without a bridge", "caption": "13 February", "width": 1200, "height": 675}},
                    {"type": "image", "attrs": {"media": id(904), "alt": "The river with a bridge", "caption": "15 February", "credit": "Satellite: Example", "width": 1200, "height": 675}},
                ]}),
                json!({"type": "blockquote", "attrs": {"attribution": "A retired engineer officer", "url": "https://example.org/interview"}, "content": [paragraph("A bridge like that is an afternoon's work, in either direction.")]}),
                json!({"type": "heading", "attrs": {"level": 3}, "content": [{"type": "text", "text": "In figures"}]}),
                json!({"type": "table", "attrs": {"caption": "Violations of the ceasefire that monitors counted"}, "content": [
                    {"type": "table_row", "content": [header("Region"), header("Before"), header("The day after"), header("Of these, explosions")]},
                    {"type": "table_row", "content": [header("Donetsk"), cell("24"), cell("189"), cell("128")]},
                    {"type": "table_row", "content": [header("Luhansk"), cell("129"), cell("402"), cell("188")]},
                ]}),
                json!({"type": "horizontal_rule"}),
                json!({"type": "read_more", "attrs": {"text": "More from our analysis desk", "url": "https://example.org/analysis"}}),
            ]),
        }),
    );
    story.pass(2).publish(
        4,
        json!({
            "headline": "Where to find what: the map, the calendar, the figures",
            "body": body(&[
                paragraph("We keep this post on top all day and add to it."),
                json!({"type": "image", "attrs": {"media": id(905), "alt": "A calendar of the day", "caption": "The day as it was planned.", "credit": "Graphic: Example desk", "width": 1200, "height": 675}}),
            ]),
        }),
    );
}

fn later_posts(story: &mut Story) {
    story.pass(35).publish(
        5,
        json!({
            "label": "Now",
            "headline": "The council is in session",
            "dateline": "New York",
            "body": body(&[
                paragraph("The meeting on the Minsk agreements has begun."),
                json!({"type": "video", "attrs": {"title": "Watch the session", "media": id(906), "poster": id(907), "duration": 3723, "caption": "The chamber before the session.", "source": "Example TV"}}),
                json!({"type": "video", "attrs": {"title": "The session in four minutes", "url": "https://video.example.org/4", "poster": id(907), "duration": 241}}),
                json!({"type": "embed", "attrs": {"url": "https://social.example.org/@mission/1", "provider": "Example Social", "byline": "Mission to the Council", "text": "We will speak in the open session.\nThe text follows.", "posted_at": "17 February 2022"}}),
            ]),
        }),
    );
    story.pass(6).publish(
        6,
        json!({"headline": "A report that did not hold", "body": body(&[paragraph("These words are gone from view.")])}),
    );
    let then = "2022-02-17T06:30:00Z";
    story.happen(
        "post_published",
        json!({"post": id(7), "published_at": then, "approximate": true, "content": {
            "headline": "An early report, of which the hour is not known",
            "body": body(&[paragraph("It came in from another system, with its order but without its hour.")]),
        }}),
    );
    story.pass(19).happen(
        "post_revised",
        json!({"post": id(5), "content": {
            "label": "Now",
            "headline": "The council is in session",
            "dateline": "New York",
            "body": body(&[
                paragraph("The meeting on the Minsk agreements began at ten in New York."),
                json!({"type": "video", "attrs": {"title": "The session in four minutes", "url": "https://video.example.org/4", "poster": id(907), "duration": 241}}),
                json!({"type": "embed", "attrs": {"url": "https://social.example.org/@mission/1", "provider": "Example Social", "byline": "Mission to the Council", "text": "We will speak in the open session.\nThe text follows.", "posted_at": "2022-02-17T10:31:00Z"}}),
            ]),
        }, "notice": {"kind": "correction", "text": "We first gave the beginning as eleven. It was ten."}}),
    );
    story.pass(3).happen(
        "post_withdrawn",
        json!({"post": id(6), "reason": "The picture in it was of another place and an earlier year."}),
    );
}

fn header(text: &str) -> Value {
    json!({"type": "table_header", "content": [{"type": "text", "text": text}]})
}

fn cell(text: &str) -> Value {
    json!({"type": "table_cell", "content": [{"type": "text", "text": text}]})
}

/// A coverage in a language that runs from right to left, paused.
pub(crate) fn right_to_left() -> Story {
    let mut story = Story::open("ar", "Asia/Riyadh", "أزمة الحدود: روايتان عن جيش واحد");
    story.happen("standfirst_changed", json!({"standfirst": "مراسلونا يتابعون يوما من الدبلوماسية."}));
    story.pass(5).publish(
        1,
        json!({
            "headline": "المجلس ينعقد في نيويورك",
            "label": "الآن",
            "key_event": true,
            "byline": "Oksana Veretko",
            "dateline": "نيويورك",
            "contributors": [{"name": "Halvard Pym"}, {"name": "ليلى"}],
            "body": body(&[
                paragraph("بدأت الجلسة عند الساعة العاشرة."),
                json!({"type": "blockquote", "attrs": {"attribution": "ضابط متقاعد"}, "content": [paragraph("عمل بعد ظهر واحد.")]}),
                json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph("أولا")]}, {"type": "list_item", "content": [paragraph("ثانيا")]}]}),
            ]),
        }),
    );
    story.pass(5).publish(2, json!({"headline": "خبر لم يثبت", "body": body(&[paragraph("كلمات.")])}));
    story.pass(5).happen("post_withdrawn", json!({"post": id(2), "reason": "لم يثبت."}));
    story.happen("key_points_changed", json!({"key_points": [{"text": "المجلس ينعقد اليوم.", "post": id(1)}]}));
    story.happen("status_changed", json!({"status": "paused", "note": "نعود صباح الغد."}));
    story
}

/// A coverage that is over, and goes on elsewhere.
pub(crate) fn ended() -> Story {
    let mut story = plain(2);
    story.pass(30).happen("status_changed", json!({"status": "ended"}));
    story.happen("successor_changed", json!({"successor": "border-crisis-the-day-after"}));
    story
}
