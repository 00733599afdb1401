//! The rows of the first table: each is measured against the floor in the same run.

use std::hint::black_box;

use zeren::{Assessment, Decider, Facts, FindingStatus, Policy, TriggerStatus};

use crate::harness::{Contestant, Spread, Times};
use crate::workload::{self, Bounds, TRIGGERS};
use crate::{Asked, Row, by_hand};

/// The documents of one run, read by both sides and found to agree.
pub struct Prepared {
    /// The charter.
    pub policy: Policy,
    /// The documents as text.
    pub texts: Vec<String>,
    /// The documents as structs.
    pub structs: Vec<by_hand::Document>,
    /// The documents as the engine holds them.
    pub facts: Vec<Facts>,
    /// The constants of each set of triggers.
    pub bounds: Vec<Bounds>,
}

impl Prepared {
    /// So many documents under so many sets of seven triggers.
    pub fn new(documents: usize, sets: u16) -> Self {
        let policy =
            Policy::compile(workload::policy(sets)).unwrap_or_else(|error| panic!("{error}"));
        let texts = workload::documents(documents);
        let structs = texts.iter().map(|text| by_hand_read(text)).collect();
        let facts = texts
            .iter()
            .map(|text| policy.read_facts(text).expect("the facts are right"))
            .collect();
        let bounds = (0..sets).map(Bounds::set).collect();
        let prepared = Self {
            policy,
            texts,
            structs,
            facts,
            bounds,
        };
        prepared.agree();
        prepared
    }

    /// Both sides name the same triggers for every document, and 15% of the documents fire.
    fn agree(&self) {
        let mut fired = 0;
        let mut decider = self.policy.decider();
        for (document, facts) in self.structs.iter().zip(&self.facts) {
            let assessment = self.policy.evaluate(facts).expect("within the limits");
            let by_engine: Vec<bool> = assessment
                .triggers()
                .iter()
                .map(|trigger| trigger.status == TriggerStatus::Fired)
                .collect();
            let by_hand: Vec<bool> = self
                .bounds
                .iter()
                .flat_map(|bounds| {
                    let mask = by_hand::decide(document, bounds);
                    (0..TRIGGERS.len()).map(move |bit| mask >> bit & 1 == 1)
                })
                .collect();
            assert_eq!(by_engine, by_hand, "{document:?}");
            let decision = decider.decide(facts).expect("within the limits");
            let assessed = assessment.triggers().iter();
            assert!(
                assessed
                    .map(|trigger| trigger.status)
                    .eq(decision.statuses().iter().copied()),
                "{document:?}"
            );
            let decided = |status| matches!(status, TriggerStatus::Fired | TriggerStatus::NotFired);
            let mut triggers = assessment.triggers().iter();
            assert!(
                triggers.all(|trigger| decided(trigger.status)),
                "{document:?}"
            );
            fired += usize::from(by_hand.contains(&true));
        }
        let share = fired * 100 / self.structs.len().max(1);
        assert!(
            self.structs.len() < 500 || (12..=18).contains(&share),
            "{share}% fire"
        );
    }

    /// One pass of the hand-written rules under every set.
    fn decide_by_hand(&self) -> u32 {
        let all = self.structs.iter().flat_map(|document| {
            self.bounds
                .iter()
                .map(move |bounds| by_hand::decide(document, black_box(bounds)))
        });
        all.map(u32::from).fold(0, u32::wrapping_add)
    }

    /// One pass of the hand-written rules as the charter is written, its constants known to the compiler.
    fn decide_charter_by_hand(&self) -> u32 {
        let all = self
            .structs
            .iter()
            .map(|document| by_hand::decide(black_box(document), &Bounds::CHARTER));
        all.map(u32::from).fold(0, u32::wrapping_add)
    }

    /// One pass of the engine; a function of its own, so that its instructions can be counted.
    #[inline(never)]
    fn decide(&self, decider: &mut Decider<'_>) -> usize {
        let all = self.facts.iter().map(|facts| {
            let decision = decider.decide(facts).expect("within the limits");
            decision.has_fired()
        });
        all.filter(|fired| *fired).count()
    }
}

/// Fills the structs.
fn by_hand_read(text: &str) -> by_hand::Document {
    serde_json::from_str(text).expect("the document is JSON")
}

