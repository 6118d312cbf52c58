//! One coverage of the newsroom: its brief at all times, and all of it while
//! somebody needs it.
//!
//! Somebody needs a coverage who holds it: a reader's stream, a desk, a request,
//! a write that is under way. There is no other count of them, and so none that
//! could be wrong: a coverage leaves memory only where nobody but its dossier
//! has a handle on it, while nobody can take one.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use coverage::{Brief, CoverageId, Seq, Slug};
use jiff::Timestamp;
use render::Neighbours;
use render::sitemap::NewsPost;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use super::{Head, Live};

/// In which way [`Asleep`] is written. Whoever alters its fields, or those of what is in it, or what
/// a view makes of changes, counts it up: what was written in another way is made anew.
pub(super) const FORM: u32 = 1;

/// What is known of a coverage, whether it is in memory as a whole or not.
pub(crate) struct Dossier {
    id: CoverageId,
    slug: Slug,
    state: RwLock<State>,
    /// Held by the one who reads the record of a sleeping coverage, so that it
    /// is read once for all who come to it.
    pub(super) waking: Mutex<()>,
    /// When it was last needed, as the newsroom counts time.
    used: AtomicU64,
    /// Up to which change its brief is kept in the store.
    kept: AtomicU64,
}

struct State {
    presence: Presence,
    neighbours: Arc<Neighbours>,
}

/// Whether a coverage is in memory.
#[derive(Clone)]
pub(crate) enum Presence {
    /// As a whole.
    Awake(Arc<Live>),
    /// Its brief is.
    Asleep(Arc<Asleep>),
}

/// What is known of a coverage that is not in memory.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Asleep {
    pub(crate) brief: Brief,
    /// Its posts that were news when it left.
    pub(crate) news: Box<[NewsPost]>,
}

impl Asleep {
    fn of(live: &Live, now: Timestamp) -> Self {
        let view = live.view();
        Self { brief: view.brief().clone(), news: NewsPost::all(&view, now) }
    }

    /// Reads what was written; none if it was written in another way after all.
    pub(super) fn read(told: &str, now: Timestamp) -> Option<Self> {
        let mut asleep: Self = serde_json::from_str(told).ok()?;
        // What is too old to be news will never be news again.
        asleep.news = asleep.news.into_iter().filter(|post| post.is_news(now)).collect();
        Some(asleep)
    }
}

impl Dossier {
    /// Of a coverage that is in memory.
    pub(super) fn awake(live: Arc<Live>) -> Self {
        let (id, slug) = (live.id(), live.slug().clone());
        Self::new(id, slug, Presence::Awake(live), Seq::START)
    }

    /// Of one that is not, and whose brief is kept in the store.
    pub(super) fn asleep(id: CoverageId, slug: Slug, asleep: Asleep) -> Self {
        let kept = asleep.brief.seq();
        Self::new(id, slug, Presence::Asleep(Arc::new(asleep)), kept)
    }

    fn new(id: CoverageId, slug: Slug, presence: Presence, kept: Seq) -> Self {
        Self {
            id,
            slug,
            state: RwLock::new(State { presence, neighbours: Arc::default() }),
            waking: Mutex::default(),
            used: AtomicU64::default(),
            kept: AtomicU64::new(kept.0),
        }
    }

    /// The coverage's identity in the store.
    pub(crate) const fn id(&self) -> CoverageId {
        self.id
    }

    /// Its name in URLs.
    pub(crate) const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Whether it is in memory, with all that there is of it.
    pub(crate) fn presence(&self) -> Presence {
        self.read(|state| state.presence.clone())
    }

    /// What is known without its posts.
    pub(crate) fn brief(&self) -> Brief {
        self.read(|state| match &state.presence {
            Presence::Awake(live) => live.brief(),
            Presence::Asleep(asleep) => asleep.brief.clone(),
        })
    }

    /// Where it stands.
    pub(crate) fn head(&self) -> Head {
        self.read(|state| match &state.presence {
            Presence::Awake(live) => live.head(),
            Presence::Asleep(asleep) => Head::of(&asleep.brief),
        })
    }

    /// Whether readers may know of it.
    pub(crate) fn is_public(&self) -> bool {
        self.head().is_public()
    }

