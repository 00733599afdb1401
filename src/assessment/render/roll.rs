//! The roll: every party once, with what is pursued of it, so that the answer to “who” is read first.

use indexmap::IndexMap;

use super::page::Page;
use super::{answer, words};
use crate::assessment::Assessment;
use crate::attribution::FindingStatus;
use crate::lang::Lang;

/// What is pursued of a party, how surely, and for which matters and findings.
type Pursuits<'a> = IndexMap<(String, FindingStatus), IndexMap<&'a str, Vec<&'a str>>>;

/// Every party that answers or may, in the order of its first finding.
pub(super) fn section(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let mut parties: IndexMap<String, Pursuits<'_>> = IndexMap::new();
    for finding in assessment.findings() {
        let pursuits = parties.entry(answer::who(finding, lang)).or_default();
        let pursuit = (answer::pursued(finding, lang), finding.status);
        let matters = pursuits.entry(pursuit).or_default();
        matters
            .entry(&finding.matter)
            .or_default()
            .push(&finding.id);
    }
    for (party, pursuits) in parties {
        page.line(2, &party);
        for ((pursued, status), matters) in pursuits {
            let of = |(matter, ids): (&str, Vec<&str>)| format!("{matter} [{}]", ids.join(" "));
            let matters: Vec<String> = matters.into_iter().map(of).collect();
            let status = words::finding_status(status, lang);
            let comma = lang.pick("；", "; ");
            let gap = lang.pick("　", "  ");
            page.line(
                4,
                &format!("{status}{gap}{pursued}{gap}{}", matters.join(comma)),
            );
        }
    }
}
