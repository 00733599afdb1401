//! Pass 5: whole declarations against one another, and every declaration's parts.

use super::entry::{Entry, pick};
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{LevelId, OrganId};
use crate::syntax::ast::{Name, PropKind};

/// Checks every declaration for repeated parts, then the whole for what does not fit together.
pub(super) fn check(cx: &mut Cx<'_>) {
    repeats(cx);
    for entry in cx.names.duties.rows.values() {
        targets_of(cx, entry);
        reports_of(cx, entry);
    }
    single_organs(cx);
    out_of_the_way(cx);
    dates(cx);
    scope(cx);
}

fn repeats(cx: &mut Cx<'_>) {
    let names = cx.names;
    let entries = names
        .organs
        .rows
        .values()
        .chain(names.classes.rows.values())
        .chain(names.duties.rows.values())
        .chain(names.metrics.rows.values())
        .chain(names.targets.rows.values())
        .chain(names.prohibitions.rows.values())
        .chain(names.reports.rows.values())
        .chain(names.records.rows.values())
        .chain(names.vague.rows.values())
        .chain(names.tables.rows.values())
        .chain(names.triggers.rows.values())
        .chain(names.consequences.rows.values())
        .chain(names.commendations.rows.values())
        .chain(&names.others);
    for entry in entries {
        cx.check_repeats(entry);
    }
    for question in names.choices.questions() {
        cx.check_repeats(&question.entry);
        recorded(cx, &question.entry);
    }
}

/// An interpretation is a record of why: without question and reason there is nothing to review.
fn recorded(cx: &mut Cx<'_>, entry: &Entry<'_>) {
    let question = entry.find(pick!(Question)).is_some();
    let reason = entry.find(pick!(Because)).is_some();
    let (zh, en, word) = match (question, reason) {
        (true, true) => return,
        (false, _) => ("问题", "question", ("问题 “…”", "question \"…\"")),
        (true, false) => ("理由", "reason", ("理由 “…”", "because \"…\"")),
    };
    let name = entry.name();
    let message = Text::new(
        format!("解释 `{name}` 没有写明{zh}"),
        format!("interpretation `{name}` states no {en}"),
    );
    cx.diagnostics.push(
        Diagnostic::warning(Code::new("W0507"), entry.span(), message).help(Text::new(
            format!("加上 `{}`", word.0),
            format!("add `{}`", word.1),
        )),
    );
}

/// Targets are measured at, below or around a holder's unit; anywhere else they are never measured for it.
fn targets_of(cx: &mut Cx<'_>, entry: &Entry<'_>) {
    let names = cx.names;
    let holders = cx.holder_levels(std::iter::once(entry));
    for name in entry.names(pick!(Targets)) {
        let Some(id) = names.targets.get(&name.text) else {
            continue;
        };
        let level = cx.tables.target_levels.row(id).copied().flatten();
        let Some(level) = level.filter(|_| !holders.is_empty()) else {
            continue;
        };
        let Some(wrong) = off_level(name, &relation(cx, &holders, level)) else {
            continue;
        };
        let at = cx.tables.level_name(level);
        let of = Text::new(
            format!("目标的层级是 `{at}`"),
            format!("the target is of level `{at}`"),
        );
        let target = names.targets.rows.row(id).map_or(name.span, Entry::span);
        cx.diagnostics.push(wrong.secondary(target, of));
    }
}

fn off_level(name: &Name, relation: &Relation) -> Option<Diagnostic> {
    let target = &name.text;
    let (message, label) = match relation {
        Relation::Within => return None,
        Relation::Above => (
            Text::new(
                format!("目标 `{target}` 的层级在主体之上"),
                format!("target `{target}` is measured above the level of the holder"),
            ),
            Text::new(
                "主体要为上级单位的数负责吗",
                "is the holder to answer for a figure of the unit above",
            ),
        ),
        Relation::Apart => (
            Text::new(
                format!("目标 `{target}` 的层级与主体的层级互不包含"),
                format!(
                    "target `{target}` is of a level that neither encloses the holder's nor lies inside it"
                ),
            ),
            Text::new("永远衡量不到主体", "never measured for the holder"),
        ),
    };
    Some(Diagnostic::warning(Code::new("W0508"), name.span, message).label(label))
}

enum Relation {
    Within,
    Above,
    Apart,
}

fn relation(cx: &Cx<'_>, holders: &[LevelId], level: LevelId) -> Relation {
    let tables = &cx.tables;
    if holders.iter().any(|here| tables.encloses(*here, level)) {
        Relation::Within
    } else if holders.iter().any(|here| tables.encloses(level, *here)) {
        Relation::Above
    } else {
        Relation::Apart
    }
}

