//! The assessment as a page for people, in Chinese or English; the names and quotes stay the policy's.
//!
//! Sections in order: heading, counts, triggers, findings act by act, what was not reached, what is not known,
//! what was left out, commendations, interpretations. A section with nothing in it is left out.

mod answer;
mod commendations;
mod findings;
mod needs;
mod outcomes;
mod page;
mod roll;
mod triggers;
pub(crate) mod words;

use indexmap::IndexMap;

use super::Assessment;
use crate::lang::Lang;

pub(crate) use answer::{pursued, who};
pub(crate) use findings::{consequence, way};
pub(crate) use needs::{examples, sentence as need_sentence};
pub(crate) use outcomes::{interpretation, left_out as left_out_lines};
pub(crate) use page::Page;

/// The assessment as text, in lines of at most 78 columns.
pub fn render_text(assessment: &Assessment, lang: Lang) -> String {
    let mut page = Page::default();
    heading(&mut page, assessment, lang);
    counts(&mut page, assessment, lang);
    section(&mut page, lang.pick("问责情形", "TRIGGERS"), |page| {
        for trigger in assessment.triggers() {
            triggers::trigger(page, trigger, lang);
        }
    });
    section(
        &mut page,
        lang.pick("责任单位和人员", "WHO ANSWERS"),
        |page| {
            roll::section(page, assessment, lang);
        },
    );
    section(&mut page, lang.pick("责任认定", "FINDINGS"), |page| {
        findings::section(page, assessment, lang);
    });
    section(
        &mut page,
        lang.pick("未达到的目标和报告、违反的禁令", "FAILURES"),
        |page| {
            outcomes::failures(page, assessment, lang);
        },
    );
    section(
        &mut page,
        lang.pick("尚不能确定的事项", "NOT KNOWN"),
        |page| {
            outcomes::open(page, assessment, lang);
        },
    );
    section(
        &mut page,
        lang.pick("未计入的记录和认定", "LEFT OUT"),
        |page| {
            outcomes::left_out(page, assessment.left_out(), lang);
        },
    );
    section(&mut page, lang.pick("表彰", "COMMENDATIONS"), |page| {
        commendations::section(page, assessment.commendations(), lang);
    });
    section(
        &mut page,
        lang.pick("所作解释", "INTERPRETATIONS"),
        |page| {
            for one in assessment.interpretations() {
                outcomes::interpretation(page, one, lang);
            }
        },
    );
    page.into_text()
}

/// A section under its title, unless it is empty.
fn section(page: &mut Page, title: &str, write: impl FnOnce(&mut Page)) {
    let mut body = Page::default();
    write(&mut body);
    page.section(title, body);
}

fn heading(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let policy = assessment.policy();
    let number = policy.number.as_deref();
    let number = number.map(|number| words::bracketed(number, lang));
    let number = number.unwrap_or_default();
    let (as_of, period) = (assessment.as_of(), assessment.period());
    let (title, when) = match lang {
        Lang::Zh => (
            format!("《{}》{number}问责评价", policy.title),
            format!(
                "截止日期：{}　评价期间：{}",
                words::day(as_of, lang),
                words::period(period, lang)
            ),
        ),
        Lang::En => (
            format!("Assessment under {}{number}", policy.title),
            format!("as of {as_of}  period {period}"),
        ),
    };
    page.line(0, &title);
    page.line(0, &when);
    if let Some(day) = policy.effective {
        let word = lang.pick("施行日期：", "in effect from ");
        page.line(0, &format!("{word}{}", words::day(day, lang)));
    }
}

/// How many of each status.
fn counts(page: &mut Page, assessment: &Assessment, lang: Lang) {
    let trigger = assessment.triggers().iter();
    let trigger = trigger.map(|t| words::trigger_status(t.status, lang));
    count(page, lang.pick("问责情形", "triggers"), trigger, lang);
    let finding = assessment.findings().iter();
    let finding = finding.map(|f| words::finding_status(f.status, lang));
    count(page, lang.pick("责任认定", "findings"), finding, lang);
    let target = assessment
        .targets()
        .iter()
        .map(|t| words::status(t.status, lang));
    count(page, lang.pick("目标", "targets"), target, lang);
    let report = assessment
        .reports()
        .iter()
        .map(|r| words::status(r.status, lang));
    count(page, lang.pick("报告", "reports"), report, lang);
    let prohibition = assessment.prohibitions().iter();
    let prohibition = prohibition.map(|p| words::status(p.status, lang));
    count(page, lang.pick("禁令", "prohibitions"), prohibition, lang);
    let duty = assessment
        .duties()
        .iter()
        .map(|d| words::status(d.status, lang));
    count(page, lang.pick("职责", "duties"), duty, lang);
}

fn count<'a>(page: &mut Page, what: &str, all: impl Iterator<Item = &'a str>, lang: Lang) {
    let mut counts: IndexMap<&str, u64> = IndexMap::new();
    for status in all {
        *counts.entry(status).or_default() += 1;
    }
    if counts.is_empty() {
        return;
    }
    let total: u64 = counts.values().sum();
    let parts: Vec<String> = counts
        .iter()
        .map(|(status, count)| match lang {
            Lang::Zh => format!("{status}{count}"),
            Lang::En => format!("{count} {status}"),
        })
        .collect();
    let parts = parts.join(lang.pick("、", ", "));
    page.line(
        0,
        &match lang {
            Lang::Zh => format!("{what}{total}项：{parts}"),
            Lang::En => format!("{total} {what}: {parts}"),
        },
    );
}
