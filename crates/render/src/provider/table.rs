//! The table of providers.
//!
//! A shape is a host (itself or any host under it), a path and, where it
//! counts, one query parameter. `{name}` takes one segment, `{#name}` one of
//! digits, `*` whatever follows. A part that is taken may be named in the
//! address of the player, where it is percent-encoded.

use super::{IdClock, PlayerForm, PlayerShape, Provider, Source};

/// All of them. Whose shapes fit any host come last.
pub(super) static PROVIDERS: &[Provider] = &[
    Provider {
        name: "X",
        shapes: &[
            "x.com/{handle}/status/{#id}/*",
            "twitter.com/{handle}/status/{#id}/*",
            "x.com/{handle}/statuses/{#id}",
            "twitter.com/{handle}/statuses/{#id}",
        ],
        source: Source::Oembed("https://publish.twitter.com/oembed?omit_script=true&dnt=true&url={url}"),
        // What the provider's own script puts into a frame.
        player: Some(PlayerShape {
            address: "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={id}",
            form: PlayerForm::Post,
            by: "X Corp.",
        }),
        clock: Some(IdClock { rest: 22, tick: 1, from: 1_288_834_974_657 }),
    },
    Provider {
        name: "Bluesky",
        shapes: &["bsky.app/profile/{handle}/post/{id}"],
        source: Source::Oembed("https://embed.bsky.app/oembed?format=json&url={url}"),
        // Its player wants an account's permanent id, which the address of a post seldom has.
        player: None,
        clock: None,
    },
    Provider {
        name: "YouTube",
        shapes: &[
            "youtu.be/{id}",
            "youtube.com/watch?v={id}",
            "youtube.com/shorts/{id}",
            "youtube.com/live/{id}",
            "youtube.com/embed/{id}",
            "youtube-nocookie.com/embed/{id}",
        ],
        source: Source::Oembed("https://www.youtube.com/oembed?format=json&url={url}"),
        player: Some(PlayerShape {
            address: "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
            form: PlayerForm::Film,
            by: "Google",
        }),
        clock: None,
    },
    Provider {
        name: "Vimeo",
        shapes: &["vimeo.com/{#id}", "vimeo.com/channels/{channel}/{#id}", "player.vimeo.com/video/{#id}"],
        source: Source::Oembed("https://vimeo.com/api/oembed.json?dnt=true&url={url}"),
        player: Some(PlayerShape {
            address: "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
            form: PlayerForm::Film,
            by: "Vimeo",
        }),
        clock: None,
    },
    Provider {
        name: "Instagram",
        shapes: &[
            "instagram.com/p/{id}",
            "instagram.com/reel/{id}",
            "instagram.com/tv/{id}",
            "instagram.com/{user}/p/{id}",
            "instagram.com/{user}/reel/{id}",
        ],
        // Its oEmbed asks for a key.
        source: Source::Page,
        player: Some(PlayerShape {
            address: "https://www.instagram.com/p/{id}/embed/captioned/",
            form: PlayerForm::Post,
            by: "Meta",
        }),
        clock: None,
    },
    Provider {
        name: "Facebook",
        shapes: &[
            "facebook.com/watch?v={id}",
            "facebook.com/{user}/videos/{id}/*",
            "facebook.com/reel/{id}",
            "fb.watch/{id}",
        ],
        source: Source::Page,
        player: Some(PlayerShape {
            address: "https://www.facebook.com/plugins/video.php?show_text=false&href={url}",
            form: PlayerForm::Film,
            by: "Meta",
        }),
        clock: None,
    },
    Provider {
        name: "Facebook",
        shapes: &[
            "facebook.com/{user}/posts/{id}/*",
            "facebook.com/groups/{group}/posts/{id}",
            "facebook.com/permalink.php?story_fbid={id}",
            "facebook.com/photo?fbid={id}",
            "facebook.com/photo.php?fbid={id}",
        ],
        source: Source::Page,
        player: Some(PlayerShape {
            address: "https://www.facebook.com/plugins/post.php?show_text=true&href={url}",
            form: PlayerForm::Post,
            by: "Meta",
        }),
        clock: None,
    },
    Provider {
        name: "TikTok",
        shapes: &["tiktok.com/{handle}/video/{#id}"],
        source: Source::Oembed("https://www.tiktok.com/oembed?url={url}"),
        player: Some(PlayerShape {
            address: "https://www.tiktok.com/player/v1/{id}?autoplay=1",
            form: PlayerForm::Upright,
            by: "TikTok",
        }),
        clock: Some(IdClock { rest: 32, tick: 1_000, from: 0 }),
    },
    Provider {
        name: "TikTok",
        // What its app shares leads on to the film.
        shapes: &["vm.tiktok.com/{code}", "vt.tiktok.com/{code}", "tiktok.com/t/{code}"],
        source: Source::Page,
        player: None,
        clock: None,
    },
    Provider {
        name: "Telegram",
        shapes: &["t.me/{channel}/{#id}", "t.me/s/{channel}/{#id}", "telegram.me/{channel}/{#id}"],
        source: Source::PostPage,
        player: Some(PlayerShape {
            address: "https://t.me/{channel}/{id}?embed=1&mode=tme",
            form: PlayerForm::Post,
            by: "Telegram",
        }),
        clock: None,
    },
    Provider {
        name: "Threads",
        shapes: &["threads.net/{handle}/post/{id}", "threads.com/{handle}/post/{id}"],
        // Its oEmbed asks for a key.
        source: Source::PostPage,
        player: Some(PlayerShape {
            address: "https://www.threads.com/{handle}/post/{id}/embed",
            form: PlayerForm::Post,
            by: "Meta",
        }),
        clock: None,
    },
    Provider {
        name: "Reddit",
        shapes: &["reddit.com/r/{community}/comments/{id}/*"],
        source: Source::Oembed("https://www.reddit.com/oembed?url={url}"),
        player: Some(PlayerShape {
            address: "https://embed.reddit.com/r/{community}/comments/{id}/?embed=true",
            form: PlayerForm::Post,
            by: "Reddit",
        }),
        clock: None,
    },
    Provider {
        name: "SoundCloud",
        shapes: &["soundcloud.com/{user}/sets/{id}", "soundcloud.com/{user}/{id}"],
        source: Source::Oembed("https://soundcloud.com/oembed?format=json&url={url}"),
        player: Some(PlayerShape {
            address: "https://w.soundcloud.com/player/?visual=false&url={url}",
            form: PlayerForm::Strip,
            by: "SoundCloud",
        }),
        clock: None,
    },
    Provider {
        name: "Spotify",
        shapes: &["open.spotify.com/{kind}/{id}", "open.spotify.com/{language}/{kind}/{id}"],
        source: Source::Oembed("https://open.spotify.com/oembed?url={url}"),
        player: Some(PlayerShape {
            address: "https://open.spotify.com/embed/{kind}/{id}",
            form: PlayerForm::Strip,
            by: "Spotify",
        }),
        clock: None,
    },
    Provider {
        name: "Datawrapper",
        shapes: &["datawrapper.dwcdn.net/{id}/*", "datawrapper.de/_/{id}"],
        source: Source::Oembed("https://api.datawrapper.de/v3/oembed?format=json&url={url}"),
        player: Some(PlayerShape {
            address: "https://datawrapper.dwcdn.net/{id}/",
            form: PlayerForm::Chart,
            by: "Datawrapper",
        }),
        clock: None,
    },
    Provider {
        name: "Flourish",
        shapes: &["public.flourish.studio/{kind}/{#id}/*", "flo.uri.sh/{kind}/{#id}/*"],
        source: Source::Oembed("https://app.flourish.studio/api/v1/oembed?format=json&url={url}"),
        player: Some(PlayerShape {
            address: "https://flo.uri.sh/{kind}/{id}/embed",
            form: PlayerForm::Chart,
            by: "Canva, which runs Flourish",
        }),
        clock: None,
    },
    Provider {
        name: "OpenStreetMap",
        shapes: &["openstreetmap.org/", "openstreetmap.org/{kind}/{#id}"],
        source: Source::Address,
        player: Some(PlayerShape {
            address: "https://www.openstreetmap.org/export/embed.html?layer=mapnik&bbox={bbox}&marker={marker}",
            form: PlayerForm::Chart,
            by: "the OpenStreetMap Foundation",
        }),
        clock: None,
    },
    Provider {
        name: "Google Maps",
        shapes: &["google.com/maps/place/{title}/*", "google.com/maps/*", "maps.google.com/*"],
        source: Source::Address,
        player: Some(PlayerShape {
            address: "https://www.google.com/maps?output=embed&q={marker}&z={zoom}",
            form: PlayerForm::Chart,
            by: "Google",
        }),
        clock: None,
    },
    Provider {
        name: "Google Maps",
        // What its app shares leads on to the map.
        shapes: &["maps.app.goo.gl/{code}", "goo.gl/maps/{code}"],
        source: Source::Page,
        player: None,
        clock: None,
    },
    Provider {
        // It has no one host. Its pages tell more of a post than its oEmbed does, and
        // a player could not be named beforehand, as the page's policy asks.
        name: "Mastodon",
        shapes: &["*/@{user}/{#id}", "*/users/{user}/statuses/{#id}"],
        source: Source::PostPage,
        player: None,
        clock: None,
    },
];
