//! The workload: offices of an invented charter, one JSON document each, and the charter's triggers once or many
//! times over with different constants. The same seed gives the same bytes.

use std::fmt::Write as _;

/// The constants of one set of seven triggers; shares and money in hundredths.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub water: i64,
    pub quays: i64,
    pub crews: i64,
    pub insured: i64,
    pub paid: i64,
    pub delay: i64,
    pub repaired: i64,
    pub berthed: i64,
    pub spent: i64,
    pub trained: i64,
    pub amount: i64,
    pub accuracy: i64,
    pub satisfied: i64,
    /// The acts forbidden, by their place in the enumeration.
    forbidden: u8,
}

/// The acts that may be forbidden, in the order of the policy's enumeration.
const DEEDS: [&str; 4] = ["gifts", "favours", "hiding", "selling"];

impl Bounds {
    /// The charter as written.
    pub const CHARTER: Self = Self::set(0);

    /// The charter with other constants, a little milder the higher the number.
    pub const fn set(number: u16) -> Self {
        let step = number as i64;
        Self {
            water: 9_500 - step,
            quays: 9_000 - 2 * step,
            crews: 9_800 - step,
            insured: 9_250 - 2 * step,
            paid: 9_750 - step,
            delay: 30 + step / 10,
            repaired: 9_000 - 3 * step,
            berthed: 8_500 - 2 * step,
            spent: 10_000 + step,
            trained: 8_000 - 4 * step,
            amount: 125 * step,
            accuracy: 9_500 - step,
            satisfied: 9_000 - 2 * step,
            forbidden: if number == 0 {
                0b1111
            } else {
                0b1111 & !(1 << (number % 4))
            },
        }
    }

    /// Whether an act is forbidden, by its place in the enumeration.
    #[inline]
    pub fn forbids(&self, deed: u8) -> bool {
        self.forbidden >> deed & 1 == 1
    }
}

/// The files of the charter with so many sets of seven triggers.
pub fn policy(sets: u16) -> Vec<(&'static str, String)> {
    let mut text = include_str!("charter.zeren").to_owned();
    for number in 0..sets {
        declare(&mut text, number, &Bounds::set(number));
    }
    vec![
        ("charter.zeren", text),
        ("charter.txt", include_str!("charter.txt").to_owned()),
    ]
}

/// The name of a trigger of a set.
pub const TRIGGERS: [&str; 7] = [
    "target_missed",
    "money_misused",
    "act_forbidden",
    "figures_falsified",
    "standing_low",
    "breach_found",
    "accident",
];

fn declare(text: &mut String, set: u16, bounds: &Bounds) {
    declare_targets(text, set, bounds);
    let acts: Vec<&str> = (0u8..)
        .zip(DEEDS)
        .filter(|(at, _)| bounds.forbids(*at))
        .map(|(_, act)| act)
        .collect();
    let _ = writeln!(
        text,
        "prohibition forbidden_{set} {{ holder board acts {} found in misdeeds by what where confirmed matter services \
         cite art 5 \"No office takes gifts, favours relatives, hides accidents, or sells permits\" }}",
        acts.join(", ")
    );
    let branches = [
        (
            format!("target labelled yearly_{set}"),
            "a yearly target is missed",
        ),
        (
            format!(
                "misuse where confirmed and amount more than {} yuan",
                hundredths(bounds.amount)
            ),
            "money is used against the rules",
        ),
        (
            format!("prohibition forbidden_{set}"),
            "an act that Article 5 forbids is confirmed",
        ),
        (
            "misdeeds where what is falsifying".to_owned(),
            "figures are falsified",
        ),
        (
            format!(
                "harbour if accuracy less than {}% or satisfied less than {}%",
                hundredths(bounds.accuracy),
                hundredths(bounds.satisfied)
            ),
            "the accuracy of its records or the satisfaction of its users is low",
        ),
        (
            "breaches where confirmed and origin in { audit, inspectors, council, public }"
                .to_owned(),
            "found a breach and it is confirmed",
        ),
        (
            "accidents where gravity is major and adverse".to_owned(),
            "a major accident has adverse effect",
        ),
    ];
    for (index, ((branch, quote), name)) in branches.iter().zip(TRIGGERS).enumerate() {
        let item = index + 1;
        let _ = writeln!(
            text,
            "trigger {name}_{set} on services {{ for each {branch} consequence answering \
             cite art 6 item {item} \"{quote}\" }}"
        );
    }
}

