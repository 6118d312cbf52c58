//! What takes words and pictures out of the record.

use crate::change::{MediumRedacted, NoticeGiven, PostRedacted, PostRevised};
use crate::{Change, MediaId, NoticeKind, PostId, Prose, RedactionReason, Rejection, Standing, View};

/// Whatever became of the post and of its coverage, its words can go.
pub(super) fn post(view: &View, id: PostId, reason: RedactionReason) -> Result<Vec<Change>, Rejection> {
    let unknown = || Rejection::PostUnknown { field: "post".to_owned(), post: id };
    let post = view.post(id).ok_or_else(unknown)?;
    let withdrawal = match post.standing {
        Standing::Published(_) => None,
        // Nothing comes after a withdrawal: it is the last change to its post.
        Standing::Withdrawn { .. } => Some(post.seq),
        Standing::Redacted { .. } | Standing::Withheld => return Ok(Vec::new()),
    };
    let unpinned = (view.coverage().pinned == Some(id)).then_some(Change::PostUnpinned(id));
    let changes = [post.order.seq].into_iter().chain(post.revised_by.iter().copied()).chain(withdrawal).collect();
    let (published_at, approximate) = (post.published_at, post.approximate);
    let redacted = Change::PostRedacted(PostRedacted { post: id, reason, published_at, approximate, changes });
    Ok(unpinned.into_iter().chain([redacted]).collect())
}

/// Takes the medium out of what shows it, and then says that it is gone. Where
/// nothing shows it, the record of the coverage still says so: earlier versions did.
pub(super) fn medium(view: &View, media: MediaId, reason: RedactionReason, note: &Prose<1000>) -> Vec<Change> {
    let shown = view.posts_from_the_first().filter_map(|post| {
        let content = post.content()?.without_medium(media)?;
        let notice = Some(NoticeGiven { kind: NoticeKind::Update, text: note.clone() });
        Some(Change::PostRevised(PostRevised { post: post.id, content, notice }))
    });
    let lead = view.coverage().lead.as_ref().and_then(|lead| lead.without_medium(media)).map(Change::LeadChanged);
    shown.chain(lead).chain([Change::MediumRedacted(MediumRedacted { media, reason })]).collect()
}
