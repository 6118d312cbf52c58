//! Coverages as pages in files, for any file server, or to be read from the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use coverage::{MediaId, Slug};
use server::{Filed, FiledMedia};
use store::{CarriedMedium, Store};

use super::{address, folder, settings};
use crate::archive::Pictures;
use crate::{ExportArgs, outcome};

pub(super) async fn run(store: &Store, slugs: Vec<Slug>, args: &ExportArgs, to: &Path) -> anyhow::Result<()> {
    let settings = settings(args, address(args)?)?;
    let (mut coverages, mut pictures, mut missing) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    for slug in slugs {
        // A coverage of which readers do not know is none of theirs here either.
        let Some(whole) = store.whole(&slug).await? else { continue };
        let found = Pictures::of(store, &whole).await?;
        let following = store.following(whole.listed.id).await?;
        let filed = Filed::of(slug, whole.changes).from_source(following.as_ref());
        if !filed.is_public() {
            continue;
        }
        let shown = filed.media();
        missing.extend(found.missing.intersection(&shown).copied());
        pictures.extend(found.carried.into_iter().filter(|it| shown.contains(&it.id)).map(|it| (it.id, it)));
        coverages.push(filed);
    }
    if coverages.is_empty() {
        bail!("readers can see nothing of it yet: set the coverage live at the desk first, or name another");
    }
    let files = Folder::begin(to)?.fill(store, &settings, &coverages, &pictures)?;
    if !missing.is_empty() {
        outcome::note(&format!(
            "Warning: not in it: {}, whose files are not in the folder media of {}",
            outcome::pictures(missing.len()),
            folder(&args.data)
        ));
    }
    if settings.address.is_none() {
        outcome::note(
            "Without an address there are no feeds, and pages ask search engines to leave them out; give --public-url \
             with the address that they will have",
        );
    }
    let many = if coverages.len() == 1 { "1 coverage".to_owned() } else { format!("{} coverages", coverages.len()) };
    outcome::print(&format!("{many} in {files} files; begin at {}", to.join("index.html").display()))?;
    Ok(())
}

/// A folder that is not whole yet, beside the place where it is to be. What did not become whole goes.
struct Folder {
    part: tempfile::TempDir,
    to: PathBuf,
}

impl Folder {
    fn begin(to: &Path) -> anyhow::Result<Self> {
        let is_free = match fs::read_dir(to) {
            Ok(mut files) => files.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_free {
            bail!(
                "there is something already; name another folder, and put it in the place of the old one when it is whole"
            );
        }
        let beside = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let part = tempfile::Builder::new().prefix(".stet-static-").tempdir_in(beside);
        Ok(Self { part: part.with_context(|| beside.display().to_string())?, to: to.to_owned() })
    }

    /// Writes a site, and gives it its name. Gives how many files it has.
    fn fill(
        self,
        store: &Store,
        settings: &server::SiteSettings,
        coverages: &[Filed],
        pictures: &BTreeMap<MediaId, CarriedMedium>,
    ) -> anyhow::Result<usize> {
        let folder = self.part.path().join("site");
        // Others may read it: it is made to be handed out.
        fs::create_dir(&folder)?;
        let mut count = 0;
        let mut place = |name: &str| {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            count += 1;
            io::Result::Ok(path)
        };
        for file in pictures.values().flat_map(CarriedMedium::files) {
            let from = store.carried_path(&file);
            fs::copy(&from, place(&file.name)?).with_context(|| from.display().to_string())?;
        }
        let filed: FiledMedia = pictures.values().map(|it| (it.id, server::filed_medium(it, |_| true))).collect();
        server::write_site(settings, coverages, filed, &mut |name: &str, bytes: &[u8]| fs::write(place(name)?, bytes))?;
        // An empty folder may stand there.
        match fs::remove_dir(&self.to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => fs::rename(&folder, &self.to)?,
        }
        Ok(count)
    }
}
