//! Gaps: values that no row of a table takes, and units that no tier of a requirement holds to anything.
//!
//! Looked for where every condition compares one and the same quantity with numbers: there the policy counts out the
//! line of numbers, and what it leaves out is hardly meant.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::asked::{Asked, Role, refuel};
use super::bounded::Bounded;
use super::formula::{Formula, formula, possible};
use super::range::{End, Range};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{Expr, ExprKind, LevelId, Model};
use crate::number::Number;
use crate::source::Span;

/// Finds tables and tiered requirements with gaps.
pub(super) fn lint(model: &Model, all: &[Asked<'_>], fuel: &Cell<u32>, found: &mut Diagnostics) {
    for table in model.tables.values().filter(|row| row.otherwise.is_none()) {
        let rows = all.iter().filter(|asked| asked.role == Role::Row);
        let rows: Vec<Line<'_>> = rows
            .filter(|asked| asked.reading.home == table.span)
            .map(|asked| (asked, asked.expr))
            .collect();
        refuel(fuel);
        if let Some(gap) = gap(&rows) {
            let name = &table.name;
            let message = Text::new(
                format!("表 `{name}` 的各行没有包括{}", gap.zh),
                format!("no row of table `{name}` takes {}", gap.en),
            );
            found.push(left_out(table.span, message, &rows));
        }
    }
    for tiers in tiers(model, all, fuel).values() {
        refuel(fuel);
        let Some(((last, _), gap)) = tiers.last().zip(gap(tiers)) else {
            continue;
        };
        let message = Text::new(
            format!("同一要求的各档没有包括{}", gap.zh),
            format!("no tier of this requirement takes {}", gap.en),
        );
        found.push(left_out(last.expr.span, message, tiers));
    }
}

/// Of more lines nobody counts out the numbers by hand, and to find what they leave out takes the square of it.
const MOST: usize = 500;

/// A condition, and where it is asked.
type Line<'a> = (&'a Asked<'a>, &'a Expr);

fn left_out(span: Span, message: Text, lines: &[Line<'_>]) -> Diagnostic {
    let mut gap = Diagnostic::warning(Code::new("L0305"), span, message)
        .label(Text::new("这样的值无处可归", "such a value falls nowhere"))
        .help(Text::new(
            "补上这一段，或者写明界限含不含本数；表可以加 `否则 …`",
            "add what is left out, or say whether the bounds are included; a table may say `otherwise …`",
        ));
    for (_, expr) in lines {
        gap = gap.secondary(expr.span, Text::new("这一段", "this part"));
    }
    gap
}

/// Requirements on one quantity of one level, told apart by filters.
fn tiers<'a>(
    model: &Model,
    all: &'a [Asked<'a>],
    fuel: &Cell<u32>,
) -> BTreeMap<(Option<LevelId>, String), Vec<Line<'a>>> {
    let mut tiers: BTreeMap<_, Vec<Line<'a>>> = BTreeMap::new();
    let filtered = |asked: &&Asked<'_>| {
        let mut targets = model.targets.values();
        let target = targets.find(|row| row.span == asked.reading.home);
        target.is_some_and(|row| row.filter.is_some())
    };
    let required = all.iter().filter(|asked| asked.role == Role::Requirement);
    for asked in required.filter(filtered) {
        refuel(fuel);
        let ExprKind::Compare(op, left, right) = &asked.expr.kind else {
            continue;
        };
        let bounded = Bounded::of(&asked.reading, *op, left, right);
        if let Some((bounded, filter)) = bounded.zip(asked.given.first()) {
            let key = (asked.reading.level, asked.reading.key(bounded.term));
            tiers.entry(key).or_default().push((asked, filter));
        }
    }
    tiers.retain(|_, lines| lines.len() > 1);
    tiers
}

/// The first stretch of numbers that none of the conditions takes.
fn gap(lines: &[Line<'_>]) -> Option<Text> {
    let (first, _) = lines.first()?;
    if lines.len() > MOST {
        return None;
    }
    let mut counted = Counted::default();
    for (asked, expr) in lines {
        counted.read(asked, expr)?;
    }
    let key = counted.key.clone()?;
    let whole = counted.range.clone();
    let outside: Vec<Formula> = lines
        .iter()
        .map(|(asked, expr)| formula(&asked.reading, expr, false))
        .collect();
    let is_out = |cell: &Range| {
        let here = Formula::lies(&key, cell.clone(), whole.clone());
        possible(outside.iter().chain([&here]))
    };
    // The stretches outside the smallest and largest bound are open on purpose as often as not, unless a range says
    // that values end there.
    let cells = counted.cells();
    let start = cells.iter().position(is_out)?;
    let stretch = cells.iter().skip(start).take_while(|cell| is_out(cell));
    let gap = stretch.fold(None, |all: Option<Range>, cell| match all {
        Some(all) => Some(Range {
            low: all.low,
            high: cell.high.clone(),
        }),
        None => Some(cell.clone()),
    })?;
    Some(counted.worded(first, &gap))
}

/// The numbers that conditions on one quantity name.
#[derive(Default)]
struct Counted<'e> {
    key: Option<String>,
    term: Option<&'e Expr>,
    range: Range,
    bounds: BTreeMap<Number, Span>,
}

