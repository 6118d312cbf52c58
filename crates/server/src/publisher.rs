//! The file in which a newsroom says what machines are told of it.

use std::io::Read;
use std::path::{Path, PathBuf};

use render::{Policy, Publisher};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 64 * 1024;
/// The most lines of a `trust.txt`, and the most of anything else.
const MOST: usize = 200;

/// Why a publisher's file cannot be used.
#[derive(Debug, Error)]
#[error("--publisher (STET_PUBLISHER) is “{}”: {problem}. It is a JSON object of logo, account, same_as, policies, trust and hub; docs/operations.md has one to begin with", path.display())]
pub struct PublisherFault {
    path: PathBuf,
    problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    logo: Option<Box<str>>,
    account: Option<Box<str>>,
    #[serde(default)]
    same_as: Vec<Box<str>>,
    #[serde(default)]
    policies: serde_json::Map<String, serde_json::Value>,
    #[serde(default)]
    trust: Vec<Box<str>>,
    hub: Option<Box<str>>,
}

/// Reads a publisher's file.
///
/// # Errors
/// A [`PublisherFault`] that says what is wrong with it.
pub fn read(path: &Path) -> Result<Publisher, PublisherFault> {
    let fault = |problem: String| PublisherFault { path: path.to_owned(), problem };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|error| fault(format!("it cannot be read ({error})")))?;
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| fault(format!("it cannot be read ({error})")))?;
    if text.len() as u64 > LONGEST {
        return Err(fault("it is longer than 64 KiB".to_owned()));
    }
    let file: File = serde_json::from_str(&text).map_err(|error| fault(error.to_string()))?;
    of(file).map_err(fault)
}

fn of(file: File) -> Result<Publisher, String> {
    let File { logo, account, same_as, policies, trust, hub } = file;
    if same_as.len().max(trust.len()) > MOST {
        return Err(format!("a list has more than {MOST} entries"));
    }
    for (name, url) in logo.iter().map(|url| ("logo", url)).chain(hub.iter().map(|url| ("hub", url))) {
        absolute(name, url)?;
    }
    for url in &same_as {
        absolute("same_as", url)?;
    }
    if account.as_ref().is_some_and(|account| !account.starts_with('@') || account.len() > 50) {
        return Err("account is no name with an @ before it".to_owned());
    }
    let mut known = Vec::new();
    for (name, url) in policies {
        let names = || Policy::ALL.map(Policy::property).join(", ");
        let policy = Policy::of(&name).ok_or_else(|| format!("{name} is no policy; there are {}", names()))?;
        let url = url.as_str().ok_or_else(|| format!("{name} is no text"))?;
        absolute(&name, url)?;
        known.push((policy, url.into()));
    }
    // One attribute and its value a line, or a comment; a line break would begin another (journallist.net).
    if let Some(line) = trust.iter().find(|line| {
        line.chars().any(char::is_control) || (!line.starts_with('#') && !line.contains('=') && !line.is_empty())
    }) {
        return Err(format!("“{}” is no line of a trust.txt", line.escape_debug()));
    }
    Ok(Publisher { logo, same_as, account, policies: known, trust, hub })
}

fn absolute(name: &str, url: &str) -> Result<(), String> {
    let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    match parsed {
        Some(_) if url.chars().all(|c| !c.is_control() && !matches!(c, '<' | '>' | '"' | ' ')) => Ok(()),
        _ => Err(format!("{name} is “{}”, which is no http or https URL", url.escape_debug())),
    }
}

#[cfg(test)]
mod tests {
    use super::{File, of, read};

    fn check(json: &str) -> Result<render::Publisher, String> {
        of(serde_json::from_str::<File>(json).map_err(|error| error.to_string())?)
    }

    #[test]
    fn what_a_newsroom_says_of_itself_is_checked() {
        let good = r##"{"logo": "https://example.org/l.png", "account": "@gazette", "same_as": ["https://w.example/G"],
            "policies": {"ethicsPolicy": "https://example.org/ethics"}, "trust": ["# ours", "member=https://a.example"],
            "hub": "https://hub.example/"}"##;
        let publisher = check(good).unwrap();
        assert_eq!((publisher.policies.len(), publisher.trust.len()), (1, 2));
        assert_eq!(check("{}").unwrap(), render::Publisher::default());
        for (wrong, told) in [
            (r#"{"logo": "l.png"}"#, "no http or https URL"),
            (r#"{"hub": "https://hub.example/>; rel=x"}"#, "no http or https URL"),
            (r#"{"account": "gazette"}"#, "an @ before it"),
            (r#"{"policies": {"ethics": "https://e.example"}}"#, "there are correctionsPolicy"),
            (r#"{"policies": {"ethicsPolicy": 1}}"#, "no text"),
            (r#"{"trust": ["a=b\nc=d"]}"#, "no line of a trust.txt"),
            (r#"{"logos": 1}"#, "unknown field"),
        ] {
            let fault = check(wrong).unwrap_err();
            assert!(fault.contains(told), "{fault}");
        }
        let fault = read(std::path::Path::new("/nowhere/publisher.json")).unwrap_err().to_string();
        assert!(fault.contains("--publisher") && fault.contains("cannot be read"), "{fault}");
    }
}