    /// Takes in which coverages stand before and after it.
    pub(super) fn stand_between(&self, neighbours: Neighbours) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if *state.neighbours != neighbours {
            state.neighbours = Arc::new(neighbours);
            if let Presence::Awake(live) = &state.presence {
                live.stand_between(&state.neighbours);
            }
        }
    }

    /// Notes that it is needed.
    pub(super) fn touch(&self, now: u64) {
        self.used.store(now, Ordering::Relaxed);
    }

    /// When it was last needed.
    pub(super) fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    /// The coverage is in memory from now on.
    pub(super) fn wake(&self, live: &Arc<Live>) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        live.stand_between(&state.neighbours);
        state.presence = Presence::Awake(Arc::clone(live));
    }

    /// Lets the coverage leave memory, if nobody needs it; gives what stays.
    pub(super) fn fall_asleep(&self, now: Timestamp) -> Option<Arc<Asleep>> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let Presence::Awake(live) = &state.presence else { return None };
        // A handle is taken with the lock held that is held here.
        if Arc::strong_count(live) > 1 {
            return None;
        }
        let asleep = Arc::new(Asleep::of(live, now));
        let left = std::mem::replace(&mut state.presence, Presence::Asleep(Arc::clone(&asleep)));
        drop(state);
        // To let go of thousands of posts takes a while, and nobody need wait for it.
        drop(left);
        Some(asleep)
    }

    /// Whether the store has its brief as it is.
    pub(super) fn is_kept(&self, seq: Seq) -> bool {
        self.kept.load(Ordering::Relaxed) == seq.0
    }

    /// The store has its brief.
    pub(super) fn note_kept(&self, seq: Seq) {
        self.kept.store(seq.0, Ordering::Relaxed);
    }

    /// A poisoned lock still holds a whole state: each change to it is one step.
    fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use coverage::{Change, View};
    use render::sitemap::NewsPost;
    use serde_json::{Value, json};

    use super::{Asleep, FORM};
    use crate::clock;

    /// A coverage with something in every field.
    fn view() -> View {
        let post = "01890a5d-ac96-774b-bcce-b302099a8057";
        let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": "It blows."}]});
        let background = json!({
            "type": "background", "attrs": {"background": "01890a5d-ac96-774b-bcce-b302099a8058", "title": "Ferries"},
            "content": [paragraph],
        });
        let content = json!({
            "headline": "A report", "label": "Analysis", "key_event": true, "byline": "Ann Reeve",
            "contributors": [{"name": "Ben Moss"}], "dateline": "Mallaig",
            "body": {"v": 1, "doc": {"type": "doc", "content": [paragraph, background]}},
        });
        let published = json!({"post": post, "published_at": "2022-02-17T08:00:00Z", "content": content});
        let changes: [(&str, Value); 11] = [
            (
                "coverage_opened",
                json!({"headline": "Storm", "language": "en", "time_zone": "Europe/London", "status": "live"}),
            ),
            ("standfirst_changed", json!({"standfirst": "Of ferries."})),
            ("theme_changed", json!({"theme": "evening"})),
            ("lead_changed", json!({"lead": {"kind": "image", "alt": "A ferry"}})),
            ("post_published", published),
            ("key_points_changed", json!({"key_points": [{"text": "It blows.", "post": post}]})),
            ("go_deeper_changed", json!({"go_deeper": [{"title": "More"}]})),
            ("post_pinned", json!({"post": post})),
            ("status_changed", json!({"status": "ended", "note": "It is over."})),
            ("successor_changed", json!({"successor": "calm"})),
            ("imagined", json!({})),
        ];
        let mut view = View::blank();
        for (minute, (kind, mut payload)) in (0..).zip(changes) {
            payload["v"] = json!(1);
            let change = Change::read(kind, payload);
            assert!(kind == "imagined" || change.kind() == kind && !matches!(change, Change::Unknown { .. }), "{kind}");
            view.apply(format!("2022-02-17T09:{minute:02}:00Z").parse().unwrap(), &change);
        }
        view
    }

    /// Whoever has to alter this test counts [`FORM`] up: what stores hold is then made anew.
    #[test]
    fn what_is_kept_of_a_coverage_has_this_form() {
        let view = view();
        let news = NewsPost::all(&view, view.changed_at());
        let asleep = Asleep { brief: view.brief().clone(), news };
        let told = serde_json::to_value(&asleep).unwrap();
        let expected = include_str!("form.json");
        if std::env::var_os("STET_RENEW").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/live/form.json");
            std::fs::write(file, serde_json::to_string_pretty(&told).unwrap() + "\n").unwrap();
        }
        assert_eq!(told, serde_json::from_str::<Value>(expected).unwrap(), "form {FORM}");
        let read = Asleep::read(&told.to_string(), view.changed_at()).unwrap();
        assert_eq!(read, asleep);
        assert_eq!(Asleep::read(&told.to_string(), clock::now()).unwrap().news.len(), 0, "it is no news any more");
        assert!(Asleep::read("{}", clock::now()).is_none());
    }
}
