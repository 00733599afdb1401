//! Random texts made from the grammar file itself, so that whatever can be written is written some time: both
//! languages in one sentence, both orders of words, marks of either width, and comments in odd places.

use std::collections::BTreeMap;

use pest_meta::ast::{Expr, Rule, RuleType};
use pest_meta::parser;

/// The rules of the grammar.
pub(super) struct Sentences {
    rules: BTreeMap<String, Rule>,
}

/// What stands for the rules that make words of letters and digits; the grammar would make mere noise.
const WORDS: &[(&str, &[&str])] = &[
    (
        "ident",
        &[
            "甲",
            "镇政府",
            "满意度",
            "x1",
            "water_board",
            "十一项",
            "条",
            "cases",
            "Than",
        ],
    ),
    (
        "string",
        &[
            "“甲”",
            "“他说“好”的”",
            "“甲 ‘乙’ …”",
            "\"a \\\"b\\\" \\\\ c\"",
            "\"plain\"",
            "\"“\"",
            "「甲「乙」」",
            "「”甲“」",
            "＂宽＂",
            "“责任”",
            "\"duty\"",
            "“行 // 不是注释”",
            "“两\n行”",
            "\"「“\"",
        ],
    ),
    ("number", &["0", "15", "2.7", "３．５"]),
    ("integer", &["2", "1", "10"]),
    (
        "date",
        &[
            "2017年8月1日",
            "2017 年 8 月 1 日",
            "2017-08-01",
            "2020-2-29",
        ],
    ),
    (
        "duration",
        &[
            "30日", "1 个月", "6 Months", "2天", "1 星期", "3月", "2年", "1 year", "4 day",
        ],
    ),
    ("ordinal_text", &["二十七", "3", "a", "十", "０７"]),
    ("unit_name", &["万元", "人", "件", "个百分点", "km"]),
    (
        "amount",
        &["91.5%", "800人", "-5元", "5 万元", "400 persons"],
    ),
    (
        "period_text",
        &[
            "2017年",
            "2017年上半年",
            "2017-H1",
            "2017-01-01 至 2017-06-30",
        ],
    ),
    ("fact_word", &["满意度", "行为人", "actor", "人数"]),
    ("years_unit", &["年", "years", "Year"]),
    ("digit", &["5"]),
    ("WHITESPACE", &[" "]),
    ("sp", &[" ", "\n", "  "]),
];

/// What may stand between two words.
const GAPS: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n  ",
    "\t",
    " \n\n\n ",
    " // 注\n",
    "\n// 单独一行\n",
    "\n\n／／　宽的注释\n  // 又一行\n",
    " //\n",
    "／／无空格\n",
    " /// 三条\n",
];

impl Sentences {
    pub(super) fn read() -> Self {
        let grammar = include_str!("../../../grammar/policy.pest");
        let pairs = parser::parse(parser::Rule::grammar_rules, grammar).unwrap();
        let rules = parser::consume_rules(pairs).unwrap();
        let rules = rules.into_iter().map(|rule| (rule.name.clone(), rule));
        Self {
            rules: rules.collect(),
        }
    }

    /// A text of this rule; what is chosen is told by the numbers, the first where they run out.
    pub(super) fn write(&self, rule: &str, choices: &[u16]) -> String {
        let mut writer = Writer {
            rules: &self.rules,
            choices,
            depth: 0,
            gap: false,
            out: String::new(),
        };
        writer.rule(rule, false);
        writer.out
    }
}

struct Writer<'a> {
    rules: &'a BTreeMap<String, Rule>,
    choices: &'a [u16],
    depth: usize,
    gap: bool,
    out: String,
}

impl Writer<'_> {
    fn choose(&mut self, from: usize) -> usize {
        let Some((first, rest)) = self.choices.split_first() else {
            return 0;
        };
        self.choices = rest;
        usize::from(*first) % from
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.gap) {
            let gap = self.choose(GAPS.len());
            self.out.push_str(GAPS[gap]);
        }
        self.out.push_str(text);
    }

    fn rule(&mut self, name: &str, atomic: bool) {
        if let Some((_, words)) = WORDS.iter().find(|(rule, _)| *rule == name) {
            let word = self.choose(words.len());
            return self.text(words[word]);
        }
        let Some(rule) = self.rules.get(name) else {
            return match name {
                "ASCII_ALPHA" => self.text("b"),
                "ASCII_DIGIT" => self.text("7"),
                "SOI" | "EOI" => {}
                other => panic!("no rule `{other}`"),
            };
        };
        if name == "end" || self.depth > 120 {
            return;
        }
        let atomic = match rule.ty {
            RuleType::Atomic | RuleType::CompoundAtomic => true,
            RuleType::NonAtomic => false,
            RuleType::Normal | RuleType::Silent => atomic,
        };
        self.depth += 1;
        self.expr(&rule.expr, atomic);
        self.depth -= 1;
    }

    fn expr(&mut self, expr: &Expr, atomic: bool) {
        match expr {
            Expr::Str(text) | Expr::Insens(text) => self.text(text),
            Expr::Range(first, _) => self.text(first),
            Expr::Ident(rule) => self.rule(rule, atomic),
            Expr::PosPred(_) | Expr::NegPred(_) => {}
            Expr::Seq(left, right) => {
                self.expr(left, atomic);
                self.gap |= !atomic && !self.out.is_empty();
                self.expr(right, atomic);
            }
            Expr::Choice(..) => {
                let mut options = Vec::new();
                alternatives(expr, &mut options);
                let option = self.choose(options.len());
                self.expr(options[option], atomic);
            }
            Expr::Opt(inner) => self.times(inner, 0, 1, atomic),
            Expr::Rep(inner) => self.times(inner, 0, 3, atomic),
            Expr::RepOnce(inner) => self.times(inner, 1, 2, atomic),
            Expr::RepExact(inner, count) => {
                let count = usize::try_from(*count).unwrap();
                self.times(inner, count, count, atomic);
            }
            other => panic!("not written: {other:?}"),
        }
    }

    fn times(&mut self, inner: &Expr, least: usize, most: usize, atomic: bool) {
        let count = least + self.choose(most - least + 1);
        for _ in 0..count {
            self.gap |= !atomic && !self.out.is_empty();
            self.expr(inner, atomic);
        }
    }
}

fn alternatives<'a>(expr: &'a Expr, into: &mut Vec<&'a Expr>) {
    match expr {
        Expr::Choice(left, right) => {
            alternatives(left, into);
            alternatives(right, into);
        }
        other => into.push(other),
    }
}
