//! Lints: the shipped policies are clean, conditions are judged as trying every value judges them, quotes as a reader
//! would, what is allowed is left out, and edits leave the meaning as it was.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use zeren::{Diagnostics, Policy};

use crate::bad_policies::base_files;
use crate::case;
use crate::cli::{Run, run};
use crate::wording;

/// A small regulation of one level, to which a test adds.
const BASE: &str = "
法规 “巡查办法” { 施行 2024年1月1日 容许 W0506 理由 “只看条件” }
层级 镇
解释 口径 { 问题 “如何” 选项 甲 选项 乙 取 甲 理由 “从文义” }
枚举 类型 { 一类、二类、三类 }
指标 比例 { 层级 镇 计量 % 范围 0% 至 10% }
指标 件数 { 层级 镇 计量 件 范围 0件 起 }
指标 类别 { 层级 镇 计量 类型 }
指标 合格 { 层级 镇 计量 是否 }
";

fn compile(text: &str) -> Policy {
    Policy::compile([("甲.zeren", format!("{BASE}{text}"))])
        .unwrap_or_else(|error| panic!("{text}\n{error}"))
}

/// The codes found, with the words that they are found at.
fn found(policy: &Policy, codes: &[&str]) -> Vec<String> {
    let found = policy.lint().into_vec();
    let found = found
        .iter()
        .filter(|one| codes.contains(&one.code.as_str()));
    found
        .map(|one| match one.place {
            zeren::Place::Span(span) => format!("{} {}", one.code, policy.sources().slice(span)),
            _ => panic!("{one:?}"),
        })
        .collect()
}

/// What is found of a definition's condition.
fn judged(condition: &str) -> Vec<String> {
    let text = format!("定义 甲 于 镇 = {condition} {{ 依据 解释 口径 }}");
    found(&compile(&text), &["L0301", "L0302"])
}

#[test]
fn the_shipped_policies_are_clean() {
    for policy in ["policies/kongtong", "policies/clinics"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(policy);
        let policy = Policy::load(folder).unwrap();
        let found = policy.lint();
        let shown = zeren::render_plain(found.as_slice(), policy.sources(), zeren::Lang::Zh);
        assert!(found.is_empty(), "{shown}");
        for allowed in policy.allowed() {
            assert!(allowed.reason.chars().count() >= 10, "{}", allowed.reason);
        }
    }
}

