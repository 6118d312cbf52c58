//! What a page says of itself in its head.

use coverage::{Block, Direction, Language, Lead, Post, Slug, Status, Theme, View};

use crate::oembed::{self, OEmbedForm};
use crate::preview::{PREVIEW_SIZE, Preview};
use crate::time::instant;
use crate::words::Words;
use crate::{Address, Choice, Form, Reading, Site, SlotEntry, Source, Window};

/// What a page says of itself to browsers, search engines and other sites.
pub(crate) struct Head {
    pub(crate) language: Box<str>,
    pub(crate) direction: Direction,
    /// The words of the interface in it.
    pub(crate) words: &'static Words,
    /// The name of the page's look, where it is not the standard one.
    pub(crate) theme: Option<Theme>,
    pub(crate) title: String,
    /// The title where it is shown beside the site's name.
    pub(crate) card_title: String,
    pub(crate) description: Option<String>,
    /// The page's own URL; none for a page that is not to be found, such as a fault.
    pub(crate) canonical: Option<String>,
    /// Its Open Graph type.
    pub(crate) kind: &'static str,
    pub(crate) image: Option<CardImage>,
    /// Open Graph properties that hold times.
    pub(crate) times: Vec<(&'static str, String)>,
    pub(crate) alternates: Vec<Alternate>,
    /// How the page is shown.
    pub(crate) shown: Shown,
    /// What the paths of styles and pictures begin with: the way up to the top of a site that stands in files.
    pub(crate) up: &'static str,
    /// The same page with the words around it in other languages, itself among them.
    pub(crate) versions: Vec<Version>,
}

/// A page with the words around it in a language.
pub(crate) struct Version {
    pub(crate) words: &'static Words,
    /// Its file, beside the others.
    pub(crate) file: String,
    pub(crate) is_here: bool,
}

/// How a page is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shown {
    /// On its own, and whole.
    Alone,
    /// In words alone.
    Text,
    /// In a frame on another site: without what belongs to this one, and its links lead out of the frame.
    Framed,
    /// As it stood at an earlier moment: not to be found, but for the page as it is now.
    AsOf,
}

/// The feeds that stand beside pages in files.
const FEEDS: [&str; 3] = ["application/rss+xml", "application/atom+xml", "application/feed+json"];

/// How many characters of a post stand for it where its page is described.
const DESCRIPTION: usize = 200;

/// How many characters of a post without a headline stand for one.
const TITLE: usize = 70;

/// The picture of a page where another site links to it.
pub(crate) struct CardImage {
    pub(crate) url: String,
    pub(crate) alt: Box<str>,
    /// Its width and height in pixels, where they are known.
    pub(crate) size: Option<(u32, u32)>,
}

/// The same content in another form.
pub(crate) struct Alternate {
    pub(crate) media_type: &'static str,
    pub(crate) title: String,
    pub(crate) url: String,
}

impl Head {
    /// The language as Open Graph writes it.
    pub(crate) fn locale(&self) -> String {
        self.language.replace('-', "_")
    }

    /// A page of the site itself, in the language of its words.
    pub(crate) fn of_site(site: &Site, words: &'static Words, title: &str) -> Self {
        Self {
            words,
            language: words.language.into(),
            direction: words.direction,
            theme: None,
            title: format!("{title} – {}", site.name),
            card_title: title.to_owned(),
            description: None,
            canonical: None,
            kind: "website",
            image: None,
            times: Vec::new(),
            alternates: Vec::new(),
            shown: Shown::Alone,
            up: "",
            versions: Vec::new(),
        }
    }

    /// The same page where it stands. In a file, it names what is beside it, and its own address if that is known.
    pub(crate) fn standing(self, site: &Site, page: Address<'_>) -> Self {
        let beside = site.beside(page);
        if beside.is_served() {
            return self;
        }
        let is_found = site.is_found();
        let is_there = |alternate: &Alternate| is_found && FEEDS.contains(&alternate.media_type);
        let alternates = self.alternates.into_iter().filter(is_there).collect();
        let canonical = self.canonical.filter(|_| is_found);
        Self { up: beside.up(), canonical, alternates, image: None, ..self }
    }

