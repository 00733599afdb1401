//! What changed between two versions of a policy, and who answers by which change.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use zeren::{FormatOptions, Lang, Policy, PolicyDiff, format_source};

const BUS: &str = include_str!("../fixtures/assessment/校车.zeren");
const FACTS: &str = include_str!("../fixtures/assessment/校车.json");

fn bus(text: &str) -> Policy {
    Policy::compile([("校车.zeren", text)]).unwrap_or_else(|error| panic!("{error}"))
}

/// The school buses' regulation with words replaced.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(BUS.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

fn diff(edits: &[(&str, &str)]) -> PolicyDiff {
    bus(BUS).compare(&bus(&edited(edits)))
}

/// The same with what comes of it for the sample facts.
fn with_facts(edits: &[(&str, &str)]) -> PolicyDiff {
    let (old, new) = (bus(BUS), bus(&edited(edits)));
    let mut diff = old.compare(&new);
    let effects = old.effects(&new, |policy| policy.read_facts(FACTS));
    diff.facts.push(effects.unwrap());
    diff
}

fn folder(name: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("policies")
        .join(name);
    let entries = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.extension().is_some_and(|e| e == "zeren" || e == "txt"));
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn a_policy_is_no_change_of_itself() {
    for name in ["kongtong", "clinics"] {
        let policy = Policy::compile(folder(name)).unwrap();
        assert!(policy.compare(&policy).is_empty(), "{name}");
    }
    assert!(bus(BUS).compare(&bus(BUS)).is_empty());
}

#[test]
fn layout_comments_order_and_the_language_of_keywords_are_no_change() {
    for name in ["kongtong", "clinics"] {
        let files = folder(name);
        let policy = Policy::compile(files.clone()).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let mut options = FormatOptions::default();
            options.keywords = Some(lang);
            let mut converted = String::new();
            let mut texts = Vec::new();
            for (name, text) in &files {
                if name.ends_with(".zeren") {
                    // All in one file, in the reverse order, with comments.
                    let text = format_source(text, &options).unwrap();
                    converted = format!("// {name}\n{text}\n{converted}");
                } else {
                    texts.push((name.clone(), text.clone()));
                }
            }
            texts.push(("all.zeren".to_owned(), converted));
            let other = Policy::compile(texts).unwrap_or_else(|error| panic!("{error}"));
            let diff = policy.compare(&other);
            assert!(diff.is_empty(), "{}", diff.to_text(Lang::Zh));
        }
    }
}

