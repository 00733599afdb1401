//! The sheets and columns of a policy's form, and what is said above them.

use std::collections::BTreeSet;

use super::layout::{Column, Form, Key, Kind, List, Part, Sheet};
use super::names::sheet_names;
use crate::lang::Text;
use crate::model::{LevelId, Model, RecordTypeId};
use crate::program::Layout;
use crate::types::Type;
use crate::workbench::forms::about::{About, Slot, Teller};
use crate::workbench::forms::words::called;

/// The form for a policy.
pub fn form(model: &Model, teller: &Teller<'_>) -> Form {
    let slots = Layout::new(model);
    let mut parts: Vec<Part> = model.levels.ids().map(Part::Level).collect();
    parts.extend(model.record_types.ids().map(Part::Records));
    parts.extend([
        Part::Persons,
        Part::Determinations,
        Part::Discharges,
        Part::Reports,
        Part::Sources,
    ]);
    let names = sheet_names(model, &parts);
    let sheets = parts.into_iter().zip(names).map(|(part, name)| {
        let mut columns = Columns::new(teller);
        match part {
            Part::Level(id) => columns.level(id, &slots),
            Part::Records(id) => columns.records(id),
            Part::Persons => columns.persons(),
            Part::Determinations => columns.determinations(),
            Part::Discharges => columns.discharges(),
            Part::Reports => columns.reports(),
            Part::Sources => columns.sources(),
        }
        Sheet {
            part,
            name,
            columns: columns.done,
        }
    });
    Form {
        sheets: sheets.collect(),
    }
}

/// The columns of a sheet being put together.
struct Columns<'t> {
    teller: &'t Teller<'t>,
    done: Vec<Column>,
    taken: BTreeSet<String>,
}

impl<'t> Columns<'t> {
    fn new(teller: &'t Teller<'t>) -> Self {
        Self {
            teller,
            done: Vec::new(),
            taken: BTreeSet::new(),
        }
    }

    fn level(&mut self, id: LevelId, slots: &Layout) {
        let model = self.teller.model;
        let row = model.levels.row(id);
        if let Some(outer) = row.and_then(|row| row.parent) {
            let fill = Text::new("上级单位的名称", "the name of the unit around it");
            let label = Text::new("上级单位", "within");
            self.fixed(label, Key::Unit, Kind::Text, fill);
            self.chosen(true, Some(List::Units(outer)));
        }
        self.text("name", Text::new("单位的名称", "the name of the unit"));
        self.chosen(true, None);
        let fill = Text::new(
            "本期留空；以前期间写 2016、2016-Q1 等，只填指标",
            "empty for this period; for an earlier one write 2016, 2016-Q1, and metrics alone",
        );
        self.fixed(called("period"), Key::Period, Kind::Text, fill);
        if model.levels.values().any(|inner| inner.parent == Some(id)) {
            let label = Text::new("有无：下级单位", "any: units inside");
            self.any(label, "units");
        }
        // Names of the policy come after all fixed labels are known.
        let after = [called("source"), called("note")];
        self.taken.extend(after.into_iter().flat_map(both));
        self.values(slots, id);
        self.source_and_note();
    }

    /// What units of a level have.
    fn values(&mut self, slots: &Layout, level: LevelId) {
        let model = self.teller.model;
        let Some(slots) = slots.level(level) else {
            return;
        };
        for metric in &slots.metrics {
            let Some(row) = model.metrics.row(*metric) else {
                continue;
            };
            let about = self.teller.metric(*metric);
            let key = Key::Field(row.name.to_string());
            self.named(
                &row.name,
                ("指标", "metric"),
                key,
                &Slot::metric(row),
                about,
            );
        }
        for target in &slots.plans {
            let found = model.targets.row(*target);
            let Some((row, slot)) = found.and_then(|row| Some((row, Slot::plan(row)?))) else {
                continue;
            };
            let about = self.teller.plan(*target);
            let label = prefixed(("计划", "plan"), &row.name);
            self.push(label, Key::Plan(row.name.to_string()), &slot, about);
        }
        for list in &slots.lists {
            if let Some(row) = model.record_types.row(*list) {
                self.any(prefixed(("有无", "any"), &row.name), &row.name);
            }
        }
    }

