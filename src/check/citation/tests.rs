//! Citations against the sample texts: each case shows the citation, then what is said of it.

use super::{check_citation, check_erratum, check_reference};
use crate::check::digest::{check_digest, digest};
use crate::check::text::read_text;
use crate::check::text::samples::{ORCHARDS, RIVERS};
use crate::diagnostic::{Diagnostics, Place, catalog};
use crate::lang::Lang;
use crate::source::{SourceId, Span};
use crate::syntax::ast::{ArticleRef, Citation, CitationTarget, ClauseRef, Name, Text};

const SPAN: Span = Span {
    source: SourceId(0),
    start: 10,
    end: 20,
};

/// A text in curly marks, at byte 100 of its file.
fn quoted(text: &str) -> Text {
    let end = 100 + 6 + u32::try_from(text.len()).unwrap();
    Text {
        text: text.to_owned(),
        span: Span::new(SourceId(0), 100, end),
    }
}

/// `article heading/paragraph/item/subitem`, parts left out where empty.
fn clause(address: &str) -> ClauseRef {
    let mut parts = address.split('/');
    let mut part = || {
        parts
            .next()
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
    };
    ClauseRef::Article(ArticleRef {
        article: part().unwrap(),
        heading: part(),
        paragraph: part(),
        item: part(),
        subitem: part(),
    })
}

fn citation(clause: ClauseRef, quote: Option<&str>) -> Citation {
    let quote = quote.map(quoted);
    Citation {
        target: CitationTarget::Clause { clause, quote },
        span: SPAN,
    }
}

fn render(diagnostics: &Diagnostics, lang: Lang) -> String {
    let mut lines = Vec::new();
    for diagnostic in diagnostics {
        assert!(
            catalog::lookup(diagnostic.code.as_str()).is_some(),
            "{}",
            diagnostic.code
        );
        lines.push(format!(
            "{} {}",
            diagnostic.code,
            diagnostic.message.get(lang)
        ));
        lines.extend(
            diagnostic
                .help
                .iter()
                .map(|help| format!("  = {}", help.get(lang))),
        );
        if let Some(fix) = &diagnostic.fix {
            lines.push(format!(
                "  fix {}..{} `{}`",
                fix.span.start, fix.span.end, fix.replacement
            ));
        }
    }
    if lines.is_empty() {
        "fine".to_owned()
    } else {
        lines.join("\n")
    }
}

fn said(text: &str, clause: ClauseRef, quote: Option<&str>, lang: Lang) -> String {
    let text = read_text("text.txt", text);
    let mut out = Diagnostics::new();
    assert!(check_citation(Some(&text), &citation(clause, quote), &mut out).is_some());
    render(&out, lang)
}

fn zh(address: &str, quote: &str) -> String {
    said(RIVERS, clause(address), Some(quote), Lang::Zh)
}

fn en(address: &str, quote: &str) -> String {
    said(ORCHARDS, clause(address), Some(quote), Lang::En)
}

#[test]
fn quotes_that_stand_in_the_clause() {
    for (address, quote) in [
        ("3", "县河长对全县河道负总责；"),
        ("3", "…乡（镇）河长…负直接责任。"),
        ("3", "县河长......负总责... 负 直接责任"),
        (
            "1",
            "根据《关于印发《河湖管理办法》的通知》（省办发[2019]9号）",
        ),
        ("4", "应当\"立即上报\""),
        ("4", "应当「立即上报」"),
        ("4", "按照第三条的规定报告"),
        ("5", "水质达标率达到９５％以上"),
        ("5/水务局//1", "1．全面完成“河道清淤”考核指标任务"),
        ("8///2", "违反水质规定，弄虚作假的"),
        ("8", "追究…领导责任和直接责任"),
    ] {
        assert_eq!(zh(address, quote), "fine", "{address} {quote}");
    }
    assert_eq!(
        en("2", "the orchard board shall … inspect every ORCHARD"),
        "fine"
    );
    assert_eq!(
        said(RIVERS, ClauseRef::Notice, Some("河办发[2020]7号"), Lang::Zh),
        "fine"
    );
    let chapter = ClauseRef::Chapter("3".to_owned());
    assert_eq!(said(RIVERS, chapter, Some("予以表彰"), Lang::Zh), "fine");
}

