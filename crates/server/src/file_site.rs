//! Sites of files: coverages as pages that need no server. The pages are those that readers are served,
//! by the same templates, and lead only to what lies beside them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use coverage::{Brief, Happened, Language, MediaId, PostId, Seq, Slug, Status, View};
use render::{
    Address, FileSite, FiledMedium, Form, Found, FrontPart, FrontPlace, InterfaceLanguage, Neighbours, Past, Publisher,
    SilentRevisions, Site, Source, Stand, Summary, version_file,
};
use store::{CarriedMedium, Following, Recorded};

use crate::assets::Wardrobe;
use crate::following;
use crate::live::neighbours;
use crate::theme::Themes;

/// What pages say of the newsroom, and how they look.
#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// What the newsroom is called.
    pub name: Box<str>,
    /// The newsroom's language, in which the list of coverages is.
    pub language: Language,
    /// The address under which the site will be found, without a slash at its end; none where nobody knows.
    pub address: Option<Box<str>>,
    /// How pages look.
    pub themes: Themes,
    /// How histories show revisions that came without a notice.
    pub silent_revisions: SilentRevisions,
}

/// A coverage with what its pages are made of.
pub struct Filed {
    slug: Slug,
    view: View,
    changes: Vec<Recorded>,
    source: Option<Source>,
}

/// The files of pictures and films that lie beside the pages.
pub type FiledMedia = BTreeMap<MediaId, FiledMedium>;

impl Filed {
    /// A coverage out of its whole record, as a store gives it.
    #[must_use]
    pub fn of(slug: Slug, changes: Vec<Recorded>) -> Self {
        let mut view = View::blank();
        for change in &changes {
            view.apply(change.at(), change.change());
        }
        Self { slug, view, changes, source: None }
    }

    /// The same for one that another server tells, or told: its pages say so.
    #[must_use]
    pub fn from_source(self, following: Option<&Following>) -> Self {
        Self { source: following.map(following::source_of), ..self }
    }

    /// Whether readers may see it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.view.coverage().status != Status::Draft
    }

    /// The pictures and films that its pages show. Those of withdrawn posts are not among them.
    #[must_use]
    pub fn media(&self) -> BTreeSet<MediaId> {
        let posts = self.view.posts().filter_map(|post| post.content()).flat_map(|content| content.body.media());
        self.view.coverage().lead.iter().flat_map(|lead| lead.media()).chain(posts).collect()
    }

    /// The changes that tell of each post, and of the coverage as a whole.
    fn histories(&self) -> HashMap<Option<PostId>, Vec<Happened<'_>>> {
        let mut histories: HashMap<_, Vec<_>> = HashMap::new();
        for it in &self.changes {
            let happened = Happened { seq: it.seq(), at: it.at(), change: it.change() };
            histories.entry(it.change().post()).or_default().push(happened);
        }
        histories
    }
}

/// Which files of a picture or film lie beside the pages, by the name that each is carried under.
#[must_use]
pub fn filed_medium(medium: &CarriedMedium, is_there: impl Fn(&str) -> bool) -> FiledMedium {
    let mut filed = FiledMedium::default();
    for file in medium.files().filter(|file| is_there(&file.name)) {
        let name = file.name.rsplit('/').next().unwrap_or_default();
        match name.split_once('.') {
            Some(("whole", ending)) => filed.whole = Some(ending.into()),
            Some((width, coding)) => {
                filed.renditions.extend(width.parse().ok().map(|width| (coding.into(), width)));
            }
            None => {}
        }
    }
    filed
}

