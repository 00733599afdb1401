//! Expectations that tell two assessments apart: they hold of the one and may fail of the other.

use super::outcome::{Outcome, all};
use super::said::{Said, Slot, head};
use crate::assessment::Assessment;
use crate::lang::Lang;
use crate::suggest::written;
use crate::syntax::ast::{Aspect, Expected};
use crate::syntax::keywords::is_reserved;

/// What is looked at, what tells most first.
const KINDS: [Expected; 8] = [
    Expected::Target,
    Expected::Trigger,
    Expected::Prohibition,
    Expected::Report,
    Expected::Finding,
    Expected::Commendation,
    Expected::Cause,
    Expected::Duty,
];

/// Expectations in the words of the language, the most telling first; each is still to be tried.
///
/// With `values` they may differ in what was measured and required alone.
pub(in crate::workbench) fn apart(
    one: &Assessment,
    other: &Assessment,
    values: bool,
    lang: Lang,
) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in KINDS {
        let (of_one, of_other) = (all(one, kind), all(other, kind));
        let is_in = |found: &Outcome<'_>, list: &[Outcome<'_>]| {
            list.iter().any(|other| same(found, other, values))
        };
        for found in of_one.iter().filter(|found| !is_in(found, &of_other)) {
            lines.push(line(kind, found, values, lang));
        }
        if matches!(kind, Expected::Finding | Expected::Cause) {
            for found in of_other.iter().filter(|found| !is_in(found, &of_one)) {
                let no = match kind {
                    Expected::Finding => lang.pick("不追究", "no finding"),
                    _ => lang.pick("没有 原因", "no cause"),
                };
                let full = line(kind, found, false, lang);
                let rest = full.strip_prefix(head(kind, lang)).unwrap_or(&full);
                lines.push(format!("{no}{rest}"));
            }
        }
    }
    lines.dedup();
    lines
}

fn same(one: &Outcome<'_>, other: &Outcome<'_>, values: bool) -> bool {
    let counts = |said: &&Said| values || !matches!(said.slot, Slot::Actual | Slot::Bound);
    let said = |outcome: &Outcome<'_>| -> Vec<Said> {
        outcome.said.iter().filter(counts).cloned().collect()
    };
    one.subject == other.subject && said(one) == said(other)
}

/// An outcome as an expectation: where it is, its status and whose duty; with its values too where that is wanted.
fn line(kind: Expected, found: &Outcome<'_>, values: bool, lang: Lang) -> String {
    let name = |text: &str| written(text, is_reserved(text));
    let mut line = head(kind, lang).to_owned();
    if !found.subject.is_empty() {
        line.push_str(&format!(" {}", name(&found.subject)));
    }
    for said in found.said.iter() {
        match said.slot {
            Slot::Unit => {
                line.push_str(&format!(" {} {}", lang.pick("于", "at"), path(&said.value)))
            }
            Slot::By if kind != Expected::Finding => {
                line.push_str(&format!(" {} {}", lang.pick("由", "by"), name(&said.value)));
            }
            Slot::Mark if is_status(said) => line.push_str(&format!(" {}", said.words(lang))),
            _ => {}
        }
    }
    let wanted = |said: &&Said| match said.slot {
        Slot::Named(Aspect::Duty | Aspect::Pursued | Aspect::Office) | Slot::During => true,
        Slot::Actual | Slot::Bound => values,
        _ => false,
    };
    let details: Vec<String> = found
        .said
        .iter()
        .filter(wanted)
        .map(|said| match said.slot {
            Slot::Named(_) => {
                let quoted = Said::new(said.slot, name(&said.value));
                quoted.words(lang)
            }
            _ => said.words(lang),
        })
        .collect();
    if !details.is_empty() {
        let details = details.join(lang.pick("；", "; "));
        line.push_str(&format!(" {{ {details} }}"));
    }
    line
}

/// Statuses stand after the name; other marks are left out.
fn is_status(said: &Said) -> bool {
    const OTHERS: [&str; 8] = [
        "text silent",
        "not pursued here",
        "reaches no duty",
        "scope doubt",
        "shall",
        "may",
        "person vacant",
        "person unknown",
    ];
    !OTHERS.contains(&said.value.as_str())
}

/// The last part of a path is enough, unless it is a word of the language.
fn path(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or(path);
    written(last, is_reserved(last))
}
