use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

/// How another server behaves.
#[derive(Clone)]
pub(crate) enum Manner {
    /// It answers this, and hangs up.
    Says(String),
    /// It takes the request and says nothing.
    Silent,
    /// It sends a head without end.
    EndlessHead,
    /// It answers well, with a body without end.
    EndlessBody,
    /// It answers well, sends this, and then nothing for ever.
    Stalls(String),
}

/// A page, whole.
pub(crate) fn answers(status: &str, content_type: &str, body: &str) -> Manner {
    let length = body.len();
    Manner::Says(format!(
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    ))
}

/// A server of that manner.
pub(crate) async fn server(manner: Manner) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let manner = manner.clone();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).await;
                let endless = |head: &str, more: &str| (head.to_owned(), more.repeat(64));
                let (head, more) = match manner {
                    Manner::Says(answer) => return drop(stream.write_all(answer.as_bytes()).await),
                    Manner::Silent => return std::future::pending().await,
                    Manner::Stalls(beginning) => {
                        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n";
                        let _ = stream.write_all(format!("{head}{beginning}").as_bytes()).await;
                        return std::future::pending().await;
                    }
                    Manner::EndlessHead => endless("HTTP/1.1 200 OK\r\n", "x: yyyyyyyyyyyyyyyyyyyyyyyyyy\r\n"),
                    Manner::EndlessBody => endless("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n", "<p>more</p>"),
                };
                let _ = stream.write_all(head.as_bytes()).await;
                while stream.write_all(more.as_bytes()).await.is_ok() {}
            });
        }
    });
    address
}

pub(crate) fn says(status: &str, headers: &str) -> Manner {
    Manner::Says(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n{headers}\r\n"))
}

/// Asks, with the test's own servers in reach.
async fn ask(reach: &[SocketAddr], url: &str) -> Result<u16, FetchFault> {
    let fetcher = Fetcher::new(Reach::public_and(reach), Duration::from_millis(500));
    fetcher.ask(url).await.map(|status| status.as_u16())
}

#[tokio::test]
async fn what_is_answered_is_told() {
    for (status, code) in [("200 OK", 200), ("404 Not Found", 404), ("503 Service Unavailable", 503)] {
        let server = server(says(status, "")).await;
        assert_eq!(ask(&[server], &format!("http://{server}/a?b#c")).await, Ok(code));
        assert_eq!(ask(&[server], &format!("http://name:word@localhost:{}/", server.port())).await, Ok(code));
    }
}

#[tokio::test]
async fn only_the_head_of_an_answer_is_read() {
    let endless = server(Manner::EndlessBody).await;
    assert_eq!(ask(&[endless], &format!("http://{endless}/")).await, Ok(200));
    let endless = server(Manner::EndlessHead).await;
    assert_eq!(ask(&[endless], &format!("http://{endless}/")).await, Err(FetchFault::NoAnswer));
}

#[tokio::test]
async fn nobody_is_waited_for_without_end() {
    let silent = server(Manner::Silent).await;
    assert_eq!(ask(&[silent], &format!("http://{silent}/")).await, Err(FetchFault::TooSlow));
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert_eq!(ask(&[gone], &format!("http://{gone}/")).await, Err(FetchFault::NoAnswer));
    let garbled = server(Manner::Says("hello\r\n\r\n".to_owned())).await;
    assert_eq!(ask(&[garbled], &format!("http://{garbled}/")).await, Err(FetchFault::NoAnswer));
}

#[tokio::test]
async fn one_is_led_on_but_not_without_end() {
    let end = server(says("200 OK", "")).await;
    let first = server(says("301 Moved Permanently", &format!("location: http://{end}/new\r\n"))).await;
    assert_eq!(ask(&[end, first], &format!("http://{first}/old")).await, Ok(200));
    let circle = server(says("302 Found", "location: /again\r\n")).await;
    assert_eq!(ask(&[circle], &format!("http://{circle}/")).await, Err(FetchFault::LedOnAndOn));
    for target in ["file:///etc/passwd", "gopher://a.example/", "ftp://a.example/"] {
        let away = server(says("302 Found", &format!("location: {target}\r\n"))).await;
        assert_eq!(ask(&[away], &format!("http://{away}/")).await, Err(FetchFault::NotOfTheWeb));
    }
}

#[tokio::test]
async fn what_is_not_public_is_not_connected_to_however_it_is_written() {
    let ours = server(says("200 OK", "")).await;
    let port = ours.port();
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"] {
        let url = format!("http://{host}:{port}/");
        assert_eq!(ask(&[], &url).await, Err(FetchFault::NotPublic), "{url}");
    }
    for url in ["http://169.254.169.254/latest/meta-data", "http://[::1]/", "https://10.0.0.1/", "http://[fe80::1]/"] {
        assert_eq!(ask(&[], url).await, Err(FetchFault::NotPublic), "{url}");
    }
    // Nor by being led there from a place that is in reach.
    let lure = server(says("307 Temporary Redirect", &format!("location: http://{ours}/\r\n"))).await;
    assert_eq!(ask(&[lure], &format!("http://{lure}/")).await, Err(FetchFault::NotPublic));
}

