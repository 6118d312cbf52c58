//! `stet`: the one binary.

mod archive;
mod backup;
mod bench;
mod demo;
mod export;
mod follow;
mod import;
mod key;
mod member;
mod outcome;
mod serve;
mod token;
mod verify;

use std::num::NonZero;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use store::Store;

/// Live coverage on the record: serves coverages, carries them elsewhere, and checks them.
#[derive(Parser)]
#[command(name = "stet", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the coverages of a data folder
    Serve(ServeArgs),
    /// Serve a coverage of our own and replay its last hours live
    Demo(DemoArgs),
    /// Take in a coverage from a file
    Import(ImportArgs),
    /// Write a coverage's record, one JSON change a line; or all of it as an archive, or as pages in files
    Export(ExportArgs),
    /// Copy a data folder as it is at one moment, beside a server that runs
    Backup(BackupArgs),
    /// Make a data folder of a backup, which is checked first
    Restore(RestoreArgs),
    /// Check from outside that a coverage's record is whole and unaltered: 0 if it is, 1 if not, 2 if that cannot be told
    Verify(VerifyArgs),
    /// Have the server of a data folder follow a coverage of another, verified change by change; or list what is followed
    Follow(FollowArgs),
    /// Have a coverage be followed no more; what came of it stays
    Unfollow(UnfollowArgs),
    /// Manage the key that signs checkpoints of the records
    #[command(subcommand)]
    Key(KeyCommand),
    /// Manage API tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Let members in
    #[command(subcommand)]
    Member(MemberCommand),
    /// Measure what the stream and the page cost, on this machine only
    Bench(BenchArgs),
    /// What `bench --yardstick` runs beside it
    #[command(hide = true)]
    BenchYardstick,
}

#[derive(Args)]
struct DataArgs {
    /// The folder of the database and the media
    #[arg(long = "data", value_name = "DIR", env = "STET_DATA")]
    dir: PathBuf,
}

impl DataArgs {
    /// Opens the store, and makes it where there is none.
    fn open(&self) -> anyhow::Result<Store> {
        Store::open(&self.dir).with_context(|| self.setting())
    }

    /// Opens the store; where there is none, that is an error, and nothing is made.
    fn open_existing(&self) -> anyhow::Result<Store> {
        Store::open_existing(&self.dir).with_context(|| self.setting())
    }

    fn setting(&self) -> String {
        format!("--data (STET_DATA) is “{}”", self.dir.display())
    }
}

#[derive(Args)]
struct ListenArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDR", env = "STET_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The address under which readers reach this server [default: the one it listens on]
    #[arg(long, value_name = "URL", env = "STET_PUBLIC_URL")]
    public_url: Option<String>,
    /// The proxies in front of the server, whose X-Forwarded-For is believed: IP addresses with commas between them
    #[arg(long, value_name = "ADDRESSES", env = "STET_TRUSTED_PROXY")]
    trusted_proxy: Option<String>,
    /// Addresses in your own network that Stet may ask and tell, such as a chat server: IP addresses with ports, with commas between them
    #[arg(long, value_name = "ADDRESSES", env = "STET_ALSO_REACH")]
    also_reach: Option<String>,
    /// The newsroom's name, on every page
    #[arg(long, value_name = "NAME", env = "STET_NAME", default_value = "Stet")]
    name: String,
    /// The newsroom's language, for the pages that belong to no coverage: a tag such as de, fr-CA or ar
    #[arg(long, value_name = "TAG", env = "STET_LANGUAGE", default_value = "en")]
    language: String,
    /// Whether readers' devices keep the pages that they have seen, to be read without a network
    #[arg(long, value_enum, env = "STET_KEEP_OFFLINE", default_value_t = KeepOffline::On)]
    keep_offline: KeepOffline,
    /// How histories of posts show revisions that came without a notice: with what was changed, or their time alone
    #[arg(long, value_enum, env = "STET_SILENT_REVISIONS", default_value_t = Silent::Shown)]
    silent_revisions: Silent,
    /// How the log on standard error is written
    #[arg(long, value_enum, env = "STET_LOG_FORMAT", default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    /// What the log holds: error, warn, info, debug, or a filter such as server=debug
    #[arg(long, value_name = "FILTER", env = "STET_LOG", default_value = "info")]
    log: String,
}

