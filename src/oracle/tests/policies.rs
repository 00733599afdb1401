//! Random policies: every kind of declaration, with holders, offices, classes and gates of every form.

use super::conditions::{Place, condition, day, figure, op, window};
use super::dice::Dice;

/// What a random policy declares, as far as facts and conditions must know.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Towns list events too.
    pub is_event_of_towns: bool,
    pub has_town_target: bool,
    /// Events have these fields.
    pub has_place: bool,
    pub has_matter: bool,
    pub has_doer: bool,
    pub has_twin: bool,
    /// The organs and their offices, with all names by which an office goes.
    pub organs: Vec<Organ>,
    /// Duties with an organ that holds each.
    pub duties: Vec<(String, String)>,
    pub has_plan: bool,
}

/// An organ of a random policy.
#[derive(Debug, Clone)]
pub struct Organ {
    pub name: &'static str,
    /// Its levels; none is one body outside the units.
    pub levels: Vec<&'static str>,
    pub offices: Vec<String>,
}

/// A random policy as its declarations, and what it declares.
pub struct Made {
    pub items: Vec<String>,
    pub shape: Shape,
}

const CITE: &str = "⟨cite interpretation|依据 解释⟩ reading";
const MATTERS: &[&str] = &["works", "funds", "grants", "dykes", "posts"];
const PURSUED: &[&str] = &["leadership", "direct", "conduct"];

/// A random policy.
pub fn policy(dice: &mut Dice) -> Made {
    let mut shape = Shape {
        is_event_of_towns: dice.chance(40),
        has_town_target: dice.chance(60),
        has_place: dice.chance(40),
        has_matter: true,
        has_doer: dice.chance(80),
        has_twin: dice.chance(60),
        has_plan: dice.chance(40),
        ..Shape::default()
    };
    let mut items = base(dice);
    organs(dice, &mut shape, &mut items);
    measures(dice, &shape, &mut items);
    targets(dice, &shape, &mut items);
    conduct(dice, &shape, &mut items);
    duties(dice, &mut shape, &mut items);
    triggers(dice, &shape, &mut items);
    let items = items.iter().map(|item| dice.words(item)).collect();
    Made { items, shape }
}

fn base(dice: &mut Dice) -> Vec<String> {
    let effective = dice.pick(&["2019-03-01", "2019-03-01", "2020-02-01", "2020-06-30"]);
    let expires = dice.maybe(15, |dice| {
        format!(
            "⟨expires|失效⟩ {}",
            dice.pick(&["2020-11-30", "2020-12-31", "2022-01-01"])
        )
    });
    let mut items = vec![
        format!("⟨regulation|法规⟩ \"Charter\" {{ ⟨effective|施行⟩ {effective} {expires} }}"),
        "⟨interpretation|解释⟩ reading { ⟨question|问题⟩ \"which\" ⟨choice|选项⟩ plain \"a\" ⟨choice|选项⟩ wide \"b\" ⟨take|取⟩ plain ⟨because|理由⟩ \"c\" }".to_owned(),
        format!(
            "interpretation strictness {{ question \"which\" choice strict \"a\" choice mild \"b\" take {} because \"c\" }}",
            dice.pick(&["strict", "mild"])
        ),
    ];
    items.push(format!("⟨level|层级⟩ province {{ {CITE} }}"));
    items.push(format!(
        "⟨level|层级⟩ town ⟨within|属于⟩ province {{ {CITE} }}"
    ));
    items.push(format!(
        "⟨level|层级⟩ village ⟨within|属于⟩ town {{ {CITE} }}"
    ));
    items.push(format!("⟨matter|事项⟩ works {{ {CITE} }}"));
    items.push(format!(
        "⟨matter|事项⟩ funds ⟨within|属于⟩ works {{ {CITE} }}"
    ));
    items.push(format!(
        "⟨matter|事项⟩ grants ⟨within|属于⟩ funds {{ {CITE} }}"
    ));
    items.push(format!(
        "⟨matter|事项⟩ dykes ⟨within|属于⟩ works {{ {CITE} }}"
    ));
    items.push(format!("⟨matter|事项⟩ posts {{ {CITE} }}"));
    items.push(format!(
        "⟨borne kind|承担种类⟩ overall, immediate, watching {{ {CITE} }}"
    ));
    items.push(format!(
        "⟨pursued kind|追究种类⟩ leadership, direct, conduct {{ {CITE} }}"
    ));
    for (kind, sure) in [
        ("overall", 95),
        ("immediate", 90),
        ("watching", 60),
        ("⟨unspecified|未明⟩", 60),
    ] {
        if dice.chance(sure) {
            let to = dice.some(PURSUED).join(", ");
            items.push(format!("⟨mapping|责任对应⟩ {kind} -> {to} {{ {CITE} }}"));
        }
    }
    items.push("⟨ordered enumeration|有序枚举⟩ degree { slight, middling, high }".to_owned());
    items.push("⟨enumeration|枚举⟩ acts_done { gifts, lies, waste }".to_owned());
    items
}