const SOME: Wanted = Wanted { types: "text/html", most: 10_000, longer: Longer::CutOff };
const ALL: Wanted = Wanted { longer: Longer::Refused, ..SOME };

/// Reads, with the test's own server in reach, for half a second.
async fn read(server: SocketAddr, wanted: Wanted) -> Result<Taken, FetchFault> {
    let fetcher = Fetcher::new(Reach::public_and(&[server]), Duration::ZERO);
    let deadline = Instant::now() + Duration::from_millis(500);
    fetcher.read(&format!("http://{server}/page"), wanted, deadline).await
}

#[tokio::test]
async fn a_body_is_read_whole_where_it_is_short() {
    let page = server(answers("404 Not Found", "Text/HTML; charset=iso-8859-1", "<p>Z\u{fc}rich")).await;
    for wanted in [SOME, ALL] {
        let taken = read(page, wanted).await.unwrap();
        assert_eq!((taken.status.as_u16(), &*taken.media_type()), (404, "text/html"));
        assert_eq!(taken.bytes, "<p>Z\u{fc}rich".as_bytes());
        assert_eq!(taken.url.path(), "/page");
    }
    let moved = server(says("301 Moved Permanently", &format!("location: http://{page}/new\r\n"))).await;
    let fetcher = Fetcher::new(Reach::public_and(&[page, moved]), Duration::ZERO);
    let deadline = Instant::now() + Duration::from_secs(5);
    let taken = fetcher.read(&format!("http://{moved}/old"), SOME, deadline).await.unwrap();
    assert_eq!(taken.url.as_str(), format!("http://{page}/new"));
}

#[tokio::test]
async fn no_more_of_a_body_is_read_than_is_wanted() {
    let endless = server(Manner::EndlessBody).await;
    assert_eq!(read(endless, SOME).await.unwrap().bytes.len(), SOME.most);
    assert_eq!(read(endless, ALL).await.unwrap_err(), FetchFault::TooLarge);
    let huge = server(Manner::Says("HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\nx".to_owned())).await;
    assert_eq!(read(huge, ALL).await.unwrap_err(), FetchFault::TooLarge);
    let exact = server(answers("200 OK", "text/html", &"x".repeat(SOME.most))).await;
    assert_eq!(read(exact, ALL).await.unwrap().bytes.len(), SOME.most);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let stalls = server(Manner::Stalls("<title>Half".to_owned())).await;
    assert_eq!(read(stalls, SOME).await.unwrap().bytes, b"<title>Half");
    assert_eq!(read(stalls, ALL).await.unwrap_err(), FetchFault::TooSlow);
    let nothing = server(Manner::Stalls(String::new())).await;
    assert_eq!(read(nothing, SOME).await.unwrap_err(), FetchFault::TooSlow);
    let silent = server(Manner::Silent).await;
    assert_eq!(read(silent, SOME).await.unwrap_err(), FetchFault::TooSlow);
}

#[tokio::test]
async fn what_is_compressed_is_not_read() {
    let packed = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n\u{1f}\u{8b}";
    let packed = server(Manner::Says(packed.to_owned())).await;
    assert_eq!(read(packed, SOME).await.unwrap_err(), FetchFault::Unreadable);
}
