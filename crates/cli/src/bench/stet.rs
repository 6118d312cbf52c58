//! Stet, with coverages made for the purpose.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::publisher::ask;
use super::run::Run;
use super::started::Started;
use super::target::{Coverage, Place, Served, Way};

/// The shortest text of a post, in bytes: longer than any gap between words.
const LEAST: usize = 16;

/// The name of a coverage in addresses.
pub(super) fn slug(coverage: usize) -> String {
    format!("bench-{coverage}")
}

/// Starts it, and makes each coverage with a post, so that the size of a frame
/// is known.
pub(super) fn start(program: &Path, run: &Run) -> anyhow::Result<Served> {
    let folder = TempDir::new()?;
    let token = token(program, folder.path())?;
    let (started, place) = serve(program, folder)?;
    let path = |coverage| format!("/live/{}/stream?after={{after}}", slug(coverage));
    let mut served = Served {
        at: place.at,
        coverages: (0..run.coverages).map(|number| Coverage { path: path(number), published: 1 }).collect(),
        processes: started.processes.clone(),
        way: Way::Posts { token, bytes: LEAST },
        started: Some(started),
    };
    for coverage in 0..run.coverages {
        served.write("/api/v1/coverages", &json!({"slug": slug(coverage), "headline": "Bench"}))?;
        served.publish(coverage)?;
    }
    // A frame has more in it than the text: the first one shows how much.
    let changes = ask(served.at, "GET", &format!("/live/{}/changes?after=1", slug(0)), "", "")?;
    let changes: Value = serde_json::from_str(&changes)?;
    let frame = changes["frames"].get(0).map_or(0, |frame| frame.to_string().len());
    if let Way::Posts { bytes, .. } = &mut served.way {
        *bytes = (run.size + LEAST).saturating_sub(frame).max(LEAST);
    }
    Ok(served)
}

/// Lets somebody in who may publish.
pub(super) fn token(program: &Path, data: &Path) -> anyhow::Result<String> {
    let made = run(program, &["token", "create", "--member", "bench@example.org"], data)?;
    Ok(made.trim().to_owned())
}

/// Has the program do something with a data folder, to its end.
pub(super) fn run(program: &Path, args: &[&str], data: &Path) -> anyhow::Result<String> {
    let ran = Command::new(program)
        .args(args)
        .arg("--data")
        .arg(data)
        .output()
        .with_context(|| format!("{} cannot be run", program.display()))?;
    if !ran.status.success() {
        bail!("stet {} failed: {}", args.join(" "), String::from_utf8_lossy(&ran.stderr));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}

/// Serves a data folder on a free port.
pub(super) fn serve(program: &Path, folder: TempDir) -> anyhow::Result<(Started, Place)> {
    let mut serve = Command::new(program);
    serve.args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--data"]).arg(folder.path());
    let (started, url) = Started::saying_where(&mut serve, folder)?;
    Ok((started, Place::parse(&url)?))
}
