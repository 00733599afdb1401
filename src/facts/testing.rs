//! An invented regulation for the tests of this stage: rivers are patrolled by towns and villages.

use crate::arena::{Arena, Id};
use crate::ids::{DutyId, EnumerationId, FieldId, LevelId, OfficeId, OrganId, RecordTypeId};
use crate::measure::{Measure, Measures};
use crate::model::*;
use crate::number::Number;
use crate::source::{SourceId, Span};
use crate::types::Type;
use crate::value::Value;

/// The regulation.
///
/// Levels 县 ▸ 镇 ▸ 村. Organs: 县政府 (one, at 县), 水务局 (at 县), 镇政府 (at 镇, offices 镇长 and 河长), 村委会
/// (at 村), 省水利厅 (outside the units).
pub fn rivers() -> Model {
    let mut model = empty();
    levels_and_organs(&mut model);
    duties(&mut model);
    metrics(&mut model);
    targets(&mut model);
    accidents(&mut model);
    terms(&mut model);
    model
}

const COUNTY: usize = 0;
const TOWN: usize = 1;
const VILLAGE: usize = 2;

fn span() -> Span {
    Span::new(SourceId(0), 0, 0)
}

fn id<I: Id>(index: usize) -> I {
    I::from_index(index)
}

fn names(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::from(*name)).collect()
}

fn measure(model: &Model, name: &str) -> Measure {
    model.measures.get(name).expect(name).clone()
}

fn truth() -> Expr {
    Expr {
        kind: ExprKind::Constant(Value::Truth(true)),
        ty: Type::Truth,
        span: span(),
    }
}

fn empty() -> Model {
    Model {
        regulation: Regulation {
            title: "巡河责任制".into(),
            number: None,
            issued: None,
            effective: None,
            expires: None,
            legal_basis: Vec::new(),
            interpreted_by: None,
            errata: Vec::new(),
            basis: Basis::default(),
            span: span(),
        },
        text: None,
        measures: Measures::builtin(),
        levels: Arena::new(),
        enumerations: Arena::new(),
        organs: Arena::new(),
        offices: Arena::new(),
        classes: Arena::new(),
        matters: Arena::new(),
        kinds: Arena::new(),
        pursued: Arena::new(),
        mappings: Vec::new(),
        duties: Arena::new(),
        metrics: Arena::new(),
        targets: Arena::new(),
        prohibitions: Arena::new(),
        reports: Arena::new(),
        record_types: Arena::new(),
        fields: Arena::new(),
        vague: Arena::new(),
        parameters: Arena::new(),
        definitions: Arena::new(),
        tables: Arena::new(),
        triggers: Arena::new(),
        consequences: Arena::new(),
        commendations: Arena::new(),
        interpretations: Arena::new(),
        scope: None,
        non_operative: Vec::new(),
        delegations: Vec::new(),
        allowances: Vec::new(),
        backgrounds: Arena::new(),
        scenarios: Arena::new(),
    }
}

fn levels_and_organs(model: &mut Model) {
    let mut parent = None;
    for name in ["县", "镇", "村"] {
        parent = Some(model.levels.push(Level {
            name: name.into(),
            parent,
            basis: Basis::default(),
            span: span(),
        }));
    }
    for (name, levels, single) in [
        ("县政府", vec![id(COUNTY)], true),
        ("水务局", vec![id(COUNTY)], false),
        ("镇政府", vec![id(TOWN)], false),
        ("村委会", vec![id(VILLAGE)], false),
        ("省水利厅", vec![], true),
    ] {
        organ(model, name, levels, single);
    }
    for (organ, office, titles) in [
        (2, "镇长", &["代镇长"] as &[&str]),
        (2, "河长", &["总河长"]),
        (3, "村主任", &[]),
        (0, "局长", &[]),
        (1, "局长", &[]),
    ] {
        self::office(model, id(organ), office, titles);
    }
    model.classes.push(Class {
        name: "县直部门".into(),
        members: vec![id(1)],
        basis: Basis::default(),
        span: span(),
    });
    for (name, worded) in [("巡河", &["河道巡查"] as &[&str]), ("河道保洁", &[])] {
        model.matters.push(Matter {
            name: name.into(),
            parent: None,
            worded: names(worded),
            basis: Basis::default(),
            span: span(),
        });
    }
}

