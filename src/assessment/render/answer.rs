//! One finding: how sure it is, who answers, which kind is pursued, and what would settle what is unknown.

use super::page::Page;
use super::{needs, words};
use crate::assessment::finding::{Finding, PersonsState, Role};
use crate::assessment::{Missing, Party, Reliance};
use crate::lang::Lang;

/// The finding, without what its act has said already.
pub(super) fn finding(
    page: &mut Page,
    finding: &Finding,
    said: &[&Reliance],
    all_grounds: bool,
    lang: Lang,
) {
    let gap = lang.pick("　", "  ");
    let status = words::finding_status(finding.status, lang);
    let (who, what) = (who(finding, lang), pursued(finding, lang));
    page.line(
        7,
        &format!("[{}] {status}{gap}{who}{gap}{what}", finding.id),
    );
    let separator = lang.pick("、", ", ");
    if !finding.with.is_empty() {
        let at =
            |party: &Party| place(finding, party.organ.as_deref(), party.unit.as_deref(), lang);
        let others: Vec<String> = finding.with.iter().map(at).collect();
        let others = others.join(separator);
        page.line(
            9,
            &match lang {
                Lang::Zh => format!("与{others}共同承担"),
                Lang::En => format!("held jointly with {others}"),
            },
        );
    }
    if !all_grounds {
        let grounds: Vec<&str> = finding.grounds.iter().map(|g| &*g.trigger).collect();
        let word = lang.pick("所据情形：", "grounds: ");
        page.line(9, &format!("{word}{}", grounds.join(separator)));
    }
    let needs = finding.needs.iter();
    for need in needs.filter(|need| need.missing != Missing::Discharges) {
        page.line(9, &needs::sentence(need, lang));
    }
    if finding.scope_doubt {
        page.line(
            9,
            lang.pick(
                "适用范围条款未列明该机关，是否适用存疑",
                "the scope clause does not name this organ: whether it applies is in doubt",
            ),
        );
    }
    let own = finding.rests_on.iter();
    let own: Vec<&Reliance> = own.filter(|one| !said.contains(one)).collect();
    if !own.is_empty() {
        let word = lang.pick("另据解释：", "rests also on: ");
        page.line(9, &format!("{word}{}", reliances(&own, lang)));
    }
}

/// Interpretations with the choices taken.
pub(super) fn reliances(all: &[&Reliance], lang: Lang) -> String {
    let one = |one: &&Reliance| {
        format!(
            "{}{}",
            one.interpretation,
            words::bracketed(&one.choice, lang)
        )
    };
    let all: Vec<String> = all.iter().map(one).collect();
    all.join(lang.pick("、", ", "))
}

/// An organ at its unit; of a unit around the act's own, the name alone is enough.
fn place(finding: &Finding, organ: Option<&str>, unit: Option<&str>, lang: Lang) -> String {
    let around = |unit: &str| {
        let inner = finding
            .cause_unit
            .as_deref()
            .and_then(|act| act.strip_prefix(unit));
        inner.is_some_and(|inner| inner.is_empty() || inner.starts_with('/'))
    };
    let short = unit.map(|unit| match unit.rsplit_once('/') {
        Some((_, name)) if around(unit) => name,
        _ => unit,
    });
    words::at(organ, short, lang)
}

/// The organ, its office, and who was in it.
pub(crate) fn who(finding: &Finding, lang: Lang) -> String {
    let organ = finding.organ.as_deref().or(finding.class.as_deref());
    let mut text = place(finding, organ, finding.unit.as_deref(), lang);
    if let Some(office) = &finding.office {
        text.push_str(&format!("{}{office}", lang.pick("", " ")));
    }
    let names = finding.persons.names.join(lang.pick("、", ", "));
    match finding.persons.state {
        PersonsState::One | PersonsState::Several => text.push_str(&format!(" {names}")),
        PersonsState::Vacant => text.push_str(lang.pick("（空缺）", " (vacant)")),
        PersonsState::Unknown if finding.office.is_some() => {
            text.push_str(lang.pick("（姓名不明）", " (person unknown)"));
        }
        PersonsState::Unknown => {}
    }
    match words::role(finding.role, lang) {
        // Who holds it jointly is named on a line of its own.
        Some(role) if finding.role != Role::Joint || finding.with.is_empty() => {
            text.push_str(&words::bracketed(role, lang));
        }
        _ => {}
    }
    text
}

/// Which kind is pursued, and which was borne.
pub(crate) fn pursued(finding: &Finding, lang: Lang) -> String {
    let pursued = match (&finding.pursued, finding.silent) {
        (Some(kind), _) => format!("{}{kind}", lang.pick("追究", "pursued: ")),
        (None, Some(silence)) => words::silence(silence, lang).to_owned(),
        (None, None) => lang.pick("追究何种责任未定", "kind not known").to_owned(),
    };
    if finding.borne.is_empty() {
        return pursued;
    }
    let borne = finding.borne.join(lang.pick("、", ", "));
    let borne = format!("{}{borne}", lang.pick("承担：", "borne: "));
    format!("{pursued}{}", words::bracketed(&borne, lang))
}
