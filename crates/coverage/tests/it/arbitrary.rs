//! Arbitrary texts, times, bodies, changes and commands, for the properties.

use coverage::{
    Amendment, Body, Change, Command, Content, Contributor, Further, KeyPoint, Language, Lead, Line, MediumRedacted,
    NoticeGiven, NoticeKind, Opened, Opening, Place, PostId, PostPlaced, PostPublished, PostRedacted, PostRevised,
    PostWithdrawn, Prose, Publication, PublicationTime, RedactionReason, Revision, Seq, Shown, Status, StatusChanged,
    Successor, Theme, WebUrl, Zone,
};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

use crate::sample::{document, media, paragraph, post};

/// Words that are not blank, with characters of any script.
pub(crate) fn words() -> BoxedStrategy<String> {
    "\\PC{0,8}[a-zא-ת👩💶\u{a0}\u{200d}\u{301}]{1,4}\\PC{0,4}"
        .prop_filter("blank", |text| !text.trim().is_empty())
        .boxed()
}

fn line<const MAX: usize>() -> impl Strategy<Value = Line<MAX>> {
    words().prop_map(|text| Line::parse("line", &text).unwrap())
}

fn prose<const MAX: usize>() -> impl Strategy<Value = Prose<MAX>> {
    (words(), words()).prop_map(|(one, two)| Prose::parse("prose", &format!("{one}\n{two}")).unwrap())
}

/// Times of which many stand in one microsecond, and some before 1970.
pub(crate) fn time() -> impl Strategy<Value = Timestamp> {
    let close = (-3_000_i32..3_000).prop_map(|nanos| Timestamp::new(0, nanos).unwrap());
    let any = (-200_000_000_000_i64..200_000_000_000, 0_i32..1_000_000_000);
    prop_oneof![close, any.prop_map(|(second, nanos)| Timestamp::new(second, nanos).unwrap())]
}

/// One of a few posts, so that changes meet.
fn post_id() -> impl Strategy<Value = PostId> {
    (1_u128..6).prop_map(post)
}

fn url() -> impl Strategy<Value = String> {
    select(vec!["https://example.org/", "http://[::1]:8080/a?b=c#d", "https://exämple.org/ü „x“"])
        .prop_map(str::to_owned)
}

fn web_url() -> impl Strategy<Value = WebUrl> {
    url().prop_map(|url| WebUrl::parse("url", &url).unwrap())
}

fn language() -> impl Strategy<Value = Language> {
    select(vec!["en", "ar", "sr-Latn"]).prop_map(|tag| Language::parse(tag).unwrap())
}

fn zone() -> impl Strategy<Value = Zone> {
    select(vec!["UTC", "Europe/Kyiv"]).prop_map(|name| Zone::parse(name).unwrap())
}

fn theme() -> impl Strategy<Value = Theme> {
    select(vec!["contrast", "warm-2"]).prop_map(|name| Theme::parse(name).unwrap())
}

fn status() -> impl Strategy<Value = Status> {
    select(vec![Status::Draft, Status::Live, Status::Paused, Status::Ended])
}

fn successor() -> impl Strategy<Value = Successor> {
    prop_oneof![Just("after-the-storm".to_owned()), url()]
        .prop_map(|text| Successor::parse("successor", &text).unwrap())
}

fn lead() -> BoxedStrategy<Lead> {
    let picture = (option::of((1_u128..4).prop_map(media)), words(), option::of(prose()), option::of(line()));
    let image = picture.prop_map(|(media, alt, caption, credit)| Lead::Image {
        media,
        alt,
        caption,
        credit,
        width: None,
        height: None,
    });
    let film = (line(), option::of(web_url()), option::of(1_u32..9_000), option::of(line()));
    let video = film.prop_map(|(title, url, duration, source)| Lead::Video {
        title,
        media: None,
        url,
        poster: None,
        alt: String::new(),
        duration,
        caption: None,
        source,
    });
    prop_oneof![image, video].boxed()
}

fn key_points() -> impl Strategy<Value = Box<[KeyPoint]>> {
    vec((prose(), option::of(post_id())).prop_map(|(text, post)| KeyPoint { text, post }), 0..3).prop_map(Into::into)
}

