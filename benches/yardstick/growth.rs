//! The second table: what ten and a hundred times as much costs.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use zeren::{Assessment, Policy};

use crate::harness::{Contestant, Times};
use crate::rows::Prepared;
use crate::{Asked, villages};

/// One line of the table.
pub struct Growth {
    /// What grows, and what is measured.
    pub name: &'static str,
    /// Seconds at ×1, ×10, ×100.
    pub seconds: [f64; 3],
}

/// Measures the lines that are wanted.
pub fn measure(asked: &Asked) -> Vec<Growth> {
    let mut lines = Vec::new();
    units(asked, &mut lines);
    triggers(asked, &mut lines);
    grown_villages(asked, &mut lines);
    lines
}

fn units(asked: &Asked, lines: &mut Vec<Growth>) {
    let name = "growth of units: JSON text → decision, 100 / 1,000 / 10,000 documents";
    if !asked.wants(name) {
        return;
    }
    let seconds = [100, 1_000, 10_000].map(|count| {
        let prepared = Prepared::new(count, 1);
        let mut decider = prepared.policy.decider();
        let mut fires = |text: &&String| {
            let decision = decider.decide_json(text).expect("the facts are right");
            decision.has_fired()
        };
        median(asked, || prepared.texts.iter().filter(&mut fires).count())
    });
    lines.push(Growth { name, seconds });
}

fn triggers(asked: &Asked, lines: &mut Vec<Growth>) {
    let prepared = |sets| Prepared::new(20, sets);
    let decide = "growth of triggers: decision, 7 / 70 / 700 triggers, 20 documents";
    let explain =
        "growth of triggers: explained evaluation, 7 / 70 / 700 triggers, one fired document";
    if !asked.wants(decide) && !asked.wants(explain) {
        return;
    }
    let all = [1, 10, 100].map(prepared);
    if asked.wants(decide) {
        let seconds = all.each_ref().map(|it| {
            let mut decider = it.policy.decider();
            median(asked, || {
                let facts = it.facts.iter();
                facts.for_each(|facts| assert!(black_box(decider.decide(facts)).is_ok()));
            })
        });
        lines.push(Growth {
            name: decide,
            seconds,
        });
    }
    if asked.wants(explain) {
        let seconds = all.each_ref().map(|it| {
            let fired = it
                .facts
                .iter()
                .find(|facts| it.policy.explain(facts, "f1").is_ok());
            median(asked, || fired.map(|facts| it.policy.explain_all(facts)))
        });
        lines.push(Growth {
            name: explain,
            seconds,
        });
    }
}

fn grown_villages(asked: &Asked, lines: &mut Vec<Growth>) {
    let read = "growth of villages: read facts, 17 townships and 500 / 5,000 / 50,000 villages";
    let decide = "growth of villages: decision, 17 townships and 500 / 5,000 / 50,000 villages";
    let assess = "growth of villages: assessment, 17 townships and 500 / 5,000 / 50,000 villages";
    let list = "growth of villages: assessment with everything listed, 17 townships and 500 / 5,000 / 50,000 villages";
    if ![read, decide, assess, list]
        .iter()
        .any(|name| asked.wants(name))
    {
        return;
    }
    let policy = Policy::compile(kongtong())
        .map_err(|_| ())
        .expect("the policy compiles");
    let mut decider = policy.decider();
    let measured = [500, 5_000, 50_000].map(|count| {
        let text = villages::document(count);
        let facts = match policy.read_facts(&text) {
            Ok(facts) => facts,
            Err(error) => panic!("{:?}", error.diagnostics.iter().next()),
        };
        [
            median(asked, || policy.read_facts(&text)),
            median(asked, || assert!(decider.decide(&facts).is_ok())),
            median(asked, || policy.evaluate(&facts)),
            median(asked, || policy.evaluate(&facts).map(|it| listed(&it))),
        ]
    });
    for (at, name) in [read, decide, assess, list].into_iter().enumerate() {
        let seconds = measured.map(|times| times.get(at).copied().unwrap_or(f64::NAN));
        lines.push(Growth { name, seconds });
    }
}

/// How many things an assessment says, each of which it is asked for.
fn listed(assessment: &Assessment) -> usize {
    let statuses = assessment.targets().len() + assessment.prohibitions().len();
    let statuses = statuses + assessment.reports().len() + assessment.duties().len();
    let answers = assessment.findings().len() + assessment.commendations().len();
    statuses + answers + assessment.triggers().len() + assessment.left_out().len()
}

/// Seconds of one pass. What takes long is measured in fewer rounds.
fn median<T>(asked: &Asked, pass: impl FnMut() -> T) -> f64 {
    let mut effort = asked.effort;
    effort.rounds = effort.rounds.min(5);
    Times::measure(effort, vec![Contestant::new(pass)])
        .seconds(0)
        .median
}

/// The files of the shipped policy.
pub fn kongtong() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/kongtong");
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads its workload")]
    let files = fs::read_dir(folder)
        .expect("the policy is there")
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let read = name.ends_with(".zeren") || name.ends_with(".txt");
            read.then(|| {
                fs::read_to_string(entry.path())
                    .ok()
                    .map(|text| (name, text))
            })?
        });
    files.collect()
}