/// Measures the rows that are wanted.
pub fn measure(asked: &Asked) -> Vec<Row> {
    let mut rows = Vec::new();
    // A program compiles its policies before it does anything else.
    compiling(asked, &mut rows);
    let prepared = Prepared::new(1_000, 1);
    prepared_facts(asked, &prepared, &mut rows);
    from_json(asked, &prepared, &mut rows);
    assessments(asked, &prepared, &mut rows);
    rows
}

fn prepared_facts(asked: &Asked, prepared: &Prepared, rows: &mut Vec<Row>) {
    let name = "decide on prepared facts, 7 triggers ÷ hand-written";
    if asked.wants(name) {
        let mut decider = prepared.policy.decider();
        let times = Times::measure(
            asked.effort,
            vec![
                Contestant::new(|| prepared.decide(&mut decider)),
                Contestant::new(|| prepared.decide_charter_by_hand()),
            ],
        );
        rows.push(row(name, "×", (5.0, 2.0), times.ratio(0, 1)));
    }
    let name = "decide on prepared facts, 700 triggers ÷ hand-written";
    if asked.wants(name) {
        let many = Prepared::new(if asked.quick { 20 } else { 100 }, 100);
        let mut decider = many.policy.decider();
        let times = Times::measure(
            asked.effort,
            vec![
                Contestant::new(|| many.decide(&mut decider)),
                Contestant::new(|| many.decide_by_hand()),
            ],
        );
        rows.push(row(name, "×", (5.0, 2.0), times.ratio(0, 1)));
    }
}

fn from_json(asked: &Asked, prepared: &Prepared, rows: &mut Vec<Row>) {
    let texts = &prepared.texts;
    let fill = || {
        let texts = texts.iter();
        texts.for_each(|text| drop(black_box(by_hand_read(text))));
    };
    let name = "JSON text → decision ÷ serde_json filling the structs";
    if asked.wants(name) {
        let mut decider = prepared.policy.decider();
        let mut fires = |text: &&String| {
            let decision = decider.decide_json(text).expect("the facts are right");
            decision.has_fired()
        };
        let pass = || texts.iter().filter(&mut fires).count();
        let both = vec![Contestant::new(pass), Contestant::new(fill)];
        let times = Times::measure(asked.effort, both);
        rows.push(row(name, "×", (1.2, 0.6), times.ratio(0, 1)));
    }
    let name = "NDJSON through the batch API, one core ÷ serde_json filling the structs";
    if asked.wants(name) {
        let lines = texts.join("\n");
        let pass = || {
            let results = prepared.policy.decide_batch(lines.lines());
            let fired = results.filter(|(_, statuses)| {
                let statuses = statuses.as_ref().expect("the facts are right");
                statuses.contains(&TriggerStatus::Fired)
            });
            fired.count()
        };
        let both = vec![Contestant::new(pass), Contestant::new(fill)];
        let times = Times::measure(asked.effort, both);
        rows.push(row(name, "×", (1.3, 0.7), times.ratio(0, 1)));
    }
    let name = "JSON text → held facts ÷ serde_json filling the structs";
    if asked.wants(name) {
        let read = |text: &String| drop(black_box(prepared.policy.read_facts(text)));
        let pass = || texts.iter().for_each(read);
        let both = vec![Contestant::new(pass), Contestant::new(fill)];
        let times = Times::measure(asked.effort, both);
        rows.push(explaining(name, "×", times.ratio(0, 1)));
        let each = 1e9 / texts.len() as f64;
        let name = "serde_json filling the structs, a document";
        rows.push(explaining(name, "ns", times.seconds(1).times(each)));
        let bytes: usize = texts.iter().map(String::len).sum();
        let bytes = Spread::exactly(bytes as f64 / texts.len() as f64);
        rows.push(explaining("bytes of a document", "B", bytes));
    }
}