/// How revisions are shown that came without a notice.
#[derive(Clone, Copy, ValueEnum)]
enum Silent {
    /// With what was changed
    Shown,
    /// With their time alone
    Listed,
}

/// Whether pages are kept on readers' devices.
#[derive(Clone, Copy, ValueEnum)]
enum KeepOffline {
    /// They keep them
    On,
    /// They keep none, and forget what they kept
    Off,
}

/// How the log is written.
#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Args)]
struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    listen: ListenArgs,
    #[command(flatten)]
    oidc: OidcArgs,
    /// The largest picture that members may upload, in megabytes (1 to 200)
    #[arg(long, value_name = "MB", env = "STET_LARGEST_PICTURE", default_value_t = 50)]
    largest_picture: u64,
    /// The largest film, in megabytes (1 to 100000)
    #[arg(long, value_name = "MB", env = "STET_LARGEST_FILM", default_value_t = 2000)]
    largest_film: u64,
    /// How much room the pictures and films of followed coverages may take that come from one server, in megabytes (1 to 100000000)
    #[arg(long, value_name = "MB", env = "STET_ROOM_PER_SOURCE", default_value_t = 50_000)]
    room_per_source: u64,
    /// The most readers on the stream; who comes after asks for changes every few seconds [default: what the limit of open files allows]
    #[arg(long, value_name = "N", env = "STET_MOST_READERS")]
    most_readers: Option<NonZero<usize>>,
    /// The most of them from one address [default: a quarter of all]
    #[arg(long, value_name = "N", env = "STET_MOST_READERS_PER_ADDRESS")]
    most_readers_per_address: Option<NonZero<usize>>,
    /// How many coverages are kept in memory that nobody needs just now; others come back when they are asked for
    #[arg(long, value_name = "N", env = "STET_COVERAGES_IN_MEMORY", default_value_t = server::COVERAGES_IN_MEMORY)]
    coverages_in_memory: NonZero<usize>,
    /// A file in which the newsroom says what machines are told of it: logo, policies, trust.txt, hub
    #[arg(long, value_name = "FILE", env = "STET_PUBLISHER")]
    publisher: Option<PathBuf>,
    /// A folder of the newsroom's own themes: logos, accents, type; docs/themes.md describes it
    #[arg(long, value_name = "DIR", env = "STET_THEMES")]
    themes: Option<PathBuf>,
    /// Keep the files of pictures and films in a bucket, s3://NAME or s3://NAME/FOLDER; address and key come from AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY
    #[arg(long, value_name = "URL", env = "STET_MEDIA_BUCKET")]
    media_bucket: Option<String>,
    /// Where a cache in front is told, by POST with a Surrogate-Key, what to let go of; STET_PURGE_HEADER holds the header it is shown, such as Fastly-Key: SECRET
    #[arg(long, value_name = "URL", env = "STET_PURGE_URL")]
    purge_url: Option<String>,
}

/// The newsroom's own sign-in.
#[derive(Args)]
struct OidcArgs {
    /// The newsroom's own sign-in: the address of an OpenID Connect provider
    #[arg(long, value_name = "URL", env = "STET_OIDC_ISSUER")]
    oidc_issuer: Option<String>,
    /// The id under which this server is registered there
    #[arg(long, value_name = "ID", env = "STET_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// The file that holds the secret for it; STET_OIDC_CLIENT_SECRET holds the secret itself
    #[arg(long, value_name = "FILE", env = "STET_OIDC_CLIENT_SECRET_FILE", requires = "oidc_issuer")]
    oidc_client_secret_file: Option<PathBuf>,
    /// What that sign-in is called on the screen
    #[arg(long, value_name = "NAME", env = "STET_OIDC_NAME", default_value = "the newsroom's account")]
    oidc_name: String,
}

