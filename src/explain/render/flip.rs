//! The page of a smallest change.

use super::fact;
use crate::assessment::{Page, words};
use crate::explain::flip::{FactChange, Flip, NewFact};
use crate::lang::Lang;

pub(super) fn page(page: &mut Page, answer: &Flip, lang: Lang) {
    let id = &answer.finding;
    let status = words::finding_status(answer.status, lang);
    page.line(0, &format!("[{id}] {status}"));
    if answer.changes.is_empty() {
        page.line(0, &none(answer, lang));
    } else {
        page.line(
            0,
            match (answer.changes.len(), lang) {
                (1, Lang::Zh) => "最小变动（一处）：",
                (2, Lang::Zh) => "最小变动（两处，须同时变动）：",
                (_, Lang::Zh) => "最小变动（三处，须同时变动）：",
                (1, Lang::En) => "the smallest change, of one fact:",
                (2, Lang::En) => "the smallest change, of two facts together:",
                (_, Lang::En) => "the smallest change, of three facts together:",
            },
        );
        for change in &answer.changes {
            page.line(2, &self::change(change, lang));
        }
        page.line(
            0,
            match (answer.holds, lang) {
                (true, Lang::Zh) => "如此则该责任认定不再成立。",
                (false, Lang::Zh) => "如此则该责任认定成立。",
                (true, Lang::En) => "with it the finding no longer holds",
                (false, Lang::En) => "with it the finding holds",
            },
        );
    }
    extent(page, answer, lang);
}

fn none(answer: &Flip, lang: Lang) -> String {
    let (most, tries) = (answer.search.most, answer.search.tries);
    match lang {
        Lang::Zh => {
            format!("在至多同时变动{most}处、重新评价{tries}次的范围内，未找到可改变该认定的变动。")
        }
        Lang::En => format!(
            "no change of at most {most} facts was found to turn it, in {tries} evaluations"
        ),
    }
}

/// How far the search went, and what it cannot promise.
fn extent(page: &mut Page, answer: &Flip, lang: Lang) {
    let search = &answer.search;
    let (slots, tries, exhausted) = (search.slots, search.tries, search.exhausted);
    page.line(
        0,
        &match lang {
            Lang::Zh => format!("该认定所依事实{slots}项；重新评价{tries}次。"),
            Lang::En => format!("the finding reads {slots} facts; evaluated anew {tries} times"),
        },
    );
    if exhausted > 0 {
        page.line(
            0,
            &match lang {
                Lang::Zh => format!("同时变动{exhausted}处以内的均已试过。"),
                Lang::En => format!("all changes of at most {exhausted} facts were tried"),
            },
        );
    }
    if !search.unsolved.is_empty() {
        let names = search.unsolved.iter().map(|one| fact::name(one, lang));
        let names: Vec<String> = names.collect();
        page.line(
            0,
            &match lang {
                Lang::Zh => format!("以下事实的取值未能穷尽：{}", names.join("、")),
                Lang::En => format!("not every value was told apart of: {}", names.join(", ")),
            },
        );
    }
}

fn change(change: &FactChange, lang: Lang) -> String {
    let name = fact::name(&change.what, lang);
    let old = change.old.as_deref();
    match (&change.new, old, lang) {
        (NewFact::Value { value }, Some(old), Lang::Zh) => {
            format!("{name}：由{}改为{}", shown(old, lang), shown(value, lang))
        }
        (NewFact::Value { value }, Some(old), Lang::En) => {
            format!(
                "{name}: from {} to {}",
                shown(old, lang),
                shown(value, lang)
            )
        }
        (NewFact::Value { value }, None, Lang::Zh) => format!("{name}：定为{}", shown(value, lang)),
        (NewFact::Value { value }, None, Lang::En) => format!("{name}: {}", shown(value, lang)),
        (NewFact::Undetermined, _, Lang::Zh) => format!("{name}：撤回"),
        (NewFact::Undetermined, _, Lang::En) => format!("{name}: withdrawn"),
        (NewFact::NoRecords, _, Lang::Zh) => format!("{name}：为空"),
        (NewFact::NoRecords, _, Lang::En) => format!("{name}: empty"),
        (NewFact::Made { date }, _, Lang::Zh) => {
            format!("{name}：于{}报送", words::day(*date, lang))
        }
        (NewFact::Made { date }, _, Lang::En) => format!("{name}: made on {date}"),
        (NewFact::NotMade, _, Lang::Zh) => format!("{name}：确认未报送"),
        (NewFact::NotMade, _, Lang::En) => format!("{name}: known not to be made"),
        (NewFact::Discharged, _, Lang::Zh) => format!("{name}：补入"),
        (NewFact::Discharged, _, Lang::En) => format!("{name}: added"),
        (NewFact::NotDischarged, _, Lang::Zh) => format!("{name}：确认没有"),
        (NewFact::NotDischarged, _, Lang::En) => format!("{name}: known to be absent"),
    }
}

/// A value; truth values in words.
fn shown(value: &str, lang: Lang) -> String {
    match value {
        "true" => lang.pick("是", "true").to_owned(),
        "false" => lang.pick("否", "false").to_owned(),
        value => words::rounded(value, lang),
    }
}
