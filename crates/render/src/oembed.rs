//! What other sites are told that show a coverage or a post in their own pages
//! (oEmbed 1.0, <https://oembed.com>).

use std::io;

use coverage::{Lead, Post, Slug, View};
use serde_json::{Map, Value};

use crate::head::excerpt;
use crate::xml::{document, leaf};
use crate::{Address, Site};

/// How wide an embedded page is where nobody says how wide it may be, in pixels.
const WIDTH: u32 = 600;
/// How high that of a coverage is, and that of a post.
const HEIGHT: (u32, u32) = (720, 480);
/// How narrow and how low an embedded page can still be read.
const LEAST: (u32, u32) = (240, 200);
/// How many characters of a post without a headline stand for one.
const TITLE: usize = 100;
/// For how many seconds an answer may be kept.
const KEPT: u32 = 300;

/// How an answer is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OEmbedForm {
    /// As JSON.
    Json,
    /// As XML.
    Xml,
}

/// The answer to who would embed a page.
#[derive(Clone, PartialEq, Debug)]
pub struct OEmbed(Map<String, Value>);

impl OEmbed {
    /// A coverage, or one post of it, in a frame no larger than may be.
    #[must_use]
    pub fn of(
        site: &Site,
        slug: &Slug,
        view: &View,
        post: Option<&Post>,
        most_width: Option<u32>,
        most_height: Option<u32>,
    ) -> Self {
        let coverage = view.coverage();
        let content = post.and_then(Post::content);
        let title = match content {
            Some(content) => match &content.headline {
                Some(headline) => headline.to_string(),
                None => excerpt(&content.body.text(), TITLE),
            },
            None => coverage.headline.to_string(),
        };
        let (address, usual) = match post {
            Some(post) => (Address::PostEmbed(slug, post.id), HEIGHT.1),
            None => (Address::Embed(slug), HEIGHT.0),
        };
        let width = most_width.unwrap_or(WIDTH).min(WIDTH).max(LEAST.0);
        let height = most_height.unwrap_or(usual).min(usual).max(LEAST.1);
        let mut answer = Map::from_iter([
            ("version".to_owned(), "1.0".into()),
            ("type".to_owned(), "rich".into()),
            ("title".to_owned(), title.as_str().into()),
            ("provider_name".to_owned(), (&*site.name).into()),
            ("provider_url".to_owned(), site.url(Address::Front).into()),
            ("cache_age".to_owned(), KEPT.into()),
            ("html".to_owned(), frame(&site.url(address), &title, width, height).into()),
            ("width".to_owned(), width.into()),
            ("height".to_owned(), height.into()),
        ]);
        if let Some(byline) = content.and_then(|content| content.byline.as_ref()) {
            answer.insert("author_name".to_owned(), byline.as_str().into());
        }
        // A thumbnail without its size is none (oEmbed §2.3.4.1).
        if let Some(Lead::Image { media: Some(media), width: Some(width), height: Some(height), .. }) = &coverage.lead {
            answer.insert("thumbnail_url".to_owned(), site.url(Address::Media(*media)).into());
            answer.insert("thumbnail_width".to_owned(), (*width).into());
            answer.insert("thumbnail_height".to_owned(), (*height).into());
        }
        Self(answer)
    }

    /// The answer as it is sent.
    #[must_use]
    pub fn write(&self, form: OEmbedForm) -> String {
        match form {
            OEmbedForm::Json => Value::Object(self.0.clone()).to_string(),
            OEmbedForm::Xml => document(|xml| {
                xml.create_element("oembed").write_inner_content(|xml| {
                    self.0.iter().try_for_each(|(name, value)| match value {
                        Value::String(text) => leaf(xml, name, text),
                        value => leaf(xml, name, &value.to_string()),
                    })
                })?;
                Ok::<_, io::Error>(())
            }),
        }
    }
}

/// Where a page says that it can be embedded.
pub(crate) fn discovery(site: &Site, page: Address<'_>, form: OEmbedForm) -> String {
    // Nothing else that stands in an address of a page has a meaning in a query.
    let page = site.url(page).replace('%', "%25").replace(':', "%3A").replace('/', "%2F");
    let form = match form {
        OEmbedForm::Json => "json",
        OEmbedForm::Xml => "xml",
    };
    format!("{}{}?url={page}&format={form}", site.base_url, Address::OEmbed)
}

/// The frame that a page of another site holds. It is as wide as there is room.
pub(crate) fn frame(url: &str, title: &str, width: u32, height: u32) -> String {
    let title = title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<iframe src=\"{url}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         style=\"border:0;width:100%;max-width:{width}px;height:{height}px;max-height:90vh\" allow=\"clipboard-write; web-share\"></iframe>"
    )
}
