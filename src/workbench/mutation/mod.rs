//! Mutation: which changes of a policy its scenarios would not notice.
//!
//! `mutants` lists the changes to try, `apply` makes them in a model, `run` tries them on the scenarios; `words` says what
//! was changed, `skeleton` writes the scenario that is missing, `text` writes it all for people.

mod apply;
mod mutants;
mod run;
mod search;
mod skeleton;
mod text;
mod words;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::coverage::InDeclaration;
use super::ledger::Share;
use super::scenarios::place;
use super::trial::Trial;
use crate::cancel::Cancelled;
use crate::lang::{Lang, Text};
use crate::model::Name;
use mutants::{Mutant, mutants};
use run::{Bench, Survival};
use skeleton::skeleton;

pub use mutants::Change;

/// How mutants are tried.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MutationOptions {
    /// On so many threads; 1 unless set.
    pub threads: usize,
    /// Only every so manieth mutant, for a sample; 1 unless set.
    pub every: usize,
}

/// Which changes of a policy its scenarios do not notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MutationReport {
    /// `zeren.mutation/1`.
    pub format: &'static str,
    /// The regulation.
    pub regulation: Name,
    /// How many mutants were tried, and how many of them some scenario noticed.
    pub killed: Share,
    /// The same of each sort of change.
    pub changes: Vec<ChangeTotals>,
    /// The mutants that no scenario notices, in the order of the files.
    pub survivors: Vec<Survivor>,
}

/// How many mutants of a sort were noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangeTotals {
    /// The sort of change.
    pub change: Change,
    /// How many were noticed.
    pub killed: Share,
}

/// A change that no scenario notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Survivor {
    /// The sort of change.
    pub change: Change,
    /// What was changed, in words.
    pub words: Text,
    /// Where.
    #[serde(rename = "in")]
    pub at: InDeclaration,
    /// The choices under which it stands, where the policy takes others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<(Name, Name)>,
    /// How many scenarios reach what was changed.
    pub scenarios: usize,
    /// The case that is missing, as a scenario.
    pub skeleton: Skeleton,
}

/// A scenario to be completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Skeleton {
    /// The scenario, with the keywords of each language.
    pub text: Text,
    /// It was run: it comes out as expected, and would not after the change.
    pub proven: bool,
}

impl Default for MutationOptions {
    fn default() -> Self {
        Self {
            threads: 1,
            every: 1,
        }
    }
}

impl Trial<'_> {
    /// Makes each change by itself and runs the scenarios that reach it: who notices?
    ///
    /// Scenarios that do not come out as expected as it is take no part. `progress` is told how many mutants of how many
    /// have been tried, from whichever thread.
    ///
    /// # Errors
    ///
    /// When the host told it to stop, see [`Cancel`](crate::Cancel).
    pub fn mutation(
        &self,
        options: &MutationOptions,
        progress: impl Fn(usize, usize) + Sync,
    ) -> Result<MutationReport, Cancelled> {
        let every = options.every.max(1);
        let all: Vec<Mutant> = mutants(self).into_iter().step_by(every).collect();
        let reached = run::reached(self);
        let next = AtomicUsize::new(0);
        let survived: Mutex<Vec<(usize, Survivor)>> = Mutex::default();
        let work = || {
            let mut bench = Bench::new(self, &reached);
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(mutant) = all.get(place) else { break };
                if self.policy.is_cancelled() {
                    break;
                }
                if let Some(survival) = bench.survives(mutant) {
                    let survivor = self.survivor(mutant, &survival, &mut bench);
                    if let Ok(mut list) = survived.lock() {
                        list.push((place, survivor));
                    }
                }
                progress(place + 1, all.len());
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..options.threads.max(1) {
                scope.spawn(work);
            }
            work();
        });
        if self.policy.is_cancelled() {
            return Err(Cancelled);
        }
        let mut survivors = survived.into_inner().unwrap_or_default();
        survivors.sort_by_key(|(place, _)| *place);
        Ok(self.counted(&all, survivors.into_iter().map(|(_, one)| one).collect()))
    }

    fn survivor(&self, mutant: &Mutant, survival: &Survival, bench: &mut Bench<'_>) -> Survivor {
        let first = mutant.sites.first();
        let under = first.and_then(|(under, _)| self.under.get(*under));
        let at = place(self.policy.sources(), mutant.span);
        Survivor {
            change: mutant.change,
            words: match (first, under) {
                (Some((_, site)), Some(under)) => words::words(&under.policy, mutant, site),
                _ => Text::new("", ""),
            },
            at: InDeclaration::new(mutant.kind, mutant.name.clone(), at),
            readings: under.map_or_else(Vec::new, |under| under.readings.clone()),
            scenarios: survival.tried,
            skeleton: skeleton(self, mutant, survival, bench),
        }
    }

    fn counted(&self, all: &[Mutant], survivors: Vec<Survivor>) -> MutationReport {
        let share = |of: usize, survived: usize| Share {
            covered: of - survived,
            of,
        };
        let changes = Change::ALL.into_iter().map(|change| {
            let of = all.iter().filter(|one| one.change == change).count();
            let survived = survivors.iter().filter(|one| one.change == change).count();
            ChangeTotals {
                change,
                killed: share(of, survived),
            }
        });
        MutationReport {
            format: "zeren.mutation/1",
            regulation: self.policy.title().into(),
            killed: share(all.len(), survivors.len()),
            changes: changes.filter(|one| one.killed.of > 0).collect(),
            survivors,
        }
    }
}

impl MutationReport {
    /// The report as JSON.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Whether every change was noticed.
    pub fn passed(&self) -> bool {
        self.survivors.is_empty()
    }

    /// How many changes were noticed, then those that were not, each with the scenario that is missing.
    pub fn to_text(&self, lang: Lang) -> String {
        text::write(self, lang)
    }
}
