//! What a member may send as a body, and what is said when it may not be.

use coverage::{Body, Rejection};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::sample::{document, paragraph};

/// Every shape of body that was ever written.
pub(crate) fn golden() -> Vec<Value> {
    let files = [
        include_str!("golden/body/v1.json"),
        include_str!("golden/body/v1-background.json"),
        include_str!("golden/body/v1-graphics.json"),
    ];
    files.iter().flat_map(|file| serde_json::from_str::<Vec<_>>(file).unwrap()).collect()
}

/// One line for each document that a member sends: the blocks it becomes, or why it is refused.
fn check_documents(documents: &[Value], expected: Expect) {
    let table: Vec<_> = documents.iter().map(|document| outcome(Body::from_member(document))).collect();
    expected.assert_eq(&table.concat());
}

/// The same for documents of one block each.
fn check(blocks: &[Value], expected: Expect) {
    let documents: Vec<_> = blocks.iter().map(|block| document(json!([block]))).collect();
    check_documents(&documents, expected);
}

fn outcome(read: Result<Body, Rejection>) -> String {
    match read {
        Ok(body) => body.blocks().iter().map(|block| format!("{block:?}\n")).collect(),
        Err(refused) => format!("{}: {refused}\n", refused.code()),
    }
}

mod member {
    use super::*;

