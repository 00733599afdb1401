//! What organs did: discharges of their duties, and reports made.

use super::fields::Fields;
use super::organs::Instance;
use super::path::At;
use super::reader::Reader;
use crate::facts::{Discharge, ReportMade};
use crate::lang::Text;
use crate::model::{DutyId, Holding, Model, Name, OrganId, Party};

const DISCHARGE: &[&str] = &["duty", "organ", "unit", "act", "date", "note", "source"];
const REPORT: &[&str] = &[
    "report", "organ", "unit", "period", "date", "note", "source",
];

/// Reads the discharges of duty.
pub fn read_discharges(reader: &mut Reader, facts: &Fields) {
    if let Some(at) = facts.get("discharges") {
        discharge_list(reader, &at);
    }
}

/// Reads a list of discharges of duty.
pub fn discharge_list(reader: &mut Reader, at: &At) {
    let mut discharges = Vec::new();
    for (index, node) in reader.list(at).into_iter().flatten().enumerate() {
        let at = at.index(index, node);
        if let Some(fields) = reader.object(&at, DISCHARGE) {
            discharges.extend(discharge(reader, &fields));
        }
    }
    reader.store.rest_mut().discharges = Some(discharges);
}

/// Reads the reports made.
pub fn read_reports(reader: &mut Reader, facts: &Fields) {
    if let Some(at) = facts.get("reports") {
        report_list(reader, &at);
    }
}

/// Reads a list of reports made.
pub fn report_list(reader: &mut Reader, at: &At) {
    let mut reports = Vec::new();
    for (index, node) in reader.list(at).into_iter().flatten().enumerate() {
        let at = at.index(index, node);
        if let Some(fields) = reader.object(&at, REPORT) {
            reports.extend(report(reader, &fields));
        }
    }
    reader.store.rest_mut().reports = Some(reports);
}

fn discharge(reader: &mut Reader, fields: &Fields) -> Option<Discharge> {
    let date = reader.optional_date(fields, "date");
    let (duty, (organ, unit), act) = reader.discharged(fields)?;
    Some(Discharge {
        duty,
        organ,
        unit,
        act,
        date,
    })
}

fn report(reader: &mut Reader, fields: &Fields) -> Option<ReportMade> {
    let report = reader.required(fields, "report").and_then(|at| {
        let text = reader.text(&at)?;
        let found = reader.names.reports.get(text);
        if found.is_none() {
            let known: Vec<&str> = reader.names.reports.keys().collect();
            reader.unknown_name(&at, "F0157", ("报告", "report"), text, &known);
        }
        found
    });
    let instance = reader.instance(fields, None);
    let period = fields.get("period").map(|at| reader.period(&at));
    let date = reader.required_date(fields, "date");
    let (report, (organ, unit)) = (report?, instance?);
    let declared = reader.model.reports.row(report)?;
    if !reader.is_holder(fields, organ, &declared.holders, &declared.name) {
        return None;
    }
    Some(ReportMade {
        report,
        organ,
        unit,
        // A period that could not be read must not become "the one that its date lies in".
        period: match period {
            Some(read) => Some(read?),
            None => None,
        },
        date: date?,
    })
}

impl Reader<'_> {
    /// The duty, its party and the act that an object names.
    pub fn discharged(&mut self, fields: &Fields) -> Option<(DutyId, Instance, Option<Name>)> {
        let duty = self.required(fields, "duty").and_then(|at| self.duty(&at));
        let instance = self.instance(fields, None);
        let act = self.act(fields);
        let (duty, instance) = (duty?, instance?);
        let declared = self.model.duties.row(duty)?;
        let holds = self.is_holder(fields, instance.0, &declared.holders, &declared.name);
        // An act that could not be read must not become "every act".
        (holds && act.is_some() == fields.has("act")).then_some((duty, instance, act))
    }

    fn duty(&mut self, at: &At) -> Option<DutyId> {
        let text = self.text(at)?;
        let found = self.names.duties.get(text);
        if found.is_none() {
            let known: Vec<&str> = self.names.duties.keys().collect();
            self.unknown_name(at, "F0156", ("责任", "duty"), text, &known);
        }
        found
    }

    fn is_holder(
        &mut self,
        fields: &Fields,
        organ: OrganId,
        holders: &[Holding],
        what: &str,
    ) -> bool {
        let model = self.model;
        if holders.iter().any(|holding| holds(model, holding, organ)) {
            return true;
        }
        let name = model.organs.row(organ).map_or("", |organ| &organ.name);
        let message = Text::new(
            format!("`{name}` 不承担 `{what}`"),
            format!("`{name}` does not hold `{what}`"),
        );
        let holders: Vec<String> = holders
            .iter()
            .map(|holding| format!("`{}`", party_name(model, holding.party)))
            .collect();
        let help = Text::new(
            format!("主体是 {}", holders.join("、")),
            format!("it is held by {}", holders.join(", ")),
        );
        let at = fields.get("organ").unwrap_or(fields.at);
        self.problems.push(at, "F0158", message, Some(help));
        false
    }
}

fn holds(model: &Model, holding: &Holding, organ: OrganId) -> bool {
    match holding.party {
        Party::Organ(holder) | Party::Office(holder, _) => holder == organ,
        Party::Class(class) => model
            .classes
            .row(class)
            .is_some_and(|class| class.members.contains(&organ)),
    }
}

fn party_name(model: &Model, party: Party) -> &str {
    match party {
        Party::Organ(organ) | Party::Office(organ, _) => {
            model.organs.row(organ).map_or("", |organ| &organ.name)
        }
        Party::Class(class) => model.classes.row(class).map_or("", |class| &class.name),
    }
}
