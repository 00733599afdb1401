//! Facts to try: values at and around the bounds of what was changed, truths turned, days around deadlines.

use std::collections::BTreeSet;

use super::super::conditions::{Owner, roots, walk};
use super::mutants::Site;
use crate::calendar::Date;
use crate::eval::Machine;
use crate::facts::UnitIndex;
use crate::lang::{Lang, Text};
use crate::model::{
    DomainKind, Due, Expr, ExprKind, FieldRole, MetricId, Model, RecordTypeId, ReportId, TargetId,
    TriggerBranch, When,
};
use crate::number::Number;
use crate::policy::{Facts, Policy};
use crate::program::{OpId, Program};
use crate::suggest::written;
use crate::syntax::keywords::is_reserved;
use crate::types::Type;
use crate::value::Value;

/// Units at which facts are changed.
const UNITS: usize = 4;

/// Facts laid over others, each in the words of the language.
type Change = Vec<Text>;

/// Changes of facts under which a change of a target may show; `read` reads facts with more laid over them.
pub(super) fn changes(
    policy: &Policy,
    facts: &Facts,
    site: &Site,
    read: &dyn Fn(&[Text]) -> Option<Facts>,
) -> Vec<Change> {
    let machine = policy.machine(facts);
    match site {
        Site::TargetDue(id) => of_target(policy, &machine, *id, read),
        Site::ReportDue(id) => reports(&machine, *id),
        Site::Expr(root, _) => match root.owner {
            Owner::Target(id) => of_target(policy, &machine, id, read),
            Owner::Trigger(id, _) => records(&machine, &policy.model().triggers[id].branches),
            Owner::Commendation(id, _) => {
                records(&machine, &policy.model().commendations[id].branches)
            }
            Owner::Prohibition(id) => {
                let record_type = policy.model().prohibitions[id].record_type;
                records_of(&machine, record_type)
            }
            Owner::Report(id) => reports(&machine, id),
            _ => Vec::new(),
        },
        Site::Duty(_) => Vec::new(),
    }
}

fn of_target(
    policy: &Policy,
    machine: &Machine<'_>,
    target: TargetId,
    read: &dyn Fn(&[Text]) -> Option<Facts>,
) -> Vec<Change> {
    let mut all = days(machine, target);
    let units: Vec<UnitIndex> = machine
        .units_of(machine.model.targets[target].level)
        .to_vec();
    for unit in units.into_iter().take(UNITS) {
        all.extend(values(machine, target, unit));
        for part in 0..PARTS {
            all.extend(solved(policy, machine, (target, part), unit, read));
        }
    }
    all
}

/// The last day of a deadline, and the days around it.
fn days(machine: &Machine<'_>, target: TargetId) -> Vec<Change> {
    let due = match machine.model.targets[target].due {
        Due::On(day) => Some(day),
        Due::AfterPeriodEnd(length) => machine.facts.period.end.plus(length),
        Due::Continuously => None,
    };
    let around = |day: Date| [Some(day), day.next_day(), day.prev_day()];
    let days = due.into_iter().flat_map(around).flatten();
    days.map(|day| vec![Text::new(format!("截至 {day}"), format!("as of {day}"))])
        .collect()
}

/// Truths turned, other values of enumerations, and values taken away, at a unit.
fn values(machine: &Machine<'_>, target: TargetId, unit: UnitIndex) -> Vec<Change> {
    let model = machine.model;
    let mut all = Vec::new();
    for metric in metrics(model, target) {
        let row = &model.metrics[metric];
        match &row.ty {
            Type::Truth => {
                all.push(set(machine, unit, metric, &Text::new("是", "true")));
                all.push(set(machine, unit, metric, &Text::new("否", "false")));
            }
            Type::Enumeration(id) => {
                for value in &model.enumerations[*id].values {
                    let value = written(value, is_reserved(value));
                    all.push(set(machine, unit, metric, &Text::new(value.clone(), value)));
                }
            }
            Type::Quantity(_) => all.push(set(machine, unit, metric, &Text::new("0", "0"))),
            _ => {}
        }
        all.push(set(machine, unit, metric, &Text::new("不详", "unknown")));
    }
    all
}

/// How many expressions a target has.
const PARTS: usize = 4;

/// An expression of a target: its filter, when it applies, its population, its requirement.
fn part_of((target, part): (TargetId, usize), program: &Program) -> Option<OpId> {
    let code = program.targets[target];
    match part {
        0 => code.filter,
        1 => code.applies,
        2 => code.population,
        _ => Some(code.require),
    }
}

/// Values that put what is measured at its bound, and one step to either side.
fn solved(
    policy: &Policy,
    machine: &Machine<'_>,
    compared: (TargetId, usize),
    unit: UnitIndex,
    read: &dyn Fn(&[Text]) -> Option<Facts>,
) -> Vec<Change> {
    let mut all = Vec::new();
    for metric in metrics(machine.model, compared.0) {
        if matches!(machine.model.metrics[metric].ty, Type::Quantity(_)) {
            let found = at_bound(policy, machine, compared, unit, metric, read);
            all.extend(found.unwrap_or_default());
        }
    }
    all
}

