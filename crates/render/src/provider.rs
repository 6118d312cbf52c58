//! Sites whose posts, films, charts and maps are known by their addresses.
//!
//! What is known of each is data, in `table.rs`: the shapes of its addresses,
//! where it answers oEmbed without a key, and where its player is. So a site is
//! added or put right in one place, and a card of a site that is gone stays as
//! it was: nothing here is needed to show what a card holds.

mod shape;
mod table;

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::Timestamp;

use self::shape::{Split, View};
use self::table::PROVIDERS;

/// A site, and what is known of it.
#[derive(Debug)]
pub(crate) struct Provider {
    /// Its name, as a card shows it.
    name: &'static str,
    /// What the addresses of its posts look like; the first that fits counts.
    shapes: &'static [&'static str],
    /// Where a card's words come from.
    source: Source,
    /// Where its player is, if it has one.
    player: Option<PlayerShape>,
    /// How its ids tell the time, if they do.
    clock: Option<IdClock>,
}

/// Where the words of a card are to be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// From its oEmbed endpoint, which takes the address in the place of `{url}`.
    Oembed(&'static str),
    /// From what the page says of itself.
    Page,
    /// From the page of a post, whose title names who wrote it.
    PostPage,
    /// All there is to know stands in the address.
    Address,
}

/// A player, by the address that the parts of a post's address make.
#[derive(Debug)]
struct PlayerShape {
    /// Its address. A name in braces stands for a part of the post's address,
    /// `{url}` for the whole of it.
    address: &'static str,
    form: PlayerForm,
    /// Who learns of the reader.
    by: &'static str,
}

/// The form of a player, which the page keeps free for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlayerForm {
    /// A film: 16 by 9.
    Film,
    /// A film that stands upright: 9 by 16.
    Upright,
    /// A chart or map: 3 by 2.
    Chart,
    /// A post: tall, and scrolled inside.
    Post,
    /// Sound: a strip.
    Strip,
}

impl PlayerForm {
    /// Its name in the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Film => "film",
            Self::Upright => "upright",
            Self::Chart => "chart",
            Self::Post => "post",
            Self::Strip => "strip",
        }
    }
}

/// How an id counts time.
#[derive(Clone, Copy, Debug)]
struct IdClock {
    /// How many of its last bits tell no time.
    rest: u32,
    /// How many milliseconds each of the others counts.
    tick: i64,
    /// What they are counted from, in milliseconds since 1970.
    from: i64,
}

/// A post, film, chart or map of a known site, as far as its address tells of it.
#[derive(Debug)]
pub struct Known<'u> {
    provider: &'static Provider,
    url: &'u str,
    parts: Vec<(&'static str, Cow<'u, str>)>,
}

/// A player that a reader may ask for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Player {
    /// The name of the site.
    pub provider: &'static str,
    /// What a frame would load.
    pub address: String,
    /// How much room it takes.
    pub form: PlayerForm,
    /// Who learns of the reader once it is loaded.
    pub by: &'static str,
}

impl<'u> Known<'u> {
    /// What an address leads to; none for an address of any other site.
    #[must_use]
    pub fn of(url: &'u str) -> Option<Self> {
        let split = Split::of(url)?;
        PROVIDERS.iter().find_map(|provider| {
            let mut parts = provider.shapes.iter().find_map(|shape| split.fit(shape))?;
            parts.extend(View::of(&split).into_iter().flat_map(|view| view.parts()));
            Some(Self { provider, url, parts })
        })
    }

    /// The name of the site.
    #[must_use]
    pub const fn provider(&self) -> &'static str {
        self.provider.name
    }

    /// The address at which its oEmbed answer is to be had, if it has one that asks for no key.
    #[must_use]
    pub fn oembed(&self) -> Option<String> {
        match self.provider.source {
            Source::Oembed(endpoint) => Some(endpoint.replace("{url}", &encoded(self.url))),
            Source::Page | Source::PostPage | Source::Address => None,
        }
    }

    /// Whether its page has nothing to say that the address does not.
    #[must_use]
    pub fn is_told_by_address(&self) -> bool {
        self.provider.source == Source::Address
    }

    /// Whether what its page calls a title is the name of who wrote the post.
    #[must_use]
    pub fn title_names_author(&self) -> bool {
        self.provider.source == Source::PostPage
    }

    /// A part of the address, as it stands there: the `title` of a place, or the `handle` of who posted.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(given, _)| *given == name).map(|(_, value)| &**value)
    }

    /// When it was posted, where its id tells.
    #[must_use]
    pub fn posted_at(&self) -> Option<Timestamp> {
        let clock = self.provider.clock?;
        let id: u64 = self.part("id")?.parse().ok()?;
        let ticks = i64::try_from(id >> clock.rest).ok()?;
        Timestamp::from_millisecond(clock.from.checked_add(ticks.checked_mul(clock.tick)?)?).ok()
    }

    /// The player, where there is one for this address.
    #[must_use]
    pub fn player(&self) -> Option<Player> {
        let PlayerShape { address, form, by } = self.provider.player.as_ref()?;
        Some(Player { provider: self.provider.name, address: self.fill(address)?, form: *form, by })
    }

    /// An address with its names in braces filled in; none if a part is not known.
    fn fill(&self, shape: &str) -> Option<String> {
        let mut filled = String::with_capacity(shape.len() + self.url.len());
        let mut rest = shape;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, further) = after.split_once('}')?;
            let value = if name == "url" { self.url } else { self.part(name)? };
            filled.push_str(before);
            filled.push_str(&encoded(value));
            rest = further;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

/// The origins of all players: what a page may put into a frame, and nothing else.
pub fn player_origins() -> impl Iterator<Item = &'static str> {
    let addresses = PROVIDERS.iter().filter_map(|provider| provider.player.as_ref()).map(|player| player.address);
    addresses.filter_map(|address| {
        let host = address.strip_prefix("https://")?;
        address.get(.."https://".len() + host.find('/')?)
    })
}

/// Any text as part of an address: whatever could mean something there is percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests;
