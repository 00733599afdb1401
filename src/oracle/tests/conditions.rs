//! Random conditions that are well typed where they stand.

use super::dice::Dice;
use super::policies::Shape;

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Province,
    Town,
    Village,
    /// A record of an event.
    Event,
    /// A record of an audit.
    Audit,
    /// A metric ranged over, in per cent, of a village.
    Metric,
}

const LESS: &[&str] = &["⟨less than|低于|<⟩", "⟨at most|不超过|≤⟩"];
const MORE: &[&str] = &["⟨more than|高于|>⟩", "⟨at least|不低于|≥⟩"];
const SAME: &[&str] = &["⟨is|为|=⟩", "⟨is not|不为|≠⟩"];

pub fn op(dice: &mut Dice) -> &'static str {
    match dice.below(5) {
        0 | 1 => dice.pick(LESS),
        2 | 3 => dice.pick(MORE),
        _ => dice.pick(SAME),
    }
}

/// Digits, from so few that values meet bounds.
pub fn figure(dice: &mut Dice) -> String {
    let all = [
        "0", "1", "2", "3", "5", "2.5", "2.99", "3.0", "3.01", "7", "10", "33.3333",
    ];
    let edges = [
        "1.00000001",
        "922337203685477.5807",
        "922337203685477.5808",
        "-3",
        "-0.0001",
        "99999999999999999999",
    ];
    match dice.below(20) {
        0 => dice.pick(&edges).to_owned(),
        _ => dice.pick(&all).to_owned(),
    }
}

pub fn small(dice: &mut Dice) -> String {
    dice.below(4).to_string()
}

pub fn day(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "2019-06-30",
        "2020-01-01",
        "2020-02-29",
        "2020-06-30",
        "2020-07-01",
        "2020-12-31",
        "2021-01-10",
    ])
}

/// A condition.
pub fn condition(dice: &mut Dice, shape: &Shape, place: Place, depth: usize) -> String {
    if depth > 0 {
        let inner = |dice: &mut Dice| condition(dice, shape, place, depth - 1);
        match dice.below(8) {
            0 | 1 => return format!("({} ⟨and|且⟩ {})", inner(dice), inner(dice)),
            2 | 3 => return format!("({} ⟨or|或⟩ {})", inner(dice), inner(dice)),
            4 => return format!("(⟨not|非⟩ ({}))", inner(dice)),
            _ => {}
        }
    }
    let leaf = match dice.below(10) {
        0..4 => simple(dice, place),
        4..6 => compared(dice, shape, place),
        6..8 => many(dice, shape, place, depth),
        _ => special(dice, shape, place, depth),
    };
    format!("({leaf})")
}

/// A condition on one value.
fn simple(dice: &mut Dice, place: Place) -> String {
    let (op, n) = (op(dice), figure(dice));
    match place {
        Place::Village => match dice.below(8) {
            0 => "built".to_owned(),
            1 => format!("state {op} {}", dice.pick(&["slight", "middling", "high"])),
            2 => format!(
                "state ⟨in|属于⟩ {{ {} }}",
                dice.some(&["slight", "middling", "high"]).join(", ")
            ),
            3 => format!("checked {op} {}", day(dice)),
            4 => format!("cost {op} {n} yuan"),
            5 => format!("heads {op} {n}户"),
            _ => format!("height {op} {n}%"),
        },
        Place::Town => match dice.below(4) {
            0 => "open".to_owned(),
            1 => format!("fund {op} {n}万元"),
            _ => format!("mean {op} {n}%"),
        },
        Place::Province => match dice.below(2) {
            0 => "ready".to_owned(),
            _ => format!("total {op} {n}%"),
        },
        Place::Event => match dice.below(6) {
            0 | 1 => "sure".to_owned(),
            2 => format!(
                "deed ⟨in|属于⟩ {{ {} }}",
                dice.some(&["gifts", "lies", "waste"]).join(", ")
            ),
            3 => format!("deed {} lies", dice.pick(SAME)),
            4 => format!("day {op} {}", day(dice)),
            _ => format!("loss {op} {n} yuan"),
        },
        Place::Audit => "proven".to_owned(),
        Place::Metric => match dice.below(3) {
            0 => "built".to_owned(),
            _ => format!("⟨it|其值⟩ {op} {n}%"),
        },
    }
}

