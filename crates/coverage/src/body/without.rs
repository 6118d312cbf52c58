//! What is left where a picture or film is gone for good, or its file is not there.

use super::{Block, Body, Comparison, Embed, Image, Related, Video};
use crate::{Content, Lead, MediaId};

impl Content {
    /// The content without that picture or film; nothing where it does not show it.
    #[must_use]
    pub fn without_medium(&self, media: MediaId) -> Option<Self> {
        Some(Self { body: self.body.without_medium(media)?, ..self.clone() })
    }
}

impl Body {
    /// The body without that picture or film, and without what is said of it.
    /// Nothing may be left. Nothing where the body does not show it.
    fn without_medium(&self, media: MediaId) -> Option<Self> {
        self.media().contains(&media).then(|| {
            let blocks = self.blocks.iter().filter_map(|block| without(block, media)).collect();
            Self { blocks, later: self.later }
        })
    }
}

impl Lead {
    /// What stands on top without that picture or film; nothing where it does not show it.
    pub(crate) fn without_medium(&self, gone: MediaId) -> Option<Option<Self>> {
        self.media().any(|media| media == gone).then(|| match self {
            // The film stays, without the picture that it is shown by before it plays.
            Self::Video { title, media, url, duration, caption, source, .. } if *media != Some(gone) => {
                Some(Self::Video {
                    title: title.clone(),
                    media: *media,
                    url: url.clone(),
                    poster: None,
                    alt: String::new(),
                    duration: *duration,
                    caption: caption.clone(),
                    source: source.clone(),
                })
            }
            Self::Video { .. } | Self::Image { .. } => None,
        })
    }
}

impl Body {
    /// Leaves the words of a picture or film, and no file.
    pub(crate) fn forget_file(&mut self, media: MediaId) {
        self.blocks.iter_mut().for_each(|block| forget_file(block, media));
    }
}

impl Lead {
    /// Leaves the words of a picture or film, and no file.
    pub(crate) fn forget_file(&mut self, gone: MediaId) {
        let forget = |media: &mut Option<MediaId>| *media = media.filter(|media| *media != gone);
        match self {
            Self::Image { media, .. } => forget(media),
            Self::Video { media, poster, .. } => [media, poster].into_iter().for_each(forget),
        }
    }
}

fn forget_file(block: &mut Block, gone: MediaId) {
    let forget = |media: &mut Option<MediaId>| *media = media.filter(|media| *media != gone);
    let forget_image = |image: &mut Image| {
        if image.media == Some(gone) {
            (image.media, image.renditions) = (None, false);
        }
    };
    match block {
        Block::Image(image) => forget_image(image),
        Block::Gallery(images) => images.iter_mut().for_each(forget_image),
        Block::Comparison(pair) => [&mut pair.before, &mut pair.after].into_iter().for_each(forget_image),
        Block::Video(video) => [&mut video.media, &mut video.poster].into_iter().for_each(forget),
        Block::Embed(embed) if embed.picture == Some(gone) => {
            (embed.picture, embed.picture_size, embed.picture_alt) = (None, None, None);
        }
        Block::Related(related) => forget(&mut related.image),
        _ => {}
    }
}

fn without(block: &Block, media: MediaId) -> Option<Block> {
    let is_gone = |image: &Image| image.media == Some(media);
    let gone = Some(media);
    match block {
        Block::Image(image) if is_gone(image) => None,
        Block::Gallery(images) => {
            let left: Box<[Image]> = images.iter().filter(|image| !is_gone(image)).cloned().collect();
            (!left.is_empty()).then_some(Block::Gallery(left))
        }
        // There is nothing to compare with one picture alone.
        Block::Comparison(pair) => {
            let Comparison { before, after, .. } = &**pair;
            match (is_gone(before), is_gone(after)) {
                (false, false) => Some(block.clone()),
                (true, false) => Some(Block::Image(after.clone())),
                (false, true) => Some(Block::Image(before.clone())),
                (true, true) => None,
            }
        }
        Block::Video(video) if video.media == gone => None,
        Block::Video(video) if video.poster == gone => Some(Block::Video(Video { poster: None, ..video.clone() })),
        Block::Embed(embed) if embed.picture == gone => {
            let embed = Embed { picture: None, picture_size: None, picture_alt: None, ..(**embed).clone() };
            Some(Block::Embed(Box::new(embed)))
        }
        Block::Related(related) if related.image == gone => {
            Some(Block::Related(Related { image: None, alt: None, caption: None, credit: None, ..related.clone() }))
        }
        _ => Some(block.clone()),
    }
}