fn further_reading() -> impl Strategy<Value = Box<[Further]>> {
    vec((line(), option::of(web_url())).prop_map(|(title, url)| Further { title, url }), 0..3).prop_map(Into::into)
}

fn notice() -> impl Strategy<Value = (NoticeKind, Prose<1000>)> {
    (select(vec![NoticeKind::Correction, NoticeKind::Clarification, NoticeKind::Update]), prose())
}

fn contributors() -> impl Strategy<Value = Box<[Contributor]>> {
    vec(line().prop_map(|name| Contributor { name }), 0..3).prop_map(Into::into)
}

fn content() -> BoxedStrategy<Content> {
    let labels = (option::of(line()), option::of(line()), any::<bool>());
    let credits = (option::of(line()), contributors(), option::of(line()));
    (labels, credits, body())
        .prop_map(|((headline, label, key_event), (byline, contributors, dateline), body)| Content {
            headline,
            label,
            key_event,
            byline,
            contributors,
            dateline,
            body,
        })
        .boxed()
}

pub(crate) fn body() -> impl Strategy<Value = Body> {
    body_json().prop_map(|json| Body::from_member(&json).unwrap())
}

/// The JSON of a body that a member may send.
pub(crate) fn body_json() -> impl Strategy<Value = Value> {
    vec(block(), 0..4).prop_map(|blocks| document(blocks.into_iter().chain([paragraph("a")]).collect()))
}

fn run() -> BoxedStrategy<Value> {
    let marks =
        (option::of(url()), subsequence(vec!["strong", "em", "strike", "sub", "sup", "code"], 0..4).prop_shuffle());
    let text = (words(), marks).prop_map(|(text, (href, plain))| {
        let plain = plain.into_iter().map(|mark| json!({"type": mark}));
        let link = href.map(|href| json!({"type": "link", "attrs": {"href": href}}));
        json!({"type": "text", "text": text, "marks": plain.chain(link).collect::<Vec<_>>()})
    });
    vec(prop_oneof![4 => text, 1 => Just(json!({"type": "hard_break"}))], 0..4).prop_map(Value::from).boxed()
}

fn some_paragraph() -> impl Strategy<Value = Value> {
    (option::of(words()), run())
        .prop_map(|(lead_in, content)| json!({"type": "paragraph", "attrs": {"lead_in": lead_in}, "content": content}))
}

fn image() -> BoxedStrategy<Value> {
    let said = (option::of(words()), option::of(words()), option::of(words()));
    let shown = (option::of((0..=1000_u16, 0..=1000_u16)), option::of(select(vec!["16:9", "1:1"])), any::<bool>());
    (option::of(1_u128..9), said, option::of((1_u32..5_000, 1_u32..5_000)), shown)
        .prop_map(|(number, (alt, caption, credit), size, (focus, shape, renditions))| {
            json!({"type": "image", "attrs": {
            "media": number.map(|number| media(number).to_string()), "alt": alt, "caption": caption, "credit": credit,
            "width": size.map(|size| size.0), "height": size.map(|size| size.1),
            "focus": focus.map(|(x, y)| format!("{x} {y}")), "shape": shape, "renditions": renditions}})
        })
        .boxed()
}

fn card() -> BoxedStrategy<Value> {
    let said = || vec(option::of(words()), 4);
    let film = (words(), option::of(url()), option::of(1_u32..5_000), said()).prop_map(|(title, url, duration, it)| {
        json!({"type": "video", "attrs": {
            "title": title, "url": url, "duration": duration, "caption": it[0], "source": it[1]}})
    });
    let embed = (url(), said()).prop_map(|(url, it)| {
        json!({"type": "embed", "attrs": {
            "url": url, "provider": it[0], "title": it[1], "text": it[2], "posted_at": it[3]}})
    });
    let related = (words(), option::of(url()), said()).prop_map(|(title, url, it)| {
        json!({"type": "related", "attrs": {"title": title, "url": url, "alt": it[0], "caption": it[1], "credit": it[2]}})
    });
    let read_more = (words(), option::of(url()))
        .prop_map(|(text, url)| json!({"type": "read_more", "attrs": {"text": text, "url": url}}));
    prop_oneof![film, embed, related, read_more].boxed()
}

