//! No room is left, for real: writes are refused and say why, reads go on, and it is over as soon as there is room.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, mpsc};

use rustix::process::{Pid, Resource, Rlimit, prlimit};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::resuming::{Whereabouts, read};
use crate::stet::{Desk, Server, command, get, text};
use crate::uploading::{begin, go_on, offset};

/// How large the small disk is, in MiB.
const SIZE: u32 = 16;
/// How much more a file may grow before it may not, in bytes.
const LEFT: u64 = 64 * 1024;
/// More writes than find room by far.
const MOST_WRITES: usize = 2_000;
/// How large a film is that finds no room, in bytes.
const FILM: usize = 14 << 20;

/// Where a server finds no room.
enum Disk {
    /// A disk of its own, which can be filled; it is there for as long as that process is.
    Small { keeper: Child, folder: TempDir },
    /// A disk on which a process may be kept from making its files larger.
    Shared { folder: TempDir },
}

impl Disk {
    /// A small disk; where this system lets nobody have one, one on which files cannot be made larger.
    fn small() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c"])
            .arg(format!("mount -t tmpfs -o size={SIZE}m tmpfs \"$0\" && echo mounted && exec cat"))
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line == "mounted\n" {
            return Self::Small { keeper, folder };
        }
        let _ = keeper.wait();
        Self::Shared { folder }
    }

    fn shared() -> Self {
        Self::Shared { folder: tempfile::tempdir().unwrap() }
    }

    /// What a write is refused with that finds no room.
    fn code(&self) -> &'static str {
        match self {
            Self::Small { .. } => "disk_full",
            // SQLite tells of any fault but a full disk alike.
            Self::Shared { .. } => "store_unavailable",
        }
    }

    fn data(&self) -> &Path {
        let (Self::Small { folder, .. } | Self::Shared { folder }) = self;
        folder.path()
    }

    /// A command of `stet` for the folder on this disk.
    fn command(&self, args: &[&str]) -> Command {
        let stet = command(&[args, &["--data", text(self.data())]].concat());
        let mut around = match self {
            Self::Small { keeper, .. } => {
                let mut enter = Command::new("nsenter");
                enter.args(["--user", "--mount", "--preserve-credentials", "--target", &keeper.id().to_string(), "--"]);
                enter
            }
            Self::Shared { .. } => {
                let mut shell = Command::new("sh");
                // Otherwise the system ends whoever makes a file too large.
                shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]);
                shell
            }
        };
        around.arg(stet.get_program()).args(stet.get_args());
        for (name, _) in stet.get_envs() {
            around.env_remove(name);
        }
        around
    }

    fn run(&self, args: &[&str]) -> String {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&self) -> Server {
        Server::run(&mut self.command(&["serve", "--listen", "127.0.0.1:0"]))
    }

    /// The folder, as it is seen from here.
    fn seen(&self) -> PathBuf {
        match self {
            Self::Small { keeper, folder } => {
                let root = PathBuf::from(format!("/proc/{}/root", keeper.id()));
                root.join(folder.path().strip_prefix("/").unwrap())
            }
            Self::Shared { folder } => folder.path().to_owned(),
        }
    }

    /// Takes the room away.
    fn fill(&self, server: &Server) {
        match self {
            Self::Small { .. } => {
                let mut filler = File::create(self.seen().join("filler")).unwrap();
                for piece in [64 * 1024, 1024, 1] {
                    let piece = vec![b'x'; piece];
                    let full = loop {
                        if let Err(error) = filler.write_all(&piece) {
                            break error;
                        }
                    };
                    assert_eq!(full.kind(), ErrorKind::StorageFull);
                }
            }
            Self::Shared { folder } => {
                let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().metadata().unwrap());
                let largest = files.filter(fs::Metadata::is_file).map(|file| file.len()).max().unwrap();
                limit(server, Some(largest + LEFT));
            }
        }
    }

    /// Gives it back.
    fn free(&self, server: &Server) {
        match self {
            Self::Small { .. } => fs::remove_file(self.seen().join("filler")).unwrap(),
            Self::Shared { .. } => limit(server, None),
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Self::Small { keeper, .. } = self {
            // The disk goes with it.
            let _ = keeper.kill();
            let _ = keeper.wait();
        }
    }
}

