//! What an import tells: what was read, what was left out, what was not understood.

use coverage::Slug;
use store::{Recorded, record_hash};

use super::text::{Page, Reason};

/// How many lines of one kind are listed one by one.
const LISTED: usize = 20;

/// The report on a record.
pub(crate) fn of_record(slug: &Slug, changes: &[Recorded]) -> Vec<String> {
    let hash = record_hash(changes.iter().map(Recorded::leaf_hash));
    vec![format!("Imported {} as “{slug}”, record hash {hash}", count(changes.len(), "change"))]
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
    let repeated: Vec<_> = page.left_out.iter().filter(|left| !left.reason.is_mark()).collect();
    let marks = page.left_out.len() - repeated.len();
    if marks > 0 {
        lines.push(format!("Read as marks of structure, not as text: {}", reasons(page)));
    }
    let times = page.time_text.iter().chain(page.posts.iter().filter_map(|post| post.time_text.as_ref()));
    list(&mut lines, "Left out, times in words", times.map(|text| text.trim().to_owned()));
    list(&mut lines, "Left out, names above the posts", page.contributors.iter().cloned());
    list(
        &mut lines,
        "Left out",
        repeated.iter().map(|left| format!("line {}: {} ({})", left.line, left.text, left.reason)),
    );
    list(
        &mut lines,
        "Not understood, and not imported",
        page.not_understood.iter().map(|line| format!("line {}: {}", line.line, line.text)),
    );
    lines
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
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