/// What is measured and its bound both may depend on a metric, in a straight line.
fn at_bound(
    policy: &Policy,
    machine: &Machine<'_>,
    compared: (TargetId, usize),
    unit: UnitIndex,
    metric: MetricId,
    read: &dyn Fn(&[Text]) -> Option<Facts>,
) -> Option<Vec<Change>> {
    let model = machine.model;
    let row = &model.metrics[metric];
    let apart_at = |value: &Number| {
        let facts = read(&set(machine, unit, metric, &shown(model, metric, value)?))?;
        apart(policy, &facts, compared, unit)
    };
    let one = row
        .measure
        .as_ref()
        .map_or_else(Number::one, |measure| measure.factor.clone());
    let ten = one.checked_mul(&Number::from_int(10))?;
    let (low, high) = (apart_at(&one)?, apart_at(&ten)?);
    let run = ten.checked_sub(&one)?;
    let slope = high.checked_sub(&low)?.checked_div(&run)?;
    if slope.is_zero() {
        return None;
    }
    // One step of what is compared, and one of the metric itself.
    let step = if row.ty == Type::Quantity(model.measures.percent()) {
        one.clone()
    } else {
        slope.clone()
    };
    let off = [
        Number::zero(),
        step.neg(),
        step.clone(),
        one.neg(),
        one.clone(),
    ];
    let found = off.iter().filter_map(|off| {
        let value = off
            .checked_sub(&low)?
            .checked_div(&slope)?
            .checked_add(&one)?;
        Some(set(machine, unit, metric, &shown(model, metric, &value)?))
    });
    Some(found.collect())
}

/// So far above its bound what is compared lies at a unit.
fn apart(
    policy: &Policy,
    facts: &Facts,
    compared: (TargetId, usize),
    unit: UnitIndex,
) -> Option<Number> {
    let machine = policy.machine(facts);
    let op = part_of(compared, machine.program)?;
    match machine.sides(op, machine.at(unit)) {
        (Some(Value::Number(value)), Some(Value::Number(bound))) => value.checked_sub(&bound),
        _ => None,
    }
}

/// A value in the unit of its metric; nothing where no decimal is exact.
fn shown(model: &Model, metric: MetricId, value: &Number) -> Option<Text> {
    let text = match &model.metrics[metric].measure {
        Some(measure) => model.measures.format(value, measure),
        None => value.to_text(),
    };
    let exact = !text.contains(['≈', '/']);
    exact.then(|| Text::new(text.clone(), text))
}

/// A value of a metric at a unit.
fn set(machine: &Machine<'_>, unit: UnitIndex, metric: MetricId, value: &Text) -> Change {
    let path = last(machine, unit);
    let name = &machine.model.metrics[metric].name;
    let name = written(name, is_reserved(name));
    let line = |lang: Lang| format!("{path} {{ {name} {} }}", value.get(lang));
    vec![Text::new(line(Lang::Zh), line(Lang::En))]
}

/// The stored metrics that a target reads at its unit and in the period itself.
fn metrics(model: &Model, target: TargetId) -> BTreeSet<MetricId> {
    let mut all = BTreeSet::new();
    let own = |owner| matches!(owner, Owner::Target(id) if id == target);
    for root in roots(model).into_iter().filter(|root| own(root.owner)) {
        if let Some(expr) = root.of(model) {
            read_by(model, expr, &mut all);
        }
    }
    all
}

// INVARIANT: definitions, tables and formulas make no circle, or the policy would not compile.
fn read_by(model: &Model, expr: &Expr, all: &mut BTreeSet<MetricId>) {
    walk(expr, &mut |_, expr| match &expr.kind {
        ExprKind::Metric(id, place) if place.when == When::Now => {
            match &model.metrics[*id].formula {
                Some(formula) => read_by(model, formula, all),
                None => {
                    all.insert(*id);
                }
            }
        }
        ExprKind::Definition(id) => read_by(model, &model.definitions[*id].value, all),
        _ => {}
    });
}

/// Records that the branches range over, with the determinations that their conditions read.
fn records(machine: &Machine<'_>, branches: &[TriggerBranch]) -> Vec<Change> {
    let mut all = Vec::new();
    for branch in branches {
        if let DomainKind::Records(record_type, _) = branch.domain.kind {
            all.extend(records_of(machine, record_type));
        }
    }
    all
}

