//! Reading what was rendered, as a browser reads it.

use scraper::{ElementRef, Html, Selector};

/// Reads a whole page or a part of one.
pub(crate) fn parse(html: &str) -> Html {
    if html.starts_with("<!doctype html>") { Html::parse_document(html) } else { Html::parse_fragment(html) }
}

/// The elements that a selector finds.
pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The one element that a selector finds.
pub(crate) fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(html, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

/// The text in the one element that a selector finds.
pub(crate) fn text(html: &Html, selector: &str) -> String {
    one(html, selector).text().collect()
}

/// The values of an attribute of the elements that a selector finds.
pub(crate) fn attributes<'a>(html: &'a Html, selector: &str, attribute: &str) -> Vec<&'a str> {
    all(html, selector).into_iter().map(|element| element.attr(attribute).unwrap_or_default()).collect()
}
