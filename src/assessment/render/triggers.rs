//! Triggers: whether each fired, on what, and what could not be decided.

use super::page::Page;
use super::{needs, words};
use crate::assessment::cause::{CauseResult, OpenGroup, TriggerResult};
use crate::lang::Lang;

/// A trigger.
pub(super) fn trigger(page: &mut Page, trigger: &TriggerResult, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let title = words::numbered(trigger.number.as_deref(), &trigger.trigger, lang);
    let status = words::trigger_status(trigger.status, lang);
    let mut line = format!("{title}{gap}{status}");
    if !trigger.causes.is_empty() {
        let count = trigger.causes.len();
        line.push_str(&match lang {
            Lang::Zh => format!("，{count}起"),
            Lang::En => format!(", {count} found"),
        });
    }
    page.line(2, &line);
    for clause in trigger.clauses.iter() {
        page.line(4, &words::clause(clause, lang));
    }
    // What grounds a finding is told there; here only what leads to none.
    for cause in trigger.causes.iter().filter(|cause| cause.reaches_no_duty) {
        unanswered(page, cause, lang);
    }
    for cause in trigger
        .causes
        .iter()
        .filter(|cause| !cause.would_settle.is_empty())
    {
        let duties = cause.would_settle.join(lang.pick("、", ", "));
        let act = &cause.act;
        page.line(
            4,
            &match lang {
                Lang::Zh => format!("{act}：事项不明，补充事项后可定是否涉及职责：{duties}"),
                Lang::En => {
                    format!("{act}: the matter is not given; it would settle the duties {duties}")
                }
            },
        );
    }
    for group in &trigger.open {
        open(page, group, lang);
    }
}

fn unanswered(page: &mut Page, cause: &CauseResult, lang: Lang) {
    let gap = lang.pick("　", "  ");
    let what = words::element(&cause.element, lang);
    let unit = cause.unit.as_deref().unwrap_or_default();
    let nobody = lang.pick(
        "无对应职责，无人担责",
        "reaches no duty: nobody answers for it",
    );
    let date = words::moment(cause.date, lang);
    page.line(4, &format!("{what}{gap}{unit}{gap}{date}{gap}{nobody}"));
    if let Some(note) = cause.actor_note {
        page.line(6, words::actor_note(note, lang));
    }
}

fn open(page: &mut Page, group: &OpenGroup, lang: Lang) {
    let status = words::status(group.status, lang);
    let where_open = needs::examples(group.count, &group.examples, lang);
    page.line(4, &format!("{status}{where_open}"));
    for need in &group.needs {
        page.line(6, &needs::sentence(need, lang));
    }
}
