use std::collections::BTreeSet;

use super::*;

/// An address, the provider's name, and the address of its player.
const ADDRESSES: &[(&str, &str, Option<&str>)] = &[
    (
        "https://x.com/portoffice/status/1767912345678901248",
        "X",
        Some("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1767912345678901248"),
    ),
    (
        "https://mobile.twitter.com/portoffice/status/20?s=20",
        "X",
        Some("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20"),
    ),
    (
        "https://x.com/portoffice/status/20/photo/1",
        "X",
        Some("https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20"),
    ),
    ("https://mastodon.example/@port/112345678901234567", "Mastodon", None),
    ("https://social.example.org/users/port/statuses/1", "Mastodon", None),
    ("https://bsky.app/profile/port.example.org/post/3kabc", "Bluesky", None),
    (
        "https://www.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
        "YouTube",
        Some("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
    ),
    (
        "https://youtu.be/dQw4w9WgXcQ?t=42",
        "YouTube",
        Some("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"),
    ),
    (
        "https://m.youtube.com/shorts/abc-_123/",
        "YouTube",
        Some("https://www.youtube-nocookie.com/embed/abc-_123?autoplay=1"),
    ),
    ("https://vimeo.com/76979871", "Vimeo", Some("https://player.vimeo.com/video/76979871?dnt=1&autoplay=1")),
    ("https://www.instagram.com/p/Cabc-1/", "Instagram", Some("https://www.instagram.com/p/Cabc-1/embed/captioned/")),
    (
        "https://www.instagram.com/port/reel/Cabc/",
        "Instagram",
        Some("https://www.instagram.com/p/Cabc/embed/captioned/"),
    ),
    (
        "https://www.facebook.com/port/posts/pfbid0abc",
        "Facebook",
        Some(
            "https://www.facebook.com/plugins/post.php?show_text=true&href=https%3A%2F%2Fwww.facebook.com%2Fport%2Fposts%2Fpfbid0abc",
        ),
    ),
    (
        "https://www.facebook.com/watch/?v=1",
        "Facebook",
        Some(
            "https://www.facebook.com/plugins/video.php?show_text=false&href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1",
        ),
    ),
    (
        "https://www.tiktok.com/@port/video/7016181462140628225",
        "TikTok",
        Some("https://www.tiktok.com/player/v1/7016181462140628225?autoplay=1"),
    ),
    ("https://vm.tiktok.com/ZMabc/", "TikTok", None),
    ("https://t.me/portoffice/123", "Telegram", Some("https://t.me/portoffice/123?embed=1&mode=tme")),
    ("https://t.me/s/portoffice/123", "Telegram", Some("https://t.me/portoffice/123?embed=1&mode=tme")),
    ("https://www.threads.net/@port/post/Cabc", "Threads", Some("https://www.threads.com/%40port/post/Cabc/embed")),
    (
        "https://old.reddit.com/r/harbours/comments/1abc/the_wall/",
        "Reddit",
        Some("https://embed.reddit.com/r/harbours/comments/1abc/?embed=true"),
    ),
    (
        "https://soundcloud.com/port/storm",
        "SoundCloud",
        Some("https://w.soundcloud.com/player/?visual=false&url=https%3A%2F%2Fsoundcloud.com%2Fport%2Fstorm"),
    ),
    (
        "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1",
        "Spotify",
        Some("https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk"),
    ),
    ("https://open.spotify.com/intl-de/track/4rOo", "Spotify", Some("https://open.spotify.com/embed/track/4rOo")),
    ("https://datawrapper.dwcdn.net/0CCGv/7/", "Datawrapper", Some("https://datawrapper.dwcdn.net/0CCGv/")),
    (
        "https://public.flourish.studio/visualisation/123/",
        "Flourish",
        Some("https://flo.uri.sh/visualisation/123/embed"),
    ),
    ("https://flo.uri.sh/story/123/embed", "Flourish", Some("https://flo.uri.sh/story/123/embed")),
    (
        "https://www.openstreetmap.org/#map=15/52.51630/13.37770",
        "OpenStreetMap",
        Some(
            "https://www.openstreetmap.org/export/embed.html?layer=mapnik&bbox=13.36483%2C52.51108%2C13.39057%2C52.52152&marker=52.5163%2C13.3777",
        ),
    ),
    ("https://www.openstreetmap.org/", "OpenStreetMap", None),
    (
        "https://www.google.com/maps/place/Brandenburg+Gate/@52.5162746,13.3777041,17z/data=!3m1",
        "Google Maps",
        Some("https://www.google.com/maps?output=embed&q=52.5162746%2C13.3777041&z=17"),
    ),
    (
        "https://www.google.com/maps/@52.5,13.4,300m/data=!3m1",
        "Google Maps",
        Some("https://www.google.com/maps?output=embed&q=52.5%2C13.4&z=14"),
    ),
    ("https://maps.app.goo.gl/abc", "Google Maps", None),
];

#[test]
fn an_address_tells_its_provider_and_its_player() {
    for (url, name, player) in ADDRESSES {
        let known = Known::of(url).unwrap_or_else(|| panic!("{url} is known"));
        assert_eq!(known.provider(), *name, "{url}");
        assert_eq!(known.player().map(|player| player.address).as_deref(), *player, "{url}");
    }
}

#[test]
fn every_provider_is_told_by_an_address_here() {
    let told: BTreeSet<_> = ADDRESSES.iter().map(|(_, name, _)| *name).collect();
    let all: BTreeSet<_> = PROVIDERS.iter().map(|provider| provider.name).collect();
    assert_eq!(told, all);
    for provider in PROVIDERS.iter().filter(|provider| provider.player.is_some()) {
        let played = ADDRESSES
            .iter()
            .filter_map(|(url, ..)| Known::of(url))
            .any(|known| std::ptr::eq(known.provider, provider) && known.player().is_some());
        assert!(played, "a player of {} is put to the test", provider.name);
    }
}

#[test]
fn other_addresses_are_of_no_provider() {
    for url in [
        "https://example.org/",
        "https://notx.com/a/status/1",
        "https://x.com.example.org/a/status/1",
        "https://x.com/a",
        "https://x.com/a/status/one",
        "https://x.com:8443/a/status/1",
        "https://a@x.com/a/status/1",
        "https://example.org\\x.com/a/status/1",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "ftp://x.com/a/status/1",
        "x.com/a/status/1",
        "https://writing.example/@somebody/a-story-of-mine",
    ] {
        assert!(Known::of(url).is_none(), "{url}");
    }
}

#[test]
fn no_part_of_an_address_can_mean_more_than_itself() {
    let known = Known::of("https://youtu.be/a%22%3E&autoplay=1\"><script>").unwrap();
    let address = known.player().unwrap().address;
    assert_eq!(
        address,
        "https://www.youtube-nocookie.com/embed/a%2522%253E%26autoplay%3D1%22%3E%3Cscript%3E?autoplay=1"
    );
    assert!(Known::of("https://youtu.be/..").is_none());
}

#[test]
fn an_oembed_endpoint_is_asked_for_the_whole_address() {
    let known = Known::of("https://www.youtube.com/watch?v=abc&t=1").unwrap();
    assert_eq!(
        known.oembed().unwrap(),
        "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabc%26t%3D1"
    );
    assert_eq!(Known::of("https://t.me/a/1").unwrap().oembed(), None);
}

#[test]
fn an_id_tells_when_it_was_given() {
    for (url, at) in [
        ("https://x.com/a/status/1767912345678901248", "2024-03-13T13:55:24.089Z"),
        ("https://www.tiktok.com/@a/video/7016181462140628225", "2021-10-07T04:47:25Z"),
    ] {
        let told = Known::of(url).unwrap().posted_at().map(|at| at.to_string());
        assert_eq!(told.as_deref(), Some(at), "{url}");
    }
    assert_eq!(Known::of("https://x.com/a/status/99999999999999999999999").unwrap().posted_at(), None);
}

#[test]
fn players_are_at_hosts_that_the_table_names() {
    let origins: BTreeSet<_> = player_origins().collect();
    for origin in &origins {
        let host = origin.strip_prefix("https://").unwrap();
        assert!(host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c)), "{origin}");
    }
    for player in ADDRESSES.iter().filter_map(|(url, ..)| Known::of(url)?.player()) {
        assert!(origins.iter().any(|origin| player.address.starts_with(&format!("{origin}/"))), "{}", player.address);
    }
}
