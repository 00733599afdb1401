//! The parser as a whole: both languages, every form, many errors, hostile texts.

mod errors;
mod forms;
mod hostile;

use serde_json::Value;

use super::{Parsed, SyntaxLimits, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::source::SourceId;

/// Parses with the default limits.
fn parsed(text: &str) -> Parsed {
    parse(SourceId(0), text, &SyntaxLimits::default())
}

/// The declarations of a sound text as JSON, without spans.
fn tree(text: &str) -> Value {
    let parsed = parsed(text);
    let errors = listed(text, &parsed);
    assert!(errors.is_empty(), "{errors}");
    let mut tree = serde_json::to_value(&parsed.file.items).unwrap();
    strip(&mut tree);
    tree
}

/// The one property or declaration of a text as compact JSON.
fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !matches!(key.as_str(), "span" | "keyword" | "note"));
            map.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Every diagnostic in Chinese, one per line: code, the text under the primary span, message, help, fix.
fn listed(text: &str, parsed: &Parsed) -> String {
    let lines = parsed
        .diagnostics
        .iter()
        .map(|diagnostic| line(text, diagnostic, Lang::Zh));
    lines.collect()
}

fn line(text: &str, diagnostic: &Diagnostic, lang: Lang) -> String {
    let (position, under) = match &diagnostic.place {
        Place::Span(span) => {
            let before = text
                .get(..span.start as usize)
                .expect("a character boundary");
            let under = text.get(span.start as usize..span.end as usize);
            let line = before.split('\n').count();
            (line, under.expect("a span within the text"))
        }
        place => panic!("no span: {place:?}"),
    };
    let help: Vec<&str> = diagnostic.help.iter().map(|help| help.get(lang)).collect();
    let fix = diagnostic
        .fix
        .as_ref()
        .map(|fix| format!(" ⇒ [{}]", fix.replacement));
    format!(
        "{} {}[{under}] {} | {}{}\n",
        diagnostic.code,
        position,
        diagnostic.message.get(lang),
        help.join(" | "),
        fix.unwrap_or_default()
    )
}

#[test]
#[ignore]
fn speed() {
    let one = "问责情形 (二) 违规倾倒 涉及 巡河、清淤 {\n  每个 河道违规 当 已核实 若 金额 超过 1万元\n  每条 目标 标签 年度 若 未完成\n  每个 河道违规 当 已核实 且 程度 为 重大 且 金额 不低于 10万元\n  逐级 追究 领导责任、直接责任\n  应当\n  机关 “县监察机关”\n  依据 第二十七条第（二）项 “违反河道管护资金使用规定的”\n}\n\n";
    for (n, unit) in [
        ("trigger", one),
        ("all", include_str!("tests/zh.policy")),
        ("en", include_str!("tests/en.policy")),
    ] {
        let text = unit.repeat((1 << 20) / unit.len());
        let limits = SyntaxLimits {
            tokens: 10_000_000,
            ..SyntaxLimits::default()
        };
        let chunks = super::scan::scan(SourceId(0), &text, &limits).chunks;
        let best = |f: &dyn Fn()| {
            (0..12)
                .map(|_| {
                    let t = std::time::Instant::now();
                    f();
                    t.elapsed()
                })
                .min()
                .unwrap()
        };
        let scan = best(&|| {
            std::hint::black_box(super::scan::scan(SourceId(0), &text, &limits));
        });
        let pest = best(&|| {
            for c in &chunks {
                std::hint::black_box(super::grammar::parse(&c.text).is_ok());
            }
        });
        let all = best(&|| {
            let p = parse(SourceId(0), &text, &limits);
            assert!(p.diagnostics.is_empty());
            std::hint::black_box(p);
        });
        println!(
            "{n} {} bytes scan {scan:?} pest {pest:?} all {all:?} MB/s {:.1}",
            text.len(),
            text.len() as f64 / 1e6 / all.as_secs_f64()
        );
    }
}

#[test]
#[ignore]
fn count() {
    let one = "问责情形 (二) 违规倾倒 涉及 巡河、清淤 {\n  每个 河道违规 当 已核实 若 金额 超过 1万元\n  每条 目标 标签 年度 若 未完成\n  每个 河道违规 当 已核实 且 程度 为 重大 且 金额 不低于 10万元\n  逐级 追究 领导责任、直接责任\n  应当\n  机关 “县监察机关”\n  依据 第二十七条第（二）项 “违反河道管护资金使用规定的”\n}\n\n";
    for _ in 0..100 {
        std::hint::black_box(super::grammar::parse(one).is_ok());
    }
}
