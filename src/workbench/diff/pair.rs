//! The declarations of two policies, each with its counterpart.

use super::entry::{Entry, Renames, entries};
use crate::policy::Policy;

/// A declaration before and after; one of the two is there.
#[derive(Debug, Clone)]
pub struct Pair<'p> {
    /// Before.
    pub old: Option<Entry<'p>>,
    /// After.
    pub new: Option<Entry<'p>>,
    /// The newer names of everything renamed.
    pub renames: std::rc::Rc<Renames>,
}

/// Every declaration of both, in the order of the newer policy, those that are gone last.
pub fn pairs<'p>(old: &'p Policy, new: &'p Policy) -> Vec<Pair<'p>> {
    let mut matching = Matching {
        old: entries(old).into_iter().map(Some).collect(),
        new: entries(new)
            .into_iter()
            .map(|entry| (entry, None))
            .collect(),
        renames: Renames::new(),
    };
    let none = Renames::new();
    // The same word for word, then under one name; among these, first where the same choices stand around them.
    matching.join(|old, new| old.name == new.name && same(old, new, &none));
    matching.join(|old, new| named_alike(old, new) && old.given(&none) == new.given(&none));
    matching.join(named_alike);
    matching.join_renamed();
    matching.join(|old, new| old.name.is_none() && new.name.is_none());
    matching.finish()
}

impl Pair<'_> {
    /// Where both stand: no two pairs stand at one place.
    pub fn place(&self) -> [Option<crate::source::Span>; 2] {
        [&self.old, &self.new].map(|entry| entry.as_ref().map(|entry| entry.item.decl.span))
    }
}

struct Matching<'p> {
    old: Vec<Option<Entry<'p>>>,
    new: Vec<(Entry<'p>, Option<Entry<'p>>)>,
    renames: Renames,
}

impl<'p> Matching<'p> {
    /// Joins what has no counterpart yet; whether anything was joined.
    fn join(&mut self, is: impl Fn(&Entry<'p>, &Entry<'p>) -> bool) -> Vec<(String, String)> {
        let mut names = Vec::new();
        for (new, counterpart) in self.new.iter_mut().filter(|(_, old)| old.is_none()) {
            let fits = |old: &&mut Option<Entry<'p>>| {
                let old = old.as_ref();
                old.is_some_and(|old| old.kind == new.kind && is(old, new))
            };
            if let Some(old) = self.old.iter_mut().find(fits).and_then(Option::take) {
                if let (Some(from), Some(to)) = (old.name, new.name) {
                    names.push((from.to_owned(), to.to_owned()));
                }
                *counterpart = Some(old);
            }
        }
        names
    }

    /// Joins what has the same content under another name. What names it may be renamed as well, and is the same
    /// only once that is known.
    fn join_renamed(&mut self) {
        loop {
            let renames = self.renames.clone();
            let joined = self.join(|old, new| {
                old.name.is_some() && new.name.is_some() && same(old, new, &renames)
            });
            if joined.is_empty() {
                return;
            }
            self.renames.extend(joined);
        }
    }

    fn finish(self) -> Vec<Pair<'p>> {
        let renames = std::rc::Rc::new(self.renames);
        let pair = |old, new| Pair {
            old,
            new,
            renames: renames.clone(),
        };
        let there = self.new.into_iter().map(|(new, old)| pair(old, Some(new)));
        let gone = self.old.into_iter().flatten();
        there.chain(gone.map(|old| pair(Some(old), None))).collect()
    }
}

fn named_alike(old: &Entry<'_>, new: &Entry<'_>) -> bool {
    old.name.is_some() && old.name == new.name
}

fn same(old: &Entry<'_>, new: &Entry<'_>, renames: &Renames) -> bool {
    old.content(renames) == new.content(&Renames::new())
        && old.given(renames) == new.given(&Renames::new())
}
