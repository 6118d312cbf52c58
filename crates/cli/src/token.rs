//! `stet token`.

use std::io::{self, BufRead, IsTerminal, Read};

use anyhow::{Context, bail};
use server::Token;
use store::{ApiToken, Effect, Entry, Error, Member, Role, Scopes};

use crate::{TokenCreateArgs, TokenRevokeArgs, outcome};

/// More than any token has, in bytes: no more is read.
const LINE_MAX: u64 = 1000;

pub(crate) async fn create(args: TokenCreateArgs) -> anyhow::Result<()> {
    let email = args.member.trim();
    if !server::looks_like_email(email) {
        bail!("--member is “{}”, which is no e-mail address; give one such as desk@example.org", email.escape_debug());
    }
    let store = args.data.open()?;
    let token = Token::new();
    let now = server::now();
    let (mut effects, member) = match store.member_by_email(email).await? {
        Some(member) => (Vec::new(), member.id),
        None if !store.members_exist().await? => {
            let name = email.split('@').next().unwrap_or(email);
            let owner = Member::new(server::member_id(), email.to_owned(), name.to_owned(), Role::Owner, now);
            let id = owner.id;
            (vec![Effect::CreateMember(owner)], id)
        }
        None => bail!("there is no member {email} in this store; give the address of one of its members"),
    };
    let is_new = !effects.is_empty();
    let made = ApiToken {
        id: server::token_id(),
        member,
        name: "stet token create".to_owned(),
        scopes: Scopes::all(),
        coverage: None,
        created_at: now,
        expires_at: None,
    };
    effects.push(Effect::Audit(Entry {
        at: now,
        member: None,
        action: "token.created".to_owned(),
        coverage: None,
        subject: made.id.to_string(),
        detail: serde_json::json!({"for": email, "by": "stet token create"}),
    }));
    effects.push(Effect::CreateToken(token.hash(), made));
    store.commit(effects).await?;
    if is_new {
        outcome::note(&format!("{email} is now the owner of this store."));
    }
    outcome::note("This is the only time that the token is shown:");
    outcome::print(token.reveal())?;
    store.close().await;
    Ok(())
}

/// The token comes by standard input: a command line is seen by whoever lists
/// the processes, and kept in the shell's history.
pub(crate) async fn revoke(args: TokenRevokeArgs) -> anyhow::Result<()> {
    if io::stdin().is_terminal() {
        outcome::note("Paste the token and press Enter:");
    }
    let mut line = String::new();
    io::stdin().lock().take(LINE_MAX).read_line(&mut line).context("standard input cannot be read")?;
    let token = Token::parse(line.trim())
        .context("standard input should hold the token, as stet token create printed it, and nothing else")?;
    let store = args.data.open_existing()?;
    match store.revoke_token(token.hash(), server::now()).await {
        Ok(()) => outcome::note("The token is revoked: whoever sends it is refused from now on."),
        Err(Error::NotFound { .. }) => bail!("that token is not known in this store, or was revoked before"),
        Err(error) => return Err(error.into()),
    }
    store.close().await;
    Ok(())
}