#[derive(Args)]
struct DemoArgs {
    #[command(flatten)]
    listen: ListenArgs,
    /// How many seconds of the day pass in one second of the replay (1 to 3600)
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    speed: u32,
    /// Keep the demo's data in this folder, which must be new or empty [default: a folder that goes with the demo]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Args)]
struct ImportArgs {
    /// The file to read
    file: PathBuf,
    /// The coverage's name in URLs [default: that in an archive]
    #[arg(long)]
    slug: Option<String>,
    #[command(flatten)]
    data: DataArgs,
    /// The key that has to have signed an archive, as the coverage lists it under /live/SLUG/log/key; may be given several times
    #[arg(long, value_name = "VKEY")]
    key: Vec<String>,
    /// What the file is [default: found out from its content]
    #[arg(long, value_enum)]
    format: Option<import::Format>,
    /// Who may read what a page's text was made into: readers at once, or the desk until it is set live there
    #[arg(long, value_enum, value_name = "WHOM", default_value_t = import::Visibility::Readers)]
    visible_to: import::Visibility,
    /// The day of a page without times, such as 2022-02-17 [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The time zone of a page without times
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    tz: String,
    /// The language of a page, a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
}

#[derive(Args)]
struct ExportArgs {
    /// The coverage's name in URLs
    #[arg(required_unless_present = "all")]
    slug: Option<String>,
    #[command(flatten)]
    data: DataArgs,
    /// Write an archive to this file: the record with its pictures and films, its signed checkpoint, and pages that need no server
    #[arg(long, value_name = "FILE", conflicts_with = "all")]
    archive: Option<PathBuf>,
    /// Write the pages to this folder, for any file server, or to be read from the disk
    #[arg(long = "static", value_name = "DIR", conflicts_with = "archive")]
    site: Option<PathBuf>,
    /// Write the pages of all coverages that readers may see
    #[arg(long, requires = "site", conflicts_with = "slug")]
    all: bool,
    /// The address of the server, which names the record in an archive; or the address under which the pages will be found
    #[arg(long, value_name = "URL", env = "STET_PUBLIC_URL")]
    public_url: Option<String>,
    /// The newsroom's name, on every page
    #[arg(long, value_name = "NAME", env = "STET_NAME", default_value = "Stet")]
    name: String,
    /// The newsroom's language, for the list of coverages
    #[arg(long, value_name = "TAG", env = "STET_LANGUAGE", default_value = "en")]
    language: String,
    /// A folder of the newsroom's own themes, as serve takes it
    #[arg(long, value_name = "DIR", env = "STET_THEMES")]
    themes: Option<PathBuf>,
    /// How histories of posts show revisions that came without a notice
    #[arg(long, value_enum, env = "STET_SILENT_REVISIONS", default_value_t = Silent::Shown)]
    silent_revisions: Silent,
}

#[derive(Args)]
struct BackupArgs {
    /// The folder to make; it must not be there, or be empty
    #[arg(value_name = "BACKUP")]
    to: PathBuf,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
struct RestoreArgs {
    /// The folder that stet backup made
    #[arg(value_name = "BACKUP")]
    from: PathBuf,
    /// The folder of the database and the media; it must not be there, or be empty
    #[arg(long, value_name = "DIR", env = "STET_DATA")]
    data: Option<PathBuf>,
    /// Check the backup, and restore nothing
    #[arg(long)]
    check: bool,
    /// The hash that stet backup printed: the backup has to be that one, unaltered
    #[arg(long, value_name = "HASH")]
    hash: Option<String>,
}

#[derive(Args)]
struct VerifyArgs {
    /// The address of a coverage or a post, such as `https://live.example.org/live/storm`, or a file that stet export wrote: a record, or an archive
    #[arg(value_name = "URL-OR-FILE")]
    target: String,
    /// A checkpoint that was kept: all that it speaks of has to be there, unaltered
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
    /// The key that has to have signed, now or the earlier checkpoint; may be given several times [default: those that the server, or the archive, lists]
    #[arg(long, value_name = "VKEY")]
    key: Vec<String>,
    /// Say which of the changes are about this post
    #[arg(long, value_name = "ID")]
    post: Option<String>,
}

#[derive(Args)]
struct FollowArgs {
    /// The address of the coverage at its source, such as `https://live.example.org/live/storm`
    #[arg(value_name = "URL", required_unless_present = "list")]
    source: Option<String>,
    /// What the coverage is called in URLs here [default: what it is called there]
    #[arg(long, conflicts_with = "list")]
    slug: Option<String>,
    /// The key that has to sign its checkpoints [default: the one that signs now, as the source says]
    #[arg(long, value_name = "VKEY", conflicts_with = "list")]
    key: Option<String>,
    /// List what is followed, how far it is, and why nothing comes where nothing does
    #[arg(long, conflicts_with = "source")]
    list: bool,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
struct UnfollowArgs {
    /// What the coverage is called in URLs here
    slug: String,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Subcommand)]
enum KeyCommand {
    /// Make another key that signs from now on; the one before stays listed, and can sign no more
    Rotate(KeyRotateArgs),
}

#[derive(Args)]
struct KeyRotateArgs {
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Make an API token and print it, once
    Create(TokenCreateArgs),
    /// Take back an API token, which is read from standard input
    Revoke(TokenRevokeArgs),
}

#[derive(Args)]
struct TokenCreateArgs {
    /// The e-mail address of the member; the first member of a store becomes its owner
    #[arg(long, value_name = "EMAIL")]
    member: String,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
struct TokenRevokeArgs {
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Subcommand)]
enum MemberCommand {
    /// Make a link that lets a member back in, and print it, once
    Link(MemberLinkArgs),
}

#[derive(Args)]
struct MemberLinkArgs {
    /// The e-mail address of the member
    #[arg(long, value_name = "EMAIL")]
    member: String,
    /// The address under which the server is reached [default: http://127.0.0.1:8080]
    #[arg(long, value_name = "URL", env = "STET_PUBLIC_URL")]
    public_url: Option<String>,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
struct BenchArgs {
    #[command(subcommand)]
    command: Option<BenchCommand>,
    #[command(flatten)]
    stream: StreamArgs,
}

#[derive(Subcommand)]
enum BenchCommand {
    /// Measure how often a second a coverage's page is served, beside nginx where that is installed
    Page(PageArgs),
    /// Measure all that docs/performance.md tells of the stream and the page; it takes a quarter of an hour
    Report(ReportArgs),
}

/// The stream. What takes several values, with commas between them, is
/// measured in all combinations.
#[derive(Args)]
struct StreamArgs {
    /// How many readers there are
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1000", value_parser = clap::value_parser!(u64).range(1..=20_000))]
    readers: Vec<u64>,
    /// How many more are connected and never read
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "0", value_parser = clap::value_parser!(u64).range(0..=10_000))]
    stalled: Vec<u64>,
    /// Over how many coverages the readers are spread
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1", value_parser = clap::value_parser!(u64).range(1..=1_000))]
    coverages: Vec<u64>,
    /// How many posts each coverage has already (40 at least, which show what a publication costs)
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "0", value_parser = clap::value_parser!(u64).range(0..=100_000))]
    posts: Vec<u64>,
    /// How many bytes a frame has, about
    #[arg(long, value_name = "BYTES", value_delimiter = ',', default_value = "1500", value_parser = clap::value_parser!(u64).range(100..=100_000))]
    size: Vec<u64>,
    /// How frames come over the wire
    #[arg(long, value_enum, value_delimiter = ',', default_value = "identity")]
    coding: Vec<bench::Coding>,
    /// How many changes each coverage has
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    changes: u32,
    /// How many of them in a second
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    rate: u32,
    /// How often all connections are cut, and all readers come back
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100))]
    cuts: u32,
    /// How often everything is measured; the median counts
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
    times: u32,
    /// A binary of Stet to measure; may be given several times [default: this one]
    #[arg(long, value_name = "PATH")]
    server: Vec<PathBuf>,
    /// Measure a server that does nothing but `send` as well
    #[arg(long)]
    yardstick: bool,
    /// Start and measure nchan and Pushpin as well, where they are installed
    #[arg(long)]
    peers: bool,
    /// Another server of events that runs on this machine: STREAM_URL,PUBLISH_URL,PID[,PID…]
    #[arg(long, value_name = "URLS")]
    peer: Vec<String>,
    /// What is sent to a peer's publish URL; {data} stands for the frame, {json} for the frame inside a JSON string, {seq} for its number
    #[arg(long, value_name = "TEMPLATE", default_value = "{data}")]
    body: String,
}