/// Gives each file of a site of these coverages to `put`, with its name from the top of the site, in an
/// order that depends on nothing else. Those that readers may not see are left out; the files of pictures
/// and films are for whoever asks to lay beside them, as `media` says.
///
/// # Errors
/// Those of `put`.
pub fn write_site(
    settings: &SiteSettings,
    coverages: &[Filed],
    media: FiledMedia,
    put: &mut impl FnMut(&str, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let shown: Vec<&Filed> = coverages.iter().filter(|filed| filed.is_public()).collect();
    let wardrobe = Wardrobe::of(&settings.themes);
    let found = if settings.address.is_some() { Found::AtAddress } else { Found::Anywhere };
    let site = Site {
        name: settings.name.clone(),
        language: settings.language.clone(),
        base_url: settings.address.clone().unwrap_or_default(),
        looks: wardrobe.looks,
        icon: wardrobe.icon,
        script: None,
        checker: None,
        worker: None,
        publisher: Publisher::default(),
        silent_revisions: settings.silent_revisions,
        stand: Stand::Files(FileSite {
            coverages: shown.iter().map(|filed| filed.slug.clone()).collect(),
            media,
            found,
        }),
    };
    for (path, content_type, bytes) in &wardrobe.files {
        let name = path.trim_start_matches('/');
        match std::str::from_utf8(bytes) {
            // Files that a style sheet names lie beside it.
            Ok(css) if content_type.starts_with("text/css") => {
                put(name, css.replace("url(/assets/", "url(").as_bytes())?;
            }
            _ => put(name, bytes)?,
        }
    }
    let named: Vec<(&Slug, &Brief)> = shown.iter().map(|filed| (&filed.slug, filed.view.brief())).collect();
    put("index.html", front(&site, &named).as_bytes())?;
    for (filed, neighbours) in shown.iter().zip(neighbours(&named)) {
        let neighbours = Neighbours { source: filed.source.clone(), ..neighbours };
        write_coverage(&site, filed, &neighbours, put)?;
    }
    Ok(())
}

/// The list of coverages, in the order in which readers are served it.
fn front(site: &Site, coverages: &[(&Slug, &Brief)]) -> String {
    let place = |(slug, brief): &(&Slug, &Brief)| Some((FrontPlace::of(slug, brief)?, Summary::of(slug, brief)));
    let mut placed: Vec<(FrontPlace, Summary)> = coverages.iter().filter_map(place).collect();
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let summaries: Vec<Summary> = placed.into_iter().map(|(_, summary)| summary).collect();
    render::front_page(site, &summaries, &FrontPart::default(), Form::Whole)
}

fn write_coverage(
    site: &Site,
    filed: &Filed,
    neighbours: &Neighbours,
    put: &mut impl FnMut(&str, &[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let Filed { slug, view, .. } = filed;
    let own = &view.coverage().language;
    for language in InterfaceLanguage::all_for(own) {
        if let Some(page) = render::filed_page(site, slug, view, neighbours, language) {
            put(&version_file(slug, own, language), page.as_bytes())?;
        }
    }
    let mut put = |address: Address<'_>, html: String| match address.file() {
        Some(file) => put(&file, html.as_bytes()),
        None => Ok(()),
    };
    let histories = filed.histories();
    let past = |post| whole_past(histories.get(&post).map(Vec::as_slice).unwrap_or_default());
    put(Address::History(slug), render::head_history_page(site, slug, view, &past(None)))?;
    put(Address::Corrections(slug), render::corrections_page(site, slug, view, None).unwrap_or_default())?;
    for post in view.posts() {
        let page = render::post_page_from(site, slug, view, post, Form::Whole, neighbours.source.as_ref());
        put(Address::Post(slug, post.id), page)?;
        let history = render::post_history_page(site, slug, view, post, &past(Some(post.id)));
        put(Address::PostHistory(slug, post.id), history)?;
    }
    if let Stand::Files(FileSite { found: Found::AtAddress, .. }) = site.stand {
        put(Address::Rss(slug), render::feed::rss(site, slug, view))?;
        put(Address::Atom(slug), render::feed::atom(site, slug, view))?;
        put(Address::JsonFeed(slug), render::feed::json(site, slug, view))?;
    }
    Ok(())
}

/// All that happened.
const fn whole_past<'a>(changes: &'a [Happened<'a>]) -> Past<'a> {
    Past { changes, from: Seq::START, is_newest: true, goes_back: false }
}
