//! How the program speaks to whoever started it.

use std::io::{self, Write};
use std::process::ExitCode;

/// Tells an error with its causes, and that it failed.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    // A reader that closed the pipe has what it wanted: `stet export x | head`.
    let broken_pipe = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe);
    if broken_pipe {
        return ExitCode::SUCCESS;
    }
    note(&format!("stet: {error:#}"));
    ExitCode::FAILURE
}

/// Prints a line of the result on standard output.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Tells something to the person on standard error. Where that is closed there
/// is nobody to tell.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// So many pictures and films, in words.
pub(crate) fn pictures(number: usize) -> String {
    if number == 1 { "1 picture or film".to_owned() } else { format!("{number} pictures and films") }
}

/// So many pictures and films that were redacted, in words.
pub(crate) fn redacted(number: usize) -> String {
    if number == 1 {
        "1 picture or film that was redacted".to_owned()
    } else {
        format!("{} that were redacted", pictures(number))
    }
}

/// So many of something whose plural ends with an s, in words.
pub(crate) fn count(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
