//! Random policies and facts: every form of trigger over every kind of slot, with anything unknown, and with numbers
//! at the edges of what a cell holds.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What every policy declares.
pub const DECLARED: &str = r#"
regulation "Charter of the Dykes" { effective 2019-03-01 }
interpretation reading {
  question "how is it to be read?" choice plain "as written" choice wide "widely" take plain because "an example"
}
level province { cite interpretation reading }
level town within province { cite interpretation reading }
level village within town { cite interpretation reading }
organ council { level town cite interpretation reading }
organ committee { level village cite interpretation reading }
matter dykes { cite interpretation reading }
borne kind direct { cite interpretation reading }
pursued kind leadership { cite interpretation reading }
mapping direct -> leadership { cite interpretation reading }
duty keeping { holder committee bears direct for dykes cite interpretation reading }
consequence answering { pursue leadership level by level cite interpretation reading }
ordered enumeration grade { low, middling, high }
enumeration deed { gifts, lies, waste, delay }
metric height { level village measured in % cite interpretation reading }
metric width { level village measured in % cite interpretation reading }
metric cost { level village measured in yuan cite interpretation reading }
metric paid { level village measured in 万元 cite interpretation reading }
metric watch { level village measured in 分钟 cite interpretation reading }
metric heads { level village measured in number cite interpretation reading }
metric built { level village measured in truth cite interpretation reading }
metric state { level village measured in grade cite interpretation reading }
metric checked { level village measured in date cite interpretation reading }
metric mean { level town measured in % cite interpretation reading }
record events {
  level village
  field what: deed
  field day: date as act date
  field seen: date as discovery date
  field sure: truth
  field loss: yuan
  field twin: record as same act
  cite interpretation reading
}
record visits { level town, village field rank: grade field day: date as act date cite interpretation reading }
vague term grave { applies to events determined by "the board" yields truth cite interpretation reading }
"#;

const OPS: &[&str] = &[
    "less than",
    "at most",
    "is",
    "is not",
    "at least",
    "more than",
];

/// Numbers as written: plain, of many decimals, and so large that no cell holds them.
fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..12_u32).prop_map(|n| n.to_string()),
        3 => (0..12_u32, 0..4_u32).prop_map(|(n, d)| format!("{n}.{d}")),
        1 => (0..2_u32, 0..3_u32).prop_map(|(n, d)| format!("{n}.0000{d}")),
        1 => select(vec![
            "1.00000001", "922337203685477", "922337203685478.5807", "922337203685477.5808", "0.00000000000001",
            "99999999999999999999999999", "922337203685477.5807", "-922337203685477.5807", "-922337203257482.9",
            "-3", "-0.0001", "15372286728091.2930", "92233720368.5477",
        ]).prop_map(str::to_owned),
    ]
}

fn op() -> impl Strategy<Value = &'static str> {
    select(OPS)
}

/// A condition on a slot of a village.
fn of_village() -> BoxedStrategy<String> {
    let rate = select(vec!["height", "width"]);
    prop_oneof![
        4 => (rate.clone(), op(), figure()).prop_map(|(m, op, n)| format!("{m} {op} {n}%")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("cost {op} {n} yuan")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("cost {op} {n}万元")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("paid {op} {n} yuan")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("watch {op} {n} minutes")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("{n} {op} heads")),
        1 => op().prop_map(|op| format!("height {op} width")),
        1 => op().prop_map(|op| format!("cost {op} paid")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("cost as share of paid {op} {n}%")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("heads / heads {op} {n}")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("height + width {op} {n}%")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("mean of town {op} {n}%")),
        1 => (op(), select(vec!["low", "middling", "high"])).prop_map(|(op, v)| format!("state {op} {v}")),
        1 => subsequence(vec!["low", "middling", "high"], 1..=3)
            .prop_map(|values| format!("state in {{ {} }}", values.join(", "))),
        1 => Just("built".to_owned()),
        1 => op().prop_map(|op| format!("checked {op} 2020-06-01")),
        1 => Just("checked at least period start".to_owned()),
    ]
    .boxed()
}

