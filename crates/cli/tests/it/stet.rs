//! The binary under test, run as a process.

use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;

/// What a finished run left.
pub(crate) struct Run {
    pub(crate) ok: bool,
    /// The code that it left; -1 where a signal ended it.
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command of `stet` to its end.
pub(crate) fn stet(args: &[&str]) -> Run {
    run(command(args).stdin(Stdio::null()))
}

/// Runs a command of `stet` to its end, with more variables of the environment.
pub(crate) fn stet_with(args: &[&str], variables: &[(&str, &str)]) -> Run {
    run(command(args).stdin(Stdio::null()).envs(variables.iter().copied()))
}

/// Runs a command of `stet` to its end, with this on its standard input.
pub(crate) fn stet_told(args: &[&str], input: &str) -> Run {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(input.as_bytes()).unwrap();
    file.rewind().unwrap();
    run(command(args).stdin(file))
}

fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        ok: output.status.success(),
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A command of `stet`, to be run elsewhere.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stet"));
    // The settings of whoever runs the tests stay out of them.
    for name in [
        "STET_DATA",
        "STET_LISTEN",
        "STET_PUBLIC_URL",
        "STET_NAME",
        "STET_LANGUAGE",
        "STET_LOG",
        "STET_LOG_FORMAT",
        "STET_SPECIMEN",
    ] {
        command.env_remove(name);
    }
    command.args(args);
    command
}

/// A running server. It is killed when the test lets go of it.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
    out: BufReader<std::process::ChildStdout>,
}

impl Server {
    /// Starts `stet serve` on a free port and waits until it says that it is ready.
    pub(crate) fn serve(data: &Path) -> Self {
        Self::start(&["serve", "--listen", "127.0.0.1:0", "--data", text(data)])
    }

    /// What it answered, without where it listens, which stands in addresses, plain and escaped. The digits of its port
    /// alone may stand in any id.
    pub(crate) fn nowhere(&self, answer: &str) -> String {
        let port = self.url.rsplit(':').next().unwrap().split('/').next().unwrap();
        let addresses = [format!("127.0.0.1:{port}"), format!("127.0.0.1%3A{port}")];
        addresses.iter().fold(answer.to_owned(), |answer, address| answer.replace(address, "SERVER"))
    }

    /// Starts a command that serves, and waits for its first line.
    pub(crate) fn start(args: &[&str]) -> Self {
        Self::run(&mut command(args))
    }

    /// Serves as [`serve`](Self::serve) does, with more arguments and variables of the environment.
    pub(crate) fn serve_with(data: &Path, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = command(&["serve", "--listen", "127.0.0.1:0", "--data", text(data)]);
        Self::run(command.args(args).envs(variables.iter().copied()))
    }

    /// Serves as [`serve`](Self::serve) does, from a shell that gives its processes so few files to begin with.
    pub(crate) fn serve_with_files(data: &Path, files: u32) -> Self {
        let serve = command(&["serve", "--listen", "127.0.0.1:0", "--data", text(data)]);
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -S -n {files} && exec \"$0\" \"$@\""));
        shell.arg(serve.get_program()).args(serve.get_args());
        for (name, _) in serve.get_envs() {
            shell.env_remove(name);
        }
        Self::run(&mut shell)
    }

    /// Runs a command that ends up serving, and waits for its first line.
    pub(crate) fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let Some(url) = line.trim().strip_prefix("Stet is ready at ") else {
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            panic!("it said {line:?} and {err}");
        };
        let url = url.trim_end_matches('/').to_owned();
        Self { child, url, out }
    }

    /// The next line of its standard output.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that it has had at a time, in bytes.
    pub(crate) fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().trim().parse::<u64>().unwrap() * 1024
    }

    /// Pulls the plug (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to stop (SIGTERM), and waits until it did; gives its log as well.
    pub(crate) fn stop(mut self) -> (ExitStatus, String) {
        let status = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(status.success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder's name as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Makes a member, if there is none, and a token.
pub(crate) fn token(data: &Path) -> String {
    let run = stet(&["token", "create", "--member", "owner@example.org", "--data", text(data)]);
    assert!(run.ok, "{}", run.err);
    run.out.trim().to_owned()
}

/// Somebody who writes through the API.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) api: String,
    pub(crate) token: String,
    agent: ureq::Agent,
}

impl Desk {
    pub(crate) fn new(server: &Server, token: &str) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        Self { api: format!("{}/api/v1", server.url), token: token.to_owned(), agent: config.into() }
    }

    /// Asks, and gives the status and the JSON; an error where the connection broke.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &Value) -> Result<(u16, Value), ureq::Error> {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.api))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json")
            .body(body.to_string())?;
        let mut response = self.agent.run(request)?;
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string()?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    /// What the desk is told from now on of a coverage, for that long at most.
    pub(crate) fn stream(&self, slug: &str, patience: Duration) -> impl Iterator<Item = (String, Value)> + use<> {
        let stream = self.agent.get(format!("{}/desk/stream?coverage={slug}", self.api));
        let stream = stream.header("authorization", format!("Bearer {}", self.token));
        let stream = stream.config().timeout_global(Some(patience)).build().call().unwrap();
        assert_eq!(stream.status().as_u16(), 200);
        let mut told = events(stream.into_body().into_reader());
        assert_eq!(told.next().unwrap().0, "hello");
        told
    }

    /// Asks for something that must succeed.
    pub(crate) fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, path, body).unwrap();
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }
}

/// What a stream tells: names of events, and their data.
fn events(stream: impl Read) -> impl Iterator<Item = (String, Value)> {
    let mut name = String::new();
    BufReader::new(stream).lines().map_while(Result::ok).filter_map(move |line| {
        if let Some(named) = line.strip_prefix("event: ") {
            named.clone_into(&mut name);
        }
        Some((name.clone(), serde_json::from_str(line.strip_prefix("data: ")?).unwrap()))
    })
}

/// Reads a page, a feed or a document.
pub(crate) fn get(url: &str) -> (u16, String) {
    let (status, bytes) = get_bytes(url);
    (status, String::from_utf8(bytes).unwrap())
}

/// The status and the bytes of what is answered at an address.
pub(crate) fn get_bytes(url: &str) -> (u16, Vec<u8>) {
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let agent: ureq::Agent = config.into();
    let mut response = agent.get(url).call().unwrap();
    let status = response.status().as_u16();
    (status, response.body_mut().read_to_vec().unwrap())
}