/// An edit, the clause at which it shows, and what it shows, as parts of the JSON.
const EVERY_KIND: &[(&str, &str, &str, &[&str])] = &[
    (
        "检验合格数 占 校车数 不低于 100%",
        "检验合格数 占 校车数 不低于 95%",
        "art 8",
        &[
            r#""what":"bound""#,
            r#""effect":"loosened""#,
            r#""by":"5个百分点""#,
            r#""raised":false"#,
            r#""quantity":"检验合格数 占 校车数""#,
        ],
    ),
    (
        "检验合格数 占 校车数 不低于 100%",
        "检验合格数 占 校车数 100%以上（不含）",
        "art 8",
        &[
            r#""what":"bound""#,
            r#""effect":"tightened""#,
            r#""comparison":">""#,
        ],
    ),
    (
        "每个 镇 若 满意度 低于 80%",
        "每个 镇 若 满意度 低于 85%",
        "art 9 item 4",
        &[
            r#""what":"bound""#,
            r#""effect":"widened""#,
            r#""property":"branch""#,
        ],
    ),
    (
        "主体 县政府\n  承担 总责",
        "主体 县政府、县教育局\n  承担 总责",
        "art 4",
        &[r#""what":"holder-added","holder":"县教育局""#],
    ),
    (
        "主体 学校\n  承担 主体责任 于 车辆检验",
        "主体 镇政府\n  承担 主体责任 于 车辆检验",
        "art 7",
        &[
            r#""what":"holder-added","holder":"镇政府""#,
            r#""what":"holder-removed","holder":"学校""#,
        ],
    ),
    (
        "主体 县直部门 各自",
        "主体 县直部门",
        "art 5",
        &[r#""what":"holder-share""#],
    ),
    (
        "承担 属地责任 于 校车安全\n",
        "承担 主体责任 于 校车安全\n",
        "art 6",
        &[r#""what":"kinds-borne","from":["属地责任"],"to":["主体责任"]"#],
    ),
    (
        "承担 主体责任 于 车辆检验",
        "承担 主体责任 于 驾驶人管理",
        "art 7",
        &[r#""what":"matters","removed":["车辆检验"],"added":["驾驶人管理"]"#],
    ),
    (
        "要求 照管员数 不低于 计划\n  计划 “年度计划” 计量 人\n  截止 期末",
        "要求 照管员数 不低于 计划\n  计划 “年度计划” 计量 人\n  截止 2019年12月1日",
        "art 8",
        &[r#""what":"deadline","from":"截止 期末","to":"截止 2019年12月1日""#],
    ),
    (
        "每个 违法记录 当 已查实 且 用车情形 不是 其他行为",
        "每个 违法记录 当 已查实",
        "art 9 item 3",
        &[r#""what":"condition""#],
    ),
    (
        "取 按层次",
        "取 不推定",
        "art 9",
        &[r#""what":"choice","from":"按层次","to":"不推定""#],
    ),
    (
        "依据 第四条 “县政府对全县校车安全负总责”",
        "依据 第四条 “县政府负总责”",
        "art 4",
        &[r#""what":"citation""#],
    ),
    (
        "每半年",
        "每季度",
        "art 7",
        &[r#""what":"property","property":"every""#],
    ),
    ("镇长 {", "乡镇长 {", "art 6", &[r#""property":"office""#]),
    (
        "枚举 用车行为 { 超员、超速、其他行为 }",
        "枚举 用车行为 { 超员、超速、疲劳、其他行为 }",
        "",
        &[r#""declaration":"enumeration""#, r#""property":"head""#],
    ),
    (
        "事项 驾驶人管理 属于 校车安全",
        "事项 驾驶人管理",
        "art 7",
        &[r#""declaration":"matter""#],
    ),
    (
        "责任 车辆检验责任 {\n  主体 学校\n  承担 主体责任 于 车辆检验\n  依据 第七条 “按期检验车辆”\n}\n",
        "",
        "art 7",
        &[r#""name":"车辆检验责任","state":"removed""#],
    ),
    (
        "枚举 用车行为",
        "参数 界限 = 5台 { 依据 第八条 “校车” }\n枚举 用车行为",
        "art 8",
        &[r#""declaration":"parameter","name":"界限","state":"added""#],
    ),
    (
        "表彰 先进镇 {\n",
        "按 种类对应 取 按层次 {\n表彰 先进镇 {\n",
        "art 10",
        &[r#""what":"given","from":"""#],
    ),
];

#[test]
fn every_kind_of_change_shows_once_and_at_its_clause() {
    for (from, to, clause, shows) in EVERY_KIND {
        let mut edits = vec![(*from, *to)];
        if from.starts_with("表彰") {
            edits.push((
                "依据 第十条 “成绩突出的，可以表彰”\n}",
                "依据 第十条 “成绩突出的，可以表彰”\n}}",
            ));
        }
        let diff = diff(&edits);
        let json = serde_json::to_string(&diff).unwrap();
        assert_eq!(diff.changes().count(), 1, "{to}: {json}");
        let found = diff.clauses[0].clause.as_deref().unwrap_or_default();
        assert_eq!(found, *clause, "{json}");
        for part in *shows {
            assert!(json.contains(part), "{to}: {part} is not in {json}");
        }
    }
}

#[test]
fn a_date_moves_by_days() {
    let dated = |date: &str| bus(&BUS.replacen("截止 期末", &format!("截止 {date}"), 1));
    let diff = dated("2019年12月31日").compare(&dated("2019年12月1日"));
    assert!(
        diff.to_text(Lang::Zh).contains("提前 30 天"),
        "{}",
        diff.to_text(Lang::Zh)
    );
    assert!(diff.to_text(Lang::En).contains("30 days earlier"));
}

#[test]
fn the_same_content_under_another_name_is_renamed() {
    // A metric, a target that reads it, and a duty that names the target: three names change, and nothing else.
    let text = BUS
        .replace("检验合格数", "合格车数")
        .replace("检验合格率、", "合格率、")
        .replace("目标 检验合格率", "目标 合格率")
        .replace("责任 全县总责", "责任 县政府总责");
    let old = bus(BUS);
    let diff = old.compare(&bus(&text));
    let json: Value = serde_json::from_str(&diff.to_json()).unwrap();
    let mut renamed = Vec::new();
    for change in json["clauses"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|c| c["changes"].as_array().unwrap())
    {
        let details = change["details"].as_array().unwrap();
        assert_eq!(
            (details.len(), &details[0]["what"]),
            (1, &"renamed".into()),
            "{change}"
        );
        renamed.push(details[0]["to"].as_str().unwrap().to_owned());
    }
    renamed.sort();
    assert_eq!(renamed, ["县政府总责", "合格率", "合格车数"]);
}

const AMENDED: &[(&str, &str)] = &[
    ("每个 镇 若 满意度 低于 80%", "每个 镇 若 满意度 低于 75%"),
    (
        "主体 县政府\n  承担 总责",
        "主体 县政府、县教育局\n  承担 总责",
    ),
    (
        "检验合格数 占 校车数 不低于 100%",
        "检验合格数 占 校车数 不低于 80%",
    ),
    ("追究 领导责任\n  可以", "追究 领导责任\n  应当"),
    (
        "责任 车辆检验责任 {\n  主体 学校\n  承担 主体责任 于 车辆检验\n  依据 第七条 “按期检验车辆”\n}\n",
        "",
    ),
    ("截止 期末 后 10日", "截止 期末 后 15日"),
    (
        "依据 第二条 “本办法适用于镇政府、学校和县教育局”",
        "依据 第二条 “本办法适用于镇政府、学校”",
    ),
];

#[test]
fn an_amendment_is_told_by_clause_and_by_who_answers() {
    let diff = with_facts(AMENDED);
    let text = format!("{}\n{}", diff.to_text(Lang::Zh), diff.to_text(Lang::En));
    insta::assert_snapshot!(text);
    insta::assert_snapshot!("an_amendment_as_markdown", diff.to_markdown(Lang::Zh));
}

/// Every difference between the two assessments is told, and every cause is one: made alone, it brings it about.
#[test]
fn every_effect_has_causes_that_are_needed() {
    let diff = with_facts(AMENDED);
    let ids: BTreeSet<String> = diff.changes().map(|change| change.id.to_string()).collect();
    let effects = &diff.facts[0].effects;
    assert!(!effects.is_empty());
    for effect in effects {
        assert_ne!(effect.from, effect.to);
        assert!(!effect.causes.is_empty(), "{effect:?}");
        for id in effect.causes.iter().flatten() {
            assert!(ids.contains(&**id));
        }
    }
}

/// One bound is lowered, and the matter of its trigger changes: neither alone makes the county answer.
#[test]
fn what_only_several_changes_bring_about_is_put_down_to_all_of_them() {
    let diff = with_facts(&[
        ("追究 领导责任\n  可以", "追究 直接责任\n  可以"),
        (
            "职务 镇长 { 答 领导责任",
            "职务 镇长 { 答 领导责任、直接责任",
        ),
        (
            "责任对应 总责、属地责任 → 领导责任",
            "责任对应 总责、属地责任 → 领导责任、直接责任",
        ),
    ]);
    let several = diff.facts[0]
        .effects
        .iter()
        .filter(|effect| effect.causes.iter().any(|set| set.len() > 1));
    assert!(several.count() > 0, "{}", diff.to_text(Lang::Zh));
}

/// Two changes, either of which takes an outcome away.
#[test]
fn what_either_of_two_changes_brings_about_is_put_down_to_either() {
    let diff = with_facts(&[
        ("每个 镇 若 满意度 低于 80%", "每个 镇 若 满意度 低于 70%"),
        (
            "主体 镇政府\n  承担 属地责任 于 校车安全",
            "主体 镇政府\n  承担 属地责任 于 车辆检验",
        ),
    ]);
    let either = diff.facts[0]
        .effects
        .iter()
        .any(|effect| effect.causes.len() == 2);
    assert!(either, "{}", diff.to_text(Lang::Zh));
}

#[test]
fn the_words_of_a_clause_are_compared() {
    let ferry = |second: &str| {
        let policy = r#"regulation "Ferry charter" { effective 2024-01-01 source "ferry.txt" cite art 1 "Ferries are safe" }"#;
        let text = format!("Ferry charter\n\nArticle 1. Ferries are safe.\n{second}");
        Policy::compile([("ferry.zeren", policy), ("ferry.txt", &text)])
            .unwrap_or_else(|error| panic!("{error}"))
    };
    let old = ferry("Article 2. Crews are licensed.\n");
    assert!(
        old.compare(&ferry("Article 2.  Crews are\n licensed.\n"))
            .is_empty()
    );
    for (second, state) in [
        ("Article 2. Crews are licensed and sober.\n", "changed"),
        ("", "removed"),
    ] {
        let diff = old.compare(&ferry(second));
        let json = serde_json::to_string(&diff).unwrap();
        assert_eq!(diff.clauses[0].clause.as_deref(), Some("art 2"), "{json}");
        let shows =
            format!(r#""declaration":"text","state":"{state}","details":[{{"what":"words""#);
        assert!(json.contains(&shows), "{json}");
    }
}

#[test]
fn facts_that_one_version_does_not_accept_are_an_error() {
    let (old, new) = (bus(BUS), bus(&BUS.replace("检验合格数", "合格车数")));
    let error = old
        .effects(&new, |policy| policy.read_facts(FACTS))
        .unwrap_err();
    assert!(
        matches!(error, zeren::ChangeEffectError::NewFacts(_)),
        "{error}"
    );
}

/// Every change of the shipped policy that its inventory is tried with shows, and nothing else does.
#[test]
fn every_edit_of_the_shipped_policy_shows() {
    let old = Policy::compile(folder("kongtong")).unwrap();
    for (what, new, edits) in crate::inventory::changed_policies() {
        let diff = old.compare(&new);
        let count = diff.changes().count();
        assert!(
            // A duty that becomes a non-operative clause is one gone and one more.
            (1..=edits.max(2)).contains(&count),
            "{what}: {edits} edits\n{}",
            diff.to_text(Lang::Zh)
        );
    }
}
