//! The page of a party that does or does not answer.

use super::finding::tenure;
use super::{section, sentence};
use crate::assessment::{Page, examples, words};
use crate::attribution::Refusal;
use crate::explain::why_not::{CauseGroup, DutyReason, InOffice, PartyWhy, Seat, WhyNotParty};
use crate::lang::Lang;
use crate::model::Name;

pub(super) fn page(page: &mut Page, answer: &PartyWhy, lang: Lang) {
    let seat = answer.seats.first();
    let organ = seat.map(|seat| at(seat, lang)).unwrap_or_default();
    let who = answer.person.as_deref().unwrap_or(&organ);
    let separator = lang.pick("、", ", ");
    page.line(
        0,
        &match (answer.findings.is_empty(), lang) {
            (true, Lang::Zh) => format!("{who}：不在责任认定之列"),
            (true, Lang::En) => format!("{who}: no finding names it"),
            (false, Lang::Zh) => format!("{who}：列入责任认定 {}", answer.findings.join(separator)),
            (false, Lang::En) => format!("{who}: named by {}", answer.findings.join(separator)),
        },
    );
    if answer.seats.is_empty() {
        page.line(
            2,
            lang.pick("任职名册中没有此人", "the roster does not name this person"),
        );
    }
    for seat in &answer.seats {
        self::seat(page, seat, lang);
    }
}

fn at(seat: &Seat, lang: Lang) -> String {
    words::at(
        seat.party.organ.as_deref(),
        seat.party.unit.as_deref(),
        lang,
    )
}

fn seat(page: &mut Page, seat: &Seat, lang: Lang) {
    section(page, &at(seat, lang), |page| {
        if let Some(line) = &seat.tenure {
            page.line(2, &tenure(line, lang));
            if seat.office.is_none() {
                page.line(
                    2,
                    lang.pick(
                        "该职务未在政策中列明，不对应责任种类",
                        "the policy declares no such office, so it answers for no kind",
                    ),
                );
            }
        }
        if let Some(never) = seat.never {
            page.line(
                2,
                match never {
                    WhyNotParty::NothingFired => {
                        lang.pick("没有出现问责情形", "no trigger has fired")
                    }
                    WhyNotParty::HoldsNoDuty => {
                        lang.pick("该机关未承担任何职责", "the organ holds no duty")
                    }
                    WhyNotParty::Excluded => {
                        lang.pick("该机关不适用本法规", "the policy excludes the organ")
                    }
                },
            );
        }
        for group in &seat.causes {
            self::group(page, group, lang);
        }
    });
}

fn group(page: &mut Page, group: &CauseGroup, lang: Lang) {
    let title = words::numbered(group.number.as_deref(), &group.trigger, lang);
    let matters = group.matters.join(lang.pick("、", ", "));
    let some = group.examples.iter().map(|one| sentence::named(one, lang));
    let some: Vec<Name> = some.map(Name::from).collect();
    let some = examples(group.count, &some, lang);
    page.line(
        2,
        &match lang {
            Lang::Zh => format!("情形{title}，事项“{matters}”{some}"),
            Lang::En => format!("trigger {title}, matter `{matters}`{some}"),
        },
    );
    if let Some(text) = group.in_office.and_then(|state| in_office(state, lang)) {
        page.line(4, text);
    }
    if group.actor_silent {
        page.line(
            4,
            words::actor_note(crate::assessment::ActorNote::TextDoesNotSay, lang),
        );
    }
    for duty in &group.duties {
        page.line(4, &self::duty(duty, &matters, lang));
    }
    if !group.answered_by.is_empty() {
        let offices = group.answered_by.join(lang.pick("、", ", "));
        page.line(
            4,
            &match lang {
                Lang::Zh => format!("所追究的责任由{offices}承担，不由其职务承担"),
                Lang::En => {
                    format!("what is pursued is answered for by {offices}, not by this office")
                }
            },
        );
    }
    if !group.findings.is_empty() {
        let ids = group.findings.join(lang.pick("、", ", "));
        page.line(
            4,
            &format!("{}{ids}", lang.pick("责任认定：", "findings: ")),
        );
    }
}

