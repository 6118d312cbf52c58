//! What every handler shares.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use render::{Site, Stand};
use store::{MediaPlace, Store};
use thiserror::Error;
use tokio::sync::{Notify, watch};

use crate::admission::Admission;
use crate::assets::Assets;
use crate::auth::Gate;
use crate::clock;
use crate::config::{Config, Keeping, Purging};
use crate::desk::card::Cards;
use crate::desk::stream::rooms::Rooms;
use crate::fetch::{Fetcher, Reach, Sender};
use crate::following;
use crate::live::Newsroom;
use crate::media::{Bucket, BucketFault, Files, Workshop};
use crate::metrics::Metrics;
use crate::policies::Policies;
use crate::preview::Previews;
use crate::reader::front::Front;
use crate::reader::history::{self, Told};
use crate::reader::log::Logs;
use crate::reader::moment::{self, Moment, Stood};
use crate::reader::shelf::{Key, Shelf};
use crate::theme::Themes;

/// A server without its socket. Clones share everything, and cost a count: every layer of the router
/// makes one for every request.
#[derive(Clone)]
pub struct App(Arc<Shared>);

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// What all clones of an [`App`] share.
pub struct Shared {
    pub(crate) store: Store,
    pub(crate) newsroom: Arc<Newsroom>,
    pub(crate) site: Arc<Site>,
    pub(crate) assets: Arc<Assets>,
    /// What pages may load.
    pub(crate) policies: Arc<Policies>,
    /// How pages look.
    pub(crate) themes: Arc<Themes>,
    pub(crate) metrics: Arc<Metrics>,
    /// Pages that were asked for lately.
    pub(crate) shelf: Arc<Shelf<Key>>,
    /// Histories and corrections that were asked for lately.
    pub(crate) histories: Arc<Shelf<Told>>,
    /// Coverages as they stood, that were asked for lately.
    pub(crate) moments: Arc<Shelf<Moment, Stood>>,
    /// The list of coverages.
    pub(crate) front: Arc<Front>,
    /// The records that somebody checked lately.
    pub(crate) logs: Arc<Logs>,
    /// What draws the pictures that stand beside links to pages.
    pub(crate) previews: Arc<Previews>,
    /// The way to other servers.
    pub(crate) fetcher: Fetcher,
    /// The way to those who are told of what is published.
    pub(crate) sender: Sender,
    /// The cache in front that is told what to let go of; none where there is none.
    pub(crate) purging: Option<Arc<Purging>>,
    /// The cards that were made of other sites' posts just now.
    pub(crate) cards: Arc<Cards>,
    /// What work on pictures and films needs.
    pub(crate) workshop: Arc<Workshop>,
    /// Where the files of pictures and films are.
    pub(crate) files: Files,
    /// How many are let in.
    pub(crate) admission: Arc<Admission>,
    /// What it takes to be let in.
    pub(crate) gate: Arc<Gate>,
    /// Changes with every commit to the store, of any process; none before it was asked.
    pub(crate) commits: watch::Sender<Option<i64>>,
    /// Wakes the one who runs jobs, when a new one may be due sooner.
    pub(crate) new_job: Arc<Notify>,
    /// Wakes the one who serves webhooks, when one was made or altered.
    pub(crate) webhooks: Arc<Notify>,
    /// Wakes the one who tells the desk's news, when there are some.
    pub(crate) news: Arc<Notify>,
    /// Who is at the desk now.
    pub(crate) rooms: Arc<Rooms>,
    /// Counts how often somebody's right to be at the desk was altered.
    pub(crate) access: watch::Sender<u64>,
    /// True once the server is stopping.
    pub(crate) stopping: watch::Sender<bool>,
}

/// How long the answer of another server is waited for.
const LONGEST_ANSWER: Duration = Duration::from_secs(5);
/// How long the answer of one who is told of what is published is waited for.
const LONGEST_DELIVERY: Duration = Duration::from_secs(15);

