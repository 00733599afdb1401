//! The responsibility matrix: what it lists, how it is written, and that it agrees with attribution.

use std::collections::BTreeSet;
use std::path::Path;

use zeren::{Bound, Comparison, Lang, Matrix, Policy, Way};

const TEXT: &str = include_str!("../fixtures/workbench/办法.txt");
const RULES: &str = include_str!("../fixtures/workbench/办法.zeren");

fn rivers() -> Policy {
    Policy::compile([("办法.txt", TEXT), ("办法.zeren", RULES)]).unwrap()
}

fn shipped() -> Policy {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    Policy::load_dir(root).unwrap_or_else(|error| panic!("{error}"))
}

/// The page without its style sheet, which a snapshot need not repeat.
fn body(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    format!("{before}<style/>{after}")
}

#[test]
fn the_matrix_as_markdown() {
    insta::assert_snapshot!(rivers().matrix(None).unwrap().to_markdown(Lang::Zh));
}

#[test]
fn the_matrix_as_html() {
    insta::assert_snapshot!(body(&rivers().matrix(None).unwrap().to_html(Lang::Zh)));
}

#[test]
fn the_matrix_as_csv() {
    let csv = rivers().matrix(None).unwrap().to_csv(Lang::Zh);
    assert!(csv.lines().all(|line| csv.contains(&format!("{line}\r\n"))));
    insta::assert_snapshot!(csv.replace("\r\n", "\n"));
}

#[test]
fn one_organ_as_json() {
    insta::assert_snapshot!(rivers().matrix(Some("水务局")).unwrap().to_json());
}

#[test]
fn what_a_target_requires_is_told_as_data() {
    let stated = |value: &str, unit: &str| Bound::Stated {
        value: value.into(),
        unit: Some(unit.into()),
    };
    for (require, quantity, comparison, bound) in [
        (
            "水费 5万元以下（含5万元）",
            "水费",
            Comparison::AtMost,
            stated("50", "千元"),
        ),
        (
            "90% 小于 达标率",
            "达标率",
            Comparison::More,
            stated("90", "%"),
        ),
        (
            "达标率 不低于 最低达标率",
            "达标率",
            Comparison::AtLeast,
            stated("85", "%"),
        ),
        (
            "达标段数 占 段数 等于 100%",
            "达标段数 占 段数",
            Comparison::Equal,
            stated("100", "%"),
        ),
        (
            "段数 不低于 计划 计划 “整治方案” 计量 条",
            "段数",
            Comparison::AtLeast,
            Bound::Plan("整治方案".into()),
        ),
        (
            "达标率 不低于 一定比例",
            "达标率",
            Comparison::AtLeast,
            Bound::Determined("一定比例".into()),
        ),
        (
            "水费 高于 上年 水费",
            "水费",
            Comparison::More,
            Bound::Quantity("上年 水费".into()),
        ),
    ] {
        let told = requirement(require).unwrap_or_else(|| panic!("{require}"));
        assert_eq!(&*told.quantity, quantity, "{require}");
        assert_eq!(
            (told.comparison, told.bound),
            (comparison, bound),
            "{require}"
        );
    }
    assert_eq!(requirement("达标率 大于 1% 且 段数 大于 0条"), None);
    assert_eq!(requirement("已公示"), None);
}

/// What the matrix tells of a target with such a requirement.
fn requirement(require: &str) -> Option<zeren::Requirement> {
    let rules = format!(
        r#"法规 “甲” {{ 施行 2024年1月1日 }}
        解释 读法 {{ 问题 “？” 选项 一 选项 二 取 一 理由 “甲” }}
        计量单位 千元 = 1000元
        层级 县 {{ 依据 解释 读法 }}
        机构 水务局 {{ 层级 县 依据 解释 读法 }}
        事项 水 {{ 依据 解释 读法 }}
        指标 水费 {{ 层级 县 计量 千元 依据 解释 读法 }}
        指标 达标率 {{ 层级 县 计量 % 依据 解释 读法 }}
        指标 达标段数 {{ 层级 县 计量 条 依据 解释 读法 }}
        指标 段数 {{ 层级 县 计量 条 依据 解释 读法 }}
        指标 已公示 {{ 层级 县 计量 是否 依据 解释 读法 }}
        参数 最低达标率 = 85% {{ 依据 解释 读法 }}
        不确定用语 一定比例 {{ 用于 县 认定机关 水务局 得出 % 依据 解释 读法 }}
        目标 水目标 {{ 每个 县 事项 水 要求 {require} 截止 期末 依据 解释 读法 }}
        责任 水责任 {{ 主体 水务局 事项 水 目标 水目标 依据 解释 读法 }}"#
    );
    let policy = Policy::compile([("甲.zeren", rules)]).unwrap_or_else(|error| panic!("{error}"));
    let matrix = policy.matrix(None).unwrap();
    matrix.organs[0].duties[0].targets[0].requirement.clone()
}

#[test]
fn one_organ_in_english() {
    insta::assert_snapshot!(
        rivers()
            .matrix(Some("乡镇政府"))
            .unwrap()
            .to_markdown(Lang::En)
    );
}

#[test]
fn one_organ_is_told_in_full() {
    let html = rivers().matrix(Some("环保局")).unwrap().to_html(Lang::Zh);
    assert!(html.contains("<h1>环保局责任清单</h1>") && !html.contains("<nav>"));
    assert!(
        html.contains("以“涉水部门”成员身份承担</div>"),
        "{}",
        body(&html)
    );
    let nothing = rivers().matrix(Some("气象局")).unwrap().to_html(Lang::Zh);
    assert!(nothing.contains("未设定责任"));
}

