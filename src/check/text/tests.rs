//! How texts fall into clauses and sentences.

use proptest::prelude::*;

use super::read_text;
use super::samples::{ORCHARDS, RIVERS};
use crate::lang::Lang;
use crate::model::{ClauseAddress, ClauseText};

/// Each clause with its first characters and the number of its sentences.
fn outline(text: &str, lang: Lang) -> String {
    let text = read_text("text", text);
    let mut outline = String::new();
    for clause in &text.clauses {
        let words: String = text
            .words(clause)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let head: String = words.chars().take(16).collect();
        let head = head.trim_end();
        let count = text.sentences(clause).len();
        outline += &format!("{} | {count} | {head}\n", clause.address.to_text(lang));
    }
    outline
}

/// 条, heading, 款, 项, 目; an empty part is not said.
fn address([article, heading, paragraph, item, subitem]: [&str; 5]) -> ClauseAddress {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    ClauseAddress {
        chapter: None,
        article: part(article),
        heading: part(heading),
        paragraph: part(paragraph),
        item: part(item),
        subitem: part(subitem),
    }
}

fn words_at(text: &ClauseText, parts: [&str; 5]) -> Option<String> {
    let clause = text.find(&address(parts))?;
    Some(text.words(clause).chars().take(5).collect())
}

