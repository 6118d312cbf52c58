//! A store to test with, and things to put into it.

use std::path::{Path, PathBuf};

use coverage::{Change, CoverageId, Line, Opened, PostId, Seq, Slug, Status};
use jiff::Timestamp;
use serde_json::json;
use store::{
    ApiToken, Draft, DraftStatus, Effect, Job, JobId, Member, MemberId, NewChange, NewCoverage, NewJob, Receipt,
    Recorded, Role, Scopes, Store, TokenHash, TokenId,
};
use tempfile::TempDir;
use uuid::Uuid;

/// A store in a folder of its own.
pub(crate) struct Bench {
    pub(crate) store: Store,
    folder: TempDir,
}

impl Bench {
    /// The store as it is delivered: SQLite.
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: Store::open(folder.path()).unwrap(), folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder().join("stet.db")
    }

    /// Another handle on the same folder, as another process has.
    pub(crate) fn beside(&self) -> Store {
        Store::open(self.folder()).unwrap()
    }

    /// The store after a restart.
    pub(crate) async fn restart(&mut self) {
        self.store.close().await;
        self.store = self.beside();
    }

    /// A coverage with one change.
    pub(crate) async fn coverage(&self, slug: &str) -> CoverageId {
        let new = coverage(slug);
        let id = new.id;
        self.store.create_coverage(new, vec![opened()], vec![]).await.unwrap();
        id
    }

    /// The member [`MEMBER`], and its token 1.
    pub(crate) async fn member(&self) {
        let made = vec![
            Effect::CreateMember(member(MEMBER, "ada@example.org", Role::Owner)),
            Effect::CreateToken(TokenHash([1; 32]), token(1, MEMBER)),
        ];
        self.store.commit(made).await.unwrap();
    }

    pub(crate) async fn whole_record(&self, coverage: CoverageId) -> Vec<Recorded> {
        self.store.read(coverage, Seq::START, usize::MAX).await.unwrap()
    }

    pub(crate) async fn jobs_due(&self, now: i64, lease_until: i64) -> Vec<Job> {
        self.store.claim_jobs(at(now), at(lease_until), 10).await.unwrap()
    }
}

pub(crate) const MEMBER: MemberId = MemberId::new(Uuid::from_u128(0xada));

/// A member who is called as the first part of their address.
pub(crate) fn member(id: MemberId, email: &str, role: Role) -> Member {
    Member::new(id, email.to_owned(), email.split('@').next().unwrap().to_owned(), role, at(0))
}

/// A token for everything.
pub(crate) fn token(number: u128, member: MemberId) -> ApiToken {
    ApiToken {
        id: TokenId::new(Uuid::from_u128(number)),
        member,
        name: "a program".to_owned(),
        scopes: Scopes::all(),
        coverage: None,
        created_at: at(0),
        expires_at: None,
    }
}

/// So many seconds after the start of the tests' day.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_645_088_400 + second).unwrap()
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A coverage whose id follows from its slug.
pub(crate) fn coverage(text: &str) -> NewCoverage {
    let id = text.bytes().fold(0, |id, byte| id << 7 ^ id >> 64 ^ u128::from(byte));
    NewCoverage { id: CoverageId::new(Uuid::from_u128(id)), slug: slug(text), created_at: at(0) }
}

pub(crate) fn new_change(second: i64, change: Change) -> NewChange {
    NewChange { at: at(second), change, salt: [second.to_le_bytes()[0]; 16] }
}

pub(crate) fn opened() -> NewChange {
    let opened = Opened {
        headline: Line::parse("headline", "A bridge closes").unwrap(),
        language: coverage::Language::parse("en").unwrap(),
        time_zone: coverage::Zone::parse("Europe/Kyiv").unwrap(),
        status: Status::Live,
    };
    new_change(0, Change::CoverageOpened(opened))
}

pub(crate) fn headline(second: i64, text: &str) -> NewChange {
    new_change(second, Change::HeadlineChanged(Line::parse("headline", text).unwrap()))
}

pub(crate) fn post(number: u128) -> PostId {
    PostId::new(Uuid::from_u128(number))
}

pub(crate) fn job(number: u128, coverage: CoverageId, run_at: i64) -> NewJob {
    NewJob {
        id: JobId::new(Uuid::from_u128(number)),
        kind: "publish".to_owned(),
        coverage: Some(coverage),
        payload: json!({"post": number.to_string()}),
        run_at: at(run_at),
    }
}

/// A draft that was saved so often.
pub(crate) fn draft(number: u128, coverage: CoverageId, edition: u64) -> Draft {
    let updated_at = at(number.try_into().unwrap());
    Draft {
        id: post(number),
        coverage,
        revises: None,
        content: json!({"headline": "Not yet"}),
        status: DraftStatus::Draft,
        embargo_until: None,
        author: MEMBER,
        created_at: at(0),
        member: MEMBER,
        updated_at,
        version: 1,
        edition,
        deleted_at: None,
    }
}

pub(crate) fn receipt(key: &str) -> Receipt {
    Receipt {
        member: MEMBER,
        key: key.to_owned(),
        request_hash: [9; 32],
        status: 201,
        body: "{}".to_owned(),
        created_at: at(0),
    }
}

/// An effect that cannot be had: there is no such draft.
pub(crate) fn impossible() -> Effect {
    Effect::DeleteDraft { draft: post(404), edition: 1, at: at(0) }
}
