//! Texts beyond the limits, and texts that no editor would write: an error for each, never a crash.

use proptest::prelude::*;

use super::*;
use crate::syntax::keywords::KEYWORDS;

fn with(text: &str, limits: &SyntaxLimits) -> (usize, String) {
    let parsed = parse(SourceId(0), text, limits);
    (parsed.file.items.len(), listed(text, &parsed))
}

#[test]
fn each_limit_names_its_option() {
    let limits = SyntaxLimits {
        source_bytes: 10,
        ..SyntaxLimits::default()
    };
    let (items, errors) = with("责任 甲 { }", &limits);
    assert!(
        items == 0 && errors.contains("E0105") && errors.contains("`source_bytes`"),
        "{errors}"
    );
    let limits = SyntaxLimits {
        tokens: 9,
        ..SyntaxLimits::default()
    };
    let (items, errors) = with("责任 甲 { }\n责任 乙 { 主体 丙 }", &limits);
    assert!(
        items == 1 && errors.contains("E0105 2[}]") && errors.contains("`tokens`"),
        "{errors}"
    );
    let limits = SyntaxLimits {
        name_chars: 3,
        ..SyntaxLimits::default()
    };
    let (items, errors) = with(
        "责任 甲乙丙丁 { }\n责任 乙 { }\n责任 “甲乙丙丁” { }",
        &limits,
    );
    assert!(
        items == 1 && errors.matches("`name_chars`").count() == 2,
        "{errors}"
    );
}

#[test]
fn nesting_is_bounded_in_every_bracket() {
    let limits = SyntaxLimits {
        nesting: 8,
        ..SyntaxLimits::default()
    };
    for (open, close, around) in [
        ("(", ")", 0),
        ("（", "）", 0),
        ("“", "”", 0),
        ("「", "」", 0),
        ("按 甲 取 乙 {", "}", 0),
    ] {
        let text = |depth: usize| {
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            if close.starts_with('}') {
                format!("{open}{close}\n责任 丙 {{ }}")
            } else {
                format!("参数 甲 = {open}1{close}\n{{}}责任 丙 {{ }}")
            }
        };
        let (_, errors) = with(&text(8 - around), &limits);
        assert!(!errors.contains("`nesting`"), "{errors}");
        let (items, errors) = with(&text(9), &limits);
        assert!(errors.contains("`nesting`"), "{errors}");
        assert_eq!(items, 1, "{errors}");
    }
    // Inside comments and texts brackets do not nest.
    let text = format!("参数 甲 = 1 // {0}\n参数 乙 = \"{0}\"", "(".repeat(50));
    assert_eq!(with(&text, &limits).1, "");
}

/// The deepest text that the default lets through, in a thread of the usual size, without optimisation.
#[test]
fn the_default_depth_fits_the_stack() {
    let deep = |open: &str, close: &str| format!("{}甲{}", open.repeat(63), close.repeat(63));
    for text in [
        format!("参数 甲 = {}", deep("(", ")")),
        format!(
            "参数 甲 = {}",
            deep("合计 ( 金额 于 乙 当 (", "))").replace("合计 ( 金额 于 乙 当 (合计", "合计")
        ),
        format!("参数 甲 = {}", deep("“", "”")),
        format!("参数 甲 = {}", deep("并非 存在 乙 当 (", ")")),
        format!("参数 甲 = {}", deep("- 四舍五入 (", ",1)")),
    ] {
        let parsed = parsed(&text);
        std::hint::black_box(format!("{:?}", parsed.file.items).len());
    }
}

#[test]
fn long_chains_make_flat_trees() {
    for piece in [
        "甲 且 ", "甲 或 ", "甲 + ", "甲 * ", "非 ", "- ", "not ", "甲 占 ",
    ] {
        let text = format!("参数 乙 = {}甲", piece.repeat(20_000));
        let parsed = parsed(&text);
        assert!(parsed.diagnostics.is_empty(), "{piece}");
        assert_eq!(parsed.file.items.len(), 1, "{piece}");
    }
}

/// None of these may take more than linear time; each would hang a parser that does.
#[test]
fn repetition_is_linear() {
    for piece in [
        "合计 (",
        "四舍五入 ( 四舍五入 (",
        "{",
        "}",
        ")",
        "”",
        "“",
        "\"",
        "「",
        "责任 甲 {",
        "按 甲 取 乙 {",
        "甲 (",
        "属于 {",
        "依据 第三条 “",
        "{ \n责任",
        "//",
        "\\",
        "目标",
        "第",
        "1个月内 ",
        "责任 甲 { 错 }\n",
        "参数 甲 = ( }\n",
        "\"\n",
        "\u{FEFF}",
        "0",
        "机构 甲 { 职务 乙 {",
    ] {
        for text in [
            piece.repeat(5_000),
            format!("责任 甲 {{ {}", piece.repeat(5_000)),
        ] {
            std::hint::black_box(parsed(&text));
        }
    }
}

/// Every keyword, some names and values, and all the marks.
fn token() -> impl Strategy<Value = String> {
    let words = KEYWORDS.iter().flat_map(|keyword| keyword.spellings());
    let marks = [
        "{",
        "}",
        "(",
        ")",
        "（",
        "）",
        "“",
        "”",
        "\"",
        "「",
        "」",
        "，",
        "、",
        ";",
        "：",
        "=",
        "＝",
        "->",
        "+",
        "-",
        "*",
        "/",
        "//",
        "\n",
        "\\",
        ">=",
        "≤",
        "甲",
        "镇政府",
        "abc",
        "3%",
        "5万元",
        "2017年8月1日",
        "2017-08-01",
        "30日",
        "12个月",
        "第三条",
        "第(二)项",
        "art",
        "7",
        "“甲”",
        "\u{3000}",
        "\u{FEFF}",
        "é",
        "𠀀",
    ];
    let all: Vec<&'static str> = words.chain(marks).collect();
    (prop::sample::select(all), prop::bool::weighted(0.9))
        .prop_map(|(token, space)| format!("{token}{}", if space { " " } else { "" }))
}

/// A sound text with some of its characters gone, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let sound: Vec<char> = include_str!("zh.policy").chars().collect();
    let change = (0..sound.len(), 0..4_usize, any::<prop::sample::Index>());
    prop::collection::vec(change, 1..12).prop_map(move |changes| {
        let mut text = sound.clone();
        for (at, kind, other) in changes {
            if text.is_empty() {
                break;
            }
            let at = at % text.len();
            let other = text[other.index(text.len())];
            match kind {
                0 => drop(text.remove(at)),
                1 => text.insert(at, other),
                2 => text[at] = other,
                _ => text.truncate(at.max(text.len() / 2)),
            }
        }
        text.into_iter().collect()
    })
}

/// `listed` fails where a span does not lie in the text on characters' boundaries.
fn check(text: &str) {
    let parsed = parsed(text);
    let errors = listed(text, &parsed);
    assert!(!errors.contains("E0199"), "{errors}");
    for comment in &parsed.file.comments {
        assert!(
            text.get(comment.span.start as usize..comment.span.end as usize)
                .is_some()
        );
    }
    serde_json::to_string(&parsed.file).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn soups_of_tokens(tokens in prop::collection::vec(token(), 0..60)) {
        check(&tokens.concat());
    }

    #[test]
    fn mutations_of_a_sound_text(text in mutated()) {
        check(&text);
    }

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        check(&text);
    }
}
