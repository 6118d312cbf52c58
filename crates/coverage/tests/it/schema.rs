//! `schema/body-v1.json` makes the editor's schema; here it is held against the
//! reader: the two take the same documents, and the schema knows nothing more.
//!
//! What a ProseMirror schema cannot say is left to the reader: limits, links,
//! that a picture's width and height go together, and that a body is not blank.

use std::collections::{BTreeMap, BTreeSet};

use coverage::{
    Background, Block, Body, Chart, Comparison, Embed, Image, Map as MapBlock, MapArea, MapArrow, MapPlace, Paragraph,
    ReadMore, Rejection, Related, Table, Video,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::body::golden;
use crate::content_expression::ContentExpression;
use crate::sample::{document, paragraph};

const FILE: &str = include_str!("../../schema/body-v1.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schema {
    v: u64,
    nodes: BTreeMap<String, Node>,
    marks: BTreeMap<String, Mark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    content: Option<String>,
    group: Option<String>,
    #[serde(default)]
    inline: bool,
    #[serde(default)]
    attrs: BTreeMap<String, Attribute>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    #[serde(default)]
    attrs: BTreeMap<String, Attribute>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribute {
    #[serde(default, deserialize_with = "present")]
    default: Option<Value>,
    validate: String,
}

/// A default of null is a default.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn schema() -> Schema {
    serde_json::from_str(FILE).unwrap()
}

impl Schema {
    /// Whether a content expression's name means this node: its own, or its group's.
    fn is(&self, node: &str, name: &str) -> bool {
        node == name || self.nodes[node].group.as_deref() == Some(name)
    }

    fn group(&self, group: &str) -> BTreeSet<String> {
        self.nodes.keys().filter(|node| self.is(node, group)).cloned().collect()
    }
}

/// The smallest node of that name that the reader takes.
fn smallest(name: &str) -> Value {
    match name {
        "paragraph" => paragraph("a"),
        "heading" => json!({"type": name, "attrs": {"level": 2}}),
        "bullet_list" | "ordered_list" => json!({"type": name, "content": [smallest("list_item")]}),
        "list_item" | "blockquote" => json!({"type": name, "content": [paragraph("a")]}),
        "gallery" => json!({"type": name, "content": [smallest("image")]}),
        "video" | "related" => json!({"type": name, "attrs": {"title": "a"}}),
        "embed" => json!({"type": name, "attrs": {"url": "https://example.org/"}}),
        "read_more" => json!({"type": name, "attrs": {"text": "a"}}),
        "background" => {
            let attrs = json!({"background": "00000000-0000-0000-0000-000000000001", "title": "a"});
            json!({"type": name, "attrs": attrs, "content": [paragraph("a")]})
        }
        "table" => json!({"type": name, "content": [smallest("table_row")]}),
        "comparison" => json!({"type": name, "content": [smallest("image"), smallest("image")]}),
        "chart" => json!({"type": name, "content": [smallest("table")]}),
        "map_place" => json!({"type": name, "attrs": {"name": "a", "latitude": 2, "longitude": 2}}),
        "map_arrow" => json!({"type": name, "attrs": {"from": "2 2", "to": "2 3"}}),
        "table_row" => json!({"type": name, "content": [smallest("table_cell")]}),
        "text" => json!({"type": name, "text": "a"}),
        "image" | "table_header" | "table_cell" | "map" | "map_area" | "horizontal_rule" | "hard_break" | "doc" => {
            json!({"type": name})
        }
        _ => panic!("there is no sample of {name}"),
    }
}

/// A document that has the node where nodes of its kind may stand.
fn around(node: Value) -> Value {
    let within = |name: &str, node: Value| around(json!({"type": name, "content": [node]}));
    match node["type"].as_str().unwrap() {
        "doc" => json!({"v": 1, "doc": node}),
        "list_item" => within("bullet_list", node),
        "table_row" => within("table", node),
        "table_header" | "table_cell" => within("table_row", node),
        "text" | "hard_break" => within("paragraph", node),
        "map_place" | "map_area" | "map_arrow" => within("map", node),
        _ => document(json!([node, paragraph("a")])),
    }
}

fn with_attribute(name: &str, attribute: &str, value: &Value) -> Value {
    let mut node = smallest(name);
    if node.get("attrs").is_none() {
        node["attrs"] = json!({});
    }
    node["attrs"][attribute] = value.clone();
    match attribute {
        "width" => node["attrs"]["height"] = value.clone(),
        "height" => node["attrs"]["width"] = value.clone(),
        "picture_width" => node["attrs"]["picture_height"] = value.clone(),
        "picture_height" => node["attrs"]["picture_width"] = value.clone(),
        _ => {}
    }
    around(node)
}

fn without_attribute(name: &str, attribute: &str) -> Value {
    let mut node = smallest(name);
    node.get_mut("attrs").and_then(Value::as_object_mut).and_then(|attrs| attrs.remove(attribute));
    around(node)
}

/// A value of each type, fit for that attribute if the attribute is of the type.
fn samples(name: &str, attribute: &str) -> [(&'static str, Value); 4] {
    let text = match attribute {
        "media" | "poster" | "image" | "picture" | "background" => "00000000-0000-0000-0000-000000000001",
        "url" | "href" => "https://example.org/",
        "focus" => "500 333",
        "shape" => "16:9",
        "kind" if name == "chart" => "bar",
        "kind" => "capital",
        "region" | "code" => "UKR",
        "outline" => "50 30, 51 30, 51 31",
        "from" | "to" => "50.45 30.52",
        _ => "a",
    };
    [("string", json!(text)), ("number", json!(2)), ("boolean", json!(true)), ("null", Value::Null)]
}

fn is_taken(document: &Value) -> bool {
    Body::from_member(document).is_ok()
}

#[test]
fn it_is_of_the_version_that_is_written() {
    assert_eq!(schema().v, golden()[0]["v"]);
}

#[test]
fn every_attribute_takes_the_same_types_of_value() {
    for (name, node) in schema().nodes {
        for (attribute, spec) in node.attrs {
            let types: BTreeSet<_> = spec.validate.split('|').collect();
            for (kind, value) in samples(&name, &attribute) {
                let document = with_attribute(&name, &attribute, &value);
                assert_eq!(is_taken(&document), types.contains(kind), "{name}.{attribute} of {value}");
            }
            assert!(!is_taken(&with_attribute(&name, &attribute, &json!([]))), "{name}.{attribute} of a list");
        }
    }
}

#[test]
fn what_has_a_default_may_be_left_out_and_then_means_it() {
    for (name, node) in schema().nodes {
        for (attribute, spec) in node.attrs {
            let without = Body::from_member(&without_attribute(&name, &attribute));
            match spec.default {
                None => assert!(without.is_err(), "{name}.{attribute}"),
                Some(default) => {
                    let given = Body::from_member(&with_attribute(&name, &attribute, &default));
                    assert_eq!(without.unwrap(), given.unwrap(), "{name}.{attribute}");
                }
            }
        }
    }
}

#[test]
fn an_attribute_that_the_schema_does_not_know_is_refused() {
    let schema = schema();
    let every: BTreeSet<_> = schema.nodes.values().flat_map(|node| node.attrs.keys().cloned()).collect();
    for (name, node) in &schema.nodes {
        for attribute in every.iter().map(String::as_str).chain(["style"]).filter(|it| !node.attrs.contains_key(*it)) {
            for (_, value) in samples(name, attribute) {
                assert!(!is_taken(&with_attribute(name, attribute, &value)), "{name}.{attribute}");
            }
        }
    }
}

#[test]
fn every_node_takes_the_same_content() {
    let schema = schema();
    let names: Vec<_> = schema.nodes.keys().map(String::as_str).collect();
    let pairs = names.iter().flat_map(|first| names.iter().map(move |second| vec![*first, *second]));
    let sequences: Vec<_> = [vec![]].into_iter().chain(names.iter().map(|name| vec![*name])).chain(pairs).collect();
    for (parent, node) in &schema.nodes {
        let expression = ContentExpression::parse(node.content.as_deref().unwrap_or(""));
        for children in &sequences {
            let mut sample = smallest(parent);
            sample["content"] = children.iter().map(|child| smallest(child)).collect();
            let taken = match Body::from_member(&around(sample)) {
                Ok(_) => true,
                // A document of rules alone is refused for being blank, not for its shape.
                Err(Rejection::Empty { .. }) => !children.is_empty(),
                // A leaf may not even say that it holds nothing.
                Err(_) => node.content.is_none() && children.is_empty(),
            };
            let matched = expression.matches(children, |child, name| schema.is(child, name));
            assert_eq!(taken, matched, "{parent} of {children:?}");
        }
    }
}

#[test]
fn text_and_breaks_are_what_is_inline() {
    let schema = schema();
    assert_eq!(schema.group("inline"), ["hard_break", "text"].map(String::from).into());
    // The node `text` is inline by its name.
    let inline: Vec<_> = schema.nodes.iter().filter(|(_, node)| node.inline).map(|(name, _)| name).collect();
    assert_eq!(inline, ["hard_break"]);
}

#[test]
fn marks_are_the_same_and_nest_in_the_same_order() {
    let written: Vec<_> = marks_written(&golden()[0]).into_iter().max_by_key(Vec::len).unwrap();
    let marks = schema().marks;
    assert_eq!(written.iter().cloned().collect::<BTreeSet<_>>(), marks.keys().cloned().collect());
    // ProseMirror sorts marks in the order in which the schema names them.
    let (_, section) = FILE.split_once("\"marks\"").unwrap();
    let places: Vec<_> = written.iter().map(|mark| section.find(&format!("\"{mark}\":")).unwrap()).collect();
    assert!(places.is_sorted());
}

#[test]
fn marks_take_the_same_attributes() {
    let taken = |mark: Value| {
        is_taken(&document(json!([{"type": "paragraph", "content": [
        {"type": "text", "text": "a", "marks": [mark]}]}])))
    };
    for (name, mark) in schema().marks {
        for attribute in ["href", "title", "target"] {
            for (kind, value) in samples(&name, attribute) {
                let known = mark.attrs.get(attribute).is_some_and(|spec| spec.validate.split('|').any(|it| it == kind));
                assert_eq!(taken(json!({"type": name, "attrs": {attribute: value}})), known, "{name}.{attribute}");
            }
        }
        assert_eq!(taken(json!({"type": name})), mark.attrs.values().all(|spec| spec.default.is_some()), "{name}");
    }
}

/// The marks of each piece of text.
fn marks_written(value: &Value) -> Vec<Vec<String>> {
    match value {
        Value::Array(list) => list.iter().flat_map(marks_written).collect(),
        Value::Object(object) => match object.get("marks").and_then(Value::as_array) {
            Some(marks) => vec![marks.iter().map(|mark| mark["type"].as_str().unwrap().to_owned()).collect()],
            None => object.values().flat_map(marks_written).collect(),
        },
        _ => Vec::new(),
    }
}

#[test]
fn every_node_and_attribute_that_is_written_is_in_the_schema_and_nothing_more() {
    let mut written = BTreeMap::new();
    for body in golden() {
        let body = Body::from_member(&body).unwrap();
        nodes_written(&body.to_json()["doc"], &mut written);
    }
    let known: BTreeMap<_, BTreeSet<_>> =
        schema().nodes.into_iter().map(|(name, node)| (name, node.attrs.into_keys().collect())).collect();
    assert_eq!(written, known);
}

fn nodes_written(node: &Value, written: &mut BTreeMap<String, BTreeSet<String>>) {
    let attributes = written.entry(node["type"].as_str().unwrap().to_owned()).or_default();
    attributes.extend(node.get("attrs").and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned());
    for child in node.get("content").and_then(Value::as_array).into_iter().flatten() {
        nodes_written(child, written);
    }
}

#[test]
fn the_golden_bodies_have_every_block_with_all_that_it_can_say() {
    let bodies: Vec<_> = golden().iter().map(|json| Body::from_member(json).unwrap()).collect();
    let met: BTreeSet<_> =
        bodies.iter().flat_map(Body::blocks).filter_map(says_everything).map(str::to_owned).collect();
    assert_eq!(met, schema().group("block"));
}

/// The block's node name, if all its fields are set. Every field is named,
/// so that the compiler asks for a new one here.
fn says_everything(block: &Block) -> Option<&'static str> {
    let (name, full) = match block {
        Block::Paragraph(Paragraph { lead_in, text }) => ("paragraph", lead_in.is_some() && !text.is_empty()),
        Block::Heading { level: _, text } => ("heading", !text.is_empty()),
        Block::BulletList(items) => ("bullet_list", !items.is_empty()),
        Block::OrderedList { start: _, items } => ("ordered_list", !items.is_empty()),
        Block::Quote { paragraphs, attribution, url } => {
            ("blockquote", !paragraphs.is_empty() && attribution.is_some() && url.is_some())
        }
        Block::Image(image) => ("image", image_says_everything(image)),
        Block::Gallery(images) => ("gallery", images.iter().all(image_says_everything)),
        Block::Video(Video { title: _, media, url, poster, duration, caption, source }) => {
            let stored = media.is_some() && url.is_some() && poster.is_some() && duration.is_some();
            ("video", stored && caption.is_some() && source.is_some())
        }
        Block::Embed(embed) => {
            let Embed { url: _, provider, title, byline, text, posted_at, picture, picture_size, picture_alt } =
                &**embed;
            let told =
                title.is_some() && byline.is_some() && text.is_some() && provider.is_some() && posted_at.is_some();
            ("embed", told && picture.is_some() && picture_size.is_some() && picture_alt.is_some())
        }
        Block::Comparison(pair) => {
            let Comparison { before, after, before_label, after_label, caption } = &**pair;
            let labelled = before_label.is_some() && after_label.is_some() && caption.is_some();
            ("comparison", labelled && image_says_everything(before) && image_says_everything(after))
        }
        Block::Chart(Chart { kind: _, title, unit, source, table }) => {
            ("chart", title.is_some() && unit.is_some() && source.is_some() && table.caption.is_some())
        }
        Block::Map(MapBlock { title, source, region, places, areas, arrows }) => {
            let places = places.iter().any(|MapPlace { name: _, at: _, kind: _, label }| label.is_some());
            let named =
                |MapArea { name, code, outline }: &MapArea| name.is_some() && code.is_some() && outline.is_some();
            let arrows = arrows.iter().any(|MapArrow { from: _, to: _, label }| label.is_some());
            let said = title.is_some() && source.is_some() && region.is_some();
            ("map", said && places && areas.iter().any(named) && arrows)
        }
        Block::Related(Related { title: _, url, image, alt, caption, credit }) => {
            let picture = image.is_some() && alt.is_some() && caption.is_some() && credit.is_some();
            ("related", url.is_some() && picture)
        }
        Block::Background(Background { id: _, title: _, blocks }) => ("background", !blocks.is_empty()),
        Block::ReadMore(ReadMore { text: _, url }) => ("read_more", url.is_some()),
        Block::Table(Table { caption, rows }) => ("table", caption.is_some() && !rows.is_empty()),
        Block::Rule => ("horizontal_rule", true),
        Block::Opaque(value) => panic!("{value} is not known"),
    };
    full.then_some(name)
}

fn image_says_everything(image: &Image) -> bool {
    let Image { media, alt, caption, credit, size, focus, shape, renditions } = image;
    let shown = size.is_some() && focus.is_some() && shape.is_some() && *renditions;
    shown && media.is_some() && !alt.is_empty() && caption.is_some() && credit.is_some()
}
