//! The reference of the language is made from the grammar, its examples and the table of keywords; what cannot be
//! made, the one sentence about each part, stands in `reference.txt`. A rule without its sentence fails here.
//!
//! To write the pages anew after a change: `UPDATE_REFERENCE=1 cargo test reference`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use pest_meta::ast::{Expr, Rule, RuleType};
use pest_meta::parser;

use super::*;
use crate::syntax::keywords::{KEYWORDS, Keyword};
use crate::syntax::{FormatOptions, format_source};

const GRAMMAR: &str = include_str!("../../../grammar/policy.pest");

/// The parts of statements that are explained, in order.
const PARTS: &[&str] = &[
    "name",
    "string",
    "quantity",
    "date",
    "duration",
    "clause_ref",
    "type_ref",
    "party",
    "domain",
    "window",
    "expr",
    "quantified",
    "each_period",
    "comparison",
    "fallback",
    "earlier",
    "name_ref",
];

struct Grammar {
    rules: BTreeMap<String, Rule>,
    examples: BTreeMap<String, Vec<String>>,
    sentences: BTreeMap<&'static str, [&'static str; 2]>,
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the pages are files, and are written when asked"
)]
fn the_reference_is_of_this_grammar() {
    let grammar = Grammar::read();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (lang, file) in [(Lang::Zh, "reference.zh.md"), (Lang::En, "reference.en.md")] {
        let page = grammar.page(lang);
        let path = folder.join(file);
        if std::env::var_os("UPDATE_REFERENCE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &page).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "{file} is not of this grammar; write it anew");
    }
}

#[test]
fn every_sentence_is_of_a_rule() {
    let grammar = Grammar::read();
    for rule in grammar.sentences.keys() {
        assert!(grammar.rules.contains_key(*rule), "{rule}");
    }
}

impl Grammar {
    fn read() -> Self {
        let pairs = parser::parse(parser::Rule::grammar_rules, GRAMMAR).unwrap();
        let rules = parser::consume_rules(pairs).unwrap().into_iter();
        let sentences = include_str!("reference.txt").lines().filter_map(|line| {
            let mut parts = line.split(" | ");
            let (rule, zh, en) = (parts.next()?, parts.next()?, parts.next()?);
            (!rule.starts_with("//")).then_some((rule, [zh, en]))
        });
        Self {
            rules: rules.map(|rule| (rule.name.clone(), rule)).collect(),
            examples: examples(),
            sentences: sentences.collect(),
        }
    }

    fn page(&self, lang: Lang) -> String {
        let mut page = lang.pick(HEAD_ZH, HEAD_EN).to_owned();
        let mut declarations = Vec::new();
        self.named(&self.rule("item").expr, &mut declarations);
        for name in declarations {
            self.declaration(name, lang, &mut page);
        }
        let _ = writeln!(
            page,
            "\n## {}\n",
            lang.pick("句中各部分", "Parts of statements")
        );
        for name in PARTS {
            let examples = self.examples.get(*name).into_iter().flatten();
            let examples: Vec<String> = examples.map(|one| format!("`` {one} ``")).collect();
            let _ = writeln!(
                page,
                "- {} {}",
                self.sentence(name, lang),
                examples.join(" · ")
            );
        }
        let _ = writeln!(
            page,
            "\n## {}\n\n{}\n",
            lang.pick("关键字", "Keywords"),
            lang.pick(WORDS_ZH, WORDS_EN)
        );
        let _ = writeln!(page, "| 中文 | English |\n|---|---|");
        for keyword in KEYWORDS {
            let _ = writeln!(
                page,
                "| {} | {} |",
                keyword.zh.join("、"),
                keyword.en.join(", ")
            );
        }
        page
    }

    fn declaration(&self, name: &str, lang: Lang, page: &mut String) {
        let rule = self.rule(name);
        let _ = writeln!(
            page,
            "\n### {}\n\n{}\n",
            self.words(rule, lang),
            self.sentence(name, lang)
        );
        let examples = self
            .examples
            .get(name)
            .unwrap_or_else(|| panic!("no example above `{name}`"));
        let options = FormatOptions {
            keywords: Some(lang),
            ..FormatOptions::default()
        };
        // One in each language says the same.
        let examples = examples
            .iter()
            .filter(|one| lang == Lang::En || !one.is_ascii());
        let mut shown: Vec<String> = Vec::new();
        for example in examples {
            let formatted = format_source(example, &options);
            let formatted = formatted.unwrap_or_else(|errors| panic!("{example}\n{errors:?}"));
            if !shown.contains(&formatted) {
                shown.push(formatted);
            }
        }
        let _ = writeln!(page, "```zeren\n{}```", shown.concat());
        let mut properties = Vec::new();
        self.properties(&rule.expr, &mut properties);
        if properties.is_empty() {
            return;
        }
        let _ = writeln!(
            page,
            "\n{}\n|---|---|",
            lang.pick("| 属性 | 说明 |", "| property | what it says |")
        );
        for name in properties {
            let words = self.words(self.rule(name), lang);
            let _ = writeln!(page, "| {words} | {} |", self.sentence(name, lang));
        }
    }

    fn rule(&self, name: &str) -> &Rule {
        self.rules
            .get(name)
            .unwrap_or_else(|| panic!("no rule `{name}`"))
    }

    fn sentence(&self, name: &str, lang: Lang) -> &'static str {
        let Some([zh, en]) = self.sentences.get(name) else {
            panic!("`{name}` has no sentence in reference.txt");
        };
        lang.pick(zh, en)
    }

    /// The keywords with which a rule begins: 责任 `duty`.
    fn words(&self, rule: &Rule, lang: Lang) -> String {
        let mut first = Vec::new();
        self.leading(&rule.expr, &mut first);
        let words = first.iter().map(|keyword| {
            let (zh, en) = (keyword.spelling(Lang::Zh), keyword.spelling(Lang::En));
            lang.pick(format!("{zh} `{en}`"), format!("`{en}` {zh}"))
        });
        words.collect::<Vec<_>>().join(lang.pick("、", ", "))
    }

    /// The rules that an expression is made of, the silent ones looked through.
    fn named<'a>(&'a self, expr: &'a Expr, into: &mut Vec<&'a str>) {
        for part in expr.iter_top_down() {
            let Expr::Ident(name) = part else { continue };
            let Some(rule) = self.rules.get(&name) else {
                continue;
            };
            if rule.ty == RuleType::Silent {
                self.named(&rule.expr, into);
            } else if !into.contains(&rule.name.as_str()) {
                into.push(&rule.name);
            }
        }
    }

    /// The properties that may stand in a declaration: what the rules of its body name.
    fn properties<'a>(&'a self, expr: &'a Expr, into: &mut Vec<&'a str>) {
        for part in expr.iter_top_down() {
            let Expr::Ident(name) = part else { continue };
            let Some(rule) = self.rules.get(&name) else {
                continue;
            };
            let body = ["_prop", "_part", "_cites"]
                .iter()
                .any(|end| name.ends_with(end));
            if rule.ty == RuleType::Silent && body {
                self.properties(&rule.expr, into);
            } else if self.is_property(rule) && !into.contains(&rule.name.as_str()) {
                into.push(&rule.name);
                // An office has properties of its own.
                if name == "office" {
                    self.properties(&rule.expr, into);
                }
            }
        }
    }

    /// Whether a rule is named by the body of a declaration.
    fn is_property(&self, rule: &Rule) -> bool {
        let mut bodies = self.rules.values().filter(|body| {
            body.ty == RuleType::Silent
                && ["_prop", "_part"]
                    .iter()
                    .any(|end| body.name.ends_with(end))
        });
        let names = |body: &Rule| {
            let mut parts = body.expr.iter_top_down();
            parts.any(|part| part == Expr::Ident(rule.name.clone()))
        };
        rule.ty != RuleType::Silent
            && !rule.name.starts_with("given_")
            && (rule.name == "document" || bodies.any(names))
    }

    fn leading(&self, expr: &Expr, into: &mut Vec<&'static Keyword>) -> bool {
        match expr {
            Expr::Seq(left, right) => {
                let passed = self.leading(left, into);
                passed && self.leading(right, into)
            }
            Expr::Choice(left, right) => {
                let (left, right) = (self.leading(left, into), self.leading(right, into));
                left || right
            }
            Expr::Opt(inner) | Expr::Rep(inner) => {
                self.leading(inner, into);
                true
            }
            Expr::PosPred(_) | Expr::NegPred(_) => true,
            Expr::RepOnce(inner) => self.leading(inner, into),
            Expr::Ident(name) => {
                let word = KEYWORDS
                    .iter()
                    .find(|one| format!("{:?}", one.rule) == *name);
                match word {
                    Some(word) if !into.contains(&word) => into.push(word),
                    Some(_) => {}
                    None if ["name", "string", "ident"].contains(&name.as_str()) => {}
                    None => {
                        if let Some(rule) = self.rules.get(name) {
                            return self.leading(&rule.expr, into);
                        }
                    }
                }
                false
            }
            _ => false,
        }
    }
}

