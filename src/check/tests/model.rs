//! The model that a policy without fault becomes.

use indexmap::IndexMap;

use super::{RIVERS, case, checked, lines, model};
use crate::arena::Id;
use crate::check::CheckOptions;
use crate::lang::Lang;
use crate::model::{
    ArithmeticOp, CompareOp, Due, Expr, ExprKind, FieldRole, Gate, HolderRole, Model, Party,
    VagueSubject, When,
};
use crate::number::Number;
use crate::value::Value;

/// The expression of the definition 甲.
fn defined(snippet: &str) -> (Model, Expr) {
    let model = model(snippet);
    let row = model.definitions.values().find(|row| &*row.name == "甲");
    let value = row.expect("a definition").value.clone();
    (model, value)
}

fn names(rests_on: &[crate::model::InterpretationId], model: &Model) -> Vec<String> {
    rests_on
        .iter()
        .map(|id| model.interpretations[*id].name.to_string())
        .collect()
}

#[test]
fn the_regulation_is_without_fault() {
    case("", &[]);
    assert!(RIVERS.contains("青溪县"));
}

#[test]
fn outer_levels_and_matters_come_first() {
    let model = model("层级 组 属于 队 层级 队 属于 村 事项 捞草 属于 捞 事项 捞 属于 河道管护");
    for (id, level) in model.levels.iter() {
        assert!(
            level
                .parent
                .is_none_or(|parent| parent.index() < id.index())
        );
    }
    for (id, matter) in model.matters.iter() {
        assert!(
            matter
                .parent
                .is_none_or(|parent| parent.index() < id.index())
        );
    }
}

