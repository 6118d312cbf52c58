//! The bench measures real servers, and notices what a reader would.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::stet::{Run, stet};

/// A row of a table, by the names of its columns.
type Row = HashMap<String, String>;

/// All rows of all tables, in their order.
fn rows(run: &Run) -> Vec<Row> {
    assert!(run.ok, "{}", run.err);
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let mut names = Vec::new();
    let mut rows = Vec::new();
    for line in run.out.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---")) {
        if line.starts_with("| server |") {
            names = cells(line);
        } else {
            rows.push(names.iter().cloned().zip(cells(line)).collect());
        }
    }
    rows
}

/// A figure without its unit.
fn number(row: &Row, column: &str) -> f64 {
    let cell = row.get(column).unwrap_or_else(|| panic!("{column}: {row:?}"));
    cell.split(' ').next().unwrap().parse().unwrap()
}

fn faults(row: &Row) -> (&str, &str) {
    (&row["gaps"], &row["repeated"])
}

#[test]
fn every_reader_has_every_change_once_and_in_order() {
    let run = stet(&["bench", "--readers", "120", "--changes", "12", "--rate", "40", "--yardstick", "--server", STET]);
    let rows = rows(&run);
    assert_eq!(
        rows.iter().map(|row| &*row["server"]).collect::<Vec<_>>(),
        ["stet", "sockets and `send`, nothing else"]
    );
    for row in &rows {
        assert_eq!((&*row["run"], faults(row)), ("120 readers, 1,500 bytes", ("0", "0")), "{}", run.out);
        assert!((1_300.0..=1_700.0).contains(&number(row, "bytes a frame")), "{}", run.out);
        assert!(number(row, "until the first") <= number(row, "most"), "{}", run.out);
    }
}

#[test]
fn readers_who_are_cut_off_together_miss_nothing_and_get_nothing_twice() {
    let run = stet(&["bench", "--readers", "200", "--changes", "30", "--rate", "30", "--cuts", "3"]);
    assert_eq!(faults(&rows(&run)[0]), ("0", "0"), "{}", run.out);
}

#[test]
fn what_differs_is_measured_in_all_its_values() {
    let run = stet(&[
        "bench",
        "--readers",
        "30",
        "--changes",
        "6",
        "--rate",
        "30",
        "--coverages",
        "1,3",
        "--size",
        "800,6000",
        "--posts",
        "50",
        "--coding",
        "identity,gzip",
    ]);
    let rows = rows(&run);
    assert_eq!(rows.len(), 8, "{}", run.out);
    let bytes = |told: &str| {
        let row = rows.iter().find(|row| row["run"] == told).unwrap_or_else(|| panic!("{told}: {}", run.out));
        assert_eq!(faults(row), ("0", "0"), "{}", run.out);
        number(row, "bytes a frame")
    };
    for coverages in ["", ", 3 coverages"] {
        let told = |size: &str, coding: &str| format!("30 readers{coverages}, 50 posts, {size} bytes{coding}");
        assert!((700.0..=1_000.0).contains(&bytes(&told("800", ""))), "{}", run.out);
        let plain = bytes(&told("6,000", ""));
        assert!((5_500.0..=6_500.0).contains(&plain), "{}", run.out);
        assert!(bytes(&told("6,000", ", gzip")) < plain / 2.0, "{}", run.out);
        assert!(bytes(&told("800", ", gzip")) < 700.0, "{}", run.out);
    }
}

#[test]
fn readers_who_never_read_are_there_and_keep_nothing_from_the_others() {
    let run =
        stet(&["bench", "--readers", "20", "--stalled", "0,15", "--changes", "8", "--rate", "20", "--times", "2"]);
    let rows = rows(&run);
    let told: Vec<_> = rows.iter().map(|row| (&*row["run"], faults(row))).collect();
    let without = ("20 readers, 1,500 bytes", ("0", "0"));
    assert_eq!(told, [without, ("20 readers, 15 stalled, 1,500 bytes", ("0", "0"))], "{}", run.out);
    assert_eq!(rows[0]["p99, of the first row"], "1.00");
}