    fn records(&mut self, id: RecordTypeId) {
        let model = self.teller.model;
        let Some(row) = model.record_types.row(id) else {
            return;
        };
        let fill = Text::new(
            "记录所在单位的名称，重名的写上级/单位",
            "the unit that lists it; of several of one name, outer/unit",
        );
        self.fixed(called("unit"), Key::Unit, Kind::Text, fill);
        let list = match row.levels.as_slice() {
            [level] => Some(List::Units(*level)),
            _ => None,
        };
        self.chosen(true, list);
        let fill = Text::new(
            "可不填；被引用的记录要编号，不得重复",
            "may be empty; a record referred to needs one of its own",
        );
        self.text("id", fill);
        let after = [called("source"), called("note")];
        self.taken.extend(after.into_iter().flat_map(both));
        for id in &row.fields {
            if let Some(field) = model.fields.row(*id) {
                let about = self.teller.field(*id);
                let key = Key::Field(field.name.to_string());
                self.named(
                    &field.name,
                    ("字段", "field"),
                    key,
                    &Slot::field(field),
                    about,
                );
            }
        }
        if let Some(first) = self.done.first_mut() {
            first.about.clause = self.teller.clauses(&row.basis);
        }
        self.source_and_note();
    }

    fn persons(&mut self) {
        self.text("name", Text::new("姓名", "the person's name"));
        self.chosen(true, None);
        self.organ();
        self.text(
            "office",
            Text::new("职务或者称谓", "the office, or a title of it"),
        );
        self.chosen(false, Some(List::Offices));
        let fill = Text::new(
            "不任所列职务的，写职务名称",
            "for one in none of the offices listed",
        );
        self.text("title", fill);
        self.date("from", true);
        self.date("to", false);
        self.source_and_note();
    }

    fn determinations(&mut self) {
        self.text("term", Text::new("所认定的用语", "the term determined"));
        self.chosen(true, Some(List::Terms));
        for (key, list, zh, en) in SUBJECT {
            self.fixed(
                called(key),
                Key::Subject(key),
                Kind::Text,
                Text::new(zh, en),
            );
            self.chosen(false, list);
        }
        let fill = Text::new("是 / 否，或者数", "yes / no, or a number");
        let key = Key::Field("value".to_owned());
        self.fixed(called("value"), key, Kind::Term, fill);
        self.chosen(true, None);
        self.text(
            "authority",
            Text::new("有权认定的机关", "who may determine the term"),
        );
        self.chosen(true, Some(List::Authorities));
        self.date("date", true);
        self.text("document", Text::new("认定文件", "the document"));
        self.source_and_note();
    }

    fn discharges(&mut self) {
        self.text("duty", Text::new("所履行的责任", "the duty discharged"));
        self.chosen(true, Some(List::Duties));
        self.organ();
        let fill = Text::new(
            "就某一行为的，写记录编号，或者 target:目标@单位",
            "of one act: a record's id, or target:name@unit",
        );
        self.text("act", fill);
        self.date("date", false);
        self.source_and_note();
    }

    fn reports(&mut self) {
        self.text("report", Text::new("报告的名称", "the report"));
        self.chosen(true, Some(List::Reports));
        self.organ();
        let fill = Text::new(
            "所报告的期间；空为日期所在的期间",
            "the period reported on; empty for the one of the date",
        );
        self.text("period", fill);
        self.date("date", true);
        self.source_and_note();
    }

    fn sources(&mut self) {
        let fill = Text::new(
            "值所在的单位；记录的值不填",
            "the unit of the value; empty for a record's",
        );
        self.fixed(called("unit"), Key::Unit, Kind::Text, fill);
        let fill = Text::new(
            "记录的值填其编号",
            "the id of the record, for a record's value",
        );
        self.fixed(called("record"), Key::Record, Kind::Text, fill);
        let fill = Text::new("值所在列的标题", "the heading of the value's column");
        self.fixed(Text::new("项目", "item"), Key::Item, Kind::Text, fill);
        self.chosen(true, None);
        let fill = Text::new("以前期间的值填", "for a value of an earlier period");
        self.fixed(called("period"), Key::Period, Kind::Text, fill);
        self.source_and_note();
        self.date("date", false);
    }

