//! What a unit takes that is held, and what a decision allocates: counted by the allocator, which slows whatever
//! allocates, so that nothing is timed here.

#![expect(clippy::print_stdout, reason = "the benchmark reports to the terminal")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark whose workload is broken must stop"
)]

#[expect(dead_code, reason = "how long to measure is for the other program")]
mod asked;
#[expect(dead_code, reason = "what measures time is for the other program")]
mod harness;
mod table;
#[expect(
    dead_code,
    reason = "the rules by hand are compared in the other program"
)]
mod workload;

use std::hint::black_box;

use harness::Spread;
use table::{Row, print_rows};
use zeren::{Facts, Policy};

/// So many documents are held.
const DOCUMENTS: usize = 1_000;

fn main() {
    let asked = asked::asked();
    let policy = Policy::compile(workload::policy(1)).unwrap_or_else(|error| panic!("{error}"));
    let texts = workload::documents(DOCUMENTS);
    let mut rows = Vec::new();
    let mut held: Vec<Facts> = Vec::with_capacity(texts.len());
    let counted = allocation_counter::measure(|| {
        let read = |text: &String| policy.read_facts(text).expect("the facts are right");
        held.extend(texts.iter().map(read));
    });
    let inline = size_of::<Facts>() * held.len();
    let bytes = (counted.bytes_current as f64 + inline as f64) / held.len() as f64;
    let name = "memory per held unit";
    if asked.wants(name) {
        rows.push(row(name, "B", (384.0, 256.0), bytes));
    }
    let mut decider = policy.decider();
    let mut decide = || {
        for facts in &held {
            black_box(decider.decide(facts)).expect("within the limits");
        }
    };
    decide();
    let counted = allocation_counter::measure(decide);
    let name = "allocations per decision on prepared facts";
    if asked.wants(name) {
        let each = counted.count_total as f64 / held.len() as f64;
        rows.push(row(name, "", (0.0, 0.0), each));
    }
    print_rows(&rows, asked.markdown);
}

fn row(name: &'static str, unit: &'static str, (must, goal): (f64, f64), value: f64) -> Row {
    Row {
        name,
        unit,
        must: Some(must),
        goal: Some(goal),
        spread: Spread::exactly(value),
    }
}