/// Why a server could not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The store could not be opened or read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The threads that work on pictures could not be started.
    #[error("the system lets this process have no more threads; raise its limit (LimitNPROC=, ulimit -u)")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The bucket cannot be used.
    #[error(
        "the bucket “{url}” (--media-bucket, STET_MEDIA_BUCKET) cannot be used: {fault}. \
             Look at AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; \
             the key has to be allowed to list the bucket, and to get, put and delete in it"
    )]
    Bucket {
        /// As it was set.
        url: Box<str>,
        /// What is wrong.
        fault: BucketFault,
    },
    /// Files are in a bucket that is not named.
    #[error(
        "the files of {0} pictures and films are in a bucket; name it by --media-bucket (STET_MEDIA_BUCKET), as before"
    )]
    NoBucket(u64),
}

impl App {
    /// Knows the coverages of the store. `address` is what readers are told
    /// where the configuration names no public URL.
    ///
    /// # Errors
    /// A [`StartError`] that says what could not be read.
    pub async fn start(config: &Config, store: Store, address: &str) -> Result<Self, StartError> {
        let metrics = Arc::new(Metrics::new());
        let assets = Assets::new(&config.themes);
        let site = Site {
            name: config.name.clone(),
            language: config.language.clone(),
            base_url: config.public_url.clone().unwrap_or_else(|| format!("http://{address}").into()),
            looks: assets.looks().clone(),
            icon: assets.icon().into(),
            script: assets.script().cloned(),
            checker: assets.checker().cloned(),
            worker: assets.worker().filter(|_| config.keeping == Keeping::OnDevices).map(|_| "/worker.js".into()),
            publisher: config.publisher.clone(),
            silent_revisions: config.silent_revisions,
            stand: Stand::Server,
        };
        let admission = Admission::new(config.readers, metrics.stream_readers.clone());
        let newsroom = Newsroom::load(store.clone(), Arc::clone(&metrics), config.coverages_in_memory).await?;
        store.make_signing_key(clock::key_seed(), clock::now()).await?;
        let reach = Reach::public_and(&config.also_reached);
        let gate = Gate::new(&site.base_url, config);
        let stopping = watch::Sender::new(false);
        let bucket = match &config.bucket {
            Some(url) => {
                let refused = |fault| StartError::Bucket { url: url.clone(), fault };
                Some(Bucket::open(url).await.map_err(refused)?)
            }
            None => match store.count_media(MediaPlace::Bucket).await? {
                0 => None,
                number => return Err(StartError::NoBucket(number)),
            },
        };
        let files = Files::new(store.clone(), bucket);
        let logs = Logs::new(store.clone(), &site.base_url);
        let app = Self(Arc::new(Shared {
            store,
            files,
            newsroom: Arc::new(newsroom),
            logs: Arc::new(logs),
            policies: Arc::new(Policies::new(site.script.as_ref(), site.checker.as_ref())),
            site: Arc::new(site),
            assets: Arc::new(assets),
            themes: Arc::clone(&config.themes),
            metrics,
            shelf: Arc::new(Shelf::of_pages()),
            histories: Arc::new(history::shelf()),
            moments: Arc::new(moment::shelf()),
            front: Arc::default(),
            previews: Arc::new(Previews::start(&config.themes)?),
            fetcher: Fetcher::new(reach.clone(), LONGEST_ANSWER),
            sender: Sender::new(reach, LONGEST_DELIVERY),
            purging: config.purging.clone().map(Arc::new),
            cards: Arc::new(Cards::new()),
            workshop: Arc::new(Workshop::start(config.media)?),
            admission: Arc::new(admission),
            gate: Arc::new(gate),
            commits: watch::Sender::new(None),
            new_job: Arc::default(),
            webhooks: Arc::default(),
            news: Arc::default(),
            rooms: Arc::default(),
            access: watch::Sender::new(0),
            stopping,
        }));
        // No page is served of a followed coverage that does not say so.
        following::know(&app).await?;
        Ok(app)
    }

    /// The store behind it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The address of a page, for people.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.site.base_url)
    }
}
