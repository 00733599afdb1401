//! What may be found of a declaration and is meant, with the reason.

use super::Name;
use crate::source::Span;

/// A statement of the policy that certain warnings about one of its declarations are meant.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The codes allowed, in order.
    pub codes: Vec<AllowedCode>,
    /// Why.
    pub reason: Name,
    /// The declaration in which it stands: whatever is found inside it is covered.
    pub declaration: Span,
    /// Where.
    pub span: Span,
}

/// A code allowed.
#[derive(Debug, Clone)]
pub struct AllowedCode {
    /// The code, as the catalog spells it.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// Whether the check found, and left out, something of this code.
    pub used: bool,
}

impl Allowance {
    /// Its code of that spelling, where it covers what is found at a place.
    pub fn covering(&mut self, code: &str, place: Span) -> Option<&mut AllowedCode> {
        let around = self.declaration;
        let inside =
            around.source == place.source && around.start <= place.start && place.end <= around.end;
        let mut codes = self.codes.iter_mut().filter(|_| inside);
        codes.find(|allowed| allowed.code == code)
    }
}
