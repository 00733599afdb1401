//! Explanations, paid for only when asked.

mod flip;

/// Bounds on what an explanation may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplainLimits {
    /// Nodes of one proof.
    pub nodes: usize,
    /// Evaluations of a search for the smallest change.
    pub tries: usize,
    /// Steps of one evaluation.
    pub steps: u64,
}