#[test]
fn peers_are_measured_where_they_are_installed() {
    let run = stet(&["bench", "--readers", "40", "--changes", "5", "--rate", "10", "--peers"]);
    let rows = rows(&run);
    for peer in ["nchan", "Pushpin"] {
        match rows.iter().find(|row| row["server"] == peer) {
            Some(row) => {
                assert_eq!(faults(row), ("0", "0"), "{}", run.out);
                assert!((1_300.0..=1_800.0).contains(&number(row, "bytes a frame")), "{}", run.out);
            }
            None => assert!(run.out.contains(&format!("{peer} is not installed")), "{}", run.out),
        }
    }
}

#[test]
fn a_page_is_served_as_fast_as_it_is_asked_for() {
    let run = stet(&["bench", "page", "--connections", "8", "--seconds", "1", "--times", "1"]);
    let rows = rows(&run);
    let lengths = |coding: &str| -> Vec<f64> {
        let rows = rows.iter().filter(|row| row["run"] == coding);
        rows.map(|row| {
            assert!(number(row, "requests a second") > 10.0, "{}", run.out);
            assert!(number(row, "p50") <= number(row, "p99"), "{}", run.out);
            number(row, "bytes an answer")
        })
        .collect()
    };
    let (plain, packed) = (lengths("identity"), lengths("gzip"));
    assert!(packed[0] < plain[0] / 2.0, "{}", run.out);
    match (&*plain, &*packed) {
        // Of the same bytes only the heads differ.
        ([stet, nginx], [_, _]) => assert!((stet - nginx).abs() < 4_000.0, "{}", run.out),
        _ => assert!(run.out.contains("nginx is not installed"), "{}", run.out),
    }
}

#[test]
fn the_report_stands_between_its_marks() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.md");
    let name = file.to_str().unwrap();
    std::fs::write(&file, "Ours.\n").unwrap();
    let run = stet(&["bench", "report", "--brief", "--write", name]);
    assert!(!run.ok && run.err.contains("<!-- stet bench report: begin -->"), "{}", run.err);
    std::fs::write(
        &file,
        "Ours.\n<!-- stet bench report: begin -->\nOld.\n<!-- stet bench report: end -->\nOurs too.\n",
    )
    .unwrap();
    let run = stet(&["bench", "report", "--brief", "--write", name]);
    let rows = rows(&run);
    assert!(rows.iter().filter_map(|row| row.get("gaps")).all(|gaps| gaps == "0"), "{}", run.out);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("Ours.\n<!--") && text.ends_with("-->\nOurs too.\n") && !text.contains("Old."), "{text}");
    for told in [
        "`stet bench report --brief --write",
        "\n### Readers\n",
        "\n### Compression\n",
        "\n### Stalled readers\n",
        "\n### Coverages\n",
        "\n### Size of a frame\n",
        "\n### Posts that are there already\n",
        "\n### From the publication to the reader\n",
        "\n### The page\n",
        "\n- CPU a frame, 190 readers, 1,500 bytes, of that of sockets and `send`, nothing else: ",
        "\n- from there to the reader, p99, 10 readers, 1,500 bytes: ",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert_eq!(text.matches("| stet |").count(), rows.iter().filter(|row| row["server"] == "stet").count());
}

/// A server of events with one coverage, which ends with its last publication.
/// It sends stream after stream what `frames` says for it: the number of the
/// stream and that of the publication are given.
fn server_that(
    last: u64,
    answers_after: Duration,
    frames: fn(usize, u64) -> Vec<u64>,
) -> (SocketAddr, JoinHandle<Vec<TcpStream>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let mut streams: Vec<TcpStream> = Vec::new();
        let mut published = 0;
        while published < last {
            let (mut socket, _) = listener.accept().unwrap();
            if read_request(&mut socket).starts_with("GET ") {
                socket.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                streams.push(socket);
                continue;
            }
            published += 1;
            for (number, stream) in streams.iter_mut().enumerate() {
                for seq in frames(number, published) {
                    stream.write_all(format!("data: {{\"seq\":{seq}}}\n\n").as_bytes()).unwrap();
                }
            }
            std::thread::sleep(answers_after);
            socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        }
        streams
    });
    (at, server)
}

