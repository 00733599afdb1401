//! Leads stand for their looks, and looks for what they say.

use proptest::prelude::*;

use super::*;

/// Two values, in cells of eight bytes or of four.
#[derive(Clone, Copy)]
struct Two<const SMALL: bool>([i64; 2]);

impl<const SMALL: bool> Values for Two<SMALL> {
    const SMALL: bool = SMALL;

    fn number(self, slot: u32) -> Option<i64> {
        self.0.get(slot as usize).copied()
    }
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![
        -9..9_i64,
        any::<i64>(),
        edge(i64::MAX),
        edge(i64::MIN),
        small()
    ]
}

fn small() -> impl Strategy<Value = i64> {
    let any = any::<i32>().prop_map(i64::from);
    let at_ends = prop_oneof![edge(i32::MAX.into()), edge(i32::MIN.into()), edge(LEAST)];
    let at_ends = at_ends.prop_filter("four bytes", |n| i32::try_from(*n).is_ok());
    prop_oneof![-9..9_i64, any, at_ends]
}

fn edge(at: i64) -> impl Strategy<Value = i64> {
    (-3..3_i64).prop_map(move |n| at.saturating_add(n))
}

fn factor() -> impl Strategy<Value = i64> {
    let most = 1_i64 << 31;
    prop_oneof![
        -9..9_i64,
        -most..=most,
        Just(most),
        Just(-most),
        any::<i64>()
    ]
}

/// A lead is silent where all the looks are that it stands for, and nowhere else.
fn leads<T: Look>(looks: &[T], values: impl Values) -> Result<(), TestCaseError> {
    let mut groups = Vec::new();
    for look in looks {
        let woken = Woken {
            trigger: 0,
            unless: Vec::new(),
        };
        Group::add(&mut groups, *look, woken);
    }
    let kept: usize = groups.iter().map(|group| group.looks.len()).sum();
    prop_assert_eq!(kept, looks.len());
    for group in groups {
        let all = group.looks.iter().all(|(look, _)| look.is_silent(values));
        prop_assert_eq!(group.lead.is_silent(values), all);
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_lead_stands_for_all_its_intervals(
        ends in proptest::collection::vec((0..2_u32, number(), number()), 1..6), values in [number(), number()],
    ) {
        let mut looks = Vec::new();
        for (slot, least, greatest) in ends {
            let Some(look) = Between::new(slot, least, greatest) else {
                prop_assert!(greatest < least.max(LEAST));
                continue;
            };
            let value = values.get(slot as usize).copied().unwrap();
            let inside = value >= LEAST && (least..=greatest).contains(&value);
            prop_assert_eq!(look.is_silent(Two::<false>(values)), inside);
            looks.push(look);
        }
        leads(&looks, Two::<false>(values))?;
    }

    #[test]
    fn a_lead_stands_for_all_its_sets(
        sets in proptest::collection::vec((0..2_u32, any::<u64>()), 1..4), values in [-1..70_i64, -1..70_i64],
    ) {
        let looks: Vec<_> = sets.iter().map(|(slot, set)| Among::new(*slot, *set)).collect();
        leads(&looks, Two::<false>(values))?;
    }

    #[test]
    fn a_lead_stands_for_all_its_parts(
        bounds in proptest::collection::vec((any::<bool>(), 0..4_usize, factor(), factor()), 1..6),
        values in [small(), small()], wide in [number(), number()],
    ) {
        let ops = [CompareOp::Less, CompareOp::AtMost, CompareOp::AtLeast, CompareOp::More];
        let looks: Vec<_> = bounds.iter().filter_map(|(turned, op, times, bound)| {
            let places = if *turned { (1, 0) } else { (0, 1) };
            Ratio::new(places, *ops.get(*op)?, (times.saturating_abs().max(1), *bound))
        }).collect();
        for look in &looks {
            // Four bytes are multiplied in eight; eight in sixteen.
            prop_assert_eq!(look.is_silent(Two::<true>(values)), look.is_silent(Two::<false>(values)));
        }
        leads(&looks, Two::<true>(values))?;
        leads(&looks, Two::<false>(wide))?;
    }

    #[test]
    fn a_part_is_silent_where_it_reaches_its_bound(
        op in 0..4_usize, times in 1..1000_i64, bound in -9..1000_i64, part in small(), whole in small(),
    ) {
        let ops = [CompareOp::Less, CompareOp::AtMost, CompareOp::AtLeast, CompareOp::More];
        let op = ops.get(op).copied().unwrap();
        let look = Ratio::new((0, 1), op, (times, bound)).unwrap();
        let (left, right) = (i128::from(part) * i128::from(times), i128::from(whole) * i128::from(bound));
        let holds = match op {
            CompareOp::Less => left < right,
            CompareOp::AtMost => left <= right,
            CompareOp::AtLeast => left >= right,
            _ => left > right,
        };
        prop_assert_eq!(look.is_silent(Two::<true>([part, whole])), holds && part >= LEAST && whole > 0);
    }
}
