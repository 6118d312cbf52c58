//! Pictures and films in a bucket: the real binary against a server of S3 that is not ours.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use serde_json::{Value, json};

use crate::photograph::photograph;
use crate::stet::{Desk, Server, get, stet_with, text, token};
use crate::uploading::{begin, go_on, looked_at};

const FILM: &[u8] = include_bytes!("../../../server/tests/films/h264.mp4");

/// A server of S3, until it is dropped.
struct S3 {
    address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl S3 {
    /// Serves the folders in `root`, each as a bucket.
    fn start(root: &Path, address: SocketAddr) -> Self {
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
        service.set_auth(SimpleAuth::from_single("desk", "of-the-newsroom"));
        let service = service.build();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind(address)).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || runtime.block_on(serve(listener, service, stopped)));
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    fn variables(&self) -> [(&'static str, String); 4] {
        [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_REGION", "eu-central-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", "desk".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "of-the-newsroom".to_owned()),
        ]
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
        self.thread.take().unwrap().join().unwrap();
    }
}

async fn serve(listener: tokio::net::TcpListener, service: S3Service, mut stopped: tokio::sync::oneshot::Receiver<()>) {
    // Dropped with the runtime, connections end as they do when a server dies.
    loop {
        let (socket, _) = tokio::select! {
            accepted = listener.accept() => accepted.unwrap(),
            _ = &mut stopped => return,
        };
        let service = service.clone();
        tokio::spawn(async move {
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
        });
    }
}

fn with(s3: &S3, data: &Path) -> Server {
    let variables = s3.variables();
    let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Server::serve_with(data, &["--media-bucket", "s3://pictures/live/2026"], &variables)
}

/// Uploads a file; gives what became of it.
fn upload(desk: &Desk, bytes: &[u8]) -> Value {
    let place = begin(desk, bytes.len());
    assert!(go_on(desk, &place, 0, bytes).unwrap().starts_with("HTTP/1.1 204"));
    looked_at(desk, &place)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = found.map(|file| file.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Asks for a file, with one more header; gives status, headers and bytes.
fn ask(desk: &Desk, path: &str, header: (&str, &str)) -> (u16, ureq::http::HeaderMap, Vec<u8>) {
    let config = ureq::Agent::config_builder().http_status_as_error(false).build();
    let agent: ureq::Agent = config.into();
    let url = desk.api.replace("/api/v1", path);
    let request = agent.get(&url).header("authorization", &format!("Bearer {}", desk.token));
    let mut response = request.header(header.0, header.1).call().unwrap();
    let body = response.body_mut().with_config().limit(100_000_000).read_to_vec().unwrap();
    (response.status().as_u16(), response.headers().clone(), body)
}

#[test]
fn pictures_and_films_are_kept_in_a_bucket_served_from_it_and_deleted_there() {
    let (folder, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(root.path().join("pictures")).unwrap();
    let s3 = S3::start(root.path(), ([127, 0, 0, 1], 0).into());
    let token = token(folder.path());
    let server = with(&s3, folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));

    let picture = upload(&desk, &photograph(900, 600));
    assert_eq!(picture["state"], "ready", "{picture}");
    let id = picture["id"].as_str().unwrap();
    assert_eq!(files(&folder.path().join("media")), Vec::<PathBuf>::new(), "nothing is kept here");
    let kept = root.path().join("pictures/live/2026").join(id);
    let whole = std::fs::read(kept.join("whole")).unwrap();
    assert_eq!(whole.len() as u64, picture["bytes"].as_u64().unwrap());

    let path = format!("/media/{id}");
    let plain = ("accept", "*/*");
    let (status, headers, body) = ask(&desk, &path, plain);
    assert_eq!((status, headers["content-type"].as_bytes(), &body), (200, &b"image/jpeg"[..], &whole));
    let tag = headers["etag"].to_str().unwrap();
    assert_eq!(ask(&desk, &path, ("if-none-match", tag)).0, 304);
    for rendition in picture["renditions"].as_array().unwrap() {
        let url = rendition["url"].as_str().unwrap();
        let name = url.rsplit('/').next().unwrap();
        let (status, headers, body) = ask(&desk, &format!("{path}/{name}"), plain);
        assert_eq!((status, &body), (200, &std::fs::read(kept.join(name)).unwrap()), "{name}");
        assert!(headers["content-type"].to_str().unwrap().starts_with("image/"));
    }

    // Longer than one part of an upload to a bucket.
    let free = 20_000_000_u32;
    let film = [FILM, &free.to_be_bytes(), b"free", &vec![0; free as usize - 8]].concat();
    let taken = upload(&desk, &film);
    assert_eq!(taken["state"], "ready", "{taken}");
    let path = format!("/media/{}", taken["id"].as_str().unwrap());
    let (status, headers, body) = ask(&desk, &path, plain);
    assert_eq!((status, body.len(), &headers["accept-ranges"]), (200, film.len(), &"bytes".parse().unwrap()));
    let (status, headers, body_of_part) = ask(&desk, &path, ("range", "bytes=5-104"));
    assert_eq!((status, &body_of_part[..]), (206, &body[5..105]));
    assert_eq!(headers["content-range"].to_str().unwrap(), format!("bytes 5-104/{}", film.len()));
    let (status, _, last) = ask(&desk, &path, ("range", "bytes=-7"));
    assert_eq!((status, &last[..]), (206, &body[body.len() - 7..]));
    let (status, headers, _) = ask(&desk, &path, ("range", "bytes=99999999-"));
    assert_eq!((status, headers["content-range"].to_str().unwrap()), (416, &*format!("bytes */{}", film.len())));

    // Before anything published names it, nobody else sees it.
    assert_eq!(get(&format!("{}/media/{id}", server.url)).0, 404);
    desk.must("DELETE", &format!("/media/{id}"), &json!(null));
    // Nobody waits for it, so nobody is told when it is done.
    let gone = || files(&kept).is_empty();
    let began = std::time::Instant::now();
    while !gone() {
        assert!(began.elapsed().as_secs() < 60, "{:?}", files(&kept));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a_bucket_that_is_down_loses_nothing() {
    let (folder, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(root.path().join("pictures")).unwrap();
    let s3 = S3::start(root.path(), ([127, 0, 0, 1], 0).into());
    let token = token(folder.path());
    let mut server = with(&s3, folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let address = s3.address;
    drop(s3);
    let photo = photograph(600, 400);
    let place = begin(&desk, photo.len());
    assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"), "uploads do not wait for it");
    let s3 = S3::start(root.path(), address);
    let medium = looked_at(&desk, &place);
    assert_eq!(medium["state"], "ready", "{medium}");
    let id = medium["id"].as_str().unwrap();
    server.kill();

    // Whoever forgets to name the bucket, or has another key, is told at the start.
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", text(folder.path())];
    let run = stet_with(&serve, &[]);
    assert!(!run.ok && run.err.contains("--media-bucket"), "{}", run.err);
    let wrong: Vec<_> =
        s3.variables().into_iter().map(|(name, value)| (name, value.replace("of-the", "of-a"))).collect();
    let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let run = stet_with(&[&serve[..], &["--media-bucket", "s3://pictures"]].concat(), &wrong);
    assert!(!run.ok && run.err.contains("AWS_SECRET_ACCESS_KEY"), "{}", run.err);
    assert!(!run.err.contains("of-a-newsroom") && !run.err.contains("of-the-newsroom"), "{}", run.err);
    let run = stet_with(&[&serve[..], &["--media-bucket", "https://pictures"]].concat(), &[]);
    assert!(!run.ok && run.err.contains("s3://NAME"), "{}", run.err);

    let server = with(&s3, folder.path());
    let desk = Desk::new(&server, &token);
    let (status, _, bytes) = ask(&desk, &format!("/media/{id}"), ("accept", "*/*"));
    assert_eq!((status, bytes.len() as u64), (200, medium["bytes"].as_u64().unwrap()));
}
