//! One form for what is expected and what came out: a subject and what is said of it, slot by slot.

use crate::assessment::{Actor, Moment};
use crate::lang::{Lang, Text};
use crate::measure::{Measures, split_quantity};
use crate::number::Number;
use crate::syntax::ast::{
    Aspect, DetailKind, Expectation, Expected, HolderPart, Mark, Name, NameOrText, Value, ValueKind,
};

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Unit,
    By,
    Named(Aspect),
    Actor,
    Role,
    Distance,
    On,
    From,
    To,
    During,
    Actual,
    Bound,
    Reading,
    Mark,
}

/// One thing said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// What of.
    pub(super) slot: Slot,
    /// Names, numbers and days, alike in both languages; of a mark, its English word.
    pub(super) value: String,
}

impl Said {
    pub(super) fn new(slot: Slot, value: impl ToString) -> Self {
        Self {
            slot,
            value: value.to_string(),
        }
    }

    pub(super) fn mark(mark: Mark) -> Self {
        Self::new(Slot::Mark, mark_words(mark).1)
    }

    pub(super) fn named(aspect: Aspect, value: impl ToString) -> Self {
        Self::new(Slot::Named(aspect), value)
    }

    /// As the language of policies writes it.
    pub(super) fn words(&self, lang: Lang) -> String {
        let value = &self.value;
        let word = match self.slot {
            Slot::Unit => lang.pick("于", "at"),
            Slot::By => lang.pick("由", "by"),
            Slot::Named(aspect) => aspect_words(aspect, lang),
            Slot::Actor => lang.pick("行为人", "actor"),
            Slot::Role => lang.pick("角色", "role"),
            Slot::Distance => lang.pick("层距", "distance"),
            Slot::On => lang.pick("日期", "on"),
            Slot::From => lang.pick("自", "from"),
            Slot::To => lang.pick("至", "to"),
            Slot::During => lang.pick("期间", "period"),
            Slot::Actual => lang.pick("实际", "actual"),
            Slot::Bound => lang.pick("要求", "bound"),
            Slot::Reading => lang.pick("解释", "interpretation"),
            Slot::Mark => return mark_in(value, lang).to_owned(),
        };
        let value = match (self.slot, lang) {
            (Slot::Role, Lang::Zh) => role_zh(value),
            (Slot::Reading, _) => {
                return match value.split_once('=') {
                    Some((name, choice)) => {
                        format!("{word} {name} {} {choice}", lang.pick("取", "take"))
                    }
                    None => format!("{word} {value}"),
                };
            }
            _ => value,
        };
        format!("{word} {value}")
    }

    /// Whether what came out is what is expected here.
    pub(super) fn met_by(&self, actual: &Self, measures: &Measures) -> bool {
        if self.slot != actual.slot {
            return false;
        }
        match self.slot {
            Slot::Unit => is_unit(&self.value, &actual.value),
            Slot::Actual | Slot::Bound => {
                self.value == actual.value || same_amount(&self.value, &actual.value, measures)
            }
            Slot::Actor => {
                let (who, at) = split_place(&self.value);
                let (actual_who, actual_at) = split_place(&actual.value);
                who == actual_who && at.is_none_or(|at| is_unit(at, actual_at.unwrap_or_default()))
            }
            _ => self.value == actual.value,
        }
    }
}