    fn organ(&mut self) {
        self.text("organ", Text::new("机构的名称", "the organ"));
        self.chosen(true, Some(List::Organs));
        let fill = Text::new("机构所在的单位", "the unit at which it stands");
        self.text("unit", fill);
    }

    fn source_and_note(&mut self) {
        self.text(
            "source",
            Text::new("整行的来源", "where the row comes from"),
        );
        self.text("note", Text::new("整行的备注", "a note on the row"));
    }

    fn date(&mut self, key: &'static str, required: bool) {
        let fill = Text::new("如 2017-09-12", "such as 2017-09-12");
        self.fixed(called(key), Key::Field(key.to_owned()), Kind::Date, fill);
        self.chosen(required, None);
    }

    fn text(&mut self, key: &'static str, fill: Text) {
        self.fixed(called(key), Key::Field(key.to_owned()), Kind::Text, fill);
    }

    fn any(&mut self, label: Text, key: &str) {
        let fill = Text::new("有 / 无；空为不详", "some / none; empty: not known");
        self.fixed(label, Key::Any(key.to_owned()), Kind::Any, fill);
        self.chosen(false, Some(List::Any));
    }

    fn fixed(&mut self, label: Text, key: Key, kind: Kind, fill: Text) {
        self.taken.extend(both(label.clone()));
        let about = About {
            fill: fill.get(self.teller.lang).to_owned(),
            ..About::default()
        };
        self.done.push(Column {
            label,
            key,
            kind,
            required: false,
            list: None,
            about,
        });
    }

    /// What else is to be said of the last column.
    fn chosen(&mut self, required: bool, list: Option<List>) {
        if let Some(last) = self.done.last_mut() {
            (last.required, last.list) = (required, list);
        }
    }

    /// A column under a name of the policy, which may be the label of another.
    fn named(&mut self, name: &str, kind: (&str, &str), key: Key, slot: &Slot, about: About) {
        let label = if self.taken.contains(name) {
            prefixed(kind, name)
        } else {
            Text::new(name, name)
        };
        self.push(label, key, slot, about);
    }

    fn push(&mut self, label: Text, key: Key, slot: &Slot, about: About) {
        self.taken.extend(both(label.clone()));
        let (kind, list) = match slot.ty {
            Type::Truth => (Kind::Truth, Some(List::Truth)),
            Type::Quantity(_) => (Kind::Quantity, None),
            Type::Date => (Kind::Date, None),
            Type::Enumeration(id) => (Kind::Text, Some(List::Enumeration(*id))),
            Type::Matter => (Kind::Text, Some(List::Matters)),
            Type::Actor => (Kind::Actor, None),
            Type::Span | Type::Text | Type::Unit | Type::Record => (Kind::Text, None),
        };
        self.done.push(Column {
            label,
            key,
            kind,
            required: false,
            list,
            about,
        });
    }
}

/// The keys of a determination's subject, with what is said of each.
const SUBJECT: [(&str, Option<List>, &str, &str); 7] = [
    ("unit", None, "单位", "the unit"),
    (
        "metric",
        Some(List::Metrics),
        "就指标认定的填",
        "where it is of a metric",
    ),
    ("record", None, "就记录认定的填", "where it is of a record"),
    (
        "duty",
        Some(List::Duties),
        "就责任认定的填",
        "where it is of a duty",
    ),
    (
        "organ",
        Some(List::Organs),
        "就责任认定的填",
        "where it is of a duty",
    ),
    ("act", None, "就责任认定的可填", "where it is of a duty"),
    (
        "period",
        None,
        "就指标认定的可填",
        "where it is of a metric",
    ),
];

fn both(label: Text) -> [String; 2] {
    [label.zh, label.en]
}

fn prefixed((zh, en): (&str, &str), name: &str) -> Text {
    Text::new(format!("{zh}：{name}"), format!("{en}: {name}"))
}
