//! The site that the pages belong to.

use coverage::Language;

use crate::{Address, Found, Looks, Publisher, SilentRevisions, Stand};

/// The site that the pages belong to.
#[derive(Clone, Debug)]
pub struct Site {
    /// What it is called, such as the newspaper's name.
    pub name: Box<str>,
    /// The newsroom's language, in which the pages are that belong to no coverage.
    pub language: Language,
    /// Its absolute URL without a slash at the end, such as `https://live.example.org`. It is not looked at
    /// where the site stands in files that may be [anywhere](Found::Anywhere).
    pub base_url: Box<str>,
    /// How its pages look, by their themes.
    pub looks: Looks,
    /// The URL path of the icon, an SVG.
    pub icon: Box<str>,
    /// The reader's script; none where it was not built.
    pub script: Option<Script>,
    /// The script that checks records; none where it was not built.
    pub checker: Option<Script>,
    /// The URL path of the worker that keeps pages readable without a network; none where it was
    /// not built, or is switched off.
    pub worker: Option<Box<str>>,
    /// What it tells machines of itself.
    pub publisher: Publisher,
    /// How histories show revisions that came without a notice.
    pub silent_revisions: SilentRevisions,
    /// Where its pages stand.
    pub stand: Stand,
}

/// The reader's script, and the few words that stand in pages to load it. A policy that knows those
/// words (Content Security Policy 3 §8.2, `strict-dynamic`) trusts the script, and what the script
/// loads in turn, and nothing else: not even a file of this site that a page would name.
#[derive(Clone, Debug)]
pub struct Script {
    loader: Box<str>,
}

impl Script {
    /// The script at a URL path of this server's own making: letters, digits, `/`, `.`, `_` and `-`.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let loader = format!(
            "{{const s=document.createElement(\"script\"),a=\"{path}\",t=self.trustedTypes;s.type=\"module\";\
             s.src=t?t.createPolicy(\"stet-loader\",{{createScriptURL:()=>a}}).createScriptURL(a):a;\
             document.head.append(s)}}"
        );
        Self { loader: loader.into() }
    }

    /// What pages run to load it.
    #[must_use]
    pub fn loader(&self) -> &str {
        &self.loader
    }
}

impl Site {
    /// The absolute URL of an address on this site.
    #[must_use]
    pub fn url(&self, address: Address<'_>) -> String {
        match (&self.stand, address.file()) {
            (Stand::Files(_), Some(file)) => format!("{}/{file}", self.base_url),
            _ => format!("{}{address}", self.base_url),
        }
    }

    /// Whether pages may name their own address.
    pub(crate) const fn is_found(&self) -> bool {
        match &self.stand {
            Stand::Server => true,
            Stand::Files(files) => matches!(files.found, Found::AtAddress),
        }
    }
}
