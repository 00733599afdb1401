//! The clause ledger: derived from the text, so that a forgotten clause cannot hide.

use std::collections::BTreeSet;
use std::path::Path;

use zeren::{ClauseState, Diagnostics, Lang, Ledger, LedgerClause, Policy};

const TEXT: &str = include_str!("../fixtures/workbench/办法.txt");
const RULES: &str = include_str!("../fixtures/workbench/办法.zeren");

/// The invented regulation, with more rules.
fn with(more: &str) -> Policy {
    let files = [
        ("办法.txt", TEXT),
        ("办法.zeren", RULES),
        ("补充.zeren", more),
    ];
    Policy::compile(files).unwrap_or_else(|error| panic!("{error}"))
}

fn shipped() -> Policy {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    Policy::load_dir(root).unwrap_or_else(|error| panic!("{error}"))
}

/// Each diagnostic in both languages, with its place.
fn said(diagnostics: &Diagnostics, policy: &Policy) -> String {
    let zh = zeren::render_plain(diagnostics.as_slice(), policy.sources(), Lang::Zh);
    let en = zeren::render_plain(diagnostics.as_slice(), policy.sources(), Lang::En);
    format!("{zh}\n{en}")
}

fn state_of<'l>(ledger: &'l Ledger, words: &str) -> &'l LedgerClause {
    let mut found = ledger.clauses.iter().filter(|c| c.words.contains(words));
    found
        .next()
        .unwrap_or_else(|| panic!("no clause says {words}"))
}

#[test]
fn the_ledger_as_text() {
    insta::assert_snapshot!(with("").ledger().to_text(Lang::Zh));
}

#[test]
fn the_ledger_as_markdown() {
    insta::assert_snapshot!(with("").ledger().to_markdown(Lang::En));
}

#[test]
fn the_ledger_as_json() {
    insta::assert_snapshot!(with("").ledger().to_json());
}

#[test]
fn a_gap_is_an_error_of_the_ledger_and_not_of_the_policy() {
    let policy = with("");
    let found = policy.check_ledger();
    insta::assert_snapshot!(said(&found, &policy));
    assert_eq!(codes(&found), ["E0701"]);
}

#[test]
fn a_citation_without_a_quote_covers_a_clause_only_where_it_binds_nobody() {
    let quoted = with("事项 宣传 属于 河道管护 { 依据 第四条 “宣传” }").ledger();
    assert_eq!(state_of(&quoted, "加强宣传").state, ClauseState::Encoded);
    let unquoted = with("事项 宣传 属于 河道管护 { 依据 第四条 }").ledger();
    assert_eq!(state_of(&unquoted, "加强宣传").state, ClauseState::Gap);
    let idle = with("宣示 宣传 { 依据 第四条 理由 “没有主体” }").ledger();
    assert_eq!(state_of(&idle, "加强宣传").state, ClauseState::NonOperative);
    assert_eq!(idle.totals.gap, 0);
}

#[test]
fn what_no_quote_reaches_is_shown() {
    let ledger = with("宣示 宣传 { 依据 第四条 “各…应当” 理由 “没有主体” }").ledger();
    let clause = state_of(&ledger, "加强宣传");
    assert_eq!(clause.state, ClauseState::NonOperative);
    // 乡镇, between the two fragments, is too short to be half a sentence.
    let left: Vec<&str> = clause.uncovered.iter().map(|words| &**words).collect();
    assert_eq!(left, ["加强宣传"]);
}

#[test]
fn words_that_bind_nobody_and_somebody() {
    let policy = with(
        "宣示 空话 { 依据 第二条 “辖区河道管护” 理由 “口号” }
        宣示 宣传 { 依据 第四条 理由 “没有主体” }",
    );
    let found = policy.check_ledger();
    insta::assert_snapshot!(said(&found, &policy));
    assert_eq!(codes(&found), ["E0703"]);
    // The other half of the sentence, which nothing else quotes, may well bind nobody.
    let policy = with(
        "宣示 半句 { 依据 第三条 “水务局、环保局” 第2项 “水质不达标的” 理由 “条件” }
        宣示 宣传 { 依据 第四条 理由 “没有主体” }",
    );
    assert_eq!(codes(&policy.check_ledger()), [""; 0]);
}

/// A second target on the words of 水质达标, with this requirement and these further lines.
fn second_target(lines: &str) -> Vec<&'static str> {
    let policy = with(&format!(
        "目标 另一目标 {{ 每个 县 事项 水质 {lines}
         依据 第三条 “水务局、环保局” 第1项 “达到95%以上（含95%）” }}
         宣示 宣传 {{ 依据 第四条 理由 “没有主体” }}"
    ));
    codes(&policy.check_ledger())
}

#[test]
fn targets_that_contradict_each_other() {
    for contrary in [
        "要求 水质达标率 达到 90%以上（含） 截止 期末",
        "要求 水质达标率 超过 95% 截止 期末",
        "要求 水质达标率 低于 95% 截止 期末",
        "要求 水质达标率 等于 80% 截止 期末",
    ] {
        assert_eq!(second_target(contrary), ["E0702"], "{contrary}");
    }
    for compatible in [
        "要求 水质达标率 不低于 95% 截止 期末",
        "要求 水质达标率 不超过 100% 截止 期末",
        "要求 水质达标率 达到 90%以上（含） 截止 2024年6月30日",
        "要求 水质达标率 达到 90%以上（含） 截止 期末 适用 当 水质达标率 大于 1%",
    ] {
        assert_eq!(second_target(compatible), [""; 0], "{compatible}");
    }
}

#[test]
fn reports_that_contradict_each_other() {
    let policy = with(
        "报告 另一报告 { 主体 乡镇政府 报送 县河长办 每季度 截止 期末 后 1个月 事项 河道管护
        依据 第二条 “每年向县河长办报告” }
        宣示 宣传 { 依据 第四条 理由 “没有主体” }",
    );
    let found = policy.check_ledger();
    insta::assert_snapshot!(said(&found, &policy));
    assert_eq!(codes(&found), ["E0702"]);
}

#[test]
fn a_policy_without_its_text_has_an_empty_ledger() {
    let policy =
        Policy::compile([("甲.zeren", "法规 “甲” { 施行 2024年1月1日 } 层级 县")]).unwrap();
    let ledger = policy.ledger();
    assert!(ledger.clauses.is_empty() && policy.check_ledger().is_empty());
    assert!(ledger.to_text(Lang::Zh).contains("没有附原文"));
}

#[test]
fn the_shipped_regulation_is_covered_article_by_article() {
    let policy = shipped();
    let ledger = policy.ledger();
    assert_eq!(said(&policy.check_ledger(), &policy).trim(), "");
    assert_eq!(ledger.totals.gap, 0);
    let articles: BTreeSet<u32> = ledger
        .clauses
        .iter()
        .filter_map(|clause| clause.clause.article.as_deref()?.parse().ok())
        .collect();
    assert_eq!(articles, (1..=29).collect());
    let has_notice = ledger.clauses.iter().any(|c| c.clause.article.is_none());
    assert!(has_notice, "the notice is listed");
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics
        .iter()
        .map(|found| found.code.as_str())
        .collect()
}
