//! Findings, act by act, each from the organ where it lies upward.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::page::Page;
use super::{needs, words};
use crate::assessment::cause::{ActorNote, CauseResult, Element, ElementKind};
use crate::assessment::finding::{AppliedConsequence, Finding, Ground, PersonsState};
use crate::assessment::{Assessment, Reliance};
use crate::lang::Lang;

/// Every act with its findings.
pub(super) fn section(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let mut acts: IndexMap<(&str, Option<&str>), Vec<&Finding>> = IndexMap::new();
    for finding in &assessment.findings {
        let act = (&*finding.act, finding.cause_unit.as_deref());
        acts.entry(act).or_default().push(finding);
    }
    for (number, (_, findings)) in acts.iter().enumerate() {
        act(page, assessment, number + 1, findings, lang);
    }
}

fn act(page: &mut Page, assessment: &Assessment, number: usize, findings: &[&Finding], lang: Lang) {
    let mut grounds: Vec<&Ground> = Vec::new();
    for ground in findings.iter().flat_map(|finding| &finding.grounds) {
        let known =
            |other: &&Ground| (&other.trigger, other.cause) == (&ground.trigger, ground.cause);
        if !grounds.iter().any(known) {
            grounds.push(ground);
        }
    }
    let causes = grounds
        .iter()
        .filter_map(|ground| cause(assessment, ground));
    let causes: Vec<&CauseResult> = causes.collect();
    if let (Some(first), Some(of)) = (findings.first(), causes.first()) {
        head(page, number, first, of, lang);
    }
    for ground in &grounds {
        reason(page, ground, lang);
    }
    let mut levels: BTreeMap<u32, IndexMap<_, Vec<&Finding>>> = BTreeMap::new();
    for finding in findings {
        let duty = (
            finding.organ.as_deref().or(finding.class.as_deref()),
            finding.unit.as_deref(),
            &*finding.duty.name,
        );
        let distance = finding.distance.unwrap_or(u32::MAX);
        let level = levels.entry(distance).or_default();
        level.entry(duty).or_default().push(finding);
    }
    for (distance, parties) in levels {
        for ((organ, unit, _), findings) in parties {
            party(
                page,
                distance,
                &words::at(organ, unit, lang),
                &findings,
                lang,
            );
            for finding in findings {
                let all = finding.grounds.len() == grounds.len();
                one(page, finding, all, lang);
            }
        }
    }
}

fn cause<'a>(assessment: &'a Assessment, ground: &Ground) -> Option<&'a CauseResult> {
    let trigger = assessment.trigger(&ground.trigger)?;
    trigger.causes.get(usize::try_from(ground.cause).ok()?)
}

/// What happened, where, when, about what, by whom.
fn head(page: &mut Page, number: usize, finding: &Finding, cause: &CauseResult, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let mut line = format!("{number}. {}", element(&cause.element, lang));
    if let Some(unit) = &finding.cause_unit {
        line.push_str(&format!("{gap}{unit}"));
    }
    line.push_str(&format!("{gap}{}", words::moment(finding.date, lang)));
    page.line(2, &line);
    let mut line = format!("{}{}", lang.pick("事项：", "matter: "), finding.matter);
    if let Some(actor) = &cause.actor {
        let organ = words::at(actor.organ.as_deref(), actor.unit.as_deref(), lang);
        let parts = [
            actor.person.as_deref(),
            Some(&*organ),
            actor.office.as_deref(),
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|p| !p.is_empty())
            .collect();
        let who = parts.join(" ");
        line.push_str(&format!("{gap}{}{who}", lang.pick("行为人：", "actor: ")));
    }
    page.line(5, &line);
    if let Some(note) = cause.actor_note {
        page.line(5, actor_note(note, lang));
    }
    for source in &cause.sources {
        let told = words::source(source, lang);
        page.line(5, &format!("{}{told}", lang.pick("来源：", "source: ")));
    }
}

