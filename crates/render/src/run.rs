//! Running text as HTML.

use std::fmt::{self, Write as _};

use askama::filters::HtmlSafe;
use coverage::{Href, Inline, Mark, Marks};

use crate::setting::Escaping;

/// A run of text with its marks and links.
pub(crate) struct RunHtml<'a>(pub(crate) &'a [Inline]);

/// Every text and every target is escaped as it is written.
impl HtmlSafe for RunHtml<'_> {}

impl fmt::Display for RunHtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neighbours share the elements that they have in common, so that a link
        // with one bold word in it is one link to a reader who tabs through.
        let mut open: Vec<Element<'_>> = Vec::new();
        for inline in self.0 {
            match inline {
                Inline::Break => f.write_str("<br>")?,
                Inline::Text { text, marks } => {
                    let wanted = elements(marks);
                    let shared = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
                    close(f, &mut open, shared)?;
                    for element in wanted.into_iter().skip(shared) {
                        element.open(f)?;
                        open.push(element);
                    }
                    Escaping(&mut *f).write_str(text)?;
                }
            }
        }
        close(f, &mut open, 0)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Element<'a> {
    Link(&'a Href),
    Mark(Mark),
}

/// The elements around a piece of text, from the outermost in.
fn elements(marks: &Marks) -> Vec<Element<'_>> {
    let link = marks.link.as_ref().map(Element::Link);
    link.into_iter().chain(marks.set.iter().copied().map(Element::Mark)).collect()
}

fn close(f: &mut fmt::Formatter<'_>, open: &mut Vec<Element<'_>>, keep: usize) -> fmt::Result {
    for element in open.drain(keep..).rev() {
        write!(f, "</{}>", element.name())?;
    }
    Ok(())
}

impl Element<'_> {
    fn open(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(href) => {
                f.write_str("<a href=\"")?;
                Escaping(&mut *f).write_str(href.as_str())?;
                f.write_str("\">")
            }
            Self::Mark(_) => write!(f, "<{}>", self.name()),
        }
    }

    const fn name(&self) -> &'static str {
        match self {
            Self::Link(_) => "a",
            Self::Mark(Mark::Strong) => "strong",
            Self::Mark(Mark::Em) => "em",
            Self::Mark(Mark::Strike) => "s",
            Self::Mark(Mark::Sub) => "sub",
            Self::Mark(Mark::Sup) => "sup",
            Self::Mark(Mark::Code) => "code",
        }
    }
}
