//! Findings, act by act: what happened and why it counts, then who answers, from the organ where it lies upward.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};

use super::page::Page;
use super::{answer, needs, words};
use crate::assessment::cause::{CauseResult, ElementKind};
use crate::assessment::finding::{AppliedConsequence, Finding, Ground, Step};
use crate::assessment::{Assessment, Missing, Party, Reliance, TargetResult, TriggerResult};
use crate::lang::Lang;

/// An act with its findings.
struct Act<'a> {
    findings: Vec<&'a Finding>,
    grounds: Vec<&'a Ground>,
    /// Interpretations that every finding rests on.
    common: Vec<&'a Reliance>,
}

/// What the findings point to, found by name: there may be many of each.
struct Pointed<'a> {
    triggers: IndexMap<&'a str, &'a TriggerResult>,
    /// By target and unit.
    targets: IndexMap<(&'a str, &'a str), &'a TargetResult>,
}

impl<'a> Pointed<'a> {
    fn of(assessment: &'a Assessment) -> Self {
        let triggers = assessment.triggers().iter();
        let targets = assessment.targets().iter();
        Self {
            triggers: triggers.map(|one| (&*one.trigger, one)).collect(),
            targets: targets
                .map(|one| ((&*one.target, &*one.unit), one))
                .collect(),
        }
    }

    fn cause(&self, ground: &Ground) -> Option<&'a CauseResult> {
        let trigger = self.triggers.get(&*ground.trigger)?;
        trigger.causes.get(usize::try_from(ground.cause).ok()?)
    }

    fn target(&self, cause: &CauseResult) -> Option<&'a TargetResult> {
        let unit = cause.element.unit.as_deref()?;
        let key = (&*cause.element.name, unit);
        (cause.element.kind == ElementKind::Target)
            .then(|| self.targets.get(&key).copied())
            .flatten()
    }
}

/// Every act with its findings.
pub(super) fn section(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let mut acts: IndexMap<(&str, Option<&str>), Vec<&Finding>> = IndexMap::new();
    for finding in assessment.findings() {
        let act = (&*finding.act, finding.cause_unit.as_deref());
        acts.entry(act).or_default().push(finding);
    }
    let pointed = Pointed::of(assessment);
    for (number, findings) in (1..).zip(acts.into_values()) {
        act(page, &pointed, number, &Act::new(findings), lang);
    }
}

impl<'a> Act<'a> {
    fn new(findings: Vec<&'a Finding>) -> Self {
        let mut grounds: Vec<&Ground> = Vec::new();
        let mut known = IndexSet::new();
        for ground in findings.iter().flat_map(|finding| &finding.grounds) {
            if known.insert((&*ground.trigger, ground.cause)) {
                grounds.push(ground);
            }
        }
        let first = findings.first().map_or(&[][..], |first| &first.rests_on);
        let by_all = |one: &&Reliance| findings.iter().all(|f| f.rests_on.contains(one));
        Self {
            common: first.iter().filter(by_all).collect(),
            findings,
            grounds,
        }
    }
}

fn act(page: &mut Page, pointed: &Pointed<'_>, number: u64, act: &Act<'_>, lang: Lang) {
    let causes = act.grounds.iter();
    let mut causes = causes.filter_map(|ground| pointed.cause(ground));
    if let (Some(first), Some(cause)) = (act.findings.first(), causes.next()) {
        head(page, pointed, number, first, cause, lang);
    }
    reasons(page, &act.grounds, lang);
    // A list of discharges, once supplied, answers every presumption at once.
    let needs = act.findings.iter().flat_map(|finding| &finding.needs);
    let mut discharges = needs.filter(|need| need.missing == Missing::Discharges);
    if let Some(need) = discharges.next() {
        let word = lang.pick("推定成立：", "presumed: ");
        page.line(5, &format!("{word}{}", needs::sentence(need, lang)));
    }
    if !act.common.is_empty() {
        let word = lang.pick("所据解释：", "rests on: ");
        page.line(
            5,
            &format!("{word}{}", answer::reliances(&act.common, lang)),
        );
    }
    let mut levels: BTreeMap<u32, Vec<&Finding>> = BTreeMap::new();
    for finding in &act.findings {
        let distance = finding.distance.unwrap_or(u32::MAX);
        levels.entry(distance).or_default().push(finding);
    }
    for (distance, findings) in levels {
        level(page, act, distance, &findings, lang);
    }
}

/// What happened, where, when, about what, by whom.
fn head(
    page: &mut Page,
    pointed: &Pointed<'_>,
    number: u64,
    finding: &Finding,
    cause: &CauseResult,
    lang: Lang,
) {
    let gap = lang.pick("　", "  ");
    let mut line = format!("{number}. {}", words::element(&cause.element, lang));
    if let Some(unit) = &finding.cause_unit {
        line.push_str(&format!("{gap}{unit}"));
    }
    line.push_str(&format!("{gap}{}", words::moment(finding.date, lang)));
    page.line(2, &line);
    let mut line = format!("{}{}", lang.pick("事项：", "matter: "), finding.matter);
    if let Some(actor) = &cause.actor {
        let who = words::actor(actor, lang);
        line.push_str(&format!("{gap}{}{who}", lang.pick("行为人：", "actor: ")));
    }
    page.line(5, &line);
    if let Some(note) = cause.actor_note {
        page.line(5, words::actor_note(note, lang));
    }
    // What a target reached, and what it required.
    if let Some(target) = pointed.target(cause) {
        page.line(5, &words::measured(target, lang));
    }
    for source in &cause.sources {
        let told = words::source(source, lang);
        page.line(5, &format!("{}{told}", lang.pick("来源：", "source: ")));
    }
}

