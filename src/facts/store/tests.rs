//! What is put into the store comes out again as it was.

use proptest::prelude::*;

use super::{FactStore, Person};
use crate::arena::Id;
use crate::calendar::{Date, Duration, Period};
use crate::ids::{LevelId, MatterId, OrganId};
use crate::number::Number;
use crate::program::Packing;
use crate::value::Value;

fn empty() -> FactStore {
    let day = Date::MIN;
    FactStore::new(
        day,
        Period {
            start: day,
            end: day,
        },
    )
}

/// Where counts stop being cells that hold themselves, and where whole numbers stop.
const EDGES: &[i64] = &[
    i64::MIN,
    i64::MIN + 1,
    i64::MIN + (1 << 32) - 1,
    i64::MIN + (1 << 32),
    i64::MIN + (1 << 32) + 1,
    -1,
    0,
    1,
    i64::MAX,
];

/// Numbers at every edge: of the counted parts, of what fits beside the signs, of what repeats, of what is long.
fn numbers() -> impl Strategy<Value = Number> {
    let num = prop_oneof![
        any::<i64>(),
        -100_000..100_000_i64,
        proptest::sample::select(EDGES)
    ];
    let den = prop_oneof![Just(1), Just(10_000), Just(3), 1..1_000_000_i64];
    let short = (num, den).prop_map(|(num, den)| Number::ratio(num, den).expect("a denominator"));
    prop_oneof![
        9 => short,
        1 => "-?[0-9]{1,60}\\.[0-9]{1,60}".prop_map(|text| Number::parse(&text).expect("a number")),
    ]
}

fn dates() -> impl Strategy<Value = Date> {
    (1..=9999_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| Date::new(y, m, d).expect("a day"))
}

fn values() -> impl Strategy<Value = (Packing, Value)> {
    prop_oneof![
        any::<bool>().prop_map(|truth| (Packing::Truth, Value::Truth(truth))),
        (
            numbers(),
            prop_oneof![Just(10_000), Just(600_000), 1..100_000_000_i64]
        )
            .prop_map(|(number, per)| (Packing::Number { per }, Value::Number(number))),
        dates().prop_map(|date| (Packing::Date, Value::Date(date))),
        any::<i32>().prop_map(|n| (Packing::Aside, Value::Span(Duration::months(n)))),
        any::<String>().prop_map(|text| (Packing::Text, Value::Text(text.into()))),
        any::<u16>().prop_map(|place| (Packing::Enumerated, Value::Enumerated(place))),
        (0..9_usize).prop_map(|m| (Packing::Matter, Value::Matter(MatterId::from_index(m)))),
        any::<u32>().prop_map(|unit| (Packing::Unit, Value::Unit(unit))),
        any::<u32>().prop_map(|actor| (Packing::Actor, Value::Actor(actor))),
        any::<u32>().prop_map(|record| (Packing::Record, Value::Record(record))),
    ]
}

proptest! {
    #[test]
    fn values_come_out_as_they_went_in(all in proptest::collection::vec(proptest::option::of(values()), 1..20)) {
        let mut store = empty();
        let base = store.room(all.len());
        for (slot, entry) in (base..).zip(&all) {
            if let Some((packing, value)) = entry {
                store.set(slot, *packing, Some(value.clone()));
            }
        }
        store.finish();
        for (slot, entry) in (0..).zip(&all) {
            let packing = entry.as_ref().map_or(Packing::Truth, |(packing, _)| *packing);
            let value = entry.as_ref().map(|(_, value)| value.clone());
            prop_assert_eq!(store.value(base, slot, packing), value);
        }
    }

    /// Days compare as their packed cells do.
    #[test]
    fn days_keep_their_order(one in dates(), other in dates()) {
        let cell = |date| Packing::Date.pack(&Value::Date(date));
        prop_assert_eq!(cell(one).cmp(&cell(other)), one.cmp(&other));
    }
}

#[test]
fn lists_are_absent_empty_or_hold_records() {
    let mut store = empty();
    let unit = store.add_unit(LevelId::from_index(0), "甲", None, 3);
    store.set_list(unit, 1, 0..0);
    store.set_list(unit, 2, 7..9);
    let row = store.unit(unit).expect("the unit");
    assert_eq!(store.name(row), "甲");
    assert_eq!(
        [0, 1, 2].map(|slot| store.list(row, slot)),
        [None, Some(0..0), Some(7..9)]
    );
}

#[test]
fn the_roster_is_absent_or_names_everyone() {
    let mut store = empty();
    assert!(store.persons().is_none());
    let line = |name, unit| Person {
        name,
        organ: OrganId::from_index(0),
        unit,
        office: None,
        title: "镇长",
        from: Some(Date::MIN),
        to: None,
    };
    store.set_persons(&[line("王某", Some(3)), line("李某", None)]);
    let persons: Vec<_> = store.persons().expect("a roster").collect();
    let shown: Vec<_> = persons.iter().map(|p| (p.name, p.title, p.unit)).collect();
    assert_eq!(shown, [("王某", "镇长", Some(3)), ("李某", "镇长", None)]);
}