#[expect(clippy::too_many_lines, reason = "a list of what is declared")]
fn organs(dice: &mut Dice, shape: &mut Shape, items: &mut Vec<String>) {
    let mut add = |dice: &mut Dice,
                   name: &'static str,
                   levels: &[&'static str],
                   single: bool,
                   under: &[&str]| {
        let mut offices = Vec::new();
        let mut text = String::new();
        for number in 0..dice.below(3) {
            let office = format!("{name}_office{number}");
            let title = format!("{name}_title{number}");
            let titles = dice.chance(50);
            let answers = dice.maybe(75, |dice| {
                let answers = format!("⟨answers for|答⟩ {} {CITE}", dice.some(PURSUED).join(", "));
                let under = dice.pick(&["strict", "mild"]);
                dice.maybe(20, |_| {
                    format!("⟨given|按⟩ strictness = {under} {{ {answers} }}")
                })
                .pipe(|given| if given.is_empty() { answers } else { given })
            });
            let named = if titles {
                format!("⟨titles|称谓⟩ {title}")
            } else {
                String::new()
            };
            text += &format!(" ⟨office|职务⟩ {office} {{ {named} {answers} }}");
            offices.push(office);
            offices.extend(titles.then_some(title));
        }
        let at = match levels {
            [] => String::new(),
            levels => format!("⟨level|层级⟩ {}", levels.join(", ")),
        };
        let single = if single { "⟨single|单设⟩" } else { "" };
        let under = match under {
            [] => String::new(),
            under => format!("⟨under|上级⟩ {}", under.join(", ")),
        };
        items.push(format!(
            "⟨organ|机构⟩ {name} {{ {at} {single} {under} {text} {CITE} }}"
        ));
        shape.organs.push(Organ {
            name,
            levels: levels.to_vec(),
            offices,
        });
    };
    let over = dice.chance(60);
    if over {
        add(dice, "ministry", &[], true, &[]);
    }
    let above: &[&str] = if over { &["ministry"] } else { &[] };
    let single = dice.chance(50);
    add(dice, "government", &["province"], single, above);
    add(dice, "bureau", &["province"], false, &["government"]);
    let under = dice.pick(&[&["government"][..], &["bureau"][..], &[][..]]);
    add(dice, "agency", &["province"], false, under);
    let under = dice.pick(&[
        &["government"][..],
        &["bureau", "agency"][..],
        &["agency"][..],
        &[][..],
    ]);
    add(dice, "council", &["town"], false, under);
    let under = dice.pick(&[
        &["council"][..],
        &["bureau"][..],
        &["council", "bureau"][..],
        &[][..],
    ]);
    add(dice, "station", &["town"], false, under);
    let under = dice.pick(&[&["council"][..], &["station"][..], &[][..]]);
    add(dice, "committee", &["village"], false, under);
    if dice.chance(40) {
        add(dice, "patrol", &["town", "village"], false, &["government"]);
    }
    let members = dice.some(&["bureau", "agency", "council", "station", "government"]);
    items.push(format!(
        "⟨class|类⟩ departments {{ ⟨members|成员⟩ {} {CITE} }}",
        members.join(", ")
    ));
    if dice.chance(40) {
        let all = [
            "government",
            "bureau",
            "agency",
            "council",
            "station",
            "committee",
            "departments",
        ];
        let covered = dice.some(&all);
        let rest: Vec<&str> = all[..6]
            .iter()
            .copied()
            .filter(|organ| !covered.contains(organ))
            .collect();
        let excluded = match rest.as_slice() {
            [one, ..] if dice.chance(50) && !covered.contains(&"departments") => {
                format!("⟨excludes|不适用⟩ {one}")
            }
            _ => String::new(),
        };
        items.push(format!(
            "⟨scope|适用范围⟩ {{ ⟨covers|适用⟩ {} {excluded} {CITE} }}",
            covered.join(", ")
        ));
    }
}

#[expect(clippy::too_many_lines, reason = "a list of what is declared")]
fn measures(dice: &mut Dice, shape: &Shape, items: &mut Vec<String>) {
    for (name, level, typed) in [
        ("height", "village", "%"),
        ("width", "village", "%"),
        ("cost", "village", "yuan"),
        ("paid", "village", "万元"),
        ("heads", "village", "户"),
        ("built", "village", "⟨truth|是否⟩"),
        ("state", "village", "degree"),
        ("checked", "village", "⟨date|日期⟩"),
        ("mean", "town", "%"),
        ("fund", "town", "yuan"),
        ("open", "town", "⟨truth|是否⟩"),
        ("total", "province", "%"),
        ("ready", "province", "⟨truth|是否⟩"),
    ] {
        items.push(format!(
            "⟨metric|指标⟩ {name} {{ ⟨level|层级⟩ {level} ⟨measured in|计量⟩ {typed} {CITE} }}"
        ));
    }
    let ratio = dice.pick(&[
        "cost ⟨as share of|占⟩ paid",
        "height + 1个百分点",
        "height × 50%",
        "cost ⟨as share of|占⟩ paid ⟨failing which|无法计算时⟩ 3%",
    ]);
    items.push(format!(
        "⟨metric|指标⟩ ratio {{ ⟨level|层级⟩ village ⟨measured in|计量⟩ % ⟨computed as|计算⟩ {ratio} {CITE} }}"
    ));
    let at = if shape.is_event_of_towns {
        "town, village"
    } else {
        "village"
    };
    let field = |has: bool, text: &str| {
        if has {
            format!(" ⟨field|字段⟩ {text}")
        } else {
            String::new()
        }
    };
    let fields = [
        field(shape.has_doer, "doer: ⟨actor|行为人⟩"),
        field(shape.has_place, "site: ⟨unit|单位⟩"),
        field(shape.has_matter, "matter_of: ⟨matter|事项⟩"),
        field(
            shape.has_twin,
            "twin: ⟨record|记录⟩ ⟨as same act|作 同一行为⟩",
        ),
    ];
    items.push(format!(
        "⟨record|记录⟩ events {{ ⟨level|层级⟩ {at} ⟨field|字段⟩ deed: acts_done ⟨field|字段⟩ day: ⟨date|日期⟩ ⟨as act date|作 行为日期⟩ \
         ⟨field|字段⟩ sure: ⟨truth|是否⟩ ⟨field|字段⟩ loss: yuan{} {CITE} }}",
        fields.concat()
    ));
    items.push(format!(
        "⟨record|记录⟩ audits {{ ⟨level|层级⟩ province, town ⟨field|字段⟩ seen: date ⟨as discovery date|作 发现日期⟩ \
         ⟨field|字段⟩ of_event: ⟨record|记录⟩ ⟨as same act|作 同一行为⟩ ⟨field|字段⟩ proven: truth {CITE} }}"
    ));
    let yields = "⟨yields|得出⟩";
    for (term, of, by, typed) in [
        ("grave", "events", "\"the board\"", "⟨truth|是否⟩"),
        ("low", "height, width", "bureau", "⟨truth|是否⟩"),
        ("owed_share", "village", "\"the board\"", "%"),
        ("lax", "⟨duty|责任⟩", "\"the board\"", "⟨truth|是否⟩"),
        ("splendid", "town, village", "\"the board\"", "⟨truth|是否⟩"),
    ] {
        items.push(format!(
            "⟨vague term|不确定用语⟩ {term} {{ ⟨applies to|用于⟩ {of} ⟨determined by|认定机关⟩ {by} {yields} {typed} {CITE} }}"
        ));
    }
    items.push(format!(
        "⟨parameter|参数⟩ bar = {}% {{ {CITE} }}",
        dice.pick(&["3", "5", "2.5"])
    ));
    let poor = format!("height {} {}% ⟨or|或⟩ built", op(dice), figure(dice));
    items.push(format!(
        "⟨define|定义⟩ poor ⟨for|于⟩ village = {poor} {{ {CITE} }}"
    ));
    items.push(format!(
        "⟨define|定义⟩ big ⟨for|于⟩ events = loss {} {} yuan {{ {CITE} }}",
        op(dice),
        figure(dice)
    ));
    let mut rows = String::new();
    for _ in 0..1 + dice.below(2) {
        let condition = safe(dice, shape, Place::Village);
        let value = dice.pick(&["1", "3", "5"]);
        // A table that a condition reads must not read itself.
        if !condition.contains("steps") {
            rows += &format!(" ⟨when|当⟩ {condition} ⟨then|则⟩ {value}%");
        }
    }
    if rows.is_empty() {
        rows = " ⟨when|当⟩ built ⟨then|则⟩ 1%".to_owned();
    }
    let otherwise = dice.maybe(70, |dice| {
        format!("⟨otherwise|否则⟩ {}%", dice.pick(&["1", "3"]))
    });
    items.push(format!(
        "⟨table|表⟩ steps ⟨for|于⟩ village {{ ⟨measured in|计量⟩ %{rows} {otherwise} {CITE} }}"
    ));
}

fn due(dice: &mut Dice) -> String {
    let due = match dice.below(8) {
        0 | 1 => "⟨continuously|持续⟩".to_owned(),
        2..5 => "⟨period end|期末⟩".to_owned(),
        5 => dice
            .pick(&[
                "30 days after period end",
                "⟨period end|期末⟩ 后 10日",
                "2 months after period end",
            ])
            .to_owned(),
        _ => dice
            .pick(&["2020-06-30", "2019-02-28", "2020年12月31日", "2020-02-29"])
            .to_owned(),
    };
    format!("⟨due|截止⟩ {due}")
}

fn matter(dice: &mut Dice, percent: usize) -> String {
    dice.maybe(percent, |dice| {
        format!("⟨matter|事项⟩ {}", dice.pick(MATTERS))
    })
}

fn targets(dice: &mut Dice, shape: &Shape, items: &mut Vec<String>) {
    for name in ["first", "second", "third", "fourth"] {
        let filter = dice.maybe(25, |dice| {
            format!("⟨where|当⟩ {}", safe(dice, shape, Place::Village))
        });
        let applies = dice.maybe(25, |dice| {
            format!(
                "⟨applies when|适用 当⟩ {}",
                safe(dice, shape, Place::Village)
            )
        });
        let population = dice.maybe(25, |dice| {
            format!("⟨population|总体⟩ {}", dice.pick(&["heads", "built"]))
        });
        let depth = dice.below(2);
        let requires = |dice: &mut Dice| match dice.below(3) {
            0 => format!("height {} {}%", op(dice), figure(dice)),
            _ => require(dice, shape, depth),
        };
        let (one, other) = (requires(dice), requires(dice));
        let required = if name == "fourth" && shape.has_plan {
            "⟨require|要求⟩ heads ⟨at least|不低于⟩ ⟨plan|计划⟩ ⟨plan|计划⟩ \"the plan\" ⟨measured in|计量⟩ 户".to_owned()
        } else if dice.chance(20) {
            format!(
                "⟨given|按⟩ strictness = strict {{ ⟨require|要求⟩ {one} }} ⟨given|按⟩ strictness ⟨=|取⟩ mild {{ ⟨require|要求⟩ {other} }}"
            )
        } else {
            format!("⟨require|要求⟩ {one}")
        };
        let label = dice.maybe(if name == "first" { 100 } else { 50 }, |dice| {
            format!(
                "⟨label|标签⟩ {}",
                if name == "first" {
                    "yearly, urgent"
                } else {
                    dice.pick(&["yearly", "urgent"])
                }
            )
        });
        let (due, matter) = (due(dice), matter(dice, 50));
        items.push(format!(
            "⟨target|目标⟩ {name} {{ ⟨for each|每个⟩ village {filter} {applies} {population} {required} {due} {label} {matter} {CITE} }}"
        ));
    }
    if shape.has_town_target {
        let filter = dice.maybe(25, |dice| {
            format!("⟨where|当⟩ {}", safe(dice, shape, Place::Town))
        });
        let required = safe(dice, shape, Place::Town);
        let (due, matter) = (due(dice), matter(dice, 50));
        items.push(format!(
            "⟨target|目标⟩ orderly {{ ⟨for each|每个⟩ town {filter} ⟨require|要求⟩ {required} {due} ⟨label|标签⟩ urgent {matter} {CITE} }}"
        ));
    }
}

/// A condition that speaks of no target, report or duty.
fn safe(dice: &mut Dice, shape: &Shape, place: Place) -> String {
    loop {
        let depth = dice.below(2);
        let condition = condition(dice, shape, place, depth);
        let speaks = ["⟨target|", "⟨report|", "⟨duty|", "⟨prohibition|"];
        if !speaks.iter().any(|word| condition.contains(word)) {
            return condition;
        }
    }
}

fn require(dice: &mut Dice, shape: &Shape, depth: usize) -> String {
    loop {
        let condition = condition(dice, shape, Place::Village, depth);
        if !condition.contains("⟨target|") && !condition.contains("⟨prohibition|") {
            return condition;
        }
    }
}

fn conduct(dice: &mut Dice, shape: &Shape, items: &mut Vec<String>) {
    let acts = dice.some(&["lies", "waste", "gifts"]).join(", ");
    let filter = dice.maybe(60, |dice| {
        format!("⟨where|当⟩ {}", safe(dice, shape, Place::Event))
    });
    let applies = if shape.is_event_of_towns {
        String::new()
    } else {
        dice.maybe(30, |dice| {
            format!(
                "⟨applies when|适用 当⟩ {}",
                safe(dice, shape, Place::Village)
            )
        })
    };
    let matter_of = matter(dice, 50);
    items.push(format!(
        "⟨prohibition|禁止⟩ lying {{ ⟨holder|主体⟩ committee ⟨acts|行为⟩ {acts} ⟨found in|见于⟩ events ⟨by|按⟩ deed {filter} {applies} {matter_of} {CITE} }}"
    ));
    for (name, holder, place) in [
        ("monthly", "council, station", Place::Town),
        ("yearly_report", "bureau", Place::Province),
    ] {
        let every = dice.pick(&[
            "⟨every month|每月⟩",
            "⟨every quarter|每季度⟩",
            "⟨every half-year|每半年⟩",
            "⟨every year|每年⟩",
        ]);
        let due = dice.pick(&[
            "⟨period end|期末⟩",
            "10 days after period end",
            "⟨period end|期末⟩ 后 1个月",
        ]);
        let applies = dice.maybe(25, |dice| {
            format!("⟨applies when|适用 当⟩ {}", safe(dice, shape, place))
        });
        let matter = matter(dice, 50);
        items.push(format!(
            "⟨report|报告⟩ {name} {{ ⟨holder|主体⟩ {holder} ⟨to|报送⟩ government {every} ⟨due|截止⟩ {due} {applies} {matter} {CITE} }}"
        ));
    }
}

fn duties(dice: &mut Dice, shape: &mut Shape, items: &mut Vec<String>) {
    let organs: Vec<Organ> = shape.organs.clone();
    for number in 0..4 + dice.below(5) {
        let name = format!("duty{number}");
        let one = &organs[dice.below(organs.len())];
        let other = &organs[dice.below(organs.len())];
        let office = one
            .offices
            .first()
            .filter(|office| office.contains("_office"));
        let bears = |dice: &mut Dice| dice.some(&["overall", "immediate", "watching"]).join(", ");
        let on = dice.some(MATTERS).join(", ");
        let is_pair = one.name != other.name;
        let (holder, terms) = match dice.below(10) {
            0 if is_pair => (
                format!("{}, {} ⟨jointly|共同⟩", one.name, other.name),
                format!("⟨bears|承担⟩ {} ⟨for|于⟩ {on}", bears(dice)),
            ),
            1 if is_pair => (
                format!("{}, {} ⟨each|各自⟩", one.name, other.name),
                format!("⟨bears|承担⟩ {} ⟨for|于⟩ {on}", bears(dice)),
            ),
            2 if is_pair => (
                format!("{} ⟨leading|牵头⟩, {}", one.name, other.name),
                format!("⟨toward|对⟩ {on} ⟨bears|承担⟩ {}", bears(dice)),
            ),
            3 if is_pair => (
                format!("{} ⟨for|于⟩ funds, {} ⟨for|于⟩ dykes", one.name, other.name),
                format!("⟨bears|承担⟩ {} ⟨matter|事项⟩ works", bears(dice)),
            ),
            4 if office.is_some() => (
                format!("{} 的 {}", one.name, office.unwrap()),
                format!("⟨bears|承担⟩ {} ⟨for|于⟩ {on}", bears(dice)),
            ),
            5 | 6 => (
                "departments".to_owned(),
                format!("⟨bears|承担⟩ {} ⟨for|于⟩ {on}", bears(dice)),
            ),
            7 => (one.name.to_owned(), format!("⟨matter|事项⟩ {on}")),
            _ => (
                one.name.to_owned(),
                format!("⟨bears|承担⟩ {} ⟨for|于⟩ {on}", bears(dice)),
            ),
        };
        let level = match one.levels.as_slice() {
            ["province"] => Some(Place::Province),
            ["town"] => Some(Place::Town),
            ["village"] => Some(Place::Village),
            _ => None,
        };
        let alone = holder == one.name;
        let applies = match level {
            Some(place) if alone => dice.maybe(25, |dice| {
                format!("⟨applies when|适用 当⟩ {}", safe(dice, shape, place))
            }),
            _ => String::new(),
        };
        let targets = dice.maybe(50, |dice| {
            format!(
                "⟨target|目标⟩ {}",
                dice.some(&["first", "second", "third", "fourth"])
                    .join(", ")
            )
        });
        let reports = dice.maybe(20, |dice| {
            format!("⟨report|报告⟩ {}", dice.pick(&["monthly", "yearly_report"]))
        });
        let prohibitions = dice.maybe(20, |_| "⟨prohibition|禁止⟩ lying".to_owned());
        items.push(format!(
            "⟨duty|责任⟩ {name} {{ ⟨holder|主体⟩ {holder} {terms} {targets} {reports} {prohibitions} {applies} {CITE} }}"
        ));
        if holder != "departments" {
            shape.duties.push((name, one.name.to_owned()));
        }
    }
}

fn gate(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "",
        "⟨gate|门槛⟩ ⟨presumed|推定⟩",
        "⟨gate|门槛⟩ ⟨presumed|推定⟩",
        "⟨gate|门槛⟩ ⟨determined|认定⟩ lax",
    ])
}

