//! Proofs agree with the machine, and add up.

use proptest::prelude::*;

use super::*;
use crate::calendar::Date;
use crate::eval::{Of, Read, TooLarge, Trace, compare, trace, trace_branch};
use crate::facts::FactStore;
use crate::model::{Aggregate, Quantifier};
use crate::number::Number;
use crate::program::Cell;
use crate::program::Op;
use crate::types::Type;
use crate::value::Value;

/// The first town with two villages and accidents, all of it known.
const FULL: &str = r#""群众满意度": "85%", "断面数": 40, "达标断面数": 38,
    "earlier": {"2016": {"群众满意度": "83%"}},
    "排污": [{"id": "p1", "方式": "直排", "行为日": "2017-09-12", "数量": "8吨", "已查实": true}],
    "事故": [{"id": "s1", "发生日": "2017-03-01", "损失": "12万元"}, {"id": "s2", "发生日": "2017-03-20", "损失": "3万元"},
             {"id": "s3", "发生日": "2016-08-01", "损失": "0.5万元"}]"#;

pub(in crate::explain) fn rich() -> (World, String) {
    let world = World::rivers(include_str!("mixed.zeren"));
    let json = facts(FULL, r#", "discharges": [], "reports": []"#).replace(
        r#"{"level": "村", "name": "东村", "units": [], "#,
        r#"{"level": "村", "name": "西村", "巡河人数": 60, "投诉人数": 1, "排污": [], "事故": []},
           {"level": "村", "name": "东村", "units": [], "巡河人数": 40, "投诉人数": 10, "#,
    );
    (world, json)
}

/// Every proof that explanations are made of.
fn proofs(asked: &Asked<'_>) -> Vec<Trace> {
    let mut all = Vec::new();
    for (id, row) in asked.world.model.triggers.iter() {
        let code = &asked.world.program.triggers[id];
        for (branch, code) in row.branches.iter().zip(code) {
            trace_branch(&asked.machine, branch, *code, 10_000, |proof| {
                all.push(proof)
            })
            .expect("within the limit");
        }
    }
    all
}

fn truth(read: &Read) -> Option<bool> {
    match read {
        Read::Known(Value::Truth(truth)) => Some(*truth),
        _ => None,
    }
}

/// Whether each node comes to what the machine says, and to what its parts make of it.
fn adds_up(asked: &Asked<'_>, proof: &Trace) {
    for part in &proof.parts {
        adds_up(asked, part);
    }
    let Of::Op(id) = proof.of else { return };
    assert_eq!(proof.read, asked.machine.value(id, proof.frame));
    if asked.world.program.code.origin(id).ty == Type::Truth {
        assert_eq!(truth(&proof.read), asked.machine.truth(id, proof.frame));
    }
    let parts: Vec<Option<bool>> = proof.parts.iter().map(|part| truth(&part.read)).collect();
    let (yes, no) = (parts.contains(&Some(true)), parts.contains(&Some(false)));
    let unknown = parts.contains(&None);
    let (left, right) = (proof.parts.first(), proof.parts.get(1));
    let made = match asked.world.program.code.op(id) {
        Op::And(_) | Op::EachYearBefore(..) => Some(if no {
            Some(false)
        } else {
            (!unknown).then_some(true)
        }),
        Op::Or(_) => Some(if yes {
            Some(true)
        } else {
            (!unknown).then_some(false)
        }),
        Op::Not(_) => Some(parts[0].map(|truth| !truth)),
        Op::Compare(op, ..) => match (&left.unwrap().read, &right.unwrap().read) {
            (Read::Known(left), Read::Known(right)) => Some(compare(*op, left, right)),
            _ => Some(None),
        },
        Op::Quantified(quantified) if quantified.within.is_none() => match quantified.quantifier {
            Quantifier::Any => Some(if yes {
                Some(true)
            } else {
                (!unknown).then_some(false)
            }),
            Quantifier::No => Some(if yes {
                Some(false)
            } else {
                (!unknown).then_some(true)
            }),
            Quantifier::All => Some(if no {
                Some(false)
            } else {
                (!unknown).then_some(true)
            }),
            _ => None,
        },
        Op::Aggregate(aggregate) if aggregate.aggregate == Aggregate::Count => {
            let counted = parts.iter().filter(|part| **part == Some(true)).count();
            let count = Value::Number(Number::from_int(counted as i64));
            let expected = if unknown {
                Read::Missing
            } else {
                Read::Known(count)
            };
            assert_eq!(proof.read, expected);
            None
        }
        _ => None,
    };
    if let Some(made) = made {
        assert_eq!(truth(&proof.read), made, "{proof:#?}");
    }
}

#[test]
fn proofs_of_known_facts_add_up() {
    let (world, json) = rich();
    let facts = world.facts(&json);
    let asked = world.ask(&facts);
    let all = proofs(&asked);
    assert!(all.len() > 20, "{}", all.len());
    all.iter().for_each(|proof| adds_up(&asked, proof));
}

#[test]
fn a_proof_beyond_the_limit_is_refused() {
    let (world, json) = rich();
    let facts = world.facts(&json);
    let asked = world.ask(&facts);
    let require = world
        .program
        .targets
        .values()
        .next()
        .expect("a target")
        .require;
    let frame = asked.machine.at(1);
    assert_eq!(trace(&asked.machine, require, frame, 2), Err(TooLarge));
    assert!(trace(&asked.machine, require, frame, 3).is_ok());
    let case = Case {
        limits: ExplainLimits { nodes: 2, ..LIMITS },
        ..asked.case()
    };
    let refused = super::super::explain_finding(&case, 0).expect_err("too large");
    assert!(
        refused.to_string().contains("explanation_nodes"),
        "{refused}"
    );
}

/// Another value for a cell, or none.
fn other(value: Option<&Value>, seed: u8) -> Option<Value> {
    if seed.is_multiple_of(4) {
        return None;
    }
    let small = Number::from_int(i64::from(seed % 7) * 5);
    match value? {
        Value::Truth(truth) => Some(Value::Truth(truth ^ (seed.is_multiple_of(2)))),
        Value::Number(number) => match seed % 3 {
            0 => Some(Value::Number(Number::zero())),
            1 => number.checked_add(&small).map(Value::Number),
            _ => number
                .checked_sub(&small)
                .filter(|n| !n.is_negative())
                .map(Value::Number),
        },
        Value::Date(_) => Date::new(2017, (seed % 12) as i8 + 1, 15).map(Value::Date),
        other => Some(other.clone()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn proofs_add_up_whatever_is_known(seeds in proptest::collection::vec((any::<u8>(), any::<bool>()), 1..40)) {
        let (world, json) = rich();
        let mut facts: FactStore = world.facts(&json);
        let layout = &world.program.layout;
        for (index, (cell, packing)) in facts.cells(layout).into_iter().enumerate() {
            let (seed, change) = seeds[index % seeds.len()];
            let Some(packing) = packing else {
                if seed.is_multiple_of(11) {
                    facts.put(cell, Cell::UNKNOWN);
                }
                continue;
            };
            if change {
                let now = facts.value(cell, 0, packing);
                facts.set(cell, packing, other(now.as_ref(), seed.wrapping_add(index as u8)));
            }
        }
        let asked = world.ask(&facts);
        proofs(&asked).iter().for_each(|proof| adds_up(&asked, proof));
    }
}
