//! Facts by name: what, where, when.

use crate::assessment::{Subject, words};
use crate::explain::facts::{FactName, FactRead};
use crate::lang::Lang;

/// A fact as a noun: `青县的“满意度”（2017年）`.
pub(super) fn name(fact: &FactName, lang: Lang) -> String {
    match lang {
        Lang::Zh => zh(fact),
        Lang::En => en(fact),
    }
}

fn zh(fact: &FactName) -> String {
    match fact {
        FactName::Metric {
            metric,
            unit,
            period,
        } => format!("{unit}{}的“{metric}”", words::period(*period, Lang::Zh)),
        FactName::Plan { target, unit } => format!("{unit}“{target}”的计划数"),
        FactName::Field {
            field,
            record_type,
            record,
            ..
        } => format!("“{record_type}”记录 {record} 的“{field}”"),
        FactName::List { record_type, unit } => format!("{unit}的“{record_type}”名录"),
        FactName::Determination {
            term,
            authority,
            subject,
            act,
        } => {
            let act = act.as_deref().map(|act| format!("（行为 {act}）"));
            let (subject, act) = (subject_zh(subject), act.unwrap_or_default());
            format!("{authority}就{subject}{act}作出的“{term}”认定")
        }
        FactName::Report {
            report,
            organ,
            unit,
            period,
        } => {
            let party = words::at(Some(organ), unit.as_deref(), Lang::Zh);
            format!("{party}{}的“{report}”", words::period(*period, Lang::Zh))
        }
        FactName::Discharge {
            duty, organ, unit, ..
        } => {
            let party = words::at(Some(organ), unit.as_deref(), Lang::Zh);
            format!("{party}已履行“{duty}”职责的记录")
        }
    }
}

fn en(fact: &FactName) -> String {
    match fact {
        FactName::Metric {
            metric,
            unit,
            period,
        } => format!("`{metric}` of {unit} for {period}"),
        FactName::Plan { target, unit } => format!("the plan's figure for `{target}` of {unit}"),
        FactName::Field {
            field,
            record_type,
            record,
            ..
        } => format!("`{field}` of record `{record_type}` {record}"),
        FactName::List { record_type, unit } => format!("the list `{record_type}` of {unit}"),
        FactName::Determination {
            term,
            authority,
            subject,
            act,
        } => {
            let act = act.as_deref().map(|act| format!(" in the act {act}"));
            let (subject, act) = (subject_en(subject), act.unwrap_or_default());
            format!("the determination of `{term}` by {authority} for {subject}{act}")
        }
        FactName::Report {
            report,
            organ,
            unit,
            period,
        } => {
            let party = words::at(Some(organ), unit.as_deref(), Lang::En);
            format!("the report `{report}` of {party} for {period}")
        }
        FactName::Discharge {
            duty, organ, unit, ..
        } => {
            let party = words::at(Some(organ), unit.as_deref(), Lang::En);
            format!("the record that {party} discharged the duty `{duty}`")
        }
    }
}

fn subject_zh(subject: &Subject) -> String {
    let unit = subject.unit.as_deref().unwrap_or_default();
    match subject {
        Subject {
            duty: Some(duty),
            organ,
            ..
        } => {
            let party = words::at(organ.as_deref(), subject.unit.as_deref(), Lang::Zh);
            format!("{party}履行“{duty}”职责的情况")
        }
        Subject {
            metric: Some(metric),
            period,
            ..
        } => {
            let period = period.map(|one| words::period(one, Lang::Zh));
            format!("{unit}{}的“{metric}”", period.unwrap_or_default())
        }
        Subject {
            record: Some(record),
            ..
        } => format!("记录 {record} "),
        _ => unit.to_owned(),
    }
}

fn subject_en(subject: &Subject) -> String {
    let unit = subject.unit.as_deref().unwrap_or_default();
    match subject {
        Subject {
            duty: Some(duty),
            organ,
            ..
        } => {
            let party = words::at(organ.as_deref(), subject.unit.as_deref(), Lang::En);
            format!("{party} under the duty `{duty}`")
        }
        Subject {
            metric: Some(metric),
            period,
            ..
        } => {
            let period = period.map(|one| format!(" for {one}"));
            format!("`{metric}` of {unit}{}", period.unwrap_or_default())
        }
        Subject {
            record: Some(record),
            ..
        } => format!("record {record}"),
        _ => unit.to_owned(),
    }
}

/// Where facts come from, in brackets; empty where they do not say.
pub(super) fn sources<'f>(facts: impl Iterator<Item = &'f FactRead>, lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    for fact in facts {
        if let Some(told) = &fact.told {
            let word = match told.source {
                Some(_) => lang.pick("来源：", "source: "),
                None => "",
            };
            parts.push(format!("{word}{}", words::source(told, lang)));
        }
        if let Some(by) = &fact.determined {
            let day = words::day(by.date, lang);
            let document = by.document.as_deref().unwrap_or_default();
            let said = match (lang, document.is_empty()) {
                (Lang::Zh, true) => format!("{}于{day}认定", by.authority),
                (Lang::Zh, false) => format!("{}于{day}以{document}认定", by.authority),
                (Lang::En, true) => format!("determined by {} on {day}", by.authority),
                (Lang::En, false) => {
                    format!("determined by {} on {day} in {document}", by.authority)
                }
            };
            parts.push(said);
        }
    }
    parts.dedup();
    if parts.is_empty() {
        return String::new();
    }
    words::bracketed(&parts.join(lang.pick("；", "; ")), lang)
}
