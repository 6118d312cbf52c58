//! Writes the stored form.

mod graphic;

use serde_json::{Map, Value, json};

use self::graphic::{chart_json, comparison_json, map_json};
use crate::body::{Block, Cell, CellKind, HeadingLevel, Image, Inline, ListItem, Mark, Paragraph, Table};

pub(super) fn block_json(block: &Block) -> Value {
    match block {
        Block::Paragraph(paragraph) => paragraph_json(paragraph),
        Block::Heading { level, text } => {
            let level = match level {
                HeadingLevel::Two => 2,
                HeadingLevel::Three => 3,
            };
            node("heading", &[("level", level.into())], Some(run_json(text)))
        }
        Block::BulletList(items) => node("bullet_list", &[], Some(items_json(items))),
        Block::OrderedList { start, items } => {
            node("ordered_list", &[("start", (*start).into())], Some(items_json(items)))
        }
        Block::Quote { paragraphs, attribution, url } => node(
            "blockquote",
            &[("attribution", said(attribution.as_ref())), ("url", said(url.as_ref()))],
            Some(paragraphs.iter().map(paragraph_json).collect()),
        ),
        Block::Image(image) => image_json(image),
        Block::Gallery(images) => node("gallery", &[], Some(images.iter().map(image_json).collect())),
        Block::Video(v) => node(
            "video",
            &[
                ("title", v.title.as_str().into()),
                ("media", said(v.media.as_ref())),
                ("url", said(v.url.as_ref())),
                ("poster", said(v.poster.as_ref())),
                ("duration", v.duration.into()),
                ("caption", said(v.caption.as_ref())),
                ("source", said(v.source.as_ref())),
            ],
            None,
        ),
        Block::Embed(e) => node(
            "embed",
            &[
                ("url", e.url.as_str().into()),
                ("provider", said(e.provider.as_ref())),
                ("title", said(e.title.as_ref())),
                ("byline", said(e.byline.as_ref())),
                ("text", said(e.text.as_ref())),
                ("posted_at", said(e.posted_at.as_ref())),
                ("picture", said(e.picture.as_ref())),
                ("picture_width", e.picture_size.map(|(width, _)| width).into()),
                ("picture_height", e.picture_size.map(|(_, height)| height).into()),
                ("picture_alt", said(e.picture_alt.as_ref())),
            ],
            None,
        ),
        Block::Related(r) => node(
            "related",
            &[
                ("title", r.title.as_str().into()),
                ("url", said(r.url.as_ref())),
                ("image", said(r.image.as_ref())),
                ("alt", said(r.alt.as_ref())),
                ("caption", said(r.caption.as_ref())),
                ("credit", said(r.credit.as_ref())),
            ],
            None,
        ),
        Block::ReadMore(line) => {
            node("read_more", &[("text", line.text.as_str().into()), ("url", said(line.url.as_ref()))], None)
        }
        Block::Background(background) => node(
            "background",
            &[("background", background.id.to_string().into()), ("title", background.title.as_str().into())],
            Some(background.blocks.iter().map(block_json).collect()),
        ),
        Block::Table(table) => table_json(table),
        Block::Comparison(comparison) => comparison_json(comparison),
        Block::Chart(chart) => chart_json(chart),
        Block::Map(map) => map_json(map),
        Block::Rule => node("horizontal_rule", &[], None),
        Block::Opaque(value) => (**value).clone(),
    }
}

fn paragraph_json(paragraph: &Paragraph) -> Value {
    node("paragraph", &[("lead_in", said(paragraph.lead_in.as_ref()))], Some(run_json(&paragraph.text)))
}

fn items_json(items: &[ListItem]) -> Vec<Value> {
    items.iter().map(|item| node("list_item", &[], Some(item.blocks.iter().map(block_json).collect()))).collect()
}

fn table_json(table: &Table) -> Value {
    let rows = table.rows.iter().map(|row| node("table_row", &[], Some(row.cells.iter().map(cell_json).collect())));
    node("table", &[("caption", said(table.caption.as_ref()))], Some(rows.collect()))
}

fn cell_json(cell: &Cell) -> Value {
    let kind = match cell.kind {
        CellKind::Header => "table_header",
        CellKind::Data => "table_cell",
    };
    node(kind, &[], Some(run_json(&cell.text)))
}

fn image_json(image: &Image) -> Value {
    node(
        "image",
        &[
            ("media", said(image.media.as_ref())),
            ("alt", (&*image.alt).into()),
            ("caption", said(image.caption.as_ref())),
            ("credit", said(image.credit.as_ref())),
            ("width", image.size.map(|(width, _)| width).into()),
            ("height", image.size.map(|(_, height)| height).into()),
            ("focus", said(image.focus.as_ref())),
            ("shape", said(image.shape.as_ref())),
            ("renditions", image.renditions.then_some(true).into()),
        ],
        None,
    )
}

fn run_json(run: &[Inline]) -> Vec<Value> {
    run.iter()
        .map(|inline| match inline {
            Inline::Break => json!({"type": "hard_break"}),
            Inline::Text { text, marks } => {
                let link = marks.link.iter().map(|href| json!({"type": "link", "attrs": {"href": href}}));
                let plain = marks.set.iter().map(|mark| json!({"type": mark_name(*mark)}));
                let marks: Vec<_> = link.chain(plain).collect();
                if marks.is_empty() {
                    json!({"type": "text", "text": text})
                } else {
                    json!({"type": "text", "text": text, "marks": marks})
                }
            }
        })
        .collect()
}

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Strong => "strong",
        Mark::Em => "em",
        Mark::Strike => "strike",
        Mark::Sub => "sub",
        Mark::Sup => "sup",
        Mark::Code => "code",
    }
}

fn node(kind: &str, attrs: &[(&str, Value)], content: Option<Vec<Value>>) -> Value {
    let mut node = Map::from_iter([("type".to_owned(), Value::from(kind))]);
    let attrs: Map<_, _> = attrs
        .iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect();
    if !attrs.is_empty() {
        node.insert("attrs".to_owned(), Value::Object(attrs));
    }
    if let Some(content) = content
        && !content.is_empty()
    {
        node.insert("content".to_owned(), Value::Array(content));
    }
    Value::Object(node)
}

fn said<T: ToString>(text: Option<&T>) -> Value {
    text.map_or(Value::Null, |text| Value::from(text.to_string()))
}