/// Two numbers compared.
fn compared(dice: &mut Dice, shape: &Shape, place: Place) -> String {
    let op = op(dice);
    match dice.below(3) {
        0 => format!(
            "{} {op} {}",
            percent(dice, shape, place),
            percent(dice, shape, place)
        ),
        1 => format!(
            "{} {op} {}",
            money(dice, shape, place),
            money(dice, shape, place)
        ),
        _ => match dice.below(3) {
            0 => format!("{} {op} {}", plain(dice, shape, place), small(dice)),
            1 => {
                let kind = dice.pick(&["including|含", "excluding|不含"]);
                let way = dice.pick(&["upwards|以上", "downwards|以下"]);
                format!(
                    "{} ⟨reaches|达到⟩ {}% ⟨{way}⟩ (⟨{kind}⟩)",
                    percent(dice, shape, place),
                    figure(dice).trim_start_matches('-')
                )
            }
            _ => format!(
                "{} {op} {}",
                percent(dice, shape, place),
                percent(dice, shape, place)
            ),
        },
    }
}

fn percent(dice: &mut Dice, shape: &Shape, place: Place) -> String {
    let base = match (place, dice.below(10)) {
        (_, 0 | 1) => format!("{}%", figure(dice)),
        (_, 2) => "bar".to_owned(),
        (Place::Village, 3) => "(⟨the year before|上年⟩ height)".to_owned(),
        (Place::Village, 4) => "(mean ⟨of⟩ town)".to_owned(),
        (Place::Village, 5) => "steps".to_owned(),
        (Place::Village, 6) => "ratio".to_owned(),
        (Place::Village, 7) => {
            format!(
                "({} ⟨as share of|占⟩ {})",
                money(dice, shape, place),
                money(dice, shape, place)
            )
        }
        (Place::Village, _) => dice.pick(&["height", "width"]).to_owned(),
        (Place::Town, 3 | 4) => {
            let domain = units(dice, shape, Place::Town);
            let what = dice.pick(&["average|平均值", "min|最小值", "max|最大值"]);
            format!("⟨{what}⟩(height ⟨over|于⟩ {domain})")
        }
        (Place::Town, 5) => {
            let domain = units(dice, shape, Place::Town);
            format!("⟨share|占比⟩(built ⟨over|于⟩ {domain})")
        }
        (Place::Town, 6) => "(⟨the period before|上期⟩ mean)".to_owned(),
        (Place::Town, _) => "mean".to_owned(),
        (Place::Province, 3..5) => {
            let cond = simple(dice, Place::Town);
            format!("⟨share|占比⟩(({cond}) ⟨over|于⟩ town)")
        }
        (Place::Province, _) => "total".to_owned(),
        (Place::Metric, _) => "⟨it|其值⟩".to_owned(),
        (Place::Event, 3 | 4) if !shape.is_event_of_towns => "height".to_owned(),
        (Place::Event | Place::Audit, _) => format!("{}%", figure(dice)),
    };
    match dice.below(12) {
        0 => format!("({base} + {}个百分点)", small(dice)),
        1 => format!("⟨round|四舍五入⟩({base}, {})", dice.below(3)),
        2 => format!("({base} ⟨failing which|无法计算时⟩ {}%)", figure(dice)),
        3 => format!("({base} × 50%)"),
        4 => format!("({base} / 3)"),
        _ => base,
    }
}

