//! Links that may reach a page.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

use crate::Rejection;
use crate::text::{refuse_controls, shown};

/// The longest link, in bytes.
const MAX_LINK: usize = 2048;

macro_rules! link_type {
    ($(#[$doc:meta])* $name:ident, $schemes:expr, $said:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// The longest link, in bytes.
            pub const MAX: usize = MAX_LINK;

            /// Checks a link and keeps it in its normalised form (WHATWG URL).
            ///
            /// # Errors
            /// A [`Rejection`] that names `field` when it is no absolute URL, is longer
            /// than 2,048 bytes, or has another scheme.
            pub fn parse(field: &str, text: &str) -> Result<Self, Rejection> {
                parse(field, text, $schemes, $said).map(Self)
            }

            /// The link in its normalised form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            /// Checks it as a member's: a record may come from elsewhere, and what
            /// may not reach a page must not reach it that way either.
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::parse("url", &String::deserialize(deserializer)?).map_err(D::Error::custom)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    };
}

link_type! {
    /// The target of a link in running text: http, https or mailto.
    Href, &["http", "https", "mailto"], "http, https or mailto"
}
link_type! {
    /// The address of something on the web: http or https.
    WebUrl, &["http", "https"], "http or https"
}

fn parse(field: &str, text: &str, schemes: &[&str], said: &'static str) -> Result<Box<str>, Rejection> {
    let refuse = |problem: String| Rejection::BadLink { field: field.to_owned(), problem };
    let too_long = |length| refuse(format!("it is {length} bytes long, {MAX_LINK} at most are taken"));
    if text.len() > MAX_LINK {
        return Err(too_long(text.len()));
    }
    // The URL standard drops tabs and line ends inside a URL; a link that
    // holds them is a trick more often than a slip.
    refuse_controls(field, text, &[])?;
    let url = Url::parse(text).map_err(|error| refuse(format!("it is not an absolute URL ({error})")))?;
    if !schemes.contains(&url.scheme()) {
        return Err(refuse(format!("its scheme is “{}”, only {said} are taken", shown(url.scheme()))));
    }
    // The normalised form is what is kept and read again, and escapes make it longer.
    match url.as_str().len() {
        length if length > MAX_LINK => Err(too_long(length)),
        _ => Ok(url.as_str().into()),
    }
}
