//! Scenarios: facts given, an outcome expected.
//!
//! The facts stay as they were written, since it is the reader of facts that judges them; the names that
//! expectations use have been found. Both keep their places, to point at what fails.

use super::{BackgroundId, Name};
use crate::source::Span;
use crate::syntax::ast::{Expectation, Fact};

/// Facts that scenarios start from.
#[derive(Debug, Clone)]
pub struct Background {
    /// Its name.
    pub name: Name,
    /// The background that it starts from itself.
    pub upon: Option<BackgroundId>,
    /// Choices of interpretations.
    pub readings: Vec<(Name, Name)>,
    /// Its facts, in the order written.
    pub facts: Vec<Fact>,
}

/// Facts given, and what is expected of their assessment.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its title.
    pub title: Name,
    /// The background that it starts from.
    pub upon: Option<BackgroundId>,
    /// Choices of interpretations.
    pub readings: Vec<(Name, Name)>,
    /// Its facts, in the order written.
    pub facts: Vec<Fact>,
    /// What is expected, in the order written.
    pub expectations: Vec<Expectation>,
    /// Where its title stands.
    pub span: Span,
}
