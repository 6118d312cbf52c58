//! SQL, by name, beside the code that runs it.

/// Names the statements of a module, and lists them so that a test can
/// prepare every one.
macro_rules! statements {
    ($($name:ident = $sql:literal;)*) => {
        $(const $name: &str = $sql;)*

        #[cfg(test)]
        pub(crate) const STATEMENTS: &[&str] = &[$($name),*];
    };
}

pub(crate) use statements;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rusqlite::Connection;

    use crate::{
        access, archive, audit, background, backup, brief, draft, following, forward, handover, inlet, job, link,
        media, member, moment, news, note, passkey, past, proof, readable, receipt, record, redaction, schema, search,
        session, step, suggestion, template, token, untold, upload, webhook,
    };

    #[test]
    fn every_statement_can_be_prepared() {
        let mut connection = Connection::open_in_memory().unwrap();
        schema::migrate(&mut connection, Path::new("test.db"), schema::MIGRATIONS).unwrap();
        let modules = [
            record::STATEMENTS,
            moment::STATEMENTS,
            brief::STATEMENTS,
            redaction::STATEMENTS,
            following::STATEMENTS,
            untold::STATEMENTS,
            backup::STATEMENTS,
            archive::STATEMENTS,
            job::STATEMENTS,
            draft::STATEMENTS,
            step::STATEMENTS,
            note::STATEMENTS,
            handover::STATEMENTS,
            template::STATEMENTS,
            background::STATEMENTS,
            news::STATEMENTS,
            receipt::STATEMENTS,
            member::STATEMENTS,
            token::STATEMENTS,
            access::STATEMENTS,
            audit::STATEMENTS,
            session::STATEMENTS,
            link::STATEMENTS,
            passkey::STATEMENTS,
            media::STATEMENTS,
            media::files::STATEMENTS,
            media::intake::STATEMENTS,
            media::named::STATEMENTS,
            media::followed::STATEMENTS,
            media::work::STATEMENTS,
            media::served::STATEMENTS,
            media::library::STATEMENTS,
            upload::STATEMENTS,
            search::STATEMENTS,
            readable::STATEMENTS,
            past::STATEMENTS,
            webhook::STATEMENTS,
            inlet::STATEMENTS,
            suggestion::STATEMENTS,
            forward::STATEMENTS,
            proof::key::STATEMENTS,
            proof::leaves::STATEMENTS,
            schema::STATEMENTS,
        ];
        for sql in modules.concat() {
            if let Err(error) = connection.prepare(sql) {
                panic!("{error}\n{sql}");
            }
        }
    }
}
