//! nchan: publish and subscribe in nginx, in C.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::nginx;
use crate::bench::started::Started;
use crate::bench::target::{Place, Served};

/// Where distributions put it.
const MODULES: [&str; 3] = [
    "/usr/lib/nginx/modules/ngx_nchan_module.so",
    "/usr/lib64/nginx/modules/ngx_nchan_module.so",
    "/usr/local/lib/nginx/modules/ngx_nchan_module.so",
];

/// An nginx that has it.
pub(in crate::bench) struct Installed {
    nginx: PathBuf,
    /// The settings that load it; empty where it is built in.
    loading: String,
}

/// Where it is, if it is installed.
pub(in crate::bench) fn installed() -> Option<Installed> {
    let nginx = nginx::installed()?;
    if let Some(module) = MODULES.into_iter().find(|module| Path::new(module).is_file()) {
        return Some(Installed { nginx, loading: format!("load_module {module};") });
    }
    let told = Command::new(&nginx).arg("-V").output().ok()?;
    let built_in = String::from_utf8_lossy(&told.stderr).contains("nchan");
    built_in.then(|| Installed { nginx, loading: String::new() })
}

/// Starts it with a buffer of a hundred messages and a ping every 15 seconds,
/// as Stet replays and says that it is alive.
pub(in crate::bench) fn start(installed: &Installed, size: usize) -> anyhow::Result<Served> {
    let (started, at): (Started, _) = nginx::start(
        &installed.nginx,
        TempDir::new()?,
        &installed.loading,
        "nchan_shared_memory_size 256M;",
        "location = /sub {
            nchan_subscriber eventsource;
            nchan_channel_id bench;
            nchan_eventsource_ping_interval 15;
            nchan_subscriber_first_message newest;
        }
        location = /pub {
            nchan_publisher;
            nchan_channel_id bench;
            nchan_message_buffer_length 100;
            client_max_body_size 1m;
            client_body_buffer_size 1m;
        }",
    )?;
    let place = |path: &str| Place { at, path: path.to_owned() };
    Ok(Served::by_body(place("/sub"), place("/pub"), "{data}", size, Some(started)))
}
