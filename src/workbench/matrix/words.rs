//! The words of the matrix in both languages; Chinese follows the usage of official documents.

use serde::Serializer;

use super::{DueRow, DutyRow, TriggerRow, Way};
use crate::assessment::words::{day, numbered};
use crate::calendar::Duration;
use crate::lang::Lang;
use crate::model::{HolderRole, Name};

/// Names that a line lists before it only counts the rest.
const MOST_NAMES: usize = 3;

/// The role as the JSON names it.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the serialiser passes a reference"
)]
pub(super) fn serialize_role<S: Serializer>(
    role: &HolderRole,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match role {
        HolderRole::Each => "each",
        HolderRole::Joint => "joint",
        HolderRole::Lead => "lead",
        HolderRole::Participant => "participant",
    })
}

/// The role of a holder among others, in a word; nothing for one that holds for itself.
pub(super) fn role(role: HolderRole, lang: Lang) -> &'static str {
    match role {
        HolderRole::Each => "",
        HolderRole::Joint => lang.pick("共同承担", "jointly"),
        HolderRole::Lead => lang.pick("牵头", "lead"),
        HolderRole::Participant => lang.pick("参与", "participant"),
    }
}

/// How the duty is held: by whom in the organ, with whom beside it.
pub(super) fn holding(row: &DutyRow, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(office) = &row.office {
        said.push(match lang {
            Lang::Zh => format!("由{office}承担"),
            Lang::En => format!("held by the {office}"),
        });
    }
    if let Some(class) = &row.class {
        said.push(match lang {
            Lang::Zh => format!("以“{class}”成员身份承担"),
            Lang::En => format!("as one of the {class}"),
        });
    }
    said.extend(beside(row, lang));
    if row.component {
        said.push(
            lang.pick("只就所列事项承担", "for this component alone")
                .to_owned(),
        );
    }
    said
}

fn beside(row: &DutyRow, lang: Lang) -> Option<String> {
    let with = |role: Option<HolderRole>| {
        let others = row.others.iter();
        let others = others.filter(|other| role.is_none_or(|role| other.role == role));
        list(others.map(|other| &other.party), lang)
    };
    Some(match (row.role, lang) {
        (HolderRole::Each, _) if row.others.is_empty() => return None,
        (HolderRole::Each, Lang::Zh) => format!("与{}各自承担", with(None)),
        (HolderRole::Each, Lang::En) => format!("each for itself, as {}", with(None)),
        (HolderRole::Joint, _) if row.others.is_empty() => role(row.role, lang).to_owned(),
        (HolderRole::Joint, Lang::Zh) => format!("与{}共同承担", with(None)),
        (HolderRole::Joint, Lang::En) => format!("jointly with {}", with(None)),
        (HolderRole::Lead, Lang::Zh) => format!("牵头（参与：{}）", with(None)),
        (HolderRole::Lead, Lang::En) => format!("in the lead (with {})", with(None)),
        (HolderRole::Participant, Lang::Zh) => {
            format!("参与（牵头：{}）", with(Some(HolderRole::Lead)))
        }
        (HolderRole::Participant, Lang::En) => {
            format!("participant (led by {})", with(Some(HolderRole::Lead)))
        }
    })
}

/// When something is due.
pub(super) fn due(due: DueRow, lang: Lang) -> String {
    let due = match due {
        DueRow::On(date) => return day(date, lang),
        DueRow::Continuously => return lang.pick("持续", "at all times").to_owned(),
        DueRow::AfterPeriodEnd(due) => due,
    };
    let length = length(due, lang);
    match (length.is_empty(), lang) {
        (true, _) => lang.pick("期末", "end of the period").to_owned(),
        (false, Lang::Zh) => format!("期末后{length}"),
        (false, Lang::En) => format!("{length} after the end of the period"),
    }
}

fn length(length: Duration, lang: Lang) -> String {
    let parts = [
        (length.months, lang.pick("个月", " months")),
        (length.days, lang.pick("日", " days")),
    ];
    let said = parts.iter().filter(|(count, _)| *count != 0);
    let said: Vec<String> = said.map(|(count, unit)| format!("{count}{unit}")).collect();
    said.join(lang.pick("又", " and "))
}

/// How often a report is owed.
pub(super) fn every(every: Option<&str>, lang: Lang) -> &'static str {
    match every {
        Some("year") => lang.pick("每年", "every year"),
        Some("half-year") => lang.pick("每半年", "every half-year"),
        Some("quarter") => lang.pick("每季度", "every quarter"),
        Some("month") => lang.pick("每月", "every month"),
        _ => lang.pick("每期", "once a period"),
    }
}

/// A trigger with its number.
pub(super) fn trigger(row: &TriggerRow, lang: Lang) -> String {
    numbered(row.number.as_deref(), &row.trigger, lang)
}

/// How a trigger comes to a duty.
pub(super) fn way(way: &Way, lang: Lang) -> String {
    let of =
        |zh: &str, en: &str, names: &[Name]| format!("{}{}", lang.pick(zh, en), some(names, lang));
    match way {
        Way::Targets(names) => of("未完成目标：", "targets breached: ", names),
        Way::Reports(names) => of("未作报告：", "reports not made: ", names),
        Way::Prohibitions(names) => of("违反禁止：", "prohibitions violated: ", names),
        Way::Duties(names) => of("未尽责任：", "duties breached: ", names),
        Way::Metrics(names) => of("指标：", "metrics: ", names),
        Way::Units(level) => match lang {
            Lang::Zh => format!("{level}的情况"),
            Lang::En => format!("the state of each {level}"),
        },
        Way::Records(name) => match lang {
            Lang::Zh => format!("发生“{name}”"),
            Lang::En => format!("records of {name}"),
        },
        Way::RecordsThatTell(name) => match lang {
            Lang::Zh => format!("发生“{name}”，且载明属于所列事项"),
            Lang::En => format!("records of {name} that name such a matter"),
        },
    }
}

/// All names.
pub(super) fn list<'n>(names: impl Iterator<Item = &'n Name>, lang: Lang) -> String {
    let names: Vec<&str> = names.map(|name| &**name).collect();
    names.join(lang.pick("、", ", "))
}

/// The first names, and how many there are.
fn some(names: &[Name], lang: Lang) -> String {
    let first = list(names.iter().take(MOST_NAMES), lang);
    let count = names.len();
    match lang {
        _ if count <= MOST_NAMES => first,
        Lang::Zh => format!("{first}等{count}项"),
        Lang::En => format!("{first} and {} more", count - MOST_NAMES),
    }
}
