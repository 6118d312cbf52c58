//! What the newsroom tells machines of itself.

/// What the newsroom tells machines of itself, on every page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Publisher {
    /// The absolute URL of its logo.
    pub logo: Option<Box<str>>,
    /// Absolute URLs of its other presences, such as its entry in an encyclopaedia.
    pub same_as: Vec<Box<str>>,
    /// Its account where pages are shown as cards, such as `@example`.
    pub account: Option<Box<str>>,
    /// Where each of its policies can be read, as an absolute URL.
    pub policies: Vec<(Policy, Box<str>)>,
    /// The lines of its `trust.txt`, such as `member=https://association.example/`.
    pub trust: Vec<Box<str>>,
    /// The WebSub hub that its feeds name.
    pub hub: Option<Box<str>>,
}

/// A policy of a newsroom that schema.org knows by name (`NewsMediaOrganization`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Policy {
    /// How errors are put right.
    Corrections,
    /// How facts are checked.
    FactChecking,
    /// What its people hold to.
    Ethics,
    /// When a source goes unnamed.
    UnnamedSources,
    /// When an author goes unnamed.
    NoBylines,
    /// What it is there for, and what comes first.
    Mission,
    /// Who owns and pays it.
    Ownership,
    /// Who works there.
    Masthead,
    /// How to tell it something.
    Feedback,
    /// How diverse it means to be.
    Diversity,
    /// How diverse it is.
    DiversityStaffing,
    /// The principles it publishes by.
    Publishing,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Corrections,
        Self::FactChecking,
        Self::Ethics,
        Self::UnnamedSources,
        Self::NoBylines,
        Self::Mission,
        Self::Ownership,
        Self::Masthead,
        Self::Feedback,
        Self::Diversity,
        Self::DiversityStaffing,
        Self::Publishing,
    ];

    /// Its property in schema.org.
    #[must_use]
    pub const fn property(self) -> &'static str {
        match self {
            Self::Corrections => "correctionsPolicy",
            Self::FactChecking => "verificationFactCheckingPolicy",
            Self::Ethics => "ethicsPolicy",
            Self::UnnamedSources => "unnamedSourcesPolicy",
            Self::NoBylines => "noBylinesPolicy",
            Self::Mission => "missionCoveragePrioritiesPolicy",
            Self::Ownership => "ownershipFundingInfo",
            Self::Masthead => "masthead",
            Self::Feedback => "actionableFeedbackPolicy",
            Self::Diversity => "diversityPolicy",
            Self::DiversityStaffing => "diversityStaffingReport",
            Self::Publishing => "publishingPrinciples",
        }
    }

    /// The policy of that property.
    #[must_use]
    pub fn of(property: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.property() == property)
    }
}
