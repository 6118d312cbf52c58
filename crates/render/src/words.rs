//! The words of the interface. What is said in which language stands in `locales`,
//! as [Fluent](https://projectfluent.org) has it; here stands what can be said.
//!
//! A word without variables is a field, one with variables a function. Both have the
//! name of their message, with `_` for `-`; so a word that is not listed here cannot be
//! asked for, and a test holds the files to the list.

mod locale;
mod texts;

use coverage::{Direction, Seq};

use self::texts::{Argument, Texts};

macro_rules! words {
    ($($(#[$doc:meta])* $word:ident,)*) => {
        /// The words that the pages say around what members wrote, in one language.
        pub(crate) struct Words {
            /// The language of the words, a BCP 47 tag.
            pub(crate) language: &'static str,
            /// The direction they are written in.
            pub(crate) direction: Direction,
            texts: Texts,
            $($(#[$doc])* pub(crate) $word: &'static str,)*
        }

        impl Words {
            fn load(language: &'static str, direction: Direction, file: &'static str) -> Self {
                let texts = Texts::read(language, file);
                Self { language, direction, $($word: texts.plain(stringify!($word)),)* texts }
            }
        }

        /// The names of the words without variables.
        #[cfg(test)]
        const PLAIN: &[&str] = &[$(stringify!($word),)*];
    };
}

words! {
    /// The link past the head of the page.
    skip,
    /// The link to the list of coverages.
    all_coverages,
    /// The title of the list of coverages.
    front_title,
    /// What the list says when it is empty.
    front_empty,
    /// The link to coverages that ended earlier.
    older_coverages,
    /// The link back to the beginning of the list of coverages.
    newest_coverages,
    /// The button that searches, and the heading of what is found.
    search,
    /// What the field is called in which it is written what to look for, in all coverages.
    search_all,
    /// The same, in one coverage.
    search_here,
    /// What is said where no post is found.
    search_nothing,
    /// What is said where words only begin as those do that were asked for.
    search_widened,
    /// The link that looks for words that begin so.
    search_widen,
    /// The heading of what helps to find more.
    search_help,
    /// To take fewer words, and look at their spelling.
    search_help_words,
    /// How words are begun only.
    search_help_beginning,
    /// How words are looked for side by side.
    search_help_phrase,
    /// The link that looks in all coverages.
    search_everywhere,
    /// The link to what is found further back.
    search_older,
    /// The link to the newest of what is found.
    search_newest,
    /// What is said where too many search.
    search_busy,
    /// What helps then.
    search_busy_note,
    /// A coverage in preparation.
    draft,
    /// A running coverage.
    live,
    /// A resting coverage.
    paused,
    /// A coverage that is over.
    ended,
    /// What a paused coverage says when it says nothing itself.
    paused_note,
    /// What an ended coverage says when it says nothing itself.
    ended_note,
    /// The link to where the story goes on.
    successor,
    /// The heading of the key points.
    key_points,
    /// The heading of the list of corrections.
    corrections,
    /// The link to the corrections of all coverages, and the heading over them.
    all_corrections,
    /// What is listed there.
    corrections_note,
    /// What stands there when there is none.
    corrections_none,
    /// The link to what was told earlier.
    corrections_older,
    /// The link to what was told last.
    corrections_newest,
    /// The link to what became of a post or a coverage.
    history,
    /// The heading over what became of a post.
    history_of_post,
    /// The heading over what became of what stands above the posts.
    history_of_coverage,
    /// How a history is read.
    history_note,
    /// The link to earlier versions.
    history_older,
    /// The link to the newest versions.
    history_newest,
    /// A version: the first.
    history_published,
    /// A version that came without a notice.
    history_silent,
    /// A post was put on top.
    history_pinned,
    /// A post does not stand on top any more.
    history_unpinned,
    /// What a change said was taken out of the record.
    history_blanked,
    /// Why the words of a withdrawn post are not there.
    history_gone,
    /// Why nothing is said of a revision but its time.
    history_hidden,
    /// Two versions have the same words.
    history_alike,
    /// Only links or emphasis differ.
    history_marks,
    /// Between what differs, blocks that do not.
    unchanged,
    /// What became of a picture, or of words: it was not there before.
    added,
    /// It is not there any more.
    removed,
    /// It is another.
    altered,
    /// What a headline is called.
    headline,
    /// What a standfirst is called.
    standfirst,
    /// What a status is called.
    status,
    /// What a label is called.
    label,
    /// Before whether a post is a key event.
    importance,
    /// What a byline is called.
    byline,
    /// What a dateline is called.
    dateline,
    /// What the names of contributors are called.
    credits,
    /// Before where links lead.
    links,
    /// What a card of another site's post is called.
    embed,
    /// What a chart is called.
    chart,
    /// What a break between two parts is called.
    rule,
    /// Before the name of the server that tells a coverage first.
    comes_from,
    /// That a coverage is told there, and repeated here.
    source_followed,
    /// That a coverage is told there, and what came lately is not here.
    source_stopped,
    /// That a coverage came from there, and is not kept up to date from there any more.
    source_left,
    /// The link to a coverage as it stood at other moments.
    moments,
    /// What is not as it was in a page that shows how a coverage stood.
    as_of_note,
    /// The link from there to the page as it is now.
    as_of_now,
    /// The link to how it stood before the last change.
    previous_change,
    /// The link to how it stood after the next change.
    next_change,
    /// The link to how it stood when this device first showed it.
    first_read,
    /// The field for the change that a page is to stand after.
    to_change,
    /// The field for the time that a page is to stand at.
    to_time,
    /// The button that shows it.
    show_then,
    /// From a change in a history, the link to how the page stood then.
    page_then,
    /// What stands where the words of an earlier version are not told.
    withheld,
    /// The link to the page on which a record can be checked.
    proof,
    /// The heading of that page.
    proof_title,
    /// That a record only grows.
    proof_what,
    /// What the fingerprint of a change is.
    proof_leaf,
    /// What the fingerprint over all of them is.
    proof_root,
    /// What a checkpoint is.
    proof_signed,
    /// What the button does.
    proof_reads,
    /// What the device keeps.
    proof_device,
    /// What the next check shows.
    proof_later,
    /// What is left of words that are not shown.
    proof_gone,
    /// What a check cannot show.
    proof_limit,
    /// What a checkpoint is worth elsewhere.
    proof_others,
    /// The heading over the checkpoint.
    proof_now,
    /// The heading over the keys.
    proof_keys,
    /// The button that checks.
    proof_check,
    /// The link that saves the checkpoint.
    proof_save,
    /// Before the command that does the same.
    proof_program,
    /// While it is being checked.
    proof_checking,
    /// That everything holds.
    proof_holds,
    /// Holds: where changes stand; their number follows.
    proof_order,
    /// Holds: what changes say; their number follows.
    proof_fits,
    /// Holds: changes whose words are not shown; their number follows.
    proof_withheld,
    /// Holds: the signature; the key follows.
    proof_signer,
    /// That the browser cannot check signatures.
    proof_unsigned,
    /// Holds: what was checked before; the time follows.
    proof_kept,
    /// That the checkpoint is kept from now on.
    proof_first,
    /// That another key signs than before.
    proof_rekeyed,
    /// Something does not hold; what follows.
    proof_broken,
    /// A change was altered; its number follows.
    proof_altered,
    /// A change is not where it has to be; its number follows.
    proof_gap,
    /// The changes are not those that were signed.
    proof_other,
    /// The checkpoint is signed by no key of the record.
    proof_unsaid,
    /// What was checked before is another now; the time follows.
    proof_rewritten,
    /// It could not be found out.
    proof_unknown,
    /// It cannot be found out over a connection that is not secure.
    proof_insecure,
    /// The heading over what is news to a reader who comes back.
    since,
    /// What stands there when there is none.
    since_nothing,
    /// The link to the oldest post that is new since then.
    first_unread,
    /// What opens the list of posts of which there is news.
    since_list,
    /// What ends the list where it is cut off.
    since_more,
    /// The link, for readers without a script, to what is news since the page was loaded.
    since_ask,
    /// The button that puts the list away.
    since_close,
    /// News of a post: it was published.
    news_new,
    /// News of a post: it was taken back.
    news_withdrawn,
    /// News of a post: it stands elsewhere.
    news_moved,
    /// The heading of the further reading.
    go_deeper,
    /// The heading of the pinned post.
    pinned,
    /// The heading of the posts.
    posts,
    /// The mark of a key event.
    key_event,
    /// Before its time, what a post without a headline is called for those who go by headings.
    untitled,
    /// Before the time of a revision.
    updated,
    /// Before the time of a correction, in the post's head.
    corrected,
    /// Before the time of a clarification, in the post's head.
    clarified,
    /// The heading of a correction.
    correction,
    /// The heading of a clarification.
    clarification,
    /// The heading of a note that something was added.
    update,
    /// What stands where a post was withdrawn.
    withdrawn,
    /// What stands where the words of a post were ordered gone.
    redacted,
    /// That they went by law.
    redacted_legal,
    /// That they went for somebody's safety.
    redacted_safety,
    /// That they went for somebody's privacy.
    redacted_privacy,
    /// What a post is told to readers with that showed what went by law.
    medium_gone_legal,
    /// The same of what went for somebody's safety.
    medium_gone_safety,
    /// The same of what went for somebody's privacy.
    medium_gone_privacy,
    /// Before the names of contributors.
    contributors,
    /// The link to a post's own page.
    permalink,
    /// The flag on a card that leads to another article.
    related,
    /// The flag on a film.
    video,
    /// The link to an embedded post where it stands.
    view_original,
    /// The flag on a background, which stands before its title where it is named.
    background,
    /// What a table without a caption is called.
    table,
    /// In the text form, before what a picture shows.
    picture,
    /// The link to the form of a page without pictures.
    text_only,
    /// The link to the form of a page with pictures.
    with_pictures,
    /// The button to the picture before the one that is seen large.
    picture_before,
    /// The button to the picture after it.
    picture_after,
    /// What a group of pictures is called.
    gallery,
    /// What the earlier of two compared pictures is called.
    before,
    /// What the later of them is called.
    after,
    /// What the slider between them is called.
    slider,
    /// What a chart of lines is called.
    line_chart,
    /// What a chart of bars is called.
    bar_chart,
    /// What a chart of steps is called.
    step_chart,
    /// What opens the table behind a chart.
    numbers,
    /// What a map is called.
    map,
    /// What opens the list of what is on a map.
    on_map,
    /// Before where numbers or places come from.
    source,
    /// Where a map's coasts and borders come from.
    map_data,
    /// The unit of a map's scale bar.
    kilometres,
    /// The link to older posts.
    older,
    /// The link back to the newest posts.
    newest,
    /// What a page of older posts is called, after the headline.
    older_page,
    /// Before the headline of the coverage, on a post's own page.
    part_of,
    /// The link from a post's own page to the coverage.
    whole_coverage,
    /// The name of the links to feeds.
    feeds,
    /// The name of the links by which posts are put in order and chosen.
    choice,
    /// The order from the newest post back.
    newest_first,
    /// The order from the first post on.
    oldest_first,
    /// All kinds of posts.
    all_posts,
    /// Key events and nothing else.
    key_events,
    /// What is said where no post is of the kind that was chosen.
    nothing_chosen,
    /// The way out of that.
    see_all,
    /// The link to newer posts.
    newer,
    /// The link back to the first posts.
    oldest,
    /// The name of the links to the coverages before and after.
    series,
    /// Before the headline of the coverage that this one goes on from.
    previous,
    /// Before the headline of the coverage that goes on from this one.
    next,
    /// Where the clock time of a post is not known.
    time_unknown,
    /// The link from a post's own page to where it stands among the others.
    in_context,
    /// The button that passes the address of a post on.
    share,
    /// For the script: the address of a post was copied.
    copied,
    /// For the script: the address of a post could not be copied.
    not_copied,
    /// For the script: more posts are being fetched.
    loading,
    /// For the script: more posts could not be fetched.
    not_loaded,
    /// The button that shows what keys do, and the heading over that.
    keys,
    /// What the key j does.
    key_next,
    /// What the key k does.
    key_previous,
    /// What the question mark does.
    key_help,
    /// What the key Escape does.
    key_close,
    /// The switch of all these keys.
    keys_on,
    /// For the script: connecting.
    mode_connecting,
    /// For the script: updates come as they happen.
    mode_live,
    /// For the script: updates are asked for.
    mode_polling,
    /// For the script: there is no connection.
    mode_offline,
    /// For the script: the reader has paused the page.
    mode_paused,
    /// The button that pauses the page.
    pause,
    /// The button that has it go on.
    resume,
    /// The link that asks for the page anew.
    try_again,
    /// What a device says that keeps no copy of the page, and has no network.
    offline_title,
    /// What can be done about it.
    offline_note,
    /// The heading over the pages that the device keeps.
    offline_kept,
    /// There is no page at this address.
    no_page,
    /// There is no coverage of that name.
    no_coverage,
    /// A coverage has no such page of older posts.
    no_part,
    /// A coverage has no such post.
    no_post,
    /// What names no moment.
    no_moment,
    /// How moments are named.
    no_moment_note,
    /// A moment before readers could see a coverage.
    too_early,
    /// Why there is nothing to be seen then.
    too_early_note,
    /// A moment that has not come.
    not_yet,
    /// Why there is nothing to be seen then.
    not_yet_note,
    /// There are no feeds of that form.
    no_feed,
    /// There is no such picture.
    no_picture,
    /// A picture is there and cannot be read.
    broken_picture,
    /// Why there may be nothing, under each of these.
    missing_note,
    /// The title of a page that could not be made.
    broken_page,
    /// What such a page says.
    broken_note,
    /// The title of a page that took too long.
    slow_page,
    /// What such a page says.
    slow_note,
    /// The heading over the coverages that are live.
    live_now,
    /// What stands in a coverage that has no posts yet.
    no_posts_yet,
    /// What the language of these words is called in it.
    language_name,
    /// What the links are called to the same page with the words around it in other languages.
    languages,
    /// Between the names of a list.
    comma,
}

/// The names of the words with variables.
#[cfg(test)]
const FILLED: &[&str] = &[
    "count",
    "saved",
    "new_updates",
    "player",
    "player_note",
    "labelled",
    "date",
    "date_time",
    "as_of",
    "as_of_change",
];

/// The languages that there are words in, as BCP 47 tags, English first.
pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
    locale::tags()
}

impl Words {
    /// The words for that language: in it, whatever its region, or in English.
    pub(crate) fn of(language: &str) -> &'static Self {
        locale::words(language)
    }

    /// How many posts there are.
    pub(crate) fn count(&self, posts: usize) -> String {
        self.texts.fill("count", &[("count", Argument::Number(posts)), ("number", Argument::Written(posts))])
    }

    /// For the script, which counts: that so many posts are new, as the CLDR's plural categories have it.
    /// `{n}` stands for the number. The category `other` is for those that the language does not tell apart.
    pub(crate) fn new_updates(&self) -> impl Iterator<Item = (&'static str, String)> {
        let said = |category| {
            self.texts
                .fill("new_updates", &[("count", Argument::Category(category)), ("number", Argument::Text("{n}"))])
        };
        let other = said("other");
        let apart = ["zero", "one", "two", "few", "many"].map(|category| (category, said(category)));
        let apart: Vec<_> = apart.into_iter().filter(|(_, text)| *text != other).collect();
        apart.into_iter().chain([("other", other)])
    }

    /// The button that loads the player of the site of that name.
    pub(crate) fn player(&self, site: &str) -> String {
        self.texts.fill("player", &[("site", self.name(site))])
    }

    /// What loading it tells to whom.
    pub(crate) fn player_note(&self, whom: &str) -> String {
        self.texts.fill("player_note", &[("whom", self.name(whom))])
    }

    /// What a page says that a device shows as it kept it; the device fills in when that was.
    pub(crate) fn saved(&self, time: &str) -> String {
        self.texts.fill("saved", &[("time", Argument::Text(time))])
    }

    /// That a coverage stood so at that moment.
    pub(crate) fn as_of(&self, moment: &str) -> String {
        self.texts.fill("as_of", &[("moment", Argument::Text(moment))])
    }

    /// After which change it stood so.
    pub(crate) fn as_of_change(&self, seq: Seq) -> String {
        self.texts.fill("as_of_change", &[("change", Argument::Text(&seq.to_string()))])
    }

    /// A word with what it says of.
    pub(crate) fn labelled(&self, label: &str, text: &str) -> String {
        self.texts.fill("labelled", &[("label", Argument::Text(label)), ("text", Argument::Text(text))])
    }

    /// A date; the month counts from one.
    pub(crate) fn date(&self, day: i8, month: i8, year: i16) -> String {
        let (day, year) = (day.to_string(), year.to_string());
        let month = Argument::Number(usize::try_from(month).unwrap_or_default());
        self.texts.fill("date", &[("day", Argument::Text(&day)), ("month", month), ("year", Argument::Text(&year))])
    }

    /// A date with a time of day.
    pub(crate) fn date_time(&self, date: &str, time: &str) -> String {
        self.texts.fill("date_time", &[("date", Argument::Text(date)), ("time", Argument::Text(time))])
    }

    /// A name, which nobody translates: in a language of the other direction it is set apart,
    /// or the punctuation beside it would go where nobody looks for it.
    const fn name<'a>(&self, name: &'a str) -> Argument<'a> {
        match self.direction {
            Direction::Ltr => Argument::Text(name),
            Direction::Rtl => Argument::Foreign(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use coverage::Seq;

    use super::locale::SHIPPED;
    use super::{FILLED, PLAIN, Words};

    #[test]
    fn every_language_has_the_messages_that_are_asked_for_and_no_other() {
        let asked: BTreeSet<_> = PLAIN.iter().chain(FILLED).map(|word| word.replace('_', "-")).collect();
        for (language, file, ..) in &SHIPPED {
            let written: BTreeSet<_> = file
                .lines()
                .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
                .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
                .collect();
            assert_eq!(written, asked, "{language}");
        }
    }

    #[test]
    fn every_message_can_be_filled_in_every_language() {
        for (language, ..) in &SHIPPED {
            let words = Words::of(language);
            let filled = [
                words.count(3),
                words.player("YouTube"),
                words.player_note("Google"),
                words.saved("14:05"),
                words.labelled("A", "B"),
                words.date(17, 2, 2022),
                words.date_time("A", "B"),
                words.as_of("A"),
                words.as_of_change(Seq(3)),
            ];
            for text in filled.into_iter().chain(words.new_updates().map(|(_, text)| text)) {
                assert!(!text.contains("{$") && !text.contains("{ $"), "{language}: {text}");
            }
        }
    }

    #[test]
    fn a_region_has_the_words_of_its_language_and_others_have_english_ones() {
        for (tag, language) in [
            ("en", "en"),
            ("de-AT", "de"),
            ("fr-CA", "fr"),
            ("es-419", "es"),
            ("uk-UA", "uk"),
            ("ru-KZ", "ru"),
            ("ar-EG", "ar"),
            ("AR", "ar"),
            ("zh-Hant", "en"),
            ("und", "en"),
            ("", "en"),
        ] {
            assert_eq!(Words::of(tag).language, language, "{tag}");
        }
    }

    #[test]
    fn posts_are_counted_as_each_language_counts() {
        let table = [
            ("en", 0, "No posts yet"),
            ("en", 1, "1 post"),
            ("en", 12345, "12,345 posts"),
            ("de", 12345, "12.345 Beiträge"),
            ("fr", 1, "1 publication"),
            ("fr", 2, "2 publications"),
            ("uk", 21, "21 допис"),
            ("uk", 3, "3 дописи"),
            ("uk", 11, "11 дописів"),
            ("ru", 101, "101 запись"),
            ("ru", 112, "112 записей"),
            ("ar", 0, "لا منشورات بعد"),
            ("ar", 1, "منشور واحد"),
            ("ar", 2, "منشوران"),
            ("ar", 5, "5 منشورات"),
            ("ar", 11, "11 منشورًا"),
            ("ar", 100, "100 منشور"),
        ];
        for (language, posts, said) in table {
            assert_eq!(Words::of(language).count(posts), said);
        }
    }

    #[test]
    fn the_script_is_given_the_forms_that_a_language_tells_apart() {
        let forms = |language| Words::of(language).new_updates().collect::<Vec<_>>();
        let names = |language| forms(language).iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(forms("en"), [("one", "{n} new update".to_owned()), ("other", "{n} new updates".to_owned())]);
        assert_eq!(names("fr"), ["one", "many", "other"]);
        assert_eq!(names("uk"), ["one", "few", "many", "other"]);
        assert_eq!(names("ar"), ["zero", "one", "two", "few", "many", "other"]);
    }

    #[test]
    fn a_name_of_the_other_direction_is_set_apart() {
        assert_eq!(Words::of("en").player("YouTube"), "Load it from YouTube");
        assert_eq!(Words::of("ar").player("YouTube"), "التحميل من \u{2068}YouTube\u{2069}");
    }
}
