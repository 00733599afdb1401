//! What the inventory and the policy write differently and mean alike: spelling alone. Whatever is more than
//! spelling is a difference, and stands in `inventory-differences.json` with its reason.

use zeren::{Comparison, DeclarationKind, DueRow};

/// Holders: as the inventory writes them, and the policy's organs, offices and classes.
const HOLDERS: &[(&str, &[&str])] = &[
    ("乡(镇)党委", &["乡镇党委"]),
    ("乡(镇)政府", &["乡镇政府"]),
    ("乡(镇)(整体)", &["乡镇党委", "乡镇政府"]),
    (
        "乡(镇)党政主要负责人",
        &["乡镇党委 主要负责人", "乡镇政府 主要负责人"],
    ),
    ("区委主要领导", &["区委 主要负责人"]),
    ("区政府主要领导", &["区政府 主要负责人"]),
    ("区委分管领导", &["区委 分管负责人"]),
    ("区政府分管领导", &["区政府 分管负责人"]),
    // Whoever attribution finds: a trigger and its consequence name nobody beforehand.
    ("相关人员", &[]),
];

/// Claimants, likewise.
const CLAIMANTS: &[(&str, &str)] = &[("所在乡(镇)党委", "乡镇党委")];

/// Who may commend, in the policy's one wording for all.
const AUTHORITIES: &[(&str, &[&str])] = &[(
    "区委、区政府,各乡(镇)党委、政府,以及区直相关部门",
    &["区委", "区政府", "乡镇党委", "乡镇政府", "区直相关部门"],
)];

/// Kinds of clause, and the declarations that such a clause must be encoded by.
const KINDS: &[(&str, &[DeclarationKind])] = &[
    ("duty", &[DeclarationKind::Duty]),
    ("metric", &[DeclarationKind::Duty, DeclarationKind::Target]),
    (
        "prohibition",
        &[DeclarationKind::Duty, DeclarationKind::Prohibition],
    ),
    ("report", &[DeclarationKind::Duty, DeclarationKind::Report]),
    // What an organ sets up or certifies is a task of it: the language has no other word for it.
    ("organisation", &[DeclarationKind::Duty]),
    ("authority", &[DeclarationKind::Duty]),
    ("commendation", &[DeclarationKind::Commendation]),
    ("trigger", &[DeclarationKind::Trigger]),
    ("consequence", &[DeclarationKind::Consequence]),
    ("scope", &[DeclarationKind::Scope]),
    ("reference", &[DeclarationKind::Delegated]),
    ("purpose", &[DeclarationKind::NonOperative]),
    (
        "interpretation",
        &[DeclarationKind::Regulation, DeclarationKind::NonOperative],
    ),
    (
        "effectiveness",
        &[DeclarationKind::Regulation, DeclarationKind::NonOperative],
    ),
];

/// Comparisons that cannot differ: nothing is more than all, or fewer than none.
const SAME_BOUNDS: &[[&str; 4]] = &[["=", "100", "≥", "100"], ["=", "0", "≤", "0"]];

/// What is compared with, where the text gives a direction and no number.
const BASES: &[(&str, &str)] = &[
    ("上年村集体经济收入", "上年 村集体经济收入"),
    ("上期财政投入(基期文中未给)", "上年 区级财政扶贫投入"),
    ("全省贫困县平均水平", "全省贫困县义务教育巩固率平均水平"),
    ("此前知晓率(基期文中未给)", "上年 扶持政策知晓率"),
];

/// Deadlines; where the text gives none, a task is due when its period ends.
const DEADLINES: &[(&str, &str)] = &[("2017年底", "2017-12-31")];

/// The acts that a prohibition's words name, one by one.
const ACTS: &[(&str, &[&str])] = &[
    ("art-6/2", &["形式主义"]),
    ("art-13/4", &["挤占", "挪用"]),
    ("art-13/5", &["截留", "私分"]),
    ("art-13/6", &["虚报", "冒领"]),
    ("art-13/7", &["侵吞", "延压"]),
    ("art-13/8", &["挥霍浪费"]),
];

/// The policy's names for a holder of the inventory.
pub fn holders(inventory: &[String]) -> Vec<String> {
    let of = |name: &String| match HOLDERS.iter().find(|(own, _)| own == name) {
        Some((_, names)) => names.iter().map(|name| (*name).to_owned()).collect(),
        None => vec![name.clone()],
    };
    sorted(inventory.iter().flat_map(of))
}

pub fn authority(wording: &str) -> Vec<String> {
    match AUTHORITIES.iter().find(|(own, _)| *own == wording) {
        Some((_, names)) => sorted(names.iter().map(|name| (*name).to_owned())),
        None => vec![wording.to_owned()],
    }
}

/// The claimants that a clause names, one by one.
pub fn claimants(inventory: &str) -> Vec<String> {
    let of = |name: &str| match CLAIMANTS.iter().find(|(own, _)| *own == name) {
        Some((_, name)) => (*name).to_owned(),
        None => name.to_owned(),
    };
    inventory.split('、').map(of).collect()
}

pub fn kinds(inventory: &str) -> &'static [DeclarationKind] {
    let row = KINDS.iter().find(|(own, _)| *own == inventory);
    row.unwrap_or_else(|| panic!("{inventory}")).1
}

pub fn acts(clause: &str) -> &'static [&'static str] {
    let row = ACTS.iter().find(|(own, _)| *own == clause);
    row.unwrap_or_else(|| panic!("{clause}")).1
}

/// The kind of responsibility that a clause gives; Article 16 gives one in its opening words to all its items.
pub fn responsibility(inventory: Option<&str>, under_a_heading: bool) -> &str {
    match inventory {
        None if under_a_heading => "工作责任",
        None => "",
        Some(kind) => kind,
    }
}

/// How the policy writes what a clause requires.
pub fn bound(comparator: &str, value: &str) -> (String, String) {
    let sign = match comparator {
        "<=" => "≤",
        ">=" => "≥",
        sign => sign,
    };
    let same = SAME_BOUNDS.iter().find(|row| row[..2] == [sign, value]);
    let (sign, value) = same.map_or((sign, value), |row| (row[2], row[3]));
    (sign.to_owned(), value.to_owned())
}

pub fn base(inventory: &str) -> &str {
    let row = BASES.iter().find(|(own, _)| *own == inventory);
    row.map_or(inventory, |(_, policy)| policy)
}

pub fn deadline(inventory: Option<&str>) -> String {
    let Some(deadline) = inventory else {
        return "end of the period".to_owned();
    };
    let row = DEADLINES.iter().find(|(own, _)| *own == deadline);
    row.map_or(deadline, |(_, policy)| policy).to_owned()
}

pub fn due(due: &DueRow) -> String {
    match due {
        DueRow::On(date) => date.to_string(),
        DueRow::AfterPeriodEnd(duration) if duration.months == 0 && duration.days == 0 => {
            "end of the period".to_owned()
        }
        DueRow::AfterPeriodEnd(duration) => format!("{duration:?} after the period"),
        DueRow::Continuously => "at all times".to_owned(),
        other => panic!("{other:?}"),
    }
}

pub fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::AtLeast => "≥",
        Comparison::More => ">",
    }
}

pub fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}