/// Why: the trigger with its words, and what follows.
fn reason(page: &mut Page, ground: &Ground, lang: Lang) {
    let number = ground.number.as_deref().unwrap_or_default();
    let title = format!(
        "{}{number}{}",
        lang.pick("情形：", "trigger: "),
        ground.trigger
    );
    page.line(5, &title);
    for clause in ground.clauses.iter() {
        page.line(7, &words::clause(clause, lang));
    }
    page.line(5, &consequence(&ground.consequence, lang));
}

fn consequence(consequence: &AppliedConsequence, lang: Lang) -> String {
    let modality = words::modality(consequence.modality, lang);
    let mut text = match lang {
        Lang::Zh => {
            let levels = if consequence.level_by_level {
                "逐级"
            } else {
                ""
            };
            format!("后果：{modality}{levels}追究责任")
        }
        Lang::En => {
            let levels = if consequence.level_by_level {
                " level by level"
            } else {
                ""
            };
            format!("consequence: responsibility {modality} be pursued{levels}")
        }
    };
    if let Some(authority) = &consequence.authority {
        text.push_str(&match lang {
            Lang::Zh => format!("，由{authority}决定"),
            Lang::En => format!(", decided by {authority}"),
        });
    }
    if !consequence.following.is_empty() {
        let documents = consequence.following.join(lang.pick("、", ", "));
        text.push_str(&match lang {
            Lang::Zh => format!("，依照{documents}"),
            Lang::En => format!(", following {documents}"),
        });
    }
    let addresses = words::addresses(&consequence.clauses, lang);
    if !addresses.is_empty() {
        text.push_str(&match lang {
            Lang::Zh => format!("（{addresses}）"),
            Lang::En => format!(" ({addresses})"),
        });
    }
    text
}

/// Who holds the duty, how far above, by which steps, and the duty's words.
fn party(page: &mut Page, distance: u32, who: &str, findings: &[&Finding], lang: Lang) {
    let Some(first) = findings.first() else {
        return;
    };
    let level = match (distance, lang) {
        (u32::MAX, Lang::Zh) => "责任主体未定".to_owned(),
        (u32::MAX, Lang::En) => "holder not known".to_owned(),
        (_, Lang::Zh) => format!("第{distance}级"),
        (_, Lang::En) => format!("level {distance}"),
    };
    page.line(5, &format!("{level}{}{who}", lang.pick("　", "  ")));
    for step in &first.path {
        let side = |party: &crate::assessment::Party| {
            words::at(party.organ.as_deref(), party.unit.as_deref(), lang)
        };
        let relation = words::relation(step.relation, lang);
        let cited = words::addresses(&step.clauses, lang);
        let by = [relation, &cited].join(lang.pick("，", ", "));
        let by = by.trim_end_matches(['，', ',', ' ']);
        let (open, close) = lang
            .pick("（ ）", " ( )")
            .rsplit_once(' ')
            .unwrap_or_default();
        page.line(
            7,
            &format!(
                "↑ {} → {}{open}{by}{close}",
                side(&step.from),
                side(&step.to)
            ),
        );
    }
    duty(page, first, lang);
}

fn duty(page: &mut Page, finding: &Finding, lang: Lang) {
    let mut line = format!("{}{}", lang.pick("职责：", "duty: "), finding.duty.name);
    if finding.duty_matter != finding.matter {
        let word = lang.pick("，事项", ", matter ");
        line.push_str(&format!("{word}{}", finding.duty_matter));
    }
    page.line(7, &line);
    for clause in finding.duty.clauses.iter() {
        page.line(9, &words::clause(clause, lang));
    }
}

