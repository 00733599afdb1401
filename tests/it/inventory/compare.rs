//! What the policy says of each clause, held against what the inventory says of it, field by field.

use std::collections::{BTreeMap, BTreeSet};

use zeren::{Bound, DeclarationKind as Kind, DutyRow, Matrix, Policy, ReportRow, TargetRow, Way};

use super::encoding::{Encoded, encoded, name};
use super::entry::{Difference, Entry, Measure};
use super::words;

/// Nothing said.
const NONE: &str = "—";

/// Kinds of clause that place something on somebody.
const BINDING: [&str; 6] = [
    "duty",
    "metric",
    "prohibition",
    "report",
    "organisation",
    "authority",
];

/// Every difference, in the order of the text; and how many clauses were compared in each field.
pub fn differences(
    policy: &Policy,
    entries: &[Entry],
) -> (Vec<Difference>, BTreeMap<&'static str, usize>) {
    let ledger = policy.ledger();
    let matrix = policy.matrix(None).unwrap();
    let rows = encoded(&ledger, entries);
    let mut found = Comparison {
        held: Held::of(&matrix),
        differences: Vec::new(),
        compared: BTreeMap::new(),
    };
    for row in &rows {
        found.row(row);
    }
    found.claimants_of_nobody(&rows);
    (found.differences, found.compared)
}

/// The matrix by name.
struct Held<'m> {
    targets: BTreeMap<&'m str, (&'m TargetRow, BTreeSet<&'m str>)>,
    reports: BTreeMap<&'m str, (&'m ReportRow, BTreeSet<&'m str>)>,
    acts: BTreeMap<&'m str, BTreeSet<&'m str>>,
    /// The triggers that reach a duty.
    triggers: BTreeMap<&'m str, BTreeSet<u8>>,
    /// The triggers that a breached target sets off, whichever duty they come to.
    of_targets: BTreeMap<&'m str, BTreeSet<u8>>,
}

impl<'m> Held<'m> {
    fn of(matrix: &'m Matrix) -> Self {
        let mut held = Self {
            targets: BTreeMap::new(),
            reports: BTreeMap::new(),
            acts: BTreeMap::new(),
            triggers: BTreeMap::new(),
            of_targets: BTreeMap::new(),
        };
        for duty in matrix.organs.iter().flat_map(|organ| &organ.duties) {
            held.add(duty);
        }
        held
    }

    fn add(&mut self, duty: &'m DutyRow) {
        for row in &duty.targets {
            let known = self.targets.entry(&row.target);
            known.or_insert((row, BTreeSet::new())).1.insert(&duty.duty);
        }
        for row in &duty.reports {
            let known = self.reports.entry(&row.report);
            known.or_insert((row, BTreeSet::new())).1.insert(&duty.duty);
        }
        for row in &duty.prohibitions {
            let acts = row.acts.iter().map(|act| &**act);
            self.acts.entry(&row.prohibition).or_default().extend(acts);
        }
        let triggers = self.triggers.entry(&duty.duty).or_default();
        for row in &duty.triggers {
            let Some(number) = row.number.as_deref().and_then(|number| number.parse().ok()) else {
                continue;
            };
            triggers.insert(number);
            for way in &row.ways {
                if let Way::Targets(names) = way {
                    for name in names {
                        self.of_targets.entry(name).or_default().insert(number);
                    }
                }
            }
        }
    }
}

struct Comparison<'m> {
    held: Held<'m>,
    differences: Vec<Difference>,
    compared: BTreeMap<&'static str, usize>,
}

