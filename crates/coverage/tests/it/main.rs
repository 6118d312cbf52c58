//! The tests of the domain: one binary, one module a subject.
//!
//! Most are tables: a `check` function touches the API, the tests hold data.
//! After an intended change, `UPDATE_EXPECT=1 cargo test -p stet-coverage`
//! writes what is found into the tables; read the difference before it stays.

#![expect(clippy::needless_pass_by_value, reason = "samples and expectations are written where they are passed")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets what it does not expect stops")]

mod amend;
mod arbitrary;
mod background;
mod body;
mod body_record;
mod change;
mod content_expression;
mod decide;
mod forgotten;
mod limits;
mod memory;
mod place;
mod properties;
mod redact;
mod rejection;
mod reminder;
mod retold;
mod sample;
mod schema;
mod since;
mod text;
mod view;
