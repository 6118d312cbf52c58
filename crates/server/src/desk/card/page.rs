//! What a page says of itself: Open Graph (ogp.me), Twitter's cards, the title,
//! and where its site answers oEmbed (oembed.com, “Discovery”).

use std::collections::HashMap;

use url::Url;

use super::tokens::{self, Reader, Tag};
use super::told::{self, Told};

/// The longest title that is gathered, in bytes; what a card holds is shorter.
const LONGEST_TITLE: usize = 4_000;

/// Names that say the same, the most exact first.
const TITLE: &[&str] = &["og:title", "twitter:title"];
const TEXT: &[&str] = &["og:description", "twitter:description", "description"];
const SITE: &[&str] = &["og:site_name", "application-name"];
const BYLINE: &[&str] = &["article:author", "author", "twitter:creator", "profile:username"];
const POSTED_AT: &[&str] = &["article:published_time", "og:published_time", "datepublished", "date"];
const PICTURE: &[&str] = &["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"];
const PICTURE_ALT: &[&str] = &["og:image:alt", "twitter:image:alt"];

/// Reads a page that was found at `url`.
pub(super) fn read(html: &str, url: &Url) -> Told {
    let Head { named, title, oembed, .. } = tokens::read(html, Head::default());
    let said = |names: &[&str]| names.iter().find_map(|name| named.get(*name)).map(String::as_str);
    let address = |text: &str| url.join(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    // A byline may be told as the address of a profile, which is no name.
    let byline = BYLINE.iter().filter_map(|name| named.get(*name)).find(|text| !text.contains("://"));
    Told {
        site: said(SITE).and_then(told::line::<100>),
        title: said(TITLE).and_then(told::line::<300>).or_else(|| told::line::<300>(&title)),
        byline: byline.and_then(|text| told::line::<200>(text)),
        text: said(TEXT).and_then(told::prose::<5000>),
        posted_at: said(POSTED_AT).and_then(told::time),
        picture: said(PICTURE).and_then(address),
        picture_alt: said(PICTURE_ALT).and_then(told::line::<1000>),
        oembed: oembed.as_deref().and_then(address),
    }
}

#[derive(Default)]
struct Head {
    /// What is said under each name that counts; the first that says something.
    named: HashMap<&'static str, String>,
    title: String,
    oembed: Option<String>,
    is_in_title: bool,
}

impl Head {
    fn meta(&mut self, tag: &Tag) {
        let named = ["property", "name", "itemprop"].iter().find_map(|by| tag.attribute(by));
        let (Some(name), Some(content)) = (named, tag.attribute("content")) else { return };
        let lists = [TITLE, TEXT, SITE, BYLINE, POSTED_AT, PICTURE, PICTURE_ALT];
        let known = lists.into_iter().flatten().find(|known| known.eq_ignore_ascii_case(name.trim()));
        if let Some(known) = known.filter(|_| !content.trim().is_empty()) {
            self.named.entry(*known).or_insert_with(|| content.into_owned());
        }
    }

    fn link(&mut self, tag: &Tag) {
        let is = |name, value: &str| tag.attribute(name).is_some_and(|given| given.trim().eq_ignore_ascii_case(value));
        if self.oembed.is_none() && is("rel", "alternate") && is("type", "application/json+oembed") {
            self.oembed = tag.attribute("href").map(|href| href.into_owned());
        }
    }
}

impl Reader for Head {
    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            b"meta" => self.meta(tag),
            b"link" => self.link(tag),
            b"title" => self.is_in_title = self.title.is_empty(),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        if name == b"title" {
            self.is_in_title = false;
        }
    }

    fn words(&mut self, words: &str) {
        if self.is_in_title && self.title.len() < LONGEST_TITLE {
            self.title.push_str(words);
        }
    }
}