/// Whether a path as written means this unit: its end, or the whole with `/` before it.
pub(super) fn is_unit(written: &str, path: &str) -> bool {
    let end = |path: &str| {
        path.strip_suffix(written)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    match written.strip_prefix('/') {
        Some(whole) => whole == path,
        None => end(path),
    }
}

fn split_place(text: &str) -> (&str, Option<&str>) {
    match text.split_once('@') {
        Some((who, at)) => (who, Some(at)),
        None => (text, None),
    }
}

fn same_amount(one: &str, other: &str, measures: &Measures) -> bool {
    let base = |text: &str| {
        let (digits, unit) = split_quantity(text)?;
        let number = Number::parse(digits.trim()).ok()?;
        match unit.trim() {
            "" => Some((number, None)),
            unit => {
                let measure = measures.get(unit)?;
                Some((
                    number.checked_mul(&measure.factor)?,
                    Some(measure.dimension.clone()),
                ))
            }
        }
    };
    match (base(one), base(other)) {
        // A bare number is in the unit of the metric, as in facts.
        (Some((_, None)), Some((_, Some(_)))) => {
            let digits = split_quantity(other).map(|(digits, _)| Number::parse(digits.trim()));
            digits == split_quantity(one).map(|(digits, _)| Number::parse(digits.trim()))
        }
        (Some((one, unit)), Some((other, other_unit))) => one == other && unit == other_unit,
        _ => false,
    }
}

/// What an expectation says of its subject.
pub(super) fn expected(expectation: &Expectation) -> Vec<Said> {
    let office = expectation.office.as_ref();
    let mut said: Vec<Said> = office
        .map(|office| Said::named(Aspect::Office, &office.text))
        .into_iter()
        .collect();
    for detail in &expectation.details {
        said.extend(of_detail(&detail.kind, expectation.kind));
    }
    said
}

fn of_detail(detail: &DetailKind, of: Expected) -> Vec<Said> {
    let one = |slot: Slot, value: String| vec![Said::new(slot, value)];
    match detail {
        DetailKind::At(unit) => one(Slot::Unit, unit.text.clone()),
        DetailKind::By(NameOrText::Name(name)) => one(Slot::By, name.text.clone()),
        DetailKind::By(NameOrText::Text(text)) => one(Slot::By, text.text.clone()),
        DetailKind::On(day) => one(Slot::On, day.date.to_string()),
        DetailKind::From(day) => one(Slot::From, day.date.to_string()),
        DetailKind::To(day) => one(Slot::To, day.date.to_string()),
        DetailKind::During(period) => one(Slot::During, period.to_string()),
        DetailKind::Named(aspect, names) => named(*aspect, names),
        DetailKind::Actor(value) => one(Slot::Actor, value_text(value)),
        DetailKind::Role(part) => one(Slot::Role, role(*part).to_owned()),
        DetailKind::Distance(steps) => one(Slot::Distance, steps.to_string()),
        DetailKind::Actual(value) => one(Slot::Actual, value_text(value)),
        DetailKind::Bound(value) => one(Slot::Bound, value_text(value)),
        DetailKind::Reading(reading) => one(
            Slot::Reading,
            format!("{}={}", reading.interpretation.text, reading.choice.text),
        ),
        DetailKind::Mark(Mark::Fired) if of == Expected::Finding => {
            vec![Said::mark(Mark::Established)]
        }
        DetailKind::Mark(mark) => vec![Said::mark(*mark)],
        DetailKind::Missing(_)
        | DetailKind::Is(_)
        | DetailKind::Document(_)
        | DetailKind::Note(_)
        | DetailKind::Source(_) => Vec::new(),
    }
}

/// Persons, matters and joint holders are all of them; of other things each is looked for.
fn named(aspect: Aspect, names: &[Name]) -> Vec<Said> {
    let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
    match aspect {
        Aspect::Person | Aspect::Matter | Aspect::With => vec![all_of(aspect, &texts)],
        _ => texts
            .into_iter()
            .map(|text| Said::named(aspect, text))
            .collect(),
    }
}

/// Names in an order of their own.
pub(super) fn all_of(aspect: Aspect, names: &[&str]) -> Said {
    let mut names = names.to_vec();
    names.sort_unstable();
    Said::named(aspect, names.join("、"))
}

fn value_text(value: &Value) -> String {
    match &value.kind {
        ValueKind::Truth(true) => "true".to_owned(),
        ValueKind::Truth(false) => "false".to_owned(),
        ValueKind::Date(day) => day.date.to_string(),
        ValueKind::Number(text) | ValueKind::Quantity(text) | ValueKind::Text(text) => text.clone(),
        ValueKind::Person(name) => name.text.clone(),
        ValueKind::Name { name, office, at } => {
            let mut text = name.text.clone();
            if let Some(office) = office {
                text.push_str(&format!(" {}", office.text));
            }
            if let Some(at) = at {
                text.push_str(&format!("@{}", at.text));
            }
            text
        }
        ValueKind::Nothing | ValueKind::Unknown => String::new(),
    }
}

/// An actor as an expectation names one.
pub(super) fn actor(actor: &Actor) -> String {
    let who: Vec<&str> = [&actor.person, &actor.organ, &actor.office]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    match &actor.unit {
        Some(unit) => format!("{}@{unit}", who.join(" ")),
        None => who.join(" "),
    }
}

/// The days of something that happened.
pub(super) fn moment(moment: Option<Moment>) -> Vec<Said> {
    match moment {
        Some(Moment::On(day)) => vec![Said::new(Slot::On, day)],
        Some(Moment::Span { from, to }) => {
            vec![Said::new(Slot::From, from), Said::new(Slot::To, to)]
        }
        None => Vec::new(),
    }
}

/// The head of an expectation, before its subject.
pub(super) fn head(kind: Expected, lang: Lang) -> &'static str {
    use crate::syntax::ast::MissingKind as M;
    let (zh, en) = match kind {
        Expected::Trigger => ("问责情形", "trigger"),
        Expected::Finding => ("追究", "finding"),
        Expected::Cause => ("原因", "cause"),
        Expected::Target => ("目标", "target"),
        Expected::Prohibition => ("禁止", "prohibition"),
        Expected::Report => ("报告", "report"),
        Expected::Duty => ("责任", "duty"),
        Expected::Commendation => ("表彰", "commendation"),
        Expected::LeftOut => ("不计入", "left out"),
        Expected::Missing { kind: None, .. } => ("缺", "missing"),
        Expected::Missing {
            kind: Some(kind), ..
        } => match kind {
            M::Metric => ("缺 指标", "missing metric"),
            M::Plan => ("缺 计划", "missing plan"),
            M::Records => ("缺 记录", "missing record"),
            M::Units => ("缺 层级", "missing level"),
            M::Field => ("缺 字段", "missing field"),
            M::Determination => ("缺 认定", "missing determined"),
            M::Reports => ("缺 上报", "missing reported"),
            M::Discharges => ("缺 履责", "missing discharged"),
            M::Actor => ("缺 行为人", "missing actor"),
            M::Unformed => ("缺 无法计算", "missing unformed"),
        },
    };
    lang.pick(zh, en)
}