fn declare_targets(text: &mut String, set: u16, bounds: &Bounds) {
    let mut target = |name: &str, each: &str, require: String| {
        let _ = writeln!(
            text,
            "target {name}_{set} {{ for each harbour {each} require {require} due period end label yearly_{set} \
             matter services cite art 4 \"Every office reaches the yearly targets set in the annex\" }}"
        );
    };
    let at_least = |metric: &str, bound: i64| format!("{metric} at least {}%", hundredths(bound));
    target("water", "", at_least("water", bounds.water));
    target("quays", "", at_least("quays", bounds.quays));
    target("crews", "where open_sea", at_least("crews", bounds.crews));
    target("insured", "", at_least("insured", bounds.insured));
    target("paid", "", at_least("paid", bounds.paid));
    target("delay", "", format!("delay at most {} days", bounds.delay));
    target(
        "repaired",
        "",
        at_least("repaired as share of damaged", bounds.repaired),
    );
    target(
        "berthed",
        "",
        at_least("berthed as share of asked", bounds.berthed),
    );
    target(
        "spent",
        "",
        format!(
            "spent as share of budget at most {}%",
            hundredths(bounds.spent)
        ),
    );
    target(
        "trained",
        "where tonnage is not small",
        at_least("trained as share of staff", bounds.trained),
    );
}

/// Hundredths as a decimal.
fn hundredths(count: i64) -> String {
    format!("{}.{:02}", count / 100, count % 100)
}

/// So many documents.
pub fn documents(count: usize) -> Vec<String> {
    let mut dice = Dice(0x5eed);
    (0..count)
        .map(|number| document(number, &mut dice))
        .collect()
}

/// One office in a hundred and fifty of a thousand does something wrong: this is what.
fn document(number: usize, dice: &mut Dice) -> String {
    let wrong = (dice.below(100) < 15).then(|| dice.below(7));
    let is = |trigger: u64| wrong == Some(trigger);
    let missed = is(0).then(|| dice.below(10));
    let good = |dice: &mut Dice, least: u64| {
        let value = least + dice.below(10_000 - least);
        format!("{}.{:02}", value / 100, value % 100)
    };
    let bad = |dice: &mut Dice| format!("{}.{}", 50 + dice.below(20), 1 + dice.below(9));
    let share = |dice: &mut Dice, place: u64, least: u64| {
        if missed == Some(place) {
            bad(dice)
        } else {
            good(dice, least)
        }
    };
    let water = share(dice, 0, 9_500);
    let quays = share(dice, 1, 9_000);
    let crews = share(dice, 2, 9_800);
    let insured = share(dice, 3, 9_250);
    let paid = share(dice, 4, 9_750);
    let delay = if missed == Some(5) {
        60
    } else {
        5 + dice.below(25)
    };
    let part = |dice: &mut Dice, place: u64, least: u64| {
        let whole = 100 + dice.below(900);
        let share = if missed == Some(place) {
            40
        } else {
            least + 1 + dice.below(100 - least)
        };
        (whole, (whole * share).div_ceil(100).min(whole))
    };
    let (damaged, repaired) = part(dice, 6, 90);
    let (asked, berthed) = part(dice, 7, 85);
    let (staff, trained) = part(dice, 9, 80);
    let budget = 200_000 + dice.below(800_000);
    let spent = if missed == Some(8) {
        budget * 2
    } else {
        budget * (80 + dice.below(20)) / 100
    };
    let accuracy = if is(4) { bad(dice) } else { good(dice, 9_500) };
    let satisfied = good(dice, 9_000);
    let open_sea = missed == Some(2) || dice.below(2) == 0;
    let tonnage = if missed == Some(9) {
        "large"
    } else {
        dice.one(&["small", "middling", "large"])
    };
    let [misuse, misdeeds, breaches, accidents] = records(wrong, dice);
    format!(
        r#"{{"format":"zeren.facts/1","as_of":"2025-02-01","period":"2024","units":[{{"level":"harbour","name":"o{number}","water":{water},"quays":{quays},"crews":{crews},"insured":{insured},"paid":{paid},"delay":{delay},"damaged":{damaged},"repaired":{repaired},"asked":{asked},"berthed":{berthed},"budget":{}.{:02},"spent":{}.{:02},"staff":{staff},"trained":{trained},"accuracy":{accuracy},"satisfied":{satisfied},"open_sea":{open_sea},"tonnage":"{tonnage}","misuse":[{misuse}],"misdeeds":[{misdeeds}],"breaches":[{breaches}],"accidents":[{accidents}]}}],"persons":[{{"name":"H. {number}","organ":"board","unit":"o{number}","office":"head","from":"2021-01-01"}},{{"name":"C. {number}","organ":"board","unit":"o{number}","office":"clerk","from":"2022-01-01"}}]}}"#,
        budget / 100,
        budget % 100,
        spent / 100,
        spent % 100,
    )
}

