//! From operations to tests: what each branch ranges over, and the conditions of targets.

use indexmap::IndexMap;

use super::{
    Branch, Condition, Dates, Flat, Looked, Node, Origin, Place, Records, Run, TargetTests, Test,
    TestId, TriggerTests, What,
};
use crate::arena::Id;
use crate::ids::{LevelId, ProhibitionId, RecordTypeId, TargetId};
use crate::model::{DomainKind, Due, FieldRole, Model, TriggerBranch, Window};
use crate::program::{BranchCode, Code, Layout, OpId, Program};
use crate::types::Type;

/// What names read where a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Seen {
    /// The level of the unit, where the policy alone tells.
    pub level: Option<LevelId>,
    /// The type of the record.
    pub record: Option<RecordTypeId>,
    /// What is looked at beside them.
    pub what: What,
}

/// The work on one policy.
pub(super) struct Lowering<'a> {
    pub model: &'a Model,
    pub program: &'a Program,
    pub layout: &'a Layout,
    pub code: &'a Code,
    pub flat: Flat,
    /// Named expressions already written out, and whether one has a slow part.
    pub known: IndexMap<(OpId, Seen), (Node, bool)>,
    /// Slow tests so far.
    pub slowly: u32,
}

/// The most levels that fit into a set of one word.
const WORD: usize = 64;

/// Puts a program into the form that decides.
pub fn flatten(model: &Model, program: &Program) -> Flat {
    let mut lowering = Lowering {
        model,
        program,
        layout: &program.layout,
        code: &program.code,
        flat: Flat::default(),
        known: IndexMap::new(),
        slowly: 0,
    };
    lowering.flat.above = above(model);
    lowering.flat.dates = model
        .record_types
        .ids()
        .map(|id| dates(model, id))
        .collect();
    // One unit by itself is of an outermost level, and nearly all policies have one of those.
    let mut levels = model.levels.iter();
    lowering.flat.steps_at = levels.find_map(|(id, row)| row.parent.is_none().then_some(id));
    lowering.targets();
    lowering.triggers();
    lowering.flat
}

/// For each level the set of those that contain it; empty sets where there are too many levels.
fn above(model: &Model) -> Vec<u64> {
    let parent = |level: &LevelId| model.levels[*level].parent;
    let set = |level: LevelId| {
        std::iter::successors(parent(&level), parent).fold(0, |set, level| {
            set | 1_u64.checked_shl(number(level.index())).unwrap_or(0)
        })
    };
    model.levels.ids().map(set).collect()
}

fn dates(model: &Model, record_type: RecordTypeId) -> Dates {
    let row = &model.record_types[record_type];
    let dated = row.fields.iter().filter(|field| {
        let role = model.fields[**field].role;
        matches!(role, FieldRole::DiscoveryDate | FieldRole::ReportDate)
            || role == FieldRole::ActDate && row.act_date != Some(**field)
    });
    let position = |field: &crate::ids::FieldId| number(model.fields[*field].position);
    Dates {
        act: row.act_date.as_ref().map(position),
        others: dated.map(position).collect(),
    }
}