/// Says how large a server may make its files from now on.
fn limit(server: &Server, bytes: Option<u64>) {
    let server = Pid::from_raw(i32::try_from(server.id()).unwrap()).unwrap();
    prlimit(Some(server), Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
}

/// Publishes until it is refused, and gives the ids of what was acknowledged, and the refusal.
fn publish_until_refused(desk: &Desk) -> (Vec<String>, Value) {
    let words = "The ferry waits in the lee of the island while the harbour is closed. ".repeat(100);
    let mut acknowledged = Vec::new();
    for _ in 0..MOST_WRITES {
        let (status, answer) = desk.ask("POST", "/coverages/storm/posts", &json!({"body": words})).unwrap();
        if status != 201 {
            assert_eq!(status, 503, "{answer}");
            return (acknowledged, answer);
        }
        acknowledged.push(answer["id"].as_str().unwrap().to_owned());
    }
    panic!("there is still room");
}

fn check(disk: &Disk) {
    let token = disk.run(&["token", "create", "--member", "owner@example.org"]).trim().to_owned();
    let mut server = disk.serve();
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm"}));
    let film = begin(&desk, FILM);
    let whereabouts = Arc::new(Whereabouts::default());
    let (connected, connections) = mpsc::channel();
    let reader = read(&whereabouts, "gzip", connected);
    whereabouts.moved_to(&server.url);
    connections.recv().unwrap();

    disk.fill(&server);
    let (mut acknowledged, refusal) = publish_until_refused(&desk);
    assert_eq!(refusal["code"], disk.code(), "{refusal}");
    assert!(refusal["detail"].is_string() && refusal["hint"].is_string(), "{refusal}");
    let standing = desk.must("GET", "/coverages/storm", &Value::Null)["seq"].as_u64().unwrap();
    assert_eq!(standing, 1 + acknowledged.len() as u64, "what was refused was not written");
    // It is refused as often as it is tried, in every way to write.
    for _ in 0..20 {
        let (status, answer) = desk.ask("PATCH", "/coverages/storm", &json!({"headline": "x".repeat(300)})).unwrap();
        assert!(status == 503 || status == 200, "{answer}");
        assert_eq!(publish_until_refused(&desk).1["code"], disk.code());
    }
    let head = go_on(&desk, &film, 0, &vec![b'x'; FILM]).unwrap();
    assert!(head.starts_with("HTTP/1.1 503"), "{head}");
    // Reads go on: of who comes, of who is there, and at the desk.
    for path in ["/live/storm", "/live/storm.json", "/live/storm/changes?after=0", "/live/storm/feed.atom"] {
        assert_eq!(get(&format!("{}{path}", server.url)).0, 200, "{path}");
    }
    let health = format!("{}/healthz", server.url);
    if let Disk::Small { .. } = disk {
        assert_eq!(get(&health), (200, r#"{"status":"degraded","store":"unavailable"}"#.to_owned()));
    }
    desk.must("GET", "/coverages/storm/posts", &Value::Null);

    // There is room again, and nothing is to be done for it.
    disk.free(&server);
    assert_eq!(get(&health), (200, r#"{"status":"ok","store":"ok"}"#.to_owned()));
    let (status, answer) = desk.ask("POST", "/coverages/storm/posts", &json!({"body": "Room again."})).unwrap();
    assert_eq!(status, 201, "{answer}");
    acknowledged.push(answer["id"].as_str().unwrap().to_owned());
    let kept = offset(&desk, &film);
    assert!(kept < FILM);

    // Whoever pulls the plug while there is no room finds all that was acknowledged.
    disk.fill(&server);
    acknowledged.extend(publish_until_refused(&desk).0);
    server.kill();
    if let Disk::Small { .. } = disk {
        fs::remove_file(disk.seen().join("filler")).unwrap();
    }
    let record = disk.run(&["export", "storm"]);
    let record: Vec<Value> = record.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (index, change) in record.iter().enumerate() {
        assert_eq!(change["seq"], index + 1, "the record has no gap");
    }
    let recorded: Vec<_> = record.iter().filter_map(|change| change["payload"]["post"].as_str()).collect();
    for post in &acknowledged {
        assert!(recorded.contains(&&**post), "{post} is lost");
    }
    whereabouts.ends_with(record.len() as u64);
    let server = disk.serve();
    whereabouts.moved_to(&server.url);
    assert_eq!(reader.join().unwrap().len(), record.len());
    Desk::new(&server, &token).must("POST", "/coverages/storm/posts", &json!({"body": "And on it goes."}));
}

#[test]
fn on_a_full_disk_writes_say_why_reads_go_on_and_room_ends_it() {
    check(&Disk::small());
}

#[test]
fn where_files_may_not_grow_writes_say_so_reads_go_on_and_room_ends_it() {
    check(&Disk::shared());
}