/// A branch, and whether its elements are events.
fn branch(dice: &mut Dice, shape: &Shape) -> (String, bool) {
    let depth = dice.below(3);
    let given = |dice: &mut Dice, place: Place| {
        let filter = dice.maybe(40, |dice| {
            format!("⟨where|当⟩ {} ", condition(dice, shape, place, 0))
        });
        format!("{filter}⟨if|若⟩ {}", condition(dice, shape, place, depth))
    };
    let status = |dice: &mut Dice| {
        dice.maybe(40, |dice| {
            dice.pick(&["⟨if|若⟩ ⟨met|已完成⟩", "⟨if|若⟩ ⟨breached|未完成⟩"])
                .to_owned()
        })
    };
    let kind = dice.below(14);
    let branch = match kind {
        0 | 1 => format!("village {}", given(dice, Place::Village)),
        2 => format!("town {}", given(dice, Place::Town)),
        3 => format!("province {}", given(dice, Place::Province)),
        4..7 => {
            let window = if dice.chance(30) { window(dice) } else { "" };
            format!("{window}events {}", given(dice, Place::Event))
        }
        7 => dice
            .pick(&["events", "audits ⟨where|当⟩ proven"])
            .to_owned(),
        8 => format!(
            "⟨target labelled|目标 标签⟩ {} {}",
            dice.pick(&["yearly", "urgent"]),
            status(dice)
        ),
        9 => {
            let filter = dice.maybe(40, |dice| {
                format!("⟨where|当⟩ {}", condition(dice, shape, Place::Village, 0))
            });
            format!(
                "⟨target|目标⟩ {} {filter} {}",
                dice.some(&["first", "second", "third", "fourth"])
                    .join(", "),
                status(dice)
            )
        }
        10 => {
            let filter = if shape.is_event_of_towns {
                String::new()
            } else {
                dice.maybe(40, |dice| {
                    format!("⟨where|当⟩ {}", condition(dice, shape, Place::Village, 0))
                })
            };
            format!("⟨prohibition|禁止⟩ lying {filter}")
        }
        11 => format!(
            "⟨report|报告⟩ {} {}",
            dice.pick(&["monthly", "yearly_report", "monthly, yearly_report"]),
            status(dice)
        ),
        12 => format!(
            "⟨metric|指标⟩ height, width ⟨if|若⟩ {}",
            condition(dice, shape, Place::Metric, depth.min(1))
        ),
        _ => format!(
            "⟨duty|责任⟩ {} {}",
            dice.pick(&["duty0", "duty1", "duty0, duty2"]),
            status(dice)
        ),
    };
    let on = dice.maybe(25, |dice| format!(" ⟨on|涉及⟩ {}", dice.pick(MATTERS)));
    (
        format!(" ⟨for each|每个⟩ {branch}{on}"),
        (4..7).contains(&kind),
    )
}

