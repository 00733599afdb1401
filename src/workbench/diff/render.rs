//! What changed, for people: by clause, then what comes of it for given facts.

use super::effect::OutcomeStanding;
use super::{
    ChangeDetail, ChangeEffect, ChangeEffects, ChangedOutcome, PolicyChange, PolicyDiff, words,
};
use crate::assessment::words::{finding_status, trigger_status};
use crate::lang::Lang;
use crate::model::Name;

/// How headings and lines begin.
#[derive(Debug, Clone, Copy)]
struct Style {
    lang: Lang,
    title: &'static str,
    heading: &'static str,
    line: &'static str,
    inner: &'static str,
}

impl PolicyDiff {
    /// As text, in a language; names, conditions and quotations stay as the policies write them.
    pub fn to_text(&self, lang: Lang) -> String {
        self.page(Style {
            lang,
            title: "",
            heading: "",
            line: "  ",
            inner: "    ",
        })
    }

    /// As Markdown.
    pub fn to_markdown(&self, lang: Lang) -> String {
        self.page(Style {
            lang,
            title: "# ",
            heading: "## ",
            line: "- ",
            inner: "  - ",
        })
    }

    /// As JSON, `zeren.diff/1`.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn page(&self, style: Style) -> String {
        let lang = style.lang;
        let title = if self.old.title == self.new.title {
            self.new.title.to_string()
        } else {
            format!("{} → {}", self.old.title, self.new.title)
        };
        let mut out = format!("{}{title}\n", style.title);
        let count = self.changes().count();
        out += &match (count, lang) {
            (0, Lang::Zh) => "没有变动\n".to_owned(),
            (0, Lang::En) => "nothing changed\n".to_owned(),
            (_, Lang::Zh) => format!("变动 {count} 处\n"),
            (_, Lang::En) => format!("changes: {count}\n"),
        };
        for clause in &self.clauses {
            let name = lang.pick(&clause.clause_zh, &clause.clause).as_deref();
            let name = name.unwrap_or(lang.pick("没有引用条款", "no clause cited"));
            out += &format!("\n{}{name}\n", style.heading);
            for change in &clause.changes {
                one(change, style, &mut out);
            }
        }
        for effects in &self.facts {
            of_facts(effects, style, &mut out);
        }
        out
    }
}

fn one(change: &PolicyChange, style: Style, out: &mut String) {
    let lang = style.lang;
    let kind = words::kind(change.declaration, lang);
    let name = change.name.as_ref().map(|name| format!(" {name}"));
    let name = name.unwrap_or_default();
    let head = format!("{}{} {kind}{name}", style.line, change.id);
    match (change.state, change.details.as_slice()) {
        (state, []) => *out += &format!("{head}{}{}\n", colon(lang), words::state(state, lang)),
        (_, [detail]) => *out += &format!("{head}{}{}\n", colon(lang), said(detail, lang)),
        (_, details) => {
            *out += &format!("{head}\n");
            for detail in details {
                *out += &format!("{}{}\n", style.inner, said(detail, lang));
            }
        }
    }
}

fn said(detail: &ChangeDetail, lang: Lang) -> String {
    match detail {
        ChangeDetail::Renamed { from, to } => lang.pick(
            format!("由“{from}”改名为“{to}”，内容不变"),
            format!("renamed from `{from}` to `{to}`"),
        ),
        ChangeDetail::Given { from, to } => lang.pick(
            format!("成立的前提{}", between(Some(from), Some(to), lang)),
            format!("holds {}", between(Some(from), Some(to), lang)),
        ),
        ChangeDetail::Bound { .. } => bound(detail, lang),
        ChangeDetail::HolderAdded { holder } => lang.pick(
            format!("增加主体 {holder}"),
            format!("holder added: {holder}"),
        ),
        ChangeDetail::HolderRemoved { holder } => lang.pick(
            format!("不再以 {holder} 为主体"),
            format!("holder removed: {holder}"),
        ),
        ChangeDetail::HolderShare { from, to } => lang.pick(
            format!("主体的分担{}", between(Some(from), Some(to), lang)),
            format!("shared {}", between(Some(from), Some(to), lang)),
        ),
        ChangeDetail::KindsBorne { from, to } => {
            let (from, to) = (listed(from, lang), listed(to, lang));
            lang.pick(
                format!("承担的责任由{from}改为{to}"),
                format!("kind borne: {from} → {to}"),
            )
        }
        ChangeDetail::Matters { removed, added } => {
            sides(lang.pick("事项", "matters"), (removed, added), lang)
        }
        ChangeDetail::Citation { removed, added } => {
            let joined = |words: &[Name]| (!words.is_empty()).then(|| listed(words, lang).into());
            between(joined(removed).as_ref(), joined(added).as_ref(), lang)
        }
        ChangeDetail::Deadline { from, to, days } => {
            deadline(from.as_ref(), to.as_ref(), *days, lang)
        }
        ChangeDetail::Choice { from, to } => lang.pick(
            format!("所取的选项由“{from}”改为“{to}”"),
            format!("choice taken: `{from}` → `{to}`"),
        ),
        ChangeDetail::Condition { from, to, .. } => lang.pick(
            format!("条件{}", between(from.as_ref(), to.as_ref(), lang)),
            format!("condition {}", between(from.as_ref(), to.as_ref(), lang)),
        ),
        ChangeDetail::Property { from, to, .. } | ChangeDetail::Words { from, to } => {
            between(from.as_ref(), to.as_ref(), lang)
        }
    }
}

