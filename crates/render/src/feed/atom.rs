//! Atom (RFC 4287) with tombstones (RFC 6721).

use std::io;

use coverage::{Slug, View};

use super::{Entry, Tombstone, urn};
use crate::setting::Setting;
use crate::xml::{Xml, document, empty, leaf, leaf_with};
use crate::{Address, Site};

/// The newest published posts as Atom, and a tombstone for each of the posts
/// that were withdrawn last.
#[must_use]
pub fn atom(site: &Site, slug: &Slug, view: &View) -> String {
    document(|xml| {
        xml.create_element("feed")
            .with_attributes([
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xmlns:at", "http://purl.org/atompub/tombstones/1.0"),
                ("xml:lang", view.coverage().language.as_str()),
            ])
            .write_inner_content(|xml| feed(xml, site, slug, view))?;
        Ok(())
    })
}

fn feed(xml: &mut Xml, site: &Site, slug: &Slug, view: &View) -> io::Result<()> {
    let coverage = view.coverage();
    let setting = Setting::of(slug, coverage).standing(site.beside(Address::Coverage(slug)));
    let page = site.url(Address::Coverage(slug));
    leaf(xml, "id", &page)?;
    leaf(xml, "title", coverage.headline.as_str())?;
    if let Some(standfirst) = &coverage.standfirst {
        leaf(xml, "subtitle", standfirst.as_str())?;
    }
    leaf(xml, "updated", &view.changed_at().to_string())?;
    person(xml, &site.name)?;
    let own = site.url(Address::Atom(slug));
    empty(xml, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)])?;
    empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)])?;
    if let Some(hub) = &site.publisher.hub {
        empty(xml, "link", &[("rel", "hub"), ("href", hub)])?;
    }
    for tombstone in Tombstone::last(view) {
        let (id, when) = (urn(tombstone.post), tombstone.at.to_string());
        xml.create_element("at:deleted-entry")
            .with_attributes([("ref", id.as_str()), ("when", when.as_str())])
            .write_inner_content(|xml| leaf(xml, "at:comment", tombstone.reason))?;
    }
    for entry in Entry::newest(view) {
        xml.create_element("entry").write_inner_content(|xml| item(xml, site, &setting, &entry))?;
    }
    Ok(())
}

fn item(xml: &mut Xml, site: &Site, setting: &Setting<'_>, entry: &Entry<'_>) -> io::Result<()> {
    leaf(xml, "id", &urn(entry.post.id))?;
    leaf(xml, "title", &entry.title())?;
    leaf(xml, "published", &entry.post.published_at.to_string())?;
    leaf(xml, "updated", &entry.updated().to_string())?;
    let url = site.url(setting.post(&entry.post.id));
    empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)])?;
    let mut people = entry.people();
    if let Some(first) = people.next() {
        person(xml, first)?;
    }
    for name in people {
        xml.create_element("contributor").write_inner_content(|xml| leaf(xml, "name", name))?;
    }
    for category in entry.categories() {
        empty(xml, "category", &[("term", category)])?;
    }
    leaf_with(xml, "content", &[("type", "html")], &entry.html(site, setting))
}

fn person(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| leaf(xml, "name", name))?;
    Ok(())
}
