//! The page of a fault.

use askama::Template;

use crate::head::Head;
use crate::markup::render;
use crate::words::ENGLISH;
use crate::{Address, Site};

/// A page that says what went wrong, and where to go on.
///
/// `links` are pairs of what a link says and where it leads: a path on this
/// site, or a page of the web. What leads elsewhere is left out.
#[must_use]
pub fn fault_page(site: &Site, status: u16, title: &str, message: &str, links: &[(&str, &str)]) -> String {
    render(&FaultHtml {
        site,
        head: Head::of_site(site, &ENGLISH, title),
        status,
        title,
        message,
        links: links.iter().copied().filter(|(_, href)| leads_on(href)).collect(),
    })
}

/// Whether a link leads to a path of this site or to a page of the web.
/// Browsers take `//` and `/\` for the beginning of a host.
fn leads_on(href: &str) -> bool {
    let path = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    path || href.starts_with("https://") || href.starts_with("http://")
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultHtml<'a> {
    site: &'a Site,
    head: Head,
    status: u16,
    title: &'a str,
    message: &'a str,
    links: Vec<(&'a str, &'a str)>,
}
