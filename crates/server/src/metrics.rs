//! What an operator can watch, in the Prometheus text format. No label names
//! a coverage or a person: a metric's series must stay few.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};

use crate::live::Parcel;

/// The counters of one server.
pub(crate) struct Metrics {
    registry: Registry,
    /// Changes taken in from the record.
    pub(crate) changes: Counter,
    /// Pages rendered, which is at most one per change and coverage, and five a second.
    pub(crate) page_renders: Counter,
    /// Pages answered with what stands, before anything was asked.
    pub(crate) standing_answers: Counter,
    /// Readers on a stream now.
    pub(crate) stream_readers: Gauge,
    /// Frames handed to readers' connections.
    pub(crate) frames_sent: Counter,
    /// Readers told to load the page anew, since they were too far behind.
    pub(crate) resyncs: Counter,
    /// Coverages that there are.
    pub(crate) coverages: Gauge,
    /// Those of them that are in memory as a whole.
    pub(crate) coverages_awake: Gauge,
    /// How often one came back into memory.
    pub(crate) coverage_loads: Counter,
    /// Seconds from a member's request to its durable place in the record.
    pub(crate) append_seconds: Histogram,
    /// Scheduled jobs that failed and will be tried again.
    pub(crate) job_failures: Counter,
    /// Changes that webhooks took.
    pub(crate) webhooks_sent: Counter,
    /// Changes that webhooks did not take, and that are sent again.
    pub(crate) webhooks_refused: Counter,
    /// Requests answered with a 5xx.
    pub(crate) server_errors: Counter<u64, AtomicU64>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("stet");
        let mut metrics = Self {
            changes: Counter::default(),
            page_renders: Counter::default(),
            standing_answers: Counter::default(),
            stream_readers: Gauge::default(),
            frames_sent: Counter::default(),
            resyncs: Counter::default(),
            coverages: Gauge::default(),
            coverages_awake: Gauge::default(),
            coverage_loads: Counter::default(),
            append_seconds: Histogram::new(exponential_buckets(0.000_5, 2.0, 14)),
            job_failures: Counter::default(),
            webhooks_sent: Counter::default(),
            webhooks_refused: Counter::default(),
            server_errors: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("changes", "Changes taken in from the record", metrics.changes.clone());
        registry.register("page_renders", "Coverage pages rendered", metrics.page_renders.clone());
        registry.register("standing_answers", "Pages answered as they stood", metrics.standing_answers.clone());
        registry.register("stream_readers", "Readers on a stream", metrics.stream_readers.clone());
        registry.register("frames_sent", "Frames handed to readers' connections", metrics.frames_sent.clone());
        registry.register("resyncs", "Readers told to load the page anew", metrics.resyncs.clone());
        registry.register("coverages", "Coverages that there are", metrics.coverages.clone());
        registry.register("coverages_in_memory", "Coverages in memory as a whole", metrics.coverages_awake.clone());
        registry.register("coverage_loads", "Coverages that came back into memory", metrics.coverage_loads.clone());
        registry.register_with_unit(
            "append",
            "From a member's request to its durable place in the record",
            Unit::Seconds,
            metrics.append_seconds.clone(),
        );
        registry.register("job_failures", "Jobs that failed and will be tried again", metrics.job_failures.clone());
        registry.register("webhooks_sent", "Changes that webhooks took", metrics.webhooks_sent.clone());
        registry.register(
            "webhooks_refused",
            "Changes that webhooks did not take yet",
            metrics.webhooks_refused.clone(),
        );
        registry.register("server_errors", "Requests answered with a 5xx", metrics.server_errors.clone());
        metrics.registry = registry;
        metrics
    }

    /// A parcel went to so many readers.
    pub(crate) fn sent(&self, parcel: &Parcel, times: u64) {
        match parcel.frames {
            0 => self.resyncs.inc_by(times),
            frames => self.frames_sent.inc_by(frames * times),
        };
    }

    /// All of them as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail; an error could only be a fault in the registry itself.
        if let Err(error) = encode(&mut text, &self.registry) {
            tracing::error!(%error, "metrics could not be written");
        }
        text
    }
}
