//! What would have to be decided before itself: by way of the statuses that conditions ask for, not only of names.
//!
//! Definitions that mention one another are put in order before they are read; targets, prohibitions, reports and
//! duties come into a condition through a domain, and what a domain holds is known only once the model is made.

use super::cycles;
use super::waits::Waits;
use crate::diagnostic::{Code, Diagnostics};
use crate::lang::Text;
use crate::source::Span;

/// Reports the declarations that wait for themselves.
pub(super) fn check(waits: &Waits<'_>, diagnostics: &mut Diagnostics) {
    for cycle in &waits.order.cycles {
        let member = |index: &usize| waits.nodes.get(*index).map(|node| (node.name, node.span));
        let members: Vec<(&str, Span)> = cycle.iter().filter_map(member).collect();
        let what = Text::new("声明", "declarations");
        diagnostics.extend(cycles::report(Code::new("E0410"), what, &members));
    }
}
