//! The direct way: JSON text straight into the store, in one pass, where all is as it should be.
//!
//! It reports nothing. At anything wrong, and at what is unusual, it gives up, and the careful way starts from the
//! beginning; so whatever it accepts, the careful way must accept with the same meaning. Keys are compared first
//! with those expected: where one object has a key after another, the next object of the form probably has it too.
//! What is written plainly goes straight into its cell; other values wait, and are read the careful way one by one
//! when all that they may refer to is known.

mod cursor;
mod form;
mod forms;
mod later;
mod pass;
mod persons;
mod plain;
mod records;
#[cfg(test)]
mod tests;
mod units;
mod waiting;

pub use forms::Forms;
pub use pass::Desk;

use forms::FactsKey;
use pass::Pass;
use waiting::What;

use super::names::Names;
use super::problems::Problems;
use super::reader::Reader;
use crate::calendar::Period;
use crate::cancel::Cancel;
use crate::facts::{FORMAT, FactLimits, FactStore};
use crate::model::Model;
use crate::program::Layout;

/// A policy as facts are read under it.
#[derive(Debug, Clone, Copy)]
pub struct Compiled<'p> {
    /// The policy.
    pub model: &'p Model,
    /// Where what is kept.
    pub layout: &'p Layout,
    /// What its names mean.
    pub names: &'p Names,
    /// What its keys mean.
    pub forms: &'p Forms,
}

/// Fills the store on the desk; `None` when the careful way must be taken.
pub fn read(
    policy: Compiled<'_>,
    json: &str,
    limits: (&FactLimits, Option<&Cancel>),
    desk: &mut Desk,
) -> Option<()> {
    if json.len() > limits.0.longest() {
        return None;
    }
    if desk.expectations.is_empty() {
        desk.expectations.clone_from(&policy.forms.expectations);
    }
    let was_in_order = desk.in_order;
    let done = attempt(policy, json, limits, desk);
    if done.is_none() && was_in_order && !desk.in_order {
        // The lists of records have another order, so they must wait for each other.
        return attempt(policy, json, limits, desk);
    }
    done
}

fn attempt(
    policy: Compiled<'_>,
    json: &str,
    (limits, cancel): (&FactLimits, Option<&Cancel>),
    desk: &mut Desk,
) -> Option<()> {
    let mut store = std::mem::replace(&mut desk.store, FactStore::empty());
    store.clear();
    let problems = Problems::new(1);
    let mut reader = Reader::new(policy.model, policy.layout, policy.names, limits, problems);
    reader.store = store;
    let shared = (&mut desk.expectations, &mut desk.scratch);
    let mut pass = Pass::new(reader, json, policy.forms, limits, shared);
    pass.in_order = desk.in_order;
    pass.cancel = cancel;
    let done = pass
        .facts()
        .and_then(|()| pass.read_later(json, &mut desk.tape));
    desk.in_order = pass.in_order;
    desk.store = pass.close();
    done
}

impl Pass<'_> {
    /// Everything but what waits for the careful way.
    fn facts(&mut self) -> Option<()> {
        let form = self.forms.facts.as_ref()?;
        self.value()?;
        self.open(b'{', b'}', 1)?.then_some(())?;
        let met = self.enter(form.length());
        let (mut at, mut units_read, mut roster) = (0, false, None);
        loop {
            let (row, key) = self.key(form, &mut at)?;
            self.once(met, row)?;
            match key {
                FactsKey::Units => {
                    self.units(None, 2)?;
                    self.waiting_lists_and_back()?;
                    units_read = true;
                }
                FactsKey::Persons if units_read => self.persons(2)?,
                FactsKey::Persons => {
                    let start = self.cursor.at();
                    self.cursor.skip()?;
                    roster = Some((start, self.cursor.at()));
                }
                key => self.beside(*key)?,
            }
            if !self.cursor.goes_on(b'}')? {
                break;
            }
        }
        self.cursor.is_at_end().then_some(())?;
        let met = self.leave(met);
        (0..4).all(|required| met.has(required)).then_some(())?;
        if let Some((start, end)) = roster {
            self.cursor.go(start);
            self.persons(2)?;
            (self.cursor.at() == end).then_some(())?;
        }
        self.single_organs()?;
        self.ids_are_distinct()
    }

    fn waiting_lists_and_back(&mut self) -> Option<()> {
        let behind = self.cursor.at();
        self.waiting_lists()?;
        self.cursor.go(behind);
        Some(())
    }

    /// What stands beside the units and the roster.
    fn beside(&mut self, key: FactsKey) -> Option<()> {
        match key {
            FactsKey::Format => (self.cursor.string()? == FORMAT).then_some(()),
            FactsKey::AsOf => {
                let date = self.date()?;
                self.reader.as_of = Some(date);
                self.reader.store.as_of = date;
                Some(())
            }
            FactsKey::Period => {
                let period = Period::parse(self.text()?.trim())?;
                self.reader.period = Some(period);
                self.reader.store.period = period;
                Some(())
            }
            FactsKey::Determinations => self.leave_for_later(What::Determinations),
            FactsKey::Discharges => self.leave_for_later(What::Discharges),
            FactsKey::Reports => self.leave_for_later(What::Reports),
            FactsKey::Remark => self.remark(),
            FactsKey::Units | FactsKey::Persons => None,
        }
    }
}
