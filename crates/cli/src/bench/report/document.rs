//! The part of a document that is generated: what stands between two marks.

use std::fs;
use std::path::Path;

use anyhow::Context;

const BEGIN: &str = "<!-- stet bench report: begin -->";
const END: &str = "<!-- stet bench report: end -->";

/// Makes sure that the text can be written there.
pub(super) fn check(file: &Path) -> anyhow::Result<()> {
    replaced(&read(file)?, "").with_context(|| missing(file)).map(drop)
}

/// Puts the text in the place of what stands between the marks.
pub(super) fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let document = replaced(&read(file)?, text).with_context(|| missing(file))?;
    fs::write(file, document).with_context(|| format!("{} cannot be written", file.display()))
}

/// What was typed to have it, without the folder of the program.
pub(super) fn command() -> String {
    let mut words: Vec<_> = std::env::args().collect();
    if let Some(program) = words.first_mut() {
        *program = "stet".to_owned();
    }
    words.join(" ")
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn missing(file: &Path) -> String {
    format!("{} has no place for the report; put the lines “{BEGIN}” and “{END}” where it should stand", file.display())
}

fn replaced(document: &str, text: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn what_is_written_by_hand_stays() {
        let document = format!("before\n{BEGIN}\nold\n{END}\nafter\n");
        let new = replaced(&document, "new\n\n").unwrap();
        assert_eq!(new, format!("before\n{BEGIN}\nnew\n{END}\nafter\n"));
        assert_eq!(replaced(&new, "new").unwrap(), new);
        assert!(replaced("no marks", "new").is_none());
    }
}