fn triggers(dice: &mut Dice, shape: &Shape, items: &mut Vec<String>) {
    for name in ["answer", "answer_mildly"] {
        let kinds = dice.some(PURSUED).join(", ");
        let level = dice.maybe(75, |_| "⟨level by level|逐级⟩".to_owned());
        let actor = dice.maybe(60, |dice| {
            format!(
                "⟨actor answers for|行为人 答⟩ {}",
                dice.some(PURSUED).join(", ")
            )
        });
        let (modality, gate) = (dice.pick(&["⟨may|可以⟩", "⟨shall|应当⟩"]), gate(dice));
        items.push(format!(
            "⟨consequence|后果⟩ {name} {{ {level} ⟨pursue|追究⟩ {kinds} {modality} {gate} {actor} {CITE} }}"
        ));
    }
    for number in 0..3 + dice.below(4) {
        let (mut branches, mut is_event) = branch(dice, shape);
        if dice.chance(30) {
            branches += &branch(dice, shape).0;
            is_event = false;
        }
        let on = dice.some(MATTERS);
        let on = on[..on.len().min(2)].join(", ");
        let consequence = match dice.below(5) {
            0 if is_event => format!(
                "⟨pursue|追究⟩ {} ⟨level by level|逐级⟩ ⟨gate when|门槛 当⟩ {}",
                dice.pick(PURSUED),
                condition(dice, shape, Place::Event, 1)
            ),
            1 => format!(
                "⟨pursue|追究⟩ {} {}",
                dice.some(PURSUED).join(", "),
                gate(dice)
            ),
            2 => "⟨consequence|后果⟩ answer_mildly".to_owned(),
            _ => "⟨consequence|后果⟩ answer".to_owned(),
        };
        items.push(format!(
            "⟨trigger|问责情形⟩ ({number}) trigger{number} ⟨on|涉及⟩ {on} {{{branches} {consequence} {CITE} }}"
        ));
    }
    if dice.chance(60) {
        let filter = condition(dice, shape, Place::Town, 1);
        let requires = dice.maybe(60, |_| "⟨requires|须认定⟩ splendid".to_owned());
        let organs = dice.some(&["council", "station", "bureau"]).join(", ");
        items.push(format!(
            "⟨commendation|表彰⟩ praise {{ ⟨for each|每个⟩ town ⟨if|若⟩ {filter} ⟨commends|对象⟩ {organs} {requires} ⟨may|可以⟩ {CITE} }}"
        ));
    }
    if shape.has_doer && dice.chance(50) {
        let filter = condition(dice, shape, Place::Event, 1);
        let requires = dice.maybe(50, |_| "⟨requires|须认定⟩ grave".to_owned());
        items.push(format!(
            "⟨commendation|表彰⟩ whistle {{ ⟨for each|每个⟩ events ⟨if|若⟩ {filter} ⟨commends|对象⟩ ⟨actor|行为人⟩ {requires} ⟨may|可以⟩ {CITE} }}"
        ));
    }
    let _ = day;
}

/// Lets a value go on into a function.
trait Pipe: Sized {
    fn pipe<R>(self, into: impl FnOnce(Self) -> R) -> R {
        into(self)
    }
}

impl Pipe for String {}
