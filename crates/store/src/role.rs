//! What a member is at the desk, and at one coverage.

/// What a member is. Which permissions go with it, the server decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Reads what is not public yet.
    Viewer,
    /// Drafts and submits.
    Contributor,
    /// Reports, and publishes what is theirs or submits it, as the coverage has it.
    Reporter,
    /// Publishes, revises, withdraws, and manages the coverage.
    Editor,
    /// Reaches everything.
    Owner,
}

impl Role {
    /// The name in the database and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Contributor => "contributor",
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Viewer, Self::Contributor, Self::Reporter, Self::Editor, Self::Owner]
            .into_iter()
            .find(|role| role.as_str() == name)
    }
}

/// What the reporters of a coverage do with what they wrote.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Reporting {
    /// They publish it.
    #[default]
    Publish,
    /// They submit it to an editor.
    Submit,
}

impl Reporting {
    /// The name in the database and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Submit => "submit",
        }
    }

    /// The setting of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Publish, Self::Submit].into_iter().find(|reporting| reporting.as_str() == name)
    }
}
