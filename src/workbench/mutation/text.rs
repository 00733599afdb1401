//! Mutation for people: how many changes were noticed, then those that were not, each with the missing scenario.

use super::{Change, MutationReport, Survivor};
use crate::lang::Lang;

/// The whole page.
pub(super) fn write(report: &MutationReport, lang: Lang) -> String {
    let killed = report.killed;
    let mut text = match lang {
        Lang::Zh => format!("《{}》变异检验\n", report.regulation),
        Lang::En => format!("Mutation of {}\n", report.regulation),
    };
    text.push_str(&match lang {
        Lang::Zh => format!(
            "变异 {} 处：被发现 {}（{}），未被发现 {}\n",
            killed.of,
            killed.covered,
            killed.percent(),
            report.survivors.len()
        ),
        Lang::En => format!(
            "{} mutants: {} noticed ({}), {} not noticed\n",
            killed.of,
            killed.covered,
            killed.percent(),
            report.survivors.len()
        ),
    });
    for row in &report.changes {
        let word = row.change.word(lang);
        let colon = lang.pick("：", ": ");
        let (covered, of) = (row.killed.covered, row.killed.of);
        text.push_str(&format!("  {word}{colon}{covered}/{of}\n"));
    }
    for survivor in &report.survivors {
        text.push('\n');
        text.push_str(&one(survivor, lang));
    }
    text
}

fn one(survivor: &Survivor, lang: Lang) -> String {
    let at = &survivor.at;
    let word = at.kind.word(lang);
    let words = survivor.words.get(lang);
    let mut text = match lang {
        Lang::Zh => format!("{word} {}（{}:{}）：{words}", at.name, at.file, at.line),
        Lang::En => format!("{word} {} ({}:{}): {words}", at.name, at.file, at.line),
    };
    for (interpretation, choice) in &survivor.readings {
        text.push_str(&match lang {
            Lang::Zh => format!("；按 {interpretation} 取 {choice}"),
            Lang::En => format!("; given {interpretation} = {choice}"),
        });
    }
    text.push('\n');
    text.push_str(if survivor.skeleton.proven {
        lang.pick("  可补此例：\n", "  the case that is missing:\n")
    } else {
        lang.pick(
            "  没有找到能区分的事实，可自此写起：\n",
            "  no facts were found that show it; a beginning:\n",
        )
    });
    for line in survivor.skeleton.text.get(lang).lines() {
        text.push_str(&format!("    {line}\n"));
    }
    text
}

impl Change {
    /// The sort of change, in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::BoundDown => ("界限下移一步", "bounds one step lower"),
            Self::BoundUp => ("界限上移一步", "bounds one step higher"),
            Self::Inclusion => ("含与不含互换", "inclusion reversed"),
            Self::Negation => ("条件取反", "conditions negated"),
            Self::DeadlineEarlier => ("截止日期提前一天", "deadlines one day earlier"),
            Self::DeadlineLater => ("截止日期推后一天", "deadlines one day later"),
            Self::DutyDropped => ("删去责任", "duties dropped"),
        };
        lang.pick(zh, en)
    }
}