fn assessments(asked: &Asked, prepared: &Prepared, rows: &mut Vec<Row>) {
    let fired: Vec<&Facts> = prepared
        .facts
        .iter()
        .zip(&prepared.structs)
        .filter(|(_, document)| by_hand::decide(document, &Bounds::CHARTER) != 0)
        .map(|(facts, _)| facts)
        .collect();
    let policy = &prepared.policy;
    let decide = || {
        let mut decider = policy.decider();
        let fired = fired.iter();
        fired.for_each(|facts| assert!(black_box(decider.decide(facts)).is_ok()));
    };
    let names = [
        "full assessment of a fired unit ÷ decision",
        "… prepared anew for each unit",
        "… and every finding of the assessment with its clauses named",
        "… and all of the assessment written as JSON",
    ];
    if names.iter().any(|name| asked.wants(name)) {
        let assess = |facts: &Facts| policy.evaluate(facts).expect("within the limits");
        let kept = || {
            let mut decider = policy.decider();
            for facts in &fired {
                let assessment = decider.evaluate(facts).expect("within the limits");
                assert!(told(&assessment) > 0);
            }
        };
        let anew = || {
            fired
                .iter()
                .for_each(|facts| assert!(told(&assess(facts)) > 0))
        };
        let named = || {
            let findings = |facts: &&Facts| assess(facts).findings().len();
            fired.iter().map(findings).sum::<usize>()
        };
        let written = || {
            let length = |facts: &&Facts| assess(facts).to_json().len();
            fired.iter().map(length).sum::<usize>()
        };
        let times = Times::measure(
            asked.effort,
            vec![
                Contestant::new(kept),
                Contestant::new(anew),
                Contestant::new(named),
                Contestant::new(written),
                Contestant::new(decide),
            ],
        );
        let [kept, anew, named, written] = names;
        rows.push(row(kept, "×", (20.0, 5.0), times.ratio(0, 4)));
        for (at, name) in [anew, named, written].into_iter().enumerate() {
            rows.push(explaining(name, "×", times.ratio(at + 1, 4)));
        }
        let each = 1e9 / fired.len().max(1) as f64;
        let name = "full assessment of a fired unit";
        rows.push(explaining(name, "ns", times.seconds(0).times(each)));
    }
    let name = "explained evaluation of a fired unit ÷ decision";
    if asked.wants(name) {
        let explain = |facts: &&Facts| {
            let explained = policy.explain_all(facts).expect("within the limits");
            assert!(!black_box(explained).is_empty());
        };
        let times = Times::measure(
            asked.effort,
            vec![
                Contestant::new(|| fired.iter().for_each(explain)),
                Contestant::new(decide),
            ],
        );
        rows.push(row(name, "×", (200.0, 50.0), times.ratio(0, 1)));
    }
}

/// Reads who answers, for what, and how surely, and says how much there was to read.
fn told(assessment: &Assessment) -> usize {
    let parties = assessment.accountable().map(|party| {
        let words = [party.organ, party.office, party.pursued];
        let words = words.into_iter().flatten();
        let all = words.chain(party.names()).chain(party.triggers());
        let length: usize = all.map(|word| black_box(word).len()).sum();
        length + usize::from(black_box(party.status) == FindingStatus::Presumed)
    });
    parties.sum()
}

fn compiling(asked: &Asked, rows: &mut Vec<Row>) {
    let name = "compile the whole of policies/kongtong";
    if asked.wants(name) {
        let files = crate::growth::kongtong();
        let compile = || Policy::compile(files.clone()).expect("the policy compiles");
        let times = Times::measure(asked.effort, vec![Contestant::kept(compile)]);
        rows.push(row(name, "ms", (50.0, 10.0), times.seconds(0).times(1e3)));
    }
    let name = "compile 1,001 triggers of this kind, checks included";
    if asked.wants(name) {
        let files = workload::policy(143);
        let compile = || Policy::compile(files.clone()).expect("the policy compiles");
        let times = Times::measure(asked.effort, vec![Contestant::kept(compile)]);
        rows.push(row(name, "ms", (40.0, 20.0), times.seconds(0).times(1e3)));
    }
}

fn row(name: &'static str, unit: &'static str, (must, goal): (f64, f64), spread: Spread) -> Row {
    Row {
        name,
        unit,
        must: Some(must),
        goal: Some(goal),
        spread,
    }
}

/// A figure that only explains the others.
fn explaining(name: &'static str, unit: &'static str, spread: Spread) -> Row {
    Row {
        name,
        unit,
        must: None,
        goal: None,
        spread,
    }
}
