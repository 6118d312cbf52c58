//! Reads charts and maps.

use serde_json::{Map as Object, Value};

use super::{Read, Reader};
use crate::Rejection;
use crate::body::{Chart, ChartKind, CountryCode, Map, MapArea, MapArrow, MapPlace, Outline, PlaceKind, Point, Table};

/// The longest outline as text: every corner of it written to the metre.
const MAX_OUTLINE: usize = Outline::MAX_CORNERS * 24;

impl Reader {
    pub(super) fn table(&mut self, node: &Object<String, Value>) -> Read<Table> {
        let caption = self.attrs(node, &["caption"], |r, a| r.line(a, "caption"))?;
        let rows = self.children(node, Self::row)?;
        Ok(Table { caption, rows: self.some(rows, "a table holds one row at least")? })
    }

    pub(super) fn chart(&mut self, node: &Object<String, Value>) -> Read<Chart> {
        let (kind, title, unit, source) = self.attrs(node, &["kind", "title", "unit", "source"], |r, a| {
            let kind = r.form(a, "kind", 8, ChartKind::parse, "line, bar or step is expected")?;
            Ok((kind, r.line(a, "title")?, r.line(a, "unit")?, r.line(a, "source")?))
        })?;
        let problem = "a chart holds one table";
        let tables = self.children(node, |r, child| {
            let table = r.object(child)?;
            r.count_node()?;
            if r.kind(table)? != "table" {
                return r.within("type", |r| r.fault(problem));
            }
            r.only(table, &["type", "attrs", "content"])?;
            let table = r.table(table)?;
            match table.rows.iter().position(|row| row.cells.len() > Chart::MAX_SERIES + 1) {
                Some(row) => r.within(format!("content[{row}]"), |r| {
                    r.fault(format!(
                        "a chart has {} series at most, beside the column of their names",
                        Chart::MAX_SERIES
                    ))
                }),
                None => Ok(table),
            }
        })?;
        match <[Table; 1]>::try_from(tables) {
            Ok([table]) => Ok(Chart { kind: kind.unwrap_or(ChartKind::Line), title, unit, source, table }),
            Err(_) => self.within("content", |r| r.fault(problem)),
        }
    }

    pub(super) fn map(&mut self, node: &Object<String, Value>) -> Read<Map> {
        let (title, source, region) = self.attrs(node, &["title", "source", "region"], |r, a| {
            Ok((r.line(a, "title")?, r.line(a, "source")?, r.country(a, "region")?))
        })?;
        let (mut places, mut areas, mut arrows) = (Vec::new(), Vec::new(), Vec::new());
        self.children(node, |r, child| {
            let part = r.object(child)?;
            r.count_node()?;
            let kind = r.kind(part)?;
            r.only(part, &["type", "attrs"])?;
            match kind {
                "map_place" if areas.is_empty() && arrows.is_empty() => places.push(r.map_place(part)?),
                "map_area" if arrows.is_empty() => areas.push(r.map_area(part)?),
                "map_arrow" => arrows.push(r.map_arrow(part)?),
                "map_place" | "map_area" => return r.fault("a map holds its places first, then areas, then arrows"),
                _ => return r.within("type", |r| r.fault("a map holds map_place, map_area and map_arrow only")),
            }
            Ok(())
        })?;
        self.at_most("places", places.len(), Map::MAX_PLACES)?;
        self.at_most("areas", areas.len(), Map::MAX_AREAS)?;
        self.at_most("arrows", arrows.len(), Map::MAX_ARROWS)?;
        Ok(Map { title, source, region, places: places.into(), areas: areas.into(), arrows: arrows.into() })
    }

    fn map_place(&mut self, node: &Object<String, Value>) -> Read<MapPlace> {
        self.attrs(node, &["name", "latitude", "longitude", "kind", "label"], |r, a| {
            let name = r.required_line(a, "name")?;
            let latitude = r.degrees(a, "latitude", 90)?;
            let longitude = r.degrees(a, "longitude", 180)?;
            let Some(at) = Point::of(latitude, longitude) else { return r.fault("it is no place on the earth") };
            let kind = r.form(a, "kind", 16, PlaceKind::parse, "dot, city, capital or incident is expected")?;
            Ok(MapPlace { name, at, kind: kind.unwrap_or(PlaceKind::Dot), label: r.line(a, "label")? })
        })
    }

    fn map_area(&mut self, node: &Object<String, Value>) -> Read<MapArea> {
        self.attrs(node, &["name", "code", "outline"], |r, a| {
            let problem = format!(
                "{} to {} corners are expected, such as “50.4 30.5, 50.6 30.5, 50.6 30.9”",
                Outline::MIN_CORNERS,
                Outline::MAX_CORNERS
            );
            Ok(MapArea {
                name: r.line(a, "name")?,
                code: r.country(a, "code")?,
                outline: r.form(a, "outline", MAX_OUTLINE, Outline::parse, &problem)?,
            })
        })
    }

    fn map_arrow(&mut self, node: &Object<String, Value>) -> Read<MapArrow> {
        self.attrs(node, &["from", "to", "label"], |r, a| {
            Ok(MapArrow { from: r.point(a, "from")?, to: r.point(a, "to")?, label: r.line(a, "label")? })
        })
    }

    fn point(&mut self, attrs: &Object<String, Value>, key: &str) -> Read<Point> {
        let problem = "latitude and longitude are expected, such as “50.45 30.52”";
        match self.form(attrs, key, 40, Point::parse, problem)? {
            Some(point) => Ok(point),
            None => self.within(key, |r| r.fault(problem)),
        }
    }

    fn country(&mut self, attrs: &Object<String, Value>, key: &str) -> Read<Option<CountryCode>> {
        self.form(attrs, key, 3, CountryCode::parse, "three capital letters of ISO 3166-1 are expected, such as “UKR”")
    }

    fn degrees(&mut self, attrs: &Object<String, Value>, key: &str, most: i32) -> Read<f64> {
        let range = -f64::from(most)..=f64::from(most);
        match attrs.get(key).and_then(Value::as_f64).filter(|degrees| range.contains(degrees)) {
            Some(degrees) => Ok(degrees),
            None => self.within(key, |r| r.fault(format!("degrees from -{most} to {most} are expected"))),
        }
    }

    fn at_most(&self, what: &str, length: usize, limit: usize) -> Read<()> {
        match length > limit {
            true => Err(Rejection::TooMany { field: format!("{}.{what}", self.here()), limit, length }),
            false => Ok(()),
        }
    }
}
