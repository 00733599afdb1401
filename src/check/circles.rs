//! What would have to be decided before itself: by way of the statuses that conditions ask for, not only of names.
//!
//! Definitions that mention one another are put in order before they are read; targets, prohibitions, reports and
//! duties come into a condition through a domain, and what a domain holds is known only once the model is made.

use super::{cycles, waits};
use crate::diagnostic::{Code, Diagnostics};
use crate::lang::Text;
use crate::model::Model;
use crate::source::Span;

/// Reports the declarations that wait for themselves.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let nodes = waits::nodes(model);
    let edges: Vec<Vec<usize>> = nodes.iter().map(|node| node.reads.clone()).collect();
    for cycle in cycles::order(&edges).cycles {
        let member = |index: &usize| nodes.get(*index).map(|node| (node.name, node.span));
        let members: Vec<(&str, Span)> = cycle.iter().filter_map(member).collect();
        let what = Text::new("声明", "declarations");
        diagnostics.extend(cycles::report(Code::new("E0410"), what, &members));
    }
}