/// The examples above each rule: those of one line stand three blanks apart.
fn examples() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    let mut above = Vec::new();
    for line in GRAMMAR.lines() {
        if let Some(comment) = line.strip_prefix("// ") {
            let said = comment.split("   ").map(|one| one.trim().to_owned());
            // A sentence is no example.
            above.extend(said.filter(|one| !one.ends_with('.')));
            continue;
        }
        let name = line.split_once(" = ").map(|(name, _)| name.trim());
        if let Some(name) = name.filter(|_| !above.is_empty()) {
            found.insert(name.to_owned(), std::mem::take(&mut above));
        }
        above.clear();
    }
    found
}

const HEAD_ZH: &str = "# 语言参考

政策由若干声明组成。每个声明以关键字开头，后面是名称，大括号内是属性，一行一项。关键字有中文和英文两套，可以混用；
`zeren fmt --keywords zh` 和 `--keywords en` 把文件在两套之间转换，不改变意思。换行、空白和关键字的大小写不表示意思；
`//` 或者 `／／` 之后到行末是注释；名称之间用顿号或者逗号。标点全角、半角都可以。

本页由语法文件生成，例子都经解析。

## 声明
";

const HEAD_EN: &str = "# Language reference

A policy is a list of declarations. Each begins with a keyword and a name; its properties stand in braces, one a line.
Every keyword has a Chinese and an English spelling, and both may be mixed; `zeren fmt --keywords zh` and
`--keywords en` convert a file between them without changing what it says. Layout and the case of keywords carry no
meaning; a comment runs from `//` or `／／` to the end of its line; names are separated by commas. Marks may be of
full width or not.

This page is made from the grammar, and its examples are parsed.

## Declarations
";

const WORDS_ZH: &str = "写在同一位置的中英文互为对应；没有对应的写法，整理时改为第一种。";
const WORDS_EN: &str = "Spellings in the same place are each other's twins; formatting turns one without a twin into the first.";
