//! How a coverage is told: its address, its clock and the words around it.

use std::fmt::{self, Write as _};

use askama::filters::{Escaper, Html, HtmlSafe};
use coverage::{Coverage, Direction, Inline, Language, ListItem, Paragraph, Post, PostId, Slug};
use jiff::Timestamp;

use crate::direction::Turned;
use crate::form::Form;
use crate::number::Notation;
use crate::stand::{Beside, Way};
use crate::time::{Clock, instant};
use crate::words::Words;
use crate::{Address, Site};

/// What every part of a coverage's page has to know.
pub(crate) struct Setting<'a> {
    pub(crate) slug: &'a Slug,
    pub(crate) clock: Clock,
    pub(crate) voice: Voice,
    /// Which way the coverage's language runs.
    pub(crate) direction: Direction,
    /// How numbers are written.
    pub(crate) notation: Notation,
    /// In which form the page is shown.
    pub(crate) form: Form,
    /// The page of the coverage that its other pages lead back to: as it is now, or as it stood.
    pub(crate) home: Address<'a>,
    /// From where the page names what is beside it.
    pub(crate) beside: Beside<'a>,
}

impl<'a> Setting<'a> {
    pub(crate) fn of(slug: &'a Slug, coverage: &Coverage) -> Self {
        Self {
            slug,
            clock: Clock::of(&coverage.time_zone),
            voice: Voice::of(&coverage.language),
            direction: coverage.language.direction(),
            notation: Notation::of(coverage.language.as_str()),
            form: Form::Whole,
            home: Address::Coverage(slug),
            beside: Beside::Server,
        }
    }

    /// The same for a page of a coverage as it stood.
    pub(crate) fn at_home(self, home: Address<'a>) -> Self {
        Self { home, ..self }
    }

    /// The same for a page in a form.
    pub(crate) fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// The same for a page that stands elsewhere.
    pub(crate) fn standing(self, beside: Beside<'a>) -> Self {
        Self { beside, ..self }
    }

    /// The same with other words around what members wrote.
    pub(crate) fn speaking(self, words: &'static Words, coverage: &Coverage) -> Self {
        Self { voice: Voice::in_words(words, &coverage.language), ..self }
    }

    /// What is to be said of the direction of what a member wrote.
    pub(crate) fn turned(&self, text: &str) -> Turned {
        Turned::text(self.direction, text)
    }

    /// The same of a run.
    pub(crate) fn turned_run(&self, run: &[Inline]) -> Turned {
        Turned::run(self.direction, run)
    }

    /// The same of a paragraph.
    pub(crate) fn turned_paragraph(&self, paragraph: &Paragraph) -> Turned {
        Turned::paragraph(self.direction, paragraph)
    }

    /// The same of a list.
    pub(crate) fn turned_items(&self, items: &[ListItem]) -> Turned {
        Turned::items(self.direction, items)
    }

    /// Whether the words are English ones in an English coverage.
    pub(crate) fn is_english(&self) -> bool {
        !self.voice.foreign && self.voice.words.language == "en"
    }

    pub(crate) const fn post(&self, post: &PostId) -> Address<'a> {
        Address::Post(self.slug, *post)
    }

    /// Where a page links to another: to that in the same form.
    pub(crate) const fn to<'b>(&self, page: Address<'b>) -> Way<'b> {
        self.beside.to(self.form, page)
    }

    /// Where a page links to one that has the whole form only.
    pub(crate) const fn to_whole<'b>(&self, page: Address<'b>) -> Way<'b> {
        self.beside.to(Form::Whole, page)
    }

    /// The same, if there is such a page.
    pub(crate) fn way<'b>(&self, page: Address<'b>) -> Option<Way<'b>> {
        self.beside.has(page).then(|| self.to_whole(page))
    }

    /// Whether a server answers.
    pub(crate) const fn is_served(&self) -> bool {
        self.beside.is_served()
    }

    /// Where a page of the coverage leads back to.
    pub(crate) const fn to_home(&self) -> Way<'a> {
        self.beside.to(self.form, self.home)
    }

    /// A time as it is told here.
    pub(crate) const fn moment(&self, at: &Timestamp) -> Moment<'_> {
        Moment { setting: self, at: *at, precision: Precision::Minute }
    }

    /// A time at which something became of a post, or of its coverage along with it.
    ///
    /// Where the clock time of the post is not known, that of what happened on
    /// the same day is not known either: both come out of an import.
    pub(crate) fn moment_with(&self, post: &Post, at: &Timestamp) -> Moment<'_> {
        self.moment_of(post.approximate, post.published_at, *at)
    }

    /// The same of a post that was published at that time, which may be a guess.
    pub(crate) fn moment_of(&self, approximate: bool, published_at: Timestamp, at: Timestamp) -> Moment<'_> {
        let moment = self.moment(&at);
        let guessed = approximate && moment.is_on_day_of(&self.moment(&published_at));
        let precision = if guessed { Precision::Day } else { Precision::Minute };
        Moment { precision, ..moment }
    }
}