fn organ(model: &mut Model, name: &str, levels: Vec<LevelId>, single: bool) {
    model.organs.push(Organ {
        name: name.into(),
        levels,
        single,
        superiors: Vec::new(),
        offices: Vec::new(),
        basis: Basis::default(),
        span: span(),
    });
}

fn office(model: &mut Model, organ: OrganId, name: &str, titles: &[&str]) {
    let office: OfficeId = model.offices.push(Office {
        name: name.into(),
        organ,
        titles: names(titles),
        answers: Vec::new(),
        basis: Basis::default(),
        span: span(),
    });
    model
        .organs
        .row_mut(organ)
        .expect("an organ")
        .offices
        .push(office);
}

fn duties(model: &mut Model) {
    for (name, party) in [
        ("巡河责任", Party::Organ(id(2))),
        ("监管责任", Party::Class(id(0))),
        ("指导责任", Party::Organ(id(4))),
    ] {
        let duty: DutyId = model.duties.ids().next_back().map_or_else(
            || crate::arena::Id::from_index(0),
            |last| crate::arena::Id::from_index(crate::arena::Id::index(last) + 1),
        );
        model.duties.push(Duty {
            id: duty,
            name: name.into(),
            holders: vec![held(party)],
            kinds: Vec::new(),
            matters: vec![id(0)],
            claimants: Vec::new(),
            targets: Vec::new(),
            reports: Vec::new(),
            prohibitions: Vec::new(),
            due: None,
            applies: None,
            basis: Basis::default(),
            span: span(),
        });
    }
    model.reports.push(Report {
        name: "巡河月报".into(),
        holders: vec![held(Party::Organ(id(2)))],
        addressees: Vec::new(),
        every: Some(Frequency::Month),
        due: Due::Continuously,
        applies: None,
        matters: vec![id(0)],
        basis: Basis::default(),
        span: span(),
    });
}

fn held(party: Party) -> Holding {
    Holding {
        party,
        role: HolderRole::Each,
        component: None,
    }
}

fn metrics(model: &mut Model) {
    let degree: EnumerationId = enumeration(model, Some("程度"), &["一般", "较大", "重大"]);
    let kinds = enumeration(model, None, &["沿河村", "其他村"]);
    assert_eq!((degree, kinds), (id(0), id(1)));
    let hundred = Some((Number::zero(), Some(Number::from_int(100))));
    let positive = Some((Number::zero(), None));
    metric(model, "满意度", &[COUNTY, TOWN], Kind::Of("%"), hundred);
    metric(model, "人数", &[TOWN, VILLAGE], Kind::Of("人"), positive);
    metric(model, "收入", &[VILLAGE], Kind::Of("万元"), None);
    metric(model, "水质指数", &[TOWN], Kind::Type(Type::number()), None);
    metric(model, "已公开", &[TOWN], Kind::Type(Type::Truth), None);
    metric(model, "完成日", &[TOWN], Kind::Type(Type::Date), None);
    metric(
        model,
        "村类别",
        &[VILLAGE],
        Kind::Type(Type::Enumeration(kinds)),
        None,
    );
    metric(model, "简介", &[TOWN], Kind::Type(Type::Text), None);
    metric(model, "治理期", &[COUNTY], Kind::Type(Type::Span), None);
    let derived = metric(model, "人均收入", &[VILLAGE], Kind::Of("元"), None);
    model.metrics.row_mut(derived).expect("pushed").formula = Some(Box::new(truth()));
}