/// A record with every truth true, then with each of them false or left out; each with what can be determined of it.
fn records_of(machine: &Machine<'_>, record_type: RecordTypeId) -> Vec<Change> {
    let model = machine.model;
    let row = &model.record_types[record_type];
    let level = row.levels.first().map(|level| machine.units_of(*level));
    let Some(unit) = level.and_then(|units| units.first()) else {
        return Vec::new();
    };
    let truths: Vec<usize> = row
        .fields
        .iter()
        .enumerate()
        .filter(|(_, id)| model.fields[**id].ty == Type::Truth)
        .map(|(place, _)| place)
        .collect();
    let mut turned: Vec<Option<(usize, Option<bool>)>> = vec![None];
    for place in truths {
        turned.extend([Some((place, Some(false))), Some((place, None))]);
    }
    let mut all = Vec::new();
    for one in turned {
        let record = |lang| record(machine, record_type, *unit, one, lang);
        let record = Text::new(record(Lang::Zh), record(Lang::En));
        for determined in determined(machine, record_type) {
            all.push([vec![record.clone()], determined].concat());
        }
    }
    all
}

/// The id of a record made up.
const ID: &str = "x1";

fn record(
    machine: &Machine<'_>,
    record_type: RecordTypeId,
    unit: UnitIndex,
    turned: Option<(usize, Option<bool>)>,
    lang: Lang,
) -> String {
    let model = machine.model;
    let row = &model.record_types[record_type];
    let name = |text: &str| written(text, is_reserved(text));
    let mut fields = Vec::new();
    for (place, id) in row.fields.iter().enumerate() {
        let field = &model.fields[*id];
        let value = match &field.ty {
            Type::Truth => {
                let value = match turned {
                    Some((at, value)) if at == place => value,
                    _ => Some(true),
                };
                match value {
                    Some(true) => lang.pick("是", "true").to_owned(),
                    Some(false) => lang.pick("否", "false").to_owned(),
                    None => continue,
                }
            }
            Type::Date if field.role == FieldRole::ActDate => machine.facts.period.end.to_string(),
            Type::Enumeration(id) => match model.enumerations[*id].values.first() {
                Some(value) => name(value),
                None => continue,
            },
            _ => continue,
        };
        fields.push(format!("{} {value}", name(&field.name)));
    }
    let fields = fields.join(lang.pick("；", "; "));
    let unit = last(machine, unit);
    format!("{unit} {{ {} {ID} {{ {fields} }} }}", name(&row.name))
}

/// Nothing determined of the record; all determined so; and each term otherwise.
fn determined(machine: &Machine<'_>, record_type: RecordTypeId) -> Vec<Change> {
    use crate::model::Authority;
    let model = machine.model;
    let name = |text: &str| written(text, is_reserved(text));
    let of_record = |row: &&crate::model::Vague| {
        row.subjects.record_types.contains(&record_type) && row.yields == Type::Truth
    };
    let terms: Vec<_> = model.vague.values().filter(of_record).collect();
    let line = |row: &crate::model::Vague, value: bool| {
        let by = match &row.authority {
            Authority::Organ(id) => name(&model.organs[*id].name),
            Authority::Wording(text) => format!("“{text}”"),
        };
        let (term, day) = (name(&row.name), machine.facts.as_of);
        let (yes, true_) = if value {
            ("是", "true")
        } else {
            ("否", "false")
        };
        Text::new(
            format!("认定 {term} 为 {yes} 由 {by} {{ 记录 {ID}；日期 {day} }}"),
            format!("determined {term} is {true_} by {by} {{ record {ID}; on {day} }}"),
        )
    };
    let mut all = vec![Vec::new()];
    if !terms.is_empty() {
        all.push(terms.iter().map(|row| line(row, true)).collect());
        for (place, _) in terms.iter().enumerate() {
            let other = terms.iter().enumerate();
            all.push(other.map(|(at, row)| line(row, at != place)).collect());
        }
    }
    all
}

/// Reports made on the last day, and on the day after.
fn reports(machine: &Machine<'_>, report: ReportId) -> Vec<Change> {
    let model = machine.model;
    let name = |text: &str| written(text, is_reserved(text));
    let mut all = Vec::new();
    for outcome in crate::eval::evaluate(machine).reports {
        let (Some(due), true) = (outcome.due, outcome.report == report) else {
            continue;
        };
        let holder = outcome.holder;
        let (what, by) = (
            name(&model.reports[report].name),
            name(&model.organs[holder.organ].name),
        );
        let at = |lang: Lang| match holder.unit {
            Some(unit) => format!(" {} {}", lang.pick("于", "at"), last(machine, unit)),
            None => String::new(),
        };
        let (zh, en, period) = (at(Lang::Zh), at(Lang::En), outcome.period);
        for day in [Some(due), due.next_day()].into_iter().flatten() {
            all.push(vec![Text::new(
                format!("上报 {what} 由 {by}{zh} {{ 日期 {day}；期间 {period} }}"),
                format!("reported {what} by {by}{en} {{ on {day}; period {period} }}"),
            )]);
        }
    }
    all
}

/// The last part of a unit's path.
fn last(machine: &Machine<'_>, unit: UnitIndex) -> String {
    let path = machine.facts.path(unit);
    let last = path.rsplit('/').next().unwrap_or(&path);
    written(last, is_reserved(last))
}
