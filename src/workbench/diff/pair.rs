//! The declarations of two policies, each with its counterpart.

use std::collections::VecDeque;
use std::hash::Hash;

use indexmap::IndexMap;

use super::entry::{Entry, Renames, entries};
use crate::policy::Policy;

/// No name is known to be another's.
const NONE: Renames = Renames::new();

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
    // The same word for word, then under one name; among these, first where the same choices stand around them.
    matching.join(|entry, _| Some((entry.name, entry.says(&NONE))));
    matching.join(|entry, _| Some((entry.name?, entry.given(&NONE).to_string())));
    matching.join(|entry, _| entry.name);
    matching.join_renamed();
    matching.join(|entry, _| entry.name.is_none().then_some(()));
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
    /// Joins what has no counterpart yet with the first of its kind that has the same key, if it has one, and gives the
    /// names. Older ones are read under the names known so far.
    fn join<K: Hash + Eq>(
        &mut self,
        key: impl Fn(&Entry<'p>, &Renames) -> Option<K>,
    ) -> Vec<(String, String)> {
        let mut places: IndexMap<(&str, K), VecDeque<usize>> = IndexMap::new();
        for (place, old) in self.old.iter().enumerate() {
            let Some(old) = old else { continue };
            if let Some(key) = key(old, &self.renames) {
                places.entry((old.kind, key)).or_default().push_back(place);
            }
        }
        let mut names = Vec::new();
        for (new, counterpart) in self.new.iter_mut().filter(|(_, old)| old.is_none()) {
            let place = key(new, &NONE)
                .and_then(|key| places.get_mut(&(new.kind, key)))
                .and_then(VecDeque::pop_front);
            let old = place.and_then(|place| self.old.get_mut(place)?.take());
            let Some(old) = old else { continue };
            if let (Some(from), Some(to)) = (old.name, new.name) {
                names.push((from.to_owned(), to.to_owned()));
            }
            *counterpart = Some(old);
        }
        names
    }

    /// Joins what has the same content under another name. What names it may be renamed as well, and is the same
    /// only once that is known.
    fn join_renamed(&mut self) {
        loop {
            let joined = self.join(|entry, renames| {
                entry.name?;
                Some(entry.says(renames))
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
