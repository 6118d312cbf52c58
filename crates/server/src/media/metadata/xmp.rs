//! XMP (ISO 16684-1): the properties that agencies and editors write.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::{Metadata, tidy};

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";

/// How deep elements may stand in each other; XMP needs half of it.
const DEEPEST: usize = 32;

/// A property that is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Property {
    Alt,
    Caption,
    Creator,
    Credit,
    Source,
    Rights,
}

pub(super) fn read(bytes: &[u8]) -> Metadata {
    let Ok(text) = std::str::from_utf8(bytes) else { return Metadata::default() };
    let mut found = Found::default();
    // What was read before a fault counts.
    let _ = collect(text.trim_matches(['\0', '\u{feff}']), &mut found);
    let Found { mut metadata, creator } = found;
    metadata.credit = match (creator, metadata.credit) {
        (Some(name), Some(credit)) if name != credit => Some(format!("{name}/{credit}")),
        (name, credit) => credit.or(name),
    };
    metadata
}

#[derive(Default)]
struct Found {
    metadata: Metadata,
    creator: Option<String>,
}

impl Found {
    /// Keeps the first that is said of a property: of several languages that is the default.
    fn keep(&mut self, property: Property, text: &str) {
        let place = match property {
            Property::Alt => &mut self.metadata.alt,
            Property::Caption => &mut self.metadata.caption,
            Property::Creator => &mut self.creator,
            Property::Credit => &mut self.metadata.credit,
            Property::Source => &mut self.metadata.source,
            Property::Rights => &mut self.metadata.rights,
        };
        if place.is_none() {
            *place = tidy(text);
        }
    }
}

fn collect(text: &str, found: &mut Found) -> Result<(), quick_xml::Error> {
    let mut reader = NsReader::from_str(text);
    let mut depth = 0_usize;
    // The property that is being read, and at which depth it began.
    let mut open: Option<(Property, usize)> = None;
    let mut words = String::new();
    loop {
        let event = reader.read_event()?;
        match event {
            Event::Start(start) | Event::Empty(start) if depth > DEEPEST || start.is_empty() => return Ok(()),
            Event::Start(start) => {
                depth += 1;
                attributes(&reader, &start, found);
                let (namespace, local) = reader.resolver().resolve_element(start.name());
                if let (None, Some(property)) = (open, property(&namespace, local.as_ref())) {
                    open = Some((property, depth));
                }
                words.clear();
            }
            Event::Empty(start) => attributes(&reader, &start, found),
            Event::Text(text) => words.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => words.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(name) => match name.resolve_char_ref()? {
                Some(character) => words.push(character),
                None => words.push_str(resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::End(_) => {
                if let Some((property, began)) = open {
                    found.keep(property, &words);
                    if began == depth {
                        open = None;
                    }
                }
                words.clear();
                depth = depth.saturating_sub(1);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Simple properties may stand as attributes.
fn attributes(reader: &NsReader<&[u8]>, start: &quick_xml::events::BytesStart<'_>, found: &mut Found) {
    for attribute in start.attributes().with_checks(false).flatten() {
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        if let Some(property) = property(&namespace, local.as_ref())
            && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
        {
            found.keep(property, &value);
        }
    }
}

fn property(namespace: &ResolveResult<'_>, local: &str) -> Option<Property> {
    let ResolveResult::Bound(Namespace(namespace)) = namespace else { return None };
    match (*namespace, local) {
        (DUBLIN_CORE, "description") => Some(Property::Caption),
        (DUBLIN_CORE, "creator") => Some(Property::Creator),
        (DUBLIN_CORE, "rights") => Some(Property::Rights),
        (PHOTOSHOP, "Credit") => Some(Property::Credit),
        (PHOTOSHOP, "Source") => Some(Property::Source),
        (IPTC, "AltTextAccessibility") => Some(Property::Alt),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <r:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
            xmlns:i="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" p:Credit="Example Pictures" p:Source="Ash &amp; Co">
          <d:creator><r:Seq><r:li>Ann Ash</r:li><r:li>Bo Beech</r:li></r:Seq></d:creator>
          <d:description><r:Alt><r:li xml:lang="x-default">The quay &lt;at&gt; dawn</r:li><r:li xml:lang="cy">Y cei</r:li></r:Alt></d:description>
          <i:AltTextAccessibility><r:Alt><r:li xml:lang="x-default">A quay</r:li></r:Alt></i:AltTextAccessibility>
        </r:Description></r:RDF></x:xmpmeta>"#;

    #[test]
    fn properties_are_read_by_namespace_and_the_first_counts() {
        let found = read(SAMPLE.as_bytes());
        assert_eq!(found.credit.as_deref(), Some("Ann Ash/Example Pictures"));
        assert_eq!(found.source.as_deref(), Some("Ash & Co"));
        assert_eq!(found.caption.as_deref(), Some("The quay <at> dawn"));
        assert_eq!(found.alt.as_deref(), Some("A quay"));
        assert_eq!(found.rights, None);
    }

    #[test]
    fn what_is_hostile_is_as_if_it_were_not_there() {
        let deep = "<a>".repeat(100_000);
        let bomb = "<!DOCTYPE a [<!ENTITY b 'cccc'>]><a>&b;</a>";
        for hostile in [&deep, bomb, "<a", "no XML", ""] {
            assert_eq!(read(hostile.as_bytes()), Metadata::default());
        }
        for cut in (0..SAMPLE.len()).filter(|cut| SAMPLE.is_char_boundary(*cut)) {
            let _ = read(&SAMPLE.as_bytes()[..cut]);
        }
    }
}