    /// Where an entry of a theme leads. A path of the newsroom's own server leads nowhere from a file.
    pub(crate) fn outward<'e>(&self, entry: &'e SlotEntry) -> Option<&'e str> {
        entry.url.as_deref().filter(|url| self.up.is_empty() || !url.starts_with('/'))
    }

    /// The same page in a form; it is found under the address of the whole one.
    pub(crate) fn in_form(self, form: Form) -> Self {
        match form {
            Form::Whole => self,
            Form::Text => Self { shown: Shown::Text, ..self },
        }
    }

    /// In which form the page is shown.
    pub(crate) fn form(&self) -> Form {
        if self.shown == Shown::Text { Form::Text } else { Form::Whole }
    }

    /// The same page of a coverage that another server tells: it is to be found there.
    pub(crate) fn of_source(self, site: &Site, slug: &Slug, source: Option<&Source>) -> Self {
        let Some(source) = source else { return self };
        let canonical = self.canonical.map(|here| source.original(site, slug, here));
        Self { canonical, ..self }
    }

    /// The same page for a frame on another site. It is found under the address of the page itself.
    pub(crate) fn framed(self) -> Self {
        Self { shown: Shown::Framed, alternates: Vec::new(), ..self }
    }

    /// A page of a coverage. Whatever a reader chose of it, and in whichever order, its own
    /// address is that of the coverage; only the pages of older posts have one of their own.
    pub(crate) fn of_reading(site: &Site, slug: &Slug, view: &View, reading: &Reading) -> Self {
        let coverage = view.coverage();
        let headline = coverage.headline.as_str();
        let (card_title, address) = match reading.window {
            Window::Before(post) if reading.choice == Choice::default() => (
                format!("{headline} ({})", Words::of(coverage.language.as_str()).older_page),
                Address::Before(slug, post),
            ),
            _ => (headline.to_owned(), Address::Coverage(slug)),
        };
        Self {
            title: format!("{card_title} – {}", site.name),
            card_title,
            description: coverage.standfirst.as_ref().map(|text| text.as_str().to_owned()).or_else(|| {
                let first = coverage.key_points.first()?;
                Some(first.text.as_str().to_owned())
            }),
            times: vec![
                ("article:published_time", instant(coverage.opened_at)),
                ("article:modified_time", instant(view.changed_at())),
            ],
            ..Self::of_coverage(site, slug, view, address)
        }
    }

    /// A page of a coverage as it stood. Whoever links to it is shown what it says of itself by its title alone:
    /// the picture of then may be another by now.
    pub(crate) fn at_moment(self, site: &Site, slug: &Slug, view: &View, moment: &str) -> Self {
        let card_title = self.words.labelled(moment, view.coverage().headline.as_str());
        let json = Alternate {
            media_type: "application/json",
            title: format!("{card_title} (JSON)"),
            url: site.url(Address::AtJson(slug, view.seq())),
        };
        Self {
            title: format!("{card_title} – {}", site.name),
            card_title,
            canonical: Some(site.url(Address::Coverage(slug))),
            image: None,
            alternates: vec![json],
            shown: Shown::AsOf,
            ..self
        }
    }

    /// The page of one post.
    pub(crate) fn of_post(site: &Site, slug: &Slug, view: &View, post: &Post) -> Self {
        let text = post.content().map(|content| content.body.text()).unwrap_or_default();
        let headline = post.content().and_then(|content| content.headline.as_ref());
        let card_title = match headline {
            Some(headline) => headline.as_str().to_owned(),
            None if text.is_empty() => view.coverage().headline.as_str().to_owned(),
            None => excerpt(&text, TITLE),
        };
        let mut times = Vec::new();
        if !post.approximate {
            times.push(("article:published_time", instant(post.published_at)));
        }
        times.extend(post.revised_at.map(|at| ("article:modified_time", instant(at))));
        let mut coverage_head = Self::of_coverage(site, slug, view, Address::Post(slug, post.id));
        if post.content().is_none() {
            coverage_head.alternates.retain(|alternate| !alternate.media_type.ends_with("+oembed"));
        }
        Self {
            title: format!("{card_title} – {}", site.name),
            card_title,
            // A withdrawn post is not to be found any more; its address goes on saying so.
            canonical: coverage_head.canonical.clone().filter(|_| post.content().is_some()),
            description: Some(excerpt(&text, DESCRIPTION)).filter(|text| !text.is_empty()),
            image: post_image(site, slug, view, post),
            times,
            ..coverage_head
        }
    }

    /// The page of what readers of a coverage were told openly.
    pub(crate) fn of_corrections(site: &Site, slug: &Slug, view: &View) -> Self {
        let coverage_head = Self::of_coverage(site, slug, view, Address::Corrections(slug));
        let card_title =
            coverage_head.words.labelled(coverage_head.words.corrections, view.coverage().headline.as_str());
        let is_feed = |alternate: &Alternate| !alternate.media_type.ends_with("+oembed");
        Self {
            title: format!("{card_title} – {}", site.name),
            card_title,
            kind: "website",
            alternates: coverage_head.alternates.into_iter().filter(is_feed).collect(),
            ..coverage_head
        }
    }

    /// The page on which a record is checked.
    pub(crate) fn of_proof(site: &Site, slug: &Slug, view: &View) -> Self {
        let coverage_head = Self::of_coverage(site, slug, view, Address::Proof(slug));
        let card_title = coverage_head.words.labelled(coverage_head.words.proof, view.coverage().headline.as_str());
        Self {
            title: format!("{card_title} – {}", site.name),
            card_title,
            kind: "website",
            alternates: Vec::new(),
            ..coverage_head
        }
    }

    fn of_coverage(site: &Site, slug: &Slug, view: &View, address: Address<'_>) -> Self {
        let coverage = view.coverage();
        let alternate = |media_type, form: &str, address| Alternate {
            media_type,
            title: format!("{} ({form})", coverage.headline),
            url: site.url(address),
        };
        let page = match address {
            Address::Post(..) => address,
            _ => Address::Coverage(slug),
        };
        let oembed = |media_type, form| Alternate {
            media_type,
            title: coverage.headline.to_string(),
            url: oembed::discovery(site, page, form),
        };
        Self {
            language: page_language(&coverage.language),
            direction: coverage.language.direction(),
            theme: coverage.theme.clone(),
            canonical: (coverage.status != Status::Draft).then(|| site.url(address)),
            kind: "article",
            image: Some(coverage_image(site, slug, view)),
            alternates: vec![
                alternate("application/rss+xml", "RSS", Address::Rss(slug)),
                alternate("application/atom+xml", "Atom", Address::Atom(slug)),
                alternate("application/feed+json", "JSON Feed", Address::JsonFeed(slug)),
                alternate("application/json", "JSON", Address::Json(slug)),
                oembed("application/json+oembed", OEmbedForm::Json),
                oembed("text/xml+oembed", OEmbedForm::Xml),
            ],
            ..Self::of_site(site, Words::of(coverage.language.as_str()), coverage.headline.as_str())
        }
    }
}

