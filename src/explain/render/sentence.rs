//! Proofs in words: a comparison with both its values in one line, what it was computed from below.

use super::fact;
use crate::assessment::{Comparison, Element, ElementKind, Page, need_sentence, words};
use crate::calendar::Date;
use crate::explain::facts::FactName;
use crate::explain::proof::{Answer, AskedStatus, Form, Made, Proof};
use crate::lang::Lang;

/// Elements of one condition that a page shows.
const SHOWN: usize = 20;

/// A proof, indented by so many columns.
pub(super) fn proof(page: &mut Page, proof: &Proof, indent: usize, lang: Lang) {
    match &proof.form {
        Form::Element { element } if is_itself(proof) => {
            for part in &proof.parts {
                self::proof(page, part, indent, lang);
            }
            if proof.parts.is_empty() {
                page.line(indent, &words::element(element, lang));
            }
        }
        _ => lines(page, proof, indent, lang),
    }
}

/// Whether an element's only part is the status that it stands for.
fn is_itself(proof: &Proof) -> bool {
    matches!(
        proof.parts.as_slice(),
        [Proof {
            form: Form::Status { .. },
            ..
        }]
    )
}

fn lines(page: &mut Page, proof: &Proof, indent: usize, lang: Lang) {
    let Some(line) = line(proof, lang) else {
        for part in &proof.parts {
            lines(page, part, indent, lang);
        }
        return;
    };
    page.line(indent, &line);
    let inner = indent + 2;
    match &proof.form {
        Form::Comparison { .. } | Form::OneOf => {
            for side in &proof.parts {
                made_of(page, side, inner, lang);
            }
        }
        Form::Elements { .. } => elements(page, proof, inner, lang),
        Form::Fact | Form::Constant => {}
        _ => {
            for part in &proof.parts {
                lines(page, part, inner, lang);
            }
        }
    }
}

/// What a side of a comparison was computed from; its own value stands in the line above.
fn made_of(page: &mut Page, side: &Proof, indent: usize, lang: Lang) {
    match side.form {
        Form::Elements { .. } => elements(page, side, indent, lang),
        _ => {
            for part in side.parts.iter().filter(|part| part.form != Form::Constant) {
                lines(page, part, indent, lang);
            }
        }
    }
}

/// The elements that hold first, then those not known, then the others; so many at most.
fn elements(page: &mut Page, proof: &Proof, indent: usize, lang: Lang) {
    let rank = |part: &&Proof| match part.answer {
        Answer::False => 2,
        Answer::Missing | Answer::Unformed { .. } => 1,
        Answer::True | Answer::Value { .. } => 0,
    };
    let mut parts: Vec<&Proof> = proof.parts.iter().collect();
    parts.sort_by_key(rank);
    for part in parts.iter().take(SHOWN) {
        lines(page, part, indent, lang);
    }
    let rest = parts.len().saturating_sub(SHOWN);
    if rest > 0 {
        page.line(
            indent,
            &match lang {
                Lang::Zh => format!("另有{rest}项从略"),
                Lang::En => format!("{rest} more are left out"),
            },
        );
    }
}

