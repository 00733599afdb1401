//! How much the facts may hold: each limit is an option with a default, and the error that it causes names it.

/// Limits on the facts, so that hostile ones give an error and never exhaust memory or the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactLimits {
    /// Bytes of the JSON text; 64 MiB by default.
    pub bytes: usize,
    /// Objects and lists within each other; 64 by default, and never more than 256.
    pub depth: usize,
    /// Values, lists and objects in all; 4,000,000 by default.
    pub nodes: usize,
    /// Units compared to tell those of one name apart; 50,000,000 by default.
    pub lookups: usize,
    /// Errors reported before reading stops; 1,000 by default.
    pub errors: usize,
}

/// Deeper than this, reading could outgrow the stack of a small thread.
const DEEPEST: usize = 256;

impl FactLimits {
    /// The bytes in force: a place in the text is kept in four bytes.
    pub(super) fn longest(&self) -> usize {
        self.bytes.min(u32::MAX as usize)
    }

    /// The depth in force.
    pub(super) fn deepest(&self) -> usize {
        self.depth.min(DEEPEST)
    }
}

impl Default for FactLimits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            depth: 64,
            nodes: 4_000_000,
            lookups: 50_000_000,
            errors: 1_000,
        }
    }
}
