//! `stet serve`.

use std::future::Future;
use std::net::SocketAddr;

use anyhow::{Context, bail};
use server::{App, Config, Keeping, OidcSettings, ReaderLimits, Shutdown, SilentRevisions};
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

use crate::{KeepOffline, ListenArgs, LogFormat, OidcArgs, ServeArgs, Silent, outcome};

pub(crate) async fn run(args: ServeArgs) -> anyhow::Result<()> {
    start_log(&args.listen)?;
    let config = config(&args.listen, args.data.dir.clone())?;
    let mut config = config.with_limits(args.largest_picture, args.largest_film, args.room_per_source)?;
    config.readers = ReaderLimits { in_all: args.most_readers, of_one: args.most_readers_per_address };
    config.coverages_in_memory = args.coverages_in_memory;
    if let Some(file) = &args.publisher {
        config.publisher = server::publisher::read(file)?;
    }
    if let Some(folder) = &args.themes {
        config.themes = std::sync::Arc::new(server::Themes::read(folder)?);
    }
    if let Some(bucket) = &args.media_bucket {
        config = config.with_bucket(bucket)?;
    }
    if let Some(oidc) = oidc(args.oidc)? {
        config = config.with_sign_in(oidc)?;
    }
    if let Some(url) = &args.purge_url {
        // A command line is seen by whoever lists the processes.
        let header = std::env::var("STET_PURGE_HEADER").ok().filter(|header| !header.is_empty());
        config = config.purging(url, header.as_deref())?;
        if server::is_out_of_reach(url, &config.also_reached).await {
            outcome::note(&format!(
                "The cache of --purge-url ({url}) is in your own network, where Stet tells nobody anything unless it may: it will not be told until --also-reach (STET_ALSO_REACH) names its address, such as 10.0.0.5:6081"
            ));
        }
    }
    let store = args.data.open()?;
    let (app, listener) = bind(&config, store).await?;
    if let Some(link) = server::setup_link(app.store(), &app.url("")).await? {
        outcome::note(&format!(
            "There is no member yet. Open this link within a day to become the owner; it works once:\n  {link}\n\
             Or make the owner and an API token with:\n  stet token create --member YOU@EXAMPLE.ORG --data {}",
            config.data.display()
        ));
    }
    // Whoever reads that it is ready may tell it to stop at once.
    let stop = told_to_stop()?;
    outcome::print(&format!("Stet is ready at {}", app.url("/")))?;
    server::serve(app, listener, stop).await.context("the server ended")
}

/// Checks the settings that every server has.
pub(crate) fn config(args: &ListenArgs, data: std::path::PathBuf) -> anyhow::Result<Config> {
    let mut config =
        Config::new(data, &args.listen, args.public_url.as_deref(), &args.name)?.speaking(&args.language)?;
    config.keeping = match args.keep_offline {
        KeepOffline::On => Keeping::OnDevices,
        KeepOffline::Off => Keeping::Nowhere,
    };
    config.silent_revisions = match args.silent_revisions {
        Silent::Shown => SilentRevisions::Shown,
        Silent::Listed => SilentRevisions::Listed,
    };
    let config = match &args.trusted_proxy {
        Some(proxies) => config.behind(proxies)?,
        None => config,
    };
    Ok(match &args.also_reach {
        Some(addresses) => config.reaching(addresses)?,
        None => config,
    })
}

/// The newsroom's own sign-in, if it is set. Its secret comes by a file or a
/// variable: a command line is seen by whoever lists the processes.
fn oidc(args: OidcArgs) -> anyhow::Result<Option<OidcSettings>> {
    let Some(issuer) = args.oidc_issuer else { return Ok(None) };
    let client_secret = match &args.oidc_client_secret_file {
        Some(file) => {
            let secret = std::fs::read_to_string(file).with_context(|| {
                format!(
                    "--oidc-client-secret-file (STET_OIDC_CLIENT_SECRET_FILE) is “{}”, which cannot be read; give a file that this user can read",
                    file.display()
                )
            })?;
            Some(secret.trim().to_owned())
        }
        None => std::env::var("STET_OIDC_CLIENT_SECRET").ok(),
    };
    Ok(Some(OidcSettings {
        issuer,
        client_id: args.oidc_client_id.unwrap_or_default(),
        client_secret: client_secret.filter(|secret| !secret.is_empty()),
        name: args.oidc_name.into(),
    }))
}

/// Takes the socket, and loads what it will serve.
pub(crate) async fn bind(config: &Config, store: Store) -> anyhow::Result<(App, TcpListener)> {
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "cannot listen on {} (--listen or STET_LISTEN); is another program there? Give another port, or port 0 for a free one",
            config.listen
        )
    })?;
    let address = listener.local_addr()?;
    if config.public_url.is_none() && address.ip().is_unspecified() {
        outcome::note(&format!(
            "Links and feeds name {}, which readers elsewhere cannot reach: give --public-url (STET_PUBLIC_URL), such as https://live.example.org",
            told(address)
        ));
    }
    let app = App::start(config, store, &told(address)).await?;
    Ok((app, listener))
}

/// The host and port that lead to the socket, from this machine at least:
/// `0.0.0.0` and `[::]` mean every address that it has, and are none themselves.
fn told(address: SocketAddr) -> String {
    if address.ip().is_unspecified() { format!("localhost:{}", address.port()) } else { address.to_string() }
}

/// Resolves at the first SIGTERM or SIGINT.
pub(crate) fn told_to_stop() -> anyhow::Result<impl Future<Output = Shutdown> + Send> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => Shutdown::Signal("SIGTERM"),
            _ = interrupt.recv() => Shutdown::Signal("SIGINT"),
        }
    })
}

/// Begins the log on standard error.
pub(crate) fn start_log(args: &ListenArgs) -> anyhow::Result<()> {
    let refused = || {
        format!(
            "--log (STET_LOG) is “{}”, which is no filter; give off, error, warn, info, debug or trace, or such as server=debug,store=info",
            args.log.escape_debug()
        )
    };
    let filter = EnvFilter::try_new(&args.log).with_context(refused)?;
    // The library takes a word alone for a part of the program, of which everything is
    // logged: whoever mistypes a level would have a log with nothing in it.
    if let Some(word) = args.log.split(',').map(str::trim).find(|part| is_no_level(part)) {
        bail!("{}; “{}” is no level", refused(), word.escape_debug());
    }
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match args.log_format {
        LogFormat::Text => log.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr())).init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

/// Whether a part of a filter is a word alone, and no level.
fn is_no_level(part: &str) -> bool {
    !part.is_empty() && !part.contains(['=', '[']) && part.parse::<LevelFilter>().is_err()
}

#[cfg(test)]
mod tests {
    use super::{is_no_level, told};

    #[test]
    fn a_mistyped_level_is_no_level() {
        for part in ["off", "error", "WARN", "info", "debug", "trace", "server=debug", "server[job]=info", ""] {
            assert!(!is_no_level(part), "{part}");
        }
        for part in ["blub", "inof", "server"] {
            assert!(is_no_level(part), "{part}");
        }
    }

    #[test]
    fn no_reader_is_sent_to_an_address_that_is_none() {
        for (listen, base) in [
            ("0.0.0.0:8080", "localhost:8080"),
            ("[::]:80", "localhost:80"),
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("[::1]:8080", "[::1]:8080"),
        ] {
            assert_eq!(told(listen.parse().unwrap()), base);
        }
    }
}