#[test]
fn clauses_that_do_not_exist() {
    insta::assert_snapshot!(zh("13", "甲"), @r#"
E0601 文本中没有 `第十三条`
  = 文本的条文自第一条起，至第十二条止
"#);
    insta::assert_snapshot!(zh("8///3", "甲"), @r#"
E0601 文本中没有 `第八条第(三)项`
  = 第八条只有 2 项
"#);
    insta::assert_snapshot!(zh("3///1", "甲"), @r#"
E0601 文本中没有 `第三条第(一)项`
  = 第三条没有分项
"#);
    insta::assert_snapshot!(zh("3//2", "甲"), @r#"
E0601 文本中没有 `第三条第二款`
  = 第三条只有一款
"#);
    insta::assert_snapshot!(zh("7//4", "甲"), @r#"
E0601 文本中没有 `第七条第四款`
  = 第七条只有 3 款
"#);
    insta::assert_snapshot!(zh("6///1/3", "甲"), @r#"
E0601 文本中没有 `第六条第(一)项第3目`
  = 第六条第(一)项只有 2 目
"#);
    insta::assert_snapshot!(zh("5/水利局", "甲"), @r#"
E0601 文本中没有 `第五条 水利局`
  = 是不是 `水务局`
"#);
    insta::assert_snapshot!(zh("5/妇联", "甲"), @r#"
E0601 文本中没有 `第五条 妇联`
  = 第五条有 3 个小标题，没有与之相近的
"#);
    insta::assert_snapshot!(zh("3/水务局", "甲"), @r#"
E0601 文本中没有 `第三条 水务局`
  = 第三条没有小标题
"#);
    insta::assert_snapshot!(zh("5///1", "甲"), @r#"
E0601 文本中没有 `第五条第(一)项`
  = 第五条分列小标题，引用时须写明，例如 `水务局`
"#);
    insta::assert_snapshot!(en("3///c", "x"), @r#"
E0601 the text has no `art 3 item c`
  = `art 3` has only 2 items
"#);
    insta::assert_snapshot!(en("9///c", "x"), @r#"
E0601 the text has no `art 9 item c`
  = its articles run from `art 1` to `art 3`
"#);
    let chapter = ClauseRef::Chapter("5".to_owned());
    insta::assert_snapshot!(said(RIVERS, chapter, Some("甲"), Lang::En), @r#"
E0601 the text has no `chapter 5`
  = its last chapter is `chapter 4`
"#);
    insta::assert_snapshot!(said("第一条 甲。", ClauseRef::Notice, Some("甲"), Lang::Zh), @r#"E0601 文本中没有 `通知`"#);
}

#[test]
fn quotes_that_are_wrong() {
    insta::assert_snapshot!(zh("8///1", "违反水质规定"), @r#"
E0605 引文不在 `第八条第(一)项` 中
  = 这些文字见于 `第八条第(二)项`
"#);
    insta::assert_snapshot!(zh("2", "负总责…负直接责任"), @r#"
E0605 引文不在 `第二条` 中
  = 这些文字见于 `第三条`
"#);
    insta::assert_snapshot!(zh("8///2", "…违犯水质规定，弄虚假的"), @r#"
E0604 `第八条第(二)项` 中没有 `违犯水质规定，弄虚假的`
  = 第八条第(二)项的原文是 `违反水质规定,弄虚作假的`（`text.txt` 第 48 行）
  = 与原文的差异：`犯` 应为 `反`，缺少 `作`
  fix 106..139 `违反水质规定,弄虚作假的`
"#);
    insta::assert_snapshot!(zh("8///1", "违犯水质规定,弄虚作假的"), @r#"
E0604 `第八条第(一)项` 中没有 `违犯水质规定,弄虚作假的`
  = 第八条第(二)项的原文是 `违反水质规定,弄虚作假的`（`text.txt` 第 48 行）
  = 与原文的差异：`犯` 应为 `反`
"#);
    insta::assert_snapshot!(zh("3", "负直接责任…县河长"), @r#"E0604 引文各段的先后与原文不一致"#);
    insta::assert_snapshot!(zh("3", "这里完全没有这样的文字"), @r#"E0604 `第三条` 中没有 `这里完全没有这样的文字`"#);
    insta::assert_snapshot!(zh("3", "……"), @r#"E0603 引文没有文字"#);
    insta::assert_snapshot!(en("3///b", "burning of leafs"), @r#"
E0604 `art 3 item b` does not say `burning of leafs`
  = `art 3 item b` reads `burning of leaves` (`text.txt`, line 24)
  fix 103..119 `burning of leaves`
"#);
    insta::assert_snapshot!(en("1", "report is public"), @r#"
E0605 the quote is not in `art 1`
  = these words stand in `art 2 para 2`
"#);
}

#[test]
fn quotes_of_more_than_one_sentence() {
    insta::assert_snapshot!(zh("4", "规定报告。发现问题"), @r#"
W0601 一处引文至多涵盖一句或者一项
  = 分别引用各句，每句一处依据
"#);
    insta::assert_snapshot!(en("2", "inspect every orchard … report to the County"), @r#"
W0601 one quote covers at most one sentence or item
  = quote each sentence in a citation of its own
"#);
    // The first occurrence lies in the sentence before; one sentence holds both all the same.
    assert_eq!(zh("8", "水质规定…的"), "fine");
}

#[test]
fn citations_without_a_quote() {
    insta::assert_snapshot!(said(RIVERS, clause("3"), None, Lang::Zh), @r#"
E0602 规范性条款的依据须引用原文
  = 在条款之后用引号写明所依据的原文
"#);
    insta::assert_snapshot!(said(RIVERS, clause("13"), None, Lang::En), @r#"
E0602 a normative citation needs a quote
  = put the words relied on in quotation marks after the clause
E0601 the text has no `art 13`
  = its articles run from `art 1` to `art 12`
"#);
    let text = read_text("text.txt", RIVERS);
    let mut out = Diagnostics::new();
    assert!(check_reference(Some(&text), &citation(clause("3"), None), &mut out).is_some());
    assert_eq!(render(&out, Lang::Zh), "fine");
}

#[test]
fn what_is_returned() {
    let text = read_text("text.txt", RIVERS);
    let mut out = Diagnostics::new();
    let found = check_citation(
        Some(&text),
        &citation(clause("3//1"), Some("负总责")),
        &mut out,
    )
    .unwrap();
    assert_eq!(
        (found.clause.chapter.as_deref(), found.clause.paragraph),
        (Some("2"), None)
    );
    assert_eq!(found.quote.as_deref(), Some("负总责"));
    let unchecked = check_citation(None, &citation(clause("99"), Some("甲")), &mut out).unwrap();
    assert_eq!(unchecked.clause.article.as_deref(), Some("99"));
    let name = Name {
        text: "甲".to_owned(),
        quoted: false,
        span: SPAN,
    };
    let interpretation = Citation {
        target: CitationTarget::Interpretation(name),
        span: SPAN,
    };
    assert_eq!(check_citation(Some(&text), &interpretation, &mut out), None);
    assert_eq!(render(&out, Lang::Zh), "fine");
}

#[test]
fn proposals_stop_and_findings_do_not() {
    let text = read_text("text.txt", RIVERS);
    let mut out = Diagnostics::new();
    let wrong = citation(clause("8///2"), Some("违犯水质规定"));
    for _ in 0..101 {
        check_citation(Some(&text), &wrong, &mut out);
    }
    let helps: Vec<usize> = out.iter().map(|found| found.help.len()).collect();
    assert_eq!((helps.len(), helps[99], helps[100]), (101, 2, 0));
    assert!(
        out.iter()
            .all(|found| found.place == Place::Span(quoted("违犯水质规定").span))
    );
}

#[test]
fn errata() {
    let check = |printed: &str, reads: &str| {
        let text = read_text("text.txt", RIVERS);
        let mut out = Diagnostics::new();
        check_erratum(Some(&text), &quoted(printed), &quoted(reads), &mut out);
        check_erratum(None, &quoted(printed), &quoted(reads), &mut out);
        render(&out, Lang::Zh)
    };
    assert_eq!(check("清西县", "清溪县人民政府办公室"), "fine");
    insta::assert_snapshot!(check("清溪县", "清西县"), @r#"
E0606 勘误后的文字 `清西县` 不在文本中
  = `text.txt` 仍是更正前的文字；文本须载更正后的文字
"#);
    insta::assert_snapshot!(check("清东县", "清西县"), @r#"E0606 勘误后的文字 `清西县` 不在文本中"#);
}

#[test]
fn digests() {
    assert_eq!(
        digest("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let check = |declared: &str| {
        let text = read_text("text.txt", "abc");
        let mut out = Diagnostics::new();
        check_digest(&text, &quoted(declared), &mut out);
        render(&out, Lang::Zh)
    };
    assert_eq!(check(&digest("abc").to_uppercase()), "fine");
    insta::assert_snapshot!(check("ba78"), @r#"
E0607 `text.txt` 的摘要与所声明的不一致
  = 文件的 SHA-256 摘要为 `ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad`；请先核对文本是否被改动；另存时换行符改变或者文件开头加上标记，摘要也会改变
  fix 100..110 `"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"`
"#);
}
