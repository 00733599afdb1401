//! What an assessment decides, by what it is decided of.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, Finding, Role};
use crate::attribution::FindingStatus;
use crate::oracle::tests::engine::{actor, or_none, word};

/// The statuses under each name; findings, whose acts several records can tell of, and commendations can have several.
pub type Statuses = BTreeMap<String, Vec<String>>;

/// Statuses that say that something is still to be known. `presumed` is among them: a discharge may come yet.
const OPEN: &[&str] = &["undetermined", "awaiting-determination", "presumed"];

pub fn is_decided(status: &str) -> bool {
    !OPEN.contains(&status)
}

/// All statuses.
pub fn statuses(assessment: &Assessment) -> Statuses {
    let mut found = Statuses::new();
    let mut add = |name: String, status: String| found.entry(name).or_default().push(status);
    for row in assessment.targets() {
        add(
            format!("target {}@{}", row.target, row.unit),
            word(&row.status),
        );
    }
    for row in assessment.reports() {
        let unit = or_none(row.unit.as_deref());
        let name = format!("report {} {}@{unit} {}", row.report, row.organ, row.period);
        add(name, word(&row.status));
    }
    for row in assessment.prohibitions() {
        let name = format!("prohibition {}@{}", row.prohibition, row.unit);
        add(name, word(&row.status));
    }
    for row in assessment.duties() {
        let unit = or_none(row.unit.as_deref());
        add(
            format!("duty {} {}@{unit}", row.duty, row.organ),
            word(&row.status),
        );
    }
    for row in assessment.triggers() {
        add(format!("trigger {}", row.trigger), word(&row.status));
    }
    for row in assessment.findings() {
        let name = finding(row);
        for ground in &row.grounds {
            add(
                format!("{name} under {}", ground.trigger),
                word(&ground.status),
            );
        }
        // A finding is as sure as the surest of its grounds: what is rebutted on one may stand on another.
        if row.status == FindingStatus::Established {
            add(name, word(&row.status));
        }
    }
    for row in assessment.commendations() {
        let unit = or_none(row.unit.as_deref());
        let party = match (&row.organ, &row.actor) {
            (Some(organ), _) => format!("{organ}@{unit}"),
            (None, Some(who)) => actor(who),
            (None, None) => continue,
        };
        add(
            format!("commendation {} {party}", row.commendation),
            word(&row.status),
        );
    }
    for statuses in found.values_mut() {
        statuses.sort();
    }
    found
}

/// What makes a finding the one that it is, whatever else is known of it.
pub fn finding(row: &Finding) -> String {
    // What one trigger finds wrong with a unit is not what another does.
    let of_unit = match row.act.starts_with("unit:") {
        true => row.grounds.first().map(|ground| &*ground.trigger),
        false => None,
    };
    format!(
        "finding {} {} duty={} party={}@{} class={} office={} pursued={} actor={}",
        row.act,
        or_none(of_unit),
        row.duty.name,
        or_none(row.organ.as_deref()),
        or_none(row.unit.as_deref()),
        or_none(row.class.as_deref()),
        or_none(row.office.as_deref()),
        or_none(row.pursued.as_deref()),
        row.role == Role::Actor,
    )
}
