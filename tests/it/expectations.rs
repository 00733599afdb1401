//! Scenarios that do not come out as expected: what is told of them, and what is told where nothing was compared.
//!
//! A case of `fixtures/scenarios` builds on the regulation that its part `base` names, a folder of
//! `fixtures/bad-policies/base`. The snapshots show each case and what is printed of it, in Chinese, then in English.

use std::fmt::Write as _;

use zeren::{
    CompileError, Lang, ListedScenario, Policy, ScenarioOptions, ScenarioOutcome, ScenarioReport,
};

use crate::bad_policies::{base_files, terminal};
use crate::case::{self, Case};

fn policy(case: &Case) -> Policy {
    let mut files = base_files(case.part("base").trim());
    files.push(("情景.zeren".to_owned(), case.part("policy").to_owned()));
    Policy::compile(files)
        .unwrap_or_else(|error| panic!("{}\n{}", case.name, terminal(&error, Lang::En)))
}

/// What came out, drawn as `zeren test` draws it.
fn drawn(policy: &Policy, report: &ScenarioReport, lang: Lang) -> String {
    let error = CompileError::new(report.diagnostics(), policy.sources().clone());
    format!("{}{}\n", terminal(&error, lang), report.summary(lang))
}

#[test]
fn what_is_not_as_expected_is_told_as_an_editor_would_want() {
    for file in case::files("scenarios", "case") {
        let mut shown = String::new();
        for case in case::cases(&file) {
            let policy = policy(&case);
            let report = policy.run_scenarios(&ScenarioOptions::default());
            assert_eq!(report.totals.refused, 0, "{}\n{report:#?}", case.name);
            assert_eq!(report.totals.failed, 1, "{}\n{report:#?}", case.name);
            write!(shown, "======== {}\n{}", case.name, case.part("policy")).unwrap();
            for lang in [Lang::Zh, Lang::En] {
                write!(shown, "--------\n{}", drawn(&policy, &report, lang)).unwrap();
            }
            shown.push('\n');
        }
        let name = file.file_stem().unwrap().to_str().unwrap();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("scenarios_{name}"), shown);
        });
    }
}

#[test]
fn what_is_noted_of_a_background_can_be_noted_otherwise() {
    let files = base_files("ferry").into_iter().chain([(
        "layers.zeren".to_owned(),
        "background quiet { as of 2023-01-10; period 2022; note \"made up\"; source \"an example\"\n\
           harbour Old_Harbour { note \"as it was\"; source \"the log\"; pier North { on_time 98% } } }\n\
         scenario \"other notes\" upon quiet { note \"made up again\"; source \"another example\"\n\
           harbour Old_Harbour { note \"as it became\"; source \"the second log\" }\n\
           expect { target departures at North met } }\n"
            .to_owned(),
    )]);
    let report = Policy::compile(files)
        .unwrap()
        .run_scenarios(&ScenarioOptions::default());
    assert_eq!(report.totals.passed, 1, "{report:#?}");
}

/// A misspelt name would make an expectation that nothing could fail.
#[test]
fn a_scenario_that_expects_something_of_nobody_does_not_pass() {
    let files = case::files("scenarios", "case");
    let mut case = case::cases(&files[0]).remove(0);
    let scenarios = "情景 “错” 沿用 平年 { 预期 { 不追究 乡镇政府 { 人员 张山 } } }\n\
        情景 “对” 沿用 平年 { 预期 { 不追究 { 人员 李四 } } }\n";
    case.replace_part("policy", |text| {
        let kept = text.lines().filter(|line| !line.starts_with("情景"));
        kept.collect::<Vec<_>>().join("\n") + "\n" + scenarios
    });
    let report = policy(&case).run_scenarios(&ScenarioOptions::default());
    let outcomes: Vec<ScenarioOutcome> = report.scenarios.iter().map(|one| one.outcome).collect();
    assert_eq!(
        outcomes,
        [ScenarioOutcome::Refused, ScenarioOutcome::Passed]
    );
    let codes: Vec<&str> = report
        .diagnostics()
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(codes, ["E0807"]);
}

#[test]
fn scenarios_are_listed_without_running() {
    let text = "底稿 甲 { 截至 2021年1月10日；取 职务对应 = 班子承担 }\n\
        底稿 乙 沿用 甲 { 期间 2020年 }\n\
        情景 “一” 沿用 乙 { 取 后果推定 = 推定未履责；预期 { 不追究；没有 缺 } }\n\
        情景 “二” { 预期 { 不追究 } }\n";
    let mut files = base_files("yunxi");
    files.push(("情景.zeren".to_owned(), text.to_owned()));
    let policy = Policy::compile(files).unwrap();
    let all = policy.scenarios();
    let titles: Vec<(&str, &str, u32)> = all
        .iter()
        .map(|one: &ListedScenario| (&*one.title, &*one.file, one.line))
        .collect();
    assert_eq!(titles, [("一", "情景.zeren", 3), ("二", "情景.zeren", 4)]);
    let backgrounds: Vec<&str> = all[0].backgrounds.iter().map(|name| &**name).collect();
    assert_eq!(backgrounds, ["乙", "甲"]);
    assert!(all[1].backgrounds.is_empty());
    // What the policy takes anyway is no other reading.
    assert_eq!(all[0].readings, [("职务对应".into(), "班子承担".into())]);
    assert_eq!((all[0].expectations, all[1].expectations), (2, 1));
}
