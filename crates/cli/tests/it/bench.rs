//! The bench measures real servers, and notices what a reader would.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::stet::{Run, stet};

/// The cells of a row of the table, by the beginning of its first.
fn row(run: &Run, server: &str) -> Vec<String> {
    assert!(run.ok, "{}", run.err);
    let row = run.out.lines().find(|line| line.starts_with(&format!("| {server}")));
    let row = row.unwrap_or_else(|| panic!("{}", run.out));
    row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

#[test]
fn every_reader_has_every_change_once_and_in_order() {
    let run = stet(&["bench", "--readers", "120", "--changes", "12", "--rate", "40", "--yardstick", "--server", STET]);
    for server in ["stet", "sockets"] {
        let row = row(&run, server);
        assert_eq!((&*row[1], &*row[12]), ("120", "0, 0"), "{}", run.out);
        let bytes: u32 = row[2].parse().unwrap();
        assert!((1_300..=1_700).contains(&bytes), "{}", run.out);
    }
}

#[test]
fn readers_who_are_cut_off_together_miss_nothing_and_get_nothing_twice() {
    let run = stet(&["bench", "--readers", "200", "--changes", "30", "--rate", "30", "--cuts", "3"]);
    assert_eq!(row(&run, "stet")[12], "0, 0", "{}", run.out);
}

#[test]
fn a_server_that_leaves_out_and_repeats_is_found_out() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    // It takes one reader and every publication, and tells of the first two too late and of the third twice.
    let server = std::thread::spawn(move || {
        let mut reader: Option<TcpStream> = None;
        let mut published = 0;
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut request = [0; 4_096];
            let read = socket.read(&mut request).unwrap();
            if request[..read].starts_with(b"GET ") {
                socket.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                reader = Some(socket);
                continue;
            }
            socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
            published += 1;
            // Before the reader is there, forty are published to see what that costs.
            if let (43, Some(reader)) = (published, &mut reader) {
                for seq in [42, 41, 43, 43] {
                    reader.write_all(format!("data: {{\"seq\":{seq}}}\n\n").as_bytes()).unwrap();
                }
                break;
            }
        }
        reader
    });
    let peer = format!("http://{at}/sub,http://{at}/pub,{}", std::process::id());
    let run = stet(&["bench", "--readers", "1", "--changes", "3", "--rate", "50", "--peer", &peer]);
    assert_eq!(row(&run, "127.0.0.1")[12], "1, 2", "{}", run.out);
    drop(server.join().unwrap());
}

#[test]
fn other_machines_are_left_alone() {
    let run = stet(&["bench", "--peer", "http://192.0.2.1:80/sub,http://192.0.2.1:80/pub,1"]);
    assert!(!run.ok && run.err.contains("loopback"), "{}", run.err);
}

const STET: &str = env!("CARGO_BIN_EXE_stet");