fn table() -> impl Strategy<Value = Value> {
    let cell = (select(vec!["table_header", "table_cell"]), run())
        .prop_map(|(kind, content)| json!({"type": kind, "content": content}));
    let row = vec(cell, 1..3).prop_map(|cells| json!({"type": "table_row", "content": cells}));
    (option::of(words()), vec(row, 1..3))
        .prop_map(|(caption, rows)| json!({"type": "table", "attrs": {"caption": caption}, "content": rows}))
}

fn comparison() -> impl Strategy<Value = Value> {
    let pictures = (image(), image()).prop_map(|(before, after)| vec![before, after]);
    (option::of(words()), option::of(words()), pictures).prop_map(|(before, caption, pictures)| {
        json!({"type": "comparison", "attrs": {"before": before, "caption": caption}, "content": pictures})
    })
}

fn chart() -> impl Strategy<Value = Value> {
    let told = (option::of(words()), option::of(words()), option::of(words()));
    (select(vec!["line", "bar", "step"]), told, table()).prop_map(|(kind, (title, unit, source), table)| {
        let attrs = json!({"kind": kind, "title": title, "unit": unit, "source": source});
        json!({"type": "chart", "attrs": attrs, "content": [table]})
    })
}

fn map() -> impl Strategy<Value = Value> {
    let degrees = |most: i32| (-most..=most).prop_map(|steps| f64::from(steps) / 100_000.0);
    let point = move || (degrees(9_000_000), degrees(18_000_000));
    let place = (words(), point(), option::of(words())).prop_map(|(name, (latitude, longitude), label)| {
        json!({"type": "map_place", "attrs": {"name": name, "latitude": latitude, "longitude": longitude, "label": label}})
    });
    let corners = |points: Vec<(f64, f64)>| points.iter().map(|(a, b)| format!("{a} {b}")).collect::<Vec<_>>();
    let outline = option::of(vec(point(), 3..6).prop_map(move |points| corners(points).join(", ")));
    let area = (option::of(words()), outline).prop_map(
        |(name, outline)| json!({"type": "map_area", "attrs": {"name": name, "code": "FRA", "outline": outline}}),
    );
    let arrow = (point(), point()).prop_map(move |(from, to)| {
        let ends = corners(vec![from, to]);
        json!({"type": "map_arrow", "attrs": {"from": ends[0], "to": ends[1]}})
    });
    let parts = (vec(place, 0..3), vec(area, 0..3), vec(arrow, 0..3)).prop_map(|(a, b, c)| [a, b, c].concat());
    (option::of(words()), parts)
        .prop_map(|(title, parts)| json!({"type": "map", "attrs": {"title": title}, "content": parts}))
}

fn block() -> BoxedStrategy<Value> {
    let lists = some_paragraph().prop_recursive(4, 12, 3, |inner| {
        let item = (some_paragraph(), vec(inner, 0..3)).prop_map(|(first, rest)| {
            let blocks: Vec<_> = [first].into_iter().chain(rest).collect();
            json!({"type": "list_item", "content": blocks})
        });
        (vec(item, 1..3), option::of(1_u32..99)).prop_map(|(items, start)| match start {
            Some(start) => json!({"type": "ordered_list", "attrs": {"start": start}, "content": items}),
            None => json!({"type": "bullet_list", "content": items}),
        })
    });
    let background = (words(), lists.clone()).prop_map(|(title, words)| {
        let id = media(7).to_string();
        json!({"type": "background", "attrs": {"background": id, "title": title}, "content": [words]})
    });
    let quote = (vec(some_paragraph(), 1..3), option::of(words()), option::of(url())).prop_map(
        |(said, name, url)| json!({"type": "blockquote", "attrs": {"attribution": name, "url": url}, "content": said}),
    );
    let heading = (2..=3, run())
        .prop_map(|(level, content)| json!({"type": "heading", "attrs": {"level": level}, "content": content}));
    let gallery = vec(image(), 1..3).prop_map(|images| json!({"type": "gallery", "content": images}));
    let rule = Just(json!({"type": "horizontal_rule"}));
    prop_oneof![3 => lists, 1 => quote, 1 => heading, 1 => image(), 1 => gallery, 2 => card(), 1 => table(), 1 => rule,
        1 => background, 1 => comparison(), 1 => chart(), 1 => map()]
    .boxed()
}

