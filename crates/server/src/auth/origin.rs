//! Where a browser's request comes from. A cookie is sent along with what
//! other sites ask of this one, so a cookie alone allows no write.

use axum::http::{HeaderMap, Method, StatusCode, header};

use crate::problem::Problem;

/// Whose page a request comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Provenance {
    /// One of ours.
    Here,
    /// Another site's.
    Elsewhere,
    /// Nothing is said about it: it comes from an old browser, or from none.
    Untold,
}

/// Refuses a write that does not come from a page of ours. What only reads
/// may come from anywhere: no answer is shown to another site.
///
/// # Errors
/// 403 `cross_site`.
pub(crate) fn require_here(headers: &HeaderMap, method: &Method, base_url: &str) -> Result<(), Problem> {
    if matches!(*method, Method::GET | Method::HEAD) || provenance(headers, base_url) == Provenance::Here {
        return Ok(());
    }
    Err(refusal())
}

/// Refuses what another site's page asks for. A program that signs in says
/// nothing of where it comes from, and may.
///
/// # Errors
/// 403 `cross_site`.
pub(crate) fn refuse_elsewhere(headers: &HeaderMap, base_url: &str) -> Result<(), Problem> {
    if provenance(headers, base_url) == Provenance::Elsewhere { Err(refusal()) } else { Ok(()) }
}

fn refusal() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "cross_site", "This request does not come from a page of this desk.").hinted(
        "Use the desk at this server's own address. A program sends “Authorization: Bearer TOKEN”, or with a session \
         the header “Origin” with this server's address.",
    )
}

/// `Sec-Fetch-Site` (W3C Fetch Metadata) where the browser sends it, else `Origin` (RFC 6454 §7).
fn provenance(headers: &HeaderMap, base_url: &str) -> Provenance {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    match text("sec-fetch-site") {
        Some("same-origin") => return Provenance::Here,
        Some(_) => return Provenance::Elsewhere,
        None => {}
    }
    match text("origin") {
        None => Provenance::Untold,
        Some(origin) if origin == base_url => Provenance::Here,
        Some(origin) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            let host = text(header::HOST.as_str());
            if authority.is_some() && authority == host { Provenance::Here } else { Provenance::Elsewhere }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(headers: &[(&'static str, &'static str)]) -> Provenance {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        provenance(&headers, "https://live.example.org")
    }

    #[test]
    fn a_page_of_ours_is_known_by_what_browsers_say() {
        for (headers, expected) in [
            (&[][..], Provenance::Untold),
            (&[("sec-fetch-site", "same-origin")], Provenance::Here),
            (&[("sec-fetch-site", "same-site")], Provenance::Elsewhere),
            (&[("sec-fetch-site", "cross-site")], Provenance::Elsewhere),
            (&[("sec-fetch-site", "none")], Provenance::Elsewhere),
            (&[("sec-fetch-site", "cross-site"), ("origin", "https://live.example.org")], Provenance::Elsewhere),
            (&[("origin", "https://live.example.org")], Provenance::Here),
            (&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], Provenance::Here),
            (
                &[("origin", "https://live.example.org.evil.example"), ("host", "live.example.org")],
                Provenance::Elsewhere,
            ),
            (&[("origin", "null"), ("host", "null")], Provenance::Elsewhere),
            (&[("origin", "https://evil.example")], Provenance::Elsewhere),
        ] {
            assert_eq!(told(headers), expected, "{headers:?}");
        }
    }
}
