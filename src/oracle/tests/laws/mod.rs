//! Laws that hold of every policy and all facts, tried on random ones.
//!
//! `fill`: more facts decide what was open and nothing anew. `rename` and `order`: names are only names, and what is
//! declared first is only said first. `apart`: a unit of no relevance changes nothing. `flips`: the change of facts that
//! is said to turn a finding turns it, and no smaller one does. `steps`: what is reckoned beforehand is enough.

mod apart;
mod edit;
mod fill;
mod flips;
mod order;
mod place;
mod rename;
mod statuses;
mod steps;

use std::collections::BTreeMap;

use super::dice::Dice;
use super::policies::{self, Shape};
use super::{FIXED, asked, facts, fresh};
use crate::assessment::Assessment;
use crate::policy::Policy;

/// So many facts are tried under each policy.
const EACH: u64 = 25;

/// So many pairs are tried for each law, or a fortieth of what is asked for.
const PAIRS: u64 = 500;

/// A policy and facts.
struct Pair<'p> {
    seed: u64,
    items: &'p [String],
    shape: &'p Shape,
    policy: &'p Policy,
    facts: &'p str,
    /// Whether more is tried than is promised: under the seeds of every run, and under one that somebody asks for.
    beyond: bool,
}

/// How often things came up.
#[derive(Default)]
struct Tally(BTreeMap<String, u64>);

impl Pair<'_> {
    fn assessment(&self) -> Assessment {
        assessed(self.policy, self.facts)
    }

    /// Where it comes from, and the policy.
    fn text(&self) -> String {
        format!("seed {}\n{}", self.seed, self.items.join("\n"))
    }
}

impl Tally {
    fn add(&mut self, what: &str) {
        *self.0.entry(what.to_owned()).or_default() += 1;
    }

    /// A law that was never put to the test would hold of anything: what must come up in a thousand pairs.
    fn at_least(&self, what: &str, of_thousand: u64) {
        let times = |what: &str| self.0.get(what).copied().unwrap_or_default();
        let (seen, pairs) = (times(what), times("pairs"));
        assert!(
            seen * 1000 >= of_thousand * pairs,
            "`{what}` came up {seen} times: {:?}",
            self.0
        );
    }
}

fn assessed(policy: &Policy, facts: &str) -> Assessment {
    policy.evaluate(&policy.read_facts(facts).unwrap()).unwrap()
}

fn compiled(items: &[String]) -> Policy {
    let policy = Policy::compile([("policy.zeren", items.join("\n"))]);
    policy.unwrap_or_else(|error| panic!("{error}\n{}", items.join("\n")))
}

/// Tries a law on many pairs, half of them from the seed that every run tries and half from a fresh one.
fn try_pairs(mut law: impl FnMut(&Pair<'_>, &mut Dice, &mut Tally)) -> Tally {
    let seed = asked("ZEREN_SEED");
    let fresh = seed.unwrap_or_else(fresh);
    println!("fresh seed: {fresh}");
    let mut seen = Tally::default();
    let pairs = asked("ZEREN_PAIRS").map_or(PAIRS, |pairs| pairs / 40);
    let policies = pairs / EACH / 2;
    for policy_seed in (FIXED..FIXED + policies).chain(fresh..fresh + policies) {
        let mut dice = Dice::new(policy_seed);
        let made = policies::policy(&mut dice);
        let policy = compiled(&made.items);
        for _ in 0..EACH {
            let pair = Pair {
                seed: policy_seed,
                items: &made.items,
                shape: &made.shape,
                policy: &policy,
                facts: &facts::facts(&mut dice, &made.shape),
                beyond: seed.is_some() || policy_seed < FIXED + policies,
            };
            law(&pair, &mut dice, &mut seen);
            seen.add("pairs");
        }
    }
    println!("{:?}", seen.0);
    seen
}
