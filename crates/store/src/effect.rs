//! What is committed together with a change, or without one.

use coverage::{BackgroundId, CoverageId, MediaId, PostId};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use crate::error::Fault;
use crate::note::{self, Note, Written};
use crate::{
    ApiToken, Draft, Entry, Error, Lease, Link, LinkId, Member, MemberId, Membership, NewJob, Passkey, PasskeyId,
    Purpose, Receipt, Reporting, Session, SessionId, Store, TokenHash, TokenId, access, audit, background, draft, job,
    link, member, news, passkey, receipt, redaction, session, token,
};

/// A change to the desk's tables that stands or falls with what it is
/// committed with.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Has something done later.
    Enqueue(NewJob),
    /// Has something done later, if that picture or film was ordered gone: whoever publishes it
    /// may have looked for it just before.
    EnqueueIfRedacted(MediaId, NewJob),
    /// Says that a job is done. [`Error::LeaseLost`] when the lease is not
    /// held any more, so that what a job brings about happens once.
    FinishJob(Lease),
    /// Holds what it is committed with to the words of a background that were
    /// read. [`Error::Stale`] when the background has another version by now, or is gone.
    RestOnBackground {
        /// Which.
        background: BackgroundId,
        /// The version whose words were read.
        version: u64,
    },
    /// Saves a draft over the edition it was made from; edition 0 is a new
    /// one. The draft then has the next edition. [`Error::StaleDraft`] when
    /// there is another edition, [`Error::RevisionOpen`] when the post that it
    /// revises is being revised in another draft, [`Error::PostRedacted`] when
    /// the words of that post are gone for good,
    /// [`Error::TooManyDrafts`] when too many are open to begin or bring back one.
    SaveDraft(Draft),
    /// Lets go of a draft for good, with its steps and notes.
    /// [`Error::StaleDraft`] when there is another edition: what somebody
    /// typed meanwhile is not thrown away.
    DeleteDraft {
        /// Which.
        draft: PostId,
        /// The edition that may be deleted.
        edition: u64,
        /// When.
        at: Timestamp,
    },
    /// Lets a member write in a draft.
    ShareDraft {
        /// Which.
        draft: PostId,
        /// Who may write in it.
        member: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Puts a note on a draft, and tells those whom it mentions.
    AddNote(Written),
    /// Gives a note another text.
    EditNote {
        /// The note as it is to be.
        written: Written,
        /// When.
        at: Timestamp,
    },
    /// Takes a note away.
    DeleteNote {
        /// Which.
        note: Note,
        /// When.
        at: Timestamp,
    },
    /// Keeps the answer to a request. [`Error::ReceiptExists`] when the
    /// request was answered before.
    Remember(Receipt),
    /// Notes who did what.
    Audit(Entry),
    /// Makes a member. [`Error::Exists`] when there is one with that address or id.
    CreateMember(Member),
    /// Saves a member's name, role, language and whether it is disabled. Who is
    /// disabled loses their sessions, their tokens and the link back for good.
    /// [`Error::LastOwner`] when nobody would own the desk then.
    SaveMember(Member),
    /// Saves what a member says of themselves. What others decide about them
    /// meanwhile stands.
    SaveProfile {
        /// Who.
        member: MemberId,
        /// What others call them.
        name: String,
        /// The language they read the desk in, a BCP 47 tag.
        language: Option<String>,
    },
    /// Gives a member that password, of which this is the hash (a PHC string).
    SetPassword {
        /// Whose.
        member: MemberId,
        /// The hash.
        hash: String,
    },
    /// Makes a token. [`Error::Exists`] when there is such a one,
    /// [`Error::NotFound`] when its member is disabled.
    CreateToken(TokenHash, ApiToken),
    /// Takes a token of a member back.
    RevokeToken {
        /// Which.
        token: TokenId,
        /// Whose it has to be.
        member: MemberId,
        /// From when on.
        at: Timestamp,
    },
    /// Signs a browser in. [`Error::NotFound`] when its member is disabled.
    OpenSession(TokenHash, Session),
    /// Notes that a session was seen.
    SeeSession {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
    },
    /// Signs a browser out. [`Error::NotFound`] when it is not that member's.
    EndSession {
        /// Which.
        session: SessionId,
        /// Whose it has to be.
        member: MemberId,
    },
    /// Signs the browsers of a member out.
    EndSessions {
        /// Whose.
        member: MemberId,
        /// The one that stays.
        but: Option<SessionId>,
    },
    /// Makes a link, in place of the one that was made for the same purpose before.
    CreateLink(TokenHash, Link),
    /// Uses a link up. [`Error::NotFound`] when it was used or taken back, or
    /// would make the owner of a desk that has members.
    FollowLink {
        /// Which.
        link: LinkId,
        /// What it is for.
        purpose: Purpose,
    },
    /// Takes a link back.
    DropLink(LinkId),
    /// Makes a passkey. [`Error::Exists`] when that authenticator is known.
    CreatePasskey(Passkey),
    /// Keeps what a passkey is checked against the next time.
    UsePasskey {
        /// Which.
        passkey: PasskeyId,
        /// The public key, its counter and the like.
        credential: Value,
        /// When it was used.
        at: Timestamp,
    },
    /// Deletes a passkey. [`Error::NotFound`] when it is not that member's.
    DropPasskey {
        /// Which.
        passkey: PasskeyId,
        /// Whose it has to be.
        member: MemberId,
    },
    /// Gives a member a place at a coverage, or another role there.
    Join(Membership),
    /// Takes a member's place at a coverage.
    Leave {
        /// Where.
        coverage: CoverageId,
        /// Whose.
        member: MemberId,
    },
    /// Says what the reporters of a coverage do with what they wrote.
    SetReporting {
        /// Where.
        coverage: CoverageId,
        /// What they do.
        reporting: Reporting,
    },
    /// Says that a draft was made of the words of a post, so that it goes where those are ordered gone.
    MakeOf {
        /// Which draft.
        draft: PostId,
        /// Of which post.
        post: PostId,
    },
    /// Says whose a post is that is published with this.
    Own {
        /// Which.
        post: PostId,
        /// Where.
        coverage: CoverageId,
        /// Whose it is.
        member: MemberId,
    },
}