impl Lowering<'_> {
    fn targets(&mut self) {
        let model = self.model;
        for (id, row) in model.targets.iter() {
            let code = self.program.targets[id];
            let before = self.slowly;
            let seen = Seen::of_unit(row.level);
            let mut parts: Vec<Node> = [code.filter, code.applies]
                .into_iter()
                .flatten()
                .map(|part| self.condition(part, seen))
                .collect();
            parts.extend(code.population.map(|id| self.population(id, seen)));
            let require = self.condition(code.require, seen);
            let given = parts.first().map(|(_, origin)| *origin);
            let given = given.map(|origin| self.all(parts, origin));
            let missed = self.opposite(require);
            let missed = match given {
                None => missed,
                Some(given) => (Test::Given(self.lay(&[given, missed])), missed.1),
            };
            let due = self.due(row.due);
            let given = given.map_or(Condition::Holds, |given| self.begun(given));
            let require = self.begun(require);
            self.flat.targets.push(TargetTests {
                given,
                require,
                missed,
                due,
                slow: self.slowly > before,
            });
        }
    }

    /// Whether there is some of a population: a truth value, or a number that is not nothing.
    fn population(&mut self, id: OpId, seen: Seen) -> Node {
        let origin = Origin {
            op: id,
            negated: false,
        };
        if self.code.origin(id).ty == Type::Truth {
            return self.condition(id, seen);
        }
        match self.number_slot(id, seen) {
            Some(place) => (Test::Unequal(place, 0), origin),
            None => self.slow(origin),
        }
    }

    fn triggers(&mut self) {
        let model = self.model;
        let vague = super::awaits::Awaits::new(model, self.program);
        for (id, row) in model.triggers.iter() {
            let start = number(self.flat.branches.len());
            let program = self.program;
            let code = &program.triggers[id];
            for (index, (branch, code)) in (0..).zip(row.branches.iter().zip(code)) {
                self.branch(index, branch, *code);
                let so_far = self.flat.branches.len();
                self.flat.parts_of.resize(so_far, index);
            }
            let end = number(self.flat.branches.len());
            let steps = match self.flat.steps_at {
                Some(level) => self.steps(start..end, level),
                None => 0,
            };
            self.flat.triggers.push(TriggerTests {
                branches: start..end,
                steps,
                may_await: vague.may_await(&row.branches, code),
            });
        }
    }

    fn branch(&mut self, index: u32, branch: &TriggerBranch, code: BranchCode) {
        if self.model.levels.len() > WORD {
            self.flat.branches.push(Branch::Slow(index));
            return;
        }
        match &branch.domain.kind {
            DomainKind::Units(level) => self.at_units(*level, What::Itself, code, None),
            DomainKind::Metrics(metrics) => {
                for metric in metrics {
                    for level in &self.model.metrics[*metric].levels {
                        let what = What::Metric(*metric);
                        self.at_units(*level, what, code, Some(Test::Always(false)));
                    }
                }
            }
            DomainKind::Targets(targets) => self.at_targets(targets, code),
            DomainKind::Records(record_type, window) => {
                let records = self.records(*record_type, *window, true);
                let seen = self.of_record(*record_type);
                let test = self.joined(Vec::new(), code, seen, None);
                let branch = Branch::Records(records, What::Itself, test);
                self.flat.branches.push(branch);
            }
            DomainKind::Prohibitions(prohibitions) => {
                for prohibition in prohibitions {
                    self.acts(index, *prohibition, code);
                }
            }
            DomainKind::Reports(_) | DomainKind::Duties(_) => {
                self.flat.branches.push(Branch::Slow(index));
            }
        }
    }

    fn at_units(&mut self, level: LevelId, what: What, code: BranchCode, default: Option<Test>) {
        let seen = Seen {
            what,
            ..Seen::of_unit(level)
        };
        let test = self.joined(Vec::new(), code, seen, default);
        self.flat.branches.push(Branch::Units(level, what, test));
    }

    /// Targets that are causes when breached are told by one run of tests for those of one level and day.
    fn at_targets(&mut self, targets: &[TargetId], code: BranchCode) {
        let plain = code.filter.is_none() && code.condition.is_none();
        let mut groups: Vec<((LevelId, u32), Vec<TargetId>)> = Vec::new();
        for target in targets {
            let level = self.model.targets[*target].level;
            let tests = self.flat.targets.get(target.index());
            let due = tests.filter(|tests| plain && !tests.slow).map(|t| t.due);
            let Some(due) = due else {
                let breached = Test::Status(crate::model::StatusTest::Breached);
                self.at_units(level, What::Target(*target), code, Some(breached));
                continue;
            };
            match groups.iter_mut().find(|(key, _)| *key == (level, due)) {
                Some((_, group)) => group.push(*target),
                None => groups.push(((level, due), vec![*target])),
            }
        }
        for ((level, due), group) in groups {
            let breached = self.breached(&group);
            let start = number(self.flat.listed.len());
            self.flat.listed.extend(group);
            let targets = start..number(self.flat.listed.len());
            self.flat.branches.push(Branch::Targets {
                level,
                due,
                breached,
                targets,
            });
        }
    }

    /// Whether any of several targets is breached, once they are due.
    fn breached(&mut self, targets: &[TargetId]) -> Condition {
        let tests = targets
            .iter()
            .filter_map(|target| self.flat.targets.get(target.index()));
        let missed: Vec<Node> = tests.map(|tests| tests.missed).collect();
        Condition::Any(self.lay(&missed))
    }

    /// The acts that a prohibition forbids.
    fn acts(&mut self, index: u32, prohibition: ProhibitionId, code: BranchCode) {
        let row = &self.model.prohibitions[prohibition];
        let own = self.program.prohibitions[prohibition];
        let seen = self.of_record(row.record_type);
        let enumeration = &self.model.enumerations[row.enumeration];
        let place = Place::record(number(self.model.fields[row.field].position));
        let (Some(place), true) = (place, enumeration.values.len() <= WORD) else {
            self.flat.branches.push(Branch::Slow(index));
            return;
        };
        let Some(at) = seen.level else {
            // The record may concern another unit than the one that lists it.
            self.flat.branches.push(Branch::Slow(index));
            return;
        };
        let acts = row.acts.iter().fold(0, |set, act| {
            set | 1_u64.checked_shl(u32::from(*act)).unwrap_or(0)
        });
        let mut parts = vec![(Test::OneOf(place, acts), Origin::NONE)];
        parts.extend(own.filter.map(|id| self.condition(id, seen)));
        parts.extend(own.applies.map(|id| self.condition(id, Seen::of_unit(at))));
        let what = What::Prohibition(prohibition);
        let test = self.joined(parts, code, Seen { what, ..seen }, None);
        let records = self.records(row.record_type, Window::Period, true);
        self.flat
            .branches
            .push(Branch::Records(records, what, test));
    }

    /// Filter and condition after what else an element must satisfy.
    fn joined(
        &mut self,
        mut parts: Vec<Node>,
        code: BranchCode,
        seen: Seen,
        default: Option<Test>,
    ) -> Condition {
        parts.extend(code.filter.map(|id| self.condition(id, seen)));
        match (code.condition, default) {
            (Some(condition), _) => {
                let condition = self.condition(condition, seen);
                parts.push(condition);
            }
            (None, Some(test)) => parts.push((test, Origin::NONE)),
            (None, None) => {}
        }
        let Some((_, origin)) = parts.first().copied() else {
            return Condition::Holds;
        };
        let all = self.all(parts, origin);
        self.begun(all)
    }

    /// The records of a type that lie in a window.
    pub(super) fn records(
        &mut self,
        record_type: RecordTypeId,
        window: Window,
        period_only: bool,
    ) -> u32 {
        let looked = Looked {
            window,
            period_only,
        };
        let windows = &mut self.flat.windows;
        let at = windows.iter().position(|known| *known == looked);
        let window = at.unwrap_or_else(|| {
            windows.push(looked);
            windows.len() - 1
        });
        let levels = self.model.record_types[record_type].levels.iter();
        let homes = levels.filter_map(|level| {
            let slot = self.layout.level(*level)?.list(record_type)?;
            Some((*level, slot))
        });
        let records = Records {
            record_type,
            homes: homes.collect(),
            window: number(window),
        };
        self.flat.records.push(records);
        number(self.flat.records.len() - 1)
    }

    /// What the names of a record's conditions read. Of which level its unit is, the type alone tells where it has
    /// one, and no field that names another.
    pub(super) fn of_record(&self, record_type: RecordTypeId) -> Seen {
        let row = &self.model.record_types[record_type];
        let level = match (row.levels.as_slice(), row.unit) {
            ([level], None) => Some(*level),
            _ => None,
        };
        Seen {
            level,
            record: Some(record_type),
            what: What::Itself,
        }
    }

    fn due(&mut self, due: Due) -> u32 {
        let dues = &mut self.flat.dues;
        let at = dues.iter().position(|known| *known == due);
        number(at.unwrap_or_else(|| {
            dues.push(due);
            dues.len() - 1
        }))
    }

    /// Lays tests side by side.
    pub(super) fn lay(&mut self, nodes: &[Node]) -> Run {
        let start = number(self.flat.tests.len());
        self.flat.tests.extend(nodes.iter().map(|(test, _)| *test));
        self.flat
            .origins
            .extend(nodes.iter().map(|(_, origin)| *origin));
        Run {
            start,
            end: number(self.flat.tests.len()),
        }
    }

    /// Lays down one test.
    pub(super) fn one(&mut self, node: Node) -> TestId {
        self.lay(&[node]).start
    }
}

impl Seen {
    /// A unit of a level.
    pub(super) fn of_unit(level: LevelId) -> Self {
        Self {
            level: Some(level),
            record: None,
            what: What::Itself,
        }
    }
}

/// A length as the tests number things; the size of a policy keeps it far below 2^32.
pub(super) fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
