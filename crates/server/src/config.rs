//! What an operator can set.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue};
use coverage::Language;
use render::{Publisher, SilentRevisions};
use thiserror::Error;

use crate::media::MediaLimits;
use crate::theme::Themes;

/// The settings of a server, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of the database and the media.
    pub data: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address under which readers reach the server, without a slash at the
    /// end; none for the address it listens on.
    pub public_url: Option<Box<str>>,
    /// The name of the newsroom, on every page.
    pub name: Box<str>,
    /// The language of the newsroom, in which the pages are that belong to no coverage.
    pub language: Language,
    /// The proxies in front of the server that are believed when they say
    /// whom they ask for.
    pub proxies: Vec<IpAddr>,
    /// Addresses that are asked and told although they are not of the public
    /// internet, such as a chat server in the same network.
    pub also_reached: Vec<SocketAddr>,
    /// The newsroom's own sign-in; none if it has none.
    pub oidc: Option<OidcSettings>,
    /// How many readers may be on the stream.
    pub readers: ReaderLimits,
    /// How many coverages are kept in memory that nobody needs just now.
    pub coverages_in_memory: NonZero<usize>,
    /// How large pictures and films may be that members upload.
    pub media: MediaLimits,
    /// Whether readers' devices keep pages for when there is no network.
    pub keeping: Keeping,
    /// How histories show revisions that came without a notice.
    pub silent_revisions: SilentRevisions,
    /// What the newsroom tells machines of itself.
    pub publisher: Publisher,
    /// How pages look.
    pub themes: Arc<Themes>,
    /// The bucket for their files, as `s3://NAME` or `s3://NAME/PREFIX`; none
    /// for the folder of the database.
    pub bucket: Option<Box<str>>,
    /// The cache in front that is told what to let go of; none where there is none.
    pub purging: Option<Purging>,
}

/// Where a cache in front is told what to let go of.
#[derive(Clone)]
pub struct Purging {
    /// It is told there, by POST.
    pub(crate) url: Box<str>,
    /// What it is shown, such as a key; none where it asks for nothing.
    pub(crate) header: Option<(HeaderName, HeaderValue)>,
}

impl fmt::Debug for Purging {
    /// Tells no secret: settings are printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Purging").field("url", &self.url).finish_non_exhaustive()
    }
}

/// How many coverages are kept in memory that nobody needs, where nothing else is set.
pub const COVERAGES_IN_MEMORY: NonZero<usize> = NonZero::new(200).unwrap();

/// How many readers may be on the stream at a time. Who comes after gets the
/// page, whose script asks for changes every few seconds.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct ReaderLimits {
    /// In all; none for as many as the system has files for.
    pub in_all: Option<NonZero<usize>>,
    /// From one address; none for a quarter of all.
    pub of_one: Option<NonZero<usize>>,
}

/// Whether readers' devices keep pages for when there is no network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// The pages that were seen last, with their pictures.
    #[default]
    OnDevices,
    /// None, and what was kept is forgotten at the next visit.
    Nowhere,
}

/// The newsroom's own sign-in, by OpenID Connect.
#[derive(Clone)]
pub struct OidcSettings {
    /// The provider's address, as it stands in its tokens.
    pub issuer: String,
    /// What the provider calls this server.
    pub client_id: String,
    /// What this server proves itself with; none where the provider asks for no proof but PKCE.
    pub client_secret: Option<String>,
    /// What the sign-in is called on the screen.
    pub name: Box<str>,
}

impl fmt::Debug for OidcSettings {
    /// Tells no secret: settings are printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcSettings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// A setting that cannot be used. It names the key and the way out.
#[derive(Debug, Error)]
#[error("{key} is “{value}”: {problem}. {fix}")]
pub struct ConfigError {
    key: &'static str,
    value: String,
    problem: String,
    fix: &'static str,
}

impl Config {
    /// Checks the settings as they were typed.
    ///
    /// # Errors
    /// A [`ConfigError`] that names the setting, what is wrong with it and how to set it right.
    pub fn new(data: PathBuf, listen: &str, public_url: Option<&str>, name: &str) -> Result<Self, ConfigError> {
        let listen = listen.parse().map_err(|_| ConfigError {
            key: "--listen (STET_LISTEN)",
            value: listen.to_owned(),
            problem: "it is no address with a port".to_owned(),
            fix: "Give an IP address and a port, such as 127.0.0.1:8080 or [::]:8080",
        })?;
        let public_url = public_url.map(parse_public_url).transpose()?;
        if name.trim().is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
            return Err(ConfigError {
                key: "--name (STET_NAME)",
                value: name.escape_debug().to_string(),
                problem: "it is empty, longer than 100 characters, or holds a control character".to_owned(),
                fix: "Give the newsroom's name as it should stand on every page",
            });
        }
        Ok(Self {
            data,
            listen,
            public_url,
            name: name.trim().into(),
            language: Language::english(),
            proxies: Vec::new(),
            also_reached: Vec::new(),
            oidc: None,
            readers: ReaderLimits::default(),
            coverages_in_memory: COVERAGES_IN_MEMORY,
            media: MediaLimits::default(),
            bucket: None,
            purging: None,
            keeping: Keeping::default(),
            silent_revisions: SilentRevisions::default(),
            publisher: Publisher::default(),
            themes: Arc::new(Themes::shipped()),
        })
    }
}