/// A condition on a record of an event.
fn of_event() -> BoxedStrategy<String> {
    prop_oneof![
        2 => Just("sure".to_owned()),
        2 => (op(), figure()).prop_map(|(op, n)| format!("loss {op} {n} yuan")),
        2 => subsequence(vec!["gifts", "lies", "waste", "delay"], 1..=4)
            .prop_map(|values| format!("what in {{ {} }}", values.join(", "))),
        1 => select(vec!["gifts", "lies"]).prop_map(|v| format!("what is not {v}")),
        1 => Just("grave".to_owned()),
        1 => (op(), figure()).prop_map(|(op, n)| format!("height {op} {n}%")),
    ]
    .boxed()
}

/// Conditions joined by and, or and not.
fn joined(leaf: BoxedStrategy<String>) -> BoxedStrategy<String> {
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" and "))),
            vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.prop_map(|part| format!("not ({part})")),
        ]
    })
    .boxed()
}

/// What each must satisfy: `all` has to say it.
fn satisfying(quantifier: &str, condition: Option<String>) -> String {
    let condition = condition.or_else(|| (quantifier == "all").then(|| "built".to_owned()));
    condition
        .map(|it| format!(" satisfy {it}"))
        .unwrap_or_default()
}

fn quantifier() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["any", "no", "all"]).prop_map(str::to_owned),
        (select(vec!["at least", "at most", "exactly"]), 0..3_u32)
            .prop_map(|(q, n)| format!("{q} {n}")),
    ]
}

fn window() -> impl Strategy<Value = &'static str> {
    select(vec![
        "",
        "",
        "in the last 6 months ",
        "in the 2 years before ",
        "at any time ",
    ])
}

/// A condition on many elements, as seen from a village or a town.
fn of_many(subordinate: &'static str) -> BoxedStrategy<String> {
    let quantified = (
        quantifier(),
        window(),
        joined(of_event()),
        proptest::option::of(joined(of_event())),
    );
    let counted = (window(), joined(of_event()), op(), 0..3_u32);
    prop_oneof![
        quantified.prop_map(move |(q, w, filter, satisfy)| {
            let satisfy = satisfying(&q, satisfy);
            format!("({q} {w}{subordinate}events where {filter}{satisfy})")
        }),
        counted.prop_map(move |(w, filter, op, n)| format!(
            "count({w}{subordinate}events where {filter}) {op} {n}"
        )),
        (op(), figure())
            .prop_map(move |(op, n)| format!("sum(loss over {subordinate}events) {op} {n} yuan")),
    ]
    .boxed()
}

fn of_town() -> BoxedStrategy<String> {
    let villages = (
        quantifier(),
        joined(of_village()),
        proptest::option::of(of_village()),
    );
    prop_oneof![
        (op(), figure()).prop_map(|(op, n)| format!("mean {op} {n}%")),
        villages.prop_map(|(q, filter, satisfy)| {
            let satisfy = satisfying(&q, satisfy);
            format!("({q} village where {filter}{satisfy})")
        }),
        of_many("subordinate "),
        (op(), 0..3_u32).prop_map(|(op, n)| format!("count(village where built) {op} {n}")),
    ]
    .boxed()
}

/// A branch of a trigger.
fn branch() -> BoxedStrategy<String> {
    let village = || joined(prop_oneof![3 => of_village(), 1 => of_many("")].boxed());
    let given = |condition: BoxedStrategy<String>| {
        (proptest::option::of(condition.clone()), condition).prop_map(|(filter, condition)| {
            let filter = filter.map(|it| format!("where {it} ")).unwrap_or_default();
            format!("{filter}if {condition}")
        })
    };
    prop_oneof![
        4 => given(village()).prop_map(|it| format!("village {it}")),
        2 => given(joined(of_town())).prop_map(|it| format!("town {it}")),
        3 => (window(), joined(of_event())).prop_map(|(w, it)| format!("{w}events where {it}")),
        1 => (window(), quantifier()).prop_map(|(w, q)| {
            let satisfy = satisfying(&q, None);
            format!("{w}events if ({q} at any time events where sure{satisfy})")
        }),
        1 => Just("visits where rank is high".to_owned()),
        2 => Just("target first, second, third, fourth".to_owned()),
        1 => village().prop_map(|it| format!("target second, third where {it}")),
        1 => village().prop_map(|it| format!("target first if met and {it}")),
        1 => Just("target fourth if breached or not met".to_owned()),
        2 => Just("prohibition lying".to_owned()),
        1 => of_village().prop_map(|it| format!("prohibition lying where {it}")),
        1 => (op(), figure()).prop_map(|(op, n)| format!("metric height, width if it {op} {n}%")),
    ]
    .boxed()
}

