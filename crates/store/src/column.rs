//! How values stand in columns, where SQLite's own types do not say it.

use coverage::{BackgroundId, CoverageId, MediaId, PostId, Seq};
use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::proof::PublicKey;
use crate::{
    FeedId, Hash, InletId, JobId, LinkId, MemberId, NoteId, PasskeyId, SessionId, SuggestionId, TemplateId, TokenId,
    WebhookId,
};

/// A value as it stands in a column.
pub(crate) struct Col<T>(pub(crate) T);

macro_rules! id_columns {
    ($($id:ident),*) => {$(
        impl ToSql for Col<$id> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.uuid().into_bytes().to_vec()))
            }
        }

        impl FromSql for Col<$id> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Uuid::column_result(value).map(|uuid| Self($id::new(uuid)))
            }
        }
    )*};
}

id_columns!(
    CoverageId,
    PostId,
    MediaId,
    BackgroundId,
    JobId,
    MemberId,
    TokenId,
    SessionId,
    LinkId,
    PasskeyId,
    NoteId,
    TemplateId,
    WebhookId,
    InletId,
    FeedId,
    SuggestionId
);

/// Microseconds since 1970 (UTC).
impl ToSql for Col<Timestamp> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_microsecond().into())
    }
}

impl FromSql for Col<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Timestamp::from_microsecond(value.as_i64()?).map(Self).map_err(FromSqlError::other)
    }
}

impl ToSql for Col<Seq> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let position = i64::try_from(self.0.0).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        Ok(position.into())
    }
}

impl FromSql for Col<Seq> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        u64::column_result(value).map(|position| Self(Seq(position)))
    }
}

impl ToSql for Col<PublicKey> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.0.to_vec()))
    }
}

impl FromSql for Col<PublicKey> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(|bytes| Self(PublicKey(bytes)))
    }
}

impl ToSql for Col<Hash> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.0.to_vec()))
    }
}

impl FromSql for Col<Hash> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(|bytes| Self(Hash(bytes)))
    }
}

/// The value in a column of a row.
pub(crate) fn get<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    Col<T>: FromSql,
{
    row.get(column).map(|Col(value)| value)
}

/// The value in a column that may be empty.
pub(crate) fn get_if_any<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    Col<T>: FromSql,
{
    row.get::<_, Option<Col<T>>>(column).map(|value| value.map(|Col(value)| value))
}

/// The value that a column names, such as a role.
pub(crate) fn parsed<T>(row: &Row<'_>, column: usize, parse: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
    let name: String = row.get(column)?;
    parse(&name).ok_or_else(|| unreadable(column, format!("“{name}” is not known here")))
}

/// A value that the program checks when it reads it, such as a slug.
pub(crate) fn unreadable(
    column: usize,
    problem: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, problem.into())
}

/// As many rows as may be asked of SQLite.
pub(crate) fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
