//! The words of the interface, all of them, in one place.

/// The words that the pages say around what members wrote.
///
/// Another language is another value of this type.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language of the words, a BCP 47 tag.
    pub language: &'static str,
    /// How many posts there are.
    pub count: fn(usize) -> String,
    /// The link past the head of the page.
    pub skip: &'static str,
    /// The link to the list of coverages.
    pub all_coverages: &'static str,
    /// The title of the list of coverages.
    pub front_title: &'static str,
    /// What the list says when it is empty.
    pub front_empty: &'static str,
    /// A coverage in preparation.
    pub draft: &'static str,
    /// A running coverage.
    pub live: &'static str,
    /// A resting coverage.
    pub paused: &'static str,
    /// A coverage that is over.
    pub ended: &'static str,
    /// What a paused coverage says when it says nothing itself.
    pub paused_note: &'static str,
    /// What an ended coverage says when it says nothing itself.
    pub ended_note: &'static str,
    /// The link to where the story goes on.
    pub successor: &'static str,
    /// The heading of the key points.
    pub key_points: &'static str,
    /// The heading of the further reading.
    pub go_deeper: &'static str,
    /// The heading of the pinned post.
    pub pinned: &'static str,
    /// The heading of the posts.
    pub posts: &'static str,
    /// The switch that hides all posts but key events.
    pub key_events_only: &'static str,
    /// The mark of a key event.
    pub key_event: &'static str,
    /// Before its time, what a post without a headline is called for those who go by headings.
    pub untitled: &'static str,
    /// Before the time of a revision.
    pub updated: &'static str,
    /// Before the time of a correction, in the post's head.
    pub corrected: &'static str,
    /// Before the time of a clarification, in the post's head.
    pub clarified: &'static str,
    /// The heading of a correction.
    pub correction: &'static str,
    /// The heading of a clarification.
    pub clarification: &'static str,
    /// The heading of a note that something was added.
    pub update: &'static str,
    /// What stands where a post was withdrawn.
    pub withdrawn: &'static str,
    /// Before the names of contributors.
    pub contributors: &'static str,
    /// The link to a post's own page.
    pub permalink: &'static str,
    /// The flag on a card that leads to another article.
    pub related: &'static str,
    /// The flag on a film.
    pub video: &'static str,
    /// The link to an embedded post where it stands.
    pub view_original: &'static str,
    /// The button that loads the player of the site of that name.
    pub player: fn(&str) -> String,
    /// What loading it tells to whom.
    pub player_note: fn(&str) -> String,
    /// The flag on a background, which stands before its title where it is named.
    pub background: &'static str,
    /// What a table without a caption is called.
    pub table: &'static str,
    /// What a group of pictures is called.
    pub gallery: &'static str,
    /// What the earlier of two compared pictures is called.
    pub before: &'static str,
    /// What the later of them is called.
    pub after: &'static str,
    /// What the slider between them is called.
    pub slider: &'static str,
    /// What a chart of lines is called.
    pub line_chart: &'static str,
    /// What a chart of bars is called.
    pub bar_chart: &'static str,
    /// What a chart of steps is called.
    pub step_chart: &'static str,
    /// What opens the table behind a chart.
    pub numbers: &'static str,
    /// What a map is called.
    pub map: &'static str,
    /// What opens the list of what is on a map.
    pub on_map: &'static str,
    /// Before where numbers or places come from.
    pub source: &'static str,
    /// Where a map's coasts and borders come from.
    pub map_data: &'static str,
    /// The unit of a map's scale bar.
    pub kilometres: &'static str,
    /// The link to older posts.
    pub older: &'static str,
    /// The link back to the newest posts.
    pub newest: &'static str,
    /// What a page of older posts is called, after the headline.
    pub older_page: &'static str,
    /// Before the headline of the coverage, on a post's own page.
    pub part_of: &'static str,
    /// The link from a post's own page to the coverage.
    pub whole_coverage: &'static str,
    /// The name of the links to feeds.
    pub feeds: &'static str,
    /// For the script: one new post.
    pub new_one: &'static str,
    /// For the script: several new posts; `{n}` is their number.
    pub new_many: &'static str,
    /// For the script: connecting.
    pub mode_connecting: &'static str,
    /// For the script: updates come as they happen.
    pub mode_live: &'static str,
    /// For the script: updates are asked for.
    pub mode_polling: &'static str,
    /// For the script: there is no connection.
    pub mode_offline: &'static str,
}

/// English.
pub const ENGLISH: Words = Words {
    language: "en",
    count: |posts| match posts {
        0 => "No posts yet".to_owned(),
        1 => "1 post".to_owned(),
        more => format!("{more} posts"),
    },
    skip: "Skip to the live coverage",
    all_coverages: "All live coverage",
    front_title: "Live coverage",
    front_empty: "There is no live coverage at the moment.",
    draft: "Draft",
    live: "Live",
    paused: "Paused",
    ended: "Ended",
    paused_note: "This live coverage is paused. It will go on.",
    ended_note: "This live coverage has ended.",
    successor: "Follow our latest coverage",
    key_points: "What you need to know",
    go_deeper: "Go deeper",
    pinned: "Pinned",
    posts: "Latest",
    key_events_only: "Key events only",
    key_event: "Key event",
    untitled: "Update,",
    updated: "Updated",
    corrected: "Corrected",
    clarified: "Clarified",
    correction: "Correction",
    clarification: "Clarification",
    update: "Update",
    withdrawn: "This post was withdrawn",
    contributors: "Contributed to this post:",
    permalink: "Link to this post",
    related: "Related",
    video: "Video",
    view_original: "View the original",
    player: |site| format!("Load it from {site}"),
    player_note: |whom| {
        format!("That tells {whom} that you read this, and lets it set cookies. Nothing is told before.")
    },
    background: "Background",
    table: "Table",
    gallery: "Pictures",
    before: "Before",
    after: "After",
    slider: "How much of the earlier picture is shown",
    line_chart: "Line chart",
    bar_chart: "Bar chart",
    step_chart: "Step chart",
    numbers: "The numbers",
    map: "Map",
    on_map: "What is on the map",
    source: "Source:",
    map_data: "Map: Natural Earth",
    kilometres: "km",
    older: "Older posts",
    newest: "Newest posts",
    older_page: "older posts",
    part_of: "Part of our coverage:",
    whole_coverage: "See the whole coverage",
    feeds: "Follow this coverage elsewhere",
    new_one: "1 new update",
    new_many: "{n} new updates",
    mode_connecting: "Connecting",
    mode_live: "Updates appear as they happen",
    mode_polling: "Checking for updates every few seconds",
    mode_offline: "Offline: trying again",
};
