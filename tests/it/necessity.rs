//! What each declaration of the shipped regulation is there for: without it, something does not come out as expected.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread;

use zeren::{Declared, Policy, ScenarioOptions, ScenarioOutcome};

/// The declarations that nothing but the clause ledger misses, each with the reason.
const UNREACHED: &str = include_str!("../fixtures/unreached.txt");

/// Declarations that say why a clause is not encoded, or who settles it: nothing is evaluated by them, the ledger
/// alone misses them.
const FOR_THE_LEDGER: [&str; 2] = ["宣示", "转引"];

#[test]
fn every_declaration_is_missed_when_it_is_gone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    let policy = Policy::load(folder).unwrap_or_else(|error| panic!("{error}"));
    let declared = policy.declared();
    assert!(declared.len() > 500, "{}", declared.len());
    // Every other one each: neighbours take about the same time.
    let survivors: BTreeSet<String> = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let (policy, declared) = (&policy, &declared);
            scope.spawn(move || survivors(policy, declared.iter().skip(half).step_by(2)))
        });
        halves
            .into_iter()
            .flat_map(|half| half.join().unwrap())
            .collect()
    });
    let listed: BTreeSet<String> = listed().map(|(name, _)| name.to_owned()).collect();
    let unlisted: Vec<_> = survivors.difference(&listed).collect();
    let stale: Vec<_> = listed.difference(&survivors).collect();
    assert!(unlisted.is_empty(), "nothing misses\n{unlisted:#?}");
    assert!(stale.is_empty(), "missed after all\n{stale:#?}");
}

#[test]
fn what_nothing_misses_has_a_reason() {
    for (name, reason) in listed() {
        assert!(reason.chars().count() > 4, "{name}");
    }
}

fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = UNREACHED.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once('：').unwrap_or((line, "")))
}

fn survivors<'d>(policy: &Policy, declared: impl Iterator<Item = &'d Declared>) -> Vec<String> {
    declared
        .filter(|one| policy.without(one).is_ok_and(|rest| survives(&rest, one)))
        .map(|one| title(policy, one))
        .collect()
}

/// Whether every scenario comes out as expected all the same.
fn survives(rest: &Policy, gone: &Declared) -> bool {
    if FOR_THE_LEDGER.contains(&&*gone.keyword) {
        return true;
    }
    // Those about the choice under which it holds come first: they are the likeliest to miss it.
    let about = gone
        .given
        .iter()
        .map(|(interpretation, _)| &**interpretation);
    let about = about.chain(gone.name.as_deref());
    about.map(Some).chain([None]).all(|filter| {
        let mut options = ScenarioOptions::default();
        options.filter = filter.map(str::to_owned);
        options.stop_at_first_failure = true;
        let mut runs = rest.scenario_runs(&options);
        runs.all(|run| run.result.outcome == ScenarioOutcome::Passed)
    })
}

/// How the list calls it: the choices under which it holds, and its head.
fn title(policy: &Policy, one: &Declared) -> String {
    let mut title = String::new();
    for (interpretation, choice) in &one.given {
        title.push_str(&format!("按 {interpretation} 取 {choice} "));
    }
    let text = policy.sources().slice(one.span);
    let head = text.split('{').next().unwrap_or(text);
    title.push_str(head.trim());
    title
}