#[test]
fn an_unknown_organ_is_an_error_with_a_proposal() {
    let error = rivers().matrix(Some("水务处")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no organ is called `水务处`; did you mean `水务局`"
    );
    assert_eq!(rivers().matrix(Some("法院")).unwrap_err().suggestion, None);
}

#[test]
fn nothing_of_a_policy_is_markup_or_a_formula() {
    let policy = Policy::compile([(
        "甲.zeren",
        r#"法规 “甲” { 施行 2024年1月1日 }
        解释 读法 { 问题 “？” 选项 一 选项 二 取 一 理由 “甲” }
        层级 县
        机构 “=<b>局&'|”{ 层级 县 依据 解释 读法 }
        事项 “<i>事*项|” { 依据 解释 读法 }
        责任 “+<script>责任” { 主体 “=<b>局&'|” 事项 “<i>事*项|” 依据 解释 读法 }"#,
    )])
    .unwrap_or_else(|error| panic!("{error}"));
    let matrix = policy.matrix(None).unwrap();
    let html = matrix.to_html(Lang::Zh);
    for markup in ["<b>", "<i>", "<script", "&'"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(html.contains("=&lt;b&gt;局&amp;&#39;|"));
    let csv = matrix.to_csv(Lang::Zh);
    assert!(csv.contains("\r\n'=<b>局&'|,'+<script>责任,"), "{csv}");
    let markdown = matrix.to_markdown(Lang::Zh);
    assert!(markdown.contains(r"&lt;i>事\*项\|"), "{markdown}");
}

#[test]
fn the_page_needs_nothing_else() {
    let html = shipped().matrix(None).unwrap().to_html(Lang::Zh);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
    for outside in ["http:", "https:", "<script", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    for needed in [
        "@media print",
        "A4",
        "break-before: page",
        "table-header-group",
        "viewport",
    ] {
        assert!(html.contains(needed), "{needed}");
    }
}

#[test]
fn every_duty_of_the_shipped_policy_is_somebodys() {
    let matrix = shipped().matrix(None).unwrap();
    for organ in &matrix.organs {
        let alone = shipped_alone(&matrix, &organ.organ);
        assert_eq!(alone, organ.duties.len(), "{}", organ.organ);
        for duty in &organ.duties {
            assert!(
                !duty.clauses.is_empty() || !duty.rests_on.is_empty(),
                "{}",
                duty.duty
            );
            assert!(!duty.matters.is_empty(), "{}", duty.duty);
        }
    }
    let organs: BTreeSet<&str> = matrix.organs.iter().map(|organ| &*organ.organ).collect();
    assert_eq!(organs.len(), matrix.organs.len());
    let listed = matrix
        .organs
        .iter()
        .filter(|organ| !organ.duties.is_empty());
    assert!(listed.count() >= 25);
}

/// How many rows of the spreadsheet are duties of an organ.
fn shipped_alone(matrix: &Matrix, organ: &str) -> usize {
    let csv = matrix.to_csv(Lang::Zh);
    let of_organ = csv
        .lines()
        .filter(|line| line.split(',').next() == Some(organ));
    of_organ
        .filter(|line| line.split(',').nth(5) == Some("责任"))
        .count()
}

/// What attribution finds, the matrix has said that it could.
#[test]
fn every_finding_is_foreseen() {
    let policy = shipped();
    let matrix = policy.matrix(None).unwrap();
    let facts = include_str!("../../policies/kongtong/facts/2017.json");
    let assessment = policy.evaluate(&policy.read_facts(facts).unwrap()).unwrap();
    let mut checked = 0;
    for finding in assessment.findings() {
        let Some(organ) = &finding.organ else {
            continue;
        };
        let organ = matrix
            .organs
            .iter()
            .find(|row| row.organ == *organ)
            .unwrap();
        let rows = organ
            .duties
            .iter()
            .filter(|row| row.duty == finding.duty.name);
        let rows: Vec<_> = rows.collect();
        for ground in &finding.grounds {
            let foreseen = rows.iter().flat_map(|row| &row.triggers);
            let mut foreseen = foreseen.filter(|row| row.trigger == ground.trigger);
            assert!(
                foreseen.next().is_some(),
                "{} {} under {}",
                organ.organ,
                finding.duty.name,
                ground.trigger
            );
            checked += 1;
        }
    }
    assert!(checked > 10, "only {checked} grounds");
}

#[test]
fn only_what_can_reach_a_duty_is_listed() {
    let matrix = rivers().matrix(None).unwrap();
    let triggers = |organ: &str, duty: &str| {
        let organ = matrix
            .organs
            .iter()
            .find(|row| &*row.organ == organ)
            .unwrap();
        let duty = organ.duties.iter().find(|row| &*row.duty == duty).unwrap();
        let triggers = duty.triggers.iter();
        triggers
            .map(|row| (row.trigger.to_string(), row.ways.clone()))
            .collect::<Vec<_>>()
    };
    let told = |name: &str| Way::RecordsThatTell(name.into());
    // The township stands below the county, where the target is measured.
    let township = triggers("乡镇政府", "辖区管护");
    assert_eq!(
        township,
        [("乱倒".to_owned(), vec![Way::Records("河道事件".into())])]
    );
    // A duty on a narrower matter is reached by records only if they tell that matter.
    let water = triggers("水务局", "水质达标责任");
    let targets = Way::Targets(vec!["水质达标".into()]);
    assert_eq!(
        water,
        [
            ("未完成目标".to_owned(), vec![targets]),
            ("乱倒".to_owned(), vec![told("河道事件")])
        ]
    );
}
