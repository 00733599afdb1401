//! The renderers, on one small regulation. The terminal's drawings have a file of their own.

use serde_json::json;

use super::{Code, Diagnostic, Diagnostics, Severity, json, plain, summary};
use crate::lang::{Lang, Text};
use crate::source::{Position, Source, SourceId, Sources, Span};

pub(super) const E1: Code = Code::new("E0101");
pub(super) const RIVERS: &str = "责任 巡何\n  主体 村级河长\n";

pub(super) fn rivers() -> Sources {
    Sources::from(vec![Source::new("河长制.policy", RIVERS)])
}

/// The span of the first `word` in the file `source`.
pub(super) fn span_of(sources: &Sources, source: u32, word: &str) -> Span {
    let id = SourceId(source);
    let start = sources.get(id).unwrap().text().find(word).unwrap();
    let end = start + word.len();
    Span::new(id, start.try_into().unwrap(), end.try_into().unwrap())
}

pub(super) fn unknown_matter(sources: &Sources) -> Diagnostic {
    let span = span_of(sources, 0, "巡何");
    let message = Text::new("没有名为 `巡何` 的事项", "there is no matter named `巡何`");
    Diagnostic::error(E1, span, message)
        .label(Text::new("没有定义", "not defined"))
        .secondary(
            span_of(sources, 0, "村级河长"),
            Text::new("它的主体", "its holder"),
        )
        .help(Text::new("是不是 `巡河`", "did you mean `巡河`"))
        .fix(span, "巡河")
}

pub(super) fn bad_fact() -> Diagnostic {
    let message = Text::new("`满意度` 应当是百分数", "`满意度` must be a percentage");
    Diagnostic::at_path(E1, "$.units[0].满意度", message)
        .help(Text::new("例如 `\"87.5%\"`", "for example `\"87.5%\"`"))
}

#[test]
fn plain_lines() {
    let sources = rivers();
    let all = [
        unknown_matter(&sources),
        bad_fact().path_position(Position { line: 3, column: 9 }),
        bad_fact().severity(Severity::Warning),
        Diagnostic::whole(E1, Text::new("没有任何责任", "no duty at all")),
    ];
    insta::assert_snapshot!(plain::render(&all, &sources, Lang::Zh), @r#"
    河长制.policy:1:4: 错误[E0101]: 没有名为 `巡何` 的事项
      帮助: 是不是 `巡河`
    $.units[0].满意度:3:9: 错误[E0101]: `满意度` 应当是百分数
      帮助: 例如 `"87.5%"`
    $.units[0].满意度: 警告[E0101]: `满意度` 应当是百分数
      帮助: 例如 `"87.5%"`
    错误[E0101]: 没有任何责任
    "#);
    insta::assert_snapshot!(plain::render(&all, &sources, Lang::En), @r#"
    河长制.policy:1:4: error[E0101]: there is no matter named `巡何`
      help: did you mean `巡河`
    $.units[0].满意度:3:9: error[E0101]: `满意度` must be a percentage
      help: for example `"87.5%"`
    $.units[0].满意度: warning[E0101]: `满意度` must be a percentage
      help: for example `"87.5%"`
    error[E0101]: no duty at all
    "#);
}

#[test]
fn plain_fixes_are_spelt_out_when_nothing_else_helps() {
    let sources = rivers();
    let mut diagnostic = unknown_matter(&sources);
    diagnostic.help.clear();
    let span = span_of(&sources, 0, "巡何");
    let help = |diagnostic: Diagnostic, lang| {
        let out = plain::render(&[diagnostic], &sources, lang);
        out.lines().nth(1).unwrap().trim().to_owned()
    };
    assert_eq!(
        help(diagnostic.clone(), Lang::Zh),
        "帮助: 把 `巡何` 改为 `巡河`"
    );
    assert_eq!(
        help(diagnostic.clone().fix(span, ""), Lang::En),
        "help: remove `巡何`"
    );
    let before = Span {
        end: span.start,
        ..span
    };
    assert_eq!(
        help(diagnostic.fix(before, "不"), Lang::Zh),
        "帮助: 插入 `不`"
    );
}

#[test]
fn a_plain_line_stays_one_line() {
    let message = Text::new("字符串 `甲\n\u{1b}[31m` 没有结束", "");
    let out = plain::render(&[Diagnostic::whole(E1, message)], &rivers(), Lang::Zh);
    assert_eq!(out, "错误[E0101]: 字符串 `甲\\n\\u{1b}[31m` 没有结束\n");
}

#[test]
fn json_objects() {
    let sources = rivers();
    let path = bad_fact().path_position(Position { line: 3, column: 9 });
    let at = |line, column, offset| json!({"line": line, "column": column, "offset": offset});
    let expected = json!([
        {
            "code": "E0101",
            "severity": "error",
            "message": "there is no matter named `巡何`",
            "file": "河长制.policy",
            "start": at(1, 4, 7),
            "end": at(1, 6, 13),
            "label": "not defined",
            "secondary": [{
                "file": "河长制.policy",
                "start": at(2, 6, 23),
                "end": at(2, 10, 35),
                "label": "its holder",
            }],
            "help": ["did you mean `巡河`"],
            "fix": {
                "file": "河长制.policy",
                "start": at(1, 4, 7),
                "end": at(1, 6, 13),
                "replacement": "巡河",
            },
        },
        {
            "code": "E0101",
            "severity": "error",
            "message": "`满意度` must be a percentage",
            "path": "$.units[0].满意度",
            "start": {"line": 3, "column": 9},
            "secondary": [],
            "help": ["for example `\"87.5%\"`"],
        },
    ]);
    let all = [unknown_matter(&sources), path];
    assert_eq!(json::to_json(&all, &sources, Lang::En), expected);
}

#[test]
fn summaries() {
    let sources = rivers();
    let error = unknown_matter(&sources);
    let warning = error.clone().severity(Severity::Warning);
    let three = [error.clone(), warning.clone(), error];
    assert_eq!(summary(&three, Lang::Zh), "发现 2 个错误、1 个警告");
    assert_eq!(summary(&three, Lang::En), "2 errors, 1 warning");
    assert_eq!(summary(&[warning], Lang::En), "1 warning");
    assert_eq!(summary(&[], Lang::Zh), "没有发现问题");
}

#[test]
fn sorted_by_place_and_counted() {
    let at = |source, start| {
        let span = Span::new(SourceId(source), start, start + 1);
        Diagnostic::warning(E1, span, Text::new("", ""))
    };
    let path = |path: &str| Diagnostic::at_path(E1, path, Text::new("", ""));
    let mut all = Diagnostics::from(vec![path("$.a[10]"), path("$.a[2]"), at(1, 0), at(0, 9)]);
    all.extend([Diagnostic::whole(E1, Text::new("", "")), at(0, 2)]);
    assert!(all.has_errors());
    assert_eq!((all.len(), all.errors().count()), (6, 3));
    all.sort();
    let places: Vec<_> = all.iter().map(|d| format!("{:?}", d.place)).collect();
    assert_eq!(
        places,
        [
            "Whole",
            "Span(source-0:2..3)",
            "Span(source-0:9..10)",
            "Span(source-1:0..1)",
            "Path(\"$.a[10]\")",
            "Path(\"$.a[2]\")",
        ]
    );
}
