//! The comparison can fail: a policy that says something else of one clause is caught at that clause.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use zeren::Policy;

use super::compare::differences;
use super::entry::{admitted, entries, reconcile};

/// A change of the policy's text, and the clauses and fields at which it must show.
struct Change {
    /// What is changed, in words.
    what: &'static str,
    /// File, words before, words after.
    edits: &'static [(&'static str, &'static str, &'static str)],
    shows: &'static [(&'static str, &'static str)],
}

const TARGETS: &str = "50-目标.zeren";
const DEPARTMENTS: &str = "62-部门责任.zeren";
const TEAMS: &str = "63-帮扶责任.zeren";

const CHANGES: &[Change] = &[
    Change {
        what: "another holder",
        edits: &[(
            DEPARTMENTS,
            "责任 妇联年度培训 {\n  主体 区妇联",
            "责任 妇联年度培训 {\n  主体 区残联",
        )],
        shows: &[("art-16/区妇联/2", "holder")],
    },
    Change {
        what: "a holder left out",
        edits: &[(
            TEAMS,
            "主体 派出单位、区委、乡镇党委 各自",
            "主体 派出单位、区委 各自",
        )],
        shows: &[("art-23/17", "holder")],
    },
    Change {
        what: "an organ for its office",
        edits: &[(
            "61-乡镇责任.zeren",
            "责任 第一责任人 {\n  主体 乡镇党委 的 主要负责人、乡镇政府 的 主要负责人",
            "责任 第一责任人 {\n  主体 乡镇党委、乡镇政府",
        )],
        shows: &[("art-11/2", "holder")],
    },
    Change {
        what: "another kind borne",
        edits: &[(TEAMS, "承担 统筹管理主体责任 于", "承担 主体责任 于")],
        shows: &[("art-23/17", "responsibility")],
    },
    Change {
        what: "a kind borne left out",
        edits: &[(DEPARTMENTS, "承担 工作责任 于 跟踪审计", "事项 跟踪审计")],
        shows: &[("art-16/区审计局", "responsibility")],
    },
    Change {
        what: "a strict comparison",
        edits: &[(
            TARGETS,
            "占 区级留存党费 不低于 10%",
            "占 区级留存党费 高于 10%",
        )],
        shows: &[("art-16/区委组织部/2/a", "comparator")],
    },
    Change {
        what: "a comparison turned round",
        edits: &[(
            TARGETS,
            "义务教育巩固率 不低于 全省",
            "义务教育巩固率 不超过 全省",
        )],
        shows: &[("art-16/区教育局/5", "comparator")],
    },
    Change {
        what: "another value",
        edits: &[(
            TARGETS,
            "基本养老保险参保率 达到 95%以上（含）",
            "基本养老保险参保率 达到 90%以上（含）",
        )],
        shows: &[("art-16/区人社局/3", "value")],
    },
    Change {
        what: "a value in another unit",
        edits: &[(
            TARGETS,
            "最高累计额 5万元以下（含5万元）",
            "最高累计额 5亿元以下（含5亿元）",
        )],
        shows: &[("art-16/区财政局/2/c", "value")],
    },
    Change {
        what: "another unit",
        edits: &[
            (
                TARGETS,
                "已达标退出验收指标数 不低于 20项",
                "已达标退出验收指标数 不低于 20个",
            ),
            (
                "40-指标.zeren",
                "计量 项\n  范围 0项 至 20项",
                "计量 个\n  范围 0个 至 20个",
            ),
        ],
        shows: &[("art-11/8", "unit")],
    },
    Change {
        what: "a number that the text does not give",
        edits: &[(
            TARGETS,
            "要求 识别准确率 不低于 计划\n  计划 “全省“1+17”、全市“2+19”、全区“2+20”脱贫攻坚实施意见和方案” 计量 %",
            "要求 识别准确率 不低于 98%",
        )],
        shows: &[("art-16/区委农办、区扶贫办/2/a", "value")],
    },
    Change {
        what: "another deadline",
        edits: &[(
            TARGETS,
            "标签 年度 }\n  截止 2017年12月31日\n  事项 贫困发生率控制",
            "标签 年度 }\n  截止 2018年12月31日\n  事项 贫困发生率控制",
        )],
        shows: &[("art-16/区委农办、区扶贫办/1/b", "deadline")],
    },
    Change {
        what: "a deadline dropped",
        edits: &[(
            TARGETS,
            "截止 2017年12月31日\n  事项 危房改造",
            "截止 期末\n  事项 危房改造",
        )],
        shows: &[("art-16/区建设局/a", "deadline")],
    },
    Change {
        what: "a report made more often",
        edits: &[(
            DEPARTMENTS,
            "报送 区脱贫攻坚领导小组\n  每年",
            "报送 区脱贫攻坚领导小组\n  每季度",
        )],
        shows: &[("art-22/1", "recurrence")],
    },
    Change {
        what: "a report to another",
        edits: &[(DEPARTMENTS, "报送 区脱贫攻坚领导小组", "报送 区委")],
        shows: &[("art-22/1", "claimant")],
    },
    Change {
        what: "a duty owed to nobody",
        edits: &[(DEPARTMENTS, "  相对人 残疾人\n", "")],
        shows: &[("art-16/区残联/1", "claimant")],
    },
    Change {
        what: "an act no longer prohibited",
        edits: &[("61-乡镇责任.zeren", "侵吞、延压、", "侵吞、")],
        shows: &[("art-13/7", "act")],
    },
    Change {
        what: "a target that no duty names",
        edits: &[(DEPARTMENTS, "  目标 建制村通网络任务\n", "")],
        shows: &[("art-16/区工信局/1", "target")],
    },
    Change {
        what: "a kind pursued left out",
        edits: &[
            (
                "80-问责.zeren",
                "逐级 追究 领导责任、直接责任",
                "逐级 追究 领导责任",
            ),
            (
                "80-问责.zeren",
                "按 行为人责任 取 直接责任 { 行为人 答 直接责任 }",
                "",
            ),
        ],
        shows: &[("art-27/chapeau/3", "responsibility")],
    },
    Change {
        what: "a trigger that concerns less",
        edits: &[(
            "80-问责.zeren",
            "重大涉贫事件 涉及 涉贫事件预防",
            "重大涉贫事件 涉及 内生动力",
        )],
        shows: &[
            ("art-6/4", "trigger"),
            ("art-6/5", "trigger"),
            ("art-6/6", "trigger"),
            ("art-6/7", "trigger"),
        ],
    },
    Change {
        what: "a task said to bind nobody",
        edits: &[(
            DEPARTMENTS,
            "责任 跟踪审计 {\n  主体 区审计局\n  承担 工作责任 于 跟踪审计\n",
            "宣示 跟踪审计 {\n  理由 “口号”\n",
        )],
        shows: &[
            ("art-16/区审计局", "kind"),
            ("art-16/区审计局", "holder"),
            ("art-16/区审计局", "trigger"),
        ],
    },
];