/// A policy.
pub fn policy() -> impl Strategy<Value = String> {
    let village = || joined(of_village());
    let maybe = |word: &'static str, it: BoxedStrategy<String>| {
        proptest::option::of(it)
            .prop_map(move |it| it.map(|it| format!("{word} {it}")).unwrap_or_default())
    };
    let target = (
        maybe("where", village()),
        maybe("applies when", village()),
        select(vec!["", "population heads", "population built"]),
        village(),
        select(vec![
            "due period end",
            "due 2020-06-30",
            "due continuously",
            "due 2 months after period end",
            "due 2018-12-31",
        ]),
    )
        .prop_map(|(filter, applies, population, require, due)| {
            format!("for each village {filter} {applies} {population} require {require} {due}")
        });
    let prohibited = (
        maybe("where", joined(of_event())),
        maybe("applies when", village()),
    );
    (vec(target, 4), prohibited, vec(vec(branch(), 1..3), 1..5)).prop_map(
        |(targets, (filter, applies), triggers)| {
            let mut text = DECLARED.to_owned();
            for (name, target) in ["first", "second", "third", "fourth"].iter().zip(targets) {
                text += &format!("target {name} {{ {target} matter dykes cite interpretation reading }}\n");
            }
            text += &format!(
                "prohibition lying {{ holder committee acts lies, waste found in events by what {filter} {applies} \
                 matter dykes cite interpretation reading }}\n"
            );
            for (number, branches) in triggers.iter().enumerate() {
                let branches: String = branches.iter().map(|it| format!(" for each {it}")).collect();
                text += &format!(
                    "trigger t{number} on dykes {{{branches} consequence answering cite interpretation reading }}\n"
                );
            }
            text
        },
    )
}

/// A pair of key and value, or nothing.
fn pair(key: &'static str, value: BoxedStrategy<String>) -> BoxedStrategy<Option<String>> {
    proptest::option::weighted(
        0.8,
        value.prop_map(move |value| format!("\"{key}\": {value}")),
    )
    .boxed()
}

fn members(all: Vec<BoxedStrategy<Option<String>>>) -> BoxedStrategy<String> {
    all.prop_map(|pairs| pairs.into_iter().flatten().collect::<Vec<_>>().join(", "))
        .boxed()
}

fn date() -> BoxedStrategy<String> {
    select(vec![
        "2018-05-05",
        "2019-02-01",
        "2019-12-31",
        "2020-01-01",
        "2020-06-15",
        "2020-12-31",
        "2021-01-05",
        "2021-03-01",
    ])
    .prop_map(|date| format!("\"{date}\""))
    .boxed()
}

fn event(id: String) -> BoxedStrategy<String> {
    let words =
        |all: &'static [&'static str]| select(all).prop_map(|it| format!("\"{it}\"")).boxed();
    let fields = members(vec![
        pair("what", words(&["gifts", "lies", "waste", "delay"])),
        pair("day", date()),
        proptest::option::weighted(0.2, date().prop_map(|it| format!("\"seen\": {it}"))).boxed(),
        pair("sure", any::<bool>().prop_map(|it| it.to_string()).boxed()),
        pair("loss", figure().boxed()),
    ]);
    // An act told of twice: what is said here may be said there.
    let same = proptest::option::weighted(0.2, Just(()));
    (fields, same)
        .prop_map(move |(fields, same)| {
            let comma = if fields.is_empty() { "" } else { ", " };
            let same = match (same, id.strip_suffix('1')) {
                (Some(()), Some(stem)) => format!(", \"twin\": \"{stem}0\""),
                _ => String::new(),
            };
            format!("{{\"id\": \"{id}\"{comma}{fields}{same}}}")
        })
        .boxed()
}