/// A report owed under a duty must be owed by one who holds the duty.
fn reports_of(cx: &mut Cx<'_>, entry: &Entry<'_>) {
    let names = cx.names;
    let own = parties(entry);
    for name in entry.names(pick!(Reports)) {
        let report = names.reports.get(&name.text);
        let Some(report) = report.and_then(|id| names.reports.rows.row(id)) else {
            continue;
        };
        let theirs = parties(report);
        let known = |party: &&Name| members(cx, &party.text);
        let own: Vec<OrganId> = own.iter().flat_map(known).collect();
        let shared = theirs.iter().flat_map(known).any(|id| own.contains(&id));
        if shared || own.is_empty() || theirs.is_empty() {
            continue;
        }
        let message = Text::new(
            format!("报告 `{}` 不由这一责任的主体作出", name.text),
            format!(
                "report `{}` is not owed by a holder of this duty",
                name.text
            ),
        );
        let wrong = Diagnostic::warning(Code::new("W0511"), name.span, message)
            .label(Text::new("主体不同", "another holder"))
            .secondary(
                report.span(),
                Text::new("报告在这里声明", "the report is declared here"),
            );
        cx.diagnostics.push(wrong);
    }
}

fn parties<'a>(entry: &Entry<'a>) -> Vec<&'a Name> {
    let holder = entry.find(pick!(Holder));
    let shares = holder.into_iter().flat_map(|holder| &holder.parties);
    shares.map(|share| &share.party.organ).collect()
}

fn members(cx: &Cx<'_>, name: &str) -> Vec<OrganId> {
    let names = cx.names;
    if let Some(id) = names.organs.get(name) {
        return vec![id];
    }
    let class = names.classes.get(name);
    class
        .and_then(|id| cx.tables.classes.row(id))
        .map(|class| class.members.clone())
        .unwrap_or_default()
}

/// One body stands at one level.
fn single_organs(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in names.organs.rows.values() {
        let single = entry.parts.iter().find(|p| *p.kind == PropKind::Single);
        let levels = entry.names(pick!(Levels));
        let (Some(part), [_, second, ..]) = (single, levels.as_slice()) else {
            continue;
        };
        let message = Text::new(
            format!("单设的机构 `{}` 写了不止一个层级", entry.name()),
            format!(
                "organ `{}` is single and has more than one level",
                entry.name()
            ),
        );
        cx.diagnostics.push(
            Diagnostic::error(Code::new("E0449"), second.span, message)
                .label(Text::new("又一个层级", "another level"))
                .secondary(part.span, Text::new("只有一个", "there is only one")),
        );
    }
}

/// An organ outside all units is reached only from an organ under it.
fn out_of_the_way(cx: &mut Cx<'_>) {
    let names = cx.names;
    let mut found = Vec::new();
    for entry in names.duties.rows.values() {
        for name in parties(entry) {
            let Some(id) = names.organs.get(&name.text) else {
                continue;
            };
            let organs = &cx.tables.organs;
            let outside = organs
                .row(id)
                .is_some_and(|row| row.levels.is_empty() && row.single);
            if !outside || organs.values().any(|row| row.superiors.contains(&id)) {
                continue;
            }
            let message = Text::new(
                format!("机构 `{}` 在所有单位之外，没有机构以它为上级", name.text),
                format!(
                    "organ `{}` stands outside all units and above no organ",
                    name.text
                ),
            );
            found.push(
                Diagnostic::warning(Code::new("W0512"), name.span, message)
                    .label(Text::new(
                        "任何原因都到不了它的责任",
                        "no cause reaches its duty",
                    ))
                    .help(Text::new(
                        "给它写上层级，或者让下级机构写 `上级`",
                        "give it a level, or let another organ stand `under` it",
                    )),
            );
        }
    }
    cx.diagnostics.extend(found);
}

/// The regulation's dates in their order.
fn dates(cx: &mut Cx<'_>) {
    let names = cx.names;
    for entry in &names.others {
        let dates = [
            (entry.find(pick!(Issued)), ("印发", "issued")),
            (entry.find(pick!(Effective)), ("施行", "effective")),
            (entry.find(pick!(Expires)), ("失效", "expires")),
        ];
        let given: Vec<_> = dates
            .iter()
            .filter_map(|(date, word)| Some(((*date)?, *word)))
            .collect();
        for pair in given.windows(2) {
            let [(earlier, first), (later, second)] = pair else {
                continue;
            };
            // A regulation may have effect from before its issue; it cannot end before it begins.
            if later.date >= earlier.date || second.0 != "失效" {
                continue;
            }
            let message = Text::new(
                format!("{}日期早于{}日期", second.0, first.0),
                format!("the date of `{}` is before that of `{}`", second.1, first.1),
            );
            cx.diagnostics.push(
                Diagnostic::error(Code::new("E0441"), later.span, message)
                    .label(Text::new("太早", "too early"))
                    .secondary(earlier.span, Text::new("在此之前", "before this")),
            );
        }
    }
}

/// What is excluded outright cannot be covered by name.
fn scope(cx: &mut Cx<'_>) {
    let names = cx.names;
    let covered: Vec<&Name> = names
        .others
        .iter()
        .flat_map(|entry| entry.names(pick!(Covers)))
        .collect();
    let excluded = names
        .others
        .iter()
        .flat_map(|entry| entry.names(pick!(Excludes)));
    for name in excluded {
        let Some(other) = covered.iter().find(|other| other.text == name.text) else {
            continue;
        };
        let message = Text::new(
            format!("`{}` 既适用又不适用", name.text),
            format!("`{}` is both covered and excluded", name.text),
        );
        cx.diagnostics.push(
            Diagnostic::error(Code::new("E0450"), name.span, message)
                .label(Text::new("在这里排除", "excluded here"))
                .secondary(other.span, Text::new("在这里包括", "covered here")),
        );
    }
}