fn bound(detail: &ChangeDetail, lang: Lang) -> String {
    let ChangeDetail::Bound {
        quantity,
        from,
        to,
        by,
        raised,
        effect,
        ..
    } = detail
    else {
        return String::new();
    };
    let space = if quantity.is_empty() { "" } else { " " };
    let (before, after) = (words::bound(from, lang), words::bound(to, lang));
    let effect = words::effect(*effect, lang);
    let moved = match (by, raised) {
        (Some(by), Some(up)) => {
            let by = lang.pick(by.to_string(), by.replace("个百分点", " percentage points"));
            match (lang, up) {
                (Lang::Zh, true) => format!("（提高 {by}）"),
                (Lang::Zh, false) => format!("（降低 {by}）"),
                (Lang::En, true) => format!(" (up by {by})"),
                (Lang::En, false) => format!(" (down by {by})"),
            }
        }
        _ => String::new(),
    };
    lang.pick(
        format!("{effect}：{quantity}{space}由“{before}”改为“{after}”{moved}"),
        format!("{effect}: {quantity}{space}{before} → {after}{moved}"),
    )
}

fn deadline(from: Option<&Name>, to: Option<&Name>, days: Option<i64>, lang: Lang) -> String {
    let moved = match (days, lang) {
        (Some(days), Lang::Zh) if days < 0 => format!("，提前 {} 天", -days),
        (Some(days), Lang::Zh) => format!("，推后 {days} 天"),
        (Some(days), Lang::En) if days < 0 => format!(", {} days earlier", -days),
        (Some(days), Lang::En) => format!(", {days} days later"),
        (None, _) => String::new(),
    };
    let between = between(from, to, lang);
    lang.pick(
        format!("期限{between}{moved}"),
        format!("deadline {between}{moved}"),
    )
}

fn between(from: Option<&Name>, to: Option<&Name>, lang: Lang) -> String {
    let (from, to) = (
        from.filter(|words| !words.is_empty()),
        to.filter(|words| !words.is_empty()),
    );
    match (from, to) {
        (Some(from), Some(to)) => lang.pick(
            format!("由“{from}”改为“{to}”"),
            format!("changed from `{from}` to `{to}`"),
        ),
        (None, Some(to)) => lang.pick(format!("增加“{to}”"), format!("added: `{to}`")),
        (Some(from), None) => lang.pick(format!("删去“{from}”"), format!("removed: `{from}`")),
        (None, None) => String::new(),
    }
}

fn sides(what: &str, (removed, added): (&[Name], &[Name]), lang: Lang) -> String {
    let mut parts = Vec::new();
    if !removed.is_empty() {
        let names = listed(removed, lang);
        parts.push(lang.pick(format!("删去 {names}"), format!("removed {names}")));
    }
    if !added.is_empty() {
        let names = listed(added, lang);
        parts.push(lang.pick(format!("增加 {names}"), format!("added {names}")));
    }
    format!("{what}{}{}", colon(lang), parts.join(lang.pick("；", "; ")))
}

fn of_facts(effects: &ChangeEffects, style: Style, out: &mut String) {
    let lang = style.lang;
    let name = effects.name.as_deref().unwrap_or_default();
    *out += &match lang {
        Lang::Zh => format!("\n{}事实 {name}\n", style.heading),
        Lang::En => format!("\n{}facts {name}\n", style.heading),
    };
    if effects.effects.is_empty() {
        let nothing = lang.pick("问责结果没有变化", "nobody's accountability changes");
        *out += &format!("{}{nothing}\n", style.line);
    }
    for effect in &effects.effects {
        let (what, cause) = (outcome(effect, lang), causes(effect, lang));
        *out += &format!("{}{what}{}{cause}\n", style.line, lang.pick("——", " — "));
    }
}