fn money(dice: &mut Dice, shape: &Shape, place: Place) -> String {
    let base = match (place, dice.below(8)) {
        (_, 0) => format!("{} yuan", figure(dice)),
        (_, 1) => format!("{}万元", small(dice)),
        (Place::Village, 2) => {
            let (window, filter) = (window(dice), condition(dice, shape, Place::Event, 0));
            format!("⟨sum|合计⟩(loss ⟨over|于⟩ {window}events ⟨where|当⟩ {filter})")
        }
        (Place::Village, _) => dice.pick(&["cost", "paid"]).to_owned(),
        (Place::Town, 2 | 3) => {
            let domain = units(dice, shape, Place::Town);
            format!("⟨sum|合计⟩(cost ⟨over|于⟩ {domain})")
        }
        (Place::Town, 4) => format!(
            "⟨max|最大值⟩(loss ⟨over|于⟩ {}⟨subordinate|所辖⟩ events)",
            window(dice)
        ),
        (Place::Town, _) => "fund".to_owned(),
        (Place::Province, _) => "⟨sum|合计⟩(fund ⟨over|于⟩ town)".to_owned(),
        (Place::Event, _) => "loss".to_owned(),
        (Place::Audit | Place::Metric, _) => format!("{} yuan", figure(dice)),
    };
    match dice.below(10) {
        0 => format!("({base} + {} yuan)", small(dice)),
        1 => format!("({base} - {} yuan)", small(dice)),
        2 => format!("({base} × {}%)", figure(dice)),
        3 => format!("(-({base}))"),
        _ => base,
    }
}

fn plain(dice: &mut Dice, shape: &Shape, place: Place) -> String {
    let events = |dice: &mut Dice, subordinate: &str| {
        let (window, filter) = (window(dice), condition(dice, shape, Place::Event, 1));
        format!("⟨count|计数⟩({window}{subordinate}events ⟨where|当⟩ {filter})")
    };
    match place {
        Place::Village => match dice.below(4) {
            0 => "cost / paid".to_owned(),
            1 => "heads / heads".to_owned(),
            _ => events(dice, ""),
        },
        Place::Town => match dice.below(3) {
            0 => format!("⟨count|计数⟩({})", units(dice, shape, place)),
            _ => events(dice, "⟨subordinate|所辖⟩ "),
        },
        Place::Province => match dice.below(3) {
            0 => format!(
                "⟨count|计数⟩(town ⟨where|当⟩ {})",
                condition(dice, shape, Place::Town, 0)
            ),
            1 => format!("⟨count|计数⟩({})", units(dice, shape, place)),
            _ => events(dice, "⟨subordinate|所辖⟩ "),
        },
        Place::Event | Place::Audit | Place::Metric => small(dice),
    }
}

/// Villages, some of them.
fn units(dice: &mut Dice, shape: &Shape, _: Place) -> String {
    let filter = dice.maybe(50, |dice| {
        format!(" ⟨where|当⟩ {}", condition(dice, shape, Place::Village, 0))
    });
    format!("village{filter}")
}

pub fn window(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "",
        "",
        "⟨in the last|近⟩ 6 months ",
        "⟨in the last|近⟩ 30 days ",
        "in the 2 years before ",
        "前 1年 ",
        "⟨at any time|历次⟩ ",
    ])
}

fn quantifier(dice: &mut Dice) -> String {
    match dice.below(6) {
        0 => "⟨any|存在⟩".to_owned(),
        1 => "⟨no|没有⟩".to_owned(),
        2 => "⟨all|所有⟩".to_owned(),
        3 => format!("⟨at least|至少⟩ {}", dice.below(4)),
        4 => format!("⟨at most|至多⟩ {}", dice.below(3)),
        _ => format!("⟨exactly|恰有⟩ {}", dice.below(3)),
    }
}

