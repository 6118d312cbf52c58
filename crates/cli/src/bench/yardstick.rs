//! The least that a server of streams can do: it keeps sockets in two lists
//! and sends each frame to each of them. It replays nothing, tells nobody that
//! it is alive, and lets go of whoever is slow. What is measured beside it is
//! seen as a multiple of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream as Plain};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token, Waker};

use crate::outcome;

/// How long a client may take to send its request.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest frame, in bytes.
const LARGEST: usize = 1024 * 1024;
/// The token of what is handed over.
const NEWS: Token = Token(usize::MAX);

/// A list of sockets, as those see it who hand something over to it.
struct List {
    waker: Waker,
    inbox: Mutex<Vec<News>>,
}

enum News {
    Reader(TcpStream),
    Frame(Arc<[u8]>),
}

impl List {
    fn tell(&self, news: News) -> anyhow::Result<()> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner).push(news);
        Ok(self.waker.wake()?)
    }
}

/// Serves until it is killed.
pub(crate) fn run() -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    let lists = [start()?, start()?];
    outcome::print(&format!("ready at http://{}", listener.local_addr()?))?;
    let mut turn = 0;
    let mut number = 0_u64;
    loop {
        let (socket, _) = listener.accept()?;
        // Whoever sends no request gets no answer.
        let Ok(asked) = receive(&socket) else { continue };
        match asked {
            Asked::Publish(data) => {
                number += 1;
                let frame: Arc<[u8]> = format!("id: {number}\nevent: change\ndata: {data}\n\n").into_bytes().into();
                for list in &lists {
                    list.tell(News::Frame(Arc::clone(&frame)))?;
                }
                let mut socket = socket;
                // Who does not wait for the answer has published all the same.
                let _ = socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            Asked::Stream => {
                let mut socket = socket;
                let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
                if socket.write_all(head).is_ok() && socket.set_nonblocking(true).is_ok() {
                    socket.set_nodelay(true)?;
                    turn = (turn + 1) % lists.len();
                    if let Some(list) = lists.get(turn) {
                        list.tell(News::Reader(TcpStream::from_std(socket)))?;
                    }
                }
            }
        }
    }
}

enum Asked {
    Stream,
    Publish(String),
}

fn receive(socket: &Plain) -> anyhow::Result<Asked> {
    socket.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(socket);
    let mut length = 0;
    let mut publishes = false;
    loop {
        let mut line = String::new();
        if (&mut reader).take(8_192).read_line(&mut line)? == 0 {
            anyhow::bail!("there was no request");
        }
        publishes |= line.starts_with("POST /publish ");
        if let Some(told) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = told.trim().parse::<usize>()?.min(LARGEST);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    if !publishes {
        return Ok(Asked::Stream);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Asked::Publish(String::from_utf8(body)?))
}

fn start() -> anyhow::Result<Arc<List>> {
    let poll = Poll::new()?;
    let list = Arc::new(List { waker: Waker::new(poll.registry(), NEWS)?, inbox: Mutex::default() });
    let shared = Arc::clone(&list);
    std::thread::spawn(move || {
        if let Err(error) = keep(poll, &shared) {
            outcome::note(&format!("stet: a list of readers ended: {error:#}"));
        }
    });
    Ok(list)
}

fn keep(mut poll: Poll, list: &List) -> anyhow::Result<()> {
    let mut events = Events::with_capacity(1_024);
    let mut sockets: Vec<TcpStream> = Vec::new();
    loop {
        if let Err(error) = poll.poll(&mut events, None)
            && error.kind() != std::io::ErrorKind::Interrupted
        {
            return Err(error.into());
        }
        let news = std::mem::take(&mut *list.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        for news in news {
            match news {
                News::Reader(mut socket) => {
                    poll.registry().register(
                        &mut socket,
                        Token(sockets.len()),
                        Interest::READABLE | Interest::WRITABLE,
                    )?;
                    sockets.push(socket);
                }
                News::Frame(frame) => sockets.retain_mut(|socket| socket.write(&frame).ok() == Some(frame.len())),
            }
        }
    }
}
