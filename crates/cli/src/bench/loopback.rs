//! Sockets from many loopback addresses, as if each were another machine.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::Context;
use socket2::{Domain, Protocol, Socket, Type};

/// How many sockets share an address.
const AN_ADDRESS: usize = 100;

/// Whose sockets they are: each has addresses of its own, 127.N.x.y.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Reading = 1,
    Stalled = 2,
}

/// The socket with that number, not connected yet.
pub(super) fn socket(to: SocketAddr, kind: Kind, index: usize) -> anyhow::Result<Socket> {
    let socket = Socket::new(Domain::for_address(to), Type::STREAM, Some(Protocol::TCP))
        .context("no more sockets: raise the limit of open files (ulimit -n)")?;
    if to.is_ipv4() {
        let [_, _, third, fourth] = u32::try_from(index / AN_ADDRESS)?.to_be_bytes();
        let from = Ipv4Addr::new(127, kind as u8, third, fourth.max(1));
        socket.bind(&SocketAddr::new(IpAddr::V4(from), 0).into())?;
    }
    Ok(socket)
}

/// Begins to connect; whether it came to pass is seen when it is written to.
pub(super) fn begin(socket: &Socket, to: SocketAddr) -> anyhow::Result<()> {
    socket.set_nonblocking(true)?;
    match socket.connect(&to.into()) {
        Ok(()) => Ok(()),
        // EINPROGRESS has no name in the standard library.
        Err(error) if error.raw_os_error() == Some(115) || error.kind() == io::ErrorKind::WouldBlock => Ok(()),
        Err(error) => Err(error).context("a connection cannot begin"),
    }
}
