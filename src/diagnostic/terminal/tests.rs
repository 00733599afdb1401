//! Drawings, and proof that underlines stand under double-width text.

use unicode_width::UnicodeWidthStr;

use super::{TerminalOptions, render};
use crate::diagnostic::tests::{E1, bad_fact, rivers, span_of, unknown_matter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::{Lang, Text};
use crate::source::{Position, Source, SourceId, Sources, Span};

fn draw(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let options = TerminalOptions {
        lang,
        ..TerminalOptions::default()
    };
    render(diagnostics, sources, &options)
}

fn one(name: &str, text: &str) -> Sources {
    Sources::from(vec![Source::new(name, text)])
}

fn error(span: Span) -> Diagnostic {
    Diagnostic::error(E1, span, Text::new("不对", "wrong")).label(Text::new("这里", "here"))
}

/// Asserts that the carets stand exactly under `word`, counted in columns of the terminal.
fn assert_aligned(text: &str, word: &str, width: Option<usize>) {
    let sources = one("a.policy", text);
    let options = TerminalOptions {
        width,
        ..TerminalOptions::default()
    };
    let drawn = render(&[error(span_of(&sources, 0, word))], &sources, &options);
    let lines: Vec<&str> = drawn.lines().collect();
    let marks = lines.iter().position(|line| line.contains('^')).unwrap();
    let (source, marks) = (lines[marks - 1], lines[marks]);
    let before_word = source.split(word).next().unwrap();
    let before_caret = marks.split('^').next().unwrap();
    assert_eq!(before_word.width(), before_caret.width(), "\n{drawn}");
    assert_eq!(word.width(), marks.matches('^').count(), "\n{drawn}");
    assert!(
        width.is_none_or(|width| source.width() <= width),
        "\n{drawn}"
    );
}

#[test]
fn carets_stand_under_the_text() {
    assert_aligned("责任 巡何\n", "巡何", None);
    assert_aligned(
        "\t责任\t“巡河”，每周 2 次；holder 村级河长。\n",
        "村级河长",
        None,
    );
    assert_aligned("第一条\r\n  满意度 >= 90%\r\n第三条\r\n", "90%", None);
    assert_aligned("责任ＡＢ😀 巡何", "巡何", None);
    let long = format!(
        "{}村级河长{}",
        "巡河责任，".repeat(40),
        "并记录；".repeat(40)
    );
    assert_aligned(&long, "村级河长", Some(80));
}

#[test]
fn a_drawing_in_both_languages() {
    let sources = rivers();
    let all = [unknown_matter(&sources)];
    insta::assert_snapshot!(draw(&all, &sources, Lang::Zh), @r#"
    错误[E0101]: 没有名为 `巡何` 的事项
     --> 河长制.policy:1:4
      |
    1 | 责任 巡何
      |      ^^^^ 没有定义
    2 |   主体 村级河长
      |        -------- 它的主体
      |
      = 帮助: 是不是 `巡河`
    帮助: 可以改成
      |
    1 - 责任 巡何
    1 + 责任 巡河
      |
    "#);
    insta::assert_snapshot!(draw(&all, &sources, Lang::En), @r#"
    error[E0101]: there is no matter named `巡何`
     --> 河长制.policy:1:4
      |
    1 | 责任 巡何
      |      ^^^^ not defined
    2 |   主体 村级河长
      |        -------- its holder
      |
      = help: did you mean `巡河`
    help: try this
      |
    1 - 责任 巡何
    1 + 责任 巡河
      |
    "#);
}

#[test]
fn places_in_the_facts_and_the_whole() {
    let at = Position { line: 3, column: 9 };
    let whole = Text::new("没有任何责任", "no duty at all");
    let all = [
        bad_fact(),
        bad_fact().path_position(at),
        Diagnostic::whole(E1, whole).severity(Severity::Warning),
    ];
    insta::assert_snapshot!(draw(&all, &Sources::new(), Lang::Zh), @r#"
    错误[E0101]: `满意度` 应当是百分数
    --> $.units[0].满意度
     = 帮助: 例如 `"87.5%"`

    错误[E0101]: `满意度` 应当是百分数
    --> $.units[0].满意度:3:9
     = 帮助: 例如 `"87.5%"`

    警告[E0101]: 没有任何责任
    "#);
}

#[test]
fn two_files() {
    let sources = Sources::from(vec![
        Source::new("总则.policy", "机关 县级河长办\n"),
        Source::new("分则.policy", "机关 县级河长办\n"),
    ]);
    let twice = Text::new("`县级河长办` 重复定义", "`县级河长办` is defined twice");
    let diagnostic = Diagnostic::error(E1, span_of(&sources, 1, "县级河长办"), twice)
        .label(Text::new("又定义一次", "defined again"))
        .secondary(
            span_of(&sources, 0, "县级河长办"),
            Text::new("先在这里定义", "first defined here"),
        );
    insta::assert_snapshot!(draw(&[diagnostic], &sources, Lang::Zh), @r#"
    错误[E0101]: `县级河长办` 重复定义
     --> 分则.policy:1:4
      |
    1 | 机关 县级河长办
      |      ^^^^^^^^^^ 又定义一次
      |
     ::: 总则.policy:1:4
      |
    1 | 机关 县级河长办
      |      ---------- 先在这里定义
    "#);
}

#[test]
fn several_spans_on_one_line() {
    let sources = one("a.policy", "责任 巡河 主体 村级河长 频次 每周\n");
    let diagnostic = error(span_of(&sources, 0, "村级河长"))
        .secondary(span_of(&sources, 0, "巡河"), Text::new("这项责任", "duty"))
        .secondary(span_of(&sources, 0, "每周"), Text::new("太密", "often"));
    insta::assert_snapshot!(draw(&[diagnostic], &sources, Lang::Zh), @r#"
    错误[E0101]: 不对
     --> a.policy:1:10
      |
    1 | 责任 巡河 主体 村级河长 频次 每周
      |      ----      ^^^^^^^^      ---- 太密
      |      |         |
      |      |         这里
      |      这项责任
    "#);
}

#[test]
fn long_files_show_only_the_lines_that_matter() {
    let text: String = (1..=5000).map(|n| format!("第{n}条 责任\n")).collect();
    let sources = one("长.policy", &text);
    let diagnostic = error(span_of(&sources, 0, "第4000条"))
        .secondary(span_of(&sources, 0, "第17条"), Text::new("参见", "see"));
    insta::assert_snapshot!(draw(&[diagnostic], &sources, Lang::Zh), @r#"
    错误[E0101]: 不对
        --> 长.policy:4000:1
         |
      17 | 第17条 责任
         | ------ 参见
    ...
    4000 | 第4000条 责任
         | ^^^^^^^^ 这里
    "#);
}

#[test]
fn fixes_that_insert_delete_and_span_lines() {
    let sources = one("a.policy", "责任 巡河\r\n  主体 村级河长\r\n");
    let span = span_of(&sources, 0, "巡河");
    let end = Span {
        start: span.end,
        ..span
    };
    let all = [
        error(end).fix(end, "（每周）"),
        error(span).fix(span_of(&sources, 0, " 巡河"), ""),
        error(span.to(span_of(&sources, 0, "主体"))).fix(end, "\n  频次 每周"),
    ];
    insta::assert_snapshot!(draw(&all, &sources, Lang::En), @r#"
    error[E0101]: wrong
     --> a.policy:1:6
      |
    1 | 责任 巡河
      |          ^ here
      |
    help: try this
      |
    1 | 责任 巡河（每周）
      |          ++++++++

    error[E0101]: wrong
     --> a.policy:1:4
      |
    1 | 责任 巡河
      |      ^^^^ here
      |
    help: try this
      |
    1 - 责任 巡河
    1 + 责任
      |

    error[E0101]: wrong
     --> a.policy:1:4
      |
    1 |   责任 巡河
      |  ______^
    2 | |   主体 村级河长
      | |______^ here
      |
    help: try this
      |
    1 ~ 责任 巡河
    2 ~   频次 每周
      |
    "#);
}

#[test]
fn no_span_breaks_the_drawing() {
    for text in ["", "甲", "甲\n", "\r\n\t乙\r\n", "甲\n\n乙丙"] {
        let sources = one("a.policy", text);
        let offsets = [0, 1, 2, 3, 4, 5, 7, 9, 100, u32::MAX];
        for (start, end) in offsets.iter().flat_map(|a| offsets.map(|b| (*a, b))) {
            for source in [0, 7] {
                let span = Span::new(SourceId(source), start, end);
                let whole = Span::new(SourceId(0), 0, 3);
                let diagnostic = error(span)
                    .secondary(whole, Text::new("整体", "all"))
                    .fix(span, "丁\n戊");
                assert!(draw(&[diagnostic], &sources, Lang::Zh).contains("[E0101]"));
            }
        }
    }
}

#[test]
fn colour_comes_only_when_asked_for() {
    let sources = one("a.policy", "责任 \u{1b}[31m巡何\n");
    let diagnostic = error(span_of(&sources, 0, "巡何")).help(Text::new("去掉 `\u{1b}[31m`", ""));
    let mut options = TerminalOptions::default();
    let all = [diagnostic];
    assert!(!render(&all, &sources, &options).contains('\u{1b}'));
    options.color = true;
    let coloured = render(&all, &sources, &options);
    assert!(coloured.contains('\u{1b}') && !coloured.contains("`\u{1b}"));
}
