//! `stet member`.

use anyhow::bail;
use server::Config;

use crate::{MemberLinkArgs, outcome};

/// Where a server is that was told nothing else.
const ASSUMED: &str = "http://127.0.0.1:8080";

/// Prints a link that lets a member back in.
pub(crate) async fn link(args: MemberLinkArgs) -> anyhow::Result<()> {
    let config = Config::new(args.data.dir.clone(), "127.0.0.1:0", args.public_url.as_deref(), "Stet")?;
    let base_url = config.public_url.as_deref().unwrap_or(ASSUMED);
    let email = args.member.trim();
    let store = args.data.open_existing()?;
    let Some(link) = server::recovery_link(&store, base_url, email).await? else {
        bail!("there is no member {} in this store; give the address of one of its members", email.escape_debug());
    };
    outcome::note("Whoever opens this link within a day is signed in as that member; it works once:");
    outcome::print(&link)?;
    if config.public_url.is_none() {
        outcome::note(&format!(
            "It is assumed that the server is at {ASSUMED}; where it is elsewhere, give --public-url (STET_PUBLIC_URL)."
        ));
    }
    store.close().await;
    Ok(())
}