/// Reads a request with its body, and gives its head.
fn read_request(socket: &mut TcpStream) -> String {
    let mut came = Vec::new();
    let mut byte = [0];
    while !came.ends_with(b"\r\n\r\n") {
        socket.read_exact(&mut byte).unwrap();
        came.push(byte[0]);
    }
    let head = String::from_utf8(came).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    socket.read_exact(&mut body).unwrap();
    head
}

fn bench_of(at: SocketAddr, args: &[&str]) -> Run {
    let peer = format!("http://{at}/sub,http://{at}/pub,{}", std::process::id());
    stet(&[&["bench", "--readers", "1", "--rate", "50", "--peer", &peer], args].concat())
}

// Before the readers come, forty are published to see what that costs.

#[test]
fn a_server_that_leaves_out_and_repeats_is_found_out() {
    let frames = |_, published| if published == 43 { vec![42, 41, 43, 43] } else { Vec::new() };
    let (at, server) = server_that(43, Duration::ZERO, frames);
    let run = bench_of(at, &["--changes", "3"]);
    assert_eq!(faults(&rows(&run)[0]), ("1", "2"), "{}", run.out);
    drop(server.join().unwrap());
}

#[test]
fn a_stalled_reader_who_misses_nothing_is_found_out() {
    // The stalled reader's is the first stream; six large publications are to fill it.
    let frames = |stream, published| if stream == 1 { vec![published] } else { Vec::new() };
    let (at, server) = server_that(47, Duration::ZERO, frames);
    let run = bench_of(at, &["--changes", "1", "--stalled", "1", "--size", "100000"]);
    assert!(!run.ok && run.err.contains("stalled reader 0 was sent nothing"), "{} {}", run.out, run.err);
    drop(server.join().unwrap());
}

#[test]
fn the_answer_to_a_publication_is_timed_apart_from_its_frame() {
    let frames = |_, published| vec![published];
    let (at, server) = server_that(42, Duration::from_millis(30), frames);
    let run = bench_of(at, &["--changes", "2"]);
    let row = &rows(&run)[0];
    assert!(number(row, "acknowledged, p50") >= 30.0, "{}", run.out);
    assert!(number(row, "p50") < number(row, "acknowledged, p50"), "{}", run.out);
    assert!(number(row, "from there to the reader, p99") < 30.0, "{}", run.out);
    drop(server.join().unwrap());
}

#[test]
fn a_page_that_is_not_always_the_same_is_not_measured() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    // The first connection asks how long the page is; the others ask again and again.
    let server = std::thread::spawn(move || {
        let (mut first, _) = listener.accept().unwrap();
        read_request(&mut first);
        first.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage").unwrap();
        let (mut next, _) = listener.accept().unwrap();
        read_request(&mut next);
        next.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\npages").unwrap();
        next
    });
    let peer = format!("http://{at}/page,{}", std::process::id());
    let run = stet(&["bench", "page", "--connections", "1", "--seconds", "1", "--times", "1", "--peer", &peer]);
    assert!(!run.ok && run.err.contains("longer than the first was, by 1 bytes"), "{} {}", run.out, run.err);
    drop(server.join().unwrap());
}

#[test]
fn other_machines_are_left_alone() {
    for bench in [
        &["bench", "--peer", "http://192.0.2.1:80/sub,http://192.0.2.1:80/pub,1"][..],
        &["bench", "page", "--peer", "http://192.0.2.1:80/page,1"],
    ] {
        let run = stet(bench);
        assert!(!run.ok && run.err.contains("loopback"), "{}", run.err);
    }
}

const STET: &str = env!("CARGO_BIN_EXE_stet");
