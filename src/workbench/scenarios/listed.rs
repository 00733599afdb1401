//! The scenarios of a policy as they stand in its files; nothing is read or run.

use serde::Serialize;

use super::places::place;
use super::runs::readings;
use crate::model::{Name, Scenario};
use crate::policy::Policy;
use crate::source::Span;

/// A scenario as it stands in a policy's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ListedScenario {
    /// Its title.
    pub title: Name,
    /// The backgrounds that it starts from, the nearest first.
    pub backgrounds: Vec<Name>,
    /// The choices under which it is evaluated that differ from those of the policy, by interpretation.
    pub readings: Vec<(Name, Name)>,
    /// How many expectations it has.
    pub expectations: usize,
    /// The file that it stands in.
    pub file: Name,
    /// The line of its title, from 1.
    pub line: u32,
    /// Where its title stands.
    #[serde(skip)]
    pub span: Span,
}

impl ListedScenario {
    pub(super) fn of(policy: &Policy, scenario: &Scenario) -> Self {
        let model = policy.model();
        let (file, line) = place(policy.sources(), scenario.span);
        let background = |id| model.backgrounds.row(id);
        let nearest = scenario.upon.and_then(background);
        // INVARIANT: a policy with a circle of backgrounds does not compile.
        let chain = std::iter::successors(nearest, |one| one.upon.and_then(background));
        Self {
            title: scenario.title.clone(),
            backgrounds: chain.map(|one| one.name.clone()).collect(),
            readings: readings(model, scenario),
            expectations: scenario.expectations.len(),
            file,
            line,
            span: scenario.span,
        }
    }
}