#[derive(Args)]
struct PageArgs {
    /// How many connections there are; each asks again once it has its answer
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    connections: u64,
    /// For how many seconds each is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// How often; the median counts
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=99))]
    times: u32,
    /// A file as `stet import` takes it, whose coverage the page is of [default: 40 posts of 2 KB]
    #[arg(long, value_name = "FILE", env = "STET_SPECIMEN")]
    file: Option<PathBuf>,
    /// A binary of Stet to measure [default: this one]
    #[arg(long, value_name = "PATH")]
    server: Option<PathBuf>,
    /// Another server on this machine, which serves the same bytes: URL,PID[,PID…]
    #[arg(long, value_name = "URL")]
    peer: Vec<String>,
}

#[derive(Args)]
struct ReportArgs {
    /// A Markdown file that has a place for it, between two marks
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// A file as `stet import` takes it, whose coverage the page is of [default: 40 posts of 2 KB]
    #[arg(long, value_name = "FILE", env = "STET_SPECIMEN")]
    file: Option<PathBuf>,
    /// A binary of Stet to measure [default: this one]
    #[arg(long, value_name = "PATH")]
    server: Option<PathBuf>,
    /// Measure little of everything, to see that it can be measured
    #[arg(long)]
    brief: bool,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return outcome::report(&anyhow::Error::new(error).context("the runtime cannot start")),
    };
    let result = runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(args).await,
            Command::Demo(args) => demo::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::Export(args) => export::run(args).await,
            Command::Backup(args) => tokio::task::block_in_place(|| backup::make(&args)),
            Command::Restore(args) => tokio::task::block_in_place(|| backup::restore(&args)),
            Command::Verify(args) => return Ok(verify::run(args).await),
            Command::Follow(args) => follow::run(args).await,
            Command::Unfollow(args) => follow::unfollow(args).await,
            Command::Key(KeyCommand::Rotate(args)) => key::rotate(args).await,
            Command::Token(TokenCommand::Create(args)) => token::create(args).await,
            Command::Token(TokenCommand::Revoke(args)) => token::revoke(args).await,
            Command::Member(MemberCommand::Link(args)) => member::link(args).await,
            Command::Bench(BenchArgs { command, stream }) => tokio::task::block_in_place(|| match command {
                None => bench::run(&stream),
                Some(BenchCommand::Page(args)) => bench::page::run(&args),
                Some(BenchCommand::Report(args)) => bench::report::run(&args),
            }),
            Command::BenchYardstick => tokio::task::block_in_place(bench::yardstick::run),
        }
        .map(|()| ExitCode::SUCCESS)
    });
    match result {
        Ok(code) => code,
        Err(error) => outcome::report(&error),
    }
}
