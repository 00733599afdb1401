//! The page of a finding: what happened, why this party, what is pursued of whom, on which readings.

use super::{fact, section, sentence};
use crate::assessment::{
    AppliedConsequence, Finding, Page, Party, Reliance, consequence, interpretation, need_sentence,
    pursued, way, who, words,
};
use crate::attribution::FindingStatus;
use crate::explain::finding::{CauseProof, Explanation, GateKind, GateProof, Tenure};
use crate::lang::Lang;

pub(super) fn page(page: &mut Page, explanation: &Explanation, lang: Lang) {
    let finding = &explanation.finding;
    let gap = lang.pick("　", "  ");
    let status = words::finding_status(finding.status, lang);
    page.line(
        0,
        &format!(
            "[{}] {}{gap}{}{gap}{status}",
            finding.id,
            who(finding, lang),
            pursued(finding, lang)
        ),
    );
    section(page, lang.pick("一、事由", "1. WHAT HAPPENED"), |page| {
        for cause in &explanation.causes {
            self::cause(page, cause, lang);
        }
    });
    section(page, lang.pick("二、职责", "2. THE DUTY"), |page| {
        duty(page, explanation, lang);
    });
    section(
        page,
        lang.pick("三、追责前提", "3. THE GATE"),
        |page| {
            gates(page, explanation, lang);
        },
    );
    section(
        page,
        lang.pick("四、责任种类和责任人", "4. KIND AND PERSON"),
        |page| {
            pursuit(page, explanation, lang);
        },
    );
    section(
        page,
        lang.pick("五、所据解释", "5. INTERPRETATIONS"),
        |page| {
            for one in &explanation.interpretations {
                interpretation(page, one, lang);
            }
        },
    );
    section(
        page,
        lang.pick("六、尚不明确", "6. NOT KNOWN"),
        |page| {
            unknown(page, finding, lang);
        },
    );
}

/// The gates of all causes, each once, with what follows.
fn gates(page: &mut Page, explanation: &Explanation, lang: Lang) {
    let grounds = explanation.finding.grounds.iter();
    let mut said: Vec<(&GateProof, &AppliedConsequence)> = Vec::new();
    for (cause, ground) in explanation.causes.iter().zip(grounds) {
        let one = (&cause.gate, &ground.consequence);
        if !said.contains(&one) {
            said.push(one);
            gate(page, &cause.gate, lang);
            page.line(2, &consequence(&ground.consequence, lang));
        }
    }
}

/// What happened, under which trigger, and the proof.
fn cause(page: &mut Page, cause: &CauseProof, lang: Lang) {
    let title = words::numbered(cause.number.as_deref(), &cause.trigger, lang);
    page.line(2, &format!("{}{title}", lang.pick("情形：", "trigger: ")));
    for clause in cause.clauses.iter() {
        page.line(4, &words::clause(clause, lang));
    }
    let gap = lang.pick("　", "  ");
    let mut line = words::element(&cause.cause.element, lang)
        .trim_end()
        .to_owned();
    if let Some(unit) = &cause.cause.unit {
        line.push_str(&format!("{gap}{unit}"));
    }
    line.push_str(&format!("{gap}{}", words::moment(cause.cause.date, lang)));
    if let Some(actor) = &cause.cause.actor {
        let actor = words::actor(actor, lang);
        line.push_str(&format!("{gap}{}{actor}", lang.pick("行为人：", "actor: ")));
    }
    page.line(2, &line);
    sentence::proof(page, &cause.proof, 4, lang);
    if let Some(note) = cause.cause.actor_note {
        page.line(4, words::actor_note(note, lang));
    }
}

/// The duty with its words, how its matter contains that of the cause, and the way up to its holder.
fn duty(page: &mut Page, explanation: &Explanation, lang: Lang) {
    let finding = &explanation.finding;
    page.line(
        2,
        &format!("{}{}", lang.pick("职责：", "duty: "), finding.duty.name),
    );
    for clause in finding.duty.clauses.iter() {
        page.line(4, &words::clause(clause, lang));
    }
    let matters = explanation.matters.iter().map(|step| {
        let cited = words::addresses(&step.clauses, lang);
        match cited.is_empty() {
            true => step.matter.to_string(),
            false => format!("{}{}", step.matter, words::bracketed(&cited, lang)),
        }
    });
    let matters: Vec<String> = matters.collect();
    page.line(
        2,
        &match (matters.len(), lang) {
            (1, Lang::Zh) => format!("事项：{}，即职责所涉事项", matters.join("")),
            (1, Lang::En) => format!("matter: {}, the duty's own", matters.join("")),
            (_, Lang::Zh) => format!("事项：{}，逐级属于职责所涉事项", matters.join(" → ")),
            (_, Lang::En) => format!("matter: {}, up to the duty's", matters.join(" → ")),
        },
    );
    if let Some(applies) = &explanation.applies {
        page.line(2, lang.pick("适用条件：", "applies when:"));
        sentence::proof(page, applies, 4, lang);
    }
    if !finding.path.is_empty() {
        page.line(2, &way(&finding.path, lang));
    }
    if let Some(distance) = finding.distance {
        page.line(
            2,
            &match lang {
                Lang::Zh if distance == 0 => "事由即在该机关".to_owned(),
                Lang::Zh => format!("距事由所在机关{distance}级"),
                Lang::En if distance == 1 => "one step from the organ where it lies".to_owned(),
                Lang::En => format!("{distance} steps from the organ where it lies"),
            },
        );
    }
    if !finding.with.is_empty() {
        let at = |party: &Party| words::at(party.organ.as_deref(), party.unit.as_deref(), lang);
        let others: Vec<String> = finding.with.iter().map(at).collect();
        let others = others.join(lang.pick("、", ", "));
        page.line(
            2,
            &match lang {
                Lang::Zh => format!("与{others}共同承担"),
                Lang::En => format!("held jointly with {others}"),
            },
        );
    }
}