/// The value of `lang`: empty, which says “unknown”, for a language that is undetermined.
pub(crate) fn page_language(language: &Language) -> Box<str> {
    match language.as_str() {
        "und" => Box::default(),
        tag => tag.into(),
    }
}

/// The beginning of a text on one line, at most so many characters and an
/// ellipsis. It is cut between words; a word that would be most of it, as in a
/// script without spaces, is cut itself.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut room = most;
    for word in text.split_whitespace() {
        let space = if short.is_empty() { "" } else { " " };
        let length = space.len() + word.chars().count();
        if length > room {
            if room > most / 2 {
                short.push_str(space);
                short.push_str(beginning(word, room - space.len()));
                short.push('…');
            } else {
                short.push_str(" …");
            }
            break;
        }
        short.push_str(space);
        short.push_str(word);
        room -= length;
    }
    short
}

/// The beginning of a word of more than `most` characters. Marks stay with the letter they stand on.
fn beginning(word: &str, most: usize) -> &str {
    let cuts = word.char_indices().take(most + 1).skip(1);
    let mut beginnings = cuts.filter_map(|(at, _)| word.split_at_checked(at));
    // What a text cannot begin with is escaped where it does.
    let whole = |(before, after): &(&str, &str)| {
        !before.ends_with(JOINER) && after.escape_debug().next().is_some_and(|c| c != '\\')
    };
    let longest = beginnings.clone().filter(whole).last().or_else(|| beginnings.nth(most - 1));
    longest.map_or(word, |(before, _)| before)
}

