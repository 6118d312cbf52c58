//! A picture on a page: in the widths and formats that it is stored in, cut to its shape.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Focus, Image, Line, MediaId, Prose, Shape};

use crate::Address;
use crate::block::Surroundings;
use crate::form::Form;
use crate::setting::Setting;

/// The widths in which a picture is stored beside its own, in pixels.
pub const RENDITION_WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1920, 2560];

/// The widths in which a picture of that width is stored, from the least: those that
/// are smaller, and its own if it is not wider than the widest.
pub fn rendition_widths(width: u32) -> impl Iterator<Item = u32> {
    let [.., widest] = RENDITION_WIDTHS;
    let own = width.min(widest);
    RENDITION_WIDTHS.into_iter().filter(move |rendition| *rendition < own).chain([own])
}

/// A picture with what is said of it, without the `<figure>` around it.
#[derive(Template)]
#[template(path = "picture.html")]
pub(crate) struct PictureHtml<'a> {
    pub(crate) stored: Option<Stored>,
    pub(crate) alt: &'a str,
    pub(crate) size: Option<(u32, u32)>,
    /// What it is cut to.
    pub(crate) cut: Option<Cut>,
    pub(crate) room: Room,
    pub(crate) loading: Loading,
    pub(crate) caption: Caption<'a>,
    /// Where it opens large, if it does.
    pub(crate) opened: Option<String>,
    pub(crate) setting: &'a Setting<'a>,
}

/// It is a template.
impl HtmlSafe for PictureHtml<'_> {}

impl<'a> PictureHtml<'a> {
    /// The picture of a block.
    pub(crate) fn of(image: &'a Image, around: Surroundings<'a>, room: Room) -> Self {
        let widest = image.size.filter(|_| image.renditions).map(|(width, _)| width);
        let stored = image.media.and_then(|media| Stored::of(around.up(), around.setting, media, widest));
        Self {
            opened: stored.as_ref().filter(|_| around.is_read_here()).map(Stored::large),
            stored,
            alt: &image.alt,
            size: image.size,
            cut: image.shape.map(|shape| Cut { shape, focus: image.focus }),
            room,
            loading: Loading::WhenNear,
            caption: Caption::of(image.caption.as_ref(), image.credit.as_ref()),
            setting: around.setting,
        }
    }
}

/// The address of a medium's whole file, where it is there. `up` is what addresses begin with.
pub(crate) fn file_of(up: &str, setting: &Setting<'_>, media: MediaId) -> Option<String> {
    let ending = setting.beside.files_of(media).whole()?;
    Some(format!("{up}{}{ending}", Address::Media(media)))
}

/// Where a picture is stored.
pub(crate) struct Stored {
    address: String,
    /// The address of the whole file, where that is there.
    whole: Option<String>,
    widths: Vec<u32>,
    /// The formats that there are besides JPEG, each in all of the widths.
    formats: Vec<&'static str>,
}

impl Stored {
    /// A picture that is stored in several widths if its own is given, and else once. None where it is not there.
    pub(crate) fn of(up: &str, setting: &Setting<'_>, media: MediaId, width: Option<u32>) -> Option<Self> {
        let kept = setting.beside.files_of(media);
        let widths = width.into_iter().flat_map(rendition_widths);
        let widths: Vec<u32> = widths.filter(|width| kept.has("jpg", *width)).collect();
        let has_all = |format: &&str| widths.iter().all(|width| kept.has(format, *width));
        let formats = ["avif", "webp"].into_iter().filter(has_all).collect();
        let whole = file_of(up, setting, media);
        let is_there = whole.is_some() || !widths.is_empty();
        is_there.then(|| Self { address: format!("{up}{}", Address::Media(media)), whole, widths, formats })
    }

    fn has_renditions(&self) -> bool {
        !self.widths.is_empty()
    }

    /// For a browser that chooses none: a middling width.
    fn source(&self) -> String {
        match self.widths.iter().rfind(|width| **width <= 960).or(self.widths.first()) {
            Some(width) => format!("{}/{width}.jpg", self.address),
            None => self.whole.clone().unwrap_or_default(),
        }
    }

    /// Its file for who wants to see it large: as wide as most screens.
    pub(crate) fn large(&self) -> String {
        match self.widths.iter().rfind(|width| **width <= 1920) {
            Some(width) => format!("{}/{width}.jpg", self.address),
            None => self.whole.clone().unwrap_or_default(),
        }
    }

    /// The formats that a browser may choose before JPEG, the one first that makes the smallest files.
    fn formats(&self) -> &[&'static str] {
        &self.formats
    }

    /// Every width in one format, for a `srcset`.
    fn set(&self, format: &str) -> String {
        let each = self.widths.iter().map(|width| format!("{}/{width}.{format} {width}w", self.address));
        each.collect::<Vec<_>>().join(", ")
    }
}

/// A shape, and what stays in sight in it.
#[derive(Clone, Copy)]
pub(crate) struct Cut {
    shape: Shape,
    focus: Option<Focus>,
}

impl Cut {
    /// The classes of the style sheet that cut it. A focus is rounded to one in twenty, since a
    /// page's policy takes no style on an element, and the sheet holds one class for each.
    fn classes(&self) -> String {
        let shape = match self.shape {
            Shape::Wide => "cut-16-9",
            Shape::Landscape => "cut-4-3",
            Shape::Square => "cut-1-1",
            Shape::Portrait => "cut-3-4",
        };
        let step = |part: u16| (u32::from(part) + 25) / 50;
        match self.focus {
            Some(Focus { x, y }) => format!("{shape} fx-{} fy-{}", step(x), step(y)),
            None => shape.to_owned(),
        }
    }
}

/// How wide a picture is shown, for a browser that has to choose a width before it has the style sheet.
#[derive(Clone, Copy)]
pub(crate) enum Room {
    /// As wide as the column of posts.
    Column,
    /// Beside another.
    Half,
}

impl Room {
    const fn sizes(self) -> &'static str {
        match self {
            Self::Column => "(min-width: 75em) 41rem, (min-width: 45em) calc(100vw - 13rem), calc(100vw - 2rem)",
            Self::Half => "(min-width: 75em) 20rem, (min-width: 45em) calc(50vw - 7rem), calc(100vw - 2rem)",
        }
    }
}

/// When a picture is fetched.
#[derive(Clone, Copy)]
pub(crate) enum Loading {
    /// Before all others: it is what the reader sees first.
    First,
    /// When the reader comes near.
    WhenNear,
}

/// What is printed under a picture or film.
#[derive(Clone, Copy)]
pub(crate) struct Caption<'a> {
    pub(crate) text: Option<&'a str>,
    pub(crate) credit: Option<&'a str>,
}

impl<'a> Caption<'a> {
    pub(crate) const NONE: Self = Self { text: None, credit: None };

    pub(crate) fn of<const A: usize, const B: usize>(text: Option<&'a Prose<A>>, credit: Option<&'a Line<B>>) -> Self {
        Self { text: text.map(|text| text.as_str()), credit: credit.map(|credit| credit.as_str()) }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.text.is_none() && self.credit.is_none()
    }
}