impl Config {
    /// The same, in a language of the newsroom: a BCP 47 tag.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn speaking(mut self, language: &str) -> Result<Self, ConfigError> {
        self.language = Language::parse(language).map_err(|_| ConfigError {
            key: "--language (STET_LANGUAGE)",
            value: language.escape_debug().to_string(),
            problem: "it is no language tag".to_owned(),
            fix: "Give a tag such as de, fr-CA or ar",
        })?;
        Ok(self)
    }

    /// The same, with the proxies in front of the server: addresses with
    /// commas between them.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn behind(mut self, proxies: &str) -> Result<Self, ConfigError> {
        for address in proxies.split(',') {
            let address: IpAddr = address.trim().parse().map_err(|_| ConfigError {
                key: "--trusted-proxy (STET_TRUSTED_PROXY)",
                value: proxies.to_owned(),
                problem: format!("“{}” is no IP address", address.trim()),
                fix: "Give the addresses that the proxies connect from, such as 127.0.0.1,::1",
            })?;
            self.proxies.push(address.to_canonical());
        }
        Ok(self)
    }

    /// The same, with addresses that are asked and told although they are not
    /// of the public internet: with commas between them.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn reaching(mut self, addresses: &str) -> Result<Self, ConfigError> {
        for address in addresses.split(',') {
            let address: SocketAddr = address.trim().parse().map_err(|_| ConfigError {
                key: "--also-reach (STET_ALSO_REACH)",
                value: addresses.to_owned(),
                problem: format!("“{}” is no IP address with a port", address.trim()),
                fix: "Give the addresses in your own network that Stet may ask, such as 10.0.0.7:443",
            })?;
            self.also_reached.push(address);
        }
        Ok(self)
    }

    /// The same, with other limits for pictures and films: megabytes of a picture, of a film, and of all that come
    /// from one server whose coverages are followed.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_limits(mut self, picture: u64, film: u64, source: u64) -> Result<Self, ConfigError> {
        let megabytes = |key, number: u64, most: u64| {
            if (1..=most).contains(&number) {
                return Ok(number * 1_000_000);
            }
            Err(ConfigError {
                key,
                value: number.to_string(),
                problem: format!("it is not from 1 to {most}"),
                fix: "Give a number of megabytes",
            })
        };
        self.media = MediaLimits {
            // A picture is read into memory as a whole.
            picture: megabytes("--largest-picture (STET_LARGEST_PICTURE)", picture, 200)?,
            film: megabytes("--largest-film (STET_LARGEST_FILM)", film, 100_000)?,
            source: megabytes("--room-per-source (STET_ROOM_PER_SOURCE)", source, 100_000_000)?,
        };
        Ok(self)
    }

    /// The same, with the files of pictures and films in a bucket.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_bucket(mut self, url: &str) -> Result<Self, ConfigError> {
        let name = url.strip_prefix("s3://").and_then(|rest| rest.split('/').next());
        if name.is_none_or(str::is_empty) {
            return Err(ConfigError {
                key: "--media-bucket (STET_MEDIA_BUCKET)",
                value: url.escape_debug().to_string(),
                problem: "it names no bucket".to_owned(),
                fix: "Give s3://NAME, or s3://NAME/FOLDER; the address and the key come from AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
            });
        }
        self.bucket = Some(url.into());
        Ok(self)
    }

    /// The same, telling a cache in front at `url` what to let go of. `header` is what it is shown, as
    /// `Name: value`.
    ///
    /// # Errors
    /// As [`new`](Self::new); the value of the header is not in it.
    pub fn purging(mut self, url: &str, header: Option<&str>) -> Result<Self, ConfigError> {
        let url = coverage::WebUrl::parse("purge-url", url).map_err(|_| ConfigError {
            key: "--purge-url (STET_PURGE_URL)",
            value: url.to_owned(),
            problem: "it is no http or https URL".to_owned(),
            fix: "Give the address at which the cache is told by POST, such as https://api.fastly.com/service/ID/purge",
        })?;
        let header = header.map(|header| {
            let (name, value) = header.split_once(':')?;
            let mut value = HeaderValue::from_str(value.trim()).ok()?;
            value.set_sensitive(true);
            Some((name.trim().parse().ok()?, value))
        });
        if header == Some(None) {
            return Err(ConfigError {
                key: "STET_PURGE_HEADER",
                value: "(not shown)".to_owned(),
                problem: "it is no header".to_owned(),
                fix: "Give a name and a value with a colon between them, such as Fastly-Key: SECRET",
            });
        }
        self.purging = Some(Purging { url: url.as_str().into(), header: header.flatten() });
        Ok(self)
    }

    /// The same, with the newsroom's own sign-in.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with_sign_in(mut self, oidc: OidcSettings) -> Result<Self, ConfigError> {
        let refuse = |key, value: &str, problem: &str, fix| ConfigError {
            key,
            value: value.escape_debug().to_string(),
            problem: problem.to_owned(),
            fix,
        };
        let url = coverage::WebUrl::parse("issuer", &oidc.issuer).ok();
        let host = url.as_ref().and_then(|url| url.as_str().split('/').nth(2)).unwrap_or_default();
        let near = ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|near| host.strip_prefix(near).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')));
        if !oidc.issuer.starts_with("https://") && !near || url.is_none() {
            return Err(refuse(
                "--oidc-issuer (STET_OIDC_ISSUER)",
                &oidc.issuer,
                "it is no https URL",
                "Give the provider's address, such as https://login.example.org/realms/news; /.well-known/openid-configuration is found below it",
            ));
        }
        if oidc.client_id.trim().is_empty() {
            return Err(refuse(
                "--oidc-client-id (STET_OIDC_CLIENT_ID)",
                &oidc.client_id,
                "it is empty",
                "Give the id under which this server is registered at the provider",
            ));
        }
        if self.public_url.is_none() {
            return Err(refuse(
                "--public-url (STET_PUBLIC_URL)",
                "",
                "it is not given, and the provider has to send browsers back to it",
                "Give the address browsers use, and register it at the provider with /api/v1/auth/oidc/callback behind it",
            ));
        }
        self.oidc = Some(oidc);
        Ok(self)
    }
}

