//! The matrix as comma-separated values: RFC 4180, UTF-8 without a mark of byte order.
//!
//! One row for each duty of each organ, and one for each target, report and prohibition under it.

use super::page::requirement;
use super::words::{due, every, holding, list, trigger};
use super::{DueRow, DutyRow, Matrix, MatrixOrgan, ProhibitionRow, ReportRow, TargetRow};
use crate::assessment::Clause;
use crate::lang::Lang;

const HEAD_ZH: [&str; 16] = [
    "机构",
    "责任",
    "责任种类",
    "承担方式",
    "事项",
    "条目",
    "名称",
    "要求",
    "层级",
    "时限",
    "标签",
    "报送",
    "频次",
    "可引发的问责情形",
    "条款",
    "原文",
];
const HEAD_EN: [&str; 16] = [
    "organ",
    "duty",
    "kinds",
    "held",
    "matters",
    "entry",
    "name",
    "requirement",
    "level",
    "due",
    "labels",
    "addressees",
    "frequency",
    "triggers",
    "clauses",
    "quotes",
];

/// The columns that describe an entry, after those of its duty.
#[derive(Default)]
struct Entry {
    kind: &'static str,
    name: String,
    requirement: String,
    level: String,
    due: String,
    labels: String,
    addressees: String,
    frequency: String,
}

pub(super) fn render(matrix: &Matrix, lang: Lang) -> String {
    let mut table = Table::default();
    table.row(&lang.pick(HEAD_ZH, HEAD_EN).map(str::to_owned));
    for organ in &matrix.organs {
        for duty in &organ.duties {
            self::duty(&mut table, organ, duty, lang);
        }
        apart(&mut table, organ, lang);
    }
    table.text
}

fn duty(table: &mut Table, organ: &MatrixOrgan, row: &DutyRow, lang: Lang) {
    let triggers: Vec<String> = row.triggers.iter().map(|row| trigger(row, lang)).collect();
    let mut line = |entry: Entry, clauses: &[Clause]| {
        let own = [
            organ.organ.to_string(),
            row.duty.to_string(),
            list(row.kinds.iter(), lang),
            holding(row, lang).join(lang.pick("；", "; ")),
            list(row.matters.iter(), lang),
        ];
        let triggers = triggers.join(lang.pick("；", "; "));
        table.entry(own, entry, triggers, clauses, lang);
    };
    let itself = Entry {
        kind: lang.pick("责任", "duty"),
        name: row.duty.to_string(),
        due: row
            .due
            .map(|date| due(DueRow::On(date), lang))
            .unwrap_or_default(),
        ..Entry::default()
    };
    line(itself, &row.clauses);
    for target in &row.targets {
        line(target_entry(target, lang), &target.clauses);
    }
    for report in &row.reports {
        line(report_entry(report, lang), &report.clauses);
    }
    for prohibition in &row.prohibitions {
        line(prohibition_entry(prohibition, lang), &prohibition.clauses);
    }
}

/// What binds the organ outside its duties.
fn apart(table: &mut Table, organ: &MatrixOrgan, lang: Lang) {
    let own = || {
        let mut own: [String; 5] = Default::default();
        if let Some(first) = own.first_mut() {
            *first = organ.organ.to_string();
        }
        own
    };
    for report in &organ.reports {
        let entry = report_entry(report, lang);
        table.entry(own(), entry, String::new(), &report.clauses, lang);
    }
    for row in &organ.prohibitions {
        let entry = prohibition_entry(row, lang);
        table.entry(own(), entry, String::new(), &row.clauses, lang);
    }
}

fn target_entry(row: &TargetRow, lang: Lang) -> Entry {
    Entry {
        kind: lang.pick("目标", "target"),
        name: row.target.to_string(),
        requirement: requirement(row, lang),
        level: row.level.to_string(),
        due: due(row.due, lang),
        labels: list(row.labels.iter(), lang),
        ..Entry::default()
    }
}

fn prohibition_entry(row: &ProhibitionRow, lang: Lang) -> Entry {
    Entry {
        kind: lang.pick("禁止", "prohibition"),
        name: row.prohibition.to_string(),
        requirement: list(row.acts.iter(), lang),
        ..Entry::default()
    }
}

fn report_entry(row: &ReportRow, lang: Lang) -> Entry {
    Entry {
        kind: lang.pick("报告", "report"),
        name: row.report.to_string(),
        due: due(row.due, lang),
        addressees: list(row.addressees.iter(), lang),
        frequency: every(row.every, lang).to_owned(),
        ..Entry::default()
    }
}

#[derive(Default)]
struct Table {
    text: String,
}

impl Table {
    fn entry(
        &mut self,
        own: [String; 5],
        entry: Entry,
        triggers: String,
        clauses: &[Clause],
        lang: Lang,
    ) {
        let mut cells = Vec::from(own);
        cells.extend([
            entry.kind.to_owned(),
            entry.name,
            entry.requirement,
            entry.level,
            entry.due,
            entry.labels,
            entry.addressees,
            entry.frequency,
            triggers,
        ]);
        let (mut addresses, mut quotes) = (Vec::new(), Vec::new());
        for clause in clauses {
            let address = clause.address_in(lang);
            if !addresses.contains(&address) {
                addresses.push(address);
            }
            quotes.extend(clause.quote.as_deref());
        }
        cells.push(addresses.join(lang.pick("、", ", ")));
        cells.push(quotes.join(lang.pick("；", "; ")));
        self.row(&cells);
    }

    fn row(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
    }
}

/// A cell: quoted where it must be, and never a formula to a spreadsheet.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guarded = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        assert_eq!(cell("甲乙"), "甲乙");
        assert_eq!(cell("甲,“乙”"), "\"甲,“乙”\"");
        assert_eq!(cell("a\"b\nc"), "\"a\"\"b\nc\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-a,b"), "\"'-a,b\"");
    }
}