/// A condition on many things.
fn many(dice: &mut Dice, shape: &Shape, place: Place, depth: usize) -> String {
    let below = depth.saturating_sub(1);
    let (inner, domain) = match place {
        Place::Village | Place::Metric => (Place::Event, format!("{}events", window(dice))),
        Place::Event => (Place::Event, format!("{}events", window(dice))),
        Place::Town => match dice.below(2) {
            0 => (Place::Village, "village".to_owned()),
            _ => (
                Place::Event,
                format!("{}⟨subordinate|所辖⟩ events", window(dice)),
            ),
        },
        Place::Province => match dice.below(4) {
            0 => (Place::Village, "village".to_owned()),
            1 => (Place::Town, "town".to_owned()),
            2 => (Place::Audit, "⟨subordinate|所辖⟩ audits".to_owned()),
            _ => (
                Place::Event,
                format!("{}⟨subordinate|所辖⟩ events", window(dice)),
            ),
        },
        Place::Audit => return simple(dice, place),
    };
    let filter = dice.maybe(60, |dice| {
        format!(" ⟨where|当⟩ {}", condition(dice, shape, inner, below))
    });
    if inner == Place::Event && dice.chance(25) {
        let within = dice.pick(&[
            "⟨within 1 months|1个月内⟩",
            "⟨within 30 days|30日内⟩",
            "⟨within 7 days|7日内⟩",
        ]);
        let quantifier = dice.pick(&[
            "⟨at least|至少⟩ 2",
            "⟨at least|至少⟩ 1",
            "⟨at most|至多⟩ 1",
            "⟨exactly|恰有⟩ 2",
            "⟨any|存在⟩",
            "⟨no|没有⟩",
        ]);
        return format!("{within} {quantifier} {domain}{filter}");
    }
    let quantifier = quantifier(dice);
    let satisfy = if quantifier.contains("all") || dice.chance(30) {
        format!(" ⟨satisfy|均⟩ {}", condition(dice, shape, inner, below))
    } else {
        String::new()
    };
    format!("{quantifier} {domain}{filter}{satisfy}")
}

/// What is said of targets, duties, vague terms, earlier years …
fn special(dice: &mut Dice, shape: &Shape, place: Place, depth: usize) -> String {
    let below = depth.saturating_sub(1);
    let status = |dice: &mut Dice| dice.pick(&["⟨breached|未完成⟩", "⟨met|已完成⟩"]);
    match place {
        Place::Village => match dice.below(9) {
            0 => "height ⟨is|为⟩ low".to_owned(),
            1 => "width ⟨is not|不为⟩ low".to_owned(),
            2 => format!(
                "height {} owed_share",
                dice.pick(&[LESS[0], LESS[1], MORE[0], MORE[1]])
            ),
            3 => format!(
                "in each of the {} years before ({})",
                1 + dice.below(2),
                condition(dice, shape, place, below)
            ),
            4 => "poor".to_owned(),
            5 => format!(
                "⟨period end|期末⟩ - checked {} {} days",
                op(dice),
                dice.pick(&["0", "30", "184"])
            ),
            6 => format!(
                "checked + {} {} {}",
                dice.pick(&["1 months", "30 days", "1年"]),
                op(dice),
                dice.pick(&["⟨as of|基准日⟩", "⟨period end|期末⟩"])
            ),
            7 => "checked ⟨at least|>=⟩ ⟨period start|期初⟩".to_owned(),
            _ => format!(
                "{} ⟨prohibition|禁止⟩ lying",
                dice.pick(&["⟨any|存在⟩", "⟨no|没有⟩", "⟨at least|至少⟩ 2"])
            ),
        },
        Place::Town => match dice.below(5) {
            0 => "splendid".to_owned(),
            1 if shape.has_town_target => {
                let (quantifier, status) = (quantifier(dice), status(dice));
                let verb = if quantifier.contains("all") {
                    "⟨satisfy|均⟩"
                } else {
                    "⟨where|当⟩"
                };
                format!("{quantifier} ⟨target|目标⟩ orderly {verb} {status}")
            }
            2 => {
                let (quantifier, status) = (quantifier(dice), status(dice));
                let verb = if quantifier.contains("all") {
                    "⟨satisfy|均⟩"
                } else {
                    "⟨where|当⟩"
                };
                format!(
                    "{quantifier} ⟨subordinate|所辖⟩ ⟨target|目标⟩ first, second {verb} {status}"
                )
            }
            3 => format!(
                "⟨any|存在⟩ ⟨report|报告⟩ monthly ⟨where|当⟩ {}",
                status(dice)
            ),
            _ => format!(
                "in each of the 2 years before ({})",
                condition(dice, shape, place, below)
            ),
        },
        Place::Event => match dice.below(4) {
            0 | 1 => "grave".to_owned(),
            2 => "big".to_owned(),
            _ => format!(
                "matter_of ⟨in|属于⟩ {{ {} }}",
                dice.pick(&["funds", "dykes", "posts"])
            ),
        },
        Place::Metric => "⟨it|其值⟩ ⟨is|为⟩ low".to_owned(),
        Place::Province | Place::Audit => simple(dice, place),
    }
}
