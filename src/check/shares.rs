//! Reads many declarations at once, on several cores.
//!
//! Every share of them is read ahead in a context of its own. A share of which anything is to be reported, or that adds
//! to the tables, is then read again in its turn, so that everything comes out as if one declaration had been read after
//! another.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::tables::Cx;
use crate::cores;
use crate::diagnostic::Diagnostics;

/// How many declarations a share has: enough to make light of what beginning one costs.
const SHARE: usize = 16;

impl Cx<'_> {
    /// What declarations are read as, in their order; those that are wrong are left out.
    pub(super) fn read_all<E: Sync, R: Send>(
        &mut self,
        entries: impl Iterator<Item = E>,
        read: impl Fn(&mut Self, &E) -> Option<R> + Send + Sync,
    ) -> Vec<R> {
        let entries: Vec<E> = entries.collect();
        let shares: Vec<&[E]> = entries.chunks(SHARE).collect();
        let mut rows = Vec::with_capacity(entries.len());
        let ahead = match shares.len() {
            0 | 1 => shares.iter().map(|_| None).collect(),
            _ => self.read_ahead(&shares, &read),
        };
        for (share, ahead) in shares.into_iter().zip(ahead) {
            match ahead {
                Some(ahead) => rows.extend(ahead),
                None => rows.extend(share.iter().filter_map(|entry| read(self, entry))),
            }
        }
        rows
    }

    /// The rows of each share, unless it must be read in its turn.
    fn read_ahead<E: Sync, R: Send>(
        &self,
        shares: &[&[E]],
        read: &(impl Fn(&mut Self, &E) -> Option<R> + Send + Sync),
    ) -> Vec<Option<Vec<R>>> {
        let suggested = self.names.suggested.load(Ordering::Relaxed);
        let ahead = cores::map(shares, |share| {
            let mut own = self.fork();
            let rows = share.iter().filter_map(|entry| read(&mut own, entry));
            let rows: Vec<R> = rows.collect();
            let is_settled = own.diagnostics.is_empty() && own.tables.is_same(&self.tables);
            is_settled.then_some(rows)
        });
        // What was suggested ahead is suggested again, or to nobody.
        self.names.suggested.store(suggested, Ordering::Relaxed);
        ahead
    }

    /// A context in which the same is known, and nothing is wrong yet.
    fn fork(&self) -> Self {
        Self {
            names: self.names,
            text: self.text.clone(),
            sound: Arc::clone(&self.sound),
            tables: self.tables.clone(),
            diagnostics: Diagnostics::new(),
            formula_depth: self.formula_depth,
        }
    }
}