/// A line as the language of policies writes it: head, subject, then what is said.
pub(super) fn line(head: &str, subject: &str, said: &[Said], lang: Lang) -> String {
    let mut line = head.to_owned();
    if !subject.is_empty() {
        line.push_str(&format!(" {subject}"));
    }
    let vacant = mark_words(Mark::Vacant).1;
    let unknown = mark_words(Mark::UnknownPersons).1;
    let outside = |said: &&Said| match said.slot {
        Slot::Unit | Slot::By => true,
        Slot::Mark => said.value != vacant && said.value != unknown,
        _ => false,
    };
    for one in said.iter().filter(outside) {
        line.push_str(&format!(" {}", one.words(lang)));
    }
    let inside: Vec<String> = said
        .iter()
        .filter(|said| !outside(said))
        .map(|said| said.words(lang))
        .collect();
    if !inside.is_empty() {
        let inside = inside.join(lang.pick("；", "; "));
        line.push_str(&format!(" {{ {inside} }}"));
    }
    line
}

/// A text of both languages from one function of the language.
pub(super) fn both(words: impl Fn(Lang) -> String) -> Text {
    Text::new(words(Lang::Zh), words(Lang::En))
}

fn aspect_words(aspect: Aspect, lang: Lang) -> &'static str {
    let (zh, en) = match aspect {
        Aspect::Metric => ("指标", "metric"),
        Aspect::Target => ("目标", "target"),
        Aspect::Record => ("记录", "record"),
        Aspect::Prohibition => ("禁止", "prohibition"),
        Aspect::Report => ("报告", "report"),
        Aspect::Duty => ("责任", "duty"),
        Aspect::Organ => ("机构", "organ"),
        Aspect::Class => ("类", "class"),
        Aspect::Office => ("职务", "office"),
        Aspect::Title => ("称谓", "title"),
        Aspect::Person => ("人员", "person"),
        Aspect::Act => ("行为", "act"),
        Aspect::Matter => ("事项", "matter"),
        Aspect::Trigger => ("问责情形", "trigger"),
        Aspect::Pursued => ("追究种类", "pursued kind"),
        Aspect::Borne => ("承担种类", "borne kind"),
        Aspect::With => ("会同", "with"),
    };
    lang.pick(zh, en)
}

