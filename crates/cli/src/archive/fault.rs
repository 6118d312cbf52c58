//! Why an archive is not taken in: what is wrong with it, and what can be done.

use std::borrow::Cow;
use std::fmt;

/// What is wrong with an archive, under a name that stays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Code {
    /// Its end is missing.
    Truncated,
    /// It is a ZIP, and no archive of Stet.
    NotAnArchive,
    /// A later version of Stet wrote it.
    NewerFormat,
    /// What says what is in it is not what was signed.
    AlteredManifest,
    /// A key signed it that is not the one that is asked for.
    OtherKey,
    /// A file does not hold what was put into it.
    AlteredFile,
    /// A file is not there.
    MissingFile,
    /// A file is there that was not put in.
    ExtraFile,
    /// Bytes are there that belong to no file.
    ExtraBytes,
    /// A name is there twice, or leads elsewhere.
    UnsafeName,
    /// Something in it is compressed or encrypted.
    Packed,
    /// It is larger than what is taken.
    TooLarge,
    /// A change of the record is damaged.
    DamagedRecord,
    /// The record is not the one that was signed.
    OtherRecord,
    /// What is said of its pictures and films cannot be read.
    DamagedMedia,
}

impl Code {
    /// The name that stays.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::NotAnArchive => "not_an_archive",
            Self::NewerFormat => "newer_format",
            Self::AlteredManifest => "altered_manifest",
            Self::OtherKey => "other_key",
            Self::AlteredFile => "altered_file",
            Self::MissingFile => "missing_file",
            Self::ExtraFile => "extra_file",
            Self::ExtraBytes => "extra_bytes",
            Self::UnsafeName => "unsafe_name",
            Self::Packed => "packed",
            Self::TooLarge => "too_large",
            Self::DamagedRecord => "damaged_record",
            Self::OtherRecord => "other_record",
            Self::DamagedMedia => "damaged_media",
        }
    }

    /// The way out.
    const fn way_out(self) -> &'static str {
        match self {
            Self::Truncated => "fetch it again, or take another copy",
            Self::NotAnArchive => "name a file that `stet export SLUG --archive FILE` wrote",
            Self::NewerFormat => "take that version of Stet",
            Self::OtherKey => {
                "give the key that the newsroom tells by --key, or leave it away to have the archive checked by its own"
            }
            Self::Packed => "unpack it, and pack it again without compression (zip -0 -r)",
            Self::TooLarge => "name a smaller one",
            Self::AlteredManifest
            | Self::AlteredFile
            | Self::MissingFile
            | Self::ExtraFile
            | Self::ExtraBytes
            | Self::UnsafeName
            | Self::DamagedRecord
            | Self::OtherRecord
            | Self::DamagedMedia => "take another copy, or export it again where the coverage is",
        }
    }
}

/// What is wrong with an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Fault {
    /// The name that stays.
    pub(crate) code: Code,
    /// What is wrong, and where.
    pub(crate) problem: String,
    /// What can be done.
    way_out: Cow<'static, str>,
}

impl Fault {
    pub(crate) fn new(code: Code, problem: impl Into<String>) -> Self {
        Self { code, problem: problem.into(), way_out: code.way_out().into() }
    }

    /// The same, where more is known of what can be done.
    pub(crate) fn with_way_out(self, way_out: String) -> Self {
        Self { way_out: way_out.into(), ..self }
    }

    /// What is wrong, under its name, and the way out.
    pub(crate) fn told(&self) -> String {
        let Self { code, problem, way_out } = self;
        format!("({}): {problem}; {way_out}", code.as_str())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the archive is not taken in {}", self.told())
    }
}

impl std::error::Error for Fault {}
