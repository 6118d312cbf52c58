//! RSS 2.0.

use std::io;

use coverage::{Slug, View};
use jiff::Timestamp;

use super::{Entry, urn};
use crate::head::excerpt;
use crate::setting::Setting;
use crate::xml::{Xml, document, empty, leaf, leaf_with};
use crate::{Address, Site};

/// How many characters describe an item; the whole of it comes after.
const DESCRIPTION: usize = 300;

/// The newest published posts as RSS 2.0. What was withdrawn is left out; RSS
/// has no word for it.
#[must_use]
pub fn rss(site: &Site, slug: &Slug, view: &View) -> String {
    document(|xml| {
        xml.create_element("rss")
            .with_attributes([
                ("version", "2.0"),
                ("xmlns:atom", "http://www.w3.org/2005/Atom"),
                ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
                ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ])
            .write_inner_content(|xml| {
                xml.create_element("channel").write_inner_content(|xml| channel(xml, site, slug, view))?;
                Ok(())
            })?;
        Ok(())
    })
}

fn channel(xml: &mut Xml, site: &Site, slug: &Slug, view: &View) -> io::Result<()> {
    let coverage = view.coverage();
    let setting = Setting::of(slug, coverage).standing(site.beside(Address::Coverage(slug)));
    let headline = coverage.headline.as_str();
    leaf(xml, "title", headline)?;
    leaf(xml, "link", &site.url(Address::Coverage(slug)))?;
    leaf(xml, "description", coverage.standfirst.as_ref().map_or(headline, |text| text.as_str()))?;
    leaf(xml, "language", coverage.language.as_str())?;
    leaf(xml, "lastBuildDate", &rfc_822(view.changed_at()))?;
    let own = site.url(Address::Rss(slug));
    empty(xml, "atom:link", &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")])?;
    if let Some(hub) = &site.publisher.hub {
        empty(xml, "atom:link", &[("href", hub), ("rel", "hub")])?;
    }
    for entry in Entry::newest(view) {
        xml.create_element("item").write_inner_content(|xml| item(xml, site, &setting, &entry))?;
    }
    Ok(())
}

fn item(xml: &mut Xml, site: &Site, setting: &Setting<'_>, entry: &Entry<'_>) -> io::Result<()> {
    leaf(xml, "title", &entry.title())?;
    leaf(xml, "link", &site.url(setting.post(&entry.post.id)))?;
    leaf_with(xml, "guid", &[("isPermaLink", "false")], &urn(entry.post.id))?;
    leaf(xml, "pubDate", &rfc_822(entry.post.published_at))?;
    if let Some(revised_at) = entry.post.revised_at {
        leaf(xml, "atom:updated", &revised_at.to_string())?;
    }
    for name in entry.people() {
        leaf(xml, "dc:creator", name)?;
    }
    for category in entry.categories() {
        leaf(xml, "category", category)?;
    }
    leaf(xml, "description", &excerpt(&entry.content.body.text(), DESCRIPTION))?;
    leaf(xml, "content:encoded", &entry.html(site, setting))
}

/// The date as RSS wants it (RFC 822 with a year of four digits).
fn rfc_822(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
