//! Where a post may be shown.

use jiff::{SignedDuration, Timestamp};

use super::published;
use crate::change::PostPlaced;
use crate::{Change, Context, OrderKey, Place, Post, PostId, Rejection, Shown, View};

/// How long before the coverage and all its posts a post may be shown. A time
/// further back is a slip of the pen.
const REACH: SignedDuration = SignedDuration::from_hours(31 * 24);

pub(super) fn place(view: &View, post: PostId, place: Place, context: &Context) -> Result<Vec<Change>, Rejection> {
    let post = published(view, "post", post)?;
    let shown = match place {
        Place::Own => None,
        Place::At(at) => Some(under(view, at, context)?),
        Place::Before(other) => match beside(view, "before", post, other)? {
            other if below(view, other).is_some_and(|next| next.id == post.id) => post.placed,
            other => Some(between(post, below(view, other).map(|post| post.order), Some(other.order), context)?),
        },
        Place::After(other) => match beside(view, "after", post, other)? {
            other if above(view, other).is_some_and(|next| next.id == post.id) => post.placed,
            other => Some(between(post, Some(other.order), above(view, other).map(|post| post.order), context)?),
        },
    };
    if shown.unwrap_or_else(|| own(post)) == post.shown() {
        return Ok(Vec::new());
    }
    Ok(vec![Change::PostPlaced(PostPlaced { post: post.id, shown })])
}

const fn own(post: &Post) -> Shown {
    Shown { at: post.published_at, approximate: post.approximate }
}

fn under(view: &View, at: Timestamp, context: &Context) -> Result<Shown, Rejection> {
    if at > view.time_of_next(context.now) {
        return Err(Rejection::ShownInFuture);
    }
    let opened_at = view.coverage().opened_at;
    let first = view.first_published().map_or(opened_at, |post| post.published_at.min(opened_at));
    if first.duration_since(at) > REACH {
        return Err(Rejection::ShownTooEarly);
    }
    Ok(Shown { at, approximate: false })
}

/// The post beside which the other is to stand.
fn beside<'v>(view: &'v View, field: &str, post: &Post, other: PostId) -> Result<&'v Post, Rejection> {
    let field = || field.to_owned();
    if other == post.id {
        let problem = "a post cannot stand beside itself".to_owned();
        return Err(Rejection::BadValue { field: field(), problem });
    }
    view.post(other).map(|other| &**other).ok_or_else(|| Rejection::PostUnknown { field: field(), post: other })
}

fn below<'v>(view: &'v View, post: &Post) -> Option<&'v Post> {
    view.posts_before(post.order).next().map(|post| &**post)
}

fn above<'v>(view: &'v View, post: &Post) -> Option<&'v Post> {
    view.posts_after(post.order).next().map(|post| &**post)
}

/// A time that puts the post between two places, of which one may be open.
/// Whether a clock time is shown with it stays as it is with the post.
fn between(
    post: &Post,
    lower: Option<OrderKey>,
    upper: Option<OrderKey>,
    context: &Context,
) -> Result<Shown, Rejection> {
    let approximate = post.shown().approximate;
    let fits = |at: &Timestamp| {
        let key = OrderKey { at: *at, seq: post.order.seq };
        lower.is_none_or(|lower| lower < key) && upper.is_none_or(|upper| key < upper)
    };
    let (low, high) = match (lower, upper) {
        (Some(lower), Some(upper)) => (lower.at, upper.at),
        // At an end of the coverage, a second away is enough.
        (Some(lower), None) => (lower.at, context.now.max(lower.at).min(second(lower.at, 1))),
        (None, Some(upper)) => (second(upper.at, -1), second(upper.at, -1)),
        // Where it is the only post, it stands where it stands.
        (None, None) => (post.order.at, post.order.at),
    };
    let middle = i64::midpoint(low.as_microsecond(), high.as_microsecond());
    let middle = Timestamp::from_microsecond(middle).unwrap_or(low);
    // Whole seconds are easier to read; where posts are closer than that, the
    // position in the record may still tell them apart.
    let whole = Timestamp::from_second(middle.as_second()).unwrap_or(middle);
    let at = [whole, middle, low, high].into_iter().find(fits).ok_or(Rejection::NoRoom)?;
    Ok(Shown { at, approximate })
}

fn second(at: Timestamp, away: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(away)).unwrap_or(at)
}
