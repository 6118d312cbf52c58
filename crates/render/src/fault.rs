//! The page of a fault.

use askama::Template;

use crate::markup::render;
use crate::setting::Voice;
use crate::site::Head;
use crate::{Address, Site};

/// A page that says what went wrong, and where to go on.
///
/// `links` are pairs of what a link says and where it leads. A target that
/// begins with anything but `/`, `https://` or `http://` is left out.
#[must_use]
pub fn fault_page(site: &Site, status: u16, title: &str, message: &str, links: &[(&str, &str)]) -> String {
    let leads_on = |href: &str| href.starts_with('/') || crate::markup::web(href).is_some();
    let voice = Voice::native();
    render(&FaultHtml {
        site,
        head: Head::of_site(site, voice.words, title),
        voice,
        status,
        title,
        message,
        links: links.iter().copied().filter(|(_, href)| leads_on(href)).collect(),
    })
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultHtml<'a> {
    site: &'a Site,
    head: Head,
    voice: Voice,
    status: u16,
    title: &'a str,
    message: &'a str,
    links: Vec<(&'a str, &'a str)>,
}