/// One or two harmless records, and what is wrong.
fn records(wrong: Option<u64>, dice: &mut Dice) -> [String; 4] {
    let mut lists: [Vec<String>; 4] = Default::default();
    let mut add = |list: usize, dice: &mut Dice, rest: &str| {
        let day = format!("2024-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28));
        if let Some(records) = lists.get_mut(list) {
            let id = format!(
                "{}{}",
                ["m", "d", "b", "a"].get(list).unwrap_or(&""),
                records.len()
            );
            records.push(format!(r#"{{"id":"{id}","day":"{day}",{rest}}}"#));
        }
    };
    let amount = 100 + dice.below(900);
    match dice.below(6) {
        0 => add(0, dice, &format!(r#""amount":{amount},"confirmed":false"#)),
        1 => add(1, dice, r#""what":"lateness","confirmed":true"#),
        2 => add(2, dice, r#""origin":"rumour","confirmed":true"#),
        3 => add(3, dice, r#""gravity":"plain","adverse":true"#),
        4 => {
            add(1, dice, r#""what":"gifts","confirmed":false"#);
            add(3, dice, r#""gravity":"major","adverse":false"#);
        }
        _ => {}
    }
    match wrong {
        Some(1) => add(
            0,
            dice,
            &format!(r#""amount":{amount}.50,"confirmed":true"#),
        ),
        Some(2) => {
            let deed = dice.one(&DEEDS);
            add(1, dice, &format!(r#""what":"{deed}","confirmed":true"#));
        }
        Some(3) => add(1, dice, r#""what":"falsifying","confirmed":false"#),
        Some(5) => {
            let origin = dice.one(&["audit", "inspectors", "council", "public"]);
            add(2, dice, &format!(r#""origin":"{origin}","confirmed":true"#));
        }
        Some(6) => add(3, dice, r#""gravity":"major","adverse":true"#),
        _ => {}
    }
    lists.map(|records| records.join(","))
}

/// A generator of numbers (`SplitMix64`) that never changes with a library's version.
pub struct Dice(pub u64);

impl Dice {
    /// A number below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }

    /// One of a few words.
    pub fn one(&mut self, words: &[&'static str]) -> &'static str {
        let at = self.below(words.len() as u64);
        usize::try_from(at)
            .ok()
            .and_then(|at| words.get(at))
            .copied()
            .unwrap_or("")
    }
}
