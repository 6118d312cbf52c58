//! An earlier view as it may be told now: what was taken out of sight since is not handed out by it.

use std::sync::Arc;

use crate::{MediaId, Post, PostId, Standing, View};

impl View {
    /// This view, of an earlier moment of the record that `now` is of: every post stands where it stood, under
    /// the times that it had, and those that were withdrawn or redacted by now stand so already, with the line
    /// that stands in their place. Pictures and films that were redacted are not shown any more. Of a version that
    /// the source of a followed coverage withheld, it is told that its words are not.
    ///
    /// What stood on top stays there, whatever became of it.
    #[must_use]
    pub fn retold(&self, now: &Self) -> Self {
        let mut then = self.clone();
        let is_wordless = |id: &&PostId| self.post(**id).is_some_and(|post| post.content().is_some());
        for id in self.untold.iter().filter(is_wordless) {
            then.take_words(*id, &Standing::Withheld);
        }
        for post in now.wordless() {
            then.take_words(post.id, &post.standing);
        }
        for media in now.gone_media.iter() {
            then.take_medium(*media);
        }
        then
    }

    /// The same where the words of versions that came in silence are not told: what a post said in one stands
    /// only as long as the post says it.
    #[must_use]
    pub fn without_silent_versions(&self, now: &Self) -> Self {
        let mut then = self.clone();
        let is_withheld = |post: &Post| {
            post.content().is_some()
                && self.is_silent_version(post)
                && now.post(post.id).and_then(|now| now.content()) != post.content()
        };
        let withheld: Vec<PostId> = self.posts().filter(|post| is_withheld(post)).map(|post| post.id).collect();
        withheld.into_iter().for_each(|id| then.take_words(id, &Standing::Withheld));
        then
    }

    /// Takes the words of a post away, as if they had never been read: it stands like this in its place.
    pub fn take_words(&mut self, id: PostId, standing: &Standing) {
        let Some(post) = self.post(id).filter(|post| post.standing != *standing).cloned() else { return };
        self.brief.published -= usize::from(post.content().is_some());
        self.recount(id, None);
        let post = Post {
            notices: Box::default(),
            moves: post.moves.clone(),
            revised_by: post.revised_by.clone(),
            standing: standing.clone(),
            ..*post
        };
        self.posts.put(post);
    }

    /// Whether what a post says came by a revision without a notice. What readers met first of it was none to them.
    fn is_silent_version(&self, post: &Post) -> bool {
        let is_first = post.content_seq == self.first_sight(post).version;
        !is_first && post.notices.iter().all(|notice| notice.seq != post.content_seq)
    }

    /// Takes a picture or film out of whatever shows it.
    fn take_medium(&mut self, media: MediaId) {
        let left = |post: &Arc<Post>| {
            let content = post.content()?.without_medium(media)?;
            Some(Post { standing: Standing::Published(content), ..(**post).clone() })
        };
        let left: Vec<Post> = self.posts().filter_map(left).collect();
        for post in left {
            self.posts.put(post);
        }
        if let Some(lead) = self.brief.coverage.lead.as_ref().and_then(|lead| lead.without_medium(media)) {
            self.whole().lead = lead;
        }
    }
}