fn in_office(state: InOffice, lang: Lang) -> Option<&'static str> {
    match state {
        InOffice::Yes => None,
        InOffice::NotYet => Some(lang.pick("事发时尚未任职", "not yet in office when it happened")),
        InOffice::NoLonger => {
            Some(lang.pick("事发时已离任", "no longer in office when it happened"))
        }
        InOffice::DateUnknown => Some(lang.pick(
            "事发日期不明，是否在任不明",
            "no date, so not known to be in office",
        )),
    }
}

/// What becomes of a duty.
fn duty(reason: &DutyReason, matters: &str, lang: Lang) -> String {
    let own = reason.matter.as_deref().unwrap_or_default();
    let text = match (reason.refusal, lang) {
        (None, _) if reason.statuses.is_empty() => lang.pick("及于此事", "reaches it").to_owned(),
        (None, _) => {
            let statuses = reason.statuses.iter();
            let statuses = statuses.map(|status| words::finding_status(*status, lang));
            let statuses: Vec<&str> = statuses.collect();
            let statuses = statuses.join(lang.pick("、", ", "));
            match lang {
                Lang::Zh => format!("及于此事，责任认定{statuses}"),
                Lang::En => format!("reaches it, the finding is {statuses}"),
            }
        }
        (Some(Refusal::NarrowerMatter), Lang::Zh) => {
            format!("只及于“{own}”，窄于“{matters}”，不及于此事")
        }
        (Some(Refusal::NarrowerMatter), Lang::En) => {
            format!("is on `{own}` only, narrower than `{matters}`")
        }
        (Some(Refusal::OtherMatter), Lang::Zh) => {
            format!("只及于“{own}”，与“{matters}”不属同一事项")
        }
        (Some(Refusal::OtherMatter), Lang::En) => {
            format!("is on `{own}`, another matter than `{matters}`")
        }
        (Some(refusal), _) => refused(refusal, lang).to_owned(),
    };
    let cited = words::addresses(&reason.clauses, lang);
    let through = reason.class.as_deref().map(|class| match lang {
        Lang::Zh => format!("作为“{class}”成员，"),
        Lang::En => format!("as a member of `{class}`, "),
    });
    let through = through.unwrap_or_default();
    let see = reason.class_finding.as_deref().map(|id| match lang {
        Lang::Zh => format!("，见责任认定 {id}"),
        Lang::En => format!(", see {id}"),
    });
    let see = see.unwrap_or_default();
    match lang {
        Lang::Zh => format!("职责“{}”（{cited}）：{through}{text}{see}", reason.duty),
        Lang::En => format!("duty `{}` ({cited}): {through}{text}{see}", reason.duty),
    }
}

fn refused(refusal: Refusal, lang: Lang) -> &'static str {
    match refusal {
        Refusal::NarrowerMatter | Refusal::OtherMatter => {
            lang.pick("不及于此事", "does not reach it")
        }
        Refusal::NotAbove => lang.pick(
            "该机关既不在事发单位，也不在其上级",
            "the organ is neither at the unit of the cause nor above it",
        ),
        Refusal::ActorUnknown => lang.pick(
            "由该类机关共有，行为人不明，不能确定是哪一机关",
            "every member of the class holds it, and the facts do not tell who acted",
        ),
        Refusal::NotAboveActor => lang.pick(
            "由该类机关共有，该机关既非行为人所在机关，也非其上级",
            "this member is neither the actor's organ nor above it",
        ),
        Refusal::NotLevelByLevel => lang.pick(
            "该后果不逐级追究，该机关不在事发单位",
            "the consequence does not go level by level, and the organ is not at the unit",
        ),
        Refusal::Excluded => lang.pick("该机关不适用本法规", "the policy excludes the organ"),
        Refusal::DutyDoesNotApply => lang.pick("该职责在此不适用", "the duty does not apply there"),
    }
}
