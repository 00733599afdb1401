//! Tries mutants on the scenarios: a mutant is killed once a scenario does not come out as expected.
//!
//! Nothing is compiled from text. A change of a target is looked at where the target stands before anything else is
//! evaluated; other changes are tried on the scenarios that evaluate what was changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::conditions::{Owner, Root};
use super::super::coverage::observe;
use super::super::scenarios::judge;
use super::super::trial::{Case, Trial};
use super::apply::{apply, restore};
use super::mutants::{Mutant, Site};
use crate::assessment::{Assessment, Found, Rules};
use crate::attribution::attribute;
use crate::eval::{Machine, evaluate};
use crate::ids::TargetId;
use crate::model::{Arena, DomainKind, Model};
use crate::policy::{Facts, Policy};
use crate::program::compile;
use crate::source::Span;

/// Operations of one evaluation, as a policy has them at most.
const STEPS: u64 = 200_000_000;

/// What is known of a mutant that no scenario kills.
#[derive(Debug, Default)]
pub(super) struct Survival {
    /// On how many scenarios it was tried.
    pub(super) tried: usize,
    /// Scenarios that come out otherwise without having expected anything of it.
    pub(super) unsaid: Vec<usize>,
}

/// How many of those are kept.
const UNSAID: usize = 3;

/// A place to try mutants: the models of all sets of choices, without their scenarios.
pub(super) struct Bench<'t> {
    trial: &'t Trial<'t>,
    reached: &'t [BTreeSet<Span>],
    models: Vec<Option<Model>>,
}

impl<'t> Bench<'t> {
    pub(super) fn new(trial: &'t Trial<'t>, reached: &'t [BTreeSet<Span>]) -> Self {
        Self {
            trial,
            reached,
            models: vec![None; trial.under.len()],
        }
    }

    /// Whether a mutant survives, and what is known of it then.
    pub(super) fn survives(&mut self, mutant: &Mutant) -> Option<Survival> {
        let mut survival = Survival::default();
        for (under, site) in &mutant.sites {
            let killed = self.changed(*under, mutant, site, |bench, rules| {
                bench.kills(*under, mutant, site, rules, &mut survival)
            });
            if killed.unwrap_or(false) {
                return None;
            }
        }
        Some(survival)
    }

    /// Does something with the model and program of a mutant under some choices.
    pub(super) fn changed<T>(
        &mut self,
        under: usize,
        mutant: &Mutant,
        site: &Site,
        with: impl FnOnce(&Self, &Arc<Rules>) -> T,
    ) -> Option<T> {
        let policy = &self.trial.under.get(under)?.policy;
        let kept = self.models.get_mut(under)?.take();
        let mut model = kept.unwrap_or_else(|| bare(policy));
        let mut done = None;
        if let Some(before) = apply(&mut model, site, mutant.change) {
            let program = compile(&model);
            let sources = Arc::clone(&policy.rules().sources);
            // Nobody asks a mutant for its digest.
            let rules = Arc::new(Rules::new(model, program, sources, Box::new(String::new)));
            done = Some(with(self, &rules));
            model =
                Arc::try_unwrap(rules).map_or_else(|kept| kept.model.clone(), |rules| rules.model);
            restore(&mut model, site, before);
        }
        if let Some(place) = self.models.get_mut(under) {
            *place = Some(model);
        }
        done
    }