fn village(name: String) -> BoxedStrategy<String> {
    let percent = || figure().prop_map(|it| format!("\"{it}%\"")).boxed();
    let number = || figure().boxed();
    let two = (event(format!("{name}-0")), event(format!("{name}-1")));
    let events = prop_oneof![
        Just("[]".to_owned()),
        two.prop_map(|(a, b)| format!("[{a}, {b}]"))
    ];
    let states = select(vec!["\"low\"", "\"middling\"", "\"high\""]).prop_map(str::to_owned);
    let visits = select(vec![
        "[]",
        "[{\"rank\": \"high\"}]",
        "[{\"rank\": \"low\", \"day\": \"2020-05-05\"}]",
    ]);
    let values = members(vec![
        pair("height", percent()),
        pair("width", percent()),
        pair("cost", number()),
        pair("paid", number()),
        pair("watch", number()),
        pair("heads", number()),
        pair("built", any::<bool>().prop_map(|it| it.to_string()).boxed()),
        pair("state", states.boxed()),
        pair("checked", date()),
        pair("events", events.boxed()),
        pair("visits", visits.prop_map(str::to_owned).boxed()),
    ]);
    values
        .prop_map(move |values| {
            let comma = if values.is_empty() { "" } else { ", " };
            format!("{{\"level\": \"village\", \"name\": \"{name}\"{comma}{values}}}")
        })
        .boxed()
}

fn town(name: &'static str) -> BoxedStrategy<String> {
    let two = (village(format!("{name}1")), village(format!("{name}2")));
    let villages = prop_oneof![
        1 => Just("[]".to_owned()),
        4 => two.prop_map(|(a, b)| format!("[{a}, {b}]")),
    ];
    let values = members(vec![
        pair("mean", figure().prop_map(|it| format!("\"{it}%\"")).boxed()),
        pair("visits", Just("[]".to_owned()).boxed()),
        pair("units", villages.boxed()),
    ]);
    values
        .prop_map(move |values| {
            let comma = if values.is_empty() { "" } else { ", " };
            format!("{{\"level\": \"town\", \"name\": \"{name}\"{comma}{values}}}")
        })
        .boxed()
}

/// Facts for it.
pub fn facts() -> impl Strategy<Value = String> {
    let days = select(vec!["2020-03-01", "2020-12-31", "2021-01-10", "2021-06-01"]);
    let grave = proptest::option::of(any::<bool>());
    (days, proptest::option::weighted(0.9, (town("north"), town("south"))), grave).prop_map(
        |(day, towns, grave)| {
            let towns = towns.map(|(a, b)| format!(", \"units\": [{a}, {b}]")).unwrap_or_default();
            let grave = grave.filter(|_| towns.contains("\"north1-0\""));
            let determinations = grave
                .map(|grave| {
                    format!(
                        "{{\"term\": \"grave\", \"subject\": {{\"record\": \"north1-0\"}}, \"value\": {grave}, \
                         \"authority\": \"the board\", \"date\": \"2020-02-01\"}}"
                    )
                })
                .unwrap_or_default();
            format!(
                "{{\"format\": \"zeren.facts/1\", \"as_of\": \"{day}\", \"period\": \"2020\", \"units\": \
                 [{{\"level\": \"province\", \"name\": \"east\"{towns}}}], \"determinations\": [{determinations}]}}"
            )
        },
    )
}

/// A policy of villages alone, so that facts may be one unit.
pub fn policy_of_villages() -> impl Strategy<Value = String> {
    let above = [
        "level province { cite interpretation reading }\n",
        "level town within province { cite interpretation reading }\n",
    ];
    policy().prop_filter_map("towns", move |text| {
        let text = above
            .iter()
            .fold(text, |text, level| text.replace(level, ""));
        let text = text
            .replace("level village within town", "level village")
            .replace("level town, village", "level village")
            .replace("{ level town ", "{ level village ");
        (!text.contains("town")).then_some(text)
    })
}

/// Facts of one village.
pub fn village_facts() -> impl Strategy<Value = String> {
    let days = select(vec!["2020-03-01", "2021-01-10", "2021-06-01"]);
    (days, village("alone".to_owned())).prop_map(|(day, village)| {
        format!(
            "{{\"format\": \"zeren.facts/1\", \"as_of\": \"{day}\", \"period\": \"2020\", \
             \"units\": [{village}], \"determinations\": []}}"
        )
    })
}