fn parse_public_url(text: &str) -> Result<Box<str>, ConfigError> {
    let refuse = |problem: &str| ConfigError {
        key: "--public-url (STET_PUBLIC_URL)",
        value: text.to_owned(),
        problem: problem.to_owned(),
        fix: "Give the address readers use, such as https://live.example.org",
    };
    let url = coverage::WebUrl::parse("public-url", text).map_err(|_| refuse("it is no http or https URL"))?;
    if url.as_str().contains(['?', '#']) {
        return Err(refuse("it has a query or a fragment"));
    }
    if url.as_str().trim_end_matches('/').matches('/').count() != 2 {
        return Err(refuse("it has a path, and Stet serves from the root of its host"));
    }
    Ok(url.as_str().trim_end_matches('/').into())
}

#[cfg(test)]
mod tests {
    use super::{Config, OidcSettings};

    fn check(listen: &str, public_url: Option<&str>, name: &str) -> Result<Config, String> {
        Config::new("data".into(), listen, public_url, name).map_err(|error| error.to_string())
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_way_out() {
        for (result, key) in [
            (check("8080", None, "N"), "--listen (STET_LISTEN) is “8080”"),
            (check("127.0.0.1:0", Some("live.example.org"), "N"), "--public-url (STET_PUBLIC_URL)"),
            (check("127.0.0.1:0", Some("https://example.org/news/"), "N"), "it has a path"),
            (check("127.0.0.1:0", Some("ftp://example.org"), "N"), "http or https"),
            (check("127.0.0.1:0", None, " "), "--name (STET_NAME)"),
            (
                check("127.0.0.1:0", None, "N").and_then(|c| c.behind("10.0.0.1, proxy").map_err(|e| e.to_string())),
                "“proxy” is no IP address",
            ),
            (
                check("127.0.0.1:0", None, "N").and_then(|c| c.reaching("10.0.0.1").map_err(|e| e.to_string())),
                "“10.0.0.1” is no IP address with a port",
            ),
        ] {
            let error = result.unwrap_err();
            assert!(error.contains(key), "{error}");
            assert!(error.contains("Give "), "{error}");
        }
        let config = check("127.0.0.1:0", Some("https://live.example.org/"), " The Gazette ").unwrap();
        assert_eq!(config.public_url.as_deref(), Some("https://live.example.org"));
        assert_eq!(&*config.name, "The Gazette");
    }

    #[test]
    fn a_sign_in_that_cannot_work_is_named_with_its_way_out() {
        let settings = |issuer: &str, client_id: &str| OidcSettings {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: Some("a secret".to_owned()),
            name: "Login".into(),
        };
        let check_sign_in = |public_url, settings| {
            let config = check("127.0.0.1:0", public_url, "N").unwrap();
            config.with_sign_in(settings).map_err(|error| error.to_string())
        };
        let here = Some("https://live.example.org");
        for (result, key) in [
            (check_sign_in(here, settings("login.example.org", "stet")), "--oidc-issuer (STET_OIDC_ISSUER)"),
            (check_sign_in(here, settings("http://login.example.org", "stet")), "it is no https URL"),
            (check_sign_in(here, settings("http://localhost.example.org", "stet")), "it is no https URL"),
            (check_sign_in(here, settings("https://login.example.org", " ")), "--oidc-client-id (STET_OIDC_CLIENT_ID)"),
            (check_sign_in(None, settings("https://login.example.org", "stet")), "--public-url (STET_PUBLIC_URL)"),
        ] {
            let error = result.unwrap_err();
            assert!(error.contains(key) && error.contains("Give "), "{error}");
        }
        for issuer in ["https://login.example.org/realms/news", "http://localhost:4000", "http://127.0.0.1:4000"] {
            let config = check_sign_in(here, settings(issuer, "stet")).unwrap();
            assert!(!format!("{config:?}").contains("a secret"));
        }
    }
}