/// One finding: how sure, who, which kind, and what is unknown.
fn one(page: &mut Page, finding: &Finding, all_grounds: bool, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let mut line = format!(
        "[{}] {}{gap}{}",
        finding.id,
        words::finding_status(finding.status, lang),
        person(finding, lang),
    );
    line.push_str(&format!("{gap}{}", pursued(finding, lang)));
    page.line(7, &line);
    let separator = lang.pick("、", ", ");
    if !finding.with.is_empty() {
        let with = finding.with.iter();
        let with = with.map(|p| words::at(p.organ.as_deref(), p.unit.as_deref(), lang));
        let others: Vec<String> = with.collect();
        let word = lang.pick("共同责任主体：", "jointly with: ");
        page.line(9, &format!("{word}{}", others.join(separator)));
    }
    if !all_grounds {
        let grounds: Vec<&str> = finding.grounds.iter().map(|g| &*g.trigger).collect();
        let word = lang.pick("所据情形：", "grounds: ");
        page.line(9, &format!("{word}{}", grounds.join(separator)));
    }
    for need in &finding.needs {
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
    if !finding.rests_on.is_empty() {
        let word = lang.pick("所据解释：", "rests on: ");
        page.line(9, &format!("{word}{}", reliances(&finding.rests_on, lang)));
    }
}

fn reliances(all: &[Reliance], lang: Lang) -> String {
    let one = |reliance: &Reliance| match lang {
        Lang::Zh => format!("{}（{}）", reliance.interpretation, reliance.choice),
        Lang::En => format!("{} ({})", reliance.interpretation, reliance.choice),
    };
    let all: Vec<String> = all.iter().map(one).collect();
    all.join(lang.pick("、", ", "))
}

/// The office, and who was in it.
fn person(finding: &Finding, lang: Lang) -> String {
    let names = finding.persons.names.join(lang.pick("、", ", "));
    let who = match finding.persons.state {
        PersonsState::One | PersonsState::Several => names,
        PersonsState::Vacant => lang.pick("（空缺）", "(vacant)").to_owned(),
        PersonsState::Unknown if finding.office.is_some() => {
            lang.pick("（姓名不明）", "(person unknown)").to_owned()
        }
        PersonsState::Unknown => String::new(),
    };
    let organ = finding.organ.as_deref().or(finding.class.as_deref());
    let office = match (&finding.office, who.is_empty()) {
        (Some(office), _) => &**office,
        (None, true) => organ.unwrap_or_default(),
        (None, false) => "",
    };
    let mut text = [office, &who].join(" ").trim().to_owned();
    if let Some(role) = words::role(finding.role, lang) {
        text.push_str(&match lang {
            Lang::Zh => format!("（{role}）"),
            Lang::En => format!(" ({role})"),
        });
    }
    text
}

/// Which kind is pursued, and which was borne.
fn pursued(finding: &Finding, lang: Lang) -> String {
    let borne = finding.borne.join(lang.pick("、", ", "));
    let pursued = match (&finding.pursued, finding.silent) {
        (Some(kind), _) => format!("{}{kind}", lang.pick("追究", "pursued: ")),
        (None, Some(silence)) => words::silence(silence, lang).to_owned(),
        (None, None) => lang.pick("追究何种责任未定", "kind not known").to_owned(),
    };
    match (borne.is_empty(), lang) {
        (true, _) => pursued,
        (false, Lang::Zh) => format!("{pursued}（承担{borne}）"),
        (false, Lang::En) => format!("{pursued} (borne: {borne})"),
    }
}

pub(super) fn actor_note(note: ActorNote, lang: Lang) -> &'static str {
    match note {
        ActorNote::Unknown => lang.pick("行为人不明", "the facts do not tell who acted"),
        ActorNote::TextDoesNotSay => lang.pick(
            "文本未规定行为人本人承担何种责任",
            "the text does not say what a person who acted answers for",
        ),
    }
}

/// What happened, as a noun.
pub(crate) fn element(element: &Element, lang: Lang) -> String {
    let name = &element.name;
    let record = element.record.as_deref().unwrap_or_default();
    let organ = element.organ.as_deref().unwrap_or_default();
    let period = element.period.map(|period| period.to_string());
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