/// Why: the triggers with their words, and what follows from them.
fn reasons(page: &mut Page, grounds: &[&Ground], lang: Lang) {
    let mut following: Vec<(&AppliedConsequence, Vec<&Ground>)> = Vec::new();
    for ground in grounds {
        match following
            .iter_mut()
            .find(|(one, _)| *one == &ground.consequence)
        {
            Some((_, of)) => of.push(ground),
            None => following.push((&ground.consequence, vec![ground])),
        }
    }
    for (follows, grounds) in following {
        for ground in grounds {
            let title = words::numbered(ground.number.as_deref(), &ground.trigger, lang);
            page.line(5, &format!("{}{title}", lang.pick("情形：", "trigger: ")));
            for clause in ground.clauses.iter() {
                page.line(7, &words::clause(clause, lang));
            }
        }
        page.line(5, &consequence(follows, lang));
    }
}

/// What follows, in a line.
pub(crate) fn consequence(consequence: &AppliedConsequence, lang: Lang) -> String {
    let modality = words::modality(consequence.modality, lang);
    let mut text = match (lang, consequence.level_by_level) {
        (Lang::Zh, true) => format!("后果：{modality}逐级追究责任"),
        (Lang::Zh, false) => format!("后果：{modality}追究责任"),
        (Lang::En, true) => format!("consequence: {modality} be pursued level by level"),
        (Lang::En, false) => format!("consequence: {modality} be pursued"),
    };
    text.push_str(&words::decided(
        consequence.authority.as_deref(),
        &consequence.following,
        lang,
    ));
    let addresses = words::addresses(&consequence.clauses, lang);
    if !addresses.is_empty() {
        text.push_str(&words::bracketed(&addresses, lang));
    }
    text
}

/// Who answers at one level: how they stand above, then duty by duty.
fn level(page: &mut Page, act: &Act<'_>, distance: u32, findings: &[&Finding], lang: Lang) {
    page.line(
        5,
        &match (distance, lang) {
            (u32::MAX, Lang::Zh) => "责任主体未定".to_owned(),
            (u32::MAX, Lang::En) => "holder not known".to_owned(),
            (_, Lang::Zh) => format!("第{distance}级"),
            (_, Lang::En) => format!("level {distance}"),
        },
    );
    let mut ways: IndexMap<(Option<&str>, Option<&str>), &[Step]> = IndexMap::new();
    let mut duties: IndexMap<&str, Vec<&Finding>> = IndexMap::new();
    for finding in findings {
        let party = (finding.organ.as_deref(), finding.unit.as_deref());
        ways.entry(party).or_insert(&finding.path);
        duties.entry(&finding.duty.name).or_default().push(finding);
    }
    for steps in ways.into_values().filter(|steps| !steps.is_empty()) {
        page.line(7, &way(steps, lang));
    }
    for findings in duties.into_values() {
        duty(page, &findings, lang);
        for finding in findings {
            let all = finding.grounds.len() == act.grounds.len();
            answer::finding(page, finding, &act.common, all, lang);
        }
    }
}

/// The steps upward, each with its relation and clauses.
pub(crate) fn way(steps: &[Step], lang: Lang) -> String {
    let side = |party: &Party| words::at(party.organ.as_deref(), party.unit.as_deref(), lang);
    let start = steps.first().map(|step| side(&step.from));
    let mut text = format!("↑ {}", start.unwrap_or_default());
    for step in steps {
        let cited = words::addresses(&step.clauses, lang);
        let mut by = words::relation(step.relation, lang).to_owned();
        if !cited.is_empty() {
            by.push_str(&format!("{}{cited}", lang.pick("，", ", ")));
        }
        text.push_str(&format!(
            " → {}{}",
            side(&step.to),
            words::bracketed(&by, lang)
        ));
    }
    text
}

/// The duty and its words.
fn duty(page: &mut Page, findings: &[&Finding], lang: Lang) {
    let Some(finding) = findings.first() else {
        return;
    };
    let mut line = format!("{}{}", lang.pick("职责：", "duty: "), finding.duty.name);
    if finding.duty_matter != finding.matter {
        let matter = &finding.duty_matter;
        let around = format!("{}{matter}", lang.pick("事项：", "matter: "));
        line.push_str(&words::bracketed(&around, lang));
    }
    page.line(7, &line);
    for clause in finding.duty.clauses.iter() {
        page.line(9, &words::clause(clause, lang));
    }
}
