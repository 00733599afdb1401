//! The pages of a trigger and of a target.

use super::{section, sentence};
use crate::assessment::{Page, examples, left_out_lines, need_sentence, words};
use crate::explain::why_not::{
    BranchWhy, ElementGroup, ElementResult, StatusReason, TargetWhy, TriggerWhy,
};
use crate::lang::Lang;

pub(super) fn trigger(page: &mut Page, answer: &TriggerWhy, lang: Lang) {
    let title = words::numbered(answer.number.as_deref(), &answer.trigger, lang);
    let status = words::trigger_status(answer.status, lang);
    page.line(0, &format!("{title}{}{status}", lang.pick("：", ": ")));
    for clause in answer.clauses.iter() {
        page.line(2, &words::clause(clause, lang));
    }
    for branch in &answer.branches {
        self::branch(page, branch, lang);
    }
}

fn branch(page: &mut Page, branch: &BranchWhy, lang: Lang) {
    section(page, &branch.text, |page| {
        page.line(
            2,
            &match lang {
                Lang::Zh if branch.elements == 0 => "没有可供判断的事项".to_owned(),
                Lang::En if branch.elements == 0 => "nothing to look at".to_owned(),
                Lang::Zh => format!("共看{}项", branch.elements),
                Lang::En => format!("{} looked at", branch.elements),
            },
        );
        for group in &branch.groups {
            self::group(page, group, lang);
        }
        if !branch.left_out.is_empty() {
            page.line(2, lang.pick("未计入：", "left out:"));
            left_out_lines(page, &branch.left_out, lang);
        }
    });
}

fn group(page: &mut Page, group: &ElementGroup, lang: Lang) {
    let result = match group.result {
        ElementResult::Cause => lang.pick("构成该情形", "a cause"),
        ElementResult::NoCause => lang.pick("不构成该情形", "no cause"),
        ElementResult::Unknown => lang.pick("是否构成不明", "not known"),
    };
    let some = examples(group.count, &group.examples, lang);
    page.line(2, &format!("{result}{some}"));
    let decided = match (group.count, lang) {
        (1, Lang::Zh) => "决定因素：",
        (_, Lang::Zh) => "决定因素（以首项为例）：",
        (1, Lang::En) => "decided by:",
        (_, Lang::En) => "decided by (of the first):",
    };
    page.line(4, decided);
    sentence::proof(page, &group.decided_by, 6, lang);
    for need in &group.needs {
        page.line(4, &need_sentence(need, lang));
    }
}

pub(super) fn target(page: &mut Page, answer: &TargetWhy, lang: Lang) {
    let target = &answer.target;
    let gap = lang.pick("　", "  ");
    page.line(
        0,
        &match lang {
            Lang::Zh => format!("目标“{}”{gap}{}", target.target, target.unit),
            Lang::En => format!("target `{}`{gap}{}", target.target, target.unit),
        },
    );
    page.line(0, &words::measured(target, lang));
    page.line(0, reason(answer.reason, lang));
    for clause in target.clauses.iter() {
        page.line(2, &words::clause(clause, lang));
    }
    sentence::proof(page, &answer.proof, 2, lang);
    for need in &target.needs {
        page.line(2, &need_sentence(need, lang));
    }
}

fn reason(reason: StatusReason, lang: Lang) -> &'static str {
    match reason {
        StatusReason::NotMeasuredHere => lang.pick(
            "该单位不在考核对象之内",
            "this unit is none of those measured",
        ),
        StatusReason::DoesNotApply => lang.pick("适用条件不成立", "it does not apply here"),
        StatusReason::NoPopulation => lang.pick("考核总体为零", "there is nothing to measure"),
        StatusReason::BeforeEffect => lang.pick(
            "期限早于法规施行之日",
            "its last day precedes the regulation's effect",
        ),
        StatusReason::NotDue => lang.pick("期限未过", "its last day has not passed"),
        StatusReason::RequirementMet => lang.pick("要求已达到", "what is required is so"),
        StatusReason::RequirementNotMet => lang.pick("要求未达到", "what is required is not so"),
        StatusReason::NotKnown => {
            lang.pick("所需事实或认定欠缺", "facts or determinations are missing")
        }
    }
}
