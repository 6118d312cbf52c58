//! Cards of what the providers answer, in the shapes that they document. The
//! words are ours; a server of the test's own sends them.

use std::time::Duration;

use render::Known;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::draw::{ask, ask_oembed, shown};
use crate::fetch::tests::{answers, server};
use crate::fetch::{Fetcher, Reach};

/// The card of that address, where this is what its site sends.
async fn card(url: &str, content_type: &str, body: &str) -> Value {
    let site = server(answers("200 OK", content_type, body)).await;
    let fetcher = Fetcher::new(Reach::public_and(&[site]), Duration::ZERO);
    let (there, deadline) = (format!("http://{site}/"), Instant::now() + Duration::from_secs(20));
    let known = Known::of(url);
    let told = if content_type.contains("json") {
        ask_oembed(&fetcher, &there, deadline).await.unwrap()
    } else {
        ask(&fetcher, &there, known.as_ref(), deadline).await.unwrap().0
    };
    let picture = told.picture.clone();
    let mut card = json!(shown(url, told, None));
    card["picture"] = json!(picture);
    card
}

/// Holds a card to what it should say; what is not named should not be said.
fn assert_says(card: &Value, expected: &Value) {
    for name in ["provider", "title", "byline", "text", "posted_at", "picture"] {
        assert_eq!(card[name], expected[name], "{name} of {card:#}");
    }
}

#[tokio::test]
async fn posts_that_oembed_quotes() {
    let said = json!({"url": "https://twitter.com/portoffice/status/1767912345678901248", "author_name": "Port Office",
        "author_url": "https://twitter.com/portoffice", "width": 550, "height": null, "type": "rich", "cache_age": "3153600000",
        "provider_name": "Twitter", "provider_url": "https://twitter.com", "version": "1.0",
        "html": "<blockquote class=\"twitter-tweet\" data-dnt=\"true\"><p lang=\"en\" dir=\"ltr\">The harbour is closed.<br><br>Ferries &amp; tugs stay in port. <a href=\"https://t.co/a\">https://t.co/a</a></p>&mdash; Port Office (@portoffice) <a href=\"https://twitter.com/portoffice/status/1767912345678901248?ref_src=twsrc\">March 13, 2024</a></blockquote>\n"});
    let made = card("https://x.com/portoffice/status/1767912345678901248", "application/json", &said.to_string()).await;
    assert_says(
        &made,
        &json!({"provider": "X", "byline": "Port Office (@portoffice)", "posted_at": "2024-03-13T13:55:24.089Z",
        "text": "The harbour is closed.\n\nFerries & tugs stay in port. https://t.co/a"}),
    );

    let said = json!({"type": "rich", "version": "1.0", "author_name": "Port Office", "author_url": "https://bsky.app/profile/port.example.org",
        "provider_name": "Bluesky Social", "provider_url": "https://bsky.app", "cache_age": 86400, "width": 600, "height": null,
        "html": "<blockquote class=\"bluesky-embed\" data-bluesky-uri=\"at://did:plc:abc/app.bsky.feed.post/3kabc\"><p lang=\"en\">The wall holds.</p>&mdash; Port Office (<a href=\"https://bsky.app/profile/did:plc:abc\">@port.example.org</a>) <a href=\"https://bsky.app/profile/did:plc:abc/post/3kabc\">2024-03-13T13:55:24.089Z</a></blockquote><script async src=\"https://embed.bsky.app/static/embed.js\" charset=\"utf-8\"></script>"});
    let made =
        card("https://bsky.app/profile/port.example.org/post/3kabc", "application/json", &said.to_string()).await;
    assert_says(
        &made,
        &json!({"provider": "Bluesky", "byline": "Port Office (@port.example.org)", "text": "The wall holds."}),
    );

    let said = json!({"version": "1.0", "type": "video", "title": "Waves at the wall #storm", "author_url": "https://www.tiktok.com/@port",
        "author_name": "Port", "width": "100%", "height": "100%", "thumbnail_width": 720, "thumbnail_height": 1280,
        "thumbnail_url": "https://p16.example.org/still.jpg", "provider_url": "https://www.tiktok.com", "provider_name": "TikTok",
        "html": "<blockquote class=\"tiktok-embed\"><section> <a target=\"_blank\" title=\"@port\" href=\"https://www.tiktok.com/@port\">@port</a> <p>Waves at the wall <a title=\"storm\" href=\"https://www.tiktok.com/tag/storm\">#storm</a></p> <a href=\"https://www.tiktok.com/music/a\">original sound</a> </section></blockquote> <script async src=\"https://www.tiktok.com/embed.js\"></script>"});
    let made =
        card("https://www.tiktok.com/@port/video/7016181462140628225", "application/json", &said.to_string()).await;
    assert_says(
        &made,
        &json!({"provider": "TikTok", "title": "Waves at the wall #storm", "byline": "Port",
        "posted_at": "2021-10-07T04:47:25Z", "picture": "https://p16.example.org/still.jpg"}),
    );

    let said = json!({"provider_url": "https://www.reddit.com/", "version": "1.0", "title": "Is the wall safe?", "provider_name": "reddit", "type": "rich",
        "author_name": "harbourmaster", "height": 316,
        "html": "<blockquote class=\"reddit-embed-bq\"><a href=\"https://www.reddit.com/r/harbours/comments/1abc/\">Is the wall safe?</a><br> by <a>u/harbourmaster</a> in <a>harbours</a></blockquote><script async src=\"https://embed.reddit.com/widgets.js\"></script>"});
    let made = card(
        "https://www.reddit.com/r/harbours/comments/1abc/is_the_wall_safe/",
        "application/json",
        &said.to_string(),
    )
    .await;
    assert_says(&made, &json!({"provider": "Reddit", "title": "Is the wall safe?", "byline": "harbourmaster"}));
}

