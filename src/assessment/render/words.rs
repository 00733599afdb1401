//! The words of the page in both languages. Chinese follows the usage of official documents.

use crate::assessment::cause::{ActorNote, Element, ElementKind, Moment, SourceNote};
use crate::assessment::finding::{Modality, Role, StepRelation};
use crate::assessment::outcome::TargetResult;
use crate::assessment::party::{Actor, Clause};
use crate::attribution::{CommendedStatus, FindingStatus, Silence};
use crate::calendar::{Date, Period};
use crate::eval::{LeftOutReason, Status, TriggerStatus, Unformed};
use crate::lang::Lang;
use crate::model::{Name, numeral};
use crate::number::Number;

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

/// A period as the language writes it.
pub(crate) fn period(period: Period, lang: Lang) -> String {
    match lang {
        Lang::Zh => period_zh(period),
        Lang::En => period.to_string(),
    }
}

/// A whole year is `2017年`.
pub(crate) fn period_zh(period: Period) -> String {
    let text = period.to_string();
    if text.len() == 4 {
        format!("{text}年")
    } else {
        text
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
    match &clause.quote {
        Some(quote) => {
            let inner = quote.replace('“', "‘").replace('”', "’");
            format!("{address}{}“{inner}”", lang.pick("：", ": "))
        }
        None => address,
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

/// A trigger's number and name.
pub(crate) fn numbered(number: Option<&str>, name: &str, lang: Lang) -> String {
    match (number, lang) {
        (Some(number), Lang::Zh) => format!("（{}）{name}", numeral(number)),
        (Some(number), Lang::En) => format!("({number}) {name}"),
        (None, _) => name.to_owned(),
    }
}

/// An organ and where it stands.
pub(crate) fn at(organ: Option<&str>, unit: Option<&str>, lang: Lang) -> String {
    match (organ, unit) {
        (Some(organ), Some(unit)) => format!("{organ}{}", bracketed(unit, lang)),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}

pub(crate) fn actor_note(note: ActorNote, lang: Lang) -> &'static str {
    match note {
        ActorNote::Unknown => lang.pick("行为人不明", "the facts do not tell who acted"),
        ActorNote::TextDoesNotSay => lang.pick(
            "文本未规定行为人本人承担何种责任",
            "the text does not say what a person who acted answers for",
        ),
        ActorNote::NotInRoster => lang.pick(
            "任职名册未载明行为人当时所在机关，补充后可定其本人责任",
            "the roster does not tell in which organ the person who acted then served",
        ),
    }
}

/// What happened, as a noun.
pub(crate) fn element(element: &Element, lang: Lang) -> String {
    let name = &element.name;
    let record = element.record.as_deref().unwrap_or_default();
    let organ = element.organ.as_deref().unwrap_or_default();
    let period = element.period.map(|one| period(one, lang));
    let period = period.unwrap_or_default();
    match (element.kind, lang) {
        (ElementKind::Record, Lang::Zh) => format!("“{name}”记录 {record}"),
        (ElementKind::Record, Lang::En) => format!("record `{name}` {record}"),
        (ElementKind::Prohibition, Lang::Zh) => format!("违反禁令“{name}”（{record}）"),
        (ElementKind::Prohibition, Lang::En) => format!("prohibition `{name}` ({record})"),
        (ElementKind::Target, Lang::Zh) => format!("目标“{name}”"),
        (ElementKind::Target, Lang::En) => format!("target `{name}`"),
        (ElementKind::Report, Lang::Zh) => format!("{organ}{period}报告“{name}”"),
        (ElementKind::Report, Lang::En) => format!("report `{name}` of {organ} for {period}"),
        (ElementKind::Duty, Lang::Zh) => format!("{organ}职责“{name}”"),
        (ElementKind::Duty, Lang::En) => format!("duty `{name}` of {organ}"),
        (ElementKind::Metric, Lang::Zh) => format!("指标“{name}”"),
        (ElementKind::Metric, Lang::En) => format!("metric `{name}`"),
        (ElementKind::Unit, Lang::Zh) => format!("{name}整体情况"),
        (ElementKind::Unit, Lang::En) => format!("{name} as a whole"),
    }
}

/// Who acted.
pub(crate) fn actor(actor: &Actor, lang: Lang) -> String {
    let organ = at(actor.organ.as_deref(), actor.unit.as_deref(), lang);
    let parts = [
        Some(&*organ),
        actor.office.as_deref(),
        actor.person.as_deref(),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// What a target reached, and what it required by when.
pub(crate) fn measured(target: &TargetResult, lang: Lang) -> String {
    let mut parts = vec![status(target.status, lang).to_owned()];
    if let Some(value) = &target.value {
        parts.push(format!(
            "{}{}",
            lang.pick("实际", "actual "),
            rounded(value, lang)
        ));
    }
    if let (Some(bound), Some(comparison)) = (&target.bound, target.comparison) {
        let word = lang.pick("要求", "required ");
        parts.push(format!(
            "{word}{}{}",
            comparison.sign(),
            rounded(bound, lang)
        ));
    }
    if let Some(due) = target.due {
        parts.push(format!("{}{}", lang.pick("期限", "due "), day(due, lang)));
    }
    parts.join(lang.pick("　", "  "))
}

/// A fraction as a decimal too: ≈83.3333%（250/3%）.
pub(crate) fn rounded(exact: &str, lang: Lang) -> String {
    let fraction = exact.trim_end_matches(|c: char| !c.is_ascii_digit());
    let decimal = fraction.split_once('/').and_then(|(above, below)| {
        let number = Number::parse(above).ok()?;
        let number = number.checked_div(&Number::parse(below).ok()?)?;
        let unit = exact.strip_prefix(fraction)?;
        Some(format!("{}{unit}", number.to_approx_text(4)))
    });
    match decimal {
        Some(decimal) => format!("{decimal}{}", bracketed(exact, lang)),
        None => exact.to_owned(),
    }
}

/// By whom something is decided, and following what.
pub(crate) fn decided(authority: Option<&str>, following: &[Name], lang: Lang) -> String {
    let mut text = String::new();
    if let Some(authority) = authority {
        text.push_str(&match lang {
            Lang::Zh => format!("，由{authority}决定"),
            Lang::En => format!(", decided by {authority}"),
        });
    }
    if !following.is_empty() {
        let documents = following.join(lang.pick("、", ", "));
        text.push_str(&match lang {
            Lang::Zh => format!("，依照{documents}"),
            Lang::En => format!(", following {documents}"),
        });
    }
    text
}

/// The text in brackets, after what it explains.
pub(crate) fn bracketed(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("（{text}）"),
        Lang::En => format!(" ({text})"),
    }
}
