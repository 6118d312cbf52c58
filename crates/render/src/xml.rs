//! Writing XML.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// An XML document in the making.
pub(crate) type Xml = Writer<Vec<u8>>;

/// Writes a document.
#[expect(clippy::expect_used, reason = "writing to a Vec cannot fail, and the writer writes UTF-8")]
pub(crate) fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| write(&mut xml))
        .expect("an XML document is written");
    String::from_utf8(xml.into_inner()).expect("an XML document is UTF-8")
}

/// Writes `<name>text</name>`.
pub(crate) fn leaf(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// Writes `<name key="value"…>text</name>`.
pub(crate) fn leaf_with(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// Writes `<name key="value"…/>`.
pub(crate) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let attributes: Vec<_> = attributes.iter().map(|(key, value)| (*key, clean(value))).collect();
    xml.create_element(name).with_attributes(attributes.iter().map(|(key, value)| (*key, &**value))).write_empty()?;
    Ok(())
}

/// The text without what no XML document may hold (XML 1.0 §2.2). Members
/// cannot type it, but a record of another hand may hold it.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let foul = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(foul) { text.replace(foul, "").into() } else { text.into() }
}
