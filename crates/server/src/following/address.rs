//! The address of a coverage at its source, and what follows from it.

use coverage::Slug;
use thiserror::Error;
use url::{Position, Url};

/// The address of a coverage at another server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceAddress {
    page: Url,
    slug: Slug,
}

/// It is no coverage's address.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("“{0}” is no coverage's address, such as https://live.example.org/live/storm")]
pub struct NoCoverageAddress(Box<str>);

impl SourceAddress {
    /// Reads the address of a coverage's page, or of its JSON.
    ///
    /// # Errors
    /// [`NoCoverageAddress`].
    pub fn parse(text: &str) -> Result<Self, NoCoverageAddress> {
        let refused = || NoCoverageAddress(text.chars().take(200).flat_map(char::escape_debug).collect());
        let url = Url::parse(text.trim()).map_err(|_| refused())?;
        let named = url.path().trim_end_matches('/').strip_prefix("/live/").map(|name| name.trim_end_matches(".json"));
        let slug = named.and_then(|name| Slug::parse(name).ok()).ok_or_else(refused)?;
        let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !is_plain {
            return Err(refused());
        }
        let page = url.join(&format!("/live/{slug}")).map_err(|_| refused())?;
        Ok(Self { page, slug })
    }

    /// The address of its page.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.page.as_str()
    }

    /// What it is called there.
    #[must_use]
    pub const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// The server: its host, and its port where that is another than usual.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.page[Position::BeforeHost..Position::AfterPort]
    }

    /// What checkpoints call its record.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}/live/{}", self.host(), self.slug)
    }

    /// The address of something that belongs to it, such as `log/checkpoint`.
    pub(super) fn of(&self, part: &str) -> String {
        format!("{}/{part}", self.page)
    }

    /// The address of something at the same server, such as `/media/ID`.
    pub(super) fn at_server(&self, path: &str) -> String {
        format!("{}{path}", &self.page[..Position::AfterPort])
    }
}

#[cfg(test)]
mod tests {
    use super::SourceAddress;

    #[test]
    fn an_address_is_read_or_refused() {
        for (text, page, origin) in [
            (
                "https://live.example.org/live/storm",
                "https://live.example.org/live/storm",
                "live.example.org/live/storm",
            ),
            (
                "HTTPS://Live.Example.org:443/live/storm/",
                "https://live.example.org/live/storm",
                "live.example.org/live/storm",
            ),
            (
                " http://127.0.0.1:8080/live/storm.json ",
                "http://127.0.0.1:8080/live/storm",
                "127.0.0.1:8080/live/storm",
            ),
            ("http://[::1]:80/live/a#top", "http://[::1]/live/a", "[::1]/live/a"),
        ] {
            let address = SourceAddress::parse(text).unwrap();
            assert_eq!((address.as_str(), &*address.origin()), (page, origin), "{text}");
        }
        for text in [
            "",
            "live.example.org/live/storm",
            "https://live.example.org/",
            "https://live.example.org/live/",
            "https://live.example.org/live/Storm",
            "https://live.example.org/live/storm/post/1",
            "https://live.example.org/live/../live/storm/x",
            "https://live.example.org/live/storm?since=1",
            "https://name:word@live.example.org/live/storm",
            "ftp://live.example.org/live/storm",
            "file:///live/storm",
        ] {
            assert!(SourceAddress::parse(text).is_err(), "{text}");
        }
    }
}
