//! The proof of a status: what a target, prohibition, report or duty was asked, in the order asked.

use super::{Of, Role, Traced, Tracer, truth};
use crate::calendar::Period;
use crate::eval::machine::{Frame, Read};
use crate::eval::outcome::{Element, Instance, Status};
use crate::eval::slot::Slot;
use crate::facts::UnitIndex;
use crate::ids::{DutyId, ProhibitionId, ReportId, TargetId};

impl Tracer<'_, '_> {
    pub(super) fn status(&mut self, element: Element, frame: Frame, role: Role) -> Traced {
        match element {
            Element::Target(target, unit) => self.target(target, unit, role),
            Element::Prohibition(prohibition, unit, _) => {
                self.prohibition(prohibition, unit, element, role)
            }
            Element::Report(report, holder, period) => self.report(report, holder, period, role),
            Element::Duty(duty, holder) => self.duty(duty, holder, role),
            Element::Record(_) | Element::Metric(..) | Element::Unit(_) => {
                self.node(Of::Element(element), role, frame, Read::Missing)
            }
        }
    }

    fn status_node(
        &mut self,
        element: Element,
        status: Status,
        role: Role,
        frame: Frame,
    ) -> Traced {
        let failed = matches!(status, Status::Breached | Status::Violated);
        let read = truth(if status.is_open() { None } else { Some(failed) });
        self.node(Of::Status(element, status), role, frame, read)
    }

    fn target(&mut self, target: TargetId, unit: UnitIndex, role: Role) -> Traced {
        let (machine, frame) = (self.machine, self.machine.at(unit));
        let code = machine.program.targets[target];
        let status = machine.target_outcome(target, unit).status;
        let element = Element::Target(target, unit);
        let mut node = self.status_node(element, status, role, frame)?;
        self.maybe(code.filter, frame, Role::Filter, &mut node)?;
        self.maybe(code.applies, frame, Role::Applies, &mut node)?;
        self.maybe(code.population, frame, Role::Population, &mut node)?;
        self.maybe(Some(code.require), frame, Role::Requirement, &mut node)?;
        Ok(node)
    }

    fn prohibition(
        &mut self,
        prohibition: ProhibitionId,
        unit: UnitIndex,
        element: Element,
        role: Role,
    ) -> Traced {
        let (machine, frame) = (self.machine, self.machine.at(unit));
        let status = machine.prohibition_outcome(prohibition, unit).status;
        let mut node = self.status_node(element, status, role, frame)?;
        let applies = machine.program.prohibitions[prohibition].applies;
        self.maybe(applies, frame, Role::Applies, &mut node)?;
        for item in machine.acts_told(prohibition, unit) {
            let of = Of::Element(item.element);
            let read = truth(item.member);
            let mut part = self.node(of, Role::Element, item.frame, read)?;
            self.member(&item, &mut part)?;
            node.parts.push(part);
        }
        for (at, need) in machine.act_gaps(prohibition, unit) {
            let part = self.gap(at, need)?;
            node.parts.push(part);
        }
        Ok(node)
    }

    fn report(&mut self, report: ReportId, holder: Instance, period: Period, role: Role) -> Traced {
        let (machine, frame) = (self.machine, self.machine.at_instance(holder));
        let status = machine.report_outcome(report, holder, period).status;
        let element = Element::Report(report, holder, period);
        let mut node = self.status_node(element, status, role, frame)?;
        node.slots.push(Slot::Report(report, holder, period));
        self.maybe(
            machine.program.reports[report],
            frame,
            Role::Applies,
            &mut node,
        )?;
        Ok(node)
    }

    fn duty(&mut self, duty: DutyId, holder: Instance, role: Role) -> Traced {
        let (machine, frame) = (self.machine, self.machine.at_instance(holder));
        let status = machine.duty_status(duty, holder);
        let mut node = self.status_node(Element::Duty(duty, holder), status, role, frame)?;
        let applies = machine.program.duties[duty].applies;
        self.maybe(applies, frame, Role::Applies, &mut node)?;
        for element in machine.measured(duty, holder) {
            let part = self.status(element, frame, Role::Outcome)?;
            node.parts.push(part);
        }
        Ok(node)
    }
}
