//! The page of what readers look for, and the form for it.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Post, Question, Slug, View};
use form_urlencoded::Serializer;

use crate::direction::Turned;
use crate::head::{Head, Shown, page_language};
use crate::list;
use crate::mark::Marked;
use crate::markup::render;
use crate::setting::{Setting, Voice};
use crate::{Address, Site, xml};

/// What is shown of a search.
#[derive(Clone, Copy, Debug)]
pub struct SearchPage<'a> {
    /// The coverage that was looked in; all, if absent.
    pub within: Option<(&'a Slug, &'a View)>,
    /// What was typed.
    pub typed: &'a str,
    /// What came of it.
    pub outcome: SearchOutcome<'a>,
}

/// What came of a search.
#[derive(Clone, Copy, Debug)]
pub enum SearchOutcome<'a> {
    /// Nothing was asked for yet.
    Unasked,
    /// The posts that were found, the newest first.
    Found {
        /// What was looked for; that which `typed` asks for, unless that found nothing.
        question: &'a Question,
        /// The posts.
        hits: &'a [Hit],
        /// Whether these are the newest.
        is_first: bool,
        /// Where the list goes on, if it does.
        next: Option<&'a str>,
    },
    /// It was not done in time.
    Busy,
}

/// A post that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The coverage's name in URLs.
    pub slug: Slug,
    /// The coverage.
    pub view: View,
    /// The post. Nothing is shown of one that was withdrawn.
    pub post: std::sync::Arc<Post>,
}

/// The page, complete without any script, and not for search engines.
#[must_use]
pub fn search_page(site: &Site, page: &SearchPage<'_>) -> String {
    let voice = match page.within {
        Some((_, view)) => Voice::of(&view.coverage().language),
        None => Voice::of_site(site),
    };
    let title = match page.typed.trim() {
        "" => voice.words.search.to_owned(),
        typed => voice.words.labelled(voice.words.search, typed),
    };
    let head = Head::of_site(site, voice.words, &title);
    let head = match page.within.map(|(_, view)| view.coverage()) {
        Some(coverage) => Head {
            language: page_language(&coverage.language),
            direction: coverage.language.direction(),
            theme: coverage.theme.clone(),
            ..head
        },
        None => head,
    };
    render(&SearchHtml { site, head, voice, page })
}

/// The most characters of a short name (OpenSearch 1.1).
const SHORT_NAME: usize = 16;

/// How browsers search here (OpenSearch 1.1).
#[must_use]
pub fn open_search(site: &Site) -> String {
    let words = Voice::of_site(site).words;
    // No more than sixteen characters are a short name: as many of its words as have room.
    let cut: String = site.name.chars().take(SHORT_NAME + 1).collect();
    let whole = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    let short: String = if cut.chars().count() > SHORT_NAME { whole } else { &cut }.chars().take(SHORT_NAME).collect();
    let icon = format!("{}{}", site.base_url, site.icon);
    let template = format!("{}?q={{searchTerms}}", site.url(Address::Search));
    xml::document(|xml| {
        let root = xml.create_element("OpenSearchDescription");
        root.with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/")).write_inner_content(|xml| {
            xml::leaf(xml, "ShortName", &short)?;
            xml::leaf(xml, "Description", words.search_all)?;
            xml::leaf(xml, "InputEncoding", "UTF-8")?;
            xml::leaf_with(xml, "Image", &[("type", "image/svg+xml")], &icon)?;
            xml::empty(xml, "Url", &[("type", "text/html"), ("template", &template)])
        })?;
        Ok(())
    })
}

/// The form, for the top of a page.
#[derive(Template)]
#[template(path = "search_form.html")]
pub(crate) struct SearchFormHtml<'a> {
    voice: Voice,
    within: Option<&'a Slug>,
    typed: &'a str,
}

impl<'a> SearchFormHtml<'a> {
    /// The form for one coverage, or for all.
    pub(crate) const fn new(voice: Voice, within: Option<&'a Slug>, typed: &'a str) -> Self {
        Self { voice, within, typed }
    }

    fn action(&self) -> Address<'a> {
        self.within.map_or(Address::Search, Address::SearchIn)
    }

    const fn name(&self) -> &'static str {
        if self.within.is_some() { self.voice.words.search_here } else { self.voice.words.search_all }
    }
}

/// It is a template.
impl HtmlSafe for SearchFormHtml<'_> {}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchHtml<'a> {
    site: &'a Site,
    head: Head,
    voice: Voice,
    page: &'a SearchPage<'a>,
}

impl<'a> SearchHtml<'a> {
    fn form(&self) -> SearchFormHtml<'a> {
        SearchFormHtml::new(self.voice, self.page.within.map(|(slug, _)| slug), self.page.typed)
    }

    /// The address of this search with another question, or from another place on.
    fn address(&self, within: Option<&Slug>, typed: &str, after: Option<&str>) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("q", typed);
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        format!("{}?{}", within.map_or(Address::Search, Address::SearchIn), query.finish())
    }

    fn here(&self, typed: &str, after: Option<&str>) -> String {
        self.address(self.page.within.map(|(slug, _)| slug), typed, after)
    }

    /// The same search from its beginning.
    fn again(&self) -> String {
        self.here(self.page.typed, None)
    }

    /// What comes after a place in the list of what was found.
    fn further(&self, question: &Question, after: &str) -> String {
        self.here(&question.typed(), Some(after))
    }

    fn everywhere(&self) -> String {
        self.address(None, self.page.typed, None)
    }

    /// Whether that is what was asked for, and not a wider question in its stead.
    fn is_as_asked(&self, question: &Question) -> bool {
        Question::parse(self.page.typed).as_ref() == Some(question)
    }

    /// Whether it helps to say how more is found.
    const fn is_in_need_of_help(&self) -> bool {
        match self.page.outcome {
            SearchOutcome::Unasked => true,
            SearchOutcome::Found { hits, .. } => hits.is_empty(),
            SearchOutcome::Busy => false,
        }
    }

    fn widened(&self, question: &Question) -> Option<String> {
        question.widened().map(|wide| self.here(&wide.typed(), None))
    }

    fn shown<'h>(&self, question: &Question, hit: &'h Hit) -> Option<ShownHit<'h>> {
        let content = hit.post.content()?;
        let name = list::name(&hit.post)?;
        Some(ShownHit {
            hit,
            turned: Turned::text(hit.view.coverage().language.direction(), &name),
            name: Marked::whole(question, &name),
            excerpt: Marked::excerpt(question, &content.body.text()),
            setting: Setting { voice: self.voice, ..Setting::of(&hit.slug, hit.view.coverage()) },
        })
    }
}

struct ShownHit<'h> {
    hit: &'h Hit,
    turned: Turned,
    name: Marked,
    excerpt: Marked,
    setting: Setting<'h>,
}