fn role(part: HolderPart) -> &'static str {
    match part {
        HolderPart::Actor => "actor",
        HolderPart::Lead => "leading",
        HolderPart::Participant => "participant",
        HolderPart::Joint => "jointly",
    }
}

fn role_zh(role: &str) -> &str {
    match role {
        "actor" => "行为人",
        "leading" => "牵头",
        "participant" => "参与",
        _ => "共同",
    }
}

fn mark_in(english: &str, lang: Lang) -> &'static str {
    MARKS
        .iter()
        .map(|mark| mark_words(*mark))
        .find(|(_, en)| *en == english)
        .map_or("", |(zh, en)| lang.pick(zh, en))
}

const MARKS: &[Mark] = &[
    Mark::Fired,
    Mark::NotFired,
    Mark::Met,
    Mark::Breached,
    Mark::Respected,
    Mark::Violated,
    Mark::NotDue,
    Mark::NotApplicable,
    Mark::Unmeasured,
    Mark::Undetermined,
    Mark::Awaiting,
    Mark::Established,
    Mark::Presumed,
    Mark::Rebutted,
    Mark::Eligible,
    Mark::Declined,
    Mark::AfterAsOf,
    Mark::OutsidePeriod,
    Mark::BeforeEffect,
    Mark::AfterExpiry,
    Mark::Silent,
    Mark::NotPursued,
    Mark::NoDuty,
    Mark::ScopeDoubt,
    Mark::Shall,
    Mark::May,
    Mark::Vacant,
    Mark::UnknownPersons,
];

fn mark_words(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Fired => ("成立", "fired"),
        Mark::NotFired => ("不成立", "not fired"),
        Mark::Met => ("已达到", "met"),
        Mark::Breached => ("未达到", "breached"),
        Mark::Respected => ("未违反", "respected"),
        Mark::Violated => ("已违反", "violated"),
        Mark::NotDue => ("未到期", "not due"),
        Mark::NotApplicable => ("不适用", "not applicable"),
        Mark::Unmeasured => ("无考核指标", "unmeasured"),
        Mark::Undetermined => ("无法判定", "undetermined"),
        Mark::Awaiting => ("待认定", "awaiting determination"),
        Mark::Established => ("已成立", "established"),
        Mark::Presumed => ("推定成立", "presumed"),
        Mark::Rebutted => ("已被推翻", "rebutted"),
        Mark::Eligible => ("符合条件", "eligible"),
        Mark::Declined => ("不予表彰", "declined"),
        Mark::AfterAsOf => ("晚于截止日期", "after as of"),
        Mark::OutsidePeriod => ("不在评价期间内", "outside period"),
        Mark::BeforeEffect => ("早于施行日期", "before effect"),
        Mark::AfterExpiry => ("晚于失效日期", "after expiry"),
        Mark::Silent => ("文本未明", "text silent"),
        Mark::NotPursued => ("情形不追究", "not pursued here"),
        Mark::NoDuty => ("无责任可及", "reaches no duty"),
        Mark::ScopeDoubt => ("范围存疑", "scope doubt"),
        Mark::Shall => ("应当", "shall"),
        Mark::May => ("可以", "may"),
        Mark::Vacant => ("人员 空缺", "person vacant"),
        Mark::UnknownPersons => ("人员 不详", "person unknown"),
    }
}
