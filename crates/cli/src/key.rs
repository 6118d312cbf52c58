//! `stet key`.

use store::Entry;

use crate::{KeyRotateArgs, outcome};

/// Has another key sign checkpoints.
pub(crate) async fn rotate(args: KeyRotateArgs) -> anyhow::Result<()> {
    let store = args.data.open_existing()?;
    let noted = Entry {
        at: server::now(),
        member: None,
        action: "signing_key.rotated".to_owned(),
        coverage: None,
        subject: String::new(),
        detail: serde_json::json!({"by": "stet key rotate"}),
    };
    store.rotate_signing_key(server::key_seed(), noted).await?;
    outcome::note(
        "Another key signs checkpoints from now on; a server that runs takes it up by itself. Each coverage lists \
         it first under /live/SLUG/log/key, with those that signed before: tell whoever gave the old one with --key.",
    );
    store.close().await;
    Ok(())
}
