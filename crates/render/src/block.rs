//! The blocks of a post as HTML.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{
    Background, Block, Body, Chart, Comparison, Embed, HeadingLevel, Image, Line, ListItem, Map, MediaId, Related,
    Video, WebUrl,
};

use crate::chart::ChartHtml;
use crate::comparison::ComparisonHtml;
use crate::form::Form;
use crate::map::MapHtml;
use crate::picture::{Caption, Loading, PictureHtml, Room, Stored, file_of};
use crate::provider::{Known, Player};
use crate::run::RunHtml;
use crate::setting::{Moment, Setting, Voice};
use crate::table::TableHtml;

/// What the markup of a body depends on besides its blocks.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The words around the blocks, and the clock by which times are told.
    pub(crate) setting: &'a Setting<'a>,
    /// What the addresses of pictures and films begin with: nothing on our
    /// own pages, the site's URL in a feed.
    pub(crate) origin: &'a str,
    /// The level of the heading over the blocks, 1 to 3.
    pub(crate) under: u8,
    /// Whether a card may offer the player of its site.
    pub(crate) players: Players,
}

/// Whether a card may offer the player of its site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Players {
    /// On our own pages, whose script loads it when a reader asks.
    Offered,
    /// Where the markup goes elsewhere: a button would do nothing there.
    LeftOut,
}

impl<'a> Surroundings<'a> {
    /// Under a post's headline among other posts.
    pub(crate) const fn stream(setting: &'a Setting<'a>) -> Self {
        Self { setting, origin: "", under: 2, players: Players::Offered }
    }

    /// The player that a card may offer.
    fn player(&self, embed: &Embed) -> Option<Player> {
        if self.players == Players::LeftOut || self.setting.form == Form::Text || !self.setting.is_served() {
            return None;
        }
        Known::of(embed.url.as_str())?.player()
    }

    pub(crate) const fn voice(&self) -> Voice {
        self.setting.voice
    }

    /// Whether it is for a page of ours that readers have open, with its script.
    pub(crate) fn is_read_here(&self) -> bool {
        self.is_our_page() && self.players == Players::Offered
    }

    /// Whether it is for a page of ours, which has our style sheet.
    pub(crate) const fn is_our_page(&self) -> bool {
        self.origin.is_empty()
    }

    /// A time as another site gave it. Sites that mean machines to read it give one that
    /// readers should not have to; what people wrote stays as it is.
    fn moment(&self, said: &Line<60>) -> Option<Moment<'a>> {
        said.as_str().parse().ok().map(|at| self.setting.moment(&at))
    }

    /// What the addresses of pictures and films begin with.
    pub(crate) fn up(&self) -> &'a str {
        if self.is_our_page() { self.setting.beside.up() } else { self.origin }
    }

    /// The file of a picture or film, where there is one.
    fn media(&self, media: &MediaId) -> Option<String> {
        file_of(self.up(), self.setting, *media)
    }
}

/// The blocks of a post, in reading order.
pub(crate) struct BodyHtml<'a> {
    pub(crate) blocks: &'a [Block],
    pub(crate) around: Surroundings<'a>,
}

impl<'a> BodyHtml<'a> {
    pub(crate) fn of(body: &'a Body, around: Surroundings<'a>) -> Self {
        Self { blocks: body.blocks(), around }
    }
}

impl fmt::Display for BodyHtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut has_parts = false;
        self.blocks.iter().try_for_each(|block| {
            // A heading of the second level stands a step higher until there is one of the first:
            // a page that leaves levels out is hard to find one's way in by ear.
            let heading = match block {
                Block::Heading { level: HeadingLevel::Three, .. } if has_parts => self.around.under + 2,
                _ => self.around.under + 1,
            };
            has_parts |= matches!(block, Block::Heading { level: HeadingLevel::Two, .. });
            BlockHtml { block, around: self.around, heading }.fmt(f)
        })
    }
}

/// It is made of blocks, which are templates.
impl HtmlSafe for BodyHtml<'_> {}

