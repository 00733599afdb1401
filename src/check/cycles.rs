//! Orders what depends on one another, and finds what depends on itself.

use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::source::Span;

/// Nodes with what they depend on before them, and the circles among them.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Every node once, those that it depends on first, else in the order given.
    pub(super) sorted: Vec<usize>,
    /// Circles; each begins where the walk met it first.
    pub(super) cycles: Vec<Vec<usize>>,
}

/// Orders the nodes `0..edges.len()`, each of which depends on the nodes of its list.
///
/// Walks with a stack of its own: a chain of declarations may be longer than the thread's stack is deep.
pub(super) fn order<E: AsRef<[usize]>>(edges: &[E]) -> Order {
    let mut walk = Walk {
        edges,
        state: vec![State::New; edges.len()],
        path: Vec::new(),
        order: Order::default(),
    };
    for node in 0..edges.len() {
        walk.from(node);
    }
    walk.order
}

/// Says that these depend on themselves; the first is where the finger points.
pub(super) fn report(code: Code, what: Text, members: &[(&str, Span)]) -> Option<Diagnostic> {
    let ((first, span), others) = members.split_first()?;
    let mut chain = String::new();
    for (name, _) in members {
        chain.push_str(&format!("`{name}` → "));
    }
    chain.push_str(&format!("`{first}`"));
    let message = Text::new(
        format!("{}循环：{chain}", what.zh),
        format!("{} form a cycle: {chain}", what.en),
    );
    let mut diagnostic = Diagnostic::error(code, *span, message)
        .label(Text::new("由此回到自身", "leads back to itself"));
    for (_, span) in others {
        diagnostic = diagnostic.secondary(*span, Text::new("经过这里", "by way of this"));
    }
    Some(diagnostic)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'e, E> {
    edges: &'e [E],
    state: Vec<State>,
    /// The nodes being walked, each with the number of its edges already taken.
    path: Vec<(usize, usize)>,
    order: Order,
}

impl<E: AsRef<[usize]>> Walk<'_, E> {
    fn from(&mut self, start: usize) {
        self.enter(start);
        while let Some((node, taken)) = self.path.last_mut() {
            let (node, edge) = (*node, *taken);
            *taken += 1;
            let edges = self.edges.get(node).map(AsRef::as_ref);
            match edges.and_then(|edges| edges.get(edge)) {
                Some(&next) => self.enter(next),
                None => {
                    self.path.pop();
                    self.set(node, State::Done);
                    self.order.sorted.push(node);
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        match self.state.get(node) {
            Some(State::New) => {
                self.set(node, State::Open);
                self.path.push((node, 0));
            }
            Some(State::Open) => {
                let circle = self.path.iter().map(|(node, _)| *node);
                self.order
                    .cycles
                    .push(circle.skip_while(|on_path| *on_path != node).collect());
            }
            Some(State::Done) | None => {}
        }
    }

    fn set(&mut self, node: usize, state: State) {
        if let Some(slot) = self.state.get_mut(node) {
            *slot = state;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn dependencies_come_first() {
        let order = order(&[vec![2], vec![], vec![1]]);
        assert_eq!(order.sorted, [1, 2, 0]);
        assert!(order.cycles.is_empty());
    }

    #[test]
    fn circles_are_found_once() {
        let order = order(&[vec![1], vec![2], vec![1], vec![3]]);
        assert_eq!(order.cycles, [vec![1, 2], vec![3]]);
        assert_eq!(order.sorted, [2, 1, 0, 3]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|node| vec![node + 1]).collect();
        assert_eq!(order(&edges).sorted.len(), 200_000);
    }
}
