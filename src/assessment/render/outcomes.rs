//! What was not reached, what is not known, what was left out, what was interpreted.

use indexmap::IndexMap;

use super::page::Page;
use super::{needs, words};
use crate::assessment::need::{Missing, Need};
use crate::assessment::{Assessment, InterpretationTaken, LeftOut};
use crate::eval::Status;
use crate::lang::Lang;
use crate::model::Name;

/// How many examples a line shows.
const EXAMPLES: usize = 5;

/// Targets and reports not reached, prohibitions violated.
pub(super) fn failures(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let failed = assessment.targets().iter();
    for target in failed.filter(|target| target.status == Status::Breached) {
        page.line(
            2,
            &format!(
                "{}{gap}{}{gap}{}",
                target.target,
                target.unit,
                words::measured(target, lang)
            ),
        );
    }
    for report in assessment
        .reports()
        .iter()
        .filter(|r| r.status == Status::Breached)
    {
        let who = words::at(Some(&report.organ), report.unit.as_deref(), lang);
        let due = report
            .due
            .map(|day| words::day(day, lang))
            .unwrap_or_default();
        let late = match report.made {
            Some(made) => format!(
                "{}{}",
                lang.pick("，报送于", ", made "),
                words::day(made, lang)
            ),
            None => lang.pick("，未报送", ", not made").to_owned(),
        };
        let until = lang.pick("期限", "due ");
        let line = format!(
            "{}{gap}{who}{gap}{}{gap}{until}{due}{late}",
            report.report,
            words::period(report.period, lang)
        );
        page.line(2, &line);
    }
    for prohibition in assessment
        .prohibitions()
        .iter()
        .filter(|p| p.status == Status::Violated)
    {
        let records = prohibition.records.join(lang.pick("、", ", "));
        let status = words::status(prohibition.status, lang);
        let line = format!(
            "{}{gap}{}{gap}{status}{gap}{records}",
            prohibition.prohibition, prohibition.unit
        );
        page.line(2, &line);
    }
}

/// Targets, reports and prohibitions that are not known, by what they lack.
pub(super) fn open(page: &mut Page, assessment: &Assessment, lang: Lang) {
    type Key<'a> = (&'a Name, Status, Vec<Missing>);
    let targets = assessment.targets().iter();
    let targets = targets.map(|t| (&t.target, t.status, Some(&t.unit), &t.needs));
    let reports = assessment.reports().iter();
    let reports = reports.map(|r| {
        (
            &r.report,
            r.status,
            r.unit.as_ref().or(Some(&r.organ)),
            &r.needs,
        )
    });
    let prohibitions = assessment.prohibitions().iter();
    let prohibitions = prohibitions.map(|p| (&p.prohibition, p.status, Some(&p.unit), &p.needs));
    let mut groups: IndexMap<Key<'_>, (Vec<Name>, Vec<&Need>)> = IndexMap::new();
    for (name, status, place, needs) in targets.chain(reports).chain(prohibitions) {
        if !status.is_open() {
            continue;
        }
        let sorts = needs.iter().map(|need| need.missing.clone().of_many());
        let group = groups.entry((name, status, sorts.collect())).or_default();
        group.0.extend(place.cloned());
        group.1.extend(needs);
    }
    for ((name, status, _), (places, all)) in groups {
        let some: Vec<Name> = places.iter().take(EXAMPLES).cloned().collect();
        let count = places.len() as u64;
        let at = needs::examples(count, &some, lang);
        page.line(
            2,
            &format!(
                "{name}{}{}{at}",
                lang.pick("　", "  "),
                words::status(status, lang)
            ),
        );
        for need in joined(&all) {
            page.line(4, &needs::sentence(&need, lang));
        }
    }
}

/// Needs of one sort from several places, as one.
pub(super) fn joined(needs: &[&Need]) -> Vec<Need> {
    let mut sorts: IndexMap<Missing, Vec<&Need>> = IndexMap::new();
    for need in needs {
        let same = sorts.entry(need.missing.clone().of_many()).or_default();
        if !same.contains(need) {
            same.push(need);
        }
    }
    let join = |(sort, same): (Missing, Vec<&Need>)| match *same {
        [one] => one.clone(),
        _ => Need {
            missing: sort,
            count: same.iter().map(|need| need.count).sum(),
            examples: same
                .iter()
                .flat_map(|need| need.missing.place().into_iter().chain(&need.examples))
                .take(EXAMPLES)
                .cloned()
                .collect(),
        },
    };
    sorts.into_iter().map(join).collect()
}

/// What was left out, and why.
pub(crate) fn left_out(page: &mut Page, all: &[LeftOut], lang: Lang) {
    let gap = lang.pick("　", "  ");
    for out in all {
        let what = match (&out.record, &out.term) {
            (Some(record), _) => {
                let of = out.record_type.as_deref().unwrap_or_default();
                let unit = out.unit.as_deref().unwrap_or_default();
                format!("{of} {record}{gap}{unit}")
            }
            (None, Some(term)) => format!("{}{term}", lang.pick("认定：", "determination: ")),
            (None, None) => String::new(),
        };
        let why = words::left_out(out.reason, lang);
        page.line(
            2,
            &format!("{what}{gap}{}{gap}{why}", words::day(out.date, lang)),
        );
    }
}

/// A question and the answer taken.
pub(crate) fn interpretation(page: &mut Page, one: &InterpretationTaken, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let relied = if one.relied_on {
        format!(
            "{gap}{}",
            lang.pick("（认定结果以此为据）", "(findings rest on it)")
        )
    } else {
        String::new()
    };
    page.line(2, &format!("{}{relied}", one.interpretation));
    if let Some(question) = &one.question {
        page.line(
            4,
            &format!("{}{question}", lang.pick("问题：", "question: ")),
        );
    }
    let choice = |name: &Name, meaning: &Option<Name>| match (meaning, lang) {
        (Some(meaning), Lang::Zh) => format!("{name}（{meaning}）"),
        (Some(meaning), Lang::En) => format!("{name} ({meaning})"),
        (None, _) => name.to_string(),
    };
    let taken = choice(&one.taken, &one.meaning);
    let mut line = format!("{}{taken}", lang.pick("采用：", "taken: "));
    if one.taken != one.default {
        let word = lang.pick("政策默认：", "the policy's own: ");
        line.push_str(&format!("{gap}{word}{}", one.default));
    }
    page.line(4, &line);
    if let Some(reason) = &one.reason {
        page.line(4, &format!("{}{reason}", lang.pick("理由：", "reason: ")));
    }
    let others = one.alternatives.iter();
    let others: Vec<String> = others
        .map(|other| choice(&other.choice, &other.meaning))
        .collect();
    if !others.is_empty() {
        let word = lang.pick("未采用：", "not taken: ");
        page.line(4, &format!("{word}{}", others.join(lang.pick("；", "; "))));
    }
}