/// A unit of measure, or another type.
enum Kind {
    Of(&'static str),
    Type(Type),
}

fn enumeration(model: &mut Model, name: Option<&str>, values: &[&str]) -> EnumerationId {
    model.enumerations.push(Enumeration {
        name: name.map(Name::from),
        ordered: name.is_some(),
        values: names(values),
        span: span(),
    })
}

fn metric(
    model: &mut Model,
    name: &str,
    levels: &[usize],
    kind: Kind,
    range: Option<(Number, Option<Number>)>,
) -> MetricId {
    let (ty, measure) = match kind {
        Kind::Of(unit) => {
            let measure = measure(model, unit);
            (Type::Quantity(measure.dimension.clone()), Some(measure))
        }
        Kind::Type(ty) => (ty, None),
    };
    model.metrics.push(Metric {
        name: name.into(),
        levels: levels.iter().map(|level| id(*level)).collect(),
        ty,
        measure,
        range,
        owner: None,
        formula: None,
        worded: Vec::new(),
        basis: Basis::default(),
        span: span(),
    })
}

fn targets(model: &mut Model) {
    let times = measure(model, "次");
    let plan = Plan {
        document: "年度计划".into(),
        ty: Type::Quantity(times.dimension.clone()),
        measure: Some(times),
    };
    for (name, plan) in [("巡河次数达标", Some(plan)), ("群众满意", None)] {
        model.targets.push(Target {
            name: name.into(),
            level: id(TOWN),
            filter: None,
            applies: None,
            population: None,
            require: truth(),
            due: Due::Continuously,
            labels: Vec::new(),
            matters: vec![id(0)],
            plan: plan.map(Box::new),
            basis: Basis::default(),
            span: span(),
        });
    }
}

fn accidents(model: &mut Model) {
    let money = measure(model, "元");
    let limit = (Number::zero(), Number::from_int(1_000_000_000));
    let record_type: RecordTypeId = id(0);
    let fields: Vec<FieldId> = [
        ("事故程度", Type::Enumeration(id(0)), FieldRole::Plain),
        ("日期", Type::Date, FieldRole::ActDate),
        ("行为人", Type::Actor, FieldRole::Actor),
        ("地点", Type::Unit, FieldRole::Unit),
        ("涉及事项", Type::Matter, FieldRole::Matter),
        ("同一事故", Type::Record, FieldRole::SameAct),
        ("又见", Type::Record, FieldRole::SameAct),
        (
            "损失",
            Type::Quantity(money.dimension.clone()),
            FieldRole::Plain,
        ),
        ("已核实", Type::Truth, FieldRole::Plain),
    ]
    .into_iter()
    .enumerate()
    .map(|(position, (name, ty, role))| {
        let is_money = name == "损失";
        model.fields.push(Field {
            name: name.into(),
            record_type,
            position,
            ty,
            measure: is_money.then(|| money.clone()),
            range: is_money.then(|| limit.clone()),
            role,
            span: span(),
        })
    })
    .collect();
    record(model, "事故", &[TOWN, VILLAGE], fields);
    record(model, "表彰", &[TOWN], Vec::new());
}

fn record(model: &mut Model, name: &str, levels: &[usize], fields: Vec<FieldId>) {
    let at = |position: usize| fields.get(position).copied();
    model.record_types.push(RecordType {
        name: name.into(),
        levels: levels.iter().map(|level| id(*level)).collect(),
        act_date: at(1),
        actor: at(2),
        unit: at(3),
        matter: at(4),
        same_act: at(5).into_iter().chain(at(6)).collect(),
        fields,
        basis: Basis::default(),
        span: span(),
    });
}

fn terms(model: &mut Model) {
    let percent = measure(model, "%");
    let level = Type::Quantity(percent.dimension.clone());
    let on_metrics = VagueSubjects {
        metrics: vec![id(0)],
        ..VagueSubjects::default()
    };
    let on_events = VagueSubjects {
        record_types: vec![id(0)],
        levels: vec![id(TOWN)],
        ..VagueSubjects::default()
    };
    let on_duties = VagueSubjects {
        duties: true,
        ..VagueSubjects::default()
    };
    let county = || Authority::Organ(id(0));
    let province = Authority::Wording("省考核组".into());
    for (name, subjects, authority, yields, measure) in [
        ("满意度偏低线", on_metrics, province, level, Some(percent)),
        ("影响恶劣", on_events, county(), Type::Truth, None),
        ("履职不力", on_duties, county(), Type::Truth, None),
    ] {
        model.vague.push(Vague {
            name: name.into(),
            subjects,
            authority,
            yields,
            measure,
            basis: Basis::default(),
            span: span(),
        });
    }
}
