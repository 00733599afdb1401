//! The words of the page in both languages. Chinese follows the usage of official documents.

use crate::assessment::cause::{Moment, SourceNote};
use crate::assessment::finding::{Modality, Role, StepRelation};
use crate::assessment::party::Clause;
use crate::attribution::{CommendedStatus, FindingStatus, Silence};
use crate::calendar::Date;
use crate::eval::{LeftOutReason, Status, TriggerStatus, Unformed};
use crate::lang::Lang;

pub(crate) fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Met => lang.pick("已达到", "met"),
        Status::Breached => lang.pick("未达到", "breached"),
        Status::Respected => lang.pick("未违反", "respected"),
        Status::Violated => lang.pick("已违反", "violated"),
        Status::NotDue => lang.pick("未到期", "not due"),
        Status::NotApplicable => lang.pick("不适用", "not applicable"),
        Status::Undetermined => lang.pick("事实不明", "undetermined"),
        Status::AwaitingDetermination => lang.pick("待有权机关认定", "awaiting determination"),
        Status::Unmeasured => lang.pick("无考核指标", "unmeasured"),
    }
}

pub(crate) fn trigger_status(status: TriggerStatus, lang: Lang) -> &'static str {
    match status {
        TriggerStatus::Fired => lang.pick("已出现", "fired"),
        TriggerStatus::NotFired => lang.pick("未出现", "not fired"),
        TriggerStatus::Undetermined => lang.pick("事实不明", "undetermined"),
        TriggerStatus::AwaitingDetermination => {
            lang.pick("待有权机关认定", "awaiting determination")
        }
    }
}

pub(crate) fn finding_status(status: FindingStatus, lang: Lang) -> &'static str {
    match status {
        FindingStatus::Established => lang.pick("已成立", "established"),
        FindingStatus::Presumed => lang.pick("推定成立", "presumed"),
        FindingStatus::Rebutted => lang.pick("已被推翻", "rebutted"),
        FindingStatus::Undetermined => lang.pick("事实不明", "undetermined"),
        FindingStatus::AwaitingDetermination => {
            lang.pick("待有权机关认定", "awaiting determination")
        }
    }
}

pub(crate) fn commended_status(status: CommendedStatus, lang: Lang) -> &'static str {
    match status {
        CommendedStatus::Open => lang.pick("符合条件", "open"),
        CommendedStatus::Declined => lang.pick("认定不予表彰", "declined"),
        CommendedStatus::Undetermined => lang.pick("事实不明", "undetermined"),
        CommendedStatus::AwaitingDetermination => {
            lang.pick("待有权机关认定", "awaiting determination")
        }
    }
}

pub(crate) fn modality(modality: Modality, lang: Lang) -> &'static str {
    match modality {
        Modality::Shall => lang.pick("应当", "shall"),
        Modality::May => lang.pick("可以", "may"),
    }
}

pub(crate) fn silence(silence: Silence, lang: Lang) -> &'static str {
    match silence {
        Silence::TextDoesNotSay => {
            lang.pick("文本未规定追究何种责任", "the text names no kind to pursue")
        }
        Silence::NotPursuedHere => lang.pick(
            "该情形不追究与之对应的责任",
            "this trigger pursues no kind that it leads to",
        ),
    }
}

/// How a party holds its duty, where that is worth a word.
pub(crate) fn role(role: Role, lang: Lang) -> Option<&'static str> {
    match role {
        Role::Holder => None,
        Role::Joint => Some(lang.pick("共同责任主体", "joint holder")),
        Role::Lead => Some(lang.pick("牵头", "lead")),
        Role::Participant => Some(lang.pick("参与", "participant")),
        Role::Actor => Some(lang.pick("行为人", "actor")),
    }
}

pub(crate) fn relation(relation: StepRelation, lang: Lang) -> &'static str {
    match relation {
        StepRelation::Unit => lang.pick("辖区隶属", "by units"),
        StepRelation::Organ => lang.pick("机关隶属", "by organs"),
    }
}

pub(crate) fn unformed(reason: Unformed, lang: Lang) -> &'static str {
    match reason {
        Unformed::DivisionByZero => lang.pick("除数为零", "division by zero"),
        Unformed::ZeroBase => lang.pick("基数为零", "a share of nothing"),
        Unformed::NegativeBase => lang.pick("基数为负", "a share of less than nothing"),
        Unformed::Empty => lang.pick("没有可计算的对象", "nothing to compute it from"),
        Unformed::NoRow => lang.pick("对照表无适用的行", "no row of the table holds"),
        Unformed::OutOfRange => lang.pick("数值超出范围", "out of range"),
    }
}

pub(crate) fn left_out(reason: LeftOutReason, lang: Lang) -> &'static str {
    match reason {
        LeftOutReason::AfterAsOf => lang.pick("晚于截止日期", "after the as-of date"),
        LeftOutReason::OutsidePeriod => lang.pick("不在评价期间内", "outside the period"),
        LeftOutReason::BeforeEffect => lang.pick("早于施行日期", "before the regulation's effect"),
        LeftOutReason::AfterExpiry => lang.pick("晚于失效日期", "after the regulation's end"),
    }
}

/// A day as the language writes it.
pub(crate) fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => date.to_string(),
    }
}

/// A day or a span of days.
pub(crate) fn moment(moment: Option<Moment>, lang: Lang) -> String {
    match moment {
        Some(Moment::On(date)) => day(date, lang),
        Some(Moment::Span { from, to }) => {
            let to_word = lang.pick("至", " to ");
            format!("{}{to_word}{}", day(from, lang), day(to, lang))
        }
        None => lang.pick("日期不明", "date unknown").to_owned(),
    }
}

/// A clause with its quote.
pub(crate) fn clause(clause: &Clause, lang: Lang) -> String {
    let address = clause.address_in(lang);
    match (&clause.quote, lang) {
        (Some(quote), Lang::Zh) => format!("{address}：“{quote}”"),
        (Some(quote), Lang::En) => format!("{address}: “{quote}”"),
        (None, _) => address,
    }
}

/// The addresses of clauses, without quotes.
pub(crate) fn addresses(clauses: &[Clause], lang: Lang) -> String {
    let addresses: Vec<String> = clauses.iter().map(|c| c.address_in(lang)).collect();
    addresses.join(lang.pick("、", ", "))
}

/// What the facts say of one of them.
pub(crate) fn source(source: &SourceNote, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let mut parts: Vec<String> = source.source.iter().map(ToString::to_string).collect();
    if let Some(date) = source.date {
        parts.push(day(date, lang));
    }
    if let Some(note) = &source.note {
        parts.push(format!("{}{colon}{note}", lang.pick("注", "note")));
    }
    let told = parts.join(lang.pick("，", ", "));
    match &source.fact {
        Some(fact) => format!("{fact}{colon}{told}"),
        None => told,
    }
}

/// An organ and where it stands.
pub(crate) fn at(organ: Option<&str>, unit: Option<&str>, lang: Lang) -> String {
    match (organ, unit) {
        (Some(organ), Some(unit)) => match lang {
            Lang::Zh => format!("{organ}（{unit}）"),
            Lang::En => format!("{organ} ({unit})"),
        },
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}
