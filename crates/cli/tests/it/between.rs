//! One who stands between a server and those who ask it, and passes on what they like.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::stet::get;

/// What is made of an answer on its way: of that path, this body.
type Lie = Box<dyn Fn(&str, String) -> String + Send>;

/// What stands between a reader and a server.
pub(crate) struct Between {
    pub(crate) address: SocketAddr,
    lie: Arc<Mutex<Lie>>,
    behind: Arc<Mutex<String>>,
}

impl Between {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let lie: Arc<Mutex<Lie>> = Arc::new(Mutex::new(Box::new(|_, body| body)));
        let behind = Arc::new(Mutex::new(String::new()));
        let (lies, server) = (Arc::clone(&lie), Arc::clone(&behind));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (lies, server) = (Arc::clone(&lies), server.lock().unwrap().clone());
                thread::spawn(move || pass_on(&stream.unwrap(), &server, &lies));
            }
        });
        Self { address, lie, behind }
    }

    /// Stands before the server at that address from now on.
    pub(crate) fn stand_before(&self, server: &str) {
        server.clone_into(&mut self.behind.lock().unwrap());
    }

    /// Passes on what this makes of each answer from now on.
    pub(crate) fn lies(&self, lie: impl Fn(&str, String) -> String + Send + 'static) {
        *self.lie.lock().unwrap() = Box::new(lie);
    }
}

fn pass_on(mut stream: &TcpStream, server: &str, lie: &Mutex<Lie>) {
    let mut head = String::new();
    let mut lines = BufReader::new(stream);
    while lines.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let Some(path) = head.split(' ').nth(1).filter(|_| head.ends_with("\r\n\r\n")).map(str::to_owned) else { return };
    // What goes on without end, or is no text, is passed on as it comes.
    if path.contains("/stream") || path.contains("/media/") {
        let Ok(mut behind) = TcpStream::connect(server.trim_start_matches("http://")) else { return };
        // Either side may hang up at any time.
        let _ = behind.write_all(head.as_bytes()).and_then(|()| std::io::copy(&mut behind, &mut stream));
        let _ = stream.shutdown(Shutdown::Both);
        return;
    }
    let (status, body) = get(&format!("{server}{path}"));
    let body = lie.lock().unwrap()(&path, body);
    let head = format!("HTTP/1.1 {status} -\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    // Who has seen enough hangs up.
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}
