//! The formatter: what it makes of odd texts, and what must hold for every text.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::sentences::Sentences;
use super::*;
use crate::syntax::grammar::Rule;
use crate::syntax::keywords;
use crate::syntax::keywords::KEYWORDS;
use crate::syntax::{FormatOptions, format_source};

fn to(text: &str, keywords: Option<Lang>) -> String {
    let options = FormatOptions {
        keywords,
        ..FormatOptions::default()
    };
    match format_source(text, &options) {
        Ok(formatted) => formatted,
        Err(errors) => panic!("{errors:?}\n{text}"),
    }
}

fn comments(text: &str) -> Vec<String> {
    let comments = parsed(text).file.comments.into_iter();
    let mut comments: Vec<String> = comments.map(|comment| comment.text).collect();
    comments.sort();
    comments
}

/// What must hold for every text that parses.
fn holds(text: &str) {
    let (said, noted) = (tree(text), comments(text));
    let mut made = Vec::new();
    for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
        let once = to(text, keywords);
        assert_eq!(
            tree(&once),
            said,
            "{keywords:?} says something else\n{text}\n---\n{once}"
        );
        assert_eq!(comments(&once), noted, "{text}\n---\n{once}");
        assert_eq!(
            to(&once, keywords),
            once,
            "{keywords:?} twice is not once\n{text}"
        );
        assert_eq!(
            to(&once, None),
            once,
            "{keywords:?} is not canonical\n{text}"
        );
        assert!(
            once.lines()
                .all(|line| !line.ends_with(' ') || once.contains("两\n行"))
        );
        made.push(once);
    }
    let (zh, en) = (&made[1], &made[2]);
    assert_eq!(
        &to(&to(zh, Some(Lang::En)), Some(Lang::Zh)),
        zh,
        "there and back\n{text}"
    );
    // 第三条 is one word, and its comment cannot stand where it stood between `art` and 3.
    if noted.is_empty() {
        let back = to(&to(en, Some(Lang::Zh)), Some(Lang::En));
        assert_eq!(&back, en, "there and back\n{text}");
    }
}

#[test]
fn whatever_the_grammar_writes() {
    let sentences = Sentences::read();
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: 800,
            failure_persistence: None,
            ..Config::default()
        },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    );
    let seen = std::cell::RefCell::new(BTreeSet::new());
    let outcome = runner.run(&vec(any::<u16>(), 0..160), |choices| {
        let text = sentences.write("item", &choices);
        if parsed(&text).diagnostics.is_empty() {
            holds(&text);
            let words = text.split(char::is_whitespace).map(str::to_lowercase);
            seen.borrow_mut().extend(words);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    // The property is not kept by saying nothing: every word that begins a declaration was among the texts.
    let seen = seen.into_inner();
    for keyword in KEYWORDS.iter().filter(|one| one.leads.declaration()) {
        let said = |spelling: &str| seen.contains(spelling.split(' ').next().unwrap());
        assert!(keyword.spellings().any(said), "{:?}", keyword.rule);
    }
}

#[test]
fn the_files_of_both_languages_become_each_other() {
    let (zh, en) = (include_str!("zh.policy"), include_str!("en.policy"));
    for text in [zh, en] {
        holds(text);
        holds(&text.replace('\n', "\r\n"));
    }
    assert_eq!(tree(&to(zh, Some(Lang::En))), tree(en));
    assert_eq!(tree(&to(en, Some(Lang::Zh))), tree(zh));
}

/// A file that was written in one language holds no keyword of the other after conversion.
#[test]
fn converting_leaves_no_keyword_behind() {
    let (zh, en) = (include_str!("zh.policy"), include_str!("en.policy"));
    for (text, lang) in [
        (zh, Lang::En),
        (en, Lang::Zh),
        (zh, Lang::Zh),
        (en, Lang::En),
    ] {
        let converted = to(text, Some(lang));
        // In scenarios, words of the language may be the keys of facts.
        let converted = converted.split("\n底稿").next().unwrap();
        let converted = converted.split("\nbackground").next().unwrap();
        for line in converted.lines() {
            // Names, quoted texts and comments are nobody's.
            let bare: String = line
                .split("//")
                .next()
                .unwrap()
                .split(['“', '”', '"'])
                .step_by(2)
                .collect();
            for word in bare.split(|c: char| !c.is_alphanumeric()) {
                let other = |keyword: &&keywords::Keyword| {
                    let (own, other) = match lang {
                        Lang::Zh => (keyword.zh, keyword.en),
                        Lang::En => (keyword.en, keyword.zh),
                    };
                    keyword.rule != Rule::counter_kw
                        && !own.contains(&word)
                        && other
                            .iter()
                            .any(|spelling| spelling.split(' ').next() == Some(word))
                };
                assert!(
                    !KEYWORDS.iter().any(|keyword| other(&keyword)),
                    "{word}: {line}"
                );
            }
        }
    }
}

#[test]
fn a_chinese_file() {
    insta::assert_snapshot!(to(include_str!("zh.policy"), None));
}

#[test]
fn an_english_file_from_a_chinese_one() {
    insta::assert_snapshot!(to(include_str!("zh.policy"), Some(Lang::En)));
}

/// Comments in odd places stay beside their words.
#[test]
fn odd_comments() {
    let text = "// 首\n\n\n／／二\n责任 甲 // 头后\n{ // 开\n  // 前\n\n  主体 乙、 // 一\n  丙 // 二\n  ; // 分号后\n\
                // 中\n\n\n  适用 当 甲 为 真 // 真\n    // 夹\n    且 乙 // 乙\n\n  //尾\n} // 合\n//// 末\n//";
    holds(text);
    insta::assert_snapshot!(to(text, None));
}

#[test]
fn long_statements() {
    let names = (1..30)
        .map(|n| format!("第{n}号机关"))
        .collect::<Vec<_>>()
        .join("、");
    let text = format!(
        "类 众 {{ 成员 {names} 依据 第三条 “各机关”、第四条 “{0}”、解释 甲 }}\n\
         目标 丙 {{ 要求 合计（甲 于 村 当 类别 为 重点村） 占 合计（农村户籍人口 于 村 当 类别 为 重点村且未退出） 在 3%以下（含）}}\n\
         定义 丁 于 记录种类 = 金额 不低于 10万元 且 （程度 为 严重 或 程度 为 特别严重 且 人数 超过 300人） 且 已核实 或 {1} 为 {1}\n\
         解释 戊 {{ 取 {1} }}",
        "很长的引文".repeat(8),
        "极长的名称".repeat(12),
    );
    holds(&text);
    insta::assert_snapshot!(to(&text, None));
}

#[test]
fn a_semicolon_stays_only_where_it_tells() {
    for (text, marks) in [
        ("后果 甲 { 追究 乙；逐级 追究 丙 }", 1),
        ("后果 甲 { 追究 乙；追究 丙 逐级 }", 1),
        ("目标 甲 { 要求 存在 目标；标签 年度 }", 1),
        ("表 甲 { 当 乙 则 存在 丙；当 丁 则 是；否则 否； }", 1),
        ("责任 甲 { 主体 乙；事项 丙； }；", 0),
    ] {
        holds(text);
        let kept = to(text, None).matches('；').count();
        assert_eq!(kept, marks, "{}", to(text, None));
    }
}

#[test]
fn what_does_not_parse_is_not_touched() {
    let errors = format_source("责任 甲 { 主体 }", &FormatOptions::default()).unwrap_err();
    assert!(errors.has_errors());
}
