//! The last step of every page and fragment.

use askama::Template;
use askama::filters::HtmlSafe;

/// Renders a template.
///
/// A record of another hand may hold control characters, which no member can
/// type. They mean nothing in HTML and some are errors there: they are dropped.
#[expect(clippy::expect_used, reason = "writing to a String cannot fail, and no template uses a filter that can")]
pub(crate) fn render(template: &impl Template) -> String {
    clean(template.render().expect("a template renders"))
}

/// Renders a part that is no template but made of some, with the same care.
pub(crate) fn render_fragment(fragment: &impl HtmlSafe) -> String {
    clean(fragment.to_string())
}

fn clean(mut html: String) -> String {
    if html.contains(is_stray) {
        html.retain(|c| !is_stray(c));
    }
    html
}

fn is_stray(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}