#[derive(Template)]
#[template(path = "block.html")]
struct BlockHtml<'a> {
    block: &'a Block,
    around: Surroundings<'a>,
    /// The level of the block's heading, if it is one or has one.
    heading: u8,
}

impl<'a> BlockHtml<'a> {
    fn items(&self, items: &'a [ListItem]) -> impl Iterator<Item = ItemHtml<'a>> {
        let around = self.around;
        items.iter().map(move |item| ItemHtml { item, around })
    }

    /// The words of a background, under its title.
    fn words(&self, background: &'a Background) -> BodyHtml<'a> {
        BodyHtml { blocks: &background.blocks, around: Surroundings { under: self.heading, ..self.around } }
    }

    fn picture(&self, image: &'a Image, room: Room) -> PictureHtml<'a> {
        PictureHtml::of(image, self.around, room)
    }

    fn comparison(&self, comparison: &'a Comparison) -> ComparisonHtml<'a> {
        ComparisonHtml::of(comparison, self.around)
    }

    fn chart(&self, chart: &'a Chart) -> ChartHtml<'a> {
        ChartHtml::of(chart, self.around)
    }

    fn map(&self, map: &'a Map) -> MapHtml<'a> {
        MapHtml::of(map, self.around)
    }

    /// The picture of a card, which is stored in several widths like every picture that was taken in.
    fn card_picture(&self, embed: &'a Embed) -> Option<PictureHtml<'a>> {
        let widest = embed.picture_size.map(|(width, _)| width);
        Some(PictureHtml {
            stored: Stored::of(self.around.up(), self.around.setting, embed.picture?, widest),
            alt: embed.picture_alt.as_ref().map_or("", Line::as_str),
            size: embed.picture_size,
            cut: None,
            room: Room::Column,
            loading: Loading::WhenNear,
            caption: Caption::NONE,
            opened: None,
            setting: self.around.setting,
        })
    }

    fn related_picture(&self, related: &Related) -> Option<String> {
        self.around.media(related.image.as_ref()?)
    }

    fn film(&self, video: &'a Video) -> FilmHtml<'a> {
        let around = self.around;
        FilmHtml {
            title: video.title.as_str(),
            media: video.media.as_ref().and_then(|media| around.media(media)),
            url: video.url.as_ref(),
            poster: video.poster.as_ref().and_then(|poster| around.media(poster)),
            alt: "",
            duration: video.duration.map(Length),
            caption: Caption::of(video.caption.as_ref(), video.source.as_ref()),
            setting: around.setting,
        }
    }
}

/// An item of a list. A single paragraph stands in it without a `<p>`.
struct ItemHtml<'a> {
    item: &'a ListItem,
    around: Surroundings<'a>,
}

impl fmt::Display for ItemHtml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.item.blocks {
            [Block::Paragraph(paragraph)] if paragraph.lead_in.is_none() => RunHtml(&paragraph.text).fmt(f),
            blocks => BodyHtml { blocks, around: self.around }.fmt(f),
        }
    }
}

/// It is made of blocks, which are templates.
impl HtmlSafe for ItemHtml<'_> {}

/// A film with what is said of it, without the `<figure>` around it.
#[derive(Template)]
#[template(path = "film.html")]
pub(crate) struct FilmHtml<'a> {
    pub(crate) title: &'a str,
    pub(crate) media: Option<String>,
    pub(crate) url: Option<&'a WebUrl>,
    pub(crate) poster: Option<String>,
    pub(crate) alt: &'a str,
    pub(crate) duration: Option<Length>,
    pub(crate) caption: Caption<'a>,
    pub(crate) setting: &'a Setting<'a>,
}

/// It is a template.
impl HtmlSafe for FilmHtml<'_> {}

/// A length in seconds, printed as `4:01` or `1:02:03`.
#[derive(Clone, Copy)]
pub(crate) struct Length(pub(crate) u32);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        match hours {
            0 => write!(f, "{minutes}:{seconds:02}"),
            hours => write!(f, "{hours}:{minutes:02}:{seconds:02}"),
        }
    }
}