#[tokio::test]
async fn films_sound_and_charts_of_oembed() {
    for (url, provider) in [
        ("https://www.youtube.com/watch?v=abc", "YouTube"),
        ("https://vimeo.com/76979871", "Vimeo"),
        ("https://soundcloud.com/port/storm", "SoundCloud"),
        ("https://open.spotify.com/episode/4rOo", "Spotify"),
        ("https://datawrapper.dwcdn.net/0CCGv/", "Datawrapper"),
        ("https://public.flourish.studio/visualisation/123/", "Flourish"),
    ] {
        let said = json!({"type": "video", "version": "1.0", "title": "The night of the storm", "author_name": "Port Office",
            "author_url": "https://example.org/port", "provider_name": provider, "height": 113, "width": "200",
            "thumbnail_url": "https://i.example.org/still.jpg", "thumbnail_height": 360, "thumbnail_width": 480,
            "html": "<iframe width=\"200\" height=\"113\" src=\"https://example.org/embed/abc\" allowfullscreen></iframe>"});
        let made = card(url, "application/json; charset=utf-8", &said.to_string()).await;
        assert_says(
            &made,
            &json!({"provider": provider, "title": "The night of the storm", "byline": "Port Office",
            "picture": "https://i.example.org/still.jpg"}),
        );
    }
}

#[tokio::test]
async fn posts_whose_page_names_who_wrote_them() {
    let page = |title: &str, more: &str| {
        format!(
            "<!doctype html><html><head><title>x</title><meta property=\"og:site_name\" content=\"Some server\">\
             <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:description\" content=\"The wall holds.&#10;&#10;Stay away.\">\
             <meta property=\"og:image\" content=\"/media/still.jpg\">{more}</head><body></body></html>"
        )
    };
    for (url, provider, title, more, expected) in [
        (
            "https://social.example/@port/112345678901234567",
            "Mastodon",
            "Port Office (@port@social.example)",
            "<meta content=\"2024-03-13T13:55:24Z\" property=\"og:published_time\"><meta content=\"port@social.example\" property=\"profile:username\">",
            json!({"byline": "Port Office (@port@social.example)", "posted_at": "2024-03-13T13:55:24Z"}),
        ),
        ("https://t.me/portoffice/123", "Telegram", "Port Office", "", json!({"byline": "Port Office"})),
        (
            "https://www.threads.net/@port/post/Cabc",
            "Threads",
            "Port Office (&#064;port) on Threads",
            "",
            json!({"byline": "Port Office (@port) on Threads"}),
        ),
    ] {
        let made = card(url, "text/html; charset=utf-8", &page(title, more)).await;
        let picture = made["picture"].as_str().unwrap();
        assert!(picture.ends_with("/media/still.jpg") && picture.starts_with("http://127.0.0.1:"), "{picture}");
        let mut expected = expected;
        expected["provider"] = json!(provider);
        expected["text"] = json!("The wall holds.\n\nStay away.");
        expected["picture"] = made["picture"].clone();
        // The name of the account is the page's `profile:username`, which counts after the title.
        if provider == "Mastodon" {
            assert_eq!(made["title"], Value::Null);
        }
        assert_says(&made, &expected);
    }
}