/// The character that makes one sign of those on both sides of it.
const JOINER: char = '\u{200D}';

/// The picture of a lead.
fn card_image(site: &Site, lead: Option<&Lead>) -> Option<CardImage> {
    let (media, alt, size) = match lead? {
        Lead::Image { media, alt, width, height, .. } => (*media, alt, width.zip(*height)),
        Lead::Video { poster, alt, .. } => (*poster, alt, None),
    };
    Some(CardImage { url: site.url(Address::Media(media?)), alt: alt.as_str().into(), size })
}

/// The picture of a coverage: its lead; else its headline is drawn.
pub(crate) fn coverage_image(site: &Site, slug: &Slug, view: &View) -> CardImage {
    card_image(site, view.coverage().lead.as_ref()).unwrap_or_else(|| {
        let preview = Preview::of_coverage(site, slug, view);
        CardImage { url: preview.of_coverage_at(site, slug), alt: preview.alt(), size: Some(PREVIEW_SIZE) }
    })
}

/// The picture of a post: a photograph of its own says most; else its headline is drawn.
pub(crate) fn post_image(site: &Site, slug: &Slug, view: &View, post: &Post) -> Option<CardImage> {
    let photograph = post.content()?.body.blocks().iter().find_map(|block| match block {
        Block::Image(image) => Some((image, image.media?)),
        _ => None,
    });
    if let Some((image, media)) = photograph {
        return Some(CardImage { url: site.url(Address::Media(media)), alt: image.alt.clone(), size: image.size });
    }
    let preview = Preview::of_post(site, slug, view, post)?;
    Some(CardImage { url: preview.of_post_at(site, slug, post), alt: preview.alt(), size: Some(PREVIEW_SIZE) })
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(excerpt(text, 10), expected, "{text}");
    }

    #[test]
    fn an_excerpt_is_cut_between_words() {
        check(" one\n two ", "one two");
        check("one two te", "one two te");
        check("one two ten", "one two …");
        check("", "");
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_itself() {
        check("今日は港のフェリーが全便欠航です", "今日は港のフェリーが…");
        check("速報 今日は港のフェリーが欠航です", "速報 今日は港のフェ…");
        check("one two-three-four", "one two-th…");
        check("one two unbelievable", "one two …");
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        check(&"e\u{301}".repeat(9), &("e\u{301}".repeat(5) + "…"));
        check(&format!("x{}", "e\u{301}".repeat(9)), &format!("x{}…", "e\u{301}".repeat(4)));
        check("กินข้าวที่นี่", "กินข้าวที่…");
        check(&format!("12345678{}", "👩\u{200d}🚀".repeat(2)), "12345678…");
        check(&format!("x{}", "\u{301}".repeat(20)), &format!("x{}…", "\u{301}".repeat(9)));
    }
}