/// JSON of any shape, with the names that a body uses in all the wrong places.
pub(crate) fn json_of_any_shape() -> impl Strategy<Value = Value> {
    let names = vec![
        "type",
        "attrs",
        "content",
        "text",
        "marks",
        "v",
        "doc",
        "paragraph",
        "heading",
        "level",
        "bullet_list",
        "ordered_list",
        "start",
        "list_item",
        "blockquote",
        "url",
        "image",
        "gallery",
        "background",
        "alt",
        "table",
        "table_row",
        "table_cell",
        "hard_break",
        "link",
        "href",
        "strong",
        "https://example.org/",
        "read_more",
        "horizontal_rule",
        "comparison",
        "chart",
        "map",
        "map_place",
        "latitude",
    ];
    let name = select(names);
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => (-1_i64..5).prop_map(Value::from),
        4 => name.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 4, move |inner| {
        let node = (name.clone(), vec(inner.clone(), 0..3), option::of(inner.clone()))
            .prop_map(|(kind, content, attrs)| json!({"type": kind, "content": content, "attrs": attrs}));
        let object = vec((name.clone(), inner.clone()), 0..4).prop_map(|pairs| {
            pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
        });
        let document = vec(inner.clone(), 0..3).prop_map(|blocks| document(blocks.into()));
        prop_oneof![4 => node, 1 => object, 1 => vec(inner, 0..4).prop_map(Value::from), 1 => document]
    })
}

/// Any change, whether it fits or not.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    let opened = (line(), language(), zone(), status()).prop_map(|(headline, language, time_zone, status)| {
        Change::CoverageOpened(Opened { headline, language, time_zone, status })
    });
    let published =
        (post_id(), time(), any::<bool>(), content()).prop_map(|(post, published_at, approximate, content)| {
            Change::PostPublished(PostPublished { post, published_at, approximate, content })
        });
    let revised = (post_id(), content(), option::of(notice())).prop_map(|(post, content, notice)| {
        let notice = notice.map(|(kind, text)| NoticeGiven { kind, text });
        Change::PostRevised(PostRevised { post, content, notice })
    });
    let withdrawn =
        (post_id(), prose()).prop_map(|(post, reason)| Change::PostWithdrawn(PostWithdrawn { post, reason }));
    let placed = (post_id(), option::of((time(), any::<bool>()))).prop_map(|(post, shown)| {
        let shown = shown.map(|(at, approximate)| Shown { at, approximate });
        Change::PostPlaced(PostPlaced { post, shown })
    });
    let redacted = (post_id(), reason(), time(), any::<bool>(), vec((1_u64..24).prop_map(Seq), 0..4)).prop_map(
        |(post, reason, published_at, approximate, changes)| {
            Change::PostRedacted(PostRedacted { post, reason, published_at, approximate, changes: changes.into() })
        },
    );
    let gone = ((1_u128..4).prop_map(media), reason())
        .prop_map(|(media, reason)| Change::MediumRedacted(MediumRedacted { media, reason }));
    let status = (status(), option::of(prose()))
        .prop_map(|(status, note)| Change::StatusChanged(StatusChanged { status, note }));
    let unknown =
        (select(vec!["wind_changed", "post_pinned"]), json_of_any_shape()).prop_map(|(kind, of_a_later_version)| {
            Change::Unknown { kind: kind.to_owned(), payload: json!({"v": 2, "says": of_a_later_version}) }
        });
    let whole = prop_oneof![
        opened,
        line().prop_map(Change::HeadlineChanged),
        option::of(prose()).prop_map(Change::StandfirstChanged),
        (language(), zone()).prop_map(|(language, time_zone)| Change::SettingsChanged { language, time_zone }),
        option::of(theme()).prop_map(Change::ThemeChanged),
        status,
        option::of(successor()).prop_map(Change::SuccessorChanged),
        option::of(lead()).prop_map(Change::LeadChanged),
        key_points().prop_map(Change::KeyPointsChanged),
        further_reading().prop_map(Change::GoDeeperChanged),
        gone,
        unknown,
    ];
    let pinned = prop_oneof![post_id().prop_map(Change::PostPinned), post_id().prop_map(Change::PostUnpinned)];
    prop_oneof![2 => whole, 3 => published, 3 => revised, 2 => withdrawn, 2 => pinned, 2 => placed, 1 => redacted]
}

