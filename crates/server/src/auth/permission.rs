//! What a member may do at a coverage.

use axum::http::StatusCode;
use store::{MemberId, Reporting, Role, Scope, Scopes};

use crate::problem::Problem;

/// Something that takes a right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Permission {
    /// The coverage, its published posts, and who is there.
    Read,
    /// Drafts of one's own and those that one was given a share in: to write,
    /// to submit, to note on.
    Draft,
    /// Every draft of the coverage, and to write it jointly.
    SeeDrafts,
    /// To publish and schedule one's own drafts, and to revise one's own posts.
    PublishOwn,
    /// To publish, revise and withdraw anybody's, to pin, and to judge what was submitted.
    Publish,
    /// To change the coverage itself and who has a place at it.
    Manage,
}

impl Permission {
    /// Whether somebody of that role has it.
    const fn is_of(self, role: Role, reporting: Reporting) -> bool {
        match self {
            Self::Read => true,
            Self::Draft => !matches!(role, Role::Viewer),
            Self::SeeDrafts => matches!(role, Role::Reporter | Role::Editor | Role::Owner),
            Self::PublishOwn => match role {
                Role::Reporter => matches!(reporting, Reporting::Publish),
                _ => matches!(role, Role::Editor | Role::Owner),
            },
            Self::Publish | Self::Manage => matches!(role, Role::Editor | Role::Owner),
        }
    }

    /// The scope that a token must have for it.
    const fn scope(self) -> Scope {
        match self {
            Self::Read => Scope::Read,
            Self::Draft | Self::SeeDrafts => Scope::Draft,
            Self::PublishOwn | Self::Publish => Scope::Publish,
            Self::Manage => Scope::Manage,
        }
    }

    /// Who has it, for those who do not.
    const fn hint(self) -> &'static str {
        match self {
            Self::Read => "Everybody who has a place at the coverage may.",
            Self::Draft => "Contributors, reporters and editors of the coverage may.",
            Self::SeeDrafts => "Reporters and editors of the coverage may.",
            Self::PublishOwn => {
                "Editors of the coverage may, and its reporters where they publish by themselves. Submit it as a draft."
            }
            Self::Publish | Self::Manage => "Editors of the coverage and owners may.",
        }
    }
}

/// How somebody stands at a coverage that is theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    /// Who.
    pub(crate) member: MemberId,
    /// What they are there.
    pub(crate) role: Role,
    /// What its reporters do with what they wrote.
    pub(crate) reporting: Reporting,
    /// What the token they came with may be used for; all of it for a browser.
    pub(crate) scopes: Scopes,
}

impl Standing {
    /// Whether they may do that.
    pub(crate) const fn may(&self, permission: Permission) -> bool {
        self.lacks(permission).is_none()
    }

    /// Whether they may do that to what is of `author`: anybody's if they have
    /// the first permission, their own if they have the second.
    pub(crate) fn may_to(&self, anybodys: Permission, own: Permission, author: Option<MemberId>) -> bool {
        self.may(anybodys) || self.may(own) && author == Some(self.member)
    }

    /// Refuses what they may not do.
    ///
    /// # Errors
    /// 403 `forbidden`, with who may.
    pub(crate) fn require(&self, permission: Permission) -> Result<(), Problem> {
        match self.lacks(permission) {
            None => Ok(()),
            Some(Lack::Role) => Err(self.refused(permission)),
            Some(Lack::Scope(scope)) => Err(out_of_scope(scope)),
        }
    }

    /// The refusal of what they may not do.
    pub(crate) fn refused(&self, permission: Permission) -> Problem {
        let detail = format!("You are {} here, and this takes more.", with_article(self.role));
        Problem::new(StatusCode::FORBIDDEN, "forbidden", detail).hinted(permission.hint())
    }

    const fn lacks(&self, permission: Permission) -> Option<Lack> {
        if !permission.is_of(self.role, self.reporting) {
            Some(Lack::Role)
        } else if !self.scopes.has(permission.scope()) {
            Some(Lack::Scope(permission.scope()))
        } else {
            None
        }
    }
}

enum Lack {
    Role,
    Scope(Scope),
}

/// The refusal of a token that is for other things.
pub(super) fn out_of_scope(scope: Scope) -> Problem {
    let detail = format!("This token is not for that: it lacks the scope “{}”.", scope.as_str());
    Problem::new(StatusCode::FORBIDDEN, "forbidden", detail)
        .hinted("Make a token that has the scope, or sign in at the desk.")
        .lacking(scope)
}

const fn with_article(role: Role) -> &'static str {
    match role {
        Role::Viewer => "a viewer",
        Role::Contributor => "a contributor",
        Role::Reporter => "a reporter",
        Role::Editor => "an editor",
        Role::Owner => "an owner",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Viewer, contributor, reporter who submits, reporter who publishes, editor, owner.
    const TABLE: [(Permission, [bool; 6]); 6] = [
        (Permission::Read, [true, true, true, true, true, true]),
        (Permission::Draft, [false, true, true, true, true, true]),
        (Permission::SeeDrafts, [false, false, true, true, true, true]),
        (Permission::PublishOwn, [false, false, false, true, true, true]),
        (Permission::Publish, [false, false, false, false, true, true]),
        (Permission::Manage, [false, false, false, false, true, true]),
    ];

    const WHO: [(Role, Reporting); 6] = [
        (Role::Viewer, Reporting::Publish),
        (Role::Contributor, Reporting::Publish),
        (Role::Reporter, Reporting::Submit),
        (Role::Reporter, Reporting::Publish),
        (Role::Editor, Reporting::Submit),
        (Role::Owner, Reporting::Submit),
    ];

    fn standing(role: Role, reporting: Reporting, scopes: Scopes) -> Standing {
        Standing { member: crate::clock::member_id(), role, reporting, scopes }
    }

    #[test]
    fn who_has_which_permission() {
        for (permission, expected) in TABLE {
            for ((role, reporting), expected) in WHO.into_iter().zip(expected) {
                let standing = standing(role, reporting, Scopes::all());
                assert_eq!(standing.may(permission), expected, "{role:?} {reporting:?} {permission:?}");
                assert_eq!(standing.require(permission).is_ok(), expected);
            }
        }
    }

    #[test]
    fn a_token_may_do_what_both_its_member_and_its_scopes_allow() {
        for scope in Scope::ALL {
            for (permission, by_role) in TABLE {
                for ((role, reporting), by_role) in WHO.into_iter().zip(by_role) {
                    let standing = standing(role, reporting, Scopes::from_iter([scope]));
                    assert_eq!(standing.may(permission), by_role && permission.scope() == scope);
                }
            }
        }
    }

    #[test]
    fn what_is_ones_own_takes_the_lesser_right() {
        let reporter = standing(Role::Reporter, Reporting::Publish, Scopes::all());
        let may = |author| reporter.may_to(Permission::Publish, Permission::PublishOwn, author);
        assert!(may(Some(reporter.member)));
        assert!(!may(Some(crate::clock::member_id())));
        assert!(!may(None), "what nobody here wrote is nobody's own");
    }
}