#[test]
fn the_chinese_sample() {
    insta::assert_snapshot!(outline(RIVERS, Lang::Zh), @r#"
通知 | 6 | 河办发〔2020〕7号 关于印发
第一章 | 3 | 第一章 总 则 第一条 为了保护
第一条 | 1 | 第一条 为了保护河道,根据《关于
第二条 | 1 | 第二条 本办法适用于各乡(镇)。
第二章 | 23 | 第二章 责 任 第三条 县河长对
第三条 | 1 | 第三条 县河长对全县河道负总责;
第四条 | 2 | 第四条 村级河长每周巡河一次,按
第五条 | 9 | 第五条 各部门承担的责任如下:
第五条 水务局 | 4 | 水务局 1.全面完成“河道清淤”
第五条 水务局 第1项 | 1 | 1.全面完成“河道清淤”考核指标
第五条 水务局 第2项 | 2 | 2.水质达标率达到95%以上。每
第五条 农业局、环保局 | 2 | 农业局、环保局 1.减少化肥使用
第五条 农业局、环保局 第1项 | 1 | 1.减少化肥使用,做到“水清、岸
第五条 公安局 | 2 | 公安局 依法查处偷排行为。
第六条 | 5 | 第六条 下列行为应当禁止: (一
第六条第(一)项 | 3 | (一)向河道倾倒下列物品: 1.
第六条第(一)项第1目 | 1 | 1.垃圾;
第六条第(一)项第2目 | 1 | 2.农药;
第六条第(二)项 | 1 | (二)填堵河道的。
第七条 | 5 | 第七条 河长应当建立台账。 台账
第七条第一款 | 1 | 第七条 河长应当建立台账。
第七条第二款 | 3 | 台账应当记载下列内容: (一)巡
第七条第二款第(一)项 | 1 | (一)巡河日期;
第七条第二款第(二)项 | 1 | (二)发现的问题。
第七条第三款 | 1 | 台账保存三年。
第三章 | 5 | 第三章 奖 惩 第八条 对不履行
第八条 | 3 | 第八条 对不履行河长责任,造成下
第八条第(一)项 | 1 | (一)未完成年度清淤任务的;
第八条第(二)项 | 1 | (二)违反水质规定,弄虚作假的。
第九条 | 1 | 第九条 对成效显著的河长予以表彰
第四章 | 4 | 第四章 附 则 第十条 本办法由
第十条 | 1 | 第十条 本办法由县河长办解释。
第十一条 | 1 | 第十一条 本办法的附件与本办法同
第十二条 | 1 | 第十二条 本办法自印发之日起施行
"#);
}

#[test]
fn the_english_sample() {
    insta::assert_snapshot!(outline(ORCHARDS, Lang::En), @r#"
notice | 1 | Order No. 58 on
chapter 1 | 7 | Chapter I Genera
art 1 | 3 | Article 1 Purpos
art 2 | 3 | Article 2. The O
art 2 para 1 | 2 | Article 2. The O
art 2 para 2 | 1 | The report is pu
chapter 2 | 10 | Chapter II Dutie
art 3 | 9 | Article 3. The f
art 3 item a | 3 | (a) felling or p
art 3 item a subitem 1 | 1 | (i) the Board, f
art 3 item a subitem 2 | 1 | (ii) the County;
art 3 item b | 1 | (b) burning of l
art 3 heading Orchard Board | 4 | Orchard Board 1.
art 3 heading Orchard Board item 1 | 2 | 1. Plants 2.5 ac
art 3 heading Orchard Board item 2 | 1 | 2. Waters them.
"#);
}

#[test]
fn addresses_that_find_a_clause() {
    let text = read_text("rivers", RIVERS);
    let check = |parts, expected: Option<&str>| {
        assert_eq!(words_at(&text, parts).as_deref(), expected, "{parts:?}");
    };
    check(["", "", "", "", ""], Some("河办发〔2"));
    check(["3", "", "1", "", ""], Some("第三条 县"));
    check(["3", "", "2", "", ""], None);
    check(["5", "水务局", "", "2", ""], Some("2.水质达"));
    check(["5", "农业局、环保局", "", "1", ""], Some("1.减少化"));
    check(["5", "", "", "1", ""], None);
    check(["5", "公安局", "", "", ""], Some("公安局\n "));
    check(["5", "公安局", "1", "", ""], Some("公安局\n "));
    check(["6", "", "1", "1", "2"], Some("2.农药;"));
    check(["7", "", "2", "1", ""], Some("(一)巡河"));
    check(["7", "", "", "1", ""], Some("(一)巡河"));
    check(["7", "", "1", "1", ""], None);
    check(["13", "", "", "", ""], None);
    let chapter = |number: &str, article: Option<&str>| ClauseAddress {
        chapter: Some(number.to_owned()),
        article: article.map(str::to_owned),
        ..ClauseAddress::default()
    };
    assert!(text.find(&chapter("2", None)).is_some());
    assert!(text.find(&chapter("2", Some("3"))).is_some());
    assert!(text.find(&chapter("1", Some("3"))).is_none());
}

#[test]
fn sentences_of_a_clause() {
    let text = read_text("rivers", RIVERS);
    let check = |parts, expected: &[&str]| {
        let clause = text.find(&address(parts)).unwrap();
        let found: Vec<&str> = text
            .sentences(clause)
            .iter()
            .map(|sentence| RIVERS.get(sentence.start..sentence.end).unwrap())
            .collect();
        assert_eq!(found, expected, "{parts:?}");
    };
    check(
        ["5", "公安局", "", "", ""],
        &["公安局", "依法查处偷排行为。"],
    );
    check(
        ["5", "水务局", "", "2", ""],
        &["2.水质达标率达到95%以上。", "每年报告一次。"],
    );
    check(
        ["4", "", "", "", ""],
        &[
            "第四条 村级河长每周巡河一次,按照\n第三条的规定报告。",
            "发现问题,应当“立即上报”。",
        ],
    );
    let heading = text.sentences(text.find(&address(["5", "公安局", "", "", ""])).unwrap())[0];
    assert!(heading.heading);
}

#[test]
fn articles_marked_by_numbers_and_contents_before_them() {
    let check = |text: &str, lang, expected: &[&str]| {
        let text = read_text("text", text);
        let found: Vec<String> = text
            .clauses
            .iter()
            .map(|c| c.address.to_text(lang))
            .collect();
        assert_eq!(found, expected);
    };
    check(
        "办法\n一、巡河。\n二、清淤:\n(一)甲。\n",
        Lang::Zh,
        &["通知", "第一条", "第二条", "第二条第(一)项"],
    );
    check(
        "1. Patrol.\n2. Dredge:\n(a) now.\n",
        Lang::En,
        &["art 1", "art 2", "art 2 item a"],
    );
    check(
        "Section 1. Patrol.\nSection 2. Dredge.\n",
        Lang::En,
        &["art 1", "art 2"],
    );
    check(
        "目 录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n",
        Lang::Zh,
        &["通知", "第一章", "第一条", "第二章", "第二条"],
    );
    check("没有条文的文件。", Lang::Zh, &["通知"]);
    check("", Lang::Zh, &[]);
}

#[test]
fn a_signature_is_no_clause() {
    for sample in [RIVERS, ORCHARDS] {
        let text = read_text("text", sample);
        let end = text.sentences.last().unwrap().end;
        let rest = sample.get(end..).unwrap().trim();
        assert!(rest.ends_with(['日', '0']), "{rest}");
    }
}

/// Every byte of an article that is no space belongs to exactly one sentence.
fn assert_nothing_left_over(text: &str) -> Result<(), TestCaseError> {
    let read = read_text("text", text);
    let sentences = &read.sentences;
    for (sentence, next) in sentences.iter().zip(sentences.iter().skip(1)) {
        prop_assert!(sentence.start < sentence.end && sentence.end <= next.start);
    }
    for clause in read
        .clauses
        .iter()
        .filter(|clause| clause.address.article.is_some())
    {
        let mut at = clause.start;
        for sentence in read.sentences(clause) {
            let between = text.get(at..sentence.start).expect("whole characters");
            prop_assert!(between.trim().is_empty(), "{between} is in no sentence");
            at = sentence.end;
        }
        prop_assert_eq!(at, clause.end);
    }
    Ok(())
}

#[test]
fn nothing_is_left_over_in_the_samples() {
    for sample in [RIVERS, ORCHARDS] {
        assert_nothing_left_over(sample).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_left_over(lines in prop::collection::vec(
        prop::sample::select(RIVERS.lines().chain(ORCHARDS.lines()).collect::<Vec<_>>()),
        0..40,
    )) {
        assert_nothing_left_over(&lines.join("\n"))?;
    }

    #[test]
    fn any_text_is_read(text in "[第一二条章Article1 .。：；(a)\n“”A-Z]{0,80}") {
        assert_nothing_left_over(&text)?;
    }
}
