//! What the engine says, in the lines of the second evaluator.

use crate::assessment::{
    Actor, Assessment, CauseResult, CommendationResult, Finding, LeftOut, Moment, Party,
    TriggerResult,
};
use crate::calendar::Date;
use crate::eval::Status;

/// The lines of an assessment, in order.
pub fn lines(assessment: &Assessment, branches: impl Fn(&str) -> usize) -> Vec<String> {
    let mut lines = Vec::new();
    for row in assessment.targets() {
        lines.push(format!(
            "target {}@{} {} due={} failed={}",
            row.target,
            row.unit,
            word(&row.status),
            date(row.due),
            date(row.failed_on)
        ));
    }
    for row in assessment.reports() {
        let unit = or_none(row.unit.as_deref());
        lines.push(format!(
            "report {} {}@{unit} {} {} made={}",
            row.report,
            row.organ,
            row.period,
            word(&row.status),
            date(row.made)
        ));
    }
    for row in assessment.prohibitions() {
        let records = row.records.join(",");
        lines.push(format!(
            "prohibition {}@{} {} {records}",
            row.prohibition,
            row.unit,
            word(&row.status)
        ));
    }
    for row in assessment.duties() {
        let unit = or_none(row.unit.as_deref());
        lines.push(format!(
            "duty {} {}@{unit} {}",
            row.duty,
            row.organ,
            word(&row.status)
        ));
    }
    for row in assessment.triggers() {
        lines.push(trigger(row, branches(&row.trigger)));
        lines.extend(
            row.causes
                .iter()
                .map(|row_cause| cause(&row.trigger, row_cause)),
        );
    }
    lines.extend(assessment.findings().iter().map(finding));
    commendations(assessment, &mut lines);
    lines.extend(assessment.left_out().iter().map(left_out));
    lines.sort();
    lines
}

fn trigger(row: &TriggerResult, branches: usize) -> String {
    // One element that two branches leave open may be listed once.
    let most = if branches > 1 { 1 } else { u64::MAX };
    let count = |status: Status| -> u64 {
        let groups = row.open.iter().filter(|group| group.status == status);
        let all: u64 = groups.map(|group| group.count).sum();
        all.min(most)
    };
    format!(
        "trigger {} {} undetermined={} awaiting={}",
        row.trigger,
        word(&row.status),
        count(Status::Undetermined),
        count(Status::AwaitingDetermination)
    )
}

fn cause(trigger: &str, row: &CauseResult) -> String {
    format!(
        "cause {trigger} act={} unit={} matters={} date={} actor={} note={} nobody={} settle={}",
        row.act,
        or_none(row.unit.as_deref()),
        row.matters.join(","),
        moment(row.date),
        row.actor.as_ref().map_or("-".to_owned(), actor),
        row.actor_note.map_or("-".to_owned(), |note| word(&note)),
        row.reaches_no_duty,
        row.would_settle.join(",")
    )
}

fn finding(row: &Finding) -> String {
    let party = match &row.organ {
        Some(organ) => format!("{organ}@{}", or_none(row.unit.as_deref())),
        None => "-".to_owned(),
    };
    let state = word(&row.persons.state);
    let persons = match state.as_str() {
        "unknown" => state,
        _ => format!("{state}:{}", row.persons.names.join(",")),
    };
    let with: Vec<String> = row.with.iter().map(holder).collect();
    let grounds: Vec<&str> = row.grounds.iter().map(|ground| &*ground.trigger).collect();
    format!(
        "finding {} act={} duty={} party={party} class={} office={} persons={persons} pursued={} silent={} borne={} \
         role={} with={} matter={} duty_matter={} grounds={} date={} cause_unit={} distance={} doubt={}",
        word(&row.status),
        row.act,
        row.duty.name,
        or_none(row.class.as_deref()),
        or_none(row.office.as_deref()),
        or_none(row.pursued.as_deref()),
        row.silent.map_or("-".to_owned(), |silent| word(&silent)),
        row.borne.join(","),
        word(&row.role),
        with.join(","),
        row.matter,
        row.duty_matter,
        grounds.join(","),
        moment(row.date),
        or_none(row.cause_unit.as_deref()),
        row.distance
            .map_or("-".to_owned(), |distance| distance.to_string()),
        row.scope_doubt
    )
}

fn commendations(assessment: &Assessment, lines: &mut Vec<String>) {
    let model = assessment.commendations();
    let mut names: Vec<&str> = Vec::new();
    for row in model {
        if !names.contains(&&*row.commendation) {
            names.push(&row.commendation);
        }
    }
    for name in names {
        let mut counts = [0, 0];
        for row in model.iter().filter(|row| &*row.commendation == name) {
            match commended(row) {
                Some(line) => lines.push(line),
                None => {
                    let awaiting = word(&row.status) == "awaiting-determination";
                    counts[usize::from(awaiting)] += row.count;
                }
            }
        }
        if counts != [0, 0] {
            lines.push(format!(
                "commendation {name} open: undetermined={} awaiting={}",
                counts[0], counts[1]
            ));
        }
    }
}

fn commended(row: &CommendationResult) -> Option<String> {
    let party = match (&row.organ, &row.actor) {
        (Some(organ), _) => format!("{organ}@{}", or_none(row.unit.as_deref())),
        (None, Some(who)) => actor(who),
        (None, None) => return None,
    };
    Some(format!(
        "commendation {} {} {party}",
        row.commendation,
        word(&row.status)
    ))
}

fn left_out(row: &LeftOut) -> String {
    let what = row.record.as_deref().or(row.term.as_deref());
    format!(
        "left out {} {} {}",
        or_none(what),
        word(&row.reason),
        row.date
    )
}

pub fn actor(row: &Actor) -> String {
    let organ = row
        .organ
        .as_deref()
        .map(|organ| format!("{organ}@{}", or_none(row.unit.as_deref())));
    match (&row.person, &row.office, organ) {
        (Some(person), ..) => person.to_string(),
        (None, Some(office), Some(organ)) => format!("{office} of {organ}"),
        (None, _, organ) => organ.unwrap_or_default(),
    }
}

fn holder(row: &Party) -> String {
    format!(
        "{}@{}",
        or_none(row.organ.as_deref()),
        or_none(row.unit.as_deref())
    )
}

fn moment(moment: Option<Moment>) -> String {
    match moment {
        None => "-".to_owned(),
        Some(Moment::On(date)) => date.to_string(),
        Some(Moment::Span { from, to }) => format!("{from}..{to}"),
    }
}

fn date(date: Option<Date>) -> String {
    date.map_or("-".to_owned(), |date| date.to_string())
}

pub fn or_none(text: Option<&str>) -> &str {
    text.unwrap_or("-")
}

/// The word by which results name a status.
pub fn word(status: &impl serde::Serialize) -> String {
    serde_json::to_string(status)
        .unwrap()
        .trim_matches('"')
        .to_owned()
}