#[tokio::test]
async fn pages_of_other_sites() {
    let page = "<!doctype html><html><head><title>Storm — The Example</title>\
        <meta property=\"og:title\" content=\"The storm &amp; the wall\"><meta name=\"description\" content=\"plain\">\
        <meta property=\"og:description\" content=\"What is known.\"><meta property=\"og:site_name\" content=\"The Example\">\
        <meta property=\"og:image\" content=\"https://i.example.org/wall.jpg\"><meta property=\"og:image\" content=\"https://i.example.org/second.jpg\">\
        <meta property=\"og:image:alt\" content=\"A wave over a wall\"><meta property=\"article:author\" content=\"https://example.org/ada\">\
        <meta name=\"author\" content=\"Ada Lind\"><meta property=\"article:published_time\" content=\"2024-03-13T14:00:00+01:00\">";
    let made = card("https://example.org/storm", "text/html", page).await;
    assert_says(
        &made,
        &json!({"provider": "The Example", "title": "The storm & the wall", "byline": "Ada Lind", "text": "What is known.",
        "posted_at": "2024-03-13T13:00:00Z", "picture": "https://i.example.org/wall.jpg"}),
    );
    for (url, provider, page, title) in [
        (
            "https://www.example.org/a",
            "example.org",
            "<title>\n Only a\n title </title><body><title>no</title>",
            "Only a title",
        ),
        (
            "https://example.org/a",
            "example.org",
            "<meta name='twitter:title' content=Short><title>Long</title>",
            "Short",
        ),
        (
            "https://www.instagram.com/p/Cabc/",
            "Instagram",
            "<meta property='og:title' content='Port on Instagram'>",
            "Port on Instagram",
        ),
        ("https://www.facebook.com/port/posts/1", "Facebook", "<meta property='og:title' content='Port'>", "Port"),
    ] {
        assert_says(&card(url, "text/html", page).await, &json!({"provider": provider, "title": title}));
    }
}

#[tokio::test]
async fn maps_are_told_by_their_address() {
    let fetcher = Fetcher::new(Reach::public_and(&[]), Duration::ZERO);
    for (url, provider, title) in [
        (
            "https://www.google.com/maps/place/Porte+de+Vanves,+%C3%8Ele/@48.8,2.3,15z",
            "Google Maps",
            json!("Porte de Vanves, Île"),
        ),
        ("https://www.openstreetmap.org/#map=15/52.5163/13.3777", "OpenStreetMap", Value::Null),
    ] {
        let known = Known::of(url);
        let (told, _) = ask(&fetcher, url, known.as_ref(), Instant::now()).await.unwrap();
        assert_says(&json!(shown(url, told, None)), &json!({"provider": provider, "title": title}));
    }
}

#[tokio::test]
async fn no_markup_of_others_is_kept() {
    let html = "<blockquote><p onclick=alert(1)>A<script>alert(1)</script>B<style>p{}</style><img src=x onerror=alert(1)>C &lt;b&gt;</p>\
        <p>D<p>E</blockquote><p>not quoted</p><script>document.write('<blockquote><p>F</p></blockquote>')</script>";
    let said = json!({"type": "rich", "html": html, "title": "<b>T</b>\u{0}", "author_name": ["no", "name"], "thumbnail_url": "javascript:alert(1)"});
    let made = card("https://example.org/", "application/json", &said.to_string()).await;
    assert_eq!(made["text"], "ABC <b>\n\nD\n\nE");
    assert_eq!(made["title"], "<b>T</b>");
    assert_eq!(made["byline"], Value::Null);
}

#[tokio::test]
async fn hostile_pages_are_read_in_good_time() {
    let (mib, started) = (1024 * 1024, std::time::Instant::now());
    let tag_of_many = (0..100_000).map(|n| format!(" a{n}")).collect::<String>();
    for page in [
        "<b>".repeat(mib / 3),
        format!("<a{tag_of_many}>"),
        "<a x=\"&\">".repeat(mib / 9),
        "<!--".repeat(mib / 4),
        "<script>".repeat(mib / 8),
        "&amp;".repeat(mib / 5),
        format!("<title>{}", "x".repeat(mib)),
        format!("<meta property=og:title content=\"{}\">", "x".repeat(mib)),
    ] {
        let made = card("https://example.org/", "text/html", &page).await;
        assert!(made["title"].as_str().is_none_or(|title| title.chars().count() == 300), "{}", made["title"]);
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}
