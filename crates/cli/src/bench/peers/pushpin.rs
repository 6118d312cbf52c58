//! Pushpin: a proxy that holds streams open for a server behind it.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::program;
use crate::bench::connection::request;
use crate::bench::run::Coding;
use crate::bench::started::{Started, free};
use crate::bench::target::{Place, Served};

/// Where it is.
pub(in crate::bench) struct Installed {
    pushpin: PathBuf,
}

/// How long it may take until it holds streams, how long an answer, and how
/// long it is left alone after a wrong one.
const PATIENCE: Duration = Duration::from_secs(30);
const ANSWER: Duration = Duration::from_secs(2);
const GLANCE: Duration = Duration::from_millis(200);
/// How many streams in a row show that all its workers are there.
const IN_A_ROW: u32 = 40;
/// What it starts, and itself: that which holds the connections, that which
/// asks behind them, and that which takes publications.
const PROCESSES: usize = 4;

/// Where it is, if it is installed.
pub(in crate::bench) fn installed() -> Option<Installed> {
    Some(Installed { pushpin: program("pushpin")? })
}

/// Starts it, with its own handler for tests in the place of a server behind
/// it: that one is asked once a reader and has no part in what is published.
pub(in crate::bench) fn start(installed: &Installed, size: usize) -> anyhow::Result<Served> {
    let folder = TempDir::new()?;
    let [at, control] = free()?;
    let here = folder.path().to_str().context("the folder for what lasts a while has a name that is no text")?;
    for name in ["run", "log"] {
        fs::create_dir(folder.path().join(name))?;
    }
    fs::write(folder.path().join("routes"), "* test\n")?;
    // Its limit of messages a second, which is for each delivery, is set beyond reach.
    let settings = format!(
        "[global]
include={{libdir}}/internal.conf
rundir={here}/run
ipc_prefix=bench-
port_offset=0
[runner]
services=condure,pushpin-proxy,pushpin-handler
http_port={at}
logdir={here}/log
log_level=0
client_buffer_size=8192
client_maxconn=20000
[proxy]
routesfile=routes
sig_key=bench
updates_check=off
[handler]
push_in_spec=ipc://{here}/run/push
push_in_sub_specs=ipc://{here}/run/push-sub
push_in_sub_connect=false
push_in_http_addr={}
push_in_http_port={}
push_in_http_max_headers_size=10000
push_in_http_max_body_size=1000000
stats_spec=ipc://{here}/run/stats
command_spec=ipc://{here}/run/command
message_rate=100000000
message_hwm=1000000
",
        control.ip(),
        control.port()
    );
    let file = folder.path().join("pushpin.conf");
    fs::write(&file, settings)?;
    let mut command = Command::new(&installed.pushpin);
    command.arg(format!("--config={}", file.display())).arg("--merge-output");
    let started = Started::listening(&mut command, folder, &[control, at], PROCESSES)?;
    let stream = Place { at, path: "/stream?hold=stream".to_owned() };
    await_streams(&stream)?;
    let publish = Place { at: control, path: "/publish/".to_owned() };
    let template = r#"{"items":[{"channel":"test","formats":{"http-stream":{"content":"id: {seq}\nevent: change\ndata: {json}\n\n"}}}]}"#;
    Ok(Served::by_body(stream, publish, template, size, Some(started)))
}

/// Waits until streams are held. Its processes find each other after they
/// listen, each worker for itself; until then some requests are answered with
/// errors or not at all.
fn await_streams(stream: &Place) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut held = 0;
    while held < IN_A_ROW {
        if began.elapsed() > PATIENCE {
            bail!("Pushpin does not hold {IN_A_ROW} streams in a row after {PATIENCE:?}");
        }
        if holds(stream) {
            held += 1;
        } else {
            held = 0;
            std::thread::sleep(GLANCE);
        }
    }
    Ok(())
}

fn holds(stream: &Place) -> bool {
    let asked = || -> std::io::Result<[u8; 12]> {
        let mut socket = TcpStream::connect(stream.at)?;
        socket.set_read_timeout(Some(ANSWER))?;
        socket.write_all(request(stream.at, &stream.path, 0, 0, Coding::Identity).as_bytes())?;
        let mut beginning = [0; 12];
        socket.read_exact(&mut beginning)?;
        Ok(beginning)
    };
    asked().is_ok_and(|beginning| beginning == *b"HTTP/1.1 200")
}