fn outcome(effect: &ChangeEffect, lang: Lang) -> String {
    let standing = |standing: &OutcomeStanding| match standing {
        OutcomeStanding::Trigger { status } => trigger_status(*status, lang),
        OutcomeStanding::Finding { status, .. } => finding_status(*status, lang),
    };
    let who = who(&effect.outcome, lang);
    let (from, to) = (effect.from.as_ref(), effect.to.as_ref());
    let becomes = match (from.map(standing), to.map(standing)) {
        (Some(from), Some(to)) if from == to => {
            lang.pick("所依情形变动", "on other grounds").to_owned()
        }
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (None, Some(to)) => lang.pick(format!("新增，{to}"), format!("new, {to}")),
        (Some(_), None) => lang.pick("不再问责", "no more").to_owned(),
        (None, None) => String::new(),
    };
    format!("{who}{}{becomes}", colon(lang))
}

fn who(outcome: &ChangedOutcome, lang: Lang) -> String {
    match outcome {
        ChangedOutcome::Trigger { trigger, number } => {
            let number = number.as_ref().map(|number| format!("({number})"));
            let number = number.unwrap_or_default();
            format!("{}{number} {trigger}", lang.pick("问责情形", "trigger"))
        }
        ChangedOutcome::Finding {
            organ,
            class,
            unit,
            office,
            persons,
            pursued,
            duty,
            act,
            ..
        } => {
            let named = organ.as_ref().or(class.as_ref());
            let mut text = lang.pick("问责 ", "accountable: ").to_owned();
            text += named.map_or("", |name| name);
            text.extend(office.iter().map(|office| format!(" {office}")));
            if !persons.is_empty() {
                let names = listed(persons, lang);
                text += &lang.pick(format!("（{names}）"), format!(" ({names})"));
            }
            text.extend(unit.iter().map(|unit| format!(" @{unit}")));
            let comma = lang.pick("，", ", ");
            text.extend(pursued.iter().map(|kind| format!("{comma}{kind}")));
            let (duty_word, act_word) = lang.pick(("责任", "行为"), ("duty", "act"));
            let act = act_words(act, lang);
            text + &format!("{comma}{duty_word} {duty}{comma}{act_word} {act}")
        }
    }
}

/// An act as a person says it: what it is of, and where.
fn act_words(act: &str, lang: Lang) -> String {
    let words = [
        ("target:", "目标", "target"),
        ("prohibition:", "禁止", "prohibition"),
        ("report:", "报告", "report"),
        ("metric:", "指标", "metric"),
        ("duty:", "责任", "duty"),
        ("unit:", "单位", "unit"),
    ];
    let found = words.into_iter().find_map(|(prefix, zh, en)| {
        let rest = act.strip_prefix(prefix)?;
        let what = lang.pick(zh, en);
        Some(match rest.split_once('@') {
            Some((name, unit)) => format!("{what} {name} @{unit}"),
            None => format!("{what} {rest}"),
        })
    });
    found.unwrap_or_else(|| act.strip_prefix("record:").unwrap_or(act).to_owned())
}

fn causes(effect: &ChangeEffect, lang: Lang) -> String {
    if effect.causes.is_empty() {
        return lang
            .pick(
                "未能归因于具体的变动",
                "cannot be put down to particular changes",
            )
            .to_owned();
    }
    let set = |ids: &Vec<Name>| match ids.as_slice() {
        [one] => one.to_string(),
        several => {
            let ids = listed(several, lang);
            lang.pick(format!("{ids} 共同所致"), format!("{ids} together"))
        }
    };
    let all: Vec<String> = effect.causes.iter().map(set).collect();
    let alternatives = all.join(lang.pick("，或者 ", ", or "));
    match effect.causes.len() {
        1 => lang.pick(format!("因 {alternatives}"), format!("by {alternatives}")),
        _ => lang.pick(
            format!("{alternatives}，其中任何一处都足以引起"),
            format!("{alternatives}: each by itself"),
        ),
    }
}

fn listed(names: &[Name], lang: Lang) -> String {
    if names.is_empty() {
        return lang.pick("（未写）", "(none)").to_owned();
    }
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    names.join(lang.pick("、", ", "))
}

fn colon(lang: Lang) -> &'static str {
    lang.pick("：", ": ")
}
