//! `stet token create`.

use anyhow::bail;
use server::Token;
use store::{Member, Role, Store};

use crate::{TokenCreateArgs, outcome};

pub(crate) async fn create(args: TokenCreateArgs) -> anyhow::Result<()> {
    let email = args.member.trim();
    if !looks_like_email(email) {
        bail!("--member is “{}”, which is no e-mail address; give one such as desk@example.org", email.escape_debug());
    }
    let store = Store::open(&args.data.dir)?;
    let token = Token::new();
    let now = server::now();
    match store.member_by_email(email).await? {
        Some(member) => store.create_token(member.id, token.hash(), now).await?,
        None if !store.members_exist().await? => {
            let owner = Member { id: server::member_id(), email: email.to_owned(), role: Role::Owner };
            store.create_member_with_token(owner, token.hash(), now).await?;
            outcome::note(&format!("{email} is now the owner of this store."));
        }
        None => bail!("there is no member {email} in this store; give the address of one of its members"),
    }
    outcome::note("This is the only time that the token is shown:");
    outcome::print(token.reveal())?;
    store.close().await;
    Ok(())
}

/// Enough to catch a slip. Whether an address works, only a message to it could tell.
fn looks_like_email(text: &str) -> bool {
    let sound = text.len() <= 254 && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    sound
        && text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}
