//! What an import tells: what was read, what was left out, what was not understood.

use coverage::Slug;
use store::Recorded;
use store::proof::Tree;

use super::Visibility;
use super::text::{Block, Page, Reason};
use crate::outcome;

/// How many lines of one kind are listed one by one.
const LISTED: usize = 20;

/// The report on a record.
pub(crate) fn of_record(slug: &Slug, changes: &[Recorded]) -> Vec<String> {
    let mut tree = Tree::default();
    tree.extend(changes.iter().map(Recorded::leaf_hash));
    vec![format!("Imported {} as “{slug}”, with the root {}", count(changes.len(), "change"), tree.root())]
}

/// What is said of pictures and films whose files did not come along.
pub(crate) fn of_missing(number: usize) -> Option<String> {
    (number > 0).then(|| {
        format!(
            "Warning: not in this store: the files of {}. Pages show a gap in their place; upload them at the desk, or restore a whole data folder",
            outcome::pictures(number)
        )
    })
}

/// What is said of pictures and films that came from the same server before, when a coverage was followed there.
pub(super) fn of_kept(number: usize, host: &str) -> Option<String> {
    (number > 0).then(|| {
        format!(
            "Kept as they are here, in another coding than in the archive: {}, which came from {host} before",
            outcome::pictures(number)
        )
    })
}

/// What is said of pictures and films that were ordered gone here.
pub(super) fn of_redacted(number: usize) -> Option<String> {
    (number > 0).then(|| format!("Left out, since they were redacted here: {}", outcome::pictures(number)))
}

/// What is said of pictures and films that were redacted where the record comes from.
pub(crate) fn of_gone(number: usize) -> Option<String> {
    (number > 0).then(|| format!("Not with it, since it is to be nowhere: {}", outcome::redacted(number)))
}

/// What is said of who can read a page now.
pub(crate) fn of_visibility(slug: &Slug, visible: Visibility, ended: bool) -> Vec<String> {
    match visible {
        Visibility::Readers => {
            vec![format!("Readers see it now at /live/{slug} (--visible-to desk keeps the next one to the desk)")]
        }
        Visibility::Desk => {
            let mut lines =
                vec![format!("Only the desk sees it, at /desk/c/{slug}: read it there, then set its status to live")];
            lines.extend(ended.then(|| "The page says that it has ended; end it once it is live".to_owned()));
            lines
        }
    }
}

/// The report on a copied page.
pub(crate) fn of_page(slug: &Slug, page: &Page) -> Vec<String> {
    let mut lines = vec![format!("Imported “{}” as “{slug}”", page.headline)];
    let blocks = page.posts.iter().map(|post| post.blocks.len()).sum();
    let notices = page.posts.iter().map(|post| post.notices.len()).sum();
    let credited = page.posts.iter().filter(|post| !post.contributors.is_empty()).count();
    let read = [
        count(page.posts.len(), "post"),
        count(blocks, "block"),
        count(page.key_points.len(), "key point"),
        count(notices, "notice"),
        format!("{credited} with contributors"),
        count(page.go_deeper.len(), "article") + " to go deeper",
    ];
    lines.push(format!("Read: {}", read.join(", ")));
    match page.count_mismatch() {
        Some((stated, found)) => {
            lines.push(format!(
                "Warning: the page says that it has {stated} posts, and {found} were found; compare the two"
            ));
        }
        None if page.stated_count.is_some() => lines.push("The page states the same number of posts".to_owned()),
        None => lines.push("The page does not state how many posts it has".to_owned()),
    }
    lines.push(
        "Posts have no clock times in a copied page: their order is kept, their times are marked approximate"
            .to_owned(),
    );
    lines.extend(without_files(page));
    let repeated = page.left_out.iter().filter(|left| left.reason == Reason::Repeated);
    let furniture = page.left_out.iter().filter(|left| left.reason == Reason::Furniture).count();
    if furniture > 0 {
        lines.push(format!("Left out, buttons and links of the page itself: {}", count(furniture, "line")));
    }
    if page.left_out.iter().any(|left| left.reason.is_mark()) {
        lines.push(format!("Read as marks of structure, not as text: {}", reasons(page)));
    }
    let times = page.time_text.iter().chain(page.posts.iter().filter_map(|post| post.time_text.as_ref()));
    list(&mut lines, "Left out, times in words", times.map(|text| text.trim().to_owned()));
    list(&mut lines, "Left out, names above the posts", page.contributors.iter().cloned());
    list(&mut lines, "Left out", repeated.map(|left| format!("line {}: {} ({})", left.line, left.text, left.reason)));
    list(
        &mut lines,
        "Not understood, and not imported",
        page.not_understood.iter().map(|line| format!("line {}: {}", line.line, line.text)),
    );
    lines
}

/// A copied page has its pictures' captions, and its films' titles, and none of the files.
fn without_files(page: &Page) -> Option<String> {
    let blocks = page.posts.iter().flat_map(|post| &post.blocks);
    let in_posts = blocks.filter(|block| matches!(block, Block::Image { .. } | Block::Video(_))).count();
    let on_top = usize::from(page.video.is_some() || page.lead_caption.is_some());
    let number = in_posts + on_top;
    (number > 0).then(|| {
        format!(
            "Without a file: {}, of which a copied page has the words alone; add them at the desk",
            outcome::pictures(number)
        )
    })
}

fn list(lines: &mut Vec<String>, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return;
    }
    lines.push(format!("{title} ({}):", items.len()));
    lines.extend(items.iter().take(LISTED).map(|item| format!("  {item}")));
    if items.len() > LISTED {
        lines.push(format!("  and {} more", items.len() - LISTED));
    }
}

fn reasons(page: &Page) -> String {
    let mut counted: Vec<(Reason, usize)> = Vec::new();
    for reason in page.left_out.iter().map(|left| left.reason).filter(|reason| reason.is_mark()) {
        match counted.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => counted.push((reason, 1)),
        }
    }
    let parts: Vec<String> = counted.iter().map(|(reason, count)| format!("{count} × {reason}")).collect();
    parts.join("; ")
}

fn count(number: usize, what: &str) -> String {
    outcome::count(number as u64, what)
}
