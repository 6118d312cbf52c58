//! What a device shows without a network where it keeps no copy of the page that was asked for.

use askama::Template;

use crate::head::{Head, Shown};
use crate::markup::render;
use crate::words::Words;
use crate::{Address, Site};

/// A page that says so. The worker on the device puts the list of what it keeps into it.
#[must_use]
pub fn offline_page(site: &Site) -> String {
    let words = Words::of(site.language.as_str());
    render(&OfflineHtml { site, head: Head::of_site(site, words, words.offline_title), words })
}

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflineHtml<'a> {
    site: &'a Site,
    head: Head,
    words: &'static Words,
}