#[test]
fn records_know_what_their_fields_tell() {
    let model = model("");
    let record = model.record_types.values().next().expect("a record type");
    let role = |id: Option<crate::model::FieldId>| id.map(|id| model.fields[id].role);
    assert_eq!(role(record.act_date), Some(FieldRole::ActDate));
    assert_eq!(role(record.actor), Some(FieldRole::Actor));
    assert_eq!(role(record.matter), Some(FieldRole::Matter));
    let positions: Vec<usize> = record
        .fields
        .iter()
        .map(|id| model.fields[*id].position)
        .collect();
    assert_eq!(positions, [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn quantities_are_in_base_units() {
    let (_, value) = defined("定义 甲 于 镇 = 投入 5万元以下（不含）");
    let ExprKind::Compare(op, _, right) = value.kind else {
        panic!("{value:?}")
    };
    assert_eq!(op, CompareOp::Less);
    let ExprKind::Constant(Value::Number(bound)) = right.kind else {
        panic!("{right:?}")
    };
    assert_eq!(bound, Number::from_int(50_000));
}

#[test]
fn a_percentage_of_something_keeps_its_unit() {
    let (model, value) = defined("定义 甲 于 镇 = 30% × 投入");
    assert!(matches!(
        value.kind,
        ExprKind::Arithmetic(ArithmeticOp::PercentOf, ..)
    ));
    let money = model
        .measures
        .get("元")
        .expect("built in")
        .dimension
        .clone();
    assert_eq!(value.ty, crate::types::Type::Quantity(money));
}

#[test]
fn vague_terms_know_what_they_are_said_of() {
    let subject = |snippet: &str| match defined(snippet).1.kind {
        ExprKind::Vague(_, subject) => subject,
        ExprKind::Compare(_, _, right) => match right.kind {
            ExprKind::Vague(_, subject) => subject,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let metric = |subject| matches!(subject, VagueSubject::Metric(_, None));
    assert!(metric(subject("定义 甲 于 镇 = 满意度 为 偏低")));
    assert!(metric(subject("定义 甲 于 镇 = 满意度 低于 合理比例")));
    assert!(matches!(
        subject("定义 甲 于 村 = 镇 的 满意度 为 偏低"),
        VagueSubject::Metric(_, Some(_))
    ));
    assert_eq!(subject("定义 甲 于 违规 = 重大"), VagueSubject::Record);
    assert_eq!(
        subject("定义 甲 于 违规 = 违规 为 重大"),
        VagueSubject::Record
    );
}

#[test]
fn earlier_and_enclosing_metrics() {
    let (_, value) = defined("定义 甲 于 村 = 上年 镇 的 满意度 低于 警戒线");
    let ExprKind::Compare(_, left, _) = value.kind else {
        panic!("{value:?}")
    };
    let ExprKind::Metric(_, place) = left.kind else {
        panic!("{left:?}")
    };
    assert_eq!(place.when, When::YearBefore);
    assert!(place.level.is_some());
}

#[test]
fn matters_lie_within_matters() {
    let (_, value) = defined("定义 甲 于 违规 = 相关事项 不属于 { 清淤、河道管护 }");
    let ExprKind::Not(inner) = value.kind else {
        panic!("{value:?}")
    };
    let ExprKind::Or(each) = inner.kind else {
        panic!("{inner:?}")
    };
    assert!(
        each.iter()
            .all(|one| matches!(one.kind, ExprKind::MatterWithin(..)))
    );
}

#[test]
fn a_plan_takes_the_unit_of_what_it_bounds() {
    let model =
        model("目标 甲 { 每个 镇 要求 投入 不低于 计划 计划 “年度计划” 截止 期末 依据 解释 读法 }");
    let target = model.targets.values().next().expect("a target");
    let plan = target.plan.as_ref().expect("a plan");
    assert_eq!(
        plan.measure.as_ref().map(|measure| measure.name.as_str()),
        Some("万元")
    );
    assert!(matches!(target.due, Due::AfterPeriodEnd(after) if after.days == 0));
}

#[test]
fn holders_and_their_roles() {
    let model = model(
        "责任 甲 { 主体 水务局 牵头、镇政府 的 镇长 于 清淤、县直部门 承担 主体责任 于 河道管护 依据 解释 读法 }",
    );
    let duty = model
        .duties
        .values()
        .find(|duty| &*duty.name == "甲")
        .expect("a duty");
    let roles: Vec<HolderRole> = duty.holders.iter().map(|holding| holding.role).collect();
    assert_eq!(
        roles,
        [
            HolderRole::Lead,
            HolderRole::Participant,
            HolderRole::Participant
        ]
    );
    assert!(matches!(
        duty.holders
            .iter()
            .map(|holding| holding.party)
            .collect::<Vec<_>>()[..],
        [Party::Organ(_), Party::Office(..), Party::Class(_)]
    ));
    assert!(duty.holders[1].component.is_some());
}

#[test]
fn a_consequence_inside_a_trigger_is_one_of_its_own() {
    let model = model(
        "问责情形 甲 涉及 清淤 { 每个 违规 逐级 追究 领导责任 可以 门槛 当 罚款 超过 3元 依据 第一条 “河道归镇政府管护” }",
    );
    let trigger = model
        .triggers
        .values()
        .find(|trigger| &*trigger.name == "甲");
    let consequence = &model.consequences[trigger.expect("a trigger").consequence];
    assert!(consequence.level_by_level && consequence.may);
    assert!(matches!(consequence.gate, Gate::When(_)));
    let clause = &consequence.basis.citations[0].clause;
    assert_eq!(clause.to_text(Lang::Zh), "第一条");
}

const READINGS: &str = "
解释 广狭 { 问题 “问” 选项 全部 选项 部分 取 全部 理由 “由” 依据 第一条 }
解释 界限 { 问题 “问” 选项 六成 选项 七成 取 六成 理由 “由” 依据 第一条 }
按 界限 取 六成 { 参数 及格 = 60% { 依据 第一条 “河道” } }
按 界限 取 七成 { 参数 及格 = 70% { 依据 第一条 “河道” } }
目标 乙 { 每个 镇 要求 满意度 不低于 及格 按 广狭 取 部分 { 适用 当 满意度 超过 1% } 截止 期末 依据 第一条 “河道” }
问责情形 乙 涉及 清淤 {
  每个 目标 乙
  按 界限 取 六成 { 每个 违规 当 核实 }
  按 界限 取 七成 { 每个 巡查 }
  追究 领导责任
  按 广狭 取 全部 { 门槛 推定 }
  依据 第一条 “河道”
}";

#[test]
fn a_result_rests_on_every_choice_that_shaped_it() {
    let model = model(READINGS);
    let target = model.targets.values().next().expect("a target");
    // 界限 by the parameter that it reads, 广狭 by the condition that the choice leaves out.
    assert_eq!(names(&target.basis.rests_on, &model), ["广狭", "界限"]);
    let trigger = model.triggers.values().next().expect("a trigger");
    assert_eq!(names(&trigger.basis.rests_on, &model), [""; 0]);
    let branches: Vec<_> = trigger
        .branches
        .iter()
        .map(|b| names(&b.rests_on, &model))
        .collect();
    assert_eq!(branches, [vec![], vec!["界限".to_owned()]]);
    let consequence = &model.consequences[trigger.consequence];
    assert_eq!(names(&consequence.gate_rests_on, &model), ["广狭"]);
}

#[test]
fn choices_can_be_overridden() {
    let options = |name: &str, choice: &str| CheckOptions {
        interpretations: IndexMap::from([(name.to_owned(), choice.to_owned())]),
        ..CheckOptions::default()
    };
    let (model, _) = checked(READINGS, &options("界限", "七成"));
    let model = model.expect("a model");
    let parameter = model.parameters.values().next().expect("a parameter");
    assert_eq!(parameter.value, Value::Number(Number::from_int(70)));
    let taken: Vec<(usize, usize)> = model
        .interpretations
        .values()
        .map(|row| (row.taken, row.default))
        .collect();
    assert_eq!(taken, [(0, 0), (1, 0), (0, 0)]);
    for (name, choice, message) in [
        (
            "广陕",
            "全部",
            "E0205 the interpretation asked for, `广陕`, is not declared",
        ),
        (
            "界限",
            "八成",
            "E0205 interpretation `界限` has no choice `八成`",
        ),
    ] {
        let (model, diagnostics) = checked(READINGS, &options(name, choice));
        assert!(model.is_none());
        assert_eq!(lines(&diagnostics), [message]);
    }
}

#[test]
fn a_name_under_a_choice_not_taken_says_so() {
    let (_, diagnostics) = checked(
        "按 读法 取 严 { 层级 户 } 指标 甲 { 层级 户 计量 数 }",
        &CheckOptions::default(),
    );
    let unknown = diagnostics.iter().next().expect("a diagnostic");
    assert_eq!(
        unknown.secondary[0].1.en,
        "declared under this choice only, which is not taken"
    );
}

#[test]
fn messages_are_in_both_languages_with_help_and_fixes() {
    let first = |snippet: &str| {
        let (_, diagnostics) = checked(snippet, &CheckOptions::default());
        diagnostics.into_iter().next().expect("a diagnostic")
    };
    let bare = first("定义 甲 于 镇 = 投入 5万元以下");
    assert_eq!(bare.message.zh, "`以下` 没有写明含不含本数，按含本数处理");
    assert_eq!(bare.fix.expect("a fix").replacement, "（含）");
    let plain = first("定义 甲 于 镇 = 满意度 低于 90");
    assert_eq!(plain.message.zh, "% 与没有单位的数不能比较");
    assert_eq!(plain.fix.expect("a fix").replacement, "%");
    let misspelt = first("定义 甲 于 镇 = 满意率 低于 90%");
    assert_eq!(misspelt.help[0].zh, "是不是 `满意度`");
    assert_eq!(misspelt.fix.expect("a fix").replacement, "满意度");
    let other = first("机构 乙 { 层级 县 上级 清淤 }");
    assert_eq!(other.message.zh, "`清淤` 是事项，不是机构");
}
