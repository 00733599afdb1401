//! The engine and the second evaluator on random policies and facts: they must say the same.
//!
//! `ZEREN_SEED` repeats a seed that was shown, `ZEREN_PAIRS` sets how many pairs are tried: 2,000 unless set.

mod conditions;
mod dice;
mod engine;
mod facts;
mod laws;
mod policies;
mod shrink;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::book::Book;
use super::{answer, book};
use crate::policy::Policy;
use dice::Dice;

/// So many facts are tried under each policy.
const EACH: u64 = 40;

/// So many pairs are tried, unless asked for otherwise.
const PAIRS: u64 = 2_000;

/// The seed that every run tries, besides a fresh one.
const FIXED: u64 = 1_000_000;

/// A policy as the engine and as the second evaluator read it.
struct Both {
    policy: Policy,
    book: Book,
}

/// How often things came up.
type Seen = BTreeMap<&'static str, u64>;

impl Both {
    fn new(items: &[String]) -> Result<Self, String> {
        let policy = Policy::compile([("policy.zeren", items.join("\n"))]);
        let policy = policy.map_err(|error| error.to_string())?;
        let book = book(policy.files(), &BTreeMap::new());
        Ok(Self { policy, book })
    }

    /// What the two say of the facts, where that is not the same; else what both say.
    fn compare(&self, facts: &str) -> Result<Vec<String>, String> {
        let read = self.policy.read_facts(facts);
        let read = read.map_err(|error| format!("not read: {error}"))?;
        let assessment = self
            .policy
            .evaluate(&read)
            .map_err(|error| error.to_string())?;
        let engine = engine::lines(&assessment, |trigger| self.book.branches(trigger));
        let plain = catch_unwind(AssertUnwindSafe(|| answer(&self.book, facts)));
        let plain = plain.map_err(|_| "the second evaluator panicked".to_owned())?;
        if engine == plain {
            return Ok(plain);
        }
        let only = |these: &[String], those: &[String]| -> String {
            let only = these.iter().filter(|line| !those.contains(line));
            only.map(|line| format!("  {line}\n")).collect()
        };
        let (engine_only, plain_only) = (only(&engine, &plain), only(&plain, &engine));
        Err(format!("engine:\n{engine_only}plain:\n{plain_only}"))
    }
}

/// Tries one policy with many facts.
fn try_policy(seed: u64, each: u64, seen: &mut Seen) {
    let mut dice = Dice::new(seed);
    let made = policies::policy(&mut dice);
    let both = Both::new(&made.items);
    let both =
        both.unwrap_or_else(|error| panic!("seed {seed}: {error}\n{}", made.items.join("\n")));
    for _ in 0..each {
        let facts = facts::facts(&mut dice, &made.shape);
        match both.compare(&facts) {
            Ok(lines) => count(&lines, seen),
            Err(difference) => {
                let (items, facts) = shrink::shrink(&made.items, &facts);
                let smaller = Both::new(&items).and_then(|both| both.compare(&facts));
                panic!(
                    "seed {seed}\n{difference}\nsmaller:\n{}\n{facts}\n{}",
                    items.join("\n"),
                    smaller.err().unwrap_or_default()
                );
            }
        }
    }
}

/// What must come up in random pairs, by words of the lines, and in how many of a thousand pairs at least.
const EXPECTED: &[(&str, u64)] = &[
    (" fired ", 300),
    (" not-fired ", 300),
    ("finding established", 100),
    ("finding presumed", 50),
    ("finding rebutted", 20),
    ("finding undetermined", 100),
    ("finding awaiting-determination", 50),
    (" met due=", 300),
    (" breached due=", 300),
    (" not-due due=", 100),
    (" not-applicable due=", 100),
    (" undetermined due=", 200),
    (" awaiting-determination due=", 10),
    (" violated ", 50),
    (" respected ", 100),
    ("duty", 900),
    (" unmeasured", 200),
    ("report", 700),
    ("commendation", 100),
    ("left out", 300),
    ("class=departments", 50),
    ("role=actor", 3),
    ("role=joint", 50),
    ("role=lead", 20),
    ("role=participant", 20),
    ("persons=one", 100),
    ("persons=several", 20),
    ("persons=vacant", 50),
    ("silent=text-does-not-say", 50),
    ("silent=not-pursued-here", 50),
    ("distance=2", 50),
    ("distance=3", 5),
    ("doubt=true", 50),
    ("nobody=true", 20),
    ("note=text-does-not-say", 10),
    ("note=not-in-roster", 1),
];

fn count(lines: &[String], seen: &mut Seen) {
    *seen.entry("pairs").or_default() += 1;
    let all = lines.join("\n");
    for (words, _) in EXPECTED {
        if all.contains(words) {
            *seen.entry(words).or_default() += 1;
        }
    }
}

/// Tries the policies of these seeds on two threads.
fn try_all(first: u64, policies: u64) -> Seen {
    let half = |odd: u64| {
        let mut seen = Seen::new();
        for seed in (first..first + policies).filter(|seed| seed % 2 == odd) {
            try_policy(seed, EACH, &mut seen);
        }
        seen
    };
    let mut all = Seen::new();
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|odd| scope.spawn(move || half(odd)));
        for one in halves {
            for (words, times) in one.join().expect("the pairs agree") {
                *all.entry(words).or_default() += times;
            }
        }
    });
    all
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long and from which seed to try is asked for from outside"
)]
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a seed that no run before has tried"
)]
fn fresh() -> u64 {
    let now = std::time::SystemTime::now();
    let since = now.duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_secs() * 1_000_000
}

#[test]
fn two_evaluators_agree() {
    let pairs = asked("ZEREN_PAIRS").unwrap_or(PAIRS);
    let fresh = asked("ZEREN_SEED").unwrap_or_else(fresh);
    println!("fresh seed: {fresh}");
    let mut seen = try_all(FIXED, pairs / EACH / 2);
    for (words, times) in try_all(fresh, pairs / EACH / 2) {
        *seen.entry(words).or_default() += times;
    }
    println!("{seen:?}");
    for (words, of_thousand) in EXPECTED {
        let times = seen.get(words).copied().unwrap_or_default();
        let rare = format!("`{words}` came up in {times} of {} pairs", seen["pairs"]);
        assert!(times * 1000 >= of_thousand * seen["pairs"], "{rare}");
    }
}

/// A comparison that could not fail would prove nothing: under a policy changed in one word, it fails.
#[test]
fn a_difference_is_noticed() {
    let changed = [
        ("level by level", ""),
        ("逐级", ""),
        ("breached", "met"),
        ("未完成", "已完成"),
    ];
    let mut noticed = 0;
    for seed in FIXED..FIXED + 10 {
        let mut dice = Dice::new(seed);
        let made = policies::policy(&mut dice);
        let text = made.items.join("\n");
        let other = changed
            .iter()
            .fold(text.clone(), |text, (from, to)| text.replace(from, to));
        let mut both = Both::new(&made.items).unwrap();
        both.policy = Policy::compile([("policy.zeren", other)]).unwrap();
        for _ in 0..6 {
            let facts = facts::facts(&mut dice, &made.shape);
            noticed += u32::from(both.compare(&facts).is_err());
        }
    }
    assert!(noticed > 10, "{noticed} of 60");
}
