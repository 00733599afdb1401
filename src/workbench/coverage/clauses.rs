//! Which clauses of the text decide something that a scenario expects.
//!
//! A clause counts if a declaration quotes it that says what is owed or what follows. It is reached by a scenario if
//! what is expected there rests on one of those declarations, under the choices of that scenario.

use super::super::declarations::DeclarationKind;
use super::super::trial::Trial;
use super::ClauseCoverage;
use crate::model::Name;
use std::collections::BTreeSet;

/// Every such clause, in the order of the text.
pub(super) fn of(trial: &Trial<'_>) -> Vec<ClauseCoverage> {
    let ledgers: Vec<_> = trial.under.iter().map(|one| one.policy.ledger()).collect();
    let Some(first) = ledgers.first() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (place, clause) in first.clauses.iter().enumerate() {
        // Who quotes it, under each set of choices.
        let quoting: Vec<BTreeSet<(DeclarationKind, Name)>> = ledgers
            .iter()
            .map(|ledger| {
                let rows = ledger.clauses.get(place).map(|row| row.declarations.iter());
                rows.into_iter()
                    .flatten()
                    .filter(|row| row.kind.is_normative())
                    .map(|row| (row.kind, row.name.clone().unwrap_or_default()))
                    .collect()
            })
            .collect();
        if quoting.iter().all(BTreeSet::is_empty) {
            continue;
        }
        let rests = trial.cases.iter().filter(|case| {
            let quoting = quoting.get(case.under);
            quoting.is_some_and(|quoting| !quoting.is_disjoint(&case.reached))
        });
        all.push(ClauseCoverage {
            clause: clause.clause.clone(),
            sentence: clause.sentence,
            line: clause.line,
            words: clause.words.clone(),
            scenarios: rests.count(),
        });
    }
    all
}
