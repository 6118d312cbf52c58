//! Reading what is sent as a browser reads it.

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
#[track_caller]
pub(crate) fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(html, selector);
    assert_eq!(found.len(), 1, "{selector} in {}", html.html());
    found[0]
}

/// The text in the one element that a selector finds.
#[track_caller]
pub(crate) fn text(html: &Html, selector: &str) -> String {
    one(html, selector).text().collect()
}

/// The seq that a page was rendered at.
#[track_caller]
pub(crate) fn seq(page: &Html) -> u64 {
    one(page, "main#coverage").attr("data-seq").unwrap().parse().unwrap()
}

/// The ids of the posts on a page, in the order in which they stand.
pub(crate) fn posts(page: &Html) -> Vec<String> {
    let id = |article: ElementRef<'_>| article.attr("id").unwrap().strip_prefix("post-").unwrap().to_owned();
    all(page, "article").into_iter().map(id).collect()
}