    /// Whether some scenario under these choices does not come out as expected.
    fn kills(
        &self,
        under: usize,
        mutant: &Mutant,
        site: &Site,
        rules: &Arc<Rules>,
        survival: &mut Survival,
    ) -> bool {
        let Some(policy) = self.trial.under.get(under).map(|one| &*one.policy) else {
            return false;
        };
        let cases = self.trial.cases.iter().enumerate();
        let mut cases: Vec<(usize, &Case<'_>)> = cases
            .filter(|(place, case)| {
                case.under == under
                    && case.passed
                    && self.reaches(*place, case, mutant, site, &rules.model)
            })
            .collect();
        // Those that speak of the declaration are the likeliest to miss it.
        cases.sort_by_key(|(_, case)| !case.names.contains(&*mutant.name));
        for (place, case) in cases {
            if policy.is_cancelled() {
                break;
            }
            survival.tried += 1;
            let told = told(policy, rules, case, site, &mutant.name);
            if told == Told::Nothing {
                continue;
            }
            let assessment = assessment(rules, &case.facts);
            let failures = judge(&assessment, case.scenario, &rules.model, &rules.sources);
            if !failures.is_empty() {
                return true;
            }
            if survival.unsaid.len() < UNSAID {
                survival.unsaid.push(place);
            }
        }
        false
    }

    /// Whether a scenario evaluates what was changed.
    fn reaches(
        &self,
        place: usize,
        case: &Case<'_>,
        mutant: &Mutant,
        site: &Site,
        model: &Model,
    ) -> bool {
        match site {
            Site::Expr(root, _) => match root.owner {
                Owner::Target(_) => true,
                _ => self
                    .reached
                    .get(place)
                    .is_some_and(|spans| spans.contains(&mutant.span)),
            },
            Site::Duty(_) => {
                let over_duties = |model: &Model| {
                    let triggers = model.triggers.values().flat_map(|row| &row.branches);
                    let all = model.commendations.values().flat_map(|row| &row.branches);
                    triggers
                        .chain(all)
                        .any(|branch| matches!(branch.domain.kind, DomainKind::Duties(_)))
                };
                case.duties.contains(&mutant.name)
                    || case.names.contains(&*mutant.name)
                    || over_duties(model)
            }
            Site::TargetDue(_) | Site::ReportDue(_) => true,
        }
    }
}

/// What a change does to a scenario, as far as can be told before all of it is evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing that anything could be expected of.
    Nothing,
    /// Perhaps something.
    Perhaps,
}

/// A change of a target shows in what it comes to at its units, or nowhere.
fn told(policy: &Policy, rules: &Rules, case: &Case<'_>, site: &Site, name: &str) -> Told {
    let model = &rules.model;
    let Some(target) = target_of(site) else {
        return Told::Perhaps;
    };
    let own = policy.machine(&case.facts);
    let other = Machine::new(model, &rules.program, case.facts.store(), STEPS);
    // The sides of a comparison matter to who expects them alone.
    let sides = case.names.contains(name);
    let level = model.targets[target].level;
    let same = own.units_of(level).iter().all(|unit| {
        let (one, other) = (
            own.target_outcome(target, *unit),
            other.target_outcome(target, *unit),
        );
        let same_sides = one.value == other.value && one.bound == other.bound;
        one.status == other.status
            && one.failed_on == other.failed_on
            && one.needs == other.needs
            && (!sides || same_sides)
    });
    if same { Told::Nothing } else { Told::Perhaps }
}

fn target_of(site: &Site) -> Option<TargetId> {
    match site {
        Site::TargetDue(id)
        | Site::Expr(
            Root {
                owner: Owner::Target(id),
                ..
            },
            _,
        ) => Some(*id),
        _ => None,
    }
}

/// The assessment of facts by a mutant.
pub(super) fn assessment(rules: &Arc<Rules>, facts: &Facts) -> Assessment {
    let machine = Machine::new(&rules.model, &rules.program, facts.store(), STEPS);
    let evaluation = evaluate(&machine);
    let attribution = attribute(&machine, &evaluation.triggers);
    let found = Found::evaluated(rules, facts.held(), evaluation, attribution);
    Assessment::found(found)
}

/// A model without the scenarios, which nothing evaluates.
fn bare(policy: &Policy) -> Model {
    let model = policy.model();
    let mut bare = model.clone();
    bare.scenarios = Arena::default();
    bare.backgrounds = Arena::default();
    bare
}

/// What each scenario evaluates.
pub(super) fn reached(trial: &Trial<'_>) -> Vec<BTreeSet<Span>> {
    let none = std::collections::BTreeMap::new();
    let of = |case: &Case<'_>| {
        let under = trial.under.get(case.under);
        under.map_or_else(BTreeSet::new, |under| {
            observe(&under.policy, &case.facts, &none).spans
        })
    };
    trial.cases.iter().map(of).collect()
}
