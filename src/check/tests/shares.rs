//! Declarations read on several cores come out as if one had been read after another.

use std::fmt::Write as _;

use super::{CheckOptions, checked};

/// Many declarations of every kind that is read at once. With `wrong`, every so many of them is: it asks for a metric
/// that is not there, says something twice over, or has a plan that nothing reads.
fn many(wrong: Option<usize>) -> String {
    let mut text = String::new();
    for n in 0..400 {
        let is_wrong = wrong.is_some_and(|every| n % every == 0);
        let metric = if is_wrong { "满意渡" } else { "满意度" };
        let plan = match n % 5 {
            0 => "计划 “年度计划” 计量 % 要求 满意度 不低于 计划".to_owned(),
            1 => "计划 “分级表” 计量 { 甲、乙 } 要求 计划 为 甲".to_owned(),
            2 if is_wrong => "计划 “年度计划” 要求 满意度 不低于 90%".to_owned(),
            _ => format!("要求 {metric} 不低于 90%"),
        };
        let _ = writeln!(
            text,
            "目标 满意{n} {{ 每个 镇 {plan} 截止 期末 标签 年度{n} 事项 河道管护 依据 解释 读法 }}"
        );
    }
    for n in 0..60 {
        let is_wrong = wrong.is_some_and(|every| n % every == 0);
        let (act, holder) = if is_wrong {
            ("倾到", "镇正府")
        } else {
            ("倾倒", "镇政府")
        };
        let _ = writeln!(
            text,
            "禁止 禁倒{n} {{ 主体 镇政府 行为 {act} 见于 违规 按 行为种类 事项 河道管护 依据 解释 读法 }}
             报告 年报{n} {{ 主体 {holder} 报送 县政府 每年 截止 期末 事项 河道管护 依据 解释 读法 }}
             责任 管河{n} {{ 主体 {holder} 承担 主体责任 于 河道管护 目标 满意{n} 依据 解释 读法 }}
             问责情形 情形{n} 涉及 河道管护 {{ 每个 违规 当 {} 逐级 追究 领导责任 机关 县政府 门槛 推定 依据 解释 读法 }}",
            if is_wrong { "核石" } else { "核实" },
        );
    }
    text
}

#[cfg(feature = "parallel")]
#[test]
fn any_number_of_cores_finds_the_same() {
    let among = |threads: usize, work: &(dyn Fn() -> String + Sync)| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be had").install(work)
    };
    // Two of a share, one of a share, one of many shares, one of all, none.
    for wrong in [Some(1), Some(7), Some(16), Some(97), Some(399), None] {
        let text = many(wrong);
        let found = || format!("{:?}", checked(&text, &CheckOptions::default()));
        let alone = among(1, &found);
        for threads in [2, 3, 8] {
            assert!(
                among(threads, &found) == alone,
                "one of {wrong:?} wrong, {threads} threads"
            );
        }
    }
}

#[test]
fn what_is_sound_has_a_model_and_what_is_not_is_told_once() {
    let (model, diagnostics) = checked(&many(None), &CheckOptions::default());
    let model = model.unwrap_or_else(|| panic!("{:?}", super::lines(&diagnostics)));
    // One of each kind is the regulation's own.
    assert_eq!(model.targets.len(), 401);
    assert_eq!(model.triggers.len(), 61);
    let own = model.triggers.values().take(60);
    let names: Vec<&str> = own
        .map(|trigger| &*model.consequences[trigger.consequence].name)
        .collect();
    let expected: Vec<String> = (0..60).map(|n| format!("情形{n}")).collect();
    assert_eq!(names, expected);

    let (_, diagnostics) = checked(&many(Some(7)), &CheckOptions::default());
    let told = super::lines(&diagnostics);
    let unknown = told.iter().filter(|line| line.contains("满意渡"));
    let asks = |n: &usize| n.is_multiple_of(7) && n % 5 > 2;
    assert_eq!(unknown.count(), (0..400).filter(asks).count());

    // Of all the names that are not there, as many have a suggestion as where one declaration is read after another.
    let (_, diagnostics) = checked(&many(Some(1)), &CheckOptions::default());
    let suggesting = diagnostics.iter().filter(|one| one.fix.is_some());
    assert_eq!(suggesting.count(), 200);
}