fn reason() -> impl Strategy<Value = RedactionReason> {
    select(RedactionReason::ALL.to_vec())
}

fn amendment() -> BoxedStrategy<Amendment> {
    let texts = (option::of(line()), option::of(option::of(prose())), option::of(option::of(prose())));
    let settings = (option::of(language()), option::of(zone()), option::of(option::of(theme())), option::of(status()));
    let further = (option::of(option::of(successor())), option::of(option::of(lead())), option::of(further_reading()));
    let posts = (option::of(key_points()), option::of(option::of(post_id())));
    (texts, settings, further, posts)
        .prop_map(|(texts, settings, further, posts)| Amendment {
            headline: texts.0,
            standfirst: texts.1,
            language: settings.0,
            time_zone: settings.1,
            theme: settings.2,
            status: settings.3,
            status_note: texts.2,
            successor: further.0,
            lead: further.1,
            key_points: posts.0,
            pinned: posts.1,
            go_deeper: further.2,
        })
        .boxed()
}

/// An amendment of one thing, which is more often accepted than one of many.
fn small_amendment() -> impl Strategy<Value = Amendment> {
    let none = Amendment::default;
    prop_oneof![
        status().prop_map(move |status| Amendment { status: Some(status), ..none() }),
        option::of(post_id()).prop_map(move |pinned| Amendment { pinned: Some(pinned), ..none() }),
        key_points().prop_map(move |key_points| Amendment { key_points: Some(key_points), ..none() }),
        successor().prop_map(move |successor| Amendment { successor: Some(Some(successor)), ..none() }),
    ]
}

/// The opening of a coverage.
pub(crate) fn opening() -> impl Strategy<Value = Opening> {
    let further = prop_oneof![Just(Amendment::default()), amendment()];
    (line(), language(), zone(), status(), further).prop_map(|(headline, language, time_zone, status, further)| {
        Opening { headline, language, time_zone, status, further }
    })
}

fn revision() -> BoxedStrategy<Revision> {
    let labels = (option::of(option::of(line())), option::of(option::of(line())), option::of(any::<bool>()));
    let credits = (option::of(option::of(line())), option::of(contributors()), option::of(option::of(line())));
    (post_id(), labels, credits, option::of(body()), option::of(notice()))
        .prop_map(|(post, labels, credits, body, notice)| Revision {
            post,
            base: None,
            headline: labels.0,
            label: labels.1,
            key_event: labels.2,
            byline: credits.0,
            contributors: credits.1,
            dateline: credits.2,
            body,
            notice,
        })
        .boxed()
}

/// Any command.
pub(crate) fn command() -> impl Strategy<Value = Command> {
    let when = prop_oneof![
        2 => Just(PublicationTime::Now),
        1 => time().prop_map(PublicationTime::At),
        1 => time().prop_map(PublicationTime::Approximately),
    ];
    let publication = (post_id(), content(), when)
        .prop_map(|(id, content, time)| Command::Publish(Publication { id, content, time }));
    let withdrawal = (post_id(), prose()).prop_map(|(post, reason)| Command::Withdraw { post, reason });
    let place = prop_oneof![
        time().prop_map(Place::At),
        post_id().prop_map(Place::Before),
        post_id().prop_map(Place::After),
        Just(Place::Own),
    ];
    let redaction = (post_id(), reason()).prop_map(|(post, reason)| Command::Redact { post, reason });
    let placing = (post_id(), place).prop_map(|(post, place)| Command::Place { post, place });
    prop_oneof![
        1 => opening().prop_map(Command::Open),
        1 => amendment().prop_map(Command::Amend),
        4 => small_amendment().prop_map(Command::Amend),
        4 => publication,
        4 => revision().prop_map(Command::Revise),
        1 => withdrawal,
        1 => redaction,
        3 => placing,
    ]
}
