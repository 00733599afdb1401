//! What is missing, and what would settle it, in a sentence.

use super::words;
use crate::assessment::need::{Missing, Need};
use crate::lang::Lang;
use crate::model::Name;

/// What is missing and what would settle it.
pub(crate) fn sentence(need: &Need, lang: Lang) -> String {
    match (&need.missing, lang) {
        (Missing::Unformed { .. }, _) => unformed(need, lang),
        (Missing::Determination { authority, .. }, Lang::Zh) => {
            format!("由{authority}{}后可定", what(need, lang))
        }
        (Missing::Determination { authority, .. }, Lang::En) => {
            format!("settled once {authority} determines {}", what(need, lang))
        }
        (Missing::Discharges, Lang::Zh) => {
            "缺少履职情况记录；补充（没有的列空表）后可定".to_owned()
        }
        (Missing::Discharges, Lang::En) => {
            "missing the discharges of duty; settled once they are supplied (empty for none)"
                .to_owned()
        }
        (_, Lang::Zh) => format!("缺少{}；补充后可定", what(need, lang)),
        (_, Lang::En) => format!("missing {}; settled once it is supplied", what(need, lang)),
    }
}

fn what(need: &Need, lang: Lang) -> String {
    let one = match lang {
        Lang::Zh => what_zh(&need.missing),
        Lang::En => what_en(&need.missing),
    };
    format!("{one}{}", counted(need, lang))
}

fn what_zh(missing: &Missing) -> String {
    match missing {
        Missing::Value {
            unit,
            level,
            metric,
            period,
        } => format!(
            "{}{}的“{metric}”",
            words::period(*period, Lang::Zh),
            place(unit, level)
        ),
        Missing::Plan {
            unit,
            level,
            target,
        } => format!("{}“{target}”的计划数", place(unit, level)),
        Missing::List {
            unit,
            level,
            record_type,
        } => format!(
            "{}的“{record_type}”记录（没有的列空表）",
            place(unit, level)
        ),
        Missing::Units { unit, level } => match unit {
            Some(unit) => format!("{unit}所辖{level}的名单"),
            None => format!("所辖{level}的名单"),
        },
        Missing::Enclosing { unit, level } => match unit {
            Some(unit) => format!("{unit}所属的{level}"),
            None => format!("所属的{level}"),
        },
        Missing::Field {
            record,
            record_type,
            field,
            ..
        } => match record {
            Some(record) => format!("“{record_type}”{record} 的“{field}”"),
            None => format!("“{record_type}”的“{field}”"),
        },
        Missing::Determination { term, .. } => {
            format!("就{}作出“{term}”的认定", subject_zh(missing))
        }
        Missing::Reports => "报告报送情况".to_owned(),
        Missing::Discharges => "履职情况记录".to_owned(),
        Missing::Actor => "行为人".to_owned(),
        Missing::Unformed { .. } => String::new(),
    }
}

fn what_en(missing: &Missing) -> String {
    match missing {
        Missing::Value {
            unit,
            level,
            metric,
            period,
        } => format!("`{metric}` of {} for {period}", place(unit, level)),
        Missing::Plan {
            unit,
            level,
            target,
        } => format!("the plan's figure for `{target}` of {}", place(unit, level)),
        Missing::List {
            unit,
            level,
            record_type,
        } => format!(
            "the list `{record_type}` of {} (empty for none)",
            place(unit, level)
        ),
        Missing::Units { unit, level } => match unit {
            Some(unit) => format!("the list of {level} inside {unit}"),
            None => format!("the list of {level} inside"),
        },
        Missing::Enclosing { unit, level } => match unit {
            Some(unit) => format!("the {level} around {unit}"),
            None => format!("the {level} around"),
        },
        Missing::Field {
            record,
            record_type,
            field,
            ..
        } => match record {
            Some(record) => format!("`{field}` of `{record_type}` {record}"),
            None => format!("`{field}` of `{record_type}`"),
        },
        Missing::Determination { term, .. } => format!("`{term}` of {}", subject_en(missing)),
        Missing::Reports => "the reports made".to_owned(),
        Missing::Discharges => "the discharges of duty".to_owned(),
        Missing::Actor => "who acted".to_owned(),
        Missing::Unformed { .. } => String::new(),
    }
}

fn subject_zh(missing: &Missing) -> String {
    let Missing::Determination {
        level,
        record_type,
        subject,
        ..
    } = missing
    else {
        return String::new();
    };
    let unit = place(&subject.unit, &level.clone().unwrap_or_default());
    if let Some(duty) = &subject.duty {
        let party = words::at(subject.organ.as_deref(), subject.unit.as_deref(), Lang::Zh);
        return format!("{party}履行“{duty}”职责的情况");
    }
    match (&subject.metric, record_type) {
        (Some(metric), _) => {
            let period = subject
                .period
                .map(|period| words::period(period, Lang::Zh))
                .unwrap_or_default();
            format!("{period}{unit}的“{metric}”")
        }
        (None, Some(record_type)) => match &subject.record {
            Some(record) => format!("“{record_type}”{record} "),
            None => format!("“{record_type}”"),
        },
        (None, None) => unit.to_string(),
    }
}

fn subject_en(missing: &Missing) -> String {
    let Missing::Determination {
        level,
        record_type,
        subject,
        ..
    } = missing
    else {
        return String::new();
    };
    let unit = place(&subject.unit, &level.clone().unwrap_or_default());
    if let Some(duty) = &subject.duty {
        let party = words::at(subject.organ.as_deref(), subject.unit.as_deref(), Lang::En);
        return format!("{party} under the duty `{duty}`");
    }
    match (&subject.metric, record_type) {
        (Some(metric), _) => {
            let period = subject
                .period
                .map(|p| format!(" for {p}"))
                .unwrap_or_default();
            format!("`{metric}` of {unit}{period}")
        }
        (None, Some(record_type)) => match &subject.record {
            Some(record) => format!("`{record_type}` {record}"),
            None => format!("`{record_type}`"),
        },
        (None, None) => unit.to_string(),
    }
}

fn unformed(need: &Need, lang: Lang) -> String {
    let Missing::Unformed { reason, expression } = &need.missing else {
        return String::new();
    };
    let reason = words::unformed(*reason, lang);
    match (expression, lang) {
        (Some(expression), Lang::Zh) => format!("“{expression}”无法计算：{reason}"),
        (Some(expression), Lang::En) => format!("`{expression}` cannot be formed: {reason}"),
        (None, Lang::Zh) => format!("数值无法计算：{reason}"),
        (None, Lang::En) => format!("a number cannot be formed: {reason}"),
    }
}

/// The unit, or the level of many.
fn place(unit: &Option<Name>, level: &Name) -> Name {
    unit.clone().unwrap_or_else(|| level.clone())
}

/// How many, and some of them.
fn counted(need: &Need, lang: Lang) -> String {
    if need.count == 1 {
        return String::new();
    }
    examples(need.count, &need.examples, lang)
}

/// `（甲镇）`, or `（共17处：甲镇、乙镇等）`.
pub(crate) fn examples(count: u64, examples: &[Name], lang: Lang) -> String {
    let some = examples.join(lang.pick("、", ", "));
    if count == 1 && !some.is_empty() {
        return words::bracketed(&some, lang);
    }
    let mut text = match lang {
        Lang::Zh => format!("共{count}处"),
        Lang::En => format!("{count} in all"),
    };
    if !some.is_empty() {
        text.push_str(&format!("{}{some}", lang.pick("：", ": ")));
        if count > examples.len() as u64 {
            text.push_str(lang.pick("等", ", …"));
        }
    }
    words::bracketed(&text, lang)
}