impl<'e> Counted<'e> {
    /// `None` where anything but comparisons of one quantity with numbers stands in it.
    fn read(&mut self, asked: &Asked<'_>, expr: &'e Expr) -> Option<()> {
        let mut waiting = vec![expr];
        while let Some(expr) = waiting.pop() {
            match &expr.kind {
                ExprKind::And(parts) | ExprKind::Or(parts) => waiting.extend(parts),
                ExprKind::Not(inner) => waiting.push(inner),
                ExprKind::Compare(op, left, right) => {
                    let bounded = Bounded::of(&asked.reading, *op, left, right)?;
                    let key = asked.reading.key(bounded.term);
                    if self.key.get_or_insert_with(|| key.clone()) != &key {
                        return None;
                    }
                    self.term = Some(bounded.term);
                    self.range = asked.reading.range(bounded.term);
                    self.bounds.entry(bounded.bound).or_insert(bounded.written);
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// The bounds, and the stretches between and around them inside the range.
    fn cells(&self) -> Vec<Range> {
        let mut cells = Vec::new();
        let mut low = self.range.low.clone();
        let mut bounded = low.is_some();
        for at in self.bounds.keys() {
            let open = End::new(at.clone(), true);
            let before = Range {
                low: low.replace(open.clone()),
                high: Some(open),
            };
            cells.extend(Some(before).filter(|_| bounded));
            cells.push(Range::point(at.clone()));
            bounded = true;
        }
        let high = self.range.high.clone();
        cells.extend(high.map(|high| Range {
            low,
            high: Some(high),
        }));
        let inside = cells.into_iter().map(|cell| cell.and(&self.range));
        inside.filter(|cell| !cell.is_empty()).collect()
    }

    /// A number that the policy does not write here, in the unit of the quantity.
    fn in_unit(&self, asked: &Asked<'_>, at: &Number) -> String {
        let model = asked.reading.model;
        let measure = self.term.and_then(|term| match &term.kind {
            ExprKind::Metric(id, _) => model.metrics[*id].measure.as_ref(),
            ExprKind::Field(id) => model.fields[*id].measure.as_ref(),
            _ => None,
        });
        let shown = measure.and_then(|measure| {
            let number = at.checked_div(&measure.factor)?;
            Some(format!("{}{}", number.to_text(), measure.name))
        });
        shown.unwrap_or_else(|| at.to_text())
    }

    fn worded(&self, asked: &Asked<'_>, gap: &Range) -> Text {
        let number = |end: &End| match self.bounds.get(&end.at) {
            Some(span) => asked.reading.sources.slice(*span).to_owned(),
            None => self.in_unit(asked, &end.at),
        };
        match (&gap.low, &gap.high) {
            (Some(low), Some(high)) if low.at == high.at => {
                let at = number(low);
                Text::new(format!("恰为 `{at}` 的值"), format!("`{at}` itself"))
            }
            (low, high) => {
                let low = low.as_ref().map(|end| (number(end), end.open));
                let high = high.as_ref().map(|end| (number(end), end.open));
                between(low, high)
            }
        }
    }
}

fn between(low: Option<(String, bool)>, high: Option<(String, bool)>) -> Text {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if let Some((at, open)) = low {
        let words = if open {
            ("高于", "above")
        } else {
            ("不低于", "at or above")
        };
        zh.push(format!("{} `{at}`", words.0));
        en.push(format!("{} `{at}`", words.1));
    }
    if let Some((at, open)) = high {
        let words = if open {
            ("低于", "below")
        } else {
            ("不高于", "at or below")
        };
        zh.push(format!("{} `{at}`", words.0));
        en.push(format!("{} `{at}`", words.1));
    }
    Text::new(
        format!("{} 的值", zh.join("、")),
        format!("what is {}", en.join(" and ")),
    )
}