/// What must be shown beyond the cause, and whether it is.
fn gate(page: &mut Page, gate: &GateProof, lang: Lang) {
    let text = match (gate.gate, gate.status) {
        (_, None) => lang.pick(
            "责任主体未定，无从判断是否尽责",
            "the holder is not known, so neither is whether it discharged the duty",
        ),
        (GateKind::Open, _) => lang.pick("未设前提：事由成立即可追责", "none: the cause is enough"),
        (GateKind::Presumed, Some(FindingStatus::Rebutted)) => lang.pick(
            "推定未尽责，但有已履行职责的记录，推定不成立",
            "not discharging the duty is presumed, but a discharge is on record",
        ),
        (GateKind::Presumed, _) if gate.discharges_known => lang.pick(
            "推定未尽责：履职情况记录中没有该机关就此事履行职责的记录",
            "not discharging the duty is presumed: no discharge by this party is on record",
        ),
        (GateKind::Presumed, _) => lang.pick(
            "推定未尽责：尚无履职情况记录，故为推定",
            "not discharging the duty is presumed: no list of discharges is given",
        ),
        (GateKind::Determined, Some(FindingStatus::Established)) => {
            lang.pick("经认定未尽责", "determined not to have discharged the duty")
        }
        (GateKind::Determined, Some(FindingStatus::Rebutted)) => {
            lang.pick("经认定已尽责", "determined to have discharged the duty")
        }
        (GateKind::Determined, _) => lang.pick(
            "是否尽责尚待认定",
            "whether it discharged the duty awaits determination",
        ),
        (GateKind::Condition, _) => lang.pick("须符合下列条件：", "this condition must hold:"),
    };
    let sources = fact::sources(gate.facts.iter(), lang);
    page.line(2, &format!("{text}{sources}"));
    if let Some(proof) = &gate.proof {
        sentence::proof(page, proof, 4, lang);
    }
}

/// From the kind borne to the kind pursued, the office that answers, and who was in it.
fn pursuit(page: &mut Page, explanation: &Explanation, lang: Lang) {
    let separator = lang.pick("、", ", ");
    for used in &explanation.mappings {
        let from = if used.from.is_empty() {
            lang.pick("未明种类", "unspecified").to_owned()
        } else {
            used.from.join(separator)
        };
        let to = used.to.join(separator);
        let by = grounds(&words::addresses(&used.clauses, lang), &used.rests_on, lang);
        page.line(
            2,
            &match lang {
                Lang::Zh => format!("承担{from}的，追究{to}{by}"),
                Lang::En => format!("borne {from}, pursued {to}{by}"),
            },
        );
    }
    if let Some(silent) = explanation.finding.silent {
        page.line(2, words::silence(silent, lang));
    }
    if let Some(used) = &explanation.office {
        let by = grounds(&words::addresses(&used.clauses, lang), &used.rests_on, lang);
        let pursued = explanation.finding.pursued.as_deref().unwrap_or_default();
        page.line(
            2,
            &match lang {
                Lang::Zh => format!("{pursued}由{}承担{by}", used.office),
                Lang::En => format!("{} answers for {pursued}{by}", used.office),
            },
        );
    }
    for tenure in &explanation.tenures {
        page.line(2, &self::tenure(tenure, lang));
    }
}

/// What something rests on, in brackets.
fn grounds(addresses: &str, rests_on: &[Reliance], lang: Lang) -> String {
    let readings = rests_on.iter().map(|one| match lang {
        Lang::Zh => format!("解释“{}”取“{}”", one.interpretation, one.choice),
        Lang::En => format!("interpretation `{}`: `{}`", one.interpretation, one.choice),
    });
    let mut parts: Vec<String> = Vec::new();
    if !addresses.is_empty() {
        parts.push(addresses.to_owned());
    }
    parts.extend(readings);
    if parts.is_empty() {
        return String::new();
    }
    words::bracketed(&parts.join(lang.pick("，", ", ")), lang)
}

/// A person's time in office.
pub(super) fn tenure(tenure: &Tenure, lang: Lang) -> String {
    let (person, title) = (&tenure.person, &tenure.title);
    let day = |date| words::day(date, lang);
    match (tenure.from.map(day), tenure.to.map(day), lang) {
        (Some(from), Some(to), Lang::Zh) => format!("{person}：{title}，{from}至{to}在任"),
        (Some(from), None, Lang::Zh) => format!("{person}：{title}，{from}起在任"),
        (None, Some(to), Lang::Zh) => format!("{person}：{title}，至{to}在任"),
        (None, None, Lang::Zh) => format!("{person}：{title}，任期未载明"),
        (Some(from), Some(to), Lang::En) => format!("{person}: {title}, in office {from} to {to}"),
        (Some(from), None, Lang::En) => format!("{person}: {title}, in office from {from}"),
        (None, Some(to), Lang::En) => format!("{person}: {title}, in office until {to}"),
        (None, None, Lang::En) => format!("{person}: {title}, no dates given"),
    }
}

fn unknown(page: &mut Page, finding: &Finding, lang: Lang) {
    for need in &finding.needs {
        page.line(2, &need_sentence(need, lang));
    }
    if finding.scope_doubt {
        page.line(
            2,
            lang.pick(
                "适用范围条款未列明该机关，是否适用存疑",
                "the scope clause does not name this organ: whether it applies is in doubt",
            ),
        );
    }
}