impl Comparison<'_> {
    fn row(&mut self, row: &Encoded<'_>) {
        let words = if row.sentence.is_some() {
            "quoted"
        } else {
            "listed"
        };
        self.field(row, "reach", words, if row.reached { words } else { NONE });
        if !row.reached {
            return;
        }
        self.kind(row);
        self.holders(row);
        self.responsibility(row);
        self.claimants(row);
        match &row.entry.measure {
            Some(measure) => self.measure(row, measure),
            None => self.no_number(row),
        }
        self.acts(row);
        self.triggers(row);
    }

    fn field(&mut self, row: &Encoded<'_>, field: &'static str, inventory: &str, policy: &str) {
        *self.compared.entry(field).or_default() += 1;
        if inventory != policy {
            self.differences.push(Difference {
                clause: row.entry.id.clone(),
                field,
                inventory: inventory.to_owned(),
                policy: policy.to_owned(),
            });
        }
    }

    /// What declarations encode the clause. That it hands over to a document besides takes nothing from it.
    fn kind(&mut self, row: &Encoded<'_>) {
        let mut wanted = words::kinds(&row.entry.kind).to_vec();
        if row.entry.measure.is_some() && wanted == [Kind::Duty] {
            wanted.push(Kind::Target);
        }
        let told = row.by.iter().map(|row| row.kind);
        let mut told: Vec<Kind> = told
            .filter(|kind| {
                kind.is_normative() || *kind == Kind::NonOperative || wanted.contains(kind)
            })
            .collect();
        if told.is_empty() {
            told.extend(row.by.iter().map(|row| row.kind));
        }
        self.field(row, "kind", &kinds(&wanted), &kinds(&told));
    }

    fn holders(&mut self, row: &Encoded<'_>) {
        let wanted = listed(&words::holders(&row.entry.holders));
        let mut told: Vec<String> = Vec::new();
        let kind = row.entry.kind.as_str();
        for one in &row.by {
            let names = || words::sorted(one.holders.iter().map(ToString::to_string));
            let authority = one.authority.as_deref();
            match one.kind {
                Kind::Duty | Kind::Prohibition | Kind::Report if BINDING.contains(&kind) => {
                    told.push(listed(&names()));
                }
                Kind::Scope => told.push(listed(&names())),
                Kind::Commendation => {
                    told.extend(authority.map(|by| listed(&words::authority(by))))
                }
                Kind::Regulation if kind == "interpretation" => {
                    told.extend(authority.map(str::to_owned));
                }
                _ => {}
            }
        }
        if told.is_empty() {
            told.push(NONE.to_owned());
        }
        told.sort();
        told.dedup();
        for told in told {
            self.field(row, "holder", &wanted, &told);
        }
    }

    /// The kind borne under each duty, or one of those pursued.
    fn responsibility(&mut self, row: &Encoded<'_>) {
        let id = &row.entry.id;
        let under_a_heading = id.starts_with("art-16/") && !id.contains("chapeau");
        let own = row.entry.responsibility.as_deref();
        if row.entry.kind == "consequence" {
            let own = own.unwrap_or_default();
            for one in row.of(Kind::Consequence) {
                let pursued = one.kinds.iter().any(|kind| &**kind == own);
                self.field(row, "responsibility", own, if pursued { own } else { NONE });
            }
            return;
        }
        let wanted = or_none(words::responsibility(own, under_a_heading));
        let duties: Vec<String> = row
            .of(Kind::Duty)
            .map(|one| listed(&words::sorted(one.kinds.iter().map(ToString::to_string))))
            .collect();
        for told in &duties {
            self.field(row, "responsibility", &wanted, told);
        }
        if duties.is_empty() && own.is_some() {
            self.field(row, "responsibility", &wanted, NONE);
        }
    }

    /// Each claimant of the clause is one of a duty that encodes it.
    fn claimants(&mut self, row: &Encoded<'_>) {
        let Some(claimant) = row.entry.claimant.as_deref() else {
            return;
        };
        let wanted = words::claimants(claimant);
        let said = listed(&wanted);
        let mut told = 0;
        for one in &row.by {
            if !matches!(one.kind, Kind::Duty | Kind::Report) {
                continue;
            }
            told += 1;
            let own: BTreeSet<&str> = one
                .claimants
                .iter()
                .flat_map(|name| name.split('、'))
                .collect();
            let all = wanted.iter().all(|name| own.contains(&**name));
            self.field(row, "claimant", &said, if all { &said } else { NONE });
        }
        if told == 0 {
            self.field(row, "claimant", &said, NONE);
        }
    }

    /// Claimants of a duty that none of its clauses names.
    fn claimants_of_nobody(&mut self, rows: &[Encoded<'_>]) {
        let mut named: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        let mut first: BTreeMap<&str, &Encoded<'_>> = BTreeMap::new();
        for row in rows {
            let own = row.entry.claimant.as_deref().map(words::claimants);
            let own = own.unwrap_or_default();
            for one in row.of(Kind::Duty) {
                first.entry(name(one)).or_insert(row);
                for claimant in &one.claimants {
                    let told = claimant
                        .split('、')
                        .all(|name| own.iter().any(|own| own == name));
                    *named.entry((name(one), claimant)).or_default() |= told;
                }
            }
        }
        for ((duty, claimant), _) in named.iter().filter(|(_, told)| !**told) {
            self.field(first[duty], "claimant", NONE, claimant);
        }
    }

    fn measure(&mut self, row: &Encoded<'_>, measure: &Measure) {
        let mut told = false;
        for target in row.names(Kind::Target) {
            told = true;
            let Some((target, duties)) = self.held.targets.get(target).cloned() else {
                self.field(row, "target", "held", NONE);
                continue;
            };
            self.held_by(row, &duties);
            self.requirement(row, measure, target);
            let (wanted, told) = (
                words::deadline(measure.deadline.as_deref()),
                words::due(&target.due),
            );
            self.field(row, "deadline", &wanted, &told);
        }
        for report in row.names(Kind::Report) {
            told = true;
            let Some((report, duties)) = self.held.reports.get(report).cloned() else {
                self.field(row, "report", "held", NONE);
                continue;
            };
            self.held_by(row, &duties);
            let own = [
                &*measure.comparator,
                measure.value.as_deref().unwrap_or(NONE),
                &measure.base,
            ];
            let wanted = own.join(" ");
            let every = report.every.map_or(NONE.to_owned(), |every| match every {
                "year" => ">= 1 每年".to_owned(),
                other => other.to_owned(),
            });
            self.field(row, "recurrence", &wanted, &every);
            let (wanted, told) = (
                words::deadline(measure.deadline.as_deref()),
                words::due(&report.due),
            );
            self.field(row, "deadline", &wanted, &told);
        }
        if !told {
            let value = measure.value.as_deref().unwrap_or(NONE);
            let wanted = format!("{} {} {value}", measure.name, measure.comparator);
            self.field(row, "measure", &wanted, NONE);
        }
    }

    /// A target or report that encodes a clause is one of a duty that encodes it.
    fn held_by(&mut self, row: &Encoded<'_>, duties: &BTreeSet<&str>) {
        let own = row.names(Kind::Duty);
        let held = own.iter().any(|duty| duties.contains(duty));
        self.field(row, "holding", "held", if held { "held" } else { NONE });
    }

    fn requirement(&mut self, row: &Encoded<'_>, measure: &Measure, target: &TargetRow) {
        let Some(told) = &target.requirement else {
            let wanted = measure.value.as_deref().unwrap_or(NONE);
            let wanted = format!("{} {wanted}", measure.comparator);
            self.field(row, "comparator", &wanted, &target.require);
            return;
        };
        let own = measure.value.as_deref();
        let (sign, value) = words::bound(&measure.comparator, own.unwrap_or(NONE));
        self.field(row, "comparator", &sign, words::sign(told.comparison));
        let base = format!("{NONE} {}", words::base(&measure.base));
        let (value, unit) = match own {
            Some(_) => (value, measure.unit.as_deref()),
            None => (base, None),
        };
        match &told.bound {
            Bound::Stated {
                value: number,
                unit: said,
            } => {
                self.field(row, "value", &value, number);
                if let Some(unit) = unit {
                    self.field(row, "unit", unit, said.as_deref().unwrap_or(NONE));
                }
            }
            Bound::Plan(_) => self.field(row, "value", &value, "the plan's figure"),
            Bound::Determined(term) => self.field(row, "value", &value, term),
            Bound::Quantity(told) => self.field(row, "value", &value, &format!("{NONE} {told}")),
            other => panic!("{other:?}"),
        }
    }

    /// A number that the text does not give is invented.
    fn no_number(&mut self, row: &Encoded<'_>) {
        for target in row.names(Kind::Target) {
            let Some((target, duties)) = self.held.targets.get(target).cloned() else {
                self.field(row, "target", "held", NONE);
                continue;
            };
            self.held_by(row, &duties);
            let told = match target.requirement.as_ref().map(|told| &told.bound) {
                Some(Bound::Stated { value, unit }) => {
                    format!("{value}{}", unit.as_deref().unwrap_or_default())
                }
                _ => NONE.to_owned(),
            };
            self.field(row, "value", NONE, &told);
            self.field(
                row,
                "deadline",
                &words::deadline(None),
                &words::due(&target.due),
            );
        }
    }

    /// The acts that a clause prohibits are among those of the prohibition.
    fn acts(&mut self, row: &Encoded<'_>) {
        for prohibition in row.names(Kind::Prohibition) {
            let acts = self.held.acts.get(prohibition).cloned().unwrap_or_default();
            for act in words::acts(&row.entry.id) {
                self.field(row, "act", act, if acts.contains(act) { act } else { NONE });
            }
        }
    }

    /// The triggers that the inventory links to a clause reach a duty, or start from a target, that encodes it.
    fn triggers(&mut self, row: &Encoded<'_>) {
        let duties = row.names(Kind::Duty).into_iter();
        let duties = duties.filter_map(|duty| self.held.triggers.get(duty));
        let targets = row.names(Kind::Target).into_iter();
        let targets = targets.filter_map(|target| self.held.of_targets.get(target));
        let reached: BTreeSet<u8> = duties.chain(targets).flatten().copied().collect();
        for number in &row.entry.related_trigger {
            let told = if reached.contains(number) {
                number.to_string()
            } else {
                NONE.to_owned()
            };
            self.field(row, "trigger", &number.to_string(), &told);
        }
    }
}

fn kinds(kinds: &[Kind]) -> String {
    let kinds: BTreeSet<Kind> = kinds.iter().copied().collect();
    let words = kinds.iter().map(|kind| kind.word(zeren::Lang::En));
    words.collect::<Vec<_>>().join(" + ")
}

fn listed(names: &[String]) -> String {
    or_none(&names.join("、"))
}

fn or_none(words: &str) -> String {
    if words.is_empty() { NONE } else { words }.to_owned()
}
