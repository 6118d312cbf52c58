//! `stet export`: a record as lines, a coverage as an archive, or coverages as pages in files.

mod archive;
mod lines;
mod site;

use anyhow::{Context as _, bail};
use coverage::{Language, Slug, WebUrl};
use server::{SilentRevisions, SiteSettings, Themes};
use store::{Listed, Store};

use crate::{DataArgs, ExportArgs, Silent};

pub(crate) async fn run(args: ExportArgs) -> anyhow::Result<()> {
    let store = args.data.open_existing()?;
    match (&args.archive, &args.site) {
        (Some(file), _) => {
            let listed = found(&store, &args).await?;
            let named = || format!("--archive is “{}”", file.display());
            archive::run(&store, listed.slug, &args, file).await.with_context(named)?;
        }
        (None, Some(folder)) => {
            let slugs = if args.all {
                store.list().await?.into_iter().map(|listed| listed.slug).collect()
            } else {
                vec![found(&store, &args).await?.slug]
            };
            let named = || format!("--static is “{}”", folder.display());
            site::run(&store, slugs, &args, folder).await.with_context(named)?;
        }
        (None, None) => lines::print(&store, &found(&store, &args).await?, &args.data).await?,
    }
    store.close().await;
    Ok(())
}

/// The coverage that was named.
async fn found(store: &Store, args: &ExportArgs) -> anyhow::Result<Listed> {
    let asked = args.slug.as_deref().unwrap_or_default();
    let found = match Slug::parse(asked) {
        Ok(slug) => store.find(&slug).await?,
        Err(_) => None,
    };
    if let Some(listed) = found {
        return Ok(listed);
    }
    let known: Vec<_> = store.list().await?.iter().map(|listed| listed.slug.to_string()).collect();
    let known = if known.is_empty() { "none at all".to_owned() } else { known.join(", ") };
    bail!("there is no coverage “{}” in {}; there is: {known}", asked.escape_debug(), args.data.dir.display());
}

/// What pages say of the newsroom. They name their own address where there is one.
fn settings(args: &ExportArgs, address: Option<Box<str>>) -> anyhow::Result<SiteSettings> {
    let name = args.name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        bail!("--name (STET_NAME) is empty, longer than 100 characters, or holds a control character");
    }
    Ok(SiteSettings {
        name: name.into(),
        language: Language::parse(&args.language).context("--language (STET_LANGUAGE)")?,
        address,
        themes: args.themes.as_deref().map_or_else(|| Ok(Themes::shipped()), Themes::read)?,
        silent_revisions: match args.silent_revisions {
            Silent::Shown => SilentRevisions::Shown,
            Silent::Listed => SilentRevisions::Listed,
        },
    })
}

/// The address that was given, without a slash at its end.
fn address(args: &ExportArgs) -> anyhow::Result<Option<Box<str>>> {
    let Some(text) = &args.public_url else { return Ok(None) };
    let url = WebUrl::parse("public-url", text).ok().filter(|url| !url.as_str().contains(['?', '#']));
    let url = url.with_context(|| {
        format!(
            "--public-url (STET_PUBLIC_URL) is “{}”; give an address such as https://live.example.org",
            text.escape_debug()
        )
    })?;
    Ok(Some(url.as_str().trim_end_matches('/').into()))
}

/// The data folder, for messages.
fn folder(data: &DataArgs) -> std::path::Display<'_> {
    data.dir.display()
}
