//! Bytes that the system holds and sends by itself: without them being copied for each who asks,
//! which is most of what a page costs that is not compressed.

use std::io;

use tokio::net::TcpStream;
#[cfg(target_os = "linux")]
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many of these there are at most. Each is an open file, and readers must not take those that the store and the
/// media need (`admission.rs`); what is asked for most is held first.
#[cfg(target_os = "linux")]
const AT_MOST: usize = 64;
#[cfg(target_os = "linux")]
static FILES: Semaphore = Semaphore::const_new(AT_MOST);

/// Bytes in a file that is nowhere but in memory.
#[cfg(target_os = "linux")]
pub(crate) struct HeldBySystem {
    file: std::fs::File,
    length: usize,
    #[expect(dead_code, reason = "it counts until it is dropped")]
    counted: SemaphorePermit<'static>,
}

#[cfg(target_os = "linux")]
impl HeldBySystem {
    /// Gives them to the system.
    ///
    /// # Errors
    /// When there are so many already, or the system has no room for them, or no such files (memfd_create(2)).
    pub(crate) fn new(bytes: &[u8]) -> io::Result<Self> {
        Self::among(&FILES, bytes)
    }

    fn among(files: &'static Semaphore, bytes: &[u8]) -> io::Result<Self> {
        use std::io::Write as _;

        use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};

        let counted = files.try_acquire().map_err(|_| io::ErrorKind::QuotaExceeded)?;
        let file = memfd_create("stet-page", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING)?;
        let mut file = std::fs::File::from(file);
        file.write_all(bytes)?;
        fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL)?;
        Ok(Self { file, length: bytes.len(), counted })
    }

    /// Sends them behind `head`.
    ///
    /// # Errors
    /// What the system says of the socket.
    pub(crate) async fn send(&self, socket: &TcpStream, head: &[u8]) -> io::Result<()> {
        use rustix::fs::sendfile;
        use rustix::net::{SendFlags, send};
        use tokio::io::Interest;

        let (mut of_head, mut of_file) = (0, 0);
        socket
            .async_io(Interest::WRITABLE, || {
                while let Some(rest) = head.get(of_head..).filter(|rest| !rest.is_empty()) {
                    // What follows goes in the same packet.
                    of_head += send(socket, rest, SendFlags::MORE | SendFlags::NOSIGNAL)?;
                }
                while let Some(left @ 1..) = self.length.checked_sub(usize::try_from(of_file).unwrap_or(usize::MAX)) {
                    // It moves `of_file` on.
                    if sendfile(socket, &self.file, Some(&mut of_file), left)? == 0 {
                        return Err(io::ErrorKind::WriteZero.into());
                    }
                }
                Ok(())
            })
            .await
    }
}

/// Other systems are given the bytes each time.
#[cfg(not(target_os = "linux"))]
pub(crate) enum HeldBySystem {}

#[cfg(not(target_os = "linux"))]
impl HeldBySystem {
    /// There is no such thing.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn new(_bytes: &[u8]) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Nothing is ever held.
    ///
    /// # Errors
    /// None.
    #[expect(clippy::unused_async, reason = "it stands for what waits on other systems")]
    pub(crate) async fn send(&self, _socket: &TcpStream, _head: &[u8]) -> io::Result<()> {
        match *self {}
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use tokio::io::AsyncReadExt;
    use tokio::net::{TcpListener, TcpStream};

    use tokio::sync::Semaphore;

    use super::HeldBySystem;

    #[test]
    fn no_more_files_are_open_than_are_reckoned_with() {
        static TWO: Semaphore = Semaphore::const_new(2);
        let hold = || HeldBySystem::among(&TWO, b"a page");
        let (first, _second) = (hold().unwrap(), hold().unwrap());
        assert!(hold().is_err());
        drop(first);
        assert!(hold().is_ok(), "a page that is rendered anew makes room");
    }

    #[tokio::test]
    async fn a_slow_client_gets_all_of_it() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (server, _) = listener.accept().await.unwrap();
        // More than the two buffers between them hold.
        let bytes: Vec<u8> = (0..24_u32 << 20).map(|at| at.to_le_bytes()[2]).collect();
        let held = HeldBySystem::new(&bytes).unwrap();
        let (sent, read) = tokio::join!(
            async move {
                held.send(&server, b"first\r\n").await.unwrap();
                held.send(&server, b"second\r\n").await
            },
            async {
                let mut read = Vec::new();
                client.read_to_end(&mut read).await.unwrap();
                read
            }
        );
        sent.unwrap();
        assert!(read == [b"first\r\n", &bytes[..], b"second\r\n", &bytes[..]].concat(), "{}", read.len());
    }
}