/// A node in one line; `None` where it says nothing that its parts do not say.
fn line(proof: &Proof, lang: Lang) -> Option<String> {
    let colon = lang.pick("：", ": ");
    let verdict = verdict(&proof.answer, lang);
    let sources = fact::sources(proof.facts.iter(), lang);
    let of_unit = place(proof, lang);
    Some(match &proof.form {
        Form::Comparison { comparison } => {
            let text = compared(proof, *comparison, lang);
            format!(
                "{of_unit}{text}{colon}{verdict}{}",
                side_sources(proof, lang)
            )
        }
        Form::OneOf => {
            let text = one_of(proof, lang);
            format!(
                "{of_unit}{text}{colon}{verdict}{}",
                side_sources(proof, lang)
            )
        }
        Form::All => format!(
            "{}{colon}{verdict}",
            lang.pick("以下各项均成立", "all of these hold")
        ),
        Form::Any => format!(
            "{}{colon}{verdict}",
            lang.pick("以下至少一项成立", "at least one of these holds")
        ),
        Form::Not => format!(
            "{}{colon}{verdict}",
            lang.pick("以下情形不成立", "this does not hold")
        ),
        Form::Fact => format!(
            "{of_unit}{}{colon}{verdict}{}{sources}",
            proof.text,
            unknown(proof, lang)
        ),
        Form::Constant | Form::Computed => {
            format!("{of_unit}{}{colon}{verdict}", proof.text)
        }
        Form::Elements { .. } => {
            let counted = proof.parts.len();
            let seen = match lang {
                Lang::Zh => format!("（共看{counted}项）"),
                Lang::En => format!(" ({counted} looked at)"),
            };
            format!("{of_unit}{}{colon}{verdict}{seen}", proof.text)
        }
        Form::Element { element } => {
            format!(
                "{}{colon}{}",
                named(element, lang),
                fits(&proof.answer, lang)
            )
        }
        Form::Membership { .. } => return membership(proof, lang),
        Form::Status {
            element,
            status,
            due,
        } => {
            let due = due.map(|day| match lang {
                Lang::Zh => format!("，期限{}", words::day(day, lang)),
                Lang::En => format!(", due {day}"),
            });
            let cited = words::addresses(&proof.clauses, lang);
            let cited = if cited.is_empty() {
                String::new()
            } else {
                words::bracketed(&cited, lang)
            };
            format!(
                "{}{colon}{}{}{cited}",
                named(element, lang),
                words::status(*status, lang),
                due.unwrap_or_default(),
            )
        }
        Form::StatusTest { asked } => format!("{}{colon}{verdict}", asked_status(*asked, lang)),
        Form::Gap { missing } => need_sentence(missing, lang),
    })
}

/// What a node comes to.
pub(super) fn verdict(answer: &Answer, lang: Lang) -> String {
    match answer {
        Answer::True => lang.pick("真", "true").to_owned(),
        Answer::False => lang.pick("假", "false").to_owned(),
        Answer::Value { value } => words::rounded(value, lang),
        Answer::Missing => lang.pick("不明", "unknown").to_owned(),
        Answer::Unformed { reason } => {
            let reason = words::unformed(*reason, lang);
            format!("{}{reason}", lang.pick("无法计算，", "cannot be formed, "))
        }
    }
}

fn fits(answer: &Answer, lang: Lang) -> &'static str {
    match answer {
        Answer::True => lang.pick("符合", "fits"),
        Answer::False => lang.pick("不符合", "does not fit"),
        _ => lang.pick("是否符合不明", "not known to fit"),
    }
}

/// Why a fact has no value.
fn unknown(proof: &Proof, lang: Lang) -> String {
    if proof.answer != Answer::Missing {
        return String::new();
    }
    let awaiting = proof.facts.iter().find_map(|fact| match &fact.what {
        FactName::Determination { authority, .. } => Some(authority),
        _ => None,
    });
    match (awaiting, lang) {
        (Some(authority), Lang::Zh) => format!("（{authority}尚未认定）"),
        (Some(authority), Lang::En) => format!(" ({authority} has not determined it)"),
        (None, Lang::Zh) => "（缺少该项事实）".to_owned(),
        (None, Lang::En) => " (the facts do not have it)".to_owned(),
    }
}

/// Both sides with their values: `满意度 78% 不低于 80%`.
fn compared(proof: &Proof, comparison: Comparison, lang: Lang) -> String {
    let [left, right] = proof.parts.as_slice() else {
        return proof.text.to_string();
    };
    let word = comparing(comparison, left, right, lang);
    format!("{} {word} {}", side(left, lang), side(right, lang))
}

fn one_of(proof: &Proof, lang: Lang) -> String {
    let Some((left, options)) = proof.parts.split_first() else {
        return proof.text.to_string();
    };
    let options: Vec<String> = options.iter().map(|option| side(option, lang)).collect();
    let options = options.join(lang.pick("、", ", "));
    match lang {
        Lang::Zh => format!("{} 属于 {options} 之一", side(left, lang)),
        Lang::En => format!("{} is one of {options}", side(left, lang)),
    }
}

/// A side: the value alone where the policy writes it, else the name with its value.
fn side(proof: &Proof, lang: Lang) -> String {
    let value = verdict(&proof.answer, lang);
    let of_unit = place(proof, lang);
    match proof.form {
        Form::Constant if *proof.text == *value => value,
        Form::Fact if proof.answer == Answer::Missing => {
            let missing = unknown(proof, lang);
            format!("{of_unit}{}{missing}", proof.text)
        }
        Form::Fact => format!("{of_unit}{} {value}", proof.text),
        Form::Constant if written(&proof.text, &value) => value,
        _ => format!("{of_unit}{}{}", proof.text, words::bracketed(&value, lang)),
    }
}

