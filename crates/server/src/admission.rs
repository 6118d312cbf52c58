//! How many are let in, and how many from one address: nobody is to keep
//! others out.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::metrics::gauge::Gauge;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::config::ReaderLimits;

/// How many connections are open at a time, if the system lets a process have
/// so many files. Who comes after waits in the system's queue.
const MOST_CONNECTIONS: usize = 65_536;
/// How many files are left for the store, the media and the log: readers must
/// not keep a member from publishing.
const OTHER_FILES: usize = 256;
/// One connection of so many is kept from streams: whoever comes when those
/// are all taken still gets the page, and asks for changes.
const KEPT_FOR_PAGES: usize = 32;

/// Who is let in, and for what.
pub(crate) struct Admission {
    /// How many connections are open at a time.
    pub(crate) connections: usize,
    by_connection: Arc<Count>,
    by_stream: Arc<Count>,
}

/// A connection's place among those of its address.
pub(crate) struct Connected(#[expect(dead_code, reason = "it counts until it is dropped")] Option<Counted>);

/// A reader's place on the stream.
pub(crate) struct Admitted(#[expect(dead_code, reason = "it counts until it is dropped")] Counted);

/// How many there are, in all and of each address.
struct Count {
    most: usize,
    of_one: usize,
    gauge: Gauge,
    held: Mutex<Tally>,
}

#[derive(Default)]
struct Tally {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// One of them, until it is dropped.
struct Counted {
    count: Arc<Count>,
    address: IpAddr,
}

impl Admission {
    /// As many as the system has files for, or as the operator says. `readers`
    /// shows how many there are.
    pub(crate) fn new(limits: ReaderLimits, readers: Gauge) -> Self {
        let connections = connections_at_a_time();
        let streams = connections - (connections / KEPT_FOR_PAGES).max(1);
        let streams = limits.in_all.map_or(streams, |most| streams.min(most.get()));
        let of_one = limits.of_one.map_or((streams / 4).max(1), |most| most.get());
        Self {
            connections,
            by_connection: Count::new(connections, (connections / 2).max(1), Gauge::default()),
            by_stream: Count::new(streams, of_one, readers),
        }
    }

    /// Lets a connection in, if its address has not half of all already.
    pub(crate) fn connection(&self, from: IpAddr) -> Option<Connected> {
        self.by_connection.take(from).map(|counted| Connected(Some(counted)))
    }

    /// Lets a connection in that speaks for many.
    pub(crate) const fn proxied() -> Connected {
        Connected(None)
    }

    /// Lets a reader onto the stream.
    pub(crate) fn stream(&self, from: IpAddr) -> Option<Admitted> {
        self.by_stream.take(from).map(Admitted)
    }
}

impl Count {
    fn new(most: usize, of_one: usize, gauge: Gauge) -> Arc<Self> {
        Arc::new(Self { most, of_one, gauge, held: Mutex::default() })
    }

    fn take(self: &Arc<Self>, from: IpAddr) -> Option<Counted> {
        let address = one(from);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = held.by_address.get(&address).copied().unwrap_or(0);
        if held.all >= self.most || of_one >= self.of_one {
            return None;
        }
        held.all += 1;
        held.by_address.insert(address, of_one + 1);
        self.gauge.inc();
        Some(Counted { count: Arc::clone(self), address })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut held = self.count.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.all -= 1;
        if let Some(of_one) = held.by_address.get_mut(&self.address) {
            *of_one -= 1;
            if *of_one == 0 {
                held.by_address.remove(&self.address);
            }
        }
        self.count.gauge.dec();
    }
}

/// What counts as one address: of IPv6, a subscriber has a whole network.
fn one(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        address => address,
    }
}

/// Raises the limit of open files as far as this process may, since many
/// systems begin with a thousand, and gives how many connections it leaves room for.
fn connections_at_a_time() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // A connection that fetches a film has the film's file open as well.
    let wanted = (2 * MOST_CONNECTIONS + OTHER_FILES) as u64;
    let possible = maximum.map_or(wanted, |maximum| maximum.min(wanted));
    let mut files = current.unwrap_or(wanted);
    let raised = Rlimit { current: Some(possible), maximum };
    if files < possible && setrlimit(Resource::Nofile, raised).is_ok() {
        files = possible;
    }
    let files = usize::try_from(files).unwrap_or(usize::MAX);
    let connections = files.saturating_sub(OTHER_FILES).clamp(1, MOST_CONNECTIONS);
    if connections < MOST_CONNECTIONS {
        tracing::info!(connections, files, "the limit of open files keeps readers waiting past so many connections");
    }
    connections
}

#[cfg(test)]
mod tests {
    use prometheus_client::metrics::gauge::Gauge;

    use super::Count;

    #[test]
    fn nobody_keeps_others_out() {
        let gauge = Gauge::default();
        let count = Count::new(3, 2, gauge.clone());
        let [here, there, elsewhere] = ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(|ip| ip.parse().unwrap());
        let held = [count.take(here), count.take("::ffff:192.0.2.1".parse().unwrap())];
        assert!(held.iter().all(Option::is_some));
        assert!(count.take(here).is_none(), "it has two already");
        let third = count.take(there);
        assert!(third.is_some());
        assert!(count.take(elsewhere).is_none(), "there are three");
        assert_eq!(gauge.get(), 3);
        drop(held);
        assert!(count.take(elsewhere).is_some());
        assert_eq!(gauge.get(), 1);
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let count = Count::new(9, 1, Gauge::default());
        let held = count.take("2001:db8:0:1::1".parse().unwrap());
        assert!(held.is_some());
        assert!(count.take("2001:db8:0:1:ffff::2".parse().unwrap()).is_none());
        assert!(count.take("2001:db8:0:2::1".parse().unwrap()).is_some());
    }
}