/// Every page's example is compiled by the tests of codes; here every wording is looked at.
#[test]
fn what_is_found_is_worded_in_both_languages() {
    let mut faults = Vec::new();
    let mut codes = Vec::new();
    for info in zeren::codes()
        .iter()
        .filter(|info| info.code.starts_with('L'))
    {
        for lang in [zeren::Lang::Zh, zeren::Lang::En] {
            let Some(policy) = example(info, lang) else {
                continue;
            };
            for one in &policy.lint().into_vec() {
                codes.push(one.code.as_str());
                faults.extend(wording::faults(one));
            }
        }
    }
    codes.sort_unstable();
    codes.dedup();
    assert!(
        codes.iter().filter(|code| code.starts_with('L')).count() >= 17,
        "{codes:?}"
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The example of a page that builds on the regulation of its language.
fn example(info: &zeren::CodeInfo, lang: zeren::Lang) -> Option<Policy> {
    let folder = lang.pick("yunxi", "ferry");
    let mut files = base_files(folder);
    let more = lang.pick("bad-facts/policy.zeren", "pages/ferry-more.zeren");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(more);
    files.push(("more.zeren".to_owned(), fs::read_to_string(path).unwrap()));
    for snippet in info.example(lang) {
        if snippet.kind != zeren::SnippetKind::Policy {
            return None;
        }
        files.push(("page.zeren".to_owned(), snippet.text.to_owned()));
    }
    Some(Policy::compile(files).unwrap_or_else(|error| panic!("{}: {error}", info.code)))
}

/// The page on lints names every one of them, and what the check says instead.
#[test]
fn the_page_names_every_lint() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/lints.md"));
    let page = page.unwrap();
    let lints = zeren::codes()
        .iter()
        .map(|info| info.code)
        .filter(|code| code.starts_with('L'));
    for code in lints.chain([
        "W0501", "W0507", "E0401", "E0430", "E0431", "E0404", "E0405",
    ]) {
        assert!(page.contains(code), "{code}");
    }
}

#[test]
fn conditions_beyond_the_range_are_settled() {
    assert_eq!(judged("比例 高于 10%"), ["L0301 比例 高于 10%"]);
    assert_eq!(judged("比例 不高于 10%"), ["L0302 比例 不高于 10%"]);
    assert_eq!(judged("比例 高于 5%"), [""; 0]);
    assert_eq!(judged("件数 低于 0件"), ["L0301 件数 低于 0件"]);
    assert_eq!(judged("比例 + 1% 低于 0%"), ["L0301 比例 + 1% 低于 0%"]);
    assert_eq!(judged("非 (比例 高于 10%)"), ["L0302 非 (比例 高于 10%)"]);
}

#[test]
fn conditions_are_judged_beside_one_another() {
    let never = "比例 不低于 5% 且 比例 低于 5%";
    assert_eq!(judged(never), [format!("L0301 {never}")]);
    assert_eq!(
        judged("合格 且 比例 不低于 5% 且 比例 高于 3%"),
        ["L0302 比例 高于 3%"]
    );
    assert_eq!(
        judged("合格 或 比例 不低于 5% 或 比例 高于 6%"),
        ["L0301 比例 高于 6%"]
    );
    assert_eq!(
        judged("合格 且 (比例 低于 5% 或 非 合格)"),
        ["L0301 非 合格"]
    );
    assert_eq!(
        judged("类别 为 一类 且 类别 不为 二类"),
        ["L0302 类别 不为 二类"]
    );
    let never = "类别 为 一类 且 类别 属于 { 二类、三类 }";
    assert_eq!(judged(never), [format!("L0301 {never}")]);
    let always = "类别 属于 { 一类、二类、三类 }";
    assert_eq!(judged(always), [format!("L0302 {always}")]);
    assert_eq!(
        judged("件数 高于 上年 件数 且 件数 低于 上年 件数").len(),
        1
    );
    assert_eq!(
        judged("件数 高于 上年 件数 或 件数 低于 上年 件数"),
        [""; 0]
    );
}

#[test]
fn filters_bear_on_what_they_let_through() {
    let target = |filter: &str, require: &str| {
        let text =
            format!("目标 甲 {{ 每个 镇 当 {filter} 要求 {require} 截止 期末 依据 解释 口径 }}");
        found(&compile(&text), &["L0301", "L0302"])
    };
    assert_eq!(
        target("比例 低于 3%", "比例 不低于 5%"),
        ["L0301 比例 不低于 5%"]
    );
    assert_eq!(
        target("比例 低于 3%", "比例 低于 5%"),
        ["L0302 比例 低于 5%"]
    );
    assert_eq!(target("比例 低于 3%", "比例 低于 1%"), [""; 0]);
}

#[test]
fn what_a_name_stands_for_is_judged_once() {
    let text = "
        参数 上限 = 20% { 依据 解释 口径 }
        定义 超限 于 镇 = 比例 高于 上限 { 依据 解释 口径 }
        定义 乙 于 镇 = 合格 且 非 超限 { 依据 解释 口径 }";
    assert_eq!(
        found(&compile(text), &["L0301", "L0302"]),
        ["L0301 比例 高于 上限"]
    );
}

#[test]
fn bounds_are_compared_where_both_are_asked() {
    let two = |one: &str, other: &str| {
        let target =
            |name: &str, body: &str| format!("目标 {name} {{ 每个 镇 {body} 依据 解释 口径 }}\n");
        let text = target("甲", one) + &target("乙", other);
        found(&compile(&text), &["L0303", "L0304"])
    };
    let plain = |require: &str| format!("要求 {require} 截止 期末");
    let of = |class: &str, require: &str| format!("当 类别 为 {class} 要求 {require} 截止 期末");
    assert_eq!(
        two(&plain("比例 不高于 3%"), &plain("比例 低于 3%")),
        ["L0304 比例 低于 3%"]
    );
    assert_eq!(
        two(&of("一类", "比例 不高于 3%"), &of("二类", "比例 低于 3%")),
        [""; 0]
    );
    assert_eq!(
        two(&plain("比例 不高于 3%"), &plain("比例 低于 4%")),
        [""; 0]
    );
    assert_eq!(
        two(&plain("比例 不高于 3%"), &plain("比例 高于 4%")),
        ["L0303 比例 高于 4%"]
    );
    assert_eq!(
        two(&of("一类", "比例 低于 3%"), &of("二类", "比例 高于 4%")),
        [""; 0]
    );
    let by = |year: u16, require: &str| format!("要求 {require} 截止 {year}年12月31日");
    assert_eq!(
        two(&by(2024, "比例 高于 4%"), &by(2025, "比例 低于 3%")),
        [""; 0]
    );
    assert_eq!(
        two(&by(2024, "比例 高于 4%"), &by(2024, "比例 低于 3%")).len(),
        1
    );
}

#[test]
fn gaps_between_rows_and_tiers_are_named() {
    let table = |rows: &str| {
        let text = format!("表 甲 于 镇 {{ 计量 数 {rows} 依据 解释 口径 }}");
        messages(&compile(&text), "L0305")
    };
    let found = table("当 比例 低于 3% 则 1 当 比例 高于 5% 则 2");
    assert_eq!(
        found,
        ["表 `甲` 的各行没有包括不低于 `3%`、不高于 `5%` 的值"]
    );
    let found = table("当 比例 低于 3% 则 1 当 比例 高于 3% 则 2");
    assert_eq!(found, ["表 `甲` 的各行没有包括恰为 `3%` 的值"]);
    let found = table("当 比例 低于 3% 则 1 当 比例 不低于 3% 且 比例 低于 8% 则 2");
    assert_eq!(
        found,
        ["表 `甲` 的各行没有包括不低于 `8%`、不高于 `10%` 的值"]
    );
    assert_eq!(
        table("当 比例 低于 3% 则 1 当 比例 不低于 3% 则 2"),
        [""; 0]
    );
    assert_eq!(
        table("当 比例 低于 3% 则 1 当 比例 高于 5% 则 2 否则 3"),
        [""; 0]
    );
    assert_eq!(table("当 比例 低于 3% 则 1 当 合格 则 2"), [""; 0]);
    let tier = |name: &str, filter: &str, bound: &str| {
        format!(
            "目标 {name} {{ 每个 镇 当 {filter} 要求 比例 低于 {bound} 截止 期末 依据 解释 口径 }}\n"
        )
    };
    let text = tier("甲", "件数 低于 100件", "3%") + &tier("乙", "件数 高于 100件", "5%");
    assert_eq!(
        messages(&compile(&text), "L0305"),
        ["同一要求的各档没有包括恰为 `100件` 的值"]
    );
}

fn messages(policy: &Policy, code: &str) -> Vec<String> {
    let found = policy.lint().into_vec();
    let found = found.iter().filter(|one| one.code.as_str() == code);
    found.map(|one| one.message.zh.to_string()).collect()
}

/// An atom over the quantities of the regulation, and the same as a function of their values: the share in halves of
/// a percent, the class.
type Case = (String, Holds, i32);
/// Whether it holds of a share, a class, and its bound.
type Holds = fn(i32, i32, i32) -> bool;

fn atoms() -> impl Strategy<Value = Case> {
    let compare: Vec<(&str, Holds)> = vec![
        ("低于", |share, _, bound| share < bound * 2),
        ("不高于", |share, _, bound| share <= bound * 2),
        ("高于", |share, _, bound| share > bound * 2),
        ("不低于", |share, _, bound| share >= bound * 2),
        ("等于", |share, _, bound| share == bound * 2),
        ("不等于", |share, _, bound| share != bound * 2),
    ];
    let classes: Vec<(&str, Holds)> = vec![
        ("为", |_, class, bound| class == bound % 3),
        ("不为", |_, class, bound| class != bound % 3),
    ];
    let names = ["一类", "二类", "三类"];
    prop_oneof![
        3 => (select(compare), 0..=11).prop_map(|((word, holds), bound)| {
            (format!("比例 {word} {bound}%"), holds, bound)
        }),
        1 => (select(classes), 0..=2).prop_map(move |((word, holds), value)| {
            (format!("类别 {word} {}", names[usize::try_from(value).unwrap()]), holds, value)
        }),
    ]
}

/// Alternatives of conditions, each perhaps denied: settled just when trying every value says so.
#[test]
fn conditions_are_settled_when_no_value_tells_otherwise() {
    let one = (any::<bool>(), atoms());
    let conditions = vec(vec(one, 1..4), 1..4);
    let config = Config {
        cases: 400,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(&conditions, |alternatives| {
        let words = |(denied, (words, ..)): &(bool, Case)| match denied {
            true => format!("非 ({words})"),
            false => words.clone(),
        };
        let all = |parts: &Vec<(bool, Case)>| {
            let parts: Vec<String> = parts.iter().map(words).collect();
            format!("({})", parts.join(" 且 "))
        };
        let text = alternatives
            .iter()
            .map(all)
            .collect::<Vec<_>>()
            .join(" 或 ");
        let holds = |share: i32, class: i32| {
            alternatives.iter().any(|parts| {
                parts
                    .iter()
                    .all(|(denied, (_, holds, bound))| holds(share, class, *bound) != *denied)
            })
        };
        let values: Vec<bool> = (0..=20)
            .flat_map(|share| (0..3).map(move |class| (share, class)))
            .map(|(share, class)| holds(share, class))
            .collect();
        let policy = compile(&format!("定义 甲 于 镇 = {text} {{ 依据 解释 口径 }}"));
        let whole = |code: &str| found(&policy, &[code]).contains(&format!("{code} {text}"));
        prop_assert_eq!(whole("L0301"), !values.contains(&true), "{}", text);
        prop_assert_eq!(whole("L0302"), !values.contains(&false), "{}", text);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Names that double one another many times over would fill any memory if they were written out.
#[test]
fn names_that_double_one_another_are_answered() {
    let mut text = "定义 甲0 于 镇 = 比例 高于 5% { 依据 解释 口径 }\n".to_owned();
    for next in 1..45 {
        let last = next - 1;
        text.push_str(&format!(
            "定义 甲{next} 于 镇 = 甲{last} 且 (合格 或 非 甲{last}) {{ 依据 解释 口径 }}\n"
        ));
    }
    let many: Vec<String> = (0..40)
        .map(|n| format!("(比例 高于 {n}件 或 合格)"))
        .collect();
    text.push_str(&format!(
        "定义 乙 于 镇 = {} {{ 依据 解释 口径 }}\n",
        many.join(" 且 ").replace("比例", "件数")
    ));
    assert!(compile(&text).lint().len() > 1);
}

/// Each case quotes a part of its text; `expect` is the code found of the quote, or none.
#[test]
fn quotes_are_read_with_what_stands_around_them() {
    let mut wrong = Vec::new();
    for file in case::files("lint", "case") {
        for case in case::cases(&file) {
            let text = case.part("text").trim();
            let quote = case.part("quote").trim();
            let policy = format!(
                "法规 “办法” {{ 施行 2024年1月1日 原文 “办法.txt” }}\n层级 镇\n\
                 机构 镇政府 {{ 层级 镇 依据 第一条 }}\n事项 巡查 {{ 依据 第一条 }}\n\
                 {} {{ {} 依据 第一条 “{quote}” }}",
                case.part("declare").trim(),
                case.part("body").trim(),
            );
            let article = format!("第一条 {text}");
            let policy = Policy::compile([("甲.zeren", policy), ("办法.txt", article)]);
            let policy = policy.unwrap_or_else(|error| panic!("{}: {error}", case.name));
            let found = policy.lint();
            let found = found.iter().map(|one| one.code.as_str());
            let found: Vec<&str> = found.filter(|code| code.starts_with("L05")).collect();
            let expected: Vec<&str> = case.part("expect").split_whitespace().collect();
            if found != expected {
                wrong.push(format!("{}: {found:?}, not {expected:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_allowed_is_left_out_and_nothing_else() {
    let metric = |allowed: &str| {
        let text = format!("指标 频次 {{ 层级 镇 计量 数 {allowed} }}");
        let policy = compile(&text);
        let found = policy.lint().into_vec();
        let here = found.iter().filter(|one| match one.place {
            zeren::Place::Span(span) => usize::try_from(span.start).unwrap() >= BASE.len(),
            _ => false,
        });
        here.map(|one| one.code.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(metric(""), ["L0201", "L0202"]);
    assert_eq!(metric("容许 L0201 理由 “试行期间”"), ["L0202"]);
    assert_eq!(metric("allow L0201, L0202 because \"a trial\""), [""; 0]);
    assert_eq!(
        metric("容许 L0203、L0202 理由 “试行期间”"),
        ["L0201", "L0001"]
    );
}

/// A warning of the check is allowed like any other, and neither command says it.
#[test]
fn warnings_of_the_check_may_be_allowed() {
    assert!(compile("").warnings().is_empty());
    let bare = BASE.replace("容许 W0506 理由 “只看条件”", "");
    let policy = Policy::compile([("甲.zeren", bare)]).unwrap();
    assert_eq!(codes(policy.warnings()), ["W0506"]);
    assert!(codes(&policy.lint()).contains(&"W0506"));
}

fn codes(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().map(|one| one.code.as_str()).collect()
}

const UNTIDY: &str = "
目标 甲 { 每个 镇 要求 比例 3%以下 截止 期末 依据 解释 口径 }
目标 乙 {
  每个 镇
  要求 件数 100件以上
  截止 期末
  // 留着的话
  容许 L0301 理由 “并没有”
  依据 解释 口径
}
指标 丙 {
  层级 镇
  计量 数
  容许 L0101、L0201、L0202、L0305 理由 “试行期间”
}
";

#[test]
fn edits_leave_the_meaning_and_make_themselves_needless() {
    let policy = compile(UNTIDY);
    let fixed = policy.fix_lints().unwrap();
    let [(name, text)] = fixed.files.as_slice() else {
        panic!("{:?}", fixed.files);
    };
    assert_eq!(name, "甲.zeren");
    let expected = UNTIDY
        .replace("3%以下", "3%以下（含）")
        .replace("100件以上", "100件以上（含）")
        .replace("  容许 L0301 理由 “并没有”\n", "")
        .replace("L0101、L0201、L0202、L0305", "L0201、L0202");
    assert_eq!(*text, format!("{BASE}{expected}"));
    let again = fixed.policy.fix_lints().unwrap();
    assert_eq!((again.edits, again.files.len()), (0, 0));
    // What is left is what was there but for what could be put right.
    let mut left = codes(&policy.lint());
    left.retain(|code| !["W0501", "L0001"].contains(code));
    assert_eq!(codes(&fixed.policy.lint()), left);
    let facts = r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units":
        [{"level": "镇", "name": "子", "比例": "3%", "件数": "100件", "units": []}]}"#;
    let statuses = |policy: &Policy| {
        let assessment = policy.evaluate(&policy.read_facts(facts).unwrap()).unwrap();
        let targets = assessment.targets().iter();
        targets.map(|target| target.status).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&policy), statuses(&fixed.policy));
}

/// A folder of its own with one policy file.
fn folder(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("甲.zeren"), text).unwrap();
    folder
}

fn lint(folder: &Path, options: &[&str]) -> Run {
    let mut args = vec!["lint", folder.to_str().unwrap()];
    args.extend(options);
    run(&args)
}

#[test]
fn the_tool_fails_on_what_is_found_and_not_on_a_clean_policy() {
    let clean = run(&["lint", "policies/clinics"]);
    assert_eq!(
        (clean.code, clean.out.as_str()),
        (Some(0), "没有发现问题\n")
    );
    let untidy = folder("lint-untidy", &format!("{BASE}{UNTIDY}"));
    let run = lint(&untidy, &["--lang", "en"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.err.contains("warning[W0501]") && run.err.contains("warning[L0001]"),
        "{}",
        run.err
    );
    let broken = folder("lint-broken", "法规 “甲” {");
    assert_eq!(lint(&broken, &[]).code, Some(2));
    let unreasoned = BASE.replace(" 理由 “只看条件”", "");
    let run = lint(
        &folder("lint-unreasoned", &unreasoned),
        &["--format", "json"],
    );
    assert_eq!(run.code, Some(2));
    assert!(run.out.contains("E0404"), "{}", run.out);
}

#[test]
fn the_tool_writes_what_it_puts_right() {
    let place = folder("lint-fix", &format!("{BASE}{UNTIDY}"));
    let first = lint(&place, &["--fix"]);
    assert_eq!(first.code, Some(1));
    assert!(
        first.out.starts_with("改正了 5 处，改动了 1 个文件\n"),
        "{}",
        first.out
    );
    let written = fs::read_to_string(place.join("甲.zeren")).unwrap();
    let expected = compile(UNTIDY).fix_lints().unwrap();
    assert_eq!(written, expected.files[0].1);
    let left: Vec<_> = fs::read_dir(&place).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside it");
    let second = lint(&place, &["--fix"]);
    assert!(
        second.out.starts_with("改正了 0 处，改动了 0 个文件\n"),
        "{}",
        second.out
    );
    assert_eq!(fs::read_to_string(place.join("甲.zeren")).unwrap(), written);
}

#[test]
fn what_is_found_is_told_to_tools() {
    let place = folder("lint-tools", &format!("{BASE}{UNTIDY}"));
    let json: Value = serde_json::from_str(&lint(&place, &["--format", "json"]).out).unwrap();
    let listed = json.as_array().unwrap();
    let idle = listed.iter().find(|one| one["code"] == "L0001").unwrap();
    assert_eq!(idle["severity"], "warning");
    assert_eq!(idle["fix"]["replacement"], "");
    let log: Value = serde_json::from_str(&lint(&place, &["--format", "sarif"]).out).unwrap();
    let faults: Vec<String> = crate::sarif::schema()
        .iter_errors(&log)
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        log["runs"][0]["results"].as_array().unwrap().len(),
        listed.len()
    );
}
