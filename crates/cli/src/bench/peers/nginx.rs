//! nginx, as it is installed.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use rustix::process::getuid;
use tempfile::TempDir;

use super::program;
use crate::bench::started::{Started, free};

/// Where it is, if it is installed.
pub(in crate::bench) fn installed() -> Option<PathBuf> {
    program("nginx")
}

/// Starts it with as many workers as there are processors. `before` stands
/// first in its settings, `http` and `server` inside these, and `{folder}` for
/// the folder, in which it may have files already.
pub(in crate::bench) fn start(
    program: &Path,
    folder: TempDir,
    before: &str,
    http: &str,
    server: &str,
) -> anyhow::Result<(Started, SocketAddr)> {
    let [at] = free()?;
    let here = folder.path().to_str().context("the folder for what lasts a while has a name that is no text")?;
    // Workers of a master that is root would be somebody else, who may not read the folder.
    let user = if getuid().is_root() { "user root;" } else { "" };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let settings = format!(
        "{before}
        {user}
        daemon off;
        pid {{folder}}/nginx.pid;
        error_log stderr crit;
        worker_processes {workers};
        worker_rlimit_nofile 20000;
        events {{ worker_connections 20000; }}
        http {{
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            scgi_temp_path {{folder}}/scgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            {http}
            server {{
                listen {at} backlog=4096;
                {server}
            }}
        }}"
    )
    .replace("{folder}", here);
    let file = folder.path().join("nginx.conf");
    fs::write(&file, settings)?;
    let mut command = Command::new(program);
    command.arg("-p").arg(folder.path()).arg("-e").arg("stderr").arg("-c").arg(&file);
    Ok((Started::listening(&mut command, folder, &[at], 1 + workers)?, at))
}