/// Whether the policy writes the value itself, be it in another form: `80％`, `2017年8月1日`.
fn written(text: &str, value: &str) -> bool {
    text.starts_with(|c: char| c.is_numeric()) || text.trim_matches(['“', '”', '"']) == value
}

/// The word between two sides: dates are earlier or later, counts fewer or more.
fn comparing(comparison: Comparison, left: &Proof, right: &Proof, lang: Lang) -> &'static str {
    let value = |side: &Proof| match &side.answer {
        Answer::Value { value } => Some(value.clone()),
        _ => None,
    };
    let shown = value(right).or_else(|| value(left)).unwrap_or_default();
    let count = Form::Elements {
        quantifier: None,
        aggregate: Some(Made::Count),
    };
    let row = if Date::parse(&shown).is_some() {
        [
            ("早于", "before"),
            ("不晚于", "no later than"),
            ("是", "is"),
            ("不是", "is not"),
            ("不早于", "no earlier than"),
            ("晚于", "after"),
        ]
    } else if left.form == count {
        [
            ("少于", "fewer than"),
            ("不多于", "at most"),
            ("等于", "equals"),
            ("不等于", "does not equal"),
            ("不少于", "at least"),
            ("多于", "more than"),
        ]
    } else if shown.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        [
            ("低于", "below"),
            ("不高于", "at most"),
            ("等于", "equals"),
            ("不等于", "does not equal"),
            ("不低于", "at least"),
            ("高于", "above"),
        ]
    } else {
        [
            ("低于", "below"),
            ("不高于", "at most"),
            ("是", "is"),
            ("不是", "is not"),
            ("不低于", "at least"),
            ("高于", "above"),
        ]
    };
    let place = match comparison {
        Comparison::Less => 0,
        Comparison::AtMost => 1,
        Comparison::Equal => 2,
        Comparison::NotEqual => 3,
        Comparison::AtLeast => 4,
        Comparison::More => 5,
    };
    row.get(place).map_or("", |(zh, en)| lang.pick(zh, en))
}

fn side_sources(proof: &Proof, lang: Lang) -> String {
    fact::sources(proof.parts.iter().flat_map(|part| &part.facts), lang)
}

/// The unit where a node is read, where the line does not name it anyway.
fn place(proof: &Proof, lang: Lang) -> String {
    match &proof.unit {
        Some(unit) => format!("{unit}{}", lang.pick("：", ": ")),
        None => String::new(),
    }
}

/// An element with its unit.
pub(super) fn named(element: &Element, lang: Lang) -> String {
    let text = words::element(element, lang);
    match (&element.unit, element.kind) {
        (Some(unit), ElementKind::Unit) => unit.to_string(),
        (Some(unit), _) => format!("{}{}", text.trim_end(), words::bracketed(unit, lang)),
        (None, _) => text,
    }
}

/// Whether a record is among those meant, by its dates and act; nothing where it has neither.
fn membership(proof: &Proof, lang: Lang) -> Option<String> {
    let told = proof.facts.iter().filter_map(|fact| match &fact.what {
        FactName::Field { field, .. } => {
            let missing = lang.pick("不明", "unknown");
            let value = fact.value.as_deref().unwrap_or(missing);
            Some(format!("{field} {value}"))
        }
        _ => None,
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return None;
    }
    let fits = match proof.answer {
        Answer::True => lang.pick("在计算范围内", "counted"),
        Answer::False => lang.pick("不在计算范围内", "not counted"),
        _ => lang.pick("是否在计算范围内不明", "not known to count"),
    };
    let told = told.join(lang.pick("、", ", "));
    Some(format!("{told}{}{fits}", lang.pick("：", ": ")))
}

fn asked_status(asked: AskedStatus, lang: Lang) -> &'static str {
    match asked {
        AskedStatus::Breached => lang.pick("未达到", "breached"),
        AskedStatus::Met => lang.pick("已达到", "met"),
        AskedStatus::Violated => lang.pick("已违反", "violated"),
        AskedStatus::Respected => lang.pick("未违反", "respected"),
    }
}