    #[test]
    fn every_block_and_mark_is_read() {
        check_documents(
            &golden()[..1],
            expect![[r#"
                Paragraph(Paragraph { lead_in: Some("In short:"), text: [Text { text: "plain, ", marks: Marks { link: None, set: [] } }, Text { text: "strong", marks: Marks { link: None, set: [Strong] } }, Text { text: "em", marks: Marks { link: None, set: [Em] } }, Text { text: "strike", marks: Marks { link: None, set: [Strike] } }, Break, Text { text: "sub", marks: Marks { link: None, set: [Sub] } }, Text { text: "sup", marks: Marks { link: None, set: [Sup] } }, Text { text: "code", marks: Marks { link: None, set: [Code] } }, Text { text: "link", marks: Marks { link: Some("mailto:desk@example.org"), set: [] } }, Text { text: "all", marks: Marks { link: Some("https://example.org/a"), set: [Strong, Em, Strike, Sub, Sup, Code] } }] })
                Heading { level: Two, text: [Text { text: "A part", marks: Marks { link: None, set: [] } }] }
                Heading { level: Three, text: [Text { text: "A part of it", marks: Marks { link: None, set: [] } }] }
                BulletList([ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "a bullet", marks: Marks { link: None, set: [] } }] }), OrderedList { start: 1, items: [ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "first", marks: Marks { link: None, set: [] } }] })] }] }, Paragraph(Paragraph { lead_in: None, text: [Text { text: "more of the bullet", marks: Marks { link: None, set: [] } }] })] }])
                OrderedList { start: 7, items: [ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "seventh", marks: Marks { link: None, set: [] } }] }), BulletList([ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "under it", marks: Marks { link: None, set: [] } }] })] }])] }] }
                Quote { paragraphs: [Paragraph { lead_in: None, text: [Text { text: "No boat sails tonight.", marks: Marks { link: None, set: [] } }] }, Paragraph { lead_in: None, text: [Text { text: "None.", marks: Marks { link: None, set: [] } }] }], attribution: Some("The harbour master"), url: Some("https://example.org/said") }
                Image(Image { media: Some(MediaId(00000000-0000-0000-0000-000000000001)), alt: "Waves over a pier", caption: Some("The pier at noon"), credit: Some("M. Ode"), size: Some((1600, 900)), focus: None, shape: None, renditions: false })
                Gallery([Image { media: Some(MediaId(00000000-0000-0000-0000-000000000002)), alt: "A bridge", caption: Some("Before"), credit: Some("A. Moor"), size: Some((800, 600)), focus: None, shape: None, renditions: false }, Image { media: Some(MediaId(00000000-0000-0000-0000-000000000003)), alt: "The same bridge", caption: Some("After"), credit: Some("A. Moor"), size: Some((800, 600)), focus: None, shape: None, renditions: false }])
                Video(Video { title: "The tide in a minute", media: Some(MediaId(00000000-0000-0000-0000-000000000004)), url: Some("https://example.org/tide"), poster: Some(MediaId(00000000-0000-0000-0000-000000000005)), duration: Some(61), caption: Some("Filmed from the lighthouse"), source: Some("Bay Films") })
                Embed(Embed { url: "https://social.example/@port/1", provider: Some("Social"), title: Some("Port notice"), byline: Some("Port office"), text: Some("All berths are closed.\nStay ashore."), posted_at: Some("1 March 2026, 09:00"), picture: None, picture_size: None, picture_alt: None })
                Related(Related { title: "How tides work", url: Some("https://example.org/tides"), image: Some(MediaId(00000000-0000-0000-0000-000000000006)), alt: Some("A moon over water"), caption: Some("Full moon in February"), credit: Some("L. Quay") })
                ReadMore(ReadMore { text: "Read the tide table", url: Some("https://example.org/table") })
                Table(Table { caption: Some("High water"), rows: [Row { cells: [Cell { kind: Header, text: [Text { text: "Port", marks: Marks { link: None, set: [] } }] }, Cell { kind: Header, text: [Text { text: "Metres", marks: Marks { link: None, set: [] } }] }] }, Row { cells: [Cell { kind: Header, text: [Text { text: "North quay", marks: Marks { link: None, set: [] } }] }, Cell { kind: Data, text: [Text { text: "4.1", marks: Marks { link: None, set: [] } }] }] }] })
                Rule
            "#]],
        );
    }

    #[test]
    fn pictures_charts_and_maps_are_read() {
        check_documents(
            &golden()[3..5],
            expect![[r#"
            Image(Image { media: Some(MediaId(00000000-0000-0000-0000-000000000008)), alt: "A street", caption: Some("The street"), credit: Some("A. Moor"), size: Some((1600, 1200)), focus: Some(Focus { x: 500, y: 333 }), shape: Some(Wide), renditions: true })
            Gallery([Image { media: Some(MediaId(00000000-0000-0000-0000-000000000009)), alt: "A street", caption: Some("The street"), credit: Some("A. Moor"), size: Some((1600, 1200)), focus: Some(Focus { x: 500, y: 333 }), shape: Some(Wide), renditions: true }])
            Comparison(Comparison { before: Image { media: Some(MediaId(00000000-0000-0000-0000-000000000010)), alt: "A street", caption: Some("The street"), credit: Some("A. Moor"), size: Some((1600, 1200)), focus: Some(Focus { x: 500, y: 333 }), shape: Some(Wide), renditions: true }, after: Image { media: Some(MediaId(00000000-0000-0000-0000-000000000011)), alt: "A street", caption: Some("The street"), credit: Some("A. Moor"), size: Some((1600, 1200)), focus: Some(Focus { x: 500, y: 333 }), shape: Some(Wide), renditions: true }, before_label: Some("Monday"), after_label: Some("Friday"), caption: Some("The water rose") })
            Embed(Embed { url: "https://social.example/@port/2", provider: Some("Social"), title: Some("Port notice"), byline: Some("Port office"), text: Some("All berths are open."), posted_at: Some("2 March 2026, 09:00"), picture: Some(MediaId(00000000-0000-0000-0000-000000000012)), picture_size: Some((1200, 630)), picture_alt: Some("Ships at a quay") })
            Chart(Chart { kind: Step, title: Some("Water at the north quay"), unit: Some("metres"), source: Some("Port office"), table: Table { caption: Some("Hourly, in metres"), rows: [Row { cells: [Cell { kind: Header, text: [Text { text: "Hour", marks: Marks { link: None, set: [] } }] }, Cell { kind: Header, text: [Text { text: "North quay", marks: Marks { link: None, set: [] } }] }] }, Row { cells: [Cell { kind: Header, text: [Text { text: "09:00", marks: Marks { link: None, set: [] } }] }, Cell { kind: Data, text: [Text { text: "4.1", marks: Marks { link: None, set: [] } }] }] }] } })
            Map(Map { title: Some("Where the water came over"), source: Some("Port office"), region: Some(CountryCode([78, 76, 68])), places: [MapPlace { name: "Rotterdam", at: Point { latitude: 5192250, longitude: 447917 }, kind: City, label: Some("Rotterdam (port)") }, MapPlace { name: "North quay", at: Point { latitude: 5200000, longitude: -400000 }, kind: Incident, label: None }], areas: [MapArea { name: Some("Under water"), code: Some(CountryCode([78, 76, 68])), outline: Some(Outline([Point { latitude: 5190000, longitude: 440000 }, Point { latitude: 5200000, longitude: 440000 }, Point { latitude: 5200000, longitude: 450000 }])) }], arrows: [MapArrow { from: Point { latitude: 5300000, longitude: 350000 }, to: Point { latitude: 5200000, longitude: 425000 }, label: Some("Wind") }] })
            Comparison(Comparison { before: Image { media: None, alt: "", caption: None, credit: None, size: None, focus: None, shape: None, renditions: false }, after: Image { media: None, alt: "", caption: None, credit: None, size: None, focus: None, shape: None, renditions: false }, before_label: None, after_label: None, caption: None })
            Chart(Chart { kind: Line, title: None, unit: None, source: None, table: Table { caption: None, rows: [Row { cells: [Cell { kind: Data, text: [] }] }] } })
            Map(Map { title: None, source: None, region: None, places: [], areas: [], arrows: [] })
            Map(Map { title: None, source: None, region: None, places: [], areas: [MapArea { name: None, code: None, outline: None }], arrows: [] })
            Paragraph(Paragraph { lead_in: None, text: [Text { text: "Only what must be there.", marks: Marks { link: None, set: [] } }] })
        "#]],
        );
    }

    #[test]
    fn a_graphic_says_what_is_wrong_with_it() {
        let place = |latitude: Value, kind: &str| json!({"type": "map_place", "attrs": {"name": "a", "latitude": latitude, "longitude": 2, "kind": kind}});
        let map = |parts: Value| json!({"type": "map", "content": parts});
        let arrow = json!({"type": "map_arrow", "attrs": {"from": "1 2", "to": "3 4"}});
        let area = |attrs: Value| json!({"type": "map_area", "attrs": attrs});
        let image = |attrs: Value| json!({"type": "image", "attrs": attrs});
        let cell = json!({"type": "table_cell"});
        let table =
            |cells| json!({"type": "table", "content": [{"type": "table_row", "content": vec![cell.clone(); cells]}]});
        check(
            &[
                image(json!({"focus": "500"})),
                image(json!({"focus": "1001 0"})),
                image(json!({"shape": "2:1"})),
                image(json!({"renditions": 1})),
                json!({"type": "comparison", "content": [{"type": "image"}]}),
                json!({"type": "comparison", "content": [{"type": "image"}, paragraph("a")]}),
                json!({"type": "embed", "attrs": {"url": "https://example.org/", "picture_width": 2}}),
                json!({"type": "chart", "attrs": {"kind": "pie"}, "content": [table(2)]}),
                json!({"type": "chart"}),
                json!({"type": "chart", "content": [table(10)]}),
                json!({"type": "chart", "content": [paragraph("a")]}),
                json!({"type": "map", "attrs": {"region": "ua"}}),
                map(json!([place(json!(90.1), "dot")])),
                map(json!([place(json!("50"), "dot")])),
                map(json!([place(json!(50), "star")])),
                map(json!([arrow, place(json!(50), "dot")])),
                map(json!([{"type": "map_arrow", "attrs": {"from": "1,2", "to": "3 4"}}])),
                map(json!([{"type": "map_arrow", "attrs": {"from": "1 2"}}])),
                map(json!([area(json!({"outline": "1 2, 3 4"}))])),
                map(json!([area(json!({"outline": "1 2, 3 4, 5 NaN"}))])),
                map(json!([area(json!({"code": "Ukr"}))])),
                map(json!([paragraph("a")])),
                map(Value::from(vec![place(json!(1), "dot"); 61])),
            ],
            expect![[r#"
                bad_value: `body.doc.content[0].attrs.focus`: two whole numbers from 0 to 1000 are expected, such as “500 333”
                bad_value: `body.doc.content[0].attrs.focus`: two whole numbers from 0 to 1000 are expected, such as “500 333”
                bad_value: `body.doc.content[0].attrs.shape`: 16:9, 4:3, 1:1 or 3:4 is expected
                bad_value: `body.doc.content[0].attrs.renditions`: true or false is expected
                bad_value: `body.doc.content[0].content`: a comparison holds two images, the earlier one first
                bad_value: `body.doc.content[0].content[1].type`: a comparison holds two images, the earlier one first
                bad_value: `body.doc.content[0].attrs`: picture_width and picture_height go together
                bad_value: `body.doc.content[0].attrs.kind`: line, bar or step is expected
                bad_value: `body.doc.content[0].content`: a chart holds one table
                bad_value: `body.doc.content[0].content[0].content[0]`: a chart has 8 series at most, beside the column of their names
                bad_value: `body.doc.content[0].content[0].type`: a chart holds one table
                bad_value: `body.doc.content[0].attrs.region`: three capital letters of ISO 3166-1 are expected, such as “UKR”
                bad_value: `body.doc.content[0].content[0].attrs.latitude`: degrees from -90 to 90 are expected
                bad_value: `body.doc.content[0].content[0].attrs.latitude`: degrees from -90 to 90 are expected
                bad_value: `body.doc.content[0].content[0].attrs.kind`: dot, city, capital or incident is expected
                bad_value: `body.doc.content[0].content[1]`: a map holds its places first, then areas, then arrows
                bad_value: `body.doc.content[0].content[0].attrs.from`: latitude and longitude are expected, such as “50.45 30.52”
                bad_value: `body.doc.content[0].content[0].attrs.to`: latitude and longitude are expected, such as “50.45 30.52”
                bad_value: `body.doc.content[0].content[0].attrs.outline`: 3 to 200 corners are expected, such as “50.4 30.5, 50.6 30.5, 50.6 30.9”
                bad_value: `body.doc.content[0].content[0].attrs.outline`: 3 to 200 corners are expected, such as “50.4 30.5, 50.6 30.5, 50.6 30.9”
                bad_value: `body.doc.content[0].content[0].attrs.code`: three capital letters of ISO 3166-1 are expected, such as “UKR”
                bad_value: `body.doc.content[0].content[0].content`: it is not known here
                too_many: `body.doc.content[0].places` has 61 parts, 60 at most are taken
            "#]],
        );
    }

    #[test]
    fn a_place_is_kept_to_the_metre_and_reads_the_same_again() {
        let part = json!({"type": "map_place", "attrs": {"name": "a", "latitude": 50.123_456_789, "longitude": -0.1}});
        let body =
            Body::from_member(&document(json!([{"type": "map", "attrs": {"title": "a"}, "content": [part]}]))).unwrap();
        let written = body.to_json();
        assert_eq!(written["doc"]["content"][0]["content"][0]["attrs"]["latitude"], 50.12346);
        assert_eq!(Body::from_record(&written), body);
    }

    #[test]
    fn the_words_of_a_graphic_are_found_and_its_media_named() {
        let body = Body::from_member(&golden()[3]).unwrap();
        expect![[r#"
            The street

            A. Moor

            The street

            A. Moor

            The water rose

            The street

            A. Moor

            The street

            A. Moor

            Port notice

            All berths are open.

            — Port office

            Water at the north quay

            Hourly, in metres

            Hour	North quay

            09:00	4.1

            Port office

            Where the water came over

            Rotterdam (port)

            North quay

            Under water

            Wind

            Port office"#]]
        .assert_eq(&body.text());
        let numbers: Vec<_> =
            body.media().iter().map(|id| id.to_string().split_off(34).parse::<u32>().unwrap()).collect();
        assert_eq!(numbers, [8, 9, 10, 11, 12]);
    }

    #[test]
    fn what_is_not_given_has_a_meaning() {
        check_documents(
            &golden()[1..2],
            expect![[r#"
                Paragraph(Paragraph { lead_in: None, text: [] })
                Paragraph(Paragraph { lead_in: None, text: [Text { text: "Only what must be there.", marks: Marks { link: None, set: [] } }] })
                Heading { level: Two, text: [] }
                BulletList([ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [] })] }])
                OrderedList { start: 1, items: [ListItem { blocks: [Paragraph(Paragraph { lead_in: None, text: [] })] }] }
                Quote { paragraphs: [Paragraph { lead_in: None, text: [] }], attribution: None, url: None }
                Image(Image { media: None, alt: "", caption: None, credit: None, size: None, focus: None, shape: None, renditions: false })
                Gallery([Image { media: None, alt: "", caption: None, credit: None, size: None, focus: None, shape: None, renditions: false }])
                Video(Video { title: "A film", media: None, url: None, poster: None, duration: None, caption: None, source: None })
                Embed(Embed { url: "https://social.example/@port/1", provider: None, title: None, byline: None, text: None, posted_at: None, picture: None, picture_size: None, picture_alt: None })
                Related(Related { title: "An article", url: None, image: None, alt: None, caption: None, credit: None })
                ReadMore(ReadMore { text: "More", url: None })
                Table(Table { caption: None, rows: [Row { cells: [Cell { kind: Data, text: [] }, Cell { kind: Header, text: [] }] }] })
                Rule
            "#]],
        );
    }

    #[test]
    fn null_is_the_same_as_nothing() {
        check(
            &[
                json!({"type": "paragraph", "attrs": {"lead_in": null}, "content": [{"type": "text", "text": "a"}]}),
                json!({"type": "paragraph", "attrs": null, "content": [{"type": "text", "text": "a"}]}),
                json!({"type": "read_more", "attrs": {"text": "a", "url": null}}),
            ],
            expect![[r#"
                Paragraph(Paragraph { lead_in: None, text: [Text { text: "a", marks: Marks { link: None, set: [] } }] })
                Paragraph(Paragraph { lead_in: None, text: [Text { text: "a", marks: Marks { link: None, set: [] } }] })
                ReadMore(ReadMore { text: "a", url: None })
            "#]],
        );
    }

    #[test]
    fn marks_are_sorted_and_a_break_has_none() {
        let marks = json!([{"type": "code"}, {"type": "em"}, {"type": "link", "attrs": {"href": "https://a.example"}}, {"type": "em"}]);
        check(
            &[json!({"type": "paragraph", "content": [
                {"type": "text", "text": "a", "marks": marks}, {"type": "hard_break", "marks": marks}]})],
            expect![[r#"
                Paragraph(Paragraph { lead_in: None, text: [Text { text: "a", marks: Marks { link: Some("https://a.example/"), set: [Em, Code] } }, Break] })
            "#]],
        );
    }

    #[test]
    fn the_document_has_a_version_and_blocks() {
        check_documents(
            &[
                json!(null),
                json!("text"),
                json!({}),
                json!({"v": 2, "doc": {"type": "doc", "content": []}}),
                json!({"v": "1", "doc": {"type": "doc"}}),
                json!({"v": 1}),
                json!({"v": 1, "doc": []}),
                json!({"v": 1, "doc": {"type": "paragraph"}}),
                json!({"v": 1, "doc": {"type": "doc", "content": {}}}),
                json!({"v": 1, "doc": {"type": "doc", "content": [], "attrs": {}}}),
                json!({"v": 1, "doc": {"type": "doc", "content": [paragraph("a")]}, "html": "<p>"}),
                json!({"v": 1, "doc": {"type": "doc", "content": [paragraph("a"), 5]}}),
            ],
            expect![[r#"
                bad_value: `body`: an object is expected
                bad_value: `body`: an object is expected
                bad_value: `body.v`: 1 is the version that is understood here
                bad_value: `body.v`: 1 is the version that is understood here
                bad_value: `body.v`: 1 is the version that is understood here
                bad_value: `body.doc`: it is missing
                bad_value: `body.doc`: an object is expected
                bad_value: `body.doc.type`: “doc” is expected
                bad_value: `body.doc.content`: a list is expected
                bad_value: `body.doc.attrs`: it is not known here
                bad_value: `body.html`: it is not known here
                bad_value: `body.doc.content[1]`: an object is expected
            "#]],
        );
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        check(
            &[
                json!({}),
                json!({"type": 5}),
                json!({"type": "script"}),
                json!({"type": "list_item"}),
                json!({"type": "text", "text": "a"}),
                json!({"type": "paragraph", "html": "<b>"}),
                json!({"type": "paragraph", "attrs": {"class": "big"}}),
                json!({"type": "paragraph", "attrs": []}),
                json!({"type": "paragraph", "marks": []}),
                json!({"type": "paragraph", "content": "text"}),
                json!({"type": "bullet_list", "attrs": {"tight": true}}),
                json!({"type": "horizontal_rule", "attrs": {"width": 5}}),
                json!({"type": "horizontal_rule", "content": []}),
                json!({"type": "image", "attrs": {"src": "https://example.org/a.png"}}),
                json!({"type": "image", "content": [paragraph("a")]}),
                json!({"type": "table", "content": [{"type": "table_row", "content": [
                    {"type": "table_cell", "attrs": {"colspan": 2}}]}]}),
                json!({"type": "paragraph", "\u{1b}[31m": 1}),
            ],
            expect![[r#"
                bad_value: `body.doc.content[0].type`: the node's type is missing
                bad_value: `body.doc.content[0].type`: the node's type is missing
                bad_value: `body.doc.content[0].type`: “script” is no block that is known here
                bad_value: `body.doc.content[0].type`: “list_item” is no block that is known here
                bad_value: `body.doc.content[0].text`: it is not known here
                bad_value: `body.doc.content[0].html`: it is not known here
                bad_value: `body.doc.content[0].attrs.class`: it is not known here
                bad_value: `body.doc.content[0].attrs`: an object is expected
                bad_value: `body.doc.content[0].marks`: it is not known here
                bad_value: `body.doc.content[0].content`: a list is expected
                bad_value: `body.doc.content[0].attrs.tight`: it is not known here
                bad_value: `body.doc.content[0].attrs.width`: it is not known here
                bad_value: `body.doc.content[0].content`: it is not known here
                bad_value: `body.doc.content[0].attrs.src`: it is not known here
                bad_value: `body.doc.content[0].content`: it is not known here
                bad_value: `body.doc.content[0].content[0].content[0].attrs`: it is not known here
                bad_value: `body.doc.content[0].\u{1b}[31m`: it is not known here
            "#]],
        );
    }

    #[test]
    fn running_text_is_checked_piece_by_piece() {
        let piece = |piece: Value| json!({"type": "paragraph", "content": [piece]});
        check(
            &[
                piece(json!("a")),
                piece(json!({"type": "image"})),
                piece(json!({"type": "text"})),
                piece(json!({"type": "text", "text": ""})),
                piece(json!({"type": "text", "text": 5})),
                piece(json!({"type": "text", "text": "a\u{0}"})),
                piece(json!({"type": "text", "text": "a\u{ffff}"})),
                piece(json!({"type": "text", "text": "a", "marks": {}})),
                piece(json!({"type": "text", "text": "a", "marks": ["em"]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "blink"}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "em", "attrs": {}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "link"}]})),
                piece(json!({"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "a.html"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "javascript:alert(1)"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "https://a.example", "onclick": "a()"}}]})),
                piece(json!({"type": "text", "text": "a", "marks": [
                    {"type": "link", "attrs": {"href": "https://a.example"}},
                    {"type": "link", "attrs": {"href": "https://b.example"}}]})),
                piece(json!({"type": "hard_break", "attrs": {}})),
                piece(json!({"type": "hard_break", "marks": [{"type": "blink"}]})),
            ],
            expect![[r#"
                bad_value: `body.doc.content[0].content[0]`: an object is expected
                bad_value: `body.doc.content[0].content[0].type`: running text holds text and hard_break only
                bad_value: `body.doc.content[0].content[0].text`: a piece of text that is not empty is expected
                bad_value: `body.doc.content[0].content[0].text`: a piece of text that is not empty is expected
                bad_value: `body.doc.content[0].content[0].text`: a piece of text that is not empty is expected
                control_character: `body.doc.content[0].content[0].text` holds a control character at position 1
                control_character: `body.doc.content[0].content[0].text` holds a control character at position 1
                bad_value: `body.doc.content[0].content[0].marks`: a list is expected
                bad_value: `body.doc.content[0].content[0].marks[0]`: an object is expected
                bad_value: `body.doc.content[0].content[0].marks[0].type`: it is no mark that is known here
                bad_value: `body.doc.content[0].content[0].marks[0].attrs`: it is not known here
                bad_value: `body.doc.content[0].content[0].marks[0].attrs.href`: it is missing
                bad_link: `body.doc.content[0].content[0].marks[0].attrs.href` is no link for a page: it is not an absolute URL (relative URL without a base)
                bad_link: `body.doc.content[0].content[0].marks[0].attrs.href` is no link for a page: its scheme is “javascript”, only http, https or mailto are taken
                bad_value: `body.doc.content[0].content[0].marks[0].attrs.onclick`: it is not known here
                bad_value: `body.doc.content[0].content[0].marks[1]`: a piece of text has one link at most
                bad_value: `body.doc.content[0].content[0].attrs`: it is not known here
                bad_value: `body.doc.content[0].content[0].marks[0].type`: it is no mark that is known here
            "#]],
        );
    }

    #[test]
    fn each_attribute_has_its_kind_of_value() {
        check(
            &[
                json!({"type": "paragraph", "attrs": {"lead_in": ["a"]}}),
                json!({"type": "paragraph", "attrs": {"lead_in": " "}}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a\nb"}}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a".repeat(201)}}),
                json!({"type": "heading"}),
                json!({"type": "heading", "attrs": {"level": 1}}),
                json!({"type": "heading", "attrs": {"level": "2"}}),
                json!({"type": "ordered_list", "attrs": {"start": 0}}),
                json!({"type": "ordered_list", "attrs": {"start": -1}}),
                json!({"type": "ordered_list", "attrs": {"start": 1.5}}),
                json!({"type": "ordered_list", "attrs": {"start": 1_000_001}}),
                json!({"type": "blockquote", "attrs": {"url": "mailto:desk@example.org"}}),
                json!({"type": "image", "attrs": {"media": "9"}}),
                json!({"type": "image", "attrs": {"media": "https://example.org/a.png"}}),
                json!({"type": "image", "attrs": {"media": "a".repeat(65)}}),
                json!({"type": "image", "attrs": {"alt": "a".repeat(2_001)}}),
                json!({"type": "image", "attrs": {"alt": "a\u{7}"}}),
                json!({"type": "image", "attrs": {"caption": "a".repeat(1_001)}}),
                json!({"type": "image", "attrs": {"width": 5}}),
                json!({"type": "image", "attrs": {"width": 5, "height": 100_001}}),
                json!({"type": "video"}),
                json!({"type": "video", "attrs": {"title": "a", "duration": "61"}}),
                json!({"type": "embed", "attrs": {"provider": "Social"}}),
                json!({"type": "embed", "attrs": {"url": "data:text/html,a"}}),
                json!({"type": "related", "attrs": {"url": "https://example.org"}}),
                json!({"type": "read_more", "attrs": {"text": null}}),
            ],
            expect![[r#"
                bad_value: `body.doc.content[0].attrs.lead_in`: text is expected
                empty: `body.doc.content[0].attrs.lead_in` is empty
                control_character: `body.doc.content[0].attrs.lead_in` holds a control character at position 1
                too_long: `body.doc.content[0].attrs.lead_in` has 201 characters, 200 at most are taken
                bad_value: `body.doc.content[0].attrs.level`: 2 or 3 is expected
                bad_value: `body.doc.content[0].attrs.level`: 2 or 3 is expected
                bad_value: `body.doc.content[0].attrs.level`: 2 or 3 is expected
                bad_value: `body.doc.content[0].attrs.start`: a whole number from 1 to 1000000 is expected
                bad_value: `body.doc.content[0].attrs.start`: a whole number from 1 to 1000000 is expected
                bad_value: `body.doc.content[0].attrs.start`: a whole number from 1 to 1000000 is expected
                bad_value: `body.doc.content[0].attrs.start`: a whole number from 1 to 1000000 is expected
                bad_link: `body.doc.content[0].attrs.url` is no link for a page: its scheme is “mailto”, only http or https are taken
                bad_value: `body.doc.content[0].attrs.media`: the id of a stored medium (a UUID) is expected
                bad_value: `body.doc.content[0].attrs.media`: the id of a stored medium (a UUID) is expected
                too_long: `body.doc.content[0].attrs.media` has 65 characters, 64 at most are taken
                too_long: `body.doc.content[0].attrs.alt` has 2001 characters, 2000 at most are taken
                control_character: `body.doc.content[0].attrs.alt` holds a control character at position 1
                too_long: `body.doc.content[0].attrs.caption` has 1001 characters, 1000 at most are taken
                bad_value: `body.doc.content[0].attrs`: width and height go together
                bad_value: `body.doc.content[0].attrs.height`: a whole number from 1 to 100000 is expected
                bad_value: `body.doc.content[0].attrs.title`: it is missing
                bad_value: `body.doc.content[0].attrs.duration`: a whole number from 1 to 1000000 is expected
                bad_value: `body.doc.content[0].attrs.url`: it is missing
                bad_link: `body.doc.content[0].attrs.url` is no link for a page: its scheme is “data”, only http or https are taken
                bad_value: `body.doc.content[0].attrs.title`: it is missing
                bad_value: `body.doc.content[0].attrs.text`: it is missing
            "#]],
        );
    }

    #[test]
    fn what_holds_others_holds_the_right_ones() {
        let list = |item: Value| json!({"type": "bullet_list", "content": [item]});
        let row = |cell: Value| json!({"type": "table", "content": [{"type": "table_row", "content": [cell]}]});
        check(
            &[
                json!({"type": "bullet_list"}),
                json!({"type": "ordered_list", "content": []}),
                list(paragraph("a")),
                list(json!({"type": "list_item"})),
                list(json!({"type": "list_item", "attrs": {}})),
                list(json!({"type": "list_item", "content": [{"type": "bullet_list"}]})),
                list(json!({"type": "list_item", "content": [
                    list(json!({"type": "list_item", "content": [paragraph("a")]}))]})),
                list(json!({"type": "list_item", "content": [paragraph("a"), {"type": "horizontal_rule"}]})),
                json!({"type": "blockquote"}),
                json!({"type": "blockquote", "content": [{"type": "heading", "attrs": {"level": 2}}]}),
                json!({"type": "gallery"}),
                json!({"type": "gallery", "content": [paragraph("a")]}),
                json!({"type": "table"}),
                json!({"type": "table", "content": [paragraph("a")]}),
                json!({"type": "table", "content": [{"type": "table_row"}]}),
                row(paragraph("a")),
                row(json!({"type": "table_cell", "content": [paragraph("a")]})),
            ],
            expect![[r#"
                bad_value: `body.doc.content[0].content`: a list holds one item at least
                bad_value: `body.doc.content[0].content`: a list holds one item at least
                bad_value: `body.doc.content[0].content[0].type`: a list holds list_item only
                bad_value: `body.doc.content[0].content[0].content`: an item begins with a paragraph
                bad_value: `body.doc.content[0].content[0].attrs`: it is not known here
                bad_value: `body.doc.content[0].content[0].content[0].content`: a list holds one item at least
                bad_value: `body.doc.content[0].content[0].content`: an item begins with a paragraph
                bad_value: `body.doc.content[0].content[0].content[1].type`: an item holds paragraphs and lists only
                bad_value: `body.doc.content[0].content`: a quote holds one paragraph at least
                bad_value: `body.doc.content[0].content[0].type`: a quote holds paragraphs only
                bad_value: `body.doc.content[0].content`: a gallery holds one image at least
                bad_value: `body.doc.content[0].content[0].type`: a gallery holds images only
                bad_value: `body.doc.content[0].content`: a table holds one row at least
                bad_value: `body.doc.content[0].content[0].type`: a table holds table_row only
                bad_value: `body.doc.content[0].content[0].content`: a row holds one cell at least
                bad_value: `body.doc.content[0].content[0].content[0].type`: a row holds table_header and table_cell only
                bad_value: `body.doc.content[0].content[0].content[0].content[0].type`: running text holds text and hard_break only
            "#]],
        );
    }

    #[test]
    fn a_body_has_something_to_read_or_see() {
        check(
            &[
                json!({"type": "paragraph"}),
                paragraph(" \u{a0}\n"),
                json!({"type": "paragraph", "content": [{"type": "hard_break"}]}),
                json!({"type": "horizontal_rule"}),
                json!({"type": "image", "attrs": {"alt": "a"}}),
                json!({"type": "gallery", "content": [{"type": "image", "attrs": {"alt": "a"}}]}),
                json!({"type": "blockquote", "attrs": {"attribution": "a"}, "content": [{"type": "paragraph"}]}),
                json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph(" ")]}]}),
                json!({"type": "table", "attrs": {"caption": "a"}, "content": [
                    {"type": "table_row", "content": [{"type": "table_cell"}]}]}),
                json!({"type": "blockquote", "content": [{"type": "paragraph", "attrs": {"lead_in": "a"}}]}),
                json!({"type": "paragraph", "attrs": {"lead_in": "a"}}),
            ],
            expect![[r#"
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                empty: `body` is empty
                Quote { paragraphs: [Paragraph { lead_in: Some("a"), text: [] }], attribution: None, url: None }
                Paragraph(Paragraph { lead_in: Some("a"), text: [] })
            "#]],
        );
        check_documents(
            &[document(json!([])), json!({"v": 1, "doc": {"type": "doc"}})],
            expect![[r#"
            empty: `body` is empty
            empty: `body` is empty
        "#]],
        );
    }
}

#[test]
fn the_words_alone() {
    expect![[r#"
        In short: plain, strongemstrike
        subsupcodelinkall

        A part

        A part of it

        a bullet

        first

        more of the bullet

        seventh

        under it

        No boat sails tonight.

        None.

        — The harbour master

        The pier at noon

        M. Ode

        Before

        A. Moor

        After

        A. Moor

        The tide in a minute

        Filmed from the lighthouse

        Bay Films

        Port notice

        All berths are closed.
        Stay ashore.

        — Port office

        Full moon in February

        L. Quay

        How tides work

        Read the tide table

        High water

        Port	Metres

        North quay	4.1"#]]
    .assert_eq(&Body::from_member(&golden()[0]).unwrap().text());
}

#[test]
fn every_picture_and_film_is_found() {
    let found = Body::from_member(&golden()[0]).unwrap().media();
    let numbers: Vec<_> = found.iter().map(|media| media.uuid().as_u128()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
}