/// A time in the coverage's zone; as a whole, a `<time>` element with its date.
pub(crate) struct Moment<'a> {
    setting: &'a Setting<'a>,
    at: Timestamp,
    precision: Precision,
}

/// How much of a time is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    /// All that is told of it.
    Minute,
    /// Its date alone.
    Day,
}

impl Moment<'_> {
    /// For machines.
    pub(crate) fn instant(&self) -> String {
        instant(self.at)
    }

    /// Hours and minutes.
    pub(crate) fn minutes(&self) -> String {
        self.setting.clock.minutes(self.at)
    }

    /// The zone's name at that time.
    pub(crate) fn zone(&self) -> String {
        self.setting.clock.zone(self.at)
    }

    /// The date.
    pub(crate) fn date(&self) -> Said<String> {
        let voice = self.setting.voice;
        voice.say(self.setting.clock.date(self.at, voice.words))
    }

    /// The date, with the time of day and its zone.
    pub(crate) fn date_time(&self) -> Said<String> {
        let Setting { voice, clock, .. } = self.setting;
        voice.say(clock.date_time(self.at, voice.words))
    }

    /// Whether its clock time may be told.
    pub(crate) fn has_clock_time(&self) -> bool {
        self.precision == Precision::Minute
    }

    /// The date for machines, such as `2022-02-17`.
    pub(crate) fn day(&self) -> String {
        self.setting.clock.day(self.at)
    }

    /// Whether both are on the same day here.
    pub(crate) fn is_on_day_of(&self, other: &Self) -> bool {
        self.day() == other.day()
    }
}

impl fmt::Display for Moment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.has_clock_time() {
            let day = self.setting.clock.day(self.at);
            return write!(f, r#"<time datetime="{day}">{}</time>"#, self.date());
        }
        write!(f, r#"<time datetime="{}">{}</time>"#, self.instant(), self.date_time())
    }
}

/// It is made of digits, of names out of the time zone database and of a date that is escaped.
impl HtmlSafe for Moment<'_> {}

/// The words of the interface, as they are said in a coverage's page.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    pub(crate) words: &'static Words,
    /// The words' language and direction where they are not those of the page.
    foreign: bool,
}

impl Voice {
    /// The words for a page in that language: in it, or in English where there are none in it.
    pub(crate) fn of(language: &Language) -> Self {
        Self::in_words(Words::of(language.as_str()), language)
    }

    /// These words in a page of that language.
    pub(crate) fn in_words(words: &'static Words, language: &Language) -> Self {
        let is_language = language.as_str().split('-').next() == Some(words.language);
        // A language may be written in a script of the other direction: `ar-Latn`.
        Self { words, foreign: !is_language || words.direction != language.direction() }
    }

    /// The words for a page of the site itself, which is in the language of its words.
    pub(crate) fn of_site(site: &Site) -> Self {
        Self { words: Words::of(site.language.as_str()), foreign: false }
    }

    /// Marks words as being of another language than the page, where they are.
    pub(crate) const fn say<T: fmt::Display>(self, text: T) -> Said<T> {
        Said { voice: self, text }
    }

    /// The attributes of an element that holds nothing but words of the interface.
    pub(crate) const fn attributes(self) -> VoiceAttributes {
        VoiceAttributes { voice: self }
    }
}

/// Words of the interface, marked up with their language.
pub(crate) struct Said<T> {
    voice: Voice,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Said<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { voice, text } = self;
        if voice.foreign {
            write!(f, "<span{}>", voice.attributes())?;
            write!(Escaping(&mut *f), "{text}")?;
            f.write_str("</span>")
        } else {
            write!(Escaping(f), "{text}")
        }
    }
}

/// The text is escaped as it is written.
impl<T: fmt::Display> HtmlSafe for Said<T> {}

/// ` lang="…" dir="…"`, or nothing.
pub(crate) struct VoiceAttributes {
    voice: Voice,
}

impl fmt::Display for VoiceAttributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Voice { words, foreign } = self.voice;
        if foreign {
            write!(f, r#" lang="{}" dir="{}""#, words.language, words.direction.as_str())?;
        }
        Ok(())
    }
}

/// It holds a tag of our own.
impl HtmlSafe for VoiceAttributes {}

/// Escapes whatever is written to it.
pub(crate) struct Escaping<W>(pub(crate) W);

impl<W: fmt::Write> fmt::Write for Escaping<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        Html.write_escaped_str(&mut self.0, text)
    }
}