impl Store {
    /// Has the effects, all or none.
    ///
    /// # Errors
    /// - Those that are said with each [`Effect`].
    /// - [`Error::NotFound`] when an effect names a coverage or a member that is not there.
    /// - [`Error::Exists`] when a new job's id is in use.
    pub async fn commit(&self, effects: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| perform(connection, effects)).await
    }
}

/// Has the effects, within the transaction of whoever calls.
pub(crate) fn perform(connection: &Connection, effects: Vec<Effect>) -> Result<(), Fault> {
    for effect in effects {
        let is_of_access = matches!(
            effect,
            Effect::SaveMember(_)
                | Effect::RevokeToken { .. }
                | Effect::EndSession { .. }
                | Effect::EndSessions { .. }
                | Effect::Join(_)
                | Effect::Leave { .. }
                | Effect::SetReporting { .. }
        );
        match effect {
            Effect::Enqueue(new) => job::enqueue(connection, &new)?,
            Effect::EnqueueIfRedacted(media, new) => {
                if redaction::is_medium_redacted(connection, media)? {
                    job::enqueue(connection, &new)?;
                }
            }
            Effect::FinishJob(lease) => job::finish(connection, lease)?,
            Effect::RestOnBackground { background, version } => background::require(connection, background, version)?,
            Effect::SaveDraft(draft) => draft::save(connection, &draft)?,
            Effect::DeleteDraft { draft, edition, at } => draft::delete(connection, draft, edition, at)?,
            Effect::ShareDraft { draft, member, at } => draft::share(connection, draft, member, at)?,
            Effect::AddNote(written) => note::add(connection, &written)?,
            Effect::EditNote { written, at } => note::edit(connection, &written, at)?,
            Effect::DeleteNote { note, at } => note::delete(connection, &note, at)?,
            Effect::Remember(receipt) => receipt::remember(connection, receipt)?,
            Effect::Audit(entry) => audit::note(connection, &entry)?,
            Effect::CreateMember(member) => member::create(connection, &member)?,
            Effect::SaveMember(member) => member::save(connection, &member)?,
            Effect::SaveProfile { member, name, language } => {
                member::save_profile(connection, member, &name, language.as_deref())?;
            }
            Effect::SetPassword { member, hash } => member::set_password(connection, member, &hash)?,
            Effect::CreateToken(hash, token) => token::create(connection, hash, &token)?,
            Effect::RevokeToken { token, member, at } => token::revoke(connection, token, member, at)?,
            Effect::OpenSession(secret, session) => session::open(connection, secret, &session)?,
            Effect::SeeSession { session, at } => session::seen(connection, session, at)?,
            Effect::EndSession { session, member } => session::end(connection, session, member)?,
            Effect::EndSessions { member, but } => session::end_all(connection, member, but)?,
            Effect::CreateLink(secret, link) => link::create(connection, secret, &link)?,
            Effect::FollowLink { link, purpose } => link::follow(connection, link, &purpose)?,
            Effect::DropLink(link) => link::drop(connection, link)?,
            Effect::CreatePasskey(passkey) => passkey::create(connection, &passkey)?,
            Effect::UsePasskey { passkey, credential, at } => passkey::used(connection, passkey, &credential, at)?,
            Effect::DropPasskey { passkey, member } => passkey::drop(connection, passkey, member)?,
            Effect::Join(membership) => access::join(connection, membership)?,
            Effect::Leave { coverage, member } => access::leave(connection, coverage, member)?,
            Effect::SetReporting { coverage, reporting } => access::set_reporting(connection, coverage, reporting)?,
            Effect::MakeOf { draft, post } => redaction::made_of(connection, draft, post)?,
            Effect::Own { post, coverage, member } => access::own(connection, post, coverage, member)?,
        }
        if is_of_access {
            news::tell_access(connection)?;
        }
    }
    Ok(())
}