#[test]
fn a_change_of_one_clause_is_caught_at_that_clause() {
    let (entries, admitted) = (entries(), admitted());
    for change in CHANGES {
        let (found, _) = differences(&changed(change), &entries);
        let (unlisted, _) = reconcile(&found, &admitted);
        let shown: BTreeSet<(&str, &str)> = unlisted
            .iter()
            .map(|one| (one.clause.as_str(), one.field))
            .collect();
        let expected: BTreeSet<(&str, &str)> = change.shows.iter().copied().collect();
        assert_eq!(shown, expected, "{}: {unlisted:?}", change.what);
    }
}

#[test]
fn another_reading_shows_where_it_matters() {
    let policy = super::shipped()
        .under([("百分之三以下", "不包括本数")])
        .unwrap();
    let (found, _) = differences(&policy, &entries());
    let (unlisted, stale) = reconcile(&found, &admitted());
    let shown: Vec<String> = unlisted.iter().map(ToString::to_string).collect();
    let clause = |part| format!("art-16/区委农办、区扶贫办/1/{part} comparator: `≤` is `<`");
    assert_eq!(shown, ["b", "c", "d", "e"].map(clause));
    assert!(stale.is_empty(), "{stale:?}");
}

#[test]
fn an_entry_for_a_difference_that_is_no_more_is_stale() {
    let entries = entries();
    let (mut found, _) = differences(&super::shipped(), &entries);
    found.retain(|one| !(one.clause == "art-9/11" && one.field == "claimant"));
    let (unlisted, stale) = reconcile(&found, &admitted());
    assert_eq!((unlisted.len(), stale.len()), (0, 1), "{stale:?}");
    assert!(stale[0].starts_with("art-9/11 claimant"));
}

/// The shipped policy with each of the changes in turn: what is changed, and in how many places.
pub fn changed_policies() -> impl Iterator<Item = (&'static str, Policy, usize)> {
    let all = CHANGES.iter();
    all.map(|change| (change.what, changed(change), change.edits.len()))
}

/// The shipped policy with a change in its texts.
fn changed(change: &Change) -> Policy {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    for (file, before, after) in change.edits {
        let (_, text) = files.iter_mut().find(|(name, _)| name == file).unwrap();
        assert_eq!(text.matches(before).count(), 1, "{}: {before}", change.what);
        *text = text.replace(before, after);
    }
    Policy::compile(files).unwrap_or_else(|error| panic!("{}: {error}", change.what))
}
